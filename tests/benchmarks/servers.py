"""Starts the product and the bare server, and reads from the system what they use."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.benchmarks.client import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FIRST_PORT = int(os.environ.get("VERKSTAD_BENCH_PORT", "8300"))
STARTS_WITHIN = 30


class Server:
    """One server process on one loopback port."""

    def __init__(self, name: str, command: list[str], port: int, environment: dict[str, str] | None = None) -> None:
        self.name = name
        self.port = port
        self._command = [*command, "--port", str(port)]
        self._environment = {**os.environ, **(environment or {})}
        self._log = Path(tempfile.gettempdir()) / f"verkstad-bench-{name}-{os.getpid()}.log"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._log.unlink(missing_ok=True)

    def start(self) -> float:
        """Start, and give the seconds until the port answered."""
        started = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        while time.perf_counter() - started < STARTS_WITHIN:
            if self._process.poll() is not None:
                break
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return time.perf_counter() - started
            time.sleep(0.005)
        self.stop()
        said = self.said()
        self._log.unlink()
        sys.exit(f"The {self.name} server did not start:\n{said}")

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def said(self) -> str:
        return self._log.read_text(errors="replace")

    def cpu_seconds(self) -> float:
        """Processor time that the whole process has used, by its own clock (nanoseconds, not ticks)."""
        return time.clock_gettime((~self._process.pid << 3) | 2)

    def memory_mib(self) -> float:
        """Resident memory."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self._process.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def product(folder: Path, **settings: str) -> Iterator[Server]:
    """Verkstad itself, on an SQLite file of its own."""
    environment = {"VERKSTAD_DATABASE": str(folder / "verkstad.db"), **settings}
    with Server(
        "verkstad", [str(Path(sys.executable).parent / "verkstad"), "serve"], FIRST_PORT, environment
    ) as server:
        yield server


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """The bare server, with the boards that lie in the folder as bytes."""
    command = [sys.executable, "-m", "tests.benchmarks.bare", "--folder", str(folder)]
    with Server("bare", command, FIRST_PORT + 1) as server:
        yield server


async def answers(port: int) -> None:
    """Wait until the server says that it is well."""
    while True:
        with suppress(OSError, asyncio.IncompleteReadError):
            async with Connection(port) as connection:
                if (await connection.get("/health")).status == 200:
                    return
        await asyncio.sleep(0.005)

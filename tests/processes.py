"""Servers as operating system processes: started, killed and asked as in operation."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import orjson

from tests.benchmarks.client import Answer, Connection, watch
from tests.cast import Cast, StandingClock
from tests.ground import Ground
from tests.ports import free_port
from verkstad.main import build_house
from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from websockets.asyncio.client import ClientConnection

    from verkstad.kernel.clock import Clock

STARTS_WITHIN = 100.0
PREFIX = "/api/v1"


class ServerProcess:
    """`verkstad serve` on a free port."""

    def __init__(self, database_url: str, log: Path, **settings: str) -> None:
        self._environment = {**os.environ, "VERKSTAD_DATABASE": database_url, **settings}
        self._log = log
        self.port = free_port()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-c", "from verkstad.cli import main; main()", "serve", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.02)
        self.kill()
        raise AssertionError(f"the server did not start:\n{self.said()}")

    def kill(self) -> None:
        """End it as a power cut would: nothing gets to be tidied up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def said(self) -> str:
        """Give everything that it has printed."""
        return self._log.read_text(errors="replace")


def lay(database_url: str, clock: Clock | None = None) -> Ground:
    """Put the cast and a plan into a database, before or beside its server; the ground reads and writes on its own."""
    house = build_house(Settings(database=database_url, threads=4), clock)
    cast = Cast(house).assemble()
    return Ground(cast, StandingClock(house.clock.now()), "plan").lay()


class Caller:
    """Somebody with a connection of their own to a server."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ask(self, method: str, path: str, body: Any = None, *, key: str | None = None) -> Answer:
        """Send a request below /api/v1; a fault of the server's is a failed test."""
        content = b"" if body is None else orjson.dumps(body)
        headers = {"Idempotency-Key": key} if key else {}
        answer = await self._connection.ask(method, PREFIX + path, content, headers)
        assert answer.status < 500, answer.body
        return answer

    async def send(self, path: str, content: bytes, *, key: str) -> Answer:
        """Send the bytes of a file."""
        headers, media = {"Idempotency-Key": key}, "application/octet-stream"
        return await self._connection.ask("POST", PREFIX + path, content, headers, media=media)

    async def get(self, path: str) -> Any:
        """Read, and give the JSON of a good answer."""
        answer = await self.ask("GET", path)
        assert answer.status == 200, answer.body
        return answer.json()

    async def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """Post, and give the JSON of a good answer."""
        answer = await self.ask("POST", path, body, key=key)
        assert answer.status < 300, answer.body
        return answer.json()

    async def log(self, board_id: str, after: int = 0) -> list[dict[str, Any]]:
        """Read a plan's whole log, part by part."""
        events: list[dict[str, Any]] = []
        while True:
            page = await self.get(f"/boards/{board_id}/events?after={after}&limit=1000")
            events += page["items"]
            if page["next"] is None:
                return events
            after = int(page["next"])


@contextlib.asynccontextmanager
async def calling(port: int, token: str) -> AsyncIterator[Caller]:
    """Open a connection for somebody."""
    async with Connection(port, {"authorization": f"Bearer {token}"}) as connection:
        yield Caller(connection)


async def watching(port: int, board_id: str, after: int, token: str) -> ClientConnection:
    """Open a socket that watches a plan."""
    return await watch(port, board_id, after, {"authorization": f"Bearer {token}"})


async def next_of(socket: ClientConnection, *kinds: str, within: float = 30.0) -> dict[str, Any]:
    """Wait for the next message of one of these types, or that begins so; others are passed over."""
    async with asyncio.timeout(within):
        while True:
            message: dict[str, Any] = orjson.loads(await socket.recv())
            if message["type"].startswith(kinds):
                return message


def new_key() -> str:
    """Make a key as our client does."""
    return secrets.token_urlsafe(16)

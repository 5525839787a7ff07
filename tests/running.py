"""The application behind a real socket, in a thread of the test's own process, served as `verkstad serve` does it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING

import uvicorn

from verkstad.cli import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

STARTS_WITHIN = 60.0


@contextlib.contextmanager
def running(app: FastAPI) -> Iterator[int]:
    """Serve on a free loopback port, which is given, until the block ends."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, **served()))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + STARTS_WITHIN
        while not server.started and time.monotonic() < deadline and thread.is_alive():
            time.sleep(0.01)
        assert server.started
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(STARTS_WITHIN)


def raw(port: int, request: bytes, *, wait: float = 30.0) -> bytes:
    """Send bytes as they are and give the whole of what is answered before the line falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as line:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
            line.sendall(request)
        found = b""
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            while part := line.recv(65_536):
                found += part
        return found

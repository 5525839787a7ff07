"""A client so thin that it measures the server and not itself."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Self

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin


@dataclass
class Answer:
    """What came back, and how long it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    def json(self) -> Any:
        return orjson.loads(self.body)


class Connection:
    """One kept-alive HTTP/1.1 connection; one request at a time."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self._port = port
        self.headers = headers or {}

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 24)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, headers=headers)

    async def post(self, path: str, body: Any, **headers: str) -> Answer:
        return await self.ask("POST", path, orjson.dumps(body), headers)

    async def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        *,
        media: str = "application/json",
    ) -> Answer:
        lines = [f"{method} {path} HTTP/1.1", f"host: 127.0.0.1:{self._port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in {**self.headers, **(headers or {})}.items()]
        if method != "GET":
            lines += [f"content-type: {media}", f"content-length: {len(body)}"]
        request = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        started = time.perf_counter()
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        answered = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        status = int(head[0].split(" ")[1])
        content = await self._content(status, answered)
        return Answer(status, answered, content, time.perf_counter() - started)

    async def _content(self, status: int, headers: dict[str, str]) -> bytes:
        if status in (204, 304):
            return b""
        if headers.get("transfer-encoding") != "chunked":
            return await self._reader.readexactly(int(headers["content-length"]))
        content = b""
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            content += (await self._reader.readexactly(size + 2))[:-2]
        await self._reader.readexactly(2)
        return content


async def watch(port: int, board_id: str, after: int, headers: dict[str, str]) -> ClientConnection:
    """Open a live socket and wait until the server says that it is watching."""
    socket = await connect(
        f"ws://127.0.0.1:{port}/api/v1/live",
        additional_headers={name: value for name, value in headers.items() if name != "origin"},
        origin=Origin(f"http://127.0.0.1:{port}"),
        compression=None,
        ping_interval=None,
        open_timeout=60,
        max_queue=None,
    )
    await socket.send(orjson.dumps({"type": "watch", "board_id": board_id, "after": after}).decode())
    while True:
        frame = orjson.loads(await asyncio.wait_for(socket.recv(), 60))
        if frame["type"] == "watching":
            return socket
        if frame["type"] in ("gone", "problem", "stale"):
            raise RuntimeError(f"The socket may not watch: {frame}")

"""The least that can be done: what a move, a read and a viewer cost when nothing is checked, named or remembered.

Raw Starlette under the product's own uvicorn settings; one row and one commit per move with the product's
SQLite settings; the board's bytes ready in memory; a queue per viewer.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.websockets import WebSocket

SNAPSHOT_HEADERS = {"content-type": "application/json", "cache-control": "private, no-cache", "vary": "accept-encoding"}


class Bare:
    """Boards as bytes, cards as rows, viewers as queues."""

    def __init__(self, folder: Path) -> None:
        self._plain = {path.stem: path.read_bytes() for path in folder.glob("*.json")}
        self._packed = {name: gzip.compress(body, 6) for name, body in self._plain.items()}
        self._store = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
            self._store.execute(f"PRAGMA {pragma}")
        self._store.execute("CREATE TABLE IF NOT EXISTS card (id TEXT PRIMARY KEY, lane_id TEXT, rank TEXT)")
        for body in self._plain.values():
            cards = orjson.loads(body)["cards"]
            rows = [(card["id"], card["lane_id"], card["rank"]) for card in cards]
            self._store.executemany("INSERT OR REPLACE INTO card VALUES (?, ?, ?)", rows)
        self._version = 0
        self._viewers: set[asyncio.Queue[str]] = set()

    async def read(self, request: Request) -> Response:
        name = request.path_params["board"]
        tag = f'"{name}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        headers = {**SNAPSHOT_HEADERS, "etag": tag}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self._packed[name], headers={**headers, "content-encoding": "gzip"})
        return Response(self._plain[name], headers=headers)

    async def move(self, request: Request) -> Response:
        card_id = request.path_params["card"]
        wish = orjson.loads(await request.body())
        self._version += 1
        rank = f"a{self._version:08}"
        self._store.execute("BEGIN IMMEDIATE")
        self._store.execute("UPDATE card SET lane_id = ?, rank = ? WHERE id = ?", (wish["lane_id"], rank, card_id))
        self._store.execute("COMMIT")
        op = request.headers["idempotency-key"]
        to = {"lane_id": wish["lane_id"], "rank": rank}
        event = {"type": "card.moved", "version": self._version, "op": op, "card_id": card_id, "to": to, "from": to}
        frame = orjson.dumps(event).decode()
        for viewer in self._viewers:
            viewer.put_nowait(frame)
        body = orjson.dumps({"version": self._version, "op": op})
        return Response(body, media_type="application/json")

    async def live(self, socket: WebSocket) -> None:
        await socket.accept()
        await socket.receive_text()
        await socket.send_text(orjson.dumps({"type": "watching", "version": self._version}).decode())
        frames: asyncio.Queue[str] = asyncio.Queue()
        self._viewers.add(frames)
        sending = asyncio.create_task(self._send(socket, frames))
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            self._viewers.discard(frames)
            sending.cancel()

    async def _send(self, socket: WebSocket, frames: asyncio.Queue[str]) -> None:
        while True:
            await socket.send_text(await frames.get())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    bare = Bare(asked.folder)
    app = Starlette(
        routes=[
            Route("/health", lambda _: Response(b"{}")),
            Route("/api/v1/boards/{board}", bare.read),
            Route("/api/v1/cards/{card}/moves", bare.move, methods=["POST"]),
            WebSocketRoute("/api/v1/live", bare.live),
        ]
    )
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=asked.port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
    )


if __name__ == "__main__":
    main()

"""The bell between processes on one PostgreSQL database; a file of its own, so that SQLite never loads the driver."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Mapping
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from verkstad.kernel.bell import Bell, Told

CHANNEL = "verkstad"
PATIENCE_SECONDS = 2.0
MOST_BYTES = 7000

log = logging.getLogger(__name__)


class PostgresBell(Bell):
    """Between processes: NOTIFY after the commit, LISTEN on a connection of its own."""

    def __init__(self, url: str) -> None:
        super().__init__()
        parsed = make_url(url).set(drivername="postgresql")
        self._address = parsed.render_as_string(hide_password=False)
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Connect twice: once to hear, once to say."""
        await super().open()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]

    async def close(self) -> None:
        """Let both connections go."""
        await super().close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ring(self, moved: Mapping[str, int], told: Told = ()) -> None:
        """Tell this process at once and the others through the database; what is too long their poll finds."""
        super().ring(moved, told)
        message = json.dumps({"moved": dict(moved)})
        if len(message) < MOST_BYTES and self._loop is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._outgoing.put_nowait, message)

    def whisper(self, words: dict[str, Any]) -> None:
        """Send words to every process; what is too long for the database's bell is dropped, for it is said again."""
        message = json.dumps({"whisper": words})
        if len(message) < MOST_BYTES:
            self._outgoing.put_nowait(message)

    async def _speak(self) -> None:
        while True:
            with contextlib.suppress(Exception):  # whatever it is, the bell must come back
                async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as connection:
                    while True:
                        message = await self._outgoing.get()
                        await connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, message))
            await asyncio.sleep(PATIENCE_SECONDS)

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    async for notice in connection.notifies():
                        self._take(notice.payload)
            except Exception:  # the same
                log.warning("the bell was lost; clocks are polled until it is back", exc_info=True)
            await asyncio.sleep(PATIENCE_SECONDS)

    def _take(self, payload: str) -> None:
        message = json.loads(payload)
        if "moved" in message:
            self._hear(message["moved"])
        else:
            for listener in self._whispered:
                listener(message["whisper"])

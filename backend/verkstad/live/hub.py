"""Everything live of one process: its streams, its sockets, its presence and its pictures of plans."""

import asyncio
import logging
from collections.abc import Mapping

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection
from starlette.websockets import WebSocket

from verkstad.history.house import House
from verkstad.history.reading import clock_of, clocks_of
from verkstad.kernel.bell import Told
from verkstad.live.presence import Presence
from verkstad.live.snapshot import Album
from verkstad.live.streaming import Streams
from verkstad.live.watching import Close, Viewer
from verkstad.users.access import Caller, Credential, identify
from verkstad.users.desk import note_use
from verkstad.users.events import commons, own

TOO_SLOW_SECONDS = 60.0

log = logging.getLogger(__name__)


class Hub:
    """Opened and closed with the application."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.album = Album()
        self.streams = Streams(house)
        self.presence = Presence(house.bell, self._tell_presence)
        self._viewers: dict[str, set[Viewer]] = {}
        self._own_clocks: dict[str, int] = {}
        self._commons_clocks: dict[str, int] = {}
        self._tasks: list[asyncio.Task[None]] = []
        house.bell.on_ring(self._hear)

    async def open(self) -> None:
        """Begin to listen to the bell, to poll the clocks, and to say who is here."""
        await self.house.bell.open()
        # Before anything is remembered: only what is written after this can be noticed as written by another.
        await run_in_threadpool(self.house.database.notice_others)
        self._tasks = [asyncio.create_task(self._poll()), asyncio.create_task(self.presence.beat())]

    async def close(self) -> None:
        """Hang up on everybody, who will come back to the next process."""
        for viewer in self._everybody():
            viewer.hang_up(Close.RESTART)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.house.bell.close()

    async def attend(self, socket: WebSocket, credential: Credential | None) -> None:
        """Serve one socket from its first to its last message; raises NotSignedIn before it is accepted."""
        now = self.house.clock.now()

        def look(connection: Connection) -> tuple[Caller, int]:
            found = identify(connection, self.house.memory, credential, now)
            return found, clock_of(connection, own(found.id)) or 0

        caller, own_clock = await run_in_threadpool(self.house.database.read, look)
        # From here on: what ends a session before the first poll must be seen by it.
        self._own_clocks.setdefault(own(caller.id), own_clock)
        viewer = Viewer(socket, self.house, self.streams, self.presence, credential)
        viewer.caller = caller
        self._viewers.setdefault(caller.id, set()).add(viewer)
        if own_clock < self._own_clocks[own(caller.id)]:  # it moved, and rang for their other sockets, meanwhile
            viewer.doubt()
        try:
            await run_in_threadpool(note_use, self.house, caller, now)
            await socket.accept()
            await viewer.attend()
        finally:
            mine = self._viewers[caller.id]
            mine.discard(viewer)
            if not mine:
                del self._viewers[caller.id]
                self._own_clocks.pop(own(caller.id), None)

    def _everybody(self) -> list[Viewer]:
        return [viewer for viewers in self._viewers.values() for viewer in viewers]

    def _hear(self, moved: Mapping[str, int], told: Told = ()) -> None:
        self.streams.take(told)
        self.streams.hear(moved)
        for name, version in moved.items():
            kind, _, user_id = name.partition(":")
            if kind == "commons" and version > self._commons_clocks.get(name, 0):
                self._commons_clocks[name] = version
                if _is_of(name, told, "view."):
                    self._tell_views(name)
            # Between processes the bell of one's own commit is heard twice.
            if kind == "user" and user_id in self._viewers and version > self._own_clocks.get(name, 0):
                self._own_clocks[name] = version
                nudged = _is_of(name, told, "notice.")
                if _is_of(name, told, "view."):
                    self._tell_views(name)
                for viewer in self._viewers[user_id]:
                    viewer.doubt()
                    if nudged:
                        viewer.nudge()

    def _tell_presence(self, board_id: str, people: list[str]) -> None:
        for viewer in self._everybody():
            viewer.tell_presence(board_id, people)

    def _tell_views(self, stream: str) -> None:
        """A person's own views are told to their sockets; those of all plans to everybody of the administration."""
        for viewer in self._everybody():
            caller = viewer.caller
            if caller is not None and stream in (own(caller.id), commons(caller.administration_id)):
                viewer.tell_views()

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(self.house.settings.poll_seconds)
            try:
                await run_in_threadpool(self.house.database.notice_others)
                await self.streams.poll()
                await self._poll_people()
            except Exception:  # the poll makes every other fault good, and must outlive it
                log.exception("the clocks could not be read; they are read again soon")
            self._hang_up_on_the_stuck()

    async def _poll_people(self) -> None:
        names = [own(user_id) for user_id in self._viewers]
        if not names:
            return
        clocks = await run_in_threadpool(self.house.database.read, lambda connection: clocks_of(connection, names))
        changed = {name: clock for name, clock in clocks.items() if self._own_clocks.get(name, clock) != clock}
        for name, clock in clocks.items():
            self._own_clocks.setdefault(name, clock)
        self._hear({name: clock for name, clock in changed.items() if name.startswith("user:")})

    def _hang_up_on_the_stuck(self) -> None:
        now = asyncio.get_running_loop().time()
        for viewer in self._everybody():
            if viewer.speaking_since is not None and now - viewer.speaking_since > TOO_SLOW_SECONDS:
                viewer.cut(Close.TOO_SLOW)


def _is_of(stream: str, told: Told, kind: str) -> bool:
    """Tell whether a stream moved by events of a kind; of another process's events nothing is known."""
    kinds = [name for there, _, name, _ in told if there == stream]
    return not kinds or any(name.startswith(kind) for name in kinds)

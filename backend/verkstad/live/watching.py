"""One socket: it asks to watch plans, and is sent what happens on them for as long as it may see them."""

import asyncio
import contextlib
import logging
from collections import deque
from enum import Enum
from typing import Any

import orjson
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError
from sqlalchemy import Connection
from starlette.websockets import WebSocket, WebSocketDisconnect

from verkstad.boards.access import find_board, standing
from verkstad.boards.events import TURNS_ACCESS, stream_of
from verkstad.history.house import House
from verkstad.history.reading import clock_of
from verkstad.kernel.clock import read
from verkstad.kernel.problems import NotFound, NotSignedIn
from verkstad.kernel.words import say
from verkstad.live.presence import Presence
from verkstad.live.streaming import Follower, Stream, Streams, TooFarBehind
from verkstad.live.wire import Ping, Unwatch, Watch
from verkstad.users.access import Caller, Credential, identify

MOST_WATCHED = 200
MOST_MESSAGE = 2_000
MOST_MISTAKES = 5
MOST_UNSAID = 1_000
FAREWELL_SECONDS = 2.0

log = logging.getLogger(__name__)


class Close(Enum):
    """Why we hang up."""

    SIGNED_OUT = 4401
    FORGED = 4403
    GARBAGE = 1008
    TOO_SLOW = 4408
    RESTART = 1012


class Grant:
    """What was found of a plan for a caller: how far it has come, and whether they may change it."""

    def __init__(self, clock: int, *, may_change: bool) -> None:
        self.clock = clock
        self.may_change = may_change


class Viewer:
    """A socket with its cursors. One task listens, one speaks; nobody waits for a slow reader but itself."""

    def __init__(
        self, socket: WebSocket, house: House, streams: Streams, presence: Presence, credential: Credential | None
    ) -> None:
        self.socket = socket
        self.house = house
        self.streams = streams
        self.presence = presence
        self.credential = credential
        self.caller: Caller | None = None
        self.speaking_since: float | None = None
        self._watched: dict[str, tuple[Stream, Follower]] = {}
        self._may_change: set[str] = set()
        self._said: deque[str] = deque()
        self._wake = asyncio.Event()
        self._doubts = False
        self._mistakes = 0
        self._closing: Close | None = None
        self._speaker: asyncio.Task[None] | None = None

    async def attend(self) -> None:
        """Serve the socket until either side hangs up."""
        loop = asyncio.get_running_loop()
        speaker = self._speaker = asyncio.create_task(self._speak())
        listener = asyncio.create_task(self._listen())
        caller = self._certain
        alarm = None
        if caller.deadline is not None:
            left = (read(caller.deadline) - self.house.clock.now()).total_seconds()
            alarm = loop.call_later(max(0.0, left), self.hang_up, Close.SIGNED_OUT)
        try:
            await asyncio.wait({speaker, listener}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if alarm is not None:
                alarm.cancel()
            for task in (speaker, listener):
                task.cancel()
            await asyncio.wait({speaker, listener})
            _tell_faults(speaker, listener)
            for board_id in list(self._watched):
                self._drop(board_id)
        if self._closing is not None:
            # Whoever does not read keeps even the farewell waiting.
            with contextlib.suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
                async with asyncio.timeout(FAREWELL_SECONDS):
                    await self.socket.close(self._closing.value)

    def doubt(self) -> None:
        """Look again at what this socket may see, before anything more is sent."""
        self._doubts = True
        self._wake.set()

    def nudge(self) -> None:
        """Say that there may be something new in this person's inbox."""
        self._say({"type": "inbox"})

    def tell_views(self) -> None:
        """Say that the views that are of no plan alone may be others."""
        self._say({"type": "views"})

    def hang_up(self, why: Close) -> None:
        """Close, after what is being sent."""
        self._closing = why
        self._wake.set()

    def cut(self, why: Close) -> None:
        """Close without waiting for what is being sent, which never arrives."""
        self._closing = why
        if self._speaker is not None:
            self._speaker.cancel()

    def tell_presence(self, board_id: str, people: list[str]) -> None:
        """Tell who is at a plan, if this person may change it."""
        if board_id in self._may_change:
            self._say({"type": "presence", "board_id": board_id, "people": people})

    @property
    def _certain(self) -> Caller:
        if self.caller is None:
            raise NotSignedIn
        return self.caller

    def _say(self, message: dict[str, Any]) -> None:
        if len(self._said) >= MOST_UNSAID:  # who asks without ever reading would fill the memory with our answers
            self.cut(Close.TOO_SLOW)
            return
        self._said.append(orjson.dumps(message).decode())
        self._wake.set()

    # Listening

    async def _listen(self) -> None:
        while True:
            message = await self.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            await self._take(message.get("text"))
            if self._closing is not None:
                return

    async def _take(self, text: str | None) -> None:
        asked = _understood(text)
        if asked is None:
            self._mistakes += 1
            self._say(
                {
                    "type": "problem",
                    "code": "malformed",
                    "detail": say(self._certain.language, "problem.malformed.detail"),
                }
            )
            if self._mistakes >= MOST_MISTAKES:
                self.hang_up(Close.GARBAGE)
        elif isinstance(asked, Watch):
            await self._watch(asked.board_id, asked.after)
        elif isinstance(asked, Unwatch):
            self._drop(asked.board_id)
        else:
            self._say({"type": "pong"})

    async def _watch(self, board_id: str, after: int) -> None:
        self._drop(board_id)
        caller = self.caller
        grant = await self._granted(board_id)
        if grant is None or len(self._watched) >= MOST_WATCHED:
            self._say({"type": "gone", "board_id": board_id})
            return
        if after > grant.clock or grant.clock - after > self.house.settings.stale_events:
            self._say({"type": "stale", "board_id": board_id})
            return
        follower = Follower(cursor=after, wake=self._wake.set)
        self._say({"type": "watching", "board_id": board_id, "version": grant.clock})
        self._watched[board_id] = (self.streams.follow(board_id, follower, grant.clock), follower)
        self._note_presence(board_id, grant)
        self._wake.set()
        if self.caller is not caller:  # looked at again meanwhile, when this plan was not yet among the watched
            self.doubt()

    def _note_presence(self, board_id: str, grant: Grant) -> None:
        if grant.may_change:
            self._may_change.add(board_id)
            self.presence.arrive(board_id, self, self._certain.id)
            self.tell_presence(board_id, self.presence.people(board_id))
        else:
            self._may_change.discard(board_id)
            self.presence.leave(board_id, self)

    async def _granted(self, board_id: str) -> Grant | None:
        caller = self._certain

        def look(connection: Connection) -> Grant | None:
            try:
                row = find_board(connection, caller, board_id)
            except NotFound:
                return None
            clock = clock_of(connection, stream_of(board_id))
            return Grant(clock or 0, may_change=standing(caller, row).may_change)

        return await run_in_threadpool(self.house.database.read, look)

    def _drop(self, board_id: str) -> None:
        self._may_change.discard(board_id)
        self.presence.leave(board_id, self)
        if board_id in self._watched:
            self.streams.leave(*self._watched.pop(board_id))

    # Speaking

    async def _speak(self) -> None:
        clock = asyncio.get_running_loop().time
        while self._closing is None:
            await self._wake.wait()
            self._wake.clear()
            self.speaking_since = clock()
            if self._doubts:
                await self._look_again()
            while self._said:
                await self._send(self._said.popleft())
            for board_id in list(self._watched):
                await self._forward(board_id)
            self.speaking_since = None

    async def _forward(self, board_id: str) -> None:
        held = self._watched.get(board_id)
        if held is None:
            return
        stream, follower = held
        try:
            frames = await self.streams.missed(stream, follower.cursor)
        except TooFarBehind:
            if self._watched.get(board_id) is held:
                self._drop(board_id)
                self._say({"type": "stale", "board_id": board_id})
            return
        for frame in frames:
            if self._watched.get(board_id) is not held:
                return  # dropped, or watched anew from another version
            if self._doubts or self._closing is not None:
                self._wake.set()
                return
            if frame.kind in TURNS_ACCESS:
                await self._look_at(board_id)
                if self._watched.get(board_id) is not held:
                    return
            await self._send(frame.text)
            follower.cursor = frame.version
        if frames and follower.cursor < stream.version:
            self._wake.set()

    async def _look_at(self, board_id: str) -> None:
        """Ask anew what this person may do with a plan, and let go of one that they see no more."""
        held = self._watched.get(board_id)
        grant = await self._granted(board_id)
        if held is None or self._watched.get(board_id) is not held:
            return  # dropped or watched anew meanwhile, and asked about then
        if grant is not None:
            self._note_presence(board_id, grant)
            return
        self._drop(board_id)
        self._say({"type": "gone", "board_id": board_id})

    async def _look_again(self) -> None:
        """Ask anew who this is and what they see: the session may have ended, or the role changed."""
        self._doubts = False
        now = self.house.clock.now()
        try:
            self.caller = await run_in_threadpool(
                self.house.database.read,
                lambda connection: identify(connection, self.house.memory, self.credential, now),
            )
        except NotSignedIn:
            self.hang_up(Close.SIGNED_OUT)
            for board_id in list(self._watched):
                self._drop(board_id)
            self._said.clear()
            return
        for board_id in list(self._watched):
            await self._look_at(board_id)

    async def _send(self, text: str) -> None:
        await self.socket.send({"type": "websocket.send", "text": text})


def _tell_faults(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        fault = None if task.cancelled() else task.exception()
        if fault is not None and not isinstance(fault, WebSocketDisconnect):
            log.error("a socket ended by a fault of ours", exc_info=fault)


def _understood(text: str | None) -> Watch | Unwatch | Ping | None:
    if text is None or len(text) > MOST_MESSAGE:
        return None
    try:
        message = orjson.loads(text)
        kinds: dict[str, type[Watch | Unwatch | Ping]] = {"watch": Watch, "unwatch": Unwatch, "ping": Ping}
        return kinds[message["type"]].model_validate(message, strict=True)
    except (orjson.JSONDecodeError, ValidationError, KeyError, TypeError):
        return None

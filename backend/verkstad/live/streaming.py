"""One stream per watched plan: it tails the log when the bell rings, and encodes every event once."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import SQLAlchemyError

from verkstad.boards.events import stream_of
from verkstad.history.house import House
from verkstad.history.reading import clocks_of, events_after
from verkstad.kernel.bell import Told

PORTION = 1000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Frame:
    """One event, ready to be sent."""

    version: int
    kind: str
    text: str


class TooFarBehind(Exception):
    """The follower has missed more than it is sensible to send."""


@dataclass(eq=False)
class Follower:
    """Somebody who reads a stream at their own pace: a cursor, and a way to be woken."""

    cursor: int
    wake: Callable[[], None]


@dataclass(eq=False)
class Stream:
    """A plan's latest events in a ring, and those who follow."""

    board_id: str
    version: int
    heard: int
    base: int = 0  # the version before the first frame of the ring
    ring: list[Frame] = field(default_factory=list)
    followers: set[Follower] = field(default_factory=set)
    tailing: asyncio.Task[None] | None = None

    def after(self, cursor: int) -> list[Frame] | None:
        """Give the frames after a cursor from the ring, or nothing where they have fallen out of it."""
        if cursor >= self.version:
            return []
        return self.ring[cursor - self.base :] if cursor >= self.base else None

    def extend(self, frames: list[Frame], most: int) -> None:
        """Add frames that follow the last one, and wake everybody."""
        self.ring += frames
        self.version = frames[-1].version
        if len(self.ring) > 2 * most:
            self.base += len(self.ring) - most
            self.ring = self.ring[-most:]
        for follower in self.followers:
            follower.wake()


class Streams:
    """All streams that somebody in this process follows."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._streams: dict[str, Stream] = {}

    def follow(self, board_id: str, follower: Follower, clock: int) -> Stream:
        """Let somebody follow a plan whose clock was just read; what they missed is read from the log."""
        stream = self._streams.get(board_id)
        if stream is None:
            # What was written since the clock was read has rung already, for nobody: so the log is read once.
            stream = self._streams[board_id] = Stream(board_id, version=clock, heard=clock + 1, base=clock)
            stream.tailing = asyncio.create_task(self._tail(stream))
        stream.followers.add(follower)
        self.hear({stream_of(board_id): clock})
        return stream

    def leave(self, stream: Stream, follower: Follower) -> None:
        """Let somebody go; a stream that nobody follows is forgotten."""
        stream.followers.discard(follower)
        if not stream.followers and self._streams.get(stream.board_id) is stream:
            del self._streams[stream.board_id]
            if stream.tailing is not None:
                stream.tailing.cancel()

    def take(self, told: Told) -> None:
        """Add what this process has just committed, where it follows at once; the log tells what does not."""
        for name, version, kind, wire in told:
            stream = self._streams.get(name.removeprefix("board:"))
            if stream is None or version != stream.version + 1 or stream.tailing is not None:
                continue
            stream.heard = max(stream.heard, version)
            stream.extend([Frame(version, kind, wire.decode())], self.house.settings.ring_events)

    def hear(self, moved: Mapping[str, int]) -> None:
        """Learn from the bell, or from a poll, how far streams have come."""
        for name, version in moved.items():
            stream = self._streams.get(name.removeprefix("board:"))
            if stream is None or version <= stream.heard:
                continue
            stream.heard = version
            if stream.tailing is None:
                stream.tailing = asyncio.create_task(self._tail(stream))

    async def missed(self, stream: Stream, cursor: int) -> list[Frame]:
        """Give the next frames after a cursor: from the ring, or from the log where they have fallen out of it."""
        frames = stream.after(cursor)
        if frames is not None:
            return frames
        if stream.version - cursor > self.house.settings.stale_events:
            raise TooFarBehind
        return await self._read(stream.board_id, cursor)

    async def poll(self) -> None:
        """Read the clocks of all followed streams, in case a bell was lost."""
        names = [stream_of(board_id) for board_id in self._streams]
        if names:
            self.hear(
                await run_in_threadpool(self.house.database.read, lambda connection: clocks_of(connection, names))
            )

    async def _tail(self, stream: Stream) -> None:
        try:
            while stream.version < stream.heard:
                frames = await self._read(stream.board_id, stream.version)
                if not frames:
                    break
                stream.extend(frames, self.house.settings.ring_events)
        except SQLAlchemyError:
            log.exception("a stream could not be read; it is tried again at the next bell or poll")
        finally:
            stream.tailing = None
            stream.heard = min(stream.heard, stream.version)  # so that the next bell or poll reads again

    async def _read(self, board_id: str, cursor: int) -> list[Frame]:
        name = stream_of(board_id)
        rows = await run_in_threadpool(
            self.house.database.read, lambda connection: events_after(connection, name, cursor, PORTION)
        )
        return [Frame(version, kind, encoded.decode()) for version, kind, encoded in rows]

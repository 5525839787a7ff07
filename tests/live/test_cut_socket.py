"""A socket that is cut again and again, also in the middle of a frame: no event is lost, none comes twice."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import threading
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.live.reducer import replayed
from tests.processes import next_of, watching
from tests.running import running
from verkstad.cards.moving import move_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from tests.ground import Ground
    from verkstad.settings import Settings

pytestmark = pytest.mark.slow

CUTS = 200
# Where nobody moves anything until the end: who sees it has seen everything.
LAST_LANE = 4
CUT_OFF = (ConnectionClosed, InvalidHandshake, InvalidMessage, OSError, EOFError, TimeoutError)


class Scissors:
    """A proxy that carries so many bytes from the server, as chance has it, and then cuts."""

    def __init__(self, port: int, chance: random.Random) -> None:
        self._port = port
        self._chance = chance
        self.sharp = True
        self.cuts = 0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until it is cut or ends."""
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        left = self._chance.randrange(0, 4_000) if self.sharp else 1 << 40

        async def out() -> None:
            while data := await reader.read(4096):
                back.write(data)

        upwards = asyncio.create_task(out())
        try:
            while left and (data := await there.read(min(left, 700))):
                writer.write(data)
                left -= len(data)
            with contextlib.suppress(ConnectionError):
                await writer.drain()
            self.cuts += left == 0
        finally:
            upwards.cancel()
            for side in (writer, back):
                side.transport.abort()


@pytest.fixture
def stop_writing(ground: Ground) -> Iterator[Callable[[], None]]:
    """Let somebody move cards for as long as the test goes on, or until this is called."""
    done = threading.Event()
    cards = itertools.cycle(list(ground.cards.values())[:5])
    lanes = itertools.cycle(ground.lanes[:LAST_LANE])

    def write() -> None:
        while not done.wait(0.002):
            ground.do(move_card, next(cards), lane_id=next(lanes), after=None, last=True)

    thread = threading.Thread(target=write)

    def stop() -> None:
        done.set()
        thread.join()

    thread.start()
    yield stop
    stop()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A short memory, so that what was missed is read from the log as often as not."""
    return settings.model_copy(update={"ring_events": 5})


def test_resuming_by_version_loses_nothing_and_doubles_nothing(
    ground: Ground, app: FastAPI, stop_writing: Callable[[], None]
) -> None:
    before = ground.snapshot(ground.board)
    seen: list[dict[str, Any]] = []

    async def follow(port: int) -> None:
        scissors = Scissors(port, random.Random(7))
        proxy = await asyncio.start_server(scissors.carry, "127.0.0.1", 0)
        door = proxy.sockets[0].getsockname()[1]
        steady = asyncio.create_task(_stay(ground, port, before["version"]))
        while scissors.cuts < CUTS:
            with contextlib.suppress(*CUT_OFF):
                await _read_on(ground, door, before["version"], seen, until=None)
        scissors.sharp = False
        await asyncio.to_thread(stop_writing)
        ground.do(move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[LAST_LANE], after=None, last=True)
        await _read_on(ground, door, before["version"], seen, until=ground.snapshot(ground.board)["version"])
        proxy.close()
        assert await steady == [event["version"] for event in seen]

    with running(app) as port:
        asyncio.run(asyncio.wait_for(follow(port), 100))
    assert seen == ground.events(ground.board, before["version"])[: len(seen)]
    assert len(seen) > CUTS
    after = ground.snapshot(ground.board)
    assert [event["version"] for event in seen] == list(range(before["version"] + 1, after["version"] + 1))
    assert replayed(before, seen) == after


async def _stay(ground: Ground, port: int, after: int) -> list[int]:
    """Watch without being cut until the end; what it reads keeps the server's memory full."""
    versions = []
    async with await watching(port, ground.board, after, ground.cast.tokens["ulf"]) as socket:
        while True:
            event = await next_of(socket, "card.")
            versions.append(event["version"])
            if event["to"]["lane_id"] == ground.lanes[LAST_LANE]:
                return versions


async def _read_on(ground: Ground, port: int, start: int, seen: list[dict[str, Any]], *, until: int | None) -> None:
    after = start + len(seen)
    if after == until:
        return
    async with asyncio.timeout(30), await watching(port, ground.board, after, ground.cast.tokens["agneta"]) as socket:
        while True:
            event = orjson.loads(await socket.recv())
            assert event["version"] == after + 1, "lost or doubled"
            after += 1
            seen.append(event)
            if after == until:
                return

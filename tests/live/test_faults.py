"""Faults and races inside the server: a log that cannot be read for a while, and who is looked at again meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.exc import OperationalError

from verkstad.boards.events import stream_of
from verkstad.cards.moving import move_card
from verkstad.history.house import House
from verkstad.history.reading import events_after
from verkstad.live import streaming
from verkstad.live.presence import Presence
from verkstad.live.streaming import Follower, Streams
from verkstad.live.watching import Viewer
from verkstad.users.changing import change_person

if TYPE_CHECKING:
    import pytest

    from tests.ground import Ground


class TestALogThatCannotBeRead:
    def test_is_read_at_the_next_poll(self, ground: Ground, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        reads = iter([OperationalError("SELECT", {}, Exception("gone")), RuntimeError("gone"), None, None, None])
        truly = events_after

        def now_and_then(*arguments: Any) -> Any:
            fault = next(reads)
            if fault is not None:
                raise fault
            return truly(*arguments)

        monkeypatch.setattr(streaming, "events_after", now_and_then)

        async def scene() -> None:
            streams = Streams(house)
            before = ground.snapshot(ground.board)["version"]
            stream = streams.follow(ground.board, Follower(before, lambda: None), before)
            ground.do(move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[1], after=None, last=True)
            streams.hear({stream_of(ground.board): before + 1})
            for expected in (before, before, before + 1):
                while stream.tailing is not None:
                    await asyncio.wait({stream.tailing})
                assert stream.version == expected
                await streams.poll()
            assert [frame.version for frame in await streams.missed(stream, before)] == [before + 1]

        asyncio.run(scene())


class Silent:
    """A socket that swallows everything."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def send(self, message: dict[str, Any]) -> None:
        self.said.append(message["text"])


def test_who_is_looked_at_again_while_asking_to_watch_is_looked_at_for_that_plan_too(
    ground: Ground, house: House
) -> None:
    agneta = ground.cast.ids["agneta"]

    async def scene() -> None:
        streams = Streams(house)
        presence = Presence(house.bell, lambda *_: None)
        socket = Silent()
        viewer = Viewer(cast("Any", socket), house, streams, presence, None)
        viewer.caller = house.database.read(lambda connection: ground.cast.caller(connection, "agneta"))
        truly = viewer._granted  # noqa: SLF001 - a race is played in slow motion

        async def slowly(board_id: str) -> Any:
            grant = await truly(board_id)
            # Between the answer and the watching: the role is lost, and the speaker has looked again.
            ground.do(change_person, agneta, {"role": "guest"}, who="daniel")
            viewer.caller = house.database.read(lambda connection: ground.cast.caller(connection, "agneta"))
            return grant

        viewer._granted = slowly  # type: ignore[method-assign] # noqa: SLF001
        await viewer._watch(ground.board, 0)  # noqa: SLF001
        assert viewer._doubts, "nothing would be looked at, and a guest would go on reading"  # noqa: SLF001

    asyncio.run(scene())

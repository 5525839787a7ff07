"""A stream tells what happens from the moment when somebody follows it, bell or no bell."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.ground import Ground
from verkstad.boards.events import stream_of
from verkstad.cards.moving import move_card
from verkstad.history.reading import clock_of
from verkstad.live.streaming import Follower, Streams

if TYPE_CHECKING:
    from verkstad.history.house import House


def test_what_is_written_between_the_clock_and_the_following_is_told_at_once(ground: Ground, house: House) -> None:
    at = house.database.read(lambda connection: clock_of(connection, stream_of(ground.board))) or 0
    ground.do(move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[2], after=None, last=True)

    async def scene() -> list[int]:
        woken = asyncio.Event()
        streams = Streams(house)
        follower = Follower(cursor=at, wake=woken.set)
        stream = streams.follow(ground.board, follower, at)
        await asyncio.wait_for(woken.wait(), 5)
        found = [frame.version for frame in await streams.missed(stream, at)]
        streams.leave(stream, follower)
        return found

    assert asyncio.run(scene()) == [at + 1]

"""The server is killed in the middle of writing, again and again: what was answered is there, and nothing twice."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.reducer import replayed
from tests.processes import ServerProcess, calling, lay, new_key

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ground import Ground

# It starts as many servers as it kills, which takes a busy machine minutes.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

ROUNDS = 4
WRITERS = 8
BROKEN = (OSError, asyncio.IncompleteReadError)


class Writer:
    """Drags a card of its own to and fro, and sends again what it got no answer to."""

    def __init__(self, ground: Ground, number: int) -> None:
        self.ground = ground
        self.card = ground.add(f"Uppdrag {number}")
        self.acknowledged: list[str] = []
        self.pending: tuple[str, int] | None = None
        self.turn = 0

    async def write(self, port: int) -> None:
        """Move until the server is gone."""
        with contextlib.suppress(*BROKEN):
            async with calling(port, self.ground.cast.tokens["asa"]) as caller:
                while True:
                    if self.pending is None:
                        self.turn += 1
                        self.pending = new_key(), 1 + self.turn % 3  # never where it stands already
                    key, lane = self.pending
                    place = {"lane_id": self.ground.lanes[lane]}
                    answer = await caller.ask("POST", f"/cards/{self.card}/moves", place, key=key)
                    assert answer.status == 200, answer.body
                    assert answer.json()["op"] == key
                    self.acknowledged.append(key)
                    self.pending = None


def test_killed_while_writing(database_url: str, tmp_path: Path) -> None:
    ground = lay(database_url)
    before = ground.snapshot(ground.board)
    writers = [Writer(ground, number) for number in range(WRITERS)]
    server = ServerProcess(database_url, tmp_path / "log")
    for seed in range(ROUNDS):
        server.start()
        asyncio.run(_write_until_killed(server, writers, random.Random(seed)))
        ops = Counter(event["op"] for event in _log(ground, before["version"]))
        for writer in writers:
            assert all(ops[key] == 1 for key in writer.acknowledged), "an answered move is gone, or there twice"
    server.start()
    asyncio.run(_write_until_killed(server, writers, random.Random(ROUNDS)))

    events = _log(ground, before["version"])
    assert max(Counter(event["op"] for event in events).values()) == 1
    after = ground.snapshot(ground.board)
    assert replayed(before, events) == after
    ground.cast.house.database.close()


async def _write_until_killed(server: ServerProcess, writers: list[Writer], chance: random.Random) -> None:
    """Kill after some answers, however long they take, and a moment more: in the middle of whatever is next."""
    enough = _answered(writers) + chance.randint(2 * WRITERS, 20 * WRITERS)
    async with asyncio.timeout(100):
        tasks = [asyncio.create_task(writer.write(server.port)) for writer in writers]
        while _answered(writers) < enough:  # noqa: ASYNC110 - a writer tells nobody
            await asyncio.sleep(0.001)
        await asyncio.sleep(chance.uniform(0, 0.02))
        server.kill()
        await asyncio.gather(*tasks)


def _answered(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def _log(ground: Ground, after: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    while part := ground.events(ground.board, after):
        events += part
        after = part[-1]["version"]
    return events

"""Many at once on one plan, on a real server: nothing is lost, doubled or out of order, and nobody hangs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.reducer import replayed
from tests.processes import ServerProcess, calling, lay, new_key, next_of, watching
from verkstad.kernel.ranking import is_ordered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ground import Ground
    from tests.processes import Caller

pytestmark = pytest.mark.slow

WRITERS = 32
ROUNDS = 5
CROWD = 200
PATIENCE = 90.0


@pytest.fixture
def ground(database_url: str) -> Iterator[Ground]:
    """A plan in a database that nobody serves yet."""
    laid = lay(database_url)
    yield laid
    laid.cast.house.database.close()


@pytest.fixture
def server(ground: Ground, database_url: str, tmp_path: Path) -> Iterator[ServerProcess]:
    """Its server."""
    del ground
    with ServerProcess(database_url, tmp_path / "log") as started:
        yield started


def test_thirty_two_writers_on_one_plan(ground: Ground, server: ServerProcess) -> None:
    async def write(number: int, caller: Caller, acknowledged: list[str]) -> tuple[str, str]:
        """Make a card of one's own, drag it and everybody's cards about, and rename one's own."""
        card = (await caller.post(f"/boards/{ground.board}/cards", {"title": f"{number}"}))["card_id"]
        title = ""
        shared = list(ground.cards.values())[:5]
        for turn in range(ROUNDS):
            for moved in (card, shared[(number + turn) % len(shared)]):
                key = new_key()
                place = {"lane_id": ground.lanes[(number + turn) % 5], "after": None}
                if turn % 2:
                    del place["after"]
                answer = await caller.ask("POST", f"/cards/{moved}/moves", place, key=key)
                assert answer.status == 200, answer.body
                acknowledged.append(key)
            title = f"{number}:{turn}"
            assert (await caller.ask("PATCH", f"/cards/{card}", {"title": title}, key=new_key())).status == 200
        return card, title

    async def all_at_once() -> None:
        acknowledged: list[str] = []
        before = ground.snapshot(ground.board)
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(_as_one_of(ground, server, number, write, acknowledged)) for number in range(WRITERS)
            ]
        async with calling(server.port, ground.cast.tokens["asa"]) as reader:
            snapshot = await reader.get(f"/boards/{ground.board}")
            events = await reader.log(ground.board, before["version"])
        _is_sound(before, events, snapshot)
        titles = {card["id"]: card["title"] for card in snapshot["cards"]}
        assert all(titles[card] == title for card, title in (task.result() for task in tasks))
        ops = [event["op"] for event in events]
        assert len(ops) == len(set(ops)), "an operation was carried out twice"
        # A card that stood first already records nothing; every other acknowledged move is in the log.
        assert len(set(acknowledged) - set(ops)) < len(acknowledged) / 2
        numbers = [card["number"] for card in snapshot["cards"]]
        assert len(numbers) == len(set(numbers)) == len(before["cards"]) + WRITERS

    asyncio.run(all_at_once())


def test_two_hundred_watch_and_write_at_once(ground: Ground, server: ServerProcess) -> None:
    people = ["asa", "ulf", "amina", "solveig", "daniel"]

    async def one(number: int, together: asyncio.Barrier) -> list[int]:
        token = ground.cast.tokens[people[number % len(people)]]
        async with calling(server.port, token) as caller:
            snapshot = await caller.get(f"/boards/{ground.board}")
            socket = await watching(server.port, ground.board, snapshot["version"], token)
            async with socket:
                await together.wait()
                await caller.post(f"/boards/{ground.board}/cards", {"title": f"{number}"}, key=new_key())
                return [(await next_of(socket, "card.", within=PATIENCE))["version"] for _ in range(CROWD)]

    async def all_at_once() -> None:
        version = ground.snapshot(ground.board)["version"]
        together = asyncio.Barrier(CROWD)
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(number, together)) for number in range(CROWD)]
        expected = list(range(version + 1, version + CROWD + 1))
        assert all(task.result() == expected for task in tasks)

    asyncio.run(all_at_once())


def test_one_key_sent_twenty_times_at_once_is_carried_out_once(ground: Ground, server: ServerProcess) -> None:
    async def all_at_once() -> None:
        key = new_key()
        before = ground.snapshot(ground.board)

        async def send(_number: int, caller: Caller, _: Any) -> Any:
            return await caller.post(f"/boards/{ground.board}/cards", {"title": "En gång"}, key=key)

        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            tasks = [group.create_task(_as_one_of(ground, server, 0, send, None)) for _ in range(20)]
        answers = [task.result() for task in tasks]
        assert answers == [answers[0]] * 20
        (event,) = ground.events(ground.board, before["version"])
        assert event["op"] == key

    asyncio.run(all_at_once())


def test_cards_that_cross_between_two_plans(ground: Ground, server: ServerProcess) -> None:
    """Two who transfer in opposite directions lock the same two plans, and neither waits for the other for ever."""

    async def cross(number: int, caller: Caller, cards: list[str]) -> None:
        plans = [ground.other, ground.board]
        for turn in range(6):
            answer = await caller.ask(
                "POST", f"/cards/{cards[number]}/transfers", {"board_id": plans[turn % 2]}, key=new_key()
            )
            assert answer.status == 200, answer.body

    async def all_at_once() -> None:
        cards = [ground.add(f"Uppdrag {number}") for number in range(10)]
        for card in cards[:5]:
            async with calling(server.port, ground.cast.tokens["asa"]) as caller:
                await caller.post(f"/cards/{card}/transfers", {"board_id": ground.other})
                await caller.post(f"/cards/{card}/transfers", {"board_id": ground.board})
        before = {board: ground.snapshot(board) for board in (ground.board, ground.other)}
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            for number in range(10):
                group.create_task(_as_one_of(ground, server, 0, _at(cross, number), cards))
        for board, snapshot in before.items():
            _is_sound(snapshot, ground.events(board, snapshot["version"]), ground.snapshot(board))
        assert {card["id"] for card in ground.snapshot(ground.board)["cards"]} >= set(cards)

    asyncio.run(all_at_once())


def _at(act: Any, number: int) -> Any:
    return lambda _number, caller, more: act(number, caller, more)


async def _as_one_of(ground: Ground, server: ServerProcess, number: int, act: Any, more: Any) -> Any:
    people = ["asa", "ulf", "amina", "solveig", "daniel"]
    async with calling(server.port, ground.cast.tokens[people[number % len(people)]]) as caller:
        return await act(number, caller, more)


def _is_sound(before: dict[str, Any], events: list[dict[str, Any]], after: dict[str, Any]) -> None:
    versions = [event["version"] for event in events]
    assert versions == list(range(before["version"] + 1, after["version"] + 1)), "a gap in the log"
    assert replayed(before, events) == after
    for lane in after["lanes"]:
        assert is_ordered([card["rank"] for card in after["cards"] if card["lane_id"] == lane["id"]])

"""How many questions a request asks of the database: the same whatever the number of assignments and plans."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from tests.cast import Actor
from verkstad.cards.wire import LinesIn
from verkstad.cards.writing import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from tests.ground import Ground

SETTLED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")


class Request(NamedTuple):
    """What is counted, and what makes it necessary."""

    act: Callable[[], Any]
    before: Callable[[], Any] = lambda: None


class Counter:
    """Counts what is asked on any connection of the house."""

    def __init__(self, ground: Ground) -> None:
        self.asked: list[str] = []
        database = ground.cast.house.database
        for engine in {database._readers, database._writers}:  # noqa: SLF001 - nothing else needs them
            event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(SETTLED):
            self.asked.append(statement)

    def of(self, request: Request) -> int:
        """Count what a request asks, and not what was done before it."""
        request.before()
        self.asked.clear()
        request.act()
        return len(self.asked)


@pytest.fixture
def counter(ground: Ground) -> Counter:
    return Counter(ground)


def _requests(ground: Ground, client: TestClient) -> dict[str, Request]:
    asa = Actor(client, ground.cast.tokens["asa"])
    card, beside = ground.cards["Boka lokal"], ground.cards["Bjuda in invånare"]
    turns = itertools.count()

    def change() -> None:
        asa.patch(f"/cards/{beside}", {"title": f"Nytt {next(turns)}"})

    def move() -> None:
        turn = next(turns)
        after = ground.cards["Ta fram material"] if turn % 2 else ground.cards["Genomföra två workshops"]
        place = {"lane_id": ground.lanes[turn % 2], "after": after}
        asa.post(f"/cards/{card}/moves", place, headers={"Idempotency-Key": f"a-move-{turn:08d}"})

    return {
        "the whole": Request(lambda: asa.get("/overview")),
        "the plans": Request(lambda: asa.get("/boards")),
        "a plan": Request(lambda: asa.get(f"/boards/{ground.board}"), before=change),
        "an assignment": Request(lambda: asa.get(f"/cards/{card}")),
        "filtered": Request(lambda: asa.get("/cards?query=ansvarig:mig+steg:pågår+uppdrag")),
        "mine": Request(lambda: asa.get("/mine")),
        "statistics": Request(lambda: asa.get("/statistics"), before=change),
        "filtered statistics": Request(lambda: asa.get("/statistics?query=steg:pågår+uppdrag"), before=change),
        "the log": Request(lambda: asa.get(f"/boards/{ground.board}/events?limit=10")),
        "a move": Request(move),
    }


LIMITS = {
    "the whole": 9,
    "the plans": 3,
    "a plan": 12,
    "an assignment": 19,
    "the log": 3,
    "a move": 12,
    "filtered": 7,
    "mine": 5,
    "statistics": 3,
    "filtered statistics": 7,
}


def test_no_request_asks_more_where_there_is_more(ground: Ground, app: FastAPI, counter: Counter) -> None:
    # Never entered: what a running server does besides, in its own time, is nobody's request.
    requests = _requests(ground, TestClient(app))
    few = {name: [counter.of(request) for _ in range(3)][-1] for name, request in requests.items()}
    for _ in range(5):
        ground.do(add_lines, ground.board, LinesIn(lines=["Ett uppdrag"] * 200, lane_id=ground.lanes[2]))
    for number in range(10):
        ground.start(f"Plan {number}")
    many = {name: [counter.of(request) for _ in range(3)][-1] for name, request in requests.items()}
    assert many == few
    assert {name: count for name, count in many.items() if count > LIMITS[name]} == {}, many

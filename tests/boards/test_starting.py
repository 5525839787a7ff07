from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards.problems import PeriodBackwards, UnknownPerson
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.kernel.problems import MayNot

if TYPE_CHECKING:
    from tests.ground import Ground


def test_only_a_name_is_required_and_the_usual_lanes_are_there(ground: Ground) -> None:
    board = ground.do(start_board, BoardIn(name="Friluftsplanen")).board_id
    snapshot = ground.snapshot(board)
    assert [(lane["title"], lane["stage"]) for lane in snapshot["lanes"]] == [
        ("Ej påbörjat", "planned"),
        ("Pågår", "active"),
        ("Väntar på beslut", "waiting"),
        ("Pausat", "waiting"),
        ("Klart", "done"),
    ]
    assert (snapshot["cards"], snapshot["members"], snapshot["version"]) == ([], [], 1)


def test_the_lanes_are_in_the_language_of_whoever_starts_it(ground: Ground) -> None:
    from sqlalchemy import update  # noqa: PLC0415

    from verkstad.users.access import USER  # noqa: PLC0415

    ground.cast.house.database.write(
        lambda transaction: transaction.connection.execute(update(USER).values(language="en")).rowcount
    )
    board = ground.do(start_board, BoardIn(name="The outdoor plan")).board_id
    assert ground.snapshot(board)["lanes"][0]["title"] == "Not started"


def test_the_name_is_kept_as_it_was_then(ground: Ground) -> None:
    board = ground.do(start_board, BoardIn(name="Friluftsplanen")).board_id
    ground.board = board
    assert ground.words(1) == {"name": "Friluftsplanen"}


@pytest.mark.parametrize("who", ["ulf", "amina", "agneta", "solveig"])
def test_only_coordinators_start_plans(ground: Ground, who: str) -> None:
    ground.refused(MayNot, start_board, BoardIn(name="Min plan"), who=who)


def test_the_administrator_may_too(ground: Ground) -> None:
    assert ground.do(start_board, BoardIn(name="Min plan"), who="daniel").version == 1


def test_a_stranger_cannot_be_the_owner(ground: Ground) -> None:
    ground.refused(UnknownPerson, start_board, BoardIn(name="Min plan", owner_id=ground.cast.ids["bo"]))


def test_a_period_runs_forwards(ground: Ground) -> None:
    wish = BoardIn.model_validate({"name": "Min plan", "period_start": "2027-01-02", "period_end": "2027-01-01"})
    ground.refused(PeriodBackwards, start_board, wish)
    wish = BoardIn.model_validate({"name": "Min plan", "period_start": "2027-01-02", "period_end": "2027-01-02"})
    ground.do(start_board, wish)

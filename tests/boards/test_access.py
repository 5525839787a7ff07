"""Who may what on which plan: the whole matrix, restricted and closed plans too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards.access import find_board, standing
from verkstad.boards.changing import change_board, close_board
from verkstad.kernel.problems import NotFound

if TYPE_CHECKING:
    from tests.ground import Ground
    from verkstad.users.desk import Look

NOBODY, READS, CHANGES, ARRANGES = "does not see it", "reads", "changes cards", "arranges"
OPEN = {
    "daniel": ARRANGES,
    "asa": ARRANGES,
    "ulf": ARRANGES,
    "amina": ARRANGES,
    "solveig": CHANGES,
    "agneta": READS,
    "piotr": NOBODY,
    "bo": NOBODY,
}
RESTRICTED = OPEN | {"agneta": NOBODY}


def _may(ground: Ground, who: str, board: str) -> str:
    def look(looking: Look) -> str:
        try:
            row = find_board(looking.connection, looking.caller, board)
        except NotFound:
            return NOBODY
        held = standing(looking.caller, row)
        return ARRANGES if held.may_arrange else CHANGES if held.may_change else READS

    return ground.cast.look(who, look)


@pytest.mark.parametrize("who", OPEN)
def test_an_open_plan(ground: Ground, who: str) -> None:
    assert _may(ground, who, ground.board) == OPEN[who]


@pytest.mark.parametrize("who", RESTRICTED)
def test_a_restricted_plan(ground: Ground, who: str) -> None:
    ground.do(change_board, ground.board, {"restricted": True})
    assert _may(ground, who, ground.board) == RESTRICTED[who]


def test_a_closed_plan_is_seen_by_the_same_people(ground: Ground) -> None:
    ground.do(close_board, ground.board)
    assert {who: _may(ground, who, ground.board) for who in OPEN} == OPEN


def test_a_guest_who_owns_a_plan_is_still_a_guest(ground: Ground) -> None:
    ground.do(change_board, ground.board, {"owner_id": ground.cast.ids["piotr"]})
    assert _may(ground, "piotr", ground.board) == NOBODY


def test_a_plan_that_is_not_there(ground: Ground) -> None:
    assert _may(ground, "daniel", ground.cards["Boka lokal"]) == NOBODY

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards.arranging import change_lane, remove_lane
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.problems import WipLimit
from verkstad.cards.wire import ClosureIn
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground
    from verkstad.cards.wire import Reason

A = "Boka lokal"
CLOSED = "Trycka broschyr"


@pytest.mark.parametrize("reason", ["cancelled", "handed_over", "merged"])
def test_a_card_is_closed_with_a_reason_and_leaves_its_lane(ground: Ground, reason: Reason) -> None:
    before = ground.face(ground.cards[A])
    (event,) = ground.told(close_card, ground.cards[A], ClosureIn(reason=reason, note="Görs i #1."), who="solveig")
    assert (event["reason"], event["note"]) == (reason, "Görs i #1.")
    assert event["from"] == {"lane_id": ground.lanes[0], "rank": before["rank"]}
    assert A not in ground.in_lane(0)
    closed = ground.card(A)
    assert closed.closed is not None
    assert (closed.lane_id, closed.rank) == (None, None)
    assert closed.closed.model_dump() == {
        "reason": reason,
        "note": "Görs i #1.",
        "at": event["at"],
        "by": ground.cast.ids["solveig"],
    }


def test_twice_is_once_and_the_first_reason_stands(ground: Ground) -> None:
    ground.do(close_card, ground.cards[A], ClosureIn(reason="merged"))
    assert ground.told(close_card, ground.cards[A], ClosureIn(reason="cancelled")) == []
    assert ground.told(reopen_card, ground.cards["Bjuda in invånare"]) == []


def test_a_reopened_card_comes_last_in_its_lane_and_its_time_there_begins(ground: Ground) -> None:
    ground.do(close_card, ground.cards[A], ClosureIn(reason="merged"))
    (event,) = ground.told(reopen_card, ground.cards[A])
    assert ground.in_lane(0) == ["Genomföra två workshops", "Bjuda in invånare", A]
    assert event["card"] == ground.face(ground.cards[A])
    assert event["card"]["since"] == event["at"]
    assert ground.card(A).closed is None
    assert ground.words(event["version"]) == {"card": A, "to": "Ej påbörjat"}


def test_where_its_lane_is_gone_it_comes_to_the_first(ground: Ground) -> None:
    ground.do(close_card, ground.cards["Ta fram material"], ClosureIn(reason="merged"))
    ground.do(remove_lane, ground.lanes[1])
    ground.do(reopen_card, ground.cards["Ta fram material"])
    assert ground.in_lane(0)[-1] == "Ta fram material"


def test_what_is_written_on_it_is_kept(ground: Ground) -> None:
    before = ground.face(ground.cards["Ta fram material"])
    ground.do(close_card, ground.cards["Ta fram material"], ClosureIn(reason="merged"))
    ground.do(reopen_card, ground.cards["Ta fram material"])
    moved = ("rank", "since", "version")
    after = ground.face(ground.cards["Ta fram material"])
    assert {k: v for k, v in after.items() if k not in moved} == {k: v for k, v in before.items() if k not in moved}


def test_who_may_not(ground: Ground) -> None:
    wish = ClosureIn(reason="cancelled")
    ground.refused(MayNot, close_card, ground.cards[A], wish, who="agneta")
    ground.refused(NotFound, close_card, ground.cards[A], wish, who="piotr")
    ground.refused(MayNot, reopen_card, ground.cards[CLOSED], who="agneta")


def test_a_full_lane_that_refuses_takes_no_reopened_card_either(ground: Ground) -> None:
    ground.do(close_card, ground.cards[A], ClosureIn(reason="merged"))
    ground.do(change_lane, ground.lanes[0], {"wip_limit": 2, "wip_rule": "refuse"})
    ground.refused(WipLimit, reopen_card, ground.cards[A])
    assert A not in ground.in_lane(0)

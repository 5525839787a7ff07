from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.arranging import change_lane, remove_lane
from verkstad.boards.changing import change_board
from verkstad.boards.joining import remove_member
from verkstad.boards.problems import PeriodBackwards
from verkstad.cards.assessing import assess_card
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.describing import describe_card
from verkstad.cards.moving import move_card
from verkstad.cards.problems import LaneGone, NothingToUndo, WipLimit
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import AssessmentIn, CardIn, ClosureIn, TransferIn
from verkstad.cards.writing import add_card, change_card
from verkstad.kernel.problems import ChangedSince, MayNot

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ground import Ground

OP = "what-i-did-just-now"
A, B = "Boka lokal", "Ta fram material"


def _move(ground: Ground, title: str = A, lane: int = 1, **named: Any) -> None:
    ground.do(move_card, ground.cards[title], lane_id=ground.lanes[lane], after=None, last=True, **named)


DEEDS: dict[str, Callable[[Ground], Any]] = {
    "a move": lambda g: _move(g, op=OP),
    "a move within the lane": lambda g: _move(g, lane=0, op=OP),
    "a change": lambda g: g.do(
        change_card, g.cards[B], {"title": "Fel", "owner_id": None, "start": "2026-11-01"}, op=OP
    ),
    "a description": lambda g: g.do(describe_card, g.cards[A], text="Fel.", base=None, op=OP),
    "an emptied description": lambda g: g.do(
        describe_card, g.cards[B], text="", base=g.card(B).description.revision_id, op=OP
    ),
    "an assessment": lambda g: g.do(assess_card, g.cards[B], AssessmentIn(health="off_track", note="Fel."), op=OP),
    "a closure": lambda g: g.do(close_card, g.cards[B], ClosureIn(reason="merged"), op=OP),
}


def _without_versions(ground: Ground) -> list[dict[str, Any]]:
    faces = ground.snapshot(ground.board)["cards"]
    return [{field: value for field, value in face.items() if field not in ("version", "since")} for face in faces]


@pytest.mark.parametrize("deed", DEEDS)
def test_undone_all_is_as_before_and_undone_anew_it_is_refused(ground: Ground, deed: str) -> None:
    before = _without_versions(ground)
    DEEDS[deed](ground)
    assert _without_versions(ground) != before
    events = ground.told(undo, ground.board, OP, op="taking-it-back")
    assert _without_versions(ground) == before
    assert {event["op"] for event in events} == {"taking-it-back"}
    ground.refused(ChangedSince, undo, ground.board, OP)


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "a closure"])
def test_what_was_undone_may_be_done_again_by_undoing_that(ground: Ground, deed: str) -> None:
    DEEDS[deed](ground)
    done = _without_versions(ground)
    ground.do(undo, ground.board, OP, op="taking-it-back")
    ground.do(undo, ground.board, "taking-it-back")
    assert _without_versions(ground) == done


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_undoes_what_another_did(ground: Ground, deed: str) -> None:
    DEEDS[deed](ground)
    ground.refused(NothingToUndo, undo, ground.board, OP, who="ulf")


@pytest.mark.parametrize("deed", DEEDS)
def test_who_may_not_change_the_plan_any_more_undoes_nothing(ground: Ground, deed: str) -> None:
    DEEDS[deed](ground)
    ground.refused(MayNot, undo, ground.board, OP, who="agneta")


class TestOvertaken:
    def test_says_by_whom_and_when(self, ground: Ground) -> None:
        _move(ground, op=OP)
        _move(ground, lane=2, who="amina")
        refusal = ground.refused(ChangedSince, undo, ground.board, OP)
        assert refusal.extras == {"by": ground.cast.ids["amina"], "at": ground.card(A).updated_at}

    def test_a_field_that_another_has_changed(self, ground: Ground) -> None:
        DEEDS["a change"](ground)
        ground.do(change_card, ground.cards[B], {"title": "Rätt"}, who="amina")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_but_another_field_is_no_hindrance(self, ground: Ground) -> None:
        DEEDS["a change"](ground)
        ground.do(change_card, ground.cards[B], {"due": "2026-12-24"}, who="amina")
        _move(ground, B, 2, who="amina")
        ground.do(undo, ground.board, OP)
        assert (ground.card(B).title, ground.card(B).due) == (B, "2026-12-24")

    def test_a_description_that_another_has_written_on(self, ground: Ground) -> None:
        DEEDS["a description"](ground)
        base = ground.card(A).description.revision_id
        ground.do(describe_card, ground.cards[A], text="Rätt.", base=base, who="amina")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_an_assessment_that_another_has_made_since(self, ground: Ground) -> None:
        DEEDS["an assessment"](ground)
        ground.do(assess_card, ground.cards[B], AssessmentIn(health="off_track", note="Fel."), who="amina")
        ground.refused(ChangedSince, undo, ground.board, OP)

    @pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "a closure"])
    def test_a_card_that_is_closed(self, ground: Ground, deed: str) -> None:
        DEEDS[deed](ground)
        for title in (A, B):
            ground.do(close_card, ground.cards[title], ClosureIn(reason="merged"), who="amina")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_a_closure_that_another_has_opened_and_closed_again(self, ground: Ground) -> None:
        DEEDS["a closure"](ground)
        ground.do(reopen_card, ground.cards[B], who="amina")
        ground.refused(ChangedSince, undo, ground.board, OP)
        ground.do(close_card, ground.cards[B], ClosureIn(reason="cancelled"), who="amina")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_a_card_that_has_left_for_another_plan(self, ground: Ground) -> None:
        _move(ground, op=OP)
        ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
        ground.refused(NothingToUndo, undo, ground.board, OP)


class TestWhereItCannotGoBack:
    def test_the_lane_is_gone(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[B], lane_id=ground.lanes[0], after=None, last=True, op=OP)
        ground.do(remove_lane, ground.lanes[1])
        ground.refused(LaneGone, undo, ground.board, OP)

    def test_the_lane_of_a_closed_card_is_gone(self, ground: Ground) -> None:
        DEEDS["a closure"](ground)
        ground.do(remove_lane, ground.lanes[1])
        ground.refused(LaneGone, undo, ground.board, OP)

    def test_the_lane_has_become_full(self, ground: Ground) -> None:
        _move(ground, op=OP)
        ground.do(change_lane, ground.lanes[0], {"wip_limit": 2, "wip_rule": "refuse"})
        ground.refused(WipLimit, undo, ground.board, OP)

    def test_it_would_end_before_it_starts(self, ground: Ground) -> None:
        ground.do(change_card, ground.cards[B], {"due": "2026-12-24"}, op=OP)
        ground.do(change_card, ground.cards[B], {"start": "2026-12-20"}, who="amina")
        ground.refused(PeriodBackwards, undo, ground.board, OP)


class TestNothingToUndo:
    def test_an_operation_that_never_was(self, ground: Ground) -> None:
        ground.refused(NothingToUndo, undo, ground.board, "never-happened")

    def test_one_of_another_plan(self, ground: Ground) -> None:
        _move(ground, op=OP)
        ground.refused(NothingToUndo, undo, ground.other, OP)

    def test_what_has_no_way_back(self, ground: Ground) -> None:
        ground.do(add_card, ground.board, CardIn(title="Nytt"), op=OP)
        ground.refused(NothingToUndo, undo, ground.board, OP)
        ground.do(change_board, ground.board, {"name": "Nytt"}, op="another-operation")
        ground.refused(NothingToUndo, undo, ground.board, "another-operation")


def test_the_old_place_among_those_who_stayed(ground: Ground) -> None:
    _move(ground, op=OP)
    new = ground.do(add_card, ground.board, CardIn(title="Nytt", after=ground.cards["Genomföra två workshops"]))
    ground.do(move_card, new.card_id, lane_id=ground.lanes[0], after=None, last=False)
    ground.do(add_card, ground.board, CardIn(title="Taget", after=ground.cards["Genomföra två workshops"]))
    ground.do(undo, ground.board, OP)
    order = ground.in_lane(0)
    stayed = ["Genomföra två workshops", A, "Bjuda in invånare"]
    assert [title for title in order if title in stayed] == stayed


def test_a_member_no_more_is_refused_also_for_what_they_did(ground: Ground) -> None:
    _move(ground, op=OP, who="amina")
    ground.do(remove_member, ground.board, ground.cast.ids["amina"])
    ground.refused(MayNot, undo, ground.board, OP, who="amina")

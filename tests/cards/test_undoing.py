from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import select

from tests.chance import by_chance
from verkstad.boards import events as board_events
from verkstad.boards.access import BOARD
from verkstad.boards.arranging import add_lane, change_lane, move_lane, remove_lane
from verkstad.boards.changing import change_board, close_board, reopen_board
from verkstad.boards.fielding import add_field
from verkstad.boards.joining import add_member, remove_member
from verkstad.boards.labelling import add_label
from verkstad.boards.problems import LaneNotEmpty, PeriodBackwards
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn, FieldIn, LabelIn, LaneIn
from verkstad.cards import events as card_events
from verkstad.cards import pieces
from verkstad.cards.assessing import assess_card
from verkstad.cards.checklists.listing import add_checklist
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.describing import describe_card, explain_card
from verkstad.cards.moving import move_card
from verkstad.cards.problems import LaneGone, NothingToUndo, WipLimit
from verkstad.cards.reading import read_card
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import FOR_GOOD, UNDOABLE, undo
from verkstad.cards.wire import AssessmentIn, CardIn, ClosureIn, LinesIn, TransferIn
from verkstad.cards.writing import add_card, add_lines, change_card
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ground import Ground

OP = "what-i-did-just-now"
NEWEST = select(BOARD.c.id).order_by(BOARD.c.id.desc()).limit(1)
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

    def test_that_a_plan_was_started(self, ground: Ground) -> None:
        ground.do(start_board, BoardIn(name="Ny plan"), op=OP)
        new = ground.cast.look("asa", lambda look: look.connection.execute(NEWEST).scalar_one())
        ground.refused(NothingToUndo, undo, new, OP)


def test_everything_that_can_happen_has_a_way_back_or_a_reason_why_not() -> None:
    kinds: tuple[type[BaseModel], ...] = (*board_events.EVERY, *card_events.EVERY, *pieces.EVERY)
    every = {kind.model_fields["type"].default for kind in kinds}
    assert every == UNDOABLE | FOR_GOOD.keys()
    assert not UNDOABLE & FOR_GOOD.keys()


def _bare(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{field: value for field, value in thing.items() if field != "version"} for thing in things]


def _plan(ground: Ground, board_id: str | None = None) -> dict[str, Any]:
    snapshot = ground.snapshot(board_id or ground.board)
    closed = snapshot["board"]["closed_at"] is not None
    snapshot["board"] |= {"version": 0, "updated_at": "", "updated_by": "", "closed_at": closed}
    snapshot["cards"] = [{**card, "since": ""} for card in _bare(snapshot["cards"])]
    return {**snapshot, "version": 0} | {name: _bare(snapshot[name]) for name in ("lanes", "labels", "fields")}


ARRANGING: dict[str, Callable[[Ground], Any]] = {
    "a plan's facts": lambda g: g.do(
        change_board, g.board, {"name": "Fel", "purpose": "Fel.", "restricted": True}, op=OP
    ),
    "a plan's closing": lambda g: g.do(close_board, g.board, op=OP),
    "a new lane": lambda g: g.do(add_lane, g.board, LaneIn(title="Fel", stage="done"), op=OP),
    "a changed lane": lambda g: g.do(change_lane, g.lanes[1], {"title": "Fel", "wip_limit": 3}, op=OP),
    "a moved lane": lambda g: g.do(move_lane, g.lanes[0], after=None, last=True, op=OP),
    "a removed lane": lambda g: g.do(remove_lane, g.lanes[3], op=OP),
    "a new member": lambda g: g.do(add_member, g.board, g.cast.ids["agneta"], op=OP),
    "a member no more": lambda g: g.do(remove_member, g.board, g.cast.ids["amina"], op=OP),
    "a new label": lambda g: g.do(add_label, g.board, LabelIn(name="Fel"), op=OP),
    "a new field": lambda g: g.do(add_field, g.board, FieldIn(name="Fel", kind="text"), op=OP),
    "a transfer": lambda g: g.do(transfer_card, g.cards[B], TransferIn(board_id=g.other), op=OP),
}


@pytest.mark.parametrize("deed", ARRANGING)
def test_what_is_done_to_a_plan_is_undone_and_done_again(ground: Ground, deed: str) -> None:
    before = _plan(ground), _plan(ground, ground.other)
    ARRANGING[deed](ground)
    done = _plan(ground), _plan(ground, ground.other)
    assert done != before
    ground.do(undo, ground.board, OP, op="taking-it-back")
    assert (_plan(ground), _plan(ground, ground.other)) == before
    ground.do(undo, ground.board, "taking-it-back")
    assert (_plan(ground), _plan(ground, ground.other)) == done


@pytest.mark.parametrize("deed", ["a changed lane", "a moved lane", "a removed lane", "a plan's facts"])
def test_nobody_undoes_what_another_did_to_a_plan(ground: Ground, deed: str) -> None:
    ARRANGING[deed](ground)
    ground.refused(NothingToUndo, undo, ground.board, OP, who="ulf")
    ground.refused(NothingToUndo, undo, ground.board, OP, who="solveig")


class TestOvertakenOnAPlan:
    def test_a_lane_that_another_has_renamed(self, ground: Ground) -> None:
        ARRANGING["a changed lane"](ground)
        ground.do(change_lane, ground.lanes[1], {"title": "Rätt"}, who="ulf")
        refusal = ground.refused(ChangedSince, undo, ground.board, OP)
        assert refusal.extras["by"] == ground.cast.ids["ulf"]

    def test_a_new_lane_where_cards_stand(self, ground: Ground) -> None:
        lane = ARRANGING["a new lane"](ground).lane_id
        ground.do(move_card, ground.cards[A], lane_id=lane, after=None, last=True, who="amina")
        ground.refused(LaneNotEmpty, undo, ground.board, OP)

    def test_a_plan_that_another_has_renamed(self, ground: Ground) -> None:
        ARRANGING["a plan's facts"](ground)
        ground.do(change_board, ground.board, {"name": "Rätt"}, who="ulf")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_a_member_that_another_has_taken_back(self, ground: Ground) -> None:
        ARRANGING["a member no more"](ground)
        ground.do(add_member, ground.board, ground.cast.ids["amina"], who="ulf")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_a_closed_plan_that_another_has_opened(self, ground: Ground) -> None:
        ARRANGING["a plan's closing"](ground)
        ground.do(reopen_board, ground.board, who="ulf")
        ground.refused(ChangedSince, undo, ground.board, OP)

    def test_a_transfer_that_another_has_moved_on(self, ground: Ground) -> None:
        ARRANGING["a transfer"](ground)
        lane = ground.lanes_of(ground.other)[2]
        ground.do(move_card, ground.cards[B], lane_id=lane, after=None, last=True, who="ulf")
        ground.refused(ChangedSince, undo, ground.board, OP)
        ground.refused(ChangedSince, undo, ground.other, OP)


class TestANewCard:
    def test_is_closed_as_a_mistake_and_comes_back(self, ground: Ground) -> None:
        card_id = ground.do(add_card, ground.board, CardIn(title="Fel"), op=OP).card_id
        ground.do(undo, ground.board, OP, op="taking-it-back")
        assert card_id not in [card["id"] for card in ground.snapshot(ground.board)["cards"]]
        ground.do(undo, ground.board, "taking-it-back")
        assert ground.face(card_id)["title"] == "Fel"

    def test_stays_where_another_has_written_on_it(self, ground: Ground) -> None:
        card_id = ground.do(add_card, ground.board, CardIn(title="Rätt"), op=OP).card_id
        ground.do(describe_card, card_id, text="Bra.", base=None, who="amina")
        refusal = ground.refused(ChangedSince, undo, ground.board, OP)
        assert refusal.extras["by"] == ground.cast.ids["amina"]

    def test_many_from_lines_go_together(self, ground: Ground) -> None:
        before = _without_versions(ground)
        ground.do(add_lines, ground.board, LinesIn(lines=["Ett", "Två", "Tre"]), op=OP)
        ground.do(undo, ground.board, OP)
        assert _without_versions(ground) == before


def test_a_reopened_card_is_closed_as_it_was(ground: Ground) -> None:
    ground.do(close_card, ground.cards[B], ClosureIn(reason="merged", note="Görs i 1."), who="amina")
    ground.do(reopen_card, ground.cards[B], op=OP)
    (event,) = ground.told(undo, ground.board, OP)
    assert (event["type"], event["reason"], event["note"]) == ("card.closed", "merged", "Görs i 1.")


def test_an_event_of_an_undo_says_what_it_undoes_and_keeps_the_names(ground: Ground) -> None:
    ground.do(change_lane, ground.lanes[1], {"title": "Fel"}, op=OP)
    (event,) = ground.told(undo, ground.board, OP)
    assert ground.words(event["version"]) == {"undoes": OP, "lane": "Fel"}


STEPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=8)


@by_chance(12)
@given(steps=STEPS)
def test_whatever_one_did_undone_from_the_last_to_the_first_is_as_it_was(ground: Ground, steps: Any) -> None:
    """On one plan for every example: each ends where it began, but for versions and times."""
    cards = [ground.cards[title] for title in ("Genomföra två workshops", A, "Bjuda in invånare", B)]
    before = _plan(ground), _plan(ground, ground.other), [_card(ground, each) for each in cards]
    done = []
    for kind, which, how in steps:
        op = f"random-{new_id()}"
        with suppress(Problem):
            RANDOM[kind](ground, cards[which % len(cards)], how, op)
            done.append(op)
    for op in reversed(done):
        for board_id in (ground.board, ground.other):
            with suppress(NothingToUndo):  # what changed nothing, or was done where the card was then
                ground.do(undo, board_id, op)
                break
    after = _plan(ground), _plan(ground, ground.other), [_card(ground, each) for each in cards]
    for now, then in zip(after[2], before[2], strict=True):
        assert {name for name in now if now[name] != then[name]} == set()
    assert after == before


def _card(ground: Ground, card_id: str) -> dict[str, Any]:
    unlike = {"version", "since", "updated_at", "updated_by", "health_by", "lane_times", "reports"}
    card = ground.cast.look("asa", lambda look: read_card(look, card_id)).model_dump(mode="json", exclude=unlike)
    return card | {name: _bare(card[name]) for name in ("checklists", "blockers", "comments", "attachments")}


RANDOM: list[Callable[[Ground, str, int, str], Any]] = [
    lambda g, card, how, op: g.do(move_card, card, lane_id=g.lanes[how], after=None, last=how % 2 == 0, op=op),
    lambda g, card, how, op: g.do(change_card, card, {"title": f"Titel {how}", "due": f"2026-12-1{how}"}, op=op),
    lambda g, card, how, op: g.do(change_card, card, {"priority": how % 3 + 1, "common_need": how > 2}, op=op),
    lambda g, card, how, op: g.do(explain_card, card, text=f"Bakgrund {how}.", base=None, op=op),
    lambda g, card, how, op: g.do(assess_card, card, AssessmentIn(health="at_risk", note=f"{how}"), op=op),
    lambda g, card, how, op: g.do(close_card, card, ClosureIn(reason="cancelled", note=f"{how}"), op=op),
    lambda g, card, how, op: g.do(
        add_checklist, card, ChecklistIn(title=f"Lista {how}", rows=[f"{n}" for n in range(how)]), op=op
    ),
    lambda g, _, how, op: g.do(change_lane, g.lanes[how], {"title": f"Läge {how}", "wip_limit": how + 7}, op=op),
    lambda g, _, how, op: g.do(move_lane, g.lanes[how], after=None, last=how % 2 == 0, op=op),
    lambda g, card, _, op: g.do(transfer_card, card, TransferIn(board_id=g.other), op=op),
]


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

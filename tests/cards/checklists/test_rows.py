from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.problems import PlaceGone, TooMany, UnknownPerson
from verkstad.cards.checklists.listing import add_checklist, remove_checklist
from verkstad.cards.checklists.rows import MOST_ROWS, add_rows, change_row, move_row, remove_row
from verkstad.cards.checklists.wire import MOST_LINES, ChecklistIn, RowsIn
from verkstad.cards.undoing import undo
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.checklists.wire import RowOut

CARD, OTHER = "Boka lokal", "Bjuda in invånare"
OP = "what-i-did-just-now"


def _with_rows(ground: Ground, card: str = CARD, *texts: str) -> str:
    wish = ChecklistIn(title="Förberedelser", rows=list(texts or ("Ett", "Två", "Tre")))
    checklist: str = ground.do(add_checklist, ground.cards[card], wish).id
    return checklist


def _rows(ground: Ground, index: int = 0, card: str = CARD) -> list[RowOut]:
    return ground.card(card).checklists[index].rows


def _texts(ground: Ground, index: int = 0) -> list[str]:
    return [row.text for row in _rows(ground, index)]


def _id(ground: Ground, text: str, card: str = CARD) -> str:
    (found,) = [row.id for each in ground.card(card).checklists for row in each.rows if row.text == text]
    return found


def _counts(ground: Ground) -> tuple[int, int]:
    face = ground.face(ground.cards[CARD])
    return face["row_count"], face["rows_done"]


class TestAddingRows:
    def test_they_come_where_they_were_put_in_order(self, ground: Ground) -> None:
        checklist = _with_rows(ground)
        ground.do(add_rows, checklist, RowsIn(rows=["Sist", "Allra sist"]))
        ground.do(add_rows, checklist, RowsIn(rows=["Först"], after=None))
        ground.do(add_rows, checklist, RowsIn(rows=["a", "b", "c"], after=_id(ground, "Två")))
        assert _texts(ground) == ["Först", "Ett", "Två", "a", "b", "c", "Tre", "Sist", "Allra sist"]
        assert _counts(ground) == (9, 0)

    def test_two_people_may_write_the_same_words(self, ground: Ground) -> None:
        checklist = _with_rows(ground, CARD, "Ring Tomas")
        ground.do(add_rows, checklist, RowsIn(rows=["Ring Tomas"]), who="amina")
        assert _texts(ground) == ["Ring Tomas", "Ring Tomas"]

    def test_a_place_that_is_gone_is_refused_and_nothing_is_added(self, ground: Ground) -> None:
        checklist = _with_rows(ground)
        gone = _id(ground, "Två")
        ground.do(remove_row, gone)
        ground.refused(PlaceGone, add_rows, checklist, RowsIn(rows=["Ny"], after=gone))
        ground.refused(PlaceGone, add_rows, checklist, RowsIn(rows=["Ny"], after=new_id()))

    def test_a_row_of_another_card_is_no_place(self, ground: Ground) -> None:
        checklist = _with_rows(ground)
        _with_rows(ground, OTHER, "Annat")
        ground.refused(PlaceGone, add_rows, checklist, RowsIn(rows=["Ny"], after=_id(ground, "Annat", OTHER)))

    def test_a_card_has_so_many_and_no_more_whatever_its_lists(self, ground: Ground) -> None:
        lists = [_with_rows(ground, CARD, *["x"] * MOST_LINES) for _ in range(2)]
        ground.do(add_rows, lists[1], RowsIn(rows=["x"] * (MOST_ROWS - 2 * MOST_LINES)))
        ground.refused(TooMany, add_rows, lists[0], RowsIn(rows=["en till"]))
        # What nobody sees is in nobody's way.
        ground.do(remove_checklist, lists[1])
        ground.do(add_rows, lists[0], RowsIn(rows=["en till"]))
        assert _counts(ground) == (MOST_LINES + 1, 0)

    def test_pasted_lines_are_undone_as_one(self, ground: Ground) -> None:
        checklist = _with_rows(ground)
        ground.do(add_rows, checklist, RowsIn(rows=["a", "b"]), op=OP)
        ground.do(undo, ground.board, OP, op="taking-it-back")
        assert _texts(ground) == ["Ett", "Två", "Tre"]
        ground.do(undo, ground.board, "taking-it-back")
        assert _texts(ground) == ["Ett", "Två", "Tre", "a", "b"]


class TestChangingARow:
    def test_text_person_and_date(self, ground: Ground) -> None:
        _with_rows(ground)
        row = _rows(ground)[0]
        changes = {"text": "Boka sal", "user_id": ground.cast.ids["ulf"], "due": "2026-12"}
        (event,) = ground.told(change_row, row.id, changes)
        assert event["to"] == changes
        assert event["from"] == {"text": "Ett", "user_id": None, "due": None}
        assert event["face"] == {}
        changed = _rows(ground)[0]
        assert (changed.text, changed.user_id, changed.due) == ("Boka sal", ground.cast.ids["ulf"], "2026-12")
        ground.do(change_row, row.id, {"user_id": None, "due": None})
        assert (_rows(ground)[0].user_id, _rows(ground)[0].due) == (None, None)

    def test_nothing_changed_is_nothing_told(self, ground: Ground) -> None:
        _with_rows(ground)
        row = _rows(ground)[0]
        assert ground.told(change_row, row.id, {"text": "Ett", "done": False, "due": None}) == []

    def test_a_tick_says_who_and_when(self, ground: Ground) -> None:
        _with_rows(ground)
        row = _rows(ground)[1]
        (event,) = ground.told(change_row, row.id, {"done": True}, who="solveig")
        ticked = _rows(ground)[1]
        assert (ticked.done_by, ticked.done_at) == (ground.cast.ids["solveig"], event["at"])
        assert event["face"] == {"rows_done": 1}
        # Ticked anew by somebody else it is still hers.
        assert ground.told(change_row, row.id, {"done": True}, who="amina") == []
        (event,) = ground.told(change_row, row.id, {"done": False}, who="amina")
        assert event["to"] == {"done_at": None, "done_by": None}
        assert (_counts(ground), _rows(ground)[1].done_at) == ((3, 0), None)

    def test_somebody_who_is_not_here_is_refused(self, ground: Ground) -> None:
        _with_rows(ground)
        for person in (ground.cast.ids["bo"], new_id()):
            ground.refused(UnknownPerson, change_row, _rows(ground)[0].id, {"user_id": person})

    def test_a_removed_row_says_who_removed_it(self, ground: Ground) -> None:
        _with_rows(ground)
        row = _rows(ground)[0]
        ground.do(remove_row, row.id, who="amina")
        for verb, arguments in ((change_row, ({"done": True},)), (remove_row, ())):
            refusal = ground.refused(ChangedSince, verb, row.id, *arguments)
            assert "Amina Warsame" in str(refusal.body("sv"))
        assert _counts(ground) == (2, 0)


class TestMovingARow:
    def test_within_its_list(self, ground: Ground) -> None:
        _with_rows(ground)
        ground.do(move_row, _id(ground, "Tre"), checklist_id=None, after=_id(ground, "Ett"), last=False)
        assert _texts(ground) == ["Ett", "Tre", "Två"]
        ground.do(move_row, _id(ground, "Tre"), checklist_id=None, after=None, last=False)
        ground.do(move_row, _id(ground, "Ett"), checklist_id=None, after=None, last=True)
        assert _texts(ground) == ["Tre", "Två", "Ett"]

    def test_where_it_stands_already_nothing_is_told(self, ground: Ground) -> None:
        _with_rows(ground)
        assert ground.told(move_row, _id(ground, "Två"), checklist_id=None, after=_id(ground, "Ett"), last=False) == []

    def test_to_another_list_of_the_card(self, ground: Ground) -> None:
        _with_rows(ground)
        other = _with_rows(ground, CARD, "A", "B")
        ground.do(move_row, _id(ground, "Två"), checklist_id=other, after=_id(ground, "A"), last=False)
        assert (_texts(ground, 0), _texts(ground, 1)) == (["Ett", "Tre"], ["A", "Två", "B"])
        assert _counts(ground) == (5, 0)

    def test_never_to_another_card(self, ground: Ground) -> None:
        _with_rows(ground)
        strange = _with_rows(ground, OTHER, "Annat")
        refused = {"checklist_id": strange, "after": None, "last": True}
        ground.refused(ChangedSince, move_row, _id(ground, "Ett"), **refused)
        ground.refused(NotFound, move_row, _id(ground, "Ett"), **{**refused, "checklist_id": new_id()})
        place = _id(ground, "Annat", OTHER)
        ground.refused(PlaceGone, move_row, _id(ground, "Ett"), checklist_id=None, after=place, last=False)

    def test_after_a_row_that_has_left_the_list(self, ground: Ground) -> None:
        _with_rows(ground)
        other = _with_rows(ground, CARD, "A")
        left = _id(ground, "Två")
        ground.do(move_row, left, checklist_id=other, after=None, last=True, who="amina")
        ground.refused(PlaceGone, move_row, _id(ground, "Ett"), checklist_id=None, after=left, last=False)

    def test_between_two_that_have_come_to_share_a_rank_is_behind_them_both(self, ground: Ground) -> None:
        checklist = _with_rows(ground)
        third = _id(ground, "Tre")
        ground.do(remove_row, third, op=OP)
        ground.do(add_rows, checklist, RowsIn(rows=["Fyra"]))
        ground.do(undo, ground.board, OP)
        ground.do(move_row, _id(ground, "Ett"), checklist_id=None, after=third, last=False)
        assert _texts(ground) == ["Två", "Tre", "Fyra", "Ett"]


DEEDS: dict[str, Callable[[Ground], Any]] = {
    "rows added": lambda g: g.do(add_rows, g.things["list"], RowsIn(rows=["a", "b"], after=None), op=OP),
    "a row changed": lambda g: g.do(change_row, g.things["row"], {"text": "Fel", "due": "2027"}, op=OP),
    "a tick": lambda g: g.do(change_row, g.things["row"], {"done": True}, op=OP),
    "a row moved": lambda g: g.do(move_row, g.things["row"], checklist_id=None, after=None, last=True, op=OP),
    "a row moved away": lambda g: g.do(
        move_row, g.things["row"], checklist_id=g.things["other"], after=None, last=True, op=OP
    ),
    "a row removed": lambda g: g.do(remove_row, g.things["row"], op=OP),
}


def _shown(ground: Ground) -> Any:
    return [
        (each.title, [(row.text, row.user_id, row.due, row.done_at, row.done_by) for row in each.rows])
        for each in ground.card(CARD).checklists
    ], _counts(ground)


@pytest.mark.parametrize("deed", DEEDS)
def test_undone_all_is_as_before_and_what_was_undone_may_be_done_again(ground: Ground, deed: str) -> None:
    ground.things["list"] = _with_rows(ground)
    ground.things["other"] = _with_rows(ground, CARD, "A")
    ground.things["row"] = _id(ground, "Ett")
    before = _shown(ground)
    DEEDS[deed](ground)
    done = _shown(ground)
    assert done != before
    ground.do(undo, ground.board, OP, op="taking-it-back")
    assert _shown(ground) == before
    ground.refused(ChangedSince, undo, ground.board, OP)
    ground.do(undo, ground.board, "taking-it-back")
    assert _shown(ground) == done


def test_a_tick_that_somebody_has_taken_away_is_not_undone(ground: Ground) -> None:
    _with_rows(ground)
    row = _id(ground, "Ett")
    ground.do(change_row, row, {"done": True}, op=OP)
    ground.do(change_row, row, {"done": False}, who="amina")
    ground.refused(ChangedSince, undo, ground.board, OP)


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "x" * 501},
        {"text": "två\nrader"},
        {"due": "snart"},
        {"due": "2026-13"},
        {"due": 2026},
        {"done": "yes"},
        {"done": 1},
        {"user_id": "ulf"},
        {"became_id": "01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a51"},
    ],
)
def test_bad_input_is_refused(ground: Ground, actor: Callable[[str], Actor], body: Any) -> None:
    _with_rows(ground)
    before = ground.snapshot(ground.board)
    assert actor("asa").refused("PATCH", f"/rows/{_id(ground, 'Ett')}", body) == "invalid"
    assert ground.snapshot(ground.board) == before


def test_a_thousand_rows_are_refused_with_nothing_changed(ground: Ground, actor: Callable[[str], Actor]) -> None:
    checklist = _with_rows(ground)
    before = ground.snapshot(ground.board)
    bodies: list[dict[str, Any]] = [
        {"rows": ["x"] * 1000},
        {"rows": []},
        {"rows": ["a", "\x00"]},
        {"rows": ["a"], "after": "first"},
    ]
    for body in bodies:
        assert actor("asa").refused("POST", f"/checklists/{checklist}/rows", body) == "invalid"
    assert ground.snapshot(ground.board) == before


def test_at_the_front_door_left_out_is_last_and_null_is_first(ground: Ground, actor: Callable[[str], Actor]) -> None:
    _with_rows(ground)
    asa = actor("asa")
    asa.post(f"/rows/{_id(ground, 'Tre')}/moves", {"after": None})
    asa.post(f"/rows/{_id(ground, 'Ett')}/moves", {})
    assert _texts(ground) == ["Tre", "Två", "Ett"]

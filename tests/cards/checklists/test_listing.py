from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from verkstad.boards.problems import PlaceGone, TooMany
from verkstad.cards.checklists.listing import (
    MOST_CHECKLISTS,
    add_checklist,
    move_checklist,
    remove_checklist,
    rename_checklist,
)
from verkstad.cards.checklists.rows import add_rows, change_row, move_row, remove_row
from verkstad.cards.checklists.wire import MOST_LINES, ChecklistIn, RowsIn
from verkstad.cards.closing import close_card
from verkstad.cards.problems import CardClosed
from verkstad.cards.undoing import undo
from verkstad.cards.wire import ClosureIn
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

CARD = "Boka lokal"
OP = "what-i-did-just-now"


def _add(ground: Ground, title: str = "Förberedelser", *rows: str, **named: Any) -> str:
    added: str = ground.do(add_checklist, ground.cards[CARD], ChecklistIn(title=title, rows=list(rows)), **named).id
    return added


def _titles(ground: Ground) -> list[str]:
    return [checklist.title for checklist in ground.card(CARD).checklists]


def _texts(ground: Ground) -> list[list[str]]:
    return [[row.text for row in checklist.rows] for checklist in ground.card(CARD).checklists]


def _counts(ground: Ground) -> tuple[int, int]:
    face = ground.face(ground.cards[CARD])
    return face["row_count"], face["rows_done"]


def test_a_checklist_comes_last_with_its_rows_in_order(ground: Ground) -> None:
    _add(ground, "Först")
    _add(ground, "Sedan", "Ett", "Två", "Tre", who="solveig")
    assert _titles(ground) == ["Först", "Sedan"]
    assert _texts(ground) == [[], ["Ett", "Två", "Tre"]]
    assert _counts(ground) == (3, 0)


def test_one_event_tells_of_each_and_the_last_tells_the_face(ground: Ground) -> None:
    wish = ChecklistIn(title="Förberedelser", rows=["Ett", "Två"])
    events = ground.told(add_checklist, ground.cards[CARD], wish)
    assert [event["type"] for event in events] == ["checklist.added", "row.added", "row.added"]
    assert [event["face"] for event in events] == [{}, {}, {"row_count": 2}]
    assert ground.words(events[0]["version"]) == {"card": CARD, "what": "Förberedelser"}


def test_it_is_renamed_and_nothing_is_told_of_the_same_name(ground: Ground) -> None:
    checklist = _add(ground)
    (event,) = ground.told(rename_checklist, checklist, "Efteråt")
    assert (event["from"], event["to"]) == ({"title": "Förberedelser"}, {"title": "Efteråt"})
    assert ground.told(rename_checklist, checklist, "Efteråt") == []


def test_it_is_moved_among_the_others(ground: Ground) -> None:
    one, two, _ = (_add(ground, title) for title in ("Ett", "Två", "Tre"))
    ground.do(move_checklist, one, after=two, last=False)
    assert _titles(ground) == ["Två", "Ett", "Tre"]
    ground.do(move_checklist, one, after=None, last=False)
    ground.do(move_checklist, two, after=None, last=True)
    assert _titles(ground) == ["Ett", "Tre", "Två"]
    assert ground.told(move_checklist, two, after=None, last=True) == []
    ground.do(remove_checklist, two)
    ground.refused(PlaceGone, move_checklist, one, after=two, last=False)


def test_a_removed_one_is_counted_no_more_and_comes_back_with_its_rows(ground: Ground) -> None:
    checklist = _add(ground, "Förberedelser", "Ett", "Två")
    ground.do(remove_checklist, checklist, op=OP)
    assert (_titles(ground), _counts(ground)) == ([], (0, 0))
    ground.do(undo, ground.board, OP)
    assert (_texts(ground), _counts(ground)) == ([["Ett", "Två"]], (2, 0))


def test_what_is_in_a_removed_one_is_not_written_on(ground: Ground) -> None:
    checklist = _add(ground, "Förberedelser", "Ett")
    (row,) = ground.card(CARD).checklists[0].rows
    ground.do(remove_checklist, checklist, who="amina")
    for verb, arguments, named in (
        (rename_checklist, (checklist, "Efteråt"), {}),
        (remove_checklist, (checklist,), {}),
        (add_rows, (checklist, RowsIn(rows=["Två"])), {}),
        (change_row, (row.id, {"done": True}), {}),
        (move_row, (row.id,), {"checklist_id": None, "after": None, "last": True}),
        (remove_row, (row.id,), {}),
    ):
        refusal = ground.refused(ChangedSince, verb, *arguments, **named)
        assert "Amina Warsame" in str(refusal.body("sv"))


def test_there_are_so_many_and_no_more(ground: Ground) -> None:
    for index in range(MOST_CHECKLISTS):
        _add(ground, f"Lista {index}")
    refusal = ground.refused(
        TooMany, add_checklist, ground.cards[CARD], ChecklistIn(title="En till", rows=["Som inte får plats"])
    )
    assert "20" in str(refusal.body("sv"))


def test_undoing_that_it_was_added_removes_it_with_its_rows(ground: Ground) -> None:
    _add(ground, "Förberedelser", "Ett", "Två", op=OP)
    ground.do(undo, ground.board, OP, op="taking-it-back")
    assert (_titles(ground), _counts(ground)) == ([], (0, 0))
    ground.do(undo, ground.board, "taking-it-back")
    assert _texts(ground) == [["Ett", "Två"]]


def test_undoing_that_it_was_added_is_refused_when_somebody_else_has_rows_in_it(ground: Ground) -> None:
    checklist = _add(ground, "Förberedelser", op=OP)
    ground.do(add_rows, checklist, RowsIn(rows=["Det här är mitt"]), who="amina")
    refusal = ground.refused(ChangedSince, undo, ground.board, OP)
    assert "Amina Warsame" in str(refusal.body("sv"))


def test_undoing_that_it_was_added_is_refused_when_somebody_has_ticked_a_row(ground: Ground) -> None:
    _add(ground, "Förberedelser", "Ett", op=OP)
    (row,) = ground.card(CARD).checklists[0].rows
    ground.do(change_row, row.id, {"done": True}, who="amina")
    ground.refused(ChangedSince, undo, ground.board, OP)


@pytest.mark.parametrize("verb", [rename_checklist, move_checklist, remove_checklist])
def test_readers_strangers_and_a_closed_card_are_refused(ground: Ground, verb: Callable[..., Any]) -> None:
    checklist = _add(ground)
    arguments: dict[Any, tuple[tuple[Any, ...], dict[str, Any]]] = {
        rename_checklist: ((checklist, "Efteråt"), {}),
        move_checklist: ((checklist,), {"after": None, "last": True}),
        remove_checklist: ((checklist,), {}),
    }
    plain, named = arguments[verb]
    ground.refused(MayNot, verb, *plain, who="agneta", **named)
    ground.refused(NotFound, verb, *plain, who="bo", **named)
    ground.do(close_card, ground.cards[CARD], ClosureIn(reason="cancelled"))
    ground.refused(CardClosed, verb, *plain, **named)


def test_a_thousand_rows_are_refused_with_nothing_changed(ground: Ground, actor: Callable[[str], Actor]) -> None:
    before = ground.snapshot(ground.board)
    path = f"/cards/{ground.cards[CARD]}/checklists"
    body = {"title": "Allt", "rows": [f"Rad {index}" for index in range(1000)]}
    assert actor("asa").refused("POST", path, body) == "invalid"
    assert ground.snapshot(ground.board) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 121},
        {"title": "Två\nrader"},
        {"title": 7},
        {"title": "Rader", "rows": "Boka"},
        {"title": "Rader", "rows": [""]},
        {"title": "Rader", "rows": ["x" * 501]},
        {"title": "Rader", "rows": [None]},
        {"title": "Rader", "rank": "a0"},
    ],
)
def test_bad_input_is_refused(ground: Ground, actor: Callable[[str], Actor], body: Any) -> None:
    before = ground.snapshot(ground.board)
    assert actor("asa").refused("POST", f"/cards/{ground.cards[CARD]}/checklists", body) == "invalid"
    assert ground.snapshot(ground.board) == before


def test_at_most_two_hundred_lines_come_at_once() -> None:
    assert len(RowsIn(rows=["x"] * MOST_LINES).rows) == MOST_LINES
    with pytest.raises(ValidationError):
        RowsIn(rows=["x"] * (MOST_LINES + 1))


def test_two_hundred_rows_are_one_operation_and_small(ground: Ground) -> None:
    wish = ChecklistIn(title="Allt", rows=[f"Rad {index}" for index in range(MOST_LINES)])
    events = ground.told(add_checklist, ground.cards[CARD], wish, op=OP)
    assert len(events) == 1 + MOST_LINES
    assert {event["op"] for event in events} == {OP}
    assert _counts(ground) == (MOST_LINES, 0)
    ground.do(undo, ground.board, OP)
    assert _counts(ground) == (0, 0)

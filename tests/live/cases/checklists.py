"""Cases of checklists and their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.cards import undoing
from verkstad.cards.checklists import growing, listing, rows
from verkstad.cards.checklists.wire import ChecklistIn, RowsIn

if TYPE_CHECKING:
    from tests.ground import Ground


def with_rows(ground: Ground) -> None:
    """Put a checklist with three rows on the first card."""
    wish = ChecklistIn(title="Från uppstartsmötet", rows=["Boka lokal", "Bjuda in", "Skriva program"])
    ground.things["checklist"] = ground.do(listing.add_checklist, first(ground), wish).id
    (checklist,) = ground.card("Genomföra två workshops").checklists
    ground.things |= {f"row-{index}": row.id for index, row in enumerate(checklist.rows)}


def _tick(ground: Ground, **named: Any) -> Any:
    return ground.do(rows.change_row, ground.things["row-1"], {"done": True}, **named)


def _with_two(ground: Ground) -> None:
    with_rows(ground)
    ground.things["other"] = ground.do(listing.add_checklist, first(ground), ChecklistIn(title="Efteråt")).id


def _ticked(ground: Ground) -> None:
    with_rows(ground)
    _tick(ground, op=UNDONE)


def _with_row_of_ulf(ground: Ground) -> None:
    with_rows(ground)
    ground.do(rows.change_row, ground.things["row-0"], {"user_id": ground.cast.ids["ulf"], "due": "2026-12"})


def _row_removed(ground: Ground) -> None:
    with_rows(ground)
    ground.do(rows.remove_row, ground.things["row-1"], op=UNDONE)


def _removed(ground: Ground) -> None:
    with_rows(ground)
    ground.do(listing.remove_checklist, ground.things["checklist"], op=UNDONE)


CASES: dict[str, Case] = {
    "checklist-added": Case(listing.add_checklist, with_rows),
    "checklist-renamed": Case(
        listing.rename_checklist, lambda g: g.do(listing.rename_checklist, g.things["checklist"], "Före"), with_rows
    ),
    "checklist-moved": Case(
        listing.move_checklist,
        lambda g: g.do(listing.move_checklist, g.things["other"], after=None, last=False),
        _with_two,
    ),
    "checklist-removed": Case(
        listing.remove_checklist, lambda g: g.do(listing.remove_checklist, g.things["checklist"]), with_rows
    ),
    "rows-added": Case(
        rows.add_rows,
        lambda g: g.do(
            rows.add_rows, g.things["checklist"], RowsIn(rows=["Köpa frukt", "Ställa om"], after=g.things["row-0"])
        ),
        with_rows,
    ),
    "row-changed": Case(
        rows.change_row,
        lambda g: g.do(
            rows.change_row,
            g.things["row-0"],
            {"text": "Boka två lokaler", "user_id": g.cast.ids["ulf"], "due": "2026-12"},
        ),
        with_rows,
    ),
    "row-ticked": Case(rows.change_row, _tick, with_rows),
    "row-moved": Case(
        rows.move_row,
        lambda g: g.do(rows.move_row, g.things["row-2"], checklist_id=None, after=None, last=False),
        with_rows,
    ),
    "row-moved-to-another-checklist": Case(
        rows.move_row,
        lambda g: g.do(rows.move_row, g.things["row-0"], checklist_id=g.things["other"], after=None, last=True),
        _with_two,
    ),
    "row-removed": Case(rows.remove_row, lambda g: g.do(rows.remove_row, g.things["row-1"]), with_rows),
    "row-grown-into-a-card": Case(
        growing.grow_row, lambda g: g.do(growing.grow_row, g.things["row-0"], lane_id=g.lanes[1]), _with_row_of_ulf
    ),
    "row-removal-undone": Case(undoing.undo, undo_it, _row_removed),
    "tick-undone": Case(undoing.undo, undo_it, _ticked),
    "checklist-removal-undone": Case(undoing.undo, undo_it, _removed),
}

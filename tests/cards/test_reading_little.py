"""Opening a card and taking something back ask by the indexes, and go through no table and no log."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from verkstad.cards.checklists.growing import grow_row
from verkstad.cards.checklists.listing import add_checklist
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.undoing import undo
from verkstad.cards.writing import change_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.history.house import House

A = "Boka lokal"
GONE_THROUGH = re.compile(r"SCAN (card|event|comment|checklist|checklist_row|attachment|revision)\b|MATERIALIZE")


@contextmanager
def plans(engine: Engine) -> Iterator[list[str]]:
    """Note how SQLite goes about each question."""
    found: list[str] = []

    def explain(_connection: Any, cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found.extend(f"{row[3]}: {statement}" for row in rows)

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", explain)


@pytest.mark.sqlite
def test_opening_a_card_goes_through_no_table(ground: Ground, house: House, lone_actor: Callable[[str], Actor]) -> None:
    ground.do(add_checklist, ground.cards[A], ChecklistIn(title="Först", rows=["Ring", "Mejla"]))
    amina = lone_actor("amina")
    row = amina.get(f"/cards/{ground.cards[A]}")["checklists"][0]["rows"][0]
    ground.do(grow_row, row["id"], lane_id=None)
    with plans(house.database._readers) as found:  # noqa: SLF001 - nothing else needs it
        whole = amina.get(f"/cards/{ground.cards[A]}")
    assert whole["checklists"][0]["rows"][0]["became"]["title"] == "Ring"
    assert found
    assert [plan for plan in found if GONE_THROUGH.match(plan)] == []


@pytest.mark.sqlite
def test_taking_back_finds_its_operation_by_its_name(ground: Ground, house: House) -> None:
    done = ground.do(change_card, ground.cards[A], {"title": "Hyra sal"})
    with plans(house.database._writers) as found:  # noqa: SLF001 - nothing else needs it
        ground.do(undo, ground.board, done.op)
    asked = [plan for plan in found if plan.startswith("SEARCH event") and "event.op = ?" in plan]
    assert asked
    assert all("ix_event_stream_op (stream=? AND op=?)" in plan for plan in asked), asked

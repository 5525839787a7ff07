from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from verkstad.boards.arranging import change_lane
from verkstad.cards.checklists.growing import LONGEST_TITLE, grow_row
from verkstad.cards.checklists.listing import add_checklist
from verkstad.cards.checklists.rows import change_row
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.closing import close_card
from verkstad.cards.problems import LaneGone, WipLimit
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot
from verkstad.users.access import USER

if TYPE_CHECKING:
    from tests.ground import Ground
    from verkstad.cards.checklists.wire import RowOut

CARD = "Boka lokal"


@pytest.fixture
def row_id(ground: Ground) -> str:
    """A row with a person and a date."""
    ground.do(add_checklist, ground.cards[CARD], ChecklistIn(title="Att göra", rows=["Fråga vaktmästaren"]))
    row = _row(ground)
    ground.do(change_row, row.id, {"user_id": ground.cast.ids["amina"], "due": "2026-12"})
    return row.id


def _row(ground: Ground, who: str = "asa") -> RowOut:
    (row,) = ground.card(CARD, who).checklists[0].rows
    return row


def test_it_becomes_a_card_with_its_person_and_date_and_stays_linked(ground: Ground, row_id: str) -> None:
    added = ground.do(grow_row, row_id, lane_id=ground.lanes[1])
    face = ground.face(added.card_id)
    assert face["title"] == "Fråga vaktmästaren"
    assert (face["owner_id"], face["due"], face["lane_id"]) == (ground.cast.ids["amina"], "2026-12", ground.lanes[1])
    became = _row(ground).became
    assert became is not None
    assert (became.id, became.number, became.stage) == (added.card_id, added.number, "active")
    assert became.lane == ground.snapshot(ground.board)["lanes"][1]["title"]


def test_all_is_one_operation(ground: Ground, row_id: str) -> None:
    events = ground.told(grow_row, row_id, lane_id=None, op="one-operation")
    assert [event["type"] for event in events] == ["card.created", "card.changed", "row.changed"]
    assert {event["op"] for event in events} == {"one-operation"}
    assert events[-1]["to"] == {"became_id": events[0]["card"]["id"]}


def test_it_is_ticked_as_before(ground: Ground, row_id: str) -> None:
    ground.do(grow_row, row_id, lane_id=None)
    ground.do(change_row, row_id, {"done": True})
    assert _row(ground).done_at is not None


def test_twice_is_refused_with_who_was_first(ground: Ground, row_id: str) -> None:
    ground.do(grow_row, row_id, lane_id=None, who="amina")
    refusal = ground.refused(ChangedSince, grow_row, row_id, lane_id=None)
    assert "Amina Warsame" in str(refusal.body("sv"))


def test_a_long_row_is_cut_to_a_title(ground: Ground, row_id: str) -> None:
    ground.do(change_row, row_id, {"text": "Fråga " * 80})
    added = ground.do(grow_row, row_id, lane_id=None)
    title = ground.face(added.card_id)["title"]
    assert len(title) <= LONGEST_TITLE
    assert title.endswith("Fråga…")


def test_the_state_of_the_card_is_shown_until_it_is_closed(ground: Ground, row_id: str) -> None:
    added = ground.do(grow_row, row_id, lane_id=None)
    ground.do(close_card, added.card_id, ClosureIn(reason="mistake"))
    became = _row(ground).became
    assert became is not None
    assert (became.lane, became.stage) == (None, None)


def test_a_card_on_a_plan_that_the_reader_does_not_see_is_not_told(ground: Ground, row_id: str) -> None:
    added = ground.do(grow_row, row_id, lane_id=None)
    ground.do(transfer_card, added.card_id, TransferIn(board_id=ground.other))
    assert _row(ground, "solveig").became is None
    assert _row(ground, "ulf").became is not None


def test_a_person_whose_account_was_closed_comes_along(ground: Ground, row_id: str) -> None:
    gone = update(USER).where(USER.c.id == ground.cast.ids["amina"]).values(disabled_at="2026-11-18T11:00:00.000Z")
    ground.cast.house.database.write(lambda transaction: transaction.connection.execute(gone))
    added = ground.do(grow_row, row_id, lane_id=None)
    assert ground.face(added.card_id)["owner_id"] == ground.cast.ids["amina"]


def test_no_lane_a_full_lane_and_a_reader_are_refused(ground: Ground, row_id: str) -> None:
    ground.refused(LaneGone, grow_row, row_id, lane_id=new_id())
    ground.refused(MayNot, grow_row, row_id, lane_id=None, who="agneta")
    ground.do(change_lane, ground.lanes[1], {"wip_limit": 1, "wip_rule": "refuse"})
    ground.refused(WipLimit, grow_row, row_id, lane_id=ground.lanes[1])

"""Finding an assignment through what its reader may see, and under the lock before it is changed."""

from functools import cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Select, bindparam, select

from verkstad.boards.access import BOARD, IS_MEMBER, LANE, WITH_MINE, blanks, is_visible_to, must_change, standing
from verkstad.boards.events import stream_of
from verkstad.boards.problems import BoardClosed
from verkstad.cards.problems import CardClosed, LaneGone
from verkstad.cards.tables import Card, FormerNumber
from verkstad.cards.wire import Face
from verkstad.kernel.problems import NotFound
from verkstad.users.access import Caller
from verkstad.users.desk import Deed

CARD = Card.__table__  # type: ignore[attr-defined]
FORMER = FormerNumber.__table__  # type: ignore[attr-defined]

_HOME = select(CARD.c.board_id).where(CARD.c.id == bindparam("card_id"))
_LANE = select(LANE).where(LANE.c.id == bindparam("lane_id"))
_FIRST_LANE = select(LANE).where(LANE.c.board_id == bindparam("board_id")).order_by(LANE.c.rank).limit(1)


@cache
def _find_card(visible: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            CARD,
            BOARD.c.owner_id.label("board_owner_id"),
            BOARD.c.name.label("board_name"),
            BOARD.c.closed_at.label("board_closed_at"),
            IS_MEMBER,
        )
        .select_from(WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id))
        .where(CARD.c.id == bindparam("card_id"), visible)
    )


def find_card(connection: Connection, caller: Caller, card_id: str) -> Any:
    """Find an assignment on a plan that the caller sees; what they may not see does not exist."""
    question = _find_card(is_visible_to(caller))
    row = connection.execute(question, {"card_id": card_id, **blanks(caller)}).one_or_none()
    if row is None:
        raise NotFound
    return row


class Plan:
    """The plan's part of a card's row, as `standing` reads it."""

    def __init__(self, row: Any) -> None:
        self.is_member = row.is_member
        self.owner_id = row.board_owner_id
        self.closed_at = row.board_closed_at


def card_to_change(deed: Deed, card_id: str, *, closed: bool = False) -> Any:
    """Lock the stream of the card's plan, find the card under the lock, and refuse whoever may not change it.

    `closed` lets a closed card through.
    """
    row = card_under_lock(deed, card_id)
    plan = Plan(row)
    must_change(deed, standing(deed.caller, plan), plan.owner_id)
    must_be_open(row, closed=closed)
    return row


def card_under_lock(deed: Deed, card_id: str) -> Any:
    """Lock the stream of the card's plan and find the card under the lock, as the caller may see it.

    A card that moved to another plan before the lock was had is followed there.
    """
    board_id = deed.connection.execute(_HOME, {"card_id": card_id}).scalar_one_or_none()
    if board_id is None:
        raise NotFound
    deed.lock(stream_of(board_id))
    row = find_card(deed.connection, deed.caller, card_id)
    return row if row.board_id == board_id else card_under_lock(deed, card_id)


def must_be_open(card: Any, *, closed: bool = False) -> None:
    """Refuse to write on a closed plan, and on a closed card unless `closed` lets it through."""
    if card.board_closed_at is not None:
        raise BoardClosed
    if card.closed_at is not None and not closed:
        raise CardClosed(number=card.number)


def lane_of(deed: Deed, board_id: str, lane_id: str | None) -> Any:
    """Find a lane of a plan, the first where none is named; refuse one that was removed or is another plan's."""
    if lane_id is None:
        return deed.connection.execute(_FIRST_LANE, {"board_id": board_id}).one()
    lane = deed.connection.execute(_LANE, {"lane_id": lane_id}).one_or_none()
    if lane is None or lane.board_id != board_id:
        raise LaneGone
    return lane


def face_of(row: Any, **changed: Any) -> Face:
    """Show a card's row as its face, with what is just being changed."""
    fields: dict[str, Any] = {
        "id": row.id,
        "number": row.number,
        "lane_id": row.lane_id,
        "rank": row.rank,
        "title": row.title,
        "owner_id": row.owner_id,
        "deputy_id": row.deputy_id,
        "start": row.start,
        "due": row.due,
        "health": row.health,
        "health_note": row.health_note,
        "health_at": row.health_at,
        "described": row.description_id is not None,
        "label_ids": orjson.loads(row.label_ids),
        "row_count": row.row_count,
        "rows_done": row.rows_done,
        "comment_count": row.comment_count,
        "attachment_count": row.attachment_count,
        "blocked_since": row.blocked_since,
        "since": row.since,
        "version": row.version,
    }
    return Face(**{**fields, **changed})

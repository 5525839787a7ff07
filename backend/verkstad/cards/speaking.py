"""Speaking on an assignment: whoever may read the plan may say something there, also who may not change it."""

from typing import Any

from sqlalchemy import select

from verkstad.boards.access import find_board
from verkstad.boards.events import stream_of
from verkstad.boards.problems import BoardClosed
from verkstad.boards.refusing import changed_since
from verkstad.cards.finding import card_under_lock, must_be_open
from verkstad.cards.parts import Part
from verkstad.kernel.problems import NotFound
from verkstad.users.desk import Deed

# The nouns of what readers may say; they take it back themselves.
SPOKEN = frozenset({"comment", "same"})


def board_to_speak_on(deed: Deed, board_id: str) -> Any:
    """Lock a plan that the caller may read, and refuse where it is closed."""
    deed.lock(stream_of(board_id))
    board = find_board(deed.connection, deed.caller, board_id)
    if board.closed_at is not None:
        raise BoardClosed
    return board


def card_to_speak_on(deed: Deed, card_id: str) -> Any:
    """Lock the plan of a card that the caller may read, and refuse where the plan or the card is closed."""
    card = card_under_lock(deed, card_id)
    must_be_open(card)
    return card


def part_to_speak_of(deed: Deed, part: Part, part_id: str) -> tuple[Any, Any]:
    """Give a part that readers may speak of, and its card, under the lock; refused where it was removed."""
    of_it = select(part.table).where(part.table.c.id == part_id)
    card_id = deed.connection.execute(of_it.with_only_columns(part.table.c.card_id)).scalar_one_or_none()
    if card_id is None:
        raise NotFound
    card = card_to_speak_on(deed, card_id)
    row = deed.connection.execute(of_it).one()
    if row.removed_at is not None:
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    return card, row

"""A row that has grown into an assignment of its own; the two stay linked."""

from sqlalchemy import select

from verkstad.boards.events import stream_of
from verkstad.boards.refusing import changed_since
from verkstad.cards.checklists.events import ROW
from verkstad.cards.checklists.rows import row_to_change
from verkstad.cards.finding import CARD
from verkstad.cards.parts import change_part
from verkstad.cards.wire import CardAdded, CardIn
from verkstad.cards.writing import add_card, write_fields
from verkstad.users.desk import Deed

LONGEST_TITLE = 300


def grow_row(deed: Deed, row_id: str, *, lane_id: str | None) -> CardAdded:
    """Make a row an assignment of the same plan, with its person and its date; ticking the row is still free."""
    card, row = row_to_change(deed, row_id)
    if row.became_id is not None:
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    added = add_card(deed, card.board_id, CardIn(title=_title_of(row.text), lane_id=lane_id))
    facts = {"owner_id": row.user_id, "due": row.due}
    known = {field: value for field, value in facts.items() if value is not None}
    if known:
        grown = deed.connection.execute(select(CARD).where(CARD.c.id == added.card_id)).one()
        # Not as a change of one's own: the person stands on the row already, perhaps with an account closed since.
        write_fields(deed, grown, to=known, before=dict.fromkeys(known))
    change_part(deed, card, ROW, row, {"became_id": added.card_id}, words={"what": row.text})
    return added.model_copy(update={"version": deed.version(stream_of(card.board_id))})


def _title_of(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"

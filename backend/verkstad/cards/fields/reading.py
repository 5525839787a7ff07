"""Reading what a card, or every card of a plan, says in the plan's own fields."""

from collections.abc import Sequence

import orjson
from sqlalchemy import select

from verkstad.boards.access import FIELD, find_board
from verkstad.boards.events import stream_of
from verkstad.cards.fields.events import VALUE_TABLE
from verkstad.cards.fields.wire import FieldValues, Said, ValueOut, ValuesOut
from verkstad.cards.finding import CARD
from verkstad.history.reading import clock_of
from verkstad.users.desk import Look


def values_of(look: Look, card_id: str) -> list[ValueOut]:
    """Give the values in the fields that the plan has now, in the fields' order."""
    fields = VALUE_TABLE.join(CARD, CARD.c.id == VALUE_TABLE.c.card_id).join(
        FIELD, (FIELD.c.id == VALUE_TABLE.c.field_id) & (FIELD.c.board_id == CARD.c.board_id)
    )
    rows = look.connection.execute(
        select(VALUE_TABLE.c.field_id, VALUE_TABLE.c.value)
        .select_from(fields)
        .where(VALUE_TABLE.c.card_id == card_id, VALUE_TABLE.c.removed_at.is_(None), FIELD.c.removed_at.is_(None))
        .order_by(FIELD.c.rank, FIELD.c.id)
    )
    return [ValueOut(field_id=row.field_id, value=orjson.loads(row.value)) for row in rows]


def values_on(look: Look, board_id: str, field_ids: Sequence[str]) -> ValuesOut:
    """Give what the open cards of a plan say in some of its fields, in the fields' order; in all, where none is named.

    A field that is not the plan's, or was removed, is left out.
    """
    find_board(look.connection, look.caller, board_id)
    # Read before what is said: an event between the two is then told once more, and changes nothing the second time.
    version = clock_of(look.connection, stream_of(board_id)) or 0
    mine = select(FIELD.c.id).where(FIELD.c.board_id == board_id, FIELD.c.removed_at.is_(None))
    if field_ids:
        mine = mine.where(FIELD.c.id.in_(field_ids))
    said: dict[str, list[Said]] = {
        row.id: [] for row in look.connection.execute(mine.order_by(FIELD.c.rank, FIELD.c.id))
    }
    value = VALUE_TABLE.c
    rows = look.connection.execute(
        select(value.id, value.card_id, value.field_id, value.value)
        .select_from(VALUE_TABLE.join(CARD, CARD.c.id == value.card_id))
        .where(
            value.field_id.in_(said),
            value.removed_at.is_(None),
            CARD.c.board_id == board_id,
            CARD.c.closed_at.is_(None),
        )
        .order_by(value.id)
    )
    for row in rows:
        said[row.field_id].append(Said(id=row.id, card_id=row.card_id, value=orjson.loads(row.value)))
    fields = [FieldValues(field_id=field_id, said=those) for field_id, those in said.items()]
    return ValuesOut(version=version, fields=fields)

"""Filling in a plan's own fields on an assignment: each value of its field's kind."""

import math
from typing import Annotated, Any

import orjson
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from verkstad.boards.access import FIELD
from verkstad.boards.events import stream_of
from verkstad.cards.fields.events import VALUE, Value
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import add_part, change_part, part_alone, remove_part, take_back
from verkstad.cards.problems import WrongKind
from verkstad.kernel.dates import When
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Done, Line
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed

_TEXT: TypeAdapter[str] = TypeAdapter(Annotated[str, Line(500, least=1)])
_DATE: TypeAdapter[str] = TypeAdapter(When)


def fill_in(deed: Deed, card_id: str, field_id: str, value: Value) -> Done:
    """Say something in a field, or clear it with null; nothing is recorded where nothing would change."""
    card = card_to_change(deed, card_id)
    here = (FIELD.c.id == field_id) & (FIELD.c.board_id == card.board_id) & FIELD.c.removed_at.is_(None)
    field = deed.connection.execute(select(FIELD).where(here)).one_or_none()
    if field is None:
        raise NotFound
    present = part_alone(deed, card, VALUE, field_id)
    words = {"what": field.name}
    if value is not None:
        value = must_suit(field, value)
        if present is not None:
            return change_part(deed, card, VALUE, present, {"value": value}, words=words)
        added = add_part(deed, card, VALUE, {"field_id": field_id, "value": value}, words=words)
        return Done(version=added.version, op=deed.op)
    if present is not None:
        return remove_part(deed, card, VALUE, present, words=words)
    return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)


def must_suit(field: Any, value: Value) -> Value:
    """Give a value as it is kept, or say what the field takes instead."""
    match field.kind:
        case "text":
            return _as(_TEXT, field, value)
        case "date":
            return _as(_DATE, field, value)
        case "number" if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        case "checkbox" if isinstance(value, bool):
            return value
        case "choice" if value in (choices := orjson.loads(field.choices)):
            return str(choices[choices.index(value)])
        case _:
            choices = ", ".join(orjson.loads(field.choices))
            raise WrongKind(why=sentence(f"why.not_{field.kind}", field=field.name, choices=choices))


def take_back_value(deed: Deed, card: Any, what: str, body: dict[str, Any]) -> None:
    """Undo one event of a value, where the value that comes back is still of its field's kind."""
    row = deed.connection.execute(select(VALUE.table).where(VALUE.table.c.id == body["id"])).one_or_none()
    field = row and deed.connection.execute(select(FIELD).where(FIELD.c.id == row.field_id)).one()
    if row is not None and field is not None and what in ("changed", "removed"):
        must_suit(field, body["from"]["value"] if what == "changed" else orjson.loads(row.value))
    take_back(deed, card, VALUE, what, body)


def _as(adapter: TypeAdapter[str], field: Any, value: Value) -> str:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise WrongKind(why=sentence(f"why.not_{field.kind}", field=field.name)) from error

"""What crosses the network about values in a plan's own fields."""

from typing import Annotated

from pydantic import Field

from verkstad.cards.fields.events import Value
from verkstad.kernel.wire import Incoming, Outgoing


class ValueOut(Outgoing):
    """What the assignment says in a field."""

    field_id: str
    value: Value


class Said(Outgoing):
    """What one open assignment says in a field; `id` is what events of the value name it by."""

    id: str
    card_id: str
    value: Value


class FieldValues(Outgoing):
    """What the open assignments of a plan say in one of its fields."""

    field_id: str
    said: list[Said]


class ValuesOut(Outgoing):
    """Fields of a plan with what is said in them: with the events after `version` they are what they will be."""

    version: int
    fields: list[FieldValues]


class ValueIn(Incoming):
    """A value of the field's kind: text, a number, a day (EDTF), one of the choices, or true; null clears."""

    value: Annotated[str | float | bool | None, Field(examples=["Budget 2027"])]

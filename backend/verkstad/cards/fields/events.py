"""What happens to the values in a plan's own fields."""

from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import FieldValue

VALUE_TABLE = FieldValue.__table__  # type: ignore[attr-defined]

Value = str | float | bool | None


class ValueFields(TypedDict, total=False):
    """A value of a field, of the field's kind."""

    field_id: str
    value: Value


VALUE = Part("value", VALUE_TABLE, ValueFields, as_json=frozenset({"value"}), alone="field_id")

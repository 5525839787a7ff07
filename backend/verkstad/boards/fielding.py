"""Fields of a plan's own: added, changed, moved, removed and restored."""

from typing import Any

import orjson
from sqlalchemy import column, func, select, table

from verkstad.boards.access import FIELD
from verkstad.boards.events import FieldWasAdded, FieldWasChanged, FieldWasRemoved, FieldWasRestored, stream_of
from verkstad.boards.listed import (
    Listed,
    add_thing,
    change_thing,
    move_thing,
    remove_thing,
    restore_thing,
    take_back_thing,
    thing_to_arrange,
    thing_to_take_back,
)
from verkstad.boards.problems import FieldInUse, WrongChoices
from verkstad.boards.wire import FieldAdded, FieldIn, FieldOut
from verkstad.kernel.wire import Done
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed

MOST_FIELDS = 20

# What the assignments say is theirs, and they stand above the plans; here it is only counted.
_VALUES = table("field_value", column("field_id"), column("value"), column("removed_at"))


def field_told(row: Any) -> FieldOut:
    """Show a field as its events and its readers get it."""
    choices = orjson.loads(row.choices)
    return FieldOut(id=row.id, name=row.name, kind=row.kind, choices=choices, rank=row.rank, version=row.version)


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {name: orjson.dumps(value).decode() if name == "choices" else value for name, value in values.items()}


_FIELDS = Listed(
    noun="field",
    table=FIELD,
    told=field_told,
    kept=_kept,
    added=FieldWasAdded,
    changed=FieldWasChanged,
    removed=FieldWasRemoved,
    restored=FieldWasRestored,
    most=MOST_FIELDS,
)


def add_field(deed: Deed, board_id: str, wish: FieldIn) -> FieldAdded:
    """Add a field, last on its plan."""
    _must_suit(wish.kind, wish.choices)
    field_id = add_thing(deed, _FIELDS, board_id, wish.model_dump(include={"name", "kind", "choices"}))
    return FieldAdded(field_id=field_id, version=deed.version(stream_of(board_id)), op=deed.op)


def change_field(deed: Deed, field_id: str, changes: dict[str, Any]) -> Done:
    """Rename a field, or change its kind or choices as far as what the cards say in it stays true."""
    field = thing_to_arrange(deed, _FIELDS, field_id)
    return _change(deed, field, {name: value for name, value in changes.items() if value is not None})


def move_field(deed: Deed, field_id: str, *, after: str | None, last: bool) -> Done:
    """Give a field another place among the plan's fields."""
    field = thing_to_arrange(deed, _FIELDS, field_id)
    return move_thing(deed, _FIELDS, field, after=after, last=last)


def remove_field(deed: Deed, field_id: str) -> Done:
    """Remove a field; what the cards say in it is kept unseen, so that it can come back."""
    return remove_thing(deed, _FIELDS, thing_to_arrange(deed, _FIELDS, field_id))


def restore_field(deed: Deed, field_id: str) -> Done:
    """Bring a removed field back, with what the cards said in it."""
    return restore_thing(deed, _FIELDS, thing_to_arrange(deed, _FIELDS, field_id, removed=True))


def take_back_field(deed: Deed, board: Any, event_kind: str, body: dict[str, Any]) -> None:
    """Undo one event of a field (`field.added` …) on a plan that is locked; refused where it was changed since."""
    what = event_kind.rpartition(".")[2]
    field = thing_to_take_back(deed, _FIELDS, board, what, body)
    if what == "changed":
        _change(deed, field, body["from"])
    else:
        take_back_thing(deed, _FIELDS, field, what, body)


def _change(deed: Deed, field: Any, to: dict[str, Any]) -> Done:
    present = field_told(field)
    kind = to.get("kind", present.kind)
    if kind != "choice" and present.kind == "choice":
        to = {"choices": [], **to}
    choices = to.get("choices", present.choices)
    _must_suit(kind, choices)
    if kind != present.kind:
        _must_be_unused(deed, field)
    elif set(present.choices) - set(choices):
        _must_be_unchosen(deed, field, set(present.choices) - set(choices))
    return change_thing(deed, _FIELDS, field, to)


def _must_suit(kind: str, choices: list[str]) -> None:
    if kind != "choice":
        if choices:
            raise WrongChoices(why=sentence("why.no_choices"))
        return
    if not choices:
        raise WrongChoices(why=sentence("why.choice_missing"))
    seen = set()
    for choice in choices:
        if choice.casefold() in seen:
            raise WrongChoices(why=sentence("why.choice_twice", choice=choice))
        seen.add(choice.casefold())


def _must_be_unused(deed: Deed, field: Any) -> None:
    count = sum(_said(deed, field).values())
    if count:
        key = "why.field_used_by_one" if count == 1 else "why.field_used_by_many"
        raise FieldInUse(why=sentence(key, count=count, field=field.name))


def _must_be_unchosen(deed: Deed, field: Any, gone: set[str]) -> None:
    for value, count in sorted(_said(deed, field).items()):
        if value in gone:
            key = "why.choice_used_by_one" if count == 1 else "why.choice_used_by_many"
            raise FieldInUse(why=sentence(key, count=count, choice=value))


def _said(deed: Deed, field: Any) -> dict[Any, int]:
    """Count by value what cards say in a field, also closed ones and those that moved to another plan."""
    said = (_VALUES.c.field_id == field.id) & _VALUES.c.removed_at.is_(None)
    rows = deed.connection.execute(select(_VALUES.c.value, func.count()).where(said).group_by(_VALUES.c.value))
    return {orjson.loads(value): count for value, count in rows}

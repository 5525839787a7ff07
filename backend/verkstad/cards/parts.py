"""Parts of an assignment (rows, comments, attachments …): added, changed, removed and restored in one way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import orjson
from pydantic import Field, create_model
from sqlalchemy import Connection, Table, insert, select, update

from verkstad.boards.events import stream_of
from verkstad.boards.refusing import changed_since
from verkstad.cards.finding import card_to_change
from verkstad.cards.problems import NothingToUndo
from verkstad.cards.wire import FacePatch, PartAdded
from verkstad.cards.writing import touch
from verkstad.history.recording import Happening
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

Words = dict[str, Any]
WHATS = ("added", "changed", "removed", "restored")
# What a card's face says of its parts is kept as JSON where it is a list.
_LISTS_ON_FACE = frozenset({"label_ids"})


def _says_nothing(_connection: Connection, _card_id: str) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Part:
    """A kind of part: its noun, where it is kept, the fields that its events carry, and what the face says of it.

    `recount` gives the columns of the card that repeat what its parts of this kind say now. Fields named in `as_json`
    are kept as JSON text. A `fixed` one is there or not there, and is never changed.
    A card has at most one part for each value of the field named in `alone`. `check` refuses fields that do not go
    together, which an undo after somebody else's change could bring about.
    """

    noun: str
    table: Table
    fields: Any
    recount: Callable[[Connection, str], dict[str, Any]] = _says_nothing
    as_json: frozenset[str] = field(default_factory=frozenset)
    fixed: bool = False
    alone: str | None = None
    check: Callable[[dict[str, Any]], None] | None = None

    @cached_property
    def added(self) -> type[Happening]:
        """The event of one that was added."""
        return self._event("added", f"A {self.noun} was added.", to=(self.fields, ...))

    @cached_property
    def changed(self) -> type[Happening]:
        """The event of one that was changed; the fields that changed, and no others."""
        before = (self.fields, Field(alias="from"))
        return self._event("changed", f"Fields of a {self.noun} were changed.", to=(self.fields, ...), from_=before)

    @cached_property
    def removed(self) -> type[Happening]:
        """The event of one that was removed; it may be restored."""
        return self._event("removed", f"A {self.noun} was removed.")

    @cached_property
    def restored(self) -> type[Happening]:
        """The event of a removed one that came back as it was."""
        return self._event("restored", f"A {self.noun} that was removed came back.", to=(self.fields, ...))

    @property
    def events(self) -> tuple[type[Happening], ...]:
        """Everything that can happen to one."""
        changed = () if self.fixed else (self.changed,)
        return (self.added, *changed, self.removed, self.restored)

    def told(self, row: Any) -> dict[str, Any]:
        """Give a row's fields as its events and its readers get them."""
        names = self.fields.__annotations__
        return {name: self._read(name, getattr(row, name)) for name in names}

    def kept(self, values: dict[str, Any]) -> dict[str, Any]:
        """Give fields as they are stored."""
        return {name: orjson.dumps(value).decode() if name in self.as_json else value for name, value in values.items()}

    def _read(self, name: str, value: Any) -> Any:
        return orjson.loads(value) if name in self.as_json else value

    def _event(self, what: str, doc: str, **fields: Any) -> type[Happening]:
        kind = f"{self.noun}.{what}"
        name = f"{self.noun.title()}{what.title()}"
        fields |= {"type": (Literal[kind], kind), "card_id": (str, ...), "id": (str, ...), "face": (FacePatch, ...)}
        made: type[Happening] = create_model(name, __base__=Happening, __doc__=doc, **fields)
        return made


def part_to_change(deed: Deed, part: Part, part_id: str, *, removed: bool = False) -> tuple[Any, Any]:
    """Lock the plan of a part's card, and give the card and the part as they are under the lock.

    Refused where somebody removed the part meanwhile, with who and when; `removed` lets a removed one through.
    """
    of_it = select(part.table).where(part.table.c.id == part_id)
    card_id = deed.connection.execute(of_it.with_only_columns(part.table.c.card_id)).scalar_one_or_none()
    if card_id is None:
        raise NotFound
    card = card_to_change(deed, card_id)
    row = deed.connection.execute(of_it).one()
    if row.removed_at is not None and not removed:
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    return card, row


def part_alone(deed: Deed, card: Any, part: Part, value: str) -> Any:
    """Find the one part of a card that is about a label, a person or a field; nothing where there is none."""
    table = part.table
    about_it = (table.c.card_id == card.id) & (table.c[str(part.alone)] == value) & table.c.removed_at.is_(None)
    return deed.connection.execute(select(table).where(about_it)).one_or_none()


def add_part(
    deed: Deed, card: Any, part: Part, values: dict[str, Any], *, words: Words, unsaid: dict[str, Any] | None = None
) -> PartAdded:
    """Add a part to a card that is locked; `unsaid` is kept beside its fields and told to nobody."""
    (part_id,) = add_parts(deed, card, part, [values], words=[words], unsaid=unsaid)
    return PartAdded(id=part_id, version=deed.version(stream_of(card.board_id)), op=deed.op)


def add_parts(
    deed: Deed,
    card: Any,
    part: Part,
    many: list[dict[str, Any]],
    *,
    words: list[Words],
    unsaid: dict[str, Any] | None = None,
) -> list[str]:
    """Add parts of one kind, each with its event, in a few statements; the last event tells the face."""
    ids = [new_id() for _ in many]
    first = deed.version(stream_of(card.board_id)) + 1
    made = {"made_at": deed.at, "made_by": deed.caller.id, "updated_at": deed.at, "updated_by": deed.caller.id}
    rows = [
        {"id": part_id, "card_id": card.id, "version": first + index, **made, **part.kept(values), **(unsaid or {})}
        for index, (part_id, values) in enumerate(zip(ids, many, strict=True))
    ]
    deed.connection.execute(insert(part.table), rows)
    *before, last = zip(ids, many, words, strict=True)
    for part_id, values, named in before:
        _record(deed, card, part.added, named, face={}, id=part_id, to=values)
    part_id, values, named = last
    _tell(deed, card, part, part.added, named, id=part_id, to=values)
    return ids


def change_part(deed: Deed, card: Any, part: Part, row: Any, changes: dict[str, Any], *, words: Words) -> Done:
    """Change fields of a part; nothing is recorded where nothing would change."""
    present = part.told(row)
    to = {name: value for name, value in changes.items() if present[name] != value}
    if not to:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    _write(deed, card, part, row, **part.kept(to))
    before = {name: present[name] for name in to}
    version = _tell(deed, card, part, part.changed, words, id=row.id, to=to, from_=before)
    return Done(version=version, op=deed.op)


def remove_part(deed: Deed, card: Any, part: Part, row: Any, *, words: Words) -> Done:
    """Remove a part; it stays in the database, so that it can come back."""
    _write(deed, card, part, row, removed_at=deed.at)
    return Done(version=_tell(deed, card, part, part.removed, words, id=row.id), op=deed.op)


def restore_part(deed: Deed, card: Any, part: Part, row: Any, *, words: Words) -> Done:
    """Bring a removed part back as it was; nothing is recorded where it is there."""
    if row.removed_at is None:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    other = part_alone(deed, card, part, getattr(row, part.alone)) if part.alone else None
    if other is not None:
        raise changed_since(deed, by=other.updated_by, at=other.updated_at)
    _write(deed, card, part, row, removed_at=None)
    return Done(version=_tell(deed, card, part, part.restored, words, id=row.id, to=part.told(row)), op=deed.op)


def take_back(deed: Deed, card: Any, part: Part, what: str, body: dict[str, Any]) -> None:
    """Undo one event of a part; refused where the part is not as the event left it."""
    row = deed.connection.execute(select(part.table).where(part.table.c.id == body["id"])).one_or_none()
    if row is None or row.card_id != card.id:
        raise NothingToUndo
    present = part.told(row)
    left = {name: present[name] for name in body.get("to", {})} == body.get("to", {})
    if (row.removed_at is not None) != (what == "removed") or not left:
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    if what == "changed":
        if part.check is not None:
            part.check(present | body["from"])
        change_part(deed, card, part, row, body["from"], words={})
    elif what == "removed":
        restore_part(deed, card, part, row, words={})
    else:
        remove_part(deed, card, part, row, words={})


def _stamp(deed: Deed, card: Any) -> dict[str, Any]:
    version = deed.version(stream_of(card.board_id)) + 1
    return {"version": version, "updated_at": deed.at, "updated_by": deed.caller.id}


def _write(deed: Deed, card: Any, part: Part, row: Any, **values: Any) -> None:
    deed.connection.execute(update(part.table).where(part.table.c.id == row.id).values(**values, **_stamp(deed, card)))


def _tell(deed: Deed, card: Any, part: Part, kind: type[Happening], words: Words, **fields: Any) -> int:
    now = part.recount(deed.connection, card.id)
    columns = {name: value for name, value in now.items() if getattr(card, name) != value}
    face = {name: orjson.loads(value) if name in _LISTS_ON_FACE else value for name, value in columns.items()}
    version = _record(deed, card, kind, words, face=face, **fields)
    touch(deed, card.id, version, **columns)
    return version


def _record(deed: Deed, card: Any, kind: type[Happening], words: Words, **fields: Any) -> int:
    happening = kind(**{"type": kind.model_fields["type"].default, "card_id": card.id, **fields})
    return deed.record(stream_of(card.board_id), happening, subject=card.id, words={"card": card.title, **words})

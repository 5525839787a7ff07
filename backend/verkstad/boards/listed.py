"""What a plan lists of its own, labels and fields: added, changed, moved, removed and restored in one way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, insert, select, update

from verkstad.boards.access import board_to_change, must_change, standing
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few, rank_among, rank_left
from verkstad.boards.problems import NameTaken
from verkstad.boards.refusing import changed_since
from verkstad.history.recording import EVENT, Happening
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


@dataclass(frozen=True)
class Listed:
    """A kind of thing that a plan lists: where it is kept, how it is told, its events, and how many there may be.

    `kept` turns fields into columns; `told` shows a row as its events and its readers get it.
    """

    noun: str
    table: Table
    told: Callable[[Any], Any]
    kept: Callable[[dict[str, Any]], dict[str, Any]]
    added: type[Happening]
    changed: type[Happening]
    removed: type[Happening]
    restored: type[Happening]
    most: int


def thing_to_arrange(deed: Deed, kind: Listed, thing_id: str, *, removed: bool = False) -> Any:
    """Lock the plan of a thing, and give it as it is under the lock.

    Refused where somebody removed it meanwhile, with who and when; `removed` lets a removed one through.
    """
    of_it = select(kind.table).where(kind.table.c.id == thing_id)
    board_id = deed.connection.execute(of_it.with_only_columns(kind.table.c.board_id)).scalar_one_or_none()
    if board_id is None:
        raise NotFound
    board_to_change(deed, board_id, arrange=True)
    row = deed.connection.execute(of_it).one()
    if row.removed_at is not None and not removed:
        raise _overtaken(deed, row)
    return row


def add_thing(deed: Deed, kind: Listed, board_id: str, values: dict[str, Any]) -> str:
    """Add a thing, last on its plan, whose caller may arrange it and has locked it; give its id."""
    board_to_change(deed, board_id, arrange=True)
    siblings = kind.table.c.board_id == board_id
    must_be_few(deed, kind.table, siblings, most=kind.most)
    _must_be_named_alone(deed, kind, board_id, values["name"])
    rank = rank_among(deed, kind.table, siblings, after=None, last=True)
    thing_id = new_id()
    version = deed.version(stream_of(board_id)) + 1
    row = {"id": thing_id, "board_id": board_id, "rank": rank, "version": version, **kind.kept(values)}
    deed.connection.execute(insert(kind.table).values(**row))
    _tell(deed, kind.added, _row(deed, kind, thing_id), **{kind.noun: kind.told(_row(deed, kind, thing_id))})
    return thing_id


def change_thing(deed: Deed, kind: Listed, row: Any, changes: dict[str, Any]) -> Done:
    """Change fields of a thing; nothing is recorded where nothing would change."""
    present = kind.told(row).model_dump()
    to = {name: value for name, value in changes.items() if present[name] != value}
    if not to:
        return Done(version=deed.version(stream_of(row.board_id)), op=deed.op)
    if "name" in to:
        _must_be_named_alone(deed, kind, row.board_id, to["name"], but=row.id)
    if "rank" in to:
        to["rank"] = _rank_left(deed, kind, row, to["rank"])
    _write(deed, kind, row, **kind.kept(to))
    before = {name: present[name] for name in to}
    return _tell(deed, kind.changed, row, **{f"{kind.noun}_id": row.id, "to": to, "from_": before})


def move_thing(deed: Deed, kind: Listed, row: Any, *, after: str | None, last: bool) -> Done:
    """Give a thing another place among its like."""
    siblings = kind.table.c.board_id == row.board_id
    rank = rank_among(deed, kind.table, siblings, after=after, last=last, moving=row)
    return change_thing(deed, kind, row, {"rank": rank})


def remove_thing(deed: Deed, kind: Listed, row: Any) -> Done:
    """Remove a thing; it stays in the database, so that it can come back."""
    _write(deed, kind, row, removed_at=deed.at)
    return _tell(deed, kind.removed, row, **{f"{kind.noun}_id": row.id})


def restore_thing(deed: Deed, kind: Listed, row: Any) -> Done:
    """Bring a removed thing back as it was; nothing is recorded where it is there."""
    if row.removed_at is None:
        return Done(version=deed.version(stream_of(row.board_id)), op=deed.op)
    must_be_few(deed, kind.table, kind.table.c.board_id == row.board_id, most=kind.most)
    _must_be_named_alone(deed, kind, row.board_id, row.name)
    _write(deed, kind, row, removed_at=None, rank=_rank_left(deed, kind, row, row.rank))
    return _tell(deed, kind.restored, row, **{kind.noun: kind.told(_row(deed, kind, row.id))})


def thing_to_take_back(deed: Deed, kind: Listed, board: Any, what: str, body: dict[str, Any]) -> Any:
    """Find the thing that an event tells of, on a plan that is locked; refused where it is not as the event left it."""
    must_change(deed, standing(deed.caller, board), board.owner_id, arrange=True)
    thing_id = body[kind.noun]["id"] if what in ("added", "restored") else body[f"{kind.noun}_id"]
    of_it = (kind.table.c.id == thing_id) & (kind.table.c.board_id == board.id)
    row = deed.connection.execute(select(kind.table).where(of_it)).one_or_none()
    if row is None:
        raise NotFound
    present = kind.told(row).model_dump()
    told = {name: value for name, value in body.get(kind.noun, body.get("to", {})).items() if name != "version"}
    left = {name: present[name] for name in told} == told
    if (row.removed_at is not None) != (what == "removed") or not left:
        raise _overtaken(deed, row)
    return row


def take_back_thing(deed: Deed, kind: Listed, row: Any, what: str, body: dict[str, Any]) -> Done:
    """Undo one event of a thing that stands as the event left it."""
    if what == "changed":
        return change_thing(deed, kind, row, body["from"])
    if what == "removed":
        return restore_thing(deed, kind, row)
    return remove_thing(deed, kind, row)


def _rank_left(deed: Deed, kind: Listed, row: Any, rank: str) -> str:
    return rank_left(deed, kind.table, kind.table.c.board_id == row.board_id, rank, of=row.id)


def _must_be_named_alone(deed: Deed, kind: Listed, board_id: str, name: str, *, but: str = "") -> None:
    here = (kind.table.c.board_id == board_id) & kind.table.c.removed_at.is_(None) & (kind.table.c.id != but)
    names = deed.connection.execute(select(kind.table.c.name).where(here)).scalars()
    taken = next((each for each in names if each.casefold() == name.casefold()), None)
    if taken is not None:
        raise NameTaken(name=taken)


def _overtaken(deed: Deed, row: Any) -> Exception:
    """Say who was first; a thing keeps the version of its last event, and the log knows whose that was."""
    last = (EVENT.c.stream == stream_of(row.board_id)) & (EVENT.c.version == row.version)
    event = deed.connection.execute(select(EVENT.c.by, EVENT.c.recorded_at).where(last)).one()
    return changed_since(deed, by=event.by, at=event.recorded_at)


def _row(deed: Deed, kind: Listed, thing_id: str) -> Any:
    return deed.connection.execute(select(kind.table).where(kind.table.c.id == thing_id)).one()


def _write(deed: Deed, kind: Listed, row: Any, /, **values: Any) -> None:
    version = deed.version(stream_of(row.board_id)) + 1
    deed.connection.execute(update(kind.table).where(kind.table.c.id == row.id).values(version=version, **values))


def _tell(deed: Deed, event: type[Happening], row: Any, /, **fields: Any) -> Done:
    happening = event(**{"type": event.model_fields["type"].default, **fields})
    version = deed.record(stream_of(row.board_id), happening, subject=row.id, words={"what": row.name})
    return Done(version=version, op=deed.op)

"""Keeping a view, changing, sharing, removing and restoring it: each told where those are who may see it."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, insert, select, update

from verkstad.boards.access import board_to_change, find_board
from verkstad.boards.events import (
    ViewFields,
    ViewWasAdded,
    ViewWasChanged,
    ViewWasRemoved,
    ViewWasRestored,
    stream_of,
)
from verkstad.boards.ordering import must_be_few, rank_among, rank_left
from verkstad.boards.refusing import changed_since
from verkstad.boards.tables import SavedView
from verkstad.boards.views.wire import ViewAdded, ViewIn, ViewOut
from verkstad.history.recording import Happening
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Done
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed
from verkstad.users.events import commons, own

VIEW = SavedView.__table__  # type: ignore[attr-defined]
MOST_OWN, MOST_SHARED = 100, 60


def view_told(row: Any) -> ViewOut:
    """Show a view as its events and its readers get it."""
    fields = {name: getattr(row, name) for name in ViewOut.model_fields}
    return ViewOut(**{**fields, "settings": orjson.loads(row.settings)})


def add_view(deed: Deed, wish: ViewIn) -> ViewAdded:
    """Keep a view, last among its like."""
    stream = _lock(deed, board_id=wish.board_id, shared=wish.shared)
    row = {
        "id": new_id(),
        "administration_id": deed.caller.administration_id,
        "owner_id": deed.caller.id,
        **wish.model_dump(mode="json", exclude={"settings"}),
        "settings": _as_kept(wish.settings),
        "rank": _last(deed, alike(deed, wish.board_id, shared=wish.shared)),
        "made_at": deed.at,
    }
    _must_be_few(deed, wish.board_id, shared=wish.shared)
    deed.connection.execute(insert(VIEW).values(**row, **_stamp(deed, stream)))
    _tell(deed, stream, ViewWasAdded(view=view_told(_row(deed, row["id"]))), wish.name, row["id"])
    return ViewAdded(view_id=row["id"], version=deed.version(stream), op=deed.op)


def change_view(deed: Deed, view_id: str, changes: dict[str, Any]) -> Done:
    """Change what a view shows and its name, or share it, or keep it for oneself again; nothing where nothing would."""
    row = view_to_change(deed, view_id)
    changes = {name: value for name, value in changes.items() if value is not None}
    shared = changes.pop("shared", row.shared)
    if shared != row.shared:
        return _share(deed, row, changes) if shared else _keep_alone(deed, row, changes)
    return Done(version=change_fields(deed, row, changes), op=deed.op)


def change_fields(deed: Deed, row: Any, changes: dict[str, Any]) -> int:
    """Change fields of a view whose caller may and has locked it, nothing where nothing would; give the version."""
    stream = _stream(row)
    present = view_told(row).model_dump()
    to = {name: value for name, value in changes.items() if present[name] != value}
    if "rank" in to:
        to["rank"] = _rank_left(deed, row, to["rank"], shared=row.shared)
    if to:
        before = {name: present[name] for name in to}
        _write(deed, row, stream, **_kept(to))
        happening = ViewWasChanged(view_id=row.id, to=ViewFields(**to), from_=ViewFields(**before))  # type: ignore[typeddict-item]
        _tell(deed, stream, happening, to.get("name", row.name), row.id)
    return deed.version(stream)


def remove_view(deed: Deed, view_id: str) -> Done:
    """Remove a view; it may be restored."""
    row = view_to_change(deed, view_id)
    stream = _stream(row)
    _write(deed, row, stream, removed_at=deed.at)
    _tell(deed, stream, ViewWasRemoved(view_id=row.id), row.name, row.id)
    return Done(version=deed.version(stream), op=deed.op)


def restore_view(deed: Deed, view_id: str) -> Done:
    """Bring a removed view back as it was; nothing is recorded where it is there."""
    row = view_to_change(deed, view_id, removed=True)
    stream = _stream(row)
    if row.removed_at is not None:
        _must_be_few(deed, row.board_id, shared=row.shared)
        _write(deed, row, stream, removed_at=None, rank=_rank_left(deed, row, row.rank, shared=row.shared))
        _tell(deed, stream, ViewWasRestored(view=view_told(_row(deed, row.id))), row.name, row.id)
    return Done(version=deed.version(stream), op=deed.op)


def take_back_view(deed: Deed, board: Any, event_kind: str, body: dict[str, Any]) -> None:
    """Undo one event of a plan's shared view on a plan that is locked; refused where it is not as the event left it."""
    told = body.get("view", {})
    here = (VIEW.c.id == (told.get("id") or body["view_id"])) & (VIEW.c.board_id == board.id)
    row = deed.connection.execute(select(VIEW).where(here)).one_or_none()
    if row is None:
        raise NotFound
    what, present = event_kind.rpartition(".")[2], view_told(row).model_dump()
    left = {**{name: told[name] for name in told if name != "version"}, **body.get("to", {})}
    is_there = row.removed_at is None and row.shared
    if is_there == (what == "removed") or any(present[name] != value for name, value in left.items()):
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    if what == "changed":
        change_fields(deed, view_to_change(deed, row.id), body["from"])
    elif what == "removed":
        # One that its owner took for themselves again is theirs, and comes back when they share it.
        _ = restore_view(deed, row.id) if row.removed_at else _share(deed, view_to_change(deed, row.id), {}, again=True)
    elif what == "added" and told["made_at"] != told["updated_at"]:
        change_view(deed, row.id, {"shared": False})
    else:
        remove_view(deed, row.id)


def _share(deed: Deed, row: Any, changes: dict[str, Any], *, again: bool = False) -> Done:
    """Share a view, last; `again` where it stood."""
    stream = _lock(deed, board_id=row.board_id, shared=True)
    _must_be_few(deed, row.board_id, shared=True)
    siblings = alike(deed, row.board_id, shared=True)
    rank = rank_left(deed, VIEW, siblings, row.rank, of=row.id) if again else _last(deed, siblings)
    _write(deed, row, stream, shared=True, rank=rank, **_kept(changes))
    _tell(deed, stream, ViewWasAdded(view=view_told(_row(deed, row.id))), changes.get("name", row.name), row.id)
    return Done(version=deed.version(stream), op=deed.op)


def _keep_alone(deed: Deed, row: Any, changes: dict[str, Any]) -> Done:
    if row.owner_id != deed.caller.id:
        raise MayNot(why=sentence("why.others_view"))
    stream, rank = _stream(row), _rank_left(deed, row, row.rank, shared=False)
    _write(deed, row, stream, shared=False, rank=rank, **_kept(changes))
    _tell(deed, stream, ViewWasRemoved(view_id=row.id), row.name, row.id)
    return Done(version=deed.version(stream), op=deed.op)


def view_to_change(deed: Deed, view_id: str, *, removed: bool = False) -> Any:
    """Lock where a view is told, and give it as it is under the lock; another's own is not there.

    Refused where somebody removed or shared it meanwhile; `removed` lets a removed one through.
    """
    row = deed.connection.execute(select(VIEW).where(VIEW.c.id == view_id)).one_or_none()
    theirs = row is not None and not row.shared and row.owner_id != deed.caller.id
    if row is None or theirs or row.administration_id != deed.caller.administration_id:
        raise NotFound
    _lock(deed, board_id=row.board_id, shared=row.shared)
    before, row = row, _row(deed, view_id)
    if row.shared != before.shared or (row.removed_at is not None and not removed):
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    return row


def _lock(deed: Deed, *, board_id: str | None, shared: bool) -> str:
    """Lock the stream of those who see such a view, and refuse whoever may not write to them."""
    if not shared:
        if board_id is not None:
            find_board(deed.connection, deed.caller, board_id)
        stream = own(deed.caller.id)
    elif board_id is not None:
        board_to_change(deed, board_id, arrange=True)
        return stream_of(board_id)
    else:
        deed.caller.must_coordinate()
        stream = commons(deed.caller.administration_id)
    deed.lock(stream)
    return stream


def _stream(row: Any) -> str:
    if not row.shared:
        return own(row.owner_id)
    return stream_of(row.board_id) if row.board_id is not None else commons(row.administration_id)


def alike(deed: Deed, board_id: str | None, *, shared: bool) -> ColumnElement[bool]:
    """Choose the views that stand in one order: those shared with a plan, or with all; or one's own of either."""
    of_plan: ColumnElement[bool] = VIEW.c.board_id == board_id if board_id is not None else VIEW.c.board_id.is_(None)
    here = and_(of_plan, VIEW.c.administration_id == deed.caller.administration_id, VIEW.c.shared.is_(shared))
    return here if shared else and_(here, VIEW.c.owner_id == deed.caller.id)


def _last(deed: Deed, siblings: ColumnElement[bool]) -> str:
    return rank_among(deed, VIEW, siblings, after=None, last=True)


def _rank_left(deed: Deed, row: Any, rank: str, *, shared: bool) -> str:
    return rank_left(deed, VIEW, alike(deed, row.board_id, shared=shared), rank, of=row.id)


def _must_be_few(deed: Deed, board_id: str | None, *, shared: bool) -> None:
    must_be_few(deed, VIEW, alike(deed, board_id, shared=shared), most=MOST_SHARED if shared else MOST_OWN)


def _as_kept(settings: Mapping[Any, str]) -> str:
    return orjson.dumps(settings, option=orjson.OPT_SORT_KEYS).decode()


def _kept(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _as_kept(value) if name == "settings" else value for name, value in fields.items()}


def _row(deed: Deed, view_id: str) -> Any:
    return deed.connection.execute(select(VIEW).where(VIEW.c.id == view_id)).one()


def _stamp(deed: Deed, stream: str) -> dict[str, Any]:
    return {"version": deed.version(stream) + 1, "updated_at": deed.at, "updated_by": deed.caller.id}


def _write(deed: Deed, row: Any, stream: str, **values: Any) -> None:
    deed.connection.execute(update(VIEW).where(VIEW.c.id == row.id).values(**values, **_stamp(deed, stream)))


def _tell(deed: Deed, stream: str, happening: Happening, name: str, view_id: str) -> None:
    deed.record(stream, happening, subject=view_id, words={"what": name})

"""Changing a plan: its name, purpose, owner, period, decision and folder; closing and reopening it."""

from typing import Any, cast

from sqlalchemy import update

from verkstad.boards.access import BOARD, board_to_change, must_be_colleague
from verkstad.boards.events import BoardFields, Changed, Closed, Reopened, stream_of
from verkstad.boards.problems import PeriodBackwards
from verkstad.kernel.dates import first_day, last_day
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

KEPT = ("name", "purpose", "decision", "folder", "restricted")  # these are emptied with "", never with null


def change_board(deed: Deed, board_id: str, changes: dict[str, Any]) -> Done:
    """Change the fields named; nothing is recorded where nothing would change."""
    row = board_to_change(deed, board_id, arrange=True)
    stream = stream_of(board_id)
    to = {
        field: value
        for field, value in changes.items()
        if getattr(row, field) != value and not (value is None and field in KEPT)
    }
    if not to:
        return Done(version=deed.version(stream), op=deed.op)
    must_be_colleague(deed, to.get("owner_id"))
    must_run_forwards(to.get("period_start", row.period_start), to.get("period_end", row.period_end))
    before = {field: getattr(row, field) for field in to}
    version = deed.record(stream, Changed(to=cast("BoardFields", to), from_=cast("BoardFields", before)))
    deed.connection.execute(update(BOARD).where(BOARD.c.id == board_id).values(version=version, **to))
    return Done(version=version, op=deed.op)


def must_run_forwards(start: str | None, end: str | None) -> None:
    """Refuse a period that ends before it starts."""
    if start is not None and end is not None and last_day(end) < first_day(start):
        raise PeriodBackwards


def close_board(deed: Deed, board_id: str) -> Done:
    """Close a plan: it stays readable and refuses every change but reopening."""
    stream = stream_of(board_id)
    row = board_to_change(deed, board_id, arrange=True, closed=True)
    if row.closed_at is not None:
        return Done(version=deed.version(stream), op=deed.op)
    version = deed.record(stream, Closed())
    deed.connection.execute(update(BOARD).where(BOARD.c.id == board_id).values(version=version, closed_at=deed.at))
    return Done(version=version, op=deed.op)


def reopen_board(deed: Deed, board_id: str) -> Done:
    """Open a closed plan again."""
    stream = stream_of(board_id)
    row = board_to_change(deed, board_id, arrange=True, closed=True)
    if row.closed_at is None:
        return Done(version=deed.version(stream), op=deed.op)
    version = deed.record(stream, Reopened())
    deed.connection.execute(update(BOARD).where(BOARD.c.id == board_id).values(version=version, closed_at=None))
    return Done(version=version, op=deed.op)

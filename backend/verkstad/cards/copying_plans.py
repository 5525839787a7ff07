"""Copying a plan as a template: lanes, labels, fields and open assignments, with dates moved to a new start."""

from typing import Any

from sqlalchemy import Table, insert, select, update

from verkstad.boards.access import BOARD, FIELD, LABEL, LANE, MEMBERSHIP, find_board
from verkstad.boards.arranging import lane_told
from verkstad.boards.events import FieldWasAdded, LabelWasAdded, Started, stream_of
from verkstad.boards.fielding import field_told
from verkstad.boards.labelling import label_told
from verkstad.boards.wire import BoardOut, BoardStarted, LaneOut
from verkstad.cards.copies import Copies, Place
from verkstad.cards.finding import CARD
from verkstad.cards.shifting import Shift, earliest_of
from verkstad.cards.sources import Sources, read_sources
from verkstad.cards.wire import PlanCopyIn
from verkstad.kernel.ids import new_id
from verkstad.users.desk import Deed


def copy_board(deed: Deed, board_id: str, wish: PlanCopyIn) -> BoardStarted:
    """Start a plan as a copy of one that the caller sees; coordinators may. The former plan is left as it is."""
    find_board(deed.connection, deed.caller, board_id)
    deed.lock(stream_of(board_id))  # what is copied stands still meanwhile
    former = find_board(deed.connection, deed.caller, board_id)
    deed.caller.must_coordinate()
    which = select(CARD.c.id).where(CARD.c.board_id == board_id, CARD.c.closed_at.is_(None))
    sources = read_sources(deed.connection, deed.caller.administration_id, which)
    shift = Shift(earliest_of([former.period_start, *sources.dates()]), wish.start)
    copied = new_id()
    deed.start(stream_of(copied))
    members = _members(deed, former, sources) if wish.with_people else []
    lanes = _start(deed, former, copied, _fields(former, wish, shift, sources), members)
    labels = _copy_things(deed, LABEL, board_id, copied)
    fields = _copy_things(deed, FIELD, board_id, copied)
    copies = Copies(deed, copied, shift, labels=labels, fields=fields, with_people=wish.with_people)
    copies.write(sources, first=1, place=lambda card: Place(lanes[card.lane_id], card.rank), title=None)
    number = len(sources.cards) + 1
    deed.connection.execute(update(BOARD).where(BOARD.c.id == copied).values(next_number=number))
    return BoardStarted(board_id=copied, version=deed.version(stream_of(copied)), op=deed.op)


def _start(deed: Deed, former: Any, board_id: str, fields: dict[str, Any], members: list[str]) -> dict[str, LaneOut]:
    """Start the plan with the former one's lanes; give the new ones by the former ids."""
    there = select(LANE).where(LANE.c.board_id == former.id).order_by(LANE.c.rank)
    lanes = {
        row.id: lane_told(row).model_copy(update={"id": new_id(), "version": 1})
        for row in deed.connection.execute(there)
    }
    made = {"id": board_id, "created_at": deed.at, "version": 1, **fields}
    deed.connection.execute(insert(BOARD).values(administration_id=deed.caller.administration_id, **made))
    deed.connection.execute(insert(LANE), [{"board_id": board_id, **lane.model_dump()} for lane in lanes.values()])
    if members:
        joined = [{"board_id": board_id, "user_id": user_id, "at": deed.at} for user_id in members]
        deed.connection.execute(insert(MEMBERSHIP), joined)
    board = BoardOut(**made, closed_at=None, updated_at=deed.at, updated_by=deed.caller.id)
    started = Started(board=board, lanes=list(lanes.values()), members=members)
    deed.record(stream_of(board_id), started, words={"name": board.name, "of": former.name})
    return lanes


def _fields(former: Any, wish: PlanCopyIn, shift: Shift, sources: Sources) -> dict[str, Any]:
    """Give the fields of the plan; its decision and folder are its own to come.

    Whoever might not read the former plan may not read this one.
    """
    begins, ends = shift.both(former.period_start, former.period_end)
    return {
        "name": wish.name,
        "purpose": former.purpose,
        "owner_id": former.owner_id if wish.with_people and former.owner_id in sources.people else None,
        "period_start": begins,
        "period_end": ends,
        "decision": "",
        "folder": "",
        "restricted": former.restricted,
    }


def _members(deed: Deed, former: Any, sources: Sources) -> list[str]:
    there = select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.board_id == former.id)
    return sorted(set(deed.connection.execute(there).scalars()) & sources.people)


def _copy_things(deed: Deed, table: Table, board_id: str, copied: str) -> dict[str, str]:
    """Copy the plan's labels or fields, each with its event, and give the new ids by the former ones."""
    stream = stream_of(copied)
    there = select(table).where(table.c.board_id == board_id, table.c.removed_at.is_(None))
    ids: dict[str, str] = {}
    rows = []
    for row in deed.connection.execute(there.order_by(table.c.rank, table.c.id)):
        ids[row.id] = new_id()
        told: Any = label_told(row) if table is LABEL else field_told(row)
        told = told.model_copy(update={"id": ids[row.id], "version": deed.version(stream) + 1})
        happening = LabelWasAdded(label=told) if table is LABEL else FieldWasAdded(field=told)
        deed.record(stream, happening, subject=told.id, words={"what": told.name})
        columns = row._mapping  # noqa: SLF001 - SQLAlchemy's documented way
        rows.append({**columns, "id": told.id, "board_id": copied, "version": told.version})
    if rows:
        deed.connection.execute(insert(table), rows)
    return ids

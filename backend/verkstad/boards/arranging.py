"""Arranging lanes: added, changed, moved, and removed when empty."""

from typing import Any, cast

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from verkstad.boards.access import LANE, board_to_change
from verkstad.boards.events import (
    LaneFields,
    LaneWasAdded,
    LaneWasChanged,
    LaneWasMoved,
    LaneWasRemoved,
    Rank,
    stream_of,
)
from verkstad.boards.problems import LaneNotEmpty, LastLane, PlaceGone
from verkstad.boards.wire import LaneAdded, LaneIn, LaneOut
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import NotFound
from verkstad.kernel.ranking import rank_between
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

NULLED = ("wip_limit",)


def add_lane(deed: Deed, board_id: str, wish: LaneIn) -> LaneAdded:
    """Add a lane after another, first (`after` is null) or last (left out)."""
    board_to_change(deed, board_id, arrange=True)
    rank = _rank_for(deed, board_id, wish.after, last="after" not in wish.model_fields_set, moving=None)
    stream = stream_of(board_id)
    lane = LaneOut(
        id=new_id(),
        title=wish.title,
        stage=wish.stage,
        wip_limit=wish.wip_limit,
        wip_rule=wish.wip_rule,
        rank=rank,
        version=deed.version(stream) + 1,
    )
    version = deed.record(stream, LaneWasAdded(lane=lane), subject=lane.id)
    deed.connection.execute(insert(LANE).values(board_id=board_id, **lane.model_dump()))
    return LaneAdded(lane_id=lane.id, version=version, op=deed.op)


def change_lane(deed: Deed, lane_id: str, changes: dict[str, Any]) -> Done:
    """Change a lane's title, stage or limit."""
    lane = _lane_to_arrange(deed, lane_id)
    stream = stream_of(lane.board_id)
    to = {
        field: value
        for field, value in changes.items()
        if getattr(lane, field) != value and not (value is None and field not in NULLED)
    }
    if not to:
        return Done(version=deed.version(stream), op=deed.op)
    before = {field: getattr(lane, field) for field in to}
    version = deed.record(
        stream,
        LaneWasChanged(lane_id=lane_id, to=cast("LaneFields", to), from_=cast("LaneFields", before)),
        subject=lane_id,
        words={"lane": lane.title},
    )
    deed.connection.execute(update(LANE).where(LANE.c.id == lane_id).values(version=version, **to))
    return Done(version=version, op=deed.op)


def move_lane(deed: Deed, lane_id: str, *, after: str | None, last: bool) -> Done:
    """Give a lane another place."""
    lane = _lane_to_arrange(deed, lane_id)
    stream = stream_of(lane.board_id)
    rank = _rank_for(deed, lane.board_id, after, last=last, moving=lane)
    if rank == lane.rank:
        return Done(version=deed.version(stream), op=deed.op)
    happening = LaneWasMoved(lane_id=lane_id, to=Rank(rank=rank), from_=Rank(rank=lane.rank))
    version = deed.record(stream, happening, subject=lane_id, words={"lane": lane.title})
    deed.connection.execute(update(LANE).where(LANE.c.id == lane_id).values(version=version, rank=rank))
    return Done(version=version, op=deed.op)


def remove_lane(deed: Deed, lane_id: str) -> Done:
    """Remove a lane that holds no assignment; the database itself knows whether one does."""
    lane = _lane_to_arrange(deed, lane_id)
    lanes = deed.connection.execute(
        select(func.count()).select_from(LANE).where(LANE.c.board_id == lane.board_id)
    ).scalar_one()
    if lanes == 1:
        raise LastLane
    try:
        deed.connection.execute(delete(LANE).where(LANE.c.id == lane_id))
    except IntegrityError as error:
        raise LaneNotEmpty(lane=lane.title) from error
    version = deed.record(
        stream_of(lane.board_id),
        LaneWasRemoved(lane_id=lane_id, from_=lane_told(lane)),
        subject=lane_id,
        words={"lane": lane.title},
    )
    return Done(version=version, op=deed.op)


def lane_told(lane: Any) -> LaneOut:
    """Show a lane's row as its readers get it."""
    return LaneOut(**{name: getattr(lane, name) for name in LaneOut.model_fields})


def _lane_to_arrange(deed: Deed, lane_id: str) -> Any:
    board_id = deed.connection.execute(select(LANE.c.board_id).where(LANE.c.id == lane_id)).scalar_one_or_none()
    if board_id is None:
        raise NotFound
    board_to_change(deed, board_id, arrange=True)
    lane = deed.connection.execute(select(LANE).where(LANE.c.id == lane_id)).one_or_none()
    if lane is None:
        raise NotFound
    return lane


def _rank_for(deed: Deed, board_id: str, after: str | None, *, last: bool, moving: Any | None) -> str:
    others = [
        row
        for row in deed.connection.execute(
            select(LANE.c.id, LANE.c.rank).where(LANE.c.board_id == board_id).order_by(LANE.c.rank)
        )
        if moving is None or row.id != moving.id
    ]
    if last:
        place = len(others)
    elif after is None:
        place = 0
    else:
        place = next((index + 1 for index, row in enumerate(others) if row.id == after), -1)
        if place < 0:
            raise PlaceGone
    before = others[place - 1].rank if place else None
    behind = others[place].rank if place < len(others) else None
    if moving is not None and (before is None or before < moving.rank) and (behind is None or moving.rank < behind):
        rank: str = moving.rank
        return rank
    return rank_between(before, behind)

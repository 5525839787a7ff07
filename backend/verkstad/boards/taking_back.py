"""Taking back one event of a plan, its lanes or its members; refused where it is not as the event left it."""

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import insert, select, update

from verkstad.boards.access import BOARD, LANE, MEMBERSHIP, must_be_colleague
from verkstad.boards.arranging import remove_lane
from verkstad.boards.changing import close_board, must_run_forwards, reopen_board
from verkstad.boards.events import (
    BoardFields,
    Changed,
    LaneFields,
    LaneWasAdded,
    LaneWasChanged,
    LaneWasMoved,
    Rank,
    stream_of,
)
from verkstad.boards.fielding import take_back_field
from verkstad.boards.joining import add_member, remove_member
from verkstad.boards.labelling import take_back_label
from verkstad.boards.refusing import changed_since
from verkstad.boards.views.keeping import take_back_view
from verkstad.boards.wire import LaneOut
from verkstad.history.recording import EVENT
from verkstad.kernel.ranking import rank_between
from verkstad.users.desk import Deed

Undo = Callable[[Deed, Any, dict[str, Any]], None]


def _plan_back(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    _must_be(deed, board, board, body["to"], None)
    before = body["from"]
    must_be_colleague(deed, before.get("owner_id"))
    must_run_forwards(before.get("period_start", board.period_start), before.get("period_end", board.period_end))
    happening = Changed(to=cast("BoardFields", before), from_=cast("BoardFields", body["to"]))
    version = deed.record(stream_of(board.id), happening)
    deed.connection.execute(update(BOARD).where(BOARD.c.id == board.id).values(version=version, **before))


def _open_again(deed: Deed, board: Any, _body: dict[str, Any]) -> None:
    if board.closed_at is None:
        raise _overtaken(deed, board, None)
    reopen_board(deed, board.id)


def _close_again(deed: Deed, board: Any, _body: dict[str, Any]) -> None:
    close_board(deed, board.id)


def _lane_away(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    told = body["lane"]
    lane = _lane(deed, board, told["id"])
    _must_be(deed, board, lane, {name: told[name] for name in told if name != "version"}, lane.id)
    remove_lane(deed, lane.id)


def _lane_changed_back(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    lane = _lane(deed, board, body["lane_id"])
    _must_be(deed, board, lane, body["to"], lane.id)
    happening = LaneWasChanged(
        lane_id=lane.id, to=cast("LaneFields", body["from"]), from_=cast("LaneFields", body["to"])
    )
    version = deed.record(stream_of(board.id), happening, subject=lane.id, words={"lane": lane.title})
    deed.connection.execute(update(LANE).where(LANE.c.id == lane.id).values(version=version, **body["from"]))


def _lane_moved_back(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    lane = _lane(deed, board, body["lane_id"])
    _must_be(deed, board, lane, body["to"], lane.id)
    rank = _former_rank(deed, board, body["from"]["rank"])
    happening = LaneWasMoved(lane_id=lane.id, to=Rank(rank=rank), from_=Rank(rank=lane.rank))
    version = deed.record(stream_of(board.id), happening, subject=lane.id, words={"lane": lane.title})
    deed.connection.execute(update(LANE).where(LANE.c.id == lane.id).values(version=version, rank=rank))


def _lane_there_again(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    stream = stream_of(board.id)
    was = LaneOut(**body["from"])
    lane = was.model_copy(update={"rank": _former_rank(deed, board, was.rank), "version": deed.version(stream) + 1})
    if deed.connection.execute(select(LANE.c.id).where(LANE.c.id == lane.id)).first() is not None:
        raise _overtaken(deed, board, lane.id)
    deed.record(stream, LaneWasAdded(lane=lane), subject=lane.id, words={"lane": lane.title})
    deed.connection.execute(insert(LANE).values(board_id=board.id, **lane.model_dump()))


def _member_away(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    if not _is_member(deed, board, body["user_id"]):
        raise _overtaken(deed, board, body["user_id"])
    remove_member(deed, board.id, body["user_id"])


def _member_again(deed: Deed, board: Any, body: dict[str, Any]) -> None:
    if _is_member(deed, board, body["user_id"]):
        raise _overtaken(deed, board, body["user_id"])
    add_member(deed, board.id, body["user_id"])


def _listed(kind: str, take_back: Callable[[Deed, Any, str, dict[str, Any]], None]) -> dict[str, Undo]:
    def of(what: str) -> Undo:
        return lambda deed, board, body: take_back(deed, board, f"{kind}.{what}", body)

    return {f"{kind}.{what}": of(what) for what in ("added", "changed", "removed", "restored")}


INVERSE: dict[str, Undo] = {
    "board.changed": _plan_back,
    "board.closed": _open_again,
    "board.reopened": _close_again,
    "lane.added": _lane_away,
    "lane.changed": _lane_changed_back,
    "lane.moved": _lane_moved_back,
    "lane.removed": _lane_there_again,
    "member.added": _member_away,
    "member.removed": _member_again,
    **_listed("label", take_back_label),
    **_listed("field", take_back_field),
    **_listed("view", take_back_view),
}


def _lane(deed: Deed, board: Any, lane_id: str) -> Any:
    here = (LANE.c.id == lane_id) & (LANE.c.board_id == board.id)
    lane = deed.connection.execute(select(LANE).where(here)).one_or_none()
    if lane is None:
        raise _overtaken(deed, board, lane_id)
    return lane


def _is_member(deed: Deed, board: Any, user_id: str) -> bool:
    here = (MEMBERSHIP.c.board_id == board.id) & (MEMBERSHIP.c.user_id == user_id)
    return deed.connection.execute(select(MEMBERSHIP.c.user_id).where(here)).first() is not None


def _former_rank(deed: Deed, board: Any, rank: str) -> str:
    """Give the old rank, or the one just behind the lane that has taken it."""
    of_plan = select(LANE.c.rank).where(LANE.c.board_id == board.id).order_by(LANE.c.rank)
    ranks = list(deed.connection.execute(of_plan).scalars())
    if rank not in ranks:
        return rank
    return rank_between(rank, next((each for each in ranks if each > rank), None))


def _must_be(deed: Deed, board: Any, row: Any, expected: dict[str, Any], subject: str | None) -> None:
    if any(getattr(row, name) != value for name, value in expected.items()):
        raise _overtaken(deed, board, subject)


def _overtaken(deed: Deed, board: Any, subject: str | None) -> Exception:
    """Say who changed it last: the log knows, for lanes and plans do not say."""
    about = EVENT.c.subject == subject if subject else EVENT.c.subject.is_(None)
    last = (
        select(EVENT.c.by, EVENT.c.recorded_at)
        .where(EVENT.c.stream == stream_of(board.id), about)
        .order_by(EVENT.c.version.desc())
        .limit(1)
    )
    event = deed.connection.execute(last).one()
    return changed_since(deed, by=event.by, at=event.recorded_at)

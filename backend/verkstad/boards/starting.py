"""Starting a plan: only the name is required, and the usual lanes are there."""

from sqlalchemy import insert

from verkstad.boards.access import BOARD, LANE, must_be_colleague
from verkstad.boards.changing import must_run_forwards
from verkstad.boards.events import Started, stream_of
from verkstad.boards.wire import BoardIn, BoardOut, BoardStarted, LaneOut, Stage
from verkstad.kernel.ids import new_id
from verkstad.kernel.ranking import ranks_after
from verkstad.kernel.words import say
from verkstad.users.desk import Deed

USUAL_LANES: tuple[tuple[str, Stage], ...] = (
    ("lane.not_started", "planned"),
    ("lane.in_progress", "active"),
    ("lane.awaiting_decision", "waiting"),
    ("lane.paused", "waiting"),
    ("lane.done", "done"),
)


def start_board(deed: Deed, wish: BoardIn) -> BoardStarted:
    """Start a plan in the caller's administration; coordinators may."""
    deed.caller.must_coordinate()
    must_be_colleague(deed, wish.owner_id)
    fields = wish.model_dump(mode="json")
    must_run_forwards(fields["period_start"], fields["period_end"])
    board_id = new_id()
    stream = stream_of(board_id)
    deed.start(stream)
    deed.connection.execute(
        insert(BOARD).values(
            id=board_id, administration_id=deed.caller.administration_id, created_at=deed.at, version=1, **fields
        )
    )
    lanes = _usual_lanes(deed.caller.language)
    deed.connection.execute(insert(LANE), [{"board_id": board_id, **lane.model_dump()} for lane in lanes])
    board = BoardOut(
        id=board_id,
        closed_at=None,
        created_at=deed.at,
        version=1,
        updated_at=deed.at,
        updated_by=deed.caller.id,
        **fields,
    )
    version = deed.record(stream, Started(board=board, lanes=lanes, members=[]), words={"name": wish.name})
    return BoardStarted(board_id=board_id, version=version, op=deed.op)


def _usual_lanes(language: str) -> list[LaneOut]:
    return [
        LaneOut(
            id=new_id(), title=say(language, key), stage=stage, wip_limit=None, wip_rule="warn", rank=rank, version=1
        )
        for (key, stage), rank in zip(USUAL_LANES, ranks_after(None, len(USUAL_LANES)), strict=True)
    ]

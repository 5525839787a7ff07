"""Routes of plans and lanes."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards import arranging, changing, joining, starting
from verkstad.boards.problems import BoardClosed, LaneNotEmpty, LastLane, PeriodBackwards, PlaceGone, UnknownPerson
from verkstad.boards.wire import (
    BoardChange,
    BoardIn,
    BoardStarted,
    LaneAdded,
    LaneChange,
    LaneIn,
    LaneMove,
    MemberIn,
)
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter()

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
LaneId = Annotated[Id, Path(description="The lane.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a22"])]
MemberId = Annotated[Id, Path(description="The person.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a33"])]


@router.post(
    "/boards",
    tags=["plans"],
    status_code=201,
    summary="Start a plan",
    description="Coordinators and administrators. Only the name is required; the usual lanes are there.",
    responses=refusals(MayNot, PeriodBackwards, UnknownPerson, write=True),
    response_model=BoardStarted,
)
def start_board(wish: BoardIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: starting.start_board(deed, wish), status=201)


@router.patch(
    "/boards/{board_id}",
    tags=["plans"],
    summary="Change a plan",
    description="Members who are not guests, the owner, coordinators. What is left out stays; null clears.",
    responses=refusals(MayNot, NotFound, BoardClosed, PeriodBackwards, UnknownPerson, write=True),
    response_model=Done,
)
def change_board(board_id: BoardId, wish: BoardChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: changing.change_board(deed, board_id, changes))


@router.post(
    "/boards/{board_id}/closure",
    tags=["plans"],
    summary="Close a plan",
    description="Members who are not guests, the owner, coordinators. It stays readable and refuses changes.",
    responses=refusals(MayNot, NotFound, write=True, body=False),
    response_model=Done,
)
def close_board(board_id: BoardId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: changing.close_board(deed, board_id))


@router.delete(
    "/boards/{board_id}/closure",
    tags=["plans"],
    summary="Reopen a plan",
    description="Members who are not guests, the owner, coordinators.",
    responses=refusals(MayNot, NotFound, write=True, body=False),
    response_model=Done,
)
def reopen_board(board_id: BoardId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: changing.reopen_board(deed, board_id))


@router.post(
    "/boards/{board_id}/members",
    tags=["plans"],
    summary="Add a member",
    description="Members who are not guests, the owner, coordinators. One who is a member already stays one.",
    responses=refusals(MayNot, NotFound, BoardClosed, UnknownPerson, write=True),
    response_model=Done,
)
def add_member(board_id: BoardId, wish: MemberIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: joining.add_member(deed, board_id, wish.user_id))


@router.delete(
    "/boards/{board_id}/members/{user_id}",
    tags=["plans"],
    summary="Remove a member",
    description="Members who are not guests, the owner, coordinators.",
    responses=refusals(MayNot, NotFound, BoardClosed, write=True, body=False),
    response_model=Done,
)
def remove_member(board_id: BoardId, user_id: MemberId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: joining.remove_member(deed, board_id, user_id))


@router.post(
    "/boards/{board_id}/lanes",
    tags=["lanes"],
    status_code=201,
    summary="Add a lane",
    description="Members who are not guests, the owner, coordinators. `after` is a lane; null is first, left out last.",
    responses=refusals(MayNot, NotFound, BoardClosed, PlaceGone, write=True),
    response_model=LaneAdded,
)
def add_lane(board_id: BoardId, wish: LaneIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: arranging.add_lane(deed, board_id, wish), status=201)


@router.patch(
    "/lanes/{lane_id}",
    tags=["lanes"],
    summary="Change a lane",
    description="Members who are not guests, the owner, coordinators. Title, stage, limit and what the limit does.",
    responses=refusals(MayNot, NotFound, BoardClosed, write=True),
    response_model=Done,
)
def change_lane(lane_id: LaneId, wish: LaneChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: arranging.change_lane(deed, lane_id, changes))


@router.post(
    "/lanes/{lane_id}/moves",
    tags=["lanes"],
    summary="Move a lane",
    description="Members who are not guests, the owner, coordinators. `after` is a lane; null is first, left out last.",
    responses=refusals(MayNot, NotFound, BoardClosed, PlaceGone, write=True),
    response_model=Done,
)
def move_lane(lane_id: LaneId, wish: LaneMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: arranging.move_lane(deed, lane_id, after=wish.after, last=last))


@router.delete(
    "/lanes/{lane_id}",
    tags=["lanes"],
    summary="Remove an empty lane",
    description="Members who are not guests, the owner, coordinators.",
    responses=refusals(MayNot, NotFound, BoardClosed, LaneNotEmpty, LastLane, write=True, body=False),
    response_model=Done,
)
def remove_lane(lane_id: LaneId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: arranging.remove_lane(deed, lane_id))

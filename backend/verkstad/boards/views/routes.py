"""Routes of saved views."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from verkstad.boards.problems import BoardClosed, PlaceGone, TooMany
from verkstad.boards.views import keeping, moving, reading
from verkstad.boards.views.wire import ViewAdded, ViewChange, ViewIn, ViewOut
from verkstad.boards.wire import PartMove
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id, Page
from verkstad.users.desk import ReadDesk, WriteDesk

router = APIRouter(tags=["views"])

WHO = (
    "One's own: whoever may read the plan. One shared with a plan: members of it who are not guests, its owner, "
    "coordinators. One shared across all plans: coordinators."
)
ViewId = Annotated[Id, Path(description="The view.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a77"])]
CHANGING = (MayNot, NotFound, BoardClosed, ChangedSince)


@router.get(
    "/views",
    summary="Saved views",
    description=(
        "Whoever may read the plan: their own views of it, and those shared with it. Without a plan: their own, of "
        "any plan that they may read and of all plans, and those shared across all plans. In order of `rank`."
    ),
    responses=refusals(NotFound),
)
def list_views(desk: ReadDesk, board_id: Annotated[Id | None, Query(description="The plan.")] = None) -> Page[ViewOut]:
    return Page(items=desk.read(lambda look: reading.list_views(look, board_id)))


@router.post(
    "/views",
    status_code=201,
    summary="Keep a view",
    description=WHO,
    responses=refusals(MayNot, NotFound, BoardClosed, TooMany, write=True),
    response_model=ViewAdded,
)
def add_view(wish: ViewIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: keeping.add_view(deed, wish), status=201)


@router.patch(
    "/views/{view_id}",
    summary="Change a view, share it, or share it no more",
    description=f"{WHO} Only its owner takes a shared one back for themselves. Another's own view is not there.",
    responses=refusals(*CHANGING, TooMany, write=True),
    response_model=Done,
)
def change_view(view_id: ViewId, wish: ViewChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: keeping.change_view(deed, view_id, changes))


@router.post(
    "/views/{view_id}/moves",
    summary="Move a view",
    description=f"{WHO} `after` is a view shared with the same, or another of one's own; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, write=True),
    response_model=Done,
)
def move_view(view_id: ViewId, wish: PartMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: moving.move_view(deed, view_id, after=wish.after, last=last))


@router.delete(
    "/views/{view_id}",
    summary="Remove a view",
    description=f"{WHO} It may be restored.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_view(view_id: ViewId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: keeping.remove_view(deed, view_id))


@router.post(
    "/views/{view_id}/restoration",
    summary="Restore a removed view",
    description=WHO,
    responses=refusals(*CHANGING, TooMany, write=True, body=False),
    response_model=Done,
)
def restore_view(view_id: ViewId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: keeping.restore_view(deed, view_id))

"""Routes of the whole: the list of plans, and Helhetsbild."""

from typing import Annotated

from fastapi import APIRouter, Query

from verkstad.kernel.contract import refusals
from verkstad.kernel.wire import Page, Switch
from verkstad.overview import gathering
from verkstad.overview.wire import BoardRow, Overview
from verkstad.users.desk import ReadDesk

router = APIRouter()


@router.get(
    "/boards",
    tags=["plans"],
    summary="The plans",
    description="Anyone signed in: the plans that they may read, with how many assignments stand in each stage.",
    responses=refusals(),
)
def list_boards(
    desk: ReadDesk,
    *,
    closed: Annotated[Switch, Query(description="The closed plans instead of the open ones.")] = False,
) -> Page[BoardRow]:
    return Page(items=desk.read(lambda look: gathering.list_boards(look, closed=closed)))


@router.get(
    "/overview",
    tags=["overview"],
    summary="Helhetsbild: the whole across all plans",
    description="Anyone signed in, over the plans that they may read. At most a hundred assignments in each list.",
    responses=refusals(),
)
def read_overview(desk: ReadDesk) -> Overview:
    return desk.read(gathering.gather)

"""Routes that copy assignments and plans."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.problems import BoardClosed
from verkstad.boards.wire import BoardStarted
from verkstad.cards import copying, copying_plans
from verkstad.cards.problems import LaneGone, WipLimit
from verkstad.cards.wire import CardAdded, CardCopyIn, CardId, PlanCopyIn
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Id
from verkstad.users.desk import WriteDesk

router = APIRouter()

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]


@router.post(
    "/cards/{card_id}/copies",
    tags=["assignments"],
    status_code=201,
    summary="Copy an assignment",
    description=(
        "Whoever may read the assignment and change the plan that the copy is for. Texts, facts, labels, phases and"
        " checklists with their rows unticked; in the same plan also its own fields, and in another the labels of the"
        " same name. Not reports, comments, attachments, blockers or relations."
    ),
    responses=refusals(MayNot, NotFound, BoardClosed, LaneGone, WipLimit, write=True),
    response_model=CardAdded,
)
def copy_card(card_id: CardId, wish: CardCopyIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: copying.copy_card(deed, card_id, wish), status=201)


@router.post(
    "/boards/{board_id}/copies",
    tags=["plans"],
    status_code=201,
    summary="Copy a plan as a template",
    description=(
        "Coordinators who may read the plan. A new plan with its purpose, period, lanes, labels, fields and open"
        " assignments, each as when it is copied alone; restricted where the former one is."
    ),
    responses=refusals(MayNot, NotFound, write=True),
    response_model=BoardStarted,
)
def copy_board(board_id: BoardId, wish: PlanCopyIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: copying_plans.copy_board(deed, board_id, wish), status=201)

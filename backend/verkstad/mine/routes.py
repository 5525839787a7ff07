"""The route of one's own assignments."""

from fastapi import APIRouter

from verkstad.kernel.contract import refusals
from verkstad.mine import gathering
from verkstad.mine.wire import Mine
from verkstad.users.desk import ReadDesk

router = APIRouter(tags=["overview"])


@router.get(
    "/mine",
    summary="Mina uppdrag: what the reader is to do",
    description=(
        "Anyone signed in, over the plans that they may read and that are not closed: the assignments that they are "
        "responsible for, stand in for or take part in and that are not done, and their open rows in checklists."
    ),
    responses=refusals(),
)
def read_mine(desk: ReadDesk) -> Mine:
    return desk.read(gathering.gather)

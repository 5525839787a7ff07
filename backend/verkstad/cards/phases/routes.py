"""Routes of phases."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.problems import BoardClosed, PeriodBackwards, PlaceGone, TooMany, UnknownPerson
from verkstad.cards.phases import phasing
from verkstad.cards.phases.wire import PhaseChange, PhaseIn, PhaseMove
from verkstad.cards.problems import CardClosed
from verkstad.cards.wire import WHO, CardId, PartAdded
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter(tags=["assignments"])

PhaseId = Annotated[Id, Path(description="The phase.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a61"])]
CHANGING = (MayNot, NotFound, BoardClosed, CardClosed, ChangedSince)


@router.post(
    "/cards/{card_id}/phases",
    status_code=201,
    summary="Add a phase",
    description=f"{WHO} Last on the assignment, perhaps with a leader and dates.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, PeriodBackwards, UnknownPerson, TooMany, write=True),
    response_model=PartAdded,
)
def add_phase(card_id: CardId, wish: PhaseIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: phasing.add_phase(deed, card_id, wish), status=201)


@router.patch(
    "/phases/{phase_id}",
    summary="Change a phase",
    description=f"{WHO} Title, leader and dates. What is left out stays; null clears.",
    responses=refusals(*CHANGING, PeriodBackwards, UnknownPerson, write=True),
    response_model=Done,
)
def change_phase(phase_id: PhaseId, wish: PhaseChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(exclude_unset=True)
    return desk.write(lambda deed: phasing.change_phase(deed, phase_id, changes))


@router.post(
    "/phases/{phase_id}/moves",
    summary="Move a phase",
    description=f"{WHO} After another of the assignment; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, write=True),
    response_model=Done,
)
def move_phase(phase_id: PhaseId, wish: PhaseMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: phasing.move_phase(deed, phase_id, after=wish.after, last=last))


@router.delete(
    "/phases/{phase_id}",
    summary="Remove a phase",
    description=f"{WHO} It may be restored.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_phase(phase_id: PhaseId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: phasing.remove_phase(deed, phase_id))

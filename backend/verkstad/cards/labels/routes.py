"""Routes of what an assignment carries of its plan: labels, people and values in the plan's own fields."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.label_routes import FieldId, LabelId
from verkstad.boards.problems import BoardClosed, TooMany, UnknownPerson
from verkstad.cards.fields import filling_in
from verkstad.cards.fields.wire import ValueIn
from verkstad.cards.labels import labelling
from verkstad.cards.people import taking_part
from verkstad.cards.problems import CardClosed, WrongKind
from verkstad.cards.wire import WHO, CardId
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter()

PersonId = Annotated[Id, Path(description="The person.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a33"])]
CHANGING = (MayNot, NotFound, BoardClosed, CardClosed)


@router.put(
    "/cards/{card_id}/labels/{label_id}",
    tags=["labels and fields"],
    summary="Put a label on an assignment",
    description=f"{WHO} One of its plan's. One that it carries already stays.",
    responses=refusals(*CHANGING, TooMany, write=True, body=False),
    response_model=Done,
)
def label_card(card_id: CardId, label_id: LabelId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: labelling.put_label_on(deed, card_id, label_id))


@router.delete(
    "/cards/{card_id}/labels/{label_id}",
    tags=["labels and fields"],
    summary="Take a label off an assignment",
    description=WHO,
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def unlabel_card(card_id: CardId, label_id: LabelId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: labelling.take_label_off(deed, card_id, label_id))


@router.put(
    "/cards/{card_id}/participants/{user_id}",
    tags=["assignments"],
    summary="Let somebody take part",
    description=f"{WHO} Beside whoever is responsible and their deputy. One who takes part already stays.",
    responses=refusals(*CHANGING, UnknownPerson, TooMany, write=True, body=False),
    response_model=Done,
)
def take_part(card_id: CardId, user_id: PersonId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: taking_part.take_part(deed, card_id, user_id))


@router.delete(
    "/cards/{card_id}/participants/{user_id}",
    tags=["assignments"],
    summary="Let somebody take part no more",
    description=WHO,
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def step_aside(card_id: CardId, user_id: PersonId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: taking_part.step_aside(deed, card_id, user_id))


@router.put(
    "/cards/{card_id}/fields/{field_id}",
    tags=["labels and fields"],
    summary="Fill in a field of the plan's own",
    description=f"{WHO} A value of the field's kind; null clears.",
    responses=refusals(*CHANGING, WrongKind, write=True),
    response_model=Done,
)
def fill_in(card_id: CardId, field_id: FieldId, wish: ValueIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: filling_in.fill_in(deed, card_id, field_id, wish.value))

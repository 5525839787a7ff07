"""Routes of relations and links."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.problems import BoardClosed, TooMany
from verkstad.cards.problems import CardClosed, SameBoard
from verkstad.cards.relations import linking, reading, relating
from verkstad.cards.relations.problems import AlreadyRelated, Cycle, Itself
from verkstad.cards.relations.wire import RelatedCard, RelationIn
from verkstad.cards.wire import WHO, CardId, PartAdded
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id, Page
from verkstad.users.desk import ReadDesk, WriteDesk

router = APIRouter(tags=["relations"])

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
RelationId = Annotated[Id, Path(description="The relation.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a71"])]
FurtherId = Annotated[Id, Path(description="The further plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a12"])]
BOTH = "Whoever may change both plans."


@router.post(
    "/cards/{card_id}/relations",
    status_code=201,
    summary="Relate an assignment to another",
    description=f"{WHO} To one that they may read, of any plan. Both tell of it, each as seen from itself.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, TooMany, Itself, AlreadyRelated, Cycle, write=True),
    response_model=PartAdded,
)
def relate(card_id: CardId, wish: RelationIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: relating.relate(deed, card_id, wish), status=201)


@router.delete(
    "/relations/{relation_id}",
    summary="Take a relation away",
    description="Whoever may change the plan of either assignment and read the other.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, ChangedSince, write=True, body=False),
    response_model=Done,
)
def unrelate(relation_id: RelationId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: relating.unrelate(deed, relation_id))


@router.get(
    "/boards/{board_id}/linked",
    summary="Assignments of other plans that a plan shows",
    description="Whoever may read the plan; those assignments that they may read, which are open.",
    responses=refusals(NotFound),
)
def list_linked(board_id: BoardId, desk: ReadDesk) -> Page[RelatedCard]:
    return Page(items=desk.read(lambda look: reading.linked_cards(look, board_id)))


@router.put(
    "/cards/{card_id}/links/{board_id}",
    summary="Show an assignment on a further plan",
    description=f"{BOTH} Its home stays the same. One that is shown there already stays.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, TooMany, SameBoard, write=True, body=False),
    response_model=Done,
)
def link_card(card_id: CardId, board_id: FurtherId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: linking.link_card(deed, card_id, board_id))


@router.delete(
    "/cards/{card_id}/links/{board_id}",
    summary="Show an assignment on a further plan no more",
    description=BOTH,
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, SameBoard, write=True, body=False),
    response_model=Done,
)
def unlink_card(card_id: CardId, board_id: FurtherId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: linking.unlink_card(deed, card_id, board_id))

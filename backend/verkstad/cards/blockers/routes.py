"""Routes of blockers."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.problems import BoardClosed, TooMany, UnknownPerson
from verkstad.cards.blockers import agreeing, blocking, resolving
from verkstad.cards.blockers.problems import OneRemover
from verkstad.cards.blockers.wire import BlockerChange, BlockerIn, ResolutionIn
from verkstad.cards.problems import CardClosed
from verkstad.cards.wire import WHO, CardId, PartAdded
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter(tags=["blockers"])

BlockerId = Annotated[Id, Path(description="The blocker.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a61"])]
CHANGING = (MayNot, NotFound, BoardClosed, CardClosed, ChangedSince)
ANSWERING = "Members of the plan, its owner, coordinators, and the person who was named to take it away."
READING = "Whoever may read the plan."


@router.post(
    "/cards/{card_id}/blockers",
    status_code=201,
    summary="Raise a blocker",
    description=f"{WHO} What stops the assignment; who can take it away is a person (`remover_id`) or words, not both.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, TooMany, UnknownPerson, OneRemover, write=True),
    response_model=PartAdded,
)
def raise_blocker(card_id: CardId, wish: BlockerIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: blocking.raise_blocker(deed, card_id, wish), status=201)


@router.patch(
    "/blockers/{blocker_id}",
    summary="Change a blocker",
    description=f"{WHO} What is left out stays; null clears. A person replaces words about who can take it away.",
    responses=refusals(*CHANGING, UnknownPerson, OneRemover, write=True),
    response_model=Done,
)
def change_blocker(blocker_id: BlockerId, wish: BlockerChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: blocking.change_blocker(deed, blocker_id, changes))


@router.delete(
    "/blockers/{blocker_id}",
    summary="Remove a blocker",
    description=f"{WHO} For one that should not have been raised. It may be restored.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_blocker(blocker_id: BlockerId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: blocking.remove_blocker(deed, blocker_id))


@router.put(
    "/blockers/{blocker_id}/resolution",
    summary="Resolve a blocker",
    description=f"{ANSWERING} With how. Refused where somebody else has resolved it in other words.",
    responses=refusals(*CHANGING, write=True),
    response_model=Done,
)
def resolve_blocker(blocker_id: BlockerId, wish: ResolutionIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: resolving.resolve_blocker(deed, blocker_id, wish.how))


@router.delete(
    "/blockers/{blocker_id}/resolution",
    summary="Reopen a blocker",
    description=f"{ANSWERING} It stands since it was raised.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def reopen_blocker(blocker_id: BlockerId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: resolving.reopen_blocker(deed, blocker_id))


@router.put(
    "/blockers/{blocker_id}/same",
    summary="Say that one had the same blocker",
    description=f"{READING} Once for each person; saying it again changes nothing.",
    responses=refusals(NotFound, BoardClosed, CardClosed, ChangedSince, write=True, body=False),
    response_model=Done,
)
def say_same(blocker_id: BlockerId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: agreeing.say_same(deed, blocker_id))


@router.delete(
    "/blockers/{blocker_id}/same",
    summary="Take back that one had the same blocker",
    description=READING,
    responses=refusals(NotFound, BoardClosed, CardClosed, ChangedSince, write=True, body=False),
    response_model=Done,
)
def unsay_same(blocker_id: BlockerId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: agreeing.unsay_same(deed, blocker_id))

"""Routes of history, and of what was removed from an assignment."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from verkstad.boards.problems import BoardClosed, TooMany
from verkstad.cards.problems import CardClosed
from verkstad.cards.telling import reading, restoring
from verkstad.cards.telling.reading import Narrowed
from verkstad.cards.telling.wire import About, Occurrence, RemovedPart, RestorationIn
from verkstad.cards.wire import WHO, CardId
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Counted, Day, Done, Id, Page
from verkstad.users.desk import ReadDesk, WriteDesk

router = APIRouter(tags=["history"])

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
Most = Annotated[int, Counted(1, 200), Query(description="At most so many in this part.")]


def narrowed(
    by: Annotated[Id | None, Query(description="Only what this person did.")] = None,
    about: Annotated[About | None, Query(description="Only what is about this.")] = None,
    since: Annotated[Day | None, Query(description="Only from this day on.")] = None,
    until: Annotated[Day | None, Query(description="Only up to and with this day.")] = None,
) -> Narrowed:
    """What a reader wants to see of a history, of whichever it is."""
    return Narrowed(by=by, about=about, since=since, until=until)


Wanted = Annotated[Narrowed, Depends(narrowed)]


@router.get(
    "/cards/{card_id}/history",
    summary="What happened to an assignment",
    description="Whoever may read its plan. The latest first, with old and new values; also from former plans that the "
    "reader may see.",
    responses=refusals(NotFound),
)
def card_history(
    card_id: CardId,
    desk: ReadDesk,
    wanted: Wanted,
    *,
    before: Annotated[
        str | None,
        Query(pattern=r"^[0-9TZ:.-]{24}_[0-9]{1,9}_[0-9a-f-]{36}$", description="`next` of the part before."),
    ] = None,
    limit: Most = 50,
) -> Page[Occurrence]:
    items, following = desk.read(lambda look: reading.history_of_card(look, card_id, wanted, before=before, most=limit))
    return Page(items=items, next=following)


@router.get(
    "/boards/{board_id}/history",
    summary="What happened on a plan",
    description="Whoever may read the plan. The latest first, with old and new values. "
    "A part of a narrowed history may be empty though others follow: `next` tells.",
    responses=refusals(NotFound),
)
def board_history(
    board_id: BoardId,
    desk: ReadDesk,
    wanted: Wanted,
    *,
    before: Annotated[
        str | None, Query(pattern=r"^[0-9]{1,9}$", description="`next` of the part before: a version.")
    ] = None,
    limit: Most = 50,
) -> Page[Occurrence]:
    items, following = desk.read(
        lambda look: reading.history_of_board(look, board_id, wanted, before=before, most=limit)
    )
    return Page(items=items, next=following)


@router.get(
    "/cards/{card_id}/removed",
    summary="What was removed from an assignment",
    description="Whoever may read its plan. The latest first. "
    "A removed comment is told only to the one who wrote it, and to those who may remove others' comments.",
    responses=refusals(NotFound),
)
def list_removed(card_id: CardId, desk: ReadDesk) -> Page[RemovedPart]:
    return Page(items=desk.read(lambda look: restoring.list_removed(look, card_id)))


@router.post(
    "/cards/{card_id}/restorations",
    summary="Bring back what was removed",
    description=f"{WHO} A comment: the one who wrote it, and members who are not guests.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, ChangedSince, TooMany, write=True),
    response_model=Done,
)
def restore(card_id: CardId, wish: RestorationIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: restoring.restore(deed, card_id, noun=wish.noun, part_id=wish.id))

"""Routes of comments."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.problems import BoardClosed, TooMany, UnknownPerson
from verkstad.cards.comments import commenting
from verkstad.cards.comments.wire import CommentChange, CommentIn
from verkstad.cards.problems import CannotSee, CardClosed
from verkstad.cards.wire import CardId, PartAdded
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter(tags=["comments"])

CommentId = Annotated[Id, Path(description="The comment.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a53"])]
WRITING = (NotFound, BoardClosed, CardClosed, UnknownPerson, CannotSee)


@router.post(
    "/cards/{card_id}/comments",
    status_code=201,
    summary="Comment on an assignment",
    description="Whoever may read the plan. Perhaps about one of its blockers. Those mentioned are told.",
    responses=refusals(*WRITING, ChangedSince, TooMany, write=True),
    response_model=PartAdded,
)
def add_comment(card_id: CardId, wish: CommentIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: commenting.add_comment(deed, card_id, wish), status=201)


@router.patch(
    "/comments/{comment_id}",
    summary="Edit a comment",
    description="The one who wrote it. `base` is the revision that was read.",
    responses=refusals(*WRITING, MayNot, ChangedSince, write=True),
    response_model=Done,
)
def edit_comment(comment_id: CommentId, wish: CommentChange, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: commenting.edit_comment(deed, comment_id, wish))


@router.delete(
    "/comments/{comment_id}",
    summary="Remove a comment",
    description="The one who wrote it; members of the plan who are not guests, its owner, coordinators. "
    "It may be restored.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, ChangedSince, write=True, body=False),
    response_model=Done,
)
def remove_comment(comment_id: CommentId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: commenting.remove_comment(deed, comment_id))

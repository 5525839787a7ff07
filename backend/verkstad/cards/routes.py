"""Routes of assignments."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from starlette.convertors import Convertor, register_url_convertor

from verkstad.boards.problems import (
    BoardClosed,
    FieldInUse,
    NameTaken,
    PeriodBackwards,
    PlaceGone,
    TooMany,
    UnknownPerson,
    WrongChoices,
)
from verkstad.cards import answering, assessing, closing, describing, moving, reading, transferring, undoing, writing
from verkstad.cards.problems import (
    CardClosed,
    LaneGone,
    NothingToUndo,
    NoWarning,
    SameBoard,
    SamePerson,
    WipLimit,
    WrongKind,
)
from verkstad.cards.whole import AnswerIn, CardOut
from verkstad.cards.wire import (
    WHO,
    Address,
    AssessmentIn,
    CardAdded,
    CardChange,
    CardId,
    CardIn,
    ClosedCard,
    ClosureIn,
    DescriptionIn,
    LinesAdded,
    LinesIn,
    MoveIn,
    TransferIn,
    Transferred,
    UndoIn,
    Written,
)
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Counted, Done, Id, Page, Switch
from verkstad.users.desk import ReadDesk, WriteDesk


class Digits(Convertor[str]):
    """A part of an address that is a number; `lines` is none, so that its address has methods of its own."""

    regex = "[0-9]{1,16}"

    def convert(self, value: str) -> str:
        """Leave it to the route, which checks how large it is."""
        return value

    def to_string(self, value: str) -> str:
        """Write it as it is."""
        return value


register_url_convertor("digits", Digits())
router = APIRouter(tags=["assignments"])

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
Cursor = Annotated[
    str | None, Query(max_length=80, pattern=r"^[0-9A-Za-z:.TZ_-]+$", description="`next` of the part before.")
]


@router.post(
    "/boards/{board_id}/cards",
    status_code=201,
    summary="Add an assignment",
    description=f"{WHO} Only the title is required. `after` is a card; null is first, left out last.",
    responses=refusals(MayNot, NotFound, BoardClosed, LaneGone, PlaceGone, WipLimit, write=True),
    response_model=CardAdded,
)
def add_card(board_id: BoardId, wish: CardIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: writing.add_card(deed, board_id, wish), status=201)


@router.post(
    "/boards/{board_id}/cards/lines",
    status_code=201,
    summary="Make assignments of lines",
    description=f"{WHO} Each line becomes an assignment, last in the lane and in order; all or none.",
    responses=refusals(MayNot, NotFound, BoardClosed, LaneGone, WipLimit, write=True),
    response_model=LinesAdded,
)
def add_lines(board_id: BoardId, wish: LinesIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: writing.add_lines(deed, board_id, wish), status=201)


@router.get(
    "/boards/{board_id}/cards",
    summary="Closed assignments of a plan",
    description="Whoever may read the plan. The open ones are in the plan itself; these are the latest closed first.",
    responses=refusals(NotFound),
)
def list_closed(
    board_id: BoardId,
    desk: ReadDesk,
    *,
    closed: Annotated[Switch, Query(description="Always so: the open ones are in `GET /boards/{board_id}`.")] = True,
    cursor: Cursor = None,
    limit: Annotated[int, Counted(1, 200), Query(description="At most so many in this part.")] = 100,
) -> Page[ClosedCard]:
    del closed
    items, following = desk.read(lambda look: reading.list_closed(look, board_id, before=cursor, most=limit))
    return Page(items=items, next=following)


@router.get(
    "/boards/{board_id}/cards/{number:digits}",
    summary="Where a number leads",
    description="Whoever may read the plan where the assignment is now. An old number still finds one that moved on.",
    responses=refusals(NotFound),
)
def find_number(
    board_id: BoardId,
    number: Annotated[int, Counted(1, 2_000_000_000), Path(description="As in #12.", examples=[12])],
    desk: ReadDesk,
) -> Address:
    return desk.read(lambda look: reading.find_number(look, board_id, number))


@router.post(
    "/boards/{board_id}/undos",
    summary="Undo one's own operation",
    description=f"{WHO} A new change that takes back the whole operation; refused where somebody changed it since.",
    responses=refusals(
        MayNot,
        NotFound,
        BoardClosed,
        LaneGone,
        WipLimit,
        PeriodBackwards,
        SamePerson,
        NameTaken,
        TooMany,
        FieldInUse,
        WrongChoices,
        WrongKind,
        NothingToUndo,
        ChangedSince,
        write=True,
    ),
    response_model=Done,
)
def undo(board_id: BoardId, wish: UndoIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: undoing.undo(deed, board_id, wish.op))


@router.get(
    "/cards/{card_id}",
    summary="The whole assignment",
    description="Whoever may read its plan. The description comes as written and as sanitised HTML.",
    responses=refusals(NotFound),
)
def read_card(card_id: CardId, desk: ReadDesk) -> CardOut:
    return desk.read(lambda look: reading.read_card(look, card_id))


@router.patch(
    "/cards/{card_id}",
    summary="Change an assignment",
    description=f"{WHO} The fields of its face and the facts beside it. What is left out stays; null clears.",
    responses=refusals(
        MayNot, NotFound, BoardClosed, CardClosed, PeriodBackwards, SamePerson, TooMany, UnknownPerson, write=True
    ),
    response_model=Done,
)
def change_card(card_id: CardId, wish: CardChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: writing.change_card(deed, card_id, changes))


@router.put(
    "/cards/{card_id}/description",
    summary="Write the description",
    description=f"{WHO} `base` is the revision that was read; what others wrote meanwhile is merged, or told.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, ChangedSince, write=True),
    response_model=Written,
)
def describe_card(card_id: CardId, wish: DescriptionIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: describing.describe_card(deed, card_id, text=wish.text, base=wish.base))


@router.put(
    "/cards/{card_id}/background",
    summary="Write the background",
    description=f"{WHO} Why, who asked, what has been done. `base` as for the description.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, ChangedSince, write=True),
    response_model=Written,
)
def explain_card(card_id: CardId, wish: DescriptionIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: describing.explain_card(deed, card_id, text=wish.text, base=wish.base))


@router.post(
    "/cards/{card_id}/moves",
    summary="Move an assignment",
    description=f"{WHO} Into a lane of its plan. `after` is a card; null is first, left out last.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, LaneGone, PlaceGone, WipLimit, write=True),
    response_model=Done,
)
def move_card(card_id: CardId, wish: MoveIn, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: moving.move_card(deed, card_id, lane_id=wish.lane_id, after=wish.after, last=last))


@router.post(
    "/cards/{card_id}/transfers",
    summary="Move an assignment to another plan",
    description="Whoever may change both plans. It keeps its address and history and gets a number there.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, LaneGone, SameBoard, WipLimit, write=True),
    response_model=Transferred,
)
def transfer_card(card_id: CardId, wish: TransferIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: transferring.transfer_card(deed, card_id, wish))


@router.post(
    "/cards/{card_id}/assessments",
    summary="Tell how an assignment stands",
    description=f"{WHO} With a sentence why. `unknown` takes the last report back.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, write=True),
    response_model=Done,
)
def assess_card(card_id: CardId, wish: AssessmentIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: assessing.assess_card(deed, card_id, wish))


@router.put(
    "/cards/{card_id}/warning",
    summary="Answer the computed warning",
    description="The assignment's owner and deputy, where they may change it. With the answer everybody sees both.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, NoWarning, write=True),
    response_model=Done,
)
def answer_warning(card_id: CardId, wish: AnswerIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: answering.answer_warning(deed, card_id, wish.answer))


@router.post(
    "/cards/{card_id}/closure",
    summary="Close an assignment",
    description=f"{WHO} For what will not be delivered: cancelled, handed over, or merged into another.",
    responses=refusals(MayNot, NotFound, BoardClosed, write=True),
    response_model=Done,
)
def close_card(card_id: CardId, wish: ClosureIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: closing.close_card(deed, card_id, wish))


@router.delete(
    "/cards/{card_id}/closure",
    summary="Reopen an assignment",
    description=f"{WHO} It stands last in the lane that it left, or in the first where that lane is gone.",
    responses=refusals(MayNot, NotFound, BoardClosed, WipLimit, write=True, body=False),
    response_model=Done,
)
def reopen_card(card_id: CardId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: closing.reopen_card(deed, card_id))

"""Routes of a plan's labels and its own fields."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards import fielding, labelling
from verkstad.boards.problems import BoardClosed, FieldInUse, NameTaken, PlaceGone, TooMany, WrongChoices
from verkstad.boards.wire import (
    FieldAdded,
    FieldChange,
    FieldIn,
    LabelAdded,
    LabelChange,
    LabelIn,
    PartMove,
)
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter(tags=["labels and fields"])

ARRANGE = "Members who are not guests, the owner, coordinators."
BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
LabelId = Annotated[Id, Path(description="The label.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a61"])]
FieldId = Annotated[Id, Path(description="The field.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a62"])]
CHANGING = (MayNot, NotFound, BoardClosed, ChangedSince)


@router.post(
    "/boards/{board_id}/labels",
    status_code=201,
    summary="Add a label",
    description=f"{ARRANGE} Last on the plan; its name is the only one there.",
    responses=refusals(MayNot, NotFound, BoardClosed, NameTaken, TooMany, write=True),
    response_model=LabelAdded,
)
def add_label(board_id: BoardId, wish: LabelIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: labelling.add_label(deed, board_id, wish), status=201)


@router.patch(
    "/labels/{label_id}",
    summary="Change a label",
    description=f"{ARRANGE} Its name and its tint. What is left out stays.",
    responses=refusals(*CHANGING, NameTaken, write=True),
    response_model=Done,
)
def change_label(label_id: LabelId, wish: LabelChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: labelling.change_label(deed, label_id, changes))


@router.post(
    "/labels/{label_id}/moves",
    summary="Move a label",
    description=f"{ARRANGE} `after` is a label; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, write=True),
    response_model=Done,
)
def move_label(label_id: LabelId, wish: PartMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: labelling.move_label(deed, label_id, after=wish.after, last=last))


@router.delete(
    "/labels/{label_id}",
    summary="Remove a label",
    description=f"{ARRANGE} Assignments show it no more; it may be restored.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_label(label_id: LabelId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: labelling.remove_label(deed, label_id))


@router.post(
    "/labels/{label_id}/restoration",
    summary="Restore a removed label",
    description=f"{ARRANGE} It is back on the assignments that carried it.",
    responses=refusals(MayNot, NotFound, BoardClosed, NameTaken, TooMany, write=True, body=False),
    response_model=Done,
)
def restore_label(label_id: LabelId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: labelling.restore_label(deed, label_id))


@router.post(
    "/boards/{board_id}/fields",
    status_code=201,
    summary="Add a field of the plan's own",
    description=f"{ARRANGE} Last on the plan; its name is the only one there. A choice has at least one alternative.",
    responses=refusals(MayNot, NotFound, BoardClosed, NameTaken, TooMany, WrongChoices, write=True),
    response_model=FieldAdded,
)
def add_field(board_id: BoardId, wish: FieldIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: fielding.add_field(deed, board_id, wish), status=201)


@router.patch(
    "/fields/{field_id}",
    summary="Change a field",
    description=f"{ARRANGE} What is left out stays. Refused where an assignment says what would no longer be right.",
    responses=refusals(*CHANGING, NameTaken, FieldInUse, WrongChoices, write=True),
    response_model=Done,
)
def change_field(field_id: FieldId, wish: FieldChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: fielding.change_field(deed, field_id, changes))


@router.post(
    "/fields/{field_id}/moves",
    summary="Move a field",
    description=f"{ARRANGE} `after` is a field; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, write=True),
    response_model=Done,
)
def move_field(field_id: FieldId, wish: PartMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: fielding.move_field(deed, field_id, after=wish.after, last=last))


@router.delete(
    "/fields/{field_id}",
    summary="Remove a field",
    description=f"{ARRANGE} Assignments show it no more; it may be restored, with what they said in it.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_field(field_id: FieldId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: fielding.remove_field(deed, field_id))


@router.post(
    "/fields/{field_id}/restoration",
    summary="Restore a removed field",
    description=f"{ARRANGE} With what assignments said in it.",
    responses=refusals(MayNot, NotFound, BoardClosed, NameTaken, TooMany, write=True, body=False),
    response_model=Done,
)
def restore_field(field_id: FieldId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: fielding.restore_field(deed, field_id))

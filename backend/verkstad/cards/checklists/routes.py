"""Routes of checklists."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from verkstad.boards.problems import BoardClosed, PlaceGone, TooMany, UnknownPerson
from verkstad.cards.checklists import growing, listing, rows
from verkstad.cards.checklists.wire import (
    ChecklistChange,
    ChecklistIn,
    ChecklistMove,
    RowCardIn,
    RowChange,
    RowMove,
    RowsIn,
)
from verkstad.cards.problems import CardClosed, LaneGone, WipLimit
from verkstad.cards.wire import WHO, CardAdded, CardId, PartAdded, PartsAdded
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import WriteDesk

router = APIRouter(tags=["checklists"])

ChecklistId = Annotated[Id, Path(description="The checklist.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a51"])]
RowId = Annotated[Id, Path(description="The row.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a52"])]
CHANGING = (MayNot, NotFound, BoardClosed, CardClosed, ChangedSince)


@router.post(
    "/cards/{card_id}/checklists",
    status_code=201,
    summary="Add a checklist",
    description=f"{WHO} Last on the assignment, perhaps with rows.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, TooMany, write=True),
    response_model=PartAdded,
)
def add_checklist(card_id: CardId, wish: ChecklistIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: listing.add_checklist(deed, card_id, wish), status=201)


@router.patch(
    "/checklists/{checklist_id}",
    summary="Rename a checklist",
    description=WHO,
    responses=refusals(*CHANGING, write=True),
    response_model=Done,
)
def rename_checklist(checklist_id: ChecklistId, wish: ChecklistChange, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: listing.rename_checklist(deed, checklist_id, wish.title))


@router.post(
    "/checklists/{checklist_id}/moves",
    summary="Move a checklist",
    description=f"{WHO} After another of the assignment; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, write=True),
    response_model=Done,
)
def move_checklist(checklist_id: ChecklistId, wish: ChecklistMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(lambda deed: listing.move_checklist(deed, checklist_id, after=wish.after, last=last))


@router.delete(
    "/checklists/{checklist_id}",
    summary="Remove a checklist",
    description=f"{WHO} It may be restored, with its rows.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_checklist(checklist_id: ChecklistId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: listing.remove_checklist(deed, checklist_id))


@router.post(
    "/checklists/{checklist_id}/rows",
    status_code=201,
    summary="Add rows to a checklist",
    description=f"{WHO} One or many, in order; all or none. `after` is a row; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, TooMany, write=True),
    response_model=PartsAdded,
)
def add_rows(checklist_id: ChecklistId, wish: RowsIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: rows.add_rows(deed, checklist_id, wish), status=201)


@router.patch(
    "/rows/{row_id}",
    summary="Change a row, or tick it off",
    description=f"{WHO} Text, person, date and `done`. What is left out stays; null clears.",
    responses=refusals(*CHANGING, UnknownPerson, write=True),
    response_model=Done,
)
def change_row(row_id: RowId, wish: RowChange, desk: WriteDesk) -> Response:
    changes = wish.model_dump(mode="json", exclude_unset=True)
    return desk.write(lambda deed: rows.change_row(deed, row_id, changes))


@router.post(
    "/rows/{row_id}/moves",
    summary="Move a row",
    description=f"{WHO} Perhaps to another checklist of the card. `after` is a row; null is first, left out last.",
    responses=refusals(*CHANGING, PlaceGone, write=True),
    response_model=Done,
)
def move_row(row_id: RowId, wish: RowMove, desk: WriteDesk) -> Response:
    last = "after" not in wish.model_fields_set
    return desk.write(
        lambda deed: rows.move_row(deed, row_id, checklist_id=wish.checklist_id, after=wish.after, last=last)
    )


@router.delete(
    "/rows/{row_id}",
    summary="Remove a row",
    description=f"{WHO} It may be restored.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_row(row_id: RowId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: rows.remove_row(deed, row_id))


@router.post(
    "/rows/{row_id}/card",
    status_code=201,
    summary="Make a row an assignment",
    description=f"{WHO} With the row's person and date; the row stays, linked to it, and is ticked off as before.",
    responses=refusals(*CHANGING, LaneGone, WipLimit, write=True),
    response_model=CardAdded,
)
def grow_row(row_id: RowId, wish: RowCardIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: growing.grow_row(deed, row_id, lane_id=wish.lane_id), status=201)

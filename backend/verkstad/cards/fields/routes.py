"""Route of what is said in a plan's own fields."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from verkstad.cards.fields.reading import values_on
from verkstad.cards.fields.wire import ValuesOut
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Id
from verkstad.users.desk import ReadDesk

router = APIRouter(tags=["plans"])

MOST_FIELDS = 60

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
FieldIds = Annotated[
    list[Id], Query(alias="field_id", max_length=MOST_FIELDS, description="Of these fields only; may be repeated.")
]


@router.get(
    "/boards/{board_id}/values",
    summary="What the assignments say in the plan's own fields",
    description=(
        "Whoever may read the plan. Of its open assignments, field by field; an assignment that says nothing in a "
        "field is not among them. The events `value.added`, `value.changed`, `value.removed` and `value.restored` "
        "after `version` keep it as it is; after `card.created`, `card.reopened`, `card.arrived` and "
        "`field.restored` it is asked for anew, since they may bring values with them."
    ),
    responses=refusals(NotFound),
)
def read_values(board_id: BoardId, desk: ReadDesk, field_ids: FieldIds = []) -> ValuesOut:  # noqa: B006 - FastAPI's own copy
    return desk.read(lambda look: values_on(look, board_id, field_ids))

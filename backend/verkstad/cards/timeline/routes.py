"""Route of a timeline."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from verkstad.cards.timeline.reading import timeline_of
from verkstad.cards.timeline.wire import Timeline
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Id
from verkstad.users.desk import JSON, ReadDesk

router = APIRouter(tags=["plans"])

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]


@router.get(
    "/boards/{board_id}/timeline",
    summary="Phases of a plan, and what blocks what",
    description=(
        "Whoever may read the plan. What a timeline draws beside the snapshot: the dated phases of the open "
        "assignments, and which of them block or are blocked by an open assignment that the reader may see, on any "
        "plan; those of other plans are named. The ETag says what is in it; unchanged is 304."
    ),
    responses={
        200: {"headers": {"ETag": {"description": "Of the content.", "schema": {"type": "string"}}}},
        304: {"description": "Unchanged since If-None-Match."},
        **refusals(NotFound),
    },
    response_model=Timeline,
)
def read_timeline(
    board_id: BoardId,
    desk: ReadDesk,
    if_none_match: Annotated[str | None, Header(description="The ETag of what one has.")] = None,
) -> Response:
    body = desk.read(lambda look: timeline_of(look, board_id)).model_dump_json().encode()
    # Not the plan's version: what other plans show or hide changes it too.
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "vary": "Cookie, Authorization"}
    if if_none_match == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=JSON)

"""Routes of the inbox."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from verkstad.kernel.contract import refusals
from verkstad.kernel.wire import Counted, Switch
from verkstad.notifications import marking, reading
from verkstad.notifications.wire import InboxOut, ReadingsDone, ReadingsIn
from verkstad.users.desk import ReadDesk, WriteDesk

router = APIRouter(tags=["inbox"])

Cursor = Annotated[
    str | None, Query(max_length=80, pattern=r"^[0-9A-Za-z:.TZ_-]+$", description="`next` of the part before.")
]
WHO = "Anyone signed in, their own."


@router.get(
    "/inbox",
    summary="What one is told",
    description=(
        f"{WHO} Mentions, assignments, and answers to blockers, the latest first, read from the log. What one may "
        "see no more is left out. The socket says `inbox` when it has changed."
    ),
    responses=refusals(),
)
def read_inbox(
    desk: ReadDesk,
    *,
    cursor: Cursor = None,
    limit: Annotated[int, Counted(1, 200), Query(description="At most so many in this part.")] = 50,
    unread: Annotated[Switch, Query(description="Only what is unread.")] = False,
) -> InboxOut:
    return desk.read(lambda look: reading.read_inbox(look, before=cursor, most=limit, unread=unread))


@router.post(
    "/inbox/readings",
    summary="Mark as read",
    description=f"{WHO} Some by their ids, or all; on every device.",
    responses=refusals(write=True),
    response_model=ReadingsDone,
)
def mark_read(wish: ReadingsIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: marking.mark_read(deed, wish))

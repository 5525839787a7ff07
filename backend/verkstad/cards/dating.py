"""Reading a date as somebody wrote it, in the server's own words for whoever builds against it."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from verkstad.kernel.contract import refusals
from verkstad.kernel.dates import first_day, last_day
from verkstad.kernel.problems import Problem
from verkstad.kernel.wire import Outgoing, Switch
from verkstad.kernel.written_dates import MOST_CHARACTERS, read_date
from verkstad.users.desk import Look, ReadDesk


class UnreadableDate(Problem):
    """What was written is no date that can be read."""

    code, status = "unreadable_date", 422


class WrittenDate(Outgoing):
    """What was written, as a date."""

    date: str = Field(description="A day, a month, a season or a year (EDTF).", examples=["2026-12"])
    first: str = Field(description="The first day that it may mean.", examples=["2026-12-01"])
    last: str = Field(description="The last day that it may mean.", examples=["2026-12-31"])


router = APIRouter(tags=["assignments"])


@router.get(
    "/dates",
    summary="Read a date as people write it",
    description=(
        "Whoever is signed in. As `v47`, `15/11`, `i december`, `hösten 2027`, `tomorrow`, in Swedish or English. A"
        " week is its Friday for an end and its Monday for a start. Without a year it is this year's, or the next"
        " where this year's ended more than three months ago (an end) or half a year ago (a start)."
    ),
    responses=refusals(UnreadableDate),
)
def read_written(
    desk: ReadDesk,
    text: Annotated[str, Query(max_length=MOST_CHARACTERS, description="What was written.", examples=["i december"])],
    *,
    end: Annotated[Switch, Query(description="Whether it is when something ends.")] = False,
) -> WrittenDate:
    return desk.read(lambda look: _understand(look, text, end=end))


def _understand(look: Look, text: str, *, end: bool) -> WrittenDate:
    today = look.now.astimezone(look.house.clock.zone).date()
    date = read_date(text, today=today, end=end)
    if date is None:
        raise UnreadableDate
    return WrittenDate(date=date, first=first_day(date), last=last_day(date))

"""The route of statistics."""

from typing import Annotated

from fastapi import APIRouter, Query

from verkstad.boards.problems import PeriodBackwards
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Day, Id
from verkstad.search.filtering.language import MOST_CHARACTERS
from verkstad.search.problems import SenselessQuery
from verkstad.statistics import counting
from verkstad.statistics.problems import PeriodAhead, PeriodTooLong, PersonNotCounted
from verkstad.statistics.wire import Statistics
from verkstad.users.desk import ReadDesk

router = APIRouter(tags=["statistics"])


@router.get(
    "/statistics",
    summary="How work has flowed",
    description=(
        "Anyone signed in, over the plans that they may read and that are not closed; with `board_id` one plan that "
        "they may read. Cumulative flow, time in lane, and what was created, closed and delivered in each week, from "
        "the log. Days are those of the installation's time zone. `query` is a filter, written as for `GET /cards`: it "
        "chooses which assignments are counted, by what they are now, closed ones by what they were when they were "
        "closed; those that have gone to another plan are counted where they are now. Never of a person: a filter "
        "that names one, or me, is refused (`person_not_counted`); `ansvarig:ingen` names nobody."
    ),
    responses=refusals(NotFound, PeriodBackwards, PeriodAhead, PeriodTooLong, PersonNotCounted, SenselessQuery),
)
def read_statistics(
    desk: ReadDesk,
    first: Annotated[
        Day | None,
        Query(alias="from", description="The first day; twelve weeks before the last where it is left out."),
    ] = None,
    last: Annotated[Day | None, Query(alias="to", description="The last day; today where it is left out.")] = None,
    board_id: Annotated[Id | None, Query(description="One plan instead of all.")] = None,
    query: Annotated[
        str, Query(max_length=MOST_CHARACTERS, description="A filter.", examples=["etikett:kompetens -steg:klart"])
    ] = "",
) -> Statistics:
    wish = counting.Wish(first=first, last=last, board_id=board_id, query=query)
    return desk.read(lambda look: counting.count(look, wish))

"""The route of filtered assignments."""

from typing import Annotated

from fastapi import APIRouter, Query

from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Counted, Id, Line, Page
from verkstad.search.filtering import finding
from verkstad.search.filtering.language import MOST_CHARACTERS
from verkstad.search.filtering.wire import FoundCard, Sort
from verkstad.search.problems import SenselessQuery, UnknownPart
from verkstad.users.desk import ReadDesk

router = APIRouter(tags=["finding"])


@router.get(
    "/cards",
    summary="Open assignments, filtered",
    description=(
        "Anyone signed in; the open assignments that they may read, on one plan or on all that are not closed. "
        '`query` is a filter as people write it: `ansvarig:mig läge:risk -status:"På paus" v47 #12 avtal`, in '
        "Swedish or English (`owner`, `deputy`, `health`, `lane`, `stage`, `label`, `due`, `start`, `blocked`, "
        "`plan`). The same key twice means any of them, different keys all of them, words all in the title, `-` not. "
        "A key or a value that there is not is refused with what there is. `find` instead is a number (`12`, `#12`) "
        "or words in the title, at most twenty, the latest changed first."
    ),
    responses=refusals(SenselessQuery, UnknownPart, NotFound),
)
def find_cards(
    desk: ReadDesk,
    *,
    find: Annotated[str, Line(100), Query(description="A number or words.", examples=["mandat"])] = "",
    query: Annotated[
        str, Query(max_length=MOST_CHARACTERS, description="A filter.", examples=["ansvarig:mig klart:försenat"])
    ] = "",
    board_id: Annotated[Id | None, Query(description="Only of this plan.")] = None,
    sort: Annotated[Sort, Query(description="`-` is falling. What has no such date stands last.")] = "-updated",
    after: Annotated[
        str | None, Query(max_length=1_000, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the part before.")
    ] = None,
    limit: Annotated[int, Counted(1, 200), Query(description="At most so many.")] = 20,
) -> Page[FoundCard]:
    wish = finding.Wish(find=find, query=query, board_id=board_id, sort=sort, after=after, most=limit)
    return desk.read(lambda look: finding.find_cards(look, wish))

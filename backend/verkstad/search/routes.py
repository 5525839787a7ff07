"""Routes of finding."""

from typing import Annotated

from fastapi import APIRouter, Query

from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Counted, Id, Switch
from verkstad.search import resembling, searching
from verkstad.search.asking import MOST_SIGNS
from verkstad.search.problems import SenselessQuery
from verkstad.search.searching import Asked, Kind
from verkstad.search.wire import SearchOut, SimilarOut
from verkstad.users.desk import ReadDesk

router = APIRouter(tags=["finding"])

WHO = "Anyone signed in, over what they may see."


@router.get(
    "/search",
    summary="Find assignments, plans and people",
    description=(
        f"{WHO} A hit has every word somewhere: in titles, texts, comments, checklists, names of files and people, "
        "labels, or in what was said before. Swedish inflections find each other, beginnings find longer words, and "
        "what is written without å, ä, ö or accents finds them. The nearest come first: words in the title, whole "
        "words, as they were written, open assignments, new ones. `#12` is a number."
    ),
    responses=refusals(SenselessQuery, NotFound),
)
def search(
    desk: ReadDesk,
    *,
    q: Annotated[str, Query(max_length=MOST_SIGNS, description="At most twelve words.", examples=["budget amina"])],
    kind: Annotated[Kind | None, Query(description="Only these.")] = None,
    board_id: Annotated[Id | None, Query(description="Only assignments of this plan.")] = None,
    closed: Annotated[Switch, Query(description="Also what is closed, after what is open.")] = True,
    limit: Annotated[int, Counted(1, 50), Query(description="At most so many of each kind.")] = 20,
) -> SearchOut:
    asked = Asked(text=q, kind=kind, board_id=board_id, closed=closed, most=limit)
    return desk.read(lambda look: searching.search(look, asked))


@router.get(
    "/similar",
    summary="Assignments that may be about the same",
    description=(
        f"{WHO} For whoever writes a title: those whose titles share its rarest words, then those whose texts do. "
        "None for a title that says too little."
    ),
    responses=refusals(),
)
def find_similar(
    desk: ReadDesk,
    *,
    title: Annotated[
        str,
        Query(max_length=300, description="As far as it is written.", examples=["Höja kompetensen i projektledning"]),
    ],
    limit: Annotated[int, Counted(1, 5), Query(description="At most so many.")] = 5,
) -> SimilarOut:
    return desk.read(lambda look: resembling.find_similar(look, title, most=limit))

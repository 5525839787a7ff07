"""What crosses the network about what was found."""

from typing import Annotated

from pydantic import Field

from verkstad.boards.wire import Stage
from verkstad.kernel.wire import Moment, Outgoing
from verkstad.search.reading import Where

Marks = Annotated[
    list[tuple[int, int]],
    Field(
        description="Where the words stand: from a character up to another, counted in Unicode code points.",
        examples=[[[0, 6], [14, 20]]],
    ),
]


class FoundOut(Outgoing):
    """A place in which words stand: plain text, shortened around them; never HTML."""

    where: Where = Field(
        description="`owner` … `remover` are people, with their name as `text` and their `id`; `label` likewise."
    )
    text: str
    marks: Marks
    id: str | None = Field(description="The part that it stands in, or the person or the label that it is.")
    by: str | None = Field(description="Who wrote it, where that is told.")
    at: Moment | None


class CardHit(Outgoing):
    """An assignment, and where in it the words stand; a title that has them all needs no other place."""

    card_id: str
    board_id: str
    board_name: str
    number: int
    title: str
    marks: Marks
    owner_id: str | None
    lane: str | None = Field(description="Null of a closed one.")
    stage: Stage | None
    closed: bool = Field(description="Whether the assignment, or the whole plan, is closed.")
    found: list[FoundOut]


class PlanHit(Outgoing):
    """A plan, by its name or its purpose."""

    board_id: str
    name: str
    marks: Marks
    closed: bool
    purpose: str = Field(description="As far as words stand in it, shortened around them.")
    purpose_marks: Marks


class PersonHit(Outgoing):
    """A person, by name, title or unit."""

    person_id: str
    name: str
    marks: Marks
    title: str
    title_marks: Marks
    unit: str
    unit_marks: Marks


class SearchOut(Outgoing):
    """What was found, the nearest first."""

    cards: list[CardHit]
    plans: list[PlanHit]
    people: list[PersonHit]
    more: bool = Field(description="Whether there are more than were asked for, of any kind.")
    complete: bool = Field(description="False while an older installation's assignments are still being indexed.")


class SimilarCard(Outgoing):
    """An assignment that may be about the same."""

    card_id: str
    board_id: str
    board_name: str
    number: int
    title: str
    marks: Marks
    owner_id: str | None
    lane: str | None = Field(description="Null of a closed one.")
    stage: Stage | None
    closed: bool


class SimilarOut(Outgoing):
    """Assignments that may be about the same, the nearest first; none for a title that says too little."""

    cards: list[SimilarCard]

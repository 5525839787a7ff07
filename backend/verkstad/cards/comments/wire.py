"""What crosses the network about comments."""

from typing import Annotated

from pydantic import AfterValidator, Field

from verkstad.kernel.wire import TEXT_PATTERN, VISIBLE, Id, Incoming, Moment, Outgoing, Text

MOST_MENTIONS = 20

_ANY = TEXT_PATTERN[1:-2]
_SEEN = r"[^\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"


def _filled(text: str) -> str:
    if not VISIBLE.search(text):
        raise ValueError("must be filled in")
    return text


CommentText = Annotated[
    str,
    Text(10_000),
    AfterValidator(_filled),
    Field(
        min_length=1,
        description="Markdown (CommonMark).",
        examples=["Kan vi ta det på måndag?"],
        json_schema_extra={"pattern": f"^{_ANY}*{_SEEN}{_ANY}*$"},
    ),
]
Mentions = Annotated[
    list[Id],
    Field(max_length=MOST_MENTIONS, description="Those whose names stand in the text after an @; they are told."),
]


class CommentOut(Outgoing):
    """A comment: as written, and rendered and sanitised; `@Name` of those mentioned is marked in the HTML."""

    id: str
    text: str
    html: str
    mentions: list[str]
    blocker_id: str | None = Field(description="The blocker that it discusses.")
    revision_id: str
    at: Moment
    by: str
    edited_at: Moment | None
    version: int


class CommentIn(Incoming):
    """A comment to write."""

    text: CommentText
    mentions: Mentions = Field(default_factory=list)
    blocker_id: Id | None = None


class CommentChange(Incoming):
    """New words of a comment, and the revision that they were written on top of."""

    text: CommentText
    mentions: Mentions = Field(default_factory=list)
    base: Id

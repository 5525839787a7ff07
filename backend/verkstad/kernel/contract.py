"""How routes tell the contract what they may refuse."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from verkstad.kernel.personal_numbers import PersonalNumber
from verkstad.kernel.problems import (
    Busy,
    ForgedOrigin,
    Invalid,
    KeyReused,
    Malformed,
    NotSignedIn,
    Problem,
    ReadOnlyToken,
    TooLarge,
    UnsupportedMedia,
)
from verkstad.kernel.words import say

PROBLEM_JSON = "application/problem+json"

# What stands in the blanks of the sentences when they are shown as examples.
_BLANKS: dict[str, Any] = {
    "why": "You can read this plan but not change it. Ask Ulf Thorén.",
    "what": "title must be filled in",
    "most": "1 MB",
    "who": "Amina Warsame",
    "when": "on 18 November at 09:14",
    "minutes": 15,
    "email": "asa.oberg@example.se",
    "lane": "Pågår",
    "number": 12,
    "names": "Erik Larsson",
    "limit": 3,
    "path": "12 Säkra mandat blocks 7 Ta fram en plan, which blocks 12 Säkra mandat",
    "name": "Kompetens",
    "kind": "EXE",
    "media": "application/json",
    "taken": "pdf, png, jpg, docx",
    "says": "PDF",
    "found": "PNG",
    "parts": "owner:me",
}


class FieldProblem(BaseModel):
    """One field that was not accepted, and why."""

    field: str
    detail: str


class PassageOut(BaseModel):
    """A stretch of a text that two people wrote on: `text` where they agree, else what each of them has there."""

    text: str | None = None
    mine: str | None = None
    theirs: str | None = None


class ProblemOut(BaseModel):
    """A refusal (RFC 9457). `code` is stable; `title` and `detail` are in the reader's language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = Field(default=None, description="With `personal_number`: the field that it stands in.")
    fields: list[FieldProblem] | None = Field(default=None, description="With `invalid`: each field and why.")
    by: str | None = Field(default=None, description="With `changed_since`: who changed it.")
    at: str | None = Field(default=None, description="With `changed_since`: when.")
    revision_id: str | None = Field(default=None, description="With `changed_since` of a text: the present revision.")
    passages: list[PassageOut] | None = Field(
        default=None, description="With `changed_since` of a text: both versions, passage by passage."
    )


def refusals(
    *kinds: type[Problem], write: bool = False, public: bool = False, body: bool | Literal["bytes"] = True
) -> dict[int | str, Any]:
    """Describe every refusal of a route for OpenAPI, by status, each code with an example.

    `body` says whether a write brings one: JSON, or bytes of any kind.
    """
    every: list[type[Problem]] = [*kinds, Invalid, Busy]
    if not public:
        every.append(NotSignedIn)
    if write:
        every += [ForgedOrigin]
        every += [] if body == "bytes" else [TooLarge]
        every += [Malformed] if body is True else []
        every += [UnsupportedMedia] if body else []
        every += [] if public else [ReadOnlyToken, KeyReused]
        every += [PersonalNumber] if body and not public else []
    found: dict[int | str, Any] = {}
    for kind in sorted(dict.fromkeys(every), key=lambda each: each.status):
        entry = found.setdefault(
            kind.status,
            {"description": "", "model": ProblemOut, "content": {PROBLEM_JSON: {"examples": {}}}},
        )
        example = example_of(kind)
        entry["description"] += f"{'; ' if entry['description'] else ''}`{kind.code}`: {example['title']}"
        entry["content"][PROBLEM_JSON]["examples"][kind.code] = {"value": example}
    return found


def example_of(kind: type[Problem]) -> dict[str, Any]:
    """Show a refusal as an English reader would get it."""
    example = {
        "type": f"urn:verkstad:problem:{kind.code}",
        "title": say("en", f"problem.{kind.code}.title"),
        "status": kind.status,
        "detail": say("en", f"problem.{kind.code}.detail", **_BLANKS),
        "code": kind.code,
    }
    if kind is Invalid:
        example["fields"] = [{"field": "title", "detail": say("en", "field.missing")}]
    return example

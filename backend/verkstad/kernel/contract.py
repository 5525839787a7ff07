"""How routes tell the contract what they may refuse."""

from typing import Any

from pydantic import BaseModel, Field

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
    "limit": 3,
}


class FieldProblem(BaseModel):
    """One field that was not accepted, and why."""

    field: str
    detail: str


class ProblemOut(BaseModel):
    """A refusal (RFC 9457). `code` is stable; `title` and `detail` are in the reader's language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    fields: list[FieldProblem] | None = Field(default=None, description="With `invalid`: each field and why.")
    by: str | None = Field(default=None, description="With `changed_since`: who changed it.")
    at: str | None = Field(default=None, description="With `changed_since`: when.")


def refusals(
    *kinds: type[Problem], write: bool = False, public: bool = False, body: bool = True
) -> dict[int | str, Any]:
    """Describe every refusal of a route for OpenAPI, by status, each code with an example."""
    every: list[type[Problem]] = [*kinds, Invalid, Busy]
    if not public:
        every.append(NotSignedIn)
    if write:
        every += [ForgedOrigin, TooLarge]
        every += [Malformed, UnsupportedMedia] if body else []
        every += [] if public else [ReadOnlyToken, KeyReused]
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

"""How routes tell the contract what they may refuse."""

from typing import Any

from pydantic import BaseModel, Field

from verkstad.kernel.problems import (
    ForgedOrigin,
    Invalid,
    KeyReused,
    Malformed,
    NotSignedIn,
    Problem,
    ReadOnlyToken,
    TooLarge,
)
from verkstad.kernel.words import say

PROBLEM_JSON = "application/problem+json"


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
    """Describe every refusal of a route for OpenAPI, grouped by status, each code with its sentence."""
    every: list[type[Problem]] = [*kinds, Invalid]
    if not public:
        every.append(NotSignedIn)
    if write:
        every += [ForgedOrigin, TooLarge]
        every += [Malformed] if body else []
        every += [] if public else [ReadOnlyToken, KeyReused]
    found: dict[int | str, Any] = {}
    for kind in dict.fromkeys(every):
        entry = found.setdefault(
            kind.status,
            {"description": "", "model": ProblemOut, "content": {PROBLEM_JSON: {"examples": {}}}},
        )
        title = say("en", f"problem.{kind.code}.title")
        entry["description"] += f"{'; ' if entry['description'] else ''}`{kind.code}`: {title}"
        entry["content"][PROBLEM_JSON]["examples"][kind.code] = {
            "value": {
                "type": f"urn:verkstad:problem:{kind.code}",
                "title": title,
                "status": kind.status,
                "detail": (kind.__doc__ or "").split("\n")[0],
                "code": kind.code,
            }
        }
    return found

"""What happens to people: in the commons of their administration, and in a stream of their own."""

from typing import Any, Literal

from pydantic import Field

from verkstad.history.recording import Happening


def commons(administration_id: str) -> str:
    """Name the stream of an administration's public directory."""
    return f"commons:{administration_id}"


def own(user_id: str) -> str:
    """Name the stream that only this person reads; all that decides what they may moves it."""
    return f"user:{user_id}"


class PersonAdded(Happening):
    """A person got an account."""

    type: Literal["person.added"] = "person.added"
    person_id: str


class PersonChanged(Happening):
    """A person's name, title, unit, role or state changed."""

    type: Literal["person.changed"] = "person.changed"
    person_id: str
    to: dict[str, Any]
    from_: dict[str, Any] = Field(alias="from")


class AccessChanged(Happening):
    """What a person may do, or how they prove who they are, changed."""

    type: Literal["access.changed"] = "access.changed"
    what: Literal[
        "account",
        "role",
        "disabled",
        "enabled",
        "password",
        "settings",
        "session.opened",
        "session.ended",
        "token.created",
        "token.revoked",
        "invited",
    ]
    thing_id: str | None = None

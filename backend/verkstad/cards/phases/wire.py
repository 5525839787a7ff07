"""What crosses the network about phases."""

from typing import Annotated

from pydantic import Field

from verkstad.kernel.dates import When
from verkstad.kernel.wire import Id, Incoming, Line, Outgoing

PhaseTitle = Annotated[str, Line(120, least=1), Field(examples=["Fas 1: kartläggning"])]


class PhaseOut(Outgoing):
    """A phase; phases stand in the order of their ranks."""

    id: str
    title: str
    rank: str
    leader_id: str | None
    start: str | None
    due: str | None
    version: int


class PhaseIn(Incoming):
    """A phase to add, last."""

    title: PhaseTitle
    leader_id: Id | None = None
    start: When | None = None
    due: When | None = None


class PhaseChange(Incoming):
    """What to change of a phase; what is left out stays, null clears."""

    title: PhaseTitle | None = None
    leader_id: Id | None = None
    start: When | None = None
    due: When | None = None


class PhaseMove(Incoming):
    """Where a phase is to stand: after another, first (null), or last (left out)."""

    after: Id | None = None

"""What crosses the network about blockers."""

from typing import Annotated

from pydantic import Field

from verkstad.kernel.dates import When
from verkstad.kernel.wire import Id, Incoming, Line, Moment, Outgoing

What = Annotated[str, Line(500, least=1), Field(examples=["Två enhetschefer har inte bekräftat tiden."])]
Remover = Annotated[str, Line(120), Field(description="Who can take it away, where that is no person here.")]
How = Annotated[str, Line(500), Field(examples=["Båda cheferna har bekräftat."])]


class BlockerOut(Outgoing):
    """A blocker: what, who can take it away, and how it ended."""

    id: str
    what: str
    remover_id: str | None
    remover: str
    answer_by: str | None
    raised_at: Moment
    raised_by: str
    resolved_at: Moment | None
    resolved_by: str | None
    how: str
    same: list[str] = Field(description="Those who had the same.")
    version: int


class BlockerIn(Incoming):
    """A blocker to raise."""

    what: What
    remover_id: Id | None = None
    remover: Remover = ""
    answer_by: When | None = None


class BlockerChange(Incoming):
    """What to change of a blocker; what is left out stays, null clears."""

    what: What | None = None
    remover_id: Id | None = None
    remover: Remover | None = None
    answer_by: When | None = None


class ResolutionIn(Incoming):
    """How a blocker was resolved."""

    how: How = ""

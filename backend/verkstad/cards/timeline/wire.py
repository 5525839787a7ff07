"""What crosses the network about a timeline."""

from verkstad.kernel.wire import Outgoing


class TimedPhase(Outgoing):
    """A phase that has a date, of an open assignment."""

    id: str
    card_id: str
    title: str
    start: str | None
    due: str | None


class Blocking(Outgoing):
    """That one open assignment blocks another; one of the two may be another plan's."""

    id: str
    card_id: str
    blocks_id: str


class Elsewhere(Outgoing):
    """An open assignment of another plan that blocks one of this plan, or waits for it."""

    id: str
    number: int
    title: str
    board_id: str
    board_name: str


class Timeline(Outgoing):
    """Phases card by card in their order, what blocks what, and which assignments of other plans that names."""

    phases: list[TimedPhase]
    blocking: list[Blocking]
    elsewhere: list[Elsewhere]

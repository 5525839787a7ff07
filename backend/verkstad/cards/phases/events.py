"""What happens to phases."""

from typing import Any

from typing_extensions import TypedDict

from verkstad.boards.changing import must_run_forwards
from verkstad.cards.parts import Part
from verkstad.cards.tables import Phase

PHASE_TABLE = Phase.__table__  # type: ignore[attr-defined]


class PhaseFields(TypedDict, total=False):
    """The fields of a phase."""

    title: str
    rank: str
    leader_id: str | None
    start: str | None
    due: str | None


def _must_run_forwards(phase: dict[str, Any]) -> None:
    must_run_forwards(phase["start"], phase["due"])


PHASE = Part("phase", PHASE_TABLE, PhaseFields, check=_must_run_forwards)

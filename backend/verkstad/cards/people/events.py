"""People who take part in assignments, and who no longer do."""

from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import Participation

PARTICIPATION = Participation.__table__  # type: ignore[attr-defined]


class ParticipantFields(TypedDict, total=False):
    """Who takes part."""

    user_id: str


PARTICIPANT = Part("participant", PARTICIPATION, ParticipantFields, fixed=True, alone="user_id")

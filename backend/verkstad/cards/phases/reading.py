"""Reading the phases of a card."""

from sqlalchemy import select

from verkstad.cards.phases.events import PHASE, PHASE_TABLE
from verkstad.cards.phases.wire import PhaseOut
from verkstad.users.desk import Look


def phases_of(look: Look, card_id: str) -> list[PhaseOut]:
    """Give the phases in order."""
    there = (PHASE_TABLE.c.card_id == card_id) & PHASE_TABLE.c.removed_at.is_(None)
    rows = look.connection.execute(select(PHASE_TABLE).where(there).order_by(PHASE_TABLE.c.rank, PHASE_TABLE.c.id))
    return [PhaseOut(id=row.id, version=row.version, **PHASE.told(row)) for row in rows]

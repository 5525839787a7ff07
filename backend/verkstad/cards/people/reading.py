"""Reading who takes part in a card."""

from sqlalchemy import select

from verkstad.cards.people.events import PARTICIPATION
from verkstad.users.desk import Look


def participants_of(look: Look, card_id: str) -> list[str]:
    """Give those who take part, in the order in which they came."""
    there = (PARTICIPATION.c.card_id == card_id) & PARTICIPATION.c.removed_at.is_(None)
    question = select(PARTICIPATION.c.user_id).where(there).order_by(PARTICIPATION.c.made_at, PARTICIPATION.c.id)
    return list(look.connection.execute(question).scalars())

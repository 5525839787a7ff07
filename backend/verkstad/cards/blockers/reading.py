"""Reading the blockers of a card."""

from collections import defaultdict

from sqlalchemy import select

from verkstad.cards.blockers.events import BLOCKER_TABLE, SAME_TABLE
from verkstad.cards.blockers.wire import BlockerOut
from verkstad.users.desk import Look


def blockers_of(look: Look, card_id: str) -> list[BlockerOut]:
    """Give the standing ones, the oldest first, then those resolved, the latest first."""
    same = defaultdict(list)
    for row in look.connection.execute(
        select(SAME_TABLE.c.blocker_id, SAME_TABLE.c.user_id)
        .where(SAME_TABLE.c.card_id == card_id, SAME_TABLE.c.removed_at.is_(None))
        .order_by(SAME_TABLE.c.made_at)
    ):
        same[row.blocker_id].append(row.user_id)
    there = (BLOCKER_TABLE.c.card_id == card_id) & BLOCKER_TABLE.c.removed_at.is_(None)
    rows = look.connection.execute(select(BLOCKER_TABLE).where(there).order_by(BLOCKER_TABLE.c.made_at))
    found = [
        BlockerOut(
            id=row.id,
            what=row.what,
            remover_id=row.remover_id,
            remover=row.remover,
            answer_by=row.answer_by,
            raised_at=row.made_at,
            raised_by=row.made_by,
            resolved_at=row.resolved_at,
            resolved_by=row.resolved_by,
            how=row.how,
            same=same[row.id],
            version=row.version,
        )
        for row in rows
    ]
    standing = [each for each in found if each.resolved_at is None]
    resolved = sorted((each for each in found if each.resolved_at), key=lambda each: each.resolved_at or "")
    return standing + resolved[::-1]

"""Names behind the ids of snapshots and events, as far as each reader may know them."""

from sqlalchemy import select, union

from verkstad.boards.access import BOARD, MEMBERSHIP
from verkstad.cards.finding import CARD
from verkstad.history.recording import EVENT
from verkstad.users.access import USER
from verkstad.users.desk import Look
from verkstad.users.reading import list_people
from verkstad.users.wire import Person


def people_for(look: Look, *, after: str | None, most: int) -> tuple[list[Person], str | None]:
    """List everyone of the administration; for a guest those who appear on the plans that they are invited to."""
    inside = USER.c.administration_id == look.caller.administration_id
    if not look.caller.is_guest:
        return list_people(look.connection, look.caller, visible=inside, after=after, most=most)
    mine = select(MEMBERSHIP.c.board_id).where(MEMBERSHIP.c.user_id == look.caller.id)
    streams = select("board:" + BOARD.c.id).where(BOARD.c.id.in_(mine))
    met = union(
        select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.board_id.in_(mine)),
        select(BOARD.c.owner_id).where(BOARD.c.id.in_(mine)),
        select(CARD.c.owner_id).where(CARD.c.board_id.in_(mine)),
        select(EVENT.c.by).where(EVENT.c.stream.in_(streams)),
    ).subquery()
    known = inside & (USER.c.id.in_(select(met.c[0])) | (USER.c.id == look.caller.id))
    return list_people(look.connection, look.caller, visible=known, after=after, most=most)

"""Names behind the ids of snapshots and events, as far as each reader may know them."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, select, union

from verkstad.boards.access import BOARD, MEMBERSHIP
from verkstad.boards.events import stream_of
from verkstad.cards.finding import CARD
from verkstad.history.recording import EVENT
from verkstad.users.access import USER
from verkstad.users.desk import Look
from verkstad.users.reading import list_people
from verkstad.users.wire import Person


def people_for(look: Look, *, after: str | None, most: int) -> tuple[list[Person], str | None]:
    """List the people whom the reader knows of."""
    return list_people(look.connection, look.caller, visible=are_known_to(look), after=after, most=most)


def are_known_to(look: Look) -> ColumnElement[bool]:
    """Say whom a reader knows of: their administration; a guest those on the plans that they are invited to."""
    inside: ColumnElement[bool] = USER.c.administration_id == look.caller.administration_id
    if not look.caller.is_guest:
        return inside
    everybody = look.connection.execute(select(USER.c.id).where(inside)).scalars()
    known: ColumnElement[bool] = USER.c.id.in_(sorted(known_among(look, everybody)))
    return and_(inside, known)


def known_among(look: Look, people: Iterable[str]) -> set[str]:
    """Give those of some people of the administration whom the reader knows of.

    Of a guest's plans members and owners are read first. Whoever is neither is asked for one by one in the indexes of
    owners and of the log: to gather all who ever did something would be to read the whole log of the plans.
    """
    asked, caller = set(people), look.caller
    if not caller.is_guest:
        return asked
    mine = look.connection.execute(select(MEMBERSHIP.c.board_id).where(MEMBERSHIP.c.user_id == caller.id))
    boards = list(mine.scalars())
    near = union(
        select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.board_id.in_(boards)),
        select(BOARD.c.owner_id).where(BOARD.c.id.in_(boards)),
    )
    known = {caller.id, *look.connection.execute(near).scalars()} & asked
    rest = sorted(asked - known)
    if not rest or not boards:
        return known
    streams = [stream_of(board_id) for board_id in boards]
    far = union(
        select(USER.c.id).where(
            USER.c.id.in_(rest), exists().where(CARD.c.owner_id == USER.c.id, CARD.c.board_id.in_(boards))
        ),
        select(USER.c.id).where(
            USER.c.id.in_(rest), exists().where(EVENT.c.by == USER.c.id, EVENT.c.stream.in_(streams))
        ),
    )
    return known.union(look.connection.execute(far).scalars())

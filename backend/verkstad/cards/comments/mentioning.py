"""Who is mentioned: a colleague whose name stands in the text after an @, and who may read what is said."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from verkstad.boards.access import BOARD, MEMBERSHIP
from verkstad.boards.problems import UnknownPerson
from verkstad.cards.problems import CannotSee
from verkstad.users.access import USER
from verkstad.users.desk import Deed


def mentioned(deed: Deed, card: Any, text: str, user_ids: list[str], *, already: Iterable[str] = ()) -> list[str]:
    """Give those of the people whose names stand in the text, in the order they were given.

    Whoever is not here is refused, and whoever may not see the plan, unless they were mentioned before.
    """
    wanted = list(dict.fromkeys(user_ids))
    people = {row.id: row for row in deed.connection.execute(_PEOPLE.where(USER.c.id.in_(wanted)))}
    here = deed.caller.administration_id
    told = set(already)
    for user_id in wanted:
        person = people.get(user_id)
        if person is None or person.administration_id != here or (person.disabled_at and user_id not in told):
            raise UnknownPerson
    named = [user_id for user_id in wanted if stands_in(text, people[user_id].name)]
    _must_see(deed, card, [people[user_id] for user_id in named if user_id not in told])
    return named


def stands_in(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as a mention: after an @, and not as the beginning of a longer word."""
    return re.search(rf"@{re.escape(name)}(?!\w)", text) is not None


def names_of(connection: Connection, user_ids: Iterable[str]) -> dict[str, str]:
    """Give the names of people, all with one question."""
    found = connection.execute(select(USER.c.id, USER.c.name).where(USER.c.id.in_(list(user_ids))))
    return {row.id: row.name for row in found}


_PEOPLE = select(USER.c.id, USER.c.name, USER.c.role, USER.c.administration_id, USER.c.disabled_at)


def _must_see(deed: Deed, card: Any, people: list[Any]) -> None:
    board = deed.connection.execute(select(BOARD).where(BOARD.c.id == card.board_id)).one()
    members = set(
        deed.connection.execute(
            select(MEMBERSHIP.c.user_id).where(
                MEMBERSHIP.c.board_id == board.id, MEMBERSHIP.c.user_id.in_([person.id for person in people])
            )
        ).scalars()
    )
    blind = [person.name for person in people if not _sees(person, board, is_member=person.id in members)]
    if blind:
        raise CannotSee(names=", ".join(blind))


def _sees(person: Any, board: Any, *, is_member: bool) -> bool:
    """Tell of somebody else what `boards.access.is_visible_to` asks of the caller."""
    if person.role in ("admin", "coordinator") or is_member:
        return True
    return person.role == "employee" and (not board.restricted or board.owner_id == person.id)

"""Taking part in an assignment, beside whoever is responsible and their deputy."""

from sqlalchemy import select

from verkstad.boards.access import must_be_colleague
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import add_part, part_alone, remove_part
from verkstad.cards.people.events import PARTICIPANT, PARTICIPATION
from verkstad.kernel.wire import Done
from verkstad.users.access import USER
from verkstad.users.desk import Deed

MOST_PARTICIPANTS = 50


def take_part(deed: Deed, card_id: str, user_id: str) -> Done:
    """Let somebody take part, oneself or a colleague; nothing is recorded where they do already."""
    card = card_to_change(deed, card_id)
    if part_alone(deed, card, PARTICIPANT, user_id) is not None:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    must_be_colleague(deed, user_id)
    must_be_few(deed, PARTICIPATION, PARTICIPATION.c.card_id == card.id, most=MOST_PARTICIPANTS)
    added = add_part(deed, card, PARTICIPANT, {"user_id": user_id}, words={"what": _name(deed, user_id)})
    return Done(version=added.version, op=deed.op)


def step_aside(deed: Deed, card_id: str, user_id: str) -> Done:
    """Let somebody take part no more; nothing is recorded where they do not."""
    card = card_to_change(deed, card_id)
    participation = part_alone(deed, card, PARTICIPANT, user_id)
    if participation is None:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    return remove_part(deed, card, PARTICIPANT, participation, words={"what": _name(deed, user_id)})


def _name(deed: Deed, user_id: str) -> str:
    name: str = deed.connection.execute(select(USER.c.name).where(USER.c.id == user_id)).scalar_one()
    return name

"""Showing an assignment on further plans; its home stays one."""

from typing import Any

from sqlalchemy import Connection, func, select

from verkstad.boards.access import board_to_change, find_board
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few
from verkstad.boards.problems import TooMany
from verkstad.cards.events import Linked, Unlinked
from verkstad.cards.finding import CARD, card_to_change
from verkstad.cards.parts import add_part, remove_part, restore_part, take_back
from verkstad.cards.problems import SameBoard
from verkstad.cards.relations.events import LINK, LINK_TABLE
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_LINKS = 20
MOST_SHOWN = 200


def link_card(deed: Deed, card_id: str, board_id: str) -> Done:
    """Show a card on a further plan; both plans tell of it. One that is shown there already stays."""
    card = _card_and_plan(deed, card_id, board_id)
    link = _link(deed, card_id, board_id)
    done = Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    if link is not None and link.removed_at is None:
        return done
    _must_have_room(deed, card_id, board_id)
    if link is None:
        add_part(deed, card, LINK, {"board_id": board_id}, words={})
    else:
        restore_part(deed, card, LINK, link, words={})
    _tell_there(deed, board_id, Linked(card_id=card_id))
    return done.model_copy(update={"version": deed.version(stream_of(card.board_id))})


def unlink_card(deed: Deed, card_id: str, board_id: str) -> Done:
    """Show a card on a further plan no more."""
    card = _card_and_plan(deed, card_id, board_id)
    drop_link(deed, card, board_id)
    return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)


def drop_link(deed: Deed, card: Any, board_id: str) -> None:
    """Take a card off a further plan that showed it; both streams are locked already."""
    link = _link(deed, card.id, board_id)
    if link is None or link.removed_at is not None:
        return
    remove_part(deed, card, LINK, link, words={})
    _tell_there(deed, board_id, Unlinked(card_id=card.id))


def take_back_link(deed: Deed, card: Any, what: str, body: dict[str, Any]) -> None:
    """Undo one event of a link, on both plans; the streams of `streams_of_link` are locked already."""
    row = deed.connection.execute(select(LINK_TABLE).where(LINK_TABLE.c.id == body["id"])).one()
    board_to_change(deed, row.board_id)
    if what == "removed":
        if card.board_id == row.board_id:
            raise SameBoard
        _must_have_room(deed, card.id, row.board_id)
    take_back(deed, card, LINK, what, body)
    _tell_there(deed, row.board_id, (Linked if what == "removed" else Unlinked)(card_id=card.id))


def streams_of_link(connection: Connection, body: dict[str, Any]) -> set[str]:
    """Name the streams that undoing an event of a link writes to."""
    plans = connection.execute(select(LINK_TABLE.c.board_id).where(LINK_TABLE.c.id == body["id"])).scalars()
    return {stream_of(board_id) for board_id in plans}


def _card_and_plan(deed: Deed, card_id: str, board_id: str) -> Any:
    home = deed.connection.execute(select(CARD.c.board_id).where(CARD.c.id == card_id)).scalar_one_or_none()
    if home is None:
        raise NotFound
    find_board(deed.connection, deed.caller, board_id)
    deed.lock(*{stream_of(home), stream_of(board_id)})
    card = card_to_change(deed, card_id)
    board_to_change(deed, board_id)
    if card.board_id == board_id:
        raise SameBoard
    return card


def _link(deed: Deed, card_id: str, board_id: str) -> Any:
    this = (LINK_TABLE.c.card_id == card_id) & (LINK_TABLE.c.board_id == board_id)
    return deed.connection.execute(select(LINK_TABLE).where(this)).one_or_none()


def _must_have_room(deed: Deed, card_id: str, board_id: str) -> None:
    must_be_few(deed, LINK_TABLE, LINK_TABLE.c.card_id == card_id, most=MOST_LINKS)
    shown = (
        select(func.count())
        .select_from(LINK_TABLE)
        .where(LINK_TABLE.c.board_id == board_id, LINK_TABLE.c.removed_at.is_(None))
    )
    if deed.connection.execute(shown).scalar_one() >= MOST_SHOWN:
        raise TooMany(most=MOST_SHOWN)


def _tell_there(deed: Deed, board_id: str, happening: Linked | Unlinked) -> None:
    # Without its title: whoever reads that plan may not read the card's own.
    deed.record(stream_of(board_id), happening, subject=happening.card_id)

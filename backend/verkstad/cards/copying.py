"""Copying an assignment: what it says and the steps in it, and not what has happened to it."""

from typing import Any

from sqlalchemy import select

from verkstad.boards.access import FIELD, LABEL, board_to_change, find_board
from verkstad.boards.events import stream_of
from verkstad.cards.copies import Copies, Place
from verkstad.cards.finding import CARD, find_card, lane_of
from verkstad.cards.placing import must_have_room, rank_in
from verkstad.cards.shifting import Shift, earliest_of
from verkstad.cards.sources import read_sources
from verkstad.cards.wire import CardAdded, CardCopyIn
from verkstad.cards.writing import take_numbers
from verkstad.users.desk import Deed


def copy_card(deed: Deed, card_id: str, wish: CardCopyIn) -> CardAdded:
    """Copy an assignment that the caller sees to a plan that they may change, last in a lane."""
    home = find_card(deed.connection, deed.caller, card_id).board_id
    board_id = wish.board_id or home
    find_board(deed.connection, deed.caller, board_id)
    deed.lock(stream_of(home), stream_of(board_id))  # what is copied stands still meanwhile
    board_to_change(deed, board_id)
    card = find_card(deed.connection, deed.caller, card_id)
    lane = lane_of(deed, board_id, wish.lane_id)
    must_have_room(deed, lane)
    which = select(CARD.c.id).where(CARD.c.id == card_id)
    sources = read_sources(deed.connection, deed.caller.administration_id, which)
    copies = Copies(
        deed,
        board_id,
        Shift(earliest_of(sources.dates()), wish.start),
        labels=_labels(deed, card, board_id),
        fields=_fields(deed, board_id),
        with_people=wish.with_people,
    )
    place = Place(lane, rank_in(deed, lane, after=None, last=True))
    number = take_numbers(deed, board_id, 1)
    (face,) = copies.write(sources, first=number, place=lambda _: place, title=wish.title)
    return CardAdded(card_id=face.id, number=number, version=deed.version(stream_of(board_id)), op=deed.op)


def _labels(deed: Deed, card: Any, board_id: str) -> dict[str, str]:
    """Say which labels of a plan stand for those of the card's plan: the same, or those of the same name."""
    there = select(LABEL).where(LABEL.c.board_id.in_({board_id, card.board_id}), LABEL.c.removed_at.is_(None))
    labels = list(deed.connection.execute(there))
    named = {label.name.casefold(): label.id for label in labels if label.board_id == board_id}
    return {
        label.id: named[label.name.casefold()]
        for label in labels
        if label.board_id == card.board_id and label.name.casefold() in named
    }


def _fields(deed: Deed, board_id: str) -> dict[str, str]:
    """Give the plan's own fields, which only its own assignments say anything in."""
    there = select(FIELD.c.id).where(FIELD.c.board_id == board_id, FIELD.c.removed_at.is_(None))
    return {field_id: field_id for field_id in deed.connection.execute(there).scalars()}

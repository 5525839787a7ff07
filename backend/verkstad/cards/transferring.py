"""Moving an assignment to another plan: it keeps its address and its history, and gets a number there."""

from typing import Any

from sqlalchemy import delete, insert, select

from verkstad.boards.access import find_board, must_change, standing
from verkstad.boards.events import stream_of
from verkstad.boards.problems import BoardClosed
from verkstad.cards.events import Arrived, Left, Place
from verkstad.cards.finding import CARD, FORMER, card_to_change, face_of, lane_of
from verkstad.cards.labels.labelling import label_alike
from verkstad.cards.placing import must_have_room, rank_in
from verkstad.cards.problems import SameBoard
from verkstad.cards.relations.linking import drop_link
from verkstad.cards.wire import TransferIn, Transferred
from verkstad.cards.writing import take_numbers, touch
from verkstad.kernel.problems import NotFound
from verkstad.users.desk import Deed


def transfer_card(deed: Deed, card_id: str, wish: TransferIn) -> Transferred:
    """Move a card to another plan, last in a lane; both streams are locked, and each tells its own readers.

    A plan that only showed it shows it as its own.
    """
    home = deed.connection.execute(select(CARD.c.board_id).where(CARD.c.id == card_id)).scalar_one_or_none()
    if home is None:
        raise NotFound
    find_board(deed.connection, deed.caller, wish.board_id)
    deed.lock(stream_of(home), stream_of(wish.board_id))
    card = card_to_change(deed, card_id)
    if card.board_id == wish.board_id:
        raise SameBoard
    target = find_board(deed.connection, deed.caller, wish.board_id)
    must_change(deed, standing(deed.caller, target), target.owner_id)
    if target.closed_at is not None:
        raise BoardClosed
    lane = lane_of(deed, wish.board_id, wish.lane_id)
    must_have_room(deed, lane)
    drop_link(deed, card, wish.board_id)
    number = settle(deed, card, wish.board_id, lane, rank_in(deed, lane, after=None, last=True))
    label_alike(deed, card)
    version = deed.version(stream_of(wish.board_id))
    return Transferred(board_id=wish.board_id, number=number, version=version, op=deed.op)


def settle(deed: Deed, card: Any, board_id: str, lane: Any, rank: str) -> int:
    """Put a card at a place on another plan, tell both plans, and give its number there; the old one still leads."""
    here, there = stream_of(card.board_id), stream_of(board_id)
    card_id: str = card.id
    number = _number_on(deed, board_id, card_id)
    version = deed.version(there) + 1
    face = face_of(card, lane_id=lane.id, rank=rank, number=number, since=deed.at, version=version)
    words = {"card": card.title}
    place = Place(lane_id=card.lane_id, rank=card.rank)
    deed.record(here, Left(card_id=card_id, to_board_id=board_id, from_=place), subject=card_id, words=words)
    deed.record(
        there,
        Arrived(card=face, from_board_id=card.board_id, from_number=card.number),
        subject=card_id,
        words=words,
    )
    deed.connection.execute(insert(FORMER).values(board_id=card.board_id, number=card.number, card_id=card_id))
    touch(
        deed,
        card_id,
        version,
        board_id=board_id,
        lane_id=lane.id,
        number=number,
        rank=rank,
        since=deed.at,
    )
    return number


def _number_on(deed: Deed, board_id: str, card_id: str) -> int:
    """Give back the number that the card had there before, or take a new one."""
    had = deed.connection.execute(
        select(FORMER.c.number).where(FORMER.c.board_id == board_id, FORMER.c.card_id == card_id).limit(1)
    ).scalar_one_or_none()
    if had is None:
        return take_numbers(deed, board_id, 1)
    deed.connection.execute(delete(FORMER).where(FORMER.c.board_id == board_id, FORMER.c.number == had))
    number: int = had
    return number

"""Closing an assignment that will not be delivered, with the reason why, and reopening it."""

from typing import Any

from sqlalchemy import select

from verkstad.boards.access import LANE
from verkstad.boards.events import stream_of
from verkstad.cards.events import Closed, Place, Reopened
from verkstad.cards.finding import card_to_change, face_of, lane_of
from verkstad.cards.placing import must_have_room, rank_in
from verkstad.cards.wire import ClosureIn, Reason
from verkstad.cards.writing import touch
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def close_card(deed: Deed, card_id: str, wish: ClosureIn) -> Done:
    """Take a card out of its lane: cancelled, handed over, or merged into another."""
    card = card_to_change(deed, card_id, closed=True)
    stream = stream_of(card.board_id)
    if card.closed_at is not None:
        return Done(version=deed.version(stream), op=deed.op)
    return Done(version=shut(deed, card, reason=wish.reason, note=wish.note), op=deed.op)


def shut(deed: Deed, card: Any, *, reason: Reason, note: str) -> int:
    """Take an open card out of its lane, and give the version that tells of it."""
    place = Place(lane_id=card.lane_id, rank=card.rank)
    version = deed.record(
        stream_of(card.board_id),
        Closed(card_id=card.id, reason=reason, note=note, from_=place),
        subject=card.id,
        words={"card": card.title},
    )
    touch(
        deed,
        card.id,
        version,
        lane_id=None,
        left_lane_id=card.lane_id,
        rank=None,
        closed_at=deed.at,
        closed_by=deed.caller.id,
        reason=reason,
        note=note,
    )
    return version


def reopen_card(deed: Deed, card_id: str) -> Done:
    """Bring a closed card back, last in the lane that it left, or in the first where that lane is gone."""
    card = card_to_change(deed, card_id, closed=True)
    stream = stream_of(card.board_id)
    if card.closed_at is None:
        return Done(version=deed.version(stream), op=deed.op)
    left = deed.connection.execute(
        select(LANE.c.id).where(LANE.c.id == card.left_lane_id, LANE.c.board_id == card.board_id)
    ).scalar_one_or_none()
    lane = lane_of(deed, card.board_id, left)
    must_have_room(deed, lane)
    rank = rank_in(deed, lane, after=None, last=True)
    return Done(version=stand_again(deed, card, lane, rank, since=deed.at), op=deed.op)


def stand_again(deed: Deed, card: Any, lane: Any, rank: str, *, since: str) -> int:
    """Put a closed card back at a place in a lane, and give the version that tells of it."""
    stream = stream_of(card.board_id)
    face = face_of(card, lane_id=lane.id, rank=rank, since=since, version=deed.version(stream) + 1)
    version = deed.record(stream, Reopened(card=face), subject=card.id, words={"card": card.title, "to": lane.title})
    touch(
        deed,
        card.id,
        version,
        lane_id=lane.id,
        left_lane_id=None,
        rank=rank,
        since=since,
        closed_at=None,
        closed_by=None,
        reason=None,
        note="",
    )
    return version

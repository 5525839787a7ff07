"""Undoing one's own operation: a new intent, computed under the lock, refused where somebody has changed it since."""

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import select

from verkstad.boards.access import board_to_change
from verkstad.boards.changing import must_run_forwards
from verkstad.boards.events import stream_of
from verkstad.cards.closing import stand_again
from verkstad.cards.events import (
    Assessed,
    Assessment,
    Changed,
    Described,
    Moved,
    Place,
    RevisionName,
)
from verkstad.cards.finding import CARD, lane_of
from verkstad.cards.placing import former_rank, must_have_room
from verkstad.cards.problems import NothingToUndo
from verkstad.cards.refusing import changed_since
from verkstad.cards.writing import touch
from verkstad.history.recording import EVENT
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def undo(deed: Deed, board_id: str, op: str) -> Done:
    """Take back everything that the caller did on a plan under one operation, the last first; all or nothing."""
    board_to_change(deed, board_id)
    stream = stream_of(board_id)
    events = list(
        deed.connection.execute(
            select(EVENT)
            .where(EVENT.c.stream == stream, EVENT.c.op == op, EVENT.c.by == deed.caller.id)
            .order_by(EVENT.c.version.desc())
        )
    )
    if not events or any(event.kind not in _INVERSE for event in events):
        raise NothingToUndo
    for event in events:
        card = deed.connection.execute(
            select(CARD).where(CARD.c.id == event.subject, CARD.c.board_id == board_id)
        ).one_or_none()
        if card is None:
            raise NothingToUndo
        if card.closed_at is not None and event.kind != "card.closed":
            raise changed_since(deed, by=card.updated_by, at=card.updated_at)
        _INVERSE[event.kind](deed, card, orjson.loads(event.body))
    return Done(version=deed.version(stream), op=deed.op)


def _move_back(deed: Deed, card: Any, body: dict[str, Any]) -> None:
    if {"lane_id": card.lane_id, "rank": card.rank} != body["to"]:
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    lane = lane_of(deed, card.board_id, body["from"]["lane_id"])
    stays = lane.id == card.lane_id
    if not stays:
        must_have_room(deed, lane)
    rank = former_rank(deed, lane.id, body["from"]["rank"], card.id)
    present = lane_of(deed, card.board_id, card.lane_id)
    version = deed.record(
        stream_of(card.board_id),
        Moved(
            card_id=card.id,
            to=Place(lane_id=lane.id, rank=rank),
            from_=Place(lane_id=card.lane_id, rank=card.rank),
        ),
        subject=card.id,
        words={"card": card.title, "to": lane.title, "from": present.title},
    )
    touch(deed, card.id, version, lane_id=lane.id, rank=rank, since=card.since if stays else deed.at)


def _change_back(deed: Deed, card: Any, body: dict[str, Any]) -> None:
    if any(getattr(card, field) != value for field, value in body["to"].items()):
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    must_run_forwards(body["from"].get("start", card.start), body["from"].get("due", card.due))
    version = deed.record(
        stream_of(card.board_id),
        Changed(card_id=card.id, to=body["from"], from_=body["to"]),
        subject=card.id,
        words={"card": card.title},
    )
    touch(deed, card.id, version, **body["from"])


def _assess_back(deed: Deed, card: Any, body: dict[str, Any]) -> None:
    if any(getattr(card, field) != value for field, value in body["to"].items()):
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    version = deed.record(
        stream_of(card.board_id),
        Assessed(card_id=card.id, to=Assessment(**body["from"]), from_=Assessment(**body["to"])),
        subject=card.id,
        words={"card": card.title},
    )
    touch(deed, card.id, version, health_by=deed.caller.id, **body["from"])


def _describe_back(deed: Deed, card: Any, body: dict[str, Any]) -> None:
    if card.description_id != body["to"]["revision_id"]:
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    version = deed.record(
        stream_of(card.board_id),
        Described(card_id=card.id, to=RevisionName(**body["from"]), from_=RevisionName(**body["to"])),
        subject=card.id,
        words={"card": card.title},
    )
    touch(deed, card.id, version, description_id=body["from"]["revision_id"])


def _open_again(deed: Deed, card: Any, body: dict[str, Any]) -> None:
    if card.closed_at is None or (card.closed_by, card.reason, card.note) != (
        deed.caller.id,
        body["reason"],
        body["note"],
    ):
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    lane = lane_of(deed, card.board_id, body["from"]["lane_id"])
    must_have_room(deed, lane)
    rank = former_rank(deed, lane.id, body["from"]["rank"], card.id)
    stand_again(deed, card, lane, rank, since=card.since)


_INVERSE: dict[str, Callable[[Deed, Any, dict[str, Any]], None]] = {
    "card.moved": _move_back,
    "card.changed": _change_back,
    "card.assessed": _assess_back,
    "card.described": _describe_back,
    "card.closed": _open_again,
}

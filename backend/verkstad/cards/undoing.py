"""Undoing one's own operation: a new intent, computed under the lock, refused where somebody has changed it since."""

from typing import Any

import orjson
from sqlalchemy import Connection, select

from verkstad.boards.access import board_to_change, find_board, must_change, standing
from verkstad.boards.events import stream_of
from verkstad.boards.refusing import changed_since
from verkstad.boards.taking_back import INVERSE as OF_PLANS
from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.finding import CARD
from verkstad.cards.problems import NothingToUndo
from verkstad.cards.relations.linking import streams_of_link
from verkstad.cards.relations.relating import streams_of_relation
from verkstad.cards.speaking import SPOKEN, board_to_speak_on
from verkstad.cards.taking_back import INVERSE as OF_CARDS
from verkstad.cards.taking_back import TOLD_TWICE
from verkstad.history.recording import EVENT
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

UNDOABLE = frozenset({*OF_PLANS, *OF_CARDS, *TOLD_TWICE})
# Why the others have no way back.
FOR_GOOD = {"board.started": "A plan that should not be is closed, and stays where its readers know it."}
# The names that an event kept, which the event that takes it back keeps too.
_ECHOED = ("what", "lane")


def undo(deed: Deed, board_id: str, op: str) -> Done:
    """Take back everything that the caller did under one operation, the last first; all or nothing.

    What one operation did to several plans is taken back on all of them, whichever is named.
    """
    find_board(deed.connection, deed.caller, board_id)
    events = _events_of(deed, board_id, op)
    deed.lock(*_streams_of(deed.connection, board_id, events))
    _must_be_allowed(deed, board_id, events)
    if not events.get(board_id) or any(event.kind not in UNDOABLE for found in events.values() for event in found):
        raise NothingToUndo
    # Where an assignment has arrived it is now: what was done to it there is taken back before it leaves.
    arrived = {board for board, found in events.items() if any(event.kind == "card.arrived" for event in found)}
    for board in sorted(events, key=lambda each: each not in arrived):
        for event in events[board]:
            _take_back(deed, board, event)
    deed.echo = {}
    return Done(version=deed.version(stream_of(board_id)), op=deed.op)


def _events_of(deed: Deed, board_id: str, op: str) -> dict[str, list[Any]]:
    """Find the caller's events of an operation on a plan, and on the others that they lead to, each the last first.

    They are read without a lock: the events of one operation are written together, and never change.
    """
    found: dict[str, list[Any]] = {}
    wanted = {board_id}
    while wanted:
        board = wanted.pop()
        question = select(EVENT).where(EVENT.c.stream == stream_of(board), EVENT.c.op == op)
        # Parted and sorted here: asked for a person or an order, SQLite goes through all of theirs, or of the stream.
        mine = [event for event in deed.connection.execute(question) if event.by == deed.caller.id]
        found[board] = sorted(mine, key=lambda event: event.version, reverse=True)
        wanted |= {other for event in found[board] for other in _led_to(deed.connection, event)} - found.keys()
    return found


def _led_to(connection: Connection, event: Any) -> list[str]:
    """Name the plans whose streams tell the other side of an event."""
    body = orjson.loads(event.body)
    match event.kind:
        case "card.left":
            return [body["to_board_id"]]
        case "card.arrived":
            return [body["from_board_id"]]
        case "card.linked" | "card.unlinked":
            home = select(CARD.c.board_id).where(CARD.c.id == event.subject)
            return list(connection.execute(home).scalars())
        case _:
            return []


def _streams_of(connection: Connection, board_id: str, events: dict[str, list[Any]]) -> set[str]:
    """Name every stream that is written to, so that all are locked at once and in order."""
    streams = {stream_of(board_id), *(stream_of(board) for board, found in events.items() if found)}
    for event in (event for found in events.values() for event in found):
        noun = event.kind.partition(".")[0]
        if noun == "relation":
            streams |= streams_of_relation(connection, orjson.loads(event.body))
        elif noun == "link":
            streams |= streams_of_link(connection, orjson.loads(event.body))
    return streams


def _must_be_allowed(deed: Deed, board_id: str, events: dict[str, list[Any]]) -> None:
    """Ask of each plan what its events ask for: to speak there, to change it, or to arrange it."""
    for board, found in events.items():
        kinds = {event.kind for event in found}
        if kinds and all(kind.partition(".")[0] in SPOKEN for kind in kinds):
            held = board_to_speak_on(deed, board)
            if _is_others_comment(deed, found):
                must_change(deed, standing(deed.caller, held), held.owner_id, arrange=True)
        elif kinds or board == board_id:
            board_to_change(deed, board, arrange=bool(kinds & OF_PLANS.keys()), closed="board.closed" in kinds)


def _is_others_comment(deed: Deed, events: list[Any]) -> bool:
    """Tell whether somebody else wrote one of the comments, which only those who arrange the plan may touch."""
    ids = [orjson.loads(event.body)["id"] for event in events if event.kind.startswith("comment.")]
    others = COMMENT_TABLE.c.id.in_(ids) & (COMMENT_TABLE.c.made_by != deed.caller.id)
    return deed.connection.execute(select(COMMENT_TABLE.c.id).where(others)).first() is not None


def _take_back(deed: Deed, board_id: str, event: Any) -> None:
    if event.kind in TOLD_TWICE:
        return
    body = orjson.loads(event.body)
    words = orjson.loads(event.words) if event.words else {}
    deed.echo = {"undoes": event.op, **{name: words[name] for name in _ECHOED if name in words}}
    if event.kind in OF_PLANS:
        board = find_board(deed.connection, deed.caller, board_id)
        OF_PLANS[event.kind](deed, board, body)
        return
    here = select(CARD).where(CARD.c.id == event.subject, CARD.c.board_id == board_id)
    card = deed.connection.execute(here).one_or_none()
    if card is None:
        raise NothingToUndo
    if card.closed_at is not None and event.kind != "card.closed":
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    OF_CARDS[event.kind](deed, card, body, event)

"""Putting events in words: names as they were, old and new values, and how longer texts changed."""

import datetime as dt
from typing import Any

import orjson
from sqlalchemy import select

from verkstad.boards.access import BOARD, IS_MEMBER, WITH_MINE, blanks, is_visible_to, standing
from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.describing import REVISION
from verkstad.cards.finding import CARD, FORMER
from verkstad.cards.relations.events import LINK_TABLE, RELATION_TABLE
from verkstad.cards.relations.relating import TURNED
from verkstad.cards.telling.differing import difference
from verkstad.cards.telling.wire import CardThen, Occurrence, OtherCard, Stretch, TextChange
from verkstad.cards.undoing import UNDOABLE
from verkstad.cards.wire import BoardName
from verkstad.kernel.clock import read
from verkstad.users.desk import Look

UNDONE_WITHIN = dt.timedelta(days=30)
REVISED = {"card.described": "description", "card.explained": "background"}
# From so many characters on, two values beside each other are harder to compare than a difference.
LONG = 60
_WHOLE = ("lane", "label", "field")
_NAMES = ("card", "what", "lane", "to", "from")


def put_in_words(look: Look, events: list[Any]) -> list[Occurrence]:
    """Tell of events, with a fixed number of questions however many they are."""
    bodies = [orjson.loads(event.body) for event in events]
    known = _Known(look, events, bodies)
    return [_told(look, known, event, body) for event, body in zip(events, bodies, strict=True)]


class _Known:
    """What the events of one part of a history name: assignments, plans, revisions, comments."""

    def __init__(self, look: Look, events: list[Any], bodies: list[dict[str, Any]]) -> None:
        self._look = look
        ids = [body["id"] for event, body in zip(events, bodies, strict=True) if "id" in body]
        self.relations = self._rows(RELATION_TABLE, ids) if _has(events, "relation") else {}
        self.links = self._rows(LINK_TABLE, ids) if _has(events, "link") else {}
        self.comments = self._rows(COMMENT_TABLE, ids) if _has(events, "comment") else {}
        self.revisions = self._rows(REVISION, list(_revisions(bodies)))
        subjects = {event.subject for event in events if event.kind.partition(".")[0] not in ("board", "lane")}
        others = {other for row in self.relations.values() for other in (row.card_id, row.other_id)}
        self.boards = self._boards(events, bodies)
        self.cards = self._cards(subjects | others)
        self.numbers = self._numbers(subjects)
        self.arranged = {board.id for board in self.boards.values() if standing(look.caller, board).may_arrange}

    def _rows(self, table: Any, ids: list[str]) -> dict[str, Any]:
        if not ids:
            return {}
        return {row.id: row for row in self._look.connection.execute(select(table).where(table.c.id.in_(ids)))}

    def _boards(self, events: list[Any], bodies: list[dict[str, Any]]) -> dict[str, Any]:
        """Give the plans that the reader may see, of those that the events are of or about."""
        ids = {event.stream.partition(":")[2] for event in events}
        ids |= {body[name] for body in bodies for name in ("to_board_id", "from_board_id") if name in body}
        ids |= {row.board_id for row in self.links.values()}
        question = (
            select(BOARD, IS_MEMBER).select_from(WITH_MINE).where(BOARD.c.id.in_(ids), is_visible_to(self._look.caller))
        )
        return {row.id: row for row in self._look.connection.execute(question, blanks(self._look.caller))}

    def _cards(self, ids: set[str | None]) -> dict[str, Any]:
        question = (
            select(CARD.c.id, CARD.c.number, CARD.c.title, CARD.c.board_id)
            .select_from(WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id))
            .where(CARD.c.id.in_([each for each in ids if each]), is_visible_to(self._look.caller))
        )
        return {row.id: row for row in self._look.connection.execute(question, blanks(self._look.caller))}

    def _numbers(self, ids: set[str | None]) -> dict[tuple[str, str], int]:
        former = select(FORMER).where(FORMER.c.card_id.in_([each for each in ids if each]))
        found = {(row.card_id, row.board_id): row.number for row in self._look.connection.execute(former)}
        return found | {(row.id, row.board_id): row.number for row in self.cards.values()}


def _has(events: list[Any], noun: str) -> bool:
    return any(event.kind.startswith(f"{noun}.") for event in events)


def _revisions(bodies: list[dict[str, Any]]) -> set[str]:
    sides = [body.get(side) for body in bodies for side in ("to", "from")]
    return {side["revision_id"] for side in sides if isinstance(side, dict) and side.get("revision_id")}


def _told(look: Look, known: _Known, event: Any, body: dict[str, Any]) -> Occurrence:
    words = orjson.loads(event.words) if event.words else {}
    board_id = event.stream.partition(":")[2]
    to, before = _values(known, event, body)
    texts = _revised(look, known, event, body) or _rewritten(to, before)
    lately = look.now - read(event.recorded_at) <= UNDONE_WITHIN
    return Occurrence(
        version=event.version,
        board_id=board_id,
        type=event.kind,
        at=event.recorded_at,
        by=event.by,
        op=event.op,
        card=_card(known, body, words, board_id),
        words={name: str(words[name]) for name in _NAMES if name in words},
        to=to,
        from_=before,
        texts=texts,
        other=_other(known, event, body),
        plan=_plan(known, event, body),
        undoable=event.by == look.caller.id and lately and event.kind in UNDOABLE,
        undoes=words.get("undoes"),
    )


def _values(known: _Known, event: Any, body: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the new and the old values, field by field; of a whole thing all that it was or became."""
    to, before = body.get("to", {}), body.get("from", {})
    for whole in _WHOLE:
        to = body.get(whole, to)
    if "reason" in body:
        to = {"reason": body["reason"], "note": body["note"]}
    if "user_id" in body:
        to = {"user_id": body["user_id"]}
    relation = known.relations.get(body.get("id", ""))
    if event.kind == "relation.removed" and relation is not None:
        is_active = relation.card_id == event.subject
        before = {"kind": relation.kind if is_active else TURNED[relation.kind]}
    # A rank says nothing to a reader, and another's id only what the reader may see of them.
    hidden = {"rank", "other_id", "revision_id", "version", "board_id"}
    return (
        {name: value for name, value in to.items() if name not in hidden},
        {name: value for name, value in before.items() if name not in hidden},
    )


def _card(known: _Known, body: dict[str, Any], words: dict[str, Any], board_id: str) -> CardThen | None:
    card_id = body.get("card_id") or body.get("card", {}).get("id")
    if card_id is None:
        return None
    now = known.cards.get(card_id)
    title = body.get("card", {}).get("title") or words.get("card") or (now.title if now else "")
    return CardThen(id=card_id, number=known.numbers.get((card_id, board_id)), title=title)


def _other(known: _Known, event: Any, body: dict[str, Any]) -> OtherCard | None:
    if not event.kind.startswith("relation."):
        return None
    row = known.relations.get(body["id"])
    that = row and known.cards.get(row.other_id if row.card_id == event.subject else row.card_id)
    return OtherCard(id=that.id, number=that.number, title=that.title, board_id=that.board_id) if that else None


def _plan(known: _Known, event: Any, body: dict[str, Any]) -> BoardName | None:
    board_id = body.get("to_board_id") or body.get("from_board_id")
    if event.kind.startswith("link."):
        row = known.links.get(body["id"])
        board_id = row and row.board_id
    board = known.boards.get(board_id or "")
    return BoardName(id=board.id, name=board.name) if board else None


def _revised(look: Look, known: _Known, event: Any, body: dict[str, Any]) -> list[TextChange]:
    if event.kind in REVISED:
        old, new = (_revision(known, body[side]["revision_id"]) for side in ("from", "to"))
        return [TextChange(field=REVISED[event.kind], diff=difference(old, new))]
    return _comment(look, known, event, body) if event.kind.startswith("comment.") else []


def _rewritten(to: dict[str, Any], before: dict[str, Any]) -> list[TextChange]:
    found = []
    for name in [name for name in to if name in before]:
        old, new = before[name], to[name]
        if isinstance(old, str) and isinstance(new, str) and old and new and max(len(old), len(new)) >= LONG:
            found.append(TextChange(field=name, diff=difference(old, new)))
    return found


def _comment(look: Look, known: _Known, event: Any, body: dict[str, Any]) -> list[TextChange]:
    """Give a comment's words; those of a removed one only to who wrote it and to who may have removed it."""
    comment = known.comments.get(body["id"])
    if comment is None:
        return []
    theirs = comment.made_by == look.caller.id or event.stream.partition(":")[2] in known.arranged
    if comment.removed_at is not None and not theirs:
        return []
    old = _revision(known, body.get("from", {}).get("revision_id"))
    new = _revision(known, body.get("to", {}).get("revision_id"))
    if not old and not new:
        return []
    diff = difference(old, new) if old else [Stretch(kind="added", text=new)]
    return [TextChange(field="comment", diff=diff)]


def _revision(known: _Known, revision_id: str | None) -> str:
    row = known.revisions.get(revision_id or "")
    return row.text if row else ""

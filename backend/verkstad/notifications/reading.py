"""Reading the inbox: what one is told, as far as one may see it now, with as many questions whatever its length."""

from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from verkstad.boards.access import BOARD, WITH_MINE, blanks, is_visible_to
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.checklists.events import ROW_TABLE
from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.describing import REVISION
from verkstad.cards.finding import CARD
from verkstad.history.recording import EVENT
from verkstad.kernel.plain import plain_words
from verkstad.notifications.delivering import NOTICE
from verkstad.notifications.wire import InboxOut, NoticeOut, ToldCard
from verkstad.users.access import Caller
from verkstad.users.desk import Look

MOST_SIGNS = 200
_SEEN = WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id).join(NOTICE, NOTICE.c.card_id == CARD.c.id)


def read_inbox(look: Look, *, before: str | None, most: int, unread: bool) -> InboxOut:
    """Give what the reader is told, the latest first; what they may see no more is left out."""
    event = (EVENT.c.stream == NOTICE.c.stream) & (EVENT.c.version == NOTICE.c.version)
    question = (
        select(
            NOTICE.c.id,
            NOTICE.c.kind,
            NOTICE.c.at,
            NOTICE.c.read_at,
            NOTICE.c.card_id,
            CARD.c.board_id,
            CARD.c.number,
            CARD.c.title,
            BOARD.c.name.label("board_name"),
            EVENT.c.by,
            EVENT.c.body,
        )
        .select_from(_SEEN.join(EVENT, event))
        .where(NOTICE.c.user_id == look.caller.id, is_visible_to(look.caller))
        .order_by(NOTICE.c.at.desc(), NOTICE.c.id.desc())
        .limit(most + 1)
    )
    if before is not None:
        at, _, notice_id = before.partition("_")
        earlier = (NOTICE.c.at < at) | ((NOTICE.c.at == at) & (NOTICE.c.id < notice_id))
        question = question.where(earlier)
    if unread:
        question = question.where(NOTICE.c.read_at.is_(None))
    rows = list(look.connection.execute(question, blanks(look.caller)))
    texts = _texts(look.connection, rows[:most])
    items = [
        NoticeOut(
            id=row.id,
            kind=row.kind,
            at=row.at,
            by=row.by,
            read_at=row.read_at,
            card=ToldCard(id=row.card_id, board_id=row.board_id, number=row.number, title=row.title),
            board_name=row.board_name,
            text=excerpt(texts.get(row.id, "")),
        )
        for row in rows[:most]
    ]
    following = f"{items[-1].at}_{items[-1].id}" if len(rows) > most else None
    return InboxOut(items=items, next=following, unread=count_unread(look.connection, look.caller))


def count_unread(connection: Connection, caller: Caller) -> int:
    """Count what a person has not read and may see."""
    mine = (NOTICE.c.user_id == caller.id) & NOTICE.c.read_at.is_(None)
    question = select(func.count()).select_from(_SEEN).where(mine, is_visible_to(caller))
    count: int = connection.execute(question, blanks(caller)).scalar_one()
    return count


def excerpt(text: str) -> str:
    """Give the beginning of a text as plain words: without the signs of Markdown, on one line, ended between words."""
    plain = plain_words(text)
    if len(plain) <= MOST_SIGNS:
        return plain
    whole, _, _ = plain[:MOST_SIGNS].rpartition(" ")
    return f"{(whole or plain)[: MOST_SIGNS - 1]}…"


def _texts(connection: Connection, rows: list[Any]) -> dict[str, str]:
    bodies = {row.id: orjson.loads(row.body) for row in rows}
    about: dict[str, set[str]] = {"comment": set(), "row": set(), "blocker": set()}
    names: dict[str, tuple[str, str]] = {}
    for row in rows:
        body = bodies[row.id]
        if row.kind in ("mention", "answer"):
            names[row.id] = ("comment", body["id"])
        elif row.kind == "row":
            names[row.id] = ("row", body["id"])
        elif row.kind in ("remover", "resolved"):
            names[row.id] = ("blocker", body["id"])
        elif row.kind == "same":
            names[row.id] = ("blocker", body["to"]["blocker_id"])
    for noun, thing_id in names.values():
        about[noun].add(thing_id)
    found = _said(connection, about)
    hows = {row.id: bodies[row.id]["to"].get("how") for row in rows if row.kind == "resolved"}
    return {notice_id: hows.get(notice_id) or found.get(thing, "") for notice_id, (_, thing) in names.items()}


def _said(connection: Connection, about: dict[str, set[str]]) -> dict[str, str]:
    comments = COMMENT_TABLE.join(REVISION, REVISION.c.id == COMMENT_TABLE.c.revision_id)
    questions = {
        "comment": (COMMENT_TABLE, select(COMMENT_TABLE.c.id, REVISION.c.text).select_from(comments)),
        "row": (ROW_TABLE, select(ROW_TABLE.c.id, ROW_TABLE.c.text)),
        "blocker": (BLOCKER_TABLE, select(BLOCKER_TABLE.c.id, BLOCKER_TABLE.c.what)),
    }
    found: dict[str, str] = {}
    for noun, (table, question) in questions.items():
        if about[noun]:
            there = table.c.id.in_(about[noun]) & table.c.removed_at.is_(None)
            found |= {row[0]: row[1] for row in connection.execute(question.where(there))}
    return found

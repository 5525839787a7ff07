"""Whom an event concerns, and how: mentions, assignments, and answers to blockers."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.notifications.events import Kind

Body = dict[str, Any]
Concerned = Iterator[tuple[str | None, Kind]]


def concerned(connection: Connection, kind: str, body: Body) -> dict[str, Kind]:
    """Give the people whom an event concerns; somebody it concerns in two ways is told of the first."""
    found: dict[str, Kind] = {}
    for user_id, how in CONCERNS[kind](connection, body):
        if user_id is not None:
            found.setdefault(user_id, how)
    return found


def _commented(connection: Connection, body: Body) -> Concerned:
    to, before = body["to"], body.get("from", {})
    for user_id in to.get("mentions", []):
        if user_id not in before.get("mentions", []):
            yield user_id, "mention"
    if to.get("blocker_id"):
        yield _raiser(connection, to["blocker_id"]), "answer"


def _assigned(_connection: Connection, body: Body) -> Concerned:
    to = body.get("to") or body.get("card") or {}
    yield to.get("owner_id"), "owner"
    yield to.get("deputy_id"), "deputy"


def _joined(_connection: Connection, body: Body) -> Concerned:
    yield body["to"]["user_id"], "participant"


def _given_a_row(_connection: Connection, body: Body) -> Concerned:
    yield body["to"].get("user_id"), "row"


def _blocked(connection: Connection, body: Body) -> Concerned:
    yield body["to"].get("remover_id"), "remover"
    if body["to"].get("resolved_at"):
        yield _raiser(connection, body["id"]), "resolved"


def _agreed(connection: Connection, body: Body) -> Concerned:
    yield _raiser(connection, body["to"]["blocker_id"]), "same"


def _raiser(connection: Connection, blocker_id: str) -> str | None:
    raised = select(BLOCKER_TABLE.c.made_by).where(BLOCKER_TABLE.c.id == blocker_id)
    return connection.execute(raised).scalar_one_or_none()


CONCERNS: dict[str, Callable[[Connection, Body], Concerned]] = {
    "comment.added": _commented,
    "comment.changed": _commented,
    "card.created": _assigned,
    "card.changed": _assigned,
    "participant.added": _joined,
    "participant.restored": _joined,
    "row.added": _given_a_row,
    "row.changed": _given_a_row,
    "blocker.added": _blocked,
    "blocker.changed": _blocked,
    "same.added": _agreed,
    "same.restored": _agreed,
}

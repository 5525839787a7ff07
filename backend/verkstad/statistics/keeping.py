"""Keeping trails in the database, so that a server that has just started need not read the whole log.

What is kept is never the truth: it is a state of the log that was there, and what came after it is read from the log.
"""

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import Connection, select, text

from verkstad.statistics.tables import KeptTrail
from verkstad.statistics.trail import Trail

KEPT = KeptTrail.__table__  # type: ignore[attr-defined]
# Raise it when trails remember something else, or it is written in another way: the log is then read anew.
FORM = 2

# Of two processes the one that has come further is right.
_KEEP = text(
    "INSERT INTO index_trail (board_id, form, version, body) VALUES (:board_id, :form, :version, :body)"
    " ON CONFLICT (board_id) DO UPDATE SET form = excluded.form, version = excluded.version, body = excluded.body"
    " WHERE index_trail.version < excluded.version OR index_trail.form <> excluded.form"
)


class Written(NamedTuple):
    """A trail as it is kept."""

    board_id: str
    form: str
    version: int
    body: str


def write_down(board_id: str, trail: Trail) -> Written:
    """Write a trail as it is now."""
    return Written(board_id, _form(trail.zone), trail.version, orjson.dumps(trail.told()).decode())


def keep(connection: Connection, written: Written) -> None:
    """Keep what was written, where nothing newer is kept."""
    connection.execute(_KEEP, written._asdict())


def recall(connection: Connection, clocks: Mapping[str, int], zone: ZoneInfo) -> dict[str, Trail]:
    """Give the trails that are kept of plans; not one of another form, nor one that is ahead of the log."""
    question = select(KEPT).where(KEPT.c.board_id.in_(sorted(clocks)), KEPT.c.form == _form(zone))
    return {
        row.board_id: Trail.from_told(zone, row.version, orjson.loads(row.body))
        for row in connection.execute(question)
        if row.version <= clocks[row.board_id]
    }


def _form(zone: ZoneInfo) -> str:
    return f"{FORM} {zone.key}"

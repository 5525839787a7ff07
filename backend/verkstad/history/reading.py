"""Reading the log: the clock of a stream, and its events as the wire carries them."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from verkstad.history.encoding import encoded
from verkstad.history.recording import CLOCK, EVENT

_AFTER = (
    select(EVENT.c.version, EVENT.c.kind, EVENT.c.op, EVENT.c.by, EVENT.c.recorded_at, EVENT.c.body)
    .where(EVENT.c.stream == bindparam("the_stream"), EVENT.c.version > bindparam("after"))
    .order_by(EVENT.c.version)
    .limit(bindparam("most"))
)
_CLOCK = select(CLOCK.c.version).where(CLOCK.c.stream == bindparam("the_stream"))


def clock_of(connection: Connection, stream: str) -> int | None:
    """Tell how far a stream has come, or that there is none."""
    return connection.execute(_CLOCK, {"the_stream": stream}).scalar_one_or_none()


def clocks_of(connection: Connection, streams: Iterable[str]) -> dict[str, int]:
    """Tell how far several streams have come, with one question."""
    rows = connection.execute(select(CLOCK.c.stream, CLOCK.c.version).where(CLOCK.c.stream.in_(list(streams))))
    return {row.stream: row.version for row in rows}


def events_after(connection: Connection, stream: str, after: int, most: int) -> list[tuple[int, str, bytes]]:
    """Give (version, kind, wire bytes) of a board's events after a version, in order, at most `most`."""
    rows = connection.execute(_AFTER, {"the_stream": stream, "after": after, "most": most})
    return [
        (
            row.version,
            row.kind,
            encoded(
                stream, kind=row.kind, version=row.version, at=row.recorded_at, by=row.by, op=row.op, body=row.body
            ),
        )
        for row in rows
    ]

"""Writing the log: lock a stream's clock, then record what happened under it."""

from typing import Any, ClassVar

import orjson
from pydantic import BaseModel, ConfigDict
from sqlalchemy import bindparam, insert, update

from verkstad.history.encoding import encoded
from verkstad.history.tables import Event, StreamClock
from verkstad.kernel.clock import written
from verkstad.kernel.database import Recorded, Transaction
from verkstad.kernel.problems import NotFound

CLOCK = StreamClock.__table__  # type: ignore[attr-defined]
EVENT = Event.__table__  # type: ignore[attr-defined]

_LOCK = (
    update(CLOCK)
    .where(CLOCK.c.stream == bindparam("the_stream"))
    .values(version=CLOCK.c.version + 1)
    .returning(CLOCK.c.version)
)
_SET = update(CLOCK).where(CLOCK.c.stream == bindparam("the_stream")).values(version=bindparam("the_version"))
_START = insert(CLOCK)
_RECORD = insert(EVENT)


class Happening(BaseModel):
    """The part of an event that is its own; the common part is added when it is recorded."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    subject_field: ClassVar[str | None] = None
    type: str


class Recorder:
    """The events of one operation, in the streams that it has locked."""

    def __init__(self, transaction: Transaction, *, by: str | None, op: str, now: Any) -> None:
        self.transaction = transaction
        self.connection = transaction.connection
        self.by = by
        self.op = op
        self.now = now
        self.at = written(now)
        # While something is undone: the operation it was, and the names that its event kept.
        self.echo: dict[str, Any] = {}
        self._before: dict[str, int] = {}
        self._rows: list[dict[str, Any]] = []
        self._count: dict[str, int] = {}
        self._started: set[str] = set()

    def start(self, stream: str) -> None:
        """Begin a stream, whose first event gets version 1."""
        self.connection.execute(_START, {"stream": stream, "version": 0})
        self._before[stream] = 0
        self._count[stream] = 0
        self._started.add(stream)

    def lock(self, *streams: str) -> None:
        """Lock the clocks of streams, in ascending order so that no two writers wait for each other."""
        for stream in sorted(streams):
            if stream in self._before:
                continue
            version = self.connection.execute(_LOCK, {"the_stream": stream}).scalar_one_or_none()
            if version is None:
                raise NotFound
            self._before[stream] = version - 1
            self._count[stream] = 0

    def version(self, stream: str) -> int:
        """Tell how far a locked stream has come with the events recorded so far."""
        return self._before[stream] + self._count[stream]

    def record(
        self,
        stream: str,
        happening: Happening,
        *,
        subject: str | None = None,
        words: dict[str, Any] | None = None,
        op: str | None = None,
    ) -> int:
        """Add one event to a locked stream and give the version that it gets; `op` sets it apart from the operation."""
        self._count[stream] += 1
        version = self.version(stream)
        body = happening.model_dump(mode="json", by_alias=True, exclude={"type"})
        words = {**self.echo, **(words or {})}
        self._rows.append(
            {
                "stream": stream,
                "version": version,
                "kind": happening.type,
                "schema": 1,
                "op": op or self.op,
                "by": self.by,
                "subject": subject,
                "recorded_at": self.at,
                "happened_at": None,
                "body": orjson.dumps(body).decode(),
                "words": orjson.dumps(words).decode() if words else None,
            }
        )
        return version

    def finish(self) -> None:
        """Write the events, and set right the clocks of streams that got none or several."""
        if self._rows:
            self.connection.execute(_RECORD, self._rows)
            self.transaction.told += [_told(row) for row in self._rows]
            self.transaction.recorded += [
                Recorded(row["stream"], row["kind"], row["subject"], row["body"]) for row in self._rows
            ]
        for stream, before in self._before.items():
            count = self._count[stream]
            if count != 1 or stream in self._started:
                self.connection.execute(_SET, {"the_stream": stream, "the_version": before + count})
            if count:
                self.transaction.moved[stream] = before + count


def _told(row: dict[str, Any]) -> tuple[str, int, str, bytes]:
    wire = encoded(
        row["stream"],
        kind=row["kind"],
        version=row["version"],
        at=row["recorded_at"],
        by=row["by"],
        op=row["op"],
        body=row["body"],
    )
    return row["stream"], row["version"], row["kind"], wire

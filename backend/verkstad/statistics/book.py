"""The trails that this process keeps, each brought up to date with the events after its last version."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import Connection, Row, and_, or_, select

from verkstad.boards.events import stream_of
from verkstad.history.house import House
from verkstad.history.recording import EVENT
from verkstad.statistics.keeping import Written, recall, write_down
from verkstad.statistics.tallying import Tally, tally
from verkstad.statistics.trail import KINDS, Trail

MOST_REMEMBERED = 200_000_000  # octets, roughly
# So many events are soon read; a plan that never comes to them has no trail that is kept.
KEPT_EVERY = 300
PORTION = 100

_EVENTS = select(
    EVENT.c.stream, EVENT.c.version, EVENT.c.kind, EVENT.c.recorded_at, EVENT.c.subject, EVENT.c.body
).where(EVENT.c.kind.in_(KINDS))


class Book:
    """Trails by plan, the latest used last; at most `MOST_REMEMBERED` of them all.

    On both databases it is the log that says what is new, so another process's events are never missed. Whoever
    reads an earlier state than a trail has come to gets the trail's.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.lock = Lock()
        self._kept: OrderedDict[str, Trail] = OrderedDict()
        self._written: dict[str, int] = {}
        # What all assignments of a plan come to, counted again when something has happened there.
        self._whole: dict[str, tuple[int, Tally]] = {}

    @classmethod
    def of(cls, house: House) -> "Book":
        """Give the house's book, which is empty at first."""
        book = house.aside.setdefault("statistics", cls(house.clock.zone))
        assert isinstance(book, cls)  # noqa: S101 - nobody else has the name
        return book

    def bring_up_to_date(self, connection: Connection, clocks: Mapping[str, int]) -> dict[str, Trail]:
        """Give the trails of plans, whose clocks were just read on the same connection; the lock must be held."""
        found = {board_id: self._kept.pop(board_id) for board_id in clocks if board_id in self._kept}
        found |= self._recalled(connection, {each: clocks[each] for each in clocks if each not in found})
        behind = {board_id: trail for board_id, trail in found.items() if trail.version < clocks[board_id]}
        by_stream = {stream_of(board_id): trail for board_id, trail in behind.items()}
        try:
            for row in self._news(connection, by_stream):
                by_stream[row.stream].add(row.kind, row.recorded_at, row.subject, orjson.loads(row.body))
        except BaseException:
            for board_id in behind:
                del found[board_id]  # half read is worse than not at all
            raise
        else:
            for board_id, trail in behind.items():
                trail.version = clocks[board_id]
        finally:
            self._keep(found)
        return found

    def whole(self, board_id: str, trail: Trail) -> Tally:
        """Count all assignments of a plan, whose trail was just given; the lock must be held."""
        version, found = self._whole.get(board_id, (None, None))
        if found is None or version != trail.version:
            found = tally(trail)
            self._whole[board_id] = trail.version, found
        return found

    def grown(self) -> list[Written]:
        """Give what is to be kept of trails that have grown much since they last were; the lock must be held."""
        many = [
            board_id
            for board_id, trail in self._kept.items()
            if trail.version >= self._written.get(board_id, 0) + KEPT_EVERY
        ]
        return [write_down(board_id, self._kept[board_id]) for board_id in many]

    def note_kept(self, written: Written) -> None:
        """Learn that a trail is kept as it was at a version."""
        self._written[written.board_id] = written.version

    def _recalled(self, connection: Connection, clocks: Mapping[str, int]) -> dict[str, Trail]:
        kept = recall(connection, clocks, self.zone) if clocks else {}
        self._written |= {board_id: trail.version for board_id, trail in kept.items()}
        return {board_id: kept.get(board_id) or Trail(self.zone) for board_id in clocks}

    def _news(self, connection: Connection, trails: Mapping[str, Trail]) -> list[Row[Any]]:
        new = [stream for stream, trail in trails.items() if trail.version == 0]
        rows: list[Row[Any]] = []
        if new:
            rows += connection.execute(_EVENTS.where(EVENT.c.stream.in_(new)).order_by(EVENT.c.stream, EVENT.c.version))
        known = [(stream, trail.version) for stream, trail in trails.items() if trail.version]
        for start in range(0, len(known), PORTION):
            after = [
                and_(EVENT.c.stream == stream, EVENT.c.version > version)
                for stream, version in known[start : start + PORTION]
            ]
            rows += connection.execute(_EVENTS.where(or_(*after)).order_by(EVENT.c.stream, EVENT.c.version))
        return rows

    def _keep(self, found: Mapping[str, Trail]) -> None:
        self._kept.update(found)
        remembered = sum(trail.size for trail in self._kept.values())
        while remembered > MOST_REMEMBERED and len(self._kept) > 1:
            board_id, trail = self._kept.popitem(last=False)
            self._whole.pop(board_id, None)
            remembered -= trail.size

"""What filters ask of assignments, kept plan by plan in each process and brought up to date with what has changed."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from sys import intern
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, func, or_, select

from verkstad.cards.finding import CARD
from verkstad.history.house import House
from verkstad.kernel.clock import read
from verkstad.search.filtering.matching import Telling, Title, read_title

MOST_REMEMBERED = 100_000
PORTION = 100

# A closed one is what it was, in the lane that it left.
_FACES = select(
    CARD.c.board_id,
    CARD.c.id,
    func.coalesce(CARD.c.lane_id, CARD.c.left_lane_id).label("lane_id"),
    CARD.c.number,
    CARD.c.title,
    CARD.c.owner_id.is_not(None).label("owned"),
    CARD.c.deputy_id.is_not(None).label("deputised"),
    CARD.c.start,
    CARD.c.due,
    CARD.c.health,
    CARD.c.label_ids,
    CARD.c.blocked_since,
    CARD.c.closed_at,
)


@dataclass(slots=True)
class Face:
    """What is asked of an assignment: that it is somebody's, and never whose; `closed_on` is a day.

    `label_ids` is JSON, as its row keeps it.
    """

    lane_id: str
    number: int
    title: Title
    owner_id: str | None
    deputy_id: str | None
    start: str | None
    due: str | None
    health: str
    label_ids: str
    blocked_since: str | None
    closed_on: str | None


@dataclass
class PlanFaces:
    """The faces of one plan by their ids, up to a version of its stream; one that has left may still be there."""

    version: int = 0
    by_id: dict[str, Face] = field(default_factory=dict)


class Faces:
    """Faces by plan, the latest used last; at most `MOST_REMEMBERED` of them all."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._kept: OrderedDict[str, PlanFaces] = OrderedDict()

    @classmethod
    def of(cls, house: House) -> "Faces":
        """Give those of the house, none at first."""
        faces = house.aside.setdefault("statistics: faces", cls(house.clock.zone))
        assert isinstance(faces, cls)  # noqa: S101 - nobody else has the name
        return faces

    def bring_up_to_date(self, connection: Connection, clocks: Mapping[str, int]) -> dict[str, PlanFaces]:
        """Give those of plans, whose clocks were just read on the same connection; the book's lock must be held."""
        found = {board_id: self._kept.pop(board_id, PlanFaces()) for board_id in clocks}
        for row in _news(connection, {board_id: faces.version for board_id, faces in found.items()}, clocks):
            found[row.board_id].by_id[row.id] = self._face(row)
        for board_id, faces in found.items():
            faces.version = max(faces.version, clocks[board_id])
        self._keep(found)
        return found

    def _face(self, row: Any) -> Face:
        """Read a face; what many have alike is remembered once."""
        closed = row.closed_at and read(row.closed_at).astimezone(self.zone).date().isoformat()
        return Face(
            lane_id=intern(row.lane_id),
            number=row.number,
            title=read_title(row.title),
            owner_id="" if row.owned else None,
            deputy_id="" if row.deputised else None,
            start=row.start and intern(row.start),
            due=row.due and intern(row.due),
            health=intern(row.health),
            label_ids=intern(row.label_ids),
            blocked_since=row.blocked_since,
            closed_on=closed,
        )

    def _keep(self, found: Mapping[str, PlanFaces]) -> None:
        self._kept.update(found)
        remembered = sum(len(faces.by_id) for faces in self._kept.values())
        while remembered > MOST_REMEMBERED and len(self._kept) > 1:
            remembered -= len(self._kept.popitem(last=False)[1].by_id)


def _news(connection: Connection, known: Mapping[str, int], clocks: Mapping[str, int]) -> Iterable[Any]:
    """Read the faces that have changed since the versions that are known."""
    behind = [(board_id, version) for board_id, version in known.items() if version < clocks[board_id]]
    for start in range(0, len(behind), PORTION):
        after = [
            and_(CARD.c.board_id == board_id, CARD.c.version > version)
            for board_id, version in behind[start : start + PORTION]
        ]
        yield from connection.execute(_FACES.where(or_(*after)))


TOLD = Telling(title=attrgetter("title"), closed_on=attrgetter("closed_on"))

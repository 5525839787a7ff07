"""What statistics remember of one plan: where each assignment has stood and for how long, and never whose it is."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from verkstad.kernel.clock import read
from verkstad.statistics.columns import Happenings, Stays

# What is read of the log; nothing else moves an assignment from one lane to another.
KINDS = (
    "board.started",
    "lane.added",
    "lane.changed",
    "lane.moved",
    "lane.removed",
    "card.created",
    "card.arrived",
    "card.reopened",
    "card.moved",
    "card.closed",
    "card.left",
)
# Roughly how many octets each takes.
_CARD_SIZE, _ROW_SIZE = 250, 20


class Standing(NamedTuple):
    """That an assignment stands in a lane: since which day, and which second."""

    lane_id: str
    day: int
    since: int


@dataclass
class Trail:
    """One plan up to a version of its stream; events are added in order, each once.

    Days are ordinals. Every figure is counted from what is here (`tallying.py`); nothing is summed up beside it.
    """

    zone: ZoneInfo
    version: int = 0
    lanes: dict[str, dict[str, Any]] = field(default_factory=dict)
    # The stages that each lane has had, by the day from the end of which it had it.
    stages: dict[str, dict[int, str]] = field(default_factory=dict)
    # Every card that has come to the plan, by its id: its number here.
    cards: dict[str, int] = field(default_factory=dict)
    standing: dict[int, Standing] = field(default_factory=dict)
    # Those that are on another plan now.
    left: set[int] = field(default_factory=set)
    # By lane and the stage that it had when they ended.
    stays: defaultdict[tuple[str, str], Stays] = field(default_factory=lambda: defaultdict(Stays))
    # Created, closed, and delivered: come to a lane of the stage `done` from one of another stage.
    happened: defaultdict[str, Happenings] = field(default_factory=lambda: defaultdict(Happenings))

    @property
    def size(self) -> int:
        """Tell roughly how many octets are remembered."""
        rows = sum(len(each.cards) for each in (*self.stays.values(), *self.happened.values()))
        return _CARD_SIZE * len(self.cards) + _ROW_SIZE * rows

    def add(self, kind: str, at: str, subject: str | None, body: dict[str, Any]) -> None:
        """Learn of one event."""
        moment = read(at)
        day, now = moment.astimezone(self.zone).toordinal(), round(moment.timestamp())
        if subject is not None and kind.startswith("card."):
            card = self.cards.setdefault(subject, len(self.cards))
            self._add_card(kind, day, now, card, body)
        elif kind == "board.started":
            for lane in body["lanes"]:
                self._add_lane(day, lane)
        elif kind == "lane.added":
            self._add_lane(day, body["lane"])
        elif kind == "lane.removed":
            self.lanes[body["lane_id"]]["removed"] = True
        else:
            lane = self.lanes[body["lane_id"]]
            lane.update(body["to"])
            self.stages[lane["id"]][day] = lane["stage"]

    def _add_lane(self, day: int, lane: dict[str, Any]) -> None:
        self.lanes[lane["id"]] = lane
        self.stages[lane["id"]] = {day: lane["stage"]}

    def _add_card(self, kind: str, day: int, now: int, card: int, body: dict[str, Any]) -> None:
        if kind == "card.moved":
            self._move(day, now, card, body["to"]["lane_id"])
        elif kind in ("card.closed", "card.left"):
            self._leave(day, now, card)
            if kind == "card.closed":
                self.happened["closed"].add(card, day)
            else:
                self.left.add(card)
        else:
            lane_id = body["card"]["lane_id"]
            self.left.discard(card)
            self.standing[card] = Standing(lane_id, day, now)
            if kind == "card.created":
                self.happened["created"].add(card, day)
                self._count_delivered(day, card, None, lane_id)

    def _move(self, day: int, now: int, card: int, lane_id: str) -> None:
        origin = self.standing[card].lane_id
        if lane_id == origin:
            return  # another place in the same lane is no other stay
        self._leave(day, now, card)
        self.standing[card] = Standing(lane_id, day, now)
        self._count_delivered(day, card, origin, lane_id)

    def _count_delivered(self, day: int, card: int, origin: str | None, lane_id: str) -> None:
        was_done = origin is not None and self.lanes[origin]["stage"] == "done"
        if self.lanes[lane_id]["stage"] == "done" and not was_done:
            self.happened["delivered"].add(card, day)

    def _leave(self, day: int, now: int, card: int) -> None:
        stood = self.standing.pop(card)
        stays = self.stays[stood.lane_id, self.lanes[stood.lane_id]["stage"]]
        stays.add(card, stood.day, day, max(0, now - stood.since))

    def told(self) -> dict[str, Any]:
        """Give all that is remembered, to be kept; what is many is told without its lane each time."""
        standing: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for card, (lane_id, day, since) in self.standing.items():
            standing[lane_id].append((card, day, since))
        return {
            "lanes": [*self.lanes.values()],
            "stages": {lane_id: [*stages.items()] for lane_id, stages in self.stages.items()},
            "cards": [*self.cards],
            "standing": standing,
            "left": [*self.left],
            "stays": [[*key, stays.told()] for key, stays in self.stays.items()],
            "happened": {what: happenings.told() for what, happenings in self.happened.items()},
        }

    @classmethod
    def from_told(cls, zone: ZoneInfo, version: int, told: dict[str, Any]) -> "Trail":
        """Remember what was kept."""
        trail = cls(zone, version, lanes={lane["id"]: lane for lane in told["lanes"]})
        trail.stages = {lane_id: dict(stages) for lane_id, stages in told["stages"].items()}
        trail.cards = {card_id: card for card, card_id in enumerate(told["cards"])}
        for lane_id, standing in told["standing"].items():
            trail.standing |= {card: Standing(lane_id, day, since) for card, day, since in standing}
        trail.left = set(told["left"])
        for lane_id, stage, stays in told["stays"]:
            trail.stays[lane_id, stage] = Stays.from_told(stays)
        for what, happenings in told["happened"].items():
            trail.happened[what] = Happenings.from_told(happenings)
        return trail

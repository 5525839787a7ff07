"""Counting what a trail remembers, of all its assignments or of some."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from verkstad.statistics.columns import Chosen, Column
from verkstad.statistics.trail import Trail

STAGES = ("planned", "active", "waiting", "done")
Days = Counter[int]
"""By the day's ordinal: how many more, or fewer, than the day before."""


def _days() -> defaultdict[str, Days]:
    return defaultdict(Counter)


@dataclass
class Tally:
    """What is counted of one plan: changes by day, what happened on each, and how long stays have lasted."""

    by_lane: defaultdict[str, Days] = field(default_factory=_days)
    by_stage: defaultdict[str, Days] = field(default_factory=_days)
    happened: defaultdict[str, Days] = field(default_factory=_days)
    # By lane and stage: the days on which stays ended, and how many seconds each had lasted.
    finished: dict[tuple[str, str], tuple[Column, Column]] = field(default_factory=dict)
    # By lane: since when those stand there that do.
    since: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def ended(self, first: int, last: int, *, lane: str | None = None, stage: str | None = None) -> list[int]:
        """Give how long stays lasted in a lane, or in lanes of a stage, that ended in a period."""
        asked = [rows for key, rows in self.finished.items() if lane in (None, key[0]) and stage in (None, key[1])]
        return [seconds for rows in asked for ended, seconds in zip(*rows, strict=True) if first <= ended <= last]


def tally(trail: Trail, passes: Callable[[str], bool] | None = None) -> Tally:
    """Count every assignment of a plan, or those whose id passes."""
    chosen = None if passes is None else bytes(map(passes, trail.cards)).__getitem__
    found = Tally()
    _count_stays(trail, chosen, found)
    _count_standing(trail, chosen, found)
    for lane_id, days in found.by_lane.items():
        _add_stages(days, trail.stages[lane_id], found.by_stage)
    for what, happenings in trail.happened.items():
        found.happened[what].update(*happenings.of(chosen))
    return found


def _count_stays(trail: Trail, chosen: Chosen | None, found: Tally) -> None:
    for (lane_id, stage), stays in trail.stays.items():
        begun, ended, seconds = stays.of(chosen)
        found.finished[lane_id, stage] = ended, seconds
        found.by_lane[lane_id].update(begun)
        found.by_lane[lane_id].subtract(Counter(ended))  # which counts quicker than it subtracts one by one


def _count_standing(trail: Trail, chosen: Chosen | None, found: Tally) -> None:
    days: defaultdict[str, list[int]] = defaultdict(list)
    for card, (lane_id, day, since) in trail.standing.items():
        if chosen is None or chosen(card):
            days[lane_id].append(day)
            found.since[lane_id].append(since)
    for lane_id, each in days.items():
        found.by_lane[lane_id].update(each)


def _add_stages(days: Days, stages: dict[int, str], by_stage: defaultdict[str, Days]) -> None:
    """Add what changed in a lane to its stage; what stands in one that gets another stage is from then on in that."""
    stage, *others = stages.values()
    if not others:
        by_stage[stage].update(days)
        return
    level = 0
    for day in sorted({*days, *stages}):
        before, stage = stage, stages.get(day, stage)
        by_stage[before][day] -= level
        level += days[day]
        by_stage[stage][day] += level


def together(every: Iterable[Days]) -> Days:
    """Give the changes of several as those of one."""
    total: Days = Counter()
    for days in every:
        total.update(days)
    return total


def levels(changes: Days, first: int, last: int) -> list[int]:
    """Give how many there were at the end of each day of a period."""
    before = sum(change for day, change in changes.items() if day < first)
    return [*accumulate((changes.get(day, 0) for day in range(first, last + 1)), initial=before)][1:]

"""Figures of how work has flowed, found by replaying the log of each plan to the end of every day."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests.live.reducer import replayed

if TYPE_CHECKING:
    from collections.abc import Iterable

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STAGES = ("planned", "active", "waiting", "done")
DAY = 86_400.0
Log = list[dict[str, Any]]
Lasts = dict[str, list[float]]


@dataclass(frozen=True)
class Stay:
    """That a card stood in a lane: from when until when, and of which stage the lane was when it left, or is."""

    card_id: str
    lane_id: str
    stage: str
    since: dt.datetime
    until: dt.datetime | None


class PlanRecount:
    """One plan: who stood where at the end of each day, every stay, and what came and went each day."""

    def __init__(self, log: Log, days: list[dt.date]) -> None:
        self.log, self.days = log, days
        self.evenings = [self._evening(day) for day in days]
        self.stays = self._stays()
        self.happened = self._happened()
        self.lanes = {lane["id"] for event in log for lane in _lanes_in(event)}
        self.last = replayed(None, copy.deepcopy(log))

    def of(self, chosen: set[str]) -> PlanRecount:
        """Give what is left where nothing but some cards had ever been there."""
        found = copy.copy(self)
        found.evenings = [[each for each in evening if each[0] in chosen] for evening in self.evenings]
        found.stays = [stay for stay in self.stays if stay.card_id in chosen]
        found.happened = [each for each in self.happened if each[0] in chosen]
        return found

    def _evening(self, day: dt.date) -> list[tuple[str, str, str]]:
        """Give each card with its lane and stage, from the plan's snapshot at midnight."""
        midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=STOCKHOLM)
        until = [event for event in self.log if _at(event) < midnight]
        if not until:
            return []
        snapshot = replayed(None, copy.deepcopy(until))
        stages = {lane["id"]: lane["stage"] for lane in snapshot["lanes"]}
        return [(card["id"], card["lane_id"], stages[card["lane_id"]]) for card in snapshot["cards"]]

    def _stays(self) -> list[Stay]:
        ways: dict[str, list[tuple[int, str | None]]] = {}
        for place, event in enumerate(self.log):
            if event["type"] in ("card.created", "card.arrived", "card.reopened"):
                ways.setdefault(event["card"]["id"], []).append((place, event["card"]["lane_id"]))
            elif event["type"] in ("card.closed", "card.left"):
                ways[event["card_id"]].append((place, None))
            elif event["type"] == "card.moved" and event["to"]["lane_id"] != event["from"]["lane_id"]:
                ways[event["card_id"]].append((place, event["to"]["lane_id"]))
        found = []
        for card_id, way in ways.items():
            for (since, lane_id), (until, _) in pairwise([*way, (None, None)]):
                if lane_id is not None and since is not None:
                    ended = None if until is None else _at(self.log[until])
                    found.append(Stay(card_id, lane_id, self._stage(lane_id, until), _at(self.log[since]), ended))
        return found

    def _stage(self, lane_id: str, before: int | None) -> str:
        """Give the stage of a lane before an event, or now."""
        (*_, stage) = [
            lane["stage"]
            for event in self.log[:before]
            for lane in _lanes_in(event)
            if lane["id"] == lane_id and "stage" in lane
        ]
        return str(stage)

    def _happened(self) -> list[tuple[str, dt.date, str]]:
        """Give whose it was, on which day, and what."""
        found: list[tuple[str, dt.date, str]] = []
        for place, event in enumerate(self.log):
            day = _at(event).astimezone(STOCKHOLM).date()
            match event["type"]:
                case "card.closed":
                    found.append((event["card_id"], day, "closed"))
                case "card.created":
                    card = event["card"]
                    found.append((card["id"], day, "created"))
                    if self._stage(card["lane_id"], place) == "done":
                        found.append((card["id"], day, "delivered"))
                case "card.moved":
                    origin, goal = (self._stage(event[end]["lane_id"], place) for end in ("from", "to"))
                    if goal == "done" and origin != "done":
                        found.append((event["card_id"], day, "delivered"))
        return found


def flow(plans: Iterable[PlanRecount], days: list[dt.date]) -> dict[str, list[int]]:
    """Give how many stood in each stage at the end of each day."""
    evenings = [[stage for plan in plans for _, _, stage in plan.evenings[at]] for at in range(len(days))]
    return {stage: [evening.count(stage) for evening in evenings] for stage in STAGES}


def weeks(plans: Iterable[PlanRecount], days: list[dt.date]) -> list[tuple[str, int, int, int]]:
    """Give of each week how many were created, closed and delivered."""
    found: dict[str, Counter[str]] = {}
    for day in days:
        counted = found.setdefault((day - dt.timedelta(days=day.weekday())).isoformat(), Counter())
        for plan in plans:
            counted.update(what for _, when, what in plan.happened if when == day)
    return [(monday, each["created"], each["closed"], each["delivered"]) for monday, each in found.items()]


def lasts(plans: Iterable[PlanRecount], days: list[dt.date], now: dt.datetime, by: str) -> tuple[Lasts, Lasts]:
    """Give how long stays lasted that ended in the period, and how long those that go on, by lane or by stage."""
    finished: Lasts = {}
    going: Lasts = {}
    for stay in (stay for plan in plans for stay in plan.stays):
        if stay.until is None:
            going.setdefault(getattr(stay, by), []).append((now - stay.since).total_seconds())
        elif stay.until.astimezone(STOCKHOLM).date() in days:
            finished.setdefault(getattr(stay, by), []).append((stay.until - stay.since).total_seconds())
    return finished, going


def lasting(seconds: list[float]) -> dict[str, Any]:
    """Tell of stays how many there were, and how long half of them and most of them lasted."""
    rising = sorted(seconds)
    return {"count": len(rising), "median_days": _part(rising, 50), "p85_days": _part(rising, 85)}


def _part(rising: list[float], percent: int) -> float | None:
    """Give a percentile by weighing the two neighbours in hundredths."""
    if not rising:
        return None
    whole, rest = divmod((len(rising) - 1) * percent, 100)
    pair = (*rising[whole : whole + 2], rising[-1])
    return pytest.approx((pair[0] * (100 - rest) + pair[1] * rest) / 100 / DAY, abs=0.011)  # type: ignore[return-value]


def _at(event: dict[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(event["at"])


def _lanes_in(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the lanes that an event tells of, as far as it does."""
    if event["type"] == "lane.changed":
        return [{"id": event["lane_id"], **event["to"]}]
    return [event["lane"]] if event["type"] == "lane.added" else event.get("lanes", [])

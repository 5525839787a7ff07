"""Counting how work has flowed over a period, on the plans that the reader sees and on no others."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from sqlalchemy import String, and_, literal, select

from verkstad.boards.access import BOARD, WITH_MINE, blanks, find_board, is_visible_to
from verkstad.boards.problems import PeriodBackwards
from verkstad.boards.wire import Stage
from verkstad.history.recording import CLOCK
from verkstad.statistics.book import Book
from verkstad.statistics.choosing import Plans, choose, must_not_single_out
from verkstad.statistics.problems import PeriodAhead, PeriodTooLong
from verkstad.statistics.tallying import STAGES, Tally, levels, tally, together
from verkstad.statistics.trail import Trail
from verkstad.statistics.wire import LaneFlow, Lasting, StageFlow, Statistics, TimeIn, Week
from verkstad.users.desk import Look

USUAL = dt.timedelta(weeks=12)
MOST_DAYS = 1_100  # three years
DAY_SECONDS = 86_400

_STREAM = literal("board:", String) + BOARD.c.id
_CLOCKS = select(BOARD.c.id, CLOCK.c.version).select_from(WITH_MINE.join(CLOCK, CLOCK.c.stream == _STREAM))


class Plan(NamedTuple):
    """One plan: what happened there, and what is counted of it."""

    trail: Trail
    tally: Tally


@dataclass(frozen=True)
class Wish:
    """What is to be counted: a period, one plan or all that are not closed, and what passes a filter or everything."""

    first: dt.date | None
    last: dt.date | None
    board_id: str | None
    query: str


def count(look: Look, wish: Wish) -> Statistics:
    """Count over a period, the last twelve weeks where none is named."""
    must_not_single_out(wish.query)
    first, last = _period(look, wish.first, wish.last)
    if wish.board_id is not None:
        find_board(look.connection, look.caller, wish.board_id)
    book = Book.of(look.house)
    with book.lock:
        # The clocks first: what they tell is what is read.
        plans = _plans(look, wish.board_id)
        trails = book.bring_up_to_date(look.connection, plans.clocks)
        if not wish.query.strip():
            whole = [Plan(trail, book.whole(board_id, trail)) for board_id, trail in trails.items()]
            return _counted(look, whole, wish, first, last)
        chosen = choose(look, wish.query, plans, trails)
        some = [Plan(trail, tally(trail, chosen.__contains__)) for trail in trails.values()]
        return _counted(look, some, wish, first, last, assignments=len(chosen))


def _period(look: Look, first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date]:
    today = look.now.astimezone(look.house.clock.zone).date()
    last = last or today
    first = first or last - min(USUAL, last - dt.date.min)  # before the first day of all there is none
    if first > last:
        raise PeriodBackwards
    if last > today:
        raise PeriodAhead
    if (last - first).days >= MOST_DAYS:
        raise PeriodTooLong(limit=MOST_DAYS)
    return first, last


def _plans(look: Look, board_id: str | None) -> Plans:
    these = BOARD.c.closed_at.is_(None) if board_id is None else BOARD.c.id == board_id
    these = and_(is_visible_to(look.caller), these)
    rows = look.connection.execute(_CLOCKS.where(these), blanks(look.caller))
    return Plans(these, {row.id: row.version for row in rows})


def _counted(
    look: Look, plans: list[Plan], wish: Wish, first: dt.date, last: dt.date, *, assignments: int | None = None
) -> Statistics:
    days = first.toordinal(), last.toordinal()
    one = plans[0] if wish.board_id is not None else None
    lanes = _lanes(one.trail) if one is not None else []
    flows = [_lane_flow(one, lane, days) for lane in lanes] if one is not None else []
    by_stage = {stage: together(plan.tally.by_stage[stage] for plan in plans) for stage in STAGES}
    return Statistics(
        board_id=wish.board_id,
        query=wish.query,
        assignments=assignments,
        plans=len(plans),
        first=first.isoformat(),
        last=last.isoformat(),
        flow=StageFlow(**{stage: levels(changes, *days) for stage, changes in by_stage.items()}),
        lanes=[flow for flow in flows if not flow.removed or any(flow.counts)],
        times=_lane_times(look, one, lanes, days) if one is not None else _stage_times(look, plans, days),
        weeks=_weeks([plan.tally for plan in plans], first, last),
    )


def _lanes(trail: Trail) -> list[dict[str, Any]]:
    return sorted(trail.lanes.values(), key=lambda lane: lane["rank"].encode())


def _lane_flow(plan: Plan, lane: dict[str, Any], days: tuple[int, int]) -> LaneFlow:
    counts = levels(plan.tally.by_lane[lane["id"]], *days)
    removed = lane.get("removed", False)
    return LaneFlow(lane_id=lane["id"], title=lane["title"], stage=lane["stage"], removed=removed, counts=counts)


def _lane_times(look: Look, plan: Plan, lanes: list[dict[str, Any]], days: tuple[int, int]) -> list[TimeIn]:
    now = look.now.timestamp()
    found = []
    for lane in lanes:
        ages = [now - since for since in plan.tally.since[lane["id"]]]
        finished = plan.tally.ended(*days, lane=lane["id"])
        if finished or not lane.get("removed", False):
            times = {"finished": _lasting(finished), "now": _lasting(ages)}
            found.append(TimeIn(lane_id=lane["id"], title=lane["title"], stage=lane["stage"], **times))
    return found


def _stage_times(look: Look, plans: list[Plan], days: tuple[int, int]) -> list[TimeIn]:
    now = look.now.timestamp()
    ages: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for plan in plans:
        for lane_id, since in plan.tally.since.items():
            ages[plan.trail.lanes[lane_id]["stage"]] += [now - each for each in since]
    found = []
    for stage in STAGES:
        finished = [seconds for plan in plans for seconds in plan.tally.ended(*days, stage=stage)]
        times = {"finished": _lasting(finished), "now": _lasting(ages[stage])}
        found.append(TimeIn(lane_id=None, title=None, stage=cast("Stage", stage), **times))
    return found


def _lasting(seconds: list[float] | list[int]) -> Lasting:
    seconds.sort()
    return Lasting(count=len(seconds), median_days=_percentile(seconds, 0.5), p85_days=_percentile(seconds, 0.85))


def _percentile(rising: Sequence[float], part: float) -> float | None:
    """Give a percentile in days, between two neighbours as their distance says (as Hyndman and Fan's seventh)."""
    if not rising:
        return None
    place = (len(rising) - 1) * part
    below = int(place)
    above = min(below + 1, len(rising) - 1)
    return round((rising[below] + (rising[above] - rising[below]) * (place - below)) / DAY_SECONDS, 2)


def _weeks(tallies: Iterable[Tally], first: dt.date, last: dt.date) -> list[Week]:
    mondays = {}
    monday = first - dt.timedelta(days=first.weekday())
    while monday <= last:
        mondays[monday.toordinal()] = Counter[str]()
        monday += dt.timedelta(weeks=1)
    begins, ends = first.toordinal(), last.toordinal()
    for each in tallies:
        for what, days in each.happened.items():
            for day, many in days.items():
                if begins <= day <= ends:
                    mondays[day - (day - 1) % 7][what] += many  # the first day of all was a Monday
    return [_week(dt.date.fromordinal(day), counted) for day, counted in mondays.items()]


def _week(monday: dt.date, counted: Counter[str]) -> Week:
    year, week, _ = monday.isocalendar()
    counts = {what: counted[what] for what in ("created", "closed", "delivered")}
    return Week(week=f"{year}-W{week:02d}", first=monday.isoformat(), **counts)

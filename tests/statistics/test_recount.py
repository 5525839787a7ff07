"""Statistics equal a slow recount of the log over random histories, for each reader over the plans that they see."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import DICE, Scene, histories, scene
from tests.statistics import slow_statistics as slow
from tests.statistics.slow_statistics import PlanRecount

if TYPE_CHECKING:
    from random import Random

    from tests.cast import Actor
    from tests.databases import Databases


@histories(5)
@given(dice=DICE, turns=st.lists(st.integers(5, 60), min_size=1, max_size=3))
def test_statistics_are_what_a_slow_recount_finds(databases: Databases, dice: Random, turns: list[int]) -> None:
    with scene(databases, lay_ground) as on:
        history = History(on.ground, dice)
        history.furnish()
        for many in turns:  # from the second time on only what is new is read
            history.go_on(many)
            for name in ("nudge", "nudge", "nudge", "close", "reopen", "turn lane"):
                history.take(name)
            hold_for_everyone(on, dice)


def hold_for_everyone(on: Scene, dice: Random) -> None:
    """Ask for a period, over all plans and over one."""
    today = on.ground.clock.today()
    first = today - dt.timedelta(days=dice.randint(0, 25))
    many = (today - first).days if dice.random() < 0.6 else dice.randint(0, (today - first).days)
    days = [first + dt.timedelta(days=each) for each in range(many + 1)]
    asked = f"from={days[0]}&to={days[-1]}"
    every = {row.id: PlanRecount(on.ground.events(row.id, 0), days) for row in on.rows().board}
    for _, actor, eyes in on.readers():
        told = actor.get(f"/statistics?{asked}")
        plans = [every[plan.id] for plan in eyes.open_plans]
        hold_figures(told, plans, days, on.ground.clock.now(), by="stage")
        assert (told["lanes"], told["query"], told["assignments"]) == ([], "", None)
        board_id = dice.choice([*every])
        plan = every[board_id] if board_id in eyes.plan_ids else None
        _hold_one(actor, f"/statistics?{asked}&board_id={board_id}", plan, on.ground.clock.now())


def _hold_one(actor: Actor, path: str, plan: PlanRecount | None, now: dt.datetime) -> None:
    if plan is None:
        assert actor.refused("GET", path) == "not_found"
        return
    told = actor.get(path)
    hold_figures(told, [plan], plan.days, now, by="lane_id")
    hold_lanes(told, plan)


def hold_figures(
    told: dict[str, Any], plans: list[PlanRecount], days: list[dt.date], now: dt.datetime, *, by: str
) -> None:
    """Hold all figures but those of lanes; times are told by lane or by stage."""
    assert told["plans"] == len(plans)
    assert told["flow"] == slow.flow(plans, days)
    got = [(week["first"], week["created"], week["closed"], week["delivered"]) for week in told["weeks"]]
    assert got == slow.weeks(plans, days)
    finished, going = slow.lasts(plans, days, now, by=by)
    for time in told["times"]:
        assert time["finished"] == slow.lasting(finished.pop(time[by], []))
        assert time["now"] == slow.lasting(going.pop(time[by], []))
    assert (finished, going) == ({}, {})


def hold_lanes(told: dict[str, Any], plan: PlanRecount) -> None:
    """Hold how many stood in each lane of a plan, day by day."""
    there = [lane["id"] for lane in plan.last["lanes"]]
    assert [lane["lane_id"] for lane in told["lanes"] if not lane["removed"]] == there
    counts = {lane["lane_id"]: lane["counts"] for lane in told["lanes"]}
    for lane_id in plan.lanes:
        stood = [sum(lane == lane_id for _, lane, _ in evening) for evening in plan.evenings]
        assert counts.get(lane_id, [0] * len(plan.days)) == stood

"""Statistics at the front door; test_recount.py holds their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards import arranging, changing
from verkstad.boards.wire import LaneIn
from verkstad.cards import moving, writing
from verkstad.cards.wire import LinesIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground


def test_who_sees_fewer_plans_gets_the_figures_of_those(ground: Ground, actor: Callable[[str], Actor]) -> None:
    for title in ("Boka lokal", "Ta fram material"):
        ground.do(moving.move_card, ground.cards[title], lane_id=ground.lanes[4], after=None, last=True)
    ground.do(writing.add_lines, ground.other, LinesIn(lines=["Ett", "Två", "Tre"]))
    ground.do(changing.change_board, ground.board, {"restricted": True})

    seen = actor("agneta").get("/statistics")
    alone = actor("asa").get(f"/statistics?board_id={ground.other}")
    whole = actor("asa").get("/statistics")

    assert (seen["plans"], whole["plans"]) == (1, 2)
    assert (seen["flow"], seen["weeks"]) == (alone["flow"], alone["weeks"])
    assert [time["now"]["count"] for time in seen["times"]] == [3, 0, 0, 0]
    assert actor("piotr").get("/statistics")["plans"] == 0
    assert actor("agneta").refused("GET", f"/statistics?board_id={ground.board}") == "not_found"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=2026-11-18&to=2026-11-17", "ends_before_start"),
        ("to=2026-11-25", "period_ahead"),
        ("from=2019-01-01", "period_too_long"),
        ("from=i+dag", "invalid"),
        ("owner_id=everyone&from=x", "invalid"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(actor: Callable[[str], Actor], query: str, code: str) -> None:
    assert actor("asa").refused("GET", f"/statistics?{query}") == code


def test_the_first_period_of_all_is_one(actor: Callable[[str], Actor]) -> None:
    told = actor("asa").get("/statistics?to=0001-01-20")
    assert (told["first"], told["last"], told["weeks"][0]["week"]) == ("0001-01-01", "0001-01-20", "1-W01")


def test_a_lane_that_is_gone_is_told_where_something_stood_in_it(ground: Ground, actor: Callable[[str], Actor]) -> None:
    lanes = [
        ground.do(arranging.add_lane, ground.board, LaneIn(title=title, stage="active")).lane_id
        for title in ("Prövas", "Tom")
    ]
    for lane in (lanes[0], ground.lanes[1]):
        ground.do(moving.move_card, ground.cards["Boka lokal"], lane_id=lane, after=None, last=True)
        ground.clock.go(days=2)
    for lane in lanes:
        ground.do(arranging.remove_lane, lane)

    told = actor("asa").get(f"/statistics?board_id={ground.board}")

    gone = [time for time in told["times"] if time["title"] in ("Prövas", "Tom")]
    assert [(time["lane_id"], time["finished"]["count"], time["finished"]["median_days"]) for time in gone] == [
        (lanes[0], 1, 2.0)
    ]
    assert {flow["title"]: flow["removed"] for flow in told["lanes"]}["Prövas"] is True

"""The whole: what is counted, what is late, what waits, what is silent and what deviates; and for whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from verkstad.boards.changing import change_board, close_board
from verkstad.boards.joining import add_member
from verkstad.cards.assessing import assess_card
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.moving import move_card
from verkstad.cards.wire import AssessmentIn, ClosureIn
from verkstad.cards.writing import change_card
from verkstad.kernel.clock import written
from verkstad.overview.gathering import gather, list_boards

if TYPE_CHECKING:
    from tests.ground import Ground
    from verkstad.overview.wire import BoardRow, Overview, PlanRow

MATERIAL, LOKAL, BESLUT = "Ta fram material", "Boka lokal", "Invänta nämndens beslut"


def _whole(ground: Ground, who: str = "asa") -> Overview:
    return ground.cast.look(who, gather)


def _plan(ground: Ground, who: str = "asa") -> PlanRow:
    (found,) = [plan for plan in _whole(ground, who).boards if plan.id == ground.board]
    return found


def _boards(ground: Ground, who: str, *, closed: bool = False) -> list[BoardRow]:
    return ground.cast.look(who, lambda look: list_boards(look, closed=closed))


class TestCounts:
    def test_of_each_stage_without_the_closed_ones(self, ground: Ground) -> None:
        assert _plan(ground).counts.model_dump() == {"planned": 3, "active": 1, "waiting": 1, "done": 0}
        ground.do(move_card, ground.cards[LOKAL], lane_id=ground.lanes[4], after=None, last=True)
        ground.do(move_card, ground.cards[MATERIAL], lane_id=ground.lanes[3], after=None, last=True)
        ground.do(reopen_card, ground.cards["Trycka broschyr"])
        assert _plan(ground).counts.model_dump() == {"planned": 2, "active": 1, "waiting": 2, "done": 1}
        (row,) = [row for row in _boards(ground, "asa") if row.id == ground.board]
        assert row.counts == _plan(ground).counts

    def test_health_is_asked_only_of_what_is_under_way(self, ground: Ground) -> None:
        ground.do(assess_card, ground.cards[LOKAL], AssessmentIn(health="off_track"))
        assert _plan(ground).health.model_dump() == {"on_track": 0, "at_risk": 1, "off_track": 0, "unknown": 1}

    def test_a_plan_without_cards_counts_nothing(self, ground: Ground) -> None:
        (other,) = [plan for plan in _whole(ground).boards if plan.id == ground.other]
        assert set(other.counts.model_dump().values()) == set(other.health.model_dump().values()) == {0}


class TestLate:
    def test_is_past_its_day_and_not_done_the_latest_first(self, ground: Ground) -> None:
        today = ground.clock.today()
        for title, days in ((LOKAL, 3), (MATERIAL, 10), (BESLUT, 0)):
            due = (today - dt.timedelta(days=days)).isoformat()
            ground.do(change_card, ground.cards[title], {"due": due})
        assert [(row.title, row.days) for row in _whole(ground).late] == [(MATERIAL, 10), (LOKAL, 3)]
        assert _plan(ground).late == 2
        ground.do(move_card, ground.cards[MATERIAL], lane_id=ground.lanes[4], after=None, last=True)
        assert [row.title for row in _whole(ground).late] == [LOKAL]
        ground.do(close_card, ground.cards[LOKAL], ClosureIn(reason="cancelled"))
        assert (_whole(ground).late, _plan(ground).late) == ([], 0)

    def test_a_date_known_in_part_is_past_when_its_last_day_is(self, ground: Ground) -> None:
        for title, due in ((LOKAL, "2026-10"), (MATERIAL, "2026-22"), (BESLUT, "2026-11")):
            ground.do(change_card, ground.cards[title], {"due": due})
        rows = _whole(ground).late
        assert [(row.title, row.due, row.days) for row in rows] == [(MATERIAL, "2026-22", 79), (LOKAL, "2026-10", 18)]

    def test_today_is_the_day_where_the_administration_is(self, ground: Ground) -> None:
        ground.do(change_card, ground.cards[LOKAL], {"due": "2026-11-18"})
        ground.clock.moment = dt.datetime(2026, 11, 18, 22, 59, tzinfo=dt.UTC)
        assert (_whole(ground).today, _whole(ground).late) == ("2026-11-18", [])
        ground.clock.moment = dt.datetime(2026, 11, 18, 23, 0, tzinfo=dt.UTC)  # midnight in Stockholm
        assert _whole(ground).today == "2026-11-19"
        assert [row.days for row in _whole(ground).late] == [1]

    @pytest.mark.parametrize(("day", "week"), [("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01")])
    def test_the_week_is_the_iso_week(self, ground: Ground, day: str, week: str) -> None:
        ground.clock.moment = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        assert _whole(ground).week == week


def test_waiting_is_what_stands_in_a_waiting_lane_the_longest_first(ground: Ground) -> None:
    ground.clock.go(days=2)
    ground.do(move_card, ground.cards[LOKAL], lane_id=ground.lanes[3], after=None, last=True)
    rows = _whole(ground).waiting
    assert [(row.title, row.lane) for row in rows] == [(BESLUT, "Väntar på beslut"), (LOKAL, "Pausat")]
    assert rows[0].since < rows[1].since == written(ground.clock.now())


class TestNotFollowedUp:
    def test_is_active_and_not_told_of_for_four_weeks(self, ground: Ground) -> None:
        assert _whole(ground).not_followed_up == []
        ground.clock.go(weeks=4, minutes=-2)
        assert _whole(ground).not_followed_up == []
        ground.clock.go(minutes=4)
        assert [(row.title, row.weeks) for row in _whole(ground).not_followed_up] == [(MATERIAL, 4)]
        ground.do(assess_card, ground.cards[MATERIAL], AssessmentIn(health="on_track"))
        assert _whole(ground).not_followed_up == []

    def test_never_told_of_comes_first(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[LOKAL], lane_id=ground.lanes[1], after=None, last=True)
        ground.clock.go(weeks=6)
        assert [(row.title, row.weeks) for row in _whole(ground).not_followed_up] == [(LOKAL, None), (MATERIAL, 6)]

    def test_is_not_asked_of_what_waits_is_planned_or_done(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[MATERIAL], lane_id=ground.lanes[4], after=None, last=True)
        ground.clock.go(weeks=60)
        assert _whole(ground).not_followed_up == []


def test_deviating_is_off_track_before_at_risk_and_only_under_way(ground: Ground) -> None:
    ground.do(assess_card, ground.cards[BESLUT], AssessmentIn(health="off_track", note="Nämnden möts i maj."))
    ground.do(assess_card, ground.cards[LOKAL], AssessmentIn(health="off_track"))  # planned
    rows = _whole(ground).deviating
    assert [(row.title, row.health, row.health_note) for row in rows] == [
        (BESLUT, "off_track", "Nämnden möts i maj."),
        (MATERIAL, "at_risk", "Två har inte svarat."),
    ]


class TestTheLastThing:
    def test_is_what_happened_by_whom_and_to_which_card(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[LOKAL], lane_id=ground.lanes[1], after=None, last=True, who="solveig")
        plan = _plan(ground)
        assert plan.last is not None
        assert plan.last.model_dump() == {
            "type": "card.moved",
            "card_id": ground.cards[LOKAL],
            "number": 2,
            "title": LOKAL,
            "by": ground.cast.ids["solveig"],
            "at": written(ground.clock.now()),
        }
        assert (plan.updated_by, plan.version) == (
            ground.cast.ids["solveig"],
            ground.snapshot(ground.board)["version"],
        )

    def test_may_be_of_the_plan_itself(self, ground: Ground) -> None:
        ground.do(add_member, ground.board, ground.cast.ids["agneta"])
        plan = _plan(ground)
        assert plan.last is not None
        assert (plan.last.type, plan.last.card_id, plan.last.title) == ("member.added", None, None)

    def test_is_the_same_in_the_snapshot(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[LOKAL], lane_id=ground.lanes[1], after=None, last=True, who="ulf")
        board = ground.snapshot(ground.board)["board"]
        plan = _plan(ground)
        assert (board["updated_at"], board["updated_by"]) == (plan.updated_at, plan.updated_by)


class TestForWhom:
    @pytest.mark.parametrize(
        ("who", "seen"),
        [
            ("daniel", {"board", "other", "restricted"}),
            ("asa", {"board", "other", "restricted"}),
            ("ulf", {"board", "other", "restricted"}),  # owns them
            ("amina", {"board", "other"}),
            ("agneta", {"board", "other"}),
            ("solveig", {"board"}),
            ("piotr", set()),
            ("bo", set()),
        ],
    )
    def test_each_reader_has_a_whole_of_their_own(self, ground: Ground, who: str, seen: set[str]) -> None:
        plans = {"board": ground.board, "other": ground.other, "restricted": ground.start("Skyddad plan")}
        ground.do(change_board, plans["restricted"], {"restricted": True})
        ground.lanes, ground.board = ground.lanes_of(plans["restricted"]), plans["restricted"]
        secret = ground.add("Hemligt", 2)
        ground.do(change_card, secret, {"due": "2026-01-01"})
        ground.do(assess_card, secret, AssessmentIn(health="off_track"))
        whole = _whole(ground, who)
        assert {plan.id for plan in whole.boards} == {plans[name] for name in seen}
        assert {row.id for row in _boards(ground, who)} == {plans[name] for name in seen}
        for rows in (whole.late, whole.waiting, whole.deviating):
            assert ("Hemligt" in {row.title for row in rows}) == ("restricted" in seen)
        if not seen:
            assert (whole.late, whole.waiting, whole.not_followed_up, whole.deviating) == ([], [], [], [])

    def test_may_change_is_said_of_each(self, ground: Ground) -> None:
        for who, may in (("amina", True), ("solveig", True), ("agneta", False), ("asa", True)):
            (row,) = [row for row in _boards(ground, who) if row.id == ground.board]
            assert row.may_change is may


def test_closed_plans_are_in_a_list_of_their_own_and_not_in_the_whole(ground: Ground) -> None:
    ground.do(change_card, ground.cards[MATERIAL], {"due": "2026-11-01"})
    ground.do(close_board, ground.board)
    whole = _whole(ground)
    assert [plan.id for plan in whole.boards] == [ground.other]
    assert (whole.late, whole.waiting, whole.deviating) == ([], [], [])
    assert [row.id for row in _boards(ground, "agneta", closed=True)] == [ground.board]
    assert [row.id for row in _boards(ground, "agneta")] == [ground.other]


def test_at_most_a_hundred_in_each_list_but_all_are_counted(ground: Ground) -> None:
    from verkstad.cards.wire import LinesIn  # noqa: PLC0415
    from verkstad.cards.writing import add_lines  # noqa: PLC0415

    many = ground.do(add_lines, ground.board, LinesIn(lines=[f"{n}" for n in range(120)], lane_id=ground.lanes[2]))
    for card in many.card_ids:
        ground.do(change_card, card, {"due": "2026-11-01"})
    whole = _whole(ground)
    assert len(whole.late) == len(whole.waiting) == 100
    assert _plan(ground).late == 120

from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.boards.arranging import change_lane, remove_lane
from verkstad.boards.changing import change_board
from verkstad.boards.joining import add_member
from verkstad.cards.assessing import assess_card
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.moving import move_card
from verkstad.cards.story import MOST_REPORTS
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import AssessmentIn, ClosureIn, TransferIn

if TYPE_CHECKING:
    from tests.ground import Ground
    from verkstad.cards.wire import Health

A = "Boka lokal"
DAY = 86_400


def _assess(ground: Ground, health: Health, note: str = "", *, who: str = "asa", op: str | None = None) -> None:
    ground.do(assess_card, ground.cards[A], AssessmentIn(health=health, note=note), who=who, op=op)


def _reports(ground: Ground) -> list[tuple[str, str]]:
    return [(report.health, report.note) for report in ground.card(A).reports]


def _move(ground: Ground, lane: int) -> None:
    ground.do(move_card, ground.cards[A], lane_id=ground.lanes[lane], after=None, last=True)


def _days(ground: Ground, who: str = "asa") -> list[tuple[str, int, bool]]:
    times = ground.card(A, who=who).lane_times
    return [(time.title, time.seconds // DAY, time.now) for time in times]


class TestReports:
    def test_are_told_the_latest_first_with_who_and_why(self, ground: Ground) -> None:
        _assess(ground, "on_track", "Förslaget är utskickat.")
        _assess(ground, "off_track", "Två har inte svarat.", who="ulf")
        latest, first = ground.card(A).reports
        assert (latest.health, latest.note, latest.by) == (
            "off_track",
            "Två har inte svarat.",
            ground.cast.ids["ulf"],
        )
        assert (first.health, first.by) == ("on_track", ground.cast.ids["asa"])
        assert first.at < latest.at

    def test_one_that_was_taken_back_is_not_told(self, ground: Ground) -> None:
        _assess(ground, "on_track")
        _assess(ground, "at_risk", op="what-i-did-just-now")
        ground.do(undo, ground.board, "what-i-did-just-now")
        assert _reports(ground) == [("on_track", "")]
        _assess(ground, "unknown")
        assert _reports(ground) == []
        _assess(ground, "off_track", "Nu.")
        assert _reports(ground) == [("off_track", "Nu.")]

    def test_the_first_one_undone_leaves_none(self, ground: Ground) -> None:
        _assess(ground, "at_risk", op="what-i-did-just-now")
        ground.do(undo, ground.board, "what-i-did-just-now")
        assert _reports(ground) == []

    def test_there_are_not_too_many(self, ground: Ground) -> None:
        for number in range(MOST_REPORTS + 3):
            _assess(ground, "on_track", str(number))
        told = _reports(ground)
        assert (len(told), told[0][1], told[-1][1]) == (MOST_REPORTS, str(MOST_REPORTS + 2), "3")


class TestTimeInLanes:
    def test_is_added_up_lane_by_lane_and_runs_where_it_stands(self, ground: Ground) -> None:
        for lane, days in ((1, 3), (2, 5), (1, 2)):
            _move(ground, lane)
            ground.clock.go(days=days)
        assert _days(ground)[1:] == [("Pågår", 5, True), ("Väntar på beslut", 5, False)]

    def test_a_move_within_the_lane_does_not_start_it_anew(self, ground: Ground) -> None:
        _move(ground, 1)
        ground.clock.go(days=2)
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[1], after=None, last=False)
        ground.clock.go(days=2)
        assert _days(ground)[-1] == ("Pågår", 4, True)

    def test_a_closed_card_stands_still(self, ground: Ground) -> None:
        _move(ground, 1)
        ground.clock.go(days=2)
        ground.do(close_card, ground.cards[A], ClosureIn(reason="cancelled"))
        ground.clock.go(days=30)
        assert _days(ground)[-1] == ("Pågår", 2, False)
        ground.do(reopen_card, ground.cards[A])
        ground.clock.go(days=1)
        assert _days(ground)[-1] == ("Pågår", 3, True)

    def test_lanes_have_the_names_they_have_now_or_had_last(self, ground: Ground) -> None:
        for lane in (3, 1):
            _move(ground, lane)
            ground.clock.go(days=1)
        ground.do(remove_lane, ground.lanes[3])
        ground.do(change_lane, ground.lanes[1], {"title": "På gång"})
        assert [title for title, _, _ in _days(ground)] == ["Ej påbörjat", "Pausat", "På gång"]

    def test_former_plans_count_for_whoever_sees_them(self, ground: Ground) -> None:
        _move(ground, 1)
        ground.clock.go(days=4)
        ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
        ground.clock.go(days=2)
        assert _days(ground)[1:] == [("Pågår", 4, False), ("Ej påbörjat", 2, True)]
        ground.do(change_board, ground.board, {"restricted": True})
        ground.do(add_member, ground.other, ground.cast.ids["agneta"])
        assert _days(ground, who="agneta") == [("Ej påbörjat", 2, True)]

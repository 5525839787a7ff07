from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import close_board
from verkstad.cards.answering import answer_warning
from verkstad.cards.assessing import assess_card
from verkstad.cards.blockers.blocking import raise_blocker
from verkstad.cards.blockers.resolving import resolve_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.closing import close_card
from verkstad.cards.moving import move_card
from verkstad.cards.problems import NoWarning
from verkstad.cards.undoing import undo
from verkstad.cards.wire import AssessmentIn, ClosureIn
from verkstad.cards.writing import change_card
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.whole import WarningOut

A = "Ta fram material"  # Amina's, in Pågår, at risk, due on 1 December; it is 18 November
WHY = "Vi väntar in nämndens beslut den 16 december."


@pytest.fixture
def late(ground: Ground) -> Ground:
    """The material, with Ulf as its deputy and a week late."""
    ground.do(change_card, ground.cards[A], {"deputy_id": ground.cast.ids["ulf"], "due": "2026-11-11"})
    return ground


def _warning(ground: Ground, who: str = "amina") -> WarningOut | None:
    return ground.card(A, who=who).warning


def _seen(ground: Ground, who: str = "amina") -> WarningOut:
    warning = _warning(ground, who)
    assert warning is not None
    return warning


def _change(ground: Ground, **to: Any) -> None:
    ground.do(change_card, ground.cards[A], to)


def _move(ground: Ground, lane: int) -> None:
    ground.do(move_card, ground.cards[A], lane_id=ground.lanes[lane], after=None, last=True)


class TestReasons:
    def test_the_last_day_of_all_is_never_over(self, ground: Ground) -> None:
        _change(ground, due="9999-12-31")
        assert _warning(ground) is None

    def test_late_counts_from_the_last_day_that_the_date_may_mean(self, ground: Ground) -> None:
        _change(ground, due="2026-11-18")
        assert _warning(ground) is None
        _change(ground, due="2026-10")
        assert (_seen(ground).days_overdue, _seen(ground).since) == (18, "2026-11-01")
        _change(ground, due="2026-11")
        assert _warning(ground) is None

    def test_a_blocker_counts_from_when_it_was_raised(self, ground: Ground) -> None:
        blocker_id = ground.do(raise_blocker, ground.cards[A], BlockerIn(what="Ingen har svarat.")).id
        ground.clock.go(days=5)
        warning = _seen(ground)
        assert (warning.reasons, warning.days_blocked, warning.since) == (["blocked"], 5, "2026-11-18")
        ground.do(resolve_blocker, blocker_id, "De har svarat.")
        assert _warning(ground) is None

    def test_silence_is_when_nobody_says_a_word_for_weeks(self, ground: Ground) -> None:
        _change(ground, due=None)
        ground.clock.go(days=27)
        assert _warning(ground) is None
        ground.clock.go(days=8)
        warning = _seen(ground)
        assert (warning.reasons, warning.weeks_silent, warning.health) == (["silent"], 5, "at_risk")
        _change(ground, title="Ta fram material till alla")
        ground.cards[A] = ground.cards["Ta fram material"]
        assert _warning(ground) is None

    def test_how_long_a_silence_is_may_be_set(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ground.cast.house.settings, "silent_weeks", 1)
        ground.clock.go(days=8)
        assert _seen(ground).reasons == ["silent"]

    def test_two_weeks_make_it_off_track(self, late: Ground) -> None:
        assert (_seen(late).health, _seen(late).days_overdue) == ("at_risk", 7)
        late.clock.go(days=8)
        assert (_seen(late).health, _seen(late).days_overdue) == ("off_track", 15)

    @pytest.mark.parametrize("lane", [0, 4])
    def test_nothing_is_demanded_of_what_is_planned_or_done(self, late: Ground, lane: int) -> None:
        _move(late, lane)
        late.clock.go(weeks=10)
        assert _warning(late) is None

    def test_nor_of_what_is_closed(self, late: Ground) -> None:
        late.do(close_card, late.cards[A], ClosureIn(reason="handed_over"))
        assert _warning(late) is None

    def test_nor_on_a_closed_plan(self, late: Ground) -> None:
        late.do(close_board, late.board)
        assert _warning(late) is None


class TestBesideTheReport:
    def test_it_differs_where_the_report_says_better(self, late: Ground) -> None:
        assert not _seen(late).differs  # at risk, both
        late.do(assess_card, late.cards[A], AssessmentIn(health="on_track"))
        assert _seen(late).differs
        late.do(assess_card, late.cards[A], AssessmentIn(health="off_track"))
        assert not _seen(late).differs

    def test_nothing_reported_says_better_too(self, late: Ground) -> None:
        late.do(assess_card, late.cards[A], AssessmentIn(health="unknown"))
        assert _seen(late).differs


class TestWhoSeesIt:
    def test_owner_and_deputy_at_once_the_others_after_three_days(self, late: Ground) -> None:
        _change(late, due="2026-11-17")
        assert [_warning(late, who) is not None for who in ("amina", "ulf", "asa", "agneta")] == [
            True,
            True,
            False,
            False,
        ]
        assert (_seen(late).public, _seen(late).public_on) == (False, "2026-11-21")
        late.clock.go(days=2)
        assert _warning(late, "asa") is None
        late.clock.go(days=1)
        assert _seen(late, "agneta").public

    def test_everybody_when_it_was_answered(self, late: Ground) -> None:
        _change(late, due="2026-11-17")
        late.do(answer_warning, late.cards[A], WHY, who="amina")
        warning = _seen(late, "agneta")
        assert (warning.answer, warning.answered_by, warning.public) == (WHY, late.cast.ids["amina"], True)

    def test_a_newer_reason_asks_anew(self, late: Ground) -> None:
        late.do(answer_warning, late.cards[A], WHY, who="ulf")
        late.clock.go(days=1)
        blocker_id = late.do(raise_blocker, late.cards[A], BlockerIn(what="Ingen har svarat.")).id
        assert (_seen(late).answer, _seen(late).public, _warning(late, "asa")) == ("", False, None)
        late.do(resolve_blocker, blocker_id, "De har svarat.")
        assert _seen(late, "asa").answer == WHY


class TestAnswering:
    def test_is_told_to_all_and_undone(self, late: Ground) -> None:
        (told,) = late.told(answer_warning, late.cards[A], WHY, who="ulf", op="what-i-did-just-now")
        assert (told["type"], told["to"], told["from"]) == (
            "card.answered",
            {"warning_answer": WHY},
            {"warning_answer": ""},
        )
        assert late.told(answer_warning, late.cards[A], WHY, who="amina") == []
        late.do(undo, late.board, "what-i-did-just-now", who="ulf")
        assert _seen(late).answer == ""

    def test_is_the_owners_and_the_deputys(self, late: Ground) -> None:
        refusal = late.refused(MayNot, answer_warning, late.cards[A], WHY, who="asa")
        assert "ersättaren" in refusal.body("sv").decode()
        late.refused(NotFound, answer_warning, late.cards[A], WHY, who="piotr")

    def test_needs_a_warning(self, ground: Ground) -> None:
        ground.refused(NoWarning, answer_warning, ground.cards[A], WHY, who="amina")

    @pytest.mark.parametrize("answer", ["", "   ", "x" * 501, "en rad\ntill", None, 4])
    def test_is_a_sentence(self, late: Ground, actor: Callable[[str], Actor], answer: object) -> None:
        assert actor("amina").refused("PUT", f"/cards/{late.cards[A]}/warning", {"answer": answer}) == "invalid"


class TestUndoingAnAnswer:
    def test_the_earlier_one_is_as_old_as_it_was_and_its_writers(self, late: Ground) -> None:
        late.do(answer_warning, late.cards[A], WHY, who="ulf")
        said_at = _seen(late).answered_at
        late.clock.go(days=2)
        late.do(answer_warning, late.cards[A], "Nu är det på gång.", who="amina", op="operation-of-the-answer")
        late.do(undo, late.board, "operation-of-the-answer", who="amina")
        now = _seen(late)
        assert (now.answer, now.answered_at, now.answered_by) == (WHY, said_at, late.cast.ids["ulf"])

    def test_whoever_answers_for_the_card_no_more_leaves_it(self, late: Ground) -> None:
        late.do(answer_warning, late.cards[A], WHY, who="ulf", op="operation-of-the-answer")
        _change(late, deputy_id=None)
        late.refused(MayNot, undo, late.board, "operation-of-the-answer", who="ulf")

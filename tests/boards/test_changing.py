from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.arranging import add_lane, change_lane, move_lane, remove_lane
from verkstad.boards.changing import change_board, close_board, reopen_board
from verkstad.boards.joining import add_member, remove_member
from verkstad.boards.problems import BoardClosed, PeriodBackwards, UnknownPerson
from verkstad.boards.wire import LaneIn
from verkstad.cards.assessing import assess_card
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.describing import describe_card
from verkstad.cards.moving import move_card
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import AssessmentIn, CardIn, ClosureIn, LinesIn, TransferIn
from verkstad.cards.writing import add_card, add_lines, change_card
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ground import Ground


class TestChanging:
    def test_the_event_has_old_and_new_of_what_changed_and_no_more(self, ground: Ground) -> None:
        (event,) = ground.told(
            change_board, ground.board, {"name": "Nytt namn", "purpose": "", "period_start": "2026-09-01"}
        )
        assert event["to"] == {"name": "Nytt namn"}
        assert event["from"] == {"name": "Att ha invånaren som medskapare"}
        assert ground.snapshot(ground.board)["board"]["name"] == "Nytt namn"

    def test_what_is_so_already_is_not_recorded(self, ground: Ground) -> None:
        same = {"name": "Att ha invånaren som medskapare", "owner_id": ground.cast.ids["ulf"], "restricted": False}
        assert ground.told(change_board, ground.board, same) == []

    def test_null_empties_what_may_be_empty_and_leaves_the_rest(self, ground: Ground) -> None:
        (event,) = ground.told(
            change_board, ground.board, {"name": None, "restricted": None, "owner_id": None, "period_end": None}
        )
        assert event["to"] == {"owner_id": None, "period_end": None}

    def test_its_owner_is_a_colleague(self, ground: Ground) -> None:
        ground.refused(UnknownPerson, change_board, ground.board, {"owner_id": ground.cast.ids["bo"]})

    def test_its_period_runs_forwards_whichever_end_is_moved(self, ground: Ground) -> None:
        ground.refused(PeriodBackwards, change_board, ground.board, {"period_start": "2027-07-01"})
        ground.refused(PeriodBackwards, change_board, ground.board, {"period_end": "2026-08-31"})
        ground.do(change_board, ground.board, {"period_start": "2027-07-01", "period_end": "2027-07-02"})

    def test_guests_do_not_arrange(self, ground: Ground) -> None:
        refusal = ground.refused(MayNot, change_board, ground.board, {"name": "Min"}, who="solveig")
        assert "gäst" in refusal.body("sv").decode().lower()

    def test_a_reader_is_told_whom_to_ask(self, ground: Ground) -> None:
        refusal = ground.refused(MayNot, change_board, ground.board, {"name": "Min"}, who="agneta")
        assert "Ulf Thorén" in refusal.body("sv").decode()

    def test_for_a_stranger_there_is_no_plan(self, ground: Ground) -> None:
        for who in ("bo", "piotr"):
            ground.refused(NotFound, change_board, ground.board, {"name": "Min"}, who=who)


class TestClosing:
    def test_and_reopening(self, ground: Ground) -> None:
        (closed,) = ground.told(close_board, ground.board, who="ulf")
        assert closed["type"] == "board.closed"
        assert ground.snapshot(ground.board)["board"]["closed_at"] == closed["at"]
        (opened,) = ground.told(reopen_board, ground.board, who="ulf")
        assert opened["type"] == "board.reopened"
        assert ground.snapshot(ground.board)["board"]["closed_at"] is None

    def test_twice_is_once(self, ground: Ground) -> None:
        ground.do(close_board, ground.board)
        assert ground.told(close_board, ground.board) == []
        ground.do(reopen_board, ground.board)
        assert ground.told(reopen_board, ground.board) == []

    def test_guests_and_readers_do_not(self, ground: Ground) -> None:
        for who in ("solveig", "agneta"):
            ground.refused(MayNot, close_board, ground.board, who=who)
        ground.do(close_board, ground.board)
        for who in ("solveig", "agneta"):
            ground.refused(MayNot, reopen_board, ground.board, who=who)

    @pytest.mark.parametrize("change", range(15))
    def test_a_closed_plan_refuses_every_change(self, ground: Ground, change: int) -> None:
        ground.do(
            move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[1], after=None, last=True, op="a-move-of-mine"
        )
        ground.do(close_board, ground.board)
        verb, arguments, named = _changes(ground)[change]
        ground.refused(BoardClosed, verb, *arguments, **named)

    def test_nothing_arrives_there_either(self, ground: Ground) -> None:
        ground.do(close_board, ground.other)
        ground.refused(BoardClosed, transfer_card, ground.cards["Boka lokal"], TransferIn(board_id=ground.other))


def _changes(ground: Ground) -> list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]:
    card, closed, board, lanes = ground.cards["Boka lokal"], ground.cards["Trycka broschyr"], ground.board, ground.lanes
    return [
        (change_board, (board, {"name": "Nytt"}), {}),
        (add_lane, (board, LaneIn(title="Ny", stage="done")), {}),
        (change_lane, (lanes[0], {"title": "Ny"}), {}),
        (move_lane, (lanes[0],), {"after": None, "last": True}),
        (remove_lane, (lanes[4],), {}),
        (add_member, (board, ground.cast.ids["agneta"]), {}),
        (remove_member, (board, ground.cast.ids["amina"]), {}),
        (add_card, (board, CardIn(title="Ny")), {}),
        (add_lines, (board, LinesIn(lines=["Ny"])), {}),
        (change_card, (card, {"title": "Ny"}), {}),
        (describe_card, (card,), {"text": "Ny", "base": None}),
        (assess_card, (card, AssessmentIn(health="on_track")), {}),
        (close_card, (card, ClosureIn(reason="merged")), {}),
        (reopen_card, (closed,), {}),
        (undo, (board, "a-move-of-mine"), {}),
    ]

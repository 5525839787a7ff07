from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.arranging import change_lane
from verkstad.boards.changing import change_board
from verkstad.boards.joining import add_member
from verkstad.cards.problems import CardClosed, LaneGone, SameBoard, WipLimit
from verkstad.cards.reading import find_number
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import TransferIn
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground

A = "Ta fram material"


def _transfer(ground: Ground, to: str, who: str = "asa", lane_id: str | None = None) -> Any:
    return ground.do(transfer_card, ground.cards[A], TransferIn(board_id=to, lane_id=lane_id), who=who)


def _find(ground: Ground, board: str, number: int, who: str = "asa") -> tuple[str, int]:
    found = ground.cast.look(who, lambda look: find_number(look, board, number))
    assert found.card_id == ground.cards[A]
    return found.board_id, found.number


def test_each_plan_tells_its_own_readers(ground: Ground) -> None:
    versions = ground.snapshot(ground.board)["version"], ground.snapshot(ground.other)["version"]
    before = ground.face(ground.cards[A])
    done = _transfer(ground, ground.other)
    (left,) = ground.events(ground.board, versions[0])
    (arrived,) = ground.events(ground.other, versions[1])
    assert (left["type"], left["to_board_id"]) == ("card.left", ground.other)
    assert (arrived["type"], arrived["from_board_id"], arrived["from_number"]) == ("card.arrived", ground.board, 4)
    assert (done.board_id, done.number, done.version) == (ground.other, 1, arrived["version"])
    assert left["op"] == arrived["op"]
    kept = ("id", "title", "owner_id", "due", "health", "health_note", "health_at", "described")
    assert {field: arrived["card"][field] for field in kept} == {field: before[field] for field in kept}
    assert arrived["card"]["lane_id"] == ground.lanes_of(ground.other)[0]


def test_its_address_is_kept_and_its_old_number_leads_to_it(ground: Ground) -> None:
    _transfer(ground, ground.other)
    assert ground.card(A).board.id == ground.other
    assert _find(ground, ground.board, 4) == (ground.other, 1)
    assert _find(ground, ground.other, 1) == (ground.other, 1)


def test_from_plan_to_plan_every_old_number_leads_to_it_and_back_it_gets_its_own(ground: Ground) -> None:
    third = ground.start("En tredje")
    _transfer(ground, ground.other)
    _transfer(ground, third)
    for board, number in ((ground.board, 4), (ground.other, 1), (third, 1)):
        assert _find(ground, board, number) == (third, 1)
    assert _transfer(ground, ground.board).number == 4
    for board, number in ((ground.board, 4), (ground.other, 1), (third, 1)):
        assert _find(ground, board, number) == (ground.board, 4)
    assert _transfer(ground, ground.other).number == 1


def test_to_a_lane_of_that_plan(ground: Ground) -> None:
    lanes = ground.lanes_of(ground.other)
    _transfer(ground, ground.other, lane_id=lanes[2])
    assert ground.card(A).lane_id == lanes[2]


def test_to_where_it_cannot_go(ground: Ground) -> None:
    transfer = (transfer_card, ground.cards[A])
    ground.refused(SameBoard, *transfer, TransferIn(board_id=ground.board))
    ground.refused(LaneGone, *transfer, TransferIn(board_id=ground.other, lane_id=ground.lanes[0]))
    ground.refused(NotFound, *transfer, TransferIn(board_id=ground.cards[A]))
    ground.refused(CardClosed, transfer_card, ground.cards["Trycka broschyr"], TransferIn(board_id=ground.other))
    full = ground.lanes_of(ground.other)[0]
    ground.do(transfer_card, ground.cards["Boka lokal"], TransferIn(board_id=ground.other))
    ground.do(change_lane, full, {"wip_limit": 1, "wip_rule": "refuse"})
    ground.refused(WipLimit, *transfer, TransferIn(board_id=ground.other))


def test_one_must_change_both_plans(ground: Ground) -> None:
    wish = TransferIn(board_id=ground.other)
    ground.refused(MayNot, transfer_card, ground.cards[A], wish, who="amina")  # reads the other one
    ground.refused(NotFound, transfer_card, ground.cards[A], wish, who="solveig")  # is not invited there
    ground.do(add_member, ground.other, ground.cast.ids["agneta"])
    ground.refused(MayNot, transfer_card, ground.cards[A], wish, who="agneta")  # reads this one
    ground.do(add_member, ground.other, ground.cast.ids["amina"])
    _transfer(ground, ground.other, who="amina")


def test_the_old_number_leads_nowhere_for_whoever_may_not_see_the_new_plan(ground: Ground) -> None:
    ground.do(change_board, ground.other, {"restricted": True})
    _transfer(ground, ground.other)
    for who in ("solveig", "amina"):
        with pytest.raises(NotFound):
            _find(ground, ground.board, 4, who=who)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards import labelling as plan_labels
from verkstad.boards.problems import TooMany
from verkstad.boards.wire import LabelIn
from verkstad.cards.closing import close_card
from verkstad.cards.labels.labelling import MOST_ON_CARD, put_label_on, take_label_off
from verkstad.cards.problems import CardClosed
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground

CARD = "Boka lokal"


def _label(ground: Ground, name: str, board_id: str | None = None) -> str:
    label_id: str = ground.do(plan_labels.add_label, board_id or ground.board, LabelIn(name=name)).label_id
    return label_id


@pytest.fixture
def label(ground: Ground) -> str:
    """A label of the plan."""
    return _label(ground, "Kompetens")


def test_put_on_and_taken_off_and_the_face_says_so(ground: Ground, label: str) -> None:
    (event,) = ground.told(put_label_on, ground.cards[CARD], label, who="solveig")
    assert (event["type"], event["to"], event["face"]) == (
        "labelling.added",
        {"label_id": label},
        {"label_ids": [label]},
    )
    assert ground.card(CARD).label_ids == [label]
    assert ground.words(event["version"]) == {"card": CARD, "what": "Kompetens"}
    (event,) = ground.told(take_label_off, ground.cards[CARD], label)
    assert event["face"] == {"label_ids": []}
    assert ground.face(ground.cards[CARD])["label_ids"] == []


def test_twice_records_nothing(ground: Ground, label: str) -> None:
    ground.do(put_label_on, ground.cards[CARD], label)
    assert ground.told(put_label_on, ground.cards[CARD], label) == []
    ground.do(take_label_off, ground.cards[CARD], label)
    assert ground.told(take_label_off, ground.cards[CARD], label) == []


def test_a_label_of_another_plan_or_a_removed_one_is_not_there(ground: Ground, label: str) -> None:
    other = _label(ground, "Kompetens", ground.other)
    for verb in (put_label_on, take_label_off):
        ground.refused(NotFound, verb, ground.cards[CARD], other)
        ground.refused(NotFound, verb, ground.cards[CARD], new_id())
    ground.do(plan_labels.remove_label, label)
    ground.refused(NotFound, put_label_on, ground.cards[CARD], label)


def test_ten_that_are_seen_at_most(ground: Ground) -> None:
    labels = [_label(ground, f"Etikett {index}") for index in range(MOST_ON_CARD + 1)]
    for each in labels[:MOST_ON_CARD]:
        ground.do(put_label_on, ground.cards[CARD], each)
    ground.refused(TooMany, put_label_on, ground.cards[CARD], labels[-1])
    ground.do(plan_labels.remove_label, labels[0])
    ground.do(put_label_on, ground.cards[CARD], labels[-1])


def test_readers_and_closed_cards_are_refused(ground: Ground, label: str) -> None:
    ground.refused(MayNot, put_label_on, ground.cards[CARD], label, who="agneta")
    ground.do(close_card, ground.cards[CARD], ClosureIn(reason="mistake"))
    ground.refused(CardClosed, put_label_on, ground.cards[CARD], label)


def test_undone_either_way_but_never_there_twice(ground: Ground, label: str) -> None:
    ground.do(put_label_on, ground.cards[CARD], label, op="operation-of-putting")
    ground.do(take_label_off, ground.cards[CARD], label, op="operation-of-taking")
    ground.do(undo, ground.board, "operation-of-taking")
    assert ground.card(CARD).label_ids == [label]
    ground.do(undo, ground.board, "operation-of-putting")
    assert ground.card(CARD).label_ids == []
    ground.do(put_label_on, ground.cards[CARD], label)
    ground.do(take_label_off, ground.cards[CARD], label, op="operation-of-taking-again")
    ground.do(put_label_on, ground.cards[CARD], label, who="amina")
    ground.refused(ChangedSince, undo, ground.board, "operation-of-taking-again")
    assert ground.card(CARD).label_ids == [label]


class TestOnAnotherPlan:
    def test_labels_of_the_same_name_are_put_on(self, ground: Ground, label: str) -> None:
        alike = _label(ground, "KOMPETENS", ground.other)
        _label(ground, "Nätverk", ground.other)
        lonely = _label(ground, "Juridik")
        for each in (label, lonely):
            ground.do(put_label_on, ground.cards[CARD], each)
        wish = TransferIn(board_id=ground.other)
        events = ground.told(transfer_card, ground.cards[CARD], wish, board_id=ground.other, op="one-operation")
        assert [event["type"] for event in events] == ["card.arrived", "labelling.added"]
        assert {event["op"] for event in events} == {"one-operation"}
        assert events[0]["card"]["label_ids"] == [label, lonely]
        (face,) = ground.snapshot(ground.other)["cards"]
        assert face["label_ids"] == [label, lonely, alike]

    def test_back_again_it_carries_what_it_did(self, ground: Ground, label: str) -> None:
        ground.do(put_label_on, ground.cards[CARD], label)
        _label(ground, "Kompetens", ground.other)
        for board_id in (ground.other, ground.board):
            ground.do(transfer_card, ground.cards[CARD], TransferIn(board_id=board_id))
        assert ground.card(CARD).label_ids.count(label) == 1

    def test_what_was_taken_off_or_removed_is_not(self, ground: Ground, label: str) -> None:
        ground.do(put_label_on, ground.cards[CARD], label)
        ground.do(plan_labels.remove_label, label)
        _label(ground, "Kompetens", ground.other)
        events = ground.told(
            transfer_card, ground.cards[CARD], TransferIn(board_id=ground.other), board_id=ground.other
        )
        assert [event["type"] for event in events] == ["card.arrived"]

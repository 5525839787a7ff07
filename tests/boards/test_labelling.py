from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards.changing import close_board
from verkstad.boards.labelling import MOST_LABELS, add_label, change_label, move_label, remove_label, restore_label
from verkstad.boards.problems import BoardClosed, NameTaken, PlaceGone, TooMany
from verkstad.boards.wire import LabelIn
from verkstad.cards.undoing import undo
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground


def _names(ground: Ground) -> list[str]:
    return [label["name"] for label in ground.snapshot(ground.board)["labels"]]


def _add(ground: Ground, name: str, tint: int = 1, **named: str) -> str:
    label_id: str = ground.do(add_label, ground.board, LabelIn(name=name, tint=tint), **named).label_id
    return label_id


@pytest.fixture
def labels(ground: Ground) -> list[str]:
    """Three labels, in order."""
    return [_add(ground, name) for name in ("Kompetens", "Nätverk", "Juridik")]


class TestAdding:
    def test_last_and_told_whole(self, ground: Ground, labels: list[str]) -> None:
        (event,) = ground.told(add_label, ground.board, LabelIn(name="Mandat", tint=4))
        assert (event["label"]["name"], event["label"]["tint"]) == ("Mandat", 4)
        assert _names(ground) == ["Kompetens", "Nätverk", "Juridik", "Mandat"]
        assert ground.snapshot(ground.board)["labels"][-1] == event["label"]
        assert len(labels) == 3

    @pytest.mark.usefixtures("labels")
    def test_a_name_is_there_once(self, ground: Ground) -> None:
        refusal = ground.refused(NameTaken, add_label, ground.board, LabelIn(name="kompetens"))
        assert "Kompetens" in str(refusal.body("sv"))
        ground.do(add_label, ground.other, LabelIn(name="Kompetens"))

    def test_there_may_be_sixty(self, ground: Ground) -> None:
        for index in range(MOST_LABELS):
            _add(ground, f"Etikett {index}")
        ground.refused(TooMany, add_label, ground.board, LabelIn(name="En till"))

    def test_guests_readers_and_a_closed_plan_do_not(self, ground: Ground) -> None:
        for who in ("solveig", "agneta"):
            ground.refused(MayNot, add_label, ground.board, LabelIn(name="Ny"), who=who)
        ground.do(close_board, ground.board)
        ground.refused(BoardClosed, add_label, ground.board, LabelIn(name="Ny"))


class TestChanging:
    def test_only_what_changed_is_told(self, ground: Ground, labels: list[str]) -> None:
        (event,) = ground.told(change_label, labels[0], {"name": "Lärande", "tint": 1})
        assert (event["to"], event["from"]) == ({"name": "Lärande"}, {"name": "Kompetens"})
        assert ground.words(event["version"]) == {"what": "Kompetens"}

    def test_nothing_new_records_nothing(self, ground: Ground, labels: list[str]) -> None:
        assert ground.told(change_label, labels[0], {"name": "Kompetens", "tint": None}) == []

    def test_a_name_may_change_its_letters_but_not_become_anothers(self, ground: Ground, labels: list[str]) -> None:
        ground.do(change_label, labels[0], {"name": "KOMPETENS"})
        ground.refused(NameTaken, change_label, labels[0], {"name": "nätverk"})

    def test_one_that_was_removed_says_by_whom(self, ground: Ground, labels: list[str]) -> None:
        ground.do(remove_label, labels[0], who="amina")
        refusal = ground.refused(ChangedSince, change_label, labels[0], {"tint": 2})
        assert "Amina Warsame" in str(refusal.body("sv"))
        ground.refused(NotFound, change_label, new_id(), {"tint": 2})


class TestMoving:
    def test_first_last_and_after_another(self, ground: Ground, labels: list[str]) -> None:
        ground.do(move_label, labels[2], after=None, last=False)
        assert _names(ground) == ["Juridik", "Kompetens", "Nätverk"]
        ground.do(move_label, labels[2], after=labels[0], last=False)
        assert _names(ground) == ["Kompetens", "Juridik", "Nätverk"]
        assert ground.told(move_label, labels[2], after=labels[0], last=False) == []
        ground.refused(PlaceGone, move_label, labels[2], after=new_id(), last=False)

    def test_to_a_place_that_another_has_taken_it_comes_back_just_behind(
        self, ground: Ground, labels: list[str]
    ) -> None:
        ground.do(move_label, labels[0], after=labels[2], last=False, op="operation-of-moving")
        ground.do(move_label, labels[2], after=None, last=False)
        ground.do(undo, ground.board, "operation-of-moving")
        assert _names(ground) == ["Juridik", "Kompetens", "Nätverk"]
        ground.do(move_label, labels[1], after=labels[2], last=False)
        assert _names(ground) == ["Juridik", "Nätverk", "Kompetens"]


class TestRemovingAndRestoring:
    def test_it_comes_back_where_it_stood(self, ground: Ground, labels: list[str]) -> None:
        before = _names(ground)
        ground.do(remove_label, labels[1])
        assert _names(ground) == ["Kompetens", "Juridik"]
        ground.do(restore_label, labels[1])
        assert _names(ground) == before
        assert ground.told(restore_label, labels[1]) == []

    def test_where_another_has_come_meanwhile_it_stands_just_behind(self, ground: Ground, labels: list[str]) -> None:
        ground.do(remove_label, labels[2])
        _add(ground, "Mandat")
        ground.do(restore_label, labels[2])
        assert _names(ground) == ["Kompetens", "Nätverk", "Mandat", "Juridik"]

    def test_not_beside_a_new_one_of_its_name(self, ground: Ground, labels: list[str]) -> None:
        ground.do(remove_label, labels[1])
        _add(ground, "nätverk")
        ground.refused(NameTaken, restore_label, labels[1])


class TestUndoing:
    def test_an_addition_a_change_and_a_removal(self, ground: Ground) -> None:
        label_id = _add(ground, "Mandat", op="operation-of-adding")
        ground.do(change_label, label_id, {"name": "Uppdrag"}, op="operation-of-changing")
        ground.do(remove_label, label_id, op="operation-of-removing")
        for op, names in (("removing", ["Uppdrag"]), ("changing", ["Mandat"]), ("adding", [])):
            ground.do(undo, ground.board, f"operation-of-{op}")
            assert _names(ground) == names

    def test_not_what_another_changed_since(self, ground: Ground, labels: list[str]) -> None:
        ground.do(change_label, labels[0], {"name": "Lärande"}, op="operation-of-changing")
        ground.do(change_label, labels[0], {"name": "Skola"}, who="amina")
        refusal = ground.refused(ChangedSince, undo, ground.board, "operation-of-changing")
        assert "Amina Warsame" in str(refusal.body("sv"))


def test_bad_input_is_refused_at_the_door(actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    board_id = asa.post("/boards", {"name": "Planen"})["board_id"]
    for body in ({"name": ""}, {"name": "x" * 41}, {"name": "Rad\nbrott"}, {"name": "Ny", "tint": 6}, {"tint": 1}):
        assert asa.refused("POST", f"/boards/{board_id}/labels", body) == "invalid"
    label_id = asa.post(f"/boards/{board_id}/labels", {"name": "  Mandat "})["label_id"]
    assert asa.get(f"/boards/{board_id}")["labels"][0]["name"] == "Mandat"
    assert asa.refused("PATCH", f"/labels/{label_id}", {"rank": "a0"}) == "invalid"

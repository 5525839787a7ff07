from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.fielding import MOST_FIELDS, add_field, change_field, move_field, remove_field, restore_field
from verkstad.boards.problems import FieldInUse, NameTaken, TooMany, WrongChoices
from verkstad.boards.wire import FieldIn
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.undoing import undo
from verkstad.kernel.problems import ChangedSince, MayNot

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

CARD = "Boka lokal"


def _add(ground: Ground, name: str, kind: str = "text", choices: tuple[str, ...] = (), **named: str) -> str:
    wish = FieldIn.model_validate({"name": name, "kind": kind, "choices": list(choices)})
    field_id: str = ground.do(add_field, ground.board, wish, **named).field_id
    return field_id


def _fields(ground: Ground) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = ground.snapshot(ground.board)["fields"]
    return fields


@pytest.fixture
def choice(ground: Ground) -> str:
    """A choice between three."""
    return _add(ground, "Berör SFI", "choice", ("Ja", "Nej", "Vet inte"))


class TestAdding:
    def test_each_kind(self, ground: Ground) -> None:
        for kind in ("text", "number", "date", "checkbox"):
            _add(ground, f"Fält {kind}", kind)
        _add(ground, "Val", "choice", ("Ja", "Nej"))
        assert [field["kind"] for field in _fields(ground)] == ["text", "number", "date", "checkbox", "choice"]

    def test_choices_suit_the_kind(self, ground: Ground) -> None:
        for kind, choices in (("choice", []), ("choice", ["Ja", "ja"]), ("text", ["Ja"])):
            wish = FieldIn.model_validate({"name": "Fält", "kind": kind, "choices": choices})
            ground.refused(WrongChoices, add_field, ground.board, wish)

    def test_one_of_a_name_and_twenty_at_most(self, ground: Ground) -> None:
        for index in range(MOST_FIELDS):
            _add(ground, f"Fält {index}")
        ground.refused(TooMany, add_field, ground.board, FieldIn(name="Ett till", kind="text"))
        ground.refused(NameTaken, change_field, _fields(ground)[0]["id"], {"name": "fält 3"})

    def test_guests_and_readers_do_not(self, ground: Ground) -> None:
        for who in ("solveig", "agneta"):
            ground.refused(MayNot, add_field, ground.board, FieldIn(name="Fält", kind="text"), who=who)


class TestChanging:
    def test_the_kind_of_an_empty_one(self, ground: Ground, choice: str) -> None:
        (event,) = ground.told(change_field, choice, {"kind": "checkbox"})
        assert event["to"] == {"kind": "checkbox", "choices": []}
        assert event["from"] == {"kind": "choice", "choices": ["Ja", "Nej", "Vet inte"]}
        ground.refused(WrongChoices, change_field, choice, {"kind": "choice"})
        assert ground.told(change_field, choice, {"kind": "checkbox", "name": None, "choices": None}) == []

    def test_not_the_kind_under_its_values(self, ground: Ground, choice: str) -> None:
        ground.do(fill_in, ground.cards[CARD], choice, "Ja")
        one = ground.refused(FieldInUse, change_field, choice, {"kind": "text"})
        assert "Ett uppdrag" in str(one.body("sv"), "utf-8")
        ground.do(fill_in, ground.cards["Bjuda in invånare"], choice, "Nej")
        two = ground.refused(FieldInUse, change_field, choice, {"kind": "text"})
        assert "2 uppdrag" in str(two.body("sv"), "utf-8")
        for card in (CARD, "Bjuda in invånare"):
            ground.do(fill_in, ground.cards[card], choice, None)
        ground.do(change_field, choice, {"kind": "text"})

    def test_not_a_choice_that_is_chosen(self, ground: Ground, choice: str) -> None:
        ground.do(fill_in, ground.cards[CARD], choice, "Nej")
        ground.do(change_field, choice, {"choices": ["Nej", "Ja", "Kanske"]})
        refusal = ground.refused(FieldInUse, change_field, choice, {"choices": ["Ja", "Kanske"]})
        assert "Nej" in str(refusal.body("sv"), "utf-8")

    def test_a_name_at_any_time(self, ground: Ground, choice: str) -> None:
        ground.do(fill_in, ground.cards[CARD], choice, "Nej")
        ground.do(change_field, choice, {"name": "Berörd verksamhet"})
        assert ground.card(CARD).values[0].value == "Nej"


class TestArrangingAndUndoing:
    def test_moved_removed_and_restored_with_what_was_said(self, ground: Ground, choice: str) -> None:
        other = _add(ground, "Kostnadsställe")
        ground.do(move_field, other, after=None, last=False)
        assert [field["id"] for field in _fields(ground)] == [other, choice]
        ground.do(fill_in, ground.cards[CARD], choice, "Ja")
        ground.do(remove_field, choice)
        assert ground.card(CARD).values == []
        ground.do(restore_field, choice)
        assert [(each.field_id, each.value) for each in ground.card(CARD).values] == [(choice, "Ja")]

    def test_undone(self, ground: Ground) -> None:
        field_id = _add(ground, "Kostnadsställe", op="operation-of-adding")
        ground.do(change_field, field_id, {"kind": "number"}, op="operation-of-changing")
        ground.do(remove_field, field_id, op="operation-of-removing")
        for op, kinds in (("removing", ["number"]), ("changing", ["text"]), ("adding", [])):
            ground.do(undo, ground.board, f"operation-of-{op}")
            assert [field["kind"] for field in _fields(ground)] == kinds

    def test_not_undone_under_what_was_said_since(self, ground: Ground) -> None:
        field_id = _add(ground, "Timmar")
        ground.do(change_field, field_id, {"kind": "number"}, op="operation-of-changing")
        ground.do(fill_in, ground.cards[CARD], field_id, 4)
        ground.refused(FieldInUse, undo, ground.board, "operation-of-changing")
        ground.do(fill_in, ground.cards[CARD], field_id, None)
        ground.do(change_field, field_id, {"name": "Timmar i veckan"})
        ground.do(undo, ground.board, "operation-of-changing")
        ground.do(remove_field, field_id, who="amina")
        ground.refused(ChangedSince, change_field, field_id, {"kind": "text"})


def test_bad_input_is_refused_at_the_door(actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    board_id = asa.post("/boards", {"name": "Planen"})["board_id"]
    for body in (
        {"name": "Fält"},
        {"name": "Fält", "kind": "colour"},
        {"name": "x" * 61, "kind": "text"},
        {"name": "Val", "kind": "choice", "choices": ["x" * 61]},
        {"name": "Val", "kind": "choice", "choices": ["Ja"] * 41},
        {"name": "Val", "kind": "choice", "choices": "Ja"},
    ):
        assert asa.refused("POST", f"/boards/{board_id}/fields", body) == "invalid"
    assert asa.refused("POST", f"/boards/{board_id}/fields", {"name": "Val", "kind": "choice"}) == "wrong_choices"

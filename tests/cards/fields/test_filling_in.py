from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.overview.test_statements import Counter, Request
from verkstad.boards.fielding import add_field, change_field, remove_field
from verkstad.boards.wire import FieldIn
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.problems import WrongKind
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import TransferIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

CARD = "Boka lokal"
KINDS = ("text", "number", "date", "choice", "checkbox")


@pytest.fixture
def fields(ground: Ground) -> dict[str, str]:
    """A field of each kind, by its kind."""
    found = {}
    for kind in KINDS:
        wish = {"name": f"Fält {kind}", "kind": kind, "choices": ["Ja", "Nej"] if kind == "choice" else []}
        found[kind] = ground.do(add_field, ground.board, FieldIn.model_validate(wish)).field_id
    return found


def _said(ground: Ground) -> dict[str, Any]:
    return {each.field_id: each.value for each in ground.card(CARD).values}


GOOD = [
    ("text", "  Budget 2027 ", "Budget 2027"),
    ("number", 12, 12.0),
    ("number", -0.5, -0.5),
    ("date", "2027-23", "2027-23"),
    ("choice", "Nej", "Nej"),
    ("checkbox", True, True),
    ("checkbox", False, False),
]


@pytest.mark.parametrize(("kind", "value", "kept"), GOOD)
def test_each_kind_takes_its_own(ground: Ground, fields: dict[str, str], kind: str, value: Any, kept: Any) -> None:
    (event,) = ground.told(fill_in, ground.cards[CARD], fields[kind], value, who="solveig")
    assert (event["type"], event["to"]) == ("value.added", {"field_id": fields[kind], "value": kept})
    assert _said(ground) == {fields[kind]: kept}
    assert ground.told(fill_in, ground.cards[CARD], fields[kind], value) == []


BAD = [
    ("text", ""),
    ("text", "två\nrader"),
    ("text", "x" * 501),
    ("text", 4.0),
    ("text", True),
    ("number", "4"),
    ("number", True),
    ("number", float("inf")),
    ("number", float("nan")),
    ("date", "i december"),
    ("date", "2026-02-30"),
    ("date", 2026.0),
    ("choice", "Kanske"),
    ("choice", True),
    ("choice", 1.0),
    ("checkbox", "Ja"),
    ("checkbox", 1.0),
]


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_and_refuses_the_rest_in_words(ground: Ground, fields: dict[str, str], kind: str, value: Any) -> None:
    refusal = ground.refused(WrongKind, fill_in, ground.cards[CARD], fields[kind], value)
    assert f"Fält {kind}" in str(refusal.body("sv"), "utf-8")


def test_changed_and_cleared(ground: Ground, fields: dict[str, str]) -> None:
    ground.do(fill_in, ground.cards[CARD], fields["text"], "4410")
    (event,) = ground.told(fill_in, ground.cards[CARD], fields["text"], "4420")
    assert (event["to"], event["from"]) == ({"value": "4420"}, {"value": "4410"})
    (event,) = ground.told(fill_in, ground.cards[CARD], fields["text"], None)
    assert event["type"] == "value.removed"
    assert ground.told(fill_in, ground.cards[CARD], fields["text"], None) == []
    assert _said(ground) == {}


def test_a_field_of_another_plan_or_a_removed_one_is_not_there(ground: Ground, fields: dict[str, str]) -> None:
    other = ground.do(add_field, ground.other, FieldIn(name="Fält", kind="text")).field_id
    for field_id in (other, new_id()):
        ground.refused(NotFound, fill_in, ground.cards[CARD], field_id, "4410")
    ground.do(remove_field, fields["text"])
    ground.refused(NotFound, fill_in, ground.cards[CARD], fields["text"], "4410")
    ground.refused(MayNot, fill_in, ground.cards[CARD], fields["number"], 4, who="agneta")


def test_on_another_plan_it_says_nothing_and_back_again_what_it_did(ground: Ground, fields: dict[str, str]) -> None:
    ground.do(fill_in, ground.cards[CARD], fields["text"], "4410")
    ground.do(transfer_card, ground.cards[CARD], TransferIn(board_id=ground.other))
    assert _said(ground) == {}
    ground.do(transfer_card, ground.cards[CARD], TransferIn(board_id=ground.board))
    assert _said(ground) == {fields["text"]: "4410"}


class TestUndoing:
    def test_each_step_back(self, ground: Ground, fields: dict[str, str]) -> None:
        for value, op in (("a", "adding"), ("b", "changing"), (None, "clearing"), ("c", "adding-again")):
            ground.do(fill_in, ground.cards[CARD], fields["text"], value, op=f"operation-of-{op}")
        for op, left in (("adding-again", None), ("clearing", "b"), ("changing", "a"), ("adding", None)):
            ground.do(undo, ground.board, f"operation-of-{op}")
            assert _said(ground).get(fields["text"]) == left

    def test_never_two_values_of_one_field(self, ground: Ground, fields: dict[str, str]) -> None:
        ground.do(fill_in, ground.cards[CARD], fields["text"], "a")
        ground.do(fill_in, ground.cards[CARD], fields["text"], None, op="operation-of-clearing")
        ground.do(fill_in, ground.cards[CARD], fields["text"], "b", who="amina")
        ground.refused(ChangedSince, undo, ground.board, "operation-of-clearing")
        assert _said(ground) == {fields["text"]: "b"}

    def test_never_a_value_of_another_kind(self, ground: Ground, fields: dict[str, str]) -> None:
        ground.do(fill_in, ground.cards[CARD], fields["text"], "fyra")
        ground.do(fill_in, ground.cards[CARD], fields["text"], None, op="operation-of-clearing")
        ground.do(change_field, fields["text"], {"kind": "number"})
        ground.refused(WrongKind, undo, ground.board, "operation-of-clearing")


def test_many_values_cost_no_more_to_read_than_none(ground: Ground, fields: dict[str, str]) -> None:
    counter = Counter(ground)
    request = Request(lambda: ground.card(CARD))
    before = counter.of(request)
    for kind, value in (("text", "4410"), ("number", 4), ("date", "2027"), ("choice", "Ja"), ("checkbox", True)):
        ground.do(fill_in, ground.cards[CARD], fields[kind], value)
    assert len(_said(ground)) == len(KINDS)
    assert counter.of(request) == before


def test_bad_input_is_refused_at_the_door(actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    board_id = asa.post("/boards", {"name": "Planen"})["board_id"]
    card_id = asa.post(f"/boards/{board_id}/cards", {"title": CARD})["card_id"]
    number = asa.post(f"/boards/{board_id}/fields", {"name": "Timmar", "kind": "number"})["field_id"]
    path = f"/cards/{card_id}/fields/{number}"
    for body in ({}, {"value": [1]}, {"value": {"a": 1}}, {"value": 4, "more": 1}):
        assert asa.refused("PUT", path, body) == "invalid"
    for value in ("fyra", True):
        assert asa.refused("PUT", path, {"value": value}) == "wrong_kind"
    for raw in (b'{"value": 1e999}', b'{"value": NaN}', b'{"value": 1' + b"0" * 400 + b"}"):
        answer = asa.ask("PUT", path, content=raw, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), raw
    asa.put(path, {"value": 4})
    assert asa.get(f"/cards/{card_id}")["values"] == [{"field_id": number, "value": 4.0}]

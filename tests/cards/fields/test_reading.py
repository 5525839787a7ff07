from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.overview.test_statements import Counter, Request
from verkstad.boards.fielding import add_field, remove_field, restore_field
from verkstad.boards.wire import FieldIn
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.fields.reading import values_on
from verkstad.cards.undoing import undo
from verkstad.cards.wire import ClosureIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.fields.wire import ValuesOut

A, B = "Boka lokal", "Bjuda in invånare"


@pytest.fixture
def fields(ground: Ground) -> dict[str, str]:
    """Two fields, in this order."""
    wishes = [FieldIn(name="Kostnadsställe", kind="text"), FieldIn(name="Timmar", kind="number")]
    return {wish.name: ground.do(add_field, ground.board, wish).field_id for wish in wishes}


def _read(ground: Ground, *field_ids: str, who: str = "asa", board: str | None = None) -> ValuesOut:
    return ground.cast.look(who, lambda look: values_on(look, board or ground.board, field_ids))


def _said(ground: Ground, *field_ids: str) -> dict[str, dict[str, Any]]:
    read = _read(ground, *field_ids)
    return {each.field_id: {one.card_id: one.value for one in each.said} for each in read.fields}


def test_what_every_open_card_says_in_the_fields_that_are_there(ground: Ground, fields: dict[str, str]) -> None:
    place, hours = fields.values()
    a, b = ground.cards[A], ground.cards[B]
    ground.do(fill_in, a, place, "4410")
    ground.do(fill_in, b, place, "4420")
    ground.do(fill_in, a, hours, 12)
    assert _said(ground) == {place: {a: "4410", b: "4420"}, hours: {a: 12.0}}
    assert list(_said(ground, hours, new_id())) == [hours]

    ground.do(fill_in, b, place, None)
    ground.do(close_card, a, ClosureIn(reason="cancelled"))
    assert _said(ground) == {place: {}, hours: {}}
    ground.do(reopen_card, a)
    ground.do(remove_field, place)
    assert _said(ground) == {hours: {a: 12.0}}
    ground.do(restore_field, place)
    assert _said(ground, place) == {place: {a: "4410"}}
    assert _read(ground, board=ground.other).fields == []


def test_with_the_events_after_it_it_is_what_is_read_next(ground: Ground, fields: dict[str, str]) -> None:
    place, hours = fields.values()
    a, b = ground.cards[A], ground.cards[B]
    ground.do(fill_in, a, place, "4410")
    ground.do(fill_in, b, hours, 3)
    before = _read(ground)
    kept = {one.id: (each.field_id, one.card_id, one.value) for each in before.fields for one in each.said}

    for card, field, value in ((a, place, "4420"), (b, place, "1"), (b, hours, None), (b, place, "2"), (a, hours, 8)):
        ground.do(fill_in, card, field, value)
    op = new_id()
    ground.do(fill_in, b, place, None, op=op)
    ground.do(undo, ground.board, op)
    for event in ground.events(ground.board, before.version):
        value_id, to = event["id"], event.get("to", {})
        match event["type"]:
            case "value.added" | "value.restored":
                kept[value_id] = (to["field_id"], event["card_id"], to["value"])
            case "value.changed":
                kept[value_id] = (*kept[value_id][:2], to["value"])
            case "value.removed":
                del kept[value_id]
    after = _read(ground)
    assert kept == {one.id: (each.field_id, one.card_id, one.value) for each in after.fields for one in each.said}
    assert after.version > before.version


def test_only_who_may_read_the_plan(ground: Ground, fields: dict[str, str], actor: Callable[[str], Actor]) -> None:
    assert len(fields) == len(actor("agneta").get(f"/boards/{ground.board}/values")["fields"])
    with pytest.raises(NotFound):
        _read(ground, who="piotr")
    query = "&".join(f"field_id={new_id()}" for _ in range(61))
    assert actor("asa").refused("GET", f"/boards/{ground.board}/values?{query}") == "invalid"


def test_one_question_however_many_cards(ground: Ground, fields: dict[str, str]) -> None:
    counter, request = Counter(ground), Request(act=lambda: _read(ground))
    ground.do(fill_in, ground.cards[A], fields["Timmar"], 1)
    few = counter.of(request)
    for title in (A, B, "Ta fram material"):
        ground.do(fill_in, ground.cards[title], fields["Timmar"], 2)
    assert counter.of(request) == few

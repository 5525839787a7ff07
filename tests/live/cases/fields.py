"""Cases of the plan's own fields, and of what cards say in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.boards import fielding
from verkstad.boards.wire import FieldIn
from verkstad.cards import undoing
from verkstad.cards.fields import filling_in

if TYPE_CHECKING:
    from tests.ground import Ground


def with_fields(ground: Ground) -> None:
    """Give the plan two fields; the first card says something in the first."""
    for name, kind, choices in (("Kostnadsställe", "text", []), ("Berör SFI", "choice", ["Ja", "Nej"])):
        wish = FieldIn.model_validate({"name": name, "kind": kind, "choices": choices})
        ground.things[name] = ground.do(fielding.add_field, ground.board, wish).field_id
    _fill(ground, "4410")


def _fill(ground: Ground, value: str | None, **named: Any) -> Any:
    return ground.do(filling_in.fill_in, first(ground), ground.things["Kostnadsställe"], value, **named)


def _removed(ground: Ground, **named: Any) -> None:
    with_fields(ground)
    ground.do(fielding.remove_field, ground.things["Kostnadsställe"], **named)


def _changed(ground: Ground) -> None:
    with_fields(ground)
    ground.do(fielding.change_field, ground.things["Berör SFI"], {"kind": "checkbox"}, op=UNDONE)


def _added(ground: Ground) -> None:
    ground.do(fielding.add_field, ground.board, FieldIn(name="Beslutsdatum", kind="date"), op=UNDONE)


def _cleared(ground: Ground) -> None:
    with_fields(ground)
    _fill(ground, None, op=UNDONE)


CASES: dict[str, Case] = {
    "field-added": Case(
        fielding.add_field,
        lambda g: g.do(fielding.add_field, g.board, FieldIn(name="Enhet", kind="choice", choices=["SFI", "Vuxna"])),
        with_fields,
    ),
    "field-changed": Case(
        fielding.change_field,
        lambda g: g.do(
            fielding.change_field, g.things["Berör SFI"], {"name": "Berör", "choices": ["Ja", "Nej", "Vet inte"]}
        ),
        with_fields,
    ),
    "field-moved": Case(
        fielding.move_field,
        lambda g: g.do(fielding.move_field, g.things["Berör SFI"], after=None, last=False),
        with_fields,
    ),
    "field-removed": Case(
        fielding.remove_field, lambda g: g.do(fielding.remove_field, g.things["Kostnadsställe"]), with_fields
    ),
    "field-restored": Case(
        fielding.restore_field, lambda g: g.do(fielding.restore_field, g.things["Kostnadsställe"]), _removed
    ),
    "value-added": Case(
        filling_in.fill_in,
        lambda g: g.do(filling_in.fill_in, first(g), g.things["Berör SFI"], "Nej", who="solveig"),
        with_fields,
    ),
    "value-changed": Case(filling_in.fill_in, lambda g: _fill(g, "4420"), with_fields),
    "value-removed": Case(filling_in.fill_in, lambda g: _fill(g, None), with_fields),
    "value-removal-undone": Case(undoing.undo, undo_it, _cleared),
    "field-addition-undone": Case(undoing.undo, undo_it, _added),
    "field-change-undone": Case(undoing.undo, undo_it, _changed),
    "field-removal-undone": Case(undoing.undo, undo_it, lambda g: _removed(g, op=UNDONE)),
}

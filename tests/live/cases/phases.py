"""Cases of phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.cards import undoing
from verkstad.cards.phases import phasing
from verkstad.cards.phases.wire import PhaseIn

if TYPE_CHECKING:
    from tests.ground import Ground


def _with_two(ground: Ground) -> None:
    for name, wish in (
        ("phase", PhaseIn(title="Kartläggning", leader_id=ground.cast.ids["ulf"], start="2026-11-18", due="2026-12")),
        ("next", PhaseIn(title="Prövning")),
    ):
        ground.things[name] = ground.do(phasing.add_phase, first(ground), wish).id


def _removed(ground: Ground) -> None:
    _with_two(ground)
    ground.do(phasing.remove_phase, ground.things["phase"], op=UNDONE)


CASES: dict[str, Case] = {
    "phases-added": Case(phasing.add_phase, _with_two),
    "phase-changed": Case(
        phasing.change_phase,
        lambda g: g.do(phasing.change_phase, g.things["phase"], {"leader_id": None, "due": "2027-21"}),
        _with_two,
    ),
    "phase-moved": Case(
        phasing.move_phase,
        lambda g: g.do(phasing.move_phase, g.things["next"], after=None, last=False),
        _with_two,
    ),
    "phase-removed": Case(phasing.remove_phase, lambda g: g.do(phasing.remove_phase, g.things["phase"]), _with_two),
    "phase-removal-undone": Case(undoing.undo, undo_it, _removed),
}

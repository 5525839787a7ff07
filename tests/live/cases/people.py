"""Cases of people who take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.cards import undoing
from verkstad.cards.people import taking_part

if TYPE_CHECKING:
    from tests.ground import Ground


def _with_agneta(ground: Ground) -> None:
    ground.do(taking_part.take_part, first(ground), ground.cast.ids["agneta"])


def _without_her(ground: Ground) -> None:
    _with_agneta(ground)
    ground.do(taking_part.step_aside, first(ground), ground.cast.ids["agneta"], op=UNDONE)


CASES: dict[str, Case] = {
    "participant-added": Case(taking_part.take_part, _with_agneta),
    "participant-removed": Case(
        taking_part.step_aside,
        lambda g: g.do(taking_part.step_aside, first(g), g.cast.ids["agneta"], who="amina"),
        _with_agneta,
    ),
    "participant-removal-undone": Case(undoing.undo, undo_it, _without_her),
}

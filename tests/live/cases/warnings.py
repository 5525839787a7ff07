"""Cases of the computed warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, material
from verkstad.cards import answering, undoing, writing

if TYPE_CHECKING:
    from tests.ground import Ground


def _late(ground: Ground) -> None:
    ground.do(writing.change_card, material(ground), {"due": "2026-11-02"})


def _answer(ground: Ground, **named: Any) -> Any:
    answer = "Vi väntar in nämndens beslut."
    return ground.do(answering.answer_warning, material(ground), answer, who="amina", **named)


def _answered(ground: Ground) -> None:
    _late(ground)
    _answer(ground, op=UNDONE)


def _undo(ground: Ground) -> Any:
    return ground.do(undoing.undo, ground.board, UNDONE, who="amina")


CASES: dict[str, Case] = {
    "warning-answered": Case(answering.answer_warning, _answer, _late),
    "warning-answer-undone": Case(undoing.undo, _undo, _answered),
}

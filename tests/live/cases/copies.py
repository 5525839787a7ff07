"""Cases of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.cases.case import Case, material
from tests.live.cases.checklists import with_rows
from verkstad.boards.fielding import add_field
from verkstad.boards.labelling import add_label
from verkstad.boards.wire import FieldIn, LabelIn
from verkstad.cards import copying, copying_plans
from verkstad.cards.labels.labelling import put_label_on
from verkstad.cards.wire import CardCopyIn, PlanCopyIn

if TYPE_CHECKING:
    from tests.ground import Ground


def _labelled(ground: Ground) -> None:
    with_rows(ground)
    label = ground.do(add_label, ground.board, LabelIn(name="Kompetens", tint=3)).label_id
    ground.do(put_label_on, material(ground), label)
    ground.do(add_field, ground.board, FieldIn(name="Nämnd", kind="date"))


def _copy_plan(ground: Ground) -> None:
    wish = PlanCopyIn.model_validate({"name": "Medskapare 2028", "start": "2027-09-01", "with_people": True})
    ground.board = ground.do(copying_plans.copy_board, ground.board, wish).board_id


CASES: dict[str, Case] = {
    "card-copied": Case(
        copying.copy_card,
        lambda g: g.do(
            copying.copy_card,
            material(g),
            CardCopyIn.model_validate({"title": "Nytt material", "start": "2027-01-11", "with_people": True}),
        ),
        _labelled,
    ),
    "card-copied-to-another-plan": Case(
        copying.copy_card,
        lambda g: g.do(copying.copy_card, material(g), CardCopyIn(board_id=g.other)),
        _labelled,
        on_other=True,
    ),
    "board-copied": Case(copying_plans.copy_board, _copy_plan, _labelled),
}

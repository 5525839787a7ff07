"""Cases of labels: those of the plan, and those that a card carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, material, undo_it
from verkstad.boards import labelling as plan_labels
from verkstad.boards.wire import LabelIn
from verkstad.cards import transferring, undoing
from verkstad.cards.labels import labelling
from verkstad.cards.wire import TransferIn

if TYPE_CHECKING:
    from tests.ground import Ground


def with_labels(ground: Ground) -> None:
    """Give the plan two labels; the first is on the first card."""
    for name, tint in (("Kompetens", 2), ("Nätverk", 4)):
        ground.things[name] = ground.do(plan_labels.add_label, ground.board, LabelIn(name=name, tint=tint)).label_id
    _put_on(ground)


def _put_on(ground: Ground, **named: Any) -> Any:
    return ground.do(labelling.put_label_on, first(ground), ground.things["Kompetens"], **named)


def _removed(ground: Ground, **named: Any) -> None:
    with_labels(ground)
    ground.do(plan_labels.remove_label, ground.things["Kompetens"], **named)


def _taken_off(ground: Ground) -> None:
    with_labels(ground)
    ground.do(labelling.take_label_off, first(ground), ground.things["Kompetens"], op=UNDONE)


def _renamed(ground: Ground) -> None:
    with_labels(ground)
    ground.do(plan_labels.change_label, ground.things["Nätverk"], {"name": "Möten"}, op=UNDONE)


def _added(ground: Ground) -> None:
    ground.do(plan_labels.add_label, ground.board, LabelIn(name="Tillgänglighet", tint=3), op=UNDONE)


def _with_the_same_there(ground: Ground) -> None:
    with_labels(ground)
    ground.do(labelling.put_label_on, material(ground), ground.things["Kompetens"])
    ground.do(plan_labels.add_label, ground.other, LabelIn(name="kompetens", tint=5))


CASES: dict[str, Case] = {
    "label-added": Case(
        plan_labels.add_label,
        lambda g: g.do(plan_labels.add_label, g.board, LabelIn(name="Tillgänglighet", tint=3)),
        with_labels,
    ),
    "label-changed": Case(
        plan_labels.change_label,
        lambda g: g.do(plan_labels.change_label, g.things["Kompetens"], {"name": "Lärande", "tint": 5}),
        with_labels,
    ),
    "label-moved": Case(
        plan_labels.move_label,
        lambda g: g.do(plan_labels.move_label, g.things["Nätverk"], after=None, last=False),
        with_labels,
    ),
    "label-removed": Case(
        plan_labels.remove_label, lambda g: g.do(plan_labels.remove_label, g.things["Kompetens"]), with_labels
    ),
    "label-restored": Case(
        plan_labels.restore_label, lambda g: g.do(plan_labels.restore_label, g.things["Kompetens"]), _removed
    ),
    "label-put-on": Case(
        labelling.put_label_on,
        lambda g: g.do(labelling.put_label_on, first(g), g.things["Nätverk"], who="solveig"),
        with_labels,
    ),
    "label-taken-off": Case(
        labelling.take_label_off,
        lambda g: g.do(labelling.take_label_off, first(g), g.things["Kompetens"]),
        with_labels,
    ),
    "label-taking-off-undone": Case(undoing.undo, undo_it, _taken_off),
    "label-addition-undone": Case(undoing.undo, undo_it, _added),
    "label-change-undone": Case(undoing.undo, undo_it, _renamed),
    "label-removal-undone": Case(undoing.undo, undo_it, lambda g: _removed(g, op=UNDONE)),
    "labelled-alike-on-arrival": Case(
        transferring.transfer_card,
        lambda g: g.do(transferring.transfer_card, material(g), TransferIn(board_id=g.other)),
        _with_the_same_there,
        on_other=True,
    ),
}

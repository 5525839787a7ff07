"""Cases of relations between cards, on both sides, and of further plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, material, undo_it
from verkstad.cards import undoing, writing
from verkstad.cards.relations import linking, relating
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.wire import CardIn

if TYPE_CHECKING:
    from tests.ground import Ground


def _elsewhere(ground: Ground) -> None:
    added = ground.do(writing.add_card, ground.other, CardIn(title="Avsätta tid"))
    ground.things["elsewhere"] = ground.cards["Avsätta tid"] = added.card_id


def _relate(ground: Ground, **named: Any) -> Any:
    wish = RelationIn(kind="blocked_by", card_id=ground.things["elsewhere"])
    done = ground.do(relating.relate, first(ground), wish, **named)
    ground.things["relation"] = done.id
    return done


def _related(ground: Ground) -> None:
    _elsewhere(ground)
    _relate(ground, op=UNDONE)


def _relate_here(ground: Ground, **named: Any) -> Any:
    wish = RelationIn(kind="blocks", card_id=material(ground))
    ground.things["relation"] = ground.do(relating.relate, first(ground), wish, **named).id


def _unrelate(ground: Ground, **named: Any) -> Any:
    return ground.do(relating.unrelate, ground.things["relation"], **named)


def _unrelated(ground: Ground) -> None:
    _related(ground)
    _unrelate(ground, op="another-operation")


def _unrelated_here(ground: Ground) -> None:
    _relate_here(ground)
    _unrelate(ground, op=UNDONE)


def _link(ground: Ground, **named: Any) -> Any:
    return ground.do(linking.link_card, first(ground), ground.other, **named)


def _unlink(ground: Ground, **named: Any) -> Any:
    return ground.do(linking.unlink_card, first(ground), ground.other, **named)


def _unlinked(ground: Ground) -> None:
    _link(ground)
    _unlink(ground, op=UNDONE)


CASES: dict[str, Case] = {
    "cards-related": Case(relating.relate, _relate_here),
    "card-related-to-another-plan": Case(relating.relate, _relate, _elsewhere),
    "card-related-from-another-plan": Case(relating.relate, _relate, _elsewhere, on_other=True),
    "card-unrelated": Case(relating.unrelate, _unrelate, _related),
    "card-unrelated-elsewhere": Case(relating.unrelate, _unrelate, _related, on_other=True),
    "relation-undone": Case(undoing.undo, undo_it, _related),
    "relation-undone-elsewhere": Case(undoing.undo, undo_it, _related, on_other=True),
    "relation-removal-undone": Case(undoing.undo, undo_it, _unrelated_here),
    "card-linked": Case(linking.link_card, _link),
    "card-linked-elsewhere": Case(linking.link_card, _link, on_other=True),
    "card-linked-again": Case(linking.link_card, _link, _unlinked),
    "card-unlinked": Case(linking.unlink_card, _unlink, _link),
    "card-unlinked-elsewhere": Case(linking.unlink_card, _unlink, _link, on_other=True),
    "link-undone": Case(undoing.undo, undo_it, lambda g: _link(g, op=UNDONE)),
    "link-removal-undone-elsewhere": Case(undoing.undo, undo_it, _unlinked, on_other=True),
}

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import change_board
from verkstad.cards.closing import close_card
from verkstad.cards.phases.phasing import add_phase, remove_phase
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.relations.relating import relate
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.timeline.reading import timeline_of
from verkstad.cards.wire import CardIn, ClosureIn
from verkstad.cards.writing import add_card
from verkstad.kernel.problems import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.timeline.wire import Timeline

A, B = "Boka lokal", "Bjuda in invånare"


def _timeline(ground: Ground, who: str = "asa", board: str | None = None) -> Timeline:
    return ground.cast.look(who, lambda look: timeline_of(look, board or ground.board))


def _blocks(ground: Ground, card_id: str, other_id: str, kind: Any = "blocks") -> None:
    ground.do(relate, card_id, RelationIn(kind=kind, card_id=other_id))


def test_phases_that_have_a_date_of_cards_that_are_open(ground: Ground) -> None:
    first = ground.do(add_phase, ground.cards[A], PhaseIn(title="Fråga", start="2026-11-16")).id
    ground.do(add_phase, ground.cards[A], PhaseIn(title="Boka", due="2026-12"))
    ground.do(add_phase, ground.cards[A], PhaseIn(title="Någon gång"))
    ground.do(add_phase, ground.cards[B], PhaseIn(title="Skriva", due="2026-12-24"))
    assert [(phase.title, phase.start, phase.due) for phase in _timeline(ground).phases] == [
        ("Fråga", "2026-11-16", None),
        ("Boka", None, "2026-12"),
        ("Skriva", None, "2026-12-24"),
    ]
    ground.do(remove_phase, first)
    ground.do(close_card, ground.cards[B], ClosureIn(reason="cancelled"))
    assert [phase.title for phase in _timeline(ground).phases] == ["Boka"]
    assert _timeline(ground, board=ground.other).phases == []


def test_what_blocks_what_and_nothing_else_that_relates(ground: Ground) -> None:
    a, b = ground.cards[A], ground.cards[B]
    _blocks(ground, a, b)
    _blocks(ground, b, ground.cards["Ta fram material"], kind="relates")
    assert [(each.card_id, each.blocks_id) for each in _timeline(ground).blocking] == [(a, b)]
    ground.do(close_card, b, ClosureIn(reason="cancelled"))
    assert _timeline(ground).blocking == []


def test_across_plans_from_either_end_but_only_to_what_one_sees(ground: Ground) -> None:
    there = ground.do(add_card, ground.other, CardIn(title="Avsätta tid")).card_id
    _blocks(ground, there, ground.cards[A])
    _blocks(ground, ground.cards[B], there)
    pairs = {(there, ground.cards[A]), (ground.cards[B], there)}
    for board in (ground.board, ground.other):
        assert {(each.card_id, each.blocks_id) for each in _timeline(ground, "agneta", board).blocking} == pairs
    (named,) = _timeline(ground, "agneta").elsewhere
    assert (named.id, named.title, named.board_id) == (there, "Avsätta tid", ground.other)
    assert named.board_name == ground.snapshot(ground.other)["board"]["name"]
    assert {each.id for each in _timeline(ground, board=ground.other).elsewhere} == {ground.cards[A], ground.cards[B]}
    hers = _timeline(ground, "solveig")
    assert (hers.blocking, hers.elsewhere) == ([], [])  # a guest of the one plan only
    ground.do(change_board, ground.other, {"restricted": True})
    assert _timeline(ground, "agneta").elsewhere == []
    assert _timeline(ground, "agneta").blocking == []
    with pytest.raises(NotFound):
        _timeline(ground, "agneta", ground.other)


def test_at_the_door_unchanged_is_told_by_what_one_sees(ground: Ground, actor: Callable[[str], Actor]) -> None:
    there = ground.do(add_card, ground.other, CardIn(title="Avsätta tid")).card_id
    _blocks(ground, there, ground.cards[A])
    path = f"/boards/{ground.board}/timeline"
    first = actor("agneta").ask("GET", path)
    has = {"If-None-Match": first.headers["etag"]}
    assert len(first.json()["blocking"]) == 1
    assert actor("agneta").ask("GET", path, headers=has).status_code == 304
    # Nothing happens on this plan, and yet there is another answer.
    ground.do(change_board, ground.other, {"restricted": True})
    assert actor("agneta").ask("GET", path, headers=has).json()["blocking"] == []

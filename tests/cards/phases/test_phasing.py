from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.problems import PeriodBackwards, PlaceGone, TooMany, UnknownPerson
from verkstad.cards.phases.phasing import MOST_PHASES, add_phase, change_phase, move_phase, remove_phase
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.undoing import undo
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

A = "Boka lokal"


def _add(ground: Ground, title: str = "Kartläggning", **fields: Any) -> str:
    phase_id: str = ground.do(add_phase, ground.cards[A], PhaseIn(title=title, **fields)).id
    return phase_id


def _titles(ground: Ground) -> list[str]:
    return [phase.title for phase in ground.card(A).phases]


def test_a_phase_has_a_leader_and_dates_of_its_own(ground: Ground) -> None:
    _add(ground, leader_id=ground.cast.ids["amina"], start="2026-11-16", due="2026-12")
    (phase,) = ground.card(A).phases
    assert (phase.title, phase.leader_id, phase.start, phase.due) == (
        "Kartläggning",
        ground.cast.ids["amina"],
        "2026-11-16",
        "2026-12",
    )


def test_phases_stand_in_order_and_are_moved(ground: Ground) -> None:
    first, _, last = (_add(ground, title) for title in ("Kartläggning", "Prövning", "Införande"))
    assert _titles(ground) == ["Kartläggning", "Prövning", "Införande"]
    (told,) = ground.told(move_phase, last, after=first, last=False)
    assert (told["type"], list(told["to"])) == ("phase.changed", ["rank"])
    assert _titles(ground) == ["Kartläggning", "Införande", "Prövning"]
    assert ground.told(move_phase, last, after=first, last=False) == []
    ground.do(move_phase, first, after=None, last=True)
    ground.do(move_phase, last, after=None, last=False)
    assert _titles(ground) == ["Införande", "Prövning", "Kartläggning"]
    ground.refused(PlaceGone, move_phase, last, after=new_id(), last=False)


def test_only_what_changed_is_told_and_a_title_is_never_taken_away(ground: Ground) -> None:
    phase_id = _add(ground, due="2026-12")
    assert ground.told(change_phase, phase_id, {"title": None, "due": "2026-12"}) == []
    (told,) = ground.told(change_phase, phase_id, {"title": "Kartlägga", "due": None})
    assert (told["to"], told["from"]) == (
        {"title": "Kartlägga", "due": None},
        {"title": "Kartläggning", "due": "2026-12"},
    )


def test_a_phase_runs_forwards_within_what_is_known(ground: Ground) -> None:
    phase_id = _add(ground, start="2026-12-10", due="2026-12")
    ground.refused(PeriodBackwards, change_phase, phase_id, {"due": "2026-11"})
    ground.refused(PeriodBackwards, add_phase, ground.cards[A], PhaseIn(title="Bakåt", start="2027", due="2026"))


def test_a_leader_is_a_colleague(ground: Ground) -> None:
    stranger = ground.cast.ids["bo"]
    ground.refused(UnknownPerson, add_phase, ground.cards[A], PhaseIn(title="Fas", leader_id=stranger))
    ground.refused(UnknownPerson, change_phase, _add(ground), {"leader_id": stranger})


def test_there_are_not_too_many(ground: Ground) -> None:
    *_, last = (_add(ground, f"Fas {number}") for number in range(MOST_PHASES))
    ground.refused(TooMany, add_phase, ground.cards[A], PhaseIn(title="En till"))
    ground.do(remove_phase, last)
    _add(ground, "En till")


def test_a_removed_one_comes_back_as_it_was(ground: Ground) -> None:
    phase_id = _add(ground, due="2027-21")
    ground.do(remove_phase, phase_id, op="what-i-did-just-now")
    assert _titles(ground) == []
    ground.refused(ChangedSince, change_phase, phase_id, {"title": "Fas"})
    (told,) = ground.told(undo, ground.board, "what-i-did-just-now")
    assert (told["type"], told["to"]["due"]) == ("phase.restored", "2027-21")
    assert _titles(ground) == ["Kartläggning"]


def test_readers_do_not_write_them(ground: Ground) -> None:
    phase_id = _add(ground)
    ground.refused(MayNot, change_phase, phase_id, {"title": "Fas"}, who="agneta")
    ground.refused(NotFound, remove_phase, phase_id, who="piotr")
    ground.refused(NotFound, remove_phase, new_id())


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "x" * 121},
        {"title": "Fas", "due": "december"},
        {"title": "Fas", "due": "2026-02-30"},
        {"title": "Fas", "due": 2026},
        {"title": "Fas", "leader_id": "amina"},
        {"title": "Fas", "rank": "a0"},
    ],
)
def test_bad_input_is_refused_by_the_field(ground: Ground, actor: Callable[[str], Actor], body: dict[str, Any]) -> None:
    assert actor("asa").refused("POST", f"/cards/{ground.cards[A]}/phases", body) == "invalid"

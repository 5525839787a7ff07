from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.boards.changing import change_board
from verkstad.cards.blockers.agreeing import say_same, unsay_same
from verkstad.cards.blockers.blocking import raise_blocker, remove_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.undoing import undo
from verkstad.kernel.problems import ChangedSince, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground

A = "Boka lokal"
OP = "what-i-did-just-now"


def _raise(ground: Ground) -> str:
    blocker_id: str = ground.do(raise_blocker, ground.cards[A], BlockerIn(what="Ingen har svarat.")).id
    return blocker_id


def _same(ground: Ground) -> list[str]:
    (blocker,) = ground.card(A).blockers
    return blocker.same


def test_readers_say_it_once_each(ground: Ground) -> None:
    blocker_id = _raise(ground)
    (told,) = ground.told(say_same, blocker_id, who="agneta")
    assert (told["type"], told["to"]) == (
        "same.added",
        {"blocker_id": blocker_id, "user_id": ground.cast.ids["agneta"]},
    )
    assert ground.told(say_same, blocker_id, who="agneta") == []
    ground.do(say_same, blocker_id, who="solveig")
    assert _same(ground) == [ground.cast.ids["agneta"], ground.cast.ids["solveig"]]


def test_taken_back_and_said_again(ground: Ground) -> None:
    blocker_id = _raise(ground)
    assert ground.told(unsay_same, blocker_id, who="agneta") == []
    ground.do(say_same, blocker_id, who="agneta")
    ground.do(say_same, blocker_id, who="ulf")
    (told,) = ground.told(unsay_same, blocker_id, who="agneta")
    assert told["type"] == "same.removed"
    assert _same(ground) == [ground.cast.ids["ulf"]]
    (told,) = ground.told(say_same, blocker_id, who="agneta")
    assert told["type"] == "same.restored"


def test_a_reader_undoes_what_they_said(ground: Ground) -> None:
    blocker_id = _raise(ground)
    ground.do(say_same, blocker_id, who="agneta", op=OP)
    ground.do(undo, ground.board, OP, who="agneta")
    assert _same(ground) == []


def test_not_about_what_is_gone_or_may_not_be_seen(ground: Ground) -> None:
    blocker_id = _raise(ground)
    ground.do(change_board, ground.board, {"restricted": True})
    ground.refused(NotFound, say_same, blocker_id, who="agneta")
    ground.do(remove_blocker, blocker_id)
    ground.refused(ChangedSince, say_same, blocker_id, who="ulf")
    ground.refused(NotFound, say_same, ground.cards[A], who="ulf")

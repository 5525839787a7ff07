from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verkstad.boards.changing import change_board, close_board
from verkstad.boards.problems import BoardClosed
from verkstad.cards.blockers.blocking import raise_blocker, remove_blocker
from verkstad.cards.blockers.resolving import reopen_blocker, resolve_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.undoing import undo
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground

A = "Boka lokal"
OP = "what-i-did-just-now"


def _raise(ground: Ground, **fields: Any) -> str:
    wish = BlockerIn.model_validate({"what": "Ingen har svarat.", **fields})
    blocker_id: str = ground.do(raise_blocker, ground.cards[A], wish).id
    return blocker_id


def test_resolved_with_how_by_whom_and_when(ground: Ground) -> None:
    blocker_id = _raise(ground)
    (told,) = ground.told(resolve_blocker, blocker_id, "De ringde tillbaka.", who="amina")
    (blocker,) = ground.card(A).blockers
    assert (blocker.how, blocker.resolved_by) == ("De ringde tillbaka.", ground.cast.ids["amina"])
    assert (told["type"], told["at"], told["face"]) == ("blocker.changed", blocker.resolved_at, {"blocked_since": None})


def test_the_one_who_was_named_may_say_so_and_no_other_reader(ground: Ground) -> None:
    blocker_id = _raise(ground, remover_id=ground.cast.ids["agneta"])
    other = _raise(ground)
    ground.refused(MayNot, resolve_blocker, other, "", who="agneta")
    ground.refused(MayNot, reopen_blocker, other, who="agneta")
    ground.do(resolve_blocker, blocker_id, "Tiden är avsatt.", who="agneta")
    ground.do(reopen_blocker, blocker_id, who="agneta")
    ground.refused(MayNot, remove_blocker, blocker_id, who="agneta")


def test_the_one_who_was_named_must_still_see_the_plan(ground: Ground) -> None:
    blocker_id = _raise(ground, remover_id=ground.cast.ids["agneta"])
    ground.do(change_board, ground.board, {"restricted": True})
    ground.refused(NotFound, resolve_blocker, blocker_id, "", who="agneta")


def test_said_twice_it_is_said_once_and_nobody_overwrites_how(ground: Ground) -> None:
    blocker_id = _raise(ground)
    ground.do(resolve_blocker, blocker_id, "De ringde.")
    assert ground.told(resolve_blocker, blocker_id, "De ringde.", who="ulf") == []
    assert ground.told(resolve_blocker, blocker_id, "", who="ulf") == []
    ground.refused(ChangedSince, resolve_blocker, blocker_id, "De mejlade.", who="ulf")
    (told,) = ground.told(resolve_blocker, blocker_id, "De ringde i går.")
    assert (told["to"], told["from"]) == ({"how": "De ringde i går."}, {"how": "De ringde."})


def test_reopened_it_stands_since_it_was_raised(ground: Ground) -> None:
    blocker_id = _raise(ground)
    since = ground.face(ground.cards[A])["blocked_since"]
    ground.do(resolve_blocker, blocker_id, "De ringde.")
    (told,) = ground.told(reopen_blocker, blocker_id)
    assert told["face"] == {"blocked_since": since}
    assert ground.told(reopen_blocker, blocker_id) == []


def test_the_standing_ones_stand_first_and_the_latest_resolved_next(ground: Ground) -> None:
    one, two, three, four = (_raise(ground) for _ in range(4))
    for blocker_id in (one, three):
        ground.do(resolve_blocker, blocker_id, "")
    assert [blocker.id for blocker in ground.card(A).blockers] == [two, four, three, one]


def test_a_resolution_is_undone(ground: Ground) -> None:
    blocker_id = _raise(ground)
    ground.do(resolve_blocker, blocker_id, "De ringde.", op=OP)
    ground.do(undo, ground.board, OP)
    (blocker,) = ground.card(A).blockers
    assert (blocker.resolved_at, blocker.how) == (None, "")


def test_on_a_closed_plan_it_stays(ground: Ground) -> None:
    blocker_id = _raise(ground)
    ground.do(close_board, ground.board)
    ground.refused(BoardClosed, resolve_blocker, blocker_id, "")

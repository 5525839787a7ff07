from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import change_board, close_board
from verkstad.boards.joining import add_member
from verkstad.boards.problems import BoardClosed, TooMany
from verkstad.cards.closing import close_card
from verkstad.cards.problems import CardClosed, SameBoard
from verkstad.cards.relations import linking
from verkstad.cards.relations.linking import link_card, unlink_card
from verkstad.cards.relations.reading import linked_cards
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground

A = "Boka lokal"
OP = "what-i-did-just-now"


def _link(ground: Ground, **named: Any) -> Any:
    return ground.do(link_card, ground.cards[A], ground.other, **named)


def _shown(ground: Ground, who: str = "asa") -> list[str]:
    return [card.title for card in ground.cast.look(who, lambda look: linked_cards(look, ground.other))]


def test_both_plans_tell_of_it_and_its_home_stays(ground: Ground) -> None:
    versions = ground.snapshot(ground.board)["version"], ground.snapshot(ground.other)["version"]
    done = _link(ground)
    (here,) = ground.events(ground.board, versions[0])
    (there,) = ground.events(ground.other, versions[1])
    assert (here["type"], here["to"], here["version"]) == ("link.added", {"board_id": ground.other}, done.version)
    assert (there["type"], there["card_id"]) == ("card.linked", ground.cards[A])
    assert ground.snapshot(ground.other)["linked"] == [ground.cards[A]]
    assert ground.card(A).board.id == ground.board
    assert [link.name for link in ground.card(A).links] == ["Kompetensförsörjning 2027"]
    assert _shown(ground) == [A]


def test_once_is_enough(ground: Ground) -> None:
    _link(ground)
    assert ground.told(link_card, ground.cards[A], ground.other) == []
    ground.do(unlink_card, ground.cards[A], ground.other)
    assert ground.told(unlink_card, ground.cards[A], ground.other) == []
    assert (ground.snapshot(ground.other)["linked"], ground.card(A).links) == ([], [])
    (told,) = ground.told(link_card, ground.cards[A], ground.other)
    assert told["type"] == "link.restored"


def test_plans_stand_in_the_alphabet_of_their_readers_on_every_database(ground: Ground) -> None:
    names = ["aBO", "Åtgärder", "Ärenden", "Zonering", "Örat mot marken"]
    for name in sorted(names, key=len):
        ground.do(link_card, ground.cards[A], ground.start(name))
    assert [link.name for link in ground.card(A).links] == ["aBO", "Zonering", "Åtgärder", "Ärenden", "Örat mot marken"]


def test_each_reader_sees_what_they_may(ground: Ground) -> None:
    _link(ground)
    ground.do(change_board, ground.board, {"restricted": True})
    assert _shown(ground, "agneta") == []
    assert _shown(ground, "amina") == [A]
    with pytest.raises(NotFound):
        _shown(ground, "solveig")
    ground.do(change_board, ground.other, {"restricted": True})
    assert ground.card(A, "amina").links == []


def test_a_closed_card_is_shown_no_more(ground: Ground) -> None:
    _link(ground)
    ground.do(close_card, ground.cards[A], ClosureIn(reason="cancelled"))
    assert _shown(ground) == []


def test_one_must_change_both_plans(ground: Ground) -> None:
    ground.refused(MayNot, link_card, ground.cards[A], ground.other, who="amina")
    ground.refused(NotFound, link_card, ground.cards[A], ground.other, who="solveig")
    ground.do(add_member, ground.other, ground.cast.ids["agneta"])
    ground.refused(MayNot, link_card, ground.cards[A], ground.other, who="agneta")
    _link(ground, who="ulf")


def test_where_it_cannot(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    ground.refused(SameBoard, link_card, ground.cards[A], ground.board)
    ground.refused(NotFound, link_card, ground.cards[A], ground.cards[A])
    ground.refused(CardClosed, link_card, ground.cards["Trycka broschyr"], ground.other)
    third = ground.start("En tredje")
    with monkeypatch.context() as fewer:
        fewer.setattr(linking, "MOST_LINKS", 1)
        _link(ground)
        ground.refused(TooMany, link_card, ground.cards[A], third)
    ground.do(close_board, third)
    ground.refused(BoardClosed, link_card, ground.cards[A], third)


def test_a_card_that_moves_to_a_plan_which_shows_it_loses_that_link(ground: Ground) -> None:
    _link(ground)
    versions = ground.snapshot(ground.board)["version"], ground.snapshot(ground.other)["version"]
    ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
    assert [event["type"] for event in ground.events(ground.board, versions[0])] == ["link.removed", "card.left"]
    told = [event["type"] for event in ground.events(ground.other, versions[1])]
    assert told[:2] == ["card.unlinked", "card.arrived"]
    assert (ground.snapshot(ground.other)["linked"], ground.card(A).links) == ([], [])


def test_undo_takes_back_both_sides(ground: Ground) -> None:
    _link(ground, op=OP)
    ground.do(undo, ground.board, OP)
    assert (ground.snapshot(ground.other)["linked"], ground.card(A).links) == ([], [])
    _link(ground)
    ground.do(unlink_card, ground.cards[A], ground.other, op="another-operation")
    ground.do(undo, ground.board, "another-operation")
    assert ground.snapshot(ground.other)["linked"] == [ground.cards[A]]


def test_what_another_took_away_is_not_undone(ground: Ground) -> None:
    _link(ground, op=OP)
    ground.do(unlink_card, ground.cards[A], ground.other, who="ulf")
    ground.refused(ChangedSince, undo, ground.board, OP)

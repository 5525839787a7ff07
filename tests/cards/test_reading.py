from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from verkstad.boards.changing import change_board
from verkstad.cards.closing import close_card
from verkstad.cards.reading import find_number, list_closed, read_card
from verkstad.cards.wire import ClosureIn
from verkstad.kernel.problems import NotFound

if TYPE_CHECKING:
    from tests.ground import Ground


class TestTheWholeCard:
    def test_has_its_plan_its_text_and_who(self, ground: Ground) -> None:
        card = ground.card("Ta fram material", who="agneta")
        assert card.board.name == "Att ha invånaren som medskapare"
        assert (card.description.text, card.description.html) == (
            "Se *underlaget*.",
            "<p>Se <em>underlaget</em>.</p>\n",
        )
        assert card.created_by == card.updated_by == card.health_by == ground.cast.ids["asa"]
        assert card.created_at < card.updated_at

    def test_agrees_with_its_face(self, ground: Ground) -> None:
        card = ground.card("Ta fram material").model_dump()
        face = ground.face(card["id"])
        assert {field: card[field] for field in face} == face

    @pytest.mark.parametrize("who", ["piotr", "bo"])
    def test_is_not_there_for_whoever_does_not_see_the_plan(self, ground: Ground, who: str) -> None:
        with pytest.raises(NotFound):
            ground.card("Boka lokal", who=who)

    def test_of_a_restricted_plan(self, ground: Ground) -> None:
        ground.do(change_board, ground.board, {"restricted": True})
        assert ground.card("Boka lokal", who="amina").title == "Boka lokal"
        with pytest.raises(NotFound):
            ground.card("Boka lokal", who="agneta")

    def test_that_is_not_there(self, ground: Ground) -> None:
        with pytest.raises(NotFound):
            ground.cast.look("asa", lambda look: read_card(look, ground.board))


class TestTheClosedOnes:
    def test_come_the_latest_first_and_part_by_part(self, ground: Ground) -> None:
        for title in ("Boka lokal", "Bjuda in invånare", "Ta fram material"):
            ground.do(close_card, ground.cards[title], ClosureIn(reason="handed_over", note="Till Kultur."))
        found, before = [], None
        for _ in range(3):
            part, before = ground.cast.look(
                "agneta", partial(list_closed, board_id=ground.board, before=before, most=2)
            )
            found += [card.title for card in part]
            if before is None:
                break
        assert found == ["Ta fram material", "Bjuda in invånare", "Boka lokal", "Trycka broschyr"]

    def test_closed_at_the_same_moment_none_is_lost(self, ground: Ground) -> None:
        cards = [ground.add(f"Uppdrag {number}") for number in range(5)]
        moment = ground.clock.moment
        for card in cards:
            ground.clock.moment = moment
            ground.do(close_card, card, ClosureIn(reason="cancelled"))
        found, before = [], None
        while True:
            part, before = ground.cast.look("asa", partial(list_closed, board_id=ground.board, before=before, most=2))
            found += [card.id for card in part]
            if before is None:
                break
        assert found == [*reversed(cards), ground.cards["Trycka broschyr"]]

    def test_are_not_for_strangers(self, ground: Ground) -> None:
        with pytest.raises(NotFound):
            ground.cast.look("bo", lambda look: list_closed(look, ground.board, before=None, most=2))


def test_a_number_leads_to_its_card(ground: Ground) -> None:
    found = ground.cast.look("solveig", lambda look: find_number(look, ground.board, 2))
    assert (found.card_id, found.board_id, found.number) == (ground.cards["Boka lokal"], ground.board, 2)
    for who, number in (("solveig", 99), ("piotr", 2)):
        with pytest.raises(NotFound):
            ground.cast.look(who, partial(find_number, board_id=ground.board, number=number))

from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.boards.problems import TooMany, UnknownPerson
from verkstad.cards.people.taking_part import step_aside, take_part
from verkstad.cards.problems import SamePerson
from verkstad.cards.undoing import undo
from verkstad.cards.writing import change_card
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor, Cast
    from tests.ground import Ground

CARD = "Boka lokal"


class TestTakingPart:
    def test_oneself_and_others_in_the_order_they_came(self, ground: Ground) -> None:
        ids = ground.cast.ids
        ground.do(take_part, ground.cards[CARD], ids["solveig"], who="solveig")
        (event,) = ground.told(take_part, ground.cards[CARD], ids["agneta"])
        assert (event["type"], event["to"], event["face"]) == ("participant.added", {"user_id": ids["agneta"]}, {})
        assert ground.card(CARD).participants == [ids["solveig"], ids["agneta"]]

    def test_twice_records_nothing(self, ground: Ground) -> None:
        amina = ground.cast.ids["amina"]
        assert ground.told(step_aside, ground.cards[CARD], amina) == []
        ground.do(take_part, ground.cards[CARD], amina)
        assert ground.told(take_part, ground.cards[CARD], amina) == []
        ground.do(step_aside, ground.cards[CARD], amina)
        assert ground.told(step_aside, ground.cards[CARD], amina) == []
        assert ground.card(CARD).participants == []

    def test_nobody_from_elsewhere(self, ground: Ground) -> None:
        for stranger in (ground.cast.ids["bo"], new_id()):
            ground.refused(UnknownPerson, take_part, ground.cards[CARD], stranger)

    def test_readers_do_not(self, ground: Ground) -> None:
        ground.refused(MayNot, take_part, ground.cards[CARD], ground.cast.ids["agneta"], who="agneta")

    def test_undone_but_never_there_twice(self, ground: Ground) -> None:
        amina = ground.cast.ids["amina"]
        ground.do(take_part, ground.cards[CARD], amina)
        ground.do(step_aside, ground.cards[CARD], amina, op="operation-of-leaving")
        ground.do(undo, ground.board, "operation-of-leaving")
        assert ground.card(CARD).participants == [amina]
        ground.do(step_aside, ground.cards[CARD], amina, op="operation-of-leaving-again")
        ground.do(take_part, ground.cards[CARD], amina, who="amina")
        ground.refused(ChangedSince, undo, ground.board, "operation-of-leaving-again")
        assert ground.card(CARD).participants == [amina]


class TestADeputy:
    def test_is_another_than_the_owner(self, ground: Ground) -> None:
        ids, card = ground.cast.ids, ground.cards[CARD]
        ground.refused(SamePerson, change_card, card, {"owner_id": ids["ulf"], "deputy_id": ids["ulf"]})
        ground.do(change_card, card, {"owner_id": ids["ulf"], "deputy_id": ids["amina"]})
        ground.refused(SamePerson, change_card, card, {"owner_id": ids["amina"]})
        ground.refused(SamePerson, change_card, card, {"deputy_id": ids["ulf"]})
        ground.do(change_card, card, {"owner_id": ids["amina"], "deputy_id": ids["ulf"]})
        ground.do(change_card, card, {"owner_id": None, "deputy_id": None})

    def test_undoing_makes_no_one_both(self, ground: Ground) -> None:
        ids, card = ground.cast.ids, ground.cards[CARD]
        ground.do(change_card, card, {"owner_id": ids["ulf"]})
        ground.do(change_card, card, {"owner_id": ids["amina"]}, op="operation-of-handing-over")
        ground.do(change_card, card, {"deputy_id": ids["ulf"]})
        ground.refused(SamePerson, undo, ground.board, "operation-of-handing-over")

    def test_is_refused_in_words_at_the_door(self, actor: Callable[[str], Actor], cast: Cast) -> None:
        asa = actor("asa")
        board_id = asa.post("/boards", {"name": "Planen"})["board_id"]
        card_id = asa.post(f"/boards/{board_id}/cards", {"title": CARD})["card_id"]
        me = cast.ids["asa"]
        both = {"owner_id": me, "deputy_id": me}
        assert asa.refused("PATCH", f"/cards/{card_id}", both) == "same_person"
        assert asa.refused("PUT", f"/cards/{card_id}/participants/{new_id()}") == "unknown_person"
        assert asa.refused("PUT", f"/cards/{card_id}/participants/nobody") == "invalid"


class TestFacts:
    def test_null_keeps_what_is_never_null_and_clears_the_rest(self, ground: Ground) -> None:
        card = ground.cards[CARD]
        facts = {"common_need": True, "priority": 2, "consultation": True, "consulted_on": "2026-12"}
        ground.do(change_card, card, {**facts, "processes": ["Upphandling"]})
        assert ground.told(change_card, card, {"common_need": None, "consultation": None, "processes": None}) == []
        (event,) = ground.told(change_card, card, {"priority": None, "consulted_on": None, "common_need": None})
        assert event["to"] == {"priority": None, "consulted_on": None}
        assert event["from"] == {"priority": 2, "consulted_on": "2026-12"}

    def test_what_is_so_already_records_nothing(self, ground: Ground) -> None:
        card = ground.cards[CARD]
        ground.do(change_card, card, {"priority": 1, "processes": ["Upphandling", "E-tjänst"]})
        same = {"priority": 1, "processes": ["Upphandling", "E-tjänst", "Upphandling"], "consultation": False}
        assert ground.told(change_card, card, same) == []

    def test_two_who_change_the_processes_at_once_both_get_their_way(self, ground: Ground) -> None:
        card = ground.cards[CARD]
        read = ["Upphandling", "Lokalplan"]
        ground.do(change_card, card, {"processes": read})
        ground.do(change_card, card, {"processes": ["Upphandling", "Lokalplan", "E-tjänst"], "processes_read": read})
        ground.do(change_card, card, {"processes": ["Upphandling", "Budget"], "processes_read": read}, who="ulf")
        assert ground.card(CARD).processes == ["Upphandling", "E-tjänst", "Budget"]

    def test_what_two_add_at_once_may_be_too_many(self, ground: Ground) -> None:
        card, read = ground.cards[CARD], [str(number) for number in range(19)]
        ground.do(change_card, card, {"processes": [*read, "E-tjänst"]})
        ground.refused(TooMany, change_card, card, {"processes": [*read, "Budget"], "processes_read": read})

    def test_processes_are_trimmed_and_there_once(self, actor: Callable[[str], Actor]) -> None:
        asa = actor("asa")
        board_id = asa.post("/boards", {"name": "Planen"})["board_id"]
        path = f"/cards/{asa.post(f'/boards/{board_id}/cards', {'title': CARD})['card_id']}"
        asa.patch(path, {"processes": ["  E-tjänst ", "Upphandling", "E-tjänst"]})
        assert asa.get(path)["processes"] == ["E-tjänst", "Upphandling"]
        for wrong in (
            {"processes": [""]},
            {"processes": ["x" * 201]},
            {"processes": [str(number) for number in range(21)]},
            {"priority": 4},
            {"priority": True},
            {"common_need": "yes"},
            {"consulted_on": "in winter"},
        ):
            assert asa.refused("PATCH", path, wrong) == "invalid"

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from verkstad.boards.arranging import change_lane
from verkstad.boards.problems import PeriodBackwards, PlaceGone, UnknownPerson
from verkstad.cards.closing import close_card
from verkstad.cards.problems import CardClosed, LaneGone, WipLimit
from verkstad.cards.wire import MOST_LINES, CardIn, ClosureIn, LinesIn
from verkstad.cards.writing import add_card, add_lines, change_card
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground


class TestAddingACard:
    def test_only_a_title_is_required(self, ground: Ground) -> None:
        added = ground.do(add_card, ground.board, CardIn(title="  Utvärdera  "), who="solveig")
        assert added.number == 7
        assert ground.face(added.card_id) | {"rank": "", "since": ""} == {
            "id": added.card_id,
            "number": 7,
            "lane_id": ground.lanes[0],
            "rank": "",
            "title": "Utvärdera",
            "owner_id": None,
            "start": None,
            "due": None,
            "health": "unknown",
            "health_note": "",
            "health_at": None,
            "described": False,
            "deputy_id": None,
            "label_ids": [],
            "row_count": 0,
            "rows_done": 0,
            "comment_count": 0,
            "attachment_count": 0,
            "blocked_since": None,
            "since": "",
            "version": added.version,
        }

    def test_it_stands_where_it_was_put(self, ground: Ground) -> None:
        ground.do(add_card, ground.board, CardIn(title="Först", after=None))
        ground.do(add_card, ground.board, CardIn(title="Efter", after=ground.cards["Boka lokal"]))
        ground.do(add_card, ground.board, CardIn(title="Sist"))
        assert ground.in_lane(0) == [
            "Först",
            "Genomföra två workshops",
            "Boka lokal",
            "Efter",
            "Bjuda in invånare",
            "Sist",
        ]

    def test_the_event_carries_its_face_and_keeps_the_name_of_the_lane(self, ground: Ground) -> None:
        (event,) = ground.told(add_card, ground.board, CardIn(title="Nytt", lane_id=ground.lanes[2]))
        assert event["card"] == ground.face(event["card"]["id"])
        assert ground.words(event["version"]) == {"to": "Väntar på beslut"}

    def test_not_in_a_lane_of_another_plan_nor_after_a_card_of_another_lane(self, ground: Ground) -> None:
        stranger = ground.lanes_of(ground.other)[0]
        ground.refused(LaneGone, add_card, ground.board, CardIn(title="Nytt", lane_id=stranger))
        ground.refused(PlaceGone, add_card, ground.board, CardIn(title="Nytt", after=ground.cards["Ta fram material"]))

    def test_readers_do_not(self, ground: Ground) -> None:
        ground.refused(MayNot, add_card, ground.board, CardIn(title="Nytt"), who="agneta")
        ground.refused(NotFound, add_card, ground.board, CardIn(title="Nytt"), who="piotr")

    def test_numbers_are_never_used_twice(self, ground: Ground) -> None:
        first = ground.do(add_card, ground.board, CardIn(title="Ett"))
        ground.do(close_card, first.card_id, ClosureIn(reason="cancelled"))
        assert ground.do(add_card, ground.board, CardIn(title="Två")).number == first.number + 1


class TestAddingLines:
    def test_each_line_is_a_card_last_and_in_order(self, ground: Ground) -> None:
        events = ground.told(add_lines, ground.board, LinesIn(lines=["Ett", "  ", "Två", "", " Tre "]))
        assert ground.in_lane(0)[-3:] == ["Ett", "Två", "Tre"]
        assert [event["card"]["number"] for event in events] == [7, 8, 9]
        assert len({event["op"] for event in events}) == 1

    def test_nothing_but_empty_lines_is_nothing(self, ground: Ground) -> None:
        assert ground.told(add_lines, ground.board, LinesIn(lines=["", " "])) == []

    def test_all_or_none(self, ground: Ground) -> None:
        ground.do(change_lane, ground.lanes[0], {"wip_limit": 5, "wip_rule": "refuse"})
        ground.refused(WipLimit, add_lines, ground.board, LinesIn(lines=["Ett", "Två", "Tre"]))
        ground.do(add_lines, ground.board, LinesIn(lines=["Ett", "Två"]))

    def test_two_hundred_at_once(self, ground: Ground) -> None:
        ground.do(add_lines, ground.board, LinesIn(lines=[f"Rad {number}" for number in range(MOST_LINES)]))
        assert ground.in_lane(0)[-MOST_LINES:] == [f"Rad {number}" for number in range(MOST_LINES)]
        with pytest.raises(ValidationError):
            LinesIn(lines=["En för mycket"] * (MOST_LINES + 1))


class TestChanging:
    def test_the_event_has_old_and_new_of_what_changed_and_no_more(self, ground: Ground) -> None:
        card = ground.cards["Ta fram material"]
        (event,) = ground.told(change_card, card, {"title": "Nytt material", "due": "2026-12-01", "owner_id": None})
        assert event["to"] == {"title": "Nytt material", "owner_id": None}
        assert event["from"] == {"title": "Ta fram material", "owner_id": ground.cast.ids["amina"]}
        assert ground.words(event["version"]) == {"card": "Ta fram material"}
        assert ground.card("Ta fram material").updated_by == ground.cast.ids["asa"]

    def test_what_is_so_already_is_not_recorded(self, ground: Ground) -> None:
        same = {"title": "Boka lokal", "owner_id": None, "start": None, "due": None}
        assert ground.told(change_card, ground.cards["Boka lokal"], same) == []
        assert ground.told(change_card, ground.cards["Boka lokal"], {"title": None}) == []

    def test_it_does_not_end_before_it_starts(self, ground: Ground) -> None:
        card = ground.cards["Ta fram material"]
        ground.refused(PeriodBackwards, change_card, card, {"start": "2026-12-02"})
        ground.do(change_card, card, {"start": "2026-12-01"})
        ground.refused(PeriodBackwards, change_card, card, {"due": "2026-11-30"})

    def test_its_owner_is_a_colleague_and_may_be_a_guest(self, ground: Ground) -> None:
        card = ground.cards["Boka lokal"]
        ground.refused(UnknownPerson, change_card, card, {"owner_id": ground.cast.ids["bo"]})
        ground.do(change_card, card, {"owner_id": ground.cast.ids["solveig"]})

    def test_a_closed_card_is_not_changed(self, ground: Ground) -> None:
        refusal = ground.refused(CardClosed, change_card, ground.cards["Trycka broschyr"], {"title": "Ny"})
        assert "Uppdrag 6" in refusal.body("sv").decode()

    def test_who_may_not(self, ground: Ground) -> None:
        card = ground.cards["Boka lokal"]
        ground.refused(MayNot, change_card, card, {"title": "Ny"}, who="agneta")
        ground.refused(NotFound, change_card, card, {"title": "Ny"}, who="bo")
        ground.refused(NotFound, change_card, new_id(), {"title": "Ny"})

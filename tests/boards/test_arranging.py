from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.boards.arranging import add_lane, change_lane, move_lane, remove_lane
from verkstad.boards.problems import LaneNotEmpty, LastLane, PlaceGone
from verkstad.boards.wire import LaneIn
from verkstad.cards.closing import close_card
from verkstad.cards.wire import ClosureIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground


def _titles(ground: Ground) -> list[str]:
    return [lane["title"] for lane in ground.snapshot(ground.board)["lanes"]]


USUAL = ["Ej påbörjat", "Pågår", "Väntar på beslut", "Pausat", "Klart"]


class TestAdding:
    def test_last_first_and_after_another(self, ground: Ground) -> None:
        ground.do(add_lane, ground.board, LaneIn(title="Sist", stage="done"))
        ground.do(add_lane, ground.board, LaneIn(title="Först", stage="planned", after=None))
        ground.do(add_lane, ground.board, LaneIn(title="Efter", stage="active", after=ground.lanes[1]))
        assert _titles(ground) == ["Först", *USUAL[:2], "Efter", *USUAL[2:], "Sist"]

    def test_not_after_a_lane_of_another_plan(self, ground: Ground) -> None:
        wish = LaneIn(title="Ny", stage="done", after=ground.lanes_of(ground.other)[0])
        ground.refused(PlaceGone, add_lane, ground.board, wish)

    def test_guests_and_readers_do_not(self, ground: Ground) -> None:
        for who in ("solveig", "agneta"):
            ground.refused(MayNot, add_lane, ground.board, LaneIn(title="Ny", stage="done"), who=who)

    def test_members_and_the_owner_do(self, ground: Ground) -> None:
        for who in ("amina", "ulf", "asa", "daniel"):
            ground.do(add_lane, ground.board, LaneIn(title=who, stage="done"), who=who)
        assert _titles(ground)[-4:] == ["amina", "ulf", "asa", "daniel"]


class TestChanging:
    def test_the_event_has_old_and_new(self, ground: Ground) -> None:
        (event,) = ground.told(change_lane, ground.lanes[1], {"title": "På gång", "wip_limit": 3, "stage": "active"})
        assert event["to"] == {"title": "På gång", "wip_limit": 3}
        assert event["from"] == {"title": "Pågår", "wip_limit": None}

    def test_null_takes_the_limit_away_and_nothing_else(self, ground: Ground) -> None:
        ground.do(change_lane, ground.lanes[1], {"wip_limit": 3})
        (event,) = ground.told(change_lane, ground.lanes[1], {"title": None, "stage": None, "wip_limit": None})
        assert event["to"] == {"wip_limit": None}

    def test_what_is_so_already_is_not_recorded(self, ground: Ground) -> None:
        assert ground.told(change_lane, ground.lanes[1], {"title": "Pågår", "wip_limit": None}) == []

    def test_a_lane_that_is_not_there(self, ground: Ground) -> None:
        ground.refused(NotFound, change_lane, new_id(), {"title": "Ny"})

    def test_a_lane_of_a_plan_that_is_not_seen(self, ground: Ground) -> None:
        ground.refused(NotFound, change_lane, ground.lanes[0], {"title": "Ny"}, who="bo")
        ground.refused(MayNot, change_lane, ground.lanes[0], {"title": "Ny"}, who="agneta")


class TestMoving:
    def test_first_last_and_after_another(self, ground: Ground) -> None:
        ground.do(move_lane, ground.lanes[4], after=None, last=False)
        assert _titles(ground) == [USUAL[4], *USUAL[:4]]
        ground.do(move_lane, ground.lanes[4], after=None, last=True)
        assert _titles(ground) == USUAL
        (event,) = ground.told(move_lane, ground.lanes[0], after=ground.lanes[2], last=False)
        assert _titles(ground) == [USUAL[1], USUAL[2], USUAL[0], USUAL[3], USUAL[4]]
        assert event["from"]["rank"] < event["to"]["rank"]
        assert ground.words(event["version"]) == {"lane": "Ej påbörjat"}

    def test_where_it_stands_already_is_not_recorded(self, ground: Ground) -> None:
        assert ground.told(move_lane, ground.lanes[1], after=ground.lanes[0], last=False) == []
        assert ground.told(move_lane, ground.lanes[0], after=None, last=False) == []
        assert ground.told(move_lane, ground.lanes[4], after=None, last=True) == []

    def test_not_after_itself_or_one_that_is_gone(self, ground: Ground) -> None:
        ground.refused(PlaceGone, move_lane, ground.lanes[1], after=ground.lanes[1], last=False)
        ground.do(remove_lane, ground.lanes[3])
        ground.refused(PlaceGone, move_lane, ground.lanes[1], after=ground.lanes[3], last=False)


class TestRemoving:
    def test_an_empty_lane_goes(self, ground: Ground) -> None:
        (event,) = ground.told(remove_lane, ground.lanes[3])
        assert event["lane_id"] == ground.lanes[3]
        assert ground.words(event["version"]) == {"lane": "Pausat"}
        assert _titles(ground) == [*USUAL[:3], USUAL[4]]
        ground.refused(NotFound, remove_lane, ground.lanes[3])

    def test_one_with_cards_stays(self, ground: Ground) -> None:
        refusal = ground.refused(LaneNotEmpty, remove_lane, ground.lanes[0])
        assert "Ej påbörjat" in refusal.body("sv").decode()

    def test_one_with_only_closed_cards_goes(self, ground: Ground) -> None:
        ground.do(close_card, ground.cards["Ta fram material"], ClosureIn(reason="cancelled"))
        ground.do(remove_lane, ground.lanes[1])

    def test_the_last_one_stays(self, ground: Ground) -> None:
        ground.board = ground.start("Tom plan")
        lanes = ground.lanes_of(ground.board)
        for lane in lanes[1:]:
            ground.do(remove_lane, lane)
        ground.refused(LastLane, remove_lane, lanes[0])

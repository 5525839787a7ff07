from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards.arranging import change_lane, remove_lane
from verkstad.boards.events import stream_of
from verkstad.boards.problems import PlaceGone
from verkstad.cards.closing import close_card
from verkstad.cards.moving import move_card
from verkstad.cards.problems import CardClosed, LaneGone, WipLimit
from verkstad.cards.wire import ClosureIn
from verkstad.history.reading import events_after
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import MayNot, NotFound

if TYPE_CHECKING:
    from tests.ground import Ground

A, B, C = "Genomföra två workshops", "Boka lokal", "Bjuda in invånare"


class TestPlaces:
    @pytest.mark.parametrize(
        ("card", "after", "order"),
        [
            (A, B, [B, A, C]),
            (A, C, [B, C, A]),
            (B, C, [A, C, B]),
            (C, A, [A, C, B]),
            (C, None, [C, A, B]),
            (B, None, [B, A, C]),
        ],
    )
    def test_within_a_lane(self, ground: Ground, card: str, after: str | None, order: list[str]) -> None:
        beside = ground.cards[after] if after else None
        ground.do(move_card, ground.cards[card], lane_id=ground.lanes[0], after=beside, last=False)
        assert ground.in_lane(0) == order

    def test_to_another_lane(self, ground: Ground) -> None:
        material = ground.cards["Ta fram material"]
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[1], after=material, last=False)
        ground.do(move_card, ground.cards[B], lane_id=ground.lanes[1], after=None, last=False)
        ground.do(move_card, ground.cards[C], lane_id=ground.lanes[1], after=None, last=True)
        assert ground.in_lane(0) == []
        assert ground.in_lane(1) == [B, "Ta fram material", A, C]

    @pytest.mark.parametrize(
        ("card", "after", "last"), [(A, None, False), (B, A, False), (C, B, False), (C, None, True)]
    )
    def test_where_it_stands_already_is_not_recorded(
        self, ground: Ground, card: str, after: str | None, *, last: bool
    ) -> None:
        beside = ground.cards[after] if after else None
        assert ground.told(move_card, ground.cards[card], lane_id=ground.lanes[0], after=beside, last=last) == []

    def test_after_a_card_that_has_moved_on(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[B], lane_id=ground.lanes[3], after=None, last=True)
        ground.refused(
            PlaceGone, move_card, ground.cards[A], lane_id=ground.lanes[0], after=ground.cards[B], last=False
        )
        ground.do(close_card, ground.cards[B], ClosureIn(reason="merged"))
        ground.refused(
            PlaceGone, move_card, ground.cards[A], lane_id=ground.lanes[3], after=ground.cards[B], last=False
        )

    def test_into_a_lane_that_is_gone_or_another_plans(self, ground: Ground) -> None:
        ground.do(remove_lane, ground.lanes[4])
        for lane in (ground.lanes[4], ground.lanes_of(ground.other)[0], new_id()):
            ground.refused(LaneGone, move_card, ground.cards[A], lane_id=lane, after=None, last=True)


class TestTheEvent:
    def test_has_old_and_new_place_and_keeps_the_names(self, ground: Ground) -> None:
        before = ground.face(ground.cards[A])
        (event,) = ground.told(move_card, ground.cards[A], lane_id=ground.lanes[2], after=None, last=True, who="ulf")
        after = ground.face(ground.cards[A])
        assert event["from"] == {"lane_id": ground.lanes[0], "rank": before["rank"]}
        assert event["to"] == {"lane_id": ground.lanes[2], "rank": after["rank"]}
        assert event["by"] == ground.cast.ids["ulf"]
        assert ground.words(event["version"]) == {"card": A, "from": "Ej påbörjat", "to": "Väntar på beslut"}

    def test_in_another_lane_its_time_there_begins(self, ground: Ground) -> None:
        since = ground.face(ground.cards[A])["since"]
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[0], after=None, last=True)
        assert ground.face(ground.cards[A])["since"] == since
        (event,) = ground.told(move_card, ground.cards[A], lane_id=ground.lanes[1], after=None, last=True)
        assert ground.face(ground.cards[A])["since"] == event["at"] > since

    def test_is_small(self, ground: Ground) -> None:
        """What a board full of people costs is this many bytes times their number."""
        version = ground.snapshot(ground.board)["version"]
        op = "x7Jq0dC3TqyVbN1uKkM2aw"  # as long as our client's
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[2], after=None, last=True, op=op)
        read = ground.cast.house.database.read
        ((_, _, encoded),) = read(lambda c: events_after(c, stream_of(ground.board), version, 10))
        assert len(encoded) <= 400

    def test_and_nobody_elses_row(self, ground: Ground) -> None:
        before = {card["id"]: card for card in ground.snapshot(ground.board)["cards"]}
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[0], after=ground.cards[B], last=False)
        after = {card["id"]: card for card in ground.snapshot(ground.board)["cards"]}
        assert [card for card in after if after[card] != before[card]] == [ground.cards[A]]


class TestLimits:
    def test_one_that_warns_lets_it_in(self, ground: Ground) -> None:
        ground.do(change_lane, ground.lanes[1], {"wip_limit": 1})
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[1], after=None, last=True)
        assert len(ground.in_lane(1)) == 2

    def test_one_that_refuses_says_so(self, ground: Ground) -> None:
        ground.do(change_lane, ground.lanes[1], {"wip_limit": 2, "wip_rule": "refuse"})
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[1], after=None, last=True)
        refusal = ground.refused(WipLimit, move_card, ground.cards[B], lane_id=ground.lanes[1], after=None, last=True)
        assert "Pågår" in refusal.body("sv").decode()

    def test_but_within_a_full_lane_cards_move(self, ground: Ground) -> None:
        ground.do(change_lane, ground.lanes[0], {"wip_limit": 1, "wip_rule": "refuse"})
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[0], after=None, last=True)
        assert ground.in_lane(0) == [B, C, A]


class TestWhoMay:
    @pytest.mark.parametrize("who", ["daniel", "asa", "ulf", "amina", "solveig"])
    def test_move(self, ground: Ground, who: str) -> None:
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[1], after=None, last=True, who=who)

    def test_not(self, ground: Ground) -> None:
        place = {"lane_id": ground.lanes[1], "after": None, "last": True}
        refusal = ground.refused(MayNot, move_card, ground.cards[A], **place, who="agneta")
        assert "Ulf Thorén" in refusal.body("sv").decode()
        for who in ("piotr", "bo"):
            ground.refused(NotFound, move_card, ground.cards[A], **place, who=who)
        ground.refused(NotFound, move_card, new_id(), **place)
        ground.refused(CardClosed, move_card, ground.cards["Trycka broschyr"], **place)

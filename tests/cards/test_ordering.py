"""The order within lanes, against plain lists: whatever is done, in whatever order."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any, NamedTuple

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.chance import by_chance
from tests.databases import kind
from tests.ground import Ground
from verkstad.boards.events import stream_of
from verkstad.boards.problems import PlaceGone
from verkstad.cards import placing
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.moving import move_card
from verkstad.cards.problems import CardClosed, NothingToUndo
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import CardIn, ClosureIn, LinesIn, TransferIn
from verkstad.cards.writing import add_card, add_lines
from verkstad.history.reading import events_after
from verkstad.kernel.problems import ChangedSince
from verkstad.kernel.ranking import is_ordered

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast, StandingClock

# What only chance finds is looked for on the database that is quick to lay; the other shows that it orders alike.
SETTINGS = by_chance(25 if kind() == "sqlite" else 6, stateful_step_count=30)
FEWER = by_chance(12 if kind() == "sqlite" else 3, stateful_step_count=15)
DROPS = 600
PICK = st.integers(0, 1000)
OVERTAKEN = (ChangedSince, NothingToUndo)


class Move(NamedTuple):
    """A move that may be undone: what it moved where, and how the lane stood that it left."""

    op: str
    board: str
    card: str
    left: str
    lane_before: dict[str, str]
    to: tuple[str, str]


class Ordering(RuleBasedStateMachine):
    """Two plans with their lanes as lists of cards."""

    def __init__(self, cast: Cast, clock: StandingClock) -> None:
        super().__init__()
        self.ground = Ground(cast, clock, "ordering")
        self.boards = [self.ground.start("Den ena"), self.ground.start("Den andra")]
        self.lanes: dict[str, list[str]] = {}
        self.home: dict[str, str] = {}
        for board in self.boards:
            for lane in self.ground.lanes_of(board)[:3]:
                self.lanes[lane] = []
                self.home[lane] = board
        self.closed: dict[str, str] = {}
        self.moves: list[Move] = []

    @rule(lane=PICK, place=PICK)
    def add(self, lane: int, place: int) -> None:
        where = self._lane(lane)
        after, index, last = self._place(where, place, None)
        wish: dict[str, Any] = {"title": "Ett uppdrag", "lane_id": where} | ({} if last else {"after": after})
        card = self.ground.do(add_card, self.home[where], CardIn.model_validate(wish)).card_id
        self.lanes[where].insert(index, card)

    @rule(lane=PICK, count=st.integers(1, 5))
    def add_many(self, lane: int, count: int) -> None:
        where = self._lane(lane)
        wish = LinesIn(lines=["En rad"] * count, lane_id=where)
        self.lanes[where] += self.ground.do(add_lines, self.home[where], wish).card_ids

    @precondition(lambda self: self._open)
    @rule(card=PICK, lane=PICK, place=PICK)
    def move(self, card: int, lane: int, place: int) -> None:
        moved, left = self._card(card)
        where = self._lane(lane, board=self.home[left])
        after, index, last = self._place(where, place, moved)
        before = self._ranks(left)
        op = f"move-{len(self.moves):08d}"
        self.ground.do(move_card, moved, lane_id=where, after=after, last=last, op=op)
        self.lanes[left].remove(moved)
        self.lanes[where].insert(index, moved)
        self.moves.append(
            Move(op, self.home[left], moved, left, before, (where, self._ranks(where)[moved])),
        )

    @precondition(lambda self: self._open)
    @rule(card=PICK, first=PICK, second=PICK, place=PICK)
    def move_twice_and_undo_the_first(self, card: int, first: int, second: int, place: int) -> None:
        self.move(card, first, place)
        moved = self._open.index(self.moves[-1].card)
        self.move(moved, second, place // 2)
        self.undo_one_of_the_latest(2)
        self.undo_one_of_the_latest(1)

    @precondition(lambda self: self._open)
    @rule(card=PICK)
    def move_after_itself_or_a_stranger(self, card: int) -> None:
        moved, lane = self._card(card)
        strangers = [each for where, cards in self.lanes.items() if where != lane for each in cards]
        for after in [moved, *strangers[:1], *list(self.closed)[:1]]:
            with pytest.raises(PlaceGone):
                self.ground.do(move_card, moved, lane_id=lane, after=after, last=False)

    @precondition(lambda self: self._open)
    @rule(card=PICK)
    def close(self, card: int) -> None:
        closed, lane = self._card(card)
        self.ground.do(close_card, closed, ClosureIn(reason="cancelled"))
        self.lanes[lane].remove(closed)
        self.closed[closed] = lane
        with pytest.raises(CardClosed):
            self.ground.do(move_card, closed, lane_id=lane, after=None, last=True)

    @precondition(lambda self: self.closed)
    @rule(card=PICK)
    def reopen(self, card: int) -> None:
        opened = list(self.closed)[card % len(self.closed)]
        self.ground.do(reopen_card, opened)
        self.lanes[self.closed.pop(opened)].append(opened)

    @precondition(lambda self: self._open)
    @rule(card=PICK, lane=PICK)
    def transfer(self, card: int, lane: int) -> None:
        moved, left = self._card(card)
        board = next(each for each in self.boards if each != self.home[left])
        where = self._lane(lane, board=board)
        self.ground.do(transfer_card, moved, TransferIn(board_id=board, lane_id=where))
        self.lanes[left].remove(moved)
        self.lanes[where].append(moved)

    @precondition(lambda self: self.moves)
    @rule(which=st.integers(1, 4))
    def undo_one_of_the_latest(self, which: int) -> None:
        move = self.moves[-min(which, len(self.moves))]
        lane = next((where for where, cards in self.lanes.items() if move.card in cards), None)
        if lane is None or (lane, self._ranks(lane)[move.card]) != move.to:
            with pytest.raises(OVERTAKEN):
                self.ground.do(undo, move.board, move.op)
            return
        if self._did_nothing(move):
            with pytest.raises(OVERTAKEN):
                self.ground.do(undo, move.board, move.op)
            return
        op = f"undo-{self.ground.deeds:08d}"
        before = self._ranks(lane)
        self.ground.do(undo, move.board, move.op, op=op)
        self.lanes[lane].remove(move.card)
        present = self._ranks(move.left)
        # Those that stood there and have kept their places: among them the card stands as it did.
        survivors = {card for card, rank in move.lane_before.items() if present.get(card) == rank} | {move.card}
        as_it_was = [card for card in move.lane_before if card in survivors]
        assert [card for card in present if card in survivors] == as_it_was
        assert [card for card in present if card != move.card] == [
            card for card in self.lanes[move.left] if card != move.card
        ]
        self.lanes[move.left] = list(present)
        self.moves.append(Move(op, move.board, move.card, lane, before, (move.left, present[move.card])))

    @invariant()
    def the_order_is_that_of_the_lists(self) -> None:
        for board in self.boards:
            cards = self.ground.snapshot(board)["cards"]
            for lane, expected in self.lanes.items():
                if self.home[lane] != board:
                    continue
                there = [card for card in cards if card["lane_id"] == lane]
                assert [card["id"] for card in there] == expected
                assert is_ordered([card["rank"] for card in there])
                assert all(len(card["rank"]) <= placing.MOST_RANK + 1 for card in there)
            assert len(cards) == sum(len(self.lanes[lane]) for lane in self.lanes if self.home[lane] == board)

    @property
    def _open(self) -> list[str]:
        return [card for cards in self.lanes.values() for card in cards]

    def _card(self, pick: int) -> tuple[str, str]:
        card = self._open[pick % len(self._open)]
        return card, next(lane for lane, cards in self.lanes.items() if card in cards)

    def _lane(self, pick: int, board: str | None = None) -> str:
        lanes = [lane for lane in self.lanes if board is None or self.home[lane] == board]
        return lanes[pick % len(lanes)]

    def _place(self, lane: str, pick: int, moving: str | None) -> tuple[str | None, int, bool]:
        """Choose a place: after which card, at which index among the others, and whether it is named as the last."""
        others = [card for card in self.lanes[lane] if card != moving]
        index = pick % (len(others) + 1)
        last = index == len(others) and pick % 2 == 0
        return (others[index - 1] if index and not last else None), index, last

    def _ranks(self, lane: str) -> dict[str, str]:
        """Read the ranks of a lane, in order."""
        cards = self.ground.snapshot(self.home[lane])["cards"]
        return {card["id"]: card["rank"] for card in cards if card["lane_id"] == lane}

    def _did_nothing(self, move: Move) -> bool:
        return not [event for event in self.ground.events(move.board, 0) if event["op"] == move.op]


def test_lanes_are_ordered_as_plain_lists(cast: Cast, clock: StandingClock) -> None:
    _run(lambda: Ordering(cast, clock), SETTINGS)


def test_lanes_are_ordered_where_every_gap_is_narrow(
    cast: Cast, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "MOST_RANK", 4)
    monkeypatch.setattr(placing, "FIRST_SPREAD", 1)
    _run(lambda: Narrow(cast, clock), FEWER)


class Narrow(Ordering):
    """The same where neighbours are spread all the time, and ranks may be a little longer than they should."""

    @rule(lane=PICK, times=st.integers(20, 60))
    def add_in_the_same_place(self, lane: int, times: int) -> None:
        where = self._lane(lane)
        if not self.lanes[where]:
            self.add(lane, 0)
        for _ in range(times):
            wish = CardIn(title="Ett uppdrag", lane_id=where, after=self.lanes[where][0])
            self.lanes[where].insert(1, self.ground.do(add_card, self.home[where], wish).card_id)


def _run(machine: Callable[[], RuleBasedStateMachine], settings: hypothesis.settings) -> None:
    # It takes any factory, whatever its type says.
    run_state_machine_as_test(machine, settings=settings)  # type: ignore[arg-type]


class TestHundredsOfDropsInTheSameGap:
    """Each drop halves the gap; before a rank grows past its limit the neighbours are spread."""

    def test_and_nobody_leaves(self, cast: Cast, clock: StandingClock) -> None:
        ground = Ground(cast, clock, "gap").lay()
        first = ground.cards["Genomföra två workshops"]
        order = [first]
        for _ in range(DROPS):
            wish = CardIn(title="Ett uppdrag", lane_id=ground.lanes[0], after=first)
            order.insert(1, ground.do(add_card, ground.board, wish).card_id)
        self._is_sound(ground, order)

    def test_and_the_lane_stays_short(self, cast: Cast, clock: StandingClock) -> None:
        ground = Ground(cast, clock, "gap").lay()
        first = ground.cards["Genomföra två workshops"]
        others = [ground.add(f"Uppdrag {index}", 1) for index in range(4)]
        for card in itertools.islice(itertools.cycle(others), DROPS):
            ground.do(move_card, card, lane_id=ground.lanes[0], after=first, last=False)
        self._is_sound(ground, [first, *(others[index] for index in (3, 2, 1, 0))])
        moves = len([event for event in ground.events(ground.board, 0) if event["type"] == "card.moved"])
        assert DROPS < moves < DROPS * 1.1

    @staticmethod
    def _is_sound(ground: Ground, expected: list[str]) -> None:
        cards = [card for card in ground.snapshot(ground.board)["cards"] if card["lane_id"] == ground.lanes[0]]
        assert [card["id"] for card in cards][: len(expected)] == expected
        assert max(len(card["rank"]) for card in cards) <= placing.MOST_RANK
        sizes = ground.cast.house.database.read(
            lambda connection: [
                len(encoded)
                for _, kind, encoded in events_after(connection, stream_of(ground.board), 0, 5 * DROPS)
                if kind == "card.moved"
            ]
        )
        assert max(sizes, default=0) <= 450


def test_a_random_walk_of_one_card_changes_one_row_at_a_time(cast: Cast, clock: StandingClock) -> None:
    ground = Ground(cast, clock, "walk").lay()
    chance = random.Random(3)
    for _ in range(60):
        before = ground.snapshot(ground.board)
        lane = chance.choice(ground.lanes)
        ground.do(move_card, ground.cards["Boka lokal"], lane_id=lane, after=None, last=chance.random() < 0.5)
        after = ground.snapshot(ground.board)
        changed = [card for card in after["cards"] if card not in before["cards"]]
        assert after["version"] - before["version"] == len(changed) <= 1

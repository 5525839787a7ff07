"""The order of rows and checklists, against plain lists: whatever is done, in whatever order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.chance import by_chance
from tests.ground import Ground
from verkstad.cards.checklists.listing import add_checklist, move_checklist
from verkstad.cards.checklists.rows import add_rows, move_row, remove_row
from verkstad.cards.checklists.wire import ChecklistIn, RowsIn

if TYPE_CHECKING:
    from tests.cast import Cast, StandingClock

PICK = st.integers(0, 1000)
CARD = "Boka lokal"


class Ordering(RuleBasedStateMachine):
    """Checklists of a card as lists of rows, changed as a client changes them before the server has answered."""

    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.ground.add(CARD)
        self.lists: list[tuple[str, list[str]]] = []
        for title in ("Före", "Efter"):
            added = self.ground.do(add_checklist, self.ground.cards[CARD], ChecklistIn(title=title, rows=["a", "b"]))
            self.lists.append((added.id, []))
        for (_, rows), told in zip(self.lists, self.ground.card(CARD).checklists, strict=True):
            rows += [row.id for row in told.rows]

    @rule(to=PICK, place=PICK, count=st.integers(1, 4))
    def add(self, to: int, place: int, count: int) -> None:
        """Paste lines somewhere."""
        checklist, rows = self.lists[to % len(self.lists)]
        at = place % (len(rows) + 1)
        where: dict[str, Any] = {} if at == len(rows) else {"after": rows[at - 1] if at else None}
        added = self.ground.do(add_rows, checklist, RowsIn(rows=["x"] * count, **where))
        rows[at:at] = added.ids

    @precondition(lambda self: any(rows for _, rows in self.lists))
    @rule(what=PICK, to=PICK, place=PICK)
    def move(self, what: int, to: int, place: int) -> None:
        """Move a row, perhaps to the other list, perhaps to where it stands."""
        every = [(rows, row) for _, rows in self.lists for row in rows]
        home, row = every[what % len(every)]
        checklist, rows = self.lists[to % len(self.lists)]
        home.remove(row)
        at = place % (len(rows) + 1)
        after = rows[at - 1] if at else None
        self.ground.do(move_row, row, checklist_id=checklist, after=after, last=at == len(rows))
        rows.insert(at, row)

    @precondition(lambda self: any(rows for _, rows in self.lists))
    @rule(what=PICK)
    def remove(self, what: int) -> None:
        """Remove a row."""
        every = [(rows, row) for _, rows in self.lists for row in rows]
        rows, row = every[what % len(every)]
        self.ground.do(remove_row, row)
        rows.remove(row)

    @rule(what=PICK)
    def swap(self, what: int) -> None:
        """Move a checklist first."""
        moved = self.lists.pop(what % len(self.lists))
        self.ground.do(move_checklist, moved[0], after=None, last=False)
        self.lists.insert(0, moved)

    @invariant()
    def the_server_has_the_same_order(self) -> None:
        """What is read stands as the lists do, and ranks say the same."""
        told = self.ground.card(CARD).checklists
        assert [(each.id, [row.id for row in each.rows]) for each in told] == self.lists
        for each in told:
            ranks = [row.rank for row in each.rows]
            assert ranks == sorted(set(ranks))
        count = sum(len(rows) for _, rows in self.lists)
        assert self.ground.face(self.ground.cards[CARD])["row_count"] == count


def test_whatever_is_done_the_order_is_that_of_the_client(cast: Cast, clock: StandingClock) -> None:
    ground = Ground(cast, clock, "plan").lay()

    class Here(Ordering):
        pass

    Here.ground = ground
    run_state_machine_as_test(Here, settings=by_chance(12, stateful_step_count=20))

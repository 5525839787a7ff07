"""A random history of all that can be done, by the product's own verbs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import hypothesis

from tests.histories.rows import Row, Rows
from verkstad.kernel.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from tests.ground import Ground
    from tests.search.questions import Question

WRITERS = ("asa", "asa", "asa", "daniel", "ulf", "amina", "solveig")
PAUSES = (0, 0, 0.2, 3, 9, 23, 50)
TRIES = 3
FURNITURE = (
    *("add label", "add label", "add field", "add field", "add", "add lines", "transfer", "give", "due"),
    *("put label on", "fill in", "list", "list", "comment", "block", "phase", "attach file", "take part", "keep view"),
)

# What comes and goes seldom, and must be noticed at once.
SELDOM = (
    *("put label on", "remove label", "fill in", "fill in", "remove field", "restore field", "remove list"),
    *("edit comment", "describe", "assess", "close", "close", "leave behind", "change phase", "remove phase"),
    *("rename file", "resolve", "step aside", "rename person", "undo"),
)


class NothingThere(Exception):
    """There is nothing that the step could be taken with."""


class History:
    """One step after another; each takes what there is by then, and a refusal is a step that was not taken.

    `only` keeps every step within some plans: nothing that is done then is told on another one.
    """

    def __init__(self, ground: Ground, dice: Random, *, only: Iterable[str] | None = None) -> None:
        self.ground = ground
        self.dice: Random = dice
        self.only = None if only is None else set(only)
        self.first_deed = ground.deeds
        self.taken: Counter[str] = Counter()
        # What the queries of saved views mean, by how they are written.
        self.questions: dict[str, Question] = {}
        self.own_words: list[str] = []
        self.rows = Rows(ground.cast.house)

    def go_on(self, turns: int) -> None:
        """Take so many steps, or try to."""
        from tests.histories.steps import STEPS  # noqa: PLC0415 - the steps know what a history is

        names = [name for name, step in STEPS.items() for _ in range(step.often) if self.only is None or step.stays]
        for _ in range(turns):
            self.ground.clock.go(hours=self.dice.choice(PAUSES))
            _ = any(self.take(self.dice.choice(names)) for _ in range(TRIES))

    def furnish(self) -> None:
        """Put something of each kind there, so that what follows has it to change."""
        for name in FURNITURE:
            self.take(name)

    def stir(self) -> None:
        """Take each of the steps that are seldom taken, and seldom noticed."""
        for name in SELDOM:
            self.take(name)

    def take(self, name: str) -> bool:
        """Take one step where it can be taken, and tell whether it was."""
        from tests.histories.steps import STEPS  # noqa: PLC0415

        self.rows = Rows(self.ground.cast.house)
        try:
            STEPS[name].act(self)
        except (Problem, NothingThere):
            return False
        self.taken[name] += 1
        if hypothesis.currently_in_test_context():
            hypothesis.note(f"{name} (operation {self.ground.deeds})")
        return True

    def do(self, verb: Callable[..., Any], *arguments: Any, who: str | None = None, **named: Any) -> Any:
        """Carry out a verb, as one of those who may do most things."""
        return self.ground.do(verb, *arguments, who=who or self.writer(), **named)

    def own_word(self) -> str:
        """Make a word that stands nowhere else, so that it shows where a text has come to."""
        self.own_words.append(f"märke{len(self.own_words)}x")
        return self.own_words[-1]

    def writer(self) -> str:
        """Choose somebody; within plans that are kept from most, one of those who see them."""
        return self.dice.choice(WRITERS if self.only is None else ("asa", "daniel"))

    def one(self, rows: Iterable[Row]) -> Any:
        """Choose one of what there is."""
        found = list(rows)
        if not found:
            raise NothingThere
        return self.dice.choice(found)

    def plans(self) -> list[Row]:
        """Give the plans in which something may be done."""
        home = self.rows.of("user", self.ground.cast.ids["asa"]).administration_id
        here = [row for row in self.rows.board if row.administration_id == home]
        return [row for row in here if self.only is None or row.id in self.only]

    def plan(self) -> str:
        """Choose a plan, an open one where there is any."""
        plans = self.plans()
        found: str = self.one([row for row in plans if row.closed_at is None] or plans).id
        return found

    def cards(self, *, closed: bool = False) -> list[Row]:
        """Give the cards on them."""
        plans = {row.id for row in self.plans()}
        return [row for row in self.rows.card if row.board_id in plans and (row.closed_at is not None) == closed]

    def card(self) -> Any:
        """Choose an open card."""
        return self.one(self.cards())

    def lane(self, board_id: str) -> str:
        """Choose a lane of a plan."""
        found: str = self.one(row for row in self.rows.lane if row.board_id == board_id).id
        return found

    def part(self, table: str, *, removed: bool = False) -> Any:
        """Choose a part of an open card."""
        cards = {row.id for row in self.cards()}
        there = [row for row in getattr(self.rows, table) if row.card_id in cards]
        return self.one(row for row in there if (row.removed_at is not None) == removed)

    def of_plan(self, table: str, *, removed: bool = False) -> Any:
        """Choose a label or a field."""
        plans = {row.id for row in self.plans()}
        there = [row for row in getattr(self.rows, table) if row.board_id in plans]
        return self.one(row for row in there if (row.removed_at is not None) == removed)

    def person(self) -> str:
        """Choose a colleague."""
        return self.ground.cast.ids[self.dice.choice(("asa", "ulf", "amina", "agneta", "solveig", "piotr"))]

    def someone(self) -> str | None:
        """Choose a colleague, or nobody."""
        return self.person() if self.dice.random() < 0.7 else None

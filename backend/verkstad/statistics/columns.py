"""What is many is remembered in columns of whole numbers; what stands in the same place of each is one row."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Self

Column = Sequence[int]
NUMBER = "I"  # four octets: a card's number in its trail, a day's ordinal, or seconds up to a century
Chosen = Callable[[int], int]
"""Whether a card is counted, by its number in the trail: 1 or 0."""


def _column() -> "array[int]":
    return array(NUMBER)


@dataclass
class Rows:
    """Columns of equal length, the first of which says whose each row is."""

    cards: "array[int]" = field(default_factory=_column)

    def columns(self) -> "list[array[int]]":
        """Give the columns in their order."""
        return list(vars(self).values())

    def of(self, chosen: Chosen | None) -> list[Column]:
        """Give all columns but the first, of every card or of those that are chosen."""
        _, *columns = self.columns()
        if chosen is None:
            return [*columns]
        wanted = bytes(map(chosen, self.cards))
        return [[*compress(column, wanted)] for column in columns]

    def told(self) -> list[list[int]]:
        """Give the columns to be kept."""
        return [column.tolist() for column in self.columns()]

    @classmethod
    def from_told(cls, told: Iterable[list[int]]) -> Self:
        """Remember what was kept."""
        return cls(*(array(NUMBER, column) for column in told))


@dataclass
class Stays(Rows):
    """Stays that have ended: the days on which each began and ended, and how many seconds it had lasted."""

    begun: "array[int]" = field(default_factory=_column)
    ended: "array[int]" = field(default_factory=_column)
    seconds: "array[int]" = field(default_factory=_column)

    def add(self, card: int, begun: int, ended: int, seconds: int) -> None:
        """Add one that has ended."""
        self.cards.append(card)
        self.begun.append(begun)
        self.ended.append(ended)
        self.seconds.append(seconds)


@dataclass
class Happenings(Rows):
    """That something happened to a card on a day."""

    days: "array[int]" = field(default_factory=_column)

    def add(self, card: int, day: int) -> None:
        """Add one that has happened."""
        self.cards.append(card)
        self.days.append(day)

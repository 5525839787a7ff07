"""Moving dates to a new start, each as far as it is known.

A whole day moves by days, so that the earliest lands on the new start. A month moves by whole months, from the
earliest date's month to the new start's; a season by whole quarters and a year by whole years of that, rounded. Where a
start and an end that are known differently would then run backwards, the one known less stands in the other's month.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from verkstad.kernel.dates import first_day, is_whole_day, last_day

_SPRING, _MONTHS, _QUARTERS = 21, 12, 4


def earliest_of(dates: Iterable[str | None]) -> dt.date | None:
    """Give the first day that any of the dates may mean."""
    found = [first_day(date) for date in dates if date is not None]
    return dt.date.fromisoformat(min(found)) if found else None


@dataclass(frozen=True)
class Shift:
    """From the earliest date of what is copied to the new start; without both nothing moves."""

    earliest: dt.date | None
    start: dt.date | None

    def of(self, date: str | None) -> str | None:
        """Move one date; one that would fall outside the calendar stays."""
        if date is None or self.earliest is None or self.start is None or self.earliest == self.start:
            return date
        try:
            moved = self._moved(date, self.earliest, self.start)
            last_day(moved)
        except (OverflowError, ValueError):
            return date
        return moved

    def both(self, start: str | None, due: str | None) -> tuple[str | None, str | None]:
        """Move when something starts and ends, so that it still runs forwards."""
        begins, ends = self.of(start), self.of(due)
        if begins is None or ends is None or first_day(begins) <= last_day(ends):
            return begins, ends
        if is_whole_day(ends):
            return ends[:7], ends
        return begins, first_day(begins)[:7]

    @staticmethod
    def _moved(date: str, earliest: dt.date, start: dt.date) -> str:
        if is_whole_day(date):
            return (dt.date.fromisoformat(date) + (start - earliest)).isoformat()
        months = (start.year - earliest.year) * _MONTHS + start.month - earliest.month
        year, *rest = (int(part) for part in date.split("-"))
        if not rest:
            return f"{year + _rounded(months, _MONTHS):04d}"
        if rest[0] < _SPRING:
            years, month = divmod(rest[0] - 1 + months, _MONTHS)
            return f"{year + years:04d}-{month + 1:02d}"
        years, season = divmod(rest[0] - _SPRING + _rounded(months, _MONTHS // _QUARTERS), _QUARTERS)
        return f"{year + years:04d}-{season + _SPRING}"


def _rounded(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)

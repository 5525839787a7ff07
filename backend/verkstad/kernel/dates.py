"""Dates as far as they are known: a day, a month, a season or a year (EDTF, ISO 8601-2:2019, levels 0 and 1)."""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

# ISO 8601-2 numbers the seasons of a year 21 to 24. Winter begins in the December of the year that it is named after.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
# Of many cards many are due on the same few days.
_MOST_ASKED = 4_096
PATTERN = r"^[1-9]\d{3}(-(0[1-9]|1[0-2]|2[1-4])|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$"


@lru_cache(maxsize=_MOST_ASKED)
def first_day(date: str) -> str:
    """Give the first day that a date may mean."""
    return _span(date)[0].isoformat()


@lru_cache(maxsize=_MOST_ASKED)
def last_day(date: str) -> str:
    """Give the last day that a date may mean; until then it is not late."""
    return _span(date)[1].isoformat()


def is_whole_day(date: str) -> bool:
    """Tell whether the very day is known."""
    return len(date) == len("2026-11-30")


def season_of(day: dt.date) -> str:
    """Name the season that a day is in."""
    year = day.year - (day.month < _SEASONS[21][0])
    return next(
        name for season in _SEASONS if first_day(name := f"{year}-{season}") <= day.isoformat() <= last_day(name)
    )


def _span(date: str) -> tuple[dt.date, dt.date]:
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if len(rest) > 1:
        day = dt.date(year, *rest)
        return day, day
    first, last = _SEASONS.get(rest[0], (rest[0], rest[0]))
    years, month = divmod(last - 1, 12)
    end = calendar.monthrange(year + years, month + 1)[1]
    return dt.date(year, first, 1), dt.date(year + years, month + 1, end)


def _when(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(PATTERN, value, re.ASCII):
        raise ValueError("must be a date, as 2026-11-30, 2026-12, 2027-23 (autumn) or 2027")
    try:
        _span(value)
    except ValueError as error:
        raise ValueError("must be a date that there is") from error
    return value


When = Annotated[
    str,
    BeforeValidator(_when),
    Field(
        json_schema_extra={"pattern": PATTERN},
        description="A day, a month (2026-12), a season (2027-21 spring to -24 winter) or a year, after EDTF.",
        examples=["2026-12"],
    ),
]

"""Dates as people write them; tests/vectors-dates.json is what the client reads them by too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.kernel.dates import first_day, last_day
from verkstad.kernel.written_dates import MONTHS, SEASONS, WEEKDAYS, read_date

VECTORS = orjson.loads((Path(__file__).resolve().parents[1] / "vectors-dates.json").read_bytes())
TODAY = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
WORDS = st.lists(
    st.sampled_from(
        [
            *MONTHS,
            *WEEKDAYS,
            *SEASONS,
            "i",
            "den",
            "v",
            "v.",
            "w",
            "2027",
            "47",
            "15/11",
            "15",
            "–",
            ".",
            "·",
            "2026-12",
        ]
    ),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize("case", VECTORS["read"], ids=lambda case: f"{case['text']} {case['today']}")
def test_dates_are_read_as_they_are_written(case: dict[str, Any]) -> None:
    today = dt.date.fromisoformat(case["today"])
    assert read_date(case["text"], today=today, end=case["end"]) == case["date"]


@pytest.mark.parametrize("case", VECTORS["shown"], ids=lambda case: case["sv"])
def test_a_date_as_it_is_shown_is_that_date(case: dict[str, Any]) -> None:
    today = dt.date.fromisoformat(case["today"])
    for language in ("sv", "en"):
        for end in (True, False):
            assert read_date(case[language], today=today, end=end) == case["date"]


@given(text=st.one_of(st.text(max_size=80), WORDS), today=TODAY, end=st.booleans())
def test_whatever_is_written_is_a_date_or_nothing(text: str, today: dt.date, *, end: bool) -> None:
    date = read_date(text, today=today, end=end)
    assert date is None or first_day(date) <= last_day(date)


SV = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
DATES = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2198, 12, 31)).map(dt.date.isoformat),
    st.builds("{}-{:02d}".format, st.integers(1900, 2198), st.sampled_from([*range(1, 13), *range(21, 25)])),
    st.integers(1900, 2199).map(str),
)


def _shown(date: str, today: dt.date) -> str:
    """Show a date in Swedish as the client does (kernel/days.ts)."""
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return date
    if len(rest) > 1:
        day = dt.date(year, *rest)
        named = f"{DAYS[day.weekday()]} {day.day} {SV[rest[0] - 1]}{'' if year == today.year else f' {year}'}"
        return f"{named} · v. {day.isocalendar().week}"
    if rest[0] > 20:
        season = ("våren", "sommaren", "hösten", "vintern")[rest[0] - 21]
        return f"{season} {year}/{year + 1}" if rest[0] == 24 else f"{season} {year}"
    bare = year == today.year and last_day(date) >= today.isoformat()
    return SV[rest[0] - 1] if bare else f"{SV[rest[0] - 1]} {year}"


@given(date=DATES, today=TODAY, end=st.booleans())
def test_what_is_shown_can_be_written(date: str, today: dt.date, *, end: bool) -> None:
    assert read_date(_shown(date, today), today=today, end=end) == date

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.cards.shifting import Shift, earliest_of
from verkstad.kernel.dates import first_day, last_day

EARLIEST, START = dt.date(2026, 11, 16), dt.date(2027, 1, 11)  # eight weeks, two months
DATES = st.one_of(
    st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)).map(dt.date.isoformat),
    st.builds("{}-{:02d}".format, st.integers(1990, 2060), st.sampled_from([*range(1, 13), *range(21, 25)])),
    st.integers(1990, 2060).map(str),
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("date", "moved"),
    [
        ("2026-11-16", "2027-01-11"),
        ("2026-12-18", "2027-02-12"),
        ("2026-11", "2027-01"),
        ("2026-12", "2027-02"),
        ("2026-24", "2027-21"),  # two months are most of a quarter
        ("2027-23", "2027-24"),
        ("2027", "2027"),
    ],
)
def test_each_date_moves_as_far_as_it_is_known(date: str, moved: str) -> None:
    assert Shift(EARLIEST, START).of(date) == moved


def test_a_year_on_everything_is_a_year_later() -> None:
    shift = Shift(dt.date(2026, 9, 1), dt.date(2027, 9, 1))
    assert [shift.of(date) for date in ("2026-10", "2026-23", "2026")] == ["2027-10", "2027-23", "2027"]


def test_without_a_start_or_a_date_nothing_moves() -> None:
    assert Shift(EARLIEST, None).of("2026-12") == "2026-12"
    assert Shift(None, START).of(None) is None
    assert earliest_of([None]) is None


def test_what_would_fall_outside_the_calendar_stays() -> None:
    assert Shift(dt.date(1, 1, 1), dt.date(9999, 1, 1)).of("2026-12-18") == "2026-12-18"
    assert Shift(dt.date(9999, 1, 1), dt.date(1, 1, 1)).of("2026") == "2026"


@given(dates=st.lists(DATES, min_size=1), start=DAYS)
def test_the_earliest_lands_on_the_start(dates: list[str], start: dt.date) -> None:
    earliest = earliest_of(dates)
    assert earliest is not None
    assert Shift(earliest, start).of(earliest.isoformat()) == start.isoformat()


@given(start=DATES, due=DATES, earliest=DAYS, to=DAYS)
def test_what_ran_forwards_still_does(start: str, due: str, earliest: dt.date, to: dt.date) -> None:
    if first_day(start) > last_day(due):
        start, due = due, start
    begins, ends = Shift(earliest, to).both(start, due)
    assert begins is not None
    assert ends is not None
    assert first_day(begins) <= last_day(ends)

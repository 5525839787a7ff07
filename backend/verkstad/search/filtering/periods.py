"""Reads when something is to be done as days: v47, december, <2016-12-01, 1/12..v50 (periods.ts)."""

import calendar
import datetime as dt
import re
import unicodedata

from verkstad.kernel.dates import first_day, is_whole_day, last_day
from verkstad.kernel.written_dates import read_date

Period = tuple[str, str]
"""Both ends belong to it; one that is open reaches to the beginning or the end of time."""

BEGINNING, END = "", "9999-99"
_WEEK = re.compile(r"(?:[0-9]{4}[ -]?)?(?:vecka|week|wk|v|w)[. -]*[0-9]{1,2}(?:[ -][0-9]{4})?")
_COMPARED = re.compile(r"(<=|>=|<|>)?(.*)", re.DOTALL)
_WEEKS = {
    "denna vecka": 0,
    "den här veckan": 0,
    "i veckan": 0,
    "this week": 0,
    "nästa vecka": 1,
    "next week": 1,
    "förra veckan": -1,
    "last week": -1,
}
_MONTHS = {
    "denna månad": 0,
    "den här månaden": 0,
    "this month": 0,
    "nästa månad": 1,
    "next month": 1,
    "förra månaden": -1,
    "last month": -1,
}


def read_period(value: str, today: dt.date) -> Period | str:
    """Give the days that are meant, or the problem with them."""
    try:
        begin, *ends = (each.strip() for each in value.split(".."))
        if len(ends) > 1:
            return "senseless_date"
        return _between(begin, ends[0], today) if ends else _compared(begin, today)
    except (OverflowError, ValueError):  # beyond the calendar
        return "senseless_date"


def _compared(value: str, today: dt.date) -> Period | str:
    found = _COMPARED.fullmatch(value)
    span = _span(found[2], today) if found else None
    if found is None or span is None:
        return "senseless_date"
    first, last = span
    return {
        "<": (BEGINNING, _later(first, -1)),
        "<=": (BEGINNING, last),
        ">": (_later(last, 1), END),
        ">=": (first, END),
    }.get(found[1], span)


def _between(begin: str, end: str, today: dt.date) -> Period | str:
    first, last = (_span(begin, today) if begin else (BEGINNING, "")), (_span(end, today) if end else ("", END))
    if first is None or last is None or not (begin or end):
        return "senseless_date"
    return "backwards" if first[0] > last[1] else (first[0], last[1])


def _span(value: str, today: dt.date) -> Period | None:
    """Give the first and the last day; a week is all of it, Monday to Sunday."""
    said = unicodedata.normalize("NFC", value).lower().strip()
    spoken = re.sub(r"[-_ ]+", " ", said)
    monday = today - dt.timedelta(days=today.weekday())
    if spoken in _WEEKS:
        return _week_from(monday + dt.timedelta(weeks=_WEEKS[spoken]))
    if spoken in _MONTHS:
        return _month(today, _MONTHS[spoken])
    date = read_date(said, today=today, end=True) or read_date(spoken, today=today, end=True)
    if date is None:
        return None
    if is_whole_day(date) and _WEEK.fullmatch(said):
        day = dt.date.fromisoformat(date)
        return _week_from(day - dt.timedelta(days=day.weekday()))
    return first_day(date), last_day(date)


def _week_from(monday: dt.date) -> Period:
    return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()


def _month(today: dt.date, by: int) -> Period:
    years, month = divmod(today.month - 1 + by, 12)
    first = dt.date(today.year + years, month + 1, 1)
    return first.isoformat(), first.replace(day=calendar.monthrange(first.year, first.month)[1]).isoformat()


def _later(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()

"""Reading dates as people write them: v47, 15/11, i december, hösten 2027 (the same as written-dates.ts)."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator

from verkstad.kernel.dates import first_day, last_day

MOST_CHARACTERS = 60
_YEARS = range(1900, 2200)

_MONTHS = (
    "januari january jan",
    "februari february feb",
    "mars march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "augusti august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
_WEEKDAYS = (
    "måndag monday mån mon",
    "tisdag tuesday tis tues tue",
    "onsdag wednesday ons wed",
    "torsdag thursday tors thurs thur thu tor",
    "fredag friday fre fri",
    "lördag saturday lör sat",
    "söndag sunday sön sun",
)
_SEASONS = (
    "våren vår spring",
    "sommaren sommar summer",
    "hösten höst autumn fall",
    "vintern vinter winter",
)


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: first + index for index, each in enumerate(names) for name in each.split()}


MONTHS, WEEKDAYS, SEASONS = _numbered(_MONTHS, 1), _numbered(_WEEKDAYS, 1), _numbered(_SEASONS, 21)


def _one_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_SPACE = re.compile("[ \t\r\n\u00a0\u202f·,;]+")
_DOT = re.compile(r"\.(?= |$)")
_FILLER = re.compile(r"^(?:(?:senast|till|den|på|i|by|on|in|the|this) )+")
_WEEK = r"(?:vecka|week|wk|v|w)[. ]?([0-9]{1,2})"
_YEAR_ONLY = re.compile(r"([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_WEEK_FIRST = re.compile(rf"{_WEEK}(?: ([0-9]{{4}}))?")
_WEEK_LAST = re.compile(rf"([0-9]{{4}})[ -]?{_WEEK}")
_DAY = re.compile(
    rf"(?:({_one_of(WEEKDAYS)}) )?(?:den )?(?:([0-9]{{1,2}})[/.]([0-9]{{1,2}})|([0-9]{{1,2}})(?::?[ea]|st|nd|rd|th)?"
    rf"(?: of)? ?({_one_of(MONTHS)}))(?:[ /.-]([0-9]{{4}}))?(?: {_WEEK})?"
)
_MONTH = re.compile(rf"({_one_of(MONTHS)})(?: ([0-9]{{4}}))?")
_SEASON = re.compile(rf"({_one_of(SEASONS)})(?: ([0-9]{{4}})(?:[/–-]([0-9]{{4}}|[0-9]{{2}}))?)?")
_WEEKDAY = re.compile(_one_of(WEEKDAYS))

_TODAY, _TOMORROW, _AFTER = ("idag", "i dag", "today"), ("imorgon", "i morgon", "tomorrow"), ("i övermorgon",)
_SOON = {
    **dict.fromkeys(_TODAY, 0),
    **dict.fromkeys(_TOMORROW, 1),
    **dict.fromkeys((*_AFTER, "övermorgon", "day after tomorrow", "the day after tomorrow"), 2),
}
_THIS_YEAR, _NEXT_YEAR = ("i år", "this year"), ("nästa år", "next year")
_NEXT_WEEK, _NEXT_MONTH = ("nästa vecka", "next week"), ("nästa månad", "next month")

WINTER, MARCH = 24, 3
_CHRISTMAS = "jul"  # alone it is no month, and no day that one can be late for


def read_date(text: str, *, today: dt.date, end: bool) -> str | None:
    """Give the date that was written, as far as it is known (EDTF), or nothing where it cannot be read.

    A week is its Friday for an end and its Monday for a start. Without a year it is this year's, or the next where this
    year's ended long ago: three months for an end, half a year for a start.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    said = _DOT.sub(" ", _SPACE.sub(" ", unicodedata.normalize("NFC", text).lower())).strip(" ")
    said = _SPACE.sub(" ", said)
    near = _soon(said, today, end=end)
    if near:
        return near
    said = _FILLER.sub("", said)
    long_ago = today - dt.timedelta(days=92 if end else 183)
    for read in (_year, _iso, _week(end=end), _day, _month, _season, _weekday):
        try:
            for date in read(said, today):
                if int(date[:4]) in _YEARS and (last_day(date) >= long_ago.isoformat() or _says_when(said)):
                    return date
        except ValueError:
            return None
    return None


def _says_when(said: str) -> bool:
    return re.search("[0-9]{4}", said) is not None or said.split(" ", 1)[0] in WEEKDAYS


def _soon(said: str, today: dt.date, *, end: bool) -> str | None:
    monday = today - dt.timedelta(days=today.weekday())
    if said in _SOON:
        return (today + dt.timedelta(days=_SOON[said])).isoformat()
    if said in _NEXT_WEEK:
        return (monday + dt.timedelta(days=11 if end else 7)).isoformat()
    if said in _NEXT_MONTH:
        return (today.replace(day=1) + dt.timedelta(days=32)).isoformat()[:7]
    if said in _THIS_YEAR or said in _NEXT_YEAR:
        return str(today.year + (said in _NEXT_YEAR))
    return None


def _year(said: str, _today: dt.date) -> Iterator[str]:
    if _YEAR_ONLY.fullmatch(said):
        yield said


def _iso(said: str, _today: dt.date) -> Iterator[str]:
    if _ISO.fullmatch(said):
        first_day(said)
        yield said


def _week(*, end: bool) -> Callable[[str, dt.date], Iterator[str]]:
    def read(said: str, today: dt.date) -> Iterator[str]:
        first, last = _WEEK_FIRST.fullmatch(said), _WEEK_LAST.fullmatch(said)
        if last:
            yield _day_of_week(int(last[1]), int(last[2]), end=end)
        elif first and first[2]:
            yield _day_of_week(int(first[2]), int(first[1]), end=end)
        elif first:
            for year in (today.year, today.year + 1):
                if _has_week(year, int(first[1])):
                    yield _day_of_week(year, int(first[1]), end=end)

    return read


def _has_week(year: int, week: int) -> bool:
    return 1 <= week <= dt.date(year, 12, 28).isocalendar().week


def _day_of_week(year: int, week: int, *, end: bool) -> str:
    return dt.date.fromisocalendar(year, week, 5 if end else 1).isoformat()


def _day(said: str, today: dt.date) -> Iterator[str]:
    found = _DAY.fullmatch(said)
    if not found:
        return
    weekday, day, month, written_day, written_month, year, week = found.groups()
    numbers = (int(month or MONTHS.get(written_month, 0)), int(day or written_day))
    years = (int(year),) if year else (today.year, today.year + 1, *((today.year - 1,) if weekday else ()))
    for each in years:
        try:
            date = dt.date(each, *numbers)
        except ValueError:
            continue
        _, number, of_week = date.isocalendar()
        if (weekday is None or WEEKDAYS[weekday] == of_week) and (week is None or int(week) == number):
            yield date.isoformat()


def _month(said: str, today: dt.date) -> Iterator[str]:
    found = _MONTH.fullmatch(said)
    if found and found[1] != _CHRISTMAS:
        for year in (found[2],) if found[2] else (today.year, today.year + 1):
            yield f"{year}-{MONTHS[found[1]]:02d}"


def _season(said: str, today: dt.date) -> Iterator[str]:
    found = _SEASON.fullmatch(said)
    if not found:
        return
    season, year, until = SEASONS[found[1]], found[2], found[3]
    if until and (season != WINTER or int(until) != (int(year) + 1) % 10 ** len(until)):
        return
    # In January the winter that began last December is this winter.
    first = today.year - (season == WINTER and today.month < MARCH)
    for each in (year,) if year else (first, first + 1):
        yield f"{each}-{season}"


def _weekday(said: str, today: dt.date) -> Iterator[str]:
    if _WEEKDAY.fullmatch(said):
        ahead = (WEEKDAYS[said] - today.isoweekday() - 1) % 7 + 1
        yield (today + dt.timedelta(days=ahead)).isoformat()

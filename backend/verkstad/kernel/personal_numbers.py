"""Finds what looks like a personal identity number (personnummer, samordningsnummer) in text: date and check digit."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import orjson
from personnummer.personnummer import Personnummer, PersonnummerException

from verkstad.kernel.problems import Problem

# Secrets, addresses and names of things are not text that anybody reads.
PASSED_OVER = frozenset({"password", "current", "new", "code", "token", "secret", "email"})
CONFIRMED = "personal-number"
OLDEST = 125
SHORT = len("850709")

_DASHES = "\u2010\u2011\u2012\u2013\u2212"
_SPACE = "[ \u00a0\u202f]"
_JOINS = f"[-+.,:/{_DASHES}]"
# Not within a longer run of letters and digits, nor part of a telephone or invoice number.
_NUMBER = re.compile(
    rf"(?<![^\W_])(?<![0-9]{{3}}{_JOINS})((?:18|19|20)?[0-9]{{6}})({_SPACE}?[-+{_DASHES}]{_SPACE}?|{_SPACE}?)([0-9]{{4}})"
    rf"(?![^\W_])(?!{_JOINS}[0-9]{{3}})"
)
# With nothing but a space between its parts, it may also be two of a row of figures.
_AMONG_FIGURES = re.compile(rf"[0-9]{_SPACE}$"), re.compile(rf"{_SPACE}[0-9]")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
# Anything that could be one, in JSON as it arrives: hardly any request has it, and the rest cost this search alone.
_PERHAPS = re.compile(
    rb"[0-9]{6}(?:[-+ ]|\xc2\xa0|\xe2\x80[\x90-\x93\xaf]|\xe2\x88\x92|\\u00[aA]0|\\u20[0-9a-fA-F]{2}|\\u2212){0,3}"
    rb"[0-9]{4}"
)


class PersonalNumber(Problem):
    """A text holds what looks like a personal identity number, and nobody has said that it is none."""

    code, status = "personal_number", 409


def find_number(text: str, today: dt.date) -> str | None:
    """Give the first thing in a text that looks like somebody's number."""
    without_ids = _UUID.sub(" ", text)
    for match in _NUMBER.finditer(without_ids):
        if match[2].isspace() and _is_among_figures(without_ids, match):
            continue
        if _is_one(match[1], "+" if "+" in match[2] else "-", match[3], today):
            return match[0]
    return None


def _is_among_figures(text: str, match: re.Match[str]) -> bool:
    before, after = _AMONG_FIGURES
    return before.search(text[: match.start()][-2:]) is not None or after.match(text, match.end()) is not None


def refusal_of(body: bytes, today: dt.date) -> PersonalNumber | None:
    """Look at every text in a JSON body, and give the refusal where one of them holds a number."""
    if not _PERHAPS.search(body):
        return None
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None  # refused for that
    for field, text in _texts(sent, ""):
        if find_number(text, today):
            return PersonalNumber(extras={"field": field})
    return None


def _texts(thing: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(thing, str | int):
        yield field, str(thing)
    elif isinstance(thing, list):
        for index, each in enumerate(thing):
            yield from _texts(each, f"{field}.{index}" if field else str(index))
    elif isinstance(thing, dict):
        for name, each in thing.items():
            if name not in PASSED_OVER:
                yield from _texts(each, f"{field}.{name}" if field else str(name))


def _is_one(born: str, mark: str, last: str, today: dt.date) -> bool:
    try:
        birthday: dt.date = Personnummer(f"{born}{mark}{last}").get_date()
        if birthday > today and len(born) == SHORT:
            birthday = birthday.replace(year=birthday.year - 100)  # not yet born: turns a hundred this year
    except (PersonnummerException, ValueError):
        return False
    return dt.date(today.year - OLDEST, 1, 1) <= birthday <= today

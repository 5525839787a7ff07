"""What a filter lets through, told part by part and card by card from what decision 19 says, in no hurry at all."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.search.questions import ANSWERS, DAYS, HEALTHS, LATE, ME, NOBODY, RELATIVE, STAGES, Part, Question

if TYPE_CHECKING:
    from collections.abc import Iterable

Card = dict[str, Any]
World = dict[str, Any]
Problem = tuple[str, str]

BARE = str.maketrans("åäöéü", "aaoeu")
MONTHS_OF = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


def passing(question: Question, world: World, cards: Iterable[Card]) -> tuple[list[Card], list[Problem]]:
    """Give the cards that pass, and what could not be understood."""
    problems = [(code, part.written) for part in question.parts if (code := problem_of(part, world))]
    return [card for card in cards if _passes(card, question, world)], problems


def _passes(card: Card, question: Question, world: World) -> bool:
    fits = {part: problem_of(part, world) is None and _fits(part, card, world) for part in question.parts}
    if any(fits[part] for part in question.parts if part.unwanted):
        return False
    wanted = [part for part in question.parts if not part.unwanted]
    if any(not fits[part] for part in wanted if part.key == "word"):
        return False
    return all(any(fits[part] for part in wanted if part.key == key) for key in {part.key for part in wanted})


def problem_of(part: Part, world: World) -> str | None:
    """Tell what is wrong with a part."""
    if part.key == "unknown":
        return "unknown_key"
    if part.unclosed:
        return "unclosed_quote"
    if part.key == "word":
        return None if words(part.value) else "nothing"
    return _problem_of_value(part, world) if part.value.strip() else "no_value"


def _problem_of_value(part: Part, world: World) -> str | None:
    if part.key in ("due", "start"):
        return _problem_of_days(part, world)
    if part.key in NAMED:
        every, code = NAMED[part.key]
        stands = _stands_for(part, NOBODY) if part.key == "label" else _stands_for(part, ME, NOBODY)
        return None if (stands and part.key in WITH_NOBODY) or named(every(world), part.value) else code
    return None if part.key == "number" or _chosen(part) else "unknown_value"


def _fits(part: Part, card: Card, world: World) -> bool:
    if part.key in WITH_NOBODY and _stands_for(part, NOBODY):
        return not CARRIED[part.key](card, world)
    if part.key in ("owner", "deputy") and _stands_for(part, ME):
        return bool(card[f"{part.key}_id"] == world["me"])
    if part.key in NAMED:
        every, _ = NAMED[part.key]
        return bool(CARRIED[part.key](card, world) & named(every(world), part.value))
    if part.key in TOLD:
        return TOLD[part.key](card, world) in _chosen(part)
    if part.key == "word":
        return _is_titled(card["title"], part.value)
    return int(part.value) == card["number"] if part.key == "number" else _is_dated(part, card, world)


def _is_dated(part: Part, card: Card, world: World) -> bool:
    written = card[part.key]
    if _is_said(part.value, NOBODY):
        return written is None
    if written is None:
        return False
    first, last = days_of(written)
    if part.key == "due" and _is_said(part.value, LATE):
        today = card.get("closed_on") or world["today"]  # one that was closed is what it was on that day
        return last < today and stage_of(card, world) != "done"
    begin, end = _period(part.value, world["today"])
    day = last if part.key == "due" else first
    return (begin is None or day >= begin) and (end is None or day <= end)


def _problem_of_days(part: Part, world: World) -> str | None:
    if _is_said(part.value, NOBODY) or (part.key == "due" and _is_said(part.value, LATE)):
        return None
    if part.value.count("..") > 1:
        return "senseless_date"
    try:
        begin, end = _period(part.value, world["today"])
    except LookupError:
        return "senseless_date"
    is_backwards = ".." in part.value and begin is not None and end is not None and begin > end
    return "backwards" if is_backwards else None


def _period(value: str, today: str) -> tuple[str | None, str | None]:
    """Give the first and the last day that are meant, none where it is open; LookupError where it is nonsense."""
    if value in ("", ".."):
        raise LookupError
    if ".." in value:
        one, other = value.split("..")
        return _span(one, today)[0] if one else None, _span(other, today)[1] if other else None
    for sign in ("<=", ">=", "<", ">"):
        if value.startswith(sign):
            first, last = _span(value[len(sign) :], today)
            return {
                "<": (None, _beside(first, -1)),
                "<=": (None, last),
                ">": (_beside(last, 1), None),
                ">=": (first, None),
            }[sign]
    return _span(value, today)


def _span(written: str, today: str) -> tuple[str, str]:
    if written in DAYS:
        return DAYS[written]
    if written not in RELATIVE:
        raise LookupError
    now = dt.date.fromisoformat(today)
    every = [now + dt.timedelta(days=away) for away in range(-400, 400)]
    week = now.isocalendar()[:2]
    beside = {away: (now + dt.timedelta(days=7 * away)).isocalendar()[:2] for away in (-1, 1)}
    before, after = now.replace(day=1) - dt.timedelta(days=1), now.replace(day=28) + dt.timedelta(days=4)
    those: dict[str, Callable[[dt.date], bool]] = {
        "idag": lambda day: day == now,
        "imorgon": lambda day: (day - now).days == 1,
        "denna-vecka": lambda day: day.isocalendar()[:2] == week,
        "next-week": lambda day: day.isocalendar()[:2] == beside[1],
        "förra-veckan": lambda day: day.isocalendar()[:2] == beside[-1],
        "denna-månad": lambda day: (day.year, day.month) == (now.year, now.month),
        "nästa_månad": lambda day: (day.year, day.month) == (after.year, after.month),
        "last-month": lambda day: (day.year, day.month) == (before.year, before.month),
        "i-år": lambda day: day.year == now.year,
    }
    meant = [day.isoformat() for day in every if those[written](day)]
    return meant[0], meant[-1]


def days_of(date: str) -> tuple[str, str]:
    """Give the first and the last day that a date may mean, as far as it is known."""
    if len(date) == len("2026-11-18"):
        return date, date
    year, *rest = (int(part) for part in date.split("-"))
    first, last = MONTHS_OF.get(rest[0], (rest[0], rest[0])) if rest else (1, 12)
    beyond = f"{year + last // 12:04d}-{last % 12 + 1:02d}-01"
    return f"{year:04d}-{first:02d}-01", _beside(beyond, -1)


def _beside(day: str, away: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=away)).isoformat()


def words(text: str) -> list[str]:
    """Give the words of a text, in small letters: whatever is neither letter nor figure stands between them."""
    small = unicodedata.normalize("NFC", text).lower()
    return "".join(sign if sign.isalnum() else " " for sign in small).split()


def _bare(text: str) -> str:
    return text.translate(BARE)


def _is_titled(title: str, said: str) -> bool:
    wanted, there = " ".join(words(said)), " ".join(words(title))
    return f" {wanted}" in f" {there if _bare(wanted) != wanted else _bare(there)}"


def named(names: dict[str, tuple[str, ...]], said: str) -> set[str]:
    """Give what a name means: the nearest reading that finds any, whole before begun, as written before forgiven."""
    wanted = " ".join(words(said))
    if not wanted:
        return set()
    for is_whole in (True, False):
        for form in (str, _bare):
            found = {
                thing_id
                for thing_id, each in names.items()
                if any(_is_meant(form(" ".join(words(name))), form(wanted), is_whole=is_whole) for name in each)
            }
            if found:
                return found
    return set()


def _is_meant(name: str, wanted: str, *, is_whole: bool) -> bool:
    return name == wanted if is_whole else f" {wanted}" in f" {name}"


def _is_said(value: str, those: Iterable[str]) -> bool:
    return _bare(" ".join(words(value))) in {_bare(each.lower()) for each in those}


def _stands_for(part: Part, *those: tuple[str, ...]) -> bool:
    return not part.quoted and any(_is_said(part.value, each) for each in those)


def _chosen(part: Part) -> set[Any]:
    every: dict[str, dict[str, Any]] = {"health": HEALTHS, "stage": STAGES, "blocked": ANSWERS}
    found: set[Any] = every[part.key].get(part.value, set())
    return found


def people(world: World) -> dict[str, tuple[str, ...]]:
    """Give everyone's name."""
    return {person["id"]: (person["name"],) for person in world["people"]}


def plans(world: World) -> dict[str, tuple[str, ...]]:
    """Give the plans' names."""
    return {plan["id"]: (plan["name"],) for plan in world["plans"]}


def lanes(world: World) -> dict[str, tuple[str, ...]]:
    """Give the lanes' titles."""
    return {lane["id"]: (lane["title"],) for plan in world["plans"] for lane in plan["lanes"]}


def labels(world: World) -> dict[str, tuple[str, ...]]:
    """Give the labels' names."""
    return {label["id"]: (label["name"],) for plan in world["plans"] for label in plan["labels"]}


def stage_of(card: Card, world: World) -> str:
    """Give the stage of the lane in which a card stands."""
    (found,) = [lane["stage"] for plan in world["plans"] for lane in plan["lanes"] if lane["id"] == card["lane_id"]]
    return str(found)


def _plan_of(card: Card, world: World) -> str:
    (found,) = [plan["id"] for plan in world["plans"] for lane in plan["lanes"] if lane["id"] == card["lane_id"]]
    return str(found)


def _told_health(card: Card, world: World) -> str | None:
    """Give the health that a face tells: nothing of what is finished, nor of what has not begun and is not followed."""
    stage = stage_of(card, world)
    if stage == "done" or (stage == "planned" and card["health"] == "unknown"):
        return None
    return str(card["health"])


def _is_stopped(card: Card, world: World) -> bool:
    return card["blocked_since"] is not None and stage_of(card, world) != "done"


def _one(thing_id: str | None) -> set[str]:
    return set() if thing_id is None else {thing_id}


# By key: what may be named, and what it is when there is no such name.
NAMED: dict[str, tuple[Callable[[World], dict[str, tuple[str, ...]]], str]] = {
    "owner": (people, "unknown_person"),
    "deputy": (people, "unknown_person"),
    "lane": (lanes, "unknown_lane"),
    "label": (labels, "unknown_label"),
    "plan": (plans, "unknown_plan"),
}
WITH_NOBODY = ("owner", "deputy", "label")
# What a card carries of it; a lane and a plan it always has.
CARRIED: dict[str, Callable[[Card, World], set[str]]] = {
    "owner": lambda card, _: _one(card["owner_id"]),
    "deputy": lambda card, _: _one(card["deputy_id"]),
    "label": lambda card, world: set(card["label_ids"]) & labels(world).keys(),
    "lane": lambda card, _: {card["lane_id"]},
    "plan": lambda card, world: {_plan_of(card, world)},
}
TOLD: dict[str, Callable[[Card, World], Any]] = {"stage": stage_of, "health": _told_health, "blocked": _is_stopped}

"""Makes of a filter a question to every card; what cannot be understood matches nothing and says so (matching.ts)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from verkstad.kernel.dates import first_day, last_day
from verkstad.search.filtering.language import Part, parse
from verkstad.search.filtering.periods import read_period
from verkstad.search.filtering.saying import folded, is_said, meant, words_in
from verkstad.search.filtering.vocabulary import ANSWERS, HEALTHS, LATE, ME, NONE, STAGES, Names, every

Test = Callable[[Any], bool]


class Title(NamedTuple):
    """The words of a title with a space before each, as they are written and without the marks on their letters."""

    written: str
    bare: str


@dataclass(frozen=True)
class World:
    """What names stand for where the filter is read: only what its reader sees.

    People, plans and labels are rows with `id` and `name`; lanes have `id`, `title`, `stage` and `board_id`.
    """

    today: dt.date
    me: str
    people: Iterable[Any]
    plans: Iterable[Any]
    lanes: Iterable[Any]
    labels: Iterable[Any]


@dataclass(frozen=True)
class Filter:
    """Whether a card passes, and what could not be understood, with the problem's code."""

    matches: Test
    problems: list[tuple[Part, str]]


def read_title(title: str) -> Title:
    """Read the words of a title."""
    words = "".join(f" {word}" for word in words_in(title))
    return Title(words, folded(words))


@dataclass(frozen=True)
class Telling:
    """How cards tell what is not read off them: the words of the title, and the day on which one was closed."""

    title: Callable[[Any], Title]
    closed_on: Callable[[Any], str | None]


OPEN = Telling(title=lambda card: read_title(card.title), closed_on=lambda _card: None)


def compile_filter(query: str, world: World, told: Telling = OPEN) -> Filter:
    """Read a filter. Same key twice: any of them. Different keys: all of them; and all the words."""
    reader = _Reader(world, told)
    problems: list[tuple[Part, str]] = []
    wanted: defaultdict[str, list[Test]] = defaultdict(list)
    unwanted: list[Test] = []
    for nth, part in enumerate(parse(query)):
        read = part.problem or reader.read(part)
        if isinstance(read, str):
            problems.append((part, read))
        test = _nothing if isinstance(read, str) else read
        if part.unwanted:
            unwanted.append(test)
        else:
            wanted[f"word {nth}" if part.key == "word" else part.key or ""].append(test)
    return Filter(_all_of([*wanted.values()], unwanted), problems)


def _all_of(groups: list[list[Test]], unwanted: list[Test]) -> Test:
    """Put tests together, in plain loops: there may be twenty thousand cards to ask."""

    def matches(card: Any) -> bool:
        for tests in groups:
            for test in tests:
                if test(card):
                    break
            else:
                return False
        for test in unwanted:  # noqa: SIM110 - a generator takes longer
            if test(card):
                return False
        return True

    return matches


def _nothing(_card: Any) -> bool:
    return False


class _Reader:
    def __init__(self, world: World, told: Telling) -> None:
        self.world = world
        self.told = told
        self.stages = {lane.id: lane.stage for lane in world.lanes}
        self.labels = {label.id for label in world.labels}

    def read(self, part: Part) -> Test | str:
        """Give the test of one part, or its problem."""
        read: Callable[[Part], Test | str] = getattr(self, f"_{part.key}")
        return read(part)

    def _word(self, part: Part) -> Test | str:
        said = words_in(part.value)
        if not said:
            return "nothing"
        wanted, title_of = "".join(f" {word}" for word in said), self.told.title
        # "oberg" finds Öberg; "öberg" does not find Oberg.
        if folded(wanted) == wanted:
            return lambda card: wanted in title_of(card).bare
        return lambda card: wanted in title_of(card).written

    def _number(self, part: Part) -> Test:
        number = int(part.value)
        return lambda card: bool(card.number == number)

    def _owner(self, part: Part) -> Test | str:
        return self._person(part, lambda card: card.owner_id)

    def _deputy(self, part: Part) -> Test | str:
        return self._person(part, lambda card: card.deputy_id)

    def _person(self, part: Part, of: Callable[[Any], str | None]) -> Test | str:
        if _is_one(part, ME):
            return lambda card: of(card) == self.world.me
        if _is_one(part, NONE):
            return lambda card: of(card) is None
        found = _ids(self.world.people, lambda person: (person.name,), part.value)
        return (lambda card: of(card) in found) if found else "unknown_person"

    def _health(self, part: Part) -> Test | str:
        found = _choices(HEALTHS, part.value)
        return (lambda card: self._health_told(card) in found) if found else "unknown_value"

    def _health_told(self, card: Any) -> str | None:
        """Give the health as a face tells it: nobody owes a report on what has not begun or is finished."""
        stage = self.stages[card.lane_id]
        owed = stage != "done" and (stage != "planned" or card.health != "unknown")
        return card.health if owed else None

    def _lane(self, part: Part) -> Test | str:
        found = _ids(self.world.lanes, lambda lane: (lane.title,), part.value)
        return (lambda card: card.lane_id in found) if found else "unknown_lane"

    def _stage(self, part: Part) -> Test | str:
        found = _choices(STAGES, part.value)
        return (lambda card: self.stages[card.lane_id] in found) if found else "unknown_value"

    def _label(self, part: Part) -> Test | str:
        if _is_one(part, NONE):  # one that was removed may still be on a card, unseen
            return lambda card: self.labels.isdisjoint(_labels_of(card))
        found = _ids(self.world.labels, lambda label: (label.name,), part.value)
        return (lambda card: not found.isdisjoint(_labels_of(card))) if found else "unknown_label"

    def _due(self, part: Part) -> Test | str:
        if is_said(part.value, NONE):
            return lambda card: card.due is None
        if is_said(part.value, LATE):
            return self._is_late
        return self._within(part.value, lambda card: card.due and last_day(card.due))

    def _is_late(self, card: Any) -> bool:
        """Tell whether its day has passed and it is not done; one that was closed is what it was on that day."""
        today = self.told.closed_on(card) or self.world.today.isoformat()
        return bool(card.due and not self._is_done(card) and last_day(card.due) < today)

    def _start(self, part: Part) -> Test | str:
        if is_said(part.value, NONE):
            return lambda card: card.start is None
        return self._within(part.value, lambda card: card.start and first_day(card.start))

    def _within(self, value: str, day_of: Callable[[Any], str | None]) -> Test | str:
        period = read_period(value, self.world.today)
        if isinstance(period, str):
            return period
        first, last = period

        def test(card: Any) -> bool:
            day = day_of(card)
            return day is not None and first <= day <= last

        return test

    def _blocked(self, part: Part) -> Test | str:
        found = _choices(ANSWERS, part.value)
        if not found:
            return "unknown_value"
        return lambda card: ("yes" if card.blocked_since and not self._is_done(card) else "no") in found

    def _plan(self, part: Part) -> Test | str:
        found = _ids(self.world.plans, lambda plan: (plan.name,), part.value)
        lanes = {lane.id for lane in self.world.lanes if lane.board_id in found}
        return (lambda card: card.lane_id in lanes) if found else "unknown_plan"

    def _is_done(self, card: Any) -> bool:
        return bool(self.stages[card.lane_id] == "done")


def _labels_of(card: Any) -> list[str]:
    """Give the labels on a card, which its row keeps as JSON: read only where somebody asks for them."""
    labels: list[str] = orjson.loads(card.label_ids) if isinstance(card.label_ids, str) else card.label_ids
    return labels


def _is_one(part: Part, words: Iterable[str]) -> bool:
    return not part.quoted and is_said(part.value, words)


def _ids(things: Iterable[Any], names_of: Callable[[Any], Iterable[str]], said: str) -> set[str]:
    return {thing.id for thing in meant(things, names_of, said)}


def _choices(words: dict[str, Names], said: str) -> set[str]:
    return set(meant(words, lambda name: every(words[name]), said))

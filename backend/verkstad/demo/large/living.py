"""The lives of a plan's assignments: who does what to each and when, drawn by the dice and carried out in order."""

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from verkstad.boards.wire import LabelOut
from verkstad.cards.wire import Health, Reason
from verkstad.demo.large import acting, words
from verkstad.demo.large.ledger import Ledger
from verkstad.kernel.ranking import ranks_after

PLANNED, ACTIVE, DECISION, PAUSED, DONE = range(5)
REASONS: tuple[Reason, ...] = ("cancelled", "handed_over", "mistake")
HEALTHS: tuple[Health, ...] = ("on_track", "on_track", "on_track", "at_risk", "off_track")
RUSH_DAYS = 20

Card = dict[str, Any]
Act = Callable[[Ledger, Card], Any]


@dataclass
class Calendar:
    """From when a plan has been running until now; people work on weekdays, between eight and half past four."""

    zone: ZoneInfo
    first: dt.date
    today: dt.date
    dice: random.Random

    def moment(self, day: float) -> dt.datetime | None:
        """Give a working moment about so many days after the first; nothing where that is not yet."""
        date = self.first + dt.timedelta(days=day)
        date -= dt.timedelta(days=max(0, date.weekday() - 4))
        at = dt.time(8 + self.dice.randrange(8), self.dice.randrange(60), self.dice.randrange(60))
        if not self.first <= date < self.today:
            return None
        return dt.datetime.combine(date, at, tzinfo=self.zone).replace(microsecond=self.dice.randrange(1000) * 1000)

    @property
    def days(self) -> int:
        """Count the days from the first one to today."""
        return (self.today - self.first).days

    def date(self, day: float) -> str:
        """Give a day, sometimes as no more than its month or its season, as people do."""
        date, chance = self.first + dt.timedelta(days=day), self.dice.random()
        if chance < 0.12:  # noqa: PLR2004 - about one in eight
            return f"{date:%Y-%m}"
        if chance < 0.15:  # noqa: PLR2004
            return f"{date.year}-{21 + (date.month - 3) % 12 // 3}"
        return date.isoformat()


@dataclass
class Life:
    """One assignment's acts, each at its time and by somebody, and how many events they make."""

    calendar: Calendar
    order: Iterator[int]
    born: float = 0
    begun: dt.datetime | None = None
    ended: dt.datetime | None = None
    card: Card = field(default_factory=dict)
    events: int = 0
    acts: list[tuple[dt.datetime, int, str, "Life", Act]] = field(default_factory=list)

    def plan(
        self, day: float, by: str, act: Act, *, events: int = 1, after: dt.datetime | None = None
    ) -> dt.datetime | None:
        """Let somebody do something on about that day, and give when; nothing where that is not yet or no more."""
        at, earliest = self.calendar.moment(day), after or self.begun
        if at is not None and earliest is not None and at <= earliest:
            at = earliest + dt.timedelta(minutes=3, seconds=len(self.acts))  # no two at once
        if at is None or (self.ended is not None and at >= self.ended):
            return None
        self.keep(at, by, act, events=events)
        return at

    def keep(self, at: dt.datetime, by: str, act: Act, *, events: int = 1) -> None:
        """Let somebody do something at a time."""
        self.begun = self.begun or at
        self.acts.append((at, next(self.order), by, self, act))
        self.events += events


class Living:
    """Draws the lives of all assignments of a plan and carries them out."""

    def __init__(
        self, ledger: Ledger, calendar: Calendar, people: list[tuple[str, str]], labels: list[LabelOut]
    ) -> None:
        self.ledger, self.calendar, self.dice = ledger, calendar, ledger.dice
        self.people, self.labels = people, labels
        self.order = itertools.count()

    def live(self, *, cards: int, closing: int, events: int) -> None:
        """Let so many assignments live, some of which are closed, until the log has so many events."""
        lives = [self._life(closes=number < closing) for number in range(cards)]
        missing = events - self.ledger.version - sum(life.events for life in lives)
        while missing > 0:
            life = self.dice.choice(lives)
            day = life.born + self.dice.random() * (self.calendar.days - life.born)
            missing -= life.plan(day, self.someone(), self._comment) is not None
        acts = sorted((act for life in lives for act in life.acts), key=lambda each: each[:2])
        for at, _, by, life, act in acts:
            self.ledger.begin(at, by)
            act(self.ledger, life.card)

    def someone(self) -> str:
        """Give somebody of the plan."""
        return self.dice.choice(self.people)[0]

    def chance(self, probability: float) -> bool:
        """Throw the dice."""
        return self.dice.random() < probability

    def _life(self, *, closes: bool) -> Life:
        days = self.calendar.days
        life = Life(self.calendar, self.order)
        rush = self.chance(0.35)
        # What is to be closed has to have been there for a while.
        last = days * (0.5 if closes else 1) - 4
        life.born = self.dice.uniform(0, min(RUSH_DAYS, last)) if rush else self.dice.uniform(0, last)
        title = words.title(self.dice)

        def create(ledger: Ledger, _card: Card) -> None:
            life.card = acting.create(ledger, title)

        while life.plan(life.born, self.someone(), create) is None:
            life.born = max(0, life.born - 1)
        owner = self.someone()
        self._promise(life, owner)
        self._go_through_lanes(life, owner, closes=closes)
        self._furnish(life, owner)
        return life

    def _promise(self, life: Life, owner: str) -> None:
        to: dict[str, Any] = {}
        if self.chance(0.92):
            to["owner_id"] = owner
        if self.chance(0.8):
            start = life.born + self.dice.uniform(0, 40)
            to["start"] = self._day(start)
            to["due"] = self.calendar.date(start + self.dice.uniform(32, 240))
        deputy = self.someone()
        if self.chance(0.2) and deputy != owner:
            to["deputy_id"] = deputy
        if to:
            life.plan(life.born, owner, lambda ledger, card: acting.change(ledger, card, to))

    def _go_through_lanes(self, life: Life, owner: str, *, closes: bool) -> None:
        """Move it from lane to lane, sometimes back, and perhaps close it."""
        day, latest = life.born, life.begun

        def move(lane: int, least: float, most: float) -> bool:
            nonlocal day, latest
            day += self.dice.uniform(least, most)
            at = life.plan(day, owner, partial(_move, lane, first=self.chance(0.1)), after=latest)
            latest = at or latest
            return at is not None

        if self.chance(0.85) and move(ACTIVE, 2, 110):
            self._report(life, owner, day)
            if self.chance(0.3):
                waits = DECISION if self.chance(0.65) else PAUSED
                _ = move(waits, 5, 50) and self.chance(0.6) and move(ACTIVE, 3, 60)
            if self.chance(0.65) and move(DONE, 10, 170) and self.chance(0.05) and move(ACTIVE, 2, 20):
                move(DONE, 10, 60)
        if closes and latest is not None:
            self._end(life, owner, day, latest)

    def _end(self, life: Life, owner: str, day: float, latest: dt.datetime) -> None:
        reason, note = self.dice.choice(REASONS), self.dice.choice(("", "Behovet finns inte längre.", "Tas i linjen."))
        ended = self.calendar.moment(day + self.dice.uniform(1, 60))
        reports = [at for at, *_ in life.acts]
        life.ended = max(ended or latest, *reports) + dt.timedelta(minutes=20)
        life.keep(life.ended, owner, partial(_close, reason, note))

    def _report(self, life: Life, owner: str, day: float) -> None:
        for turn in range(self.dice.randrange(4)):
            health = self.dice.choice(HEALTHS)
            note = self.dice.choice(words.REPORTS[health])
            life.plan(day + 10 + 28 * turn, owner, partial(_assess, health, note))

    def _furnish(self, life: Life, owner: str) -> None:
        dice, born = self.dice, life.born
        for label in dice.sample(self.labels, dice.choice((0, 0, 1, 1, 1, 2))):
            life.plan(born, owner, partial(_label, label))
        if self.chance(0.3):
            text = dice.choice(words.DESCRIPTIONS)
            life.plan(born + 1, owner, lambda ledger, card: acting.describe(ledger, card, text))
        if self.chance(0.2):
            user_id, name = dice.choice(self.people)
            life.plan(born + 1, owner, lambda ledger, card: acting.take_part(ledger, card, user_id, name))
        if self.chance(0.22):
            self._list(life, owner)
        if self.chance(0.1):
            self._block(life, owner)
        if self.chance(0.1):
            life.plan(born + 2, owner, self._attach)
        if self.chance(0.05):
            self._phase(life, owner)
        for _ in range(dice.choice((0, 0, 1, 2))):
            life.plan(dice.uniform(born, self.calendar.days), self.someone(), self._comment)

    def _list(self, life: Life, owner: str) -> None:
        dice = self.dice
        texts = dice.sample(words.ROWS, dice.randrange(2, 6))
        rows: list[Card] = []

        def add(ledger: Ledger, card: Card) -> None:
            rows.extend(acting.add_checklist(ledger, card, "Steg", texts))

        listed = life.plan(life.born + 1, owner, add, events=1 + len(texts))
        if listed is None:
            return
        day = life.born
        for index in range(len(texts)):
            if self.chance(0.5):
                to = {"user_id": self.someone(), "due": self.calendar.date(day + dice.uniform(20, 150))}
                life.plan(day + 3, owner, partial(_hand, rows, index, to), after=listed)
            if self.chance(0.5):
                life.plan(day + 5 + dice.uniform(1, 90), owner, partial(_tick, rows, index), after=listed)

    def _block(self, life: Life, owner: str) -> None:
        dice = self.dice
        what = dice.choice(words.BLOCKERS)
        held: list[Card] = []
        remover_id, remover = (self.someone(), "") if self.chance(0.6) else (None, dice.choice(words.ELSEWHERE))

        def block(ledger: Ledger, card: Card) -> None:
            held.append(acting.block(ledger, card, what, remover_id=remover_id, remover=remover))

        day = life.born + 5 + dice.uniform(0, 60)
        blocked = life.plan(day, owner, block)
        if blocked is not None and self.chance(0.75):
            day += 5 + dice.uniform(0, 40)
            life.plan(day, remover_id or owner, partial(_unblock, held), after=blocked)

    def _phase(self, life: Life, owner: str) -> None:
        titles = words.PHASES[::2] if self.chance(0.5) else words.PHASES[1::2]
        day = life.born
        for title, rank in zip(titles, ranks_after(None, len(titles)), strict=True):
            first, day = day, day + self.dice.uniform(15, 50)
            values = {
                "title": title,
                "rank": rank,
                "leader_id": owner,
                "start": self._day(first),
                "due": self._day(day),
            }
            life.plan(life.born + 2, owner, partial(_phase, values))

    def _day(self, day: float) -> str:
        return (self.calendar.first + dt.timedelta(days=day)).isoformat()

    def _comment(self, ledger: Ledger, card: Card) -> None:
        acting.comment(ledger, card, self.dice.choice(words.COMMENTS))

    def _attach(self, ledger: Ledger, card: Card) -> None:
        if self.chance(0.7):
            acting.attach_place(ledger, card, "link", "Underlag på webben", "https://example.se/underlag")
        else:
            path = f"G:\\Gemensamt\\Handlingsplaner\\{card['number']}"
            acting.attach_place(ledger, card, "folder", path, path)


def _move(lane: int, ledger: Ledger, card: Card, *, first: bool) -> None:
    acting.move(ledger, card, lane, first=first)


def _close(reason: Reason, note: str, ledger: Ledger, card: Card) -> None:
    acting.close(ledger, card, reason, note)


def _unblock(held: list[Card], ledger: Ledger, card: Card) -> None:
    acting.unblock(ledger, card, held[0], "Det löste sig på mötet.")


def _assess(health: Health, note: str, ledger: Ledger, card: Card) -> None:
    acting.assess(ledger, card, health, note)


def _label(label: LabelOut, ledger: Ledger, card: Card) -> None:
    acting.put_label_on(ledger, card, label)


def _hand(rows: list[Card], index: int, to: Card, ledger: Ledger, card: Card) -> None:
    acting.hand_row(ledger, card, rows[index], to)


def _tick(rows: list[Card], index: int, ledger: Ledger, card: Card) -> None:
    acting.tick(ledger, card, rows[index])


def _phase(values: Card, ledger: Ledger, card: Card) -> None:
    acting.phase(ledger, card, values)

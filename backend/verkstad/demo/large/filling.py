"""Fills an empty database with a whole municipality, in bulk: rows and events written together, plan by plan."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, insert, update

from verkstad.boards.access import BOARD, LABEL, LANE, MEMBERSHIP
from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.describing import REVISION
from verkstad.cards.finding import CARD
from verkstad.cards.labels.events import LABELLING_TABLE
from verkstad.cards.people.events import PARTICIPATION
from verkstad.cards.phases.events import PHASE_TABLE
from verkstad.demo.large import words
from verkstad.demo.large.ledger import Ledger
from verkstad.demo.large.living import Calendar, Living
from verkstad.demo.naming import email_of
from verkstad.demo.personas import PASSWORD, PERSONAS
from verkstad.history.house import House
from verkstad.history.recording import CLOCK, EVENT, Recorder
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import new_id
from verkstad.notifications.delivering import deliver
from verkstad.search.filling import fill as fill_index
from verkstad.statistics.reading_ahead import read_all_ahead
from verkstad.users.access import Role
from verkstad.users.passwords import hash_password
from verkstad.users.setting_up import INSTALLATION, add_person, start_administration

PORTION = 5_000
MONTHS_DAYS = 548  # eighteen months
LABEL_TINTS = 5
SHOWN_EVERY = 8
# A row is written after those that it names.
_ORDER: tuple[Table, ...] = (
    BOARD, LANE, LABEL, MEMBERSHIP, REVISION, CARD, CHECKLIST_TABLE, ROW_TABLE, BLOCKER_TABLE, COMMENT_TABLE,
    LABELLING_TABLE, PARTICIPATION, ATTACHMENT_TABLE, PHASE_TABLE, CLOCK, EVENT,
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much there is to be; one plan has `biggest` open assignments, and the others share the rest."""

    plans: int = 40
    cards: int = 20_000
    people: int = 500
    events: int = 200_000
    biggest: int = 5_000


@dataclass(frozen=True)
class Share:
    """What one plan gets of it all."""

    cards: int
    closing: int
    events: int


def fill_largely(house: House, size: Size | None = None, *, seed: int = 4, say: Callable[[str], object] = str) -> None:
    """Make it all in one transaction, so that one who interrupts it has an empty database still."""
    kept = hash_password(PASSWORD)
    house.database.write(lambda transaction: Largely(house, transaction, size or Size(), seed, say).fill(kept))
    deliver(house)  # from here on people are told: what is written in bulk is history, not news
    fill_index(house.database)
    read_all_ahead(house)


class Largely:
    """The people and the plans of a large demo, and how they get into the database."""

    def __init__(
        self, house: House, transaction: Transaction, size: Size, seed: int, say: Callable[[str], object]
    ) -> None:
        self.connection, self.transaction = transaction.connection, transaction
        self.size, self.say = size, say
        self.dice = random.Random(seed)  # noqa: S311 - the same demo for the same seed
        self.zone, self.today = house.clock.zone, house.clock.today()
        self.founded = self.today - dt.timedelta(days=MONTHS_DAYS)
        self.people: list[tuple[str, str]] = []
        self.guests: list[tuple[str, str]] = []

    def fill(self, kept: str) -> None:
        """Make the people, then plan after plan."""
        self.connection.execute(update(INSTALLATION).values(demo=True))
        self._add_people(kept)
        for number, share in enumerate(shares(self.size, self.dice)):
            self._write(self._plan(number, share))
            self.say(f"{number + 1}/{self.size.plans}  {words.plan_name(number)}: {share.cards}")

    def _add_people(self, kept: str) -> None:
        recorder = Recorder(self.transaction, by=None, op=new_id(), now=self._morning(self.founded))
        self.administration_id = start_administration(recorder, "Ängsö kommun")
        found = words.names(self.dice)
        everyone: list[tuple[str, str, Role]] = [(each.name, each.email, each.role) for each in PERSONAS]
        while len(everyone) < self.size.people:
            name = next(found)
            many = len(everyone)
            role: Role = "coordinator" if many % 100 == 0 else "guest" if many % 25 == 0 else "employee"
            everyone.append((name, f"{many}.{email_of(name)}", role))
        for name, email, role in everyone:
            title, unit = self.dice.choice(words.TITLES), self.dice.choice(words.UNITS)
            user_id = add_person(
                recorder,
                self.administration_id,
                name=name,
                email=email,
                role=role,
                language="sv",
                title="invånare" if role == "guest" else title,
                unit="" if role == "guest" else unit,
                password_hash=kept,
            )
            (self.guests if role == "guest" else self.people).append((user_id, name))
        recorder.finish()

    def _plan(self, number: int, share: Share) -> dict[Table, list[dict[str, Any]]]:
        dice = random.Random(self.dice.random())  # noqa: S311
        first = self.founded + dt.timedelta(days=dice.randrange(1, 60))
        first += dt.timedelta(days=-first.weekday() % 7)
        coordinator, owner = self.people[0][0], dice.choice(self.people)[0]
        ledger = Ledger(dice, at=self._morning(first), by=coordinator)
        fields: dict[str, Any] = {
            "name": words.plan_name(number),
            "purpose": "Det som invånaren märker är viktigare än det som vi mäter.",
            "owner_id": owner,
            "period_start": first.isoformat(),
            "period_end": (first + dt.timedelta(days=730)).isoformat(),
            "decision": f"Kommunstyrelsen {first}",
            "folder": f"G:\\Gemensamt\\Handlingsplaner\\{number + 1:02d}",
            "restricted": number % 10 == 7,  # noqa: PLR2004 - one plan in ten
        }
        ledger.start(self.administration_id, fields)
        after = None
        labels = []
        for tint, name in enumerate(words.LABELS):
            labels.append(ledger.label(name, tint % LABEL_TINTS + 1, after))
            after = labels[-1].rank
        members = dice.sample(self.people, min(len(self.people), 12 + share.cards // 40))
        if number % SHOWN_EVERY == 0:  # there, those whom one may be have something to do
            members = list(dict.fromkeys([*self.people[: len(PERSONAS) - 1], *members]))
        guests = dict.fromkeys([self.guests[number % 2], *dice.sample(self.guests, min(2, len(self.guests)))])
        for user_id, _name in [*members, *guests]:
            ledger.join(user_id)
        calendar = Calendar(self.zone, first + dt.timedelta(days=1), self.today, dice)
        Living(ledger, calendar, members, labels).live(cards=share.cards, closing=share.closing, events=share.events)
        return ledger.finish()

    def _write(self, rows: dict[Table, list[dict[str, Any]]]) -> None:
        for table in _ORDER:
            for start in range(0, len(rows[table]), PORTION):
                self.connection.execute(insert(table), rows[table][start : start + PORTION])

    def _morning(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(7, 30), tzinfo=self.zone)


def shares(size: Size, dice: random.Random) -> list[Share]:
    """Share assignments and events among the plans, the biggest first, so that nothing is left over."""
    closing = size.biggest // 20
    cards = [size.biggest + closing]
    weights = [dice.uniform(0.5, 1.5) for _ in range(size.plans - 1)]
    rest = size.cards - cards[0]
    cards += [int(rest * weight / sum(weights)) for weight in weights]
    cards[-1] += size.cards - sum(cards)
    events = [size.events * each // size.cards for each in cards]
    events[-1] += size.events - sum(events)
    return [
        Share(cards=many, closing=closing if number == 0 else many * 3 // 25, events=told)
        for number, (many, told) in enumerate(zip(cards, events, strict=True))
    ]

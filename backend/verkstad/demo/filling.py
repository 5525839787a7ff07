"""Fills an empty database with the invented administration, its dates moved to today with their weekdays kept."""

import datetime as dt
import itertools
import re
from collections.abc import Callable
from functools import partial
from importlib import resources
from typing import Any

import orjson
from sqlalchemy import Connection, func, select, update

from verkstad.boards.access import BOARD, LANE
from verkstad.boards.arranging import change_lane
from verkstad.boards.joining import add_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.cards.assessing import assess_card
from verkstad.cards.describing import describe_card
from verkstad.cards.finding import CARD
from verkstad.cards.moving import move_card
from verkstad.cards.wire import AssessmentIn, CardIn
from verkstad.cards.writing import add_card, change_card
from verkstad.demo import texts
from verkstad.demo.naming import email_of, spoken
from verkstad.demo.parts import VAGUE, people_on
from verkstad.demo.personas import PASSWORD, PERSONAS
from verkstad.demo.story import Story
from verkstad.history.house import House
from verkstad.history.recording import Recorder
from verkstad.kernel.clock import written
from verkstad.kernel.database import Transaction
from verkstad.kernel.dates import first_day, is_whole_day, last_day, season_of
from verkstad.kernel.ids import new_id
from verkstad.notifications.delivering import NOTICE, deliver
from verkstad.users.access import USER, Caller
from verkstad.users.desk import Deed
from verkstad.users.passwords import hash_password
from verkstad.users.setting_up import INSTALLATION, add_person, start_administration

MONDAY_THEN = dt.date(2016, 12, 5)
FOUNDED = dt.date(2016, 6, 15)
LANES = {
    "Ej påbörjad": None,
    "Pågår": "Pågår",
    "Väntar på beslut": "Väntar på beslut",
    "Pausad": "Pausat",
    "Avslutad": "Klart",
}

# A day or a month in a text, as it was then.
_DATE = re.compile(r"\{([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\}")

Act = tuple[dt.datetime, int, str, Callable[[Deed], Any]]


def is_filled(connection: Connection) -> bool:
    """Tell whether the demo is there already."""
    return connection.execute(select(INSTALLATION.c.demo)).scalar_one_or_none() is True


def fill(house: House) -> None:
    """Make people, plans and assignments by the same verbs as everyone uses, each at its own time."""
    kept = hash_password(PASSWORD)
    deliver(house)  # from here on people are told
    house.database.write(lambda transaction: Filling(house, transaction, kept).fill())
    deliver(house)
    # Nobody has left what is older than a week unread.
    old = written(house.clock.now() - dt.timedelta(days=7))
    read = update(NOTICE).where(NOTICE.c.at < old).values(read_at=NOTICE.c.at)
    house.database.write(lambda transaction: transaction.connection.execute(read).rowcount)


class Filling:
    """The acts of the demo, each by somebody and at its own time, carried out in order."""

    def __init__(self, house: House, transaction: Transaction, kept: str) -> None:
        self.house = house
        self.transaction = transaction
        self.kept = kept
        self.source = orjson.loads(resources.files(__package__).joinpath("demo.json").read_bytes())
        self.zone = house.clock.zone
        self.now = house.clock.now()
        today = house.clock.today()
        self.shift = today - dt.timedelta(days=today.weekday()) - MONDAY_THEN
        self.people: dict[str, str] = {}
        self.acts: list[Act] = []
        self.order = itertools.count()
        self.boards: dict[str, str] = {}
        # By number; a card is made when its time comes.
        self.cards: dict[int, dict[str, str]] = {}

    def fill(self) -> None:
        connection = self.transaction.connection
        connection.execute(update(INSTALLATION).values(demo=True))
        founded = self.at(FOUNDED, hour=8)
        recorder = Recorder(self.transaction, by=None, op=new_id(), now=founded)
        self.administration_id = start_administration(recorder, self.source["förvaltning"].removesuffix(" (demo)"))
        self._add_people(recorder)
        recorder.finish()
        for plan in self.source["planer"]:
            self._add_plan(plan)
        Story(self).tell()
        for at, _, by, act in sorted(self.acts, key=lambda each: each[:2]):
            self._do(by, act, at)
        most = select(func.max(CARD.c.number)).where(CARD.c.board_id == BOARD.c.id).scalar_subquery()
        connection.execute(update(BOARD).values(next_number=most + 1))

    def _add_people(self, recorder: Recorder) -> None:
        personas = {each.person_id: each for each in PERSONAS}
        people = [*self.source["personer"], {"id": "i01", "namn": "Solveig Bladh", "titel": "invånare", "enhet": ""}]
        for person in people:
            persona = personas.get(person["id"])
            self.people[person["id"]] = add_person(
                recorder,
                self.administration_id,
                name=person["namn"],
                email=persona.email if persona else email_of(person["namn"]),
                role=persona.role if persona else "employee",
                language="sv",
                title=person["titel"],
                unit=person["enhet"],
                password_hash=self.kept,
            )

    def _add_plan(self, plan: dict[str, Any]) -> None:
        started = self.at(FOUNDED, hour=10)
        wish = BoardIn(
            name=plan["namn"],
            purpose=texts.PURPOSES[plan["id"]],
            owner_id=self.people[texts.OWNERS[plan["id"]]],
            period_start=FOUNDED + self.shift,
            period_end=dt.date(2017, 6, 30) + self.shift,
            decision=f"Strategiska ledningsgruppen {FOUNDED + self.shift}",
            folder=self.source["gemensam_mapp"],
        )
        board_id = self._do("p01", lambda deed: start_board(deed, wish), started).board_id
        self.boards[plan["id"]] = board_id
        lanes = {
            row.title: row.id
            for row in self.transaction.connection.execute(select(LANE).where(LANE.c.board_id == board_id))
        }
        assignments = [each for each in self.source["uppdrag"] if each["plan"] == plan["id"]]
        for member in self._members(plan["id"], assignments):
            self.later(started, "p01", partial(add_member, board_id=board_id, user_id=self.people[member]))
        if plan["id"] in texts.LIMITS:
            title, limit = texts.LIMITS[plan["id"]]
            self.later(started, "p01", lambda deed: change_lane(deed, lanes[title], {"wip_limit": limit}))
        for assignment in assignments:
            self._add_assignment(board_id, lanes, assignment)

    def _members(self, plan_id: str, assignments: list[dict[str, Any]]) -> list[str]:
        groups = {group["id"]: group for group in self.source["grupper"]}
        found = [*groups["G1"]["medlemmar"], *(each["ansvarig"] for each in assignments)]
        for name in texts.GROUPS[plan_id]:
            found += [*groups[name].get("ledare", []), *groups[name]["medlemmar"]]
        for assignment in assignments:
            found += people_on(assignment["nr"])
        return list(dict.fromkeys(found))

    def _add_assignment(self, board_id: str, lanes: dict[str, str], assignment: dict[str, Any]) -> None:
        owner, number = assignment["ansvarig"], assignment["nr"]
        start, due = (dt.date.fromisoformat(assignment[name]) for name in ("start", "slut"))
        written = self.written(number)
        card = self.cards[number] = {}

        def create(deed: Deed) -> None:
            deed.connection.execute(update(BOARD).where(BOARD.c.id == board_id).values(next_number=number))
            card["id"] = add_card(deed, board_id, CardIn(title=assignment["titel"])).card_id

        days = {"start": self.moved(assignment["start"]), "due": self.moved(VAGUE.get(number, assignment["slut"]))}
        self.later(written, "p01", create)
        self.later(
            written,
            "p01",
            lambda deed: change_card(deed, card["id"], {"owner_id": self.people[owner], **days}),
        )
        if number in texts.DESCRIPTIONS:
            self.later(
                written,
                owner,
                lambda deed: describe_card(deed, card["id"], text=self.told(texts.DESCRIPTIONS[number]), base=None),
            )
        self._add_moves(lanes, assignment, card, start, due)
        for after, health, note in texts.REPORTS.get(number, []):
            wish = AssessmentIn.model_validate({"health": health, "note": self.told(note)})
            told = self.at(start + dt.timedelta(days=after), hour=13)
            self.later(told, owner, partial(self._assess, card, wish))

    def _add_moves(
        self, lanes: dict[str, str], assignment: dict[str, Any], card: dict[str, str], start: dt.date, due: dt.date
    ) -> None:
        owner, goal = assignment["ansvarig"], LANES[assignment["status"]]
        if goal is None:
            return

        def move(at: dt.datetime, title: str) -> None:
            self.later(
                at,
                owner,
                lambda deed: move_card(deed, card["id"], lane_id=lanes[title], after=None, last=True),
            )

        move(self.at(start, hour=10), "Pågår")
        if goal == "Klart":
            move(self.at(due, hour=15), goal)
        elif goal != "Pågår":
            move(self.at(start + dt.timedelta(days=46 if goal == "Väntar på beslut" else 7), hour=11), goal)

    @staticmethod
    def _assess(card: dict[str, str], wish: AssessmentIn, deed: Deed) -> None:
        assess_card(deed, card["id"], wish)

    def at(self, day: dt.date, *, hour: int, minute: int = 0) -> dt.datetime:
        """Move a day of the source to today's time, off weekends; what would be in the future happened an hour ago."""
        day -= dt.timedelta(days=max(0, day.weekday() - 4))
        local = dt.datetime.combine(day + self.shift, dt.time(hour, minute), tzinfo=self.zone)
        return min(local, self.now - dt.timedelta(hours=1))

    def written(self, number: int) -> dt.datetime:
        """Tell when an assignment was written down."""
        (start,) = [each["start"] for each in self.source["uppdrag"] if each["nr"] == number]
        return min(self.at(dt.date.fromisoformat(start) - dt.timedelta(days=20), hour=9), self.at(MONDAY_THEN, hour=9))

    def moved(self, date: str) -> str:
        """Move a date of the source to today's time, as far as it is known: a month stays a month."""
        if is_whole_day(date):
            return (dt.date.fromisoformat(date) + self.shift).isoformat()
        first, last = (dt.date.fromisoformat(day(date)) for day in (first_day, last_day))
        middle = first + (last - first) / 2 + self.shift
        return season_of(middle) if date[5:] > "12" else f"{middle:%Y-%m}"

    def told(self, text: str) -> str:
        """Write the dates in a text as they are now."""
        return _DATE.sub(lambda found: spoken(self.moved(found[1])), text)

    def later(self, at: dt.datetime, by: str, act: Callable[[Deed], Any]) -> None:
        self.acts.append((at, next(self.order), by, act))

    def _do(self, by: str, act: Callable[[Deed], Any], at: dt.datetime) -> Any:
        row = self.transaction.connection.execute(select(USER).where(USER.c.id == self.people[by])).one()
        caller = Caller(
            id=row.id,
            administration_id=row.administration_id,
            role=row.role,
            scope="write",
            language=row.language,
            proof_id="demo",
            by_token=False,
            deadline=None,
            last_used_at=None,
        )
        deed = Deed(self.house, self.transaction, caller, op=new_id(), now=at)
        result = act(deed)
        deed.finish()
        return result

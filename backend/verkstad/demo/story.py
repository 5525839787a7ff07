"""Tells what stands on the demo's cards beside their faces, by the same verbs as everyone uses."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from verkstad.boards.fielding import add_field
from verkstad.boards.labelling import add_label
from verkstad.boards.wire import FieldIn, LabelIn
from verkstad.cards.attachments.attaching import attach_file, attach_place
from verkstad.cards.attachments.taking_in import keep
from verkstad.cards.attachments.wire import AttachmentIn
from verkstad.cards.blockers.agreeing import say_same
from verkstad.cards.blockers.blocking import raise_blocker
from verkstad.cards.blockers.resolving import resolve_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists.events import ROW_TABLE
from verkstad.cards.checklists.listing import add_checklist
from verkstad.cards.checklists.rows import change_row
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.comments.commenting import add_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.describing import explain_card
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.labels.labelling import put_label_on
from verkstad.cards.people.taking_part import take_part
from verkstad.cards.phases.phasing import add_phase
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.relations.linking import link_card
from verkstad.cards.relations.relating import relate
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.writing import change_card
from verkstad.demo import parts
from verkstad.demo.parts import Row, Stop
from verkstad.demo.picturing import wall_of_notes

if TYPE_CHECKING:
    from verkstad.demo.filling import Filling
    from verkstad.users.desk import Deed

COORDINATOR = "p01"


class Story:
    """Schedules everything of `parts` in the filling's order of time."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.owners = {each["nr"]: each["ansvarig"] for each in filling.source["uppdrag"]}
        self.labels: dict[tuple[str, str], str] = {}
        self.fields: dict[str, str] = {}
        self.made: dict[Any, str] = {}

    def tell(self) -> None:
        """Schedule it all."""
        self._plans()
        self._people_and_facts()
        self._texts()
        self._checklists()
        self._blockers()
        self._comments()
        self._relations()
        self._phases()
        self._attachments()

    def _card(self, number: int) -> str:
        return self.filling.cards[number]["id"]

    def _on(self, number: int, act: Any, *, by: str | None = None, at: dt.datetime | None = None) -> None:
        """Do something on a card: by its owner when it was written, unless otherwise said."""
        written = self.filling.written(number)
        when = max(at or written, written)
        self.filling.later(when, by or self.owners[number], lambda deed: act(deed, self._card(number)))

    def _at(self, day: str, *, hour: int = 10, minute: int = 0) -> dt.datetime:
        return self.filling.at(dt.date.fromisoformat(day), hour=hour, minute=minute)

    def _plans(self) -> None:
        started = self.filling.at(dt.date(2016, 6, 15), hour=11)
        for plan, labels in parts.LABELS.items():
            for name, tint in labels:
                self.filling.later(started, COORDINATOR, partial(self._add_label, plan, name, tint))
        for plan, fields in parts.FIELDS.items():
            for field in fields:
                self.filling.later(started, COORDINATOR, partial(self._add_field, plan, field))

    def _add_label(self, plan: str, name: str, tint: int, deed: Deed) -> None:
        added = add_label(deed, self.filling.boards[plan], LabelIn(name=name, tint=tint))
        self.labels[self.filling.boards[plan], name] = added.label_id

    def _add_field(self, plan: str, field: tuple[str, Any, list[str]], deed: Deed) -> None:
        name, kind, choices = field
        added = add_field(deed, self.filling.boards[plan], FieldIn(name=name, kind=kind, choices=choices))
        self.fields.setdefault(plan, added.field_id)

    def _people_and_facts(self) -> None:
        plans = {each["nr"]: self.filling.boards[each["plan"]] for each in self.filling.source["uppdrag"]}
        for number, names in parts.WORN.items():
            for name in names:
                self._on(
                    number,
                    lambda deed, card, key=(plans[number], name): put_label_on(deed, card, self.labels[key]),
                    by=COORDINATOR,
                )
        people = self.filling.people
        for number, person in parts.DEPUTIES.items():
            to = {"deputy_id": people[person]}
            self._on(number, lambda deed, card, to=to: change_card(deed, card, to), by=COORDINATOR)
        for number, persons in parts.PARTICIPANTS.items():
            for person in persons:
                self._on(number, lambda deed, card, who=people[person]: take_part(deed, card, who))
        for number, facts in parts.FACTS.items():
            day = facts.get("consulted_on")
            moved = {"consulted_on": self.filling.moved(str(day))} if day else {}
            self._on(number, lambda deed, card, to=facts | moved: change_card(deed, card, to))
        for number, value in parts.VALUES.items():
            self._on(number, lambda deed, card, value=value: fill_in(deed, card, self.fields["H5"], value))

    def _texts(self) -> None:
        for number, text in parts.BACKGROUNDS.items():
            told = self.filling.told(text)
            self._on(number, lambda deed, card, text=told: explain_card(deed, card, text=text, base=None))

    def _checklists(self) -> None:
        needs = [each["text"].rstrip(".") for each in self.filling.source["behov_från_uppstartsmötet"]]
        rows = [
            Row(text, person, "2016-12-16", parts.NEEDS_DONE.get(index))
            for index, (text, person) in enumerate(zip(needs, parts.NEEDS_BY, strict=True))
        ]
        self._checklist(parts.NEEDS_ON, parts.NEEDS_TITLE, rows)
        for number, lists in parts.CHECKLISTS.items():
            for title, each in lists:
                self._checklist(number, title, each)

    def _checklist(self, number: int, title: str, rows: list[Row]) -> None:
        self._on(number, partial(self._add_checklist, title=title, rows=rows))
        for index, row in enumerate(rows):
            if row.done:
                tick = partial(self._tick, key=(number, title, index))
                minute = 7 * index % 60
                by = row.person or self.owners[number]
                at = max(self._at(row.done, hour=14, minute=minute), self.filling.written(number))
                self.filling.later(at, by, tick)

    def _add_checklist(self, deed: Deed, card: str, *, title: str, rows: list[Row]) -> None:
        texts = [self.filling.told(row.text) for row in rows]
        checklist = add_checklist(deed, card, ChecklistIn(title=self.filling.told(title), rows=texts))
        of_it = select(ROW_TABLE.c.id).where(ROW_TABLE.c.checklist_id == checklist.id).order_by(ROW_TABLE.c.rank)
        (number,) = [number for number, each in self.filling.cards.items() if each.get("id") == card]
        for index, (row_id, row) in enumerate(zip(deed.connection.execute(of_it).scalars(), rows, strict=True)):
            self.made[number, title, index] = row_id
            to = {
                "user_id": self.filling.people[row.person] if row.person else None,
                "due": self.filling.moved(row.due) if row.due else None,
            }
            change_row(deed, row_id, to)

    def _tick(self, deed: Deed, *, key: tuple[int, str, int]) -> None:
        change_row(deed, self.made[key], {"done": True})

    def _blockers(self) -> None:
        for number, stops in parts.BLOCKERS.items():
            for stop in stops:
                self._blocker(number, stop)

    def _blocker(self, number: int, stop: Stop) -> None:
        wish = BlockerIn(
            what=stop.what,
            remover_id=self.filling.people[stop.remover] if stop.remover else None,
            remover="" if stop.remover else parts.ELSEWHERE.get(number, ""),
            answer_by=self.filling.moved(stop.answer_by) if stop.answer_by else None,
        )

        def put_up(deed: Deed, card: str) -> None:
            self.made[stop.what] = raise_blocker(deed, card, wish).id

        raised = self._at(stop.raised, hour=13)
        self._on(number, put_up, by=stop.by, at=raised)
        for hour, person in enumerate(stop.same, start=1):
            at = raised + dt.timedelta(days=1, hours=hour)
            self._on(number, lambda deed, _card: say_same(deed, self.made[stop.what]), by=person, at=self._past(at))
        if stop.resolved:
            by, day, how = stop.resolved
            at = self._at(day, hour=15)
            self._on(number, lambda deed, _card: resolve_blocker(deed, self.made[stop.what], how), by=by, at=at)

    def _past(self, moment: dt.datetime) -> dt.datetime:
        return min(moment, self.filling.now - dt.timedelta(minutes=30))

    def _comments(self) -> None:
        for number, said in parts.COMMENTS.items():
            for person, day, hour, text, mentions in said:
                wish = CommentIn(
                    text=self.filling.told(text), mentions=[self.filling.people[each] for each in mentions]
                )
                at = self._at(day, hour=hour, minute=12)
                self._on(number, lambda deed, card, wish=wish: add_comment(deed, card, wish), by=person, at=at)

    def _relations(self) -> None:
        at = self.filling.at(dt.date(2016, 11, 21), hour=9)
        for number, kind, other in parts.RELATIONS:
            both = max(at, self.filling.written(other))
            self._on(number, partial(self._relate, kind=kind, other=other), by=COORDINATOR, at=both)
        for number, plans in parts.LINKS.items():
            for plan in plans:
                self._on(
                    number,
                    lambda deed, card, plan=plan: link_card(deed, card, self.filling.boards[plan]),
                    by=COORDINATOR,
                    at=at,
                )

    def _relate(self, deed: Deed, card: str, *, kind: Any, other: int) -> None:
        relate(deed, card, RelationIn(kind=kind, card_id=self._card(other)))

    def _phases(self) -> None:
        for number, phases in parts.PHASES.items():
            for title, leader, start, due in phases:
                wish = PhaseIn(
                    title=title,
                    leader_id=self.filling.people[leader],
                    start=self.filling.moved(start),
                    due=self.filling.moved(due),
                )
                self._on(number, lambda deed, card, wish=wish: add_phase(deed, card, wish))

    def _attachments(self) -> None:
        top = self.filling.source["gemensam_mapp"]
        for number, below in parts.FOLDERS.items():
            wish = AttachmentIn(kind="folder", target=f"{top}\\{below}" if below else top)
            self._on(number, lambda deed, card, wish=wish: attach_place(deed, card, wish))
        for number, places in parts.WEB.items():
            for name, target in places:
                wish = AttachmentIn(kind="link", name=name, target=target)
                self._on(number, lambda deed, card, wish=wish: attach_place(deed, card, wish))
        for number, files in parts.FILES.items():
            for person, day, name, text in files:
                act = partial(self._attach, name=name, content=text.encode())
                self._on(number, act, by=person, at=self._at(day, hour=16))
        number, person, day, name = parts.WALL
        act = partial(self._attach, name=name, content=wall_of_notes(parts.NOTES))
        self._on(number, act, by=person, at=self._at(day, hour=16, minute=40))

    def _attach(self, deed: Deed, card: str, *, name: str, content: bytes) -> None:
        files = deed.house.files
        with files.begin() as draft:
            draft.write(content)
            attach_file(deed, card, name, keep(files, draft, name))

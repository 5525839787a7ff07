"""Writing copies of assignments on a plan that is locked: each with one event, all in a few statements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Table, insert

from verkstad.boards.events import stream_of
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.describing import REVISION
from verkstad.cards.events import Created
from verkstad.cards.fields.events import VALUE_TABLE
from verkstad.cards.finding import CARD
from verkstad.cards.labels.events import LABELLING_TABLE
from verkstad.cards.people.events import PARTICIPATION
from verkstad.cards.phases.events import PHASE_TABLE
from verkstad.cards.shifting import Shift
from verkstad.cards.sources import Sources
from verkstad.cards.wire import Face
from verkstad.kernel.dates import last_day
from verkstad.kernel.ids import new_id
from verkstad.users.desk import Deed

# What names another comes after it.
_IN_ORDER = (
    REVISION,
    CARD,
    LABELLING_TABLE,
    PARTICIPATION,
    CHECKLIST_TABLE,
    ROW_TABLE,
    PHASE_TABLE,
    VALUE_TABLE,
)
_FACTS = ("common_need", "priority", "consultation", "processes")


class Place(NamedTuple):
    """Where a copy is to stand."""

    lane: Any
    rank: str


@dataclass
class Copies:
    """Copies on their way to a plan: what is on them is gathered card by card, and written at once.

    `labels` and `fields` say which of the plan's own stand for the former ones; what is not there is left behind.
    """

    deed: Deed
    board_id: str
    shift: Shift
    labels: Mapping[str, str]
    fields: Mapping[str, str]
    with_people: bool
    rows: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)

    def write(self, sources: Sources, *, first: int, place: Callable[[Any], Place], title: str | None) -> list[Face]:
        """Write copies with the numbers from `first` on; what has happened to an assignment stays behind."""
        faces = [
            self._copy(sources, card, number=first + index, place=place(card), title=title)
            for index, card in enumerate(sources.cards)
        ]
        for table in _IN_ORDER:
            if table in self.rows:
                self.deed.connection.execute(insert(table), self.rows[table])
        return faces

    def _copy(self, sources: Sources, card: Any, *, number: int, place: Place, title: str | None) -> Face:
        deed, stream = self.deed, stream_of(self.board_id)
        person = self._person(sources)
        start, due = self.shift.both(card.start, card.due)
        rows = sources.rows[card.id]
        lists = {each.id: new_id() for each in sources.checklists[card.id]}
        face = Face(
            id=new_id(),
            number=number,
            lane_id=place.lane.id,
            rank=place.rank,
            title=title or card.title,
            owner_id=person(card.owner_id),
            deputy_id=person(card.deputy_id),
            start=start,
            due=due,
            health="unknown",
            health_note="",
            health_at=None,
            described=card.description_id is not None,
            label_ids=[
                self.labels[each.label_id] for each in sources.labellings[card.id] if each.label_id in self.labels
            ],
            row_count=sum(row.checklist_id in lists for row in rows),
            rows_done=0,
            comment_count=0,
            attachment_count=0,
            blocked_since=None,
            since=deed.at,
            version=deed.version(stream) + 1,
        )
        words = {"to": place.lane.title, "of": card.title}
        deed.record(stream, Created(card=face), subject=face.id, words=words)
        self._put(
            CARD,
            **{
                **face.model_dump(exclude={"described", "label_ids"}),
                "board_id": self.board_id,
                "label_ids": orjson.dumps(face.label_ids).decode(),
                "due_last": due and last_day(due),
                "description_id": self._text(sources, face.id, "description", card.description_id),
                "background_id": self._text(sources, face.id, "background", card.background_id),
                "consulted_on": self.shift.of(card.consulted_on),
                **{name: getattr(card, name) for name in _FACTS},
                "created_at": deed.at,
                "created_by": deed.caller.id,
                "updated_at": deed.at,
                "updated_by": deed.caller.id,
            },
        )
        for label_id in face.label_ids:
            self._part(LABELLING_TABLE, face, label_id=label_id)
        for each in sources.participants[card.id]:
            if person(each.user_id):
                self._part(PARTICIPATION, face, user_id=each.user_id)
        self._copy_steps(sources, card, face, lists)
        self._copy_values(sources, card, face)
        return face

    def _copy_steps(self, sources: Sources, card: Any, face: Face, lists: dict[str, str]) -> None:
        person = self._person(sources)
        for each in sources.checklists[card.id]:
            self._part(CHECKLIST_TABLE, face, part_id=lists[each.id], title=each.title, rank=each.rank)
        for each in sources.rows[card.id]:
            if each.checklist_id in lists:
                due = self.shift.of(each.due)
                who = person(each.user_id)
                lasting = {"checklist_id": lists[each.checklist_id], "text": each.text, "rank": each.rank}
                self._part(ROW_TABLE, face, **lasting, user_id=who, due=due)
        for each in sources.phases[card.id]:
            start, due = self.shift.both(each.start, each.due)
            leader = person(each.leader_id)
            self._part(PHASE_TABLE, face, title=each.title, rank=each.rank, leader_id=leader, start=start, due=due)

    def _copy_values(self, sources: Sources, card: Any, face: Face) -> None:
        for each in sources.values[card.id]:
            if each.field_id in self.fields:
                value = orjson.loads(each.value)
                if each.field_id in sources.date_fields:
                    value = self.shift.of(value)
                self._part(VALUE_TABLE, face, field_id=self.fields[each.field_id], value=orjson.dumps(value).decode())

    def _person(self, sources: Sources) -> Callable[[str | None], str | None]:
        return lambda user_id: user_id if self.with_people and user_id in sources.people else None

    def _text(self, sources: Sources, card_id: str, name: str, revision_id: str | None) -> str | None:
        if revision_id is None:
            return None
        copied = new_id()
        self._put(
            REVISION,
            id=copied,
            stream=stream_of(self.board_id),
            subject=card_id,
            field=name,
            text=sources.texts[revision_id],
            by=self.deed.caller.id,
            at=self.deed.at,
        )
        return copied

    def _part(self, table: Table, face: Face, *, part_id: str | None = None, **fields: Any) -> None:
        who, at = self.deed.caller.id, self.deed.at
        made = {"made_at": at, "made_by": who, "updated_at": at, "updated_by": who, "version": face.version}
        self._put(table, id=part_id or new_id(), card_id=face.id, **made, **fields)

    def _put(self, table: Table, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

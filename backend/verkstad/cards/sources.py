"""Reading what is to be copied: assignments and what is on them, in a few questions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from verkstad.boards.access import FIELD
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.describing import REVISION
from verkstad.cards.fields.events import VALUE_TABLE
from verkstad.cards.finding import CARD
from verkstad.cards.labels.events import LABELLING_TABLE
from verkstad.cards.people.events import PARTICIPATION
from verkstad.cards.phases.events import PHASE_TABLE
from verkstad.users.access import USER

_BY_CARD = dict[str, list[Any]]


@dataclass(frozen=True)
class Sources:
    """Assignments as they are, and what is on each of them by its id."""

    cards: list[Any]
    texts: dict[str, str]
    labellings: _BY_CARD
    checklists: _BY_CARD
    rows: _BY_CARD
    phases: _BY_CARD
    values: _BY_CARD
    participants: _BY_CARD
    # Those who may still be named: an account that was disabled does not come with a copy.
    people: frozenset[str]
    # Fields of the kind that holds a date, whose values move with the rest.
    date_fields: frozenset[str]

    def dates(self) -> Iterator[str | None]:
        """Give every date that says when the work is done."""
        for card in self.cards:
            yield from (card.start, card.due)
            yield from (row.due for row in self.rows[card.id])
            for phase in self.phases[card.id]:
                yield from (phase.start, phase.due)


def read_sources(connection: Connection, administration_id: str, which: Select[Any]) -> Sources:
    """Read the assignments whose ids are selected, in the order of their numbers."""
    revisions = select(REVISION.c.id, REVISION.c.text).join(
        CARD, (CARD.c.description_id == REVISION.c.id) | (CARD.c.background_id == REVISION.c.id)
    )
    there = (USER.c.administration_id == administration_id) & USER.c.disabled_at.is_(None)
    fields = select(FIELD.c.id).join(CARD, CARD.c.board_id == FIELD.c.board_id).where(FIELD.c.kind == "date")
    return Sources(
        cards=list(connection.execute(select(CARD).where(CARD.c.id.in_(which)).order_by(CARD.c.number))),
        texts={row.id: row.text for row in connection.execute(revisions.where(CARD.c.id.in_(which)))},
        labellings=_parts(connection, LABELLING_TABLE, which, "made_at"),
        checklists=_parts(connection, CHECKLIST_TABLE, which, "rank"),
        rows=_parts(connection, ROW_TABLE, which, "rank"),
        phases=_parts(connection, PHASE_TABLE, which, "rank"),
        values=_parts(connection, VALUE_TABLE, which, "made_at"),
        participants=_parts(connection, PARTICIPATION, which, "made_at"),
        people=frozenset(connection.execute(select(USER.c.id).where(there)).scalars()),
        date_fields=frozenset(connection.execute(fields.where(CARD.c.id.in_(which)).distinct()).scalars()),
    )


def _parts(connection: Connection, table: Table, which: Select[Any], order: str) -> _BY_CARD:
    found: _BY_CARD = defaultdict(list)
    there = table.c.card_id.in_(which) & table.c.removed_at.is_(None)
    for row in connection.execute(select(table).where(there).order_by(table.c[order], table.c.id)):
        found[row.card_id].append(row)
    return found

"""Reading what there is to find in assignments: every text with where it stands, group by group, as it is now.

What is removed is not there. What an assignment went through is told by the log of the plan on which it is now, and of
no other: whoever may read the assignment may read that.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

import orjson
from sqlalchemy import ColumnElement, Connection, String, literal, select, union_all
from sqlalchemy import Select as Question

from verkstad.boards.access import FIELD
from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.describing import REVISION
from verkstad.cards.fields.events import VALUE_TABLE
from verkstad.cards.finding import CARD
from verkstad.cards.people.events import PARTICIPATION
from verkstad.cards.phases.events import PHASE_TABLE
from verkstad.history.recording import EVENT
from verkstad.kernel.plain import plain_words

Group = Literal["title", "signs", "texts", "steps", "comments", "files", "history"]
GROUPS: tuple[Group, ...] = get_args(Group)
Where = Literal[
    "number",
    "title",
    "owner",
    "deputy",
    "participant",
    "leader",
    "row_person",
    "remover",
    "label",
    "description",
    "background",
    "health_note",
    "process",
    "closing_note",
    "phase",
    "field",
    "blocker",
    "resolution",
    "checklist",
    "row",
    "comment",
    "attachment",
    "former_title",
    "former_description",
    "former_background",
    "former_health_note",
    "former_closing_note",
]


class Piece(NamedTuple):
    """A text of an assignment. Of people and labels it is their id; `id` names the part that it stands in."""

    card_id: str
    where: Where
    text: str
    id: str | None = None
    by: str | None = None
    at: str | None = None


def read_pieces(connection: Connection, group: Group, card_ids: Iterable[str]) -> list[Piece]:
    """Read the texts of one group of some assignments, with as many questions whatever their number."""
    ids = sorted(card_ids)
    return [piece for piece in _READERS[group](connection, ids) if piece.text] if ids else []


def _title(connection: Connection, ids: list[str]) -> list[Piece]:
    rows = connection.execute(select(CARD.c.id, CARD.c.number, CARD.c.title).where(CARD.c.id.in_(ids)))
    return [
        piece for row in rows for piece in (Piece(row.id, "title", row.title), Piece(row.id, "number", str(row.number)))
    ]


def _signs(connection: Connection, ids: list[str]) -> list[Piece]:
    def of(where: Where, table: Any, person: Any, *also: ColumnElement[bool]) -> Question[Any]:
        card = CARD.c.id if table is CARD else table.c.card_id
        there = [] if table is CARD else [table.c.removed_at.is_(None)]
        return select(card.label("card_id"), literal(where, String).label("place"), person.label("thing")).where(
            card.in_(ids), person.is_not(None), *there, *also
        )

    listed = CHECKLIST_TABLE.c.id.label("checklist")
    standing = select(listed).where(CHECKLIST_TABLE.c.card_id.in_(ids), CHECKLIST_TABLE.c.removed_at.is_(None))
    rows = connection.execute(
        union_all(
            of("owner", CARD, CARD.c.owner_id),
            of("deputy", CARD, CARD.c.deputy_id),
            of("participant", PARTICIPATION, PARTICIPATION.c.user_id),
            of("leader", PHASE_TABLE, PHASE_TABLE.c.leader_id),
            of("row_person", ROW_TABLE, ROW_TABLE.c.user_id, ROW_TABLE.c.checklist_id.in_(standing)),
            of("remover", BLOCKER_TABLE, BLOCKER_TABLE.c.remover_id),
            of("label", CARD, CARD.c.label_ids),
        )
    )
    return [
        Piece(row.card_id, row.place, each)
        for row in rows
        for each in (orjson.loads(row.thing) if row.place == "label" else [row.thing])
    ]


def _texts(connection: Connection, ids: list[str]) -> list[Piece]:
    described, explained = REVISION.alias(), REVISION.alias()
    rows = connection.execute(
        select(
            CARD.c.id,
            CARD.c.health_note,
            CARD.c.health_by,
            CARD.c.health_at,
            CARD.c.processes,
            CARD.c.note,
            CARD.c.closed_by,
            CARD.c.closed_at,
            described.c.text.label("description"),
            described.c.by.label("described_by"),
            described.c.at.label("described_at"),
            explained.c.text.label("background"),
            explained.c.by.label("explained_by"),
            explained.c.at.label("explained_at"),
        )
        .select_from(
            CARD.outerjoin(described, described.c.id == CARD.c.description_id).outerjoin(
                explained, explained.c.id == CARD.c.background_id
            )
        )
        .where(CARD.c.id.in_(ids))
    )
    found: list[Piece] = []
    for row in rows:
        description, background = plain_words(row.description or ""), plain_words(row.background or "")
        found += [
            Piece(row.id, "description", description, by=row.described_by, at=row.described_at),
            Piece(row.id, "background", background, by=row.explained_by, at=row.explained_at),
            Piece(row.id, "health_note", row.health_note, by=row.health_by, at=row.health_at),
            *(Piece(row.id, "process", name) for name in orjson.loads(row.processes)),
            Piece(row.id, "closing_note", row.note, by=row.closed_by, at=row.closed_at),
        ]
    return [*found, *_phases(connection, ids), *_values(connection, ids), *_blockers(connection, ids)]


def _phases(connection: Connection, ids: list[str]) -> list[Piece]:
    rows = connection.execute(_there(PHASE_TABLE, ids, PHASE_TABLE.c.title).order_by(PHASE_TABLE.c.rank))
    return [Piece(row.card_id, "phase", row.title, row.id) for row in rows]


def _values(connection: Connection, ids: list[str]) -> list[Piece]:
    """Give what stands in the fields that the plan has now."""
    table = VALUE_TABLE
    rows = connection.execute(
        _there(table, ids, table.c.field_id, table.c.value)
        .join(CARD, CARD.c.id == table.c.card_id)
        .join(FIELD, (FIELD.c.id == table.c.field_id) & (FIELD.c.board_id == CARD.c.board_id))
        .where(FIELD.c.removed_at.is_(None))
        .order_by(FIELD.c.rank, table.c.id)
    )
    values = [(row, orjson.loads(row.value)) for row in rows]
    return [Piece(row.card_id, "field", value, row.field_id) for row, value in values if isinstance(value, str)]


def _blockers(connection: Connection, ids: list[str]) -> list[Piece]:
    table = BLOCKER_TABLE
    rows = connection.execute(
        _there(
            table,
            ids,
            table.c.what,
            table.c.remover,
            table.c.how,
            table.c.made_by,
            table.c.made_at,
            table.c.resolved_by,
            table.c.resolved_at,
        ).order_by(table.c.made_at.desc(), table.c.id)
    )
    return [
        piece
        for row in rows
        for piece in (
            Piece(row.card_id, "blocker", row.what, row.id, row.made_by, row.made_at),
            Piece(row.card_id, "blocker", row.remover, row.id, row.made_by, row.made_at),
            Piece(row.card_id, "resolution", row.how, row.id, row.resolved_by, row.resolved_at),
        )
    ]


def _steps(connection: Connection, ids: list[str]) -> list[Piece]:
    lists, rows = CHECKLIST_TABLE, ROW_TABLE
    titles = connection.execute(_there(lists, ids, lists.c.title).order_by(lists.c.rank, lists.c.id))
    found = [Piece(row.card_id, "checklist", row.title, row.id) for row in titles]
    texts = connection.execute(
        _there(rows, ids, rows.c.text)
        .join(lists, lists.c.id == rows.c.checklist_id)
        .where(lists.c.removed_at.is_(None))
        .order_by(lists.c.rank, rows.c.rank, rows.c.id)
    )
    return found + [Piece(row.card_id, "row", row.text, row.id) for row in texts]


def _comments(connection: Connection, ids: list[str]) -> list[Piece]:
    table = COMMENT_TABLE
    rows = connection.execute(
        _there(table, ids, table.c.made_by, table.c.made_at, REVISION.c.text)
        .join(REVISION, REVISION.c.id == table.c.revision_id)
        .order_by(table.c.made_at.desc(), table.c.id.desc())
    )
    return [Piece(row.card_id, "comment", plain_words(row.text), row.id, row.made_by, row.made_at) for row in rows]


def _files(connection: Connection, ids: list[str]) -> list[Piece]:
    table = ATTACHMENT_TABLE
    rows = connection.execute(
        _there(table, ids, table.c.name, table.c.target, table.c.made_by, table.c.made_at).order_by(
            table.c.made_at.desc(), table.c.id.desc()
        )
    )
    return [
        Piece(row.card_id, "attachment", text, row.id, row.made_by, row.made_at)
        for row in rows
        for text in dict.fromkeys((row.name, row.target))
    ]


def _there(table: Any, ids: list[str], *columns: Any) -> Question[Any]:
    return select(table.c.id, table.c.card_id, *columns).where(table.c.card_id.in_(ids), table.c.removed_at.is_(None))


# What an event says of how it was before, or of what is no more.
_TOLD: dict[str, Callable[[dict[str, Any]], tuple[Where, str | None]]] = {
    "card.changed": lambda body: ("former_title", body["from"].get("title")),
    "card.assessed": lambda body: ("former_health_note", body["from"]["health_note"]),
    "card.closed": lambda body: ("former_closing_note", body["note"]),
    "card.described": lambda body: ("former_description", body["from"]["revision_id"]),
    "card.explained": lambda body: ("former_background", body["from"]["revision_id"]),
}
_REVISED = frozenset({"former_description", "former_background"})


def _history(connection: Connection, ids: list[str]) -> list[Piece]:
    """Give what was said before and is not said now, the latest first."""
    here = (EVENT.c.stream == literal("board:", String) + CARD.c.board_id) & (EVENT.c.subject == CARD.c.id)
    rows = connection.execute(
        select(
            CARD.c.id,
            CARD.c.title,
            CARD.c.health_note,
            CARD.c.note,
            CARD.c.description_id,
            CARD.c.background_id,
            EVENT.c.kind,
            EVENT.c.body,
            EVENT.c.by,
            EVENT.c.recorded_at,
        )
        .select_from(CARD.join(EVENT, here))
        .where(CARD.c.id.in_(ids), EVENT.c.kind.in_(list(_TOLD)))
        .order_by(EVENT.c.recorded_at.desc(), EVENT.c.version.desc())
    )
    found: dict[tuple[str, str, str], Piece] = {}
    for row in rows:
        where, text = _TOLD[row.kind](orjson.loads(row.body))
        now = (row.title, row.health_note, row.note, row.description_id, row.background_id)
        if text and text not in now:
            found.setdefault((row.id, where, text), Piece(row.id, where, text, by=row.by, at=row.recorded_at))
    texts = _texts_of(connection, {piece.text for piece in found.values() if piece.where in _REVISED})
    return [
        piece._replace(text=texts.get(piece.text, "")) if piece.where in _REVISED else piece for piece in found.values()
    ]


def _texts_of(connection: Connection, revision_ids: set[str]) -> dict[str, str]:
    if not revision_ids:
        return {}
    question = select(REVISION.c.id, REVISION.c.text).where(REVISION.c.id.in_(sorted(revision_ids)))
    return {row.id: plain_words(row.text) for row in connection.execute(question)}


_READERS: Mapping[Group, Callable[[Connection, list[str]], list[Piece]]] = {
    "title": _title,
    "signs": _signs,
    "texts": _texts,
    "steps": _steps,
    "comments": _comments,
    "files": _files,
    "history": _history,
}

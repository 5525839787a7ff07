"""Keeping the index in step with the log: written in the transaction of every event that changes what is found.

No verb knows of it. An event costs what it changes: a move nothing, a comment the comments of its assignment.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, select, text, update

from verkstad.cards.fields.events import VALUE_TABLE
from verkstad.cards.finding import CARD
from verkstad.kernel.database import Recorded, Transaction
from verkstad.search.analysing import ANALYSIS, LABEL, NUMBER, PERSON, joined, sign, terms_of
from verkstad.search.reading import GROUPS, Group, Piece, read_pieces
from verkstad.search.tables import CardIndex

INDEX = CardIndex.__table__  # type: ignore[attr-defined]
CARDS_AT_A_TIME = 200

Groups = frozenset[Group]
NOTHING: Groups = frozenset()
EVERYTHING: Groups = frozenset(GROUPS)
_SAID: Groups = frozenset({"texts", "history"})

# What events that are about the whole assignment change.
_BY_KIND: dict[str, Groups] = {
    "card.created": EVERYTHING,  # a copy comes with all its parts
    "card.arrived": EVERYTHING,  # another plan has another log, other labels and fields of its own
    "card.described": _SAID,
    "card.explained": _SAID,
    "card.assessed": _SAID,
    "card.closed": _SAID,
    "card.reopened": _SAID,
}
# What the fields of things are found as; one that comes or goes takes them all along.
_BY_FIELD: dict[str, dict[str, Groups]] = {
    "card": {
        "title": frozenset({"title", "history"}),
        "owner_id": frozenset({"signs"}),
        "deputy_id": frozenset({"signs"}),
        "processes": frozenset({"texts"}),
    },
    "labelling": {"label_id": frozenset({"signs"})},
    "participant": {"user_id": frozenset({"signs"})},
    "checklist": {"title": frozenset({"steps"}), "rows": frozenset({"steps", "signs"})},
    "row": {"text": frozenset({"steps"}), "user_id": frozenset({"signs"})},
    "comment": {"revision_id": frozenset({"comments"})},
    "attachment": {"name": frozenset({"files"}), "target": frozenset({"files"})},
    "phase": {"title": frozenset({"texts"}), "leader_id": frozenset({"signs"})},
    "value": {"value": frozenset({"texts"})},
    "blocker": {
        "what": frozenset({"texts"}),
        "how": frozenset({"texts"}),
        "remover": frozenset({"texts"}),
        "remover_id": frozenset({"signs"}),
    },
}
# With a field of the plan's own, its values come and go on every assignment that has one.
_OF_PLANS = frozenset({"field.removed", "field.restored"})

_KEPT = ("board_id", "closed", "analysis", *GROUPS)
_PUT = text(
    f"INSERT INTO index_card (card_id, {', '.join(_KEPT)})"  # noqa: S608 - our own names
    " SELECT id, board_id, closed_at IS NOT NULL, CAST(:analysis AS INTEGER), "
    + ", ".join(f"CAST(:{group} AS TEXT)" for group in GROUPS)
    + " FROM card WHERE id = :card_id ON CONFLICT (card_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _KEPT)
)
_CLOSED = select(CARD.c.closed_at.is_not(None)).where(CARD.c.id == INDEX.c.card_id).scalar_subquery()


def keep_in_step(transaction: Transaction) -> None:
    """Index anew what the events of a transaction have changed, each assignment once."""
    changed: dict[str, Groups] = {}
    for event in transaction.recorded:
        if event.subject is None:
            continue
        if event.kind in _OF_PLANS:
            for card_id in _cards_with(transaction.connection, event.subject):
                changed[card_id] = changed.get(card_id, NOTHING) | {"texts"}
        elif groups := groups_of(event):
            changed[event.subject] = changed.get(event.subject, NOTHING) | groups
    if changed:
        write_index(transaction.connection, changed)


def groups_of(event: Recorded) -> Groups:
    """Tell which texts of its assignment an event has changed."""
    if event.kind in _BY_KIND:
        return _BY_KIND[event.kind]
    noun, _, what = event.kind.partition(".")
    fields = _BY_FIELD.get(noun, {})
    if fields and what in ("changed", "noted"):
        fields = {name: fields[name] for name in orjson.loads(event.body)["to"] if name in fields}
    elif noun == "card":
        return NOTHING
    return NOTHING.union(*fields.values())


def write_index(connection: Connection, changed: Mapping[str, Groups]) -> None:
    """Write groups of assignments anew, and all of those that are not indexed yet; a few questions for many."""
    every = sorted(changed)
    for first in range(0, len(every), CARDS_AT_A_TIME):
        card_ids = every[first : first + CARDS_AT_A_TIME]
        known = select(INDEX.c.card_id).where(INDEX.c.card_id.in_(card_ids))
        there = set(connection.execute(known).scalars())
        _write(connection, {card_id: changed[card_id] if card_id in there else EVERYTHING for card_id in card_ids})


def _write(connection: Connection, changed: Mapping[str, Groups]) -> None:
    found: dict[str, dict[str, Any]] = {card_id: {} for card_id in changed}
    for group in GROUPS:
        pieces: dict[str, list[Piece]] = {card_id: [] for card_id, groups in changed.items() if group in groups}
        for piece in read_pieces(connection, group, pieces):
            pieces[piece.card_id].append(piece)
        for card_id, each in pieces.items():
            found[card_id][group] = _terms(group, each)
    alike: dict[Groups, list[dict[str, Any]]] = defaultdict(list)
    for card_id, groups in changed.items():
        alike[groups].append({"card_id": card_id, "analysis": ANALYSIS, **found[card_id]})
    for groups, rows in alike.items():
        if groups == EVERYTHING:
            connection.execute(_PUT, rows)
        else:
            values: dict[str, Any] = {"closed": _CLOSED, **{group: bindparam(group) for group in groups}}
            this = INDEX.c.card_id == bindparam("the_card")
            parameters = [{"the_card": row["card_id"], **{group: row[group] for group in groups}} for row in rows]
            connection.execute(update(INDEX).where(this).values(values), parameters)


def _terms(group: Group, pieces: list[Piece]) -> str:
    if group == "signs":
        return joined({sign(LABEL if piece.where == "label" else PERSON, piece.text) for piece in pieces})
    numbers = {NUMBER + piece.text for piece in pieces if piece.where == "number"}
    return " ".join([terms_of(piece.text for piece in pieces if piece.where != "number"), *numbers]).strip()


def _cards_with(connection: Connection, field_id: str) -> list[str]:
    table = VALUE_TABLE
    return list(connection.execute(select(table.c.card_id).where(table.c.field_id == field_id)).scalars())

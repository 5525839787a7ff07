"""Relating two assignments, of one plan or of two: stored once, told on both sides."""

from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from verkstad.boards.access import BOARD
from verkstad.boards.events import stream_of
from verkstad.boards.problems import BoardClosed, TooMany
from verkstad.boards.refusing import changed_since
from verkstad.cards.finding import CARD, card_to_change, card_under_lock, find_card
from verkstad.cards.problems import CardClosed, NothingToUndo
from verkstad.cards.relations.cycles import must_not_wait_in_a_ring
from verkstad.cards.relations.events import RELATION, RELATION_TABLE, RelationKind
from verkstad.cards.relations.problems import AlreadyRelated, Itself
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.wire import PartAdded
from verkstad.cards.writing import touch
from verkstad.history.recording import Happening
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed
from verkstad.users.events import commons

MOST_RELATIONS = 100
TURNED: dict[RelationKind, RelationKind] = {
    "blocks": "blocked_by",
    "blocked_by": "blocks",
    "relates": "relates",
    "duplicates": "duplicated_by",
    "duplicated_by": "duplicates",
    "part_of": "contains",
    "contains": "part_of",
}
STORED = ("blocks", "relates", "duplicates", "part_of")


def relate(deed: Deed, card_id: str, wish: RelationIn) -> PartAdded:
    """Relate a card that the caller may change to one that they see; both cards tell of it, as seen from each."""
    if card_id == wish.card_id:
        raise Itself
    find_card(deed.connection, deed.caller, wish.card_id)
    _lock(deed, card_id, wish.card_id)
    card = card_to_change(deed, card_id)
    other = card_under_lock(deed, wish.card_id)
    _must_be_possible(deed, card, wish.kind, other)
    relation_id = new_id()
    active, passive = (card, other) if wish.kind in STORED else (other, card)
    stamp = {"made_at": deed.at, "made_by": deed.caller.id, "updated_at": deed.at, "updated_by": deed.caller.id}
    deed.connection.execute(
        insert(RELATION_TABLE).values(
            id=relation_id,
            card_id=active.id,
            other_id=passive.id,
            kind=wish.kind if wish.kind in STORED else TURNED[wish.kind],
            version=deed.version(stream_of(active.board_id)) + 1,
            **stamp,
        )
    )
    _tell_both(deed, RELATION.added, relation_id, card=card, kind=wish.kind, other=other)
    return PartAdded(id=relation_id, version=deed.version(stream_of(card.board_id)), op=deed.op)


def unrelate(deed: Deed, relation_id: str) -> Done:
    """Take a relation away again, from either side that the caller may change."""
    row = _relation(deed, relation_id)
    if row is None:
        raise NotFound
    for card_id in (row.card_id, row.other_id):
        find_card(deed.connection, deed.caller, card_id)
    _lock(deed, row.card_id, row.other_id)
    card, other, kind = _from_the_side_to_change(deed, row)
    row = _relation(deed, relation_id)
    if row.removed_at is not None:
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    _write(deed, relation_id, removed_at=deed.at)
    _tell_both(deed, RELATION.removed, relation_id, card=card, kind=kind, other=other)
    return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)


def take_back_relation(deed: Deed, card: Any, what: str, body: dict[str, Any]) -> None:
    """Undo one event of a relation, on both sides; the streams of `streams_of_relation` are locked already.

    On one plan the other side tells of it too, under the same operation: what is taken back already is passed over.
    """
    row = _relation(deed, body["id"])
    if row is None or card.id not in (row.card_id, row.other_id):
        raise NothingToUndo
    if (row.removed_at is None) == (what == "removed"):
        if (row.updated_at, row.updated_by) == (deed.at, deed.caller.id):
            return
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    other = card_under_lock(deed, row.other_id if row.card_id == card.id else row.card_id)
    kind = row.kind if row.card_id == card.id else TURNED[row.kind]
    if what == "removed":
        _must_be_possible(deed, card, kind, other)
        _write(deed, row.id, removed_at=None)
        _tell_both(deed, RELATION.restored, row.id, card=card, kind=kind, other=other)
    else:
        _write(deed, row.id, removed_at=deed.at)
        _tell_both(deed, RELATION.removed, row.id, card=card, kind=kind, other=other)


def streams_of_relation(connection: Connection, body: dict[str, Any]) -> set[str]:
    """Name the streams that undoing an event of a relation writes to, or must hold."""
    table = RELATION_TABLE
    both = or_(CARD.c.id == table.c.card_id, CARD.c.id == table.c.other_id)
    question = (
        select(CARD.c.board_id, BOARD.c.administration_id)
        .select_from(table.join(CARD, both).join(BOARD, BOARD.c.id == CARD.c.board_id))
        .where(table.c.id == body["id"])
    )
    return {
        stream
        for row in connection.execute(question)
        for stream in (stream_of(row.board_id), commons(row.administration_id))
    }


def _lock(deed: Deed, *card_ids: str) -> None:
    homes = deed.connection.execute(select(CARD.c.board_id).where(CARD.c.id.in_(card_ids))).scalars().all()
    if len(homes) != len(card_ids):
        raise NotFound
    deed.lock(*{stream_of(board_id) for board_id in homes}, commons(deed.caller.administration_id))


def _relation(deed: Deed, relation_id: str) -> Any:
    return deed.connection.execute(select(RELATION_TABLE).where(RELATION_TABLE.c.id == relation_id)).one_or_none()


def _from_the_side_to_change(deed: Deed, row: Any) -> tuple[Any, Any, RelationKind]:
    try:
        return card_to_change(deed, row.card_id), card_under_lock(deed, row.other_id), row.kind
    except (MayNot, CardClosed, BoardClosed) as refused:
        try:
            card = card_to_change(deed, row.other_id)
        except (MayNot, CardClosed, BoardClosed):
            raise refused from None
        return card, card_under_lock(deed, row.card_id), TURNED[row.kind]


def _must_be_possible(deed: Deed, card: Any, kind: RelationKind, other: Any) -> None:
    table = RELATION_TABLE
    stored = kind if kind in STORED else TURNED[kind]
    there = table.c.removed_at.is_(None)
    pair = ((table.c.card_id == card.id) & (table.c.other_id == other.id)) | (
        (table.c.card_id == other.id) & (table.c.other_id == card.id)
    )
    active, passive = (card, other) if kind in STORED else (other, card)
    for row in deed.connection.execute(select(table).where(pair, there, table.c.kind == stored)):
        if stored != "blocks" or row.card_id == active.id:
            raise AlreadyRelated
    for each in (card, other):
        either = or_(table.c.card_id == each.id, table.c.other_id == each.id)
        count = select(func.count()).select_from(table).where(either, there)
        if deed.connection.execute(count).scalar_one() >= MOST_RELATIONS:
            raise TooMany(most=MOST_RELATIONS)
    if stored == "blocks":
        must_not_wait_in_a_ring(deed, active.id, passive.id)


def _write(deed: Deed, relation_id: str, **values: Any) -> None:
    stamp = {"updated_at": deed.at, "updated_by": deed.caller.id}
    deed.connection.execute(update(RELATION_TABLE).where(RELATION_TABLE.c.id == relation_id).values(**values, **stamp))


def _tell_both(
    deed: Deed, event: type[Happening], relation_id: str, *, card: Any, kind: RelationKind, other: Any
) -> None:
    """Tell of it on the other card first, so that the last version is that of the card in the address."""
    for this, as_seen, that in ((other, TURNED[kind], card), (card, kind, other)):
        told = {} if event is RELATION.removed else {"to": {"kind": as_seen, "other_id": that.id}}
        named = event.model_fields["type"].default
        happening = event(**{"type": named, "card_id": this.id, "id": relation_id, "face": {}, **told})
        # The other's title stays out of the words: whoever reads this plan may not read that one.
        version = deed.record(stream_of(this.board_id), happening, subject=this.id, words={"card": this.title})
        touch(deed, this.id, version)

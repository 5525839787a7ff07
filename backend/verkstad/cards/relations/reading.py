"""Reading how a card stands to others, which further plans show it, and finding a card to relate to."""

import re
from typing import Any, get_args

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from verkstad.boards.access import BOARD, LANE, WITH_MINE, blanks, find_board, is_visible_to
from verkstad.cards.finding import CARD
from verkstad.cards.relations.events import LINK_TABLE, RELATION_TABLE, RelationKind
from verkstad.cards.relations.relating import TURNED
from verkstad.cards.relations.wire import LinkOut, RelatedCard, RelationOut
from verkstad.kernel.alphabet import in_order
from verkstad.users.desk import Look

MOST_LOOKED_THROUGH = 1_000
_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
_CARDS = WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id).outerjoin(LANE, LANE.c.id == CARD.c.lane_id)
_COLUMNS = (
    CARD.c.id,
    CARD.c.board_id,
    BOARD.c.name.label("board_name"),
    CARD.c.number,
    CARD.c.title,
    CARD.c.owner_id,
    CARD.c.due,
    LANE.c.title.label("lane_title"),
    LANE.c.stage,
    CARD.c.health,
    CARD.c.blocked_since,
)


def relations_of(look: Look, card_id: str) -> list[RelationOut]:
    """Give the relations to cards that the reader may see, kind by kind."""
    table = RELATION_TABLE
    is_active = table.c.card_id == card_id
    that = case((is_active, table.c.other_id), else_=table.c.card_id)
    question = (
        select(*_COLUMNS, table.c.id.label("relation_id"), table.c.kind, is_active.label("is_active"))
        .select_from(_CARDS.join(table, that == CARD.c.id))
        .where(or_(is_active, table.c.other_id == card_id), table.c.removed_at.is_(None), is_visible_to(look.caller))
    )
    found = [
        RelationOut(id=row.relation_id, kind=row.kind if row.is_active else TURNED[row.kind], card=_related(row))
        for row in look.connection.execute(question, blanks(look.caller))
    ]
    return sorted(found, key=lambda each: (_KINDS.index(each.kind), _place(each.card)))


def links_of(look: Look, card_id: str) -> list[LinkOut]:
    """Give the further plans that the reader may see."""
    question = (
        select(BOARD.c.id, BOARD.c.name)
        .select_from(WITH_MINE.join(LINK_TABLE, LINK_TABLE.c.board_id == BOARD.c.id))
        .where(LINK_TABLE.c.card_id == card_id, LINK_TABLE.c.removed_at.is_(None), is_visible_to(look.caller))
    )
    found = [LinkOut(board_id=row.id, name=row.name) for row in look.connection.execute(question, blanks(look.caller))]
    return sorted(found, key=lambda each: (in_order(each.name), each.board_id))


def linked_cards(look: Look, board_id: str) -> list[RelatedCard]:
    """Give the open cards of other plans that a plan shows, as far as the reader may see them."""
    find_board(look.connection, look.caller, board_id)
    shown = select(LINK_TABLE.c.card_id).where(LINK_TABLE.c.board_id == board_id, LINK_TABLE.c.removed_at.is_(None))
    question = _open(look, CARD.c.id.in_(shown))
    found = [_related(row) for row in look.connection.execute(question, blanks(look.caller))]
    return sorted(found, key=_place)


def find_cards(look: Look, text: str, *, most: int) -> list[RelatedCard]:
    """Find open cards that the reader may see by their number (`12`, `#12`) or by words in the title.

    Neither database folds every letter alike, so what is not ASCII is any letter to it, and is compared here.
    """
    number = re.fullmatch(r"#?([0-9]{1,9})", text)
    words = [] if text.startswith("#") else text.casefold().split()
    alike = [CARD.c.title.ilike(f"%{_blurred(word)}%") for word in words]
    wanted: list[ColumnElement[bool]] = []
    if number:
        wanted.append(CARD.c.number == int(number[1]))
    if alike:
        wanted.append(and_(*alike))
    if text and not wanted:
        return []
    question = _open(look, *([or_(*wanted)] if wanted else []))
    latest = question.order_by(CARD.c.updated_at.desc(), CARD.c.id).limit(MOST_LOOKED_THROUGH)
    rows = [
        row
        for row in look.connection.execute(latest, blanks(look.caller))
        if (number and row.number == int(number[1])) or all(word in row.title.casefold() for word in words)
    ]
    rows.sort(key=lambda row: not (number and row.number == int(number[1])))
    return [_related(row) for row in rows[:most]]


def _open(look: Look, *conditions: ColumnElement[bool]) -> Select[Any]:
    there = (CARD.c.closed_at.is_(None), BOARD.c.closed_at.is_(None), is_visible_to(look.caller))
    return select(*_COLUMNS).select_from(_CARDS).where(*there, *conditions)


def _blurred(word: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in word)


def _place(card: RelatedCard) -> tuple[str, str, int]:
    return in_order(card.board_name), card.board_id, card.number


def _related(row: Any) -> RelatedCard:
    return RelatedCard(
        id=row.id,
        board_id=row.board_id,
        board_name=row.board_name,
        number=row.number,
        title=row.title,
        owner_id=row.owner_id,
        due=row.due,
        lane_title=row.lane_title,
        stage=row.stage,
        health=row.health,
        blocked=row.blocked_since is not None,
    )

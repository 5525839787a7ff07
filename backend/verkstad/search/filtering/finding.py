"""Finding open assignments by a filter, over the plans that the reader sees; six questions however many there are."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import select

from verkstad.boards.access import BOARD, LANE, WITH_MINE, blanks, find_board
from verkstad.cards.finding import CARD
from verkstad.cards.relations import reading
from verkstad.kernel.alphabet import in_order
from verkstad.kernel.wire import Page
from verkstad.search.filtering.matching import compile_filter
from verkstad.search.filtering.wire import FoundCard, Sort
from verkstad.search.filtering.world import must_make_sense, open_plans, read_world
from verkstad.search.problems import UnknownPart
from verkstad.users.desk import Look

MOST_FOUND_BY_WORDS = 20
# Columns by which to sort; a date is sorted by the last day that it may mean, or the first.
_SORTED_BY = {"updated": "updated_at", "due": "due_last"}
_ASKED = ("id", "lane_id", "number", "title", "owner_id", "deputy_id", "start", "due", "health", "label_ids")
_OPEN = WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id).join(LANE, LANE.c.id == CARD.c.lane_id)


@dataclass(frozen=True)
class Wish:
    """What is asked for: by a number or words in the title, or by a filter; of one plan or of all."""

    find: str
    query: str
    board_id: str | None
    sort: Sort
    after: str | None
    most: int


def find_cards(look: Look, wish: Wish) -> Page[FoundCard]:
    """Give the assignments that pass, in order, from a cursor on."""
    if wish.board_id is not None:
        find_board(look.connection, look.caller, wish.board_id)
    if wish.find:
        near = reading.find_cards(look, wish.find, most=min(wish.most, MOST_FOUND_BY_WORDS))
        return Page(items=_shown(look, [card.id for card in near if wish.board_id in (None, card.board_id)]))
    name, down = wish.sort.removeprefix("-"), wish.sort.startswith("-")
    places = _in_order(_passing(look, wish, name), down=down)
    if wish.after is not None:
        places = _behind(places, _read_cursor(wish.after, int if name == "number" else str), down=down)
    found = places[: wish.most]
    items = _shown(look, [card_id for _, card_id in found])
    return Page(items=items, next=_cursor(found[-1]) if len(places) > len(found) else None)


Place = tuple[Any, str]
"""What a card is sorted by, null where it has no such thing, and its id."""


def _passing(look: Look, wish: Wish, name: str) -> list[Place]:
    plans = open_plans(look, wish.board_id)
    question = compile_filter(wish.query, read_world(look, plans))
    must_make_sense(question)
    column = CARD.c[_SORTED_BY.get(name, name)].label("sorted_by")
    these = select(*(CARD.c[each] for each in _ASKED), CARD.c.blocked_since, column).select_from(_OPEN)
    rows = look.connection.execute(these.where(plans), blanks(look.caller))
    by_title = name == "title"
    return [(in_order(row.sorted_by) if by_title else row.sorted_by, row.id) for row in rows if question.matches(row)]


def _in_order(places: list[Place], *, down: bool) -> list[Place]:
    """Sort by value and then by id; those without a value stand last, whichever way."""
    valued = sorted((place for place in places if place[0] is not None), key=lambda place: place[1])
    valued.sort(key=lambda place: place[0], reverse=down)
    return valued + sorted((place for place in places if place[0] is None), key=lambda place: place[1])


def _behind(places: list[Place], cursor: Place, *, down: bool) -> list[Place]:
    """Give those behind a place, also where what stood there has moved on since."""
    value, card_id = cursor

    def is_behind(place: Place) -> bool:
        if (place[0] is None) != (value is None):
            return place[0] is None
        if place[0] == value:
            return place[1] > card_id
        return bool(place[0] < value if down else place[0] > value)

    return [place for place in places if is_behind(place)]


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def _read_cursor(text: str, kind: type) -> Place:
    try:
        value, card_id = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error) as error:
        raise UnknownPart from error
    if not isinstance(card_id, str) or not (value is None or type(value) is kind):
        raise UnknownPart
    return value, card_id


def _shown(look: Look, card_ids: list[str]) -> list[FoundCard]:
    columns = [CARD.c[name] for name in FoundCard.model_fields if name in CARD.c]
    question = (
        select(*columns, BOARD.c.name.label("board_name"), LANE.c.title.label("lane_title"), LANE.c.stage)
        .select_from(_OPEN)
        .where(CARD.c.id.in_(card_ids), open_plans(look, None))
    )
    found = {row["id"]: row for row in look.connection.execute(question, blanks(look.caller)).mappings()}
    return [_told(found[card_id]) for card_id in card_ids if card_id in found]


def _told(row: Any) -> FoundCard:
    blocked = row["blocked_since"] is not None
    return FoundCard(**{**row, "label_ids": orjson.loads(row["label_ids"]), "blocked": blocked})

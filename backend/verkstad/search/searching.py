"""Searching: assignments by what is written in them, plans and people by their names; as far as the reader may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import bindparam, func, select

from verkstad.boards.access import BOARD, LABEL, LANE, WITH_MINE, blanks, find_board, is_visible_to
from verkstad.cards.finding import CARD
from verkstad.kernel.alphabet import in_order
from verkstad.live.directory import known_among
from verkstad.search import analysing
from verkstad.search.acquainting import Near, directory_for
from verkstad.search.analysing import sign, words_in_name
from verkstad.search.asking import Wanted, read_query
from verkstad.search.explaining import Names, explain
from verkstad.search.filling import is_filled
from verkstad.search.querying import Scope, find_cards
from verkstad.search.showing import shortened, sight
from verkstad.search.wire import CardHit, PersonHit, PlanHit, SearchOut
from verkstad.users.desk import Look

Kind = Literal["cards", "plans", "people"]


@dataclass(frozen=True)
class Asked:
    """What somebody searches for: kinds of things, on one plan or all, with or without what is closed."""

    text: str
    kind: Kind | None = None
    board_id: str | None = None
    closed: bool = True
    most: int = 20


def search(look: Look, asked: Asked) -> SearchOut:
    """Find everything that has every word of the query."""
    wanted = read_query(asked.text)
    if asked.board_id is not None:
        find_board(look.connection, look.caller, asked.board_id)
    boards = visible_boards(look)
    people = _people(look, wanted)
    plans = _plans(boards.values(), wanted, asked) if _is_asked(asked, "plans") else []
    persons = _persons(people, wanted) if _is_asked(asked, "people") else []
    cards: list[CardHit] = []
    more = max(len(plans), len(persons)) > asked.most
    if asked.kind in (None, "cards"):
        labels = _labels(look, wanted, asked.board_id)
        names = Names({each.id: each.name for each in people.known}, {each.id: each.name for each in labels})
        most = asked.most + 1
        signs = _signs(people, labels, len(wanted))
        scope = scope_of(boards, asked.board_id)
        ids = find_cards(look.connection, wanted, signs, scope, closed=asked.closed, most=most)
        more = more or len(ids) > asked.most
        cards = _cards(look, boards, ids[: asked.most], wanted, names)
    return SearchOut(
        cards=cards,
        plans=plans[: asked.most],
        people=persons[: asked.most],
        more=more,
        complete=is_filled(look.connection),
    )


def visible_boards(look: Look) -> dict[str, Any]:
    """Give the plans that the reader sees by id, in the order in which they were started."""
    question = (
        select(BOARD.c.id, BOARD.c.name, BOARD.c.purpose, BOARD.c.closed_at)
        .select_from(WITH_MINE)
        .where(is_visible_to(look.caller))
        .order_by(BOARD.c.created_at, BOARD.c.id)
    )
    return {row.id: row for row in look.connection.execute(question, blanks(look.caller))}


def scope_of(boards: Mapping[str, Any], board_id: str | None = None) -> Scope:
    """Part the plans into open and closed ones, or take the one that is named."""
    here = [row for row in boards.values() if board_id in (None, row.id)]
    return Scope(
        open=[row.id for row in here if row.closed_at is None],
        shut=[row.id for row in here if row.closed_at is not None],
    )


def _is_asked(asked: Asked, kind: Kind) -> bool:
    return asked.kind in (None, kind) and asked.board_id is None


class People(NamedTuple):
    """Those whom the reader knows of and some word is near to; and for each word, who."""

    known: list[Any]
    near: list[Near]


def _people(look: Look, wanted: Sequence[Wanted]) -> People:
    directory = directory_for(look)
    near = [directory.near(word) for word in wanted]
    known = known_among(look, {person_id for each in near for person_id in each.said})
    return People([row for person_id, row in directory.people.items() if person_id in known], near)


class LabelNear(NamedTuple):
    """A label of a plan that is looked through, and how near its name comes to each word that it comes near to."""

    id: str
    name: str
    levels: dict[int, int]


_LABELS = (
    select(LABEL.c.name, func.aggregate_strings(LABEL.c.id, " ").label("ids"))
    .select_from(WITH_MINE.join(LABEL, LABEL.c.board_id == BOARD.c.id))
    .where(LABEL.c.removed_at.is_(None))
    .group_by(LABEL.c.name)
)


def _labels(look: Look, wanted: Sequence[Wanted], board_id: str | None) -> list[LabelNear]:
    """Read labels by name: many plans have the same ones."""
    question = _LABELS.where(is_visible_to(look.caller))
    if board_id is not None:
        question = question.where(BOARD.c.id == board_id)
    found: list[LabelNear] = []
    for row in look.connection.execute(question, blanks(look.caller)):
        words = words_in_name(row.name)
        levels = {at: level for at, word in enumerate(wanted) if (level := word.level_in(words)) is not None}
        if levels:
            found += [LabelNear(label_id, row.name, levels) for label_id in row.ids.split()]
    return found


def _signs(people: People, labels: Iterable[LabelNear], many: int) -> list[dict[int, list[str]]]:
    """Give, for each word and each level, the people and labels whose names come so near."""
    found: list[dict[int, list[str]]] = [defaultdict(list) for _ in range(many)]
    for row in people.known:
        for at, near in enumerate(people.near):
            if row.id in near.named:
                found[at][near.named[row.id]].append(sign(analysing.PERSON, row.id))
    for label in labels:
        for at, level in label.levels.items():
            found[at][level].append(sign(analysing.LABEL, label.id))
    return found


def _plans(boards: Iterable[Any], wanted: Sequence[Wanted], asked: Asked) -> list[PlanHit]:
    found: list[tuple[Any, PlanHit]] = []
    for row in boards:
        closed = row.closed_at is not None
        near = _nearness((row.name, row.purpose), wanted)
        if near is None or (closed and not asked.closed):
            continue
        name, purpose = sight(row.name, wanted), sight(row.purpose, wanted)
        shown = shortened(purpose) if purpose.marks else None
        hit = PlanHit(
            board_id=row.id,
            name=row.name,
            marks=name.marks,
            closed=closed,
            purpose=shown.text if shown else "",
            purpose_marks=shown.marks if shown else [],
        )
        found.append(((*near, closed), hit))
    return [hit for _, hit in sorted(found, key=lambda each: each[0])]


def _persons(people: People, wanted: Sequence[Wanted]) -> list[PersonHit]:
    found: list[tuple[Any, PersonHit]] = []
    having = set[str].intersection(*(near.said for near in people.near))
    for row in people.known:
        if row.id not in having:
            continue
        near = _nearness((row.name, row.title, row.unit), wanted)
        if near is None or row.disabled_at is not None:
            continue
        hit = PersonHit(
            person_id=row.id,
            name=row.name,
            marks=sight(row.name, wanted).marks,
            title=row.title,
            title_marks=sight(row.title, wanted).marks,
            unit=row.unit,
            unit_marks=sight(row.unit, wanted).marks,
        )
        # By a key of our own: each database has its own idea of the alphabet.
        found.append(((*near, in_order(row.name), row.id), hit))
    return [hit for _, hit in sorted(found, key=lambda each: each[0])]


def _nearness(texts: Sequence[str], wanted: Sequence[Wanted]) -> tuple[bool, int] | None:
    """Tell how near a thing comes that must have every word: whether its name has them all, and how near the least."""
    named = words_in_name(texts[0])
    levels = [word.level_in(named) for word in wanted]
    if None not in levels:
        return False, max(level for level in levels if level is not None)
    every = [*named, *(word for text in texts[1:] for word in words_in_name(text))]
    levels = [word.level_in(every) for word in wanted]
    return None if None in levels else (True, max(level for level in levels if level is not None))


def _cards(
    look: Look, boards: Mapping[str, Any], ids: list[str], wanted: Sequence[Wanted], names: Names
) -> list[CardHit]:
    """Show hits in their order, each with where its words stand."""
    rows = read_cards(look, boards, ids)
    found = explain(look.connection, [rows[card_id] for card_id in ids], wanted, names)
    return [
        CardHit(**shown(rows[card_id], boards), marks=sight(rows[card_id].title, wanted).marks, found=found[card_id])
        for card_id in ids
    ]


_SHOWN = (
    select(
        CARD.c.id,
        CARD.c.board_id,
        CARD.c.number,
        CARD.c.title,
        CARD.c.owner_id,
        CARD.c.closed_at,
        LANE.c.title.label("lane"),
        LANE.c.stage,
    )
    .select_from(CARD.outerjoin(LANE, LANE.c.id == CARD.c.lane_id))
    .where(CARD.c.id.in_(bindparam("ids", expanding=True)))
)


def read_cards(look: Look, boards: Mapping[str, Any], ids: list[str]) -> dict[str, Any]:
    """Read what is shown of hits, once more only where the reader sees their plan."""
    rows = look.connection.execute(_SHOWN, {"ids": ids}) if ids else ()
    return {row.id: row for row in rows if row.board_id in boards}


def shown(row: Any, boards: Mapping[str, Any]) -> dict[str, Any]:
    """Give the part of a hit that every list of assignments has."""
    board = boards[row.board_id]
    return {
        "card_id": row.id,
        "board_id": row.board_id,
        "board_name": board.name,
        "number": row.number,
        "title": row.title,
        "owner_id": row.owner_id,
        "lane": row.lane,
        "stage": row.stage,
        "closed": row.closed_at is not None or board.closed_at is not None,
    }

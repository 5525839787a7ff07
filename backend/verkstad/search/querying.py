"""Asking the database for assignments, the nearest first.

A hit belongs to one tier: whether its title has all the words, and how near the least near of them comes; in a tier
the open ones come first, then the newest. A few hits are told apart here, from their terms. Where there are many, the
database is asked tier by tier and no further than was asked for: a word that half of all assignments have ends the
question in the first tier.
"""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, TextClause, bindparam, select, text

from verkstad.search.asking import LEVELS, Term, Wanted
from verkstad.search.indexing import INDEX
from verkstad.search.reading import GROUPS

FEW = 100
_TERMS = select(INDEX.c.seq, *(INDEX.c[group] for group in GROUPS)).where(
    INDEX.c.seq.in_(bindparam("seqs", expanding=True))
)


class Scope(NamedTuple):
    """The plans that are looked through, those that are open and those that are closed."""

    open: list[str]
    shut: list[str]


# For each word that is asked for, the people and labels whose names come so near, as terms.
Signs = Sequence[Mapping[int, list[str]]]
Alternatives = list[list[Term]]


def find_cards(
    connection: Connection, wanted: Sequence[Wanted], signs: Signs, scope: Scope, *, closed: bool, most: int
) -> list[str]:
    """Give the ids of the assignments that have every word somewhere, the nearest first."""
    is_sqlite = connection.dialect.name == "sqlite"
    plans = _plans(scope, is_sqlite=is_sqlite)
    say = _in_fts5 if is_sqlite else _in_tsquery
    anywhere = say(_alternatives(wanted, signs, LEVELS[-1]), None)
    few = {"anywhere": anywhere, **plans, "most": FEW + 1}
    rows = list(connection.execute(_few(is_sqlite=is_sqlite, closed=closed), few))
    if len(rows) <= FEW:
        terms = (
            {row.seq: row for row in connection.execute(_TERMS, {"seqs": [row.seq for row in rows]})} if rows else {}
        )
        shut = set(scope.shut)

        def nearness(row: Any) -> tuple[Any, ...]:
            return *_tier(terms[row.seq], wanted, signs), bool(row.closed) or row.board_id in shut, -row.seq

        return [row.card_id for row in sorted(rows, key=nearness)[:most]]
    title = say(_alternatives(wanted, None, LEVELS[-1]), None)
    any_titled = connection.execute(_titled(is_sqlite=is_sqlite), {"title": title, **plans, "most": 1}).first()
    # No title says a person's name: then half of the tiers need not be asked for, nor what they have be left out.
    tiers = [tier for tier in _tiers(wanted, signs) if any_titled or not tier.in_title]
    asked = {f"tier_{number}": say(tier.every, tier.but) for number, tier in enumerate(tiers)}
    but = "title" if any_titled else ""
    question = _many(tuple(tier.in_title for tier in tiers), but, is_sqlite=is_sqlite, closed=closed)
    return list(connection.execute(question, {**asked, "title": title, **plans, "most": most}).scalars())


def _plans(scope: Scope, *, is_sqlite: bool) -> dict[str, Any]:
    """Give lists of plans as each database takes them; `all` are both, `none` is none."""
    lists = {"open": scope.open, "shut": scope.shut, "all": [*scope.open, *scope.shut], "none": []}
    return {name: orjson.dumps(ids).decode() if is_sqlite else ids for name, ids in lists.items()}


class Tier(NamedTuple):
    """What a hit of a tier has, for each word the terms of which it needs one, and what is nearer and asked before."""

    every: Alternatives
    but: Alternatives | None
    in_title: bool


def _tiers(wanted: Sequence[Wanted], signs: Signs) -> list[Tier]:
    found: list[Tier] = []
    for where in (None, signs):
        before = None
        for level in LEVELS:
            every = _alternatives(wanted, where, level)
            if every != before:
                found.append(Tier(every, before, where is None))
            before = every
    return found


def _alternatives(wanted: Sequence[Wanted], signs: Signs | None, level: int) -> Alternatives:
    return [
        [
            *word.terms(level),
            *(Term(term) for near in range(level + 1) for term in (signs[at].get(near, []) if signs else [])),
        ]
        for at, word in enumerate(wanted)
    ]


def _tier(row: Any, wanted: Sequence[Wanted], signs: Signs) -> tuple[bool, int]:
    """Tell a hit's tier from its terms, as the database would."""
    title = f" {row.title} "
    everything = " ".join(("", *(getattr(row, group) for group in GROUPS), ""))
    for is_elsewhere, terms, named in ((False, title, None), (True, everything, signs)):
        for level in LEVELS:
            if all(_has(terms, each) for each in _alternatives(wanted, named, level)):
                return is_elsewhere, level
    raise AssertionError


def _has(terms: str, either: list[Term]) -> bool:
    return any((f" {term.text}" if term.begins else f" {term.text} ") in terms for term in either)


def _in_fts5(every: Alternatives, but: Alternatives | None) -> str:
    """Write for FTS5; terms hold letters, digits and our marks, so that quoting them is enough."""
    said = _said(every, '"{}"', '"{}" *', " AND ", " OR ")
    return said + (" NOT " + _said(but, '"{}"', '"{}" *', " AND ", " OR ") if but else "")


def _in_tsquery(every: Alternatives, but: Alternatives | None) -> str:
    said = _said(every, "'{}'", "'{}':*", " & ", " | ")
    return said + (" & !" + _said(but, "'{}'", "'{}':*", " & ", " | ") if but else "")


def _said(every: Alternatives, term: str, beginning: str, both: str, either: str) -> str:
    words = (either.join((beginning if each.begins else term).format(each.text) for each in terms) for terms in every)
    return f"({both.join(f'({word})' for word in words)})"


# Of which plans what is not closed is wanted, and of which what is.
_EITHER, _IS_OPEN, _IS_CLOSED = ("all", "all"), ("open", "none"), ("shut", "all")


def cards_from(
    asked: str,
    *,
    in_title: bool,
    is_sqlite: bool,
    plans: tuple[str, str] = _EITHER,
    newest: bool = False,
    but: str = "",
) -> str:
    """Write a question for at most `:most` assignments that have the words, and whose title has not those of `but`."""
    not_closed, closed = plans
    if not is_sqlite:
        function = "index_card_titled" if in_title else "index_card_with"
        plain = f"CAST(:{asked} AS tsquery), CAST(:{not_closed} AS text[]), CAST(:{closed} AS text[]), :most"
        if not newest:
            return f"SELECT seq, card_id, board_id, closed FROM {function}({plain})"  # noqa: S608 - our own names
        excepted = f"CAST(:{but} AS tsquery)" if but else "NULL"
        return f"SELECT seq, card_id, board_id, closed FROM {function}_newest({plain}, {excepted})"  # noqa: S608
    table = "index_card_words_title" if in_title else "index_card_words"
    there = "i.board_id IN (SELECT value FROM json_each(:{}))"
    titled = "SELECT rowid FROM index_card_words_title WHERE index_card_words_title MATCH :{}"
    # The words lead: a planner that began with the plans would ask for the words of every assignment.
    return (
        f"SELECT i.seq, i.card_id, i.board_id, i.closed FROM {table} AS w CROSS JOIN index_card AS i"  # noqa: S608
        f" ON i.seq = w.rowid WHERE w.{table} MATCH :{asked}"
        f" AND CASE WHEN i.closed THEN {there.format(closed)} ELSE {there.format(not_closed)} END"
        + (f" AND i.seq NOT IN ({titled.format(but)})" if but else "")
        + (" ORDER BY w.rowid DESC" if newest else "")
        + " LIMIT :most"
    )


@cache
def _few(*, is_sqlite: bool, closed: bool) -> TextClause:
    return text(cards_from("anywhere", in_title=False, is_sqlite=is_sqlite, plans=_EITHER if closed else _IS_OPEN))


@cache
def _titled(*, is_sqlite: bool) -> TextClause:
    return text(cards_from("title", in_title=True, is_sqlite=is_sqlite))


@cache
def _many(in_title: tuple[bool, ...], but: str, *, is_sqlite: bool, closed: bool) -> TextClause:
    """Ask tier by tier, each only where those before it have not filled the answer."""
    parts: list[str] = []
    for number, title in enumerate(in_title):
        ask = partial(cards_from, f"tier_{number}", in_title=title, is_sqlite=is_sqlite, newest=True)
        states = (_IS_OPEN, _IS_CLOSED) if closed else (_IS_OPEN,)
        parts += [ask(plans=plans, but="" if title else but) for plans in states]
    every = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part_{at}" for at, part in enumerate(parts))  # noqa: S608
    return text(f"SELECT card_id FROM ({every}) AS found LIMIT :most")  # noqa: S608

"""Holds the index against one that is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from verkstad.cards.finding import CARD
from verkstad.search.indexing import EVERYTHING, INDEX, write_index

if TYPE_CHECKING:
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction


class LeftAsItWas(Exception):
    """Ends a transaction that is not to happen."""


def index_beside_one_made_anew(house: House) -> tuple[list[Any], list[Any]]:
    """Read the index as it is and, in a transaction that is given up, as it would be."""
    found: list[list[Any]] = []

    def act(transaction: Transaction) -> None:
        connection = transaction.connection
        found.append(_rows(connection))
        every = connection.execute(select(CARD.c.id)).scalars()
        write_index(connection, dict.fromkeys(every, EVERYTHING))
        found.append(_rows(connection))
        if connection.dialect.name == "sqlite":  # the triggers' work, held against the rows
            for table in ("index_card_words", "index_card_words_title"):
                connection.execute(text(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"))
        raise LeftAsItWas

    try:
        house.database.write(act)
    except LeftAsItWas:
        before, after = found
        return before, after
    raise AssertionError


def _rows(connection: Connection) -> list[Any]:
    return [tuple(row) for row in connection.execute(select(INDEX).order_by(INDEX.c.card_id))]

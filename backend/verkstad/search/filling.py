"""Filling the index of a database that has none, or an older one: some assignments at a time, while people work."""

from sqlalchemy import Connection, exists, select, text

from verkstad.cards.finding import CARD
from verkstad.kernel.database import Database, Transaction
from verkstad.search.analysing import ANALYSIS
from verkstad.search.indexing import EVERYTHING, INDEX, write_index

# So many keep the only writer of SQLite from its work for some tenths of a second.
CARDS_AT_A_TIME = 50

# In the order in which they were made: `seq` says what is newest.
_LAY = text(
    "INSERT INTO index_card (card_id, board_id, closed)"
    " SELECT card.id, card.board_id, card.closed_at IS NOT NULL FROM card"
    " WHERE NOT EXISTS (SELECT 1 FROM index_card WHERE index_card.card_id = card.id)"
    " ORDER BY card.id ON CONFLICT DO NOTHING"
)
_OLD = INDEX.c.analysis < ANALYSIS
_MISSING = select(CARD.c.id).where(~exists().where(INDEX.c.card_id == CARD.c.id)).limit(1)


def is_filled(connection: Connection) -> bool:
    """Tell whether every assignment that is indexed is so by the present analysis."""
    return connection.execute(select(INDEX.c.seq).where(_OLD).limit(1)).first() is None


def fill(database: Database) -> None:
    """Index everything that is not."""
    lay(database)
    while fill_some(database):
        pass


def lay(database: Database) -> None:
    """Make room for assignments that are not in the index, as after a restored backup."""
    if database.read(lambda connection: connection.execute(_MISSING).first()) is not None:
        database.write(lambda transaction: transaction.connection.execute(_LAY).rowcount)


def fill_some(database: Database) -> bool:
    """Index some assignments, and tell whether there may be more; what was done stays done."""
    return not database.read(is_filled) and database.write(_fill_some)


def _fill_some(transaction: Transaction) -> bool:
    # Their rows are held before their texts are read: whoever changes one meanwhile writes its row after us.
    these = select(INDEX.c.card_id).where(_OLD).order_by(INDEX.c.seq).limit(CARDS_AT_A_TIME).with_for_update()
    card_ids = list(transaction.connection.execute(these).scalars())
    write_index(transaction.connection, dict.fromkeys(card_ids, EVERYTHING))
    return len(card_ids) == CARDS_AT_A_TIME

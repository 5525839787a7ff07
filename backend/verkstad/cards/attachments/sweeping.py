"""Sweeping out files that nothing names: uploads that were refused late, and what a kill left half written."""

from sqlalchemy import Connection, select, union

from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.history.house import House


def sweep_files(house: House) -> int:
    """Delete files a day old that no attachment names, not even one that is removed and may come back; tell how many.

    An upload that keeps the same bytes makes their file young before its row is written, so none is taken from it.
    """
    return house.files.sweep(house.database.read(named_files))


def named_files(connection: Connection) -> frozenset[str]:
    """Give the hash of every file and preview that an attachment names."""
    table = ATTACHMENT_TABLE
    named = union(*(select(column).where(column.is_not(None)) for column in (table.c.hash, table.c.preview_hash)))
    return frozenset(connection.execute(named).scalars())

"""Reading the log when the server has started, and keeping what was read, so that nobody need wait for it."""

import asyncio
import logging
from functools import partial

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from verkstad.boards.access import BOARD
from verkstad.boards.events import stream_of
from verkstad.history.house import House
from verkstad.history.reading import clock_of
from verkstad.kernel.database import Transaction
from verkstad.kernel.threads import to_its_end
from verkstad.statistics.book import Book
from verkstad.statistics.faces import Faces
from verkstad.statistics.keeping import Written, keep

HOUR_SECONDS = 3_600.0

log = logging.getLogger(__name__)


async def read_ahead(house: House) -> None:
    """Read at once and then every hour, plan after plan, so that nobody waits for more than one of them."""
    while True:
        try:
            for board_id in await to_its_end(lambda: house.database.read(_boards)):
                await to_its_end(partial(house.database.read, partial(_read, house, board_id)))
            await to_its_end(partial(keep_what_has_grown, house))
        except SQLAlchemyError:
            log.exception("the log could not be read ahead; whoever asks for statistics reads it")
        await asyncio.sleep(HOUR_SECONDS)


def read_all_ahead(house: House) -> None:
    """Read and keep everything, where nobody is waiting."""
    for board_id in house.database.read(_boards):
        house.database.read(partial(_read, house, board_id))
    keep_what_has_grown(house)


def keep_what_has_grown(house: House) -> None:
    """Keep the trails that have grown, each in a write of its own."""
    book = Book.of(house)
    with book.lock:
        grown = book.grown()
    for written in grown:
        house.database.write(partial(_keep, written))
        with book.lock:
            book.note_kept(written)


def _keep(written: Written, transaction: Transaction) -> None:
    keep(transaction.connection, written)


def _boards(connection: Connection) -> list[str]:
    return list(connection.execute(select(BOARD.c.id).where(BOARD.c.closed_at.is_(None))).scalars())


def _read(house: House, board_id: str, connection: Connection) -> None:
    book = Book.of(house)
    with book.lock:
        clock = {board_id: clock_of(connection, stream_of(board_id)) or 0}
        book.bring_up_to_date(connection, clock)
        Faces.of(house).bring_up_to_date(connection, clock)

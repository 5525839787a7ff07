"""Slows down guessing: tries at a password are counted per account and per address until one is right."""

import datetime as dt

from sqlalchemy import Connection, delete, select, text

from verkstad.history.house import House
from verkstad.kernel.clock import read, written
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest
from verkstad.users.problems import Throttled
from verkstad.users.tables import Attempt

ATTEMPT = Attempt.__table__  # type: ignore[attr-defined]
WINDOW = dt.timedelta(minutes=15)
_COUNT = text(
    "INSERT INTO attempt (key, failures, since) VALUES (:the_key, 1, :at)"
    " ON CONFLICT (key) DO UPDATE SET failures = attempt.failures + 1 RETURNING key, failures, since"
)
_TAKE_BACK = text("UPDATE attempt SET failures = failures - 1 WHERE key = :the_key AND failures > 0")
MOST = {"account": 10, "address": 100}  # a whole town hall may share one address


def keys_of(email: str, address: str | None = None) -> list[str]:
    """Name the account and the address; the e-mail only as a hash, for it may belong to nobody here."""
    account = f"account:{digest(email)}"
    return [account] if address is None else [account, f"address:{address}"]


def must_not_be_throttled(connection: Connection, keys: list[str], now: dt.datetime) -> None:
    """Refuse where an account or address has failed too often within the window, and say how long to wait."""
    for row in connection.execute(select(ATTEMPT).where(ATTEMPT.c.key.in_(keys))):
        _must_be_fewer(row.key, row.failures + 1, read(row.since), now)


def _must_be_fewer(key: str, tries: int, since: dt.datetime, now: dt.datetime) -> None:
    ends = since + WINDOW
    if tries > MOST[key.partition(":")[0]] and now < ends:
        seconds = int((ends - now).total_seconds()) + 1
        raise Throttled(minutes=-(-seconds // 60), headers={"Retry-After": str(seconds)})


def count_try(house: House, keys: list[str], now: dt.datetime) -> None:
    """Count a try before it is made, so that many at once are no more tries than many in a row."""

    def work(transaction: Transaction) -> None:
        connection = transaction.connection
        connection.execute(delete(ATTEMPT).where(ATTEMPT.c.since <= written(now - WINDOW)))
        for key in sorted(keys):
            row = connection.execute(_COUNT, {"the_key": key, "at": written(now)}).one()
            _must_be_fewer(key, row.failures, read(row.since), now)

    house.database.read(lambda connection: must_not_be_throttled(connection, keys, now))  # costs no write
    house.database.write(work)


def forget_try(transaction: Transaction, keys: list[str]) -> None:
    """Let a right password clear its account, and take back its own try from the address."""
    for key in sorted(keys):
        if key.startswith("account:"):
            transaction.connection.execute(delete(ATTEMPT).where(ATTEMPT.c.key == key))
        else:
            transaction.connection.execute(_TAKE_BACK, {"the_key": key})

"""Slows down guessing: failed sign-ins are counted per account and per address."""

import datetime as dt

from sqlalchemy import Connection, delete, select, text

from verkstad.kernel.clock import read, written
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest
from verkstad.users.problems import Throttled
from verkstad.users.tables import Attempt

ATTEMPT = Attempt.__table__  # type: ignore[attr-defined]
WINDOW = dt.timedelta(minutes=15)
_COUNT = text(
    "INSERT INTO attempt (key, failures, since) VALUES (:the_key, 1, :at)"
    " ON CONFLICT (key) DO UPDATE SET failures = attempt.failures + 1"
)
MOST = {"account": 10, "address": 100}  # a whole town hall may share one address


def keys_of(email: str, address: str) -> list[str]:
    """Name the account and the address; the e-mail only as a hash, for it may belong to nobody here."""
    return [f"account:{digest(email)}", f"address:{address}"]


def must_not_be_throttled(connection: Connection, keys: list[str], now: dt.datetime) -> None:
    """Refuse where an account or address has failed too often within the window, and say how long to wait."""
    for row in connection.execute(select(ATTEMPT).where(ATTEMPT.c.key.in_(keys))):
        ends = read(row.since) + WINDOW
        if row.failures >= MOST[row.key.partition(":")[0]] and now < ends:
            seconds = int((ends - now).total_seconds()) + 1
            minutes = -(-seconds // 60)
            raise Throttled(minutes=minutes, headers={"Retry-After": str(seconds)})


def count_failure(transaction: Transaction, keys: list[str], now: dt.datetime) -> None:
    """Count one failure for each key, beginning anew where the window has passed."""
    connection = transaction.connection
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.since < written(now - WINDOW)))
    for key in sorted(keys):
        connection.execute(_COUNT, {"the_key": key, "at": written(now)})


def forget_failures(transaction: Transaction, email: str) -> None:
    """Let a right password clear its account."""
    transaction.connection.execute(delete(ATTEMPT).where(ATTEMPT.c.key == f"account:{digest(email)}"))

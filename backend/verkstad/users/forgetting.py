"""Forgetting what has run out: answers kept for retries, sessions, one-time links and tries at passwords."""

import datetime as dt

from sqlalchemy import delete

from verkstad.history.house import House
from verkstad.history.operations import KEPT_DAYS, forget_before
from verkstad.kernel.clock import written
from verkstad.kernel.database import Transaction
from verkstad.users.access import SESSION
from verkstad.users.inviting import INVITATION
from verkstad.users.throttling import ATTEMPT, WINDOW


def forget_what_ran_out(house: House) -> int:
    """Drop what nothing will ask for again, and tell how much; no event, for nobody loses anything by it."""
    now = house.clock.now()

    def work(transaction: Transaction) -> int:
        connection = transaction.connection
        run_out = [
            delete(SESSION).where(SESSION.c.expires_at <= written(now)),
            delete(INVITATION).where(INVITATION.c.expires_at <= written(now)),
            delete(ATTEMPT).where(ATTEMPT.c.since < written(now - WINDOW)),
        ]
        operations = forget_before(transaction, written(now - dt.timedelta(days=KEPT_DAYS)))
        return operations + sum(connection.execute(each).rowcount for each in run_out)

    return house.database.write(work)

"""Signing in and out: a session is a row, and its cookie only a secret."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from verkstad.history.house import House
from verkstad.history.recording import Recorder
from verkstad.kernel.clock import written
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.kernel.problems import NotFound
from verkstad.users.access import SESSION, USER
from verkstad.users.desk import Deed
from verkstad.users.events import AccessChanged, own
from verkstad.users.passwords import is_password
from verkstad.users.problems import WrongCredentials
from verkstad.users.throttling import count_try, forget_try, keys_of

MOST_AGENT = 200


@dataclass(frozen=True)
class Opened:
    """A session that was just opened: whose, the cookie's secret, and when it ends."""

    user_id: str
    session_id: str
    secret: str
    expires_at: dt.datetime


def sign_in(house: House, *, email: str, password: str, agent: str, address: str) -> Opened:
    """Open a session for the right password; refuse, after equal time, an unknown account or a wrong one."""
    now = house.clock.now()
    keys = keys_of(email, address)
    count_try(house, keys, now)
    find = select(USER.c.id, USER.c.password_hash).where(USER.c.email == email, USER.c.disabled_at.is_(None))
    row = house.database.read(lambda connection: connection.execute(find).one_or_none())
    if not is_password(password, row.password_hash if row else None) or row is None:
        raise WrongCredentials

    def work(transaction: Transaction) -> Opened:
        forget_try(transaction, keys)
        recorder = Recorder(transaction, by=row.id, op=new_id(), now=now)
        opened = open_session(recorder, user_id=row.id, agent=agent, days=house.settings.session_days)
        recorder.finish()
        return opened

    return house.database.write(work)


def open_session(recorder: Recorder, *, user_id: str, agent: str, days: int) -> Opened:
    """Write a session's row, and drop the person's expired ones."""
    stream = own(user_id)
    recorder.lock(stream)
    secret, session_id = new_secret(), new_id()
    expires_at = recorder.now + dt.timedelta(days=days)
    recorder.connection.execute(
        delete(SESSION).where(SESSION.c.user_id == user_id, SESSION.c.expires_at <= recorder.at)
    )
    recorder.connection.execute(
        insert(SESSION).values(
            id=session_id,
            token_hash=digest(secret),
            user_id=user_id,
            agent=agent[:MOST_AGENT],
            created_at=recorder.at,
            expires_at=written(expires_at),
        )
    )
    recorder.record(stream, AccessChanged(what="session.opened", thing_id=session_id))
    return Opened(user_id=user_id, session_id=session_id, secret=secret, expires_at=expires_at)


def end_session(deed: Deed, session_id: str) -> None:
    """End one of one's own sessions, here or in another browser."""
    stream = own(deed.caller.id)
    deed.lock(stream)
    ended = deed.connection.execute(
        delete(SESSION).where(SESSION.c.id == session_id, SESSION.c.user_id == deed.caller.id)
    )
    if not ended.rowcount:
        raise NotFound
    deed.record(stream, AccessChanged(what="session.ended", thing_id=session_id))


def end_other_sessions(deed: Recorder, user_id: str, *, keep: str | None) -> None:
    """End all sessions of a person but one, as a new password does; the caller records why."""
    deed.connection.execute(delete(SESSION).where(SESSION.c.user_id == user_id, SESSION.c.id != (keep or "")))

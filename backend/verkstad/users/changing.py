"""Changing people: an administrator their role and state, a person their own name, language, theme and password."""

from typing import Any

from sqlalchemy import func, select, update

from verkstad.history.house import House
from verkstad.kernel.problems import NotFound, NotSignedIn
from verkstad.users.access import SESSION, USER
from verkstad.users.desk import Deed
from verkstad.users.events import AccessChanged, PersonChanged, commons, own
from verkstad.users.passwords import is_password
from verkstad.users.problems import LastAdministrator, WrongPassword
from verkstad.users.signing_in import end_other_sessions
from verkstad.users.throttling import count_try, forget_try, keys_of


def change_person(deed: Deed, user_id: str, changes: dict[str, Any]) -> None:
    """Change what an administrator may of a person; disabling ends every session at once."""
    deed.caller.must_administer()
    deed.lock(commons(deed.caller.administration_id), own(user_id))
    row = deed.connection.execute(
        select(USER).where(USER.c.id == user_id, USER.c.administration_id == deed.caller.administration_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    wanted = dict(changes)
    if "disabled" in wanted:
        wanted["disabled_at"] = (row.disabled_at or deed.at) if wanted.pop("disabled") else None
    to = {field: value for field, value in wanted.items() if getattr(row, field) != value}
    if not to:
        return
    if row.role == "admin" and ("role" in to or to.get("disabled_at")):
        _must_leave_an_administrator(deed, user_id)
    deed.connection.execute(update(USER).where(USER.c.id == user_id).values(**to, **_stamp(deed)))
    deed.record(
        commons(deed.caller.administration_id),
        PersonChanged(person_id=user_id, to=to, from_={field: getattr(row, field) for field in to}),
        subject=user_id,
    )
    if to.get("disabled_at"):
        end_other_sessions(deed, user_id, keep=None)
    if "role" in to:
        deed.record(own(user_id), AccessChanged(what="role"))
    if "disabled_at" in to:
        deed.record(own(user_id), AccessChanged(what="disabled" if to["disabled_at"] else "enabled"))


def _must_leave_an_administrator(deed: Deed, user_id: str) -> None:
    others = deed.connection.execute(
        select(func.count())
        .select_from(USER)
        .where(
            USER.c.administration_id == deed.caller.administration_id,
            USER.c.role == "admin",
            USER.c.disabled_at.is_(None),
            USER.c.password_hash.is_not(None),
            USER.c.id != user_id,
        )
    ).scalar_one()
    if not others:
        raise LastAdministrator


def change_settings(deed: Deed, changes: dict[str, Any]) -> None:
    """Change one's own name, language or theme; the name is told in the commons, the rest only to oneself."""
    stream = own(deed.caller.id)
    deed.lock(commons(deed.caller.administration_id), stream)
    row = deed.connection.execute(select(USER).where(USER.c.id == deed.caller.id)).one()
    to = {field: value for field, value in changes.items() if getattr(row, field) != value}
    if not to:
        return
    deed.connection.execute(update(USER).where(USER.c.id == deed.caller.id).values(**to, **_stamp(deed)))
    if "name" in to:
        deed.record(
            commons(deed.caller.administration_id),
            PersonChanged(person_id=row.id, to={"name": to["name"]}, from_={"name": row.name}),
            subject=row.id,
        )
    deed.record(stream, AccessChanged(what="settings"))


def must_know_password(house: House, session_hash: str | None, password: str) -> None:
    """Refuse whoever does not know the password of the account that is signed in; argon2 runs outside the lock."""
    mine = (
        select(USER.c.email, USER.c.password_hash)
        .select_from(SESSION.join(USER))
        .where(SESSION.c.token_hash == (session_hash or ""))
    )
    row = house.database.read(lambda connection: connection.execute(mine).one_or_none())
    if row is None:
        raise NotSignedIn
    keys = keys_of(row.email)
    count_try(house, keys, house.clock.now())
    if not is_password(password, row.password_hash):
        raise WrongPassword
    house.database.write(lambda transaction: forget_try(transaction, keys))


def change_password(deed: Deed, kept: str) -> None:
    """Keep a new password's hash and end one's sessions in other browsers."""
    stream = own(deed.caller.id)
    deed.lock(stream)
    deed.connection.execute(update(USER).where(USER.c.id == deed.caller.id).values(password_hash=kept, **_stamp(deed)))
    end_other_sessions(deed, deed.caller.id, keep=deed.caller.proof_id)
    deed.record(stream, AccessChanged(what="password"))


def _stamp(deed: Deed) -> dict[str, str]:
    return {"updated_at": deed.at, "updated_by": deed.caller.id}

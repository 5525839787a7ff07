"""Letting people in by one-time links, many at once, without mail."""

import datetime as dt

from sqlalchemy import Connection, delete, insert, select, update

from verkstad.history.house import House
from verkstad.history.recording import Recorder
from verkstad.kernel.clock import written
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.kernel.problems import NotFound
from verkstad.users.access import USER, Role
from verkstad.users.desk import Deed
from verkstad.users.events import AccessChanged, commons, own
from verkstad.users.passwords import hash_password
from verkstad.users.problems import LinkUsed
from verkstad.users.setting_up import ADMINISTRATION, add_person
from verkstad.users.signing_in import Opened, end_other_sessions, open_session
from verkstad.users.tables import Invitation
from verkstad.users.wire import InvitationOut, Link, PersonIn

INVITATION = Invitation.__table__  # type: ignore[attr-defined]


def invite_people(deed: Deed, role: Role, people: list[PersonIn]) -> list[tuple[str, Link]]:
    """Make an account and a link for each; all or none, so that one misspelt line changes nothing."""
    deed.caller.must_administer()
    deed.lock(commons(deed.caller.administration_id))
    invited = []
    for person in people:
        user_id = add_person(
            deed,
            deed.caller.administration_id,
            name=person.name,
            email=person.email,
            role=role,
            language=deed.caller.language,
            title=person.title,
            unit=person.unit,
        )
        invited.append((user_id, _new_link(deed, user_id)))
    return invited


def renew_invitation(deed: Deed, user_id: str) -> Link:
    """Make a new link in the place of an earlier one: for the one who lost it, or who forgot the password."""
    deed.caller.must_administer()
    deed.lock(own(user_id))
    found = deed.connection.execute(
        select(USER.c.id).where(
            USER.c.id == user_id,
            USER.c.administration_id == deed.caller.administration_id,
            USER.c.disabled_at.is_(None),
        )
    ).first()
    if found is None:
        raise NotFound
    deed.connection.execute(delete(INVITATION).where(INVITATION.c.user_id == user_id))
    deed.record(own(user_id), AccessChanged(what="invited"))
    return _new_link(deed, user_id)


def link_ends(house: House, now: dt.datetime) -> dt.datetime:
    """Tell when a link made now runs out."""
    return now + dt.timedelta(days=house.settings.invitation_days)


def _new_link(deed: Deed, user_id: str) -> Link:
    secret = new_secret()
    expires_at = written(link_ends(deed.house, deed.now))
    deed.connection.execute(
        insert(INVITATION).values(token_hash=digest(secret), user_id=user_id, expires_at=expires_at)
    )
    return Link(link=f"/join#{secret}", expires_at=expires_at)


def who_is_invited(house: House, token: str) -> InvitationOut:
    """Tell who a link is for, or that it has been used."""
    now = written(house.clock.now())

    def look(connection: Connection) -> InvitationOut:
        row = connection.execute(
            select(USER.c.name, USER.c.email, ADMINISTRATION.c.name.label("administration"))
            .select_from(INVITATION.join(USER).join(ADMINISTRATION))
            .where(
                INVITATION.c.token_hash == digest(token), INVITATION.c.expires_at > now, USER.c.disabled_at.is_(None)
            )
        ).one_or_none()
        if row is None:
            raise LinkUsed
        return InvitationOut(name=row.name, email=row.email, administration=row.administration)

    return house.database.read(look)


def accept(house: House, *, token: str, password: str, agent: str) -> Opened:
    """Set the password, use the link up, end what sessions there were, and sign the person in."""
    who_is_invited(house, token)  # a made-up token must not cost an argon2 hash
    kept = hash_password(password)
    now = house.clock.now()

    def work(transaction: Transaction) -> Opened:
        connection = transaction.connection
        used = connection.execute(
            delete(INVITATION)
            .where(INVITATION.c.token_hash == digest(token), INVITATION.c.expires_at > written(now))
            .returning(INVITATION.c.user_id)
        ).scalar_one_or_none()
        if used is None:
            raise LinkUsed
        recorder = Recorder(transaction, by=used, op=new_id(), now=now)
        recorder.lock(own(used))
        connection.execute(
            update(USER).where(USER.c.id == used).values(password_hash=kept, updated_at=written(now), updated_by=used)
        )
        end_other_sessions(recorder, used, keep=None)
        recorder.record(own(used), AccessChanged(what="password"))
        opened = open_session(recorder, user_id=used, agent=agent, days=house.settings.session_days)
        recorder.finish()
        return opened

    return house.database.write(work)

"""What the one who runs the server may do at its command line."""

from typing import cast, get_args

from pydantic import ValidationError
from sqlalchemy import insert, select

from verkstad.history.house import House
from verkstad.history.recording import Recorder
from verkstad.kernel.clock import written
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.kernel.problems import Invalid, NotFound
from verkstad.users.access import USER, Role, Scope
from verkstad.users.events import commons
from verkstad.users.granting import grant_token
from verkstad.users.inviting import INVITATION, link_ends
from verkstad.users.setting_up import ADMINISTRATION, add_person, start_administration
from verkstad.users.wire import PersonIn


def add_account(house: House, *, email: str, name: str, role: str, administration: str) -> str:
    """Make an account, and an administration where there is none; give the path of its one-time link."""
    if role not in get_args(Role):
        raise Invalid(what=f"role: {', '.join(get_args(Role))}")
    try:
        person = PersonIn(name=name, email=email)
    except ValidationError as error:
        raise Invalid(what=", ".join(str(each["loc"][0]) for each in error.errors())) from error
    now = house.clock.now()

    def work(transaction: Transaction) -> str:
        recorder = Recorder(transaction, by=None, op=new_id(), now=now)
        home = transaction.connection.execute(
            select(ADMINISTRATION.c.id).order_by(ADMINISTRATION.c.created_at).limit(1)
        ).scalar_one_or_none()
        if home is None:
            home = start_administration(recorder, administration)
        recorder.lock(commons(home))
        user_id = add_person(
            recorder,
            home,
            name=person.name,
            email=person.email,
            role=cast("Role", role),
            language=house.settings.language,
        )
        secret = new_secret()
        transaction.connection.execute(
            insert(INVITATION).values(
                token_hash=digest(secret), user_id=user_id, expires_at=written(link_ends(house, now))
            )
        )
        recorder.finish()
        return f"/join#{secret}"

    return house.database.write(work)


def add_token(house: House, *, email: str, name: str, scope: str) -> str:
    """Make an access token for an account and give its secret."""
    if scope not in get_args(Scope):
        raise Invalid(what=f"scope: {', '.join(get_args(Scope))}")
    now = house.clock.now()

    def work(transaction: Transaction) -> str:
        user_id = transaction.connection.execute(
            select(USER.c.id).where(USER.c.email == email.lower(), USER.c.disabled_at.is_(None))
        ).scalar_one_or_none()
        if user_id is None:
            raise NotFound
        recorder = Recorder(transaction, by=user_id, op=new_id(), now=now)
        made = grant_token(
            recorder, user_id, name=name, scope=cast("Scope", scope), expires_on=None, zone=house.clock.zone
        )
        recorder.finish()
        return made.secret

    return house.database.write(work)

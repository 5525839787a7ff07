"""The first minute of an installation: a one-time code on the server's screen makes the first administrator."""

from sqlalchemy import Connection, func, insert, select, update

from verkstad.history.house import House
from verkstad.history.recording import Recorder
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.users.access import USER, Role
from verkstad.users.events import AccessChanged, PersonAdded, commons, own
from verkstad.users.passwords import hash_password
from verkstad.users.problems import AlreadySetUp, EmailTaken, WrongCode
from verkstad.users.signing_in import Opened, open_session
from verkstad.users.tables import Administration, Installation

INSTALLATION = Installation.__table__  # type: ignore[attr-defined]
ADMINISTRATION = Administration.__table__  # type: ignore[attr-defined]


def is_setup_needed(connection: Connection) -> bool:
    """Tell whether nobody is here yet."""
    return connection.execute(select(func.count()).select_from(USER)).scalar_one() == 0


def print_code(house: House) -> str | None:
    """Make a new set-up code where one is needed, and keep its hash; the server prints it."""
    code = new_secret()

    def work(transaction: Transaction) -> str | None:
        if not is_setup_needed(transaction.connection):
            return None
        transaction.connection.execute(update(INSTALLATION).values(setup_code_hash=digest(code)))
        return code

    return house.database.write(work)


def set_up(
    house: House, *, code: str, administration: str, name: str, email: str, password: str, language: str, agent: str
) -> Opened:
    """Make the administration and its first administrator, and sign them in; the code works once."""
    house.database.read(lambda connection: _must_be_right(connection, code))  # a guess must not cost an argon2 hash
    kept = hash_password(password)
    now = house.clock.now()

    def work(transaction: Transaction) -> Opened:
        connection = transaction.connection
        connection.execute(select(INSTALLATION.c.setup_code_hash).with_for_update())
        _must_be_right(connection, code)
        connection.execute(update(INSTALLATION).values(setup_code_hash=None))
        recorder = Recorder(transaction, by=None, op=new_id(), now=now)
        administration_id = start_administration(recorder, administration)
        user_id = add_person(
            recorder, administration_id, name=name, email=email, role="admin", language=language, password_hash=kept
        )
        opened = open_session(recorder, user_id=user_id, agent=agent, days=house.settings.session_days)
        recorder.finish()
        return opened

    return house.database.write(work)


def _must_be_right(connection: Connection, code: str) -> None:
    if not is_setup_needed(connection):
        raise AlreadySetUp
    held = connection.execute(select(INSTALLATION.c.setup_code_hash)).scalar_one_or_none()
    if held is None or held != digest(code):
        raise WrongCode


def start_administration(recorder: Recorder, name: str) -> str:
    """Make an administration, whose commons is empty."""
    administration_id = new_id()
    recorder.connection.execute(insert(ADMINISTRATION).values(id=administration_id, name=name, created_at=recorder.at))
    recorder.start(commons(administration_id))
    return administration_id


def add_person(
    recorder: Recorder,
    administration_id: str,
    *,
    name: str,
    email: str,
    role: Role,
    language: str,
    title: str = "",
    unit: str = "",
    password_hash: str | None = None,
) -> str:
    """Make an account; the commons must be locked. Without a password it waits for an invitation to be accepted."""
    if recorder.connection.execute(select(USER.c.id).where(USER.c.email == email)).first():
        raise EmailTaken(email=email)
    user_id = new_id()
    recorder.connection.execute(
        insert(USER).values(
            id=user_id,
            administration_id=administration_id,
            name=name,
            email=email,
            title=title,
            unit=unit,
            role=role,
            password_hash=password_hash,
            language=language,
            created_at=recorder.at,
            updated_at=recorder.at,
            updated_by=recorder.by or user_id,
        )
    )
    recorder.start(own(user_id))
    recorder.record(commons(administration_id), PersonAdded(person_id=user_id), subject=user_id)
    recorder.record(own(user_id), AccessChanged(what="account", thing_id=user_id))
    return user_id

"""Who is calling, and what their role lets them do."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Row, bindparam, literal, select

from verkstad.history.memory import Memory
from verkstad.history.recording import CLOCK
from verkstad.kernel.clock import written
from verkstad.kernel.ids import digest
from verkstad.kernel.problems import MayNot, NotSignedIn, ReadOnlyToken
from verkstad.kernel.words import sentence
from verkstad.users.events import own
from verkstad.users.tables import AccessToken, Session, User

USER = User.__table__  # type: ignore[attr-defined]
SESSION = Session.__table__  # type: ignore[attr-defined]
TOKEN = AccessToken.__table__  # type: ignore[attr-defined]

Role = Literal["admin", "coordinator", "employee", "guest"]
Scope = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class Credential:
    """What a request carries to say who it is from: the hash of a cookie or of a bearer token."""

    kind: Literal["session", "token"]
    hash: str

    @classmethod
    def of(cls, *, cookie: str | None, authorization: str | None) -> "Credential | None":
        """Read it from a request; a bearer token goes before a cookie."""
        if authorization:
            scheme, _, secret = authorization.partition(" ")
            return cls("token", digest(secret.strip())) if scheme.lower() == "bearer" else None
        return cls("session", digest(cookie)) if cookie else None


@dataclass(frozen=True, slots=True)
class Caller:
    """The person that a request is from, with the scope and the deadline of what they showed."""

    id: str
    administration_id: str
    role: Role
    scope: Scope
    language: str
    proof_id: str
    by_token: bool
    deadline: str | None
    last_used_at: str | None
    known_at: int = 0  # how far their own stream had come when all this was read

    @property
    def is_coordinator(self) -> bool:
        """Coordinators change every plan; administrators do so too, and look after people."""
        return self.role in ("admin", "coordinator")

    @property
    def is_guest(self) -> bool:
        """A guest sees only what they are a member of."""
        return self.role == "guest"

    def must_write(self) -> None:
        """Refuse a token that may only read."""
        if self.scope != "write":
            raise ReadOnlyToken

    def must_administer(self) -> None:
        """Refuse all but administrators."""
        if self.role != "admin":
            raise MayNot(why=sentence("why.admin"))

    def must_coordinate(self) -> None:
        """Refuse all but coordinators and administrators."""
        if not self.is_coordinator:
            raise MayNot(why=sentence("why.coordinator"))

    def must_sit_at_a_browser(self) -> None:
        """Refuse tokens where a person's own sign-in is at stake."""
        if self.by_token:
            raise MayNot(why=sentence("why.token"))


_WHO = (USER.c.id, USER.c.administration_id, USER.c.role, USER.c.language, CLOCK.c.version)
_ALIVE = USER.c.disabled_at.is_(None)
_OWN = CLOCK.c.stream == literal("user:") + USER.c.id

_BY_SESSION = (
    select(*_WHO, SESSION.c.id.label("proof_id"), SESSION.c.expires_at)
    .select_from(SESSION.join(USER, USER.c.id == SESSION.c.user_id).join(CLOCK, _OWN))
    .where(SESSION.c.token_hash == bindparam("the_hash"), _ALIVE)
)
_BY_TOKEN = (
    select(*_WHO, TOKEN.c.id.label("proof_id"), TOKEN.c.expires_at, TOKEN.c.scope, TOKEN.c.last_used_at)
    .select_from(TOKEN.join(USER, USER.c.id == TOKEN.c.user_id).join(CLOCK, _OWN))
    .where(TOKEN.c.token_hash == bindparam("the_hash"), _ALIVE)
)


def recall_caller(memory: Memory, credential: Credential | None, now: dt.datetime) -> Caller | None:
    """Tell who shows this credential from memory alone, or nothing where memory does not know."""
    caller: Caller | None = memory.recall(credential)
    if caller is not None and caller.deadline is not None and caller.deadline <= written(now):
        raise NotSignedIn
    return caller


def identify(connection: Connection, memory: Memory, credential: Credential | None, now: dt.datetime) -> Caller:
    """Tell who shows this credential, or refuse: unknown, run out, or of a disabled account."""
    if credential is None:
        raise NotSignedIn
    known = recall_caller(memory, credential, now)
    if known is not None:
        return known
    age = memory.age
    question = _BY_SESSION if credential.kind == "session" else _BY_TOKEN
    row = connection.execute(question, {"the_hash": credential.hash}).one_or_none()
    if row is None or (row.expires_at is not None and row.expires_at <= written(now)):
        raise NotSignedIn
    caller = _caller(row, by_token=credential.kind == "token")
    memory.remember(credential, caller, {own(row.id): row.version}, age=age)
    return caller


def _caller(row: Row[tuple[object, ...]], *, by_token: bool) -> Caller:
    return Caller(
        id=row.id,
        administration_id=row.administration_id,
        role=row.role,
        scope=row.scope if by_token else "write",
        language=row.language,
        proof_id=row.proof_id,
        by_token=by_token,
        deadline=row.expires_at,
        last_used_at=row.last_used_at if by_token else None,
        known_at=row.version,
    )

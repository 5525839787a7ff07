"""One request's way to the database: who calls is settled in the same transaction as what they do."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import Connection, update

from verkstad.history.house import House
from verkstad.history.operations import Answer, claim, settle
from verkstad.history.recording import Recorder
from verkstad.kernel.clock import read, written
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import digest, new_id
from verkstad.kernel.personal_numbers import CONFIRMED, PersonalNumber, find_number, refusal_of
from verkstad.users.access import TOKEN, Caller, Credential, identify

T = TypeVar("T")

COOKIE = "verkstad"
JSON = "application/json"
TOUCH_AFTER = dt.timedelta(hours=1)


class Look:
    """A read in progress: the connection, who reads, and when."""

    def __init__(self, house: House, connection: Connection, caller: Caller, now: dt.datetime) -> None:
        self.house = house
        self.connection = connection
        self.caller = caller
        self.now = now


class Deed(Recorder):
    """A change in progress: the connection, who changes, when, and the events that tell of it."""

    def __init__(self, house: House, transaction: Transaction, caller: Caller, *, op: str, now: dt.datetime) -> None:
        super().__init__(transaction, by=caller.id, op=op, now=now)
        self.house = house
        self.caller = caller


class Desk:
    """Takes a request's verb into one transaction, and its answer out again."""

    def __init__(
        self,
        house: House,
        credential: Credential | None,
        key: str | None,
        request_hash: str,
        doubt: PersonalNumber | None = None,
        *,
        confirmed: bool = False,
    ) -> None:
        self.house = house
        self.credential = credential
        self.key = key
        self.request_hash = request_hash
        self.doubt = doubt
        self.confirmed = confirmed

    def tell_apart(self, whole: str) -> None:
        """Say what makes this request another than one with the same key, where that is not known before its end."""
        self.request_hash = digest(whole) if self.key else ""

    def doubt_name(self, name: str) -> None:
        """Refuse a name that looks like somebody's number, where nobody has said that it is none."""
        if not self.confirmed and find_number(name, self.house.clock.today()):
            raise PersonalNumber(extras={"field": "name"})

    def read(self, look: Callable[[Look], T]) -> T:
        """Look at one consistent state, as the caller may see it."""
        now = self.house.clock.now()

        def work(connection: Connection) -> tuple[Caller, T]:
            caller = identify(connection, self.house.memory, self.credential, now)
            return caller, look(Look(self.house, connection, caller, now))

        caller, found = self.house.database.read(work)
        note_use(self.house, caller, now)
        return found

    def write(self, act: Callable[[Deed], BaseModel | None], *, status: int = 200, secret: bool = False) -> Response:
        """Carry a change out once, and answer; a retry with the same key gets the first answer.

        An answer that holds a secret is not kept: its retry is refused with `already_done`.
        """
        now = self.house.clock.now()

        def work(transaction: Transaction) -> tuple[Caller, Answer]:
            caller = identify(transaction.connection, self.house.memory, self.credential, now)
            caller.must_write()
            if self.doubt is not None:
                raise self.doubt
            if self.key is not None:
                earlier = claim(
                    transaction, user_id=caller.id, key=self.key, request_hash=self.request_hash, at=written(now)
                )
                if earlier is not None:
                    return caller, earlier
            deed = Deed(self.house, transaction, caller, op=self.key or new_id(), now=now)
            thing = act(deed)
            deed.finish()
            answer = Answer(status=status, body="" if thing is None else thing.model_dump_json(by_alias=True))
            if self.key is not None:
                kept = None if secret else answer.body
                settle(transaction, user_id=caller.id, key=self.key, status=status, answer=kept)
            return caller, answer

        caller, answer = self.house.database.write(work)
        note_use(self.house, caller, now)
        return Response(answer.body or None, status_code=answer.status, media_type=JSON if answer.body else None)


def is_use_news(house: House, caller: Caller, now: dt.datetime) -> bool:
    """Tell whether a token is used for the first time in an hour."""
    if not caller.by_token:
        return False
    last = house.touched.get(caller.proof_id)
    if last is None and caller.last_used_at is not None:
        last = read(caller.last_used_at)
    return last is None or now - last > TOUCH_AFTER


def note_use(house: House, caller: Caller, now: dt.datetime) -> None:
    """Keep when a token was last used, to the hour, so that its owner sees which ones are not needed."""
    if is_use_news(house, caller, now):
        house.touched[caller.proof_id] = now
        used = update(TOKEN).where(TOKEN.c.id == caller.proof_id).values(last_used_at=written(now))
        house.database.write(lambda transaction: transaction.connection.execute(used).rowcount)


def house_of(request: Request) -> House:
    """Give the house that the application was built with."""
    house: House = request.app.state.house
    return house


IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_.:-]{8,64}$",
        description="Names this operation, so that a retry is harmless; becomes the event's `op`.",
    ),
]


async def read_desk(request: Request) -> Desk:
    """Prepare a read: what the request shows of who it is from; nothing is asked of the database yet."""
    return Desk(house_of(request), credential_of(request), None, "")


Confirmation = Annotated[
    Literal["personal-number"] | None,
    Header(
        alias="Verkstad-Confirmed",
        description="Somebody has said that what looks like a personal identity number is none, or is to be saved.",
    ),
]


async def write_desk(request: Request, key: IdempotencyKey = None, confirmed: Confirmation = None) -> Desk:
    """Prepare a write: as a read, with the operation's key, a hash of the request, and what is doubtful about it."""
    body = await request.body()
    request_hash = hash_of(request, body) if key else ""
    house = house_of(request)
    doubt = None if confirmed == CONFIRMED else refusal_of(body, house.clock.today())
    return Desk(house, credential_of(request), key, request_hash, doubt)


async def upload_desk(request: Request, key: IdempotencyKey = None, confirmed: Confirmation = None) -> Desk:
    """Prepare a write whose body is a file: it is left to come in pieces."""
    return Desk(house_of(request), credential_of(request), key, "", confirmed=confirmed == CONFIRMED)


def hash_of(request: Request, body: bytes) -> str:
    """Tell two requests apart that carry the same key."""
    return hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + body).hexdigest()


def credential_of(request: Any) -> Credential | None:
    """Read what a request or a socket shows of who it is from."""
    return Credential.of(cookie=request.cookies.get(COOKIE), authorization=request.headers.get("authorization"))


ReadDesk = Annotated[Desk, Depends(read_desk)]
WriteDesk = Annotated[Desk, Depends(write_desk)]
UploadDesk = Annotated[Desk, Depends(upload_desk)]

"""A fixed cast with names: who they are, and how a test speaks for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from verkstad.history.recording import CLOCK, Recorder
from verkstad.kernel.clock import Clock
from verkstad.kernel.ids import new_id
from verkstad.users.access import USER, Caller, Role
from verkstad.users.desk import Deed, Look
from verkstad.users.events import commons
from verkstad.users.granting import grant_token
from verkstad.users.setting_up import add_person, start_administration

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection
    from starlette.testclient import TestClient

    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction

T = TypeVar("T")

NOON = dt.datetime(2026, 11, 18, 11, 0, tzinfo=dt.UTC)  # a Wednesday, at noon in Stockholm

NAMES: dict[str, tuple[str, Role]] = {
    "daniel": ("Daniel Quist", "admin"),
    "asa": ("Åsa Öberg", "coordinator"),
    "ulf": ("Ulf Thorén", "employee"),  # owns the plan
    "amina": ("Amina Warsame", "employee"),  # a member of the plan
    "agneta": ("Agneta Östling", "employee"),  # in no plan
    "solveig": ("Solveig Bladh", "guest"),  # invited to the plan
    "piotr": ("Piotr Żurawski", "guest"),  # invited to nothing
    "bo": ("Bo Främmande", "coordinator"),  # of another administration
}


class StandingClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: dt.datetime = NOON) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment

    def go(self, **delta: float) -> None:
        """Move on by days, hours, minutes, seconds."""
        self.moment += dt.timedelta(**delta)


def clocks(house: House) -> dict[str, int]:
    """How far every stream has come: two equal ones say that nothing has happened between them."""
    return house.database.read(
        lambda connection: {row.stream: row.version for row in connection.execute(select(CLOCK))}
    )


@dataclass
class Cast:
    """The people of one test, in one house."""

    house: House
    ids: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def assemble(self) -> Cast:
        """Make both administrations, everyone in them, and a token for each."""

        def work(transaction: Transaction) -> None:
            recorder = Recorder(transaction, by=None, op=new_id(), now=self.house.clock.now())
            here = start_administration(recorder, "Arbetsmarknadsförvaltningen")
            elsewhere = start_administration(recorder, "Socialförvaltningen")
            for key, (name, role) in NAMES.items():
                home = elsewhere if key == "bo" else here
                recorder.lock(commons(home))
                self.ids[key] = add_person(
                    recorder, home, name=name, email=f"{key}@example.se", role=role, language="sv"
                )
                self.tokens[key] = grant_token(
                    recorder,
                    self.ids[key],
                    name="test",
                    scope="write",
                    expires_on=None,
                    zone=self.house.clock.zone,
                ).secret
            recorder.finish()

        self.house.database.write(work)
        return self

    def caller(self, connection: Connection, who: str) -> Caller:
        """Give the caller that a person's own browser would be."""
        row = connection.execute(select(USER).where(USER.c.id == self.ids[who])).one()
        return Caller(
            id=row.id,
            administration_id=row.administration_id,
            role=row.role,
            scope="write",
            language=row.language,
            proof_id="test",
            by_token=False,
            deadline=None,
            last_used_at=None,
        )

    def deed(self, transaction: Transaction, who: str, *, op: str | None = None) -> Deed:
        """Begin a change as somebody, in a transaction that others share; `finish` it."""
        return Deed(
            self.house,
            transaction,
            self.caller(transaction.connection, who),
            op=op or new_id(),
            now=self.house.clock.now(),
        )

    def act(self, who: str, verb: Callable[[Deed], T], *, op: str | None = None) -> T:
        """Carry out a verb as somebody, in a transaction of its own."""

        def work(transaction: Transaction) -> T:
            deed = self.deed(transaction, who, op=op)
            result = verb(deed)
            deed.finish()
            return result

        return self.house.database.write(work)

    def look(self, who: str, reading: Callable[[Look], T]) -> T:
        """Read as somebody."""
        return self.house.database.read(
            lambda connection: reading(
                Look(self.house, connection, self.caller(connection, who), self.house.clock.now())
            )
        )


class Actor:
    """A person at the front door: the HTTP client, speaking with their token."""

    def __init__(self, client: TestClient, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """Send a request below /api/v1 and give the response."""
        headers = {**self._headers, **options.pop("headers", {})}
        if body is not None:
            options["json"] = body
        return self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    def get(self, path: str, **options: Any) -> Any:
        """Read, and give the JSON of a good answer."""
        return self._good(self.ask("GET", path, **options))

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        """Post, and give the JSON of a good answer."""
        return self._good(self.ask("POST", path, body, **options))

    def patch(self, path: str, body: Any, **options: Any) -> Any:
        """Patch, and give the JSON of a good answer."""
        return self._good(self.ask("PATCH", path, body, **options))

    def put(self, path: str, body: Any, **options: Any) -> Any:
        """Put, and give the JSON of a good answer."""
        return self._good(self.ask("PUT", path, body, **options))

    def delete(self, path: str, **options: Any) -> Any:
        """Delete, and give the JSON of a good answer."""
        return self._good(self.ask("DELETE", path, **options))

    def refused(self, method: str, path: str, body: Any = None, **options: Any) -> str:
        """Send what must be refused, and give the problem's code."""
        answer = self.ask(method, path, body, **options)
        assert answer.status_code >= 400, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert problem["detail"]
        code: str = problem["code"]
        return code

    @staticmethod
    def _good(answer: Any) -> Any:
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

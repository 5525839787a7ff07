"""What has run out is forgotten when the server starts, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select
from starlette.testclient import TestClient

from tests.cast import Actor, clocks
from tests.waiting import until
from verkstad.history.operations import OPERATION
from verkstad.kernel.clock import written
from verkstad.kernel.ids import digest, new_id
from verkstad.main import create_app
from verkstad.users.access import SESSION
from verkstad.users.forgetting import forget_what_ran_out
from verkstad.users.inviting import INVITATION, renew_invitation
from verkstad.users.throttling import ATTEMPT, count_try, keys_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from tests.cast import Cast, StandingClock
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction

KEPT: tuple[Table, ...] = (OPERATION, SESSION, INVITATION, ATTEMPT)


def _leave_some_of_each(house: House, cast: Cast, client: TestClient, board_id: str) -> None:
    amina = Actor(client, cast.tokens["amina"])
    amina.post(f"/boards/{board_id}/cards", {"title": "Boka lokal"}, headers={"Idempotency-Key": new_id()})
    cast.act("daniel", lambda deed: renew_invitation(deed, cast.ids["solveig"]))
    count_try(house, keys_of("amina@example.se", "203.0.113.7"), house.clock.now())

    def session(transaction: Transaction) -> None:
        now = house.clock.now()
        ends = written(now.replace(month=12, day=18))
        row = {"id": new_id(), "token_hash": digest(new_id()), "user_id": cast.ids["amina"], "agent": ""}
        transaction.connection.execute(insert(SESSION).values(**row, created_at=written(now), expires_at=ends))

    house.database.write(session)


def _counts(house: House) -> list[int]:
    def look(connection: Connection) -> list[int]:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in KEPT]

    return house.database.read(look)


def test_each_is_forgotten_in_its_own_time(
    house: House, cast: Cast, client: TestClient, clock: StandingClock, board_id: str
) -> None:
    _leave_some_of_each(house, cast, client, board_id)
    before = clocks(house)
    assert forget_what_ran_out(house) == 0

    left = []
    for days in (1, 14, 16, 60):
        clock.go(days=days)
        forget_what_ran_out(house)
        left.append(_counts(house))

    assert left == [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    assert clocks(house) == before


def test_a_server_forgets_when_it_starts(
    house: House, cast: Cast, client: TestClient, clock: StandingClock, board_id: str
) -> None:
    _leave_some_of_each(house, cast, client, board_id)
    clock.go(days=100)

    with TestClient(create_app(house.settings, clock=clock)) as started:
        assert started.get("/health").status_code == 200
        assert until(lambda: _counts(house) == [0, 0, 0, 0])

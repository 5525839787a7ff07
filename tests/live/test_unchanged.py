"""A plan that is answered for from memory is answered for only as long as its reader may see it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, update

from tests.cast import Actor
from verkstad.boards.changing import change_board
from verkstad.boards.joining import add_member, remove_member
from verkstad.users.access import SESSION, TOKEN, USER
from verkstad.users.changing import change_person
from verkstad.users.granting import grant_token, revoke_token
from verkstad.users.passwords import hash_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from tests.cast import Cast, StandingClock
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction
    from verkstad.users.desk import Deed


def _disabled(who: str) -> Callable[[Cast, str], object]:
    return lambda cast, _: cast.act("daniel", lambda deed: change_person(deed, cast.ids[who], {"disabled": True}))


def _role(who: str, role: str) -> Callable[[Cast, str], object]:
    return lambda cast, _: cast.act("daniel", lambda deed: change_person(deed, cast.ids[who], {"role": role}))


def _board(**changes: object) -> Callable[[Cast, str], object]:
    return lambda cast, board: cast.act("asa", lambda deed: change_board(deed, board, dict(changes)))


def _no_member(who: str) -> Callable[[Cast, str], object]:
    return lambda cast, board: cast.act("asa", lambda deed: remove_member(deed, board, cast.ids[who]))


def _no_token(who: str) -> Callable[[Cast, str], object]:
    def end(cast: Cast, _: str) -> None:
        find = select(TOKEN.c.id).where(TOKEN.c.user_id == cast.ids[who])
        token = cast.house.database.read(lambda connection: connection.execute(find).scalar_one())
        cast.act(who, lambda deed: revoke_token(deed, token))

    return end


ENDS: list[tuple[str, Callable[[Cast, str], object], int]] = [
    ("agneta", _board(restricted=True), 404),
    ("agneta", _role("agneta", "guest"), 404),
    ("agneta", _disabled("agneta"), 401),
    ("agneta", _no_token("agneta"), 401),
    ("solveig", _no_member("solveig"), 404),
    ("amina", _disabled("amina"), 401),
]


@pytest.mark.parametrize("end", ENDS)
def test_what_ends_access_ends_it_at_once(
    actor: Callable[[str], Actor], cast: Cast, board_id: str, end: tuple[str, Callable[[Cast, str], object], int]
) -> None:
    who, ends, status = end
    reader = actor(who)
    first = [reader.ask("GET", f"/boards/{board_id}") for _ in range(3)][-1]

    ends(cast, board_id)

    assert first.status_code == 200
    assert reader.ask("GET", f"/boards/{board_id}").status_code == status
    asked = reader.ask("GET", f"/boards/{board_id}", headers={"If-None-Match": first.headers["etag"]})
    assert asked.status_code == status


def test_an_owner_who_owns_it_no_more(actor: Callable[[str], Actor], cast: Cast, board_id: str) -> None:
    ulf = actor("ulf")
    actor("asa").patch(f"/boards/{board_id}", {"restricted": True})
    assert [ulf.ask("GET", f"/boards/{board_id}").status_code for _ in range(3)] == [200, 200, 200]

    actor("asa").patch(f"/boards/{board_id}", {"owner_id": cast.ids["amina"]})

    assert ulf.ask("GET", f"/boards/{board_id}").status_code == 404


def test_one_persons_memory_is_no_other_persons(actor: Callable[[str], Actor], board_id: str) -> None:
    path = f"/boards/{board_id}"
    actor("asa").patch(path, {"restricted": True})
    assert [actor("asa").ask("GET", path).status_code for _ in range(3)] == [200, 200, 200]

    for who in ("agneta", "piotr", "bo"):
        assert [actor(who).ask("GET", path).status_code for _ in range(2)] == [404, 404]


def test_a_demotion_that_is_written_while_the_plan_is_read(
    actor: Callable[[str], Actor], cast: Cast, house: House, board_id: str
) -> None:
    path = f"/boards/{board_id}"
    reader = actor("asa")
    reader.patch(path, {"restricted": True})
    assert reader.ask("GET", path).status_code == 200
    reader.patch(path, {"name": "Så att ingen minns den"})
    reader.ask("GET", "/boards")  # only who she is, is remembered
    seen: list[int] = []

    def read_between(transaction: Transaction) -> None:
        if f"user:{cast.ids['asa']}" in transaction.moved and not seen:
            seen.append(reader.ask("GET", path).status_code)

    # Between the commit and the moment when memory hears of it.
    house.database._on_commit.insert(0, read_between)  # noqa: SLF001
    cast.act("daniel", lambda deed: change_person(deed, cast.ids["asa"], {"role": "employee"}))

    assert len(seen) == 1
    assert reader.ask("GET", path).status_code == 404
    assert reader.ask("GET", path).status_code == 404


def test_a_session_that_ends_elsewhere_and_one_that_runs_out(
    client: TestClient, cast: Cast, house: House, clock: StandingClock, board_id: str
) -> None:
    kept = hash_password("en hemlighet för provet")
    change = update(USER).where(USER.c.id == cast.ids["amina"]).values(password_hash=kept)
    house.database.write(lambda transaction: transaction.connection.execute(change).rowcount)
    body = {"email": "amina@example.se", "password": "en hemlighet för provet"}
    path = f"/api/v1/boards/{board_id}"

    for end in (
        lambda: client.delete("/api/v1/session", headers={"Origin": "http://testserver"}),
        lambda: clock.go(days=31),
        lambda: (
            house.database.write(lambda transaction: transaction.connection.execute(delete(SESSION)).rowcount)
            and cast.act("daniel", lambda deed: change_person(deed, cast.ids["amina"], {"disabled": True}))
        ),
    ):
        client.post("/api/v1/session", json=body, headers={"Origin": "http://testserver"})
        cookie = {"Cookie": f"verkstad={client.cookies['verkstad']}"}
        client.cookies.clear()
        assert [client.get(path, headers=cookie).status_code for _ in range(3)] == [200, 200, 200]
        client.cookies.set("verkstad", cookie["Cookie"].partition("=")[2])
        end()
        client.cookies.clear()
        assert client.get(path, headers=cookie).status_code == 401


def test_a_member_is_back_as_soon_as_added(actor: Callable[[str], Actor], cast: Cast, board_id: str) -> None:
    piotr = actor("piotr")
    assert piotr.ask("GET", f"/boards/{board_id}").status_code == 404
    cast.act("asa", partial(add_member, board_id=board_id, user_id=cast.ids["piotr"]))
    assert piotr.ask("GET", f"/boards/{board_id}").status_code == 200


def test_every_way_of_using_a_token_is_noted(
    client: TestClient, cast: Cast, house: House, clock: StandingClock, board_id: str
) -> None:
    def grant(deed: Deed, name: str) -> str:
        return grant_token(deed, deed.caller.id, name=name, scope="write", expires_on=None, zone=clock.zone).secret

    names = ("läser", "skriver", "följer planen", "lyssnar")
    made = {name: cast.act("amina", partial(grant, name=name)) for name in names}
    Actor(client, made["läser"]).get("/boards")
    Actor(client, made["skriver"]).post(f"/boards/{board_id}/cards", {"title": "Boka lokal"})
    for _ in range(3):
        Actor(client, made["följer planen"]).get(f"/boards/{board_id}")
    with client.websocket_connect("/api/v1/live", headers={"Authorization": f"Bearer {made['lyssnar']}"}):
        pass

    def used() -> set[str]:
        rows = house.database.read(lambda connection: connection.execute(select(TOKEN)).all())
        return {row.name for row in rows if row.last_used_at is not None and row.name in made}

    assert used() == set(made)
    clock.go(hours=3)
    Actor(client, made["följer planen"]).get(f"/boards/{board_id}")
    find = select(TOKEN.c.last_used_at).where(TOKEN.c.name == "följer planen")
    assert house.database.read(lambda connection: connection.execute(find).scalar_one()).startswith("2026-11-18T14")

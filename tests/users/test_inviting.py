"""One-time links: they let one person in, once, and the newest only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from tests.cast import clocks
from tests.users.conftest import Seated
from verkstad.users.access import USER

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from tests.cast import Cast, StandingClock
    from verkstad.history.house import House

CHOSEN = "en egen lång mening"


def invite(admin: Seated, *emails: str, role: str = "employee") -> list[dict[str, Any]]:
    people = [{"name": email.partition("@")[0].title(), "email": email} for email in emails]
    items: list[dict[str, Any]] = admin.post("/people", {"role": role, "people": people})["items"]
    return items


def token_in(link: dict[str, Any]) -> str:
    path, _, token = link["link"].partition("#")
    assert path == "/join"
    return str(token)


def accept(client: TestClient, token: str, password: str = CHOSEN) -> Any:
    answer = client.post("/api/v1/invitations/acceptance", json={"token": token, "password": password})
    client.cookies.clear()
    return answer


def test_a_link_tells_who_it_is_for_and_lets_them_choose_a_password(
    client: TestClient, seat: Callable[..., Seated], sign_in: Callable[..., Any]
) -> None:
    (made,) = invite(seat("daniel"), "Kerstin@Example.se")
    assert made["person"]["state"] == "invited"
    assert made["person"]["email"] == "kerstin@example.se"
    assert made["expires_at"] == "2026-12-02T11:00:00.000Z"
    token = token_in(made)

    shown = client.post("/api/v1/invitations/preview", json={"token": token}).json()
    entered = accept(client, token)

    assert shown == {
        "name": "Kerstin",
        "email": "kerstin@example.se",
        "administration": "Arbetsmarknadsförvaltningen",
    }
    assert entered.json()["person"]["name"] == "Kerstin"
    assert Seated(client, entered.cookies["verkstad"]).get("/session")["person"]["role"] == "employee"
    assert sign_in("kerstin", CHOSEN).status_code == 200


def test_a_link_works_once(client: TestClient, seat: Callable[..., Seated]) -> None:
    token = token_in(invite(seat("daniel"), "kerstin@example.se")[0])
    accept(client, token)

    for path, body in (("preview", {"token": token}), ("acceptance", {"token": token, "password": CHOSEN})):
        answer = client.post(f"/api/v1/invitations/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (410, "link_used")


def test_of_twenty_who_have_the_link_one_gets_in(client: TestClient, seat: Callable[..., Seated]) -> None:
    token = token_in(invite(seat("daniel"), "kerstin@example.se")[0])
    # Twenty strangers: the one who gets in must not lend the cookie to the others.
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda number: accept(client, token, f"lösenord nummer {number}"), range(20)))

    assert sorted(answer.status_code for answer in answers) == [200] + [410] * 19


def test_a_link_runs_out(client: TestClient, seat: Callable[..., Seated], clock: StandingClock) -> None:
    token = token_in(invite(seat("daniel"), "kerstin@example.se")[0])
    clock.go(days=14)

    shown = client.post("/api/v1/invitations/preview", json={"token": token})
    assert shown.json()["code"] == "link_used"
    assert accept(client, token).json()["code"] == "link_used"


def test_a_new_link_takes_the_place_of_the_old_one_and_of_the_password(
    client: TestClient, seat: Callable[..., Seated], sign_in: Callable[..., Any], cast: Cast
) -> None:
    daniel, amina = seat("daniel"), seat("amina")
    first, second = (daniel.post(f"/people/{cast.ids['amina']}/invitations") for _ in range(2))

    assert accept(client, token_in(first)).json()["code"] == "link_used"
    assert amina.get("/session")["person"]["name"] == "Amina Warsame"  # nothing ends before the link is used
    assert accept(client, token_in(second)).status_code == 200
    assert amina.refused("GET", "/session") == "not_signed_in"
    assert sign_in("amina").json()["code"] == "wrong_credentials"
    assert sign_in("amina", CHOSEN).status_code == 200


def test_a_disabled_account_has_no_working_link(client: TestClient, seat: Callable[..., Seated], cast: Cast) -> None:
    daniel = seat("daniel")
    link = daniel.post(f"/people/{cast.ids['amina']}/invitations")
    daniel.patch(f"/people/{cast.ids['amina']}", {"disabled": True})

    assert accept(client, token_in(link)).json()["code"] == "link_used"
    assert daniel.refused("POST", f"/people/{cast.ids['amina']}/invitations") == "not_found"


def test_two_hundred_people_come_at_once_and_one_misspelt_line_lets_nobody_in(
    seat: Callable[..., Seated], house: House
) -> None:
    daniel = seat("daniel")
    emails = [f"person{number}@example.se" for number in range(200)]
    before = clocks(house)
    people = [{"name": "Någon", "email": email} for email in emails]

    for wrong in (
        [*people[:199], {"name": "Någon", "email": "utan snabel-a"}],
        [*people[:199], {"name": " ", "email": "x@example.se"}],
        [*people, {"name": "En för mycket", "email": "x@example.se"}],
        [],
    ):
        assert daniel.refused("POST", "/people", {"role": "guest", "people": wrong}) == "invalid"
    for taken in ("amina@example.se", "AMINA@example.se", "person0@example.se"):
        body = {"role": "guest", "people": [*people[:100], {"name": "Igen", "email": taken}]}
        assert daniel.refused("POST", "/people", body) == "email_taken"
    assert clocks(house) == before

    made = invite(daniel, *emails, role="guest")
    assert len({each["link"] for each in made}) == 200
    assert [each["person"]["email"] for each in made] == emails


def test_an_administrator_of_another_administration_sees_nobody_here(
    seat: Callable[..., Seated], cast: Cast, house: House
) -> None:
    promote = update(USER).where(USER.c.id == cast.ids["bo"]).values(role="admin")
    house.database.write(lambda transaction: transaction.connection.execute(promote).rowcount)
    bo = seat("bo")
    before = clocks(house)

    assert bo.refused("PATCH", f"/people/{cast.ids['amina']}", {"role": "guest"}) == "not_found"
    assert bo.refused("POST", f"/people/{cast.ids['amina']}/invitations") == "not_found"
    assert [person["name"] for person in bo.get("/people")["items"]] == ["Bo Främmande"]
    assert clocks(house) == before

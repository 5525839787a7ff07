"""Changing people: roles and accounts by an administrator, and what each changes of themself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update
from starlette.websockets import WebSocketDisconnect

from tests.cast import clocks
from verkstad.users.access import USER

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient, WebSocketTestSession

    from tests.cast import Actor, Cast
    from tests.users.conftest import Seated
    from verkstad.history.house import House


def test_disabling_ends_every_session_token_and_socket_at_once(
    client: TestClient, seat: Callable[..., Seated], actor: Callable[[str], Actor], cast: Cast, board_id: str
) -> None:
    daniel, amina, token = seat("daniel"), seat("amina"), actor("amina")
    with (
        client.websocket_connect("/api/v1/live", headers=amina.headers) as by_cookie,
        client.websocket_connect(
            "/api/v1/live", headers={"Authorization": f"Bearer {cast.tokens['amina']}"}
        ) as by_token,
    ):
        for socket in (by_cookie, by_token):
            socket.send_json({"type": "watch", "board_id": board_id, "after": 0})
            assert socket.receive_json()["type"] == "watching"
        assert daniel.patch(f"/people/{cast.ids['amina']}", {"disabled": True})["state"] == "disabled"
        for socket in (by_cookie, by_token):
            assert code_at_the_end(socket) == 4401

    assert amina.refused("GET", "/session") == "not_signed_in"
    assert token.refused("POST", f"/boards/{board_id}/cards", {"title": "Efteråt"}) == "not_signed_in"


def code_at_the_end(socket: WebSocketTestSession) -> int:
    """Read on, past whatever is said in between, until the line is cut."""
    try:
        while True:
            socket.receive_json()
    except WebSocketDisconnect as ended:
        return ended.code


def test_an_account_that_is_enabled_again_signs_in_anew(
    seat: Callable[..., Seated], sign_in: Callable[..., Any], cast: Cast
) -> None:
    daniel, amina = seat("daniel"), seat("amina")
    daniel.patch(f"/people/{cast.ids['amina']}", {"disabled": True})
    assert sign_in("amina").status_code == 401

    assert daniel.patch(f"/people/{cast.ids['amina']}", {"disabled": False})["state"] == "active"

    assert amina.refused("GET", "/session") == "not_signed_in"
    assert sign_in("amina").status_code == 200


def test_a_new_role_counts_from_the_next_request(seat: Callable[..., Seated], cast: Cast) -> None:
    daniel, agneta = seat("daniel"), seat("agneta")
    assert agneta.refused("POST", "/boards", {"name": "En plan"}) == "may_not"

    daniel.patch(f"/people/{cast.ids['agneta']}", {"role": "coordinator"})
    agneta.post("/boards", {"name": "En plan"})
    daniel.patch(f"/people/{cast.ids['agneta']}", {"role": "guest"})

    assert agneta.get("/boards")["items"] == []
    assert agneta.get("/session")["person"]["role"] == "guest"


def test_an_employee_who_becomes_a_guest_stops_seeing_the_plan_live(
    client: TestClient, seat: Callable[..., Seated], cast: Cast, board_id: str
) -> None:
    daniel, agneta = seat("daniel"), seat("agneta")
    with client.websocket_connect("/api/v1/live", headers=agneta.headers) as socket:
        version = agneta.get(f"/boards/{board_id}")["version"]
        socket.send_json({"type": "watch", "board_id": board_id, "after": version})
        assert socket.receive_json()["type"] == "watching"
        daniel.patch(f"/people/{cast.ids['agneta']}", {"role": "guest"})
        assert socket.receive_json() == {"type": "gone", "board_id": board_id}


def test_the_last_administrator_stays_one(seat: Callable[..., Seated], cast: Cast, house: House) -> None:
    daniel, me = seat("daniel"), f"/people/{cast.ids['daniel']}"
    before = clocks(house)

    for change in ({"role": "coordinator"}, {"disabled": True}, {"role": "guest", "name": "Ny"}):
        assert daniel.refused("PATCH", me, change) == "last_administrator"
    assert clocks(house) == before

    daniel.patch(f"/people/{cast.ids['asa']}", {"role": "admin"})
    assert daniel.patch(me, {"role": "employee"})["role"] == "employee"
    assert daniel.refused("PATCH", me, {"role": "admin"}) == "may_not"


def test_an_administrator_who_has_not_come_in_yet_does_not_count(
    seat: Callable[..., Seated], cast: Cast, house: House
) -> None:
    daniel = seat("daniel")
    daniel.patch(f"/people/{cast.ids['asa']}", {"role": "admin"})
    without = update(USER).where(USER.c.id == cast.ids["asa"]).values(password_hash=None)
    house.database.write(lambda transaction: transaction.connection.execute(without).rowcount)

    assert daniel.refused("PATCH", f"/people/{cast.ids['daniel']}", {"role": "guest"}) == "last_administrator"


def test_two_administrators_who_step_down_at_once_leave_one(seat: Callable[..., Seated], cast: Cast) -> None:
    daniel = seat("daniel")
    daniel.patch(f"/people/{cast.ids['asa']}", {"role": "admin"})
    both = {"daniel": daniel, "asa": seat("asa")}

    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda who: both[who].ask("PATCH", f"/people/{cast.ids[who]}", {"role": "employee"}), both)
        )

    assert sorted(answer.status_code for answer in answers) == [200, 409]


def test_a_new_password_ends_other_sessions_and_keeps_this_one(
    client: TestClient, seat: Callable[..., Seated], sign_in: Callable[..., Any], passwords: str
) -> None:
    here, there = seat("amina"), seat("amina")
    assert here.refused("PUT", "/password", {"current": "fel", "new": "en ny lång mening"}) == "wrong_password"
    assert there.get("/session")
    with client.websocket_connect("/api/v1/live", headers=there.headers) as socket:
        here.put("/password", {"current": passwords, "new": "en ny lång mening"})
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()

    assert ended.value.code == 4401
    assert here.get("/session")["person"]["name"] == "Amina Warsame"
    assert there.refused("GET", "/session") == "not_signed_in"
    assert sign_in("amina").status_code == 401
    assert sign_in("amina", "en ny lång mening").status_code == 200


def test_a_new_password_is_long_enough_or_refused(seat: Callable[..., Seated], passwords: str) -> None:
    amina = seat("amina")

    assert amina.refused("PUT", "/password", {"current": passwords, "new": "för korta"}) == "invalid"
    assert amina.refused("PUT", "/password", {"current": passwords, "new": "x" * 257}) == "invalid"


def test_one_changes_ones_own_settings_and_nobody_elses(seat: Callable[..., Seated], house: House) -> None:
    amina, ulf = seat("amina"), seat("ulf")

    me = amina.patch("/settings", {"language": "en", "theme": "dark", "introduced": True, "name": "Amina Ali"})
    assert (me["language"], me["theme"], me["introduced"], me["name"]) == ("en", "dark", True, "Amina Ali")
    assert amina.get("/session")["person"] == me
    assert ulf.get("/session")["person"]["language"] == "sv"
    before = clocks(house)
    assert amina.patch("/settings", {"language": "en"}) == me
    assert clocks(house) == before
    for body in ({"role": "admin"}, {"email": "x@example.se"}, {"language": "no"}, {"introduced": "ja"}):
        assert amina.refused("PATCH", "/settings", body) == "invalid"


def test_a_new_plan_speaks_the_language_of_whoever_starts_it(seat: Callable[..., Seated]) -> None:
    asa = seat("asa")
    asa.patch("/settings", {"language": "en"})
    board_id = asa.post("/boards", {"name": "A plan"})["board_id"]

    assert asa.get(f"/boards/{board_id}")["lanes"][0]["title"] == "Not started"


def test_an_administrator_corrects_a_name_and_a_title(seat: Callable[..., Seated], cast: Cast) -> None:
    person = seat("daniel").patch(
        f"/people/{cast.ids['amina']}", {"name": "Amina Ali", "title": "Socionom", "unit": "Etablering"}
    )

    assert (person["name"], person["title"], person["unit"]) == ("Amina Ali", "Socionom", "Etablering")

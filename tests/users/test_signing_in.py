"""Signing in and out: what the cookie is, whom it lets in, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.cast import clocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from tests.cast import Cast, StandingClock
    from tests.users.conftest import Seated
    from verkstad.history.house import House


@pytest.mark.usefixtures("passwords")
def test_a_right_password_opens_a_session(sign_in: Callable[..., Any], cast: Cast) -> None:
    answer = sign_in("amina")

    session = answer.json()
    assert session["scope"] == "write"
    assert session["expires_at"] == "2026-12-18T11:00:00.000Z"
    assert session["person"]["id"] == cast.ids["amina"]
    assert session["person"]["email"] == "amina@example.se"
    assert session["person"]["administration"]["name"] == "Arbetsmarknadsförvaltningen"
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax", "path=/", "max-age=2592000"} <= {part.strip() for part in cookie.split(";")}
    assert "secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("passwords")
def test_over_https_the_cookie_is_secure(client: TestClient) -> None:
    body = {"email": "amina@example.se", "password": "tusen sjöar och en å"}
    answer = client.post("https://testserver/api/v1/session", json=body)

    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.usefixtures("passwords")
def test_the_address_is_read_whatever_its_capitals_and_blanks(client: TestClient) -> None:
    body = {"email": "  Amina@Example.SE ", "password": "tusen sjöar och en å"}

    assert client.post("/api/v1/session", json=body).status_code == 200


@pytest.mark.usefixtures("passwords")
def test_a_wrong_password_an_unknown_account_and_a_disabled_one_are_answered_alike(
    sign_in: Callable[..., Any], seat: Callable[..., Seated], house: House, cast: Cast
) -> None:
    seat("daniel").patch(f"/people/{cast.ids['agneta']}", {"disabled": True})
    before = clocks(house)

    answers = [sign_in("amina", "fel"), sign_in("ingen", "fel"), sign_in("agneta")]

    assert [answer.status_code for answer in answers] == [401] * 3
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].json()["code"] == "wrong_credentials"
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert clocks(house) == before


def test_whoever_is_only_invited_has_no_password_yet(sign_in: Callable[..., Any], cast: Cast) -> None:
    assert cast.ids
    assert sign_in("amina", "x").json()["code"] == "wrong_credentials"


def test_signing_out_ends_the_session_and_its_socket(client: TestClient, seat: Callable[..., Seated]) -> None:
    amina, elsewhere = seat("amina"), seat("amina")
    with client.websocket_connect("/api/v1/live", headers=amina.headers) as socket:
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        answer = amina.ask("DELETE", "/session")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()

    assert ended.value.code == 4401
    assert 'verkstad=""' in answer.headers["set-cookie"]
    assert amina.refused("GET", "/session") == "not_signed_in"
    assert elsewhere.get("/session")["person"]["name"] == "Amina Warsame"


def test_one_sees_where_one_is_signed_in_and_ends_another(client: TestClient, seat: Callable[..., Seated]) -> None:
    at_work, at_home = seat("amina", **{"User-Agent": "Dator"}), seat("amina", **{"User-Agent": "Telefon"})
    rows = at_work.get("/sessions")["items"]
    assert {row["agent"]: row["current"] for row in rows} == {"Telefon": False, "Dator": True}
    (other,) = (row["id"] for row in rows if not row["current"])

    assert seat("ulf").refused("DELETE", f"/sessions/{other}") == "not_found"
    with client.websocket_connect("/api/v1/live", headers=at_home.headers) as socket:
        at_work.delete(f"/sessions/{other}")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()

    assert ended.value.code == 4401
    assert at_home.refused("GET", "/session") == "not_signed_in"
    assert [row["agent"] for row in at_work.get("/sessions")["items"]] == ["Dator"]


def test_a_session_ends_by_itself(seat: Callable[..., Seated], clock: StandingClock) -> None:
    amina = seat("amina")
    clock.go(days=29, hours=23)
    assert amina.get("/session")["expires_at"] == "2026-12-18T11:00:00.000Z"
    clock.go(hours=1)

    assert amina.refused("GET", "/session") == "not_signed_in"
    assert [row["current"] for row in seat("amina").get("/sessions")["items"]] == [True]


def test_a_socket_falls_silent_when_its_session_ends(
    client: TestClient, seat: Callable[..., Seated], clock: StandingClock
) -> None:
    amina = seat("amina")
    clock.go(days=30, seconds=-0.3)
    with client.websocket_connect("/api/v1/live", headers=amina.headers) as socket:
        clock.go(seconds=1)
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()

    assert ended.value.code == 4401


def test_a_cookie_that_is_made_up_or_another_persons_row(client: TestClient, seat: Callable[..., Seated]) -> None:
    amina = seat("amina")
    row = amina.get("/sessions")["items"][0]["id"]
    for secret in ("x", row, amina.secret[:-1], amina.secret + "x", ""):
        answer = client.get("/api/v1/session", headers={"Cookie": f"verkstad={secret}"})
        assert answer.status_code == 401

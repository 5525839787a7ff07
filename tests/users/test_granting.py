"""Access tokens: what each scope may, when they end, and that their secrets are shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.cast import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from tests.cast import StandingClock
    from tests.users.conftest import Seated


def granted(person: Seated, client: TestClient, **wish: Any) -> tuple[Actor, dict[str, Any]]:
    made = person.post("/tokens", {"name": "Veckorapporten", "scope": "write", **wish})
    return Actor(client, made["secret"]), made


def test_a_token_that_may_read_reads_and_no_more(
    client: TestClient, seat: Callable[..., Seated], board_id: str
) -> None:
    reader, _ = granted(seat("amina"), client, scope="read")

    assert reader.get("/session")["scope"] == "read"
    assert reader.get(f"/boards/{board_id}")["version"]
    assert reader.refused("POST", f"/boards/{board_id}/cards", {"title": "Boka lokal"}) == "read_only_token"
    assert reader.refused("PATCH", "/settings", {"theme": "dark"}) == "read_only_token"


def test_a_token_that_may_write_writes_as_its_person(
    client: TestClient, seat: Callable[..., Seated], board_id: str
) -> None:
    writer, _ = granted(seat("amina"), client)
    writer.post(f"/boards/{board_id}/cards", {"title": "Boka lokal"})

    assert writer.get(f"/boards/{board_id}")["cards"][0]["title"] == "Boka lokal"
    assert writer.refused("POST", "/boards", {"name": "En plan"}) == "may_not"


def test_a_token_makes_no_token_and_changes_no_password(client: TestClient, seat: Callable[..., Seated]) -> None:
    writer, _ = granted(seat("daniel"), client)

    assert writer.refused("POST", "/tokens", {"name": "En till", "scope": "write"}) == "may_not"
    assert writer.refused("PUT", "/password", {"current": "x", "new": "en ny lång mening"}) == "may_not"
    assert writer.refused("DELETE", "/session") == "may_not"


def test_its_secret_is_shown_once_and_kept_as_a_hash(client: TestClient, seat: Callable[..., Seated]) -> None:
    amina = seat("amina")
    _, made = granted(amina, client)

    assert made["secret"].startswith("vst_")
    (row,) = (row for row in amina.get("/tokens")["items"] if row["id"] == made["id"])
    assert row == {key: value for key, value in made.items() if key != "secret"}


def test_it_works_to_the_end_of_its_last_day_in_stockholm(
    client: TestClient, seat: Callable[..., Seated], clock: StandingClock
) -> None:
    token, made = granted(seat("amina"), client, expires_on="2026-11-18")
    assert made["expires_at"] == "2026-11-18T23:00:00.000Z"
    clock.go(hours=11, minutes=59)
    assert token.get("/session")["scope"] == "write"
    clock.go(minutes=1)

    assert token.refused("GET", "/session") == "not_signed_in"


def test_a_token_without_an_end_lasts(client: TestClient, seat: Callable[..., Seated], clock: StandingClock) -> None:
    token, made = granted(seat("amina"), client)
    clock.go(days=4000)

    assert made["expires_at"] is None
    assert token.get("/session")["expires_at"] is None


def test_revoking_it_ends_it_and_its_socket_at_once(client: TestClient, seat: Callable[..., Seated]) -> None:
    amina = seat("amina")
    token, made = granted(amina, client)
    assert seat("ulf").refused("DELETE", f"/tokens/{made['id']}") == "not_found"
    with client.websocket_connect("/api/v1/live", headers={"Authorization": f"Bearer {made['secret']}"}) as socket:
        amina.delete(f"/tokens/{made['id']}")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()

    assert ended.value.code == 4401
    assert token.refused("GET", "/session") == "not_signed_in"


def test_when_it_was_used_is_noted_once_an_hour(
    client: TestClient, seat: Callable[..., Seated], clock: StandingClock
) -> None:
    amina = seat("amina")
    token, made = granted(amina, client)

    def used() -> Any:
        return next(row["last_used_at"] for row in amina.get("/tokens")["items"] if row["id"] == made["id"])

    assert used() is None
    token.get("/session")
    first = used()
    clock.go(minutes=30)
    token.get("/session")
    assert used() == first == "2026-11-18T11:00:00.000Z"
    clock.go(minutes=31)
    token.get("/session")
    assert used() == "2026-11-18T12:01:00.000Z"


def test_a_bearer_token_goes_before_a_cookie(client: TestClient, seat: Callable[..., Seated]) -> None:
    ulf = seat("ulf")
    _, made = granted(seat("amina"), client)

    both = client.get("/api/v1/session", headers={**ulf.headers, "Authorization": f"Bearer {made['secret']}"})

    assert both.json()["person"]["name"] == "Amina Warsame"

"""Guessing is slow, however many guess at once, and a storm of sign-ins keeps nobody else waiting."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from tests.running import raw, running
from tests.waiting import until
from verkstad.users import passwords
from verkstad.users.passwords import hash_password
from verkstad.users.problems import Throttled, WrongCredentials
from verkstad.users.signing_in import sign_in
from verkstad.users.tables import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from tests.cast import Cast, StandingClock
    from verkstad.history.house import House

PASSWORD = "en hemlighet för provet"
USER = User.__table__  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _passwords(house: House, cast: Cast) -> None:
    kept = hash_password(PASSWORD)
    change = USER.update().where(USER.c.id == cast.ids["amina"]).values(password_hash=kept)
    house.database.write(lambda transaction: transaction.connection.execute(change).rowcount)


def _try(house: House, password: str, *, address: str = "203.0.113.7", email: str = "amina@example.se") -> str:
    try:
        sign_in(house, email=email, password=password, agent="", address=address)
    except (Throttled, WrongCredentials) as refusal:
        return refusal.code
    return "in"


def test_ten_wrong_tries_close_an_account_for_a_quarter_of_an_hour(house: House, clock: StandingClock) -> None:
    assert [_try(house, "fel") for _ in range(11)] == ["wrong_credentials"] * 10 + ["throttled"]
    assert _try(house, PASSWORD) == "throttled"
    clock.go(minutes=15, seconds=1)
    assert _try(house, PASSWORD) == "in"


def test_many_guesses_at_once_are_no_more_than_many_in_a_row(house: House) -> None:
    with ThreadPoolExecutor(12) as guessers:
        said = list(guessers.map(lambda _: _try(house, "fel"), range(24)))

    assert said.count("wrong_credentials") == 10
    assert said.count("throttled") == 14


def test_an_address_is_closed_after_a_hundred_and_the_right_ones_are_not_counted(house: House) -> None:
    assert {_try(house, PASSWORD) for _ in range(3)} == {"in"}
    for number in range(100):
        assert _try(house, "fel", email=f"nr{number}@example.se") == "wrong_credentials"

    assert _try(house, PASSWORD) == "throttled"
    assert _try(house, PASSWORD, address="198.51.100.9") == "in"


def test_a_right_password_clears_its_account(house: House) -> None:
    for _ in range(3):
        assert [_try(house, "fel") for _ in range(9)] == ["wrong_credentials"] * 9
        assert _try(house, PASSWORD) == "in"


def test_the_present_password_is_no_easier_to_guess_from_inside(app: FastAPI) -> None:
    with TestClient(app, headers={"Origin": "http://testserver"}) as client:
        client.post("/api/v1/session", json={"email": "amina@example.se", "password": PASSWORD})
        body = {"current": "fel", "new": "en ny hemlighet"}
        said = [client.put("/api/v1/password", json=body).json()["code"] for _ in range(11)]
        right = client.put("/api/v1/password", json={**body, "current": PASSWORD})

    assert said == ["wrong_password"] * 10 + ["throttled"]
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 0


def test_a_storm_of_sign_ins_keeps_nobody_else_waiting(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    come: list[object] = []
    hashing = threading.Event()
    in_turn, verify = passwords.in_turn, passwords.is_password

    async def counted(work: Callable[[], Any]) -> Any:
        come.append(work)
        return await in_turn(work)

    def slow(password: str, kept: str | None) -> bool:
        hashing.wait(80)
        return verify(password, kept)

    monkeypatch.setattr("verkstad.users.routes.in_turn", counted)
    monkeypatch.setattr("verkstad.users.signing_in.is_password", slow)
    with running(app) as port, ThreadPoolExecutor(30) as storm:
        crowd = [storm.submit(raw, port, _sign_in(number), wait=100) for number in range(30)]
        everybody_waits = until(lambda: len(come) == 30)
        well = raw(port, b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", wait=15)
        hashing.set()
        answers = [each.result()[:12] for each in crowd]

    assert everybody_waits
    assert well.startswith(b"HTTP/1.1 200")  # else it would have waited for the storm to pass
    assert set(answers) == {b"HTTP/1.1 401"}


def _sign_in(number: int) -> bytes:
    body = json.dumps({"email": f"nr{number}@example.se", "password": "fel"}).encode()
    head = (
        b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    )
    return head % len(body) + body

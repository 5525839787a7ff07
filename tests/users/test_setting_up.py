"""The first minute: a code on the server's screen makes the first administrator, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import clocks
from verkstad.users import setting_up
from verkstad.users.setting_up import print_code

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.cast import Cast
    from verkstad.history.house import House


def set_up(client: TestClient, code: str | None, **wish: str) -> Any:
    body = {
        "code": code,
        "administration": "Arbetsmarknadsförvaltningen",
        "name": "Daniel Quist",
        "email": "Daniel@example.se",
        "password": "en lång mening",
        **wish,
    }
    answer = client.post("/api/v1/setup", json=body)
    client.cookies.clear()
    return answer


def test_the_code_makes_an_administrator_and_signs_them_in(client: TestClient, house: House) -> None:
    assert client.get("/api/v1/setup").json() == {
        "needed": True,
        "demo": False,
        "name": "Verkstad",
        "default_language": "sv",
    }

    answer = set_up(client, print_code(house), language="en")

    assert answer.status_code == 201
    person = answer.json()["person"]
    assert (person["role"], person["language"], person["email"]) == ("admin", "en", "daniel@example.se")
    headers = {"Cookie": f"verkstad={answer.cookies['verkstad']}"}
    assert client.get("/api/v1/session", headers=headers).json()["person"] == person
    assert client.get("/api/v1/setup").json()["needed"] is False
    assert print_code(house) is None


def test_the_code_works_once(client: TestClient, house: House) -> None:
    code = print_code(house)
    set_up(client, code)
    before = clocks(house)

    assert set_up(client, code, email="annan@example.se").json()["code"] == "already_set_up"
    assert clocks(house) == before


def test_only_the_latest_code_works(client: TestClient, house: House) -> None:
    assert set_up(client, "x" * 32).json()["code"] == "wrong_code"
    first, second = print_code(house), print_code(house)

    refused = set_up(client, first)

    assert (refused.status_code, refused.json()["code"]) == (403, "wrong_code")
    assert set_up(client, second).status_code == 201


def test_of_many_who_have_the_code_one_becomes_the_administrator(client: TestClient, house: House) -> None:
    code = print_code(house)

    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda number: set_up(client, code, email=f"nr{number}@example.se"), range(8)))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


def test_a_wrong_code_costs_no_hash(client: TestClient, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    print_code(house)
    monkeypatch.setattr(setting_up, "hash_password", lambda _: pytest.fail("a guess must not cost a hash"))

    assert set_up(client, "x" * 32).json()["code"] == "wrong_code"


def test_a_password_of_nine_signs_is_refused_and_named(client: TestClient, house: House) -> None:
    refusal = set_up(client, print_code(house), password="för korta").json()

    assert refusal["code"] == "invalid"
    assert refusal["fields"] == [{"field": "password", "detail": "måste ha minst 10 tecken"}]
    assert "för korta" not in str(refusal)


def test_with_people_here_no_code_is_made(house: House, cast: Cast) -> None:
    assert cast.ids
    assert print_code(house) is None

"""What stands before every request cannot be talked round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from verkstad.main import create_app
from verkstad.settings import Settings
from verkstad.users.throttling import ATTEMPT

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.mark.parametrize(
    "origin", ["http://[", "http://]", "null", "", "://", "http://testserver.example.org", "http://"]
)
def test_an_origin_that_is_no_address_is_forged(client: TestClient, cast: Cast, board_id: str, origin: str) -> None:
    headers = {"Authorization": f"Bearer {cast.tokens['asa']}", "Origin": origin}

    answer = client.patch(f"/api/v1/boards/{board_id}", json={"name": "Kapad"}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "forged_origin")


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "counted"),
    [
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first was made up by the one who guesses
        (False, "203.0.113.7", "testclient"),
    ],
)
def test_only_what_our_own_proxy_says_of_an_address_is_believed(
    database_url: str, *, behind_proxy: bool, forwarded: str, counted: str
) -> None:
    app = create_app(Settings(database=database_url, threads=4, behind_proxy=behind_proxy))
    with TestClient(app) as client:
        body = {"email": "ingen@example.se", "password": "gissning"}
        client.post("/api/v1/session", json=body, headers={"X-Forwarded-For": forwarded})
        keys = app.state.house.database.read(
            lambda connection: set(connection.execute(select(ATTEMPT.c.key)).scalars())
        )

    assert f"address:{counted}" in keys
    assert len(keys) == 2


def test_behind_a_proxy_with_tls_a_page_without_it_is_none_of_ours(database_url: str) -> None:
    app = create_app(Settings(database=database_url, threads=4, behind_proxy=True))
    with TestClient(app) as client:
        page = {"Origin": "http://testserver", "X-Forwarded-Proto": "https"}
        refused = client.post("/api/v1/session", json={"email": "a@b.se", "password": "x"}, headers=page)

    assert refused.json()["code"] == "forged_origin"

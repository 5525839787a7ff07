"""People at a browser, with a password and a session of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from tests.cast import Actor
from verkstad.users.access import USER
from verkstad.users.passwords import hash_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from tests.cast import Cast
    from verkstad.history.house import House

PASSWORD = "tusen sjöar och en å"


class Seated(Actor):
    """Somebody at a browser: speaks with a session's cookie, from a page of ours."""

    def __init__(self, client: TestClient, secret: str) -> None:
        super().__init__(client, "")
        self.secret = secret
        self._headers = {"Cookie": f"verkstad={secret}", "Origin": "http://testserver"}

    @property
    def headers(self) -> dict[str, str]:
        return dict(self._headers)


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of everybody's password, which takes a while to make."""
    return hash_password(PASSWORD)


@pytest.fixture
def passwords(house: House, cast: Cast, password_hash: str) -> str:
    """Everybody has this password."""
    assert cast.ids
    house.database.write(
        lambda transaction: transaction.connection.execute(update(USER).values(password_hash=password_hash)).rowcount
    )
    return PASSWORD


@pytest.fixture
def sign_in(client: TestClient) -> Callable[..., Any]:
    """Send an e-mail address and a password, and give the answer."""

    def send(who: str, password: str = PASSWORD, **headers: str) -> Any:
        client.cookies.clear()
        body = {"email": f"{who}@example.se", "password": password}
        answer = client.post("/api/v1/session", json=body, headers=headers)
        client.cookies.clear()
        return answer

    return send


@pytest.fixture
def seat(client: TestClient, sign_in: Callable[..., Any], passwords: str) -> Callable[..., Seated]:
    """Sign somebody in and give them, at their browser."""

    def sit(who: str, password: str = passwords, **headers: str) -> Seated:
        answer = sign_in(who, password, **headers)
        assert answer.status_code == 200, answer.text
        return Seated(client, answer.cookies["verkstad"])

    return sit

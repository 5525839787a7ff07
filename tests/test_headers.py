"""What every answer carries: a policy without exceptions, no sniffing, no frames, nothing kept of what is private."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from tests.cast import Actor

pytestmark = pytest.mark.sqlite  # said by what stands before every route, whatever the database

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """As always, but with a client that is built."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Verkstad</title>")
    (tmp_path / "assets" / "app-1.js").write_text("export {};")
    return settings.model_copy(update={"web": tmp_path})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/plans", 200),
        ("GET", "/docs", 200),
        ("GET", "/health", 200),
        ("GET", "/assets/app-1.js", 200),
        ("GET", "/assets/missing.js", 404),
        ("GET", "/api/v1/setup", 200),
        ("GET", "/api/v1/session", 401),
        ("GET", "/api/v1/nothing", 404),
        ("PUT", "/api/v1/setup", 405),
        ("POST", "/api/v1/session", 415),
    ],
)
def test_every_answer_carries_the_same_policy(method: str, path: str, status: int, client: TestClient) -> None:
    answer = client.request(method, path, content=b"x" if status == 415 else None)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"https?:|\*", policy)
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers


def test_what_is_private_is_not_kept(actor: Callable[[str], Actor], client: TestClient, board_id: str) -> None:
    amina = actor("amina")

    assert amina.ask("GET", "/session").headers["cache-control"] == "no-store"
    assert amina.ask("GET", "/people").headers["cache-control"] == "no-store"
    assert amina.ask("GET", f"/boards/{board_id}").headers["cache-control"] == "private, no-cache"
    assert client.get("/api/v1/session").headers["cache-control"] == "no-store"


def test_hashed_files_are_kept_for_ever_and_the_page_is_always_asked_for(client: TestClient) -> None:
    assert "immutable" in client.get("/assets/app-1.js").headers["cache-control"]
    page = client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    assert client.get("/plans", headers={"If-None-Match": page.headers["etag"]}).status_code == 304


def test_nothing_outside_the_clients_folder_is_served(client: TestClient, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.txt").write_text("hemligt")

    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt"):
        assert "hemligt" not in client.get(path).text

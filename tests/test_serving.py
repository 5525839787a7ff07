"""The built client is served whole, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from verkstad.main import create_app
from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.sqlite  # files of a folder, whatever the database

BROTLI = bytes.fromhex("0b05806578706f7274207b7d3b0a03")  # "export {};\n"


@pytest.fixture
def pages(database_url: str, tmp_path: Path) -> Iterator[TestClient]:
    """A server with a small client of its own, and a secret beside it."""
    web = tmp_path / "web"
    (web / "assets").mkdir(parents=True)
    (web / "index.html").write_text("<!doctype html><title>Verkstad</title>")
    (web / "assets" / "app-1a2b.js").write_text("export {};\n")
    (web / "assets" / "app-1a2b.js.br").write_bytes(BROTLI)
    (tmp_path / "secret.txt").write_text("hemligt")
    with TestClient(create_app(Settings(database=database_url, threads=4, web=web))) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/plans", "/plans/01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11/12", "/join"])
def test_an_address_of_the_clients_own_gets_the_page_always_fresh(pages: TestClient, path: str) -> None:
    answer = pages.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_hashed_file_is_kept_for_ever_and_asked_for_once(pages: TestClient) -> None:
    answer = pages.get("/assets/app-1a2b.js")

    assert "immutable" in answer.headers["cache-control"]
    again = pages.get("/assets/app-1a2b.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("understood", "sent"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None), ("identity", None), ("abracadabra", None)],
)
def test_a_script_is_sent_as_small_as_the_asker_can_read(pages: TestClient, understood: str, sent: str | None) -> None:
    with pages.stream("GET", "/assets/app-1a2b.js", headers={"Accept-Encoding": understood}) as answer:
        assert answer.headers.get("content-encoding") == sent
        assert (b"".join(answer.iter_raw()) == BROTLI) == (sent == "br")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt"]
)
def test_nothing_outside_is_served(pages: TestClient, path: str) -> None:
    answer = pages.get(path)

    assert answer.status_code == 404
    assert "hemligt" not in answer.text


@pytest.mark.parametrize("path", ["/%00", "/" + "a" * 5000, "/" + "a/" * 3000, "/%ff%fe"])
def test_an_address_that_no_file_can_have_is_no_fault_of_ours(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code in (200, 404)

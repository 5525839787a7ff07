"""The page at /docs: everything of both documents, readable without a script, under the house's own policy."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from verkstad import contract
from verkstad.documents.schemas import kind_of
from verkstad.kernel.problems import every_problem

if TYPE_CHECKING:
    from starlette.testclient import TestClient


pytestmark = pytest.mark.sqlite  # it is made of the contract alone


class Read(HTMLParser):
    """What a page consists of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


@pytest.fixture
def shown(client: TestClient) -> Read:
    """The page, as everybody gets it."""
    answer = client.get("/docs")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    return Read(answer.text)


def test_nothing_on_it_breaks_the_policy_or_comes_from_elsewhere(shown: Read, client: TestClient) -> None:
    assert not {"script", "style", "img", "iframe", "form"} & {tag for tag, _ in shown.tags}
    assert not [name for _, attributes in shown.tags for name in attributes if name == "style" or name.startswith("on")]
    links = {attributes["href"] for tag, attributes in shown.tags if tag == "link"}
    assert links == {"data:,", "/docs/page.css"}
    style = client.get("/docs/page.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_its_links_lead_somewhere(shown: Read, client: TestClient) -> None:
    names = shown.all("id")
    assert len(names) == len(set(names))
    for link in shown.all("href"):
        if link.startswith("#"):
            assert link[1:] in names, link
        elif link.startswith("/api/"):
            assert client.get(link).status_code == 200, link


def test_every_route_message_and_refusal_is_on_it(shown: Read) -> None:
    names = set(shown.all("id"))
    for path, _, operation in contract.operations(contract.openapi()):
        assert operation["operationId"] in names
        assert path in shown.words
        for parameter in operation.get("parameters", []):
            assert parameter["name"] in shown.words
    for name, message in contract.asyncapi()["components"]["messages"].items():
        assert name in names
        assert message["title"] in shown.words
    assert {f"problem-{kind.code}" for kind in every_problem()} <= names


def test_it_has_one_heading_of_each_level_above_the_next(shown: Read) -> None:
    levels = [int(tag[1]) for tag, _ in shown.tags if tag in ("h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_kinds_of_values_in_words() -> None:
    assert kind_of({"type": "string", "minLength": 1, "maxLength": 300}, {}) == "text, 1 to 300 signs"
    assert kind_of({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 9}, {"type": "null"}]}, {}) == (
        "whole number, 1 to 9 or null"
    )
    assert (
        kind_of({"type": "array", "items": {"type": "string"}, "maxItems": 2}, {}) == "list of text, at most 2 of them"
    )
    assert kind_of({"enum": ["warn", "refuse"]}, {}) == "warn | refuse"
    assert kind_of({"type": "string", "format": "date"}, {}) == "day"


def test_it_is_sent_compressed_and_once(client: TestClient) -> None:
    first = client.get("/docs", headers={"Accept-Encoding": "gzip"})
    again = client.get("/docs", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["content-encoding"] == "gzip"
    assert again.status_code == 304

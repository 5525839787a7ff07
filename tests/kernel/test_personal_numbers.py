"""What looks like a personal identity number is found, and little else; the numbers here are for tests and invented.

tests/vectors-personal-numbers.json is read by the client's test, too.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from verkstad.kernel.personal_numbers import find_number, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor, Cast

VECTORS = json.loads((Path(__file__).parents[1] / "vectors-personal-numbers.json").read_text("utf-8"))
TODAY = dt.date.fromisoformat(VECTORS["today"])
NUMBER = "850709-9805"


@pytest.mark.parametrize(("text", "number"), VECTORS["found"])
def test_a_number_is_found(text: str, number: str) -> None:
    assert find_number(text, TODAY) == number
    assert refusal_of(json.dumps({"text": text}).encode(), TODAY) is not None
    assert refusal_of(json.dumps({"text": text}, ensure_ascii=False).encode(), TODAY) is not None


@pytest.mark.parametrize("text", VECTORS["passed"])
def test_what_is_none_is_let_through(text: str) -> None:
    assert find_number(text, TODAY) is None
    assert refusal_of(json.dumps({"text": text}).encode(), TODAY) is None


def test_whoever_is_not_yet_a_hundred_is_found() -> None:
    born_in_december = "261224-9819"
    assert find_number(born_in_december, dt.date(2026, 12, 24)) == born_in_december
    assert find_number(born_in_december, dt.date(2026, 11, 21)) == born_in_december  # in 1926


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": NUMBER}, "title"),
        ({"rows": ["Boka lokal", NUMBER]}, "rows.1"),
        ({"people": [{"name": "Ny", "title": NUMBER}]}, "people.0.title"),
        ({"value": 198507099805}, "value"),
        ([NUMBER], "0"),
    ],
)
def test_the_field_is_named(body: Any, field: str) -> None:
    refusal = refusal_of(json.dumps(body).encode(), TODAY)

    assert refusal is not None
    assert refusal.extras == {"field": field}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"password": "850709-9805"}', b'{"email": "850709-9805@example.se"}', b'{"code": "850709-9805"}'],
)
def test_secrets_and_addresses_are_not_looked_at(body: bytes) -> None:
    assert refusal_of(body, TODAY) is None


# ---- at the front door


def test_a_text_with_a_number_waits_for_a_yes(actor: Callable[[str], Actor], board_id: str) -> None:
    amina = actor("amina")
    card = amina.post(f"/boards/{board_id}/cards", {"title": "Boka lokal"})["card_id"]
    wish = {"text": f"Ring {NUMBER}.", "base": None}

    answer = amina.ask("PUT", f"/cards/{card}/description", wish, headers={"Accept-Language": "sv"})

    assert (answer.status_code, answer.json()["code"]) == (409, "personal_number")
    assert answer.json()["field"] == "text"
    assert NUMBER not in answer.text
    assert "Ta bort det, eller spara ändå" in answer.json()["detail"]
    amina.put(f"/cards/{card}/description", wish, headers={"Verkstad-Confirmed": "personal-number"})
    assert NUMBER in amina.get(f"/cards/{card}")["description"]["text"]


def test_a_wrong_yes_is_none(actor: Callable[[str], Actor], board_id: str) -> None:
    wish = {"title": NUMBER}
    assert (
        actor("amina").refused("POST", f"/boards/{board_id}/cards", wish, headers={"Verkstad-Confirmed": "allt"})
        == "invalid"
    )


def test_whoever_may_not_is_told_that_first(
    actor: Callable[[str], Actor], board_id: str, client: Any, cast: Cast
) -> None:
    wish = {"title": NUMBER}
    unknown = client.post(f"/api/v1/boards/{board_id}/cards", json=wish)
    assert unknown.json()["code"] == "not_signed_in"
    assert cast.ids
    assert actor("amina").refused("POST", f"/boards/{board_id}/cards", wish) == "personal_number"

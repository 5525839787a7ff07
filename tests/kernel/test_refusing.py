"""A refusal is short, however much is wrong, and its words fit what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor


def test_a_body_that_is_wrong_in_very_many_places_gets_a_short_answer(actor: Callable[[str], Actor]) -> None:
    body = {f"okänt {number}": 0 for number in range(30_000)}

    answer = actor("asa").ask("POST", "/boards", body)

    assert answer.status_code == 422
    assert len(answer.json()["fields"]) == 20
    assert len(answer.content) < 5_000


def test_a_name_of_a_megabyte_is_not_sent_back(actor: Callable[[str], Actor]) -> None:
    answer = actor("asa").ask("POST", "/boards", {"name": "Planen", "y" * 900_000: 1})

    assert answer.status_code == 422
    assert len(answer.content) < 5_000


def test_a_list_is_counted_and_a_text_is_measured(actor: Callable[[str], Actor]) -> None:
    body = orjson.dumps({"role": "employee", "people": []})
    headers = {"Content-Type": "application/json", "Accept-Language": "sv"}

    empty = actor("daniel").ask("POST", "/people", content=body, headers=headers).json()
    long = actor("asa").ask("POST", "/boards", {"name": "y" * 201}, headers=headers).json()

    assert empty["fields"] == [{"field": "people", "detail": "måste vara minst 1"}]
    assert long["fields"] == [{"field": "name", "detail": "får ha högst 200 tecken"}]

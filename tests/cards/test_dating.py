from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor


def test_a_date_is_read_as_it_is_written(actor: Callable[[str], Actor]) -> None:
    answer = actor("asa").get("/dates", params={"text": "I december.", "end": "true"})
    assert answer == {"date": "2026-12", "first": "2026-12-01", "last": "2026-12-31"}


def test_a_week_is_its_monday_or_its_friday(actor: Callable[[str], Actor]) -> None:
    read = [actor("asa").get("/dates", params={"text": "v47", "end": end})["date"] for end in ("false", "true")]
    assert read == ["2026-11-16", "2026-11-20"]


def test_what_cannot_be_read_is_refused_in_words(actor: Callable[[str], Actor]) -> None:
    answer = actor("asa").ask("GET", "/dates", params={"text": "när vi hinner"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable_date")
    assert "hösten 2027" in answer.json()["detail"]


@pytest.mark.parametrize("query", [{}, {"text": "x" * 61}, {"text": "v47", "end": "1"}])
def test_bad_input_is_refused(actor: Callable[[str], Actor], query: dict[str, str]) -> None:
    assert actor("asa").refused("GET", "/dates", params=query) == "invalid"

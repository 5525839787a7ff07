"""The filter language means on the server what it means in the client: both read tests/vectors-filters.json."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from tests.search import making_vectors
from verkstad.search.filtering.matching import World, compile_filter
from verkstad.search.filtering.persons import persons_in

VECTORS: dict[str, Any] = orjson.loads((Path(__file__).parents[1] / "vectors-filters.json").read_bytes())
RANDOM: list[dict[str, Any]] = orjson.loads(making_vectors.KEPT.read_bytes())["worlds"]


def _things(told: list[dict[str, Any]], **more: Any) -> list[SimpleNamespace]:
    return [SimpleNamespace(**each, **more) for each in told]


def _world(told: dict[str, Any], today: str) -> World:
    plans = told["plans"]
    return World(
        today=dt.date.fromisoformat(today),
        me=told["me"],
        people=_things(told["people"]),
        plans=_things(plans),
        lanes=[lane for plan in plans for lane in _things(plan["lanes"], board_id=plan["id"])],
        labels=[label for plan in plans for label in _things(plan["labels"])],
    )


CARDS = _things(VECTORS["cards"])


@pytest.mark.parametrize("case", VECTORS["queries"], ids=lambda case: case["query"])
def test_a_filter_means_what_the_client_means_by_it(case: dict[str, Any]) -> None:
    found = compile_filter(case["query"], _world(VECTORS, case.get("today", VECTORS["today"])))
    through = [card.number for card in CARDS if found.matches(card)]
    said = [[code, part.written] for part, code in found.problems]
    assert (through, said) == (case["numbers"], case.get("problems", []))


@pytest.mark.parametrize("told", RANDOM, ids=range(len(RANDOM)))
def test_random_filters_mean_what_a_slow_recount_says(told: dict[str, Any]) -> None:
    for case in told["queries"]:
        found = compile_filter(case["query"], _world(told, told["today"]))
        through = [card.number for card in _things(told["cards"]) if found.matches(card)]
        said = [[code, part.written] for part, code in found.problems]
        assert (case["query"], through, said) == (case["query"], case["numbers"], case.get("problems", []))


def test_the_random_filters_are_those_that_the_recount_makes() -> None:
    made = making_vectors.vectors()
    assert making_vectors.KEPT.read_bytes() == made, "write them anew: python -m tests.search.making_vectors"


@pytest.mark.parametrize("case", VECTORS["persons"], ids=lambda case: case["query"])
def test_parts_that_single_out_a_person_are_known_from_others(case: dict[str, Any]) -> None:
    assert [part.written for part in persons_in(case["query"])] == case["parts"]


def test_a_filter_that_is_too_long_is_not_read_at_all() -> None:
    found = compile_filter("a " * 300, _world(VECTORS, VECTORS["today"]))
    assert [code for _, code in found.problems] == ["too_long"]
    assert not any(found.matches(card) for card in CARDS)

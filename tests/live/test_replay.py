"""A snapshot and the events after it equal the next snapshot, for every verb; and the vectors that the client tests by.

`VERKSTAD_WRITE_VECTORS=1` writes tests/vectors anew; otherwise each file must be what the server does today.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from pydantic import BaseModel

import verkstad.boards
import verkstad.cards
from tests.ground import Ground
from tests.live.reducer import replayed
from tests.live.verbs import CASES
from tests.search.instep import index_beside_one_made_anew
from verkstad.boards import events as board_events
from verkstad.cards import events as card_events
from verkstad.cards import pieces
from verkstad.kernel.wire import Done
from verkstad.live.wire import BoardEvent, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable


EVERY: tuple[type[BaseModel], ...] = (*board_events.EVERY, *card_events.EVERY, *pieces.EVERY)
VECTORS = Path(__file__).resolve().parents[1] / "vectors"
WRITE = os.environ.get("VERKSTAD_WRITE_VECTORS") == "1"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
# Hexadecimal words, so that a vector may be read: a person, a lane, a card, and what else has an id.
PREFIXES = {"person": "0000be55", "board": "0000b0ad", "lane": "00001a4e", "card": "0000cafe", "else": "00000b1d"}


@pytest.mark.parametrize("name", CASES)
def test_a_snapshot_and_the_events_after_it_equal_the_next_snapshot(name: str, ground: Ground) -> None:
    case = CASES[name]
    ground.name = name
    case.before(ground)
    laid = ground.board
    before: dict[str, Any] | None = ground.snapshot(ground.other if case.on_other else ground.board)
    case.act(ground)
    watched = ground.other if case.on_other else ground.board
    if watched != laid and not case.on_other:
        before = None  # the plan itself was started
    events = ground.events(watched, before["version"] if before else 0)
    after = ground.snapshot(watched)

    assert events
    assert replayed(before, events) == after
    index, anew = index_beside_one_made_anew(ground.cast.house)
    assert index == anew
    _check_against_the_contract(before, events, after)
    _check_vector(ground, {"name": name, "before": before, "events": events, "after": after})


def test_every_verb_is_replayed() -> None:
    verbs = {verb for package in (verkstad.boards, verkstad.cards) for verb in _verbs_of(package)}
    assert verbs == {case.verb for case in CASES.values()}


def test_everything_that_can_happen_is_in_a_vector() -> None:
    happening = {kind.model_fields["type"].default for kind in EVERY}
    produced = {event["type"] for path in VECTORS.glob("*.json") for event in orjson.loads(path.read_bytes())["events"]}
    assert produced == happening


def test_no_vector_outlives_its_case() -> None:
    assert {path.stem for path in VECTORS.glob("*.json")} == set(CASES)


def _verbs_of(package: Any) -> set[Callable[..., Any]]:
    """Find the public functions that change something and say so: a deed first, and `Done` or a kind of it back."""
    found: set[Callable[..., Any]] = set()
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name.endswith((".routes", ".parts", ".listed")):  # the last two are what verbs are made of
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ != loaded.__name__ or name.startswith("_"):
                continue
            answer = typing.get_type_hints(function).get("return")
            if inspect.isclass(answer) and issubclass(answer, Done):
                found.add(function)
    return found


def _check_against_the_contract(before: Any, events: list[Any], after: Any) -> None:
    for snapshot in filter(None, (before, after)):
        assert Snapshot.model_validate(snapshot).model_dump(mode="json") == snapshot
    for event in events:
        BoardEvent.model_validate(event)


def _check_vector(ground: Ground, vector: dict[str, Any]) -> None:
    written = _readable(ground, orjson.dumps(vector, option=orjson.OPT_INDENT_2).decode()) + "\n"
    path = VECTORS / f"{ground.name}.json"
    if WRITE:
        path.write_text(written)
    assert path.is_file(), "a new verb: VERKSTAD_WRITE_VECTORS=1"
    assert orjson.loads(path.read_bytes()) == orjson.loads(written), (
        "the server does otherwise than the vector says; if it is meant: VERKSTAD_WRITE_VECTORS=1"
    )


def _readable(ground: Ground, text: str) -> str:
    """Put fixed ids for the random ones, numbered in the order in which they were made, which is also how they sort."""
    kinds = ground.kinds() | dict.fromkeys((ground.board, ground.other), "board")
    laid = sorted({*kinds, *UUID.findall(text)})
    numbers: dict[str, int] = {}
    fixed = {}
    for each in laid:
        kind = kinds.get(each, "else")
        numbers[kind] = numbers.get(kind, 0) + 1
        fixed[each] = f"{PREFIXES[kind]}-0000-7000-8000-{numbers[kind]:012d}"
    return UUID.sub(lambda found: fixed[found[0]], text)

"""Random filters over random plans, with what the slow recount lets through: `python -m tests.search.making_vectors`.

The client and the server both read tests/vectors-filters-random.json, so that both mean the same, and what is meant.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import orjson

from tests.histories.words import DATES, THINGS, WORDS, name
from tests.search.questions import Names, a_question
from tests.search.slow_filters import passing

KEPT = Path(__file__).parents[1] / "vectors-filters-random.json"
WORLDS, QUERIES = 24, 25
TODAYS = ("2026-11-18", "2026-11-29", "2026-11-30", "2026-12-31", "2027-01-01", "2027-01-03", "2028-02-29")
STAGES = ("planned", "active", "waiting", "done")
HEALTHS = ("on_track", "at_risk", "off_track", "unknown")
TITLES = (*WORDS, "Öberg", "oberg", "12", "e-tjänst", "HÄLSA", "med", "om")
LANES = ("Ej påbörjat", "Pågår", "Väntar", "Klart", *THINGS)


def vectors() -> bytes:
    """Make all of them, the same each time, one query a line."""
    worlds = [_world(Random(seed)) for seed in range(WORLDS)]
    lines = [b",\n".join(_lines(world)) for world in worlds]
    return b'{"worlds": [\n' + b",\n".join(lines) + b"\n]}\n"


def _lines(world: dict[str, Any]) -> list[bytes]:
    head = orjson.dumps({name: each for name, each in world.items() if name not in ("cards", "queries")})[:-1]
    cards, queries = (b",\n".join(orjson.dumps(each) for each in world[name]) for name in ("cards", "queries"))
    return [head + b', "cards": [\n' + cards + b'],\n"queries": [\n' + queries + b"]}"]


def _world(dice: Random) -> dict[str, Any]:
    people = [{"id": f"p{at}", "name": name(dice)} for at in range(5)]
    plans = [_plan(dice, nth) for nth in range(dice.choice((1, 2, 2, 3)))]
    world = {"today": dice.choice(TODAYS), "me": "p0", "people": people, "plans": plans}
    cards = [_card(dice, number, world) for number in range(1, 11)]
    names = Names(
        people=[*(person["name"] for person in people), "Bertil Borta"],
        lanes=[lane["title"] for plan in plans for lane in plan["lanes"]] + ["Borta"],
        labels=[label["name"] for plan in plans for label in plan["labels"]] + ["Borta"],
        plans=[plan["name"] for plan in plans] + ["Borta"],
    )
    return {**world, "cards": cards, "queries": [_query(dice, world, cards, names) for _ in range(QUERIES)]}


def _plan(dice: Random, nth: int) -> dict[str, Any]:
    lanes = [
        {"id": f"l{nth}{at}", "title": dice.choice(LANES), "stage": dice.choice(STAGES)}
        for at in range(dice.randint(2, 4))
    ]
    labels = [{"id": f"e{nth}{at}", "name": dice.choice((*THINGS, *WORDS))} for at in range(dice.randint(0, 4))]
    return {"id": f"b{nth}", "name": f"{dice.choice(THINGS)} {dice.choice(WORDS)}", "lanes": lanes, "labels": labels}


def _card(dice: Random, number: int, world: dict[str, Any]) -> dict[str, Any]:
    plan = dice.choice(world["plans"])
    people = [None, "borta", *(person["id"] for person in world["people"])]
    labels = [label["id"] for label in plan["labels"]] + ["borta"]
    return {
        "number": number,
        "lane_id": dice.choice(plan["lanes"])["id"],
        "title": " ".join(dice.sample(TITLES, dice.randint(1, 3))).capitalize(),
        "owner_id": dice.choice(people),
        "deputy_id": dice.choice(people),
        "start": dice.choice((None, *DATES)),
        "due": dice.choice((None, *DATES)),
        "health": dice.choice(HEALTHS),
        "label_ids": dice.sample(labels, dice.randint(0, min(2, len(labels)))),
        "blocked_since": dice.choice((None, "2026-11-17T08:00:00.000Z")),
    }


def _query(dice: Random, world: dict[str, Any], cards: list[dict[str, Any]], names: Names) -> dict[str, Any]:
    question = a_question(dice, names)
    through, problems = passing(question, world, cards)
    told: dict[str, Any] = {"query": question.text, "numbers": [card["number"] for card in through]}
    return {**told, "problems": problems} if problems else told


if __name__ == "__main__":
    KEPT.write_bytes(vectors())

"""Filters equal a slow recount over random histories, for each reader over what they see, in order and in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import DICE, histories, scene
from tests.search import slow_filters
from tests.search.questions import Names, Part, Question, a_question

if TYPE_CHECKING:
    from random import Random

    from tests.cast import Actor
    from tests.databases import Databases
    from tests.histories.rows import Eyes, Rows
    from tests.histories.scene import Scene

SWEDISH = str.maketrans("åäö", "{|}")
SORTS = ("updated", "due", "start", "title", "number", "since")


def world_of(eyes: Eyes, *, today: str, board_id: str | None = None) -> dict[str, Any]:
    """Give what a filter is read in: what its reader sees that is open."""
    rows = eyes.rows
    return {
        "today": today,
        "me": eyes.me.id,
        "people": [{"id": user.id, "name": user.name} for user in eyes.people],
        "plans": [
            {
                "id": plan.id,
                "name": plan.name,
                "lanes": [vars(lane) for lane in rows.lane if lane.board_id == plan.id],
                "labels": [
                    vars(label) for label in rows.label if label.board_id == plan.id and label.removed_at is None
                ],
            }
            for plan in eyes.open_plans
            if board_id in (None, plan.id)
        ],
    }


def names_in(rows: Rows) -> Names:
    """Give the names of everything that there is, also of what a reader may not see."""
    return Names(
        people=[user.name for user in rows.user],
        lanes=[lane.title for lane in rows.lane],
        labels=[label.name for label in rows.label] or ["Borta"],
        plans=[plan.name for plan in rows.board],
        words=[card.title for card in rows.card] + [*Names().words],
    )


def plain_questions(rows: Rows, dice: Random) -> list[Question]:
    """Ask by whole names alone, of a removed label, of somebody and of a status, whoever may know them."""
    names = {
        "label": ("etikett", [label.name for label in rows.label if label.removed_at is not None]),
        "owner": ("ansvarig", [user.name for user in rows.user]),
        "lane": ("status", [lane.title for lane in rows.lane]),
    }
    parts = [
        Part(key, name, f'{said}:"{name}"', quoted=True)
        for key, (said, every) in names.items()
        for name in dice.sample(every, min(len(every), 2))
    ]
    return [Question((part,), part.written) for part in parts]


def cards_of(eyes: Eyes, board_id: str | None = None) -> list[dict[str, Any]]:
    """Give the open cards on the open plans that a reader sees."""
    plans = {plan.id for plan in eyes.open_plans if board_id in (None, plan.id)}
    return [
        {**vars(card), "label_ids": orjson.loads(card.label_ids)}
        for card in eyes.cards
        if card.board_id in plans and card.closed_at is None
    ]


def in_order(cards: list[dict[str, Any]], sort: str) -> list[str]:
    """Sort cards by what `sort` names; what has no such date stands last, and equals stand by their ids."""
    column = {"updated": "updated_at"}.get(sort.removeprefix("-"), sort.removeprefix("-"))

    def place(card: dict[str, Any]) -> Any:
        value = card[column]
        if column == "due" and value is not None:
            return slow_filters.days_of(value)[1]
        return value.lower().translate(SWEDISH) if column == "title" else value

    dated = sorted((card for card in cards if place(card) is not None), key=lambda card: card["id"])
    dated.sort(key=place, reverse=sort.startswith("-"))
    return [card["id"] for card in [*dated, *sorted((c for c in cards if place(c) is None), key=lambda c: c["id"])]]


def hold(actor: Actor, eyes: Eyes, question: Question, dice: Random, today: str) -> None:
    """Ask for one filter, over everything and over one plan, and hold the answers against the recount."""
    for board_id in (None, dice.choice([plan.id for plan in eyes.rows.board])):
        sort = dice.choice(("", "-")) + dice.choice(SORTS)
        asked = {"query": question.text, "sort": sort, **({"board_id": board_id} if board_id else {})}
        answer = actor.ask("GET", "/cards", params={**asked, "limit": 200})
        if board_id and board_id not in eyes.plan_ids:
            assert answer.json()["code"] == "not_found"
            continue
        world = world_of(eyes, today=today, board_id=board_id)
        expected, problems = slow_filters.passing(question, world, cards_of(eyes, board_id))
        if problems:
            assert (answer.status_code, answer.json()["code"]) == (422, "senseless_query"), (asked, problems)
            continue
        assert answer.status_code == 200, (asked, answer.text)
        assert [card["id"] for card in answer.json()["items"]] == in_order(expected, sort), asked
        assert answer.json()["next"] is None
        _hold_faces(answer.json()["items"], eyes.rows)
        if len(expected) > 1:
            assert _in_parts(actor, asked, dice.randint(1, 3)) == in_order(expected, sort)


def _hold_faces(items: list[dict[str, Any]], rows: Rows) -> None:
    for item in items:
        card, lane = rows.of("card", item["id"]), rows.of("lane", item["lane_id"])
        told = item["title"], item["owner_id"], item["due"], item["board_name"], item["lane_title"], item["stage"]
        kept = card.title, card.owner_id, card.due, rows.of("board", card.board_id).name, lane.title, lane.stage
        assert told == kept


def _in_parts(actor: Actor, asked: dict[str, Any], most: int) -> list[str]:
    seen: list[str] = []
    after: dict[str, Any] = {}
    while True:
        part = actor.get("/cards", params={**asked, **after, "limit": most})
        seen += [card["id"] for card in part["items"]]
        if part["next"] is None:
            return seen
        after = {"after": part["next"]}


def ask_everyone(on: Scene, questions: list[Question], dice: Random) -> None:
    """Hold some filters for each reader."""
    today = on.ground.clock.today().isoformat()
    for _, actor, eyes in on.readers():
        for question in questions:
            hold(actor, eyes, question, dice, today)


@pytest.mark.timeout(300)  # on a loaded machine
@histories(5)
@given(dice=DICE, turns=st.lists(st.integers(5, 45), min_size=1, max_size=2))
def test_a_filter_lets_through_what_a_slow_recount_does(databases: Databases, dice: Random, turns: list[int]) -> None:
    with scene(databases, lay_ground) as on:
        history = History(on.ground, dice)
        history.furnish()
        for many in turns:
            history.go_on(many)
            history.stir()
            names = names_in(on.rows())
            questions = [a_question(dice, dice.choice((names, None))) for _ in range(4)]
            ask_everyone(on, [*questions, *plain_questions(on.rows(), dice)], dice)

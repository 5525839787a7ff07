"""Filtered statistics equal a slow recount of what the filter lets through, over random histories, for each reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import DICE, Scene, histories, scene
from tests.search import slow_filters
from tests.search.questions import Part, Question, a_question
from tests.search.test_filter_recount import names_in, plain_questions
from tests.statistics.slow_statistics import STOCKHOLM, PlanRecount
from tests.statistics.test_recount import hold_figures, hold_lanes

if TYPE_CHECKING:
    from random import Random

    from tests.cast import Actor
    from tests.databases import Databases
    from tests.histories.rows import Eyes, Row

# What is asked of those that have been closed, too.
SEARCHED = ("klart:försenat", "-klart:försenat", "steg:pågår", "-steg:klar", "ansvarig:ingen", "-ersättare:ingen")


@pytest.mark.timeout(300)  # on a loaded machine
@histories(5)
@given(dice=DICE, turns=st.lists(st.integers(5, 50), min_size=1, max_size=2))
def test_filtered_statistics_are_what_a_slow_recount_finds(
    databases: Databases, dice: Random, turns: list[int]
) -> None:
    with scene(databases, lay_ground) as on:
        history = History(on.ground, dice)
        history.furnish()
        for many in turns:  # from the second time on only what is new is read
            history.go_on(many)
            for name in ("nudge", "close", "transfer", "close", "reopen", "turn lane", "remove lane", "give", "due"):
                history.take(name)
            hold_for_everyone(on, dice)


class Asked(NamedTuple):
    """What somebody asks: by a filter, of one plan or of all."""

    actor: Actor
    eyes: Eyes
    question: Question
    board_id: str | None

    def plans(self) -> list[Row]:
        """Give the plans that are to be counted."""
        if self.board_id is None:
            return self.eyes.open_plans
        return [plan for plan in self.eyes.plans if plan.id == self.board_id]


def hold_for_everyone(on: Scene, dice: Random) -> None:
    """Ask by some filters, over all plans and over one."""
    today = on.ground.clock.today()
    days = [today - dt.timedelta(days=back) for back in range(dice.randint(0, 20), -1, -1)]
    every = {row.id: PlanRecount(on.ground.events(row.id, 0), days) for row in on.rows().board}
    for _, actor, eyes in on.readers():
        questions = [a_question(dice, dice.choice((names_in(on.rows()), None))) for _ in range(3)]
        questions += [dice.choice(plain_questions(on.rows(), dice)), _a_frequent_one(dice)]
        for question in questions:
            for board_id in (None, dice.choice([*every])):
                hold(Asked(actor, eyes, question, board_id), every, on.ground.clock.now())


def _a_frequent_one(dice: Random) -> Question:
    text = dice.choice(SEARCHED)
    key, value = text.removeprefix("-").split(":")
    keys = {"klart": "due", "steg": "stage", "ansvarig": "owner", "ersättare": "deputy"}
    return Question((Part(keys[key], value, text, unwanted=text.startswith("-")),), text)


def hold(asked: Asked, every: dict[str, PlanRecount], now: dt.datetime) -> None:
    """Hold one answer against the recount."""
    question, plans = asked.question, asked.plans()
    days = next(iter(every.values())).days
    params = {"from": str(days[0]), "to": str(days[-1]), "query": question.text, "board_id": asked.board_id}
    answer = asked.actor.ask("GET", "/statistics", params={name: each for name, each in params.items() if each})
    if any(_is_personal(part) for part in question.parts):
        assert (answer.status_code, answer.json()["code"]) == (422, "person_not_counted"), question
        return
    if asked.board_id is not None and not plans:
        assert answer.json()["code"] == "not_found"
        return
    world = _world(asked.eyes, plans, every, today=now.astimezone(STOCKHOLM).date().isoformat())
    chosen, problems = slow_filters.passing(question, world, _cards(asked.eyes, plans))
    if problems:
        assert (answer.status_code, answer.json()["code"]) == (422, "senseless_query"), (question, problems)
        return
    assert answer.status_code == 200, (question, answer.text)
    told = answer.json()
    assert (told["query"], told["assignments"]) == (question.text, len(chosen)), question
    counted = [every[plan.id].of({card["id"] for card in chosen}) for plan in plans]
    hold_figures(told, counted, days, now, by="stage" if asked.board_id is None else "lane_id")
    if asked.board_id is not None:
        hold_lanes(told, counted[0])


def _is_personal(part: Part) -> bool:
    """Tell whether a part names somebody; what it is worth is another matter."""
    nobody = not part.quoted and part.value.lower() in ("ingen", "inga", "none", "nobody")
    return part.key in ("owner", "deputy") and part.value.strip() != "" and not nobody


def _world(eyes: Eyes, plans: list[Row], every: dict[str, PlanRecount], *, today: str) -> dict[str, Any]:
    """Give what a filter is read in; a lane that was removed is there, and has no name."""
    rows = eyes.rows
    return {
        "today": today,
        "me": eyes.me.id,
        "people": [],
        "plans": [
            {
                "id": plan.id,
                "name": plan.name,
                "lanes": [
                    *(vars(lane) for lane in rows.lane if lane.board_id == plan.id),
                    *(
                        {**event["from"], "title": ""}
                        for event in every[plan.id].log
                        if event["type"] == "lane.removed"
                    ),
                ],
                "labels": [
                    vars(label) for label in rows.label if label.board_id == plan.id and label.removed_at is None
                ],
            }
            for plan in plans
        ],
    }


def _cards(eyes: Eyes, plans: list[Row]) -> list[dict[str, Any]]:
    """Give the cards on these plans, the closed ones as they were: in the lane that they left, and on that day."""
    ids = {plan.id for plan in plans}
    return [
        {
            **vars(card),
            "lane_id": card.lane_id or card.left_lane_id,
            "label_ids": orjson.loads(card.label_ids),
            "closed_on": card.closed_at and _day_of(card.closed_at),
        }
        for card in eyes.cards
        if card.board_id in ids
    ]


def _day_of(moment: str) -> str:
    return dt.datetime.fromisoformat(moment).astimezone(STOCKHOLM).date().isoformat()

"""Mina uppdrag equal a slow recount over random histories."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import DICE, histories, scene
from tests.search.slow_filters import days_of

if TYPE_CHECKING:
    from random import Random

    from tests.databases import Databases
    from tests.histories.rows import Eyes, Row

GROUPS = ("overdue", "this_week", "later", "waiting")
NEVER = "9999-99-99"


def role_of(card: Row, eyes: Eyes) -> str | None:
    """Tell in what role an assignment is the reader's."""
    if card.owner_id == eyes.me.id:
        return "owner"
    if card.deputy_id == eyes.me.id:
        return "deputy"
    takes_part = any(each.user_id == eyes.me.id for each in eyes.rows.there("participation", card.id))
    return "participant" if takes_part else None


def standing(eyes: Eyes) -> list[Row]:
    """Give the open cards on the open plans that the reader sees."""
    plans = {plan.id for plan in eyes.open_plans}
    return [card for card in eyes.cards if card.closed_at is None and card.board_id in plans]


def stops_of(card: Row, eyes: Eyes) -> list[str]:
    """Give what stops a card, the oldest first."""
    those = [each for each in eyes.rows.there("blocker", card.id) if each.resolved_at is None]
    return [each.id for each in sorted(those, key=lambda each: (each.made_at, each.id))]


def groups_of(eyes: Eyes, today: dt.date) -> dict[str, list[tuple[Any, ...]]]:
    """Give the reader's own assignments that are not done, group by group."""
    found: dict[str, list[tuple[Any, ...]]] = {group: [] for group in GROUPS}
    sunday = today
    while sunday.isoweekday() < 7:
        sunday += dt.timedelta(days=1)
    due = {card.id: days_of(card.due)[1] if card.due else NEVER for card in standing(eyes)}
    for card in sorted(standing(eyes), key=lambda card: (due[card.id], card.id)):
        role, stage = role_of(card, eyes), eyes.rows.of("lane", card.lane_id).stage
        if role is None or stage == "done":
            continue
        last, stops = due[card.id], stops_of(card, eyes)
        group = "overdue" if last < today.isoformat() else "this_week" if last <= sunday.isoformat() else "later"
        told = (card.id, card.title, role, last < today.isoformat(), stops)
        found["waiting" if stops or stage == "waiting" else group].append(told)
    return found


def rows_of(eyes: Eyes, today: dt.date) -> list[tuple[Any, ...]]:
    """Give the open rows on which the reader stands, the earliest first."""
    found = []
    for card in standing(eyes):
        lists = {each.id: each.title for each in eyes.rows.there("checklist", card.id)}
        for row in eyes.rows.there("checklist_row", card.id):
            if row.user_id == eyes.me.id and row.done_at is None and row.checklist_id in lists:
                last = days_of(row.due)[1] if row.due else NEVER
                found.append((last, row.id, row.text, lists[row.checklist_id], card.id, last < today.isoformat()))
    return [row[1:] for row in sorted(found)]


@histories(6)
@given(dice=DICE, turns=st.lists(st.integers(5, 45), min_size=1, max_size=2))
def test_ones_own_is_what_a_slow_recount_finds(databases: Databases, dice: Random, turns: list[int]) -> None:
    with scene(databases, lay_ground) as on:
        history = History(on.ground, dice)
        history.furnish()
        for many in turns:
            history.go_on(many)
            for name in ("give", "give", *["list", "give row", "give row"] * 3, "remove list", "take part", "block"):
                history.take(name)
            today = on.ground.clock.today()
            for _, actor, eyes in on.readers():
                told = actor.get("/mine")
                for group, expected in groups_of(eyes, today).items():
                    assert [
                        (
                            each["card_id"],
                            each["title"],
                            each["role"],
                            each["late"],
                            [stop["id"] for stop in each["stops"]],
                        )
                        for each in told[group]
                    ] == expected, group
                rows = [
                    (each["row_id"], each["text"], each["checklist"], each["card_id"], each["late"])
                    for each in told["rows"]
                ]
                assert rows == rows_of(eyes, today)
                clocks = {clock.stream: clock.version for clock in eyes.rows.stream_clock}
                assert told["versions"] == {board_id: clocks[f"board:{board_id}"] for board_id in told["versions"]}
                assert told["versions"].keys() <= eyes.plan_ids

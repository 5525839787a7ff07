"""Saved views over random histories: which each reader has, and that one shows its reader only what they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import DICE, histories, scene
from tests.search.test_filter_recount import hold

if TYPE_CHECKING:
    from random import Random

    from tests.databases import Databases
    from tests.histories.rows import Eyes, Row

AT_THE_END = (*["keep view"] * 6, "share view", "move view", "move view", "remove view", "remove view")
TOLD = ("id", "board_id", "owner_id", "name", "view", "query")


def views_of(eyes: Eyes, board_id: str | None) -> list[Row]:
    """Give the views that a reader may use: their own, those shared with a plan that they see, and with everybody."""
    found = []
    for view in eyes.rows.saved_view:
        mine = view.owner_id == eyes.me.id
        if view.removed_at is not None or view.administration_id != eyes.me.administration_id:
            continue
        if view.board_id is None:
            is_here = board_id is None and (mine or view.shared)
        else:
            is_here = view.board_id in eyes.plan_ids and (
                (mine or view.shared) if view.board_id == board_id else mine and board_id is None
            )
        if is_here:
            found.append(view)
    return sorted(found, key=lambda view: (view.rank.encode(), view.id))


@histories(5)
@given(dice=DICE, turns=st.lists(st.integers(5, 40), min_size=1, max_size=2))
def test_views_are_listed_and_opened_as_a_slow_recount_does(
    databases: Databases, dice: Random, turns: list[int]
) -> None:
    with scene(databases, lay_ground) as on:
        history = History(on.ground, dice)
        history.furnish()
        for many in turns:
            history.go_on(many)
            for name in (*AT_THE_END, "leave", "leave", "restrict"):
                history.take(name)
            today = on.ground.clock.today().isoformat()
            for _, actor, eyes in on.readers():
                for board_id in (None, *(plan.id for plan in eyes.rows.board)):
                    path = f"/views?board_id={board_id}" if board_id else "/views"
                    if board_id and board_id not in eyes.plan_ids:
                        assert actor.refused("GET", path) == "not_found"
                        continue
                    expected = views_of(eyes, board_id)
                    told = actor.get(path)["items"]
                    assert [_told(view) for view in told] == [_kept(view) for view in expected]
                    for view in expected[:2]:
                        hold(actor, eyes, history.questions[view.query], dice, today)


def _told(view: dict[str, Any]) -> dict[str, Any]:
    return {**{name: view[name] for name in TOLD}, "shared": view["shared"], "settings": view["settings"]}


def _kept(view: Row) -> dict[str, Any]:
    settings = orjson.loads(view.settings)
    return {**{name: getattr(view, name) for name in TOLD}, "shared": bool(view.shared), "settings": settings}

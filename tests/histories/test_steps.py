"""What the histories are made of does happen: a step that is always refused would hold nothing."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import scene
from tests.histories.steps import STEPS

if TYPE_CHECKING:
    from tests.databases import Databases


@pytest.mark.sqlite  # the steps are the same on both
def test_every_step_is_taken_in_some_history(databases: Databases) -> None:
    never = set(STEPS)
    for seed in range(12):
        if not never:
            break
        with scene(databases, lay_ground) as on:
            history = History(on.ground, Random(seed))
            history.furnish()
            history.go_on(60)
            for name in sorted(never) * 3:
                history.take(name)
            never -= history.taken.keys()
    assert never == set()

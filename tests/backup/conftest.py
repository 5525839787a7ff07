"""An installation with something of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.verbs import CASES

if TYPE_CHECKING:
    from tests.ground import Ground


@pytest.fixture
def ground(ground: Ground) -> Ground:
    """A plan on which much has happened, so that most tables have rows."""
    for name in ("checklist-added", "blocker-raised", "comment-added", "phase-added", "attachment-folder-added"):
        if name in CASES:
            CASES[name].before(ground)
            CASES[name].act(ground)
    return ground

"""The plan that these tests act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ground import Ground

if TYPE_CHECKING:
    from tests.cast import Cast, StandingClock


@pytest.fixture
def ground(cast: Cast, clock: StandingClock) -> Ground:
    """A plan with five lanes and some cards, and another plan beside it."""
    return Ground(cast, clock, "plan").lay()

"""One kind of step of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.histories.history import History


class Step(NamedTuple):
    """What is done, how often beside others, and whether it stays with those who saw the plan before."""

    act: Callable[[History], object]
    often: int = 1
    stays: bool = True

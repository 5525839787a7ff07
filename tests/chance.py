"""What is left to chance: the same examples each time, unless somebody asks for so many others."""

from __future__ import annotations

import os
from typing import Any

import hypothesis

MORE = int(os.environ.get("VERKSTAD_TEST_HISTORIES", "0"))


def by_chance(examples: int, **others: Any) -> hypothesis.settings:
    """Say how many examples a test goes through; a failure prints how to repeat it.

    What is tried anew each time finds a fault in the middle of somebody else's work; whoever looks for faults asks.
    """
    return hypothesis.settings(
        max_examples=MORE or examples,
        derandomize=not MORE,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(hypothesis.HealthCheck),
        **others,
    )

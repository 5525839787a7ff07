"""Waiting for what another thread, process or server does, for as long as a busy machine may need."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60.0


def until(is_so: Callable[[], bool], *, seconds: float = PATIENCE) -> bool:
    """Look again and again until something is so, and tell whether it came to be."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True

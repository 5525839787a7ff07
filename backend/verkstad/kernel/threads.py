"""Work in a thread for tasks that may be cancelled."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fastapi.concurrency import run_in_threadpool

T = TypeVar("T")


async def to_its_end(work: Callable[[], T]) -> T:
    """Run work in a thread, and wait for its end also when cancelled.

    A thread cannot be stopped; a database that is closed under it takes the whole process down.
    """
    running = asyncio.ensure_future(run_in_threadpool(work))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise

from __future__ import annotations

import asyncio
import threading

import pytest

from verkstad.kernel.threads import to_its_end


def test_a_cancelled_task_waits_for_the_thread_that_it_started() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        may_end.wait(10)
        ended.set()

    async def stop_in_the_middle() -> None:
        task = asyncio.create_task(to_its_end(work))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        for _ in range(5):
            await asyncio.sleep(0)
        assert not task.done()
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert ended.is_set()

    asyncio.run(stop_in_the_middle())


def test_what_the_work_gives_or_raises_comes_through() -> None:
    assert asyncio.run(to_its_end(lambda: 7)) == 7
    with pytest.raises(ZeroDivisionError):
        asyncio.run(to_its_end(lambda: 1 // 0))

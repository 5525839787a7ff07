from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from verkstad.history import memory as memories
from verkstad.history.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def memory() -> Memory:
    return Memory(trusted=True)


def test_a_thing_is_remembered_until_a_stream_behind_it_moves(memory: Memory) -> None:
    memory.remember("tavla", "bild", {"board:1": 3, "user:1": 7}, age=memory.age)
    assert memory.recall("tavla") == "bild"
    memory.hear({"board:2": 9})
    assert memory.recall("tavla") == "bild"
    memory.hear({"user:1": 8})
    assert memory.recall("tavla") is None


def test_what_was_read_before_something_moved_is_not_kept(memory: Memory) -> None:
    age = memory.age
    memory.hear({"board:2": 1})
    memory.remember("tavla", "bild", {"board:1": 3}, age=age)
    assert memory.recall("tavla") is None


def test_everything_is_forgotten_where_somebody_else_has_written(memory: Memory) -> None:
    age = memory.age
    memory.remember("tavla", "bild", {"board:1": 3}, age=age)
    memory.forget()
    assert memory.recall("tavla") is None
    memory.remember("tavla", "bild", {"board:1": 3}, age=age)
    assert memory.recall("tavla") is None, "it was read before the other wrote"


def test_where_others_write_nothing_is_remembered() -> None:
    memory = Memory(trusted=False)
    memory.remember("tavla", "bild", {"board:1": 3}, age=memory.age)
    assert memory.recall("tavla") is None


def test_the_oldest_goes_where_there_is_too_much(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memories, "MOST_KEPT", 3)
    for number in range(5):
        memory.remember(number, number, {"board:1": 1}, age=memory.age)
    assert [memory.recall(number) for number in range(5)] == [None, None, 2, 3, 4]


class TestWhileManyReadAndWrite:
    """Nobody is told of a version older than one whose writer has been answered."""

    READERS, WRITES = 6, 3_000

    def test_nothing_that_has_moved_is_served(self, memory: Memory) -> None:
        truth = {"version": 0}
        answered = {"version": 0}
        failures: list[tuple[int, int]] = []
        recalled = [0]
        done = threading.Event()

        def write() -> None:
            for version in range(1, self.WRITES + 1):
                truth["version"] = version  # the commit
                memory.hear({"board:1": version})
                answered["version"] = version
                if version % 10 == 0:
                    done.wait(0.0001)
            done.set()

        def read() -> None:
            while not done.is_set():
                least = answered["version"]
                known = memory.recall("tavla")
                if known is not None:
                    recalled[0] += 1
                    if known < least:
                        failures.append((known, least))
                    continue
                age = memory.age
                version = truth["version"]
                memory.remember("tavla", version, {"board:1": version}, age=age)

        _together(write, *[read] * self.READERS)
        assert failures == []
        assert recalled[0] > 0


def _together(*acts: Callable[[], None]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()

"""What this process remembers, for as long as the streams it was read from stand still."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

MOST_KEPT = 20_000


class Memory:
    """Answers from memory only where memory is the truth: an SQLite file, which one server process writes.

    A thing is remembered together with the versions of the streams that it was read from, and forgotten when one has
    moved. With PostgreSQL nothing is remembered, since another process may have written a moment ago.
    """

    def __init__(self, *, trusted: bool) -> None:
        self.trusted = trusted
        self._clocks: dict[str, int] = {}
        self._kept: OrderedDict[Any, tuple[Any, dict[str, int]]] = OrderedDict()
        self._age = 0
        self._lock = threading.Lock()

    @property
    def age(self) -> int:
        """Rises whenever a stream moves; a reader takes it before it reads."""
        return self._age

    def hear(self, moved: Mapping[str, int]) -> None:
        """Learn that streams have moved; called before the one who moved them is answered."""
        with self._lock:
            self._age += 1
            self._clocks.update(moved)

    def forget(self) -> None:
        """Forget everything, for somebody else has written."""
        with self._lock:
            self._age += 1
            self._clocks.clear()
            self._kept.clear()

    def recall(self, key: Any) -> Any | None:
        """Give what is remembered under a key, or nothing where a stream behind it has moved."""
        found = self._kept.get(key)
        if found is None:
            return None
        value, streams = found
        for stream, version in streams.items():
            if self._clocks.get(stream) != version:
                self._kept.pop(key, None)
                return None
        return value

    def remember(self, key: Any, value: Any, streams: dict[str, int], *, age: int) -> None:
        """Keep a value read at a given age of this memory; one that something has moved since is not kept."""
        if not self.trusted:
            return
        with self._lock:
            if age != self._age:
                return
            self._clocks.update(streams)
            self._kept[key] = (value, streams)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

"""Says that streams have moved, to whoever tails them; a lost ring is made good by reading the clocks."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Told = Sequence[tuple[str, int, str, bytes]]
Heard = Callable[[Mapping[str, int], Told], None]
Whispered = Callable[[dict[str, Any]], None]


class Bell:
    """Within one process: from the thread that committed to the event loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heard: list[Heard] = []
        self._whispered: list[Whispered] = []

    def on_ring(self, listener: Heard) -> None:
        """Call `listener`, on the event loop, with the streams that moved and what is known of it already."""
        self._heard.append(listener)

    def on_whisper(self, listener: Whispered) -> None:
        """Call `listener` with what other processes say and nobody stores, such as presence."""
        self._whispered.append(listener)

    async def open(self) -> None:
        """Start to listen on the running loop."""
        self._loop = asyncio.get_running_loop()

    async def close(self) -> None:
        """Stop listening."""
        self._loop = None

    def ring(self, moved: Mapping[str, int], told: Told = ()) -> None:
        """Tell of a commit, and of its events; called by the thread that made it."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with contextlib.suppress(RuntimeError):  # the loop may close between the two lines
                loop.call_soon_threadsafe(self._hear, dict(moved), told)

    def whisper(self, words: dict[str, Any]) -> None:
        """Tell other processes something that nobody stores; alone, there are none."""

    def _hear(self, moved: Mapping[str, int], told: Told = ()) -> None:
        for listener in self._heard:
            listener(moved, told)

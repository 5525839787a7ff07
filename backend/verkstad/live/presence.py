"""Who is looking at a plan now, among those who may change it: told to them, never stored."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from verkstad.kernel.bell import Bell
from verkstad.kernel.ids import new_id

CALM_SECONDS = 0.5  # a crowd that arrives at once is told of once
BEAT_SECONDS = 10.0
FADE_SECONDS = 25.0
MOST_PEOPLE = 50


class Presence:
    """The people at each plan, in this process and, by the bell, in the others."""

    def __init__(self, bell: Bell, tell: Callable[[str, list[str]], None]) -> None:
        self._bell = bell
        self._tell = tell
        self._process = new_id()
        self._here: dict[str, dict[object, str]] = {}
        self._elsewhere: dict[str, dict[str, tuple[float, list[str]]]] = {}
        self._told: dict[str, list[str]] = {}
        self._calming: set[str] = set()
        bell.on_whisper(self._hear)

    def arrive(self, board_id: str, viewer: object, user_id: str) -> None:
        """Note that somebody looks at a plan."""
        self._here.setdefault(board_id, {})[viewer] = user_id
        self._soon(board_id)

    def leave(self, board_id: str, viewer: object) -> None:
        """Note that somebody looks no more."""
        viewers = self._here.get(board_id, {})
        if viewers.pop(viewer, None) is not None:
            self._soon(board_id)
        if not viewers:
            self._here.pop(board_id, None)

    def people(self, board_id: str) -> list[str]:
        """List who is there, without doubles."""
        now = time.monotonic()
        found = set(self._here.get(board_id, {}).values())
        for seen, people in self._elsewhere.get(board_id, {}).values():
            if now - seen < FADE_SECONDS:
                found.update(people)
        return sorted(found)[:MOST_PEOPLE]

    async def beat(self) -> None:
        """Say again who is here, and let those fade who were not said again."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            for board_id in set(self._here):
                self._whisper(board_id)
            for board_id in set(self._here) | set(self._told):
                self._update(board_id)

    def _soon(self, board_id: str) -> None:
        if board_id not in self._calming:
            self._calming.add(board_id)
            asyncio.get_running_loop().call_later(CALM_SECONDS, self._settle, board_id)

    def _settle(self, board_id: str) -> None:
        self._calming.discard(board_id)
        self._whisper(board_id)
        self._update(board_id)

    def _update(self, board_id: str) -> None:
        people = self.people(board_id)
        if people != self._told.get(board_id, []):
            self._tell(board_id, people)
            self._told[board_id] = people
        if not people:
            self._told.pop(board_id, None)
            self._elsewhere.pop(board_id, None)

    def _whisper(self, board_id: str) -> None:
        people = sorted(set(self._here.get(board_id, {}).values()))[:MOST_PEOPLE]
        self._bell.whisper({"presence": board_id, "process": self._process, "people": people})

    def _hear(self, words: dict[str, Any]) -> None:
        board_id, process = words.get("presence"), words.get("process")
        if board_id is None or process is None or process == self._process:
            return
        self._elsewhere.setdefault(board_id, {})[process] = (time.monotonic(), words["people"])
        if board_id in self._here:
            self._update(board_id)

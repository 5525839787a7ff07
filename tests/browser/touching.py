"""A finger on the glass, as the browser's own protocol makes one: Playwright itself can only tap."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.browser.plan import Point

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from playwright.sync_api import Page

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


class Finger:
    """One finger."""

    def __init__(self, page: Page) -> None:
        self._glass = page.context.new_cdp_session(page)
        self._at = Point(0, 0)

    def down(self, at: Point) -> None:
        self._at = at
        self._send("touchStart", at)

    def glide_to(self, at: Point, steps: int = 8) -> None:
        """Move there without leaving the glass."""
        start = self._at
        for step in range(1, steps + 1):
            part = step / steps
            self._send("touchMove", Point(start.x + (at.x - start.x) * part, start.y + (at.y - start.y) * part))
        self._at = at

    def joined_by(self, another: Point) -> None:
        """Let a second finger down while this one lies."""
        self._send("touchStart", self._at, another)

    def up(self) -> None:
        self._send("touchEnd")

    def swipe(self, start: Point, by: float) -> None:
        """Flick up (a negative distance) or down; never waiting for the page, for a finger that rests lifts a card."""
        steps = [("touchStart", [start])]
        steps += [("touchMove", [Point(start.x, start.y + by * step / 8)]) for step in range(1, 9)]
        sent = [self._glass._impl_obj.send(*_told(*step), None) for step in [*steps, ("touchEnd", [])]]  # noqa: SLF001
        self._glass._sync(_all(sent))  # noqa: SLF001 - Playwright's own way waits for each

    def _send(self, kind: str, *points: Point) -> None:
        self._glass.send(*_told(kind, points))


def _told(kind: str, points: Sequence[Point]) -> tuple[str, dict[str, Any]]:
    touches = [{"x": point.x, "y": point.y} for point in points]
    return "Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches}


async def _all(sent: Sequence[Coroutine[Any, Any, Any]]) -> None:
    await asyncio.gather(*sent)

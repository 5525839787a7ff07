"""A plan as the tests speak of it: its lanes and cards by their names, on the server and in anybody's browser."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import expect

from tests.browser.visitor import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor


class Point(NamedTuple):
    """A place in the window."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle of the window."""

    x: float
    y: float
    width: float
    height: float


def box_of(found: Locator) -> Box:
    """Where something is now."""
    box = found.bounding_box()
    assert box
    return Box(box["x"], box["y"], box["width"], box["height"])


def middle_of(found: Locator) -> Point:
    """Scroll to something, and give its middle once it has come to rest there."""
    found.click(trial=True)
    x, y, width, height = box_of(found)
    return Point(x + width / 2, y + height / 2)


def carry(page: Page, where: Callable[[], Point], sign: Locator) -> None:
    """Move the mouse to a place, which may move itself, until what shows that it is over it can be seen."""
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        at = where()
        page.mouse.move(at.x, at.y, steps=8)
        # The page looks once a frame.
        page.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
        if sign.is_visible():
            return
        assert time.monotonic() < deadline, f"carried to {at}, and nothing shows it"


@dataclass
class Plan:
    """One plan on the server."""

    installation: Installation
    id: str

    @classmethod
    def start(cls, installation: Installation, lanes: dict[str, list[str]], **fields: Any) -> Plan:
        """Let Åsa start a plan and fill it."""
        asa = installation.actor("asa")
        started = asa.post("/boards", {"name": "Planen", "owner_id": installation.id_of("ulf"), **fields})
        plan = cls(installation, started["board_id"])
        for who in ("amina", "solveig"):
            asa.post(f"/boards/{plan.id}/members", {"user_id": installation.id_of(who)})
        for title, lines in lanes.items():
            asa.post(f"/boards/{plan.id}/cards/lines", {"lines": lines, "lane_id": plan.lane(title)["id"]})
        return plan

    @classmethod
    def even_and_odd(cls, installation: Installation) -> Plan:
        """A plan with more than a page shows at once, of which a filter leaves every second."""
        titles = [f"{'Jämn' if number % 2 == 0 else 'Udda'} {number}" for number in range(1, 121)]
        return cls.start(installation, {"Pågår": titles})

    def snapshot(self) -> Any:
        """Give the plan as the server has it now."""
        return self.installation.actor("asa").get(f"/boards/{self.id}")

    def lane(self, title: str) -> Any:
        return next(lane for lane in self.snapshot()["lanes"] if lane["title"] == title)

    def card(self, title: str) -> Any:
        return next(card for card in self.snapshot()["cards"] if card["title"] == title)

    def order(self) -> dict[str, list[str]]:
        """Give the titles of every lane's cards, in order."""
        snapshot = self.snapshot()
        return {
            lane["title"]: [card["title"] for card in snapshot["cards"] if card["lane_id"] == lane["id"]]
            for lane in snapshot["lanes"]
        }

    def events(self) -> list[Any]:
        """Give everything that ever happened to it."""
        found: list[Any] = self.installation.actor("asa").get(f"/boards/{self.id}/events?after=0&limit=500")["items"]
        return found

    def move(self, who: str, title: str, lane: str, **place: Any) -> Any:
        """Let somebody elsewhere move a card: last, or `after` a card's title, or first with `after=None`."""
        if place.get("after"):
            place["after"] = self.card(place["after"])["id"]
        body = {"lane_id": self.lane(lane)["id"], **place}
        return self.installation.actor(who).post(f"/cards/{self.card(title)['id']}/moves", body)

    def seen_by(self, visitor: Visitor, path: str = "") -> Board:
        """Open it, or one of its cards, in a browser, and wait until the browser follows it."""
        visitor.page.goto(f"/plans/{self.id}{path}")
        board = Board(visitor)
        expect(board.lanes.first).to_be_visible()
        if path.strip("/").isdigit():
            expect(visitor.page.locator("dialog[open]:not(:has([aria-busy=true]))")).to_be_visible()
        return board


class Board:
    """A plan in somebody's browser."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.lanes = self.page.locator("[data-lane]")
        self.toast = self.page.get_by_role("region", name="Meddelande")

    def lane(self, title: str) -> Locator:
        heading = self.page.get_by_role("heading", name=title, exact=True, level=2)
        return self.lanes.filter(has=heading)

    def card(self, title: str) -> Locator:
        return self.page.locator("[data-card]").filter(has=self.page.get_by_role("link", name=title, exact=True))

    def link(self, title: str) -> Locator:
        """The link of a card, which is what the keyboard reaches."""
        return self.page.locator("[data-card]").get_by_role("link", name=title, exact=True)

    def shows(self, lane: str, titles: list[str]) -> None:
        """Wait until a lane shows exactly these cards, in this order."""
        expect(self.lane(lane).locator("[data-card] h3")).to_have_text(titles)

    def shown(self) -> dict[str, list[str]]:
        """Read what every lane shows now."""
        lanes: dict[str, list[str]] = self.page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('[data-lane]')].map((lane) => [
              lane.querySelector('h2').innerText.trim(),
              [...lane.querySelectorAll('[data-card] h3')].map((title) => title.innerText.trim()),
            ]))"""
        )
        return lanes

    def equals(self, plan: Plan) -> None:
        """Wait until the page shows what the server has, whatever is still on its way in either direction."""
        deadline = time.monotonic() + PATIENCE / 1000
        while self.shown() != plan.order():
            assert time.monotonic() < deadline, f"the page shows {self.shown()}, the server has {plan.order()}"

    def middle(self, found: Locator) -> Point:
        # On a phone the menus, which come after the first paint, take a line of their own above the lanes.
        expect(self.page.get_by_role("button", name=re.compile("^(Sparade vyer|Vy: )"))).to_be_visible()
        return middle_of(found)

    def pick_up(self, title: str) -> None:
        """Press the mouse on a card and pull it off its place."""
        at = self.middle(self.card(title))
        self.page.mouse.move(at.x, at.y)
        self.page.mouse.down()
        self.page.mouse.move(at.x + 9, at.y + 3, steps=3)
        expect(self.page.locator(".drag-copy")).to_be_visible()

    def carry_over(self, lane: str, *, before: str | None = None) -> None:
        """Hold the card over a lane, above a card of it or below them all, until the line says where it would land."""
        carry(self.page, lambda: self._place(lane, before), self.lane(lane).locator(".drop"))

    def _place(self, lane: str, before: str | None) -> Point:
        if before is not None:
            x, top, width, _ = box_of(self.card(before))
            return Point(x + width / 2, top + 6)
        x, top, width, height = box_of(self.lane(lane).locator("ol"))
        return Point(x + width / 2, top + height + 8)

    def drag(self, title: str, lane: str, *, before: str | None = None) -> None:
        """Move a card with the mouse, all the way."""
        self.pick_up(title)
        self.carry_over(lane, before=before)
        self.page.mouse.up()

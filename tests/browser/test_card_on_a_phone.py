"""A card on a phone: what floats lies over nothing that is being written, and what is done makes room again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.touching import PHONE
from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def page(plan: Plan, enter: Callable[..., Visitor]) -> Page:
    """Amina's phone, with the first card open."""
    card = plan.card("Kartlägg")["id"]
    rows = [f"Punkt {number}" for number in range(1, 9)]
    plan.installation.actor("asa").post(f"/cards/{card}/checklists", {"title": "Före", "rows": rows})
    visitor = enter("amina", **PHONE)
    plan.seen_by(visitor, "/1")
    return visitor.page


def toast(page: Page) -> Locator:
    return page.get_by_role("region", name="Meddelande")


def over(page: Page) -> bool:
    """Whether the toast lies over what has the focus."""
    covered: bool = page.evaluate(
        """() => {
          const [field, toast] = [document.activeElement, document.querySelector('.toast')]
            .map((element) => element?.getBoundingClientRect());
          return toast !== undefined && Math.min(field.bottom, toast.bottom) > Math.max(field.top, toast.top);
        }"""
    )
    return covered


def height(box: Locator) -> int:
    high: int = box.evaluate("(self) => self.offsetHeight")
    return high


def test_what_is_said_of_a_new_row_lies_not_over_the_next(page: Page) -> None:
    page.get_by_role("button", name="Lägg till en rad Före").tap()
    field = page.get_by_role("textbox", name="Ny rad i Före")
    for text in ("Koka kaffe", "Duka", "Diska"):
        field.press_sequentially(text)
        with page.expect_response(is_written):
            field.press("Enter")
        expect(toast(page)).to_contain_text(text)
        expect(field).to_be_focused()
        comes_to(lambda: over(page), wanted=False)


def test_what_is_said_lies_above_the_box_that_is_written_in(page: Page) -> None:
    with page.expect_response(is_written):
        page.get_by_role("checkbox", name="Punkt 1").tap()
    expect(toast(page)).to_be_visible()

    page.get_by_role("button", name="Skriv en kommentar").tap()
    field = page.get_by_role("textbox", name="Skriv en kommentar")
    expect(field).to_be_focused()
    comes_to(lambda: over(page), wanted=False)
    field.press_sequentially("Rad ett\n\n\n\n\n\nRad sju")
    comes_to(lambda: over(page), wanted=False)
    expect(page.locator(".pinned").get_by_text("Skriv inget om enskilda personer.")).to_be_visible()


def test_the_box_gives_its_room_back_when_its_words_are_sent(page: Page) -> None:
    box = page.locator(".pinned")
    expect(page.get_by_role("button", name="Skriv en kommentar")).to_be_visible()
    low = height(box)
    page.get_by_role("button", name="Skriv en kommentar").tap()
    page.get_by_role("textbox", name="Skriv en kommentar").press_sequentially("Då gör vi så.")
    page.get_by_role("button", name="Skicka").tap()

    expect(page.locator(".talk .said").first).to_contain_text("Då gör vi så.")
    expect(page.get_by_role("button", name="Skriv en kommentar")).to_be_focused()
    comes_to(lambda: height(box), low)


def test_the_box_gives_its_room_back_when_it_is_left_empty_but_keeps_a_draft(page: Page) -> None:
    page.get_by_role("button", name="Skriv en kommentar").tap()
    page.get_by_role("tab", name="Allt").tap()
    expect(page.get_by_role("button", name="Skriv en kommentar")).to_be_visible()

    page.get_by_role("button", name="Skriv en kommentar").tap()
    field = page.get_by_role("textbox", name="Skriv en kommentar")
    field.press_sequentially("Halv")
    page.get_by_role("tab", name="Allt").tap()
    expect(field).to_have_value("Halv")

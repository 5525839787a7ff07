"""What a view has been told to show stands in its address: it is there after a reload, and when one comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _table(page: Page) -> Callable[[], None]:
    page.get_by_role("columnheader", name="Uppdrag").click()
    page.get_by_role("columnheader", name="Uppdrag").click()
    page.get_by_role("button", name="Gruppera").click()
    page.get_by_role("menuitemradio", name="Status").click()
    page.get_by_role("button", name="Kolumner", exact=True).click()
    page.get_by_role("checkbox", name="Läge").uncheck()
    page.keyboard.press("Escape")

    def holds() -> None:
        expect(page.get_by_role("columnheader", name="Uppdrag")).to_have_attribute("aria-sort", "descending")
        expect(page.get_by_role("button", name="Grupperat")).to_be_visible()
        expect(page.get_by_role("columnheader", name="Status")).to_be_visible()
        expect(page.get_by_role("columnheader", name="Läge")).to_have_count(0)

    return holds


def _calendar(page: Page) -> Callable[[], None]:
    _press(page, "Senare")
    _press(page, "Vecka")
    title = page.get_by_role("heading", level=2).first
    expect(title).to_have_text(re.compile(r"^Vecka \d+, \d{4}$"))
    shown = title.inner_text()
    page.get_by_text("Visa som lista").click()
    expect(page).to_have_url(re.compile("as=text"))

    def holds() -> None:
        expect(title).to_have_text(shown, ignore_case=True)
        expect(page.get_by_role("button", name="Vecka", exact=True)).to_have_attribute("aria-pressed", "true")
        expect(page.locator("details.list")).to_have_attribute("open", "")

    return holds


def _timeline(page: Page) -> Callable[[], None]:
    _press(page, "År")
    _press(page, "Efter ansvarig")
    _press(page, "Visa som text")
    expect(page.get_by_role("table")).to_be_visible()

    def holds() -> None:
        expect(page.get_by_role("button", name="Efter ansvarig")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("table")).to_be_visible()
        _press(page, "Visa som text")
        expect(page.get_by_role("button", name="År", exact=True)).to_have_attribute("aria-pressed", "true")
        _press(page, "Visa som text")

    return holds


@pytest.mark.parametrize(("view", "tell"), [("table", _table), ("calendar", _calendar), ("timeline", _timeline)])
def test_a_view_is_as_it_was_after_a_reload_and_on_the_way_back(
    plan: Plan, enter: Callable[..., Visitor], view: str, tell: Callable[[Page], Callable[[], None]]
) -> None:
    asa = plan.installation.actor("asa")
    for title in ("Kartlägg", "Utred"):
        asa.patch(f"/cards/{plan.card(title)['id']}", {"due": "2031-01-08"})
    page = enter("amina").page
    page.goto(f"/plans/{plan.id}?view={view}")
    holds = tell(page)
    holds()
    page.reload()
    holds()

    # A card opens over it, and closing or going back leaves it as it was.
    address: str = page.evaluate("location.href")
    _first(page).click()
    expect(page.locator("dialog[open]:not(:has([aria-busy=true]))")).to_be_visible()
    page.go_back()
    expect(page.locator("dialog[open]")).to_have_count(0)
    holds()
    expect(page).to_have_url(address)

    # Another view, and back again.
    page.get_by_role("link", name="Tavla").click()
    expect(page.locator("[data-lane]").first).to_be_visible()
    page.go_back()
    holds()
    expect(page).to_have_url(address)


def _first(page: Page) -> Locator:
    return (
        page.locator("section[data-view], section.timeline").first.get_by_role("link", name=re.compile("Skriv")).first
    )

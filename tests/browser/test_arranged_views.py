"""Saved views stand in the order that those who use them have given them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.plan import Plan, Point, box_of, carry, middle_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_saved_views_stand_in_an_order_that_is_changed_by_drag_by_key_and_taken_back(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    asa, hers = plan.installation.actor("asa"), plan.installation.actor("amina")
    for name in ("Först", "Sedan", "Sist"):
        asa.post("/views", {"name": name, "board_id": plan.id, "query": f"status:{name}", "shared": True})
    for name in ("Egen ett", "Egen två"):
        hers.post("/views", {"name": name, "board_id": plan.id, "query": f"status:{name}"})
    amina, ulf = enter("amina"), enter("ulf")
    board, his = plan.seen_by(amina), plan.seen_by(ulf).page
    page = board.page
    dialog = page.get_by_role("dialog", name="Ordna vyerna")
    own, shared = dialog.get_by_role("region", name="Mina"), dialog.get_by_role("region", name="Delade med planen")
    page.get_by_role("button", name="Sparade vyer").click()
    page.get_by_role("menuitem", name="Ordna vyerna").click()
    expect(shared.locator(".name")).to_have_text(["Först", "Sedan", "Sist"])
    assert violations(page) == []

    # By a button and by the keys, the focus goes with the row.
    down = shared.get_by_role("button", name="Flytta Först nedåt")
    down.focus()
    page.keyboard.press("Enter")
    amina.hears("Först står på plats 2 av 3.")
    expect(shared.locator(".name")).to_have_text(["Sedan", "Först", "Sist"])
    expect(down).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    amina.hears("Först står på plats 3 av 3.")
    expect(shared.get_by_role("button", name="Flytta Först uppåt")).to_be_focused()

    # Ctrl Z takes back the last, on the plan for all who read it.
    page.keyboard.press("Control+z")
    expect(shared.locator(".name")).to_have_text(["Sedan", "Först", "Sist"])
    his.get_by_role("button", name="Sparade vyer").click()
    expect(his.get_by_role("menuitemradio")).to_have_text(["Sedan", "Först", "Sist"])

    # One's own are dragged among themselves, and the toast takes that back.
    at = middle_of(own.get_by_text("Egen två", exact=True))
    page.mouse.move(at.x, at.y)
    page.mouse.down()
    page.mouse.move(at.x, at.y - 12, steps=3)
    above = own.locator("li.line").filter(has_text="Egen ett")
    carry(page, lambda: _top_of(own.get_by_text("Egen ett", exact=True)), above)
    page.mouse.up()
    amina.hears("Egen två står på plats 1 av 2.")
    expect(own.locator(".name")).to_have_text(["Egen två", "Egen ett"])
    board.toast.get_by_role("button", name="Ångra").click()
    expect(own.locator(".name")).to_have_text(["Egen ett", "Egen två"])
    own.get_by_role("button", name="Flytta Egen två uppåt").click()
    amina.until("() => window.heard.filter((said) => said.includes('Egen två står på plats 1 av 2.')).length > 1")
    page.keyboard.press("Control+z")
    expect(own.locator(".name")).to_have_text(["Egen ett", "Egen två"])
    expect(shared.locator(".name")).to_have_text(["Sedan", "Först", "Sist"])
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def _top_of(found: Locator) -> Point:
    x, top, width, _ = box_of(found)
    return Point(x + width / 2, top - 6)

"""Ctrl+Z takes back the latest thing done on a card, wherever the hand happens to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def opened(visitor: Visitor, plan: Plan) -> Page:
    plan.seen_by(visitor, "/1")
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    return visitor.page


def attachments(page: Page) -> Locator:
    return page.get_by_role("region", name="Bilagor").get_by_role("listitem")


def test_an_upload_is_taken_back_and_done_again(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = opened(enter("amina"), plan)
    page.get_by_role("button", name="Lägg till…").click()
    page.get_by_role("menuitem", name="Bilaga, länk eller mapp").click()
    page.get_by_label("Välj filer").set_input_files(
        {"name": "Frågor.txt", "mimeType": "text/plain", "buffer": "Vad hände?".encode()}
    )
    expect(page.get_by_text("Bifogade Frågor.txt.").last).to_be_visible()

    page.keyboard.press("Control+z")
    expect(attachments(page)).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(attachments(page)).to_have_count(1)


def test_an_empty_field_that_waits_for_the_next_row_takes_back_the_last(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    card = plan.card("Kartlägg")["id"]
    plan.installation.actor("asa").post(f"/cards/{card}/checklists", {"title": "Före", "rows": ["Boka lokal"]})
    page = opened(enter("amina"), plan)
    page.get_by_role("button", name="Lägg till en rad Före").click()
    field = page.get_by_role("textbox", name="Ny rad i Före")
    field.press_sequentially("Koka kaffe")
    with page.expect_response(is_written):
        field.press("Enter")
    expect(page.get_by_role("checkbox", name="Koka kaffe")).to_be_visible()

    with page.expect_response(is_written):
        field.press("Control+z")
    expect(page.get_by_role("checkbox", name="Koka kaffe")).to_have_count(0)


def test_a_date_just_entered_is_taken_back_where_it_was_entered(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = opened(enter("amina"), plan)
    due = page.get_by_role("dialog").get_by_label("Klart senast", exact=True)
    due.focus()
    page.keyboard.type("i december 2031")
    with page.expect_response(is_written):
        page.keyboard.press("Enter")
    expect(due).to_have_value("december 2031")

    with page.expect_response(is_written):
        page.keyboard.press("Control+z")
    expect(due).to_have_value("")


def test_in_words_that_are_being_written_it_is_the_browsers(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = opened(enter("amina"), plan)
    due = page.get_by_role("dialog").get_by_label("Klart senast", exact=True)
    due.focus()
    page.keyboard.type("2031-12-05")
    with page.expect_response(is_written):
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Skriv en kommentar").click()
    field = page.get_by_role("textbox", name="Skriv en kommentar")
    field.press_sequentially("Fel")

    field.press("Control+z")
    expect(field).not_to_have_value("Fel")
    field.press("Control+z")
    expect(field).to_have_value("")
    assert plan.card("Kartlägg")["due"] == "2031-12-05"
    expect(due).not_to_have_value("")

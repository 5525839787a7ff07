"""Dates written by hand, phases by keyboard, copies, and the warning that its owner sees first."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.installation import Installation
    from tests.browser.plan import Board, Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def dialog_of(board: Board) -> Locator:
    return board.page.get_by_role("dialog").first


def test_a_date_is_written_by_keyboard_as_people_say_it(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    due = dialog_of(board).get_by_label("Klart senast", exact=True)
    due.focus()
    keyboard = board.page.keyboard

    keyboard.type("v47 2030")
    expect(dialog_of(board).get_by_text("Klart senast fredag 22 november 2030, vecka 47")).to_be_visible()
    with board.page.expect_response(is_written):
        keyboard.press("Enter")
    expect(due).to_have_value("fre 22 nov 2030 · v. 47")
    expect(board.toast).to_contain_text("fre 22 nov 2030")
    board.visitor.until("() => document.querySelector('[data-card] time')?.dateTime === '2030-11-22'")
    assert plan.card("Kartlägg")["due"] == "2030-11-22"

    keyboard.press("Control+a")
    keyboard.type("i december 2031")
    with board.page.expect_response(is_written):
        keyboard.press("Tab")
    expect(due).to_have_value("december 2031")
    expect(board.card("Kartlägg").locator("time")).to_have_text("december 2031")
    assert plan.card("Kartlägg")["due"] == "2031-12"

    due.focus()
    keyboard.type("när vi hinner")
    expect(due).to_have_value("när vi hinner")
    keyboard.press("Enter")
    expect(due).to_have_value("när vi hinner")
    expect(due).to_have_attribute("aria-invalid", "true")
    board.visitor.hears("Vi förstår inte datumet.")
    keyboard.press("Escape")
    expect(due).to_have_value("december 2031")
    assert plan.card("Kartlägg")["due"] == "2031-12"


def test_a_start_takes_no_room_until_it_is_asked_for(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    start = dialog_of(board).get_by_label("Börjar", exact=True)
    expect(dialog_of(board).get_by_label("Klart senast", exact=True)).to_be_visible()
    expect(start).to_have_count(0)

    dialog_of(board).get_by_role("button", name="Lägg till…").click()
    board.page.get_by_role("menuitem", name="Startdag").click()
    expect(start).to_be_focused()
    board.page.keyboard.type("v47 2030")
    with board.page.expect_response(is_written):
        board.page.keyboard.press("Enter")
    expect(start).to_have_value("mån 18 nov 2030 · v. 47")
    assert plan.card("Kartlägg")["start"] == "2030-11-18"


def test_the_owner_sees_the_warning_first_and_answers_it(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    card = plan.card("Utred")
    today = asa.get("/dates?text=i dag")["date"]
    asa.patch(f"/cards/{card['id']}", {"owner_id": installation.id_of("ulf"), "due": _before(today)})
    asa.post(f"/cards/{card['id']}/assessments", {"health": "on_track", "note": "Allt går bra."})
    amina, ulf = plan.seen_by(enter("amina"), "/3"), plan.seen_by(enter("ulf"), "/3")
    expect(dialog_of(amina).get_by_text("Allt går bra.", exact=True)).to_be_visible()
    expect(dialog_of(amina).get_by_text("Enligt siffrorna")).to_have_count(0)

    # By now it may be past midnight.
    told = re.compile(r"Du rapporterar Enligt plan, men uppdraget är försenat sedan (1 dag|2 dagar)\.")
    expect(dialog_of(ulf).get_by_text(told)).to_be_visible()
    expect(dialog_of(ulf).get_by_text("Bara du ser det här till")).to_be_visible()
    dialog_of(ulf).get_by_role("button", name="Svara", exact=True).click()
    expect(dialog_of(ulf).get_by_role("form", name="Svara").get_by_role("textbox")).to_be_focused()
    ulf.page.keyboard.type("Vi väntar in nämnden.")
    dialog_of(ulf).get_by_role("form", name="Svara").get_by_role("button", name="Svara").click()
    expect(dialog_of(ulf).get_by_text("Vi väntar in nämnden.", exact=True)).to_be_visible()
    expect(dialog_of(ulf).get_by_text("Bara du ser det här till")).to_have_count(0)

    expect(dialog_of(amina).get_by_text("Vi väntar in nämnden.", exact=True)).to_be_visible()
    expect(dialog_of(amina).get_by_text("Ansvarig rapporterar Enligt plan, men uppdraget")).to_be_visible()


def test_phases_are_added_and_moved_by_keyboard(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    card = plan.card("Kartlägg")
    for title in ("Kartläggning", "Prövning"):
        installation.actor("asa").post(f"/cards/{card['id']}/phases", {"title": title})
    board = plan.seen_by(enter("amina"), "/1")
    dialog_of(board).get_by_role("button", name="Lägg till fas").click()
    form = dialog_of(board).get_by_role("form", name="Lägg till fas")
    expect(form.get_by_role("textbox").first).to_be_focused()
    board.page.keyboard.type("Införande")
    form.get_by_role("textbox", name="Klart senast").fill("hösten 2031")
    form.get_by_role("textbox", name="Klart senast").press("Enter")
    rows = dialog_of(board).locator("[data-phase]")
    expect(rows).to_have_count(3)
    expect(rows.last).to_contain_text("till hösten 2031")
    # The form is gone and has given the focus back, which it does after the row is there.
    expect(dialog_of(board).get_by_role("button", name="Lägg till fas")).to_be_focused()

    dialog_of(board).get_by_role("button", name="Val för Införande").focus()
    board.page.keyboard.press("Alt+ArrowUp")
    board.visitor.hears("Införande står nu som 2 av 3.")
    expect(rows.nth(1)).to_contain_text("Införande")
    expect(dialog_of(board).get_by_role("button", name="Val för Införande")).to_be_focused()


def test_a_card_is_copied_with_a_new_start(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    card = plan.card("Kartlägg")
    installation.actor("asa").patch(f"/cards/{card['id']}", {"start": "2030-11-04", "due": "2030-11-22"})
    board = plan.seen_by(enter("amina"), "/1")
    dialog_of(board).get_by_role("button", name="Mer att göra med uppdrag 1").click()
    board.page.get_by_role("menuitem", name="Kopiera uppdraget …").click()
    ask = board.page.get_by_role("dialog", name="Kopiera uppdrag 1")
    ask.get_by_label("Uppdragets namn").fill("Kartlägg igen")
    ask.get_by_label("Ny start", exact=True).fill("7/1 2031")
    ask.get_by_role("button", name="Kopiera").click()

    expect(board.page).to_have_url(re.compile(f"/plans/{plan.id}/6$"))
    expect(board.page.get_by_role("dialog", name="Uppdrag 6, Kartlägg igen")).to_be_visible()
    copied = plan.card("Kartlägg igen")
    assert (copied["start"], copied["due"]) == ("2031-01-07", "2031-01-25")


def test_escape_leaves_a_report_and_its_words_and_not_the_card(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    card = dialog_of(board)
    card.get_by_role("button", name="Meddela läge").click()
    form = card.get_by_role("form", name="Meddela läge")
    form.get_by_role("radio", name="Risk").check()
    form.get_by_role("textbox").fill("Vi väntar på svar.")
    board.page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    opener = card.get_by_role("button", name="Meddela läge")
    expect(opener).to_be_focused()
    opener.click()
    expect(form.get_by_role("textbox")).to_have_value("Vi väntar på svar.")

    card.get_by_role("button", name="Lägg till…").click()
    board.page.get_by_role("menuitem", name="Behov, prioritet och samverkan").click()
    expect(card.get_by_role("checkbox", name="Gemensamt behov")).to_be_focused()
    board.page.keyboard.press("Escape")
    expect(card.get_by_role("checkbox", name="Gemensamt behov")).to_have_count(0)
    expect(card).to_be_visible()


def _before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()

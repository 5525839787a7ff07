"""The calendar: a day is changed by keys, by mouse and by a date in words, seen by the other and undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.plan import Plan, Point, box_of, carry, middle_of
from tests.browser.visitor import is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def opened(plan: Plan, visitor: Visitor, at: str = "2030-12") -> Visitor:
    visitor.page.goto(f"/plans/{plan.id}?view=calendar&at={at}")
    expect(visitor.page.locator("[data-view=calendar]")).to_be_visible()
    return visitor


def on(visitor: Visitor, day: str, title: str) -> Locator:
    """The link of an assignment that stands on a day."""
    return visitor.page.locator(f"[data-day='{day}']").get_by_role("link", name=title, exact=True)


def test_an_assignment_is_carried_to_another_day_by_keys_and_back_by_undo(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    asa.patch(f"/cards/{plan.card('Utred')['id']}", {"due": "2030-12-30", "start": "2030-12-02"})
    amina, ulf = opened(plan, enter("amina")), opened(plan, enter("ulf"))
    page, keys = amina.page, amina.page.keyboard
    on(amina, "2030-12-30", "Utred").focus()

    keys.press("Space")
    amina.hears("Uppdrag 3, Utred, är lyft.")
    keys.press("ArrowRight")
    amina.hears("tisdag 31 december 2030, vecka 1")
    expect(page.locator("[data-day='2030-12-31']")).to_contain_text("Släpps här")
    keys.press("ArrowRight")
    expect(page.get_by_role("heading", name="januari 2031", exact=True)).to_be_visible()
    with page.expect_response(is_written):
        keys.press("Space")
    amina.hears("Uppdrag 3 ska vara klart ons 1 jan 2031")
    expect(on(amina, "2031-01-01", "Utred")).to_be_focused()
    expect(on(ulf, "2031-01-01", "Utred")).to_be_visible()

    with page.expect_response(is_written):
        keys.press("Control+z")
    expect(on(ulf, "2030-12-30", "Utred")).to_be_visible()

    # Some time in the month; and before it begins is no day for it to end.
    on(opened(plan, amina), "2030-12-30", "Utred").focus()
    keys.press("Space")
    keys.press("m")
    with page.expect_response(is_written):
        keys.press("Space")
    expect(on(ulf, "2030-12", "Utred")).to_be_visible()
    expect(on(amina, "2030-12", "Utred")).to_be_focused()
    assert plan.card("Utred")["due"] == "2030-12"
    for key in ("Space", "ArrowLeft", "Space"):
        keys.press(key)
    amina.hears("Slutdatum kan inte komma före startdatum.")
    assert plan.card("Utred")["due"] == "2030-12"


def test_of_a_full_month_some_are_shown_and_always_the_one_that_was_put_there(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": [f"Nummer {n}" for n in range(1, 19)]})
    asa = installation.actor("asa")
    for n in range(1, 18):
        asa.patch(f"/cards/{plan.card(f'Nummer {n}')['id']}", {"due": "2030-12"})
    asa.patch(f"/cards/{plan.card('Nummer 18')['id']}", {"due": "2030-12-18"})
    amina = opened(plan, enter("amina"))
    month = amina.page.get_by_role("group", name="Någon gång i december 2030")
    expect(month.locator("[data-entry]")).to_have_count(15)
    expect(month.get_by_role("button", name="2 till", exact=True)).to_be_visible()

    on(amina, "2030-12-18", "Nummer 18").focus()
    for key in ("Space", "m", "Space"):
        amina.page.keyboard.press(key)
    expect(month.get_by_role("link", name="Nummer 18")).to_be_focused()
    expect(month.locator("[data-entry]")).to_have_count(18)


def test_a_month_is_turned_by_keys_without_the_focus_being_lost(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    installation.actor("asa").patch(f"/cards/{plan.card('Utred')['id']}", {"due": "2030-12-18"})
    amina = enter("amina")
    page, keys = amina.page, amina.page.keyboard
    page.goto(f"/plans/{plan.id}?view=calendar&at=2030-12&q=Utred")
    on(amina, "2030-12-18", "Utred").focus()

    # A month in which nothing is due has no assignment to stand on, but days.
    keys.press("PageDown")
    expect(page.get_by_role("heading", name="januari 2031", exact=True)).to_be_visible()
    expect(page.locator("[data-day='2031-01-01']")).to_be_focused()
    amina.hears("januari 2031")
    keys.press("PageUp")
    expect(on(amina, "2030-12-18", "Utred")).to_be_focused()

    # Neither is what is in the hand lost on its way to a month that has yet to be drawn.
    keys.press("Space")
    keys.press("PageDown")
    expect(page.locator("[data-day='2031-01-18']")).to_be_focused()
    with page.expect_response(is_written):
        keys.press("Space")
    expect(on(amina, "2031-01-18", "Utred")).to_be_focused()


def test_an_assignment_is_dragged_to_a_day_and_moved_to_a_date_in_words(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = opened(plan, enter("amina"))
    page = amina.page
    at = middle_of(page.locator("[data-entry]").filter(has_text="Kartlägg"))
    page.mouse.move(at.x, at.y)
    page.mouse.down()
    page.mouse.move(at.x - 20, at.y + 10, steps=3)
    expect(page.locator(".drag-copy")).to_be_visible()
    day = page.locator("[data-day='2030-12-12']")
    carry(page, lambda: Point((to := box_of(day)).x + 40, to.y + 40), day.get_by_text("Släpps här"))
    with page.expect_response(is_written):
        page.mouse.up()
    expect(on(amina, "2030-12-12", "Kartlägg")).to_be_focused()
    assert plan.card("Kartlägg")["due"] == "2030-12-12"

    page.keyboard.press("f")
    expect(page.get_by_role("dialog", name="Flytta uppdrag 1 till datum").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("v50 2030")
    with page.expect_response(is_written):
        page.keyboard.press("Enter")
    expect(on(amina, "2030-12-13", "Kartlägg")).to_be_visible()
    amina.hears("Uppdrag 1 ska vara klart fre 13 dec 2030")

    page.get_by_text("Visa som lista").click()
    listed = page.locator("details").filter(has_text="Visa som lista")
    expect(listed.get_by_role("heading", name="Vecka 50")).to_be_visible()
    expect(listed.get_by_role("link", name="Kartlägg", exact=True)).to_be_visible()


def test_what_lasts_is_a_bar_over_its_weeks_and_a_line_in_the_list(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    utred = plan.card("Utred")["id"]
    asa.patch(f"/cards/{utred}", {"start": "2030-12-04", "due": "2030-12-12"})
    asa.patch(f"/cards/{plan.card('Skriv')['id']}", {"start": "2030-12", "due": "2031-01-08"})
    amina = opened(plan, enter("amina"))
    page = amina.page
    band = page.get_by_role("list", name="Pågår vecka 49")
    expect(band.get_by_role("link", name="3 Utred: ons 4 dec 2030 · v. 49 – tors 12 dec 2030 · v. 50")).to_be_visible()
    expect(page.get_by_role("list", name="Pågår vecka 50").get_by_role("link", name="Utred")).to_be_visible()
    expect(page.get_by_role("list", name="Pågår vecka 51").get_by_role("link", name="Utred")).to_have_count(0)
    expect(band.get_by_role("link", name="4 Skriv: december 2030 – ")).to_be_visible()

    # A phase that another adds comes by itself, below its assignment.
    asa.post(f"/cards/{utred}/phases", {"title": "Fråga runt", "start": "2030-12-05", "due": "2030-12-06"})
    expect(band.get_by_role("link", name="3 · fas: Fråga runt, Utred: ")).to_be_visible()
    asa.patch(f"/cards/{utred}", {"due": "2030-12-06"})
    expect(page.get_by_role("list", name="Pågår vecka 50").get_by_role("link", name="Utred")).to_have_count(0)

    # The list says the same, and the keys reach a bar.
    page.get_by_text("Visa som lista").click()
    listed = page.locator("details").filter(has_text="Visa som lista")
    for words in ("3 Utred: ", "fas: Fråga runt", "4 Skriv: december 2030"):
        expect(listed.get_by_role("link", name=words).first).to_be_visible()
    band.get_by_role("link", name="4 Skriv").focus()
    page.keyboard.press("f")
    moving = page.get_by_role("dialog", name="Flytta uppdrag 4 till datum")
    expect(moving.get_by_role("textbox", name="Klart senast")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert violations(page) == []


def test_more_than_a_week_has_room_for_are_counted_and_listed(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    for title in ("Utred", "Skriv", "Kartlägg", "Intervjua", "Starta"):
        asa.patch(f"/cards/{plan.card(title)['id']}", {"start": "2030-11-04", "due": "2031-02-12"})
    page = opened(plan, enter("amina")).page
    expect(page.get_by_role("list", name="Pågår vecka 50").get_by_role("link")).to_have_count(3)
    page.get_by_role("button", name=re.compile("2 till pågår.*Vecka 50")).click()
    dialog = page.get_by_role("dialog", name="Pågår vecka 50")
    expect(dialog.get_by_role("link")).to_have_count(5)
    dialog.get_by_role("link", name="5 Starta").click()
    expect(page.locator("dialog[open]").get_by_role("heading", name="Starta")).to_be_visible()
    expect(page).to_have_url(re.compile("view=calendar&at=2030-12"))


def test_long_words_stay_within_their_day(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    title = "Bostadsanpassningsbidragshandläggarutbildningens kvalitetssäkringsarbetsgrupp"
    asa = installation.actor("asa")
    asa.patch(f"/cards/{plan.card('Utred')['id']}", {"due": "2030-12-10", "title": title})
    amina = opened(plan, enter("amina", viewport={"width": 1024, "height": 800}))
    day = amina.page.locator("[data-day='2030-12-10']")
    expect(day.get_by_role("listitem")).to_be_visible()
    amina.until(
        """(day) => {
          const within = document.querySelector(`[data-day='${day}']`);
          const right = (element) => element.getBoundingClientRect().right;
          return right(within.querySelector('li')) <= right(within);
        }""",
        "2030-12-10",
    )
    # The link begins in the first line: its focus does not draw what is cut off into sight.
    day.get_by_role("link").focus()
    assert day.locator("li p").evaluate("(words) => words.scrollTop") == 0


def test_what_has_no_day_is_counted_where_there_is_any(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    amina = opened(plan, enter("amina"))
    december = amina.page.get_by_role("group", name="Någon gång i december 2030")
    undated = amina.page.get_by_role("group", name="Utan slutdatum")
    expect(december).to_have_text(re.compile(r"^\s*Någon gång i december 2030\s*$"))
    expect(undated.get_by_role("heading")).to_have_text(re.compile(r"^\s*Utan slutdatum\s4\s*$"))
    installation.actor("asa").patch(f"/cards/{plan.card('Utred')['id']}", {"due": "2030-12"})
    expect(december.get_by_role("heading")).to_have_text(re.compile(r"^\s*Någon gång i december 2030\s1\s*$"))
    expect(undated.get_by_role("heading")).to_have_text(re.compile(r"^\s*Utan slutdatum\s3\s*$"))

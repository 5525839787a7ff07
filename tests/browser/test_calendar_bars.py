"""Bars of the calendar carried whole or by an end, by mouse, finger and keys; and the days of a phone's list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import too_wide, violations
from tests.browser.plan import Board, Plan, Point, box_of, carry, middle_of
from tests.browser.touching import PHONE, Finger
from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# The edge of the window draws the page along under the finger.
COMES_DOWN = """(day) => new Promise((then) => {
  const look = () => (day.getBoundingClientRect().top > 150 ? then() : requestAnimationFrame(look));
  look();
})"""


@pytest.fixture
def lasting(plan: Plan, installation: Installation) -> Plan:
    """A plan with a bar from a Wednesday to the Thursday of the week after."""
    body = {"start": "2030-12-04", "due": "2030-12-12"}
    installation.actor("asa").patch(f"/cards/{plan.card('Utred')['id']}", body)
    return plan


def _open(plan: Plan, visitor: Visitor) -> Page:
    visitor.page.goto(f"/plans/{plan.id}?view=calendar&at=2030-12")
    expect(visitor.page.locator("[data-view=calendar]")).to_be_visible()
    # On a phone the menus, which come after the first paint, take a line of their own above the calendar.
    expect(visitor.page.get_by_role("button", name=re.compile("^(Sparade vyer|Vy: )"))).to_be_visible()
    return visitor.page


def _bar(page: Page, week: int, title: str = "3 Utred") -> Locator:
    return page.get_by_role("list", name=f"Pågår vecka {week}").get_by_role("listitem").filter(has_text=title)


def _day(page: Page, day: str) -> Locator:
    return page.locator(f"td[data-day='{day}']")


def _over(page: Page, day: str) -> Point:
    x, y, width, _ = box_of(_day(page, day))
    return Point(x + width / 2, y + 12)


def _pick_up(page: Page, at: Point) -> None:
    page.mouse.move(at.x, at.y)
    page.mouse.down()
    page.mouse.move(at.x + 8, at.y + 3, steps=3)
    expect(page.locator(".drag-copy")).to_be_attached()


def _on_the_bar(page: Page, day: str, week: int = 49) -> Point:
    """A point of the bar under a day of its week."""
    _, y = middle_of(_bar(page, week))
    return Point(_over(page, day).x, y)


def _seen(found: Locator) -> Point:
    """The middle of something, without scrolling to it: what is under a finger must stay there."""
    x, y, width, height = box_of(found)
    return Point(x + width / 2, y + height / 2)


def _brought_to(y: int, found: Locator) -> Point:
    """Scroll until something is as far down the window, with room for the finger above and below."""
    found.evaluate("(found, y) => scrollBy(0, found.getBoundingClientRect().top - y)", y)
    return middle_of(found)


def _dates(plan: Plan, title: str = "Utred") -> tuple[Any, Any]:
    card = plan.card(title)
    return card["start"], card["due"]


def test_a_bar_is_picked_up_anywhere_and_carried_by_whole_days(lasting: Plan, enter: Callable[..., Visitor]) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    page, his = _open(lasting, amina), _open(lasting, ulf)

    # From the Friday of the bar to a Tuesday, four days on; nothing is changed before it is dropped.
    _pick_up(page, _on_the_bar(page, "2030-12-06"))
    carry(page, lambda: _over(page, "2030-12-10"), _day(page, "2030-12-08").get_by_text("Börjar här"))
    expect(_day(page, "2030-12-16")).to_contain_text("Slutar här")
    expect(page.locator(".drag-copy .flag")).to_have_text("sön 8 dec 2030 · v. 49 – mån 16 dec 2030 · v. 51")
    assert _dates(lasting) == ("2030-12-04", "2030-12-12")
    with page.expect_response(is_written):
        page.mouse.up()
    assert _dates(lasting) == ("2030-12-08", "2030-12-16")
    amina.hears("Uppdrag 3: börjar sön 8 dec 2030 · v. 49, klart senast mån 16 dec 2030 · v. 51.")
    expect(_bar(page, 50).get_by_role("link")).to_be_focused()
    expect(_bar(his, 51)).to_be_visible()

    with page.expect_response(is_written):
        Board(amina).toast.get_by_role("button", name="Ångra").click()
    comes_to(lambda: _dates(lasting), ("2030-12-04", "2030-12-12"))
    expect(_bar(his, 51)).to_have_count(0)

    # By its second week, back to the Monday, and taken back by the keys.
    _pick_up(page, _on_the_bar(page, "2030-12-11", 50))
    carry(page, lambda: _over(page, "2030-12-09"), _day(page, "2030-12-02").get_by_text("Börjar här"))
    with page.expect_response(is_written):
        page.mouse.up()
    comes_to(lambda: _dates(lasting), ("2030-12-02", "2030-12-10"))
    with page.expect_response(is_written):
        page.keyboard.press("Control+z")
    comes_to(lambda: _dates(lasting), ("2030-12-04", "2030-12-12"))


def test_a_bar_is_put_back_by_escape_and_where_there_is_no_day(lasting: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    page = _open(lasting, amina)
    _pick_up(page, _on_the_bar(page, "2030-12-06"))
    carry(page, lambda: _over(page, "2030-12-10"), _day(page, "2030-12-08").get_by_text("Börjar här"))
    page.keyboard.press("Escape")
    amina.hears("Avbrutet. Uppdrag 3 ligger kvar.")
    page.mouse.up()
    expect(_bar(page, 49).get_by_role("link")).to_be_focused()
    expect(page.get_by_text("Börjar här")).to_have_count(0)

    _pick_up(page, _on_the_bar(page, "2030-12-06"))
    tray = page.get_by_role("group", name="Utan slutdatum")
    put_back = page.locator(".drag-copy .flag").get_by_text("Läggs tillbaka")
    carry(page, lambda: Point((to := box_of(tray)).x + 40, to.y + 20), put_back)
    page.mouse.up()
    amina.until("() => window.heard.filter((said) => said.startsWith('Avbrutet.')).length === 2")

    # Neither opens it; a click does.
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert _dates(lasting) == ("2030-12-04", "2030-12-12")
    at = _on_the_bar(page, "2030-12-06")
    page.mouse.click(at.x, at.y)
    expect(page.get_by_role("dialog").get_by_role("heading", name="Utred")).to_be_visible()


def test_an_end_of_a_bar_is_dragged_alone_and_never_past_the_other(
    lasting: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    page = _open(lasting, amina)
    _pick_up(page, middle_of(_bar(page, 50).locator("[data-end=due]")))
    carry(page, lambda: _over(page, "2030-12-17"), _day(page, "2030-12-17").get_by_text("Slutar här"))
    with page.expect_response(is_written):
        page.mouse.up()
    comes_to(lambda: _dates(lasting), ("2030-12-04", "2030-12-17"))
    _pick_up(page, middle_of(_bar(page, 49).locator("[data-end=start]")))
    carry(page, lambda: _over(page, "2030-12-06"), _day(page, "2030-12-06").get_by_text("Börjar här"))
    with page.expect_response(is_written):
        page.mouse.up()
    comes_to(lambda: _dates(lasting), ("2030-12-06", "2030-12-17"))

    refusal = "Slutdatum kan inte komma före startdatum."
    _pick_up(page, middle_of(_bar(page, 51).locator("[data-end=due]")))
    carry(page, lambda: _over(page, "2030-12-03"), page.locator(".drag-copy .flag").get_by_text(refusal))
    page.mouse.up()
    expect(Board(amina).toast).to_contain_text(f"Uppdrag 3 flyttades inte. {refusal}")
    expect(_bar(page, 51)).to_be_visible()
    assert _dates(lasting) == ("2030-12-06", "2030-12-17")


def test_the_keys_move_a_bar_as_the_mouse_does(lasting: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    page = _open(lasting, amina)
    keys = page.keyboard
    link = _bar(page, 49).get_by_role("link")
    link.focus()
    keys.press("Space")
    amina.hears("Uppdrag 3, Utred, är lyft med start och slut.")
    keys.press("ArrowRight")
    amina.hears("börjar torsdag 5 december 2030, vecka 49, klart senast fredag 13 december 2030, vecka 50")
    for press in ("ArrowDown", "Alt+ArrowLeft", "Control+ArrowRight"):
        keys.press(press)
    expect(_day(page, "2030-12-11")).to_contain_text("Börjar här")
    expect(_day(page, "2030-12-21")).to_contain_text("Slutar här")
    expect(_day(page, "2030-12-21")).to_be_focused()
    with page.expect_response(is_written):
        keys.press("Space")
    assert _dates(lasting) == ("2030-12-11", "2030-12-21")
    expect(_bar(page, 51).get_by_role("link")).to_be_focused()
    with page.expect_response(is_written):
        keys.press("Control+z")
    comes_to(lambda: _dates(lasting), ("2030-12-04", "2030-12-12"))

    # To a month that has yet to be drawn, where the focus follows it; and past its own start it does not end.
    link.focus()
    for press in ("Space", "PageDown"):
        keys.press(press)
    expect(_day(page, "2031-01-04")).to_be_focused()
    with page.expect_response(is_written):
        keys.press("Space")
    assert _dates(lasting) == ("2031-01-04", "2031-01-12")
    expect(_bar(page, 1).get_by_role("link")).to_be_focused()
    for press in ("Space", "Control+ArrowUp", "Control+ArrowUp", "Space"):
        keys.press(press)
    expect(Board(amina).toast).to_contain_text("Slutdatum kan inte komma före startdatum.")
    assert _dates(lasting) == ("2031-01-04", "2031-01-12")


def test_what_is_known_by_month_alone_stays_a_month_and_a_phase_stays(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    utred = plan.card("Utred")["id"]
    asa.patch(f"/cards/{utred}", {"start": "2030-12", "due": "2030-12-20"})
    asa.post(f"/cards/{utred}/phases", {"title": "Fråga runt", "start": "2030-12-02", "due": "2030-12-06"})
    page = _open(plan, enter("amina"))
    phase = _bar(page, 49, "Fråga runt")
    at = middle_of(phase)
    page.mouse.move(at.x, at.y)
    page.mouse.down()
    to = _over(page, "2030-12-11")
    page.mouse.move(to.x, to.y, steps=4)
    expect(page.locator(".drag-copy")).to_have_count(0)
    page.mouse.up()

    _pick_up(page, _on_the_bar(page, "2030-12-11", 50))
    carry(page, lambda: _over(page, "2030-12-13"), _day(page, "2030-12-22").get_by_text("Slutar här"))
    with page.expect_response(is_written):
        page.mouse.up()
    assert _dates(plan) == ("2030-12", "2030-12-22")


def test_a_finger_carries_a_bar_after_a_long_press(lasting: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", viewport={"width": 820, "height": 1100}, has_touch=True)
    page = _open(lasting, amina)
    finger = Finger(page)
    finger.down(_on_the_bar(page, "2030-12-06"))
    expect(page.locator(".drag-copy")).to_be_visible()
    finger.glide_to(_over(page, "2030-12-13"))
    expect(_day(page, "2030-12-11")).to_contain_text("Börjar här")
    with page.expect_response(is_written):
        finger.up()
    assert _dates(lasting) == ("2030-12-11", "2030-12-19")
    expect(Board(amina).toast).to_contain_text("Uppdrag 3: börjar ons 11 dec 2030")


def test_on_a_phone_every_day_is_a_place_while_something_is_carried(
    lasting: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    asa.patch(f"/cards/{lasting.card('Kartlägg')['id']}", {"due": "2030-12-19"})
    asa.patch(f"/cards/{lasting.card('Skriv')['id']}", {"start": "2030-12-12", "due": "2030-12-20"})
    amina, ulf = enter("amina", **PHONE), enter("ulf")
    page = _open(lasting, amina)
    _open(lasting, ulf)
    days = page.locator(".main [data-day]")
    chip = page.locator(".main [data-entry]").filter(has_text="Kartlägg")
    expect(days).to_have_count(3)
    finger = Finger(page)

    # The days open around what is under the finger, which stays where it is.
    at = _brought_to(400, chip.get_by_role("link"))
    before = box_of(chip)
    finger.down(at)
    expect(days).to_have_count(42)
    assert abs(box_of(chip).y - before.y) < 2
    assert too_wide(page) == []
    assert [box for box in (box_of(day).height for day in days.all()) if box < 44] == []
    empty = page.locator("[data-day='2030-12-18']")
    finger.glide_to(_seen(empty))
    expect(empty).to_contain_text("Släpps här")
    with page.expect_response(is_written):
        finger.up()
    assert lasting.card("Kartlägg")["due"] == "2030-12-18"
    expect(days).to_have_count(3)
    expect(empty.get_by_role("link", name="Kartlägg")).to_be_focused()
    expect(empty.get_by_role("link", name="Kartlägg")).to_be_in_viewport()
    amina.hears("Uppdrag 1 ska vara klart ons 18 dec 2030")
    expect(ulf.page.locator("[data-day='2030-12-18']").get_by_role("link", name="Kartlägg")).to_be_visible()
    with page.expect_response(is_written):
        Board(amina).toast.get_by_role("button", name="Ångra").click()
    comes_to(lambda: lasting.card("Kartlägg")["due"], "2030-12-19")


def test_on_a_phone_a_week_is_its_friday_and_a_day_before_the_start_is_refused(
    lasting: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    asa.patch(f"/cards/{lasting.card('Kartlägg')['id']}", {"due": "2030-12-19"})
    asa.patch(f"/cards/{lasting.card('Skriv')['id']}", {"start": "2030-12-12", "due": "2030-12-20"})
    amina = enter("amina", **PHONE)
    page = _open(lasting, amina)
    days = page.locator(".main [data-day]")
    chip = page.locator(".main [data-entry]").filter(has_text="Kartlägg")
    finger = Finger(page)
    finger.down(_brought_to(560, chip.get_by_role("link")))
    expect(days).to_have_count(42)
    finger.glide_to(_seen(page.get_by_role("heading", name="Vecka 51")))
    expect(page.locator("[data-day='2030-12-20']")).to_contain_text("Släpps här")
    with page.expect_response(is_written):
        finger.up()
    comes_to(lambda: lasting.card("Kartlägg")["due"], "2030-12-20")

    finger.down(_brought_to(400, page.locator(".main [data-entry]").filter(has_text="Skriv").get_by_role("link")))
    expect(days).to_have_count(42)
    early = page.locator("[data-day='2030-12-10']")
    finger.glide_to(Point(195, 30))
    early.evaluate(COMES_DOWN)
    finger.glide_to(Point(195, 400))
    finger.glide_to(_seen(early))
    expect(early).to_contain_text("Släpps här")
    finger.up()
    expect(Board(amina).toast).to_contain_text("Uppdrag 4 flyttades inte. Slutdatum kan inte komma före startdatum.")
    assert lasting.card("Skriv")["due"] == "2030-12-20"
    assert violations(page) == []


def test_on_a_phone_what_lasts_is_carried_by_its_line(lasting: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", **PHONE)
    page = _open(lasting, amina)
    finger = Finger(page)
    week = page.locator(".main section").filter(has=page.get_by_role("heading", name="Vecka 50"))
    line = week.get_by_role("listitem").filter(has_text="3 Utred: ")
    finger.down(_brought_to(150, line))
    expect(page.locator(".main [data-day]")).to_have_count(42)
    # From the Monday of this week, as it began in the last, to the Thursday.
    finger.glide_to(_seen(page.locator("[data-day='2030-12-12']")))
    expect(page.locator("[data-day='2030-12-07']")).to_contain_text("Börjar här")
    expect(page.locator("[data-day='2030-12-15']")).to_contain_text("Slutar här")
    with page.expect_response(is_written):
        finger.up()
    assert _dates(lasting) == ("2030-12-07", "2030-12-15")
    expect(line.get_by_role("link")).to_be_focused()


def test_what_lies_behind_the_others_in_a_week_gets_its_dates_written(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    titles = ["Ett", "Två", "Tre", "Fyra", "Fem"]
    plan = Plan.start(installation, {"Pågår": titles})
    for title in titles:
        body = {"start": "2030-12-03", "due": "2030-12-05"}
        installation.actor("asa").patch(f"/cards/{plan.card(title)['id']}", body)
    amina = enter("amina")
    page = _open(plan, amina)
    page.get_by_role("button", name=re.compile("till pågår")).click()
    week = page.get_by_role("dialog", name="Pågår vecka 49")
    expect(week.get_by_role("listitem")).to_have_count(5)
    assert violations(page) == []
    week.get_by_role("button", name="Flytta uppdrag 5 till datum").click()
    dialog = page.get_by_role("dialog", name="Flytta uppdrag 5 till datum")
    expect(week).to_have_count(0)
    # Both may go on past where the other was.
    dialog.get_by_role("textbox", name="Börjar").fill("2030-12-10")
    dialog.get_by_role("textbox", name="Klart senast").fill("2030-12-12")
    assert violations(page) == []
    dialog.get_by_role("button", name="Flytta", exact=True).click()
    expect(_bar(page, 50, "5 Fem")).to_be_visible()
    comes_to(lambda: _dates(plan, "Fem"), ("2030-12-10", "2030-12-12"))
    Board(amina).toast.get_by_role("button", name="Ångra").click()
    comes_to(lambda: _dates(plan, "Fem"), ("2030-12-03", "2030-12-05"))

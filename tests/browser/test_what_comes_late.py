"""Scripts that come late or not at all: nothing that was pressed is lost, and what did not come is asked for again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.cable import Cable
from tests.browser.plan import Plan, middle_of
from tests.browser.touching import PHONE, Finger
from tests.browser.visitor import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


class Held:
    """Answers that are kept back until they are let go."""

    def __init__(self, page: Page, wanted: str | re.Pattern[str]) -> None:
        self._page = page
        self._wanted = wanted
        self._routes: list[Route] = []
        page.route(wanted, self._keep)

    def _keep(self, route: Route) -> None:
        self._routes.append(route)

    def is_asked(self) -> None:
        """Wait until somebody has asked."""
        comes_to(lambda: self._page.evaluate("1") and self._routes != [], wanted=True)

    def go(self) -> None:
        for route in self._routes:
            route.continue_()
        self._page.unroute(self._wanted, self._keep)


DRAGGING = re.compile(r"/assets/dragging-[^/]+\.js$")


def test_a_card_pulled_before_the_code_for_it_has_come_is_in_the_hand_when_it_has(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    script = Held(amina.page, DRAGGING)
    board = plan.seen_by(amina)
    at = board.middle(board.card("Kartlägg"))
    mouse = board.page.mouse
    mouse.move(at.x, at.y)
    mouse.down()
    mouse.move(at.x + 9, at.y + 3, steps=3)
    script.is_asked()
    expect(board.page.locator(".drag-copy")).to_have_count(0)

    script.go()
    expect(board.page.locator(".drag-copy")).to_be_visible()
    board.carry_over("Klart")
    mouse.up()
    board.shows("Klart", ["Starta", "Kartlägg"])
    board.equals(plan)


def test_a_finger_that_lies_on_a_card_before_that_lifts_it_too(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", **PHONE)
    script = Held(amina.page, DRAGGING)
    board = plan.seen_by(amina)
    finger = Finger(board.page)
    finger.down(board.middle(board.card("Utred")))
    script.is_asked()
    script.go()
    expect(board.page.locator(".drag-copy")).to_be_visible()
    scrolled = board.page.evaluate("scrollY")
    finger.glide_to(middle_of(board.card("Intervjua")))
    expect(board.lane("Ej påbörjat").locator(".drop")).to_be_visible()
    assert board.page.evaluate("scrollY") <= scrolled, "the page went along under the finger"
    finger.up()
    expect(board.toast).to_contain_text("Flyttat till Ej påbörjat.")


def test_what_was_let_go_before_the_code_has_come_is_not_lifted_by_it(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    script = Held(amina.page, DRAGGING)
    board = plan.seen_by(amina)
    at = board.middle(board.card("Kartlägg"))
    mouse = board.page.mouse
    mouse.move(at.x, at.y)
    mouse.down()
    # Another place than where it was pressed: there it would have been a click, which opens the card.
    mouse.move(at.x + 320, at.y + 3, steps=3)
    mouse.up()
    script.is_asked()
    script.go()
    mouse.move(at.x + 360, at.y + 3, steps=3)
    # The next is taken, and so the code is there.
    board.pick_up("Utred")
    expect(board.page.locator(".drag-copy")).to_have_count(1)
    expect(board.page.locator(".drag-copy")).to_contain_text("Utred")
    board.page.keyboard.press("Escape")
    mouse.up()
    board.equals(plan)


@pytest.mark.parametrize(("view", "script"), [("table", "Table"), ("calendar", "Calendar"), ("timeline", "Timeline")])
def test_the_view_that_an_address_asks_for_is_fetched_while_the_plan_is(
    plan: Plan, enter: Callable[..., Visitor], view: str, script: str
) -> None:
    page = enter("amina").page
    # Whoever has been here before is asked who they are while the page comes.
    page.goto("/plans")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    snapshot = Held(page, f"**/api/v1/boards/{plan.id}")
    with page.expect_response(re.compile(rf"/assets/{script}-[^/]+\.js$")):
        page.goto(f"/plans/{plan.id}?view={view}")
    snapshot.go()
    expect(page.get_by_role("link", name="Kartlägg").or_(page.get_by_role("rowheader")).first).to_be_visible()


@pytest.mark.parametrize("place", ["plan", "all"])
@pytest.mark.parametrize("way", ["by itself", "pressed"])
def test_a_view_that_did_not_come_comes_when_it_is_asked_for_again(
    installation: Installation, enter: Callable[..., Visitor], place: str, way: str
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Ett uppdrag"]}, name="Planen med avbrott")
    visitor = enter("asa")
    cable = Cable(visitor)
    page = visitor.page
    page.goto(f"/plans/{plan.id}" if place == "plan" else "/all")
    expect(page.locator("[data-card]").first).to_be_visible()
    lost = re.compile(r"/assets/(?!rest|first)[^/]+\.(js|css)$")
    page.wait_for_load_state("networkidle")
    if way == "by itself":
        cable.cut_socket(stay=True)
        visitor.context.set_offline(True)
    else:
        page.route(lost, lambda route: route.abort())
    page.get_by_role("navigation", name="Vyer").get_by_role("link", name="Tabell").click()
    expect(page.get_by_role("heading", name="Vyn kunde inte hämtas")).to_be_visible()

    if way == "by itself":
        cable.mend()
    else:
        # It says so itself: nothing that says the same lies over its buttons.
        visitor.hears("Det du bad om kunde inte hämtas")
        expect(page.get_by_role("region", name="Meddelande")).to_have_count(0)
        page.unroute(lost)
        page.get_by_role("button", name="Försök igen").click()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_role("heading", name="Vyn kunde inte hämtas")).to_have_count(0)
    # It has come with its styles.
    expect(page.get_by_role("columnheader").first).to_have_css("position", "sticky")
    if way == "pressed":
        expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_what_stands_beside_the_lanes_comes_when_it_can(plan: Plan, enter: Callable[..., Visitor]) -> None:
    """Who else is here, and the ways to look: no fault when they do not come, and there when the connection is."""
    visitor = enter("amina")
    page = visitor.page
    refused: list[str] = []
    parts = re.compile(r"/assets/(Presence|LookMenus)-[^/]+\.js$")

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    page.route(parts, refuse)
    plan.seen_by(enter("ulf"))
    plan.seen_by(visitor)
    comes_to(lambda: page.evaluate("1") and len(refused) >= 2, wanted=True)
    menu = page.get_by_role("button", name="Sparade vyer")
    expect(menu).to_have_count(0)

    page.unroute(parts, refuse)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(menu).to_be_visible()
    expect(page.get_by_text("Du och Ulf är här nu")).to_be_visible()


def test_a_language_that_cannot_be_fetched_leaves_the_one_that_is_spoken(enter: Callable[..., Visitor]) -> None:
    """Without a connection nothing is switched; and where only the words do not come, all that is there still opens."""
    visitor = enter("piotr")
    page = visitor.page
    page.goto("/mine")
    html = page.locator("html")
    toast = page.get_by_role("region", name="Meddelande")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Mina uppdrag")

    def choose(language: str) -> None:
        page.locator("button.me").click()
        page.get_by_role("menuitemradio", name=language).click()

    page.wait_for_load_state("networkidle")
    visitor.context.set_offline(True)
    choose("English")
    expect(toast).to_contain_text("Vi når inte servern")
    expect(html).to_have_attribute("lang", "sv")
    visitor.context.set_offline(False)

    words = re.compile(r"/assets/(first|rest)-[^/]+\.js$")
    page.route(words, lambda route: route.abort())
    choose("English")
    expect(toast).to_contain_text("kunde inte hämtas")
    expect(html).to_have_attribute("lang", "sv")
    page.get_by_role("navigation", name="Huvudmeny", exact=True).get_by_role("link", name="Inkorg").click()
    expect(title).to_have_text("Inkorg")

    page.unroute(words)
    choose("English")
    expect(title).to_have_text("Inbox")
    expect(html).to_have_attribute("lang", "en")
    choose("Svenska")
    expect(title).to_have_text("Inkorg")


@pytest.mark.parametrize("language", ["sv-SE", "en-GB"])
def test_the_menus_above_a_plan_find_their_room_on_a_phone(
    plan: Plan, enter: Callable[..., Visitor], language: str
) -> None:
    visitor = enter("amina", **PHONE, locale=language)
    menus = Held(visitor.page, re.compile(r"/assets/LookMenus-[^/]+\.js$"))
    page = plan.seen_by(visitor).page
    menus.is_asked()
    top = "() => document.querySelector('[data-lane]').getBoundingClientRect().top"
    before = page.evaluate(top)
    menus.go()
    expect(page.get_by_role("button", name=re.compile("Sparade vyer|Saved views"))).to_be_visible()
    assert page.evaluate(top) == before


def test_enter_waits_for_the_list_that_answers_what_was_written(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina"), "/1").page
    page.get_by_role("button", name="Lägg till…").click()
    page.get_by_role("menuitem", name="Hör ihop med").click()
    field = page.get_by_role("combobox", name="Uppdrag", exact=True)
    field.click()
    # Other plans of this installation have cards of the same names; the one last touched is found first.
    expect(page.get_by_role("option", name="2 Intervjua").first).to_be_visible()
    answer = Held(page, "**/cards?find=utred")
    field.press_sequentially("utred")
    field.press("Enter")
    answer.is_asked()
    expect(field).to_have_value("utred")
    answer.go()
    expect(field).to_have_value("3 Utred")


def test_a_form_that_is_sent_meanwhile_waits_for_that_list_too(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina"), "/1").page
    page.get_by_role("button", name="Lägg till…").click()
    page.get_by_role("menuitem", name="Hör ihop med").click()
    field = page.get_by_role("combobox", name="Uppdrag", exact=True)
    field.click()
    expect(page.get_by_role("option", name="2 Intervjua").first).to_be_visible()
    answer = Held(page, "**/cards?find=utred")
    field.press_sequentially("utred")
    field.press("Enter")
    form = page.get_by_role("form", name="Hör ihop med ett annat uppdrag")
    form.locator("[type=submit]").click()
    answer.is_asked()
    expect(field).to_have_value("utred")
    expect(form.get_by_text("Välj ett uppdrag.")).to_have_count(0)
    answer.go()
    related = page.get_by_role("region", name="Hör ihop med")
    expect(related.get_by_role("link", name="3 Utred")).to_be_visible()
    expect(form).to_have_count(0)

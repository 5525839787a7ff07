"""What one person does on a plan, another sees and hears at once, and is never disturbed by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.installation import PASSWORD
from tests.browser.plan import Plan
from tests.browser.touching import PHONE, Finger
from tests.browser.visitor import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import APIResponse, Route

    from tests.browser.installation import Installation
    from tests.browser.plan import Board
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


# ---- by mouse, keyboard, menu and finger


def test_a_card_dragged_with_the_mouse_is_seen_and_heard_by_the_other_at_once(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina), plan.seen_by(ulf)

    hers.drag("Kartlägg", "Pågår", before="Skriv")

    hers.shows("Pågår", ["Utred", "Kartlägg", "Skriv"])
    his.shows("Pågår", ["Utred", "Kartlägg", "Skriv"])
    expect(his.card("Kartlägg")).to_contain_text("Amina flyttade")
    ulf.hears("Amina flyttade uppdrag 1 till Pågår, plats 2 av 3.")
    amina.hears("Uppdrag 1 flyttat till Pågår, plats 2 av 3")
    expect(hers.card("Kartlägg")).not_to_contain_text("flyttade")
    assert plan.order()["Pågår"] == ["Utred", "Kartlägg", "Skriv"]


def test_a_card_is_lifted_moved_and_dropped_by_keyboard_and_keeps_the_focus(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina), plan.seen_by(ulf)
    hers.link("Kartlägg").focus()

    hers.page.keyboard.press("Space")
    amina.hears("Uppdrag 1, Kartlägg, är lyft.")
    hers.page.keyboard.press("ArrowRight")
    amina.hears("Pågår, plats 1 av 3")
    hers.page.keyboard.press("ArrowDown")
    amina.hears("Pågår, plats 2 av 3")
    expect(hers.lane("Pågår").locator(".drop")).to_have_text("Släpps här, plats 2 av 3")
    his.shows("Pågår", ["Utred", "Skriv"])
    hers.page.keyboard.press("Space")

    amina.hears("Uppdrag 1 flyttat till Pågår, plats 2 av 3")
    hers.shows("Pågår", ["Utred", "Kartlägg", "Skriv"])
    expect(hers.link("Kartlägg")).to_be_focused()
    his.shows("Pågår", ["Utred", "Kartlägg", "Skriv"])


def test_escape_puts_a_lifted_card_back(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina)
    before = plan.order()
    hers.link("Kartlägg").focus()

    for key in ("Space", "ArrowRight", "ArrowDown", "Escape"):
        hers.page.keyboard.press(key)

    amina.hears("Avbrutet. Uppdrag 1 ligger kvar.")
    expect(hers.link("Kartlägg")).to_be_focused()
    hers.pick_up("Utred")
    hers.carry_over("Klart")
    hers.page.keyboard.press("Escape")
    expect(hers.page.locator(".drag-copy")).to_have_count(0)
    hers.page.mouse.up()
    amina.hears("Avbrutet. Uppdrag 3 ligger kvar.")
    assert hers.shown() == before
    assert plan.order() == before


@pytest.mark.parametrize("way", ["key", "click"])
def test_the_menu_moves_to_a_lane_and_a_place(plan: Plan, enter: Callable[..., Visitor], way: str) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina)

    if way == "key":
        hers.link("Kartlägg").press("f")
    else:
        hers.card("Kartlägg").get_by_role("button", name="Flytta uppdrag 1 till").click()
    dialog = hers.page.get_by_role("dialog", name="Flytta uppdrag 1")
    dialog.get_by_role("radio", name="Pågår").check()
    dialog.get_by_label("Plats", exact=True).select_option("Plats 2, efter 3 Utred")
    dialog.get_by_role("button", name="Flytta", exact=True).click()

    hers.shows("Pågår", ["Utred", "Kartlägg", "Skriv"])
    amina.hears("Uppdrag 1 flyttat till Pågår, plats 2 av 3")
    expect(hers.link("Kartlägg")).to_be_focused()


def test_on_a_phone_every_card_has_a_visible_move(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", **PHONE)
    hers = plan.seen_by(amina)

    for number in range(1, 6):
        expect(hers.page.get_by_role("button", name=f"Flytta uppdrag {number} till")).to_be_visible()
    hers.page.get_by_role("button", name="Flytta uppdrag 1 till").tap()
    dialog = hers.page.get_by_role("dialog", name="Flytta uppdrag 1")
    dialog.get_by_text("Klart", exact=True).tap()
    dialog.get_by_role("button", name="Flytta", exact=True).tap()

    hers.shows("Klart", ["Starta", "Kartlägg"])
    expect(hers.toast).to_contain_text("Flyttat till Klart.")


def test_a_long_press_lifts_and_a_swipe_scrolls(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", **PHONE)
    hers = plan.seen_by(amina)
    finger = Finger(hers.page)

    finger.down(hers.middle(hers.card("Utred")))
    expect(hers.page.locator(".drag-copy")).to_be_visible()
    finger.glide_to(hers.middle(hers.card("Intervjua")))
    expect(hers.lane("Ej påbörjat").locator(".drop")).to_be_visible()
    finger.up()
    expect(hers.lane("Ej påbörjat").locator("[data-card]")).to_have_count(3)
    expect(hers.toast).to_contain_text("Flyttat till Ej påbörjat.")
    hers.equals(plan)

    hers.page.evaluate("window.scrollTo(0, 0)")
    start = hers.middle(hers.card("Kartlägg"))
    before = hers.page.evaluate("window.scrollY")
    finger.swipe(start, -250)
    amina.until("(before) => window.scrollY > before + 100", before)
    expect(hers.page.locator(".drag-copy")).to_have_count(0)
    assert len(plan.order()["Ej påbörjat"]) == 3


# ---- taken back


def by_mouse(board: Board) -> None:
    board.drag("Kartlägg", "Klart")


def by_keyboard(board: Board) -> None:
    board.link("Kartlägg").focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "End", "Enter"):
        board.page.keyboard.press(key)


def by_menu(board: Board) -> None:
    board.link("Kartlägg").press("f")
    dialog = board.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Klart").check()
    dialog.get_by_role("button", name="Flytta", exact=True).click()


@pytest.mark.parametrize("way", ["button", "keys"])
@pytest.mark.parametrize("move", [by_mouse, by_keyboard, by_menu])
def test_a_move_by_any_input_is_taken_back(
    plan: Plan, enter: Callable[..., Visitor], move: Callable[[Board], None], way: str
) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina)
    before = plan.order()

    move(hers)
    hers.shows("Klart", ["Starta", "Kartlägg"])
    expect(hers.toast).to_contain_text("Flyttat till Klart.")
    if way == "button":
        hers.toast.get_by_role("button", name="Ångra").click()
    else:
        hers.page.keyboard.press("Control+z")

    expect(hers.toast).to_contain_text("Ångrat. Uppdrag 1 är i Ej påbörjat, plats 1 av 2.")
    hers.shows("Ej påbörjat", ["Kartlägg", "Intervjua"])
    assert plan.order() == before


def test_a_move_that_was_overtaken_is_not_taken_back_and_says_by_whom(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    hers = plan.seen_by(enter("amina"))
    hers.drag("Kartlägg", "Pågår")
    hers.shows("Pågår", ["Utred", "Skriv", "Kartlägg"])
    plan.move("ulf", "Kartlägg", "Klart")
    hers.shows("Klart", ["Starta", "Kartlägg"])

    hers.page.keyboard.press("Control+z")

    expect(hers.toast).to_contain_text("Det gick inte att ångra. Ulf Thorén ändrade detta")
    hers.shows("Klart", ["Starta", "Kartlägg"])


# ---- undisturbed


def test_a_card_in_the_hand_is_not_disturbed(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina)

    hers.pick_up("Kartlägg")
    hers.carry_over("Pågår", before="Skriv")
    plan.move("ulf", "Utred", "Klart")
    plan.move("ulf", "Starta", "Pågår", after=None)
    expect(hers.page.locator(".drag-copy")).to_be_visible()
    expect(hers.lane("Pågår").locator(".drop")).to_have_text("Släpps här, plats 2 av 3")
    hers.page.mouse.up()

    hers.equals(plan)
    order = plan.order()["Pågår"]
    assert set(order) == {"Starta", "Kartlägg", "Skriv"}
    assert order.index("Kartlägg") < order.index("Skriv")


def test_a_card_lands_above_the_next_where_the_one_above_has_left(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers, his = plan.seen_by(enter("amina")), plan.seen_by(enter("ulf"))

    hers.pick_up("Kartlägg")
    hers.carry_over("Pågår", before="Skriv")
    plan.move("ulf", "Utred", "Klart")
    his.shows("Pågår", ["Skriv"])
    hers.page.mouse.up()

    hers.shows("Pågår", ["Kartlägg", "Skriv"])
    his.shows("Pågår", ["Kartlägg", "Skriv"])


def test_a_card_lifted_by_keyboard_is_not_disturbed_even_when_another_moves_it(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina), plan.seen_by(ulf)
    hers.link("Kartlägg").focus()
    hers.page.keyboard.press("Space")
    hers.page.keyboard.press("ArrowRight")
    amina.hears("Pågår, plats 1 av 3")

    his.drag("Kartlägg", "Klart")
    his.shows("Klart", ["Starta", "Kartlägg"])
    expect(hers.link("Kartlägg")).to_be_focused()
    expect(hers.lane("Pågår").locator(".drop")).to_have_text("Släpps här, plats 1 av 3")
    hers.page.keyboard.press("Space")

    hers.shows("Pågår", ["Kartlägg", "Utred", "Skriv"])
    his.shows("Pågår", ["Kartlägg", "Utred", "Skriv"])
    expect(hers.link("Kartlägg")).to_be_focused()


def test_focus_and_scroll_stay_where_they_are(installation: Installation, enter: Callable[..., Visitor]) -> None:
    plan = a_long_plan(installation)
    amina = enter("amina", viewport={"width": 1280, "height": 500})
    hers = plan.seen_by(amina)
    hers.link("Uppdrag 12").focus()
    hers.page.evaluate("window.scrollTo(0, 400)")
    where = "[window.scrollX, window.scrollY, document.querySelector('.board').scrollLeft]"
    before = hers.page.evaluate(where)

    plan.move("ulf", "Uppdrag 3", "Pågår")
    plan.move("ulf", "Uppdrag 20", "Ej påbörjat", after=None)
    hers.equals(plan)
    expect(hers.link("Uppdrag 12")).to_be_focused()
    comes_to(lambda: hers.page.evaluate(where), before)

    plan.move("ulf", "Uppdrag 12", "Pågår")
    hers.equals(plan)
    expect(hers.link("Uppdrag 12")).to_be_focused()
    comes_to(lambda: hers.page.evaluate(where), before)


def test_words_being_written_are_not_disturbed(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"))
    hers.lane("Pågår").get_by_role("button", name="Nytt uppdrag i Pågår").click()
    field = hers.page.get_by_label("Nytt uppdrag i Pågår")
    expect(field).to_be_focused()
    field.press_sequentially("Halva me")

    plan.move("ulf", "Kartlägg", "Pågår", after=None)
    plan.move("ulf", "Utred", "Klart")
    hers.shows("Pågår", ["Kartlägg", "Skriv"])
    field.press_sequentially("ningen")

    expect(field).to_be_focused()
    expect(field).to_have_value("Halva meningen")
    field.press("Enter")
    hers.shows("Pågår", ["Kartlägg", "Skriv", "Halva meningen"])


def test_ones_own_new_card_is_drawn_once_also_when_the_log_tells_it_before_its_answer(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    hers = plan.seen_by(enter("amina"))
    answers: list[tuple[Route, APIResponse]] = []

    def keep_back(route: Route) -> None:
        answers.append((route, route.fetch()))

    hers.page.route(f"**/api/v1/boards/{plan.id}/cards", keep_back)
    hers.lane("Pausat").get_by_role("button", name="Nytt uppdrag i Pausat").click()
    field = hers.page.get_by_label("Nytt uppdrag i Pausat")
    expect(field).to_be_focused()
    field.press_sequentially("Nyss skrivet")
    field.press("Enter")
    comes_to(lambda: hers.page.evaluate("1") and len(answers), 1)
    # What another does afterwards is there: so has the card been told, though nobody has answered.
    plan.move("ulf", "Starta", "Pågår")
    hers.shows("Pågår", ["Utred", "Skriv", "Starta"])
    # One that is still on its way is no card with a link yet, and so it is its words that are counted.
    words = hers.lane("Pausat").locator("ol").get_by_text("Nyss skrivet", exact=True)
    expect(words).to_have_count(1)

    for route, answer in answers:
        route.fulfill(response=answer)
    expect(hers.link("Nyss skrivet")).to_be_visible()
    expect(words).to_have_count(1)
    hers.equals(plan)


def test_a_reader_sees_who_is_here(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"))
    ulf = enter("ulf")
    plan.seen_by(ulf)
    expect(hers.page.get_by_text("Du och Ulf är här nu")).to_be_visible()
    plan.seen_by(enter("agneta"))
    ulf.context.close()
    expect(hers.page.get_by_text("är här nu")).to_have_count(0)


# ---- what goes wrong meanwhile


def test_a_lane_removed_while_dragging_refuses_the_card_in_words(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"))
    before = hers.shown()["Ej påbörjat"]
    hers.pick_up("Kartlägg")
    hers.carry_over("Pausat")

    lane = plan.lane("Pausat")["id"]
    plan.installation.actor("asa").delete(f"/lanes/{lane}")
    hers.page.mouse.up()

    expect(hers.toast).to_contain_text("Uppdrag 1 flyttades inte. Statusen har tagits bort")
    hers.shows("Ej påbörjat", before)
    expect(hers.lane("Pausat")).to_have_count(0)


def test_a_move_that_the_server_refuses_glides_back_with_its_reason(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    # A socket that tells nothing: the page does not know that the lane is gone.
    amina.page.route_web_socket(re.compile("/live$"), lambda _socket: None)
    hers = plan.seen_by(amina)
    lane = plan.lane("Pausat")["id"]
    plan.installation.actor("asa").delete(f"/lanes/{lane}")

    hers.drag("Kartlägg", "Pausat")

    expect(hers.toast).to_contain_text("Uppdrag 1 flyttades inte. Statusen har tagits bort")
    amina.hears("Uppdrag 1 flyttades inte.")
    hers.shows("Ej påbörjat", ["Kartlägg", "Intervjua"])


def test_a_session_that_ends_in_the_middle_of_a_drag_loses_nothing(
    plan: Plan, installation: Installation, visit: Callable[..., Visitor]
) -> None:
    amina = visit(installation.address)
    secret = installation.new_session("amina")
    amina.carry_session(secret)
    # A socket that tells nothing: the page learns of it by the drop.
    amina.page.route_web_socket(re.compile("/live$"), lambda _socket: None)
    hers = plan.seen_by(amina)
    hers.pick_up("Kartlägg")
    hers.carry_over("Pågår")
    installation.end_session("amina", secret)
    hers.page.mouse.up()

    expect(hers.page.get_by_text("Din inloggning har gått ut.")).to_be_visible()
    expect(hers.page.get_by_text("1 ändring väntar och skickas när du har loggat in.")).to_be_visible()
    sign_in(amina, "amina")

    hers.shows("Pågår", ["Utred", "Skriv", "Kartlägg"])
    hers.equals(plan)
    assert plan.order()["Pågår"] == ["Utred", "Skriv", "Kartlägg"]


def test_a_session_that_is_ended_elsewhere_says_so_at_once_also_in_the_middle_of_a_drag(
    plan: Plan, installation: Installation, visit: Callable[..., Visitor]
) -> None:
    amina = visit(installation.address)
    secret = installation.new_session("amina")
    amina.carry_session(secret)
    hers = plan.seen_by(amina)
    before = plan.order()
    hers.pick_up("Kartlägg")

    installation.end_session("amina", secret)

    expect(hers.page.get_by_text("Din inloggning har gått ut.")).to_be_visible()
    expect(hers.page.locator(".drag-copy")).to_have_count(0)
    hers.page.mouse.up()
    sign_in(amina, "amina")
    expect(hers.page).to_have_url(re.compile(f"/plans/{plan.id}$"))
    hers.equals(plan)
    assert plan.order() == before


def a_long_plan(installation: Installation) -> Plan:
    """Twenty-four assignments: more than a window holds."""
    titles = [f"Uppdrag {number}" for number in range(1, 25)]
    return Plan.start(installation, {"Ej påbörjat": titles[:16], "Pågår": titles[16:]})


def sign_in(visitor: Visitor, who: str) -> None:
    visitor.page.get_by_label("E-post").fill(f"{who}@example.se")
    visitor.page.get_by_label("Lösenord").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Logga in").click()

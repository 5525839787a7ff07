"""Checklists and comments as two people use them at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.plan import Plan, Point, middle_of
from tests.browser.touching import PHONE, Finger
from tests.browser.visitor import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import APIResponse, Locator, Page, Route

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ROWS = ["Boka lokal", "Bjuda in", "Skriva program"]


@pytest.fixture
def card(plan: Plan) -> Any:
    """A card with a checklist of three rows."""
    found = plan.card("Utred")
    body = {"title": "Inför mötet", "rows": ROWS}
    plan.installation.actor("asa").post(f"/cards/{found['id']}/checklists", body)
    return found


def opened(visitor: Visitor, plan: Plan, card: Any) -> Page:
    plan.seen_by(visitor, f"/{card['number']}")
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    return visitor.page


def row(page: Page, text: str) -> Locator:
    return page.locator("[data-sort]").filter(has_text=text)


def shows(page: Page, texts: list[str]) -> None:
    expect(page.locator("[data-sort-list] button.words")).to_have_text(texts)


def within(page: Page, text: str) -> Point:
    """Give a place on a row's words."""
    return middle_of(row(page, text).locator("button.words"))


def said(page: Page) -> Locator:
    return page.locator(".talk .said")


def write(page: Page, text: str) -> Locator:
    page.get_by_role("button", name="Skriv en kommentar").click()
    field = page.get_by_role("textbox", name="Skriv en kommentar")
    expect(field).to_be_focused()
    field.press_sequentially(text)
    return field


def test_a_tick_and_a_comment_in_one_browser_are_there_in_the_other(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = opened(amina, plan, card), opened(ulf, plan, card)

    row(hers, "Bjuda in").get_by_role("checkbox").press("Space")
    expect(row(his, "Bjuda in").get_by_role("checkbox")).to_be_checked()
    expect(his.get_by_text("1 av 3 klara")).to_be_visible()

    field = write(hers, "Kan **du** ta det, @ulf")
    expect(hers.get_by_role("option", name="Ulf Thorén")).to_be_visible()
    field.press("Enter")
    field.press_sequentially("på måndag?")
    field.press("Control+Enter")

    expect(said(his).first.locator(".mention")).to_have_text("@Ulf Thorén")
    expect(said(his).first.locator("strong")).to_have_text("du")
    ulf.hears("Amina Warsame kommenterade: Kan **du** ta det, @Ulf Thorén på måndag?")
    expect(said(hers)).to_have_count(1)


def test_a_row_moves_by_keyboard_and_is_spoken(plan: Plan, card: Any, enter: Callable[..., Visitor]) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = opened(amina, plan, card), opened(ulf, plan, card)
    handle = row(hers, "Skriva program").locator("button.words")
    handle.focus()

    hers.keyboard.press("Alt+ArrowUp")
    shows(hers, ["Boka lokal", "Skriva program", "Bjuda in"])
    amina.hears("”Skriva program” är rad 2 av 3.")
    expect(handle).to_be_focused()
    hers.keyboard.press("Alt+ArrowUp")

    for page in (hers, his):
        shows(page, ["Skriva program", "Boka lokal", "Bjuda in"])
    hers.keyboard.press("Alt+ArrowUp")
    shows(hers, ["Skriva program", "Boka lokal", "Bjuda in"])


def test_a_row_dragged_by_mouse_is_seen_by_the_other(plan: Plan, card: Any, enter: Callable[..., Visitor]) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = opened(amina, plan, card), opened(ulf, plan, card)
    start, last = within(hers, "Boka lokal"), within(hers, "Skriva program")
    hers.mouse.move(*start)
    hers.mouse.down()
    hers.mouse.move(start.x + 4, start.y + 12, steps=3)
    expect(hers.locator(".drag-copy")).to_be_visible()
    amina.hears("”Boka lokal” är lyft.")
    hers.mouse.move(last.x, last.y + 12, steps=6)
    expect(hers.locator("[data-sort-list] > .line")).to_be_attached()
    shows(his, ROWS)
    hers.mouse.up()

    for page in (hers, his):
        shows(page, ["Bjuda in", "Skriva program", "Boka lokal"])
    amina.hears("”Boka lokal” är rad 3 av 3.")
    expect(hers.locator(".drag-copy")).to_have_count(0)
    # What was dragged was not opened to be written in.
    expect(hers.get_by_role("textbox", name="Radens text")).to_have_count(0)


def test_a_row_dragged_by_finger_to_another_list_is_seen_by_the_other(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    body = {"title": "Efter mötet", "rows": ["Tacka"]}
    plan.installation.actor("asa").post(f"/cards/{card['id']}/checklists", body)
    amina, ulf = enter("amina", **PHONE), enter("ulf")
    hers, his = opened(amina, plan, card), opened(ulf, plan, card)
    finger = Finger(hers)
    row(hers, "Tacka").scroll_into_view_if_needed()

    start, above = within(hers, "Tacka"), within(hers, "Bjuda in")
    finger.down(start)
    expect(hers.locator(".drag-copy")).to_be_visible()
    finger.glide_to(Point(above.x, above.y - 12))
    expect(row(hers, "Bjuda in")).to_contain_class("line")
    finger.up()

    for page in (hers, his):
        shows(page, ["Boka lokal", "Tacka", "Bjuda in", "Skriva program"])
    amina.hears("”Tacka” är flyttad till Inför mötet.")
    # The finger that let go did not open what was dragged.
    expect(hers.get_by_role("textbox", name="Radens text")).to_have_count(0)


def test_a_swipe_over_the_rows_scrolls_the_card_and_a_tap_writes(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina", **PHONE)
    page = opened(amina, plan, card)
    at = within(page, "Skriva program")
    before = page.get_by_role("dialog").evaluate("(dialog) => dialog.scrollTop")
    Finger(page).swipe(at, -250)

    amina.until("(before) => document.querySelector('dialog').scrollTop > before + 100", before)
    expect(page.locator(".drag-copy")).to_have_count(0)
    shows(page, ROWS)
    row(page, "Bjuda in").locator("button.words").tap()
    expect(page.get_by_role("textbox", name="Radens text")).to_be_focused()


@pytest.mark.parametrize("by", ["Escape", "second finger"])
def test_a_row_in_the_hand_is_put_back(plan: Plan, card: Any, enter: Callable[..., Visitor], by: str) -> None:
    amina = enter("amina", **PHONE)
    page = opened(amina, plan, card)
    start, last = within(page, "Boka lokal"), within(page, "Skriva program")
    finger = Finger(page)
    finger.down(start)
    expect(page.locator(".drag-copy")).to_be_visible()
    finger.glide_to(last)
    if by == "Escape":
        page.keyboard.press("Escape")
    else:
        finger.joined_by(Point(last.x, 60))

    amina.hears("”Boka lokal” står kvar där den stod.")
    expect(page.locator(".drag-copy")).to_have_count(0)
    finger.up()
    shows(page, ROWS)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_rows_are_written_one_after_another_and_pasted_many_at_once(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    page = opened(enter("amina", permissions=["clipboard-read", "clipboard-write"]), plan, card)
    page.get_by_role("button", name="Lägg till en rad Inför mötet").click()
    field = page.get_by_role("textbox", name="Ny rad i Inför mötet")
    for text in ("Ställa fram stolar", "Koka kaffe"):
        field.press_sequentially(text)
        field.press("Enter")
        expect(field).to_have_value("")
    shows(page, [*ROWS, "Ställa fram stolar", "Koka kaffe"])

    page.evaluate("() => navigator.clipboard.writeText('- Duka\\n- Diska\\n\\n- Låsa')")
    field.press("Control+v")
    page.get_by_role("button", name="Lägg till 3 rader").click()
    shows(page, [*ROWS, "Ställa fram stolar", "Koka kaffe", "Duka", "Diska", "Låsa"])


def test_ones_own_row_is_drawn_once_also_when_the_log_tells_it_before_its_answer(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    page = opened(enter("amina"), plan, card)
    answers: list[tuple[Route, APIResponse]] = []

    def keep_back(route: Route) -> None:
        answers.append((route, route.fetch()))

    page.route("**/api/v1/checklists/*/rows", keep_back)
    page.get_by_role("button", name="Lägg till en rad Inför mötet").click()
    field = page.get_by_role("textbox", name="Ny rad i Inför mötet")
    expect(field).to_be_focused()
    field.press_sequentially("Koka kaffe")
    field.press("Enter")
    comes_to(lambda: page.evaluate("1") and len(answers), 1)
    # What another does afterwards is there: so has the row been told, though nobody has answered.
    row_id = plan.installation.actor("asa").get(f"/cards/{card['id']}")["checklists"][0]["rows"][0]["id"]
    plan.installation.actor("ulf").patch(f"/rows/{row_id}", {"done": True})
    expect(row(page, "Boka lokal").get_by_role("checkbox")).to_be_checked()
    # One that is still on its way has no button yet, and so it is its words that are counted.
    words = page.locator("[data-sort-list]").get_by_text("Koka kaffe", exact=True)
    expect(words).to_have_count(1)

    for route, answer in answers:
        route.fulfill(response=answer)
    shows(page, [*ROWS, "Koka kaffe"])
    expect(words).to_have_count(1)


def test_a_comment_draft_survives_a_closed_tab(plan: Plan, card: Any, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    page = opened(amina, plan, card)
    write(page, "Jag har frågat, men ")
    amina.hears("Utkastet är sparat i den här webbläsaren.")
    page.close()

    amina.page = amina.context.new_page()
    page = opened(amina, plan, card)
    field = page.get_by_role("textbox", name="Skriv en kommentar")
    expect(field).to_have_value("Jag har frågat, men ")
    field.press("End")
    field.press_sequentially("ingen har svarat.")
    field.press("Control+Enter")
    expect(said(page).first).to_contain_text("Jag har frågat, men ingen har svarat.")
    expect(page.get_by_role("button", name="Skriv en kommentar").or_(field)).to_be_visible()
    expect(field).to_have_value("")


def test_a_comment_that_is_removed_while_it_is_edited_leaves_its_new_words(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    actor = plan.installation.actor
    comment = actor("amina").post(f"/cards/{card['id']}/comments", {"text": "Vi väntar."})
    amina = enter("amina")
    page = opened(amina, plan, card)
    page.get_by_role("button", name="Mer att göra med kommentaren").click()
    page.get_by_role("menuitem", name="Ändra").click()
    field = page.get_by_role("textbox", name="Ändra din kommentar")
    field.press("End")
    field.press_sequentially(" Eller inte.")
    actor("ulf").delete(f"/comments/{comment['id']}")

    box = page.get_by_role("textbox", name="Skriv en kommentar")
    expect(box).to_have_value("Vi väntar. Eller inte.")
    expect(page.locator(".talk").get_by_text("Dina ord står kvar här.")).to_be_visible()


def test_a_comment_written_without_a_connection_is_sent_once(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    page = opened(amina, plan, card)
    shows(page, ROWS)
    amina.context.set_offline(True)
    write(page, "Sagt i en hiss.").press("Control+Enter")
    expect(said(page).first).to_contain_text("Väntar på anslutning")
    amina.context.set_offline(False)

    # The page tries again at ever longer intervals, the longest of which is half a minute.
    expect(said(page).first.get_by_text("Väntar på anslutning")).to_have_count(0, timeout=40_000)
    told = plan.installation.actor("asa").get(f"/cards/{card['id']}")["comments"]
    assert [comment["text"] for comment in told] == ["Sagt i en hiss."]


def test_a_name_of_a_list_that_is_not_kept_stays_to_be_written_on(
    plan: Plan, card: Any, enter: Callable[..., Visitor]
) -> None:
    page = opened(enter("amina"), plan, card)
    page.get_by_role("button", name="Mer att göra med checklistan Inför mötet").click()
    page.get_by_role("menuitem", name="Byt namn").click()
    name = page.get_by_label("Checklistans namn")
    name.fill("Ring 19121212-1212")
    name.press("Enter")
    page.get_by_role("button", name="Ändra texten", exact=True).click()
    page.get_by_role("button", name="Spara inte").click()

    expect(name).to_have_value("Ring 19121212-1212")
    name.fill("Ring registratorn")
    name.press("Enter")
    expect(page.get_by_role("heading", name="Ring registratorn")).to_be_visible()

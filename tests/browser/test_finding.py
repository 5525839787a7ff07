"""Everything is found and nothing is asked for twice: the palette, the search, one's own work, all plans together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.plan import Plan
from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_the_palette_goes_to_a_card_by_the_keyboard_alone(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Genomföra kartläggningen"]}, name="Planen för paletten")
    board = plan.seen_by(enter("asa"))
    page = board.page
    board.link("Genomföra kartläggningen").focus()

    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Sök eller gå till")
    expect(field).to_be_focused()
    page.keyboard.type("kartläggningar")
    found = page.get_by_role("option", name="Genomföra kartläggningen")
    expect(found).to_have_attribute("aria-selected", "true")
    expect(found.locator("mark")).to_have_text("kartläggningen")
    expect(found).to_contain_text("Pågår · Planen för paletten")
    page.keyboard.press("Escape")
    expect(board.link("Genomföra kartläggningen")).to_be_focused()

    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("kartl")
    expect(found).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Genomföra kartläggningen")
    expect(page).to_have_url(re.compile(f"/plans/{plan.id}/1$"))


def test_the_palette_says_in_a_word_what_it_is_for_where_there_is_no_room(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    for width, hint in ((1440, "Sök uppdrag, planer"), (390, "Sök, gå och gör")):
        page = plan.seen_by(enter("amina", viewport={"width": width, "height": 800})).page
        page.keyboard.press("Control+k")
        expect(page.get_by_role("combobox", name="Sök eller gå till")).to_have_attribute(
            "placeholder", re.compile(f"^{hint}")
        )


def test_enter_means_what_has_been_written_also_before_it_is_answered(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Xylofon till festen", "Xylografi i trä"]}, name="Xylplanen")
    page = plan.seen_by(enter("asa")).page
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Sök eller gå till")).to_be_focused()
    page.keyboard.type("xylografi")
    expect(page.get_by_role("option", name="Xylografi i trä")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+a")
    page.keyboard.type("xylofon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Xylofon till festen")
    expect(page).to_have_url(re.compile(f"/plans/{plan.id}/1$"))


def test_the_palette_does_what_the_page_offers(installation: Installation, enter: Callable[..., Visitor]) -> None:
    plan = Plan.start(installation, {}, name="Planen")
    page = plan.seen_by(enter("asa")).page
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Sök eller gå till")).to_be_focused()
    page.keyboard.type("nytt uppdrag")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Nytt uppdrag i")).to_be_focused()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("textbox", name="Nytt uppdrag i")).not_to_be_focused()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Tangenter")
    expect(keys).to_contain_text("Lyft uppdraget")
    expect(keys).not_to_contain_text("I tabellen")


def test_search_finds_what_stands_anywhere_and_says_where(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Boka lokal", "Bjuda in"]}, name="Sökplanen")
    asa = installation.actor("asa")
    asa.post(f"/cards/{plan.card('Boka lokal')['id']}/comments", {"text": "Vaktmästarens **nycklar** saknas."})
    page = enter("asa").page
    page.goto("/search")
    page.get_by_role("searchbox").fill("vaktmastare nycklarna")

    hits = page.get_by_role("region", name=re.compile("^Uppdrag")).get_by_role("listitem")
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("Boka lokal")
    expect(hits.locator("mark")).to_have_text(["Vaktmästare", "nycklar"])
    expect(hits).to_contain_text("Kommentar av Åsa Öberg")
    expect(page).to_have_url(re.compile(r"q=vaktmastare\+nycklarna"))

    asa.post(f"/cards/{plan.card('Boka lokal')['id']}/closure", {"reason": "cancelled"})
    page.reload()
    expect(hits).to_contain_text("Avslutat")
    page.get_by_role("searchbox").fill("kvastmästare")
    expect(page.get_by_role("heading", name="Inget hittades")).to_be_visible()


def test_what_is_mine_comes_by_itself_and_a_row_is_ticked_where_it_stands(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Mitt uppdrag", "Ett annat"]}, name="Egna planen")
    amina = installation.id_of("amina")
    asa = installation.actor("asa")
    mine, other = plan.card("Mitt uppdrag")["id"], plan.card("Ett annat")["id"]
    asa.patch(f"/cards/{mine}", {"owner_id": amina, "due": "2020-01"})
    made = asa.post(f"/cards/{other}/checklists", {"title": "Förberedelser", "rows": ["Ring vaktmästaren"]})
    whole = asa.get(f"/cards/{other}")
    (row,) = [row for each in whole["checklists"] if each["id"] == made["id"] for row in each["rows"]]
    asa.patch(f"/rows/{row['id']}", {"user_id": amina})
    page = enter("amina").page
    page.goto("/mine")

    late = page.get_by_role("region", name=re.compile("Försenade"))
    expect(late).to_contain_text("Mitt uppdrag")
    asa.patch(f"/cards/{other}", {"owner_id": amina})
    expect(page.get_by_role("region", name=re.compile("Senare"))).to_contain_text("Ett annat")

    box = page.get_by_role("checkbox", name="Ring vaktmästaren")
    box.check()
    expect(box).to_have_count(0)
    page.get_by_role("button", name="Ångra").click()
    expect(box).not_to_be_checked()

    # By keyboard alone: whoever ticks the last row is not left on nothing.
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(box).not_to_be_checked()


def test_what_is_mine_is_moved_from_its_row_by_button_and_by_key(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Hyra en sal", "Hyra stolar"]}, name="Planen som flyttas i")
    asa, amina = installation.actor("asa"), installation.id_of("amina")
    for title, due in (("Hyra en sal", "2020-01"), ("Hyra stolar", "2020-02")):
        asa.patch(f"/cards/{plan.card(title)['id']}", {"owner_id": amina, "due": due})
    till = plan.card("Hyra stolar")["id"]
    asa.post(f"/cards/{till}/checklists", {"title": "Förberedelser", "rows": ["Ring hyresvärden"]})
    (checklist,) = asa.get(f"/cards/{till}")["checklists"]
    asa.patch(f"/rows/{checklist['rows'][0]['id']}", {"user_id": amina})
    visitor = enter("amina")
    page = visitor.page
    page.goto("/mine")
    ticked = page.get_by_role("checkbox", name="Ring hyresvärden")
    ticked.check()
    expect(ticked).to_have_count(0)
    row = page.locator("main li[data-card]").filter(has_text="Hyra en sal")
    link = row.get_by_role("link")
    dialog = page.get_by_role("dialog", name="Flytta uppdrag 1")

    row.get_by_role("button", name="Flytta 1").click()
    dialog.get_by_role("radio", name="Pausat").check()
    with page.expect_response(is_written):
        dialog.get_by_role("button", name="Flytta", exact=True).click()
    visitor.hears("Uppdrag 1 flyttat till Pausat")
    assert plan.order()["Pausat"] == ["Hyra en sal"]
    # It goes to those that wait for others, and whoever moved it with it.
    waiting = page.get_by_role("region", name=re.compile("Väntar på andra"))
    expect(waiting.get_by_role("link", name="Hyra en sal")).to_be_focused()
    # The latest is taken back, and not what was ticked before.
    with page.expect_response(is_written):
        page.keyboard.press("Control+z")
    comes_to(lambda: plan.order()["Pågår"], ["Hyra en sal", "Hyra stolar"])
    expect(ticked).to_have_count(0)
    expect(page.get_by_role("region", name=re.compile("Försenade"))).to_contain_text("Hyra en sal")

    # What is done is no longer before anybody; the next is.
    link.focus()
    page.keyboard.press("f")
    dialog.get_by_role("radio", name="Klart").check()
    with page.expect_response(is_written):
        page.keyboard.press("Enter")
    expect(link).to_have_count(0)
    expect(page.get_by_role("link", name="Hyra stolar")).to_be_focused()
    with page.expect_response(is_written):
        page.get_by_role("button", name="Ångra").click()
    expect(link).to_be_visible()


def test_all_plans_are_one_board_where_work_goes_on(installation: Installation, enter: Callable[..., Visitor]) -> None:
    first = Plan.start(installation, {"Pågår": ["I den ena"]}, name="Den ena helplanen")
    second = Plan.start(installation, {"Pågår": ["I den andra"]}, name="Den andra helplanen")
    visitor = enter("asa")
    page = visitor.page
    page.goto("/all")
    row = page.get_by_role("region", name="Den andra helplanen", exact=True)
    row.scroll_into_view_if_needed()
    expect(row.get_by_role("link", name="I den andra")).to_be_visible()

    second.move("ulf", "I den andra", "Klart")
    done = row.locator("[data-lane]").filter(has=page.get_by_role("heading", name="Klart", exact=True))
    expect(done.get_by_role("link", name="I den andra")).to_be_visible()

    one = page.get_by_role("region", name="Den ena helplanen", exact=True)
    one.get_by_role("link", name="I den ena").focus()
    page.keyboard.press("f")
    page.get_by_role("dialog").get_by_text("Klart", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Flytta", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    lanes = one.locator("[data-lane]")
    moved = lanes.filter(has=page.get_by_role("heading", name="Klart", exact=True)).get_by_role("link")
    expect(moved).to_have_text("I den ena")
    page.keyboard.press("Control+z")
    visitor.hears("Ångrat")
    assert first.order()["Pågår"] == ["I den ena"]
    assert second.order()["Klart"] == ["I den andra"]


def test_what_may_be_the_same_question_is_said_while_it_is_written(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    Plan.start(installation, {"Pågår": ["Kartlägga fritidsgårdarnas öppettider"]}, name="Fritidsplanen")
    plan = Plan.start(installation, {}, name="En annan plan")
    board = plan.seen_by(enter("asa"))
    page = board.page
    page.get_by_role("button", name="Nytt uppdrag").first.click()
    expect(page.get_by_role("textbox", name="Nytt uppdrag i")).to_be_focused()
    page.keyboard.type("Öppettiderna på fritidsgårdar")
    similar = page.get_by_role("group", name="Kan vara samma fråga som")
    expect(similar).to_contain_text("Kartlägga fritidsgårdarnas öppettider")
    expect(similar).to_contain_text("Fritidsplanen")
    page.keyboard.press("Enter")
    board.shows("Ej påbörjat", ["Öppettiderna på fritidsgårdar"])


def test_it_is_said_too_where_a_title_is_written_anew(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    """On the assignment itself, in the table and on a copy; and nothing resembles itself."""
    Plan.start(installation, {"Pågår": ["Inventera simhallarnas omklädningsrum"]}, name="Simplanen")
    plan = Plan.start(installation, {"Pågår": ["Inventera simhallarna i våras"]}, name="En tredje plan")
    page = plan.seen_by(enter("asa"), "/1").page
    similar = page.get_by_role("group", name="Kan vara samma fråga som")
    found = similar.get_by_role("listitem")

    page.get_by_role("button", name=re.compile("^Inventera simhallarna i våras")).click()
    expect(page.get_by_role("textbox", name="Uppdragets namn")).to_be_focused()
    page.keyboard.type("Simhallarnas omklädningsrum inventeras i våras")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Inventera simhallarnas omklädningsrum")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Mer att göra med uppdrag 1").click()
    page.get_by_role("menuitem", name="Kopiera uppdraget …").click()
    copy = page.get_by_role("dialog", name="Kopiera uppdrag 1")
    expect(copy.get_by_label("Uppdragets namn")).to_be_visible()
    copy.get_by_label("Uppdragets namn").fill("Simhallarnas omklädningsrum inventeras igen")
    expect(copy.get_by_role("group", name="Kan vara samma fråga som").get_by_role("listitem")).to_have_text(
        [re.compile("Inventera simhallarnas omklädningsrum")]
    )
    copy.get_by_role("button", name="Avbryt").click()
    expect(copy).to_have_count(0)

    page.goto(f"/plans/{plan.id}?view=table")
    page.locator("[role=gridcell][aria-colindex='3']").click()
    expect(page.locator("[role=gridcell][aria-colindex='3']")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("rowheader")).to_be_focused()
    page.keyboard.type("Simhallarnas omklädningsrum inventeras")
    expect(found).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox", name="Uppdragets namn")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="Simhallarnas omklädningsrum inventeras")).to_be_visible()


def test_the_palette_shows_the_views_and_the_keys_and_is_gone_before_it_prints(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": ["Ett uppdrag"]}, name="Planen som skrivs ut")
    page = plan.seen_by(enter("asa")).page
    field = page.get_by_role("combobox", name="Sök eller gå till")

    def say(words: str) -> None:
        page.keyboard.press("Control+k")
        expect(field).to_be_focused()
        page.keyboard.type(words)

    count = "window.opened = document.querySelectorAll('dialog[open]').length"
    page.evaluate(f"() => {{ window.print = () => {{ {count}; }}; }}")
    say("skriv ut")
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    comes_to(lambda: page.evaluate("() => window.opened"), 0)

    say("Byt vy till kal")
    expect(page.get_by_text("Inget hittades för")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"view=calendar"))
    say("tangenter")
    expect(page.get_by_role("option", name="Tangenter ?")).to_contain_text("?")
    page.keyboard.press("Enter")
    keys = page.get_by_role("dialog", name="Tangenter")
    expect(keys).to_contain_text("I kalendern")
    expect(keys).not_to_contain_text("På tavlan")


def test_a_view_that_cannot_be_fetched_says_so(installation: Installation, enter: Callable[..., Visitor]) -> None:
    plan = Plan.start(installation, {"Pågår": ["Ett uppdrag"]}, name="Planen utan nät")
    visitor = enter("asa")
    page = plan.seen_by(visitor).page
    for address in (f"/plans/{plan.id}", "/all"):
        page.goto(address)
        expect(page.locator("[data-card]").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        visitor.context.set_offline(True)
        page.get_by_role("navigation", name="Vyer").get_by_role("link", name="Tabell").click()
        expect(page.get_by_role("heading", name="Vyn kunde inte hämtas")).to_be_visible()
        page.get_by_role("link", name="Visa tavlan").click()
        expect(page.locator("[data-card]").first).to_be_visible()
        visitor.context.set_offline(False)


def test_an_address_that_asks_for_too_much_is_told_so_in_words(enter: Callable[..., Visitor]) -> None:
    page = enter("asa").page
    page.goto("/search?q=" + "handlingsplan%20" * 700)
    expect(page.get_by_role("alert")).to_have_text("Sökningen är för lång. Den får ha högst 200 tecken.")

"""What stops a card, what it belongs with, and what one is told: in several browsers at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.plan import Plan
from tests.browser.visitor import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WHAT = "Två enhetschefer har inte svarat."


def test_a_blocker_raised_in_one_browser_is_worn_in_the_other_and_resolved_there(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = (plan.seen_by(each, "/1").page for each in (amina, ulf))
    ask_for(hers, "Stoppkloss")
    expect(hers.get_by_label("Vad stoppar uppdraget?")).to_be_focused()
    hers.keyboard.type(WHAT)
    hers.get_by_role("button", name="Anmäl stoppkloss").click()
    amina.hears("Stoppklossen är anmäld på uppdrag 1.")

    blocker = his.get_by_role("article").filter(has_text=WHAT)
    expect(blocker).to_contain_text("nyss anmäld")
    expect(blocker).to_contain_text("Anmäld av Amina Warsame")
    expect(his.locator("[data-card]").filter(has_text="Kartlägg")).to_contain_text("Stoppkloss")
    blocker.get_by_role("button", name="Vi har samma").click()
    expect(hers.get_by_role("article").filter(has_text=WHAT)).to_contain_text("Samma hos Ulf Thorén.")

    blocker.get_by_role("button", name="Den är löst").click()
    expect(blocker.get_by_role("textbox")).to_be_focused()
    his.keyboard.type("De svarade i dag.")
    his.keyboard.press("Enter")
    for page in (hers, his):
        expect(page.get_by_role("article").filter(has_text=WHAT)).to_have_count(0)
        page.get_by_text("1 löst stoppkloss").click()
        expect(page.get_by_text("Löst: De svarade i dag.")).to_be_visible()
        expect(page.get_by_text(re.compile(f"Ulf Thorén, {TODAY}"))).to_be_visible()
    expect(hers.locator("[data-card]").filter(has_text="Kartlägg")).not_to_contain_text("Stoppkloss")


def test_a_resolved_blocker_asks_for_no_new_one(plan: Plan, enter: Callable[..., Visitor]) -> None:
    actor, card = plan.installation.actor("ulf"), plan.card("Utred")
    raised = actor.post(f"/cards/{card['id']}/blockers", {"what": "Lokalen är upptagen."})
    actor.put(f"/blockers/{raised['id']}/resolution", {"how": "Vi fick en annan."})
    page = plan.seen_by(enter("amina"), "/3").page
    expect(page.get_by_text("1 löst stoppkloss")).to_be_visible()
    expect(page.get_by_role("button", name="Anmäl stoppkloss")).to_have_count(0)

    page.get_by_role("button", name="Lägg till…").click()
    page.get_by_role("menuitem", name="Stoppkloss").click()
    page.get_by_label("Vad stoppar uppdraget?").fill("Tolken är sjuk.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stoppkloss, nyss anmäld")).to_be_visible()
    expect(page.get_by_role("button", name="En stoppkloss till")).to_be_visible()


def test_a_blocker_that_is_being_written_survives_a_closed_tab(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    page = plan.seen_by(amina, "/1").page
    ask_for(page, "Stoppkloss")
    expect(page.get_by_label("Vad stoppar uppdraget?")).to_be_focused()
    page.keyboard.type("Halva tanken")
    amina.until("() => Object.values(localStorage).some((kept) => kept.includes('Halva tanken'))")
    page.reload()
    expect(page.get_by_label("Vad stoppar uppdraget?")).to_have_value("Halva tanken")
    page.get_by_role("form", name="Ny stoppkloss").get_by_role("button", name="Avbryt").click()
    expect(page.get_by_label("Vad stoppar uppdraget?")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_label("Vad stoppar uppdraget?")).to_have_count(0)


def test_what_is_said_about_a_blocker_is_written_changed_and_removed_live(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    blocked(plan)
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = (plan.seen_by(each, "/1").page for each in (amina, ulf))
    say_about_it(hers, "Jag ringer dem i dag.")
    expect(thread(his)).to_have_text([re.compile("Amina Warsame.*Jag ringer dem i dag.", re.DOTALL)])
    ulf.hears("Amina Warsame kommenterade: Jag ringer dem i dag.")
    say_about_it(his, "Bra, **tack**.")
    for page in (hers, his):
        expect(thread(page)).to_have_count(2)
        expect(thread(page).last.locator("strong")).to_have_text("tack")
        # It is a part of the card's talk as well, and says there what it is about.
        expect(page.locator(".talk .said").filter(has_text="Jag ringer dem i dag.")).to_contain_text("Om stoppklossen")

    more_about(hers, "Jag ringer", "Ändra")
    field = hers.get_by_role("textbox", name="Ändra din kommentar")
    expect(field).to_be_focused()
    field.press("End")
    field.press_sequentially(" Eller i morgon.")
    field.press("Control+Enter")
    expect(thread(his).first).to_contain_text("Jag ringer dem i dag. Eller i morgon.")
    expect(thread(his).first).to_contain_text("ändrad")
    # The focus is where the editing began, and nothing springs open.
    expect(thread(hers).first.get_by_role("button", name="Mer att göra")).to_be_focused()
    expect(hers.get_by_role("menu")).to_have_count(0)
    expect(thread(his).last).not_to_contain_text("ändrad")

    more_about(hers, "Jag ringer", "Ta bort kommentaren")
    amina.hears("Kommentaren är borttagen.")
    for page in (hers, his):
        expect(thread(page)).to_have_count(1)
        expect(page.get_by_role("dialog")).not_to_contain_text("Eller i morgon.")


def test_one_changes_only_what_one_has_said_oneself(plan: Plan, enter: Callable[..., Visitor]) -> None:
    blocker = blocked(plan)
    actor = plan.installation.actor
    for who, text in (("ulf", "Mitt."), ("asa", "Hennes.")):
        body = {"text": text, "blocker_id": blocker["id"]}
        actor(who).post(f"/cards/{plan.card('Kartlägg')['id']}/comments", body)
    his, theirs, guests = (plan.seen_by(enter(who), "/1").page for who in ("ulf", "amina", "agneta"))

    more_about(his, "Hennes.")
    expect(his.get_by_role("menuitem")).to_have_text(["Ta bort kommentaren"])
    his.keyboard.press("Escape")
    more_about(his, "Mitt.")
    expect(his.get_by_role("menuitem")).to_have_text(["Ändra", "Ta bort kommentaren"])
    more_about(theirs, "Mitt.")
    expect(theirs.get_by_role("menuitem")).to_have_text(["Ta bort kommentaren"])
    expect(thread(guests)).to_have_count(2)
    expect(thread(guests).get_by_role("button")).to_have_count(0)


def test_words_about_a_blocker_survive_a_closed_tab_and_its_talk_that_it_is_resolved(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    blocker = blocked(plan)
    amina = enter("amina")
    page = plan.seen_by(amina, "/1").page
    write_about_it(page, "Jag ringer ")
    amina.hears("Utkastet är sparat i den här webbläsaren.")
    page.close()

    amina.page = amina.context.new_page()
    page = plan.seen_by(amina, "/1").page
    field = page.get_by_role("textbox", name="Skriv om stoppklossen")
    expect(field).to_have_value("Jag ringer ")
    field.press("End")
    field.press_sequentially("dem.")
    field.press("Control+Enter")
    expect(thread(page)).to_have_count(1)

    plan.installation.actor("ulf").put(f"/blockers/{blocker['id']}/resolution", {})
    page.get_by_text("1 löst stoppkloss").click()
    expect(thread(page)).to_contain_text(["Jag ringer dem."])


def test_a_relation_is_made_by_keyboard_and_seen_from_the_other_side(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina, "/1").page, plan.seen_by(ulf, "/3").page
    ask_for(hers, "Hör ihop med")
    expect(hers.get_by_label("Hur", exact=True)).to_be_focused()
    hers.keyboard.type("Väntar")
    hers.keyboard.press("Tab")
    choose(hers, "utred", "3 Utred")
    expect(relations(hers).get_by_role("combobox", name="Uppdrag")).to_have_value(re.compile("Utred"))
    hers.keyboard.press("Enter")
    amina.hears("Uppdrag 1 och 3 hör ihop.")
    expect(relations(hers)).to_contain_text("Väntar på")
    expect(relations(hers)).to_contain_text("3 Utred")
    expect(relations(his)).to_contain_text("Stoppar")
    expect(relations(his)).to_contain_text("1 Kartlägg")

    relations(his).get_by_role("button", name="Lägg till", exact=True).click()
    expect(his.get_by_label("Hur", exact=True)).to_be_focused()
    his.keyboard.type("Väntar")
    his.keyboard.press("Tab")
    choose(his, "#1", "1 Kartlägg")
    expect(relations(his).get_by_role("combobox", name="Uppdrag")).to_have_value(re.compile("Kartlägg"))
    his.get_by_role("button", name="Spara", exact=True).click()
    expect(relations(his)).to_contain_text("vänta på varandra i en ring: 1 Kartlägg stoppar 3 Utred")


def test_an_assignment_is_shown_on_another_plan_too_and_taken_away_again(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    other = Plan.start(plan.installation, {}, name="Grannarnas plan")
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina, "/1").page, other.seen_by(ulf).page
    ask_for(hers, "Visa på fler planer")
    expect(hers.get_by_label("Handlingsplan", exact=True)).to_be_focused()
    choose(hers, "Grannarnas", "Grannarnas plan")

    amina.hears("Uppdrag 1 visas även på Grannarnas plan.")
    links = hers.get_by_role("region", name="Visas även på")
    expect(links.get_by_role("link", name="Grannarnas plan")).to_be_visible()
    expect(his.get_by_role("link", name="Kartlägg")).to_be_visible()

    links.get_by_role("button", name="Visa inte längre på Grannarnas plan").click()
    expect(his.get_by_role("link", name="Kartlägg")).to_have_count(0)
    expect(links.get_by_role("button", name="Visa på fler planer")).to_be_focused()


def test_a_mention_reaches_two_devices_and_is_read_on_both(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    desk, phone = (enter("agneta"), enter("agneta", viewport={"width": 390, "height": 844}))
    hers, small = plan.seen_by(desk).page, plan.seen_by(phone).page
    hers.get_by_role("navigation", name="Huvudmeny", exact=True).get_by_role("link", name="Inkorg").click()
    expect(hers.get_by_role("heading", name="Här finns inget än")).to_be_visible()
    expect(inbox(small)).to_have_text("Inkorg")

    body = {"text": "Kan du **titta**, @Agneta Östling?", "mentions": [installation.id_of("agneta")]}
    installation.actor("ulf").post(f"/cards/{plan.card('Utred')['id']}/comments", body)
    expect(inbox(small)).to_contain_text("1 oläst")
    row = hers.get_by_role("listitem").filter(has_text="Ulf Thorén nämnde dig i").first
    expect(row).to_contain_text("Kan du titta, @Agneta Östling?")
    expect(row).to_contain_text("Oläst")

    row.get_by_role("link").click()
    expect(hers).to_have_url(re.compile(f"/plans/{plan.id}/3$"))
    expect(hers.get_by_role("dialog")).to_contain_text("Utred")
    expect(inbox(small)).to_have_text("Inkorg")
    inbox(small).click()
    expect(small.get_by_role("heading", name="Inkorg")).to_be_focused()
    expect(small.get_by_role("listitem").filter(has_text="Ulf Thorén nämnde dig i").first).not_to_contain_text("Oläst")


def blocked(plan: Plan) -> Any:
    """Give the blocker that Åsa has raised on the first assignment."""
    card = plan.card("Kartlägg")["id"]
    plan.installation.actor("asa").post(f"/cards/{card}/blockers", {"what": WHAT})
    return plan.installation.actor("asa").get(f"/cards/{card}")["blockers"][0]


def thread(page: Page) -> Locator:
    """What is said about the blocker, where the blocker stands."""
    return page.get_by_role("list", name="Om stoppklossen").get_by_role("listitem")


def write_about_it(page: Page, text: str) -> Locator:
    opener = page.get_by_role("button", name="Skriv om stoppklossen")
    field = page.get_by_role("textbox", name="Skriv om stoppklossen")
    opener.click()
    expect(field).to_be_focused()
    field.press_sequentially(text)
    return field


def say_about_it(page: Page, text: str) -> None:
    write_about_it(page, text).press("Control+Enter")


def more_about(page: Page, said: str, act: str | None = None) -> None:
    """Open the menu of what is said, and choose in it."""
    thread(page).filter(has_text=said).get_by_role("button", name="Mer att göra med kommentaren").click()
    if act:
        page.get_by_role("menuitem", name=act).click()


def ask_for(page: Page, section: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Lägg till…").click()
    page.get_by_role("menuitem", name=section).click()


def choose(page: Page, text: str, label: str) -> None:
    expect(page.locator("[role=combobox]:focus")).to_be_visible()
    page.keyboard.type(text)
    # Other plans of this installation have cards of the same names; the one last touched is found first.
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text(label)
    page.keyboard.press("Enter")


def relations(page: Page) -> Locator:
    return page.get_by_role("dialog").locator("section[aria-labelledby=card-relations]")


def inbox(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Huvudmeny, telefon").get_by_role("link", name="Inkorg")

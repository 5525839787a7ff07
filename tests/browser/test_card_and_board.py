"""The whole of a card and of a plan, as people use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.plan import Board, Plan, Point, box_of, carry
from tests.browser.visitor import TODAY, comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

CLIPBOARD = ["clipboard-read", "clipboard-write"]
FOLDER = r"G:\Allmänt\Handlingsplaner – AMF\Våra  åtgärder & mål"


# ---- addresses


def test_a_card_opens_over_its_board_and_the_back_button_closes_it(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    page = amina.page
    page.goto("/plans")
    page.get_by_role("link", name="Planen", exact=True).first.wait_for()
    page.locator(f'a[href="/plans/{plan.id}"]').first.click()
    board = plan_in(amina, plan)

    lane = board.lanes.first.element_handle()
    board.link("Kartlägg").click()
    expect(dialog_of(board)).to_be_visible()
    expect(page).to_have_url(re.compile(f"/plans/{plan.id}/1$"))
    assert lane.evaluate("(lane) => lane.isConnected"), "the board was drawn anew under the card"
    page.go_back()
    expect(dialog_of(board)).to_have_count(0)
    expect(page).to_have_url(re.compile(f"/plans/{plan.id}$"))
    expect(board.link("Kartlägg")).to_be_focused()
    page.go_forward()
    expect(dialog_of(board)).to_be_visible()

    dialog_of(board).get_by_role("button", name="Stäng", exact=True).click()
    expect(dialog_of(board)).to_have_count(0)
    expect(page).to_have_url(re.compile(f"/plans/{plan.id}$"))
    expect(board.link("Kartlägg")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="Handlingsplaner", level=1)).to_be_visible()


def test_a_card_opens_by_its_own_address_and_escape_leads_to_its_board(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    board = plan.seen_by(enter("amina"), "/3")
    expect(dialog_of(board, "Uppdrag 3, Utred")).to_be_visible()

    board.page.keyboard.press("Escape")

    expect(board.page.get_by_role("dialog")).to_have_count(0)
    expect(board.page).to_have_url(re.compile(f"/plans/{plan.id}$"))


def test_a_number_that_is_not_there_is_said_in_words(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/99")
    expect(dialog_of(board, "Uppdrag 99 finns inte här")).to_be_visible()


def test_a_card_moved_to_another_plan_is_found_by_its_old_number(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    other = Plan.start(installation, {"Pågår": ["Något annat"]}, name="Den andra planen 7")
    asa = enter("asa")
    board = plan.seen_by(asa, "/1")

    more(board, "Flytta till annan plan …")
    ask = board.page.get_by_role("dialog", name="Flytta uppdrag 1 till annan plan")
    ask.get_by_role("combobox", name="Handlingsplan").press_sequentially("andra planen 7")
    ask.get_by_role("option", name="Den andra planen 7").first.click()
    ask.get_by_role("button", name="Flytta hit").click()

    there = re.compile(f"/plans/{other.id}/2$")
    expect(board.page).to_have_url(there)
    expect(board.page.get_by_role("dialog", name="Uppdrag 2, Kartlägg")).to_be_visible()
    asa.page.goto(f"/plans/{plan.id}/1")
    expect(board.page).to_have_url(there)
    expect(board.page.get_by_role("dialog", name="Uppdrag 2, Kartlägg")).to_be_visible()


# ---- a card's facts


def test_a_card_is_closed_with_a_reason_and_opened_again(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    more(board, "Avsluta uppdrag 1 …")
    ask = board.page.get_by_role("dialog", name="Avsluta uppdrag 1")

    ask.get_by_role("button", name="Avsluta uppdraget").click()
    expect(ask.get_by_text("Välj varför det avslutas.")).to_be_visible()
    ask.get_by_role("radio", name="Inställt").check()
    ask.get_by_label("Vill du säga något mer?").fill("Frågan löste sig.")
    ask.get_by_role("button", name="Avsluta uppdraget").click()

    expect(board.toast).to_contain_text("Uppdrag 1 är avslutat.")
    board.shows("Ej påbörjat", ["Intervjua"])
    board.page.get_by_role("button", name="Avslutade uppdrag").click()
    listed = board.page.get_by_role("dialog", name="Avslutade uppdrag").get_by_role("listitem")
    expect(listed).to_contain_text("Inställt.")
    expect(listed).to_contain_text(re.compile("av Amina Warsame"))
    expect(listed).to_contain_text("Frågan löste sig.")
    listed.get_by_role("button", name="Öppna igen uppdrag 1").click()
    board.page.get_by_role("dialog").get_by_role("button", name="Stäng", exact=True).first.click()
    board.shows("Ej påbörjat", ["Intervjua", "Kartlägg"])
    board.equals(plan)


def test_a_health_report_has_a_sentence_and_is_heard_by_the_other(plan: Plan, enter: Callable[..., Visitor]) -> None:
    ulf = enter("ulf")
    his = plan.seen_by(ulf)
    board = plan.seen_by(enter("amina"), "/3")
    dialog = dialog_of(board, "Uppdrag 3, Utred")

    dialog.get_by_role("button", name="Meddela läge").click()
    dialog.get_by_role("button", name="Meddela läge").click()
    expect(dialog.get_by_text("Välj ett läge.")).to_be_visible()
    dialog.get_by_role("radio", name="Risk").check()
    dialog.get_by_label("Varför? En mening räcker").fill("Två har slutat.")
    dialog.get_by_role("button", name="Meddela läge").click()

    expect(dialog.get_by_text("Två har slutat.", exact=True)).to_be_visible()
    expect(his.card("Utred")).to_contain_text("Risk")
    expect(his.card("Utred")).to_contain_text("Amina meddelade läget")
    ulf.hears("Amina meddelade läget för uppdrag 3: Risk.")


def test_an_owner_is_chosen_by_keyboard(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    dialog_of(board).get_by_role("button", name="Välj Ansvarig").press("Enter")
    expect(board.page.get_by_role("listbox")).to_be_visible()

    board.page.keyboard.type("ulf")
    expect(board.page.get_by_role("option")).to_have_text([re.compile("Ulf Thorén")])
    board.page.keyboard.press("Enter")

    change = dialog_of(board).get_by_role("button", name="Byt Ansvarig")
    expect(change).to_be_focused()
    expect(board.card("Kartlägg")).to_contain_text("Ulf Thorén")
    expect(board.toast).to_contain_text("Ulf Thorén är ansvarig för uppdrag 1.")
    change.press("Enter")
    expect(board.page.get_by_role("listbox")).to_be_visible()
    board.page.keyboard.press("Escape")
    expect(board.page.get_by_role("listbox")).to_have_count(0)
    board.page.keyboard.press("Escape")
    expect(change).to_be_focused()
    expect(dialog_of(board)).to_be_visible()
    comes_to(lambda: plan.card("Kartlägg")["owner_id"], plan.installation.id_of("ulf"))


def test_a_due_day_is_shown_with_its_iso_week(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    dialog = dialog_of(board)

    # The last Monday of 2031 belongs to the first week of 2032.
    dialog.get_by_label("Klart senast", exact=True).fill("2031-12-29")
    dialog.get_by_label("Klart senast", exact=True).blur()

    expect(dialog.get_by_text("Klart senast måndag 29 december 2031, vecka 1", exact=True)).to_be_visible()
    expect(board.card("Kartlägg")).to_contain_text("mån 29 dec 2031 · v. 1")
    dialog.get_by_role("button", name="Lägg till…").click()
    board.page.get_by_role("menuitem", name="Startdag").click()
    dialog.get_by_label("Börjar", exact=True).fill("2032-01-05")
    dialog.get_by_label("Börjar", exact=True).blur()
    expect(dialog.get_by_text("Slutdatum kan inte komma före startdatum.")).to_be_visible()
    comes_to(lambda: [plan.card("Kartlägg")[day] for day in ("start", "due")], [None, "2031-12-29"])


def test_a_title_is_changed_and_taken_back(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"), "/1")
    dialog_of(board).get_by_role("button", name=re.compile("^Kartlägg.*ändra$")).click()
    board.page.get_by_label("Uppdragets namn").fill("Kartlägg nuläget")
    board.page.get_by_label("Uppdragets namn").press("Enter")
    board.shows("Ej påbörjat", ["Kartlägg nuläget", "Intervjua"])

    board.toast.get_by_role("button", name="Ångra").click()

    board.shows("Ej påbörjat", ["Kartlägg", "Intervjua"])


# ---- many at once


def test_pasted_lines_become_cards(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", permissions=CLIPBOARD)
    board = plan.seen_by(amina)
    board.page.evaluate("navigator.clipboard.writeText('Boka lokal\\n• Skriv inbjudan\\n\\n  Räkna svar \\n')")
    board.lane("Pausat").get_by_role("button", name="Nytt uppdrag i Pausat").click()
    expect(board.lane("Pausat").get_by_role("textbox")).to_be_focused()

    board.page.keyboard.press("Control+v")
    expect(board.page.get_by_text("Du klistrade in 3 rader")).to_be_visible()
    board.page.get_by_role("button", name="Lägg till 3 uppdrag").click()

    board.shows("Pausat", ["Boka lokal", "Skriv inbjudan", "Räkna svar"])
    board.equals(plan)


def test_a_new_plan_needs_only_a_name_and_has_its_lanes(enter: Callable[..., Visitor]) -> None:
    asa = enter("asa")
    asa.page.goto("/plans")
    asa.page.get_by_role("button", name="Ny handlingsplan").click()
    ask = asa.page.get_by_role("dialog", name="Ny handlingsplan")

    ask.get_by_role("button", name="Starta planen").click()
    expect(ask.get_by_text("Skriv vad planen heter.")).to_be_visible()
    ask.get_by_label("Planens namn").fill("Att införa huvudhandläggare")
    ask.get_by_label("Planens namn").press("Enter")

    expect(asa.page.get_by_role("heading", name="Att införa huvudhandläggare", level=1)).to_be_visible()
    expect(asa.page.locator("[data-lane] h2")).to_have_text(
        ["Ej påbörjat", "Pågår", "Väntar på beslut", "Pausat", "Klart"]
    )
    asa.page.get_by_label("Uppdrag, ett på varje rad").fill("Första\nAndra")
    asa.page.get_by_role("button", name="Lägg till 2 uppdrag").click()
    expect(asa.page.locator("[data-card] h3")).to_have_text(["Första", "Andra"])


# ---- lanes


def test_lanes_are_added_renamed_reordered_and_removed_live(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"))
    titles = hers.page.locator("[data-lane] h2")
    page = enter("ulf").page
    page.goto(f"/plans/{plan.id}/settings")

    page.get_by_role("button", name="Lägg till status").click()
    page.get_by_label("Namn", exact=True).fill("Granskas")
    page.get_by_label("Räknas som").select_option("Pågår")
    page.get_by_role("button", name="Lägg till status").click()
    expect(titles).to_have_text(["Ej påbörjat", "Pågår", "Väntar på beslut", "Pausat", "Klart", "Granskas"])

    page.get_by_role("button", name="Flytta Granskas uppåt").click()
    expect(page.get_by_role("button", name="Flytta Granskas uppåt")).to_be_focused()
    page.get_by_role("button", name="Flytta Granskas uppåt").press("Enter")
    expect(titles).to_have_text(["Ej påbörjat", "Pågår", "Väntar på beslut", "Granskas", "Pausat", "Klart"])

    page.get_by_role("button", name="Ändra Granskas").click()
    page.get_by_label("Namn", exact=True).fill("På remiss")
    page.get_by_role("button", name="Spara", exact=True).last.click()
    expect(titles).to_have_text(["Ej påbörjat", "Pågår", "Väntar på beslut", "På remiss", "Pausat", "Klart"])
    expect(page.get_by_role("button", name="Ändra På remiss")).to_be_focused()

    page.get_by_role("button", name="Ta bort På remiss").click()
    expect(titles).to_have_text(["Ej påbörjat", "Pågår", "Väntar på beslut", "Pausat", "Klart"])
    expect(page.get_by_role("button", name="Ta bort Pausat")).to_be_focused()
    kept = page.get_by_role("button", name="Ta bort Pågår")
    expect(kept).to_have_attribute("aria-disabled", "true")
    expect(kept).to_have_accessible_description("Statusen har 2 uppdrag. Flytta dem först.")


def test_a_lane_whose_limit_is_set_keeps_the_name_another_gave_it(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = enter("ulf").page
    page.goto(f"/plans/{plan.id}/settings")
    page.get_by_role("button", name="Ändra Pågår").click()
    field = page.get_by_label("Högsta antal uppdrag")
    field.fill("fyra")
    page.get_by_role("button", name="Spara", exact=True).last.click()
    expect(page.get_by_text("Skriv ett helt tal mellan 1 och 999.")).to_be_visible()
    expect(field).to_be_focused()

    lane = plan.lane("Pågår")["id"]
    plan.installation.actor("asa").patch(f"/lanes/{lane}", {"title": "På gång"})
    field.fill("4")
    page.get_by_role("button", name="Spara", exact=True).last.click()
    expect(page.get_by_role("button", name="Ändra På gång")).to_be_focused()
    comes_to(lambda: plan.lane("På gång")["wip_limit"], 4)


def test_a_limit_warns_or_refuses_in_words(plan: Plan, enter: Callable[..., Visitor]) -> None:
    asa = plan.installation.actor("asa")
    lane = plan.lane("Pågår")["id"]
    asa.patch(f"/lanes/{lane}", {"wip_limit": 2, "wip_rule": "warn"})
    board = plan.seen_by(enter("amina"))

    board.drag("Kartlägg", "Pågår")
    board.shows("Pågår", ["Utred", "Skriv", "Kartlägg"])
    expect(board.lane("Pågår")).to_contain_text("3 av högst 2")
    expect(board.lane("Pågår")).to_contain_text("Avsluta ett uppdrag innan ni tar in nästa.")

    # The page shows a limit in the same words whether it warns or refuses: the other's deed tells that it has come.
    asa.patch(f"/lanes/{lane}", {"wip_rule": "refuse"})
    asa.patch(f"/lanes/{plan.lane('Pausat')['id']}", {"title": "Vilar"})
    expect(board.lane("Vilar")).to_be_visible()
    board.drag("Intervjua", "Pågår")
    expect(board.toast).to_contain_text("Uppdrag 2 flyttades inte. Pågår tar högst 2 uppdrag.")
    board.shows("Ej påbörjat", ["Intervjua"])
    board.link("Intervjua").press("f")
    ask = board.page.get_by_role("dialog")
    ask.get_by_role("radio", name="Pågår").check()
    expect(ask.get_by_role("button", name="Flytta", exact=True)).to_have_attribute("aria-disabled", "true")
    expect(ask.get_by_text("Pågår tar högst 2 uppdrag. Flytta vidare ett först.").first).to_be_visible()


# ---- who may what


def test_a_plan_is_closed_and_opened_again(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"))
    page = enter("ulf").page
    page.goto(f"/plans/{plan.id}/settings")

    page.get_by_role("button", name="Avsluta planen …").click()
    page.get_by_role("dialog").get_by_role("button", name="Avsluta planen").click()

    expect(hers.page.get_by_text("Planen är avslutad. Den går att läsa men inte att ändra.")).to_be_visible()
    expect(hers.page.get_by_role("button", name=re.compile("Nytt uppdrag"))).to_have_count(0)
    page.get_by_role("button", name="Öppna planen igen").click()
    expect(hers.page.get_by_text("Planen är avslutad.")).to_have_count(0)
    expect(hers.page.get_by_role("button", name=re.compile("Nytt uppdrag")).first).to_be_visible()


def test_a_reader_sees_everything_and_the_reason_why_nothing_can_be_changed(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    agneta = enter("agneta")
    board = plan.seen_by(agneta)
    reason = "Du kan läsa planen men inte ändra den. Fråga Ulf Thorén."

    expect(board.page.get_by_text(reason)).to_be_visible()
    expect(board.page.get_by_role("button", name=re.compile("Flytta uppdrag"))).to_have_count(0)
    before = board.shown()
    board.link("Kartlägg").press("Space")
    agneta.hears(f"Uppdrag 1 flyttades inte. {reason}")
    at = board.middle(board.card("Kartlägg"))
    board.page.mouse.move(at.x, at.y)
    board.page.mouse.down()
    board.page.mouse.move(at.x + 300, at.y, steps=4)
    expect(board.page.locator(".drag-copy")).to_have_count(0)
    board.page.mouse.up()
    board.equals(plan)
    assert board.shown() == before
    plan.seen_by(agneta, "/1")
    expect(dialog_of(board).get_by_text(reason)).to_be_visible()
    expect(dialog_of(board).get_by_role("textbox")).to_have_count(0)


def test_a_guest_sees_only_the_plans_she_is_invited_to(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    hidden = installation.actor("asa").post("/boards", {"name": "Utan gäster"})["board_id"]
    page = enter("solveig").page
    page.goto("/plans")
    expect(page.locator(f'a[href="/plans/{plan.id}"]').first).to_be_visible()
    expect(page.get_by_text("Utan gäster")).to_have_count(0)
    page.goto(f"/plans/{hidden}")
    expect(page.get_by_role("heading", name="Vi hittar inte planen")).to_be_visible()

    board = plan.seen_by(enter("solveig"))
    board.drag("Kartlägg", "Klart")
    board.shows("Klart", ["Starta", "Kartlägg"])
    expect(board.page.get_by_role("link", name="Inställningar")).to_have_count(0)

    uninvited = enter("piotr").page
    uninvited.goto("/plans")
    expect(uninvited.get_by_text("När någon har startat en plan som du får se syns den här.")).to_be_visible()


def test_a_plan_that_is_restricted_leaves_the_screen_of_those_outside(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    board = plan.seen_by(enter("agneta"))

    plan.installation.actor("ulf").patch(f"/boards/{plan.id}", {"restricted": True})

    expect(board.page.get_by_role("heading", name="Du har inte längre tillgång till planen")).to_be_visible()
    expect(board.page.get_by_text("Kartlägg")).to_have_count(0)


def test_the_folder_is_copied_exactly_as_it_was_written(plan: Plan, enter: Callable[..., Visitor]) -> None:
    plan.installation.actor("ulf").patch(f"/boards/{plan.id}", {"folder": FOLDER})
    board = plan.seen_by(enter("amina", permissions=CLIPBOARD))

    board.page.get_by_role("button", name="Kopiera sökvägen till mappen").click()

    expect(board.toast).to_contain_text("Sökvägen är kopierad.")
    assert board.page.evaluate("navigator.clipboard.readText()") == FOLDER


def test_what_is_said_about_a_plan_is_changed_and_seen_by_all(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"))
    page = enter("ulf").page
    page.goto(f"/plans/{plan.id}/settings")
    page.get_by_label("Syfte").fill("Alla har en huvudhandläggare.")
    page.get_by_label("Beslut").fill("Nämnden 2026-10-14, § 87")
    page.get_by_label("Mapp").fill(FOLDER)
    page.get_by_role("button", name="Spara", exact=True).first.click()

    expect(hers.page.get_by_text("Alla har en huvudhandläggare.")).to_be_visible()
    expect(hers.page.get_by_text("Nämnden 2026-10-14, § 87")).to_be_visible()
    expect(hers.page.get_by_text(FOLDER)).to_be_visible()
    told = hers.page.get_by_text(re.compile(rf"Senast uppdaterad {TODAY} \d\d\.\d\d av Ulf Thorén"))
    expect(told.locator("visible=true")).to_have_count(1)


def dialog_of(board: Board, name: str = "Uppdrag 1, Kartlägg") -> Locator:
    return board.page.get_by_role("dialog", name=name)


def more(board: Board, choice: str) -> None:
    """Choose from the card's own menu."""
    board.page.get_by_role("button", name=re.compile("^Mer att göra med uppdrag")).click()
    board.page.get_by_role("menuitem", name=choice).click()


def plan_in(visitor: Visitor, plan: Plan) -> Board:
    """Wait until a browser that came here by itself shows the plan."""
    expect(visitor.page).to_have_url(re.compile(f"/plans/{plan.id}$"))
    board = Board(visitor)
    expect(board.lanes.first).to_be_visible()
    return board


def test_the_heading_of_a_short_lane_stays_beside_a_long_one(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Pågår": [f"Uppdrag {i}" for i in range(1, 31)]}, name="Planen med en lång kolumn")
    board = plan.seen_by(enter("amina"))
    board.page.get_by_role("link", name="Uppdrag 25").first.scroll_into_view_if_needed()
    for lane in ("Ej påbörjat", "Pågår", "Klart"):
        expect(board.lane(lane).get_by_role("heading").first).to_be_in_viewport(ratio=1)


def test_what_is_dropped_far_down_in_a_short_lane_is_seen_there_and_the_page_stays(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    lanes = {"Pågår": [f"Uppdrag {i}" for i in range(1, 31)], "Klart": ["Startat"]}
    plan = Plan.start(installation, lanes, name="Planen med en kort kolumn")
    board = plan.seen_by(enter("amina"))
    page = board.page
    board.pick_up("Uppdrag 25")
    x, _, width, _ = box_of(board.lane("Klart"))
    below = Point(x + width / 2, 700)
    carry(page, lambda: below, board.lane("Klart").locator(".drop"))
    expect(board.lane("Klart").locator(".drop")).to_be_in_viewport(ratio=1)
    scrolled = page.evaluate("scrollY")
    assert scrolled > 1000

    with page.expect_response(is_written):
        page.mouse.up()
    board.shows("Klart", ["Startat", "Uppdrag 25"])
    expect(board.link("Uppdrag 25")).to_be_focused()
    expect(board.card("Uppdrag 25")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == scrolled

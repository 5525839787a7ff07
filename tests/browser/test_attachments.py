"""Files dropped on a card, seen by another; and the question before a personal identity number is saved."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.files import PDF, picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import JSHandle, Locator, Page

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

NUMBER = "850709-9805"
FOLDER = r"G:\Allmänt\Handlingsplaner – AMF\Våra  åtgärder & mål"


def bringing(page: Page, *files: tuple[str, str, bytes]) -> JSHandle:
    """Hold files in the hand, as a drag from the desktop does."""
    told = [[name, kind, base64.b64encode(content).decode()] for name, kind, content in files]
    return page.evaluate_handle(
        """(files) => {
          const hand = new DataTransfer();
          for (const [name, type, content] of files)
            hand.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name, { type }));
          return hand;
        }""",
        told,
    )


def card_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile("^Uppdrag 1,"))


def section(page: Page) -> Locator:
    return page.get_by_role("region", name="Bilagor")


def test_dropped_files_are_seen_by_others_with_a_preview(plan: Plan, enter: Callable[..., Visitor]) -> None:
    other = enter("ulf")
    amina, ulf = (plan.seen_by(visitor, "/1").page for visitor in (enter("amina"), other))
    hand = bringing(
        amina,
        ("Torget.png", "image/png", picture(width=900, height=600)),
        ("Avtal.pdf", "application/pdf", PDF),
        ("Fel.pdf", "application/pdf", picture()),
    )

    card_of(amina).dispatch_event("dragover", {"dataTransfer": hand})
    expect(amina.get_by_text("Släpp för att bifoga på uppdrag 1")).to_be_visible()
    card_of(amina).dispatch_event("drop", {"dataTransfer": hand})

    expect(section(amina).get_by_role("link", name="Avtal.pdf")).to_be_visible()
    expect(section(amina).get_by_text("Filens namn säger PDF, men innehållet är något annat: PNG.")).to_be_visible()
    thumbnail = section(ulf).get_by_role("button", name="Visa Torget.png större")
    expect(thumbnail).to_be_visible()
    expect(section(ulf).get_by_text("Fel.pdf")).to_have_count(0)
    other.until("() => document.querySelector('.thumb img')?.naturalWidth === 640")
    thumbnail.click()
    expect(ulf.get_by_role("dialog", name="Torget.png").get_by_role("img")).to_be_visible()
    ulf.keyboard.press("Escape")
    expect(thumbnail).to_be_focused()
    with ulf.expect_download() as saved:
        section(ulf).get_by_role("link", name="Avtal.pdf").click()
    assert saved.value.path().read_bytes() == PDF


def test_a_picture_is_pasted_renamed_and_removed_by_keyboard(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina"), "/1").page
    card_of(page).evaluate(
        """(dialog, clipboardData) =>
          dialog.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))""",
        bringing(page, ("image.png", "image/png", picture())),
    )
    expect(section(page).get_by_role("link", name=re.compile("^Inklistrad bild .*png$"))).to_be_visible()

    more = section(page).get_by_role("button", name=re.compile("^Mer om Inklistrad"))
    more.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Byt namn").press("Enter")
    expect(section(page).get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Torget")
    page.keyboard.press("Enter")
    expect(section(page).get_by_role("link", name="Torget.png")).to_be_visible()

    section(page).get_by_role("button", name="Mer om Torget.png").press("Enter")
    page.get_by_role("menuitem", name="Ta bort").press("Enter")
    expect(section(page).get_by_role("link")).to_have_count(0)
    page.get_by_role("region", name="Meddelande").get_by_role("button", name="Ångra").click()
    expect(section(page).get_by_role("link", name="Torget.png")).to_be_visible()


def test_an_upload_that_lost_its_connection_is_sent_again(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina"), "/1").page
    page.route("**/files?*", lambda route: route.abort())
    hand = bringing(page, ("Avtal.pdf", "application/pdf", PDF))
    card_of(page).dispatch_event("drop", {"dataTransfer": hand})
    expect(section(page).get_by_text("Anslutningen bröts. Inget har bifogats.")).to_be_visible()

    page.unroute("**/files?*")
    section(page).get_by_role("button", name="Försök igen Avtal.pdf").click()

    expect(section(page).get_by_role("link", name="Avtal.pdf")).to_be_visible()


def test_a_folder_path_is_copied_sign_for_sign(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina", permissions=["clipboard-read", "clipboard-write"]), "/1").page
    page.get_by_role("button", name="Lägg till…").click()
    page.get_by_role("menuitem", name="Bilaga, länk eller mapp").click()
    expect(section(page).get_by_role("button", name="Lägg till fil")).to_be_focused()

    section(page).get_by_role("button", name="Mapp", exact=True).click()
    expect(section(page).get_by_role("textbox").first).to_be_focused()
    page.keyboard.type(FOLDER)
    page.keyboard.press("Enter")
    section(page).get_by_role("button", name=re.compile("^Kopiera")).click()

    expect(section(page).get_by_role("button", name=re.compile("^Kopierat"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == FOLDER


def test_a_text_with_a_number_is_changed_or_kept(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina")).page
    form = page.locator("[data-lane]").first
    ask = page.get_by_role("dialog", name="Ser ut som ett personnummer")

    def write(title: str) -> None:
        form.get_by_role("button", name=re.compile("Nytt uppdrag")).click()
        expect(form.get_by_role("textbox")).to_be_focused()  # the form comes when it is asked for
        page.keyboard.insert_text(title)
        page.keyboard.press("Enter")

    write(f"Ring {NUMBER}")
    expect(ask.get_by_role("button", name="Ändra texten")).to_be_focused()
    expect(ask).to_contain_text(NUMBER)
    page.keyboard.press("Enter")
    expect(ask.get_by_role("textbox")).to_be_focused()
    page.keyboard.insert_text("invånaren")
    ask.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("link", name="Ring invånaren")).to_be_visible()
    expect(form.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")

    write(f"Ärende {NUMBER}")
    ask.get_by_role("button", name="Spara ändå").click()
    expect(page.get_by_role("link", name=f"Ärende {NUMBER}")).to_be_visible()
    expect(ask).to_have_count(0)
    assert {"Ring invånaren", f"Ärende {NUMBER}"} <= {card["title"] for card in plan.snapshot()["cards"]}

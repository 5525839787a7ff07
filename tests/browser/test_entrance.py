"""The way in: an empty installation, colleagues, the demo, and what is shown only once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.installation import PASSWORD
from tests.browser.visitor import ask, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.installation import Installation, Server
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WORDS = Path(__file__).resolve().parents[2] / "backend" / "verkstad" / "kernel" / "words"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
LANES = ["Ej påbörjat", "Pågår", "Väntar på beslut", "Pausat", "Klart"]

# Everything that a page says: its texts, and the names and hints that only some hear.
SAID = """() => {
  const said = new Set();
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest('script, style')) said.add(walker.currentNode.data.trim());
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'data-h'])
      if (element.hasAttribute(name)) said.add(element.getAttribute(name).trim());
  said.add(document.title);
  return [...said].filter(Boolean);
}"""


def test_from_an_empty_installation_to_colleagues_on_a_plan(empty: Server, visit: Callable[..., Visitor]) -> None:
    code = re.search(r"/setup#([A-Za-z0-9_-]+)", empty.said())
    assert code
    page = visit(empty.address).page

    page.goto("/")
    expect(page.get_by_role("heading", name="Kom i gång")).to_be_visible()
    page.goto(f"/setup#{code[1]}")
    expect(page.get_by_label("Engångskod")).to_have_value(code[1])
    page.get_by_label("Förvaltningens namn").fill("Arbetsmarknadsförvaltningen")
    page.get_by_label("Ditt namn").fill("Åsa Öberg")
    page.get_by_label("Din e-post").fill("asa.oberg@example.se")
    page.get_by_label("Välj ett lösenord").fill("kort")
    page.get_by_role("button", name="Kom i gång").click()
    expect(page.get_by_text("Lösenordet behöver minst 10 tecken.")).to_be_visible()
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Kom i gång").click()

    expect(page.get_by_role("heading", name="Namnge den första handlingsplanen")).to_be_visible()
    page.get_by_label("Handlingsplanens namn").fill("Att införa huvudhandläggare")
    page.get_by_label("Uppdrag, ett på varje rad").fill("Kartlägg ärenden\n\nUtse handläggare\nFölj upp")
    page.get_by_role("button", name="Starta planen").click()
    expect(page.get_by_role("heading", name="Att införa huvudhandläggare", level=1)).to_be_visible()
    expect(page.locator("[data-lane] h2")).to_have_text(LANES)
    expect(page.locator("[data-card] h3")).to_have_text(["Kartlägg ärenden", "Utse handläggare", "Följ upp"])

    links = invite(page, "Amina Warsame, amina@example.se\nUlf Thorén\tulf@example.se\tEnhetschef\tÖppenvård")
    assert set(links) == {"Amina Warsame", "Ulf Thorén"}
    for name, link in links.items():
        colleague = visit(empty.address).page
        colleague.goto(link)
        expect(colleague.get_by_role("heading", name=f"Välkommen, {name}")).to_be_visible()
        expect(colleague.get_by_text("Arbetsmarknadsförvaltningen har bjudit in dig.")).to_be_visible()
        colleague.get_by_label("Välj ett lösenord").fill(PASSWORD)
        colleague.get_by_role("button", name="Kom med").click()
        expect(colleague.get_by_role("heading", name="Helhetsbild")).to_be_visible()
        expect(colleague.get_by_role("link", name="Att införa huvudhandläggare").first).to_be_visible()

    late = visit(empty.address).page
    late.goto(links["Ulf Thorén"])
    expect(late.get_by_role("heading", name="Länken går inte att använda")).to_be_visible()
    expect(late.get_by_text("Länken är redan använd eller har gått ut.")).to_be_visible()
    late.goto(f"/setup#{code[1]}")
    expect(late.get_by_role("heading", name="Logga in")).to_be_visible()


def test_a_wrong_code_is_said_at_the_code(empty: Server, visit: Callable[..., Visitor]) -> None:
    page = visit(empty.address).page
    page.goto("/setup#gissning")
    page.get_by_label("Förvaltningens namn").fill("A")
    page.get_by_label("Ditt namn").fill("B")
    page.get_by_label("Din e-post").fill("b@example.se")
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Kom i gång").click()

    code = page.get_by_label("Engångskod")
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(code).to_be_focused()
    expect(code).to_have_accessible_description(re.compile("Koden stämmer inte"))


@pytest.mark.parametrize("number", range(7))
def test_each_of_the_demos_personas_is_one_click_away(demo: Server, visit: Callable[..., Visitor], number: int) -> None:
    page = visit(demo.address).page
    page.goto("/")
    expect(page.get_by_role("heading", name="Vem vill du vara?")).to_be_visible()
    choices = page.get_by_role("main").get_by_role("listitem")
    expect(choices).to_have_count(7)
    name = choices.nth(number).locator("b").inner_text()

    choices.nth(number).get_by_role("button").click()

    expect(page.get_by_role("button", name=re.compile(name))).to_have_attribute("aria-haspopup", "menu")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Vem vill du vara?")


def test_a_wrong_password_is_refused_in_words(installation: Installation, visit: Callable[..., Visitor]) -> None:
    page = visit(installation.address).page
    page.goto("/people")
    page.get_by_label("E-post").fill("amina@example.se")
    page.get_by_label("Lösenord").fill("fel fel fel fel")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_text("E-post och lösenord hör inte ihop.")).to_be_visible()
    expect(page.get_by_label("Lösenord")).to_have_attribute("aria-invalid", "true")

    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_label("Lösenord").press("Enter")

    expect(page.get_by_role("heading", name="Personer")).to_be_visible()


def test_the_language_is_switched_everywhere_and_no_key_is_ever_seen(
    demo: Server, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(demo.address)
    page = visitor.page
    page.goto("/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    said = {"the entrance": page.evaluate(SAID)}
    administrator = next(
        one for one in ask(visitor, "GET", "/demo/personas")["items"] if one["persona"] == "administrator"
    )
    ask(visitor, "POST", "/session", {"email": administrator["email"], "password": administrator["password"]})
    page.goto("/settings")
    page.locator("label[lang=en]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(word("settings.title", "en"))
    board = ask(visitor, "GET", "/boards")["items"][0]["id"]

    plan = f"/plans/{board}"
    for path in ("/", "/plans", plan, f"{plan}/1", f"{plan}/settings", "/people", "/settings", "/nej"):
        page.goto(path)
        ready = page.get_by_role("dialog") if path.endswith("/1") else page.get_by_role("heading", level=1)
        expect(ready.first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.wait_for_load_state("networkidle")
        said[path] = page.evaluate(SAID)

    key = re.compile(r"^[a-z]+(\.[a-z_]+)+$")
    # What the plan's own people have written is not the interface's.
    swedish = swedish_sentences() - set(LANES)
    assert {words for each in said.values() for words in each if key.match(words) or words in swedish} == set()

    page.goto("/settings")
    page.locator("label[lang=sv]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mina inställningar")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mina inställningar")


def test_a_token_is_shown_once_and_works_until_it_is_removed(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    visitor = enter("agneta")
    page = visitor.page
    page.goto("/settings")
    page.get_by_role("button", name="Ny nyckel").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Vad ska nyckeln användas till?").fill("Veckorapport")
    dialog.get_by_role("button", name="Skapa nyckel").click()
    expect(dialog.get_by_text("Kopiera den nu. Den visas bara den här gången.")).to_be_visible()
    secret = dialog.locator("code").inner_text()
    headers = {"Authorization": f"Bearer {secret}"}

    def answered() -> int:
        status: int = visitor.context.request.get(f"{installation.address}/api/v1/boards", headers=headers).status
        return status

    visitor.context.clear_cookies()
    assert answered() == 200
    visitor.carry_session(installation.session_of("agneta"))
    dialog.get_by_role("button", name="Stäng", exact=True).first.click()
    row = page.get_by_role("row").filter(has_text="Veckorapport")
    expect(row).to_contain_text("Läsa")
    page.reload()
    expect(row).to_be_visible()
    assert secret not in page.content()
    with page.expect_response(is_written):
        page.get_by_role("button", name="Ta bort nyckeln Veckorapport").click()
    expect(row).to_have_count(0)
    visitor.context.clear_cookies()
    assert answered() == 401


def test_a_session_that_is_ended_signs_the_other_browser_out_at_once(
    installation: Installation, visit: Callable[..., Visitor]
) -> None:
    here, there = visit(installation.address), visit(installation.address, user_agent=FIREFOX)
    here.carry_session(installation.new_session("agneta"))
    there.page.goto("/")
    there.page.get_by_label("E-post").fill("agneta@example.se")
    there.page.get_by_label("Lösenord").fill(PASSWORD)
    there.page.get_by_role("button", name="Logga in").click()
    expect(there.page.get_by_role("heading", name="Helhetsbild")).to_be_visible()

    here.page.goto("/settings")
    row = here.page.get_by_role("listitem").filter(has_text="Firefox")
    row.get_by_role("button", name="Logga ut enheten").click()

    expect(there.page.get_by_text("Din inloggning har gått ut.")).to_be_visible()
    expect(row).to_have_count(0)
    expect(here.page.get_by_role("heading", name="Mina inställningar")).to_be_visible()


def test_signing_out_ends_the_session(installation: Installation, visit: Callable[..., Visitor]) -> None:
    visitor = visit(installation.address)
    secret = installation.new_session("agneta")
    visitor.carry_session(secret)
    page = visitor.page
    page.goto("/")
    page.get_by_role("button", name="din meny").click()
    page.get_by_role("menuitem", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()

    visitor.carry_session(secret)
    page.goto("/people")

    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()


def invite(page: Page, lines: str) -> dict[str, str]:
    """Invite people and give the one-time links that are shown, by name."""
    page.get_by_role("button", name="din meny").click()
    page.get_by_role("menuitem", name="Personer").click()
    page.get_by_role("button", name="Bjud in").click()
    page.get_by_label("En person på varje rad").fill(lines)
    page.get_by_role("button", name="Bjud in 2 personer").click()
    dialog = page.get_by_role("dialog", name="Länkar att skicka")
    rows = dialog.locator("tbody tr")
    expect(rows).to_have_count(2)
    links = {
        re.split(r"\S+@", row.locator("th").inner_text())[0].strip(): row.locator("code").inner_text()
        for row in rows.all()
    }
    dialog.get_by_role("button", name="Klar", exact=True).click()
    page.reload()
    expect(page.get_by_text("Inbjuden").first).to_be_visible()
    assert not any(link in page.content() for link in links.values())
    return links


def word(key: str, language: str) -> str:
    """Give one sentence of the interface."""
    found: str = json.loads((WORDS / f"app.{language}.json").read_text())[key]
    return found


def swedish_sentences() -> set[str]:
    """Give whole sentences of the Swedish interface that the English one does not have."""
    texts: dict[str, dict[str, Any]] = {
        language: json.loads((WORDS / f"app.{language}.json").read_text()) for language in ("sv", "en")
    }
    english = {text for text in texts["en"].values() if isinstance(text, str)}
    return {text for text in texts["sv"].values() if isinstance(text, str) and "{" not in text} - english - {"Svenska"}

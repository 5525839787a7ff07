"""Found at once, in every way: what is written, pressed and sent as an address, and the board in rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.plan import Plan
from tests.browser.visitor import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _own(plan: Plan, who: str, title: str) -> None:
    """Let the person be responsible for a card."""
    card = plan.card(title)
    plan.installation.actor("asa").patch(f"/cards/{card['id']}", {"owner_id": plan.installation.id_of(who)})


def test_a_filter_is_written_pressed_kept_in_the_address_and_live(plan: Plan, enter: Callable[..., Visitor]) -> None:
    _own(plan, "amina", "Utred")
    amina = enter("amina")
    board = plan.seen_by(amina)

    board.page.keyboard.press("/")
    field = board.page.get_by_role("combobox", name="Filtrera uppdragen")
    expect(field).to_be_focused()
    board.page.keyboard.type("ans")
    expect(board.page.get_by_role("option", name="ansvarig").first).to_be_visible()
    board.page.keyboard.press("ArrowDown")
    board.page.keyboard.press("Enter")
    expect(field).to_have_value("ansvarig:")
    board.page.keyboard.type("mig ")
    board.shows("Pågår", ["Utred"])
    board.shows("Ej påbörjat", [])
    expect(board.lane("Pågår").get_by_text("1 av 2")).to_be_visible()
    amina.hears("1 av 5 uppdrag")
    expect(board.page).to_have_url(re.compile(r"q=ansvarig%3Amig"))

    # Somebody gives her another, and takes the first away.
    _own(plan, "amina", "Kartlägg")
    board.shows("Ej påbörjat", ["Kartlägg"])
    _own(plan, "ulf", "Utred")
    board.shows("Pågår", [])

    # The chip is the same part of the same text.
    mine = board.page.get_by_role("button", name="Mina 1")
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(field).to_have_value("")
    board.shows("Pågår", ["Utred", "Skriv"])
    board.page.go_back()
    board.shows("Pågår", [])

    # Sent to another, the address means the reader, and nothing else is ever drawn.
    ulf = enter("ulf")
    ulf.context.add_init_script(
        """new MutationObserver(() => {
          const titles = [...document.querySelectorAll('[data-card] h3')].map((title) => title.innerText.trim());
          for (const title of titles) (window.drawn ??= new Set()).add(title);
        }).observe(document, { childList: true, subtree: true });"""
    )
    his = plan.seen_by(ulf, "?q=ansvarig:mig+status:Borta+status:Pågår")
    his.shows("Pågår", ["Utred"])
    expect(his.page.get_by_text("Statusen ”Borta” finns inte i planen.")).to_be_visible()
    comes_to(lambda: ulf.page.evaluate("[...(window.drawn ?? [])]"), ["Utred"])


def test_a_card_moved_among_those_that_are_seen_goes_beside_its_visible_neighbour(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    for title in ("Kartlägg", "Skriv"):
        _own(plan, "amina", title)
    asa = plan.installation.actor("asa")
    asa.post(f"/boards/{plan.id}/cards/lines", {"lines": ["Sist"], "lane_id": plan.lane("Pågår")["id"]})
    board = plan.seen_by(enter("amina"), "?q=ansvarig:mig")

    board.shows("Pågår", ["Skriv"])
    board.link("Kartlägg").focus()
    for key in (" ", "ArrowRight", "ArrowDown", " "):
        board.page.keyboard.press(key)
    board.shows("Pågår", ["Skriv", "Kartlägg"])
    board.page.get_by_role("button", name="Rensa filter").click()
    board.shows("Pågår", ["Utred", "Skriv", "Kartlägg", "Sist"])
    board.equals(plan)


def test_a_move_to_another_row_changes_the_owner_and_is_undone_as_one(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    _own(plan, "amina", "Kartlägg")
    _own(plan, "ulf", "Utred")
    amina = enter("amina")
    board = plan.seen_by(amina)
    board.page.get_by_role("button", name="Rader").click()
    board.page.get_by_role("menuitemradio", name="Ansvarig").click()
    expect(board.page).to_have_url(re.compile("lanes=owner"))
    expect(board.page.get_by_role("region", name="Ulf Thorén").get_by_role("link", name="Utred")).to_be_visible()

    board.link("Kartlägg").focus()
    # The move is sent first, then the owner.
    with board.page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        for key in (" ", "ArrowRight", "ArrowDown", " "):
            board.page.keyboard.press(key)
    amina.hears("Uppdrag 1 står nu i Pågår, i raden Ulf")
    expect(board.toast).to_contain_text("Uppdrag 1 står nu i Pågår, i raden Ulf")
    expect(board.link("Kartlägg")).to_be_focused()
    assert plan.card("Kartlägg")["owner_id"] == plan.installation.id_of("ulf")
    assert plan.order()["Pågår"] == ["Kartlägg", "Utred", "Skriv"]

    board.toast.get_by_role("button", name="Ångra").click()
    expect(board.toast.get_by_text("Ångrat.")).to_be_visible()
    assert plan.card("Kartlägg")["owner_id"] == plan.installation.id_of("amina")
    assert plan.order()["Ej påbörjat"] == ["Kartlägg", "Intervjua"]

    # In the same status it is only the row that is another.
    board.link("Intervjua").focus()
    with board.page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        for key in (" ", "ArrowUp", " "):
            board.page.keyboard.press(key)
    amina.hears("Uppdrag 2 står nu i raden ")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_filter_and_rows(plan: Plan, enter: Callable[..., Visitor], theme: str) -> None:
    visitor = enter("amina", color_scheme=theme, reduced_motion="reduce")
    board = plan.seen_by(visitor, "?q=status:Borta+-steg:klart&lanes=health")
    board.page.get_by_role("button", name="Fler", exact=True).click()
    board.page.get_by_role("combobox", name="Filtrera uppdragen").click()
    expect(board.page.get_by_role("option").first).to_be_visible()
    assert violations(board.page) == []


def test_a_saved_view_is_shared_with_another_and_says_when_it_differs(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    _own(plan, "amina", "Utred")
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina, "?q=ansvarig:mig"), plan.seen_by(ulf)
    his.page.get_by_role("button", name="Sparade vyer").wait_for()

    hers.page.get_by_role("button", name="Sparade vyer").click()
    hers.page.get_by_role("menuitem", name="Spara den här vyn").click()
    expect(hers.page.get_by_label("Namn", exact=True)).to_be_focused()
    hers.page.keyboard.type("Min vecka")
    hers.page.get_by_role("checkbox", name="Dela med alla").check()
    hers.page.get_by_label("Namn", exact=True).press("Enter")
    amina.hears("Vyn Min vecka är sparad.")

    # It has come to him without his asking, and means him.
    his.page.get_by_role("button", name="Sparade vyer").click()
    his.page.get_by_role("menuitemradio", name="Min vecka").click()
    his.shows("Pågår", [])
    expect(his.page).to_have_url(re.compile("q=ansvarig%3Amig"))

    his.page.get_by_role("link", name="Tabell").click()
    expect(his.page.get_by_role("button", name="Vy: Min vecka (ändrad)")).to_be_visible()
    hers.page.get_by_role("button", name="Vy: Min vecka").click()
    hers.page.get_by_role("menuitem", name="Ta bort Min vecka").click()
    expect(his.page.get_by_role("button", name="Sparade vyer")).to_be_visible()
    hers.toast.get_by_role("button", name="Ångra").click()
    amina.hears("Vyn Min vecka är tillbaka.")


def test_a_view_that_another_has_changed_says_so_also_when_the_page_is_loaded_anew(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    asa = plan.installation.actor("asa")
    body = {"name": "Pågående", "board_id": plan.id, "query": "status:Pågår", "shared": True}
    view = asa.post("/views", body)["view_id"]
    page = plan.seen_by(enter("amina"), "?q=status:Pågår").page
    expect(page.get_by_role("button", name="Vy: Pågående", exact=True)).to_be_visible()
    asa.patch(f"/views/{view}", {"query": "status:Klart"})
    changed = page.get_by_role("button", name="Vy: Pågående (ändrad)")
    expect(changed).to_be_visible()
    page.reload()
    expect(changed).to_be_visible()

    # Another address is another question, which nobody has asked by that view.
    page.goto(f"/plans/{plan.id}?q=status:Pausat")
    expect(page.get_by_role("button", name="Sparade vyer")).to_be_visible()
    changed_again = page.get_by_role("button", name="(ändrad)")
    expect(changed_again).to_have_count(0)


def test_a_lane_draws_first_what_is_seen_when_another_filter_is_asked_for_and_all_for_who_stands_further_down(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.even_and_odd(installation)
    amina = enter("amina", viewport={"width": 1280, "height": 700})
    # How many cards showed an even number in each frame after the page had been changed.
    amina.context.add_init_script(
        """window.even = () => [...document.querySelectorAll('[data-card]')]
             .filter((card) => card.textContent.includes('Jämn')).length;
           new MutationObserver(() => requestAnimationFrame(() => (window.counts ??= []).push(window.even())))
             .observe(document, { childList: true, subtree: true, characterData: true, attributes: true });"""
    )
    board = plan.seen_by(amina)
    page = board.page
    amina.until("() => window.even() >= 20")

    def counts(change: Callable[[], object], address: str, until: int) -> list[int]:
        page.evaluate("() => { window.counts = []; }")
        change()
        expect(page).to_have_url(re.compile(address))
        amina.until(f"() => window.even() >= {until}")
        found: list[int] = page.evaluate("window.counts")
        return found

    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Filtrera uppdragen")
    seen = counts(lambda: field.fill("Jämn "), r"\?q=J", 40)
    # Of forty that were there the first are what is seen; none of those further down is an odd one any more at last.
    assert any(20 < many < 36 for many in seen)
    expect(page.locator("[data-card]").filter(has_text="Udda")).to_have_count(0)
    # Further down than what is seen first, and the chip is pressed by its key: all that had been drawn is there.
    part = page.get_by_role("button", name="Ta bort")
    part.focus()
    page.evaluate("() => new Promise((then) => { onscroll = then; scrollTo(0, 1500); })")
    expect(part).to_be_focused()
    assert min(counts(lambda: page.keyboard.press("Enter"), f"{plan.id}$", 20)) >= 20
    assert page.evaluate("scrollY") > 1000


def test_a_card_that_stops_matching_stays_under_the_focus_until_it_is_left(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    for title in ("Kartlägg", "Utred", "Skriv"):
        _own(plan, "amina", title)
    amina = enter("amina")
    board = plan.seen_by(amina, "?q=ansvarig:mig")
    board.link("Utred").focus()
    _own(plan, "ulf", "Utred")
    amina.hears("Uppdrag 3 passar inte filtret längre. Det ligger kvar tills du går vidare.")
    expect(board.card("Utred").get_by_text("Passar inte filtret")).to_be_visible()
    expect(board.link("Utred")).to_be_focused()
    expect(board.lane("Pågår").get_by_text("1 av 2")).to_be_visible()

    # Moved by another it is followed, and it opens and closes as any card.
    plan.move("ulf", "Utred", "Klart")
    board.shows("Klart", ["Utred"])
    expect(board.link("Utred")).to_be_focused()
    board.page.keyboard.press("Enter")
    expect(board.page.locator("dialog[open]:not(:has([aria-busy=true]))")).to_be_visible()
    expect(board.card("Utred")).to_have_count(1)
    board.page.keyboard.press("Escape")
    expect(board.link("Utred")).to_be_focused()

    # Left, it goes; the focus is where it was taken.
    board.page.keyboard.press("ArrowLeft")
    expect(board.link("Skriv")).to_be_focused()
    board.shows("Klart", [])


def test_the_focus_goes_to_the_nearest_card_when_its_own_is_closed(plan: Plan, enter: Callable[..., Visitor]) -> None:
    board = plan.seen_by(enter("amina"))
    board.link("Utred").focus()
    asa = plan.installation.actor("asa")
    asa.post(f"/cards/{plan.card('Utred')['id']}/closure", {"reason": "cancelled"})
    board.shows("Pågår", ["Skriv"])
    expect(board.link("Skriv")).to_be_focused()
    asa.post(f"/cards/{plan.card('Skriv')['id']}/closure", {"reason": "cancelled"})
    board.shows("Pågår", [])
    expect(board.link("Kartlägg")).to_be_focused()


def test_in_rows_the_focus_follows_a_card_to_its_new_row(plan: Plan, enter: Callable[..., Visitor]) -> None:
    _own(plan, "amina", "Utred")
    board = plan.seen_by(enter("amina"), "?lanes=owner&q=ansvarig:mig")
    board.link("Utred").focus()
    _own(plan, "ulf", "Utred")
    expect(board.page.get_by_role("region", name="Ulf Thorén").get_by_text("Passar inte filtret")).to_be_visible()
    expect(board.link("Utred")).to_be_focused()


def test_a_row_that_stops_matching_stays_under_the_focus_in_the_table(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    for title in ("Kartlägg", "Utred"):
        _own(plan, "amina", title)
    amina = enter("amina")
    page = amina.page
    page.goto(f"/plans/{plan.id}?view=table&q=ansvarig:mig")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Utred"))
    cell = row.get_by_role("gridcell", name="Amina Warsame")
    cell.click()
    _own(plan, "ulf", "Utred")
    expect(row.get_by_text("Passar inte filtret")).to_be_visible()
    expect(row.get_by_role("gridcell", name="Ulf Thorén")).to_be_focused()

    # Opened and closed again it is still there, and so is the focus.
    page.keyboard.press(" ")
    expect(page.locator("dialog[open]:not(:has([aria-busy=true]))")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row.get_by_role("rowheader")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(row).to_have_count(0)

    # Closed by another, its place is the next one's.
    kartlagg = page.get_by_role("row").filter(has=page.get_by_role("link", name="Kartlägg"))
    expect(kartlagg.get_by_role("rowheader")).to_be_focused()
    _own(plan, "amina", "Skriv")
    asa = plan.installation.actor("asa")
    asa.post(f"/cards/{plan.card('Kartlägg')['id']}/closure", {"reason": "cancelled"})
    expect(kartlagg).to_have_count(0)
    expect(page.get_by_role("row").nth(1).get_by_role("rowheader")).to_be_focused()

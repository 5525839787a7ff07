"""The table: a spreadsheet by keyboard, live for everybody, that never takes away what somebody writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.plan import Plan
from tests.browser.touching import PHONE
from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def opened(plan: Plan, visitor: Visitor, more: str = "") -> Visitor:
    visitor.page.goto(f"/plans/{plan.id}?view=table{more}")
    expect(visitor.page.get_by_role("grid")).to_be_visible()
    return visitor


def cell(visitor: Visitor, title: str, column: int) -> Locator:
    row = visitor.page.get_by_role("row").filter(has=visitor.page.get_by_role("rowheader", name=title, exact=True))
    return row.locator(f"[aria-colindex='{column}']")


def titles(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("rowheader")


TITLE, STATUS, OWNER, HEALTH, DUE = range(2, 7)


def test_cells_are_written_by_keyboard_seen_by_the_other_and_undone(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina, ulf = opened(plan, enter("amina")), opened(plan, enter("ulf"))
    page = amina.page
    keys = page.keyboard
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "6")
    page.get_by_role("button", name="Kolumner").press("Tab")
    expect(cell(amina, "Kartlägg", TITLE)).to_be_focused()

    # Typing replaces, Enter saves and goes down, Ctrl Z takes back.
    keys.type("Kartlägg allt")
    with page.expect_response(is_written):
        keys.press("Enter")
    expect(cell(ulf, "Kartlägg allt", TITLE)).to_be_visible()
    expect(cell(amina, "Intervjua", TITLE)).to_be_focused()
    amina.hears("Uppdrag 1 har fått ett nytt namn.")
    with page.expect_response(is_written):
        keys.press("Control+z")
    expect(cell(ulf, "Kartlägg", TITLE)).to_be_visible()
    expect(cell(amina, "Intervjua", TITLE)).to_be_focused()

    # A status, a person and a date in turn; Tab saves and goes right.
    keys.press("ArrowRight")
    expect(cell(amina, "Intervjua", STATUS)).to_be_focused()
    keys.type("klart")
    with page.expect_response(is_written):
        keys.press("Tab")
    expect(cell(ulf, "Intervjua", STATUS)).to_have_text("Klart")
    expect(cell(amina, "Intervjua", OWNER)).to_be_focused()
    keys.type("ulf")
    with page.expect_response(is_written):
        keys.press("Tab")
    expect(cell(amina, "Intervjua", HEALTH)).to_be_focused()
    expect(cell(ulf, "Intervjua", OWNER)).to_contain_text("Ulf")
    keys.press("ArrowRight")
    expect(cell(amina, "Intervjua", DUE)).to_be_focused()
    keys.type("v47 2030")
    with page.expect_response(is_written):
        keys.press("Enter")
    expect(cell(ulf, "Intervjua", DUE)).to_have_text("fre 22 nov 2030 · v. 47")

    # What cannot be is said, and changes nothing.
    expect(cell(amina, "Utred", DUE)).to_be_focused()
    keys.type("när vi hinner")
    keys.press("Enter")
    amina.hears("Vi förstår inte datumet.")
    keys.press("Escape")
    expect(cell(amina, "Utred", DUE)).to_be_focused()
    keys.press("Home")
    keys.press("ArrowRight")
    expect(cell(amina, "Utred", TITLE)).to_be_focused()
    keys.press("Delete")
    amina.hears("Ett uppdrag måste ha ett namn.")
    assert plan.card("Utred")["due"] is None

    # Space opens the assignment over the table, and the cell has the focus again.
    keys.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(cell(amina, "Utred", TITLE)).to_be_focused()


def test_a_question_mark_is_not_written_in_a_cell_but_lists_the_keys(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = opened(plan, enter("amina"))
    cell(amina, "Utred", TITLE).focus()
    amina.page.keyboard.press("?")
    expect(amina.page.get_by_role("dialog", name="Tangenter")).to_contain_text("I tabellen")
    amina.page.keyboard.press("Escape")
    expect(cell(amina, "Utred", TITLE)).to_be_focused()


def test_what_is_being_written_stays_where_it_is_and_is_not_overwritten(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    amina = opened(plan, enter("amina"), "&sort=title")
    keys = amina.page.keyboard
    expect(titles(amina)).to_have_text(["Intervjua", "Kartlägg", "Skriv", "Starta", "Utred"])
    cell(amina, "Intervjua", TITLE).focus()
    keys.press("F2")
    expect(amina.page.get_by_role("textbox", name="Uppdragets namn")).to_be_focused()
    keys.type("Intervjua fler")

    installation.actor("ulf").patch(f"/cards/{plan.card('Intervjua')['id']}", {"title": "Åka ut"})
    note = amina.page.get_by_role("status").filter(has_text="har ändrat det här till ”Åka ut”")
    expect(note).to_contain_text("Ulf")
    expect(titles(amina)).to_have_text(["Åka ut", "Kartlägg", "Skriv", "Starta", "Utred"])
    with amina.page.expect_response(is_written):
        keys.press("Enter")
    assert plan.card("Intervjua fler")["number"] == 2

    # Once the focus leaves the row it goes where it belongs.
    installation.actor("ulf").patch(f"/cards/{plan.card('Kartlägg')['id']}", {"title": "Öva"})
    expect(titles(amina)).to_have_text(["Intervjua fler", "Öva", "Skriv", "Starta", "Utred"])
    keys.press("ArrowDown")
    expect(titles(amina)).to_have_text(["Intervjua fler", "Skriv", "Starta", "Utred", "Öva"])


def test_whoever_may_only_read_gets_the_table_and_the_reason(plan: Plan, enter: Callable[..., Visitor]) -> None:
    agneta = opened(plan, enter("agneta"))
    expect(agneta.page.get_by_role("grid")).to_have_attribute("aria-readonly", "true")
    cell(agneta, "Utred", TITLE).focus()
    agneta.page.keyboard.press("F2")
    agneta.hears("Du kan läsa planen men inte ändra den.")
    expect(agneta.page.get_by_role("textbox")).to_have_count(0)


@pytest.fixture
def own(plan: Plan) -> dict[str, str]:
    """Give the plan a field of each kind, by their names."""
    asa = plan.installation.actor("asa")
    wishes: list[dict[str, Any]] = [
        {"name": "Konto", "kind": "text"},
        {"name": "Timmar", "kind": "number"},
        {"name": "Berör", "kind": "choice", "choices": ["SFI", "Skolan"]},
        {"name": "Anmäld", "kind": "checkbox"},
    ]
    return {wish["name"]: asa.post(f"/boards/{plan.id}/fields", wish)["field_id"] for wish in wishes}


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=title, exact=True))


def _fill(plan: Plan, own: dict[str, str], title: str, field: str, value: Any) -> None:
    plan.installation.actor("ulf").put(f"/cards/{plan.card(title)['id']}/fields/{own[field]}", {"value": value})


def _values(plan: Plan, title: str) -> list[Any]:
    read = plan.installation.actor("asa").get(f"/cards/{plan.card(title)['id']}")["values"]
    return [one["value"] for one in read]


def test_a_plans_own_fields_are_columns_that_follow_others(
    plan: Plan, own: dict[str, str], enter: Callable[..., Visitor]
) -> None:
    for title, hours in (("Kartlägg", 12), ("Utred", 3)):
        _fill(plan, own, title, "Timmar", hours)
    visitor = enter("amina")
    page = visitor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/values" in request.url else None)
    page.goto(f"/plans/{plan.id}?view=table")
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("button", name="Kolumner", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert asked == []  # nobody pays for what nobody looks at
    page.get_by_role("checkbox", name="Timmar").check()
    page.get_by_role("checkbox", name="Berör").check()
    page.keyboard.press("Escape")
    expect(_row(page, "Kartlägg").get_by_role("gridcell", name="12", exact=True)).to_be_visible()

    # Another's change comes by itself, and sorts its row anew.
    page.get_by_role("columnheader", name="Timmar").click()
    titles = page.get_by_role("rowheader")
    expect(titles.first).to_have_text("Utred")
    _fill(plan, own, "Utred", "Timmar", 40)
    expect(titles.first).to_have_text("Kartlägg")
    _fill(plan, own, "Starta", "Timmar", 0.5)
    expect(titles.first).to_have_text("Starta")
    _fill(plan, own, "Starta", "Timmar", None)
    expect(titles.first).to_have_text("Kartlägg")
    assert len(asked) <= 2  # one for each field that was chosen

    # Loaded anew the address says the same.
    page.reload()
    expect(titles.first).to_have_text("Kartlägg")
    page.get_by_role("button", name="Gruppera").click()
    page.get_by_role("menuitemradio", name="Berör").click()
    _fill(plan, own, "Skriv", "Berör", "Skolan")
    expect(page.get_by_role("rowheader", name="Skolan 1")).to_be_visible()


@pytest.mark.usefixtures("own")
def test_a_plans_own_fields_are_written_in_ticked_emptied_and_undone(plan: Plan, enter: Callable[..., Visitor]) -> None:
    visitor = enter("amina")
    page = visitor.page
    page.goto(f"/plans/{plan.id}?view=table&columns=own:Timmar,own:Berör,own:Anmäld,own:Konto")
    row = _row(page, "Utred")
    row.get_by_role("gridcell").nth(1).click()
    expect(row.get_by_role("gridcell").nth(1)).to_be_focused()

    page.keyboard.type("många")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Timmar").get_by_text("tal").first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("7,5")
    with page.expect_response(is_written):
        page.keyboard.press("Tab")
    expect(row.get_by_role("gridcell", name="7,5")).to_be_visible()

    page.keyboard.press("Enter")
    page.get_by_role("option", name="Skolan").click()
    expect(row.get_by_role("gridcell", name="Skolan")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(row.get_by_role("gridcell").nth(3)).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.get_by_role("gridcell", name="Ja")).to_be_focused()
    visitor.hears("Anmäld i uppdrag 3 är ifyllt.")
    page.keyboard.press("ArrowRight")
    expect(row.get_by_role("gridcell").nth(4)).to_be_focused()
    page.keyboard.type("4410")
    with page.expect_response(is_written):
        page.keyboard.press("Enter")
    expect(row.get_by_role("gridcell", name="4410")).to_be_visible()
    comes_to(lambda: _values(plan, "Utred"), ["4410", 7.5, "Skolan", True])

    # The row below has the focus now; back up, emptied, and taken back.
    page.keyboard.press("ArrowUp")
    expect(row.get_by_role("gridcell", name="4410")).to_be_focused()
    with page.expect_response(is_written):
        page.keyboard.press("Delete")
    expect(row.get_by_role("gridcell", name="4410")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(row.get_by_role("gridcell", name="4410")).to_be_visible()
    comes_to(lambda: _values(plan, "Utred"), ["4410", 7.5, "Skolan", True])
    assert violations(page) == []


PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(paste);
}"""


@pytest.mark.usefixtures("own")
def test_a_block_from_a_spreadsheet_is_written_cell_by_cell_and_taken_back_as_one(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = opened(plan, enter("amina"), "&columns=owner,due,own:Timmar"), opened(plan, enter("ulf"))
    keys = amina.page.keyboard
    cell(amina, "Utred", TITLE).focus()
    # The number of an organisation is one that nobody needs to be asked about, once it has been looked at.
    block = "Utred mer\tUlf Thorén\tv47 2030\t12,5\n212000-0142\tIngen alls\tmars 2031\tmånga\n"
    amina.page.evaluate(PASTE, block)
    amina.hears("6 rutor är inklistrade.")
    amina.hears("2 rutor kunde inte fyllas. Vi hittar ingen som heter ”Ingen alls”.")
    # In one breath, also while cells are on their way.
    keys.press("Control+z")
    keys.press("Control+y")
    amina.hears("Gjort igen.")
    expect(cell(ulf, "Utred mer", OWNER)).to_contain_text("Ulf")
    expect(cell(ulf, "212000-0142", DUE)).to_have_text("mars 2031")
    expect(cell(amina, "Utred mer", 5)).to_have_text("12,5")
    expect(cell(amina, "212000-0142", 5)).to_have_text("")

    keys.press("Control+z")
    expect(cell(ulf, "Utred", OWNER)).to_have_text("")
    expect(cell(ulf, "Skriv", DUE)).to_have_text("")
    expect(cell(amina, "Utred", 5)).to_have_text("")
    keys.press("Control+y")
    expect(cell(ulf, "212000-0142", DUE)).to_have_text("mars 2031")
    expect(cell(amina, "Utred mer", 5)).to_have_text("12,5")


def test_on_a_phone_a_row_has_its_number_and_a_cell_near_the_edge_is_written_in_sight(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = opened(plan, enter("amina", **PHONE))
    page = amina.page
    number = page.get_by_role("gridcell", name="1", exact=True)
    # Not only there, but on top of the title's cell.
    seen = "(cell) => { const { x, y, height } = cell.getBoundingClientRect();"
    assert number.evaluate(f"{seen} return cell.contains(document.elementFromPoint(x + 4, y + height / 2)); }}")

    due = cell(amina, "Kartlägg", DUE)
    due.evaluate("(cell) => scrollBy(0, cell.getBoundingClientRect().bottom - innerHeight + 90)")
    due.tap()
    expect(page.get_by_role("textbox", name="Klart senast")).to_be_focused()
    expect(page.locator(".editor")).to_be_in_viewport(ratio=1)


# How far rows reach in each frame after the page was changed, less how far they can be seen: nothing is below them.
SHORT = """
window.short = () => {
  const grid = document.querySelector('[role=grid]');
  const rows = [...document.querySelectorAll('[data-key]')].map((row) => row.getBoundingClientRect().bottom);
  if (!grid || rows.length === 0) return 0;
  return Math.min(grid.getBoundingClientRect().bottom - 20, innerHeight) - Math.max(...rows);
};
window.shorts = [];
new MutationObserver(() => requestAnimationFrame(() => window.shorts.push(Math.round(window.short()))))
  .observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
"""


def test_rows_fill_the_view_in_every_frame_when_another_filter_is_asked_for(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.even_and_odd(installation)
    amina = enter("amina", viewport={"width": 1280, "height": 900})
    amina.context.add_init_script(SHORT)
    page = opened(plan, amina, "&q=J%C3%A4mn").page
    amina.until("() => document.querySelectorAll('[data-key]').length > 8")
    field = page.get_by_role("combobox", name="Filtrera uppdragen")

    def shorts(query: str, rows: int) -> list[int]:
        page.evaluate("() => { window.shorts = []; }")
        field.fill(query)
        if rows:
            expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(rows + 1))
        else:
            expect(page.get_by_role("grid")).to_have_count(0)
        found: list[int] = page.evaluate("window.shorts")
        return found

    # From no row at all.
    shorts("Ingen ", 0)
    assert max(shorts("Udda ", 60)) <= 0
    # What is looked at is far down among all.
    grid = page.get_by_role("grid")
    grid.evaluate("(grid) => new Promise((then) => { grid.onscroll = then; grid.scrollTo(0, 900); })")
    assert max(shorts("", 120)) <= 0
    assert grid.evaluate("(grid) => grid.scrollTop") > 900

"""The timeline: dates seen, heard and read as what they are, and moved by keys, by mouse and by menu."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.looking import too_small, too_wide, violations
from tests.browser.plan import Plan, Point, box_of, middle_of
from tests.browser.touching import PHONE, Finger
from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


# Whatever midnight comes between them, all dates of one run are counted from one day, the installation's today.
TODAY = dt.datetime.now(ZoneInfo("Europe/Stockholm")).date()


def _in(days: int) -> str:
    return (TODAY + dt.timedelta(days)).isoformat()


@pytest.fixture
def timed(installation: Installation) -> Plan:
    """A plan with a bar, a mark, a month, and an assignment without a date."""
    plan = Plan.start(installation, {"Pågår": ["Kartlägg", "Intervjua", "Utred", "Skriv"]})
    asa = installation.actor("asa")
    month = (TODAY + dt.timedelta(40)).strftime("%Y-%m")
    dates: dict[str, dict[str, Any]] = {
        "Kartlägg": {"start": _in(2), "due": _in(20)},
        "Intervjua": {"due": _in(9)},
        "Utred": {"due": month},
    }
    for title, fields in dates.items():
        asa.patch(f"/cards/{plan.card(title)['id']}", fields)
    return plan


def _open(plan: Plan, visitor: Visitor, query: str = "") -> Locator:
    visitor.page.goto(f"/plans/{plan.id}?view=timeline{query}")
    rows = visitor.page.locator("li[data-card]")
    expect(rows.first).to_be_visible()
    return rows


def _dates(plan: Plan, title: str) -> tuple[Any, Any]:
    card = plan.card(title)
    return card["start"], card["due"]


def test_dates_are_moved_by_keys_told_to_all_undone_and_refused_in_words(
    timed: Plan, enter: Callable[..., Visitor]
) -> None:
    amina, ulf = enter("amina"), enter("ulf")
    rows, his = _open(timed, amina), _open(timed, ulf)
    keys = amina.page.keyboard
    row = rows.filter(has_text="Kartlägg")
    link = row.get_by_role("link")
    link.focus()

    keys.press("Space")
    amina.hears("Datumen för uppdrag 1, Kartlägg, är lyfta.")
    for press in ("ArrowRight", "Shift+ArrowRight", "Alt+ArrowLeft", "Control+ArrowRight"):
        keys.press(press)
    assert _dates(timed, "Kartlägg") == (_in(2), _in(20)), "nothing is changed before it is put down"
    with amina.page.expect_response(is_written):
        keys.press("Space")
    assert _dates(timed, "Kartlägg") == (_in(9), _in(29))
    amina.hears("Uppdrag 1: börjar")
    expect(link).to_be_focused()
    comes_to(lambda: his.filter(has_text="Kartlägg").get_by_role("link").text_content() == link.text_content(), True)

    with amina.page.expect_response(is_written):
        keys.press("Control+z")
    amina.hears("Ångrat.")
    assert _dates(timed, "Kartlägg") == (_in(2), _in(20)), "both dates were one deed"

    # What others do waits while the dates are in the hand, and the start may not come after the end.
    expect(link).to_be_focused()
    keys.press("Space")
    timed.installation.actor("ulf").patch(f"/cards/{timed.card('Intervjua')['id']}", {"due": _in(12)})
    for _ in range(4):
        keys.press("Alt+Shift+ArrowRight")
    amina.hears("Slutdatum kan inte komma före startdatum.")
    keys.press("Space")
    expect(amina.page.get_by_role("region", name="Meddelande")).to_contain_text("Slutdatum kan inte komma före")
    assert _dates(timed, "Kartlägg") == (_in(2), _in(20))

    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Escape")
    amina.hears("Avbrutet. Uppdrag 1 ligger kvar.")

    # Only as a month is it known, and as a month it moves.
    keys.press("ArrowDown")
    expect(rows.filter(has_text="Intervjua").get_by_role("link")).to_be_focused()
    keys.press("ArrowDown")
    expect(rows.filter(has_text="Utred").get_by_role("link")).to_be_focused()
    before = timed.card("Utred")["due"]
    keys.press("Space")
    keys.press("ArrowRight")
    with amina.page.expect_response(is_written):
        keys.press("Enter")
    after = timed.card("Utred")["due"]
    assert len(after) == len("2026-12")
    assert after > before


def test_an_end_is_dragged_and_dates_are_written_in_the_menu(timed: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    page = amina.page
    rows = _open(timed, amina, "&at=month")
    grip = rows.filter(has_text="Kartlägg").locator('[data-hold="due"]')
    page.get_by_role("button", name="Senare").click()
    day = 1.9 * 16
    x, y = middle_of(grip)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y)
    page.mouse.move(x - 3 * day, y, steps=4)
    expect(rows.filter(has_text="Kartlägg").locator(".said")).to_contain_text("klart senast")
    with page.expect_response(is_written):
        page.mouse.up()
    assert _dates(timed, "Kartlägg") == (_in(2), _in(17))
    expect(page).to_have_url(re.compile(r"view=timeline&at=month&from=\d{4}-\d\d-\d\d$"))

    undated = rows.filter(has_text="Skriv")
    expect(undated).to_contain_text("Inget datum")
    undated.get_by_role("button").click()
    page.get_by_role("menuitem", name="Ändra datum").click()
    page.get_by_role("textbox", name="Klart senast").fill(_in(30))
    with page.expect_response(is_written):
        page.get_by_role("button", name="Spara", exact=True).click()
    assert _dates(timed, "Skriv") == (None, _in(30))
    expect(undated).not_to_contain_text("Inget datum")


def test_the_text_says_the_same_and_follows_phases_and_relations(timed: Plan, enter: Callable[..., Visitor]) -> None:
    solveig = enter("solveig")
    rows = _open(timed, solveig)
    asa = timed.installation.actor("asa")
    first, second = timed.card("Kartlägg")["id"], timed.card("Intervjua")["id"]
    asa.post(f"/cards/{first}/phases", {"title": "Förstudie", "start": _in(2), "due": _in(6)})
    asa.post(f"/cards/{first}/relations", {"kind": "blocks", "card_id": second})

    expect(rows.filter(has_text="Kartlägg").locator(".phase")).to_have_text("Förstudie")
    expect(rows.filter(has_text="Kartlägg").get_by_role("link")).to_contain_text("blockerar 2")
    expect(solveig.page.locator("path.line")).to_have_count(1)
    heard = rows.filter(has_text="Intervjua").get_by_role("link")
    expect(heard).to_contain_text("väntar på 1")

    solveig.page.get_by_role("button", name="Visa som text").click()
    table = solveig.page.get_by_role("table")
    row = table.get_by_role("row").filter(has=solveig.page.get_by_role("link", name="1 Kartlägg"))
    expect(row).to_contain_text("Förstudie (börjar")
    expect(row).to_contain_text("blockerar 2")
    expect(table.get_by_role("rowheader")).to_have_text(
        [
            "Pågår 3 uppdrag",
            "1 Kartlägg Pågår",
            "2 Intervjua Pågår",
            "3 Utred Pågår",
            "Utan datum 1 uppdrag",
            "4 Skriv Pågår",
        ]
    )


def test_picture_and_text_agree_on_what_is_done_and_on_what_has_phases_alone(
    timed: Plan, enter: Callable[..., Visitor]
) -> None:
    asa = timed.installation.actor("asa")
    # Long before the rest: the rule reaches as far as the phase does.
    asa.post(
        f"/cards/{timed.card('Skriv')['id']}/phases", {"title": "Utkast", "start": "2024-03-04", "due": "2024-05-17"}
    )
    asa.patch(f"/cards/{timed.card('Kartlägg')['id']}", {"start": "2024-01-08", "due": "2024-02-06"})
    timed.move("asa", "Kartlägg", "Klart")
    solveig = enter("solveig")
    page = solveig.page
    rows = _open(timed, solveig, "&from=2024-01-01")
    expect(rows.filter(has_text="Skriv")).to_contain_text("Inget datum")
    expect(rows.filter(has_text="Skriv").locator(".phase")).to_have_text("Utkast")
    expect(rows.filter(has_text="Skriv").locator(".phase")).to_be_in_viewport()
    expect(rows.filter(has_text="Kartlägg").locator(".said")).to_contain_text("6 feb 2024")

    page.get_by_role("button", name="Visa som text").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="1 Kartlägg"))
    expect(row.get_by_role("cell").nth(2)).to_have_text("tis 6 feb 2024 · v. 6")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="4 Skriv"))
    expect(row).to_contain_text("Utkast (börjar mån 4 mars 2024 · v. 10")


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 320)])
def test_anyone_can_use_it(timed: Plan, enter: Callable[..., Visitor], theme: str, width: int) -> None:
    reader = enter("agneta", color_scheme=theme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    rows = _open(timed, reader)
    for shown in (rows.first, reader.page.get_by_role("table")):
        expect(shown).to_be_visible()
        assert violations(reader.page) == []
        assert too_wide(reader.page) == []
        assert too_small(reader.page, 24) == []
        reader.page.get_by_role("button", name="Visa som text").click()
    rows.first.get_by_role("link").focus()
    reader.page.keyboard.press("Space")
    expect(reader.page.get_by_role("region", name="Meddelande")).to_contain_text("Du kan läsa planen")


def test_a_finger_moves_a_bar_and_sees_its_dates(timed: Plan, enter: Callable[..., Visitor]) -> None:
    visitor = enter("amina", **PHONE)
    row = _open(timed, visitor).filter(has_text="Kartlägg")
    page = visitor.page
    row.scroll_into_view_if_needed()
    x, y, _, height = box_of(row.locator("[data-hold=both]"))
    pressed = Point(x + 60, y + height / 2)
    day = row.locator("[data-hold=both]").evaluate("(bar) => bar.getBoundingClientRect().width") / 19
    finger = Finger(page)
    finger.down(pressed)
    held = row.locator(".said.held")
    expect(held).to_be_visible()
    finger.glide_to(Point(pressed.x + 5 * day, pressed.y))
    # Its end is out of sight on a phone; what is said of it is not.
    expect(held).to_contain_text(f" {(TODAY + dt.timedelta(25)).day} ")
    expect(held).to_be_in_viewport(ratio=1)
    finger.up()
    expect(page.get_by_role("region", name="Meddelande")).to_contain_text("Uppdrag 1: börjar")
    comes_to(lambda: _dates(timed, "Kartlägg"), (_in(7), _in(25)))


def test_a_long_time_is_printed_with_its_weeks_apart(timed: Plan, enter: Callable[..., Visitor]) -> None:
    timed.installation.actor("asa").patch(f"/cards/{timed.card('Kartlägg')['id']}", {"due": _in(480)})
    visitor = enter("amina", viewport={"width": 900, "height": 900})
    _open(timed, visitor)
    page = visitor.page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    drawing = page.get_by_role("group", name="Tidslinje")
    crowded = """(weeks) => {
      const boxes = weeks.map((week) => week.getBoundingClientRect()).filter(({ width }) => width > 0);
      return [boxes.length, boxes.slice(1).filter(({ left }, i) => left < boxes[i].right + 4).length];
    }"""
    numbered, close = drawing.locator(".week b").evaluate_all(crowded)
    assert numbered > 20
    assert close == 0
    # The heading of the names stands over them, however far the screen has been scrolled.
    left = "(element) => element.getBoundingClientRect().left"
    assert drawing.locator(".corner").evaluate(left) == drawing.evaluate(left)


def test_what_another_plan_blocks_is_named_in_picture_and_text_to_who_may_see_it(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    asa = installation.actor("asa")
    other = Plan.start(installation, {"Pågår": ["Avsätta tid"]}, name="Den andra planen")
    asa.patch(f"/cards/{plan.card('Kartlägg')['id']}", {"start": "2030-12-02", "due": "2030-12-12"})
    # Solveig, a guest, was invited to the first plan only.
    asa.delete(f"/boards/{other.id}/members/{installation.id_of('solveig')}")
    amina, solveig = enter("amina"), enter("solveig")
    for visitor in (amina, solveig):
        visitor.page.goto(f"/plans/{plan.id}?view=timeline")
        expect(visitor.page.get_by_role("listitem").filter(has_text="Kartlägg").first).to_be_visible()
    body = {"kind": "blocks", "card_id": plan.card("Kartlägg")["id"]}
    asa.post(f"/cards/{other.card('Avsätta tid')['id']}/relations", body)

    words = "väntar på 1 Avsätta tid i Den andra planen"
    row = amina.page.get_by_role("listitem").filter(has_text="Kartlägg").first
    expect(row.locator(".tie")).to_have_text(words)
    expect(row.get_by_role("link")).to_contain_text(words)
    amina.page.get_by_role("button", name="Visa som text").click()
    expect(amina.page.get_by_role("row").filter(has_text="Kartlägg")).to_contain_text(words)
    expect(solveig.page.get_by_role("listitem").filter(has_text="Kartlägg").first).to_be_visible()
    assert "Avsätta tid" not in solveig.page.content()


def test_what_is_said_of_a_bar_is_never_cut_off_by_an_edge(timed: Plan, enter: Callable[..., Visitor]) -> None:
    # Sixty-five days are in sight.
    amina = enter("amina", viewport={"width": 1000, "height": 800})
    row = _open(timed, amina, f"&from={_in(22)}").filter(has_text="Kartlägg")
    # The bar ended two days before what is in sight, and so would the first words after it have done.
    before = row.get_by_text(re.compile("^← "))
    expect(before).to_be_in_viewport(ratio=1)
    expect(row.locator(".said")).to_be_hidden()

    # It ends so near the other edge that there is no room after it.
    row = _open(timed, amina, f"&from={_in(-40)}").filter(has_text="Kartlägg")
    expect(row.locator(".said")).to_be_hidden()
    expect(row.locator(".after")).to_be_in_viewport(ratio=1)

    # Where there is room it stands after the bar.
    row = _open(timed, amina, f"&from={_in(0)}").filter(has_text="Kartlägg")
    expect(row.locator(".said")).to_be_in_viewport(ratio=1)
    expect(row.locator(".off")).to_have_count(0)

"""What somebody is writing is theirs: nobody overwrites it, and it survives the tab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Route

    from tests.browser.plan import Board, Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MINE = "Vi frågar tjugo handläggare i november."
THEIRS = "Vi **läser** alla ärenden från i höstas."


def test_a_draft_stays_when_another_saves_and_says_who(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"), "/1")
    field = start_writing(hers)
    field.press_sequentially("Vi frågar tjugo ")

    describe(plan, "Kartlägg", THEIRS)

    expect(hers.page.get_by_text(re.compile(f"Ulf Thorén ändrade texten {TODAY}"))).to_be_visible()
    expect(field).to_be_focused()
    field.press_sequentially("handläggare i november.")
    expect(field).to_have_value(MINE)
    assert description(plan, "Kartlägg") == THEIRS


def test_the_writer_chooses_her_own_text(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"), "/1")
    start_writing(hers).fill(MINE)
    describe(plan, "Kartlägg", THEIRS)

    choose(hers, "Din text")

    expect(hers.page.get_by_role("dialog").locator(".prose")).to_have_text(MINE)
    assert description(plan, "Kartlägg") == MINE


def test_the_writer_chooses_the_other_text(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina, "/1")
    start_writing(hers).fill(MINE)
    describe(plan, "Kartlägg", THEIRS)

    choose(hers, "Ulfs text")

    expect(hers.page.get_by_role("dialog").locator(".prose strong")).to_have_text("läser")
    assert description(plan, "Kartlägg") == THEIRS
    amina.page.reload()
    expect(hers.page.get_by_role("dialog").locator(".prose strong")).to_have_text("läser")
    expect(hers.page.get_by_text("Ditt utkast")).to_have_count(0)


def test_a_save_that_the_other_overtook_on_the_way_overwrites_nothing(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    hers = plan.seen_by(enter("amina"), "/1")
    field = start_writing(hers)
    field.fill(MINE)

    def be_overtaken(route: Route) -> None:
        describe(plan, "Kartlägg", THEIRS)
        route.continue_()

    hers.page.route("**/description", be_overtaken, times=1)
    hers.page.get_by_role("button", name="Spara", exact=True).click()

    expect(hers.page.get_by_role("heading", name="Ni har ändrat samma ställe")).to_be_focused()
    assert description(plan, "Kartlägg") == THEIRS
    hers.page.get_by_role("radio", name=re.compile("^Din text")).check()
    hers.page.get_by_role("button", name="Spara så här").click()
    expect(hers.page.get_by_role("dialog").locator(".prose")).to_have_text(MINE)
    assert description(plan, "Kartlägg") == MINE


def test_a_draft_survives_a_closed_tab(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina, "/1")
    start_writing(hers).fill(MINE)

    amina.page.close()
    amina.page = amina.context.new_page()
    hers = plan.seen_by(amina, "/1")

    expect(hers.page.get_by_text(re.compile(f"Ditt utkast från {TODAY} .* är kvar"))).to_be_visible()
    expect(hers.page.get_by_label("Beskrivningens text")).to_have_value(MINE)
    hers.page.get_by_role("button", name="Spara", exact=True).click()
    expect(hers.page.get_by_role("dialog").locator(".prose")).to_have_text(MINE)
    assert description(plan, "Kartlägg") == MINE


def test_a_closed_card_keeps_the_draft_for_its_writer_only(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"), "/1")
    start_writing(hers).fill(MINE)
    hers.page.get_by_role("button", name="Stäng", exact=True).click()
    expect(hers.page.get_by_role("dialog")).to_have_count(0)

    hers.link("Kartlägg").click()

    expect(hers.page.get_by_label("Beskrivningens text")).to_have_value(MINE)
    his = plan.seen_by(enter("ulf"), "/1")
    expect(his.page.get_by_text("Beskriv uppdraget: varför, vad och hur det ska gå till")).to_be_visible()


def test_a_title_being_written_stays_when_another_renames(plan: Plan, enter: Callable[..., Visitor]) -> None:
    hers = plan.seen_by(enter("amina"), "/1")
    hers.page.get_by_role("dialog").get_by_role("button", name=re.compile("^Kartlägg.*ändra$")).click()
    field = hers.page.get_by_label("Uppdragets namn")
    field.fill("Kartlägg ärenden")

    plan.installation.actor("ulf").patch(f"/cards/{plan.card('Kartlägg')['id']}", {"title": "Kartlägg nuläget"})

    told = "Ulf Thorén har nyss döpt om uppdraget till ”Kartlägg nuläget”. Sparar du gäller ditt namn."
    expect(hers.page.get_by_text(told)).to_be_visible()
    expect(field).to_have_value("Kartlägg ärenden")
    expect(field).to_be_focused()
    field.press("Enter")
    expect(hers.page.get_by_role("dialog", name="Uppdrag 1, Kartlägg ärenden")).to_be_visible()
    hers.shows("Ej påbörjat", ["Kartlägg ärenden", "Intervjua"])
    hers.equals(plan)


def choose(board: Board, version: str) -> None:
    """Save, and choose one version of the passage that both have written."""
    board.page.get_by_role("button", name="Spara", exact=True).click()
    board.page.get_by_role("radio", name=re.compile(f"^{version}")).check()
    board.page.get_by_role("button", name="Spara så här").click()


def start_writing(board: Board) -> Locator:
    """Open the field for a description and give it."""
    board.page.get_by_role("button", name="Beskriv uppdraget").click()
    field = board.page.get_by_label("Beskrivningens text")
    expect(field).to_be_focused()
    return field


def describe(plan: Plan, title: str, text: str) -> None:
    """Let Ulf describe a card, elsewhere."""
    path = f"/cards/{plan.card(title)['id']}/description"
    plan.installation.actor("ulf").put(path, {"text": text, "base": None})


def description(plan: Plan, title: str) -> str:
    """Give what the server has."""
    text: str = plan.installation.actor("asa").get(f"/cards/{plan.card(title)['id']}")["description"]["text"]
    return text

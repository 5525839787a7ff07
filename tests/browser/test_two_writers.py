"""Two people write one text, and nobody's words are lost; what happened is told, and taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import TODAY, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.plan import Board, Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

TEXT = "Vi frågar handläggare. Vi läser ärenden."


@pytest.fixture
def written(plan: Plan) -> Plan:
    """A plan whose first card has a description of two sentences."""
    _put(plan, TEXT, base=None)
    return plan


def test_different_passages_are_put_together(written: Plan, enter: Callable[..., Visitor]) -> None:
    hers, his = (written.seen_by(enter(who), "/1") for who in ("amina", "ulf"))
    _edit(hers).fill(TEXT.replace("handläggare", "tjugo handläggare"))
    _edit(his).fill(TEXT.replace("ärenden", "alla ärenden"))

    _save(his)
    expect(hers.page.get_by_text(re.compile(f"Ulf Thorén ändrade texten {TODAY}"))).to_be_visible()
    _save(hers)

    expect(hers.toast).to_contain_text("Dina och Ulfs ändringar är sammanfogade.")
    both = "Vi frågar tjugo handläggare. Vi läser alla ärenden."
    for board in (hers, his):
        expect(board.page.get_by_role("dialog").locator(".prose").first).to_have_text(both)
    assert _text(written) == both


def test_the_same_passage_is_chosen_side_by_side(written: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    hers, his = written.seen_by(amina, "/1"), written.seen_by(enter("ulf"), "/1")
    _edit(hers).fill(TEXT.replace("handläggare", "chefer"))
    _edit(his).fill(TEXT.replace("handläggare", "invånare"))
    _save(his)
    expect(hers.page.get_by_text(re.compile(f"Ulf Thorén ändrade texten {TODAY}"))).to_be_visible()
    _save(hers)

    place = hers.page.get_by_role("group", name="Ställe 1 av 1")
    expect(place).to_contain_text("Vi frågar chefer.")
    expect(place).to_contain_text("Vi frågar invånare.")
    expect(place.get_by_role("radio", name="Båda")).to_be_checked()
    assert "invånare" in _text(written)

    # Nothing is lost when the dialog is closed in the middle of it.
    amina.page.reload()
    expect(hers.page.get_by_label("Beskrivningens text")).to_have_value(TEXT.replace("handläggare", "chefer"))
    _save(hers)
    place.get_by_role("radio", name=re.compile("^Din text")).focus()
    hers.page.keyboard.press("ArrowDown")
    expect(place.get_by_role("radio", name=re.compile("^Ulfs text"))).to_be_checked()
    hers.page.keyboard.press("ArrowDown")
    hers.page.get_by_role("button", name="Spara så här").click()

    both = "Vi frågar invånare. Vi frågar chefer. Vi läser ärenden."
    expect(hers.page.get_by_role("dialog").locator(".prose").first).to_have_text(both)
    assert _text(written) == both.replace(". Vi frågar", ".\n\nVi frågar")
    described = [event for event in written.events() if event["type"] == "card.described"]
    assert len(described) == 3


def test_history_tells_old_and_new_and_takes_back(written: Plan, enter: Callable[..., Visitor]) -> None:
    amina = written.installation.actor("amina")
    amina.patch(f"/cards/{written.card('Kartlägg')['id']}", {"title": "Kartlägg nuläget"})
    hers = written.seen_by(enter("amina"), "/1")
    hers.page.get_by_role("tab", name="Historik").click()
    row = hers.page.get_by_role("dialog").locator("li", has_text="Kartlägg nuläget").first
    expect(row.locator("del")).to_contain_text("Kartlägg")
    expect(row).to_contain_text("Amina Warsame")

    row.get_by_role("button", name=re.compile("^Ångra")).click()

    expect(hers.page.get_by_role("dialog", name="Uppdrag 1, Kartlägg", exact=True)).to_be_visible()
    expect(hers.page.get_by_role("dialog").locator("li", has_text="ångrade sig").first).to_be_visible()
    # What was undone is not offered again.
    expect(row.get_by_role("button", name=re.compile("^Ångra"))).to_have_count(1)


def test_what_was_overtaken_is_refused_in_words(written: Plan, enter: Callable[..., Visitor]) -> None:
    card = written.card("Kartlägg")["id"]
    written.installation.actor("amina").patch(f"/cards/{card}", {"title": "Aminas namn"})
    written.installation.actor("ulf").patch(f"/cards/{card}", {"title": "Ulfs namn"})
    hers = written.seen_by(enter("amina"), "/1")
    hers.page.get_by_role("tab", name="Historik").click()
    row = hers.page.get_by_role("dialog").locator("li", has_text="Aminas namn").filter(has_text="Amina Warsame")
    row.get_by_role("button", name=re.compile("^Ångra")).click()
    expect(row.get_by_role("alert")).to_contain_text("Ulf Thorén ändrade detta")


def test_the_plan_s_history_is_narrowed_by_its_address(written: Plan, enter: Callable[..., Visitor]) -> None:
    written.move("ulf", "Kartlägg", "Pågår")
    visitor = enter("amina")
    visitor.page.goto(f"/plans/{written.id}/history?about=moves&by={written.installation.id_of('ulf')}")
    rows = visitor.page.get_by_role("main").locator("ol > li")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("flyttade från Ej påbörjat till Pågår")
    visitor.page.get_by_label("Vad").select_option("texts")
    expect(visitor.page.get_by_text("Inget sådant har hänt.")).to_be_visible()
    expect(visitor.page).to_have_url(re.compile("about=texts"))
    visitor.page.get_by_label("Vad").select_option("moves")
    rows.first.get_by_role("link").click()
    expect(visitor.page.get_by_role("dialog", name="Uppdrag 1, Kartlägg")).to_be_visible()


def test_a_card_s_history_is_narrowed_where_it_stands(written: Plan, enter: Callable[..., Visitor]) -> None:
    written.move("ulf", "Kartlägg", "Pågår")
    hers = written.seen_by(enter("amina"), "/1")
    card = hers.page.get_by_role("dialog")
    card.get_by_role("tab", name="Historik").click()
    rows = card.get_by_role("tabpanel").locator("ol > li")
    expect(rows).to_have_count(3)

    card.get_by_text("Visa bara en del").click()
    card.get_by_label("Vad").select_option("moves")
    expect(rows).to_have_count(2)
    card.get_by_role("combobox", name="Vem").fill("Ulf")
    expect(card.get_by_role("option", name="Ulf Thorén")).to_be_visible()
    card.get_by_role("combobox", name="Vem").press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("flyttade från Ej påbörjat till Pågår")
    expect(card.get_by_text("Visar bara en del")).to_be_visible()
    card.get_by_label("Vad").select_option("texts")
    expect(card.get_by_text("Inget sådant har hänt.")).to_be_visible()
    expect(hers.page).to_have_url(re.compile("/1$"))


def test_control_z_takes_back_a_tick_and_control_y_ticks_again(plan: Plan, enter: Callable[..., Visitor]) -> None:
    card = plan.card("Kartlägg")["id"]
    plan.installation.actor("asa").post(f"/cards/{card}/checklists", {"title": "Före", "rows": ["Boka lokal"]})
    hers = plan.seen_by(enter("amina"), "/1")
    box = hers.page.get_by_role("checkbox", name="Boka lokal")
    with hers.page.expect_response(is_written):
        box.check()
    expect(hers.toast).to_be_visible()
    _done(plan, 1)
    with hers.page.expect_response(is_written):
        hers.page.keyboard.press("Control+z")
    expect(box).not_to_be_checked()
    _done(plan, 0)
    with hers.page.expect_response(is_written):
        hers.page.keyboard.press("Control+y")
    expect(box).to_be_checked()
    _done(plan, 1)


def test_what_was_removed_comes_back(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina, card = plan.installation.actor("amina"), plan.card("Kartlägg")["id"]
    made = amina.post(f"/cards/{card}/checklists", {"title": "Före", "rows": ["Boka lokal"]})
    amina.ask("DELETE", f"/checklists/{made['id']}")
    hers = plan.seen_by(enter("amina"), "/1")
    hers.page.get_by_role("button", name=re.compile("Mer att göra med uppdrag")).click()
    hers.page.get_by_role("menuitem", name="Visa borttaget").click()
    hers.page.get_by_role("button", name="Ta tillbaka: Före").click()
    expect(hers.page.get_by_text("Inget är borttaget.")).to_be_visible()
    hers.page.keyboard.press("Escape")
    expect(hers.page.get_by_role("checkbox", name="Boka lokal")).to_be_visible()


def _edit(board: Board) -> Locator:
    board.page.get_by_role("dialog").get_by_role("button", name="Ändra", exact=True).first.click()
    field = board.page.get_by_label("Beskrivningens text")
    expect(field).to_be_focused()
    return field


def _save(board: Board) -> None:
    board.page.get_by_role("button", name="Spara", exact=True).click()


def _put(plan: Plan, text: str, base: str | None) -> None:
    body = {"text": text, "base": base}
    actor = plan.installation.actor("asa")
    assert actor.ask("PUT", f"/cards/{plan.card('Kartlägg')['id']}/description", body).status_code == 200


def _text(plan: Plan) -> str:
    read = plan.installation.actor("asa").get(f"/cards/{plan.card('Kartlägg')['id']}")
    return str(read["description"]["text"])


def _done(plan: Plan, count: int) -> None:
    assert plan.card("Kartlägg")["rows_done"] == count

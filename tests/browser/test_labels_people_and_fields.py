"""What a card carries of its plan: seen by others at once, and reached without a mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_card_and_board import dialog_of
from tests.browser.visitor import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _label(plan: Plan, name: str, tint: int = 1) -> str:
    added = plan.installation.actor("asa").post(f"/boards/{plan.id}/labels", {"name": name, "tint": tint})
    label_id: str = added["label_id"]
    return label_id


def test_a_label_put_on_by_keyboard_appears_in_the_others_open_card(plan: Plan, enter: Callable[..., Visitor]) -> None:
    _label(plan, "Kompetens", 3)
    _label(plan, "Nätverk", 2)
    amina, ulf = enter("amina"), enter("ulf")
    hers, his = plan.seen_by(amina, "/1"), plan.seen_by(ulf, "/1")
    expect(dialog_of(his)).to_be_visible()

    dialog_of(hers).get_by_role("button", name="Lägg till…").press("Enter")
    expect(hers.page.locator("[role=menuitem]:focus")).to_be_visible()
    hers.page.keyboard.type("etik")
    expect(hers.page.get_by_role("menuitem", name="Etikett")).to_be_focused()
    hers.page.keyboard.press("Enter")
    expect(hers.page.get_by_label("Sök etikett")).to_be_focused()
    hers.page.keyboard.type("natv")
    expect(hers.page.get_by_role("option")).to_have_count(1)
    hers.page.keyboard.press("Enter")

    expect(hers.page.get_by_role("option", name="Nätverk")).to_have_attribute("aria-selected", "true")
    amina.hears("Nätverk är på uppdrag 1.")
    there = dialog_of(his).get_by_role("region", name="Etiketter")
    expect(there.get_by_text("Nätverk", exact=True)).to_be_visible()
    hers.page.keyboard.press("Escape")
    expect(hers.page.get_by_role("button", name="Lägg till etikett")).to_be_focused()
    expect(dialog_of(hers)).to_be_visible()


def test_a_label_is_made_on_the_card_and_undone(plan: Plan, enter: Callable[..., Visitor]) -> None:
    _label(plan, "Kompetens")
    board = plan.seen_by(enter("amina"), "/1")
    dialog_of(board).get_by_role("button", name="Lägg till…").click()
    board.page.get_by_role("menuitem", name="Etikett").click()
    expect(board.page.get_by_label("Sök etikett")).to_be_focused()

    board.page.keyboard.type("Mandat")
    board.page.keyboard.press("Enter")
    expect(board.page.get_by_label("Etikettens namn")).to_have_value("Mandat")
    board.page.get_by_role("radio", name="Grön").check()
    board.page.get_by_label("Etikettens namn").press("Enter")

    expect(board.page.get_by_role("option", name="Mandat")).to_have_attribute("aria-selected", "true")
    board.page.keyboard.press("Escape")
    (label,) = [each for each in plan.snapshot()["labels"] if each["name"] == "Mandat"]
    assert label["tint"] == 2
    carried = dialog_of(board).get_by_role("region", name="Etiketter").get_by_role("listitem")
    expect(carried).to_be_visible()
    board.toast.get_by_role("button", name="Ångra").click()
    expect(carried).not_to_be_attached()


def test_a_participant_is_added_by_keyboard_and_joins_and_leaves_in_one_press(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    board = plan.seen_by(amina, "/1")
    dialog = dialog_of(board)
    dialog.get_by_role("button", name="Lägg till…").press("Enter")
    expect(board.page.locator("[role=menuitem]:focus")).to_be_visible()
    board.page.keyboard.type("delt")
    expect(board.page.get_by_role("menuitem", name="Deltagare")).to_be_focused()
    board.page.keyboard.press("Enter")
    field = dialog.get_by_role("combobox", name="Lägg till deltagare")
    expect(field).to_be_focused()

    board.page.keyboard.type("ulf")
    expect(board.page.get_by_role("option")).to_have_count(1)
    board.page.keyboard.press("Enter")

    amina.hears("Ulf Thorén deltar i uppdrag 1.")
    part = dialog.locator(".part")
    expect(part.get_by_role("listitem")).to_contain_text(["Ulf Thorén"])
    expect(field).to_be_focused()
    part.get_by_role("button", name="Gå med").press("Enter")
    expect(part.get_by_role("listitem")).to_have_count(2)
    part.get_by_role("button", name="Lämna").press("Enter")
    expect(part.get_by_role("listitem")).to_have_count(1)


def test_one_who_stands_alone_gets_a_deputy(plan: Plan, enter: Callable[..., Visitor]) -> None:
    asa = plan.installation.actor("asa")
    asa.patch(f"/cards/{plan.card('Utred')['id']}", {"owner_id": plan.installation.id_of("ulf")})
    board = plan.seen_by(enter("amina"), "/3")
    dialog = dialog_of(board, "Uppdrag 3, Utred")
    expect(dialog.get_by_text("Ersättare saknas")).to_be_visible()

    dialog.get_by_role("button", name="Välj Ersättare").press("Enter")
    expect(board.page.get_by_role("listbox")).to_be_visible()
    board.page.keyboard.type("amina")
    expect(board.page.get_by_role("option")).to_have_text([re.compile("Amina Warsame")])
    board.page.keyboard.press("Enter")

    expect(dialog.get_by_text("Ersättare saknas")).not_to_be_attached()
    expect(dialog.get_by_role("button", name="Byt Ersättare")).to_be_focused()
    expect(dialog.get_by_text("Amina Warsame, ersättare")).to_be_visible()


def test_the_plans_own_fields_and_the_facts_are_filled_in(plan: Plan, enter: Callable[..., Visitor]) -> None:
    settings = plan.seen_by(enter("amina"), "/1")
    settings.page.goto(f"/plans/{plan.id}/settings")
    settings.page.get_by_role("button", name="Lägg till fält").click()
    settings.page.get_by_label("Fältets namn").fill("Timmar i veckan")
    settings.page.get_by_label("Vad som fylls i").select_option("number")
    settings.page.get_by_role("button", name="Lägg till", exact=True).click()
    expect(settings.page.locator("[data-row]").filter(has_text="Timmar i veckan")).to_be_visible()

    board = plan.seen_by(settings.visitor, "/1")
    dialog = dialog_of(board)
    dialog.get_by_role("button", name="Lägg till…").click()
    board.page.get_by_role("menuitem", name="Planens egna fält").click()
    hours = dialog.get_by_label("Timmar i veckan")
    hours.fill("fyra")
    hours.press("Enter")
    expect(dialog.get_by_text("Skriv ett tal, till exempel 12,5.")).to_be_visible()
    hours.fill("4,5")
    hours.press("Enter")
    expect(board.toast).to_contain_text("Timmar i veckan i uppdrag 1 är ifyllt.")

    dialog.get_by_role("button", name="Lägg till…").click()
    board.page.get_by_role("menuitem", name="Behov, prioritet och samverkan").click()
    dialog.get_by_label("Gemensamt behov").check()
    dialog.get_by_label("Ny process").fill("Upphandling")
    dialog.get_by_label("Ny process").press("Enter")
    dialog.get_by_role("button", name="Klar", exact=True).click()
    expect(dialog.get_by_role("definition").filter(has_text="Upphandling")).to_be_visible()
    expect(dialog.get_by_text("Prioritet, gemensam för enheterna")).not_to_be_attached()

    def kept() -> tuple[Any, ...]:
        card = plan.installation.actor("asa").get(f"/cards/{plan.card('Kartlägg')['id']}")
        return [value["value"] for value in card["values"]], card["common_need"], card["processes"]

    comes_to(kept, ([4.5], True, ["Upphandling"]))

"""Whoever works by keyboard never loses their place: what is taken away hands the focus on, inside the card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _relation(plan: Plan, card: Any) -> None:
    body = {"kind": "blocks", "card_id": plan.card("Utred")["id"]}
    plan.installation.actor("asa").post(f"/cards/{card['id']}/relations", body)


def _link(plan: Plan, card: Any) -> None:
    asa = plan.installation.actor("asa")
    other = asa.post("/boards", {"name": "Grannplanen"})["board_id"]
    asa.put(f"/cards/{card['id']}/links/{other}", None)


def _label(plan: Plan, card: Any) -> None:
    asa = plan.installation.actor("asa")
    label = asa.post(f"/boards/{plan.id}/labels", {"name": "Mandat"})["label_id"]
    asa.put(f"/cards/{card['id']}/labels/{label}", None)


def _blocker(plan: Plan, card: Any) -> None:
    plan.installation.actor("asa").post(f"/cards/{card['id']}/blockers", {"what": "Lokalen är upptagen."})


def _checklist(plan: Plan, card: Any) -> None:
    plan.installation.actor("asa").post(f"/cards/{card['id']}/checklists", {"title": "Före", "rows": ["Boka"]})


def _press(name: str) -> Callable[[Locator], None]:
    return lambda card: card.get_by_role("button", name=name).first.press("Enter")


def _choose(menu: str, item: str, then: str = "") -> Callable[[Locator], None]:
    def choose(card: Locator) -> None:
        card.get_by_role("button", name=menu).press("Enter")
        card.page.get_by_role("menuitem", name=item).press("Enter")
        if then:
            field = card.locator("input:focus")
            expect(field).to_be_visible()
            field.fill(then)
            field.press("Enter")

    return choose


GONE: dict[str, tuple[Callable[[Plan, Any], None], Callable[[Locator], None], str]] = {
    "relation": (_relation, _press("Ta bort: "), "Lägg till"),
    "link": (_link, _press("Visa inte längre på Grannplanen"), "Visa på fler planer"),
    "label": (_label, _press("Ta bort etiketten Mandat"), "Lägg till\netikett"),
    "blocker": (_blocker, _choose("Mer att göra med stoppklossen", "Ta bort"), "Lägg till…"),
    "renamed": (
        _checklist,
        _choose("Mer att göra med checklistan", "Byt namn", "Efter"),
        "Mer att göra med checklistan Efter",
    ),
}


@pytest.mark.parametrize("what", GONE)
def test_the_focus_is_handed_on(plan: Plan, enter: Callable[..., Visitor], what: str) -> None:
    lay, act, heir = GONE[what]
    lay(plan, plan.card("Kartlägg"))
    visitor = enter("asa")
    card = plan.seen_by(visitor, "/1").page.get_by_role("dialog")
    with visitor.page.expect_response(is_written):
        act(card)
    comes_to(lambda: visitor.focused().strip(), heir)
    expect(card.locator(":focus")).to_have_count(1)


def test_escape_leaves_a_text_for_its_buttons_and_keeps_its_words(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = plan.seen_by(enter("amina"), "/1").page
    page.get_by_role("button", name="Beskriv uppdraget").press("Enter")
    field = page.get_by_label("Beskrivningens text")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Beskriv uppdraget")).to_be_focused()

    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.type("Halvskriven")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Spara", exact=True)).to_be_focused()
    expect(field).to_have_value("Halvskriven")

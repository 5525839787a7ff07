"""A filter means the same in every way of looking, and its address can be sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# Where assignments are links, and an address at which the month is one that the test writes dates in.
VIEWS = {
    "board": ("", "[data-card]"),
    "table": ("&view=table", "[role=grid]"),
    "calendar": ("&view=calendar&at=2030-12", "[data-view=calendar]"),
    "timeline": ("&view=timeline", "li[data-card]"),
}


def test_a_plan_of_which_nothing_passes_takes_no_room(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor]
) -> None:
    other = Plan.start(installation, {"Pågår": ["Något helt annat"]}, name="Den tomma planen")
    asa = installation.actor("asa")
    mine = plan.card("Utred")
    asa.patch(f"/cards/{mine['id']}", {"title": "Hyr in en kran"})
    page = enter("amina").page
    page.goto('/all?q="en kran"')
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Hyr in en kran")).to_be_visible()
    expect(main.get_by_role("heading", name="Den tomma planen")).to_have_count(0)
    expect(main.get_by_text(re.compile("^Inget i .* till passar filtret"))).to_be_visible()

    asa.patch(f"/cards/{other.card('Något helt annat')['id']}", {"title": "Köp en kran"})
    expect(main.get_by_role("link", name="Köp en kran")).to_be_visible()
    expect(main.get_by_role("heading", name="Den tomma planen")).to_be_visible()
    asa.post(f"/boards/{other.id}/closure", {})


@pytest.mark.parametrize(
    ("view", "place"),
    [("table", "plan"), ("calendar", "plan"), ("timeline", "plan"), ("board", "all"), ("table", "all")],
)
def test_only_what_passes_is_drawn(
    plan: Plan, installation: Installation, enter: Callable[..., Visitor], view: str, place: str
) -> None:
    asa = installation.actor("asa")
    more, drawn = VIEWS[view]
    address = f"/plans/{plan.id}?" if place == "plan" else "/all?"
    titles = {was: f"{was} i {view} av {place}" for was in ("Utred", "Skriv")}  # others' plans are drawn in /all, too
    cards = {was: plan.card(was)["id"] for was in titles}
    for was, owner in (("Utred", "amina"), ("Skriv", "ulf")):
        facts = {"title": titles[was], "start": "2030-12-02", "due": "2030-12-20"}
        asa.patch(f"/cards/{cards[was]}", {**facts, "owner_id": installation.id_of(owner)})
    page = enter("amina").page
    main = page.get_by_role("main")
    seen = {
        was: main.get_by_role("link", name=title).or_(main.get_by_role("rowheader", name=title))
        for was, title in titles.items()
    }

    page.goto(f'{address}q="i {view} av {place}"{more}')
    expect(page.locator(drawn).first).to_be_visible()
    for each in seen.values():
        expect(each.first).to_be_visible()

    page.goto(f'{address}q="i {view} av {place}" ansvarig:mig{more}')
    expect(seen["Utred"].first).to_be_visible()
    expect(seen["Skriv"]).to_have_count(0)
    asa.patch(f"/cards/{cards['Skriv']}", {"owner_id": installation.id_of("amina")})
    expect(seen["Skriv"].first).to_be_visible()

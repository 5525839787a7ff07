"""All plans together in rows: who has what across them, moved, asked about, undone, and kept as a view."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.looking import too_small, too_wide, violations
from tests.browser.plan import Plan, Point, box_of, carry, middle_of
from tests.browser.visitor import comes_to, is_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page, Route

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def two(installation: Installation) -> Iterator[tuple[Plan, Plan]]:
    """Two plans whose cards Amina and Ulf are responsible for; the second has two statuses that wait."""
    first = Plan.start(installation, {"Pågår": ["I den ena"]}, name="Den ena planen")
    second = Plan.start(installation, {"Pågår": ["I den andra"]}, name="Den andra planen")
    asa = installation.actor("asa")
    asa.post(f"/boards/{second.id}/lanes", {"title": "Remiss", "stage": "waiting"})
    asa.post(f"/boards/{second.id}/lanes", {"title": "Väntar på svar", "stage": "waiting"})
    _own(first, "I den ena", "amina")
    _own(second, "I den andra", "ulf")
    yield first, second
    # What is closed is in no later test's rows.
    for plan in (first, second):
        asa.post(f"/boards/{plan.id}/closure", {})


def _own(plan: Plan, title: str, who: str) -> None:
    plan.installation.actor("asa").patch(f"/cards/{plan.card(title)['id']}", {"owner_id": plan.installation.id_of(who)})


def _rows(visitor: Visitor, by: str) -> Page:
    # Other tests' plans are there too.
    both = quote('plan:"Den ena planen" plan:"Den andra planen"')
    visitor.page.goto(f"/all?lanes={by}&q={both}")
    for title in ("I den ena", "I den andra"):
        expect(visitor.page.locator(".together [data-card]").get_by_role("link", name=title)).to_be_visible()
    return visitor.page


def _row(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def _cell(page: Page, row: str, stage: str) -> Locator:
    return _row(page, row).get_by_role("group", name=f"{row} {stage}", exact=True)


def test_rows_hold_what_somebody_has_in_every_plan_and_follow_others(
    two: tuple[Plan, Plan], enter: Callable[..., Visitor]
) -> None:
    first, second = two
    page = _rows(enter("asa"), "owner")
    expect(_cell(page, "Amina Warsame", "Pågår").get_by_role("link")).to_have_text(["I den ena"])
    expect(_cell(page, "Ulf Thorén", "Pågår").get_by_text("Den andra planen")).to_be_visible()

    second.move("ulf", "I den andra", "Klart")
    expect(_cell(page, "Ulf Thorén", "Klart").get_by_role("link")).to_have_text(["I den andra"])
    _own(second, "I den andra", "amina")
    expect(_cell(page, "Amina Warsame", "Klart").get_by_role("link")).to_have_text(["I den andra"])

    # The rows are chosen in a menu, stand in the address and come back with it.
    page.get_by_role("button", name="Rader: Ansvarig").click()
    page.get_by_role("menuitemradio", name="Läge").click()
    expect(_row(page, "Ej uppföljt").or_(_row(page, "Inte följt upp")).first).to_be_visible()
    expect(page).to_have_url(re.compile("lanes=health"))
    page.reload()
    expect(page.get_by_role("button", name="Rader: Läge")).to_be_visible()
    page.go_back()
    expect(_cell(page, "Amina Warsame", "Klart").get_by_role("link")).to_have_text(["I den andra"])
    assert first.order()["Pågår"] == ["I den ena"]


def test_a_card_is_carried_to_another_persons_row_and_stage_and_undone_as_one(
    two: tuple[Plan, Plan], enter: Callable[..., Visitor]
) -> None:
    first, _ = two
    visitor = enter("asa")
    page = _rows(visitor, "owner")
    page.get_by_role("link", name="I den ena").focus()
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        for key in (" ", "ArrowRight", "ArrowRight", "ArrowDown", " "):
            page.keyboard.press(key)
    visitor.hears("Klart · Ulf Thorén")
    expect(_cell(page, "Ulf Thorén", "Klart").get_by_role("link", name="I den ena")).to_be_focused()
    assert first.order()["Klart"] == ["I den ena"]
    assert first.card("I den ena")["owner_id"] == first.installation.id_of("ulf")

    page.keyboard.press("Control+z")
    visitor.hears("Ångrat")
    expect(_cell(page, "Amina Warsame", "Pågår").get_by_role("link", name="I den ena")).to_be_visible()
    assert first.order()["Pågår"] == ["I den ena"]


def test_where_a_plan_has_several_statuses_it_is_asked_and_where_it_has_none_said(
    two: tuple[Plan, Plan], enter: Callable[..., Visitor]
) -> None:
    first, second = two
    asa = first.installation.actor("asa")
    for lane in [lane for lane in first.snapshot()["lanes"] if lane["stage"] == "waiting"]:
        asa.delete(f"/lanes/{lane['id']}")
    visitor = enter("asa")
    page = _rows(visitor, "owner")

    _drag(page, "I den andra", _cell(page, "Ulf Thorén", "Väntar"))
    dialog = page.get_by_role("dialog", name=re.compile("Till vilken status"))
    expect(dialog.get_by_text("Den andra planen har flera statusar")).to_be_visible()
    assert second.order()["Pågår"] == ["I den andra"]
    with page.expect_response(is_written):
        dialog.get_by_role("button", name="Väntar på svar").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="I den andra")).to_be_focused()
    assert second.order()["Väntar på svar"] == ["I den andra"]

    _drag(page, "I den ena", _cell(page, "Amina Warsame", "Väntar"))
    visitor.hears("Den ena planen har ingen status som räknas som Väntar.")
    assert first.order()["Pågår"] == ["I den ena"]


def test_labels_of_one_name_are_one_row_and_a_plan_without_it_says_so(
    two: tuple[Plan, Plan], enter: Callable[..., Visitor]
) -> None:
    first, second = two
    asa = first.installation.actor("asa")
    label = asa.post(f"/boards/{first.id}/labels", {"name": "Juridik", "tint": 1})["label_id"]
    asa.put(f"/cards/{first.card('I den ena')['id']}/labels/{label}", {})
    visitor = enter("asa")
    page = _rows(visitor, "label")
    expect(_cell(page, "Juridik", "Pågår").get_by_role("link")).to_have_text(["I den ena"])

    page.get_by_role("link", name="I den andra").focus()
    for key in (" ", "ArrowUp", " "):
        page.keyboard.press(key)
    visitor.hears("Den andra planen har ingen etikett som heter Juridik.")
    assert second.card("I den andra")["label_ids"] == []


def _drag(page: Page, title: str, cell: Locator) -> None:
    at = middle_of(page.locator("[data-card]").filter(has=page.get_by_role("link", name=title, exact=True)))
    page.mouse.move(at.x, at.y)
    page.mouse.down()
    page.mouse.move(at.x + 10, at.y + 5, steps=3)
    expect(page.locator(".drag-copy")).to_be_visible()
    carry(page, lambda: Point((to := box_of(cell)).x + to.width / 2, to.y + 20), cell.get_by_text("Släpps här"))
    page.mouse.up()


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1440, "dark")])
def test_rows_fit_and_axe_finds_nothing(
    two: tuple[Plan, Plan], enter: Callable[..., Visitor], width: int, theme: str
) -> None:
    assert two
    visitor = enter("asa", viewport={"width": width, "height": 800}, color_scheme=theme, reduced_motion="reduce")
    page = _rows(visitor, "owner")
    assert violations(page) == []
    assert too_wide(page) == []
    assert too_small(page, 24, "main a[href], main button") == []


def test_a_view_of_all_plans_is_ones_own_or_everybodys_and_comes_by_itself(
    two: tuple[Plan, Plan], enter: Callable[..., Visitor], installation: Installation
) -> None:
    assert two
    asa, ulf = enter("asa"), enter("ulf")
    hers, his = _rows(asa, "owner"), _rows(ulf, "health")
    name = "Alla hos dem"

    def keep(page: Page, *, share: bool) -> None:
        page.get_by_role("button", name="Sparade vyer").click()
        page.get_by_role("menuitem", name="Spara den här vyn").click()
        page.get_by_label("Namn", exact=True).fill(name)
        if share:
            page.get_by_role("checkbox", name="Dela med alla").check()
        page.get_by_label("Namn", exact=True).press("Enter")
        expect(page.get_by_role("button", name=f"Vy: {name}")).to_be_visible()

    # Whoever does not coordinate keeps views of their own only.
    his.get_by_role("button", name="Sparade vyer").click()
    his.get_by_role("menuitem", name="Spara den här vyn").click()
    expect(his.get_by_label("Namn", exact=True)).to_be_visible()
    expect(his.get_by_role("checkbox", name="Dela med alla")).to_have_count(0)
    his.keyboard.press("Escape")

    keep(hers, share=True)
    menu = his.get_by_role("button", name="Sparade vyer")
    ulf.until(
        "(wanted) => performance.getEntriesByType('resource').filter((one) => one.name.endsWith(wanted)).length > 1",
        "/api/v1/views",
    )
    menu.click()
    his.get_by_role("menuitemradio", name=name).click()
    expect(his).to_have_url(re.compile("lanes=owner"))
    expect(his.get_by_role("button", name=f"Vy: {name}")).to_be_visible()

    hers.get_by_role("button", name=f"Vy: {name}").click()
    hers.get_by_role("menuitem", name=f"Ta bort {name}").click()
    expect(his.get_by_role("button", name="Sparade vyer")).to_be_visible()
    _forget(installation)


def _forget(installation: Installation) -> None:
    asa: Any = installation.actor("asa")
    for view in asa.get("/views")["items"]:
        if view["owner_id"] == installation.id_of("asa"):
            asa.delete(f"/views/{view['id']}")


def test_each_plan_is_asked_once_for_its_phases_however_many_come(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    """Plans come one by one: those that are here are not asked again when the last arrives."""
    first = Plan.start(installation, {"Pågår": ["I den som kommer först"]}, name="Den första att komma")
    late = Plan.start(installation, {"Pågår": ["I den som kommer sist"]}, name="Den sista att komma")
    page = enter("asa").page
    asked: Counter[str] = Counter()
    held: list[Route] = []
    page.on("request", lambda request: asked.update([request.url] if request.url.endswith("/timeline") else []))

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/api/v1/boards/{late.id}", hold)
    for view in ("timeline", "calendar"):
        asked.clear()
        with page.expect_response(f"**/boards/{first.id}/timeline"):
            page.goto(f"/all?view={view}")
        comes_to(lambda: page.evaluate("1") and len(held), 1)
        with page.expect_response(f"**/boards/{late.id}/timeline"):
            held.pop().continue_()
        page.wait_for_load_state("networkidle")
        assert set(asked.values()) == {1}, f"{sum(asked.values())} questions for {len(asked)} plans"

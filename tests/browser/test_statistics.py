"""Statistics: what the pictures say is what the log holds, and follows what is done while one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import too_small, too_wide, violations
from tests.browser.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.installation import Installation
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("who", "theme", "width"), [("agneta", "light", 1440), ("solveig", "dark", 320)])
def test_the_figures_are_those_of_the_log_and_follow_what_is_done(
    plan: Plan, enter: Callable[..., Visitor], who: str, theme: str, width: int
) -> None:
    reader = enter(who, color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = reader.page
    page.goto(f"/plans/{plan.id}?view=statistics&at=weeks")
    flow = page.get_by_role("region", name="Så många uppdrag i varje steg").first
    weeks = page.get_by_role("region", name="Klara uppdrag vecka för vecka").first
    expect(page.get_by_text("Den räknas aldrig per person.")).to_be_visible()
    flow.get_by_text("Visa siffrorna").click()
    last = flow.get_by_role("row").last

    def told() -> list[str]:
        answer = plan.installation.actor("asa").get(f"/statistics?board_id={plan.id}")["flow"]
        counts = [answer[stage][-1] for stage in ("done", "active", "waiting", "planned")]
        return [str(count) for count in (*counts, sum(counts))]

    assert told() == ["1", "2", "0", "2", "5"]
    expect(last.get_by_role("cell")).to_have_text(told())

    plan.move("ulf", "Utred", "Klart")
    assert told() == ["2", "1", "0", "2", "5"]
    expect(last.get_by_role("cell")).to_have_text(told())
    expect(flow.get_by_text("varav klara 2.")).to_be_visible()
    delivered = [
        week["delivered"] for week in plan.installation.actor("asa").get(f"/statistics?board_id={plan.id}")["weeks"]
    ]
    expect(weeks).to_contain_text(f"{sum(delivered)} uppdrag blev klar")
    expect(weeks.locator(".mk.done")).to_have_count(sum(delivered))

    assert violations(page) == []
    assert too_wide(page) == []
    assert too_small(page, 24) == []
    page.get_by_role("button", name="Egna datum").click()
    page.get_by_label("Till och med").fill("2020-01-01")
    page.get_by_label("Till och med").blur()
    expect(page.get_by_role("main")).to_contain_text("Slutdatumet ligger före startdatumet")


@pytest.mark.parametrize(("who", "theme", "width"), [("amina", "dark", 1440), ("solveig", "light", 320)])
def test_a_filter_chooses_what_is_counted_and_singles_out_nobody(
    plan: Plan, enter: Callable[..., Visitor], who: str, theme: str, width: int
) -> None:
    reader = enter(who, color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = reader.page
    main = page.get_by_role("main")
    page.goto(f"/plans/{plan.id}?view=statistics&at=weeks&q=steg:p%C3%A5g%C3%A5r")
    flow = page.get_by_role("region", name="Så många uppdrag i varje steg").first
    expect(main).to_contain_text("Filter: steg:pågår. 2 uppdrag passar filtret")
    expect(flow).to_contain_text("var det 2, varav klara 0")
    assert violations(page) == []
    assert too_wide(page) == []

    # Live: what no longer passes is no longer counted.
    plan.move("ulf", "Utred", "Klart")
    expect(main).to_contain_text("Filter: steg:pågår. 1 uppdrag passar filtret")
    expect(flow).to_contain_text("var det 1, varav klara 0")

    # Another filter, by a chip and by hand; in the address, and counted at once.
    field = page.get_by_role("combobox", name="Filtrera uppdragen")
    field.fill("-steg:planerat Utred")
    field.press("Enter")
    expect(main).to_contain_text("Filter: -steg:planerat Utred. 1 uppdrag passar filtret")
    expect(flow).to_contain_text("var det 1, varav klara 1")
    assert "Utred" in page.url
    expect(page.get_by_role("group", name="Välj i filtret").get_by_role("button", name="Mina")).to_have_count(0)
    page.emulate_media(media="print")
    expect(main.get_by_text("Filter: -steg:planerat Utred.")).to_be_visible()
    page.emulate_media(media="screen")

    field.fill("finns ingenstans")
    field.press("Enter")
    expect(main).to_contain_text("Inget uppdrag passar filtret, så det finns inget att räkna.")
    expect(flow).to_have_count(0)
    field.fill("färg:röd")
    field.press("Enter")
    expect(main).to_contain_text("”färg” går inte att filtrera på")
    expect(main).to_contain_text("Siffrorna visas när hela filtret går att förstå.")
    expect(flow).to_have_count(0)

    # Nobody is counted: not even by asking for it.
    page.goto(f"/plans/{plan.id}?view=statistics&at=weeks&q=ansvarig:mig%20Utred")
    expect(main).to_contain_text("Därför visas inga siffror när filtret innehåller ansvarig:mig.")
    expect(flow).to_have_count(0)
    assert violations(page) == []
    assert too_small(page, 24) == []
    main.get_by_role("button", name="Räkna utan den delen").click()
    expect(main).to_contain_text("Filter: Utred. 1 uppdrag passar filtret")
    expect(flow).to_be_visible()


def test_a_filter_chooses_among_all_plans_and_a_saved_view_keeps_it(plan: Plan, enter: Callable[..., Visitor]) -> None:
    asa = plan.installation.actor("asa")
    asa.patch(f"/cards/{plan.card('Utred')['id']}", {"title": "Räkna statistikens tranor"})
    wish = {"name": "Tranornas flöde", "view": "statistics", "query": "tranor", "settings": {"at": "year"}}
    enter_amina = enter("amina")
    plan.installation.actor("amina").post("/views", wish)
    page = enter_amina.page
    main = page.get_by_role("main")
    page.goto("/all?view=statistics")
    expect(main).to_contain_text("Så många uppdrag i varje steg")
    main.get_by_role("button", name="Sparade vyer").click()
    page.get_by_role("menuitemradio", name="Tranornas flöde").click()
    expect(main).to_contain_text("Filter: tranor. 1 uppdrag passar filtret")
    expect(main.get_by_role("button", name="År", exact=True)).to_have_attribute("aria-pressed", "true")
    asa.patch(f"/cards/{plan.card('Räkna statistikens tranor')['id']}", {"title": "Räkna svanor"})
    expect(main).to_contain_text("Inget uppdrag passar filtret")


def test_the_marks_of_a_week_stay_below_the_sentence_about_them(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(
        installation, {"Ej påbörjat": [f"Uppdrag {i}" for i in range(1, 13)]}, name="Planen med mycket nytt"
    )
    page = enter("amina").page
    page.goto(f"/plans/{plan.id}?view=statistics")
    told = page.get_by_role("region", name="Nya och avslutade uppdrag vecka för vecka").first
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        sentence, count = told.locator("p").first, told.get_by_text("12", exact=True).first
        expect(count).to_be_visible()
        lowest = sentence.evaluate("(said) => said.getBoundingClientRect().bottom")
        assert count.evaluate("(number) => number.getBoundingClientRect().top") >= lowest
        lines = told.locator(".name").evaluate_all("(all) => all.map((name) => name.getBoundingClientRect().top)")
        assert len(set(lines)) == 1, "the weeks stand on one line"


def test_large_figures_find_their_room_beside_the_picture(plan: Plan, enter: Callable[..., Visitor]) -> None:
    page = enter("amina").page

    def as_of_a_municipality(route: Route) -> None:
        told = route.fetch().json()
        told["flow"] = {stage: [5_000 * count for count in counts] for stage, counts in told["flow"].items()}
        route.fulfill(json=told)

    page.route("**/api/v1/statistics?*", as_of_a_municipality)
    page.goto(f"/plans/{plan.id}?view=statistics")
    picture = page.locator(".picture")
    expect(picture.locator("text.count").last).to_have_text("25\u00a0000")
    cut = """(picture) => {
      const { left, right } = picture.getBoundingClientRect();
      const isOut = (box) => box.left < left || box.right > right;
      return [...picture.querySelectorAll('text')].filter((text) => isOut(text.getBoundingClientRect())).length;
    }"""
    assert picture.evaluate(cut) == 0

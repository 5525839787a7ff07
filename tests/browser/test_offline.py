"""Without a connection the page says so, keeps what is shown and what is done, and catches up by itself."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.cable import Cable
from tests.browser.visitor import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.plan import Plan
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

GONE = re.compile(r"Ingen anslutning sedan \d\d\.\d\d\.")


def test_a_lost_connection_is_told_with_its_time_and_takes_nothing_away(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    hers = plan.seen_by(amina)
    before = hers.shown()

    cable.cut()

    expect(hers.page.get_by_text(GONE)).to_be_visible()
    expect(hers.page.get_by_text("Du kan läsa och ändra som vanligt.")).to_be_visible()
    amina.hears("Ingen anslutning sedan")
    assert hers.shown() == before

    plan.move("ulf", "Kartlägg", "Klart")
    plan.move("ulf", "Utred", "Klart", after=None)
    plan.installation.actor("ulf").post(f"/boards/{plan.id}/cards", {"title": "Nyskrivet"})
    assert hers.shown() == before
    cable.mend()

    hers.equals(plan)
    expect(hers.page.get_by_text(GONE)).to_have_count(0)
    amina.hears("Anslutningen är tillbaka.")


def test_moves_made_without_connection_are_sent_in_order_exactly_once(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    hers = plan.seen_by(amina)
    cable.cut()

    hers.drag("Kartlägg", "Pågår")
    hers.shows("Pågår", ["Utred", "Skriv", "Kartlägg"])
    hers.drag("Kartlägg", "Klart")
    hers.drag("Intervjua", "Pågår", before="Utred")
    expect(hers.page.get_by_text("3 ändringar väntar och skickas när den är tillbaka.")).to_be_visible()
    assert moves(plan) == []
    cable.mend()

    hers.equals(plan)
    assert [(move["number"], move["lane"]) for move in moves(plan)] == [(1, "Pågår"), (1, "Klart"), (2, "Pågår")]
    assert plan.order()["Klart"] == ["Starta", "Kartlägg"]
    assert plan.order()["Pågår"] == ["Intervjua", "Utred", "Skriv"]
    expect(hers.page.get_by_text(GONE)).to_have_count(0)


def test_moves_made_without_connection_survive_that_the_tab_is_closed(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    hers = plan.seen_by(amina)
    cable.cut()
    hers.drag("Kartlägg", "Pågår")
    hers.drag("Intervjua", "Klart")
    expect(hers.page.get_by_text("2 ändringar väntar")).to_be_visible()

    amina.page.close()
    amina.page = amina.context.new_page()
    # The page can be read again, but nothing can be written yet.
    amina.page.route("**/moves", lambda route: route.abort())
    cable.mend()
    hers = plan.seen_by(amina)
    hers.shows("Pågår", ["Utred", "Skriv", "Kartlägg"])
    hers.shows("Klart", ["Starta", "Intervjua"])
    assert moves(plan) == []

    amina.page.unroute("**/moves")
    amina.page.reload()

    hers.shows("Klart", ["Starta", "Intervjua"])
    hers.equals(plan)
    assert [(move["number"], move["lane"]) for move in moves(plan)] == [(1, "Pågår"), (2, "Klart")]
    assert plan.order()["Pågår"] == ["Utred", "Skriv", "Kartlägg"]


def test_a_move_whose_answer_was_lost_happens_once(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    hers = plan.seen_by(amina)
    sent: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        sent.append(route.request.headers["idempotency-key"])
        answer = route.fetch()
        if len(sent) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    hers.page.route("**/moves", lose_the_first_answer)

    with hers.page.expect_response("**/moves"):
        hers.drag("Kartlägg", "Pågår")

    hers.equals(plan)
    comes_to(lambda: hers.page.evaluate("1") and len(sent), 2)
    assert sent[0] == sent[1]
    assert [(move["number"], move["lane"]) for move in moves(plan)] == [(1, "Pågår")]


def test_a_move_that_was_refused_when_the_connection_came_back_is_told(
    plan: Plan, enter: Callable[..., Visitor]
) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    hers = plan.seen_by(amina)
    cable.cut()
    hers.drag("Kartlägg", "Pausat")
    lane = plan.lane("Pausat")["id"]
    plan.installation.actor("asa").delete(f"/lanes/{lane}")

    cable.mend()

    expect(hers.toast).to_contain_text("Uppdrag 1 flyttades inte. Statusen har tagits bort")
    hers.equals(plan)


def test_a_socket_cut_twenty_times_at_random_loses_nothing(plan: Plan, enter: Callable[..., Visitor]) -> None:
    chance = random.Random(2)
    amina, ulf = enter("amina"), enter("ulf")
    cables = [Cable(amina), Cable(ulf)]
    hers, his = plan.seen_by(amina), plan.seen_by(ulf)
    snapshot = plan.snapshot()
    lanes = [lane["id"] for lane in snapshot["lanes"]]
    cards = [card["id"] for card in snapshot["cards"]]
    asa = plan.installation.actor("asa")

    for _ in range(20):
        chance.choice(cables).cut_socket()
        for _ in range(chance.randint(1, 3)):
            asa.post(f"/cards/{chance.choice(cards)}/moves", {"lane_id": chance.choice(lanes), "after": None})
        # Lets the browsers run for a while that differs: they stand still while this test does.
        hers.page.wait_for_timeout(chance.randint(0, 250))

    for board in (hers, his):
        board.equals(plan)
    expect(hers.page.get_by_text(GONE)).to_have_count(0)


def test_a_tab_that_slept_catches_up_when_it_is_looked_at(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    amina.page.clock.install()
    hers = plan.seen_by(amina)
    before = hers.shown()
    cable.cut_socket(stay=True)
    amina.page.clock.fast_forward(20_000)
    # Asleep: no timer of the page runs, and so only being looked at can wake it.
    amina.page.clock.pause_at(amina.page.evaluate("Date.now()") / 1000 + 60)
    plan.move("ulf", "Kartlägg", "Klart")
    cable.mend()
    assert hers.shown() == before

    amina.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    hers.equals(plan)


def test_a_socket_that_died_without_a_word_is_noticed(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    amina.page.clock.install()
    hers = plan.seen_by(amina)
    before = hers.shown()
    cable.kill()
    plan.move("ulf", "Kartlägg", "Klart")
    assert hers.shown() == before

    # As when the lid is opened after an hour: what was due rings once, and the window gets the focus.
    amina.page.clock.fast_forward(3_600_000)
    amina.page.evaluate("window.dispatchEvent(new Event('focus'))")
    amina.page.clock.fast_forward(7_000)

    hers.equals(plan)


def test_other_pages_say_that_what_they_show_may_be_old(enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    cable = Cable(amina)
    amina.page.goto("/")
    expect(amina.page.get_by_role("heading", name="Helhetsbild")).to_be_visible()

    cable.cut()

    expect(amina.page.get_by_text("Det som visas kan ha ändrats sedan dess.")).to_be_visible()


def moves(plan: Plan) -> list[dict[str, Any]]:
    """Every move in the log, as number and lane; those before the test are none."""
    snapshot = plan.snapshot()
    numbers = {card["id"]: card["number"] for card in snapshot["cards"]}
    lanes = {lane["id"]: lane["title"] for lane in snapshot["lanes"]}
    return [
        {"number": numbers[event["card_id"]], "lane": lanes[event["to"]["lane_id"]]}
        for event in plan.events()
        if event["type"] == "card.moved"
    ]


def test_what_was_never_opened_is_opened_without_a_connection(plan: Plan, enter: Callable[..., Visitor]) -> None:
    """A card, a new one, the dialog that moves and the filter: their scripts are there before they are asked for."""
    amina = enter("amina")
    wanted = ("OpenedCard", "AddCardForm", "SimilarCards", "MoveDialog", "filtering")
    hers = plan.seen_by(amina)
    amina.has_fetched(*wanted)
    page = hers.page
    amina.context.set_offline(True)

    hers.link("Kartlägg").click()
    expect(page.get_by_role("dialog").get_by_role("heading", name="Kartlägg")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(hers.link("Kartlägg")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Filtrera uppdragen")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Nytt uppdrag").first.click()
    expect(page.get_by_role("textbox", name="Nytt uppdrag i")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Nytt uppdrag i").first).to_be_focused()
    hers.link("Utred").focus()
    page.keyboard.press("f")
    expect(page.get_by_role("dialog").get_by_role("button", name="Flytta", exact=True)).to_be_visible()

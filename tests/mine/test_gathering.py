"""What is mine, in which group and in which role; and nothing of a plan that I do not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from verkstad.boards import changing, joining
from verkstad.cards.blockers.blocking import raise_blocker
from verkstad.cards.blockers.resolving import resolve_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists.events import ROW_TABLE
from verkstad.cards.checklists.listing import add_checklist, remove_checklist
from verkstad.cards.checklists.rows import change_row
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.closing import close_card
from verkstad.cards.moving import move_card
from verkstad.cards.people.taking_part import step_aside, take_part
from verkstad.cards.wire import ClosureIn
from verkstad.cards.writing import change_card
from verkstad.mine import gathering

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

GROUPS = ("overdue", "this_week", "later", "waiting")


def _mine(actor: Callable[[str], Actor], who: str = "amina") -> dict[str, list[tuple[str, str]]]:
    told = actor(who).get("/mine")
    return {group: [(card["title"], card["role"]) for card in told[group]] for group in GROUPS}


def _hand(ground: Ground, title: str, **fields: str | None) -> str:
    """Add a card that is Amina's; a Wednesday, the 18th of November, is today."""
    card_id = ground.add(title)
    ground.do(change_card, card_id, {"owner_id": ground.cast.ids["amina"], **fields})
    return card_id


def test_cards_stand_in_the_group_of_the_last_day_that_they_may_mean(
    ground: Ground, actor: Callable[[str], Actor]
) -> None:
    for due in ("2026-11-17", "2026-11-18", "2026-11-22", "2026-11-23", "2026-11", "2026-10", "2026"):
        _hand(ground, due, due=due)
    _hand(ground, "utan datum")

    assert {group: [title for title, _ in cards] for group, cards in _mine(actor).items()} == {
        "overdue": ["2026-10", "2026-11-17"],
        "this_week": ["2026-11-18", "2026-11-22"],
        "later": ["2026-11-23", "2026-11", "Ta fram material", "2026", "utan datum"],
        "waiting": [],
    }


def test_more_than_are_told_is_said(
    ground: Ground, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST", 2)
    _hand(ground, "Nu", due="2026-11-19")  # beside Ta fram material
    assert actor("amina").get("/mine")["more"] is False
    _hand(ground, "Sedan")
    assert actor("amina").get("/mine")["more"] is True
    assert _mine(actor)["later"] == [("Ta fram material", "owner")]


def test_what_waits_says_for_what(ground: Ground, actor: Callable[[str], Actor]) -> None:
    stopped, paused = _hand(ground, "Stoppat", due="2026-11-01"), _hand(ground, "Väntar")
    wish = BlockerIn(what="Ingen lokal.", remover_id=ground.cast.ids["ulf"])
    ground.do(raise_blocker, stopped, wish)
    gone = ground.do(raise_blocker, stopped, BlockerIn(what="Inga pengar.", remover="nämnden")).id
    ground.do(resolve_blocker, gone, "Det löste sig.")
    ground.do(move_card, paused, lane_id=ground.lanes[2], after=None, last=True)

    first, second = actor("amina").get("/mine")["waiting"]

    assert (first["title"], first["late"], second["title"], second["stops"]) == ("Stoppat", True, "Väntar", [])
    assert [(stop["what"], stop["remover_id"]) for stop in first["stops"]] == [("Ingen lokal.", ground.cast.ids["ulf"])]
    assert (second["lane_title"], second["stage"]) == ("Väntar på beslut", "waiting")


def test_roles_are_told_apart_and_what_is_done_or_closed_is_left_out(
    ground: Ground, actor: Callable[[str], Actor]
) -> None:
    amina, cards = ground.cast.ids["amina"], ground.cards
    ground.do(change_card, cards["Boka lokal"], {"deputy_id": amina})
    ground.do(take_part, cards["Bjuda in invånare"], amina)
    ground.do(take_part, cards["Genomföra två workshops"], amina)
    ground.do(step_aside, cards["Genomföra två workshops"], amina)
    done, closed = _hand(ground, "Färdigt"), _hand(ground, "Inställt")
    ground.do(move_card, done, lane_id=ground.lanes[4], after=None, last=True)
    ground.do(close_card, closed, ClosureIn(reason="cancelled"))

    assert sorted(_mine(actor)["later"]) == [
        ("Bjuda in invånare", "participant"),
        ("Boka lokal", "deputy"),
        ("Ta fram material", "owner"),
    ]
    ground.do(changing.close_board, ground.board)
    assert _mine(actor) == {group: [] for group in GROUPS}


def test_rows_are_told_wherever_they_stand_and_until_they_are_done(
    ground: Ground, actor: Callable[[str], Actor]
) -> None:
    amina = ground.cast.ids["amina"]
    listed = ground.do(
        add_checklist, ground.cards["Boka lokal"], ChecklistIn(title="Steg", rows=["Sent", "I höst", "Gjort", "Annans"])
    )
    rows = _rows_of(ground, listed.id)
    ground.do(change_row, rows["Sent"], {"user_id": amina, "due": "2026-11-17"})
    ground.do(change_row, rows["I höst"], {"user_id": amina, "due": "2026-11"})
    ground.do(change_row, rows["Gjort"], {"user_id": amina, "done": True})
    ground.do(change_row, rows["Annans"], {"user_id": ground.cast.ids["ulf"]})

    told = actor("amina").get("/mine")["rows"]
    assert [(row["text"], row["late"], row["title"]) for row in told] == [
        ("Sent", True, "Boka lokal"),
        ("I höst", False, "Boka lokal"),
    ]
    ground.do(remove_checklist, listed.id)
    assert actor("amina").get("/mine")["rows"] == []


def test_nothing_of_a_plan_that_one_may_not_see_any_more(ground: Ground, actor: Callable[[str], Actor]) -> None:
    amina = ground.cast.ids["amina"]
    listed = ground.do(add_checklist, ground.cards["Boka lokal"], ChecklistIn(title="Steg", rows=["Ring"]))
    ground.do(change_row, _rows_of(ground, listed.id)["Ring"], {"user_id": amina})
    ground.do(joining.remove_member, ground.board, amina)
    assert len(actor("amina").get("/mine")["rows"]) == 1

    ground.do(changing.change_board, ground.board, {"restricted": True})

    told = actor("amina").get("/mine")
    assert {told[group] == [] for group in (*GROUPS, "rows")} == {True}


def _rows_of(ground: Ground, checklist_id: str) -> dict[str, str]:
    question = select(ROW_TABLE.c.text, ROW_TABLE.c.id).where(ROW_TABLE.c.checklist_id == checklist_id)
    return dict(
        ground.cast.house.database.read(lambda connection: [(r.text, r.id) for r in connection.execute(question)])
    )

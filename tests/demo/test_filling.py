"""The demo's cards show what a card can carry, and their words agree with their dates whatever day it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.finding import CARD
from verkstad.cards.phases.events import PHASE_TABLE
from verkstad.cards.relations.events import RELATION_TABLE
from verkstad.demo.filling import fill
from verkstad.demo.naming import spoken
from verkstad.kernel.dates import first_day, is_whole_day, last_day

if TYPE_CHECKING:
    from tests.cast import StandingClock
    from verkstad.history.house import House


@pytest.fixture
def filled(house: House) -> House:
    """The demo, on the day of the tests."""
    fill(house)
    return house


def test_the_seven_needs_stand_as_a_checklist_with_the_day_of_their_meeting(filled: House) -> None:
    card = _card(filled, "Ta fram en konkret plan för invånarinflytande")
    (needs,) = _rows(filled, CHECKLIST_TABLE, card_id=card.id)
    rows = _rows(filled, ROW_TABLE, checklist_id=needs.id)

    assert needs.title == f"Behov från uppstartsmötet {spoken(card.start)}"
    assert len(rows) == 7
    assert all(row.user_id and row.due for row in rows)


def test_two_workshops_have_their_days_in_words_and_in_dates(filled: House) -> None:
    card = _card(filled, "Genomföra två workshops med invånare")
    first, second = sorted(phase.due for phase in _rows(filled, PHASE_TABLE, card_id=card.id))
    (steps,) = _rows(filled, CHECKLIST_TABLE, card_id=card.id)
    days = {row.text: row.due for row in _rows(filled, ROW_TABLE, checklist_id=steps.id)}

    assert (dt.date.fromisoformat(second) - dt.date.fromisoformat(first)).days == 7
    assert days[f"Förmiddagen {spoken(first)}"] == first
    assert days[f"Heldagen {spoken(second)}"] == second


def test_the_red_assignment_is_stopped_and_stops_another(filled: House) -> None:
    red = _card(filled, "Säkra mandat och avsatt tid hos enhetscheferna")
    (blocker,) = _rows(filled, BLOCKER_TABLE, card_id=red.id)
    (relation,) = _rows(filled, RELATION_TABLE, card_id=red.id)

    assert (red.health, blocker.resolved_at) == ("off_track", None)
    assert blocker.remover_id
    assert relation.kind == "blocks"
    assert relation.other_id == _card(filled, "Ta fram en konkret plan för invånarinflytande").id


def test_neighbouring_processes_a_picture_and_a_folder_are_there(filled: House) -> None:
    named = [card for card in _rows(filled, CARD) if card.processes not in ("[]", [], None)]
    attached = _rows(filled, ATTACHMENT_TABLE)

    assert len(named) == 2
    assert {each.kind for each in attached} == {"file", "link", "folder"}
    assert any(each.preview_hash for each in attached)


def test_no_words_keep_a_date_of_their_own(filled: House) -> None:
    def look(connection: Any) -> list[str]:
        questions = (select(ROW_TABLE.c.text), select(CHECKLIST_TABLE.c.title), select(BLOCKER_TABLE.c.what))
        return [text for question in questions for text in connection.execute(question).scalars()]

    assert not [text for text in filled.database.read(look) if "{" in text]


@pytest.mark.sqlite  # whether it can be filled hangs on the day, and on no database
@pytest.mark.parametrize(
    "moment",
    [
        "2027-03-28T00:59:00+00:00",  # a minute before the clocks are put forward
        "2027-06-30T12:00:00+00:00",
        "2027-09-05T22:10:00+00:00",  # when a Monday has just begun
        "2028-02-29T11:00:00+00:00",
    ],
)
def test_on_whatever_day_it_is_filled_its_dates_run_forwards(moment: str, house: House, clock: StandingClock) -> None:
    clock.moment = dt.datetime.fromisoformat(moment)
    fill(house)

    vague = [card.due for card in _rows(house, CARD) if card.due and not is_whole_day(card.due)]
    assert len(vague) == 3
    assert all(first_day(card.start) <= last_day(card.due) for card in _rows(house, CARD) if card.start and card.due)


@pytest.mark.parametrize(
    ("date", "words"), [("2026-10-18", "18 oktober"), ("2026-12", "december"), ("2027-01-02", "2 januari")]
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert spoken(date) == words
    assert first_day(date)


def _card(house: House, title: str) -> Any:
    (card,) = [each for each in _rows(house, CARD) if each.title == title]
    return card


def _rows(house: House, table: Any, **of: Any) -> list[Any]:
    question = select(table).filter_by(**of)
    return house.database.read(lambda connection: list(connection.execute(question)))

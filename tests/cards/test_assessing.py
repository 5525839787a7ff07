from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.cards.assessing import assess_card
from verkstad.cards.problems import CardClosed
from verkstad.cards.wire import AssessmentIn
from verkstad.kernel.problems import MayNot

if TYPE_CHECKING:
    from tests.ground import Ground

A = "Boka lokal"


def test_health_has_a_date_a_sentence_and_a_name(ground: Ground) -> None:
    (event,) = ground.told(
        assess_card, ground.cards[A], AssessmentIn(health="off_track", note=" Ingen lokal är ledig. "), who="ulf"
    )
    assert event["to"] == {
        "health": "off_track",
        "health_note": "Ingen lokal är ledig.",
        "health_at": event["at"],
    }
    assert event["from"] == {"health": "unknown", "health_note": "", "health_at": None}
    assert ground.card(A).health_by == ground.cast.ids["ulf"]
    assert ground.words(event["version"]) == {"card": A}


def test_the_same_report_a_week_later_is_news(ground: Ground) -> None:
    wish = AssessmentIn(health="on_track")
    (first,) = ground.told(assess_card, ground.cards[A], wish)
    ground.clock.go(days=7)
    (second,) = ground.told(assess_card, ground.cards[A], wish)
    assert second["to"]["health_at"] > second["from"]["health_at"] == first["at"]


def test_it_may_be_taken_back(ground: Ground) -> None:
    ground.do(assess_card, ground.cards[A], AssessmentIn(health="at_risk", note="Tveksamt."))
    (event,) = ground.told(assess_card, ground.cards[A], AssessmentIn(health="unknown"))
    assert event["to"] == {"health": "unknown", "health_note": "", "health_at": None}
    assert ground.told(assess_card, ground.cards[A], AssessmentIn(health="unknown")) == []


def test_who_may_not(ground: Ground) -> None:
    wish = AssessmentIn(health="on_track")
    ground.refused(MayNot, assess_card, ground.cards[A], wish, who="agneta")
    ground.refused(CardClosed, assess_card, ground.cards["Trycka broschyr"], wish)

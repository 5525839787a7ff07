from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.boards.changing import change_board, close_board
from verkstad.cards.relations.reading import find_cards
from verkstad.cards.wire import CardIn
from verkstad.cards.writing import add_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground


def _find(ground: Ground, text: str, who: str = "asa", most: int = 20) -> list[str]:
    return [card.title for card in ground.cast.look(who, lambda look: find_cards(look, text, most=most))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#2", ["Boka lokal"]),
        ("2", ["Boka lokal"]),
        ("LOKAL", ["Boka lokal"]),
        ("invånare bjuda", ["Bjuda in invånare"]),
        ("INVÅNARE", ["Bjuda in invånare"]),
        ("nämnd", ["Invänta nämndens beslut"]),
        ("ÖRÅD", ["Åsas öråd 100 %_"]),
        ("ås", ["Åsas öråd 100 %_"]),
        ("100 %_", ["Åsas öråd 100 %_"]),
        ("%", ["Åsas öråd 100 %_"]),
        ("#", []),
        ("Trycka", []),  # closed
        ("orad", []),  # another letter is another letter
        ("' OR 1=1", []),
    ],
)
def test_by_number_or_by_words_whatever_their_case(ground: Ground, text: str, found: list[str]) -> None:
    ground.add("Åsas öråd 100 %_")
    assert _find(ground, text) == found


def test_the_number_first_then_the_latest_changed(ground: Ground) -> None:
    ground.add("Fira 2 år")
    assert _find(ground, "2") == ["Boka lokal", "Fira 2 år"]
    assert _find(ground, "")[0] == "Fira 2 år"
    assert len(_find(ground, "", most=2)) == 2


def test_only_what_one_may_read(ground: Ground) -> None:
    ground.do(add_card, ground.other, CardIn(title="Avsätta tid"))
    assert _find(ground, "avsätta", "solveig") == []
    assert _find(ground, "avsätta", "bo") == []
    assert _find(ground, "avsätta", "agneta") == ["Avsätta tid"]
    ground.do(change_board, ground.other, {"restricted": True})
    assert _find(ground, "avsätta", "agneta") == []
    ground.do(close_board, ground.other)
    assert _find(ground, "avsätta") == []


def test_at_the_door(ground: Ground, actor: Callable[[str], Actor]) -> None:
    found = actor("solveig").get("/cards?find=lokal&limit=1")
    assert [(card["number"], card["title"]) for card in found["items"]] == [(2, "Boka lokal")]
    for question in ("limit=0", "limit=201", "limit=x", f"find={'x' * 101}", "find=%00"):
        assert actor("asa").refused("GET", f"/cards?{question}") == "invalid", question
    assert ground.cards

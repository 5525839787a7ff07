"""Assignments that may be about the same as a title that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import change_board
from verkstad.cards.closing import close_card
from verkstad.cards.describing import describe_card
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import ClosureIn, LinesIn, TransferIn
from verkstad.cards.writing import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground


@pytest.fixture
def similar(ground: Ground, actor: Callable[[str], Actor]) -> Callable[..., list[dict[str, Any]]]:
    """Ask for what is similar, as somebody."""
    assert ground.board

    def ask(title: str, who: str = "asa", **more: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = actor(who).get("/similar", params={"title": title, **more})["cards"]
        return found

    return ask


def titles(cards: list[dict[str, Any]]) -> list[str]:
    return [card["title"] for card in cards]


def test_other_forms_of_the_same_words_on_every_plan(ground: Ground, similar: Callable[..., Any]) -> None:
    ground.do(add_lines, ground.other, LinesIn(lines=["Kartlägga fritidsgårdarnas öppettider"]))
    (card,) = similar("Öppettiden på fritidsgårdar")
    assert (card["title"], card["board_name"]) == ("Kartlägga fritidsgårdarnas öppettider", "Kompetensförsörjning 2027")
    assert [card["title"][first:last] for first, last in card["marks"]] == ["fritidsgårdarnas", "öppettider"]


def test_the_most_that_is_shared_comes_first_and_no_more_than_asked_for(
    ground: Ground, similar: Callable[..., Any]
) -> None:
    for title in ("Hyra lokal", "Hyra lokal och projektor", "Laga projektor"):
        ground.add(title)
    asked = "Hyra lokal med projektor"
    assert titles(similar(asked))[0] == "Hyra lokal och projektor"
    assert titles(similar(asked, limit=1)) == ["Hyra lokal och projektor"]


@pytest.mark.parametrize("title", ["", "Att göra det som ska vara", "och", "12 2027", "x y z", "%%% ***"])
def test_a_title_that_says_too_little_resembles_nothing(
    ground: Ground, similar: Callable[..., Any], title: str
) -> None:
    ground.add("Att göra det som ska vara 12 2027 x")
    assert similar(title) == []


def test_a_word_that_many_have_is_not_enough_alone(ground: Ground, similar: Callable[..., Any]) -> None:
    for nth in range(4):  # and there is Genomföra två workshops
        ground.add(f"Workshop nummer{nth}")
    assert len(similar("Workshop")) == 5
    ground.add("Workshop till")
    assert similar("Workshop") == []


def test_a_text_must_share_two_words_and_stands_behind_a_title(ground: Ground, similar: Callable[..., Any]) -> None:
    ground.do(describe_card, ground.cards["Boka lokal"], text="Cykelbanan vid **skolgården**.", base=None)
    ground.do(describe_card, ground.cards["Bjuda in invånare"], text="Cykelbanan.", base=None)
    asked = "Skolgårdens cykelbana"
    assert titles(similar(asked)) == ["Boka lokal"]
    ground.add("Belysa skolgården")
    assert titles(similar(asked)) == ["Belysa skolgården", "Boka lokal"]


def test_what_is_closed_says_so(ground: Ground, similar: Callable[..., Any]) -> None:
    ground.do(close_card, ground.cards["Boka lokal"], ClosureIn(reason="cancelled"))
    (card,) = similar("Boka en lokal")
    assert (card["title"], card["closed"], card["lane"]) == ("Boka lokal", True, None)


def test_nothing_is_suggested_that_one_may_not_see(ground: Ground, similar: Callable[..., Any]) -> None:
    ground.do(transfer_card, ground.cards["Boka lokal"], TransferIn(board_id=ground.other))
    assert [titles(similar("Boka lokal", who=who)) for who in ("agneta", "solveig", "bo")] == [["Boka lokal"], [], []]
    ground.do(change_board, ground.other, {"restricted": True})
    assert [titles(similar("Boka lokal", who=who)) for who in ("asa", "ulf", "agneta")] == [
        ["Boka lokal"],
        ["Boka lokal"],
        [],
    ]


def test_what_one_may_not_see_makes_no_word_common(ground: Ground, similar: Callable[..., Any]) -> None:
    ground.add("Bygga cykelbana")
    ground.do(add_lines, ground.other, LinesIn(lines=[f"Cykelbana nummer{nth}" for nth in range(6)]))
    assert similar("Cykelbana", who="agneta") == []
    ground.do(change_board, ground.other, {"restricted": True})
    assert titles(similar("Cykelbana", who="agneta")) == ["Bygga cykelbana"]

"""Search equals a slow recount over random histories: what each reader finds, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.scene import DICE, histories, scene
from tests.histories.words import WORDS
from tests.search.instep import index_beside_one_made_anew
from tests.search.slow_search import Thing, cards_seen, found, people_known, plans_seen
from verkstad.search import querying

if TYPE_CHECKING:
    from random import Random

    from tests.cast import Actor
    from tests.databases import Databases
    from tests.histories.rows import Eyes

ASKED = [
    *WORDS,
    "uppd",
    "nä",
    "mal",
    "maltiden",
    "namnds",
    "oberg",
    "öberg",
    "amin",
    "östling",
    "3",
    "#2",
    "hals",
    "12",
]
ALSO = [*WORDS, "amina", "agneta", "lokal", "saknar", "pdf", "fas"]
# Few hits are told apart by us, more by the database.
FEW = (0, 1, 100)


def a_query(dice: Random) -> str:
    """Ask for one word or two."""
    return dice.choice(ASKED) if dice.random() < 0.6 else f"{dice.choice(WORDS)} {dice.choice(ALSO)}"


@pytest.mark.timeout(300)  # on a loaded machine
@histories(4)
@given(dice=DICE, turns=st.lists(st.integers(5, 45), min_size=1, max_size=2))
def test_search_finds_what_a_slow_recount_does(databases: Databases, dice: Random, turns: list[int]) -> None:
    with scene(databases, lay_ground) as on:
        history = History(on.ground, dice)
        history.furnish()
        for many in turns:
            history.go_on(many)
            history.stir()
            queries = [a_query(dice) for _ in range(3)]
            few = querying.FEW
            querying.FEW = dice.choice(FEW)
            try:
                for _, actor, eyes in on.readers():
                    cards = cards_seen(eyes)
                    for query in queries:
                        hold(actor, eyes, cards, query, dice)
                    hold_alone(actor, cards, dice.sample(history.own_words, 20))
            finally:
                querying.FEW = few
            index, anew = index_beside_one_made_anew(on.ground.cast.house)
            assert index == anew


def hold(actor: Actor, eyes: Eyes, cards: list[Thing], query: str, dice: Random) -> None:
    """Hold the answers to one query against the recount: everything, the first few, what is open, one plan."""
    told = actor.get("/search", params={"q": query, "limit": 50})
    expected = found(cards, query)
    assert [hit["card_id"] for hit in told["cards"]] == [card.id for card in expected], query
    assert told["more"] is (len(expected) > 50)
    assert [hit["board_id"] for hit in told["plans"]] == [plan.id for plan in found(plans_seen(eyes), query)], query
    assert [hit["person_id"] for hit in told["people"]] == [who.id for who in found(people_known(eyes), query)], query
    assert told["complete"] is True
    for hit, card in zip(told["cards"], expected, strict=True):
        _hold_shown(hit, card, query)

    most = dice.randint(1, 3)
    part = actor.get("/search", params={"q": query, "limit": most, "kind": "cards"})
    assert [hit["card_id"] for hit in part["cards"]] == [card.id for card in expected[:most]], query
    assert (part["more"], part["plans"], part["people"]) == (len(expected) > most, [], []), query
    still = actor.get("/search", params={"q": query, "limit": 50, "closed": "false", "kind": "cards"})
    assert [hit["card_id"] for hit in still["cards"]] == [card.id for card in expected if not card.closed], query
    board_id = dice.choice([plan.id for plan in eyes.rows.board])
    here = {card.id for card in eyes.cards if card.board_id == board_id} if board_id in eyes.plan_ids else None
    _hold_one_plan(actor, query, board_id, None if here is None else [card.id for card in expected if card.id in here])


def hold_alone(actor: Actor, cards: list[Thing], words: list[str]) -> None:
    """Ask for words that stand in one text only: of it, what is removed, hidden or said elsewhere is never found."""
    for word in words:
        told = actor.get("/search", params={"q": word, "kind": "cards"})
        assert [hit["card_id"] for hit in told["cards"]] == [card.id for card in found(cards, word)], word


def _hold_one_plan(actor: Actor, query: str, board_id: str, expected: list[str] | None) -> None:
    asked = {"q": query, "limit": 50, "board_id": board_id}
    if expected is None:
        assert actor.refused("GET", "/search", params=asked) == "not_found"
        return
    told = actor.get("/search", params=asked)
    assert [hit["card_id"] for hit in told["cards"]] == expected, query
    assert told["plans"] == told["people"] == []


def _hold_shown(hit: dict[str, Any], card: Thing, query: str) -> None:
    """Hold what is shown of a hit: places where the words do stand, which together have them all."""
    assert (hit["title"], hit["closed"]) == (card.name, card.closed)
    said = [card.name, *card.texts, *card.signs]
    shown = [card.name]
    for place in hit["found"]:
        text = place["text"].strip("…")
        assert any(text in " ".join(each.split()) for each in said), (query, place)
        assert place["marks"], query
        assert all(0 <= first < end <= len(place["text"]) for first, end in place["marks"])
        shown.append(place["text"])
    assert Thing(card.id, "", shown, number=card.number).tier(query)[1] <= 3, (query, hit)

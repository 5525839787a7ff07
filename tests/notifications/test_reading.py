from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import change_board
from verkstad.boards.joining import remove_member
from verkstad.cards.comments.commenting import add_comment, remove_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import TransferIn
from verkstad.cards.writing import change_card
from verkstad.notifications.delivering import deliver
from verkstad.notifications.reading import excerpt

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

A = "Boka lokal"


@pytest.fixture
def mentioned(ground: Ground) -> Ground:
    """Amina, mentioned three times."""
    deliver(ground.cast.house)
    for number in range(3):
        wish = CommentIn(text=f"@Amina Warsame, fråga {number}?", mentions=[ground.cast.ids["amina"]])
        ground.things[f"comment-{number}"] = ground.do(add_comment, ground.cards[A], wish).id
    assert deliver(ground.cast.house) == 3
    return ground


def test_the_latest_first_and_part_by_part(mentioned: Ground, actor: Callable[[str], Actor]) -> None:
    assert mentioned.board
    first = actor("amina").get("/inbox?limit=2")
    assert [item["text"] for item in first["items"]] == ["@Amina Warsame, fråga 2?", "@Amina Warsame, fråga 1?"]
    assert (first["unread"], first["items"][0]["by"]) == (3, mentioned.cast.ids["asa"])
    rest = actor("amina").get(f"/inbox?limit=2&cursor={first['next']}")
    assert [item["text"] for item in rest["items"]] == ["@Amina Warsame, fråga 0?"]
    assert rest["next"] is None
    assert actor("ulf").get("/inbox") == {"items": [], "next": None, "unread": 0}


def test_what_is_read_on_one_device_is_read_on_all(mentioned: Ground, actor: Callable[[str], Actor]) -> None:
    amina = actor("amina")
    newest, middle, _ = amina.get("/inbox")["items"]
    assert amina.post("/inbox/readings", {"ids": [newest["id"]]}) == {"unread": 2}
    assert amina.post("/inbox/readings", {"ids": [newest["id"]]}) == {"unread": 2}
    read, unread, _ = amina.get("/inbox")["items"]
    assert (read["read_at"] is not None, unread["read_at"]) == (True, None)
    assert amina.get("/inbox?unread=true")["items"][0]["id"] == middle["id"]
    assert actor("ulf").post("/inbox/readings", {"ids": [middle["id"]]}) == {"unread": 0}
    assert amina.get("/inbox")["unread"] == 2, "nobody reads another's"
    assert amina.post("/inbox/readings", {"all": True}) == {"unread": 0}
    assert amina.get("/inbox?unread=true")["items"] == []
    assert mentioned.board


def test_of_what_one_may_not_see_any_more_nothing_shows(mentioned: Ground, actor: Callable[[str], Actor]) -> None:
    mentioned.do(change_board, mentioned.board, {"restricted": True})
    mentioned.do(remove_member, mentioned.board, mentioned.cast.ids["amina"])
    assert actor("amina").get("/inbox") == {"items": [], "next": None, "unread": 0}
    assert actor("amina").post("/inbox/readings", {"ids": []}) == {"unread": 0}


def test_it_says_where_the_card_is_now_and_what_it_is_called(mentioned: Ground, actor: Callable[[str], Actor]) -> None:
    mentioned.do(change_card, mentioned.cards[A], {"title": "Boka sal"})
    mentioned.do(transfer_card, mentioned.cards[A], TransferIn(board_id=mentioned.other))
    item = actor("amina").get("/inbox")["items"][0]
    assert item["card"] == {"id": mentioned.cards[A], "board_id": mentioned.other, "number": 1, "title": "Boka sal"}


def test_a_removed_comment_is_not_quoted(mentioned: Ground, actor: Callable[[str], Actor]) -> None:
    mentioned.do(remove_comment, mentioned.things["comment-2"])
    assert actor("amina").get("/inbox")["items"][0]["text"] == ""


def test_bad_questions_are_refused(actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    for question in ("cursor=%25", "limit=0", "limit=201", "unread=1"):
        assert asa.refused("GET", f"/inbox?{question}") == "invalid"
    bodies: list[Any] = [{"ids": ["x"]}, {"all": "ja"}, {"who": "ulf"}, []]
    for body in bodies:
        assert asa.refused("POST", "/inbox/readings", body) == "invalid"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Viktigt**: se [underlaget](https://example.se/a_b)", "Viktigt: se underlaget"),
        ("# Rubrik\n\n- ett\n- två\n> citat", "Rubrik ett två citat"),
        ("snake_case och _kursivt_", "snake_case och kursivt"),
        ("x" * 300, "x" * 199 + "…"),
        ("ord " * 100, "ord " * 49 + "ord…"),
        ("", ""),
    ],
)
def test_an_excerpt_is_plain_words(text: str, words: str) -> None:
    assert excerpt(text) == words
    assert len(excerpt(text)) <= 200

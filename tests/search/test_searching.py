from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import change_board, close_board
from verkstad.boards.joining import add_member, remove_member
from verkstad.boards.labelling import add_label
from verkstad.boards.wire import LabelIn
from verkstad.cards.attachments.attaching import attach_place
from verkstad.cards.attachments.wire import AttachmentIn
from verkstad.cards.checklists.listing import add_checklist, remove_checklist
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.comments.commenting import add_comment, remove_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.describing import describe_card
from verkstad.cards.labels.labelling import put_label_on
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import TransferIn
from verkstad.cards.writing import change_card
from verkstad.users.changing import change_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

    Ask = Callable[..., dict[str, Any]]

A = "Boka lokal"


def titles(found: dict[str, Any]) -> list[str]:
    return [card["title"] for card in found["cards"]]


@pytest.fixture
def ask(actor: Callable[[str], Actor]) -> Ask:
    """Search at the front door."""

    def search(q: str, who: str = "asa", **more: str) -> dict[str, Any]:
        found: dict[str, Any] = actor(who).get("/search", params={"q": q, **more})
        return found

    return search


def test_inflections_find_each_other(ground: Ground, ask: Ask) -> None:
    for title in ("Skriva uppdraget", "Se över handlingsplanerna"):
        ground.add(title)
    assert titles(ask("uppdragen")) == titles(ask("UPPDRAGENS")) == ["Skriva uppdraget"]
    (hit,) = ask("handlingsplan")["cards"]
    assert (hit["title"], hit["marks"], hit["found"]) == ("Se över handlingsplanerna", [[8, 25]], [])


def test_the_nearest_come_first(ground: Ground, ask: Ask) -> None:
    for title in ("Åhörarplatser", "ahora", "Annat", "Åhöra", "Åhöra igen", "Åhöras av nämnden"):
        ground.add(title)
    ground.do(describe_card, ground.cards["Annat"], text="Att **åhöra** mötet.", base=None)
    ground.do(change_card, ground.cards["Åhöra igen"], {"due": "2026-12-24"})
    expected = ["Åhöras av nämnden", "Åhöra igen", "Åhöra", "ahora", "Åhörarplatser", "Annat"]
    assert titles(ask("åhöra")) == expected
    forgiven = titles(ask("ahora"))
    assert forgiven[0] == "ahora"
    assert set(forgiven) == set(expected)
    (last,) = [card for card in ask("åhöra")["cards"] if card["title"] == "Annat"]
    assert [(each["where"], each["text"], each["marks"]) for each in last["found"]] == [
        ("description", "Att åhöra mötet.", [[4, 9]])
    ]


def test_every_word_must_be_somewhere(ground: Ground, ask: Ask) -> None:
    ground.do(change_card, ground.cards[A], {"owner_id": ground.cast.ids["amina"]})
    (hit,) = ask("lokal amina")["cards"]
    assert (hit["title"], hit["marks"]) == (A, [[5, 10]])
    assert [(each["where"], each["text"], each["id"]) for each in hit["found"]] == [
        ("owner", "Amina Warsame", ground.cast.ids["amina"])
    ]
    assert titles(ask("lokal agneta")) == []


def test_what_stands_in_the_parts(ground: Ground, ask: Ask) -> None:
    card = ground.cards[A]
    comment = ground.do(add_comment, card, CommentIn(text="Fråga *vaktmästaren* om nyckeln.")).id
    steps = ground.do(add_checklist, card, ChecklistIn(title="Inför", rows=["Beställ projektor"])).id
    ground.do(attach_place, card, AttachmentIn(kind="link", name="Kartan", target="https://kartor.example.se/torget"))
    label = ground.do(add_label, ground.board, LabelIn(name="Kompetens")).label_id
    ground.do(put_label_on, card, label)
    for word, where in (
        ("vaktmästare", "comment"),
        ("projektorer", "row"),
        ("inför", "checklist"),
        ("kartan", "attachment"),
        ("torget", "attachment"),
        ("kompetensen", "label"),
    ):
        (hit,) = ask(word)["cards"]
        assert [each["where"] for each in hit["found"]] == [where], word
    assert ask("vaktmästare")["cards"][0]["found"][0]["by"] == ground.cast.ids["asa"]
    ground.do(remove_comment, comment)
    ground.do(remove_checklist, steps)
    assert [titles(ask(word)) for word in ("vaktmästare", "projektorer", "inför")] == [[], [], []]


def test_what_it_was_called_before(ground: Ground, ask: Ask) -> None:
    ground.do(change_card, ground.cards[A], {"title": "Hyra sal"})
    (hit,) = ask("lokalen")["cards"]
    assert [(each["where"], each["text"], each["by"]) for each in hit["found"]] == [
        ("former_title", A, ground.cast.ids["asa"])
    ]


def test_a_number_finds_its_assignment(ground: Ground, ask: Ask) -> None:
    ground.add("Möte 2 av 3")
    assert titles(ask("#2")) == [A]
    assert titles(ask("2")) == ["Möte 2 av 3", A]


def test_plans_and_people(ground: Ground, ask: Ask) -> None:
    found = ask("kompetensförsörjningen")
    assert [(plan["board_id"], plan["marks"]) for plan in found["plans"]] == [(ground.other, [[0, 20]])]
    assert [person["name"] for person in ask("ostling")["people"]] == ["Agneta Östling"]
    assert [person["marks"] for person in ask("ami")["people"]] == [[[0, 3]]]
    assert ask("ami", kind="plans")["people"] == []


def test_a_person_who_is_renamed_is_found_at_once(ground: Ground, ask: Ask, actor: Callable[[str], Actor]) -> None:
    actor("daniel").patch(f"/people/{ground.cast.ids['amina']}", {"name": "Amina Lindqvist"})
    assert titles(ask("warsame")) == []
    assert titles(ask("lindqvist")) == ["Ta fram material"]


def test_whoever_has_left_is_found_no_more(ground: Ground, ask: Ask) -> None:
    assert [person["name"] for person in ask("agneta")["people"]] == ["Agneta Östling"]
    ground.do(change_person, ground.cast.ids["agneta"], {"disabled": True}, who="daniel")
    assert ask("agneta")["people"] == []


def test_a_part_of_the_answer_says_that_there_is_more(ground: Ground, ask: Ask) -> None:
    for number in range(3):
        ground.add(f"Ringa {number}")
    found = ask("ringa", limit="2")
    assert (titles(found), found["more"]) == (["Ringa 2", "Ringa 1"], True)
    assert not ask("ringa", limit="3")["more"]


def test_closed_ones_come_last_or_not_at_all(ground: Ground, ask: Ask) -> None:
    ground.add("Trycka affischer")
    ground.add("Trycka igen")
    assert titles(ask("trycka")) == ["Trycka igen", "Trycka affischer", "Trycka broschyr"]
    assert [card["closed"] for card in ask("trycka")["cards"]] == [False, False, True]
    assert titles(ask("trycka", closed="false")) == ["Trycka igen", "Trycka affischer"]
    ground.do(close_board, ground.board)
    assert titles(ask("trycka", closed="false")) == []
    assert all(card["closed"] for card in ask("trycka")["cards"])


def test_on_one_plan(ground: Ground, ask: Ask, actor: Callable[[str], Actor]) -> None:
    ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
    ground.add("Boka buss")
    assert titles(ask("boka", board_id=ground.other)) == [A]
    assert titles(ask("boka", board_id=ground.board)) == ["Boka buss"]
    assert actor("solveig").refused("GET", "/search", params={"q": "boka", "board_id": ground.other}) == "not_found"


def test_what_one_may_not_see_is_not_there(ground: Ground, ask: Ask) -> None:
    assert (titles(ask("lokal", "solveig")), titles(ask("lokal", "piotr")), titles(ask("lokal", "bo"))) == ([A], [], [])
    ground.do(change_board, ground.board, {"restricted": True})
    assert [titles(ask("lokal", who)) for who in ("agneta", "amina", "solveig", "daniel")] == [[], [A], [A], [A]]
    ground.do(remove_member, ground.board, ground.cast.ids["amina"])
    assert (ask("invånaren", "amina")["plans"], titles(ask("lokal", "amina"))) == ([], [])


def test_nobody_finds_by_a_name_that_they_do_not_know(ground: Ground, ask: Ask) -> None:
    steps = ChecklistIn(title="Inför", rows=["Ringa"])
    ground.do(add_checklist, ground.cards[A], steps)
    ground.do(change_card, ground.cards[A], {"deputy_id": ground.cast.ids["agneta"]})
    assert titles(ask("östling", "amina")) == [A]
    found = ask("östling", "solveig")
    assert (found["cards"], found["people"], found["more"]) == ([], [], False)


def test_what_was_said_on_another_plan_stays_there(ground: Ground, ask: Ask) -> None:
    card = ground.cards[A]
    ground.do(change_card, card, {"title": "Hemligt namn"})
    ground.do(change_card, card, {"title": "Öppet namn"})
    ground.do(add_member, ground.other, ground.cast.ids["agneta"])
    ground.do(transfer_card, card, TransferIn(board_id=ground.other))
    ground.do(change_board, ground.board, {"restricted": True})
    assert titles(ask("öppet", "agneta")) == ["Öppet namn"]
    assert titles(ask("hemligt", "agneta")) == titles(ask("lokal", "agneta")) == []


@pytest.mark.parametrize(
    "query",
    ["*", "  ", "!!!", "–", "🙂", "\u0000", '"', "%_", "'; --", "(((", "\u202e", "^$", "___"],
)
def test_a_query_without_a_word_is_refused_in_words(ground: Ground, actor: Callable[[str], Actor], query: str) -> None:
    assert ground.board
    answer = actor("asa").ask("GET", "/search", params={"q": query})
    assert (answer.status_code, answer.json()["code"]) == (422, "senseless_query")
    assert answer.json()["detail"] == "Skriv minst en bokstav eller siffra att söka efter."


@pytest.mark.parametrize(
    "query",
    [
        "bok* AND lokal",
        "NEAR(boka lokal, 5)",
        "title:boka",
        '"boka" OR "lokal',
        "{title} : boka",
        "boka & !lokal | (x:*)",
        "boka\u0000lokal",
        "' OR 1=1 --",
        "a" * 200,
        "\ud83d\ude42 boka".encode("utf-16", "surrogatepass").decode("utf-16"),
        "ß ſ İ ﬁ Å ½ ² 漢字 किताब",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "boka " * 39,
    ],
)
def test_signs_are_only_what_stands_between_words(ground: Ground, actor: Callable[[str], Actor], query: str) -> None:
    ground.add("Boka lokal and near title or x 5 1")
    assert actor("asa").get("/search", params={"q": query})["complete"] is True


def test_too_many_words_and_too_long(ground: Ground, actor: Callable[[str], Actor]) -> None:
    assert ground.board
    many = " ".join(f"ord{number}" for number in range(13))
    assert actor("asa").refused("GET", "/search", params={"q": many}) == "senseless_query"
    assert actor("asa").refused("GET", "/search", params={"q": "a" * 201}) == "invalid"
    assert actor("asa").refused("GET", "/search") == "invalid"
    assert actor("asa").refused("GET", "/search", params={"q": "a", "limit": "51"}) == "invalid"


def test_the_same_words_everywhere_in_a_long_text(ground: Ground, ask: Ask) -> None:
    text = (
        "Ett långt underlag om mötet. " * 30 + "Här står äntligen ordet skymningsljus och budget. " + "Mer text. " * 50
    )
    ground.do(describe_card, ground.cards[A], text=text, base=None)
    (place,) = ask("skymningsljuset budgeten")["cards"][0]["found"]
    assert len(place["text"]) <= 180
    assert [place["text"][first:last] for first, last in place["marks"]] == ["skymningsljus", "budget"]
    assert place["text"].startswith("…")
    assert place["text"].endswith("…")


def test_many_people_of_the_same_name(ground: Ground, ask: Ask) -> None:
    from tests.cast import NAMES  # noqa: PLC0415

    assert len(NAMES) == 8
    ground.cast.act("daniel", partial(_add_many, ground))
    assert titles(ask("anna material")) == []
    assert ask("anna")["more"]


def _add_many(ground: Ground, deed: Any) -> None:
    from verkstad.users.events import commons  # noqa: PLC0415
    from verkstad.users.setting_up import add_person  # noqa: PLC0415

    home = deed.caller.administration_id
    deed.lock(commons(home))
    for number in range(400):
        add_person(
            deed, home, name=f"Anna Nummer{number}", email=f"anna{number}@example.se", role="employee", language="sv"
        )
    assert ground.board

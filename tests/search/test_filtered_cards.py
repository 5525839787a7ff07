"""Assignments by a filter, at the front door: what passes, in order and in parts, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from verkstad.boards import arranging, changing, labelling
from verkstad.boards.wire import LabelIn, LaneIn
from verkstad.cards.closing import close_card
from verkstad.cards.labels.labelling import put_label_on
from verkstad.cards.moving import move_card
from verkstad.cards.wire import ClosureIn, LinesIn
from verkstad.cards.writing import add_lines, change_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground


def _ask(actor: Actor, query: str = "", **more: Any) -> list[str]:
    return [card["title"] for card in actor.get(_path(query, **more))["items"]]


def _path(query: str, **more: Any) -> str:
    return "/cards?" + "&".join(f"{name}={quote(str(value))}" for name, value in {"query": query, **more}.items())


def test_a_filter_over_all_plans_and_over_one(ground: Ground, actor: Callable[[str], Actor]) -> None:
    ground.do(add_lines, ground.other, LinesIn(lines=["Öva", "Ålägga", "Ära"]))
    label = ground.do(labelling.add_label, ground.board, LabelIn(name="Kompetens")).label_id
    ground.do(put_label_on, ground.cards["Boka lokal"], label)
    amina = actor("amina")

    assert _ask(amina, "ansvarig:mig") == ["Ta fram material"]
    assert _ask(actor("asa"), "owner:amina -etikett:kompetens läge:risk") == ["Ta fram material"]
    assert _ask(amina, "etikett:kompetens") == ["Boka lokal"]
    assert _ask(amina, "ansvarig:ingen", board_id=ground.other, sort="title") == ["Ålägga", "Ära", "Öva"]
    assert _ask(amina, "steg:väntar") == ["Invänta nämndens beslut"]
    (card,) = amina.get(_path("#2"))["items"][:1]
    assert (card["board_name"], card["lane_title"], card["label_ids"]) == (
        "Att ha invånaren som medskapare",
        "Ej påbörjat",
        [label],
    )


def test_parts_of_a_list_follow_each_other_also_while_it_changes(ground: Ground, actor: Callable[[str], Actor]) -> None:
    for number, title in enumerate(ground.cards):
        if number < 3:  # the others have no date, but one
            ground.do(change_card, ground.cards[title], {"due": f"2026-12-{9 - number:02d}"})
    asa = actor("asa")
    for sort in ("due", "-due", "title", "-title", "number", "-number", "since", "-updated"):
        whole = _ask(asa, sort=sort)
        seen: list[str] = []
        after = None
        while after is not None or not seen:
            told = asa.get(_path("", sort=sort, limit=2, **({"after": after} if after else {})))
            seen += [card["title"] for card in told["items"]]
            after = told["next"]
        assert (seen, len(seen)) == (whole, 5)
    assert _ask(asa, sort="due")[:3] == ["Ta fram material", "Bjuda in invånare", "Boka lokal"]
    assert _ask(asa, sort="-due")[:2] == ["Genomföra två workshops", "Boka lokal"]

    first = asa.get(_path("", sort="number", limit=2))
    ground.do(close_card, first["items"][1]["id"], ClosureIn(reason="cancelled"))
    assert _ask(asa, sort="number", limit=1, after=first["next"]) == ["Bjuda in invånare"]
    for after in ("x", "bnVsbA", "WzEsMl0", "WyJhIiwiYiJd"):
        assert asa.refused("GET", _path("", sort="number", after=after)) == "unknown_part"


@pytest.mark.parametrize(
    ("query", "swedish", "english"),
    [
        ("färg:röd", "”färg” går inte", "You cannot filter by “färg”. You can use owner, deputy"),
        ("läge:gult", "enligt plan, risk, avvikelse", "on track, at risk"),
        ("ansvarig:Bertil", "”Bertil”", "Bertil"),
        ("status:Pausad", "Statusen ”Pausad”", "The status “Pausad”"),
        ("klart:snart", "”snart” är inget datum", "“snart” is no date"),
        ('"utan slut', "citattecken", "quotation mark"),
        ("%", "”%”", "“%”"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_does(
    ground: Ground, actor: Callable[[str], Actor], query: str, swedish: str, english: str
) -> None:
    assert ground.cards
    for language, words in (("sv", swedish), ("en", english)):
        answer = actor("asa").ask("GET", _path(query), headers={"Accept-Language": language}).json()
        assert (answer["code"], words in answer["detail"]) == ("senseless_query", True), answer["detail"]


def test_nothing_is_said_of_a_plan_that_one_does_not_see(ground: Ground, actor: Callable[[str], Actor]) -> None:
    hidden = ground.do(arranging.add_lane, ground.other, LaneIn(title="Hemligt", stage="waiting")).lane_id
    secret = ground.do(add_lines, ground.other, LinesIn(lines=["Säga upp avtalet"])).card_ids[0]
    ground.do(move_card, secret, lane_id=hidden, after=None, last=True)
    ground.do(change_card, secret, {"owner_id": ground.cast.ids["agneta"]})
    ground.do(labelling.add_label, ground.other, LabelIn(name="Känsligt"))
    ground.do(changing.change_board, ground.other, {"restricted": True})

    for query in ("status:hemligt", "etikett:känsligt", "plan:kompetensförsörjning"):
        assert actor("asa").ask("GET", _path(query)).status_code == 200
        unknown = actor("agneta").ask("GET", _path(query)).json()
        made_up = actor("agneta").ask("GET", _path(query.split(":")[0] + ":påhittat")).json()
        said = query.split(":")[1]
        assert unknown["detail"].replace(said, "påhittat") == made_up["detail"]
    assert _ask(actor("asa"), "avtalet") == ["Säga upp avtalet"]
    assert _ask(actor("agneta"), "avtalet") == _ask(actor("agneta"), "ansvarig:mig") == []
    assert actor("agneta").refused("GET", _path("", board_id=ground.other)) == "not_found"
    assert (
        actor("solveig").refused("GET", _path("ansvarig:agneta")) == "senseless_query"
    )  # of whom a guest knows nothing
    assert actor("piotr").get("/cards")["items"] == []

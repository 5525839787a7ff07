"""Who is who: e-mail addresses are for administrators, and a guest meets only those of their plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.boards.changing import change_board
from verkstad.boards.joining import remove_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.cards.wire import CardIn
from verkstad.cards.writing import add_card, change_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor, Cast


def names(actor: Actor) -> set[str]:
    return {person["name"].split()[0] for person in actor.get("/people")["items"]}


def test_only_administrators_see_addresses_and_everybody_their_own(actor: Callable[[str], Actor], cast: Cast) -> None:
    everybody = {key for key in cast.ids if key != "bo"}
    shown = {person["email"] for person in actor("daniel").get("/people")["items"]}
    assert shown == {f"{key}@example.se" for key in everybody}

    for who in ("asa", "ulf", "amina", "agneta", "solveig", "piotr"):
        addresses = {person["id"]: person["email"] for person in actor(who).get("/people")["items"]}
        assert {email for email in addresses.values() if email} == {f"{who}@example.se"}, who


def test_nobody_is_seen_across_administrations(actor: Callable[[str], Actor], cast: Cast) -> None:
    assert cast.ids["bo"] not in str(actor("daniel").get("/people"))
    assert names(actor("bo")) == {"Bo"}


def test_a_guest_meets_those_of_the_plans_that_they_are_invited_to(
    actor: Callable[[str], Actor], cast: Cast, board_id: str
) -> None:
    solveig, piotr = actor("solveig"), actor("piotr")
    # Ulf owns the plan, Amina is a member, Åsa started it.
    assert names(solveig) == {"Solveig", "Ulf", "Amina", "Åsa"}
    assert names(piotr) == {"Piotr"}

    card = cast.act("amina", lambda deed: add_card(deed, board_id, CardIn(title="Boka lokal")))
    cast.act("amina", lambda deed: change_card(deed, card.card_id, {"owner_id": cast.ids["agneta"]}))
    assert names(solveig) == {"Solveig", "Ulf", "Amina", "Åsa", "Agneta"}

    cast.act("asa", lambda deed: start_board(deed, BoardIn(name="En annan plan", owner_id=cast.ids["daniel"])))
    assert "Daniel" not in names(solveig)

    cast.act("asa", lambda deed: remove_member(deed, board_id, cast.ids["solveig"]))
    assert names(solveig) == {"Solveig"}


def test_a_guest_still_knows_who_did_what_happened_before(
    actor: Callable[[str], Actor], cast: Cast, board_id: str
) -> None:
    cast.act("daniel", lambda deed: change_board(deed, board_id, {"purpose": "Alla är med."}))

    assert "Daniel" in names(actor("solveig"))


def test_the_directory_comes_in_parts(actor: Callable[[str], Actor]) -> None:
    agneta = actor("agneta")
    whole = agneta.get("/people")["items"]
    found, cursor = [], ""
    while True:
        part = agneta.get(f"/people?limit=2{cursor}")
        found += part["items"]
        if part["next"] is None:
            break
        cursor = f"&cursor={part['next']}"

    assert found == whole
    assert len(found) == 7

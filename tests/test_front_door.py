"""The house answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor


def test_a_member_moves_a_card_and_the_next_snapshot_shows_it(actor: Callable[[str], Actor], board_id: str) -> None:
    amina = actor("amina")
    added = amina.post(f"/boards/{board_id}/cards", {"title": "Boka lokal"})
    lanes = amina.get(f"/boards/{board_id}")["lanes"]

    done = amina.post(f"/cards/{added['card_id']}/moves", {"lane_id": lanes[1]["id"]})

    snapshot = amina.get(f"/boards/{board_id}")
    assert snapshot["version"] == done["version"]
    assert [card["lane_id"] for card in snapshot["cards"]] == [lanes[1]["id"]]

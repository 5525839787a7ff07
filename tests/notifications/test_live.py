"""A person's devices are told that there is something in their inbox, and that it was read elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from tests.cast import Actor
    from tests.ground import Ground


def test_a_mention_nudges_the_one_who_is_mentioned_and_so_does_its_reading(
    ground: Ground, client: TestClient, actor: Callable[[str], Actor]
) -> None:
    mine = {"Authorization": f"Bearer {ground.cast.tokens['ulf']}"}
    with client.websocket_connect("/api/v1/live", headers=mine) as socket:
        body = {"text": "Hinner du, @Ulf Thorén?", "mentions": [ground.cast.ids["ulf"]]}
        actor("amina").post(f"/cards/{ground.cards['Boka lokal']}/comments", body)
        assert socket.receive_json() == {"type": "inbox"}
        told = actor("ulf").get("/inbox")
        assert (told["unread"], told["items"][0]["text"]) == (1, "Hinner du, @Ulf Thorén?")

        actor("ulf").post("/inbox/readings", {"ids": [told["items"][0]["id"]]})
        assert socket.receive_json() == {"type": "inbox"}
        assert actor("ulf").get("/inbox")["unread"] == 0
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}

"""Saved views: one's own are nobody else's, and shared ones are the plan's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import clocks
from verkstad.boards import changing, joining
from verkstad.boards.views import keeping

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient, WebSocketTestSession

    from tests.cast import Actor
    from tests.ground import Ground


def _wish(board_id: str | None, *, shared: bool = False, **more: Any) -> dict[str, Any]:
    return {"name": "Försenat", "board_id": board_id, "query": "klart:försenat", "shared": shared, **more}


def _names(actor: Actor, board_id: str | None = None) -> list[str]:
    return [view["name"] for view in actor.get("/views" + (f"?board_id={board_id}" if board_id else ""))["items"]]


def test_ones_own_view_is_nobody_elses(ground: Ground, actor: Callable[[str], Actor]) -> None:
    amina, ulf, asa = (actor(who) for who in ("amina", "ulf", "asa"))
    kept = amina.post("/views", _wish(ground.board, view="table", settings={"sort": "-due"}))["view_id"]

    (view,) = amina.get(f"/views?board_id={ground.board}")["items"]
    assert (view["view"], view["query"], view["settings"]) == ("table", "klart:försenat", {"sort": "-due"})
    assert _names(amina) == ["Försenat"]
    for other in (ulf, asa):
        assert _names(other, ground.board) == []
        assert other.refused("PATCH", f"/views/{kept}", {"name": "Min"}) == "not_found"
        assert other.refused("DELETE", f"/views/{kept}") == "not_found"
    before = ground.snapshot(ground.board)["version"]
    amina.patch(f"/views/{kept}", {"name": "Sent"})
    amina.delete(f"/views/{kept}")
    amina.post(f"/views/{kept}/restoration")
    assert _names(amina, ground.board) == ["Sent"]
    assert ground.snapshot(ground.board)["version"] == before  # the plan's readers are told nothing of it


def test_a_shared_view_is_the_plans(ground: Ground, actor: Callable[[str], Actor]) -> None:
    kept = actor("amina").post("/views", _wish(ground.board))["view_id"]
    actor("amina").patch(f"/views/{kept}", {"shared": True})

    for who in ("ulf", "agneta", "solveig"):
        assert _names(actor(who), ground.board) == ["Försenat"]
    assert _names(actor("ulf")) == []  # it is asked for with its plan
    assert actor("agneta").refused("PATCH", f"/views/{kept}", {"name": "Min"}) == "may_not"
    actor("ulf").patch(f"/views/{kept}", {"name": "Sent"})
    assert actor("ulf").refused("PATCH", f"/views/{kept}", {"shared": False}) == "may_not"
    actor("amina").patch(f"/views/{kept}", {"shared": False})
    assert (_names(actor("ulf"), ground.board), _names(actor("amina"), ground.board)) == ([], ["Sent"])


class TestMoving:
    def test_a_shared_one_stands_where_whoever_shares_has_put_it(
        self, ground: Ground, actor: Callable[[str], Actor]
    ) -> None:
        amina, ulf = actor("amina"), actor("ulf")
        first, second, third = (
            amina.post("/views", _wish(ground.board, shared=True, name=name))["view_id"] for name in ("A", "B", "C")
        )
        ulf.post(f"/views/{third}/moves", {"after": None})
        assert _names(actor("agneta"), ground.board) == ["C", "A", "B"]
        amina.post(f"/views/{third}/moves", {"after": first})
        amina.post(f"/views/{first}/moves", {})
        assert _names(ulf, ground.board) == ["C", "B", "A"]
        before = ground.snapshot(ground.board)["version"]
        amina.post(f"/views/{second}/moves", {"after": third})  # it stands there
        assert ground.snapshot(ground.board)["version"] == before
        assert actor("agneta").refused("POST", f"/views/{first}/moves", {}) == "may_not"
        assert actor("solveig").refused("POST", f"/views/{first}/moves", {}) == "may_not"
        assert amina.refused("PATCH", f"/views/{first}", {"rank": "a0"}) == "invalid"

    def test_ones_own_stand_among_ones_own_and_are_told_to_nobody(
        self, ground: Ground, actor: Callable[[str], Actor]
    ) -> None:
        amina, ulf = actor("amina"), actor("ulf")
        shared = amina.post("/views", _wish(ground.board, shared=True, name="Delad"))["view_id"]
        theirs = ulf.post("/views", _wish(ground.board, name="Ulfs"))["view_id"]
        one, two = (amina.post("/views", _wish(ground.board, name=name))["view_id"] for name in ("A", "B"))
        before = ground.snapshot(ground.board)["version"]
        amina.post(f"/views/{two}/moves", {"after": None})
        own = [view["name"] for view in amina.get(f"/views?board_id={ground.board}")["items"] if not view["shared"]]
        assert own == ["B", "A"]
        assert ground.snapshot(ground.board)["version"] == before
        for elsewhere in (shared, theirs):
            assert amina.refused("POST", f"/views/{two}/moves", {"after": elsewhere}) == "place_gone"
        assert ulf.refused("POST", f"/views/{one}/moves", {}) == "not_found"

    def test_undone_it_stands_where_it_stood_or_just_behind_whoever_has_come_there(
        self, ground: Ground, actor: Callable[[str], Actor]
    ) -> None:
        amina = actor("amina")
        first, _, third = (
            amina.post("/views", _wish(ground.board, shared=True, name=name))["view_id"] for name in ("A", "B", "C")
        )
        op = "operation-of-moving"
        amina.post(f"/views/{first}/moves", {}, headers={"Idempotency-Key": op})
        amina.post(f"/views/{third}/moves", {"after": None})
        assert _names(amina, ground.board) == ["C", "B", "A"]
        amina.post(f"/boards/{ground.board}/undos", {"op": op})
        assert _names(amina, ground.board) == ["C", "A", "B"]

    def test_shared_it_comes_last_and_unshared_and_shared_by_undo_where_it_stood(
        self, ground: Ground, actor: Callable[[str], Actor]
    ) -> None:
        amina = actor("amina")
        own = amina.post("/views", _wish(ground.board, name="Min"))["view_id"]
        for name in ("A", "B"):
            amina.post("/views", _wish(ground.board, shared=True, name=name))
        amina.patch(f"/views/{own}", {"shared": True})
        assert _names(amina, ground.board) == ["A", "B", "Min"]
        amina.post(f"/views/{own}/moves", {"after": None})
        op = "operation-of-unsharing"
        amina.patch(f"/views/{own}", {"shared": False}, headers={"Idempotency-Key": op})
        amina.post("/views", _wish(ground.board, shared=True, name="D"))
        amina.post(f"/boards/{ground.board}/undos", {"op": op})
        assert _names(actor("ulf"), ground.board) == ["Min", "A", "B", "D"]

    def test_one_for_all_is_moved_by_coordinators(self, actor: Callable[[str], Actor]) -> None:
        _, last = (actor("asa").post("/views", _wish(None, shared=True, name=name))["view_id"] for name in ("A", "B"))
        assert actor("amina").refused("POST", f"/views/{last}/moves", {"after": None}) == "may_not"
        actor("daniel").post(f"/views/{last}/moves", {"after": None})
        assert _names(actor("agneta")) == ["B", "A"]


def test_guests_keep_their_own_and_share_nothing(ground: Ground, actor: Callable[[str], Actor]) -> None:
    solveig = actor("solveig")
    kept = solveig.post("/views", _wish(ground.board))["view_id"]
    assert solveig.refused("PATCH", f"/views/{kept}", {"shared": True}) == "may_not"
    assert solveig.refused("POST", "/views", _wish(ground.board, shared=True)) == "may_not"
    assert actor("piotr").refused("POST", "/views", _wish(ground.board)) == "not_found"
    assert _names(solveig) == ["Försenat"]


def test_coordinators_share_across_all_plans(ground: Ground, actor: Callable[[str], Actor]) -> None:
    kept = actor("asa").post("/views", _wish(None, shared=True))["view_id"]
    assert actor("amina").refused("POST", "/views", _wish(None, shared=True)) == "may_not"
    assert actor("amina").refused("DELETE", f"/views/{kept}") == "may_not"
    assert [_names(actor(who)) for who in ("asa", "agneta", "piotr", "bo")] == [["Försenat"]] * 3 + [[]]
    assert _names(actor("asa"), ground.board) == []
    actor("daniel").delete(f"/views/{kept}")
    assert _names(actor("agneta")) == []


def test_a_view_of_a_plan_that_one_may_not_see_any_more_is_absent(
    ground: Ground, actor: Callable[[str], Actor]
) -> None:
    amina = actor("amina")
    kept = amina.post("/views", _wish(ground.board))["view_id"]
    amina.post("/views", _wish(None))
    ground.do(changing.change_board, ground.board, {"restricted": True})
    ground.do(joining.remove_member, ground.board, ground.cast.ids["amina"])

    assert [view["board_id"] for view in amina.get("/views")["items"]] == [None]
    assert amina.refused("GET", f"/views?board_id={ground.board}") == "not_found"
    assert amina.refused("PATCH", f"/views/{kept}", {"name": "Sent"}) == "not_found"


@pytest.mark.parametrize("shared", [False, True])
def test_views_are_few_whichever_way_they_come(
    ground: Ground, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch, *, shared: bool
) -> None:
    monkeypatch.setattr(keeping, "MOST_SHARED" if shared else "MOST_OWN", 2)
    amina = actor("amina")
    first, _ = (amina.post("/views", _wish(ground.board, shared=shared))["view_id"] for _ in range(2))
    assert amina.refused("POST", "/views", _wish(ground.board, shared=shared)) == "too_many"
    assert actor("ulf").post("/views", _wish(ground.board))  # another's own are another matter

    amina.delete(f"/views/{first}")
    last = amina.post("/views", _wish(ground.board, shared=shared))["view_id"]
    assert amina.refused("POST", f"/views/{first}/restoration") == "too_many"
    if shared:
        own = amina.post("/views", _wish(ground.board))["view_id"]
        assert amina.refused("PATCH", f"/views/{own}", {"shared": True}) == "too_many"
    amina.delete(f"/views/{last}")
    amina.post(f"/views/{first}/restoration")


def test_what_somebody_changed_since_is_not_undone(ground: Ground, actor: Callable[[str], Actor]) -> None:
    op = "operation-of-amina"
    headers = {"Idempotency-Key": op}
    kept = actor("amina").post("/views", _wish(ground.board, shared=True), headers=headers)["view_id"]
    actor("ulf").patch(f"/views/{kept}", {"query": ""})
    assert actor("amina").refused("POST", f"/boards/{ground.board}/undos", {"op": op}) == "changed_since"
    actor("ulf").delete(f"/views/{kept}")
    assert actor("amina").refused("PATCH", f"/views/{kept}", {"name": "Sent"}) == "changed_since"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "n" * 81},
        {"query": "q" * 501},
        {"view": "picture"},
        {"settings": {"Sort": "due"}},
        {"settings": {f"{chr(97 + number)}": "x" for number in range(13)}},
        {"settings": {"sort": "x" * 501}},
        {"settings": {"sort": 3}},
        {"shared": "yes"},
        {"colour": "red"},
    ],
)
def test_what_makes_no_view_is_refused(ground: Ground, actor: Callable[[str], Actor], wrong: dict[str, Any]) -> None:
    before = clocks(ground.cast.house)
    assert actor("amina").refused("POST", "/views", {**_wish(ground.board), **wrong}) == "invalid"
    assert clocks(ground.cast.house) == before


def test_views_of_no_plan_alone_are_told_to_those_who_have_them(
    ground: Ground, client: TestClient, actor: Callable[[str], Actor]
) -> None:
    def line(who: str) -> WebSocketTestSession:
        headers = {"Authorization": f"Bearer {ground.cast.tokens[who]}"}
        return client.websocket_connect("/api/v1/live", headers=headers)

    def is_silent(socket: WebSocketTestSession) -> bool:
        socket.send_json({"type": "ping"})
        return bool(socket.receive_json() == {"type": "pong"})

    with line("ulf") as ulfs, line("amina") as aminas, line("bo") as elsewhere:
        actor("ulf").post("/views", _wish(None))
        assert ulfs.receive_json() == {"type": "views"}
        assert is_silent(aminas)
        actor("asa").post("/views", _wish(None, shared=True))
        assert ulfs.receive_json() == {"type": "views"}
        assert aminas.receive_json() == {"type": "views"}
        assert is_silent(ulfs)
        assert is_silent(elsewhere)

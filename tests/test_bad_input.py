"""What is wrong is refused with the right code and a sentence in both languages, and changes nothing."""

from __future__ import annotations

import json
import socket
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.cast import Actor, Cast, StandingClock, clocks
from tests.running import raw, running
from tests.waiting import until
from verkstad.boards.arranging import remove_lane
from verkstad.boards.changing import close_board
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.cards.closing import close_card
from verkstad.cards.wire import CardIn, ClosureIn
from verkstad.cards.writing import add_card
from verkstad.history.recording import Recorder
from verkstad.kernel.ids import new_id
from verkstad.main import create_app
from verkstad.settings import Settings
from verkstad.users.signing_in import open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction

NOWHERE = "00000000-0000-7000-8000-000000000000"
OURS = "http://testserver"


@pytest.fixture
def nothing_changes(house: House, board_id: str) -> Iterator[None]:
    """Hold that no stream has moved when the test is over."""
    assert board_id
    before = clocks(house)
    yield
    assert clocks(house) == before


def must_be_clear(client: TestClient, method: str, path: str, *, code: str, **request: Any) -> dict[str, Any]:
    """Send what must be refused, once in each language; give the English refusal."""
    said = {}
    headers = request.pop("headers", {})
    for language in ("sv", "en"):
        answer = client.request(method, path, headers={**headers, "Accept-Language": language}, **request)
        problem = answer.json()
        assert problem["code"] == code, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language
        assert len(problem["detail"]) > 10
        assert problem["detail"].endswith((".", "!", *(each["detail"] for each in problem.get("fields", []))))
        assert not set("{}") & set(problem["detail"])
        said[language] = problem
    assert said["sv"]["title"] != said["en"]["title"]
    assert said["sv"]["detail"] != said["en"]["detail"]
    refusal: dict[str, Any] = said["en"]
    return refusal


# ---- bodies

TITLES = {
    "a number": (5, "must be text"),
    "a flag": (True, "must be text"),
    "a list": ([], "must be text"),
    "nothing": (None, "must be text"),
    "empty": ("", "must be filled in"),
    "blank": (" \t ", "must be filled in"),
    "nothing to see": ("\u200b\ufeff", "must be filled in"),
    "turned round": ("Boka \u202elokal", "may not contain control characters"),
    "overlong": ("å" * 301, "may have at most 300 characters"),
    "a bell": ("Boka\u0007 lokal", "may not contain control characters"),
    "NUL": ("Boka\u0000 lokal", "may not contain control characters"),
    "DEL": ("Boka\u007f lokal", "may not contain control characters"),
    "half a character": ("Boka \ud83d lokal", "has the wrong form"),
    "two lines": ("Boka\nlokal", "may only be one line"),
    "a Unicode line": ("Boka\u2028lokal", "may only be one line"),
}


@pytest.mark.usefixtures("nothing_changes")
def test_titles_that_are_none(client: TestClient, cast: Cast, board_id: str) -> None:
    for kind, (title, detail) in TITLES.items():
        refusal = must_be_clear(
            client,
            "POST",
            f"/api/v1/boards/{board_id}/cards",
            code="invalid",
            content=json.dumps({"title": title}),
            headers=bearer(cast, "amina", json=True),
        )
        assert refusal["fields"] == [{"field": "title", "detail": detail}], kind


BODIES = {
    "half": (b'{"title": "Boka', "malformed"),
    "words": (b"Boka lokal", "malformed"),
    "not UTF-8": (b'{"title": "Boka \xe5"}', "malformed"),
    "ten thousand brackets": (b"[" * 10_000, "malformed"),
    "nothing": (b"", "invalid"),
    "null": (b"null", "invalid"),
    "a list": (b'[{"title": "Boka"}]', "invalid"),
    "a text": (b'"Boka"', "invalid"),
    "no title": (b"{}", "invalid"),
    "a field that is unknown": (b'{"title": "Boka", "titel": "Boka"}', "invalid"),
    "a field that is half a character": (b'{"title": "Boka", "\\ud83d": 1}', "invalid"),
    "a field with a NUL": (b'{"title": "Boka", "a\\u0000": 1}', "invalid"),
    "not a number": (b'{"title": NaN}', "invalid"),
    "an id that is a number": (b'{"title": "Boka", "lane_id": 1e999}', "invalid"),
    "an id that is a path": (b'{"title": "Boka", "lane_id": "../../boards"}', "invalid"),
    "an id that is SQL": (b'{"title": "Boka", "after": "\' OR 1=1 --"}', "invalid"),
}


@pytest.mark.usefixtures("nothing_changes")
def test_bodies_that_are_none(client: TestClient, cast: Cast, board_id: str) -> None:
    for body, code in BODIES.values():
        must_be_clear(
            client,
            "POST",
            f"/api/v1/boards/{board_id}/cards",
            code=code,
            content=body,
            headers=bearer(cast, "amina", json=True),
        )


@pytest.mark.usefixtures("nothing_changes")
def test_bodies_of_another_kind(client: TestClient, cast: Cast, board_id: str) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None):
        must_be_clear(
            client,
            "POST",
            f"/api/v1/boards/{board_id}/cards",
            code="unsupported_media_type",
            content=b'{"title": "Boka lokal"}',
            headers=bearer(cast, "amina") | ({"Content-Type": kind} if kind else {}),
        )


FIELDS = {
    "a flag as text": ("PATCH", "/boards/{board_id}", {"restricted": "true"}, "must be true or false"),
    "a flag as a number": ("PATCH", "/boards/{board_id}", {"restricted": 1}, "must be true or false"),
    "a day that is none": ("PATCH", "/boards/{board_id}", {"period_start": "2026-02-30"}, "has the wrong form"),
    "a day as words": ("PATCH", "/boards/{board_id}", {"period_start": "i morgon"}, "must be a day, as 2026-11-30"),
    "a day as a number": ("PATCH", "/boards/{board_id}", {"period_start": 20261118}, "must be a day, as 2026-11-30"),
    "a limit below one": ("PATCH", "/lanes/{lane_id}", {"wip_limit": 0}, "is too small or too large"),
    "a limit below nothing": ("PATCH", "/lanes/{lane_id}", {"wip_limit": -1}, "is too small or too large"),
    "a limit beyond all": ("PATCH", "/lanes/{lane_id}", {"wip_limit": 10**30}, "is too small or too large"),
    "a limit as a flag": ("PATCH", "/lanes/{lane_id}", {"wip_limit": True}, "must be a whole number"),
    "half a limit": ("PATCH", "/lanes/{lane_id}", {"wip_limit": 2.5}, "must be a whole number"),
    "a stage that is none": (
        "PATCH",
        "/lanes/{lane_id}",
        {"stage": "klar"},
        "must be one of planned, active, waiting or done",
    ),
}


@pytest.mark.usefixtures("nothing_changes")
def test_fields_of_another_kind(client: TestClient, actor: Callable[[str], Actor], cast: Cast, board_id: str) -> None:
    lane_id = actor("asa").get(f"/boards/{board_id}")["lanes"][0]["id"]
    for kind, (method, path, body, detail) in FIELDS.items():
        where = f"/api/v1{path}".format(board_id=board_id, lane_id=lane_id)
        refusal = must_be_clear(client, method, where, code="invalid", json=body, headers=bearer(cast, "asa"))
        assert [each["detail"] for each in refusal["fields"]] == [detail], kind


FORGED = (
    "/cards/1",
    "/cards/01936D7E-2C57-7D6F-8A3B-0F2B6C4F9A11",
    "/cards/%00",
    "/cards/' OR 1=1 --",
    "/boards/{board_id}/cards/0",
    "/boards/{board_id}/cards/9999999999999999",
    "/boards/{board_id}/events?after=-1",
    "/boards/{board_id}/events?after=9e99",
    "/boards/{board_id}/events?after=99999999999999999999",
    "/boards/{board_id}/events?limit=0",
    "/boards/{board_id}/events?limit=1000000",
    "/boards/{board_id}/events?limit=true",
    "/boards/{board_id}/cards?cursor=%27%3B",
    "/people?cursor=x",
)
ABSENT = (
    "/nothing",
    f"/cards/{NOWHERE}",
    f"/boards/{NOWHERE}",
    f"/boards/{NOWHERE}/stream",
    "/boards/{board_id}/cards/-1",
    "/boards/{board_id}/cards/1e3",
    "/boards/{board_id}/cards/" + "9" * 5000,
    "/boards/{board_id}/cards/١٢",
    "/boards/{board_id}/cards/2",
)


@pytest.mark.usefixtures("nothing_changes")
def test_addresses_that_are_forged_and_where_nothing_is(client: TestClient, cast: Cast, board_id: str) -> None:
    for code, paths in (("invalid", FORGED), ("not_found", ABSENT)):
        for path in paths:
            where = f"/api/v1{path.format(board_id=board_id)}"
            must_be_clear(client, "GET", where, code=code, headers=bearer(cast, "asa"))


@pytest.mark.usefixtures("nothing_changes")
def test_an_address_without_that_method_names_those_that_it_has(client: TestClient, board_id: str) -> None:
    for method, path, allowed in (
        ("PUT", f"/api/v1/boards/{board_id}", "GET, PATCH"),
        ("DELETE", "/api/v1/boards", "GET, POST"),
        ("GET", f"/api/v1/cards/{NOWHERE}/moves", "POST"),
        ("POST", "/plans", "GET"),
    ):
        must_be_clear(client, method, path, code="method_not_allowed")
        assert client.request(method, path).headers["allow"] == allowed


# ---- things that are elsewhere, gone or closed


def test_another_plans_lane_a_closed_card_and_a_lane_that_went_meanwhile(
    client: TestClient, actor: Callable[[str], Actor], cast: Cast, house: House, board_id: str
) -> None:
    other = cast.act("asa", lambda deed: start_board(deed, BoardIn(name="En annan"))).board_id
    lanes = actor("asa").get(f"/boards/{board_id}")["lanes"]
    foreign = actor("asa").get(f"/boards/{other}")["lanes"][0]["id"]
    card, closed = (
        cast.act("amina", lambda deed, title=title: add_card(deed, board_id, CardIn(title=title))).card_id  # type: ignore[misc]
        for title in ("Boka lokal", "Ställa in")
    )
    stranger = cast.act("asa", lambda deed: add_card(deed, other, CardIn(title="På en annan plan"))).card_id
    cast.act("amina", lambda deed: close_card(deed, closed, ClosureIn(reason="cancelled")))
    cast.act("asa", lambda deed: remove_lane(deed, lanes[3]["id"]))
    before = clocks(house)

    moves, amina = f"/api/v1/cards/{card}/moves", bearer(cast, "amina")
    for lane, after, code in (
        (foreign, None, "lane_gone"),
        (lanes[3]["id"], None, "lane_gone"),
        (NOWHERE, None, "lane_gone"),
        (lanes[1]["id"], stranger, "place_gone"),
        (lanes[1]["id"], closed, "place_gone"),
        (lanes[0]["id"], card, "place_gone"),
        (lanes[1]["id"], NOWHERE, "place_gone"),
    ):
        must_be_clear(client, "POST", moves, code=code, json={"lane_id": lane, "after": after}, headers=amina)
    where = f"/api/v1/cards/{closed}"
    must_be_clear(client, "PATCH", where, code="card_closed", json={"title": "Nytt"}, headers=amina)
    must_be_clear(client, "PATCH", f"/api/v1/cards/{NOWHERE}", code="not_found", json={"title": "Nytt"}, headers=amina)
    must_be_clear(
        client,
        "POST",
        f"/api/v1/cards/{card}/transfers",
        code="same_board",
        json={"board_id": board_id},
        headers=amina,
    )
    must_be_clear(
        client,
        "POST",
        f"/api/v1/boards/{board_id}/members",
        code="unknown_person",
        json={"user_id": cast.ids["bo"]},
        headers=amina,
    )
    assert clocks(house) == before


def test_a_closed_plan_refuses_every_change(
    client: TestClient, actor: Callable[[str], Actor], cast: Cast, house: House, board_id: str
) -> None:
    card = cast.act("amina", lambda deed: add_card(deed, board_id, CardIn(title="Boka lokal"))).card_id
    lane = actor("asa").get(f"/boards/{board_id}")["lanes"][1]["id"]
    cast.act("asa", lambda deed: close_board(deed, board_id))
    before = clocks(house)

    for method, path, body in (
        ("PATCH", f"/boards/{board_id}", {"name": "Nytt"}),
        ("POST", f"/boards/{board_id}/cards", {"title": "Nytt"}),
        ("POST", f"/boards/{board_id}/cards/lines", {"lines": ["Nytt"]}),
        ("POST", f"/boards/{board_id}/lanes", {"title": "Ny", "stage": "active"}),
        ("POST", f"/boards/{board_id}/members", {"user_id": cast.ids["agneta"]}),
        ("DELETE", f"/boards/{board_id}/members/{cast.ids['amina']}", None),
        ("POST", f"/boards/{board_id}/undos", {"op": "x" * 22}),
        ("PATCH", f"/lanes/{lane}", {"title": "Ny"}),
        ("POST", f"/lanes/{lane}/moves", {}),
        ("DELETE", f"/lanes/{lane}", None),
        ("PATCH", f"/cards/{card}", {"title": "Nytt"}),
        ("PUT", f"/cards/{card}/description", {"text": "Nytt", "base": None}),
        ("POST", f"/cards/{card}/moves", {"lane_id": lane}),
        ("POST", f"/cards/{card}/assessments", {"health": "at_risk"}),
        ("POST", f"/cards/{card}/closure", {"reason": "cancelled"}),
        ("DELETE", f"/cards/{card}/closure", None),
    ):
        sent = {} if body is None else {"json": body}
        must_be_clear(client, method, f"/api/v1{path}", code="board_closed", headers=bearer(cast, "asa"), **sent)
    assert clocks(house) == before


# ---- words are kept as they are


def test_names_are_kept_composed_and_whole(actor: Callable[[str], Actor], board_id: str) -> None:
    amina = actor("amina")
    titles = ["Åsa Öberg ringer Żaneta 🎉", "👩🏽‍🔧 lagar 𝒳", "Räksmörgås " + "å" * 289, "<b>inte fet</b> {name} & 'x'"]
    decomposed = [unicodedata.normalize("NFD", title) for title in titles]

    for title in decomposed[:2]:
        amina.post(f"/boards/{board_id}/cards", {"title": f"  {title} "})
    amina.post(f"/boards/{board_id}/cards/lines", {"lines": [unicodedata.normalize("NFC", decomposed[2]), titles[3]]})

    assert [card["title"] for card in amina.get(f"/boards/{board_id}")["cards"]] == titles


# ---- who sends it


@pytest.mark.usefixtures("board_id")
def test_a_write_from_a_page_that_is_not_ours(client: TestClient, house: House, cast: Cast, board_id: str) -> None:
    cookie = sign_in(house, cast, "amina")
    before = clocks(house)
    where = f"/api/v1/boards/{board_id}/cards"
    ours = "http://testserver"
    for origin in ("https://evil.example", f"{ours}:81", f"{ours}.evil.example", "null", "file://testserver", None):
        headers = cookie if origin is None else {**cookie, "Origin": origin}
        must_be_clear(client, "POST", where, code="forged_origin", json={"title": "Smög sig in"}, headers=headers)
        with (
            pytest.raises(WebSocketDisconnect) as ended,
            client.websocket_connect("/api/v1/live", headers=headers) as opened,
        ):
            opened.receive_json()
        assert ended.value.code == 4403, origin
    assert clocks(house) == before


def test_a_write_from_our_own_page_passes(client: TestClient, house: House, cast: Cast, board_id: str) -> None:
    headers = {**sign_in(house, cast, "amina"), "Origin": OURS}

    answer = client.post(f"/api/v1/boards/{board_id}/cards", json={"title": "Boka lokal"}, headers=headers)

    assert answer.status_code == 201


@pytest.mark.parametrize("seen", [True, False])  # one that was seen is answered from memory
def test_a_session_that_has_ended(
    client: TestClient, house: House, cast: Cast, clock: StandingClock, board_id: str, *, seen: bool
) -> None:
    headers = {**sign_in(house, cast, "amina"), "Origin": OURS}
    where = f"/api/v1/boards/{board_id}"
    if seen:
        assert client.get(where, headers=headers).status_code == 200
    before = clocks(house)
    clock.go(days=1, seconds=1)

    must_be_clear(client, "GET", where, code="not_signed_in", headers=headers)
    must_be_clear(client, "POST", f"{where}/cards", code="not_signed_in", json={"title": "Sent"}, headers=headers)
    with (
        pytest.raises(WebSocketDisconnect) as ended,
        client.websocket_connect("/api/v1/live", headers=headers) as opened,
    ):
        opened.receive_json()
    assert ended.value.code == 4401
    assert clocks(house) == before


@pytest.mark.usefixtures("nothing_changes")
def test_tokens_that_are_none(client: TestClient, board_id: str) -> None:
    for authorization in (
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic YW1pbmE6eA==",
        "bearer  vst_",
        "å",
        "Bearer " + "x" * 5000,
    ):
        headers = {b"Authorization": authorization.encode()}
        answer = client.get(f"/api/v1/boards/{board_id}", headers=headers)
        assert answer.json()["code"] == "not_signed_in", authorization


# ---- how much


@pytest.mark.usefixtures("nothing_changes")
def test_ten_megabytes_declared(client: TestClient, cast: Cast, board_id: str) -> None:
    must_be_clear(
        client,
        "POST",
        f"/api/v1/boards/{board_id}/cards",
        code="too_large",
        content=b" " * 10_000_000,
        headers=bearer(cast, "amina", json=True),
    )


@pytest.mark.usefixtures("nothing_changes")
def test_a_paste_of_three_megabytes_and_one_of_too_many_lines(client: TestClient, cast: Cast, board_id: str) -> None:
    where, headers = f"/api/v1/boards/{board_id}/cards/lines", bearer(cast, "amina")

    must_be_clear(client, "POST", where, code="too_large", json={"lines": ["rad " * 75] * 10_000}, headers=headers)
    must_be_clear(client, "POST", where, code="invalid", json={"lines": ["rad"] * 201}, headers=headers)
    must_be_clear(client, "POST", where, code="invalid", json={"lines": ["rad", "r" * 301]}, headers=headers)
    must_be_clear(client, "POST", where, code="invalid", json={"lines": []}, headers=headers)


def test_ten_megabytes_in_chunks_and_lengths_that_lie(app: FastAPI, house: House, cast: Cast, board_id: str) -> None:
    before = clocks(house)
    head = (
        f"POST /api/v1/boards/{board_id}/cards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {cast.tokens['amina']}\r\nAccept-Language: en\r\nConnection: close\r\n"
    )
    megabyte = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    good = b'{"title": "Boka"}'
    with running(app) as port:
        chunked = raw(port, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + megabyte * 10 + b"0\r\n\r\n")
        longer = raw(port, f"{head}Content-Length: 5\r\n\r\n".encode() + good)
        shorter = raw(port, f"{head}Content-Length: 500000\r\n\r\n".encode() + good, wait=1)
        negative = raw(port, f"{head}Content-Length: -1\r\n\r\n".encode() + good)
        words = raw(port, f"{head}Content-Length: many\r\n\r\n".encode() + good)
        both = raw(port, f"{head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode())

    assert b" 413 " in chunked.split(b"\r\n")[0]
    assert b'"code":"too_large"' in chunked
    assert b'"code":"malformed"' in longer
    assert shorter == b""  # still waiting for the rest
    for refused in (negative, words, both):
        assert b" 400 " in refused.split(b"\r\n")[0]
    assert clocks(house) == before


# ---- sockets


def test_a_socket_that_sends_garbage_is_told_so_and_then_let_go(client: TestClient, cast: Cast, house: House) -> None:
    before = clocks(house)
    garbage = ["hej", "{}", '{"type": "watch"}', '{"type": "watch", "board_id": "x", "after": "0"}', "[" * 100]
    with client.websocket_connect("/api/v1/live", headers=bearer(cast, "amina")) as opened:
        for each in garbage:
            opened.send_text(each)
        for _ in garbage:
            said = opened.receive_json()
            assert (said["type"], said["code"]) == ("problem", "malformed")
            assert said["detail"] == "Det som skickades är inte giltig JSON."
        with pytest.raises(WebSocketDisconnect) as ended:
            opened.receive_json()
    assert ended.value.code == 1008
    assert clocks(house) == before


def test_a_socket_that_sends_bytes_or_asks_for_what_is_not_there(client: TestClient, cast: Cast) -> None:
    with client.websocket_connect("/api/v1/live", headers=bearer(cast, "amina")) as opened:
        opened.send_bytes(b"\x00\xff")
        assert opened.receive_json()["code"] == "malformed"
        opened.send_text("x" * 3000)
        assert opened.receive_json()["code"] == "malformed"
        for board_id in ("' OR 1=1 --", "å\u0000"):
            opened.send_json({"type": "watch", "board_id": board_id, "after": 0})
            assert opened.receive_json()["code"] == "malformed"
        opened.send_json({"type": "watch", "board_id": NOWHERE, "after": 0})
        assert opened.receive_json() == {"type": "gone", "board_id": NOWHERE}
        opened.send_json({"type": "unwatch", "board_id": NOWHERE})
        opened.send_json({"type": "ping"})
        assert opened.receive_json() == {"type": "pong"}


def test_a_socket_ahead_of_the_plan_is_told_to_look_anew(client: TestClient, cast: Cast, board_id: str) -> None:
    with client.websocket_connect("/api/v1/live", headers=bearer(cast, "amina")) as opened:
        opened.send_json({"type": "watch", "board_id": board_id, "after": 10**6})
        assert opened.receive_json() == {"type": "stale", "board_id": board_id}


def test_a_socket_that_never_reads_is_cut_and_keeps_nobody_waiting(
    app: FastAPI, cast: Cast, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.state.house.settings.poll_seconds = 0.1
    amina = cast.tokens["amina"]
    for _ in range(2):
        cast.act(
            "amina",
            lambda deed: [add_card(deed, board_id, CardIn(title="Ett långt namn " * 19)) for _ in range(200)],
        )
    asks = json.dumps({"type": "watch", "board_id": board_id, "after": 0}).encode()
    hub = app.state.hub
    with running(app) as port, socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.sendall(
            f"GET /api/v1/live HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {amina}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )

        assert until(lambda: bool(hub._viewers))  # noqa: SLF001
        ((viewer,),) = hub._viewers.values()  # noqa: SLF001
        looks: list[float | None] = []

        def is_stuck() -> bool:
            line.sendall(bytes([0x81, 0x80 | len(asks)]) + b"\0\0\0\0" + asks)  # everything once more
            looks.append(viewer.speaking_since)
            return looks[-1] is not None and looks[-25:] == [looks[-1]] * 25

        assert until(is_stuck)
        asked = (
            f"GET /api/v1/boards/{board_id} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            f"Authorization: Bearer {amina}\r\n\r\n"
        )
        assert b" 200 " in raw(port, asked.encode()).split(b"\r\n")[0]
        monkeypatch.setattr("verkstad.live.hub.TOO_SLOW_SECONDS", 0.1)
        assert until(lambda: not hub._viewers), "the socket that never reads is still held"  # noqa: SLF001


# ---- the host


ELSEWHERE: list[dict[str, str]] = [
    {"Host": "evil.example"},
    {"Host": "localhost.evil.example"},
    {"Host": "192.168.1.20:8000"},
    {"Host": ""},
    {"Host": "localhost", "X-Forwarded-For": "10.0.0.1"},
    {"Host": "localhost", "X-Forwarded-Host": "demo.example"},
    {"Host": "localhost", "Forwarded": "for=10.0.0.1"},
    {"Host": "localhost", "X-Real-IP": "10.0.0.1"},
]


def test_a_demo_answers_only_on_its_own_machine(database_url: str) -> None:
    with TestClient(create_app(Settings(database=database_url, demo=True))) as client:
        for headers in ELSEWHERE:
            for path in ("/api/v1/demo/personas", "/", "/health"):
                must_be_clear(client, "GET", path, code="wrong_host", headers=headers)
            with (
                pytest.raises(WebSocketDisconnect) as ended,
                client.websocket_connect("/api/v1/live", headers=headers) as opened,
            ):
                opened.receive_json()
            assert ended.value.code == 4403, headers
        for host in ("localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
            assert client.get("/health", headers={"Host": host}).status_code == 200


def test_an_installation_with_an_address_answers_there_and_on_its_own_machine(database_url: str) -> None:
    settings = Settings(database=database_url, public_url="https://plan.example.se")
    with TestClient(create_app(settings)) as client:
        must_be_clear(client, "GET", "/health", code="wrong_host", headers={"Host": "evil.example"})
        for host in ("plan.example.se", "PLAN.example.se", "localhost:8000"):
            assert client.get("/health", headers={"Host": host}).status_code == 200


# ---- retries


def test_a_retry_gets_the_first_answer_and_changes_nothing(
    client: TestClient, actor: Callable[[str], Actor], cast: Cast, house: House, board_id: str
) -> None:
    key = {"Idempotency-Key": "x7Jq0dC3TqyVbN1uKkM2aw"}
    amina = actor("amina")

    first = amina.ask("POST", f"/boards/{board_id}/cards", {"title": "Boka lokal"}, headers=key)
    after_first = clocks(house)
    again = amina.ask("POST", f"/boards/{board_id}/cards", {"title": "Boka lokal"}, headers=key)

    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert clocks(house) == after_first
    assert first.json()["op"] == key["Idempotency-Key"]
    where, headers = f"/api/v1/boards/{board_id}/cards", {**bearer(cast, "amina"), **key}
    must_be_clear(client, "POST", where, code="key_reused", json={"title": "Boka sal"}, headers=headers)
    assert clocks(house) == after_first
    assert actor("ulf").post(f"/boards/{board_id}/cards", {"title": "Boka sal"}, headers=key)["number"] == 2


def test_a_retry_of_a_change_that_changed_nothing(actor: Callable[[str], Actor], house: House, board_id: str) -> None:
    amina, key = actor("amina"), {"Idempotency-Key": "k" * 22}
    card = amina.post(f"/boards/{board_id}/cards", {"title": "Boka lokal"})

    same = amina.patch(f"/cards/{card['card_id']}", {"title": "Boka lokal"}, headers=key)
    amina.patch(f"/cards/{card['card_id']}", {"title": "Boka sal"})
    before = clocks(house)

    assert amina.patch(f"/cards/{card['card_id']}", {"title": "Boka lokal"}, headers=key) == same
    assert clocks(house) == before


def test_twenty_retries_at_once_make_one_card(client: TestClient, cast: Cast, board_id: str) -> None:
    headers = {**bearer(cast, "amina"), "Idempotency-Key": "z" * 22}

    def send(_: int) -> Any:
        return client.post(f"/api/v1/boards/{board_id}/cards", json={"title": "Boka lokal"}, headers=headers).json()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))

    assert all(answer == answers[0] for answer in answers)
    assert len(client.get(f"/api/v1/boards/{board_id}", headers=headers).json()["cards"]) == 1


def test_a_secret_is_never_shown_twice(client: TestClient, house: House, cast: Cast) -> None:
    headers = {**sign_in(house, cast, "daniel"), "Origin": OURS, "Idempotency-Key": "s" * 22}
    body = {"name": "Rapporten", "scope": "read"}
    assert client.post("/api/v1/tokens", json=body, headers=headers).status_code == 201
    before = clocks(house)

    must_be_clear(client, "POST", "/api/v1/tokens", code="already_done", json=body, headers=headers)

    assert clocks(house) == before


def test_a_refusal_is_not_kept(actor: Callable[[str], Actor], board_id: str) -> None:
    amina, key = actor("amina"), {"Idempotency-Key": "r" * 22}
    card = amina.post(f"/boards/{board_id}/cards", {"title": "Boka lokal"})
    move = f"/cards/{card['card_id']}/moves"
    lane = actor("asa").post(
        f"/boards/{board_id}/lanes", {"title": "Full", "stage": "active", "wip_limit": 1, "wip_rule": "refuse"}
    )
    other = amina.post(f"/boards/{board_id}/cards", {"title": "Redan där", "lane_id": lane["lane_id"]})

    assert amina.refused("POST", move, {"lane_id": lane["lane_id"]}, headers=key) == "wip_limit"
    amina.post(f"/cards/{other['card_id']}/closure", {"reason": "cancelled"})

    assert amina.post(move, {"lane_id": lane["lane_id"]}, headers=key)["op"] == "r" * 22


@pytest.mark.usefixtures("nothing_changes")
def test_keys_that_are_none(client: TestClient, cast: Cast, board_id: str) -> None:
    for key in ("kort", "x" * 65, "inte giltig!", "med blank", "åäöåäöåä"):
        must_be_clear(
            client,
            "POST",
            f"/api/v1/boards/{board_id}/cards",
            code="invalid",
            json={"title": "Boka lokal"},
            headers={**bearer(cast, "amina"), "Idempotency-Key": key.encode()},
        )


def bearer(cast: Cast, who: str, *, json: bool = False) -> dict[str, Any]:
    return {"Authorization": f"Bearer {cast.tokens[who]}"} | ({"Content-Type": "application/json"} if json else {})


def sign_in(house: House, cast: Cast, who: str) -> dict[str, Any]:
    """Open a session for a day, and give the header of its cookie."""

    def work(transaction: Transaction) -> str:
        recorder = Recorder(transaction, by=cast.ids[who], op=new_id(), now=house.clock.now())
        opened = open_session(recorder, user_id=cast.ids[who], agent="", days=1)
        recorder.finish()
        return opened.secret

    return {"Cookie": f"verkstad={house.database.write(work)}"}

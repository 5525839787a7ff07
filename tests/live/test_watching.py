"""A socket that asks and never reads costs no more than a socket that reads."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

from tests.running import running
from tests.waiting import until
from verkstad.cards.wire import CardIn
from verkstad.cards.writing import add_card

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tests.cast import Cast


def test_whoever_asks_and_never_reads_is_let_go_before_the_answers_fill_the_memory(
    app: FastAPI, cast: Cast, board_id: str
) -> None:
    title = "Ett långt namn " * 19
    cast.act("amina", lambda deed: [add_card(deed, board_id, CardIn(title=title)) for _ in range(200)])
    everything = _frame({"type": "watch", "board_id": board_id, "after": 0})
    hub = app.state.hub
    with running(app) as port, socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.sendall(_opening(port, cast.tokens["amina"]))
        assert until(lambda: bool(hub._viewers))  # noqa: SLF001

        def is_let_go() -> bool:
            try:
                line.sendall(everything + _frame({"type": "ping"}) * 100)
            except ConnectionError:
                return True
            return not hub._viewers  # noqa: SLF001

        assert until(is_let_go)


def _opening(port: int, token: str) -> bytes:
    return (
        f"GET /api/v1/live HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {token}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


def _frame(message: dict[str, object]) -> bytes:
    text = json.dumps(message).encode()
    return bytes([0x81, 0x80 | len(text)]) + b"\0\0\0\0" + text

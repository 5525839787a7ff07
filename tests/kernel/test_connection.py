"""A request that never ends takes neither memory nor a place for long."""

from __future__ import annotations

import contextlib
import socket
import time
from typing import TYPE_CHECKING

import pytest
from websockets.sync.client import connect

from tests.running import raw, running
from verkstad.kernel import connection

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tests.cast import Cast

pytestmark = pytest.mark.sqlite  # nothing of it comes as far as a database

BEGINNING = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    "endless",
    [
        BEGINNING + b"Accept-Language: " + b"sv," * 200_000,
        BEGINNING + b"Cookie: " + b"a=b; " * 200_000,
        BEGINNING + b"".join(b"X-%d: y\r\n" % number for number in range(100_000)),
        b"GET /" + b"a" * 1_000_000,
    ],
    ids=["language", "cookie", "many headers", "address"],
)
def test_a_head_without_end_is_hung_up_on(app: FastAPI, cast: Cast, endless: bytes) -> None:
    del cast
    with running(app) as port:
        answer = raw(port, endless)
        well = raw(port, BEGINNING + b"X-Long: " + b"y" * 30_000 + b"\r\nConnection: close\r\n\r\n")

    assert answer == b"" or answer.startswith(b"HTTP/1.1 400")
    assert well.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "unfinished",
    [
        b"",
        BEGINNING,
        (
            b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b'Content-Length: 500\r\n\r\n{"email":'
        ),
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_whoever_does_not_finish_a_request_loses_the_place(
    app: FastAPI, cast: Cast, monkeypatch: pytest.MonkeyPatch, unfinished: bytes
) -> None:
    del cast
    monkeypatch.setattr(connection, "ARRIVES_WITHIN_SECONDS", 0.3)
    with running(app) as port:
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
            line.sendall(unfinished)
            with contextlib.suppress(ConnectionResetError):
                while line.recv(65_536):
                    pass
        waited = time.monotonic() - began

    assert waited > 0.2


def test_a_socket_may_be_silent_for_longer(app: FastAPI, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "ARRIVES_WITHIN_SECONDS", 1.0)  # within which the socket must be opened
    token = {"Authorization": f"Bearer {cast.tokens['asa']}"}
    with (
        running(app) as port,
        connect(f"ws://127.0.0.1:{port}/api/v1/live", additional_headers=token, proxy=None) as live,
    ):
        with pytest.raises(TimeoutError):
            live.recv(timeout=1.5)
        live.send('{"type":"ping"}')

        assert live.recv(timeout=30) == '{"type":"pong"}'

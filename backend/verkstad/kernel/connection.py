"""One connection: how long the head of a request may be, and how long a request may take to arrive."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 65_536
ARRIVES_WITHIN_SECONDS = 60.0
# A file that is sent over a slow line gets as long again for each part of it that has come.
PART = 262_144


class Connection(HttpToolsProtocol):
    """Uvicorn's, which by itself keeps a head of any length in memory and waits for ever for the rest of a request."""

    _impatience: asyncio.TimerHandle | None = None
    _head = 0
    _in_head = False
    _come = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece in, and hang up on a head that never ends."""
        goes_on = self._in_head
        super().data_received(data)
        if goes_on and self._in_head:
            self._head += len(data)
            if self._head > MOST_HEAD:
                self._in_head = False
                self.send_400_response("The head of the request is too large.")

    def on_body(self, body: bytes) -> None:
        """Wait anew when a part of a long body has come."""
        super().on_body(body)
        self._come += len(body)
        if self._come >= PART:
            self._come = 0
            self._wait()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request."""
        super().on_message_begin()
        self._in_head, self._head, self._come = True, 0, 0
        self._wait()

    def on_headers_complete(self) -> None:
        """Leave the head behind."""
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait no more: the whole request is here."""
        self._wait_no_more()
        super().on_message_complete()

    def _wait(self) -> None:
        self._wait_no_more()
        self._impatience = self.loop.call_later(ARRIVES_WITHIN_SECONDS, self._hang_up)

    def _wait_no_more(self) -> None:
        if self._impatience is not None:
            self._impatience.cancel()
            self._impatience = None

    def _hang_up(self) -> None:
        transport: Any = self.transport
        if transport.get_protocol() is self:  # else it has become a socket, whose silence is its own affair
            transport.close()

"""The line between one browser and the server, which a test can cut and mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import WebSocketRoute

    from tests.browser.visitor import Visitor


class Cable:
    """Stands in the socket's way: Playwright's own `set_offline` leaves an open one open."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._open: list[WebSocketRoute] = []
        self._is_cut = False
        visitor.context.route_web_socket(re.compile(r"/api/v1/live$"), self._connect)

    def cut(self) -> None:
        """Everything is gone, and the browser knows it; what a page fetches when it is painted has come by then."""
        self._visitor.page.wait_for_load_state("networkidle")
        if self._visitor.page.locator("[data-lane]").count():
            self._visitor.has_fetched("dragging", "LookMenus")
        self.cut_socket(stay=True)
        self._visitor.context.set_offline(True)

    def mend(self) -> None:
        self._is_cut = False
        self._visitor.context.set_offline(False)

    def cut_socket(self, *, stay: bool = False) -> None:
        """Only the socket is gone: for now, or until it is mended."""
        self._is_cut = stay
        for socket in self._open:
            socket.close()
        self._open.clear()

    def kill(self) -> None:
        """The open socket carries nothing any more, and nobody is told."""
        self._open.clear()

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._is_cut:
            socket.close()
            return
        server = socket.connect_to_server()
        self._open.append(socket)

        def to_page(message: str | bytes) -> None:
            if socket in self._open:
                socket.send(message)

        def to_server(message: str | bytes) -> None:
            if socket in self._open:
                server.send(message)

        server.on_message(to_page)
        socket.on_message(to_server)

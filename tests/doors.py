"""The doors of the house: every route that the application serves, from its own route table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastapi.routing import APIWebSocketRoute, iter_route_contexts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI


class Door(NamedTuple):
    """One method of one address."""

    method: str
    path: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def doors_of(app: FastAPI) -> Iterator[Door]:
    """Give every route of the application, its socket and its pages too."""
    for route in iter_route_contexts(app.routes):
        path = str(route.path).replace("{number:digits}", "{number}")
        if isinstance(route.original_route, APIWebSocketRoute):
            yield Door("WEBSOCKET", path)
        for method in sorted(route.methods or ()):
            yield Door(method, path)

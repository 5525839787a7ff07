"""Answers for a plan that has not changed since it was read, before any route is looked for."""

from starlette.requests import cookie_parser

from verkstad.kernel.guard import App, Receive, Scope, Send
from verkstad.kernel.problems import NotSignedIn
from verkstad.live.hub import Hub
from verkstad.live.snapshot import Picture
from verkstad.users.access import Credential, recall_caller
from verkstad.users.desk import COOKIE, is_use_news

BOARDS = "/api/v1/boards/"
ID_LENGTH = 36


class Unchanged:
    """Stands before the routes; lets through whatever memory cannot answer, where memory is the truth."""

    def __init__(self, app: App, hub: Hub) -> None:
        self.app = app
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer `GET /boards/{board_id}` from memory, or let the request through."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or len(scope["path"]) != len(BOARDS) + ID_LENGTH
            or not scope["path"].startswith(BOARDS)
        ):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        encoding = headers.get(b"accept-encoding", b"")
        picture = self._remembered(scope["path"][len(BOARDS) :], headers)
        if picture is None or (b"gzip" in encoding and not picture.is_zipped):
            await self.app(scope, receive, send)
            return
        status, outgoing, body = picture.answer(headers.get(b"if-none-match", b""), encoding)
        await send({"type": "http.response.start", "status": status, "headers": outgoing})
        await send({"type": "http.response.body", "body": body})

    def _remembered(self, board_id: str, headers: dict[bytes, bytes]) -> Picture | None:
        house = self.hub.house
        credential = Credential.of(
            cookie=cookie_parser(headers.get(b"cookie", b"").decode("latin-1")).get(COOKIE),
            authorization=headers.get(b"authorization", b"").decode("latin-1") or None,
        )
        if not house.memory.trusted or credential is None:
            return None
        now = house.clock.now()
        try:
            caller = recall_caller(house.memory, credential, now)
        except NotSignedIn:
            return None
        if caller is None or is_use_news(house, caller, now):
            return None
        version = house.memory.recall(("sees", caller.id, board_id))
        return None if version is None else self.hub.album.of(board_id, version)

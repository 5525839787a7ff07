"""What every request passes: the right host, an origin of ours, an honest size; and what every answer carries."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from verkstad.kernel.problems import ForgedOrigin, Problem, TooLarge, UnsupportedMedia, WrongHost
from verkstad.kernel.words import preferred
from verkstad.settings import Settings

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 1_000_000
SAFE = {"GET", "HEAD", "OPTIONS"}
BYTES = re.compile(rb"^application/octet-stream\s*(;|$)", re.IGNORECASE)
JSON = re.compile(rb"^application/([a-z0-9.+-]+\+)?json\s*(;|$)", re.IGNORECASE)
LOOPBACK = re.compile(r"^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$")
FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip"}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"x-frame-options", b"DENY"),
]
PRIVATE = (b"cache-control", b"no-store")


class Upload(NamedTuple):
    """The one kind of address that takes bytes of any kind, how many, and the refusal of more."""

    path: re.Pattern[str]
    most: int
    refusal: Problem

    def meets(self, scope: Scope) -> bool:
        """Tell whether a request is one."""
        return scope["type"] == "http" and scope["method"] == "POST" and self.path.fullmatch(scope["path"]) is not None


class Guard:
    """Stands before the application; refuses with the same problems as the routes do."""

    def __init__(self, app: App, settings: Settings, upload: Upload) -> None:
        self.app = app
        self.settings = settings
        self.upload = upload
        self.own_host = urlsplit(settings.public_url).netloc.lower() if settings.public_url else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a socket pass, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if self.settings.behind_proxy:
            _believe_the_proxy(scope, headers)
        refusal = self._refusal(scope, headers)
        if scope["type"] == "websocket":
            if refusal is not None:
                await _hang_up(receive, send)
                return
            await self.app(scope, receive, send)
            return
        outgoing = _carrying_headers(send, private=scope["path"].startswith("/api/"))
        if refusal is not None:
            await refuse(refusal, self.language(headers), outgoing)
            return
        await self._measured(scope, headers, receive, outgoing)

    def language(self, headers: dict[bytes, bytes]) -> str:
        """Choose the language of a refusal."""
        return preferred(headers.get(b"accept-language", b"").decode("latin-1"), self.settings.language)

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> Problem | None:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if self.settings.demo and (not LOOPBACK.match(host) or FORWARDED & headers.keys()):
            return WrongHost()
        if self.own_host is not None and host != self.own_host and not LOOPBACK.match(host):
            return WrongHost()
        is_write = scope["type"] == "websocket" or scope["method"] not in SAFE
        if is_write and not self._is_ours(scope, headers, host):
            return ForgedOrigin()
        if scope["type"] == "http" and _brings_a_body(headers):
            taken = BYTES if self.upload.path.fullmatch(scope["path"]) else JSON
            if not taken.match(headers.get(b"content-type", b"")):
                return UnsupportedMedia(media="application/octet-stream" if taken is BYTES else "application/json")
        return None

    def _is_ours(self, scope: Scope, headers: dict[bytes, bytes], host: str) -> bool:
        """Tell whether a write comes from a page of ours, or from no page at all with a token."""
        origin = headers.get(b"origin")
        if origin is None:
            # A browser always sends Origin with a write or a socket; without one a cookie proves nothing.
            return b"authorization" in headers or b"cookie" not in headers
        try:
            parts = urlsplit(origin.decode("latin-1").lower())
        except ValueError:
            return False
        if self.own_host is not None and parts.netloc == self.own_host:
            return True
        secure = scope["scheme"] in ("https", "wss")
        return parts.netloc == host and (parts.scheme == "https" if secure else parts.scheme in ("http", "https"))

    async def _measured(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive, send: Send) -> None:
        """Count the body as it comes, so that a lying Content-Length gains nothing."""
        most, refusal = (
            (self.upload.most, self.upload.refusal) if self.upload.meets(scope) else (MOST_BODY, _too_large())
        )
        declared = headers.get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > most:
            await refuse(refusal, self.language(headers), send)
            return
        if b"transfer-encoding" not in headers:
            await self.app(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise refusal
            return message

        async def unless_too_large(message: Message) -> None:
            if received <= most:  # else whatever is said of a body that was cut short is beside the point
                await send(message)

        await self.app(scope, counted, unless_too_large)
        if received > most:
            await refuse(refusal, self.language(headers), send)


def _believe_the_proxy(scope: Scope, headers: dict[bytes, bytes]) -> None:
    """Take address and scheme from what our proxy added last; what stands before it, a client may have made up."""
    address = headers.get(b"x-forwarded-for", b"").decode("latin-1").rpartition(",")[2].strip()
    if address:
        scope["client"] = (address, 0)
    scheme = headers.get(b"x-forwarded-proto", b"").decode("latin-1").rpartition(",")[2].strip().lower()
    if scheme in ("http", "https"):
        scope["scheme"] = scheme.replace("http", "ws") if scope["type"] == "websocket" else scheme


def _brings_a_body(headers: dict[bytes, bytes]) -> bool:
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers


def _too_large() -> TooLarge:
    return TooLarge(most="1 MB")


def _carrying_headers(send: Send, *, private: bool) -> Send:
    async def carrying(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = message.setdefault("headers", [])
            said = {name for name, _ in headers}
            headers.extend(each for each in HEADERS if each[0] not in said)
            if private and not any(name == b"cache-control" for name, _ in headers):
                headers.append(PRIVATE)
        await send(message)

    return carrying


async def refuse(problem: Problem, language: str, send: Send) -> None:
    """Answer with a problem."""
    body = problem.body(language)
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-language", language.encode()),
        (b"content-length", str(len(body)).encode()),
        *((name.lower().encode(), value.encode()) for name, value in problem.headers.items()),
    ]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _hang_up(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": 4403, "reason": ""})

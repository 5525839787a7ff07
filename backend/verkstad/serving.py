"""Serves the built client: hashed files for ever, the page itself always fresh, compressed once."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

SQUEEZED = {".js", ".css", ".html", ".json", ".svg", ".txt", ".webmanifest"}
FOR_EVER = "public, max-age=31536000, immutable"
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")


class Asset(NamedTuple):
    """A file as it is sent."""

    plain: bytes
    zipped: bytes | None
    brotli: bytes | None
    media_type: str
    etag: str
    cache: str


class Client:
    """The files of the built client, held in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = cache(self._load)

    @property
    def is_built(self) -> bool:
        """Tell whether there is a client to serve."""
        return (self.folder / "index.html").is_file()

    def answer(self, request: Request) -> Response | None:
        """Answer with a file, or with the page for an address of the client's own; nothing for an unknown file."""
        path = request.url.path.lstrip("/")
        name = path if path and self._names(path) else None
        if name is None:
            if "." in path.rsplit("/", 1)[-1]:
                return None
            name = "index.html"
        return respond(self._read(name), request.headers)

    def _names(self, path: str) -> bool:
        try:
            found = (self.folder / path).resolve()
            return found.is_relative_to(self.folder.resolve()) and found.is_file()
        except (OSError, ValueError):  # longer than any file's name, or with a zero byte in it
            return False

    def _load(self, name: str) -> Asset:
        file = self.folder / name
        plain = file.read_bytes()
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        cached = FOR_EVER if name.startswith("assets/") else "no-cache"
        smaller = file.with_name(f"{file.name}.br")
        brotli = smaller.read_bytes() if smaller.is_file() else None
        return asset_of(plain, media_type, squeezed=file.suffix in SQUEEZED, brotli=brotli, cached=cached)


def asset_of(
    plain: bytes, media_type: str, *, squeezed: bool = True, brotli: bytes | None = None, cached: str = "no-cache"
) -> Asset:
    """Make bytes ready to be sent, many times; `brotli` is what the build made of them."""
    zipped = gzip.compress(plain, 9, mtime=0) if squeezed else None
    return Asset(plain, zipped, brotli, media_type, f'"{hashlib.sha256(plain).hexdigest()[:20]}"', cached)


def respond(asset: Asset, asked: Mapping[str, str]) -> Response:
    """Send an asset, compressed where that is understood, or say that it is unchanged."""
    headers = {"ETag": asset.etag, "Cache-Control": asset.cache, "Vary": "Accept-Encoding"}
    if asset.etag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    understood = re.findall(r"[a-z]+", asked.get("accept-encoding", "").lower())
    for encoding, body in (("br", asset.brotli), ("gzip", asset.zipped)):
        if body is not None and encoding in understood:
            return Response(body, media_type=asset.media_type, headers={**headers, "Content-Encoding": encoding})
    return Response(asset.plain, media_type=asset.media_type, headers=headers)

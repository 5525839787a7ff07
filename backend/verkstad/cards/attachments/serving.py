"""Giving a file back: to whoever may read its plan, so that no browser takes it for a page of ours."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import select

from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.cards.attachments.kinds import KINDS, PICTURES
from verkstad.cards.finding import find_card
from verkstad.kernel.problems import NotFound
from verkstad.users.desk import Look

BINARY = "application/octet-stream"
PREVIEW = "image/webp"
PART = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")
SHOWN = frozenset(kind.media_type for kind in PICTURES.values())
# A picture with a program in it is never called what it is.
GIVEN = (*dict.fromkeys(kind.media_type for kind in KINDS if kind.media_type != "image/svg+xml"), BINARY)
# The bytes of an attachment never change; whoever signs in after another on the same computer asks for themselves.
HEADERS = {
    "Cache-Control": f"private, max-age={int(dt.timedelta(days=365).total_seconds())}, immutable",
    "Vary": "Cookie, Authorization",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Given:
    """A file that may be read: where it lies, and how it is to be called."""

    path: Path
    digest: str
    name: str
    media_type: str


def find_file(look: Look, attachment_id: str, *, preview: bool = False) -> Given:
    """Find an attachment's bytes, or its preview's; what was removed does not exist."""
    table = ATTACHMENT_TABLE
    row = look.connection.execute(
        select(table).where(table.c.id == attachment_id, table.c.removed_at.is_(None))
    ).one_or_none()
    digest = None if row is None else row.preview_hash if preview else row.hash
    if row is None or digest is None:
        raise NotFound
    find_card(look.connection, look.caller, row.card_id)
    if not look.house.files.has(digest):  # as after a backup that lacked it
        raise NotFound
    path = look.house.files.path_of(digest)
    if preview:
        return Given(path, digest, f"{row.name}.webp", PREVIEW)
    return Given(path, digest, row.name, row.media_type if row.media_type in GIVEN else BINARY)


def give(given: Given, request: Request, *, inline: bool) -> Response:
    """Send a file, or the part of it that was asked for, or say that the reader has it already."""
    etag = f'"{given.digest}"'
    headers = {**HEADERS, "ETag": etag}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if not _is_part(request.headers.get("range", ""), given.path.stat().st_size):
        # What is not understood is not there (RFC 9110, 14.2): the whole file is sent.
        request.scope["headers"] = [each for each in request.scope["headers"] if each[0] != b"range"]
    shown = inline and given.media_type in SHOWN
    headers["Content-Disposition"] = disposition("inline" if shown else "attachment", given.name)
    response = FileResponse(given.path, media_type=given.media_type, headers=headers)
    if given.media_type.startswith("text/"):  # whatever it is written in, the file itself says
        response.headers["content-type"] = given.media_type
    return response


def _is_part(asked: str, size: int) -> bool:
    match = PART.fullmatch(asked)
    if match is None or int(match[1]) >= size:
        return False
    return not match[2] or int(match[2]) >= int(match[1])


def disposition(how: str, name: str) -> str:
    """Say what to call a file when it is saved (RFC 6266): its true name, and one that any reader understands."""
    plain = "".join(sign if " " <= sign <= "~" and sign not in '"\\%' else "_" for sign in name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"

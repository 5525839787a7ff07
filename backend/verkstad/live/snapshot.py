"""A plan as one snapshot: read once for each version, kept as bytes, plain and compressed."""

import gzip
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BindParameter, Connection, bindparam, select

from verkstad.boards.access import BOARD, FIELD, LABEL, LANE, MEMBERSHIP
from verkstad.boards.events import stream_of
from verkstad.cards.finding import CARD
from verkstad.cards.relations.events import LINK_TABLE
from verkstad.history.reading import clock_of
from verkstad.history.recording import EVENT
from verkstad.kernel.problems import NotFound

MOST_BYTES = 64 * 2**20
GZIP_LEVEL = 6
MOST_RENEWED = 200
CACHED = [(b"cache-control", b"private, no-cache"), (b"vary", b"Accept-Encoding, Cookie, Authorization")]

_BOARD_FIELDS = (
    "id",
    "name",
    "purpose",
    "owner_id",
    "period_start",
    "period_end",
    "decision",
    "folder",
    "restricted",
    "closed_at",
    "created_at",
    "version",
)
_LANE_FIELDS = ("id", "title", "stage", "wip_limit", "wip_rule", "rank", "version")
_FACE_FIELDS = (
    "id",
    "number",
    "lane_id",
    "rank",
    "title",
    "owner_id",
    "deputy_id",
    "start",
    "due",
    "health",
    "health_note",
    "health_at",
    "described",
    "label_ids",
    "row_count",
    "rows_done",
    "comment_count",
    "attachment_count",
    "blocked_since",
    "since",
    "version",
)
_LABEL_FIELDS = ("id", "name", "tint", "rank", "version")
_OWN_FIELD_FIELDS = ("id", "name", "kind", "choices", "rank", "version")
_THIS: BindParameter[str] = bindparam("board_id")
_BOARD = select(*(BOARD.c[name] for name in _BOARD_FIELDS)).where(BOARD.c.id == _THIS)
_LANES = select(*(LANE.c[name] for name in _LANE_FIELDS)).where(LANE.c.board_id == _THIS).order_by(LANE.c.rank)
_CARDS = select(
    *(CARD.c.description_id.is_not(None).label(name) if name == "described" else CARD.c[name] for name in _FACE_FIELDS)
).where(CARD.c.board_id == _THIS, CARD.c.closed_at.is_(None))
_SOME_CARDS = _CARDS.where(CARD.c.id.in_(bindparam("card_ids", expanding=True)))
_SUBJECTS = (
    select(EVENT.c.subject)
    .where(EVENT.c.stream == bindparam("the_stream"), EVENT.c.version > bindparam("version"))
    .limit(bindparam("most"))
)
_LABELS = (
    select(*(LABEL.c[name] for name in _LABEL_FIELDS))
    .where(LABEL.c.board_id == _THIS, LABEL.c.removed_at.is_(None))
    .order_by(LABEL.c.rank, LABEL.c.id)
)
_OWN_FIELDS = (
    select(*(FIELD.c[name] for name in _OWN_FIELD_FIELDS))
    .where(FIELD.c.board_id == _THIS, FIELD.c.removed_at.is_(None))
    .order_by(FIELD.c.rank, FIELD.c.id)
)
_LINKED = (
    select(LINK_TABLE.c.card_id)
    .where(LINK_TABLE.c.board_id == _THIS, LINK_TABLE.c.removed_at.is_(None))
    .order_by(LINK_TABLE.c.card_id)
)
_MEMBERS = select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.board_id == _THIS).order_by(MEMBERSHIP.c.user_id)
_LAST_EVENT = select(EVENT.c.recorded_at, EVENT.c.by).where(
    EVENT.c.stream == bindparam("the_stream"), EVENT.c.version == bindparam("version")
)


class EncodedFace(NamedTuple):
    """A card's face as JSON, with what it is sorted by."""

    rank: str
    card_id: str
    json: bytes


@dataclass
class Picture:
    """A plan's bytes at one version."""

    version: int
    plain: bytes
    faces: list[EncodedFace]
    _zipped: bytes | None = None
    _lock: Lock = field(default_factory=Lock)

    def zipped(self) -> bytes:
        """Give the bytes compressed, which is done once."""
        with self._lock:
            if self._zipped is None:
                self._zipped = gzip.compress(self.plain, GZIP_LEVEL, mtime=0)
        return self._zipped

    @property
    def is_zipped(self) -> bool:
        """Tell whether the compressed bytes are ready."""
        return self._zipped is not None

    @property
    def size(self) -> int:
        """Count the bytes held; the faces are as many again as the whole."""
        return 2 * len(self.plain) + len(self._zipped or b"")

    def answer(self, if_none_match: bytes, accept_encoding: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """Give status, headers and body of an answer to a reader who has what `If-None-Match` says."""
        etag = b'W/"%d"' % self.version
        headers = [(b"etag", etag), *CACHED]
        if etag in if_none_match:
            return 304, headers, b""
        body = self.plain
        headers.append((b"content-type", b"application/json"))
        if b"gzip" in accept_encoding:
            body = self.zipped()
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", b"%d" % len(body)))
        return 200, headers, body


class Album:
    """The pictures of the plans read lately, at most `MOST_BYTES` of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._lock = Lock()

    def of(self, board_id: str, version: int) -> Picture | None:
        """Give the picture of a plan at a version, if it is here."""
        picture = self._kept.get(board_id)
        return picture if picture is not None and picture.version == version else None

    def read(self, connection: Connection, board_id: str) -> Picture:
        """Give the picture of a plan as it is now, taking it where it is missing."""
        version = clock_of(connection, stream_of(board_id))
        if version is None:
            raise NotFound
        older = self._kept.get(board_id)
        if older is not None and older.version == version:
            return older
        if older is not None and older.version > version:
            older = None  # taken by somebody who reads a later state than this connection does
        picture = take_picture(connection, board_id, version, older=older)
        self._keep(board_id, picture)
        return picture

    def _keep(self, board_id: str, picture: Picture) -> None:
        with self._lock:
            other = self._kept.pop(board_id, picture)
            self._kept[board_id] = other if other.version > picture.version else picture
            while len(self._kept) > 1 and sum(each.size for each in self._kept.values()) > MOST_BYTES:
                self._kept.popitem(last=False)


def take_picture(connection: Connection, board_id: str, version: int, *, older: Picture | None = None) -> Picture:
    """Read a plan's snapshot, with a handful of questions whatever its size, as JSON.

    With an older picture only the faces that the log has named since are read; the others are the same bytes.
    """
    this = {"board_id": board_id}
    last = connection.execute(_LAST_EVENT, {"the_stream": stream_of(board_id), "version": version}).one()
    board: dict[str, Any] = dict(connection.execute(_BOARD, this).mappings().one())
    lanes = [dict(zip(_LANE_FIELDS, row, strict=True)) for row in connection.execute(_LANES, this).all()]
    faces = _faces_since(connection, board_id, older) if older is not None else None
    if faces is None:
        faces = _encoded(connection.execute(_CARDS, this).all())
    faces.sort()
    head = orjson.dumps(
        {
            "version": version,
            "board": {**board, "updated_at": last.recorded_at, "updated_by": last.by},
            "lanes": lanes,
            "members": list(connection.execute(_MEMBERS, this).scalars()),
            "labels": [dict(row) for row in connection.execute(_LABELS, this).mappings()],
            "fields": [
                {**row, "choices": orjson.loads(row["choices"])}
                for row in connection.execute(_OWN_FIELDS, this).mappings()
            ],
            "linked": list(connection.execute(_LINKED, this).scalars()),
        }
    )
    plain = b"".join((head[:-1], b',"cards":[', b",".join([face.json for face in faces]), b"]}"))
    return Picture(version=version, plain=plain, faces=faces)


def _faces_since(connection: Connection, board_id: str, older: Picture) -> list[EncodedFace] | None:
    """Give the older picture's faces with the changed ones read anew, or nothing where much has happened."""
    asked = {"the_stream": stream_of(board_id), "version": older.version, "most": MOST_RENEWED + 1}
    subjects = connection.execute(_SUBJECTS, asked).scalars().all()
    if len(subjects) > MOST_RENEWED:
        return None
    touched = {subject for subject in subjects if subject is not None}
    if not touched:
        return list(older.faces)
    kept = [face for face in older.faces if face.card_id not in touched]
    anew = connection.execute(_SOME_CARDS, {"board_id": board_id, "card_ids": list(touched)}).all()
    return kept + _encoded(anew)


def _encoded(rows: Sequence[Any]) -> list[EncodedFace]:
    dumps, fragment = orjson.dumps, orjson.Fragment
    return [
        EncodedFace(
            row.rank,
            row.id,
            dumps({**dict(zip(_FACE_FIELDS, row, strict=False)), "label_ids": fragment(row.label_ids)}),
        )
        for row in rows
    ]

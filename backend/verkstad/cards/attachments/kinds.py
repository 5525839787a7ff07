"""What a file is, told by its bytes; its name must not say otherwise, and nobody's word counts."""

import codecs
import mmap
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import filetype

from verkstad.cards.attachments.naming import extension_of
from verkstad.cards.problems import FileKind, FileLies
from verkstad.kernel.words import sentence

MOST_PROLOGUE = 65_536
HEAD = 8192
Family = Literal["text", "zip", "ole", "picture", "plain"]


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be attached."""

    media_type: str
    extensions: tuple[str, ...]
    family: Family = "plain"

    @property
    def name(self) -> str:
        """What people call it: its extension."""
        return self.extensions[0].upper()


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PDF = Kind("application/pdf", ("pdf",))
SVG = Kind("image/svg+xml", ("svg",), "text")
PICTURES = {
    "PNG": Kind("image/png", ("png",), "picture"),
    "JPEG": Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), "picture"),
    "GIF": Kind("image/gif", ("gif",), "picture"),
    "WEBP": Kind("image/webp", ("webp",), "picture"),
}
_MODERN = {
    "word/": Kind(f"{_OFFICE}wordprocessingml.document", ("docx",), "zip"),
    "xl/": Kind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",), "zip"),
    "ppt/": Kind(f"{_OFFICE}presentationml.presentation", ("pptx",), "zip"),
}
_FREE = {
    f"{_OPEN}{what}": Kind(f"{_OPEN}{what}", (extension,), "zip")
    for what, extension in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
}
_FORMER = {
    "WordDocument": Kind("application/msword", ("doc",), "ole"),
    "Workbook": Kind("application/vnd.ms-excel", ("xls",), "ole"),
    "Book": Kind("application/vnd.ms-excel", ("xls",), "ole"),
    "PowerPoint Document": Kind("application/vnd.ms-powerpoint", ("ppt",), "ole"),
}
ZIP = Kind("application/zip", ("zip",), "zip")
TEXT = Kind("text/plain", ("txt",), "text")
_TEXTS = (
    TEXT,
    Kind("text/csv", ("csv",), "text"),
    Kind("text/markdown", ("md", "markdown"), "text"),
)
# Told apart in order to be refused.
PAGE = Kind("text/html", ("html",), "text")
MACROS = Kind("", ("docm",))
ICS = Kind("text/calendar", ("ics",), "text")

KINDS = (PDF, *PICTURES.values(), SVG, *_MODERN.values(), *_FREE.values(), *_FORMER.values(), *_TEXTS, ICS, ZIP)
_BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
TAKEN = ", ".join(dict.fromkeys(kind.extensions[0] for kind in KINDS))

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", PICTURES["PNG"]),
    (b"\xff\xd8\xff", PICTURES["JPEG"]),
    (b"GIF87a", PICTURES["GIF"]),
    (b"GIF89a", PICTURES["GIF"]),
    (b"%PDF-", PDF),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SVG = re.compile(r"<(\w+:)?svg[\s>/]")
# What makes a text a web page.
_PAGE = re.compile(r"<(!doctype\s+html|html|head|body|script|iframe|title|meta)\b", re.IGNORECASE)
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def form_of(picture: Kind) -> str:
    """Name a kind of picture as the library that reads it does."""
    return next(form for form, kind in PICTURES.items() if kind == picture)


def kind_of(path: Path, name: str) -> Kind:
    """Tell what a file is, or refuse it: of a kind that is not taken, or of another than its name says."""
    found = _content(path)
    extension = extension_of(name)
    promised = _BY_EXTENSION.get(extension)
    if promised is None:
        if extension or found is None:
            raise FileKind(kind=extension.upper() or _unknown(path), taken=TAKEN)
        if found in (PAGE, MACROS):
            raise FileKind(kind=found.name, taken=TAKEN)
        return found
    if found is not None and _keeps(promised, found):
        return promised
    if promised in _MODERN.values() and _is_ole_with(path, "EncryptedPackage"):
        return promised  # with a password
    raise FileLies(says=promised.name, found=found.name if found else _unknown(path))


def _keeps(promised: Kind, found: Kind) -> bool:
    if promised.media_type == found.media_type:
        return True
    if promised in _TEXTS:
        return found.family == "text"  # a script in a text is a text
    return promised == ZIP and found.family == "zip"


def _content(path: Path) -> Kind | None:
    with path.open("rb") as file:
        head = file.read(HEAD)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PICTURES["WEBP"]
    if head.startswith(_ZIP):
        return _packed(path)
    if head.startswith(_OLE):
        return next((kind for name, kind in _FORMER.items() if _is_ole_with(path, name)), None)
    return _written(path)


def _packed(path: Path) -> Kind | None:
    """Look into an archive: Office's documents are archives, too."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            first = archive.getinfo("mimetype") if "mimetype" in names else None
            # OpenDocument stores it unpacked; what is packed may be a bomb, whatever it says of its size.
            if first and first.compress_type == zipfile.ZIP_STORED and max(first.file_size, first.compress_size) < HEAD:
                return _FREE.get(archive.read(first).decode("ascii", "replace").strip(), ZIP)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        return None
    if "[Content_Types].xml" not in names:
        return ZIP
    if any(name.endswith("vbaProject.bin") for name in names):
        return MACROS
    return next((kind for folder, kind in _MODERN.items() if any(name.startswith(folder) for name in names)), ZIP)


def _is_ole_with(path: Path, stream: str) -> bool:
    """Tell whether a file of the former Office has a stream of that name; names lie in it as UTF-16."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return whole[:8] == _OLE and whole.find(f"{stream}\0".encode("utf-16-le")) > 0


def _written(path: Path) -> Kind | None:
    text = _text(path)
    if text is None:
        return None
    if text.lstrip("\ufeff \t\r\n").startswith("BEGIN:VCALENDAR"):
        return ICS
    root = _root(text[:MOST_PROLOGUE])  # every step copies the rest; nobody's document begins later
    if _SVG.match(root):
        return SVG
    return PAGE if _PAGE.match(root) else TEXT


def _root(text: str) -> str:
    """Give what comes after everything that may stand before the root of a document."""
    at = text.lstrip("\ufeff \t\r\n")
    while True:
        if at.startswith("<!--"):
            end = "-->"
        elif at.startswith("<?"):
            end = "?>"
        elif at[:13].lower() == "<!doctype svg":
            head, mark, _ = at.partition(">")
            end = "]>" if mark and "[" in head else ">"
        else:
            return at
        _, found, at = at.partition(end)
        if not found:
            return ""
        at = at.lstrip()


def _text(path: Path) -> str | None:
    """Read a file as text, in the ways that texts are written here; nothing where it is none."""
    raw = path.read_bytes()
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    return _decoded(raw, "utf-8") or _decoded(raw, "cp1252")


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _NOT_IN_TEXT.search(text) else text


def _unknown(path: Path) -> str | Callable[[str], str]:
    """Name what is not taken, as well as it can be told."""
    known = filetype.guess(str(path))
    return str(known.extension).upper() if known else sentence("kind.unknown")

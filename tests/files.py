"""Files of every kind that people attach, made small and on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SVG = b'<?xml version="1.0"?>\n<!-- en karta --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\0" * 64
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@cache
def picture(form: str = "PNG", *, width: int = 32, height: int = 16, turned: bool = False) -> bytes:
    """Make a picture; `turned` says in its EXIF that the camera was held on its side, and where it stood."""
    written = io.BytesIO()
    made = Image.new("RGB", (width, height), (0, 90, 160))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
        exif[0x010E] = "Taget hemma hos Anna"
    made.save(written, form, **({"exif": exif} if turned else {}))
    return written.getvalue()


def archive(*names: str, mimetype: str = "") -> bytes:
    """Make a zip with these names in it, as Office's files are."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "<x/>")
    return written.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
PPTX = archive("[Content_Types].xml", "ppt/presentation.xml")
MACROS = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")


def former(stream: str) -> bytes:
    """Make the beginning of a file of the former Office, with a stream of that name."""
    return _OLE + b"\0" * 504 + f"{stream}\0".encode("utf-16-le") + b"\0" * 64


def bomb() -> bytes:
    """Make a PNG of a hundred thousand pixels square that weighs next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )

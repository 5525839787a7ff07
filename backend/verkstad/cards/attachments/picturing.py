"""Pictures: proof that a file is one, and a small picture of it without what the camera knew."""

import io
import struct
import threading
from pathlib import Path
from typing import Any

from verkstad.cards.problems import FileBroken

MOST_PIXELS = 64_000_000
SIDE = 640
QUALITY = 80
# One at a time: a picture that is unpacked takes up to a quarter of a gigabyte.
_one = threading.Lock()


def preview_of(path: Path, *, form: str) -> bytes:
    """Read a picture whole, and give it as WebP, upright, at most 640 pixels wide or high; refuse what is broken."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - twelve megabytes that a server without pictures does not need

    with _one:
        try:
            with Image.open(path, formats=[form]) as picture:
                _must_be_moderate(picture)
                picture.draft("RGB", (SIDE, SIDE))  # a JPEG is unpacked at a fraction of its size
                picture.load()
                if picture.mode in ("RGB", "RGBA", "L"):
                    picture.thumbnail((SIDE, SIDE))  # in place, before anything is copied
                upright: Any = ImageOps.exif_transpose(picture)
                small = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        except FileBroken:
            raise
        except (
            OSError,
            ValueError,
            TypeError,
            SyntaxError,
            struct.error,
            Image.DecompressionBombError,
            Warning,
            EOFError,
        ) as error:
            raise FileBroken from error
        small.thumbnail((SIDE, SIDE))
        small.info.clear()
        written = io.BytesIO()
        small.save(written, "WEBP", quality=QUALITY, method=4)
        return written.getvalue()


def _must_be_moderate(picture: Any) -> None:
    """Refuse a picture that would fill the memory, by what it says of itself."""
    if picture.width * picture.height > MOST_PIXELS:
        raise FileBroken

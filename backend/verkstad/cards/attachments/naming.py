"""A file's name, made harmless: whatever a browser or a script sends, it is the name of one file in one folder."""

import re
import unicodedata

from verkstad.kernel.wire import BREAKS, CONTROL

MOST_NAME = 200
MOST_EXTENSION = 10
NAMELESS = "fil"
# Devices that Windows opens instead of a file, whatever stands after the point.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u2060-\u206f\ufeff]")
_REFUSED_BY_WINDOWS = re.compile(r'[<>:"|?*]')


def plain_name(name: str) -> str:
    """Give the last part of a path, on one line, without signs that deceive or that a computer refuses."""
    last = re.split(r"[/\\]", BREAKS.sub(" ", name))[-1]
    seen = _UNSEEN.sub("", CONTROL.sub("", unicodedata.normalize("NFC", last)))
    tidy = re.sub(r"\s+", " ", _REFUSED_BY_WINDOWS.sub("_", seen)).strip().rstrip(". ")
    if not tidy.strip("."):
        return NAMELESS
    return shortened(f"_{tidy}" if _RESERVED.match(tidy) else tidy)


def extension_of(name: str) -> str:
    """Give what stands after the last point, in small letters."""
    stem, _, extension = name.rpartition(".")
    return extension.lower() if stem else ""


def shortened(name: str) -> str:
    """Shorten a name that is too long, before its extension."""
    if len(name) <= MOST_NAME:
        return name
    stem, point, extension = name.rpartition(".")
    if not stem or len(extension) > MOST_EXTENSION:
        return name[:MOST_NAME]
    return stem[: MOST_NAME - len(extension) - 1] + point + extension


def renamed(former: str, wish: str) -> str:
    """Give a file another name that still says what kind of file it is."""
    name, extension = plain_name(wish), extension_of(former)
    return name if not extension or extension_of(name) == extension else shortened(f"{name}.{extension}")

"""Markdown as plain words on one line: what a reader sees of it, without the signs."""

import re

# Every part is bounded, and none begins inside another: the time is that of reading the text once.
_LINK = re.compile(r"!?\[([^\[\]]{0,1000})\]\([^()\[\]]{0,2000}\)")
_SIGNS = re.compile(r"^[ \t]{0,20}(?:#{1,6}[ \t]|>[ \t]?|[-*+][ \t]|```\w*)|[*`~]|(?<!\w)_|_(?!\w)", re.MULTILINE)


def plain_words(text: str) -> str:
    """Give a text as plain words."""
    return " ".join(_SIGNS.sub("", _LINK.sub(r"\1", text)).split())

"""Whether what was written means a name: by whole words or their beginning, case and dots forgiven (saying.ts)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Words = Sequence[str]

_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Give a text in small letters."""
    return unicodedata.normalize("NFC", text).lower()


def folded(text: str) -> str:
    """Give a text without the marks on its letters."""
    if text.isascii():
        return text
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.category(sign).startswith("M")
    )


def words_in(text: str) -> list[str]:
    """Give the words, of letters and figures alone: "enligt-plan" is "Enligt plan"."""
    return _WORD.findall(plain(text).replace("\u00ad", ""))


def holds(name: Words, said: Words) -> bool:
    """Tell whether the words stand in a name in a row, the last one perhaps only begun."""
    last = len(said) - 1
    return any(
        list(name[at : at + last]) == list(said[:last]) and name[at + last].startswith(said[last])
        for at in range(len(name) - last)
    )


def meant(things: Iterable[T], names_of: Callable[[T], Iterable[str]], said: str) -> list[T]:
    """Give those that are meant: by the nearest way to read it that finds any at all."""
    words = words_in(said)
    if not words:
        return []
    bare = [folded(word) for word in words]
    named = [(thing, [words_in(name) for name in names_of(thing)]) for thing in things]
    for fits in (_is_whole, holds):
        for wanted, form in ((words, str), (bare, folded)):
            found = [thing for thing, names in named if any(fits([*map(form, name)], wanted) for name in names)]
            if found:
                return found
    return []


def is_said(value: str, words: Iterable[str]) -> bool:
    """Tell whether one of some words was written."""
    said = folded(" ".join(words_in(value)))
    return any(folded(word) == said for word in words)


def _is_whole(name: Words, said: Words) -> bool:
    return list(name) == list(said)

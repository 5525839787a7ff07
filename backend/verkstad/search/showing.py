"""Showing where words stand: a plain text, shortened around them, and the places to mark."""

from collections.abc import Sequence
from typing import NamedTuple

from verkstad.search.analysing import WORD, forms_of
from verkstad.search.asking import BEGINNING, Wanted

MOST_SIGNS = 180
BEFORE = 40
Marks = list[tuple[int, int]]


class Sighting(NamedTuple):
    """Where words stand in a text, and which of them."""

    text: str
    marks: Marks
    words: frozenset[int]


def sight(text: str, wanted: Sequence[Wanted]) -> Sighting:
    """Find every place of every word; of one that only begins like it the beginning is marked."""
    marks: Marks = []
    words: set[int] = set()
    for match in WORD.finditer(text):
        forms = forms_of(match[0])
        levels = {at: level for at, word in enumerate(wanted) if (level := word.level(forms)) is not None}
        if levels:
            whole = min(levels.values()) < BEGINNING
            longest = max(len(wanted[at].forms.word) for at in levels)
            marks.append((match.start(), match.end() if whole else min(match.end(), match.start() + longest)))
            words.update(levels)
    return Sighting(text, marks, frozenset(words))


def shortened(seen: Sighting) -> Sighting:
    """Cut a long text down to where most of the words stand close together, between words."""
    text, marks = seen.text, seen.marks
    if len(text) <= MOST_SIGNS or not marks:
        return seen if len(text) <= MOST_SIGNS else seen._replace(text=f"{_ended(text[:MOST_SIGNS])}…")
    start = _begun(text, max(0, _densest(marks) - BEFORE))
    room = MOST_SIGNS if start == 0 else MOST_SIGNS - 1
    rest = text[start:]
    cut = rest if len(rest) <= room else f"{_ended(rest[:room])}…"
    head = "…" if start else ""
    shift = len(head) - start
    last = len(head) + len(cut)
    kept = [(first + shift, end + shift) for first, end in marks if first >= start and end + shift <= last]
    return seen._replace(text=head + cut, marks=kept)


def _densest(marks: Marks) -> int:
    """Give the place from which on most marks are shown, the first of several."""
    best, most, end = 0, 0, 0
    for at, (first, _) in enumerate(marks):
        while end < len(marks) and marks[end][1] <= first + MOST_SIGNS - BEFORE - 2:
            end += 1
        if end - at > most:
            best, most = first, end - at
    return best


def _begun(text: str, start: int) -> int:
    """Move a beginning to that of a word, where one begins nearby."""
    space = text.rfind(" ", max(0, start - BEFORE), start + 1)
    return space + 1 if space >= 0 else start


def _ended(text: str) -> str:
    whole, _, rest = text.rpartition(" ")
    return whole if whole and len(rest) < BEFORE else text[:-1]

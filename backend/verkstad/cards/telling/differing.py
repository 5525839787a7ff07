"""What differs between two texts, for a reader: whole sentences where they are rewritten, words where they are not."""

import re
from typing import Literal

from verkstad.cards.passages import hunks_of, passages_of
from verkstad.cards.telling.wire import Stretch

Kind = Literal["same", "added", "removed"]

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
# A rewritten passage reads better whole than as a mixture of old and new words.
MOST_WORDS = 400
LEAST_KEPT = 0.5
# Of what stayed as it was a reader needs only the beginning and the end.
LONGEST_SAME = 240
SHOWN = 100


def difference(old: str, new: str) -> list[Stretch]:
    """Give the way from the old text to the new one, in stretches that are kept, taken away or put in."""
    was, now = passages_of(old), passages_of(new)
    found: list[Stretch] = []
    at = 0
    for hunk in hunks_of(was, now):
        _say(found, "same", "".join(was[at : hunk.start]))
        _reword(found, "".join(was[hunk.start : hunk.end]), "".join(now[hunk.new_start : hunk.new_end]))
        at = hunk.end
    _say(found, "same", "".join(was[at:]))
    return [_shortened(each, first=index == 0, last=index == len(found) - 1) for index, each in enumerate(found)]


def _reword(found: list[Stretch], old: str, new: str) -> None:
    was, now = _WORD.findall(old), _WORD.findall(new)
    few = len(was) <= MOST_WORDS and len(now) <= MOST_WORDS
    hunks = hunks_of(was, now) if few else []
    lost = sum(_letters(was[hunk.start : hunk.end]) for hunk in hunks)
    if not few or lost > (1 - LEAST_KEPT) * _letters(was):
        _say(found, "removed", old)
        _say(found, "added", new)
        return
    at = 0
    for hunk in hunks:
        _say(found, "same", "".join(was[at : hunk.start]))
        _say(found, "removed", "".join(was[hunk.start : hunk.end]))
        _say(found, "added", "".join(now[hunk.new_start : hunk.new_end]))
        at = hunk.end
    _say(found, "same", "".join(was[at:]))


def _letters(words: list[str]) -> int:
    return sum(len(word) for word in words if not word.isspace())


def _say(found: list[Stretch], kind: Kind, text: str) -> None:
    if not text:
        return
    if found and found[-1].kind == kind:
        found[-1] = Stretch(kind=kind, text=found[-1].text + text)
    else:
        found.append(Stretch(kind=kind, text=text))


def _shortened(stretch: Stretch, *, first: bool, last: bool) -> Stretch:
    text = stretch.text
    if stretch.kind != "same" or len(text) <= LONGEST_SAME:
        return stretch
    head = "" if first else text[:SHOWN]
    tail = "" if last else text[-SHOWN:]
    return Stretch(kind="same", text=f"{head} … {tail}".strip(" ") if first or last else f"{head} … {tail}")

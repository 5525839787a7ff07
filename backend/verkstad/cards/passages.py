"""The passages of a text (sentences and lines), and which of two texts' passages are the same; never slow."""

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

# A sentence or a line, with the blanks before it; a text's own last blanks are a passage too.
_PASSAGE = re.compile(r"\s*\S(?:[^\n.!?]|[.!?](?!\s|$))*[.!?]*|\s+")
# Between two passages that are surely the same lie few others; where they are many, all of them count as changed.
MOST_BETWEEN = 16


class Hunk(NamedTuple):
    """Passages from `start` up to `end` of the old text that became passages `new_start` up to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


def passages_of(text: str) -> list[str]:
    """Cut a text into passages; joined they are the text."""
    return _PASSAGE.findall(text)


def hunks_of(old: list[str], new: list[str], *, most_between: int = MOST_BETWEEN) -> list[Hunk]:
    """Tell what changed between two lists of passages or words, in order, with something kept between any two."""
    hunks = []
    at_old = at_new = 0
    for here, there in [*_same(old, new, most_between), (len(old), len(new))]:
        if (at_old, at_new) != (here, there):
            hunks.append(Hunk(at_old, here, at_new, there))
        at_old, at_new = here + 1, there + 1
    return hunks


def _same(old: list[str], new: list[str], most_between: int) -> list[tuple[int, int]]:
    """Pair what stands once in both texts and in the same order, and from there its neighbours (patience diff)."""
    pairs: list[tuple[int, int]] = []
    low_old = low_new = 0
    for anchor_old, anchor_new in [*_anchors(old, new), (len(old), len(new))]:
        pairs += _between(old, new, (low_old, anchor_old), (low_new, anchor_new), most_between)
        if anchor_old < len(old):
            pairs.append((anchor_old, anchor_new))
        low_old, low_new = anchor_old + 1, anchor_new + 1
    return pairs


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    in_old, in_new = Counter(old), Counter(new)
    places = {each: index for index, each in enumerate(new) if in_new[each] == 1}
    shared = [(index, places[each]) for index, each in enumerate(old) if in_old[each] == 1 and each in places]
    return _rising(shared)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of pairs that rises in both."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(there)
            ends.append(index)
        else:
            tops[pile], ends[pile] = there, index
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _between(
    old: list[str], new: list[str], olds: tuple[int, int], news: tuple[int, int], most: int
) -> list[tuple[int, int]]:
    low_old, high_old = olds
    low_new, high_new = news
    first, last = [], []
    while low_old < high_old and low_new < high_new and old[low_old] == new[low_new]:
        first.append((low_old, low_new))
        low_old, low_new = low_old + 1, low_new + 1
    while low_old < high_old and low_new < high_new and old[high_old - 1] == new[high_new - 1]:
        high_old, high_new = high_old - 1, high_new - 1
        last.append((high_old, high_new))
    middle: list[tuple[int, int]] = []
    if 0 < high_old - low_old <= most and 0 < high_new - low_new <= most:
        matcher = SequenceMatcher(None, old[low_old:high_old], new[low_new:high_new], autojunk=False)
        middle = [
            (low_old + block.a + step, low_new + block.b + step)
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
        ]
    return [*first, *middle, *reversed(last)]

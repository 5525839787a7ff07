"""Finding, among many words, those that come near to one that is asked for, without going through them all."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from verkstad.search.analysing import FOLDED, FOLDED_STEM, STEM, Forms
from verkstad.search.asking import LEAST_BEGINNING, Wanted


class Vocabulary:
    """Words by their forms and in their order; what is near is what `Wanted.level` says."""

    def __init__(self, words: Iterable[Forms]) -> None:
        self._alike: dict[str, list[Forms]] = defaultdict(list)
        for forms in words:
            for key in _keys(forms):
                self._alike[key].append(forms)
        self._written = sorted({key for key in self._alike if key[0] not in (STEM, FOLDED_STEM)})

    def near(self, wanted: Wanted) -> dict[str, int]:
        """Give the words that come near, and how near."""
        asked = wanted.forms
        keys = set(_keys(asked))
        if len(asked.word) >= LEAST_BEGINNING:
            keys.update(self._beginning(asked.word), self._beginning(FOLDED + asked.folded))
        found = {forms.word: wanted.level(forms) for key in keys for forms in self._alike.get(key, ())}
        return {word: level for word, level in found.items() if level is not None}

    def _beginning(self, beginning: str) -> list[str]:
        first = bisect_left(self._written, beginning)
        last = bisect_left(self._written, beginning + "\U0010ffff", lo=first)
        return self._written[first:last]


def _keys(forms: Forms) -> tuple[str, ...]:
    return forms.word, STEM + forms.stem, FOLDED + forms.folded, FOLDED_STEM + forms.folded_stem

"""What somebody asks for: words, and how near a text comes to each of them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from verkstad.kernel.words import sentence
from verkstad.search.analysing import (
    FOLDED,
    FOLDED_STEM,
    NUMBER,
    STEM,
    WORD,
    Forms,
    forms_of,
)
from verkstad.search.problems import SenselessQuery

MOST_SIGNS = 200
MOST_WORDS = 12
# One letter begins half of all words.
LEAST_BEGINNING = 2
# How near a word comes, the nearest first: the word or its stem, the same but for diacritics, and beginnings likewise.
WHOLE, WHOLE_FORGIVEN, BEGINNING, BEGINNING_FORGIVEN = LEVELS = range(4)

_ASKED = re.compile(r"#(\d{1,9})(?![^\W_])|" + WORD.pattern)


@dataclass(frozen=True)
class Term:
    """A term of the index, or the beginning of one."""

    text: str
    begins: bool = False


@dataclass(frozen=True)
class Wanted:
    """One word that is asked for; `#12` is a number and nothing else."""

    forms: Forms
    is_number: bool = False
    # Names and texts are made of the same words over and over.
    _known: dict[str, int | None] = field(default_factory=dict, compare=False, repr=False)

    def level(self, word: Forms) -> int | None:
        """Tell how near a word of a text comes, or that it is another."""
        known = self._known
        if word.word not in known:
            known[word.word] = self._level(word)
        return known[word.word]

    def _level(self, word: Forms) -> int | None:
        asked = self.forms
        if self.is_number:
            return None
        if word.word == asked.word or word.stem == asked.stem:
            return WHOLE
        if word.folded == asked.folded or word.folded_stem == asked.folded_stem:
            return WHOLE_FORGIVEN
        if len(asked.word) < LEAST_BEGINNING:
            return None
        if word.word.startswith(asked.word):
            return BEGINNING
        return BEGINNING_FORGIVEN if word.folded.startswith(asked.folded) else None

    def level_in(self, words: Iterable[Forms]) -> int | None:
        """Tell how near the nearest of several words comes."""
        return min((level for word in words if (level := self.level(word)) is not None), default=None)

    def terms(self, level: int) -> list[Term]:
        """Give the terms that come at least so near; the same as `level` says of their words."""
        word, stem, bare, bare_stem = self.forms
        number = [Term(NUMBER + word)] if word.isascii() and word.isdigit() else []
        if self.is_number:
            return number
        found = [*number, Term(word), Term(STEM + stem)]
        if level >= WHOLE_FORGIVEN:
            found += [Term(bare), Term(FOLDED + bare), Term(STEM + bare_stem), Term(FOLDED_STEM + bare_stem)]
        if len(word) >= LEAST_BEGINNING:
            if level >= BEGINNING:
                found.append(Term(word, begins=True))
            if level >= BEGINNING_FORGIVEN:
                found += [Term(bare, begins=True), Term(FOLDED + bare, begins=True)]
        return list(dict.fromkeys(found))


def read_query(text: str) -> list[Wanted]:
    """Read the words of a query, each once; whatever is neither letter nor digit stands between words."""
    found = [
        Wanted(forms_of(match[1].lstrip("0") or "0"), is_number=True) if match[1] else Wanted(forms_of(match[0]))
        for match in _ASKED.finditer(unicodedata.normalize("NFC", text))
    ]
    wanted = list(dict.fromkeys(found))
    if not wanted:
        raise SenselessQuery(why=sentence("why.no_words"))
    if len(wanted) > MOST_WORDS:
        raise SenselessQuery(why=sentence("why.many_words", most=MOST_WORDS))
    return wanted

"""What a text is made of, the same on both databases: words, their Swedish stems, and both without diacritics."""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# Raise it when what follows changes: every assignment is then indexed anew.
ANALYSIS = 1

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40
# A text of more is indexed as far as this; PostgreSQL takes a megabyte of words for one assignment.
MOST_BYTES = 120_000
LEAST_STEM = 4
# What Snowball leaves: skola-n, dator-n, nyckel-n, skola-ns; gemensam-m, workshop-p.
_ENDING = re.compile(r"(a|l|or)ns?$|(?<=m)m$|(?<=p)p$")
# The vowel that a plural drops: nyckel and nycklar, segel and seglen.
_DROPPED = re.compile(r"(?<=[^\W\daeiouyåäö])e([lnr])$")
# Marks before a term; no word has one, and every one is beyond ASCII, where SQLite's tokenizer splits nothing.
STEM, FOLDED, FOLDED_STEM, NUMBER, PERSON, LABEL = "§", "°", "¨", "№", "¤", "¶"
# What no decomposition takes apart.
_BARE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ß": "ss", "ı": "i"})

_stemmer = snowballstemmer.stemmer("swedish")
_one_at_a_time = threading.Lock()  # the stemmer keeps the word that it works on in itself


class Forms(NamedTuple):
    """A word in lower case, its stem, and both without diacritics."""

    word: str
    stem: str
    folded: str
    folded_stem: str


@lru_cache(maxsize=60_000)
def forms_of(written: str) -> Forms:
    """Take a word as it is written to its forms."""
    word = unicodedata.normalize("NFC", written.lower())[:LONGEST_WORD]
    stem = _stem(word)
    return Forms(word, stem, folded(word), folded(stem))


def _stem(word: str) -> str:
    """Stem until nothing more comes off: once alone leaves kompetens and kompetensen, skola and skolan apart."""
    with _one_at_a_time:
        stem = _shortened(_stemmer.stemWord(word))
        while len(shorter := _shortened(_stemmer.stemWord(stem))) >= LEAST_STEM and shorter != stem:
            stem = shorter
    return _DROPPED.sub(r"\1", stem) if len(stem) > LEAST_STEM else stem


def _shortened(stem: str) -> str:
    return _ENDING.sub(r"\1", stem) if len(stem) > LEAST_STEM else stem


def folded(word: str) -> str:
    """Take away what stands on and under the letters: ö is o, é is e."""
    apart = unicodedata.normalize("NFD", word.translate(_BARE))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def words_in(text: str) -> Iterator[Forms]:
    """Give the words of a text."""
    return (forms_of(word) for word in WORD.findall(text))


@lru_cache(maxsize=20_000)
def words_in_name(name: str) -> tuple[Forms, ...]:
    """Give the words of a name, which is asked for again and again."""
    return tuple(words_in(name))


def terms_of(texts: Iterable[str]) -> str:
    """Give what is kept of texts: every term once, in order, with spaces between."""
    terms: set[str] = set()
    for text in texts:
        for word in set(WORD.findall(text)):
            terms.update(_terms(word))
    return joined(terms)


@lru_cache(maxsize=60_000)
def _terms(written: str) -> tuple[str, ...]:
    forms = forms_of(written)
    kept = [forms.word, STEM + forms.stem]
    if forms.folded != forms.word:
        kept.append(FOLDED + forms.folded)
    if forms.folded_stem != forms.stem:
        kept.append(FOLDED_STEM + forms.folded_stem)
    return tuple(kept)


def joined(terms: Iterable[str]) -> str:
    """Put terms together as they are stored, as many as one assignment may have."""
    whole = " ".join(sorted(terms))
    if len(whole) * 4 <= MOST_BYTES or len(whole.encode()) <= MOST_BYTES:
        return whole
    return whole.encode()[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]


def sign(mark: str, thing_id: str) -> str:
    """Name a person or a label in the index: by id, so that whoever may not know the name finds nothing by it."""
    return mark + thing_id.replace("-", "")

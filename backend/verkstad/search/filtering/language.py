"""Reads a filter as it is written: `ansvarig:mig läge:risk -status:"På paus" v47 #12 avtal` (language.ts)."""

import re
import unicodedata
from dataclasses import dataclass, replace

from verkstad.search.filtering.saying import folded, plain
from verkstad.search.filtering.vocabulary import KEYS, every

MOST_CHARACTERS = 500

_QUOTES = '"”“'
_NAMED = re.compile(r"([^\W\d_]+):")
_NUMBER = re.compile(r"#([0-9]{1,9})")
_WEEK = re.compile(r"[vw]\.?[0-9]{1,2}", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of a filter: what is asked for, or a word of the title; nothing where the word before `:` is none of ours.

    In quotes it is a name, also where it is a word of ours.
    """

    written: str
    unwanted: bool = False
    key: str | None = None
    said: str = ""
    value: str = ""
    quoted: bool = False
    problem: str | None = None


def parse(query: str) -> list[Part]:
    """Read the parts, which stand between spaces."""
    text = unicodedata.normalize("NFC", query)
    if len(text) > MOST_CHARACTERS:
        return [Part(text, problem="too_long")]
    parts = []
    at = 0
    while at < len(text):
        if _is_space(text[at]):
            at += 1
        else:
            parts.append(_part_at(text, at))
            at += len(parts[-1].written)
    return parts


def _part_at(text: str, begin: int) -> Part:
    unwanted = text[begin] == "-"
    at = begin + unwanted
    named = _NAMED.match(text, at)
    said = named[1] if named and named[1].isalpha() else ""
    at += len(said) + 1 if said else 0
    quoted = at < len(text) and text[at] in _QUOTES
    end = _closing_in(text, at + 1) if quoted else _space_in(text, at)
    value = text[at + quoted : end]
    key = _key_of(said) if said else _bare_key(value, quoted=quoted)
    part = Part(
        written=text[begin : min(end + quoted, len(text))],
        unwanted=unwanted,
        key=key,
        said=said,
        value=value[1:] if key == "number" else value,
        quoted=quoted,
    )
    return replace(part, problem=_problem_of(part, unclosed=quoted and end == len(text)))


def _key_of(said: str) -> str | None:
    for form in (str, folded):
        for key, names in KEYS.items():
            if any(form(name) == form(plain(said)) for name in every(names)):
                return key
    return None


def _bare_key(value: str, *, quoted: bool) -> str:
    if quoted:
        return "word"
    if _NUMBER.fullmatch(value):
        return "number"
    return "due" if _WEEK.fullmatch(value) else "word"


def _problem_of(part: Part, *, unclosed: bool) -> str | None:
    if part.key is None:
        return "unknown_key"
    if unclosed:
        return "unclosed_quote"
    return "no_value" if part.key != "word" and not part.value.strip() else None


def _closing_in(text: str, begin: int) -> int:
    return next((at for at in range(begin, len(text)) if text[at] in _QUOTES), len(text))


def _space_in(text: str, begin: int) -> int:
    return next((at for at in range(begin, len(text)) if _is_space(text[at])), len(text))


def _is_space(sign: str) -> bool:
    return sign.isspace() or sign == "\ufeff"

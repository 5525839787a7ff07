"""Whether a part of a filter singles out a person, which statistics never do (persons.ts)."""

from verkstad.search.filtering.language import Part, parse
from verkstad.search.filtering.saying import is_said
from verkstad.search.filtering.vocabulary import NONE

PERSONAL = ("owner", "deputy")


def persons_in(query: str) -> list[Part]:
    """Give the parts of a filter that single out a person, or all but a person, known to the reader or not.

    To ask for what nobody is responsible for singles out nobody.
    """
    return [part for part in parse(query) if part.key in PERSONAL and part.value.strip() and not _is_nobody(part)]


def _is_nobody(part: Part) -> bool:
    return not part.quoted and is_said(part.value, NONE)

"""The sentences of both languages, kept once for the server and the client."""

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import orjson

LANGUAGES = ("sv", "en")


@cache
def sentences(language: str) -> dict[str, Any]:
    """Read the sentences that the server says in a language."""
    return dict(orjson.loads(resources.files(__package__).joinpath(f"problems.{language}.json").read_bytes()))


def say(language: str, key: str, **words: Any) -> str:
    """Say a sentence with its blanks filled in; an unknown language is Swedish."""
    sentence: str = sentences(language if language in LANGUAGES else "sv")[key]
    return sentence.format_map(words)


def preferred(accept_language: str, default: str) -> str:
    """Choose between Swedish and English from an Accept-Language header (RFC 9110, 12.5.4), by order alone."""
    for part in accept_language.lower().split(","):
        tag = part.split(";")[0].strip()[:2]
        if tag in LANGUAGES:
            return tag
    return default


def sentence(key: str, **words: Any) -> Callable[[str], str]:
    """Keep a sentence until the reader's language is known."""
    return lambda language: say(language, key, **words)

"""Order within a lane: a key between two neighbours, so that a move changes one row."""

from itertools import pairwise

from fractional_indexing import generate_key_between, generate_n_keys_between


def rank_between(before: str | None, after: str | None) -> str:
    """Give a key that sorts, byte by byte, after `before` and before `after`; `None` is the open end."""
    key: str = generate_key_between(before, after)
    return key


def ranks_after(before: str | None, count: int) -> list[str]:
    """Give `count` keys in order after `before`."""
    keys: list[str] = generate_n_keys_between(before, None, count)
    return keys


def ranks_between(before: str | None, after: str | None, count: int) -> list[str]:
    """Give `count` keys in order between two, as short as they can be."""
    keys: list[str] = generate_n_keys_between(before, after, count)
    return keys


def is_ordered(ranks: list[str]) -> bool:
    """Tell whether the keys rise strictly, byte by byte."""
    return all(a.encode() < b.encode() for a, b in pairwise(ranks))

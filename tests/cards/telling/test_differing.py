from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from verkstad.cards.telling.differing import difference

TEXTS = st.text(alphabet=st.sampled_from("abc åäö.\n"), max_size=80)


def _shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in difference(old, new)]


def test_a_word_that_was_changed() -> None:
    assert _shown("Mötet är på måndag. Ta med fika.", "Mötet är på tisdag. Ta med fika.") == [
        ("same", "Mötet är på "),
        ("removed", "måndag"),
        ("added", "tisdag"),
        ("same", ". Ta med fika."),
    ]


def test_a_sentence_that_was_rewritten_is_shown_whole() -> None:
    assert _shown("Ulf håller i det.", "Det blir Åsa som tar över.") == [
        ("removed", "Ulf håller i det."),
        ("added", "Det blir Åsa som tar över."),
    ]


def test_of_what_stayed_the_ends_are_enough() -> None:
    long = " ".join(f"Mening {number}." for number in range(100))
    head, added = difference(long, f"{long} Och en till.")
    assert head.text.startswith("…")
    assert len(head.text) < 120
    assert added.text == " Och en till."


@given(TEXTS, TEXTS)
def test_the_old_words_and_the_new_ones_are_all_there(old: str, new: str) -> None:
    found = difference(old, new)
    assert "".join(part.text for part in found if part.kind != "added") == old
    assert "".join(part.text for part in found if part.kind != "removed") == new


def test_a_long_text_costs_little() -> None:
    old, new = "a b " * 5_000, "b a " * 5_000
    began = time.process_time()
    difference(old, new)
    difference("a\n" * 10_000, "b\n" * 10_000)
    assert time.process_time() - began < 0.5

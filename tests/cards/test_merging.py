from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.cards.merging import Agreed, Disputed, Merge, agreed_text, merge
from verkstad.cards.passages import hunks_of, passages_of

BASE = "Behovet kom fram på mötet. Åtta platser.\n\n- Boka lokal\n- Bjuda in\n\nUlf håller i det."

SENTENCES = st.sampled_from(
    ["Ett.", "Två!", "Tre?", "- rad", "- annan rad", "fyra", "## Rubrik", "Kl. 9.30 t.ex.", "å ä ö", "..."]
)
GAPS = st.sampled_from([" ", "\n", "\n\n", "  ", "\n- "])
TEXTS = st.one_of(
    st.lists(st.tuples(SENTENCES, GAPS), max_size=8).map(lambda parts: "".join(a + b for a, b in parts)),
    st.text(max_size=60),
)


def _swapped(found: Merge) -> Merge:
    return [Disputed(part.theirs, part.mine) if isinstance(part, Disputed) else part for part in found]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _everything(found: Merge) -> str:
    return " ".join(part.text if isinstance(part, Agreed) else f"{part.mine} {part.theirs}" for part in found)


class TestTwoPassages:
    def test_are_both_kept(self) -> None:
        mine = BASE.replace("Åtta platser.", "Tolv platser.")
        theirs = BASE.replace("Ulf håller i det.", "Åsa håller i det.")
        expected = mine.replace("Ulf håller i det.", "Åsa håller i det.")
        assert merge(BASE, mine, theirs) == [Agreed(expected)]

    def test_also_sentences_beside_each_other(self) -> None:
        mine = BASE.replace("Behovet kom fram på mötet.", "Behovet kom fram i våras.")
        theirs = BASE.replace("Åtta platser.", "Tolv platser.")
        assert agreed_text(merge(BASE, mine, theirs)) == theirs.replace("på mötet", "i våras")

    def test_also_where_one_puts_a_paragraph_first_and_the_other_one_last(self) -> None:
        assert agreed_text(merge("A.", "Först.\n\nA.", "A.\n\nSist.")) == "Först.\n\nA.\n\nSist."
        assert agreed_text(merge("A.\n\nB.", "Först.\n\nA.\n\nB.", "A.\n\nB.\n\nSist.")) == (
            "Först.\n\nA.\n\nB.\n\nSist."
        )


class TestTheSamePassage:
    def test_is_given_as_each_has_it(self) -> None:
        mine, theirs = BASE.replace("Åtta", "Tolv"), BASE.replace("Åtta", "Sex")
        before, dispute, after = merge(BASE, mine, theirs)
        assert dispute == Disputed(" Tolv platser.", " Sex platser.")
        assert isinstance(before, Agreed)
        assert isinstance(after, Agreed)
        assert before.text + " Tolv platser." + after.text == mine

    def test_is_no_dispute_where_both_wrote_the_same(self) -> None:
        changed = BASE.replace("Åtta", "Tolv")
        assert merge(BASE, changed, changed) == [Agreed(changed)]

    def test_is_one_where_both_wrote_the_first_text(self) -> None:
        assert merge("", "Mitt.", "Ulfs.") == [Disputed("Mitt.", "Ulfs.")]

    def test_is_one_where_the_other_took_it_away(self) -> None:
        assert merge("Ett. Två.", "Ett. Två till.", "Ett.") == [Agreed("Ett."), Disputed(" Två till.", "")]


@given(TEXTS, TEXTS, TEXTS)
def test_neither_loses_a_word(base: str, mine: str, theirs: str) -> None:
    kept = _words(_everything(merge(base, mine, theirs)))
    assert (_words(mine) - _words(base)) | (_words(theirs) - _words(base)) <= kept


@given(TEXTS, TEXTS)
def test_alike_and_alone_are_what_was_written(base: str, text: str) -> None:
    assert agreed_text(merge(base, text, text)) == text
    assert agreed_text(merge(base, text, base)) == text
    assert agreed_text(merge(base, base, text)) == text


@given(TEXTS, TEXTS, TEXTS)
def test_who_is_first_only_changes_sides(base: str, mine: str, theirs: str) -> None:
    assert _swapped(merge(base, mine, theirs)) == merge(base, theirs, mine)


@given(TEXTS, TEXTS)
def test_hunks_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    was, now = passages_of(old), passages_of(new)
    assert "".join(was) == old
    built, at = [], 0
    for hunk in hunks_of(was, now):
        built += was[at : hunk.start] + now[hunk.new_start : hunk.new_end]
        at = hunk.end
    assert [*built, *was[at:]] == now


HOSTILE = {
    "one letter a line": ("a\n" * 10_000, "b\n" * 10_000, "a\nb\n" * 5_000),
    "alike but one": ("a\n" * 10_000, "a\n" * 5_000 + "c\n" + "a\n" * 4_999, "c\n" + "a\n" * 9_999),
    "every line apart": (
        "\n".join(f"{n}" for n in range(4_000)),
        "\n".join(f"{n}" if n % 2 else f"x{n}" for n in range(4_000))[:20_000],
        "\n".join(f"{n}" for n in reversed(range(4_000))),
    ),
    "blanks": (" " * 20_000, "\n" * 20_000, " \n" * 10_000),
    "one long word": ("a" * 20_000, "a" * 19_999 + "b", "b" + "a" * 19_999),
    "points": ("." * 20_000, ". " * 10_000, "! ." * 6_000),
    "pairs": (
        "\n".join(str(n % 2_500) for n in range(5_000))[:20_000],
        "\n".join(str((n * 7) % 2_500) for n in range(5_000))[:20_000],
        "\n".join(str((n * 11) % 2_500) for n in range(5_000))[:20_000],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_costs_no_more(name: str) -> None:
    base, mine, theirs = HOSTILE[name]
    began = time.process_time()
    found = merge(base, mine, theirs)
    assert time.process_time() - began < 0.5  # 50 ms on a machine with nothing else to do
    assert _words(mine) | _words(theirs) - _words(base) <= _words(_everything(found)) | _words(base)

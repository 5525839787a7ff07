from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysing import forms_of
from verkstad.search.asking import Wanted
from verkstad.search.nearing import Vocabulary

LETTERS = st.text(alphabet="abåäöøé§1n", min_size=1, max_size=4)
INFLECTED = st.sampled_from(("skola", "skolan", "skolor", "nämnd", "namnden", "nyckel", "nycklar", "åsa", "asa", "as"))
WORDS = st.one_of(LETTERS.filter(str.isalnum), INFLECTED)


@given(words=st.lists(WORDS, max_size=12), asked=WORDS)
def test_those_that_are_near_are_those_that_a_look_at_each_one_finds(words: list[str], asked: str) -> None:
    wanted = Wanted(forms_of(asked))
    every = {forms.word: wanted.level(forms) for forms in map(forms_of, words)}
    near = Vocabulary({forms_of(word) for word in words}).near(wanted)
    assert near == {word: level for word, level in every.items() if level is not None}


def test_a_number_is_near_to_no_word() -> None:
    assert Vocabulary({forms_of("12")}).near(Wanted(forms_of("12"), is_number=True)) == {}

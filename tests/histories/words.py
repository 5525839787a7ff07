"""The words that histories are written in: few, so that they meet, and every form of each known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from tests.histories.history import History

# Every form of these that stands anywhere; other words are found by themselves and by their beginnings alone.
LEMMAS = (
    ("uppdrag", "uppdraget", "uppdragens"),
    ("nämnd", "nämnden", "nämnder", "nämndens", "nämnds"),
    ("måltid", "måltiden", "måltider"),
    ("kompetens", "kompetensen"),
    ("skola", "skolan", "skolor"),
)
WORDS = [word for lemma in LEMMAS for word in lemma]
# Names of what there is, and of what there is not; some differ by their dots alone, some begin like others.
SURNAMES = ("Öberg", "Oberg", "Warsame", "Östling")
GIVEN = ("Åsa", "Asa", "Amina", "Mig")
THINGS = ("Hälsa", "Halsa", "Ingen", "På paus", "Klart", "E-tjänst", "Nätverk", "Nätverk syd")
# A Wednesday is where every history begins.
DATES = (
    "2026-11-16",
    "2026-11-18",
    "2026-11-20",
    "2026-11-22",
    "2026-11-23",
    "2026-12-01",
    "2026-11",
    "2026-12",
    "2026-23",
    "2027-21",
    "2026",
    "2027",
    "9999-12-31",
)


def title(h: History) -> str:
    """Make a title of one to three words, half of them with a word of its own."""
    words = h.dice.sample([*WORDS, "Öberg", "oberg", "12", "e-tjänst", "HÄLSA", "med", "om"], h.dice.randint(1, 3))
    words += [h.own_word()] if h.dice.random() < 0.5 else []
    return " ".join(words).capitalize() if h.dice.random() < 0.7 else " ".join(words)


def sentence(h: History) -> str:
    """Make a sentence about one word, and with one that stands nowhere else."""
    return h.dice.choice(("Vi talade om {}, {}.", "Saknar {} {}", "Ring {} i går: {}", "Till {} {}")).format(
        h.dice.choice(WORDS), h.own_word()
    )


def marked(h: History) -> str:
    """Make a text with Markdown's signs."""
    return f"Här är **{h.dice.choice(WORDS)}** och *{h.own_word()}*."


def name(dice: Random) -> str:
    """Make the name of a person."""
    return f"{dice.choice(GIVEN)} {dice.choice(SURNAMES)}"

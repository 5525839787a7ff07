from __future__ import annotations

import pytest

from verkstad.search.analysing import MOST_BYTES, forms_of, terms_of


@pytest.mark.parametrize(
    "paradigm",
    [
        "uppdrag uppdraget uppdragen uppdragens",
        "handlingsplan handlingsplanen handlingsplaner handlingsplanerna",
        "kompetens kompetensen kompetenser kompetenserna",
        "skola skolan skolor skolorna skolans",
        "nämnd nämnden nämnder nämnderna nämndens",
        "invånare invånaren invånarna invånarnas",
        "workshop workshopen workshoppar workshopparna",
        "verksamhet verksamheten verksamheter",
        "nyckel nyckeln nycklar nycklarna",
        "regel regeln regler reglerna",
    ],
)
def test_inflections_have_one_stem(paradigm: str) -> None:
    assert len({forms_of(word).stem for word in paradigm.split()}) == 1


@pytest.mark.parametrize("words", ["för försenat", "plan plats", "öberg oberg", "möte mot"])
def test_other_words_have_another(words: str) -> None:
    assert len({forms_of(word).stem for word in words.split()}) == 2


def test_every_term_once_and_what_is_forgiven_marked() -> None:
    assert terms_of(["Öberg, öberg", "ÖBERG!"]) == "§öberg ¨oberg °oberg öberg"
    assert terms_of(["Lars-Åke 2026_11"]) == "11 2026 lars §11 §2026 §lar §åke ¨ake °ake åke"


def test_a_text_without_end_is_kept_as_far_as_there_is_room() -> None:
    kept = terms_of(["".join(f"ö{number} " for number in range(40_000))])
    assert MOST_BYTES - 100 < len(kept.encode()) <= MOST_BYTES
    assert len(terms_of(["x" * 5000]).split()[0]) == 40

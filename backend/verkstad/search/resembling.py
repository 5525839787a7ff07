"""Finding assignments that may be about the same as a title that is being written, across all plans that one sees."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

import orjson
from sqlalchemy import TextClause, text

from verkstad.search.analysing import STEM, forms_of, words_in
from verkstad.search.asking import Wanted
from verkstad.search.querying import cards_from
from verkstad.search.searching import read_cards, scope_of, shown, visible_boards
from verkstad.search.showing import sight
from verkstad.search.wire import SimilarCard, SimilarOut
from verkstad.users.desk import Look

MOST_STEMS = 12
# A stem that so many of the reader's assignments have tells nothing of one of them.
COMMON = 1000
# Of what the title says so much must be shared; a single word is enough where so few have it.
LEAST_SHARED = 0.45
RARE = 5
_TELL_NOTHING = (
    "alla att av behöver bli blir bättre de den denna det detta efter eller en ett för från får genom gör göra ha har"
    " hur i in inför inom kan man med mellan mer mot ny nya nytt när och om på sig ska skapa skulle som så ta till"
    " under upp ut utan vad var vara vi vid vår våra över a all an and are as at be by for from how in into is it new"
    " of on or our that the this to we what with"
)
_STEMS_THAT_TELL_NOTHING = frozenset(forms_of(word).stem for word in _TELL_NOTHING.split())


def find_similar(look: Look, title: str, *, most: int) -> SimilarOut:
    """Give the assignments that share the rarest stems of a title, in their titles or else in their texts."""
    stems = _stems(title)
    boards = visible_boards(look)
    scope = scope_of(boards)
    plans = [*scope.open, *scope.shut]
    if not stems or not plans:
        return SimilarOut(cards=[])
    in_titles = _cards_with(look, stems, plans, in_title=True)
    scores = _scores(in_titles, stems)
    if in_titles and len(scores) < most:
        # What is common in titles is so in texts, which have the titles too.
        in_texts = _cards_with(look, list(in_titles), plans, in_title=False)
        # Only where the title has nothing: a text says many things, and must share two of them.
        for card_id, score in _scores(in_texts, stems, alone=0).items():
            scores.setdefault(card_id, score / 100)
    best = sorted(scores, key=lambda card_id: (scores[card_id], card_id), reverse=True)[:most]
    rows = read_cards(look, boards, best)
    wanted = [Wanted(forms) for forms in words_in(title) if forms.stem in stems]
    found = [rows[card_id] for card_id in best]
    return SimilarOut(cards=[SimilarCard(**shown(row, boards), marks=_whole(row.title, wanted)) for row in found])


def _stems(title: str) -> list[str]:
    found = (forms.stem for forms in words_in(title) if len(forms.word) > 1 and not forms.word.isdigit())
    return list(dict.fromkeys(stem for stem in found if stem not in _STEMS_THAT_TELL_NOTHING))[:MOST_STEMS]


def _scores(having: Mapping[str, list[str]], stems: Iterable[str], *, alone: int = RARE) -> dict[str, float]:
    """Weigh what each assignment shares against what the whole title says; a stem that nobody has says the most."""
    told = {stem: log(1 + COMMON / len(having[stem])) if having[stem] else log(1 + COMMON) for stem in having}
    whole = sum(told.get(stem, 0) for stem in stems)
    shared: dict[str, list[str]] = defaultdict(list)
    for stem, card_ids in having.items():
        for card_id in card_ids:
            shared[card_id].append(stem)
    return {
        card_id: score
        for card_id, those in shared.items()
        if (score := sum(told[stem] for stem in those)) >= LEAST_SHARED * whole
        and (len(those) > 1 or len(having[those[0]]) <= alone)
    }


def _cards_with(look: Look, stems: list[str], plans: list[str], *, in_title: bool) -> dict[str, list[str]]:
    """Give the assignments that have each stem that tells something, and leave out those that too many have."""
    is_sqlite = look.connection.dialect.name == "sqlite"
    quoted = '"{}"' if is_sqlite else "'{}'"
    terms = {f"stem_{at}": quoted.format(STEM + stem) for at, stem in enumerate(stems)}
    question = _question(len(stems), is_sqlite=is_sqlite, in_title=in_title)
    among = orjson.dumps(plans).decode() if is_sqlite else plans
    rows = look.connection.execute(question, {**terms, "all": among, "most": COMMON})
    return {stems[row.at]: row.ids.split() if row.ids else [] for row in rows if row.many < COMMON}


@cache
def _question(many: int, *, is_sqlite: bool, in_title: bool) -> TextClause:
    """Ask for all stems at once, each no further than to where it is common; one row each, with the ids together."""
    together = "group_concat(card_id, ' ')" if is_sqlite else "string_agg(card_id, ' ')"
    parts = (
        f"SELECT {at} AS at, count(*) AS many, CASE WHEN count(*) < :most THEN {together} END AS ids"  # noqa: S608
        f" FROM ({cards_from(f'stem_{at}', in_title=in_title, is_sqlite=is_sqlite)}) AS part_{at}"
        for at in range(many)
    )
    return text(" UNION ALL ".join(parts))


def _whole(title: str, wanted: list[Wanted]) -> list[tuple[int, int]]:
    """Mark what is shared: whole words, no beginnings."""
    shared = {word.forms.stem for word in wanted}
    return [mark for mark in sight(title, wanted).marks if forms_of(title[mark[0] : mark[1]]).stem in shared]

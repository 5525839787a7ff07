"""Explaining hits: in which texts of each assignment the words stand that its title does not have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from verkstad.search.analysing import LABEL, PERSON, sign, words_in_name
from verkstad.search.asking import LEVELS, Wanted
from verkstad.search.indexing import INDEX
from verkstad.search.reading import GROUPS, Group, Piece, read_pieces
from verkstad.search.showing import shortened, sight
from verkstad.search.wire import FoundOut

ELSEWHERE: tuple[Group, ...] = tuple(group for group in GROUPS if group != "title")
SIGNS = frozenset({"owner", "deputy", "participant", "leader", "row_person", "remover", "label"})
Words = frozenset[int]


class Names(NamedTuple):
    """The names that the reader knows, of people and of the labels on the plans that are looked through."""

    people: Mapping[str, str]
    labels: Mapping[str, str]

    def of(self, piece: Piece) -> str:
        """Give the name of a person or a label, or nothing where the reader knows none."""
        return (self.labels if piece.where == "label" else self.people).get(piece.text, "")


def explain(
    connection: Connection, cards: Sequence[Any], wanted: Sequence[Wanted], names: Names
) -> dict[str, list[FoundOut]]:
    """Give as few places of each assignment as show every word; only the groups of texts that have them are read."""
    lacking = {card.id: _lacking(card, wanted) for card in cards}
    asked = {card_id: words for card_id, words in lacking.items() if words}
    found: dict[str, list[FoundOut]] = {card.id: [] for card in cards}
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for group, card_ids in _groups_with(connection, asked, wanted, names).items():
        for piece in read_pieces(connection, group, card_ids):
            pieces[piece.card_id].append(piece)
    for card_id, words in asked.items():
        found[card_id] = _places(pieces[card_id], words, wanted, names)
    return found


def _lacking(card: Any, wanted: Sequence[Wanted]) -> Words:
    """Give the words that neither the title nor the number has."""
    number = str(card.number)
    seen = sight(card.title, wanted).words
    return frozenset(at for at, word in enumerate(wanted) if at not in seen and word.forms.word != number)


def _groups_with(
    connection: Connection, asked: Mapping[str, Words], wanted: Sequence[Wanted], names: Names
) -> dict[Group, list[str]]:
    """Tell from the index, for each group of texts, in which assignments to look there; the first that has a word."""
    known = {
        sign(mark, thing_id): words_in_name(name)
        for mark, those in ((PERSON, names.people), (LABEL, names.labels))
        for thing_id, name in those.items()
    }
    found: dict[Group, list[str]] = defaultdict(list)
    if not asked:
        return found
    columns = (INDEX.c.card_id, *(INDEX.c[group] for group in ELSEWHERE))
    for row in connection.execute(select(*columns).where(INDEX.c.card_id.in_(sorted(asked)))):
        left = set(asked[row.card_id])
        for group in ELSEWHERE:
            terms = getattr(row, group).split()
            if group == "signs":
                words = [word for term in terms for word in known.get(term, [])]
                has = {at for at in left if wanted[at].level_in(words) is not None}
            else:
                has = {at for at in left if _is_among(terms, wanted[at])}
            if has:
                found[group].append(row.card_id)
                left -= has
    return found


def _is_among(terms: list[str], word: Wanted) -> bool:
    asked = word.terms(LEVELS[-1])
    whole = {term.text for term in asked if not term.begins}
    begun = tuple(term.text for term in asked if term.begins)
    return any(term in whole for term in terms) or (bool(begun) and any(term.startswith(begun) for term in terms))


def _places(pieces: Iterable[Piece], words: Words, wanted: Sequence[Wanted], names: Names) -> list[FoundOut]:
    found: list[FoundOut] = []
    left = set(words)
    for piece in pieces:
        is_sign = piece.where in SIGNS
        seen = sight(names.of(piece) if is_sign else piece.text, wanted)
        if seen.words & left:
            left -= seen.words
            text, marks, _ = shortened(seen)
            part = piece.text if is_sign else piece.id
            found.append(FoundOut(where=piece.where, text=text, marks=marks, id=part, by=piece.by, at=piece.at))
        if not left:
            break
    return found

"""What a search finds, told from every text of everything that its reader sees, and in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from tests.histories.words import LEMMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.histories.rows import Eyes, Row, Rows

BARE = str.maketrans("åäöÅÄÖ", "aaoAAO")
LEMMA_OF = {form: number for number, lemma in enumerate(LEMMAS) for form in lemma}
BARE_LEMMA_OF = {form.translate(BARE): number for form, number in LEMMA_OF.items()}
BEHIND_Z = str.maketrans("åäö", "{|}")
NOWHERE = 9


def words_in(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return [word.lower() for word in re.findall(r"[^\W_]+", text)]


def nearness(asked: str, word: str) -> int:
    """Tell how near a word comes: a form of the same, the same without dots, one that begins like it, likewise."""
    asked, bare, bare_asked = asked.lower(), word.translate(BARE), asked.lower().translate(BARE)
    if word == asked or (asked in LEMMA_OF and LEMMA_OF.get(word) == LEMMA_OF[asked]):
        return 0
    if bare == bare_asked or (bare_asked in BARE_LEMMA_OF and BARE_LEMMA_OF.get(bare) == BARE_LEMMA_OF[bare_asked]):
        return 1
    if len(asked) > 1 and word.startswith(asked):
        return 2
    return 3 if len(asked) > 1 and bare.startswith(bare_asked) else NOWHERE


def nearest(asked: str, texts: list[str]) -> int:
    """Tell how near the nearest word of some texts comes."""
    return min((nearness(asked, word) for text in texts for word in words_in(text)), default=NOWHERE)


@dataclass(frozen=True)
class Thing:
    """What may be found: its name, and what else is written on it."""

    id: str
    name: str
    texts: list[str]
    closed: bool = False
    number: int | None = None
    # What comes before when all else is alike.
    place: Any = 0
    signs: list[str] = field(default_factory=list)

    def tier(self, query: str) -> tuple[bool, int]:
        """Tell whether its name lacks a word, and how near the word comes that is the least near."""
        in_name = max(self._near(asked, [self.name]) for asked in query.split())
        everywhere = [self.name, *self.texts, *self.signs]
        if in_name < NOWHERE:
            return False, in_name
        return True, max(self._near(asked, everywhere) for asked in query.split())

    def _near(self, asked: str, texts: list[str]) -> int:
        if asked.startswith("#"):
            return 0 if int(asked[1:]) == self.number else NOWHERE
        return 0 if asked == str(self.number) else nearest(asked, texts)


def found(things: list[Thing], query: str) -> list[Thing]:
    """Give what has every word somewhere, the nearest first, what is open before what is closed."""
    told = [(thing.tier(query), thing) for thing in things]
    hits = [(*tier, thing.closed, thing.place, thing) for tier, thing in told if tier[1] < NOWHERE]
    return [hit[-1] for hit in sorted(hits, key=lambda hit: hit[:-1])]


def cards_seen(eyes: Eyes) -> list[Thing]:
    """Give every assignment that a reader sees, with all that is written on it now and was before; new ones first."""
    ages = {card.id: age for age, card in enumerate(sorted(eyes.rows.card, key=lambda card: card.id, reverse=True))}
    shut = {plan.id for plan in eyes.plans if plan.closed_at is not None}
    return [
        Thing(
            card.id,
            card.title,
            [text for text in (*_now(card, eyes.rows), *_before(card, eyes.rows)) if text],
            closed=card.closed_at is not None or card.board_id in shut,
            number=card.number,
            place=ages[card.id],
            signs=[*_signs(card, eyes)],
        )
        for card in eyes.cards
    ]


def plans_seen(eyes: Eyes) -> list[Thing]:
    """Give every plan that a reader sees."""
    return [
        Thing(plan.id, plan.name, [plan.purpose], closed=plan.closed_at is not None, place=(plan.created_at, plan.id))
        for plan in eyes.plans
    ]


def people_known(eyes: Eyes) -> list[Thing]:
    """Give everybody whom a reader knows and who has not left."""
    here = [user for user in eyes.people if user.disabled_at is None]
    return [
        Thing(user.id, user.name, [user.title, user.unit], place=(user.name.lower().translate(BEHIND_Z), user.id))
        for user in here
    ]


def _signs(card: Row, eyes: Eyes) -> Iterator[str]:
    rows = eyes.rows
    standing = {each.id for each in rows.there("checklist", card.id)}
    people = [card.owner_id, card.deputy_id]
    people += [each.user_id for each in rows.there("participation", card.id)]
    people += [each.leader_id for each in rows.there("phase", card.id)]
    people += [each.user_id for each in rows.there("checklist_row", card.id) if each.checklist_id in standing]
    people += [each.remover_id for each in rows.there("blocker", card.id)]
    yield from (eyes.names[person] for person in people if person in eyes.names)
    carried = orjson.loads(card.label_ids)
    yield from (label.name for label in rows.label if label.id in carried and label.removed_at is None)


def _now(card: Row, rows: Rows) -> Iterator[str]:
    for revision in (card.description_id, card.background_id):
        yield _plain(rows.of("revision", revision).text) if revision else ""
    yield from (card.health_note, card.note, *orjson.loads(card.processes))
    standing = {each.id: each.title for each in rows.there("checklist", card.id)}
    yield from standing.values()
    yield from (each.text for each in rows.there("checklist_row", card.id) if each.checklist_id in standing)
    yield from (each.title for each in rows.there("phase", card.id))
    for blocker in rows.there("blocker", card.id):
        yield from (blocker.what, blocker.remover, blocker.how)
    for comment in rows.there("comment", card.id):
        yield _plain(rows.of("revision", comment.revision_id).text)
    for attachment in rows.there("attachment", card.id):
        yield from (attachment.name, attachment.target)
    fields = {field.id for field in rows.custom_field if field.board_id == card.board_id and field.removed_at is None}
    values = (orjson.loads(each.value) for each in rows.there("field_value", card.id) if each.field_id in fields)
    yield from (value for value in values if isinstance(value, str))


def _before(card: Row, rows: Rows) -> Iterator[str]:
    """Give what was said on the plan where it is now; what was said on another stays there."""
    for event in rows.event:
        if event.stream != f"board:{card.board_id}" or event.subject != card.id:
            continue
        body = orjson.loads(event.body)
        match event.kind:
            case "card.changed":
                yield body["from"].get("title", "")
            case "card.assessed":
                yield body["from"]["health_note"]
            case "card.closed":
                yield body["note"]
            case "card.described" | "card.explained":
                revision = body["from"]["revision_id"]
                yield _plain(rows.of("revision", revision).text) if revision else ""


def _plain(text: str) -> str:
    return text.replace("*", "")

"""What each kind of event is about, so that a history can be narrowed to it."""

from verkstad.cards.telling.wire import KINDS, About

_BY_KIND: dict[str, About] = {
    "card.created": "moves",
    "card.moved": "moves",
    "card.closed": "moves",
    "card.reopened": "moves",
    "card.left": "moves",
    "card.arrived": "moves",
    "card.described": "texts",
    "card.explained": "texts",
    "card.assessed": "health",
    "card.answered": "health",
    "card.linked": "relations",
    "card.unlinked": "relations",
    "card.noted": "other",
}
_BY_NOUN: dict[str, About] = {
    "participant": "people",
    "member": "people",
    "phase": "dates",
    "checklist": "checklists",
    "row": "checklists",
    "comment": "comments",
    "attachment": "attachments",
    "blocker": "blockers",
    "same": "blockers",
    "relation": "relations",
    "link": "relations",
    "labelling": "labels",
    "value": "other",
    "board": "plan",
    "lane": "plan",
    "label": "plan",
    "field": "plan",
    "view": "plan",
}
# One event changes several fields of a card's face: it is about each of them.
BY_FIELD: dict[About, tuple[str, ...]] = {
    "people": ("owner_id", "deputy_id"),
    "dates": ("start", "due"),
    "texts": ("title",),
}


def kinds_about(about: About) -> list[str]:
    """Give the kinds of events that are about something, whatever they say."""
    nouns = {**_BY_NOUN, "card": None}
    return [kind for kind in KINDS if _BY_KIND.get(kind, nouns[kind.partition(".")[0]]) == about]

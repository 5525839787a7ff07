"""Blockers: raised, changed and removed by those who work on the plan."""

from typing import Any

from verkstad.boards.access import must_be_colleague
from verkstad.boards.ordering import must_be_few
from verkstad.cards.blockers.events import BLOCKER, BLOCKER_TABLE
from verkstad.cards.blockers.problems import OneRemover
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import add_part, change_part, part_to_change, remove_part
from verkstad.cards.wire import PartAdded
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_BLOCKERS = 50
_NEVER_NULL = ("what", "remover")


def raise_blocker(deed: Deed, card_id: str, wish: BlockerIn) -> PartAdded:
    """Say what stops a card, perhaps who can take it away and when an answer is needed."""
    card = card_to_change(deed, card_id)
    must_be_few(deed, BLOCKER_TABLE, BLOCKER_TABLE.c.card_id == card.id, most=MOST_BLOCKERS)
    _must_be_one(wish.remover_id, wish.remover)
    must_be_colleague(deed, wish.remover_id)
    standing = {"resolved_at": None, "resolved_by": None, "how": ""}
    return add_part(deed, card, BLOCKER, {**wish.model_dump(mode="json"), **standing}, words={"what": wish.what})


def change_blocker(deed: Deed, blocker_id: str, changes: dict[str, Any]) -> Done:
    """Change what a blocker says; a person who can take it away replaces one told in words, and the other way round."""
    card, blocker = part_to_change(deed, BLOCKER, blocker_id)
    to = {field: value for field, value in changes.items() if value is not None or field not in _NEVER_NULL}
    _must_be_one(to.get("remover_id"), to.get("remover", ""))
    if to.get("remover_id"):
        to["remover"] = ""
    elif to.get("remover"):
        to["remover_id"] = None
    if to.get("remover_id") != blocker.remover_id:
        must_be_colleague(deed, to.get("remover_id"))
    return change_part(deed, card, BLOCKER, blocker, to, words={"what": to.get("what", blocker.what)})


def remove_blocker(deed: Deed, blocker_id: str) -> Done:
    """Remove a blocker that should not have been raised; one that was taken away is resolved."""
    card, blocker = part_to_change(deed, BLOCKER, blocker_id)
    return remove_part(deed, card, BLOCKER, blocker, words={"what": blocker.what})


def _must_be_one(remover_id: str | None, remover: str) -> None:
    if remover_id and remover:
        raise OneRemover

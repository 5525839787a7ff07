"""Resolving a blocker, with how; also by the one who was named to take it away."""

from typing import Any

from verkstad.boards.events import stream_of
from verkstad.boards.refusing import changed_since
from verkstad.cards.blockers.events import BLOCKER
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import change_part
from verkstad.cards.speaking import part_to_speak_of
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def resolve_blocker(deed: Deed, blocker_id: str, how: str) -> Done:
    """Say that a blocker is gone, and how; refused where somebody else has said so in other words."""
    card, blocker = _blocker_to_answer(deed, blocker_id)
    if blocker.resolved_at is None:
        to = {"resolved_at": deed.at, "resolved_by": deed.caller.id, "how": how}
    elif how in ("", blocker.how):
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    elif blocker.resolved_by == deed.caller.id:
        to = {"how": how}
    else:
        raise changed_since(deed, by=blocker.resolved_by, at=blocker.resolved_at)
    return change_part(deed, card, BLOCKER, blocker, to, words={"what": blocker.what})


def reopen_blocker(deed: Deed, blocker_id: str) -> Done:
    """Say that a blocker stands after all, since when it was raised."""
    card, blocker = _blocker_to_answer(deed, blocker_id)
    to = {"resolved_at": None, "resolved_by": None, "how": ""}
    return change_part(deed, card, BLOCKER, blocker, to, words={"what": blocker.what})


def _blocker_to_answer(deed: Deed, blocker_id: str) -> tuple[Any, Any]:
    card, blocker = part_to_speak_of(deed, BLOCKER, blocker_id)
    if blocker.remover_id != deed.caller.id:
        card = card_to_change(deed, card.id)
    return card, blocker

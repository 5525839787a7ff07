"""Having the same blocker ("vi hade samma"): said, and taken back, by whoever reads the plan."""

from typing import Any

from sqlalchemy import select

from verkstad.boards.events import stream_of
from verkstad.cards.blockers.events import BLOCKER, SAME, SAME_TABLE
from verkstad.cards.parts import add_part, remove_part, restore_part
from verkstad.cards.speaking import part_to_speak_of
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def say_same(deed: Deed, blocker_id: str) -> Done:
    """Say that one had the same; saying it again changes nothing."""
    card, blocker = part_to_speak_of(deed, BLOCKER, blocker_id)
    said = _said(deed, blocker_id)
    words = {"what": blocker.what}
    if said is not None:
        return restore_part(deed, card, SAME, said, words=words)
    added = add_part(deed, card, SAME, {"blocker_id": blocker_id, "user_id": deed.caller.id}, words=words)
    return Done(version=added.version, op=added.op)


def unsay_same(deed: Deed, blocker_id: str) -> Done:
    """Take back that one had the same."""
    card, blocker = part_to_speak_of(deed, BLOCKER, blocker_id)
    said = _said(deed, blocker_id)
    if said is None or said.removed_at is not None:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    return remove_part(deed, card, SAME, said, words={"what": blocker.what})


def _said(deed: Deed, blocker_id: str) -> Any:
    of_mine = (SAME_TABLE.c.blocker_id == blocker_id) & (SAME_TABLE.c.user_id == deed.caller.id)
    return deed.connection.execute(select(SAME_TABLE).where(of_mine)).one_or_none()

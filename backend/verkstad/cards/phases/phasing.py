"""Phases of an assignment: added, changed, moved and removed."""

from typing import Any

from verkstad.boards.access import must_be_colleague
from verkstad.boards.changing import must_run_forwards
from verkstad.boards.ordering import must_be_few, rank_among
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import add_part, change_part, part_to_change, remove_part
from verkstad.cards.phases.events import PHASE, PHASE_TABLE
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.wire import PartAdded
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_PHASES = 30


def add_phase(deed: Deed, card_id: str, wish: PhaseIn) -> PartAdded:
    """Add a phase, last on its card."""
    card = card_to_change(deed, card_id)
    must_be_colleague(deed, wish.leader_id)
    must_run_forwards(wish.start, wish.due)
    siblings = PHASE_TABLE.c.card_id == card_id
    must_be_few(deed, PHASE_TABLE, siblings, most=MOST_PHASES)
    rank = rank_among(deed, PHASE_TABLE, siblings, after=None, last=True)
    return add_part(deed, card, PHASE, {**wish.model_dump(), "rank": rank}, words={"what": wish.title})


def change_phase(deed: Deed, phase_id: str, changes: dict[str, Any]) -> Done:
    """Change title, leader or dates of a phase; what may not be empty stays."""
    card, phase = part_to_change(deed, PHASE, phase_id)
    to = {field: value for field, value in changes.items() if not (field == "title" and value is None)}
    if to.get("leader_id") != phase.leader_id:
        must_be_colleague(deed, to.get("leader_id"))
    must_run_forwards(to.get("start", phase.start), to.get("due", phase.due))
    return change_part(deed, card, PHASE, phase, to, words={"what": phase.title})


def move_phase(deed: Deed, phase_id: str, *, after: str | None, last: bool) -> Done:
    """Give a phase another place on its card."""
    card, phase = part_to_change(deed, PHASE, phase_id)
    siblings = PHASE_TABLE.c.card_id == card.id
    rank = rank_among(deed, PHASE_TABLE, siblings, after=after, last=last, moving=phase)
    return change_part(deed, card, PHASE, phase, {"rank": rank}, words={"what": phase.title})


def remove_phase(deed: Deed, phase_id: str) -> Done:
    """Remove a phase; it may come back."""
    card, phase = part_to_change(deed, PHASE, phase_id)
    return remove_part(deed, card, PHASE, phase, words={"what": phase.title})

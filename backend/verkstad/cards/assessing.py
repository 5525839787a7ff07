"""Telling how an assignment stands: health in its owner's judgement, with a date and a sentence why."""

from verkstad.boards.events import stream_of
from verkstad.cards.events import Assessed, Assessment
from verkstad.cards.finding import card_to_change
from verkstad.cards.wire import AssessmentIn
from verkstad.cards.writing import touch
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def assess_card(deed: Deed, card_id: str, wish: AssessmentIn) -> Done:
    """Report a card's health. The same report again is news too, since its date is; `unknown` takes it back."""
    card = card_to_change(deed, card_id)
    stream = stream_of(card.board_id)
    if wish.health == card.health == "unknown" and wish.note == card.health_note:
        return Done(version=deed.version(stream), op=deed.op)
    before = Assessment(health=card.health, health_note=card.health_note, health_at=card.health_at)
    at = None if wish.health == "unknown" else deed.at
    to = Assessment(health=wish.health, health_note=wish.note, health_at=at)
    version = deed.record(
        stream, Assessed(card_id=card_id, to=to, from_=before), subject=card_id, words={"card": card.title}
    )
    touch(deed, card_id, version, health_by=deed.caller.id, **to.model_dump())
    return Done(version=version, op=deed.op)

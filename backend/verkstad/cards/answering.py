"""Answering the computed warning: the owner and the deputy see it first, and may say how it really is."""

from verkstad.boards.events import stream_of
from verkstad.cards.events import Answer, Answered
from verkstad.cards.finding import card_to_change
from verkstad.cards.problems import NoWarning
from verkstad.cards.warning import computed, is_answered
from verkstad.cards.writing import touch
from verkstad.kernel.problems import MayNot
from verkstad.kernel.wire import Done
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed


def answer_warning(deed: Deed, card_id: str, answer: str) -> Done:
    """Answer the warning of a card as its owner or deputy; with the answer everybody sees both."""
    card = card_to_change(deed, card_id)
    if deed.caller.id not in (card.owner_id, card.deputy_id):
        raise MayNot(why=sentence("why.owner_or_deputy"))
    warned = computed(deed, card)
    if warned is None:
        raise NoWarning(number=card.number)
    stream = stream_of(card.board_id)
    if is_answered(deed, card, warned) and card.warning_answer == answer:
        return Done(version=deed.version(stream), op=deed.op)
    to, before = Answer(warning_answer=answer), Answer(warning_answer=card.warning_answer)
    happening = Answered(card_id=card_id, to=to, from_=before, face={})
    version = deed.record(stream, happening, subject=card_id, words={"card": card.title})
    touch(
        deed, card_id, version, warning_answer=answer, warning_answered_at=deed.at, warning_answered_by=deed.caller.id
    )
    return Done(version=version, op=deed.op)

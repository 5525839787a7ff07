"""Comments: written by whoever may read the plan, edited by the one who wrote them, removed by them or by the plan."""

from typing import Any

import orjson
from sqlalchemy import select

from verkstad.boards.access import standing
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few
from verkstad.boards.refusing import changed_since
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.comments.events import COMMENT, COMMENT_TABLE
from verkstad.cards.comments.mentioning import mentioned
from verkstad.cards.comments.wire import CommentChange, CommentIn
from verkstad.cards.describing import REVISION, add_revision
from verkstad.cards.finding import Plan
from verkstad.cards.parts import add_part, change_part, remove_part
from verkstad.cards.speaking import card_to_speak_on, part_to_speak_of
from verkstad.cards.wire import PartAdded
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Done
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed

MOST_COMMENTS = 2000


def add_comment(deed: Deed, card_id: str, wish: CommentIn) -> PartAdded:
    """Say something on a card, or on one of its blockers."""
    card = card_to_speak_on(deed, card_id)
    must_be_few(deed, COMMENT_TABLE, COMMENT_TABLE.c.card_id == card_id, most=MOST_COMMENTS)
    if wish.blocker_id is not None:
        _must_be_discussed(deed, card, wish.blocker_id)
    mentions = mentioned(deed, card, wish.text, wish.mentions)
    values = {
        "revision_id": add_revision(deed, card, "comment", wish.text),
        "mentions": mentions,
        "blocker_id": wish.blocker_id,
        "edited_at": None,
    }
    return add_part(deed, card, COMMENT, values, words={})


def edit_comment(deed: Deed, comment_id: str, wish: CommentChange) -> Done:
    """Write a comment of one's own anew, on top of the words that were read."""
    card, comment = part_to_speak_of(deed, COMMENT, comment_id)
    if comment.made_by != deed.caller.id:
        raise MayNot(why=sentence("why.others_words"))
    before = orjson.loads(comment.mentions)
    mentions = mentioned(deed, card, wish.text, wish.mentions, already=before)
    present = deed.connection.execute(select(REVISION).where(REVISION.c.id == comment.revision_id)).one()
    if present.text == wish.text and mentions == before:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    if wish.base != comment.revision_id:
        raise changed_since(deed, by=present.by, at=present.at)
    changes: dict[str, Any] = {"mentions": mentions, "edited_at": deed.at}
    if present.text != wish.text:
        changes["revision_id"] = add_revision(deed, card, "comment", wish.text)
    return change_part(deed, card, COMMENT, comment, changes, words={})


def remove_comment(deed: Deed, comment_id: str) -> Done:
    """Remove a comment of one's own, or, as one who may arrange the plan, somebody else's."""
    card, comment = part_to_speak_of(deed, COMMENT, comment_id)
    if comment.made_by != deed.caller.id and not standing(deed.caller, Plan(card)).may_arrange:
        raise MayNot(why=sentence("why.others_comment"))
    return remove_part(deed, card, COMMENT, comment, words={})


def _must_be_discussed(deed: Deed, card: Any, blocker_id: str) -> None:
    blocker = deed.connection.execute(select(BLOCKER_TABLE).where(BLOCKER_TABLE.c.id == blocker_id)).one_or_none()
    if blocker is None or blocker.card_id != card.id:
        raise NotFound
    if blocker.removed_at is not None:
        raise changed_since(deed, by=blocker.updated_by, at=blocker.updated_at)

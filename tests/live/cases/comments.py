"""Cases of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.cards import undoing
from verkstad.cards.comments import commenting
from verkstad.cards.comments.wire import CommentChange, CommentIn

if TYPE_CHECKING:
    from tests.ground import Ground


def commented(ground: Ground) -> None:
    """Let Amina comment on the first card."""
    wish = CommentIn(text="Jag kan **två** timmar.")
    ground.things["comment"] = ground.do(commenting.add_comment, first(ground), wish, who="amina").id


def _add(ground: Ground) -> Any:
    ulf = ground.cast.ids["ulf"]
    wish = CommentIn(text="@Ulf Thorén, kan vi ta det på måndag?", mentions=[ulf])
    return ground.do(commenting.add_comment, first(ground), wish, who="agneta")


def _edit(ground: Ground, **named: Any) -> Any:
    (comment,) = ground.card("Genomföra två workshops").comments
    wish = CommentChange(text="Jag kan fyra timmar.", base=comment.revision_id)
    return ground.do(commenting.edit_comment, comment.id, wish, who="amina", **named)


def _remove(ground: Ground, **named: Any) -> Any:
    return ground.do(commenting.remove_comment, ground.things["comment"], **named)


def _removed(ground: Ground) -> None:
    commented(ground)
    _remove(ground, op=UNDONE)


CASES: dict[str, Case] = {
    "comment-added": Case(commenting.add_comment, _add),
    "comment-edited": Case(commenting.edit_comment, _edit, commented),
    "comment-removed": Case(commenting.remove_comment, _remove, commented),
    "comment-removal-undone": Case(undoing.undo, undo_it, _removed),
}

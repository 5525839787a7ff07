"""One verb on the laid plan, and the cards that the cases are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from verkstad.cards import undoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ground import Ground, Verb


class Case(NamedTuple):
    """One verb on the laid plan; `before` prepares what the verb needs and is not part of the vector."""

    verb: Verb
    act: Callable[[Ground], Any]
    before: Callable[[Ground], Any] = lambda _ground: None
    on_other: bool = False


UNDONE = "operation-that-is-undone"


def undo_it(ground: Ground) -> Any:
    """Undo what was done under the operation to be undone."""
    return ground.do(undoing.undo, ground.board, UNDONE)


def first(ground: Ground) -> str:
    """Give a card that nothing is written on."""
    return ground.cards["Genomföra två workshops"]


def material(ground: Ground) -> str:
    """Give a card with an owner, a date, a description and a report."""
    return ground.cards["Ta fram material"]

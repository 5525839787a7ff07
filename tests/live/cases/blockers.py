"""Cases of blockers, and of those who had the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.cards import undoing
from verkstad.cards.blockers import agreeing, blocking, resolving
from verkstad.cards.blockers.wire import BlockerIn

if TYPE_CHECKING:
    from tests.ground import Ground


def raised(ground: Ground, **named: Any) -> None:
    """Raise a blocker on the first card."""
    wish = BlockerIn.model_validate(
        {
            "what": "Två enhetschefer har inte bekräftat tiden.",
            "remover_id": ground.cast.ids["agneta"],
            "answer_by": "2026-11-25",
        }
    )
    ground.things["blocker"] = ground.do(blocking.raise_blocker, first(ground), wish, **named).id


def _resolve(ground: Ground, **named: Any) -> Any:
    return ground.do(resolving.resolve_blocker, ground.things["blocker"], "Båda har bekräftat.", **named)


def _resolved(ground: Ground) -> None:
    raised(ground)
    _resolve(ground, op=UNDONE)


def _removed(ground: Ground) -> None:
    raised(ground)
    ground.do(blocking.remove_blocker, ground.things["blocker"], op=UNDONE)


def _same(ground: Ground, **named: Any) -> Any:
    return ground.do(agreeing.say_same, ground.things["blocker"], who="agneta", **named)


def _said_same(ground: Ground) -> None:
    raised(ground)
    _same(ground)


def _unsaid(ground: Ground) -> None:
    _said_same(ground)
    ground.do(agreeing.unsay_same, ground.things["blocker"], who="agneta")


CASES: dict[str, Case] = {
    "blocker-raised": Case(blocking.raise_blocker, raised),
    "blocker-raised-beside-another": Case(blocking.raise_blocker, raised, raised),
    "blocker-changed": Case(
        blocking.change_blocker,
        lambda g: g.do(
            blocking.change_blocker, g.things["blocker"], {"remover": "Hyresvärden", "answer_by": "2026-12"}
        ),
        raised,
    ),
    "blocker-removed": Case(
        blocking.remove_blocker, lambda g: g.do(blocking.remove_blocker, g.things["blocker"]), raised
    ),
    "blocker-resolved": Case(resolving.resolve_blocker, lambda g: _resolve(g, who="agneta"), raised),
    "blocker-reopened": Case(
        resolving.reopen_blocker, lambda g: g.do(resolving.reopen_blocker, g.things["blocker"]), _resolved
    ),
    "resolution-undone": Case(undoing.undo, undo_it, _resolved),
    "blocker-removal-undone": Case(undoing.undo, undo_it, _removed),
    "same-said": Case(agreeing.say_same, _same, raised),
    "same-said-again": Case(agreeing.say_same, _same, _unsaid),
    "same-unsaid": Case(
        agreeing.unsay_same, lambda g: g.do(agreeing.unsay_same, g.things["blocker"], who="agneta"), _said_same
    ),
}

"""Cases of views that are shared with those who read the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, undo_it
from verkstad.boards.views import keeping, moving
from verkstad.boards.views.wire import ViewIn
from verkstad.cards import undoing

if TYPE_CHECKING:
    from tests.ground import Ground


def _add(ground: Ground, *, shared: bool = True, **named: Any) -> None:
    wish = ViewIn(
        name="Försenat",
        board_id=ground.board,
        view="table",
        query="klart:försenat",
        settings={"sort": "-due"},
        shared=shared,
    )
    ground.things["view"] = ground.do(keeping.add_view, wish, **named).view_id


def _change(ground: Ground, changes: dict[str, Any], **named: Any) -> Any:
    return ground.do(keeping.change_view, ground.things["view"], changes, **named)


def _move(ground: Ground, **named: Any) -> Any:
    return ground.do(moving.move_view, ground.things["view"], after=None, last=False, **named)


def _remove(ground: Ground, **named: Any) -> Any:
    return ground.do(keeping.remove_view, ground.things["view"], **named)


def _own(ground: Ground) -> None:
    _add(ground, shared=False)


def _removed(ground: Ground) -> None:
    _add(ground)
    _remove(ground)


def _shared_late(ground: Ground) -> None:
    _own(ground)
    _change(ground, {"shared": True}, op=UNDONE)


def _unshared(ground: Ground) -> None:
    _add(ground)
    _change(ground, {"shared": False}, op=UNDONE)


def _renamed(ground: Ground) -> None:
    _add(ground)
    _change(ground, {"name": "Sent"}, op=UNDONE)


def _two(ground: Ground) -> None:
    _add(ground)
    _add(ground)


def _moved(ground: Ground) -> None:
    _two(ground)
    _move(ground, op=UNDONE)


def _taken_away(ground: Ground) -> None:
    _add(ground)
    _remove(ground, op=UNDONE)


CASES: dict[str, Case] = {
    "view-shared": Case(keeping.add_view, _add),
    "view-shared-later": Case(keeping.change_view, lambda g: _change(g, {"shared": True, "name": "Sent"}), _own),
    "view-changed": Case(
        keeping.change_view,
        lambda g: _change(g, {"name": "Sent", "query": "ansvarig:mig", "settings": {"group": "owner"}}, who="ulf"),
        _add,
    ),
    "view-moved": Case(moving.move_view, lambda g: _move(g, who="ulf"), _two),
    "view-kept-alone-again": Case(keeping.change_view, lambda g: _change(g, {"shared": False}), _add),
    "view-removed": Case(keeping.remove_view, _remove, _add),
    "view-restored": Case(keeping.restore_view, lambda g: g.do(keeping.restore_view, g.things["view"]), _removed),
    "view-addition-undone": Case(undoing.undo, undo_it, lambda g: _add(g, op=UNDONE)),
    "view-sharing-undone": Case(undoing.undo, undo_it, _shared_late),
    "view-unsharing-undone": Case(undoing.undo, undo_it, _unshared),
    "view-change-undone": Case(undoing.undo, undo_it, _renamed),
    "view-move-undone": Case(undoing.undo, undo_it, _moved),
    "view-removal-undone": Case(undoing.undo, undo_it, _taken_away),
}

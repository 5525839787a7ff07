"""Labels of a plan: added, renamed, tinted, moved, removed and restored."""

from typing import Any

from verkstad.boards.access import LABEL
from verkstad.boards.events import LabelWasAdded, LabelWasChanged, LabelWasRemoved, LabelWasRestored, stream_of
from verkstad.boards.listed import (
    Listed,
    add_thing,
    change_thing,
    move_thing,
    remove_thing,
    restore_thing,
    take_back_thing,
    thing_to_arrange,
    thing_to_take_back,
)
from verkstad.boards.wire import LabelAdded, LabelIn, LabelOut
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_LABELS = 60


def label_told(row: Any) -> LabelOut:
    """Show a label as its events and its readers get it."""
    return LabelOut(id=row.id, name=row.name, tint=row.tint, rank=row.rank, version=row.version)


_LABELS = Listed(
    noun="label",
    table=LABEL,
    told=label_told,
    kept=dict,
    added=LabelWasAdded,
    changed=LabelWasChanged,
    removed=LabelWasRemoved,
    restored=LabelWasRestored,
    most=MOST_LABELS,
)


def add_label(deed: Deed, board_id: str, wish: LabelIn) -> LabelAdded:
    """Add a label, last on its plan."""
    label_id = add_thing(deed, _LABELS, board_id, {"name": wish.name, "tint": wish.tint})
    return LabelAdded(label_id=label_id, version=deed.version(stream_of(board_id)), op=deed.op)


def change_label(deed: Deed, label_id: str, changes: dict[str, Any]) -> Done:
    """Rename or tint a label; the cards that carry it show it so at once."""
    label = thing_to_arrange(deed, _LABELS, label_id)
    return change_thing(deed, _LABELS, label, {name: value for name, value in changes.items() if value is not None})


def move_label(deed: Deed, label_id: str, *, after: str | None, last: bool) -> Done:
    """Give a label another place among the plan's labels."""
    label = thing_to_arrange(deed, _LABELS, label_id)
    return move_thing(deed, _LABELS, label, after=after, last=last)


def remove_label(deed: Deed, label_id: str) -> Done:
    """Remove a label; the cards that carry it keep it unseen, so that it can come back."""
    return remove_thing(deed, _LABELS, thing_to_arrange(deed, _LABELS, label_id))


def restore_label(deed: Deed, label_id: str) -> Done:
    """Bring a removed label back, also on the cards that carried it."""
    return restore_thing(deed, _LABELS, thing_to_arrange(deed, _LABELS, label_id, removed=True))


def take_back_label(deed: Deed, board: Any, event_kind: str, body: dict[str, Any]) -> None:
    """Undo one event of a label (`label.added` …) on a plan that is locked; refused where it was changed since."""
    what = event_kind.rpartition(".")[2]
    label = thing_to_take_back(deed, _LABELS, board, what, body)
    take_back_thing(deed, _LABELS, label, what, body)

"""Giving a view another place: among those it is shared with, or among one's own."""

from verkstad.boards.ordering import rank_among
from verkstad.boards.views.keeping import VIEW, alike, change_fields, view_to_change
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def move_view(deed: Deed, view_id: str, *, after: str | None, last: bool) -> Done:
    """Give a view another place among its like."""
    row = view_to_change(deed, view_id)
    siblings = alike(deed, row.board_id, shared=row.shared)
    rank = rank_among(deed, VIEW, siblings, after=after, last=last, moving=row)
    return Done(version=change_fields(deed, row, {"rank": rank}), op=deed.op)

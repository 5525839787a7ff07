"""Reading the views that somebody may use: their own, and those shared with them."""

from sqlalchemy import and_, or_, select

from verkstad.boards.access import BOARD, WITH_MINE, blanks, find_board, is_visible_to
from verkstad.boards.views.keeping import VIEW, view_told
from verkstad.boards.views.wire import ViewOut
from verkstad.users.desk import Look


def list_views(look: Look, board_id: str | None) -> list[ViewOut]:
    """List a plan's views; without a plan those of all plans together, and one's own on any plan that one sees."""
    mine = VIEW.c.owner_id == look.caller.id
    if board_id is not None:
        find_board(look.connection, look.caller, board_id)
        these = and_(VIEW.c.board_id == board_id, or_(mine, VIEW.c.shared))
    else:
        seen = select(BOARD.c.id).select_from(WITH_MINE).where(is_visible_to(look.caller))
        everywhere = and_(VIEW.c.board_id.is_(None), or_(mine, VIEW.c.shared))
        these = or_(everywhere, and_(mine, VIEW.c.board_id.in_(seen)))
    here = VIEW.c.administration_id == look.caller.administration_id
    question = select(VIEW).where(here, VIEW.c.removed_at.is_(None), these).order_by(VIEW.c.rank, VIEW.c.id)
    return [view_told(row) for row in look.connection.execute(question, blanks(look.caller))]

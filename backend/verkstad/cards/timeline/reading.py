"""Reading what a timeline draws beside the cards' faces."""

from sqlalchemy import or_, select

from verkstad.boards.access import BOARD, WITH_MINE, blanks, find_board, is_visible_to
from verkstad.cards.finding import CARD
from verkstad.cards.phases.events import PHASE_TABLE
from verkstad.cards.relations.events import RELATION_TABLE
from verkstad.cards.timeline.wire import Blocking, Elsewhere, TimedPhase, Timeline
from verkstad.users.desk import Look


def timeline_of(look: Look, board_id: str) -> Timeline:
    """Give the dated phases of a plan's open cards, and what they block or are blocked by."""
    find_board(look.connection, look.caller, board_id)
    blocking, elsewhere = _blocking(look, board_id)
    return Timeline(phases=_phases(look, board_id), blocking=blocking, elsewhere=elsewhere)


def _phases(look: Look, board_id: str) -> list[TimedPhase]:
    phase = PHASE_TABLE.c
    question = (
        select(phase.id, phase.card_id, phase.title, phase.start, phase.due)
        .select_from(PHASE_TABLE.join(CARD, CARD.c.id == phase.card_id))
        .where(
            CARD.c.board_id == board_id,
            CARD.c.closed_at.is_(None),
            phase.removed_at.is_(None),
            or_(phase.start.is_not(None), phase.due.is_not(None)),
        )
        .order_by(phase.card_id, phase.rank, phase.id)
    )
    return [
        TimedPhase(id=row.id, card_id=row.card_id, title=row.title, start=row.start, due=row.due)
        for row in look.connection.execute(question)
    ]


def _blocking(look: Look, board_id: str) -> tuple[list[Blocking], list[Elsewhere]]:
    """Ask from either end apart: an OR over both tables would read every relation of the house."""
    relation = RELATION_TABLE.c
    found: dict[str, Blocking] = {}
    elsewhere: dict[str, Elsewhere] = {}
    for here, there in ((relation.card_id, relation.other_id), (relation.other_id, relation.card_id)):
        mine, theirs = CARD.alias("mine_card"), CARD.alias("their_card")
        question = (
            select(
                relation.id,
                relation.card_id,
                relation.other_id,
                theirs.c.id.label("their_id"),
                theirs.c.number,
                theirs.c.title,
                BOARD.c.id.label("board_id"),
                BOARD.c.name.label("board_name"),
            )
            .select_from(
                WITH_MINE.join(theirs, theirs.c.board_id == BOARD.c.id)
                .join(RELATION_TABLE, there == theirs.c.id)
                .join(mine, mine.c.id == here)
            )
            .where(
                mine.c.board_id == board_id,
                mine.c.closed_at.is_(None),
                theirs.c.closed_at.is_(None),
                relation.kind == "blocks",
                relation.removed_at.is_(None),
                is_visible_to(look.caller),
            )
        )
        for row in look.connection.execute(question, blanks(look.caller)):
            found[row.id] = Blocking(id=row.id, card_id=row.card_id, blocks_id=row.other_id)
            if row.board_id != board_id:
                elsewhere[row.their_id] = Elsewhere(
                    id=row.their_id,
                    number=row.number,
                    title=row.title,
                    board_id=row.board_id,
                    board_name=row.board_name,
                )
    return [found[key] for key in sorted(found)], [elsewhere[key] for key in sorted(elsewhere)]

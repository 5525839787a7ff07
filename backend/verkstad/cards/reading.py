"""Reading assignments: the whole card, those that were closed, and where a number leads."""

from sqlalchemy import Select, select

from verkstad.boards.access import find_board
from verkstad.cards.describing import REVISION, rendered
from verkstad.cards.finding import CARD, FORMER, find_card
from verkstad.cards.wire import Address, BoardName, CardOut, ClosedCard, Closure, Description
from verkstad.kernel.problems import NotFound
from verkstad.users.desk import Look


def read_card(look: Look, card_id: str) -> CardOut:
    """Give the whole card with its description, written and rendered."""
    row = find_card(look.connection, look.caller, card_id)
    text = look.connection.execute(select(REVISION).where(REVISION.c.id == row.description_id)).one_or_none()
    closed = None
    if row.closed_at is not None:
        closed = Closure(reason=row.reason, note=row.note, at=row.closed_at, by=row.closed_by)
    return CardOut(
        id=row.id,
        number=row.number,
        lane_id=row.lane_id,
        rank=row.rank,
        title=row.title,
        owner_id=row.owner_id,
        start=row.start,
        due=row.due,
        health=row.health,
        health_note=row.health_note,
        health_at=row.health_at,
        health_by=row.health_by,
        described=row.description_id is not None,
        since=row.since,
        version=row.version,
        board=BoardName(id=row.board_id, name=row.board_name),
        description=Description(
            text=text.text if text else "",
            html=rendered(text.text) if text else "",
            revision_id=row.description_id,
            at=text.at if text else None,
            by=text.by if text else None,
        ),
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        closed=closed,
    )


def list_closed(look: Look, board_id: str, *, before: str | None, most: int) -> tuple[list[ClosedCard], str | None]:
    """List the closed cards of a plan, the latest first, with the cursor of the next part."""
    find_board(look.connection, look.caller, board_id)
    question: Select[tuple[object, ...]] = (
        select(CARD)
        .where(CARD.c.board_id == board_id, CARD.c.closed_at.is_not(None))
        .order_by(CARD.c.closed_at.desc(), CARD.c.id.desc())
        .limit(most + 1)
    )
    if before is not None:
        at, _, card_id = before.partition("_")
        question = question.where((CARD.c.closed_at < at) | ((CARD.c.closed_at == at) & (CARD.c.id < card_id)))
    rows = list(look.connection.execute(question))
    page = [
        ClosedCard(
            id=row.id,
            number=row.number,
            title=row.title,
            owner_id=row.owner_id,
            closed_at=row.closed_at,
            closed_by=row.closed_by,
            reason=row.reason,
            note=row.note,
        )
        for row in rows[:most]
    ]
    return page, (f"{page[-1].closed_at}_{page[-1].id}" if len(rows) > most else None)


def find_number(look: Look, board_id: str, number: int) -> Address:
    """Find the card of a number, also where the card has moved on to a plan that the reader sees."""
    find_board(look.connection, look.caller, board_id)
    here = look.connection.execute(
        select(CARD.c.id).where(CARD.c.board_id == board_id, CARD.c.number == number)
    ).scalar_one_or_none()
    card_id = (
        here
        or look.connection.execute(
            select(FORMER.c.card_id).where(FORMER.c.board_id == board_id, FORMER.c.number == number)
        ).scalar_one_or_none()
    )
    if card_id is None:
        raise NotFound
    row = find_card(look.connection, look.caller, card_id)
    return Address(card_id=row.id, board_id=row.board_id, number=row.number)

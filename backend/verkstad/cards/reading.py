"""Reading assignments: the whole card, those that were closed, and where a number leads."""

import orjson
from sqlalchemy import Select, select

from verkstad.boards.access import find_board
from verkstad.cards.attachments.reading import attachments_of
from verkstad.cards.blockers.reading import blockers_of
from verkstad.cards.checklists.reading import checklists_of
from verkstad.cards.comments.reading import comments_of
from verkstad.cards.describing import REVISION
from verkstad.cards.fields.reading import values_of
from verkstad.cards.finding import CARD, FORMER, find_card
from verkstad.cards.people.reading import participants_of
from verkstad.cards.phases.reading import phases_of
from verkstad.cards.relations.reading import links_of, relations_of
from verkstad.cards.rendering import rendered
from verkstad.cards.story import lane_times_of, reports_of
from verkstad.cards.warning import warning_of
from verkstad.cards.whole import CardOut
from verkstad.cards.wire import Address, BoardName, ClosedCard, Closure, Description
from verkstad.kernel.problems import NotFound
from verkstad.users.desk import Look


def read_card(look: Look, card_id: str) -> CardOut:
    """Give the whole card, with as many questions whatever is on it."""
    row = find_card(look.connection, look.caller, card_id)
    closed = None
    if row.closed_at is not None:
        closed = Closure(reason=row.reason, note=row.note, at=row.closed_at, by=row.closed_by)
    texts = _texts(look, row.description_id, row.background_id)
    return CardOut(
        id=row.id,
        number=row.number,
        lane_id=row.lane_id,
        rank=row.rank,
        title=row.title,
        owner_id=row.owner_id,
        deputy_id=row.deputy_id,
        start=row.start,
        due=row.due,
        health=row.health,
        health_note=row.health_note,
        health_at=row.health_at,
        health_by=row.health_by,
        described=row.description_id is not None,
        label_ids=orjson.loads(row.label_ids),
        row_count=row.row_count,
        rows_done=row.rows_done,
        comment_count=row.comment_count,
        attachment_count=row.attachment_count,
        blocked_since=row.blocked_since,
        since=row.since,
        version=row.version,
        board=BoardName(id=row.board_id, name=row.board_name),
        description=texts[row.description_id],
        background=texts[row.background_id],
        common_need=row.common_need,
        priority=row.priority,
        consultation=row.consultation,
        consulted_on=row.consulted_on,
        processes=orjson.loads(row.processes),
        participants=participants_of(look, card_id),
        checklists=checklists_of(look, card_id),
        blockers=blockers_of(look, card_id),
        comments=comments_of(look, card_id),
        attachments=attachments_of(look, card_id),
        relations=relations_of(look, card_id),
        links=links_of(look, card_id),
        phases=phases_of(look, card_id),
        values=values_of(look, card_id),
        reports=reports_of(look, row),
        lane_times=lane_times_of(look, row),
        warning=warning_of(look, row),
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        closed=closed,
    )


def _texts(look: Look, *revision_ids: str | None) -> dict[str | None, Description]:
    texts: dict[str | None, Description] = {None: Description(text="", html="", revision_id=None, at=None, by=None)}
    for row in look.connection.execute(select(REVISION).where(REVISION.c.id.in_(revision_ids))):
        texts[row.id] = Description(text=row.text, html=rendered(row.text), revision_id=row.id, at=row.at, by=row.by)
    return texts


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

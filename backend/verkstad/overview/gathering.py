"""Gathering the whole: a handful of questions, whatever the number of plans and assignments."""

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, and_, case, func, literal, or_, select

from verkstad.boards.access import BOARD, IS_MEMBER, LANE, WITH_MINE, blanks, is_visible_to, standing
from verkstad.cards.finding import CARD
from verkstad.history.recording import CLOCK, EVENT
from verkstad.kernel.clock import read, written
from verkstad.kernel.dates import last_day
from verkstad.overview.wire import (
    BoardRow,
    Counts,
    DeviatingRow,
    HealthCounts,
    Last,
    LateRow,
    Overview,
    PlanRow,
    SilentRow,
    WaitingRow,
)
from verkstad.users.access import Caller
from verkstad.users.desk import Look
from verkstad.users.setting_up import ADMINISTRATION

SILENT_AFTER = dt.timedelta(weeks=4)
MOST_ROWS = 100

_STREAM = literal("board:", String) + BOARD.c.id
_UNDER_WAY = LANE.c.stage.in_(("active", "waiting"))


def list_boards(look: Look, *, closed: bool) -> list[BoardRow]:
    """List the plans that the reader sees, with counts, in the order in which they were started."""
    boards = _boards(look.connection, look.caller, closed=closed)
    counts = _counts(look.connection, look.caller, closed=closed)
    return [
        BoardRow(
            id=row.id,
            name=row.name,
            purpose=row.purpose,
            owner_id=row.owner_id,
            closed_at=row.closed_at,
            restricted=row.restricted,
            counts=counts[row.id][0],
            may_change=standing(look.caller, row).may_change,
            version=row.clock,
            updated_at=row.updated_at,
            updated_by=row.updated_by,
        )
        for row in boards
    ]


def gather(look: Look) -> Overview:
    """Gather the whole as it stands today."""
    today = look.now.astimezone(look.house.clock.zone).date()
    boards = _boards(look.connection, look.caller, closed=False)
    counts = _counts(look.connection, look.caller, closed=False)
    late = _late(look, today)
    late_by_board = defaultdict(int, _late_counts(look, today))
    year, week, _ = today.isocalendar()
    return Overview(
        administration=look.connection.execute(
            select(ADMINISTRATION.c.name).where(ADMINISTRATION.c.id == look.caller.administration_id)
        ).scalar_one(),
        today=today.isoformat(),
        week=f"{year}-W{week:02d}",
        boards=[
            PlanRow(
                id=row.id,
                name=row.name,
                purpose=row.purpose,
                owner_id=row.owner_id,
                counts=counts[row.id][0],
                health=counts[row.id][1],
                late=late_by_board[row.id],
                version=row.clock,
                updated_at=row.updated_at,
                updated_by=row.updated_by,
                last=Last(
                    type=row.kind,
                    card_id=row.card_id,
                    number=row.card_number,
                    title=row.card_title,
                    by=row.updated_by,
                    at=row.updated_at,
                ),
            )
            for row in boards
        ],
        late=late,
        waiting=_waiting(look),
        not_followed_up=_silent(look),
        deviating=_deviating(look),
    )


def _boards(connection: Connection, caller: Caller, *, closed: bool) -> list[Any]:
    question = (
        select(
            BOARD,
            IS_MEMBER,
            CLOCK.c.version.label("clock"),
            EVENT.c.kind,
            EVENT.c.recorded_at.label("updated_at"),
            EVENT.c.by.label("updated_by"),
            CARD.c.id.label("card_id"),
            CARD.c.number.label("card_number"),
            CARD.c.title.label("card_title"),
        )
        .select_from(
            WITH_MINE.join(CLOCK, CLOCK.c.stream == _STREAM)
            .join(EVENT, and_(EVENT.c.stream == CLOCK.c.stream, EVENT.c.version == CLOCK.c.version))
            .outerjoin(CARD, and_(CARD.c.id == EVENT.c.subject, CARD.c.board_id == BOARD.c.id))
        )
        .where(is_visible_to(caller), _is(closed=closed))
        .order_by(BOARD.c.created_at, BOARD.c.id)
    )
    return list(connection.execute(question, blanks(caller)))


def _is(*, closed: bool) -> ColumnElement[bool]:
    state: ColumnElement[bool] = BOARD.c.closed_at.is_not(None) if closed else BOARD.c.closed_at.is_(None)
    return state


def _counts(connection: Connection, caller: Caller, *, closed: bool) -> defaultdict[str, tuple[Counts, HealthCounts]]:
    question = (
        select(CARD.c.board_id, LANE.c.stage, CARD.c.health, func.count().label("many"))
        .select_from(CARD.join(LANE, LANE.c.id == CARD.c.lane_id))
        .where(CARD.c.board_id.in_(_visible_ids(caller).where(_is(closed=closed))))
        .group_by(CARD.c.board_id, LANE.c.stage, CARD.c.health)
    )
    found: defaultdict[str, tuple[Counts, HealthCounts]] = defaultdict(lambda: (Counts(), HealthCounts()))
    for row in connection.execute(question, blanks(caller)):
        counts, health = found[row.board_id]
        setattr(counts, row.stage, getattr(counts, row.stage) + row.many)
        if row.stage in ("active", "waiting"):
            setattr(health, row.health, getattr(health, row.health) + row.many)
    return found


def _visible_ids(caller: Caller) -> Any:
    return select(BOARD.c.id).select_from(WITH_MINE).where(is_visible_to(caller))


_ROW = (CARD.c.id.label("card_id"), CARD.c.board_id, CARD.c.number, CARD.c.title, CARD.c.owner_id)


def _open_cards(look: Look, *columns: Any) -> Any:
    open_boards = _visible_ids(look.caller).where(BOARD.c.closed_at.is_(None))
    return (
        select(*_ROW, *columns)
        .select_from(CARD.join(LANE, LANE.c.id == CARD.c.lane_id))
        .where(CARD.c.board_id.in_(open_boards))
    )


def _is_late(today: dt.date) -> Any:
    return and_(CARD.c.due_last < today.isoformat(), LANE.c.stage != "done")


def _late(look: Look, today: dt.date) -> list[LateRow]:
    question = (
        _open_cards(look, CARD.c.due).where(_is_late(today)).order_by(CARD.c.due_last, CARD.c.id).limit(MOST_ROWS)
    )
    return [
        LateRow(**row, days=(today - dt.date.fromisoformat(last_day(row["due"]))).days)
        for row in look.connection.execute(question, blanks(look.caller)).mappings()
    ]


def _late_counts(look: Look, today: dt.date) -> list[tuple[str, int]]:
    question = (
        select(CARD.c.board_id, func.count())
        .select_from(CARD.join(LANE, LANE.c.id == CARD.c.lane_id))
        .where(CARD.c.board_id.in_(_visible_ids(look.caller)), _is_late(today))
        .group_by(CARD.c.board_id)
    )
    return [(row[0], row[1]) for row in look.connection.execute(question, blanks(look.caller))]


def _waiting(look: Look) -> list[WaitingRow]:
    question = (
        _open_cards(look, LANE.c.title.label("lane"), CARD.c.since)
        .where(LANE.c.stage == "waiting")
        .order_by(CARD.c.since, CARD.c.id)
        .limit(MOST_ROWS)
    )
    return [WaitingRow(**row) for row in look.connection.execute(question, blanks(look.caller)).mappings()]


def _silent(look: Look) -> list[SilentRow]:
    before = written(look.now - SILENT_AFTER)
    never = CARD.c.health_at.is_(None)
    question = (
        _open_cards(look, CARD.c.health_at)
        .where(LANE.c.stage == "active", or_(never, CARD.c.health_at < before))
        .order_by(case((never, 0), else_=1), CARD.c.health_at, CARD.c.id)
        .limit(MOST_ROWS)
    )
    rows = []
    for row in look.connection.execute(question, blanks(look.caller)).mappings():
        fields = dict(row)
        at = fields.pop("health_at")
        rows.append(SilentRow(**fields, weeks=(look.now - read(at)).days // 7 if at else None))
    return rows


def _deviating(look: Look) -> list[DeviatingRow]:
    question = (
        _open_cards(look, CARD.c.health, CARD.c.health_note, CARD.c.health_at)
        .where(_UNDER_WAY, CARD.c.health.in_(("off_track", "at_risk")))
        .order_by(case((CARD.c.health == "off_track", 0), else_=1), CARD.c.health_at, CARD.c.id)
        .limit(MOST_ROWS)
    )
    return [DeviatingRow(**row) for row in look.connection.execute(question, blanks(look.caller)).mappings()]

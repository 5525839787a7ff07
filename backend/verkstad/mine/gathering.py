"""Gathering what is somebody's: four questions, whatever the number of plans and assignments."""

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import case, literal, select, union

from verkstad.boards.access import BOARD, LANE, WITH_MINE, blanks, is_visible_to
from verkstad.boards.events import stream_of
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.finding import CARD
from verkstad.cards.people.events import PARTICIPATION
from verkstad.history.reading import clocks_of
from verkstad.kernel.dates import last_day
from verkstad.mine.wire import Mine, MyCard, MyRow, Stop
from verkstad.users.desk import Look

MOST = 300

_CARDS = WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id).join(LANE, LANE.c.id == CARD.c.lane_id)


def gather(look: Look) -> Mine:
    """Gather what is the reader's, as far as they may see it today."""
    today = look.now.astimezone(look.house.clock.zone).date()
    sunday = (today + dt.timedelta(days=6 - today.weekday())).isoformat()
    cards, rows = _cards(look), _rows(look)
    stops = _stops(look, [card.id for card in cards if card.blocked_since is not None])
    groups: dict[str, list[MyCard]] = {"overdue": [], "this_week": [], "later": [], "waiting": []}
    for card in cards[:MOST]:
        groups[_group_of(card, today.isoformat(), sunday)].append(_told(card, stops[card.id], today.isoformat()))
    year, week, _ = today.isocalendar()
    return Mine(
        today=today.isoformat(),
        week=f"{year}-W{week:02d}",
        **groups,
        rows=[_told_row(row, today.isoformat()) for row in rows[:MOST]],
        versions=_versions(look, {each.board_id for each in (*cards, *rows)}),
        more=len(cards) > MOST or len(rows) > MOST,
    )


def _versions(look: Look, board_ids: set[str]) -> dict[str, int]:
    streams = {stream_of(board_id): board_id for board_id in sorted(board_ids)}
    return {streams[stream]: version for stream, version in clocks_of(look.connection, streams).items()}


def _group_of(card: Any, today: str, sunday: str) -> str:
    if card.stage == "waiting" or card.blocked_since is not None:
        return "waiting"
    if card.due_last is None or card.due_last > sunday:
        return "later"
    return "overdue" if card.due_last < today else "this_week"


def _cards(look: Look) -> list[Any]:
    me = look.caller.id
    takes_part = PARTICIPATION.c.user_id == me, PARTICIPATION.c.removed_at.is_(None)
    # Three looks into indexes instead of one through all cards.
    of_mine = union(
        select(CARD.c.id).where(CARD.c.owner_id == me),
        select(CARD.c.id).where(CARD.c.deputy_id == me),
        select(PARTICIPATION.c.card_id).where(*takes_part),
    )
    role = case((CARD.c.owner_id == me, "owner"), (CARD.c.deputy_id == me, "deputy"), else_=literal("participant"))
    columns = (CARD.c.id, CARD.c.board_id, CARD.c.number, CARD.c.title, CARD.c.due, CARD.c.due_last, CARD.c.health)
    question = (
        select(
            *columns,
            CARD.c.row_count,
            CARD.c.rows_done,
            CARD.c.since,
            CARD.c.blocked_since,
            BOARD.c.name.label("board_name"),
            LANE.c.title.label("lane_title"),
            LANE.c.stage,
            role.label("role"),
        )
        .select_from(_CARDS)
        .where(CARD.c.id.in_(of_mine), BOARD.c.closed_at.is_(None), LANE.c.stage != "done", is_visible_to(look.caller))
        .order_by(CARD.c.due_last.is_(None), CARD.c.due_last, CARD.c.id)
        .limit(MOST + 1)
    )
    return list(look.connection.execute(question, blanks(look.caller)))


def _told(card: Any, stops: list[Stop], today: str) -> MyCard:
    return MyCard(
        card_id=card.id,
        board_id=card.board_id,
        board_name=card.board_name,
        number=card.number,
        title=card.title,
        role=card.role,
        due=card.due,
        late=card.due_last is not None and card.due_last < today,
        health=card.health,
        row_count=card.row_count,
        rows_done=card.rows_done,
        lane_title=card.lane_title,
        stage=card.stage,
        since=card.since,
        stops=stops,
    )


def _stops(look: Look, card_ids: list[str]) -> defaultdict[str, list[Stop]]:
    table = BLOCKER_TABLE
    standing = table.c.card_id.in_(card_ids), table.c.removed_at.is_(None), table.c.resolved_at.is_(None)
    found: defaultdict[str, list[Stop]] = defaultdict(list)
    for row in look.connection.execute(select(table).where(*standing).order_by(table.c.made_at, table.c.id)):
        stop = Stop(
            id=row.id,
            what=row.what,
            remover_id=row.remover_id,
            remover=row.remover,
            answer_by=row.answer_by,
            raised_at=row.made_at,
        )
        found[row.card_id].append(stop)
    return found


def _rows(look: Look) -> list[Any]:
    """Give the open rows on which the reader stands; SQL does not know the last day of a month, so it is found here."""
    rows = _CARDS.join(ROW_TABLE, ROW_TABLE.c.card_id == CARD.c.id)
    there = (ROW_TABLE.c.removed_at.is_(None), CHECKLIST_TABLE.c.removed_at.is_(None), BOARD.c.closed_at.is_(None))
    question = (
        select(
            ROW_TABLE.c.id.label("row_id"),
            ROW_TABLE.c.text,
            ROW_TABLE.c.due,
            CHECKLIST_TABLE.c.title.label("checklist"),
            CARD.c.id.label("card_id"),
            CARD.c.board_id,
            BOARD.c.name.label("board_name"),
            CARD.c.number,
            CARD.c.title,
        )
        .select_from(rows.join(CHECKLIST_TABLE, CHECKLIST_TABLE.c.id == ROW_TABLE.c.checklist_id))
        .where(ROW_TABLE.c.user_id == look.caller.id, ROW_TABLE.c.done_at.is_(None), *there)
        .where(is_visible_to(look.caller))
        .order_by(ROW_TABLE.c.due.is_(None), ROW_TABLE.c.due, ROW_TABLE.c.id)
        .limit(MOST + 1)
    )
    found = list(look.connection.execute(question, blanks(look.caller)))
    return sorted(found, key=lambda row: (row.due is None, row.due and last_day(row.due), row.row_id))


def _told_row(row: Any, today: str) -> MyRow:
    return MyRow(**row._mapping, late=row.due is not None and last_day(row.due) < today)  # noqa: SLF001 - SQLAlchemy's way

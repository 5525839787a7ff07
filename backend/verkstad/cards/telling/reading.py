"""Reading the history of an assignment or a plan, the latest first, from the log alone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from verkstad.boards.access import BOARD, WITH_MINE, blanks, find_board, is_visible_to
from verkstad.boards.events import stream_of
from verkstad.cards.finding import FORMER, find_card
from verkstad.cards.telling.putting import put_in_words
from verkstad.cards.telling.sorting import BY_FIELD, kinds_about
from verkstad.cards.telling.wire import About, Occurrence
from verkstad.history.reading import clock_of
from verkstad.history.recording import EVENT
from verkstad.kernel.clock import written
from verkstad.users.desk import Look

# So many events are looked through for one part of a narrowed history, which may then hold few or none.
# Beyond these the calendar ends before the log does.
OLDEST, LATEST = dt.date(1900, 1, 1), dt.date(9000, 1, 1)
MOST_LOOKED_THROUGH = 20_000


@dataclass(frozen=True)
class Narrowed:
    """What a reader wants to see of a history: whose doing, about what, and between which days."""

    by: str | None = None
    about: About | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def history_of_card(
    look: Look, card_id: str, narrowed: Narrowed, *, before: str | None, most: int
) -> tuple[list[Occurrence], str | None]:
    """Tell what happened to a card, also on former plans that the reader may see."""
    card = find_card(look.connection, look.caller, card_id)
    streams = [stream_of(board_id) for board_id in [card.board_id, *_former_plans(look, card_id)]]
    question = (
        select(EVENT)
        .where(EVENT.c.stream.in_(streams), EVENT.c.subject == card_id, *_wanted(look, narrowed))
        .order_by(EVENT.c.recorded_at.desc(), EVENT.c.version.desc(), EVENT.c.stream.desc())
        .limit(most + 1)
    )
    if before is not None:
        question = question.where(_older_than(before))
    rows = list(look.connection.execute(question))
    last = rows[most - 1] if len(rows) > most else None
    following = f"{last.recorded_at}_{last.version}_{last.stream.partition(':')[2]}" if last else None
    return put_in_words(look, rows[:most]), following


def history_of_board(
    look: Look, board_id: str, narrowed: Narrowed, *, before: str | None, most: int
) -> tuple[list[Occurrence], str | None]:
    """Tell what happened on a plan and to its cards; a part costs the same however long the history is."""
    find_board(look.connection, look.caller, board_id)
    stream = stream_of(board_id)
    top = int(before) if before is not None else (clock_of(look.connection, stream) or 0) + 1
    if narrowed.until is not None:
        top = min(top, _first_after(look, stream, _begins(look, narrowed.until, after=1), top))
    bottom = top - MOST_LOOKED_THROUGH
    if narrowed.since is not None:
        bottom = max(bottom, _first_after(look, stream, _begins(look, narrowed.since), top))
    question = (
        _of_stream(stream)
        .where(EVENT.c.version < top, EVENT.c.version >= bottom, *_wanted(look, narrowed))
        .order_by(EVENT.c.version.desc())
        .limit(most + 1)
    )
    rows = list(look.connection.execute(question))
    ended = bottom <= 1 or (narrowed.since is not None and bottom > top - MOST_LOOKED_THROUGH)
    following = rows[most - 1].version if len(rows) > most else None if ended else bottom
    return put_in_words(look, rows[:most]), None if following is None else str(following)


def _of_stream(stream: str) -> Select[Any]:
    return select(EVENT).where(EVENT.c.stream == stream)


def _former_plans(look: Look, card_id: str) -> list[str]:
    left = (
        select(BOARD.c.id)
        .select_from(WITH_MINE.join(FORMER, FORMER.c.board_id == BOARD.c.id))
        .where(FORMER.c.card_id == card_id, is_visible_to(look.caller))
    )
    return list(look.connection.execute(left, blanks(look.caller)).scalars())


def _older_than(before: str) -> ColumnElement[bool]:
    at, version, board_id = before.split("_")
    number, stream = int(version), stream_of(board_id)
    same = EVENT.c.recorded_at == at
    return or_(
        EVENT.c.recorded_at < at,
        and_(same, EVENT.c.version < number),
        and_(same, EVENT.c.version == number, EVENT.c.stream < stream),
    )


def _wanted(look: Look, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    # Neighbours that only made room keep no names: nobody moved them.
    found: list[ColumnElement[bool]] = [or_(EVENT.c.kind != "card.moved", EVENT.c.words.is_not(None))]
    if narrowed.by is not None:
        found.append(EVENT.c.by == narrowed.by)
    if narrowed.about is not None:
        found.append(_is_about(narrowed.about))
    if narrowed.since is not None:
        found.append(EVENT.c.recorded_at >= _begins(look, narrowed.since))
    if narrowed.until is not None:
        found.append(EVENT.c.recorded_at < _begins(look, narrowed.until, after=1))
    return found


def _is_about(about: About) -> ColumnElement[bool]:
    fields = [EVENT.c.body.contains(f'"{field}"', autoescape=True) for field in BY_FIELD.get(about, ())]
    by_kind = EVENT.c.kind.in_(kinds_about(about))
    return or_(by_kind, and_(EVENT.c.kind == "card.changed", or_(*fields))) if fields else by_kind


def _begins(look: Look, day: dt.date, *, after: int = 0) -> str:
    """Give the moment at which a day, or some days after it, begins where the plan's people are."""
    day = min(max(day, OLDEST), LATEST) + dt.timedelta(days=after)
    return written(dt.datetime.combine(day, dt.time(), look.house.clock.zone).astimezone(dt.UTC))


def _first_after(look: Look, stream: str, moment: str, top: int) -> int:
    """Find the first version recorded at a moment or later, by halving: the log is in the order of time."""
    low, high = 1, top
    while low < high:
        middle = (low + high) // 2
        at = look.connection.execute(
            select(EVENT.c.recorded_at).where(EVENT.c.stream == stream, EVENT.c.version == middle)
        ).scalar_one_or_none()
        low, high = (middle + 1, high) if at is not None and at < moment else (low, middle)
    return low

"""Delivering: reads the log as it grows, and tells people what concerns them, each event once."""

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, and_, func, insert, literal, or_, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from verkstad.boards.access import BOARD, MEMBERSHIP
from verkstad.boards.events import stream_of
from verkstad.cards.finding import CARD
from verkstad.history.house import House
from verkstad.history.recording import CLOCK, EVENT, Recorder
from verkstad.history.tables import ReaderCursor
from verkstad.kernel.bell import Told
from verkstad.kernel.database import Transaction
from verkstad.kernel.ids import new_id
from verkstad.kernel.threads import to_its_end
from verkstad.notifications.concerning import CONCERNS, concerned
from verkstad.notifications.events import Kind, NoticeAdded
from verkstad.notifications.tables import Notice
from verkstad.users.access import USER
from verkstad.users.events import own

CURSOR = ReaderCursor.__table__  # type: ignore[attr-defined]
NOTICE = Notice.__table__  # type: ignore[attr-defined]
READER = "inbox"
# The row that says that there was a first delivery; whoever delivers holds it, so that only one does.
BEGUN = ""
BREATH_SECONDS = 0.15
POLL_SECONDS = 20.0
MOST_AHEAD = 1_000

log = logging.getLogger(__name__)
Positions = dict[str, int]


class Delivery:
    """Runs off the bell, one at a time and after a breath, so that a busy plan is looked at a few times a second."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._looked: Positions = {}
        self._rung: asyncio.Event | None = None
        house.bell.on_ring(self._hear)

    async def begin(self) -> None:
        """Begin, where nobody has, before the first request is answered: what happens from then on is news."""
        await to_its_end(lambda: begin(self.house))

    async def run(self) -> None:
        """Deliver what has come meanwhile, then whenever the bell rings; a slow poll makes a lost ring good."""
        rung = self._rung = asyncio.Event()
        while True:
            rung.clear()
            try:
                await to_its_end(lambda: deliver(self.house, self._looked))
            except SQLAlchemyError:
                log.exception("what people are to be told could not be read; it is read again soon")
            # Not `wait_for`, which until Python 3.12 loses a cancellation that comes in the same moment as the ring.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await rung.wait()
            await asyncio.sleep(BREATH_SECONDS)

    def _hear(self, moved: Mapping[str, int], _told: Told = ()) -> None:
        if self._rung is not None and any(stream.startswith(stream_of("")) for stream in moved):
            self._rung.set()


def deliver(house: House, looked: Positions | None = None) -> int:
    """Tell people what concerns them of all that has happened since the last time, and count it.

    `looked` remembers, for this process, how far it has read without finding anything, so that a plan on which
    nothing concerns anybody costs no write. What is found is told together with the cursor, so that it is told once.
    """
    looked = {} if looked is None else looked
    if begin(house):
        return 0
    ahead, found = house.database.read(lambda connection: _look(connection, looked))
    looked.update(ahead)
    if not found:
        return 0
    return house.database.write(lambda transaction: _tell(house, transaction, ahead))


def begin(house: House) -> bool:
    """Make the first delivery's cursors where there are none, and say whether there were none."""
    if house.database.read(_has_begun):
        return False
    with contextlib.suppress(IntegrityError):  # another process began at the same moment
        house.database.write(_begin)
    return True


def _has_begun(connection: Connection) -> bool:
    begun = select(CURSOR.c.version).where(CURSOR.c.reader == READER, CURSOR.c.stream == BEGUN)
    return connection.execute(begun).first() is not None


def _begin(transaction: Transaction) -> None:
    """Start at the present: what happened before anybody could be told is history, not news."""
    connection = transaction.connection
    connection.execute(insert(CURSOR).values(reader=READER, stream=BEGUN, version=0))
    plans = select(literal(READER), CLOCK.c.stream, CLOCK.c.version).where(CLOCK.c.stream.startswith(stream_of("")))
    connection.execute(insert(CURSOR).from_select(["reader", "stream", "version"], plans))


def _look(connection: Connection, looked: Positions) -> tuple[Positions, bool]:
    """Give the plans that have moved and how far, and whether anything there is to be told or kept."""
    behind = func.coalesce(CURSOR.c.version, 0)
    mine = CLOCK.outerjoin(CURSOR, and_(CURSOR.c.stream == CLOCK.c.stream, CURSOR.c.reader == READER))
    rows = connection.execute(
        select(CLOCK.c.stream, CLOCK.c.version, behind.label("behind"))
        .select_from(mine)
        .where(CLOCK.c.stream.startswith(stream_of("")), CLOCK.c.version > behind)
    ).all()
    moved = [row for row in rows if row.version > max(row.behind, looked.get(row.stream, 0))]
    ahead = {row.stream: row.version for row in moved}
    if any(row.version - row.behind > MOST_AHEAD for row in moved):
        return ahead, True
    return ahead, any(
        _notices(connection, row.stream, event)
        for row in moved
        for event in _events(connection, row.stream, max(row.behind, looked.get(row.stream, 0)), row.version)
    )


def _events(connection: Connection, stream: str, after: int, until: int) -> list[Any]:
    question = (
        select(EVENT.c.version, EVENT.c.kind, EVENT.c.by, EVENT.c.subject, EVENT.c.recorded_at, EVENT.c.body)
        .where(EVENT.c.stream == stream, EVENT.c.version > after, EVENT.c.version <= until)
        .where(EVENT.c.kind.in_(list(CONCERNS)))
        .order_by(EVENT.c.version)
    )
    return list(connection.execute(question))


def _tell(house: House, transaction: Transaction, ahead: Positions) -> int:
    connection = transaction.connection
    begun = (CURSOR.c.reader == READER) & (CURSOR.c.stream == BEGUN)
    connection.execute(update(CURSOR).where(begun).values(version=CURSOR.c.version + 1))
    rows = []
    for stream, until in sorted(ahead.items()):
        this = (CURSOR.c.reader == READER) & (CURSOR.c.stream == stream)
        after = connection.execute(select(CURSOR.c.version).where(this)).scalar_one_or_none()
        if after is None:
            connection.execute(insert(CURSOR).values(reader=READER, stream=stream, version=until))
        elif after >= until:
            continue
        else:
            connection.execute(update(CURSOR).where(this).values(version=until))
        rows += [
            row
            for event in _events(connection, stream, after or 0, until)
            for row in _notices(connection, stream, event)
        ]
    if rows:
        connection.execute(insert(NOTICE), rows)
        recorder = Recorder(transaction, by=None, op=new_id(), now=house.clock.now())
        recorder.lock(*{own(row["user_id"]) for row in rows})
        for row in rows:
            recorder.record(own(row["user_id"]), NoticeAdded(notice_id=row["id"], kind=row["kind"]))
        recorder.finish()
    return len(rows)


def _notices(connection: Connection, stream: str, event: Any) -> list[dict[str, Any]]:
    people = concerned(connection, event.kind, orjson.loads(event.body))
    people.pop(event.by, None)
    if not people or event.subject is None:
        return []
    told: dict[str, Kind] = {user_id: people[user_id] for user_id in _who_may_see(connection, event.subject, people)}
    common = {"stream": stream, "version": event.version, "card_id": event.subject, "at": event.recorded_at}
    return [{"id": new_id(), "user_id": user_id, "kind": kind, **common} for user_id, kind in told.items()]


def _who_may_see(connection: Connection, card_id: str, people: Mapping[str, Kind]) -> list[str]:
    """Give those of the people who may see the plan on which a card is now, and whose account is not disabled."""
    member = and_(MEMBERSHIP.c.board_id == BOARD.c.id, MEMBERSHIP.c.user_id == USER.c.id)
    plain = and_(USER.c.role == "employee", or_(BOARD.c.restricted.is_(False), BOARD.c.owner_id == USER.c.id))
    question = (
        select(USER.c.id)
        .select_from(
            CARD.join(BOARD, BOARD.c.id == CARD.c.board_id)
            .join(USER, USER.c.administration_id == BOARD.c.administration_id)
            .outerjoin(MEMBERSHIP, member)
        )
        .where(CARD.c.id == card_id, USER.c.id.in_(list(people)), USER.c.disabled_at.is_(None))
        .where(or_(USER.c.role.in_(("admin", "coordinator")), MEMBERSHIP.c.user_id.is_not(None), plain))
        .order_by(USER.c.id)
    )
    return list(connection.execute(question).scalars())

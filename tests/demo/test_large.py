"""The large demo: what is written in bulk is what the verbs would have written, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest
from sqlalchemy import func, select

from tests.live.reducer import replayed
from verkstad.boards.access import BOARD
from verkstad.boards.events import stream_of
from verkstad.cards.attachments.events import ATTACHMENT
from verkstad.cards.blockers.events import BLOCKER
from verkstad.cards.checklists.events import ROW
from verkstad.cards.comments.events import COMMENT
from verkstad.cards.finding import CARD
from verkstad.cards.labels.events import LABELLING
from verkstad.demo.large.filling import Size, fill_largely
from verkstad.history.reading import events_after
from verkstad.history.recording import CLOCK, EVENT
from verkstad.kernel.dates import last_day
from verkstad.live.snapshot import Album
from verkstad.live.wire import BoardEvent
from verkstad.main import build_house
from verkstad.settings import Settings
from verkstad.users.access import USER

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verkstad.history.house import House

SIZE = Size(plans=3, cards=120, people=60, events=1600, biggest=50)
COUNTED = (ROW, COMMENT, ATTACHMENT, LABELLING, BLOCKER)


@pytest.fixture
def filled(house: House) -> House:
    """A small part of a whole municipality."""
    fill_largely(house, SIZE)
    return house


def test_every_plan_is_what_its_log_says(filled: House) -> None:
    for board_id in _boards(filled):
        snapshot, events = filled.database.read(lambda connection: _told(connection, board_id))  # noqa: B023
        for event in events:
            BoardEvent.model_validate(event)
        assert replayed(None, events) == snapshot


def test_cards_repeat_what_their_parts_say(filled: House) -> None:
    def look(connection: Connection) -> int:
        for card in connection.execute(select(CARD)):
            for part in COUNTED:
                for name, value in part.recount(connection, card.id).items():
                    assert getattr(card, name) == value
            assert card.due_last == (card.due and last_day(card.due))
            last = connection.execute(
                select(EVENT).where(EVENT.c.stream == stream_of(card.board_id), EVENT.c.version == card.version)
            ).one()
            assert (last.subject, last.recorded_at, last.by) == (card.id, card.updated_at, card.updated_by)
        return connection.execute(select(func.count(CARD.c.closed_at))).scalar_one()

    assert filled.database.read(look) > 0


def test_there_is_as_much_as_was_asked_for(filled: House) -> None:
    plans = EVENT.c.stream.startswith(stream_of(""))

    def look(connection: Connection) -> list[Any]:
        def one(question: Any) -> Any:
            return connection.execute(question).scalar_one()

        biggest = select(func.count()).where(CARD.c.closed_at.is_(None)).group_by(CARD.c.board_id).subquery()
        return [
            *(one(select(func.count()).select_from(table)) for table in (BOARD, CARD, USER)),
            one(select(func.count()).select_from(EVENT).where(plans)),
            one(select(func.sum(CLOCK.c.version)).where(CLOCK.c.stream.startswith(stream_of("")))),
            one(select(func.max(biggest.c[0]))),
        ]

    assert filled.database.read(look) == [SIZE.plans, SIZE.cards, SIZE.people, SIZE.events, SIZE.events, SIZE.biggest]


def test_the_same_dice_make_the_same_plans(filled: House, database_url: str) -> None:
    again = build_house(Settings(database=database_url, threads=4), filled.clock)
    fill_largely(again, SIZE)
    titles = select(CARD.c.title, CARD.c.number, CARD.c.rank, CARD.c.updated_at).order_by(CARD.c.id)
    first, second = (house.database.read(lambda look: look.execute(titles).all()) for house in (filled, again))
    again.database.close()
    assert first == second


def _boards(house: House) -> list[str]:
    return house.database.read(lambda connection: list(connection.execute(select(BOARD.c.id)).scalars()))


def _told(connection: Connection, board_id: str) -> tuple[Any, list[Any]]:
    rows = events_after(connection, stream_of(board_id), 0, 10_000)
    return orjson.loads(Album().read(connection, board_id).plain), [orjson.loads(wire) for _, _, wire in rows]

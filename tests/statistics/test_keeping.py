"""What statistics remember is kept, is used where it is a state of the log that was there, and is never the truth."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from sqlalchemy import delete, select, update

from verkstad.boards import arranging
from verkstad.cards import closing, moving, transferring
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.history.recording import EVENT
from verkstad.statistics import book
from verkstad.statistics.book import Book
from verkstad.statistics.keeping import FORM, KEPT
from verkstad.statistics.reading_ahead import keep_what_has_grown, read_all_ahead
from verkstad.statistics.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction


@pytest.fixture(autouse=True)
def _keep_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "KEPT_EVERY", 1)


def live(ground: Ground) -> None:
    """Let some weeks go by, with all that trails remember."""
    for lane, card in ((1, "Boka lokal"), (2, "Boka lokal"), (4, "Boka lokal"), (4, "Bjuda in invånare")):
        ground.clock.go(hours=40)
        ground.do(moving.move_card, ground.cards[card], lane_id=ground.lanes[lane], after=None, last=True)
    ground.do(arranging.change_lane, ground.lanes[1], {"stage": "waiting"})
    ground.clock.go(hours=50)
    ground.do(closing.close_card, ground.cards["Ta fram material"], ClosureIn(reason="cancelled"))
    ground.do(transferring.transfer_card, ground.cards["Bjuda in invånare"], TransferIn(board_id=ground.other))


def asked(actor: Callable[[str], Actor]) -> Any:
    return actor("asa").get("/statistics")


def change(statement: Any, transaction: Transaction) -> None:
    transaction.connection.execute(statement)


def start_anew(house: House) -> None:
    """Forget what the process remembers."""
    house.aside.clear()


def test_who_starts_anew_goes_on_from_what_is_kept(
    ground: Ground, house: House, lone_actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    live(ground)
    read_all_ahead(house)
    ground.do(moving.move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[0], after=None, last=True)
    from_the_log = asked(lone_actor)

    start_anew(house)
    read: list[str] = []
    add = Trail.add

    def note(self: Trail, kind: str, *more: Any) -> None:
        read.append(kind)
        add(self, kind, *more)

    monkeypatch.setattr(Trail, "add", note)
    assert asked(lone_actor) == from_the_log
    assert read == ["card.moved"]


def test_what_is_kept_comes_back_as_it_was(ground: Ground, house: House) -> None:
    live(ground)
    read_all_ahead(house)
    trails = list(Book.of(house)._kept.values())  # noqa: SLF001 - nobody else looks into it
    for trail in trails:
        told = orjson.loads(orjson.dumps(trail.told()))
        assert Trail.from_told(trail.zone, trail.version, told) == trail
    assert any(trail.stays for trail in trails)


def test_what_cannot_be_used_is_left_alone(ground: Ground, house: House, lone_actor: Callable[[str], Actor]) -> None:
    live(ground)
    read_all_ahead(house)
    expected = asked(lone_actor)
    wrong = orjson.dumps({**Trail(house.clock.zone).told(), "lanes": []}).decode()
    for spoilt in (
        {"form": "0 Europe/Stockholm"},
        {"form": f"{FORM} Pacific/Auckland"},
        {"version": 10_000},  # of a log that is no more
    ):
        spoil = update(KEPT).values(body=wrong, **spoilt)
        house.database.write(partial(change, spoil))
        start_anew(house)
        assert asked(lone_actor) == expected, spoilt
        house.database.write(partial(change, delete(KEPT)))
        read_all_ahead(house)


def test_the_one_that_has_come_further_is_kept(ground: Ground, house: House) -> None:
    def kept() -> dict[str, int]:
        rows = house.database.read(lambda connection: connection.execute(select(KEPT)).all())
        return {row.board_id: row.version for row in rows}

    read_all_ahead(house)
    old = Book.of(house)
    old._written.clear()  # noqa: SLF001 - another process that has read less
    start_anew(house)
    live(ground)
    read_all_ahead(house)
    versions = kept()
    assert set(versions) == {ground.board, ground.other}
    house.aside["statistics"] = old
    keep_what_has_grown(house)
    assert kept() == versions


def test_little_news_is_not_kept_anew(ground: Ground, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "KEPT_EVERY", 1_000)
    read_all_ahead(house)
    assert house.database.read(lambda connection: connection.execute(select(KEPT)).all()) == []
    assert house.database.read(lambda connection: connection.execute(select(EVENT.c.kind)).first()) is not None
    assert ground.board

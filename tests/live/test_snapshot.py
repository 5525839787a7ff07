"""A picture that is renewed from an older one is the picture that would be taken anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from tests.ground import Ground
from tests.live.verbs import CASES
from verkstad.cards.moving import move_card
from verkstad.live.snapshot import MOST_RENEWED, Album, Picture

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verkstad.history.house import House


@pytest.mark.sqlite  # a picture is put together here; that what it is made of is read right, replay holds on both
@pytest.mark.parametrize("name", CASES)
def test_a_renewed_picture_is_the_picture_taken_anew(name: str, ground: Ground, house: House) -> None:
    case = CASES[name]
    case.before(ground)
    kept = Album()
    for board in (ground.board, ground.other):
        _read(house, kept, board)

    case.act(ground)

    for board in (ground.board, ground.other):
        renewed = _read(house, kept, board)
        anew = _read(house, Album(), board)
        assert renewed.plain == anew.plain
        assert renewed.version == anew.version


def test_only_the_moved_card_is_read_again(ground: Ground, house: House) -> None:
    kept = Album()
    _read(house, kept, ground.board)
    ground.do(move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[2], after=None, last=True)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    def look(connection: Connection) -> None:
        event.listen(connection, "before_cursor_execute", note)
        kept.read(connection, ground.board)

    house.database.read(look)

    (cards,) = [each for each in asked if "FROM card" in each]
    assert "card.id IN" in cards


def test_after_very_much_everything_is_read_again(ground: Ground, house: House) -> None:
    kept = Album()
    _read(house, kept, ground.board)
    card = ground.cards["Boka lokal"]
    for turn in range(MOST_RENEWED + 1):
        ground.do(move_card, card, lane_id=ground.lanes[turn % 2 + 1], after=None, last=False)

    renewed = _read(house, kept, ground.board)

    assert renewed.plain == _read(house, Album(), ground.board).plain


def test_a_reader_of_an_earlier_state_gets_that_state_and_spoils_no_later_one(ground: Ground, house: House) -> None:
    kept = Album()

    def look(connection: Connection) -> tuple[Picture, Picture]:
        before = Album().read(connection, ground.board)  # from here on this connection sees no later state
        ground.do(move_card, ground.cards["Boka lokal"], lane_id=ground.lanes[2], after=None, last=True)
        _read(house, kept, ground.board)
        return before, kept.read(connection, ground.board)

    before, read = house.database.read(look)

    assert read.version == before.version
    assert read.plain == before.plain
    assert _read(house, kept, ground.board).plain == _read(house, Album(), ground.board).plain
    assert kept.of(ground.board, before.version) is None


def _read(house: House, album: Album, board_id: str) -> Picture:
    return house.database.read(lambda connection: album.read(connection, board_id))

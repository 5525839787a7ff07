from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest

from verkstad.history.reading import clock_of, clocks_of, events_after
from verkstad.history.recording import Happening, Recorder
from verkstad.kernel.problems import NotFound

if TYPE_CHECKING:
    from tests.cast import Cast
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction


class Happened(Happening):
    """Something, to somebody."""

    type: Literal["thing.happened"] = "thing.happened"
    what: str = ""


ONE, TWO, THREE = "board:1", "board:2", "board:3"


def _record(
    house: House, *what: tuple[str, str], start: tuple[str, ...] = (), lock: tuple[str, ...] = ()
) -> dict[str, int]:
    moved: dict[str, int] = {}

    def work(transaction: Transaction) -> None:
        recorder = Recorder(transaction, by=None, op="an-operation", now=house.clock.now())
        for stream in start:
            recorder.start(stream)
        recorder.lock(*lock)
        for stream, thing in what:
            recorder.record(stream, Happened(what=thing))
        recorder.finish()
        moved.update(transaction.moved)

    house.database.write(work)
    return moved


def _log(house: House, stream: str) -> list[tuple[int, str]]:
    rows = house.database.read(lambda connection: events_after(connection, stream, 0, 100))
    return [(version, encoded.decode().rpartition('"what":"')[2].removesuffix('"}')) for version, _, encoded in rows]


def _clock(house: House, stream: str) -> int | None:
    return house.database.read(lambda connection: clock_of(connection, stream))


def test_versions_begin_at_one_and_rise_by_one(house: House) -> None:
    assert _record(house, (ONE, "a"), (ONE, "b"), start=(ONE,)) == {ONE: 2}
    assert _record(house, (ONE, "c"), lock=(ONE,)) == {ONE: 3}
    assert _log(house, ONE) == [(1, "a"), (2, "b"), (3, "c")]


def test_several_streams_each_count_for_themselves(house: House) -> None:
    _record(house, (ONE, "a"), (TWO, "x"), start=(ONE, TWO))
    moved = _record(house, (TWO, "y"), (ONE, "b"), (TWO, "z"), lock=(TWO, ONE))
    assert moved == {ONE: 2, TWO: 3}
    assert _log(house, TWO) == [(1, "x"), (2, "y"), (3, "z")]
    assert house.database.read(lambda connection: clocks_of(connection, [ONE, TWO, THREE])) == {ONE: 2, TWO: 3}


def test_what_changes_nothing_leaves_no_gap_and_rings_no_bell(house: House) -> None:
    _record(house, (ONE, "a"), (TWO, "x"), start=(ONE, TWO))
    assert _record(house, lock=(ONE, TWO)) == {}
    assert (_clock(house, ONE), _clock(house, TWO)) == (1, 1)
    assert _record(house, (TWO, "y"), lock=(ONE, TWO)) == {TWO: 2}
    assert (_clock(house, ONE), _clock(house, TWO)) == (1, 2)
    _record(house, (ONE, "b"), lock=(ONE,))
    assert _log(house, ONE) == [(1, "a"), (2, "b")]


def test_a_stream_that_is_started_and_told_nothing_of_is_at_zero(house: House) -> None:
    assert _record(house, start=(ONE,)) == {}
    assert _clock(house, ONE) == 0
    _record(house, (ONE, "a"), lock=(ONE,))
    assert _log(house, ONE) == [(1, "a")]


def test_locking_twice_counts_once(house: House) -> None:
    _record(house, start=(ONE,))
    _record(house, (ONE, "a"), lock=(ONE, ONE))
    assert _log(house, ONE) == [(1, "a")]


def test_a_stream_that_is_not_there_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        _record(house, lock=(THREE,))
    assert _clock(house, THREE) is None


def test_a_refusal_in_the_middle_leaves_nothing(house: House) -> None:
    _record(house, (ONE, "a"), start=(ONE,))
    heard: list[Any] = []
    house.database.on_commit(heard.append)

    def work(transaction: Transaction) -> None:
        recorder = Recorder(transaction, by=None, op="an-operation", now=house.clock.now())
        recorder.lock(ONE)
        recorder.record(ONE, Happened(what="b"))
        recorder.finish()
        raise NotFound

    with pytest.raises(NotFound):
        house.database.write(work)
    assert _log(house, ONE) == [(1, "a")]
    assert _clock(house, ONE) == 1
    assert heard == []


def test_what_is_told_at_once_is_byte_by_byte_what_the_log_says(house: House, cast: Cast) -> None:
    told: list[tuple[str, int, str, bytes]] = []
    house.database.on_commit(lambda transaction: told.extend(transaction.told))

    def work(transaction: Transaction) -> None:
        recorder = Recorder(transaction, by=cast.ids["asa"], op="an-operation", now=house.clock.now())
        recorder.start(ONE)
        recorder.record(ONE, Happened(what='å "citat" \\ \u2028 😀'), words={"card": "Å"})
        recorder.record(ONE, Happened(), op="another")
        recorder.finish()

    house.database.write(work)
    logged = house.database.read(lambda connection: events_after(connection, ONE, 0, 10))
    assert [(version, kind, wire) for _, version, kind, wire in told] == logged

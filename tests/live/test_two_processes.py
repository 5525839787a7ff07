"""Two servers on one PostgreSQL: who watches at one sees what is done at the other, with and without a bell."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed

from tests.processes import ServerProcess, calling, lay, new_key, next_of, watching
from tests.waiting import until
from verkstad.history.recording import Recorder
from verkstad.kernel.ids import new_id
from verkstad.users.granting import grant_token
from verkstad.users.signing_in import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Databases
    from tests.ground import Ground
    from verkstad.kernel.database import Transaction

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

LISTENERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN verkstad'"
SAYERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_notify%'"
PATIENCE = 40.0

Pair = tuple[ServerProcess, ServerProcess]


@pytest.fixture(scope="module")
def shared_url(databases: Databases) -> Iterator[str]:
    """The database of all these servers, which take a while to start: no test here needs it as it was laid."""
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture(scope="module")
def laid(shared_url: str) -> Iterator[Ground]:
    found = lay(shared_url)
    yield found
    found.cast.house.database.close()


@pytest.fixture(scope="module")
def servers(laid: Ground, shared_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two servers of the same installation."""
    del laid
    logs = tmp_path_factory.mktemp("logs")
    with ServerProcess(shared_url, logs / "one") as one, ServerProcess(shared_url, logs / "two") as two:
        yield one, two


@pytest.fixture
def ground(laid: Ground) -> Ground:
    """The plan, with a card in its first lane that nobody has moved."""
    laid.add("Boka lokal")
    return laid


@pytest.fixture
def pair(servers: Pair, shared_url: str) -> Pair:
    """The two servers, each with its ear to the bell, whatever was cut before."""
    assert until(lambda: _count(shared_url, LISTENERS) == 2)
    return servers


def test_who_watches_at_one_sees_at_once_what_is_done_at_the_other(ground: Ground, pair: Pair) -> None:
    async def play() -> None:
        async with await _watch(ground, pair[1]) as socket:
            for lane in (1, 2, 3):
                moved = await _move(ground, pair[0], lane)
                event = await next_of(socket, "card.moved", within=PATIENCE)
                assert (event["version"], event["op"]) == (moved["version"], moved["op"])

    asyncio.run(play())


def test_the_bell_is_heard_sooner_than_the_clocks_are_read(ground: Ground, shared_url: str, tmp_path: Path) -> None:
    """With clocks read once an hour only the bell is left."""
    hourly = {"VERKSTAD_POLL_SECONDS": "3600"}
    with (
        ServerProcess(shared_url, tmp_path / "one", **hourly) as one,
        ServerProcess(shared_url, tmp_path / "two", **hourly) as two,
    ):

        async def play() -> None:
            async with await _watch(ground, two) as socket:
                # Who has only just started may not have an ear to the bell yet; later rings it hears.
                for lane in itertools.cycle((1, 2)):
                    await _move(ground, one, lane)
                    with contextlib.suppress(TimeoutError):
                        await next_of(socket, "card.moved", within=2.0)
                        break

        asyncio.run(asyncio.wait_for(play(), PATIENCE))


def test_where_the_bell_is_silent_the_clocks_are_read_and_the_bell_comes_back(
    ground: Ground, pair: Pair, shared_url: str
) -> None:
    async def play() -> None:
        async with await _watch(ground, pair[1]) as socket:
            await _move(ground, pair[0], 1)
            await next_of(socket, "card.moved", within=PATIENCE)
            assert _terminate(shared_url, LISTENERS) == 2
            await _move(ground, pair[0], 2)
            await next_of(socket, "card.moved", within=PATIENCE)
            await _comes_to(shared_url, SAYERS, 1)
            assert _terminate(shared_url, SAYERS) >= 1
            for lane in (3, 4, 1, 2, 3):
                moved = await _move(ground, pair[0], lane)
                assert (await next_of(socket, "card.moved", within=PATIENCE))["version"] == moved["version"]
            await _comes_to(shared_url, LISTENERS, 2)

    asyncio.run(play())


def test_nonsense_on_the_channel_does_not_silence_the_bell(ground: Ground, pair: Pair, shared_url: str) -> None:
    async def play() -> None:
        asa, ulf = ground.cast.ids["asa"], ground.cast.ids["ulf"]
        async with await _watch(ground, pair[0], "asa") as one:
            with psycopg.connect(shared_url.replace("+psycopg", ""), autocommit=True) as connection:
                connection.execute("NOTIFY verkstad, 'nonsense'")
            async with await _watch(ground, pair[1], "ulf"):  # only the bell tells of presence
                await _presence(one, {asa, ulf})

    asyncio.run(play())


def test_every_connection_of_a_server_may_be_cut_and_it_serves_on(ground: Ground, pair: Pair, shared_url: str) -> None:
    async def play() -> None:
        async with await _watch(ground, pair[1]) as socket:
            for lane in (1, 2, 3):
                _terminate(
                    shared_url,
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
                )
                moved = await _move(ground, pair[0], lane)
                assert (await next_of(socket, "card.moved", within=PATIENCE))["version"] == moved["version"]

    asyncio.run(play())


def test_people_at_both_see_each_other(ground: Ground, pair: Pair) -> None:
    async def play() -> None:
        asa, ulf = ground.cast.ids["asa"], ground.cast.ids["ulf"]
        async with await _watch(ground, pair[0], "asa") as one:
            async with await _watch(ground, pair[1], "ulf") as two:
                for socket in (one, two):
                    await _presence(socket, {asa, ulf})
            await _presence(one, {asa})

    asyncio.run(play())


def test_a_session_ended_at_one_closes_the_socket_at_the_other(ground: Ground, pair: Pair) -> None:
    secret, session_id = _session(ground, "ulf")

    async def play() -> None:
        cookie = {"cookie": f"verkstad={secret}"}
        from tests.benchmarks.client import Connection, watch  # noqa: PLC0415

        version = ground.snapshot(ground.board)["version"]
        async with await watch(pair[1].port, ground.board, version, cookie) as socket:
            headers = {**cookie, "origin": f"http://127.0.0.1:{pair[0].port}"}
            async with Connection(pair[0].port, headers) as connection:
                answer = await connection.ask("DELETE", f"/api/v1/sessions/{session_id}")
                assert answer.status == 204, answer.body
            await _closes(socket, 4401)

    asyncio.run(play())


def test_a_token_ended_at_one_closes_the_socket_at_the_other_also_without_a_bell(
    ground: Ground, pair: Pair, shared_url: str
) -> None:
    token, (one, two) = _token(ground, "ulf"), pair

    async def play() -> None:
        version = ground.snapshot(ground.board)["version"]
        async with await watching(two.port, ground.board, version, token.secret) as socket:
            assert _terminate(shared_url, LISTENERS) == 2
            async with calling(one.port, ground.cast.tokens["ulf"]) as caller:
                assert (await caller.ask("DELETE", f"/tokens/{token.id}")).status == 204
            await _closes(socket, 4401)

    asyncio.run(play())


async def _watch(ground: Ground, server: ServerProcess, who: str = "amina") -> Any:
    version = ground.snapshot(ground.board)["version"]
    return await watching(server.port, ground.board, version, ground.cast.tokens[who])


async def _move(ground: Ground, server: ServerProcess, lane: int) -> Any:
    async with calling(server.port, ground.cast.tokens["asa"]) as caller:
        place = {"lane_id": ground.lanes[lane]}
        return await caller.post(f"/cards/{ground.cards['Boka lokal']}/moves", place, key=new_key())


async def _presence(socket: Any, people: set[str]) -> None:
    async with asyncio.timeout(PATIENCE):
        while set((await next_of(socket, "presence"))["people"]) != people:
            pass


async def _closes(socket: Any, code: int) -> None:
    async def listen() -> None:
        while True:
            await socket.recv()

    with pytest.raises(ConnectionClosed) as closed:
        await asyncio.wait_for(listen(), PATIENCE)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code


def _terminate(database_url: str, pids: str) -> int:
    """End connections, and wait until they are gone: one that is only told to end is still counted."""
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
        ended = [pid for (pid,) in connection.execute(pids.encode()).fetchall()]
        for pid in ended:
            connection.execute("SELECT pg_terminate_backend(%s)", (pid,))
        left = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)"
        assert until(lambda: connection.execute(left, (ended,)).fetchone() == (0,))
    return len(ended)


async def _comes_to(database_url: str, pids: str, many: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while _count(database_url, pids) < many:  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.1)


def _count(database_url: str, pids: str) -> int:
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
        return len(connection.execute(pids.encode()).fetchall())


def _session(ground: Ground, who: str) -> tuple[str, str]:
    def work(transaction: Transaction) -> tuple[str, str]:
        recorder = Recorder(transaction, by=ground.cast.ids[who], op=new_id(), now=ground.cast.house.clock.now())
        opened = open_session(recorder, user_id=ground.cast.ids[who], agent="test", days=1)
        recorder.finish()
        return opened.secret, opened.session_id

    return ground.cast.house.database.write(work)


def _token(ground: Ground, who: str) -> Any:
    def work(transaction: Transaction) -> Any:
        recorder = Recorder(transaction, by=ground.cast.ids[who], op=new_id(), now=ground.cast.house.clock.now())
        zone = ground.cast.house.clock.zone
        token = grant_token(recorder, ground.cast.ids[who], name="two", scope="read", expires_on=None, zone=zone)
        recorder.finish()
        return token

    return ground.cast.house.database.write(work)

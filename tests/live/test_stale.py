"""Who is behind, slow, or may see no more; when a socket ends; who is told that who is here; and the stream."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket as sockets
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from tests.processes import calling, next_of, watching
from tests.running import running
from verkstad.boards.changing import change_board
from verkstad.boards.joining import add_member, remove_member
from verkstad.cards.moving import move_card
from verkstad.cards.wire import LinesIn
from verkstad.cards.writing import add_lines, change_card
from verkstad.history.recording import Recorder
from verkstad.kernel.ids import new_id
from verkstad.live import presence
from verkstad.users.changing import change_person
from verkstad.users.granting import grant_token, revoke_token
from verkstad.users.signing_in import open_session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from fastapi import FastAPI
    from websockets.asyncio.client import ClientConnection

    from tests.ground import Ground
    from verkstad.kernel.database import Transaction
    from verkstad.settings import Settings

RING, STALE = 5, 40
SOON = 20.0


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(
        update={"ring_events": RING, "stale_events": STALE, "poll_seconds": 0.2, "stream_seconds": 20.0}
    )


@pytest.fixture
def port(app: FastAPI) -> Iterator[int]:
    with running(app) as found:
        yield found


class Room:
    """People with sockets at a plan."""

    def __init__(self, ground: Ground, port: int) -> None:
        self.ground = ground
        self.port = port

    async def enter(self, who: str, after: int | None = None) -> ClientConnection:
        """Watch the plan as somebody, from now or from a version."""
        version = self.ground.snapshot(self.ground.board)["version"] if after is None else after
        return await watching(self.port, self.ground.board, version, self.ground.cast.tokens[who])

    async def stand_at_the_door(self, who: str) -> ClientConnection:
        """Open a socket that watches nothing yet."""
        return await connect(
            f"ws://127.0.0.1:{self.port}/api/v1/live",
            additional_headers={"authorization": f"Bearer {self.ground.cast.tokens[who]}"},
            origin=Origin(f"http://127.0.0.1:{self.port}"),
            compression=None,
        )

    def move(self, lane: int = 1, card: str = "Boka lokal", who: str = "asa") -> None:
        self.ground.do(
            move_card, self.ground.cards[card], lane_id=self.ground.lanes[lane], after=None, last=True, who=who
        )

    def move_often(self, times: int) -> None:
        for turn in range(times):
            self.move(turn % 4)

    async def ended(self, socket: ClientConnection) -> int:
        """Wait until the server hangs up, and give why."""

        async def listen() -> None:
            while True:
                await socket.recv()

        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(listen(), SOON)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code


@pytest.fixture
def room(ground: Ground, port: int) -> Room:
    return Room(ground, port)


def play(scene: Callable[[], Awaitable[None]]) -> None:
    async def within() -> None:
        async with asyncio.timeout(100):
            await scene()

    asyncio.run(within())


async def say(socket: ClientConnection, **message: Any) -> None:
    await socket.send(orjson.dumps(message).decode())


class TestBehind:
    def test_what_has_fallen_out_of_memory_is_read_from_the_log(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.enter("amina"):  # keeps the stream, and with it the ring, alive
                version = room.ground.snapshot(room.ground.board)["version"]
                room.move_often(STALE - 5)
                async with await room.enter("ulf", after=version) as late:
                    seen = [(await next_of(late, "card."))["version"] for _ in range(STALE - 5)]
                assert seen == list(range(version + 1, version + STALE - 4))

        play(scene)

    def test_what_is_too_much_is_stale_and_a_snapshot_helps(self, room: Room) -> None:
        async def scene() -> None:
            version = room.ground.snapshot(room.ground.board)["version"]
            room.move_often(STALE + 1)
            async with await room.stand_at_the_door("ulf") as socket:
                await say(socket, type="watch", board_id=room.ground.board, after=version)
                assert (await next_of(socket, ""))["type"] == "stale"
                await say(socket, type="watch", board_id=room.ground.board, after=version + STALE + 1)
                assert (await next_of(socket, ""))["type"] == "watching"

        play(scene)

    def test_a_version_that_has_not_been_is_stale_too(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.stand_at_the_door("ulf") as socket:
                await say(socket, type="watch", board_id=room.ground.board, after=10_000)
                assert (await next_of(socket, ""))["type"] == "stale"

        play(scene)

    @pytest.mark.slow
    def test_a_slow_reader_delays_nobody(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.enter("amina") as quick:
                line = sockets.socket()
                line.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
                line.connect(("127.0.0.1", room.port))
                slow = await connect(
                    f"ws://127.0.0.1:{room.port}/api/v1/live",
                    sock=line,
                    additional_headers={"authorization": f"Bearer {room.ground.cast.tokens['ulf']}"},
                    origin=Origin(f"http://127.0.0.1:{room.port}"),
                    compression=None,
                    max_queue=1,
                )
                version = room.ground.snapshot(room.ground.board)["version"]
                await say(slow, type="watch", board_id=room.ground.board, after=version)
                await asyncio.sleep(0.3)
                many = LinesIn(lines=["x" * 300] * 30)
                for _ in range(250):
                    await asyncio.to_thread(room.ground.do, add_lines, room.ground.board, many)
                    for _ in range(30):
                        await next_of(quick, "card.", within=SOON)
                # Whoever has stood still so long takes a snapshot; until then nothing is left out.
                expected = version + 1
                while (message := await next_of(slow, "card.", "stale", within=SOON))["type"] != "stale":
                    assert message["version"] == expected
                    expected += 1
                await slow.close()

        play(scene)


class TestAccess:
    def _gone(self, room: Room, who: str, lose: Callable[[], Any]) -> None:
        async def scene() -> None:
            async with await room.enter(who) as socket, await room.enter("asa") as other:
                room.move(1)
                await next_of(socket, "card.moved", within=SOON)
                await asyncio.to_thread(lose)
                room.move(2)
                while (message := await next_of(socket, "", within=SOON))["type"] != "gone":
                    assert message["type"] in ("presence", "member.added")
                room.move(3)
                await next_of(other, "card.moved", within=SOON)
                with pytest.raises(TimeoutError):
                    await next_of(socket, "card.", "board.", "member.", within=0.7)
                await say(socket, type="watch", board_id=room.ground.board, after=0)
                assert (await next_of(socket, "gone", "watching", "stale", within=SOON))["type"] == "gone"

        play(scene)

    def test_a_guest_who_is_a_member_no_more(self, room: Room) -> None:
        ground = room.ground
        self._gone(room, "solveig", lambda: ground.do(remove_member, ground.board, ground.cast.ids["solveig"]))

    def test_a_reader_of_a_plan_that_becomes_restricted(self, room: Room) -> None:
        self._gone(room, "agneta", lambda: room.ground.do(change_board, room.ground.board, {"restricted": True}))

    def test_one_whose_role_becomes_guest(self, room: Room) -> None:
        agneta = room.ground.cast.ids["agneta"]
        self._gone(room, "agneta", lambda: room.ground.do(change_person, agneta, {"role": "guest"}, who="daniel"))

    def test_a_member_who_keeps_access_goes_on_seeing(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.enter("amina") as socket:
                room.ground.do(remove_member, room.ground.board, room.ground.cast.ids["amina"])
                assert (await next_of(socket, "member.", "gone"))["type"] == "member.removed"
                room.move(1)
                await next_of(socket, "card.moved", within=SOON)

        play(scene)

    def test_a_disabled_person_is_hung_up_on(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.enter("agneta") as socket:
                agneta = room.ground.cast.ids["agneta"]
                await asyncio.to_thread(room.ground.do, change_person, agneta, {"disabled": True}, who="daniel")
                assert await room.ended(socket) == 4401

        play(scene)

    def test_a_revoked_token_is_hung_up_on_and_another_is_not(self, room: Room) -> None:
        async def scene() -> None:
            made = room.ground.do(
                grant_token,
                room.ground.cast.ids["ulf"],
                name="tavla",
                scope="read",
                expires_on=None,
                zone=room.ground.cast.house.clock.zone,
                who="ulf",
            )
            async with (
                await watching(room.port, room.ground.board, 0, made.secret) as ended,
                await room.enter("ulf") as going_on,
            ):
                await asyncio.to_thread(room.ground.do, revoke_token, made.id, who="ulf")
                assert await room.ended(ended) == 4401
                room.move(1)
                await next_of(going_on, "card.moved", within=SOON)

        play(scene)

    def test_nobody_watches_what_they_do_not_see(self, room: Room) -> None:
        async def scene() -> None:
            for who in ("piotr", "bo"):
                async with await room.stand_at_the_door(who) as socket:
                    await say(socket, type="watch", board_id=room.ground.board, after=0)
                    assert (await next_of(socket, ""))["type"] == "gone"

        play(scene)

    def test_a_guest_who_becomes_a_member_may_watch_at_once(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.stand_at_the_door("piotr") as socket:
                room.ground.do(add_member, room.ground.board, room.ground.cast.ids["piotr"])
                await say(socket, type="watch", board_id=room.ground.board, after=0)
                assert (await next_of(socket, ""))["type"] == "watching"

        play(scene)


class TestDeadlines:
    def test_a_session_that_runs_out_ends_its_socket(self, room: Room) -> None:
        cast = room.ground.cast

        def work(transaction: Transaction) -> str:
            recorder = Recorder(transaction, by=cast.ids["ulf"], op=new_id(), now=cast.house.clock.now())
            days: Any = dt.timedelta(seconds=0.3) / dt.timedelta(days=1)
            opened = open_session(recorder, user_id=cast.ids["ulf"], agent="test", days=days)
            recorder.finish()
            return opened.secret

        secret = cast.house.database.write(work)

        async def scene() -> None:
            async with connect(
                f"ws://127.0.0.1:{room.port}/api/v1/live",
                additional_headers={"cookie": f"verkstad={secret}"},
                origin=Origin(f"http://127.0.0.1:{room.port}"),
                compression=None,
            ) as socket:
                assert await room.ended(socket) == 4401

        play(scene)

    def test_nobody_signed_in_is_told_so(self, room: Room) -> None:
        async def scene() -> None:
            async with connect(f"ws://127.0.0.1:{room.port}/api/v1/live", compression=None) as socket:
                assert await room.ended(socket) == 4401

        play(scene)

    def test_a_page_from_elsewhere_is_hung_up_on(self, room: Room) -> None:
        async def scene() -> None:
            token = {"authorization": f"Bearer {room.ground.cast.tokens['ulf']}"}
            async with connect(
                f"ws://127.0.0.1:{room.port}/api/v1/live",
                origin=Origin("https://example.com"),
                additional_headers=token,
                compression=None,
            ) as socket:
                assert await room.ended(socket) == 4403

        play(scene)

    def test_garbage_is_answered_and_then_hung_up_on(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.stand_at_the_door("ulf") as socket:
                for garbage in ("{", "[]", '{"type":"dance"}', '{"type":"watch"}'):
                    await socket.send(garbage)
                    assert (await next_of(socket, ""))["code"] == "malformed"
                await say(socket, type="ping")
                assert (await next_of(socket, ""))["type"] == "pong"
                await socket.send("x" * 3_000)
                assert await room.ended(socket) == 1008

        play(scene)


class TestUnwatching:
    def test_nothing_more_comes(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.enter("agneta") as socket, await room.enter("asa") as other:
                await say(socket, type="unwatch", board_id=room.ground.board)
                await say(socket, type="ping")
                await next_of(socket, "pong")
                room.move(1)
                await next_of(other, "card.moved", within=SOON)
                with pytest.raises(TimeoutError):
                    await next_of(socket, "", within=0.5)

        play(scene)

    def test_watching_anew_begins_where_it_says(self, room: Room) -> None:
        async def scene() -> None:
            version = room.ground.snapshot(room.ground.board)["version"]
            room.move_often(6)
            async with await room.enter("agneta", after=version) as socket:
                for after in (version + 4, version, version + 6, version + 2):
                    await say(socket, type="watch", board_id=room.ground.board, after=after)
                    while (await next_of(socket, ""))["type"] != "watching":
                        pass
                    if after < version + 6:
                        assert (await next_of(socket, "card.moved"))["version"] == after + 1

        play(scene)


class TestPresence:
    def test_is_of_those_who_may_change_and_told_to_them_only(self, room: Room) -> None:
        ids = room.ground.cast.ids

        async def scene() -> None:
            async with await room.enter("agneta") as reader, await room.enter("solveig") as guest:
                async with await room.enter("amina"):
                    while (await next_of(guest, "presence"))["people"] != sorted([ids["solveig"], ids["amina"]]):
                        pass
                while (await next_of(guest, "presence", within=SOON))["people"] != [ids["solveig"]]:
                    pass
                with pytest.raises(TimeoutError):
                    await next_of(reader, "presence", within=0.3)

        play(scene)

    def test_one_with_two_windows_is_one(self, room: Room) -> None:
        async def scene() -> None:
            async with await room.enter("amina"), await room.enter("amina") as second:
                await asyncio.sleep(presence.CALM_SECONDS * 2)
                room.move(1)
                while (message := await next_of(second, ""))["type"] != "card.moved":
                    assert message["people"] == [room.ground.cast.ids["amina"]]

        play(scene)

    def test_a_crowd_that_comes_at_once_is_told_of_once(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(presence, "CALM_SECONDS", 1.0)
        people = ("asa", "amina", "solveig", "daniel")

        async def scene() -> None:
            async with await room.enter("ulf") as socket:
                alone = [room.ground.cast.ids["ulf"]]
                while (await next_of(socket, "presence"))["people"] != alone:
                    pass
                began = asyncio.get_running_loop().time()
                crowd = await asyncio.gather(*(room.enter(who) for who in people for _ in range(3)))
                told = [alone]
                while len(told[-1]) < len(people) + 1:
                    told.append((await next_of(socket, "presence"))["people"])
                calms = (asyncio.get_running_loop().time() - began) / presence.CALM_SECONDS
                assert len(told) - 1 <= calms + 1
                for each in crowd:
                    await each.close()

        play(scene)

    def test_one_who_becomes_a_reader_is_seen_no_more(self, room: Room) -> None:
        ids = room.ground.cast.ids

        async def scene() -> None:
            async with await room.enter("ulf") as stays, await room.enter("amina"):
                while ids["amina"] not in (await next_of(stays, "presence", within=SOON))["people"]:
                    pass
                room.ground.do(remove_member, room.ground.board, ids["amina"])
                while (await next_of(stays, "presence", within=SOON))["people"] != [ids["ulf"]]:
                    pass

        play(scene)


class TestTheStream:
    """Server-sent events, for those who are not browsers."""

    def _read(
        self, room: Room, path: str, count: int, *deeds: Callable[[], object], **headers: str
    ) -> list[dict[str, Any]]:
        """Read so many events, or all until it ends; a deed is done before each of the first ones is waited for."""

        async def read() -> list[dict[str, Any]]:
            reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
            lines = [f"GET /api/v1/boards/{room.ground.board}{path} HTTP/1.1", "host: 127.0.0.1", "connection: close"]
            lines += [f"authorization: Bearer {room.ground.cast.tokens['agneta']}"]
            lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
            found: list[dict[str, Any]] = []
            async with asyncio.timeout(SOON):
                assert b" 200 " in await reader.readline()
                while await reader.readline() != b"retry: 1000\n":
                    pass
                done = 0
                last = ""
                while len(found) < count:
                    if done == len(found) < len(deeds):
                        await asyncio.to_thread(deeds[done])
                        done += 1
                    line = await reader.readline()
                    if not line:
                        break
                    text = line.decode().strip()
                    if text.startswith("id: "):
                        last = text[4:]
                    if text.startswith("data: "):
                        found.append(orjson.loads(text[6:]))
                        assert last == str(found[-1]["version"])
            writer.close()
            return found

        return asyncio.run(read())

    def test_has_the_same_events_as_the_log(self, room: Room) -> None:
        version = room.ground.snapshot(room.ground.board)["version"]
        room.move_often(8)
        found = self._read(room, f"/stream?after={version}", 8)
        assert found == room.ground.events(room.ground.board, version)

    def test_goes_on_after_the_last_event_that_was_had(self, room: Room) -> None:
        version = room.ground.snapshot(room.ground.board)["version"]
        room.move_often(8)
        found = self._read(room, "/stream?after=0", 3, last_event_id=str(version + 5))
        assert [event["version"] for event in found] == [version + 6, version + 7, version + 8]

    def test_tells_what_happens_while_it_is_open(self, room: Room) -> None:
        version = room.ground.snapshot(room.ground.board)["version"]
        found = self._read(room, f"/stream?after={version}", 3, lambda: room.move_often(3))
        assert [event["version"] for event in found] == [version + 1, version + 2, version + 3]

    def test_too_far_behind_is_refused(self, room: Room) -> None:
        room.move_often(STALE + 1)

        async def scene() -> None:
            async with calling(room.port, room.ground.cast.tokens["agneta"]) as caller:
                answer = await caller.ask("GET", f"/boards/{room.ground.board}/stream?after=0")
                assert (answer.status, answer.json()["code"]) == (410, "behind")

        play(scene)

    def test_ends_where_access_is_lost(self, room: Room) -> None:
        ground = room.ground
        version = ground.snapshot(ground.board)["version"]

        def shut() -> None:
            ground.do(change_board, ground.board, {"restricted": True})
            ground.do(change_card, ground.cards["Boka lokal"], {"title": "Hemligt"})

        found = self._read(room, f"/stream?after={version}", 3, lambda: room.move(1), shut)
        assert [event["type"] for event in found] == ["card.moved"]

"""What 200 viewers see of 20 moves a second, how fast they are back after a restart, and what they weigh."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from tests.benchmarks.client import Connection, watch
from tests.benchmarks.figures import Table, percentile
from tests.benchmarks.seeding import API, Board, colleagues, expect, key, known
from tests.benchmarks.servers import answers

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

    from tests.benchmarks.servers import Server

VIEWERS = 200
PER_SECOND = 20
SECONDS = 20


@dataclass
class Seen:
    """What the viewers have seen of what was sent."""

    sent: dict[str, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    doubled: int = 0
    longest: int = 0


async def measure(table: Table, product: Server, bare: Server, admin: dict[str, str], boards: dict[int, Board]) -> None:
    table.at_most("memory, idle", await _idle(product), "MiB", 110)
    browsers = await colleagues(product, admin, VIEWERS)
    board = boards[1000] = await known(product, admin, boards[1000].id)
    await _idle(product)
    least = await _crowd(bare, {}, [{}] * VIEWERS, board)
    board = boards[1000] = await known(product, admin, boards[1000].id)
    ours = await _crowd(product, admin, browsers, board)
    table.at_most("200 viewers, 20 moves/s, 20 s: lost or doubled", ours["lost"], "", 0)
    table.at_most_times_bare("200 viewers, 20 moves/s: p50", ours["p50"], "ms", bare=least["p50"], times=1.6)
    table.at_most_times_bare("200 viewers, 20 moves/s: p99", ours["p99"], "ms", bare=least["p99"], times=2)
    table.noted("200 viewers, 20 moves/s: server CPU a second", ours["cpu"], "ms", bare=least["cpu"])
    table.at_most("memory, 200 viewers", ours["memory"], "MiB", 150)
    table.at_most("a move's event", ours["bytes"], "bytes", 450)
    board = boards[1000] = await known(product, admin, board.id)
    await _back(table, product, browsers, board)


async def _idle(server: Server) -> float:
    """Start afresh, so that hashing 200 passwords is not counted, and weigh."""
    server.stop()
    server.start()
    await answers(server.port)
    await asyncio.sleep(3)
    return server.memory_mib()


async def _crowd(
    server: Server, mover: dict[str, str], browsers: list[dict[str, str]], board: Board
) -> dict[str, float]:
    sockets = await _enter(server, browsers, board.id, board.version)
    seen = Seen()
    listening = [asyncio.create_task(_listen(socket, seen)) for socket in sockets]
    await asyncio.sleep(1)
    before, started = server.cpu_seconds(), time.perf_counter()
    await _move_steadily(server, mover, board, seen.sent)
    cpu = (server.cpu_seconds() - before) / (time.perf_counter() - started) * 1000
    await asyncio.sleep(1)
    memory = server.memory_mib()
    for task in listening:
        task.cancel()
    await asyncio.gather(*(socket.close() for socket in sockets), *listening, return_exceptions=True)
    return {
        "lost": abs(len(seen.sent) * len(sockets) - len(seen.delays)) + seen.doubled,
        "p50": percentile(seen.delays, 0.5),
        "p99": percentile(seen.delays, 0.99),
        "cpu": cpu,
        "memory": memory,
        "bytes": seen.longest,
    }


async def _enter(server: Server, browsers: list[dict[str, str]], board_id: str, after: int) -> list[ClientConnection]:
    return list(await asyncio.gather(*(watch(server.port, board_id, after, headers) for headers in browsers)))


async def _listen(socket: ClientConnection, seen: Seen) -> None:
    mine: set[str] = set()
    async for frame in socket:
        now = time.perf_counter()
        event = orjson.loads(frame)
        op = event.get("op")
        if event["type"] != "card.moved" or op not in seen.sent:
            continue
        seen.doubled += op in mine
        mine.add(op)
        seen.delays.append((now - seen.sent[op]) * 1000)
        seen.longest = max(seen.longest, len(frame))


async def _move_steadily(server: Server, mover: dict[str, str], board: Board, sent: dict[str, float]) -> None:
    """Send a move each 50 ms, whether or not the one before has been answered."""
    chance = random.Random(11)
    async with Connection(server.port, mover) as one, Connection(server.port, mover) as other:
        lines = [(one, asyncio.Lock()), (other, asyncio.Lock())]
        moving = []
        started = time.perf_counter()
        for number in range(PER_SECOND * SECONDS):
            await asyncio.sleep(max(0.0, started + number / PER_SECOND - time.perf_counter()))
            card_id, wish = board.draw(chance, ("top", "middle", "bottom")[number % 3])
            moving.append(asyncio.create_task(_move(*lines[number % 2], card_id, wish, sent)))
        await asyncio.gather(*moving)


async def _move(
    connection: Connection, turn: asyncio.Lock, card_id: str, wish: dict[str, Any], sent: dict[str, float]
) -> None:
    async with turn:
        operation = key()
        sent[operation["idempotency-key"]] = time.perf_counter()
        expect(await connection.post(f"{API}/cards/{card_id}/moves", wish, **operation), 200, 201)


async def _back(table: Table, server: Server, browsers: list[dict[str, str]], board: Board) -> None:
    """All viewers return in the same moment to a server that has just started."""
    server.stop()
    server.start()
    await answers(server.port)
    started = time.perf_counter()
    sockets = await _enter(server, browsers, board.id, board.version)
    table.at_most("200 viewers back after a restart, catching up", time.perf_counter() - started, "s", 1)
    await asyncio.gather(*(socket.close() for socket in sockets))
    server.stop()
    server.start()
    await answers(server.port)
    started = time.perf_counter()
    await asyncio.gather(*(_reload(server, headers, board) for headers in browsers))
    table.at_most("200 viewers back after a restart, each with a new snapshot", time.perf_counter() - started, "s", 1)


async def _reload(server: Server, headers: dict[str, str], board: Board) -> None:
    async with Connection(server.port, {**headers, "accept-encoding": "gzip"}) as connection:
        expect(await connection.get(f"{API}/boards/{board.id}"), 200)
    await (await watch(server.port, board.id, board.version, headers)).close()

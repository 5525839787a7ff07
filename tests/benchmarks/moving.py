"""What a move costs, alone and among 32 who move at once."""

from __future__ import annotations

import asyncio
import copy
import random
import time
from typing import TYPE_CHECKING, Any

from tests.benchmarks.client import Connection
from tests.benchmarks.figures import Table, median, percentile
from tests.benchmarks.seeding import API, Board, expect, key, known

if TYPE_CHECKING:
    from tests.benchmarks.servers import Server

PLACES = ("top", "middle", "bottom")
MOVES = 60
ROUNDS = 5
CLIENTS = 32
SECONDS = 8


async def measure(table: Table, product: Server, bare: Server, admin: dict[str, str], boards: dict[int, Board]) -> None:
    least = await _alone(bare, {}, copy.deepcopy(boards[1000]), "top")
    costs: dict[tuple[int, str], tuple[float, float, float]] = {}
    for size in (25, 1000, 5000):
        for place in PLACES:
            costs[size, place] = await _alone(product, admin, boards[size], place)
            cpu = costs[size, place][0]
            table.at_most_times_bare(f"move, {size:,} cards, {place}: server CPU", cpu, "ms", bare=least[0], times=8)
    every = [cpu for cpu, _, _ in costs.values()]
    table.at_most("move, dearest against cheapest of these nine", max(every) / min(every), "×", 1.2)
    table.noted("move, 1,000 cards, middle: p50", costs[1000, "middle"][1], "ms", bare=least[1])
    table.noted("move, 1,000 cards, middle: p99", costs[1000, "middle"][2], "ms", bare=least[2])
    boards[1000] = await known(product, admin, boards[1000].id)
    ours, refused = await _crowd(product, admin, boards[1000])
    bare_rate, _ = await _crowd(bare, {}, boards[1000])
    table.at_least_times_bare("moves accepted a second, 32 clients", ours, "/s", bare=bare_rate, times=1 / 8)
    table.at_most("moves refused, 32 clients", refused, "", 0)
    boards[1000] = await known(product, admin, boards[1000].id)


async def _alone(server: Server, headers: dict[str, str], board: Board, place: str) -> tuple[float, float, float]:
    """Server CPU, p50 and p99 in ms; the CPU is the middle one of some rounds."""
    chance = random.Random(7)
    rounds, taken = [], []
    async with Connection(server.port, headers) as connection:
        for _ in range(ROUNDS):
            before = server.cpu_seconds()
            for _ in range(MOVES):
                card_id, wish = board.draw(chance, place)
                answer = expect(await connection.post(f"{API}/cards/{card_id}/moves", wish, **key()), 200, 201)
                taken.append(answer.seconds * 1000)
            rounds.append((server.cpu_seconds() - before) / MOVES * 1000)
    return median(rounds), median(taken), percentile(taken, 0.99)


async def _crowd(server: Server, headers: dict[str, str], board: Board) -> tuple[float, int]:
    """Moves a second and refusals when each client moves cards of its own, between neighbours that stay."""
    anchors = {lane_id: cards[0] for lane_id, cards in board.lanes.items() if cards}
    free = [card_id for cards in board.lanes.values() for card_id in cards[1:]]
    until = time.perf_counter() + SECONDS
    results = await asyncio.gather(
        *(_one_of_many(server, headers, anchors, free[n::CLIENTS], until, seed=n) for n in range(CLIENTS))
    )
    return sum(done for done, _ in results) / SECONDS, sum(refused for _, refused in results)


async def _one_of_many(
    server: Server, headers: dict[str, str], anchors: dict[str, str], cards: list[str], until: float, *, seed: int
) -> tuple[int, int]:
    chance = random.Random(seed)
    done = refused = 0
    async with Connection(server.port, headers) as connection:
        while time.perf_counter() < until:
            lane_id = chance.choice(list(anchors))
            wish: dict[str, Any] = {"lane_id": lane_id}
            place = chance.choice(PLACES)
            if place != "bottom":
                wish["after"] = anchors[lane_id] if place == "middle" else None
            answer = await connection.post(f"{API}/cards/{chance.choice(cards)}/moves", wish, **key())
            done += answer.status < 300
            refused += answer.status >= 300
    return done, refused

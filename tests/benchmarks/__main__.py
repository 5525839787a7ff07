"""Measures the product beside the bare server, in one run."""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import uvloop

from tests.benchmarks import looking, moving, opening, painting, reading, searching, watching
from tests.benchmarks.client import Connection
from tests.benchmarks.figures import HEADING, Table, shown
from tests.benchmarks.seeding import API, Board, plan, set_up
from tests.benchmarks.servers import ROOT, Server, answers, bare, product

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SIZES = (25, 1000, 5000)
PARTS = ("reading", "moving", "watching", "painting", "opening", "looking", "searching")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part", help=" ".join(PARTS))
    asked = parser.parse_args().parts or list(PARTS)
    table = Table()
    if others := [part for part in asked if part != "searching"]:
        uvloop.run(measure(table, others))
    if "searching" in asked:  # on a municipality of its own
        print(HEADING, flush=True)
        uvloop.run(searching.measure(table))
    print(f"\n{HEADING}")
    for row in table.rows:
        print(shown(row))
    table.write(ROOT / "var" / "bench.json")
    missed = [row for row in table.rows if row.reached is False]
    print(f"\n{len(table.rows)} figures, {len(missed)} missed; written to var/bench.json")
    sys.exit(1 if missed else 0)


async def measure(table: Table, parts: list[str]) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="verkstad-bench-")))
        server = stack.enter_context(product(folder))
        await answers(server.port)
        admin = await set_up(server)
        print("Seeding …", flush=True)
        boards = {size: await plan(server, admin, size) for size in SIZES}
        for board in boards.values():
            (folder / f"{board.id}.json").write_bytes(await _bytes(server, admin, board))
        least = stack.enter_context(bare(folder))
        await answers(least.port)
        print(HEADING, flush=True)
        packed = len(gzip.compress((folder / f"{boards[1000].id}.json").read_bytes(), 6))
        if "reading" in parts:
            table.at_most("1,000-card snapshot, compressed", await _packed(server, admin, boards[1000]), "kB", 45)
            table.noted("1,000-card snapshot, as gzip -6 would", packed / 1000, "kB")
        for name, part in _parts(table, server, least, admin, boards).items():
            if name in parts:
                await part()


def _parts(
    table: Table, server: Server, least: Server, admin: dict[str, str], boards: dict[int, Board]
) -> dict[str, Callable[[], Awaitable[None]]]:
    return {
        "reading": lambda: reading.measure(table, server, least, admin, boards),
        "moving": lambda: moving.measure(table, server, least, admin, boards),
        "painting": lambda: painting.measure(table, server, admin, boards),
        "watching": lambda: watching.measure(table, server, least, admin, boards),
        "opening": lambda: opening.measure(table, server, admin, boards),
        "looking": lambda: looking.measure(table, server, admin, boards),
    }


async def _bytes(server: Server, admin: dict[str, str], board: Board) -> bytes:
    async with Connection(server.port, admin) as connection:
        return (await connection.get(f"{API}/boards/{board.id}")).body


async def _packed(server: Server, admin: dict[str, str], board: Board) -> float:
    async with Connection(server.port, {**admin, "accept-encoding": "gzip"}) as connection:
        return len((await connection.get(f"{API}/boards/{board.id}")).body) / 1000


if __name__ == "__main__":
    main()

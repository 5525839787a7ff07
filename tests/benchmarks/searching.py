"""What it costs to find among 20,000 assignments on both databases, while others write; and to count a year of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.benchmarks.client import Connection
from tests.benchmarks.figures import Table, median, percentile
from tests.benchmarks.seeding import API, expect, key, signed_in
from tests.benchmarks.servers import FIRST_PORT, ROOT, Server, answers
from tests.databases import PostgresMissing, database_on, postgres_server
from verkstad.demo.personas import PASSWORD, PERSONAS

if TYPE_CHECKING:
    from collections.abc import Iterator

WHO = ("coordinator", "employee", "resident")
QUERIES = 300
ASKERS = 1
WRITES_A_SECOND = 20
# Filters that let hundreds through of the twenty thousand, by every kind of key, and filters that let through most.
FEW = ("läge:risk -steg:klart", "kompetens", "ansvarig:ingen", "klart:denna-månad")
MANY = ("steg:klart", "-steg:klart", "klart:försenat", "-#3")
# What autovacuum would do by itself is done at the end; the cluster of the tests has none.
FILL = """
from verkstad.demo.large.filling import fill_largely
from verkstad.kernel.migrating import migrate
from verkstad.main import opened_house
from verkstad.settings import Settings

settings = Settings(demo=True)
migrate(settings.database_url)
with opened_house(settings) as house:
    fill_largely(house)
    if not house.database.is_sqlite:
        house.database.write(lambda transaction: transaction.connection.exec_driver_sql("ANALYZE").close())
"""


async def measure(table: Table) -> None:
    """Measure on SQLite, and on PostgreSQL where there is one."""
    with ExitStack() as stack:
        for name, url in _databases(stack):
            print(f"Making a whole municipality on {name} …", flush=True)
            environment = {"VERKSTAD_DATABASE": url}
            await asyncio.to_thread(_fill, environment)
            command = [str(Path(sys.executable).parent / "verkstad"), "demo"]
            with Server("verkstad-large", command, FIRST_PORT + 2, environment) as server:
                await answers(server.port)
                await _measure(table, server, name)


def _fill(environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", FILL], env={**os.environ, **environment}, cwd=ROOT, check=True)


def _databases(stack: ExitStack) -> Iterator[tuple[str, str]]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="verkstad-bench-large-")))
    yield "SQLite", str(folder / "demo.db")
    try:
        running = stack.enter_context(postgres_server())
    except PostgresMissing as missing:
        print(f"skipped: PostgreSQL: {missing}")
        return
    import psycopg  # noqa: PLC0415 - a run on SQLite needs no driver

    with psycopg.connect(running.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE verkstad_large")
    yield "PostgreSQL", database_on(running, "verkstad_large")


async def _measure(table: Table, server: Server, name: str) -> None:
    people = {who: await _enter(server, who) for who in WHO}
    asa = people["coordinator"]
    first = await _taken(server, asa, [f"{API}/statistics?{_year()}"])
    table.at_most(f"{name}: a year's statistics of all plans, the first time", first[0], "ms", 150)
    again = await _taken(server, asa, [f"{API}/statistics?{_year()}"] * 30)
    table.at_most(f"{name}: a year's statistics of all plans, p95", percentile(again, 0.95), "ms", 150)
    words = await _words(server, asa)
    stop = asyncio.Event()
    writing = asyncio.create_task(_write(server, asa, stop))
    for name_of, queries in (("some", FEW), ("thousands", MANY)):
        before = server.cpu_seconds()
        filtered = await _taken(server, asa, [_filtered(query) for query in queries] * 10)
        spent = (server.cpu_seconds() - before) / len(filtered) * 1000
        what = f"{name}: a year's statistics of {name_of} of all assignments while others write"
        table.at_most(f"{what}, p95", percentile(filtered, 0.95), "ms", 150)
        table.noted(f"{what}: server CPU, with the writes meanwhile", spent, "ms")
    for who, headers in people.items():
        before = server.cpu_seconds()
        taken = await _asked(server, headers, words)
        spent = (server.cpu_seconds() - before) / len(taken) * 1000
        table.at_most(f"{name}: search as {who} while others write, p95", percentile(taken, 0.95), "ms", 50)
        table.noted(f"{name}: search as {who} while others write, p50", median(taken), "ms")
        table.noted(f"{name}: search as {who}: server CPU, with the writes meanwhile", spent, "ms")
    titles = random.Random(3).sample(words.titles, 100)
    similar = await _taken(server, asa, [f"{API}/similar?{urlencode({'title': title})}" for title in titles])
    table.at_most(f"{name}: similar assignments while others write, p95", percentile(similar, 0.95), "ms", 50)
    mine = await _taken(server, asa, [f"{API}/mine"] * 50)
    table.noted(f"{name}: one's own assignments while others write, p95", percentile(mine, 0.95), "ms")
    stop.set()
    written = await writing
    table.noted(f"{name}: writes a second meanwhile", written, "/s")


class Words:
    """What there is to ask for: words by how common they are, titles and names."""

    def __init__(self, titles: list[str], names: list[str]) -> None:
        self.titles = titles
        self.names = names
        counted: dict[str, int] = {}
        for title in titles:
            for word in title.lower().split():
                counted[word] = counted.get(word, 0) + 1
        self.common = sorted(counted, key=lambda word: -counted[word])

    def query(self, chance: random.Random) -> str:
        """Write a query: a common or a rare word, a beginning, words of a title, a name and a word, or nonsense."""
        pick = chance.random()
        if pick < 0.25:
            return chance.choice(self.common[:40])
        if pick < 0.5:
            return chance.choice(self.common)
        if pick < 0.65:
            return chance.choice(self.common)[: chance.choice((2, 3, 4))]
        if pick < 0.8:
            return " ".join(chance.choice(self.titles).split()[:3])
        if pick < 0.95:
            return f"{chance.choice(self.names).split()[0]} {chance.choice(self.common[:40])}"
        return f"zzqx{chance.choice(self.common)}"


async def _enter(server: Server, persona: str) -> dict[str, str]:
    email = next(each.email for each in PERSONAS if each.persona == persona)
    async with Connection(server.port, {"origin": f"http://127.0.0.1:{server.port}"}) as connection:
        wish = {"email": email, "password": PASSWORD}
        return signed_in(await connection.post(f"{API}/session", wish, **key()), server.port)


async def _words(server: Server, headers: dict[str, str]) -> Words:
    async with Connection(server.port, headers) as connection:
        boards = (await connection.get(f"{API}/boards")).json()["items"]
        people = (await connection.get(f"{API}/people")).json()["items"]
        titles: list[str] = []
        for board in boards:
            snapshot = (await connection.get(f"{API}/boards/{board['id']}")).json()
            titles += [card["title"] for card in snapshot["cards"]]
    return Words(titles, [person["name"] for person in people])


async def _taken(server: Server, headers: dict[str, str], paths: list[str]) -> list[float]:
    async with Connection(server.port, headers) as connection:
        return [expect(await connection.get(path), 200).seconds * 1000 for path in paths]


async def _asked(server: Server, headers: dict[str, str], words: Words) -> list[float]:
    chance = random.Random(7)
    queries = [f"{API}/search?{urlencode({'q': words.query(chance), 'limit': '20'})}" for _ in range(QUERIES)]
    parts = [queries[nth::ASKERS] for nth in range(ASKERS)]
    taken = await asyncio.gather(*(_taken(server, headers, part) for part in parts))
    return [each for part in taken for each in part]


async def _write(server: Server, headers: dict[str, str], stop: asyncio.Event) -> float:
    """Move cards and write comments at an even pace, and give how many a second it came to."""
    chance = random.Random(11)
    loop = asyncio.get_running_loop()
    started, count = loop.time(), 0
    async with Connection(server.port, headers) as connection:
        board: Any = (await connection.get(f"{API}/boards")).json()["items"][3]
        snapshot = (await connection.get(f"{API}/boards/{board['id']}")).json()
        lanes = [lane["id"] for lane in snapshot["lanes"]]
        while not stop.is_set():
            card = chance.choice(snapshot["cards"])["id"]
            if chance.random() < 0.25:
                path, body = f"{API}/cards/{card}/comments", {"text": f"Mätningen gäller rad {count}."}
            else:
                path, body = f"{API}/cards/{card}/moves", {"lane_id": chance.choice(lanes)}
            expect(await connection.post(path, body, **key()), 200, 201, 409)
            count += 1
            await asyncio.sleep(max(0.0, started + count / WRITES_A_SECOND - loop.time()))
    return count / (loop.time() - started)


def _year() -> str:
    today = dt.datetime.now(tz=dt.UTC).date()
    return urlencode({"from": today - dt.timedelta(days=364), "to": today})


def _filtered(query: str) -> str:
    return f"{API}/statistics?{_year()}&{urlencode({'query': query})}"

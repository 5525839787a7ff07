"""The server is killed in the middle of uploads, again and again: a file is there whole, or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.processes import ServerProcess, calling, lay, new_key
from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.kernel.filing import BEGUN, Folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ground import Ground

# It starts as many servers as it kills, which takes a busy machine minutes; and files lie beside either database.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.sqlite]

ROUNDS = 3
BROKEN = (OSError, asyncio.IncompleteReadError)
SENDERS = 4
SIZE = 4_000_000


class Sender:
    """Sends one file after another to a card of its own, and sends again what it got no answer to."""

    def __init__(self, ground: Ground, number: int) -> None:
        self.ground = ground
        self.chance = random.Random(number)
        self.card = ground.add(f"Uppdrag {number}")
        self.acknowledged: dict[str, bytes] = {}
        self.pending: tuple[str, bytes] | None = None

    async def send(self, port: int) -> None:
        """Send until the server is gone."""
        with contextlib.suppress(*BROKEN):
            async with calling(port, self.ground.cast.tokens["asa"]) as caller:
                while True:
                    if self.pending is None:
                        self.pending = new_key(), self.chance.randbytes(16).hex().encode() * (SIZE // 32)
                    key, content = self.pending
                    answer = await caller.send(f"/cards/{self.card}/files?name={key[:8]}.txt", content, key=key)
                    assert answer.status == 201, answer.body
                    self.acknowledged[answer.json()["id"]] = content
                    self.pending = None


def test_killed_while_uploading(database_url: str, tmp_path: Path) -> None:
    ground = lay(database_url)
    senders = [Sender(ground, number) for number in range(SENDERS)]
    folder = tmp_path / "files"
    server = ServerProcess(database_url, tmp_path / "log", VERKSTAD_FILES=str(folder))
    for seed in range(ROUNDS):
        server.start()
        asyncio.run(_send_until_killed(server, senders, random.Random(seed)))
        _all_whole(ground, folder, senders)
    ground.cast.house.database.close()


async def _send_until_killed(server: ServerProcess, senders: list[Sender], chance: random.Random) -> None:
    """Kill after some answers, however long they take, and a moment more: in the middle of whatever is next."""
    enough = _answered(senders) + chance.randint(2, 3 * SENDERS)
    async with asyncio.timeout(100):
        tasks = [asyncio.create_task(sender.send(server.port)) for sender in senders]
        while _answered(senders) < enough:  # noqa: ASYNC110 - a sender tells nobody
            await asyncio.sleep(0.001)
        await asyncio.sleep(chance.uniform(0, 0.1))
        server.kill()
        await asyncio.gather(*tasks)


def _answered(senders: list[Sender]) -> int:
    return sum(len(sender.acknowledged) for sender in senders)


def _all_whole(ground: Ground, folder: Path, senders: list[Sender]) -> None:
    """Hold every row against its file, every file against its hash, and what was answered against both."""
    rows = ground.cast.house.database.read(lambda connection: connection.execute(select(ATTACHMENT_TABLE)).all())
    files = Folder(folder)
    for row in rows:
        content = files.path_of(row.hash).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (row.hash, row.size)
    kept = {row.id: row.hash for row in rows}
    for sender in senders:
        for made, content in sender.acknowledged.items():
            assert kept[made] == hashlib.sha256(content).hexdigest()
        mine = [row for row in rows if row.card_id == sender.card]
        assert len(mine) <= len(sender.acknowledged) + 1, "a retry was attached twice"
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(BEGUN):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name

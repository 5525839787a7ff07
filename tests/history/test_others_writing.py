"""Another process, such as the command line, writes to the SQLite file that a server remembers from."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from tests.waiting import until
from verkstad.history.recording import Recorder
from verkstad.main import build_house
from verkstad.users.access import USER, Credential, recall_caller
from verkstad.users.events import AccessChanged, own

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor, Cast
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction
    from verkstad.settings import Settings

pytestmark = pytest.mark.sqlite


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"poll_seconds": 0.1})


def _become_guest(house: House, cast: Cast, who: str) -> None:
    def work(transaction: Transaction) -> None:
        recorder = Recorder(transaction, by=None, op="by-another-process", now=house.clock.now())
        recorder.lock(own(cast.ids[who]))
        transaction.connection.execute(update(USER).where(USER.c.id == cast.ids[who]).values(role="guest"))
        recorder.record(own(cast.ids[who]), AccessChanged(what="role"))
        recorder.finish()

    house.database.write(work)


def test_what_is_remembered_is_forgotten(
    actor: Callable[[str], Actor], cast: Cast, board_id: str, settings: Settings
) -> None:
    agneta = actor("agneta")
    for _ in range(3):
        agneta.get(f"/boards/{board_id}")
    elsewhere = build_house(settings)
    _become_guest(elsewhere, cast, "agneta")
    elsewhere.database.close()
    assert until(lambda: agneta.ask("GET", f"/boards/{board_id}").status_code != 200)
    assert agneta.refused("GET", f"/boards/{board_id}") == "not_found"


def test_and_at_the_next_write_at_the_latest(
    actor: Callable[[str], Actor], house: House, cast: Cast, board_id: str, settings: Settings
) -> None:
    amina = actor("amina")
    amina.get(f"/boards/{board_id}")
    credential = Credential.of(cookie=None, authorization=f"Bearer {cast.tokens['amina']}")
    assert recall_caller(house.memory, credential, house.clock.now()) is not None
    elsewhere = build_house(settings)
    _become_guest(elsewhere, cast, "amina")
    elsewhere.database.close()
    assert amina.refused("PATCH", f"/boards/{board_id}", {"name": "Mitt"}) == "may_not"


def test_the_command_line_beside_a_running_server(
    actor: Callable[[str], Actor], board_id: str, settings: Settings
) -> None:
    asa = actor("asa")
    asa.get(f"/boards/{board_id}")
    command = [sys.executable, "-c", "from verkstad.cli import main; main()", "token", "ulf@example.se"]
    made = subprocess.run(
        [*command, "--scope", "write"],
        env={**os.environ, "VERKSTAD_DATABASE": settings.database},
        capture_output=True,
        text=True,
        check=True,
    )
    from tests.cast import Actor  # noqa: PLC0415

    ulf = Actor(asa._client, made.stdout.strip())  # noqa: SLF001 - the same front door
    ulf.post(f"/boards/{board_id}/cards", {"title": "Nytt"})
    assert len(asa.get(f"/boards/{board_id}")["cards"]) == 1


def test_another_who_writes_before_the_first_look_is_noticed(cast: Cast, board_id: str, settings: Settings) -> None:
    from starlette.testclient import TestClient  # noqa: PLC0415

    from tests.cast import Actor  # noqa: PLC0415
    from verkstad.main import create_app  # noqa: PLC0415

    fresh = create_app(settings.model_copy(update={"poll_seconds": 1.0}), clock=cast.house.clock)
    with TestClient(fresh) as client:
        agneta = Actor(client, cast.tokens["agneta"])
        for _ in range(3):
            agneta.get(f"/boards/{board_id}")
        _become_guest(cast.house, cast, "agneta")
        assert until(lambda: agneta.ask("GET", f"/boards/{board_id}").status_code != 200)

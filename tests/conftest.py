"""Fixtures for all: a migrated database of the kind under test, the application on it, and the cast."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from tests.cast import Actor, Cast, StandingClock
from tests.kept import check_answer, read_contract
from verkstad.boards.joining import add_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.main import create_app
from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from verkstad.history.house import House

pytest_plugins = ["tests.databases"]


@pytest.fixture
def clock() -> StandingClock:
    """The time, which stands still."""
    return StandingClock()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """The settings of the house under test."""
    return Settings(database=database_url, threads=12)


@pytest.fixture
def app(settings: Settings, clock: StandingClock) -> Iterator[FastAPI]:
    """The application on a fresh database."""
    application = create_app(settings, clock=clock)
    yield application
    application.state.house.database.close()


@pytest.fixture
def house(app: FastAPI) -> House:
    """The house of the application under test."""
    found: House = app.state.house
    return found


@pytest.fixture
def cast(house: House) -> Cast:
    """Everyone, in an otherwise empty house."""
    return Cast(house).assemble()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """The front door; faults of ours are answered as they would be, and every answer is held against the contract."""
    with TestClient(app, raise_server_exceptions=False) as opened:
        read_contract()
        opened.event_hooks = {"response": [check_answer]}
        yield opened


@pytest.fixture
def actor(client: TestClient, cast: Cast) -> Callable[[str], Actor]:
    """Speak at the front door as one of the cast."""
    return lambda who: Actor(client, cast.tokens[who])


@pytest.fixture
def board_id(cast: Cast) -> str:
    """A plan that Ulf owns, with Amina and the guest Solveig as members."""
    started = cast.act("asa", lambda deed: start_board(deed, BoardIn(name="Planen", owner_id=cast.ids["ulf"])))
    for member in (cast.ids["amina"], cast.ids["solveig"]):
        cast.act("asa", partial(add_member, board_id=started.board_id, user_id=member))
    return started.board_id

"""Fixtures for all: a migrated database of the kind under test, the application on it, and the cast."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from tests.cast import Actor, Cast, StandingClock
from tests.ground import Ground
from tests.kept import check_answer, read_contract
from verkstad.boards.joining import add_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.main import build_house, create_app
from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from tests.databases import Databases
    from verkstad.history.house import House

pytest_plugins = ["tests.databases"]


@pytest.fixture
def clock() -> StandingClock:
    """The time, which stands still."""
    return StandingClock()


@pytest.fixture
def laid_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The URL of a database that holds what the test asks for, laid once and copied for each."""
    asked = request.fixturenames
    url = databases.fresh(lay_ground if "ground" in asked else assemble_cast if "cast" in asked else None)
    yield url
    databases.drop(url)


@pytest.fixture
def settings(laid_url: str) -> Settings:
    """The settings of the house under test."""
    return Settings(database=laid_url, threads=12)


@pytest.fixture
def house(settings: Settings, clock: StandingClock) -> Iterator[House]:
    """A house on a fresh database."""
    built = build_house(settings, clock)
    yield built
    built.database.close()


@pytest.fixture
def app(house: House) -> FastAPI:
    """The application in that house; made only for those who come through its door, since it has many."""
    return create_app(house=house)


@pytest.fixture
def cast(request: pytest.FixtureRequest, databases: Databases, house: House) -> Cast:
    """Everyone, in an otherwise empty house."""
    kept = databases.told(lay_ground).cast if "ground" in request.fixturenames else databases.told(assemble_cast)
    return Cast(house, ids=dict(kept.ids), tokens=dict(kept.tokens))


@pytest.fixture
def ground(databases: Databases, cast: Cast, clock: StandingClock) -> Ground:
    """A plan with five lanes and some cards, and another plan beside it; the clock goes on from when they were laid."""
    return databases.told(lay_ground).again(cast, clock)


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
def lone_actor(app: FastAPI, cast: Cast) -> Callable[[str], Actor]:
    """Speak, where questions are counted, at a door that was never entered: a server does more in its own time."""
    return lambda who: Actor(TestClient(app), cast.tokens[who])


@pytest.fixture
def board_id(cast: Cast) -> str:
    """A plan that Ulf owns, with Amina and the guest Solveig as members."""
    started = cast.act("asa", lambda deed: start_board(deed, BoardIn(name="Planen", owner_id=cast.ids["ulf"])))
    for member in (cast.ids["amina"], cast.ids["solveig"]):
        cast.act("asa", partial(add_member, board_id=started.board_id, user_id=member))
    return started.board_id


def assemble_cast(url: str) -> Cast:
    """Let everyone into an empty house, and close it."""
    house = build_house(Settings(database=url), StandingClock())
    try:
        return Cast(house).assemble()
    finally:
        house.database.close()


def lay_ground(url: str) -> Ground:
    """Let everyone in, lay their plans, and close the house."""
    clock = StandingClock()
    house = build_house(Settings(database=url), clock)
    try:
        return Ground(Cast(house).assemble(), clock, "plan").lay()
    finally:
        house.database.close()

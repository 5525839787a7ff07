"""Fixtures of the browser tests: a real server with the cast in it, and a browser for each of them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.browser.installation import Installation, Server, settle
from tests.browser.plan import Plan
from tests.browser.visitor import PATIENCE, Visitor
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.databases import Databases


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HOW)
    expect.set_options(timeout=PATIENCE)
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.arguments()}


@pytest.fixture(scope="session")
def installation(databases: Databases) -> Iterator[Installation]:
    """A running server in whose database the cast has accounts, sessions and tokens."""
    url = databases.fresh()
    settled = settle(url)
    with Server(["serve"], free_port(), database=url) as server, Installation(server.address, settled) as running:
        yield running
    databases.drop(url)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running demo."""
    database = tmp_path_factory.mktemp("demo") / "demo.db"
    with Server(["demo"], free_port(), database=str(database)) as server:
        yield server


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """A running server that nobody has set up."""
    with Server(["serve"], free_port(), database=str(tmp_path / "empty.db")) as server:
        yield server


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open a browser of its own, with options of Playwright's contexts; closed, and its faults told, afterwards."""
    with ExitStack() as stack:
        yield lambda address, **options: stack.enter_context(Visitor(browser, address, **options))


@pytest.fixture
def enter(visit: Callable[..., Visitor], installation: Installation) -> Callable[..., Visitor]:
    """Open a browser in which one of the cast is signed in."""

    def signed_in(who: str, **options: Any) -> Visitor:
        visitor = visit(installation.address, **options)
        visitor.carry_session(installation.session_of(who))
        return visitor

    return signed_in


@pytest.fixture
def plan(installation: Installation) -> Plan:
    """A plan that Ulf owns, with Amina and the guest Solveig as members, and five assignments."""
    return Plan.start(
        installation, {"Ej påbörjat": ["Kartlägg", "Intervjua"], "Pågår": ["Utred", "Skriv"], "Klart": ["Starta"]}
    )

"""The command line: one server a file, a demo apart from the real thing, and accounts and tokens by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest
from typer.testing import CliRunner

from tests.cast import Cast
from tests.processes import ServerProcess
from verkstad.cli import app as commands
from verkstad.demo.filling import fill
from verkstad.main import build_house
from verkstad.settings import Settings
from verkstad.users.inviting import accept
from verkstad.users.setting_up import set_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typer.testing import Result

    from verkstad.history.house import House

PASSWORD = "en lång mening"


@pytest.fixture
def run(database_url: str) -> Callable[..., Result]:
    """Give a command to `verkstad`, on a database of its own."""

    def give(*words: str, **settings: str) -> Result:
        environment = {"VERKSTAD_DATABASE": database_url, "VERKSTAD_LANGUAGE": "en", **settings}
        return CliRunner().invoke(commands, words, env=environment)

    return give


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    """The house on the same database."""
    built = build_house(Settings(database=database_url, threads=4))
    yield built
    built.database.close()


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[ServerProcess]:
    """A running server on the same database."""
    with ServerProcess(database_url, tmp_path / "log") as started:
        yield started


def started(database: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Start what is expected to end by itself, with a sentence."""
    return subprocess.run(
        [sys.executable, "-c", "from verkstad.cli import main; main()", *words],
        env={**os.environ, "VERKSTAD_DATABASE": database},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_every_command(run: Callable[..., Result]) -> None:
    said = run("--help").output

    for command in ("serve", "demo", "migrate", "user", "token", "backup", "restore"):
        assert command in said


def test_migrate_brings_the_database_up_to_date(run: Callable[..., Result]) -> None:
    result = run("migrate")

    assert result.exit_code == 0
    assert result.output.endswith("is up to date.\n")


def test_an_account_by_hand_gets_a_link_that_lets_its_person_in(run: Callable[..., Result], house: House) -> None:
    result = run("user", "Asa@Example.se", "--name", "Åsa Öberg", "--role", "coordinator")

    path, _, token = result.output.strip().partition("#")
    assert (result.exit_code, path) == (0, "/join")
    assert accept(house, token=token, password=PASSWORD, agent="").user_id
    published = run("user", "ulf@example.se", "--name", "Ulf", VERKSTAD_PUBLIC_URL="https://plan.example.se")
    assert published.output.startswith("https://plan.example.se/join#")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("amina@example.se", "--name", "Amina"), "There is an account with the address amina@example.se already"),
        (("amina", "--name", "Amina"), "Something is filled in wrong: email"),
        (("ny@example.se", "--name", " "), "Something is filled in wrong: name"),
        (("ny@example.se", "--name", "Ny", "--role", "chef"), "role: admin, coordinator, employee, guest"),
    ],
)
def test_an_account_that_cannot_be_made(
    words: tuple[str, ...], sentence: str, run: Callable[..., Result], house: House
) -> None:
    Cast(house).assemble()

    result = run("user", *words)

    assert result.exit_code == 1
    assert sentence in result.stderr


def test_a_token_by_hand(run: Callable[..., Result], house: House, server: ServerProcess) -> None:
    Cast(house).assemble()
    result = run("token", "amina@example.se", "--scope", "write")
    secret = result.output.strip()

    answer = httpx2.get(f"http://localhost:{server.port}/api/v1/session", headers={"Authorization": f"Bearer {secret}"})

    assert answer.json()["scope"] == "write"
    assert answer.json()["person"]["name"] == "Amina Warsame"
    assert run("token", "ingen@example.se").stderr == "It does not exist, or you are not invited to it.\n"
    assert "scope: read, write" in run("token", "amina@example.se", "--scope", "allt").stderr


@pytest.mark.sqlite
def test_a_second_server_on_the_same_file_is_told_what_to_do(
    server: ServerProcess, database_url: str, run: Callable[..., Result]
) -> None:
    second = started(database_url, "serve", "--port", "0")

    assert second.returncode == 1
    assert second.stderr.startswith(f"Another server has {database_url}. Stop it first")
    assert run("migrate").exit_code == 0  # the command line may go on beside the server
    server.kill()
    server.start()  # a file whose server was killed is free again


def test_the_first_start_shows_a_code_and_later_ones_none(server: ServerProcess, house: House, tmp_path: Path) -> None:
    said = server.said()
    assert "Nobody is here yet." in said
    address, _, code = next(line for line in said.splitlines() if "/setup#" in line).strip().partition("#")
    assert address == f"http://localhost:{server.port}/setup"
    set_up(
        house,
        code=code,
        administration="Förvaltningen",
        name="Daniel Quist",
        email="daniel@example.se",
        password=PASSWORD,
        language="sv",
        agent="",
    )
    server.kill()

    with ServerProcess(house.settings.database, tmp_path / "again") as again:
        assert "/setup#" not in again.said()
        assert f"Verkstad answers at http://localhost:{again.port}" in again.said()


def test_a_demo_leaves_a_real_database_alone(house: House, database_url: str) -> None:
    Cast(house).assemble()

    refused = started(database_url, "demo", "--port", "0")

    assert refused.returncode == 1
    assert "is not a demo, and is left alone." in refused.stderr


def test_serve_does_not_open_a_demo_to_the_world(database_url: str, house: House) -> None:
    fill(house)

    refused = started(database_url, "serve", "--port", "0")

    assert refused.returncode == 1
    assert "is a demo. Start it with `verkstad demo`" in refused.stderr

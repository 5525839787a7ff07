"""The command line: serve, demo, migrate, user, token, backup, restore."""

import logging
import os
import sys
from pathlib import Path
from typing import IO, Annotated, Any, NoReturn

import typer

from verkstad.settings import Settings

DEMO_DATABASE = "var/demo.db"
# Apart from the other, so that neither takes the place of the other.
LARGE_DATABASE = "var/large/demo.db"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Verkstad turns action plans into work that everyone can see.",
)

Port = Annotated[int, typer.Option(help="The port to answer on.")]
Host = Annotated[str, typer.Option(help="The address to answer on.")]


@app.command()
def serve(port: Port = 8000, host: Host = "127.0.0.1") -> None:
    """Serve the installation, after bringing its database up to date."""
    settings = Settings()
    lock = _prepare(settings)
    from verkstad.users.setting_up import print_code

    application = _application(settings)
    if _is_demo(application.state.house):
        _stop(f"{settings.database} is a demo. Start it with `verkstad demo`, or set VERKSTAD_DATABASE to another one.")
    code = print_code(application.state.house)
    address = settings.public_url or f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104
    if code is None:
        _say(f"Verkstad answers at {address}")
    else:
        _say(f"Nobody is here yet. Open this address to make the first administrator:\n\n  {address}/setup#{code}\n")
    _run(application, host=host, port=port)
    del lock


@app.command()
def demo(
    port: Port = 8000,
    *,
    large: Annotated[
        bool, typer.Option("--large", help="A whole municipality: 40 plans, 20,000 assignments, 500 people.")
    ] = False,
) -> None:
    """Serve the invented administration, on this machine only, from a database of its own."""
    kept_in = os.environ.get("VERKSTAD_DATABASE", LARGE_DATABASE if large else DEMO_DATABASE)
    settings = Settings(demo=True, database=kept_in)
    lock = _prepare(settings)
    from verkstad.demo.filling import fill
    from verkstad.demo.large.filling import fill_largely
    from verkstad.users.setting_up import is_setup_needed

    application = _application(settings)
    house = application.state.house
    if not _is_demo(house):
        if not house.database.read(is_setup_needed):
            _stop(f"{settings.database} is not a demo, and is left alone. Set VERKSTAD_DATABASE to another database.")
        if large:
            _say(f"Making a whole municipality in {settings.database}, which takes a minute or two …")
        (fill_largely if large else fill)(house)
    _say(f"The demo is at\n\n  http://localhost:{port}/\n")
    _run(application, host="127.0.0.1", port=port)
    del lock


@app.command()
def migrate() -> None:
    """Bring the database up to date and stop."""
    settings = Settings()
    _migrate(settings)
    _say(f"{settings.database} is up to date.")


@app.command()
def user(
    email: Annotated[str, typer.Argument(help="The person's e-mail address, with which they sign in.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[str, typer.Option(help="admin, coordinator, employee or guest.")] = "employee",
    administration: Annotated[
        str, typer.Option(help="The administration, made where there is none.")
    ] = "Förvaltningen",
) -> None:
    """Make an account and print the one-time link with which its person chooses a password."""
    settings = Settings()
    _migrate(settings)
    from verkstad.kernel.problems import Problem
    from verkstad.main import opened_house
    from verkstad.users.by_hand import add_account

    try:
        with opened_house(settings) as house:
            link = add_account(house, email=email, name=name, role=role, administration=administration)
    except Problem as problem:
        _stop(_detail(problem, settings))
    _say(f"{settings.public_url or ''}{link}")


@app.command()
def token(
    email: Annotated[str, typer.Argument(help="Whose token it is.")],
    name: Annotated[str, typer.Option(help="What it is for.")] = "command line",
    scope: Annotated[str, typer.Option(help="read or write.")] = "read",
) -> None:
    """Make a personal access token and print it, once."""
    settings = Settings()
    _migrate(settings)
    from verkstad.kernel.problems import Problem
    from verkstad.main import opened_house
    from verkstad.users.by_hand import add_token

    try:
        with opened_house(settings) as house:
            secret = add_token(house, email=email, name=name, scope=scope)
    except Problem as problem:
        _stop(_detail(problem, settings))
    _say(secret)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it, as verkstad-2026-11-21.tar.gz.")],
) -> None:
    """Write database and files into one file, while the server runs."""
    settings = Settings()
    from verkstad.backup.archive import BackupRefused
    from verkstad.backup.taking import take
    from verkstad.kernel.clock import Clock, written
    from verkstad.kernel.database import Database
    from verkstad.kernel.filing import Folder
    from verkstad.kernel.migrating import is_laid

    if not is_laid(settings.database_url):
        _stop(f"There is no installation in {settings.database}.")
    database = Database(settings.database_url, threads=2)
    try:
        made = take(database, Folder(settings.files_folder), file, made_at=written(Clock().now()))
    except BackupRefused as refused:
        _stop(str(refused))
    finally:
        database.close()
    _say(f"{file}: {made.rows} rows of {len(made.tables)} tables, {len(made.files)} files.")
    if made.missing:
        _stop(f"{len(made.missing)} files are missing in {settings.files_folder}:\n" + "\n".join(made.missing))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Fill an empty installation from a backup, and check what is there then."""
    settings = Settings()
    from verkstad.backup.archive import BackupRefused
    from verkstad.backup.restoring import restore as bring_back
    from verkstad.kernel.filing import Folder

    lock = _hold(settings)
    try:
        found = bring_back(settings.database_url, Folder(settings.files_folder), file)
    except BackupRefused as refused:
        _stop(str(refused))
    _say(
        f"{settings.database} has everything of {file}. Checked: {found.rows} rows of {found.tables} tables; "
        f"{found.streams} streams with {found.events} events, none missing; {found.keys} foreign keys; "
        f"{found.files} files by their hash."
    )
    if found.missing:
        _stop(f"{len(found.missing)} files were missing already when it was made:\n" + "\n".join(found.missing))
    del lock


def _detail(problem: object, settings: Settings) -> str:
    import json

    return str(json.loads(problem.body(settings.language))["detail"])  # type: ignore[attr-defined]


def _prepare(settings: Settings) -> IO[str] | None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    lock = _hold(settings)
    _migrate(settings)
    return lock


def _hold(settings: Settings) -> IO[str] | None:
    from verkstad.kernel.database import FileTaken, take_file

    try:
        return take_file(settings.database_url)
    except FileTaken:
        _stop(
            f"Another server has {settings.database}. Stop it first; or give this one a database of its own with "
            "VERKSTAD_DATABASE; or use PostgreSQL, which many servers may share."
        )


def _migrate(settings: Settings) -> None:
    from verkstad.kernel.migrating import migrate as bring_up_to_date

    bring_up_to_date(settings.database_url)


def _application(settings: Settings):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from verkstad.main import create_app

    return create_app(settings)


def _is_demo(house) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from verkstad.demo.filling import is_filled

    return bool(house.database.read(is_filled))


def _run(application, *, host: str, port: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    import uvicorn

    uvicorn.run(application, host=host, port=port, **served())


def served() -> dict[str, Any]:
    """Say how we are served; small messages in, no compression of what is said once to many."""
    from verkstad.kernel.connection import Connection

    return {
        "loop": "uvloop",
        "http": Connection,
        "ws": "websockets-sansio",
        "ws_per_message_deflate": False,
        "ws_max_size": 65_536,
        "proxy_headers": False,  # the guard believes our own proxy, and nobody further out
        "server_header": False,
        "access_log": False,
        "log_level": "warning",
        # Longer than proxies keep a silent line (nginx: 60 s): who closes first must be the one that asks, or a
        # change meets a line that is just being closed, and nobody may send it twice without knowing.
        "timeout_keep_alive": 75,
        "timeout_graceful_shutdown": 3,
    }


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _stop(text: str) -> NoReturn:
    sys.stderr.write(f"{text}\n")
    raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()

"""Databases for tests: templates made once, a fresh copy for every test, SQLite or PostgreSQL.

`VERKSTAD_TEST_ON` says which (`sqlite` when unset). PostgreSQL is a temporary cluster of our own, or the
server that `VERKSTAD_TEST_POSTGRES` names. tests/conftest.py loads this file as a plugin.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

HOW = (
    "install PostgreSQL (Debian, Ubuntu: apt-get install postgresql) or set VERKSTAD_TEST_POSTGRES "
    "to postgresql+psycopg://user:password@host/postgres of a server that may create databases"
)


T = TypeVar("T")
Furnish = Callable[[str], T]
"""Puts things into the database of that URL, leaves nothing open, and says what is there."""


class PostgresMissing(Exception):
    """PostgreSQL can be neither found nor started; says how to get it."""


class Databases(Protocol):
    """Where fresh databases come from."""

    def fresh(self, furnish: Furnish[Any] | None = None) -> str:
        """Make a migrated database, empty or a copy of one that `furnish` was let into once, and give its URL."""
        ...

    def told(self, furnish: Furnish[T]) -> T:
        """Give what `furnish` said of the database that it furnished."""
        ...

    def drop(self, url: str) -> None:
        """Remove a database that `fresh` made."""
        ...


def kind() -> str:
    """What this run tests on: `sqlite` or `postgresql`."""
    return os.environ.get("VERKSTAD_TEST_ON", "sqlite")


def nothing_may_be_skipped() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("VERKSTAD_REQUIRE_ALL") == "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, rather than skip, what only the other database can show, and what has been shown without any."""
    left_out = [item for item in items if _is_of_the_other(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _is_of_the_other(item)]


def _is_of_the_other(item: pytest.Item) -> bool:
    if kind() == "sqlite":
        return item.get_closest_marker("postgres") is not None
    asked: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("sqlite") is not None or "databases" not in asked


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Fresh databases of the kind under test."""
    if kind() == "sqlite":
        with tempfile.TemporaryDirectory(prefix="verkstad-db-", dir=_in_memory()) as folder:
            yield SqliteFiles(Path(folder))
        return
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server())
        except PostgresMissing as missing:
            if nothing_may_be_skipped():
                pytest.fail(str(missing))
            pytest.skip(str(missing))
        os.environ.setdefault("VERKSTAD_FILES", str(tmp_path_factory.mktemp("files")))
        yield stack.enter_context(PostgresDatabases(server))


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The URL of a fresh, migrated database that goes away after the test."""
    url = databases.fresh()
    yield url
    databases.drop(url)


class SqliteFiles:
    """Copies of files that were made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[Furnish[Any] | None, tuple[Path, Any]] = {}

    def fresh(self, furnish: Furnish[Any] | None = None) -> str:
        path = self._new_path()
        shutil.copyfile(self._template(furnish)[0], path)
        return f"sqlite:///{path}"

    def told(self, furnish: Furnish[T]) -> T:
        said: T = self._template(furnish)[1]
        return said

    def drop(self, url: str) -> None:
        path = Path(url.removeprefix("sqlite:///"))
        for leftover in path.parent.glob(path.name + "*"):
            leftover.unlink()

    def _template(self, furnish: Furnish[Any] | None) -> tuple[Path, Any]:
        if furnish not in self._templates:
            path = self._new_path()
            if furnish is None:
                _migrate(f"sqlite:///{path}")
                said = None
            else:
                shutil.copyfile(self._template(None)[0], path)
                said = furnish(f"sqlite:///{path}")
            _fold_log_into(path)
            self._templates[furnish] = path, said
        return self._templates[furnish]

    def _new_path(self) -> Path:
        return self._folder / f"{secrets.token_hex(6)}.db"


class PostgresDatabases:
    """Databases copied by the server from templates that were made once."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._templates: dict[Furnish[Any] | None, tuple[str, Any]] = {}
        self._open = contextlib.ExitStack()
        self._connection: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name, _said in self._templates.values():
            self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._open.close()

    def fresh(self, furnish: Furnish[Any] | None = None) -> str:
        return self._copy_of(self._template(furnish)[0])

    def told(self, furnish: Furnish[T]) -> T:
        said: T = self._template(furnish)[1]
        return said

    def drop(self, url: str) -> None:
        self._say(f'DROP DATABASE IF EXISTS "{_name_in(url)}" WITH (FORCE)')

    def empty(self) -> str:
        """Make a database without any tables, for the migrations' own check."""
        name = f"verkstad_test_{secrets.token_hex(6)}"
        self._say(f'CREATE DATABASE "{name}"')
        return database_on(self._server, name)

    def _template(self, furnish: Furnish[Any] | None) -> tuple[str, Any]:
        if furnish not in self._templates:
            if furnish is None:
                url, said = self.empty(), None
                _migrate(url)
            else:
                url = self._copy_of(self._template(None)[0])
                said = furnish(url)
            self._templates[furnish] = _name_in(url), said
        return self._templates[furnish]

    def _copy_of(self, template: str) -> str:
        name = f"verkstad_test_{secrets.token_hex(6)}"
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{self._strategy()}')
        return database_on(self._server, name)

    def _strategy(self) -> str:
        """Copy files where a server has learnt to copy page by page: ours never flushes, so files cost half."""
        with_pages = 150_000
        return " STRATEGY file_copy" if self._connected().info.server_version >= with_pages else ""

    def _say(self, statement: str) -> None:
        connection = self._connected()
        try:
            connection.execute(statement.encode())
        except BaseException:  # a test that took too long is stopped in the middle of this; the next one begins anew
            connection.close()
            self._connection = None
            raise

    def _connected(self) -> psycopg.Connection[Any]:
        import psycopg  # noqa: PLC0415 - a run on SQLite needs no driver

        if self._connection is None:
            address = self._server.replace("+psycopg", "")
            self._connection = self._open.enter_context(psycopg.connect(address, autocommit=True))
        return self._connection


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server: the one named, or a temporary cluster that ends with the block."""
    named = os.environ.get("VERKSTAD_TEST_POSTGRES")
    if named:
        yield named
        return
    binaries = find_postgres()
    if binaries is None:
        raise PostgresMissing(f"PostgreSQL is missing: {HOW}.")
    with _temporary_cluster(binaries) as server:
        yield server


def _in_memory() -> str | None:
    """Give a folder that lies in memory, where the system has one with room: a fresh database costs a third there."""
    memory = Path("/dev/shm")  # noqa: S108 - only as the place for a folder of our own
    with contextlib.suppress(OSError):
        if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3:
            return str(memory)
    return None


def find_postgres() -> Path | None:
    """The folder of the newest installed server's programs, or None."""
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if installed:
        return max(installed, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path and shutil.which("pg_ctl") else None


@contextlib.contextmanager
def _temporary_cluster(binaries: Path) -> Iterator[str]:
    # A short path: a socket's may have 107 characters.
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 - mkdtemp makes it ours
    folder = Path(tempfile.mkdtemp(prefix="verkstad-pg-", dir=_in_memory() or short))
    as_owner = _owner(folder)
    try:
        _make_cluster(binaries, folder / "data", as_owner)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(folder),
            "max_connections": "400",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "autovacuum": "off",
            "max_wal_size": "256MB",
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        control = [str(binaries / "pg_ctl"), "-D", str(folder / "data")]
        _run([*control, "-l", str(folder / "log"), "-w", "-o", options, "start"], as_owner)
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], as_owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> dict[str, Any]:
    """Whom to run PostgreSQL as: it refuses root, so root hands over to `postgres`, else to `nobody`."""
    if os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - exists on POSIX only

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(folder, user.pw_uid, user.pw_gid)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise PostgresMissing(f"PostgreSQL does not run as {getpass.getuser()}: {HOW}.")


def _make_cluster(binaries: Path, data: Path, as_owner: dict[str, Any]) -> None:
    start = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres"]
    start += ["--auth=trust", "--encoding=UTF8", "--no-sync"]
    try:
        # Swedish collation, as a municipality has it: an order that must be bytewise shows itself here.
        _run([*start, "--locale=C", "--locale-provider=icu", "--icu-locale=sv-SE"], as_owner)
    except PostgresMissing:
        shutil.rmtree(data, ignore_errors=True)
        _run([*start, "--locale=C"], as_owner)


def _run(command: list[str], as_owner: dict[str, Any]) -> None:
    # To a file and not a pipe: the server inherits it and would hold a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False, **as_owner
        )
        if done.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            raise PostgresMissing(f"PostgreSQL could not be started by {Path(command[0]).name}: {said}\n{HOW}.")


def database_on(server: str, name: str) -> str:
    """The URL of another database of the same server."""
    base, question, parameters = server.partition("?")
    return f"{base.rpartition('/')[0]}/{name}{question}{parameters}"


def _name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _migrate(url: str) -> None:
    from verkstad.kernel.migrating import migrate  # noqa: PLC0415 - scripts use this file without the product

    migrate(url)


def _fold_log_into(path: Path) -> None:
    """Leave nothing in a write-ahead log that a plain copy of the file would miss."""
    import sqlite3  # noqa: PLC0415 - a run on PostgreSQL needs none

    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

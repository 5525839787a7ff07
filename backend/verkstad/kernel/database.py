"""One call to read, one call to write; nothing else holds a transaction, a lock or a connection."""

import fcntl
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

POOL_WAIT_SECONDS = 30
WRITE_TRIES = 5
RETRIED_STATES = {"40001", "40P01"}


class Recorded(NamedTuple):
    """What an event was about: its stream, kind and subject, and its body as JSON."""

    stream: str
    kind: str
    subject: str | None
    body: str


class Transaction:
    """One write in progress: its connection, the streams that it moves forward, and what it tells of them.

    `told` is (stream, version, kind, bytes) for each event, so that this process need not read it back; `recorded` is
    what each was about, for what must be in step with it before anybody sees either.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.moved: dict[str, int] = {}
        self.told: list[tuple[str, int, str, bytes]] = []
        self.recorded: list[Recorded] = []


class Database:
    """An SQLite file with one writer, or a PostgreSQL database with as many as there are processes."""

    def __init__(self, url: str, *, threads: int = 24) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._lock = threading.Lock()
        self._data_version: int | None = None
        self._before_commit: list[Callable[[Transaction], None]] = []
        self._on_commit: list[Callable[[Transaction], None]] = []
        self._on_overwrite: list[Callable[[], None]] = []
        if self.is_sqlite:
            Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
            self._readers = _sqlite_engine(url, begin="BEGIN", size=threads)
            self._writers = _sqlite_engine(url, begin="BEGIN IMMEDIATE", size=1)
        else:
            self._readers = _postgres_engine(url, size=threads, isolation_level="REPEATABLE READ")
            self._writers = _postgres_engine(url, size=threads)
        self._writer: Connection | None = None

    def before_commit(self, projection: Callable[[Transaction], None]) -> None:
        """Call `projection` at the end of each transaction that recorded something, inside it."""
        self._before_commit.append(projection)

    def on_commit(self, listener: Callable[[Transaction], None]) -> None:
        """Call `listener` after each commit that moved a stream, by the thread that made it."""
        self._on_commit.append(listener)

    def on_overwrite(self, listener: Callable[[], None]) -> None:
        """Call `listener` when another process has written to the SQLite file."""
        self._on_overwrite.append(listener)

    def read(self, look: Callable[[Connection], T]) -> T:
        """Run `look` on one consistent state and let go of the connection; takes no lock."""
        with self._readers.connect() as connection, connection.begin():
            return look(connection)

    def write(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, commit, and only then ring the bell; a raised refusal changes nothing."""
        if self.is_sqlite:
            return self._write_alone(act)
        for attempt in range(1, WRITE_TRIES + 1):
            try:
                return self._write_among_others(act)
            except DBAPIError as error:
                if attempt == WRITE_TRIES or getattr(error.orig, "sqlstate", None) not in RETRIED_STATES:
                    raise
        raise AssertionError

    def notice_others(self) -> None:
        """Look whether another process, such as the command line, has written to the SQLite file."""
        if self.is_sqlite and self._lock.acquire(blocking=False):
            try:
                self._compare_data_version(self._one_writer())
            finally:
                self._lock.release()

    def close(self) -> None:
        """Let go of every connection."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
        self._readers.dispose()
        self._writers.dispose()

    def _write_alone(self, act: Callable[[Transaction], T]) -> T:
        with self._lock:
            connection = self._one_writer()
            with connection.begin():
                self._compare_data_version(connection)
                transaction = Transaction(connection)
                result = act(transaction)
                self._project(transaction)
            self._ring(transaction)
        return result

    def _write_among_others(self, act: Callable[[Transaction], T]) -> T:
        with self._writers.connect() as connection, connection.begin():
            transaction = Transaction(connection)
            result = act(transaction)
            self._project(transaction)
        self._ring(transaction)
        return result

    def _one_writer(self) -> Connection:
        if self._writer is None:
            self._writer = self._writers.connect()
        return self._writer

    def _compare_data_version(self, connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        seen = driver.execute("PRAGMA data_version").fetchone()[0]
        if self._data_version not in (None, seen):
            for listener in self._on_overwrite:
                listener()
        self._data_version = seen

    def _project(self, transaction: Transaction) -> None:
        if transaction.recorded:
            for projection in self._before_commit:
                projection(transaction)

    def _ring(self, transaction: Transaction) -> None:
        if transaction.moved:
            for listener in self._on_commit:
                listener(transaction)


def _sqlite_engine(url: str, *, begin: str, size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own transactions open at the first write, after the read: that loses updates.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres_engine(url: str, *, size: int, **options: Any) -> Engine:
    return create_engine(
        url, pool_size=size, max_overflow=0, pool_timeout=POOL_WAIT_SECONDS, pool_pre_ping=True, **options
    )


class FileTaken(Exception):
    """Another server has the SQLite file."""


def take_file(url: str) -> IO[str] | None:
    """Hold the SQLite file for one server while the returned handle lives; PostgreSQL needs no such thing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    path = Path(f"{parsed.database}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise FileTaken(str(parsed.database)) from error
    return handle

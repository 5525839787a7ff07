"""Restoring a backup into an empty installation, of the same kind of database or the other."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson
from sqlalchemy import Connection, Table, create_engine, delete, func, insert, inspect, pool, select, text, update

from verkstad.backup.archive import (
    END,
    FILES,
    FORMAT,
    MANIFEST,
    PIECE,
    TABLES,
    BackupRefused,
    Manifest,
    digest_of,
    parts,
    told_in_words,
)
from verkstad.backup.checking import Report, check_files, check_rows
from verkstad.backup.reflecting import ALEMBIC, drop_derived, in_order, revision_of, tables_of
from verkstad.kernel.database import Database
from verkstad.kernel.filing import Folder
from verkstad.kernel.migrating import latest_revision, migrate
from verkstad.search.filling import fill

ROWS_AT_A_TIME = 1000
# What an installation has before anybody is in it.
OF_NOBODY = frozenset({"installation", "attempt"})
_DIGEST = re.compile(r"[0-9a-f]{64}")


def restore(url: str, files: Folder, source: Path) -> Report:
    """Read and prove a whole backup, fill the empty database, bring it up to date, and check all that is there now."""
    if not source.is_file():
        raise BackupRefused(f"There is no file {source}.")
    _must_be_empty(url)
    with tempfile.TemporaryDirectory(prefix="verkstad-restore-") as place:
        with told_in_words(source):
            manifest = _unpack(source, Path(place), files)
        _lay_tables(url, manifest.revision)
        database = Database(url, threads=2)
        try:
            database.write(lambda transaction: _fill(transaction.connection, manifest, Path(place)))
            migrate(url)
            fill(database)
            report = database.read(lambda connection: check_rows(connection, manifest.streams))
        finally:
            database.close()
    report.rows, report.tables, report.missing = manifest.rows, len(manifest.tables), manifest.missing
    report.files = check_files(files, manifest.files)
    return report


def _must_be_empty(url: str) -> None:
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        with engine.connect() as connection:
            taken = [
                name
                for name, table in tables_of(connection).items()
                if name not in OF_NOBODY and connection.execute(select(func.count()).select_from(table)).scalar_one()
            ]
    finally:
        engine.dispose()
    if taken:
        raise BackupRefused(
            "There is an installation here already, and it is left alone. A backup is restored into an empty one: name "
            "another database with VERKSTAD_DATABASE."
        )


def _unpack(source: Path, place: Path, files: Folder) -> Manifest:
    """Prove every part by its hash; only then is anything done with it."""
    every = parts(source)
    name, content = next(every, ("", None))
    if name != MANIFEST or content is None:
        raise ValueError("it has no manifest")
    said = content.read()
    manifest = Manifest.model_validate_json(said)
    if manifest.format != FORMAT or manifest.revision > latest_revision():
        raise BackupRefused(f"{source} was made by a newer Verkstad than this one. Install that first.")
    expected = [f"{TABLES}{name}.jsonl" for name in manifest.tables] + [f"{FILES}{each}" for each in manifest.files]
    for wanted, (name, content) in zip([*expected, END], every, strict=True):
        if name != wanted:
            raise ValueError(f"{wanted} is missing")
        if name == END:
            _must_be(digest_of(said), content.read().decode(), MANIFEST)
        elif name.startswith(TABLES):
            table = name.removeprefix(TABLES).removesuffix(".jsonl")
            _must_be(_copy(content, place / _plain(table)), manifest.tables[table].digest, name)
        else:
            digest = name.removeprefix(FILES)
            _must_be(files.add(content), digest if _DIGEST.fullmatch(digest) else "", name)
    return manifest


def _plain(table: str) -> str:
    if not re.fullmatch(r"[a-z_]+", table):
        raise ValueError(table)
    return table


def _copy(content: IO[bytes], path: Path) -> str:
    hashed = hashlib.sha256()
    with path.open("wb") as file:
        while piece := content.read(PIECE):
            file.write(piece)
            hashed.update(piece)
    return hashed.hexdigest()


def _must_be(found: str, wanted: str, what: str) -> None:
    if found != wanted:
        raise ValueError(f"{what} has been changed")


def _lay_tables(url: str, revision: str) -> None:
    """Make the tables as they were when the backup was taken; empty ones of another revision give way."""
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        with engine.begin() as connection:
            if inspect(connection).has_table(ALEMBIC) and revision_of(connection) != revision:
                drop_derived(connection)
                for table in reversed(in_order(tables_of(connection))[0]):
                    connection.execute(text(f'DROP TABLE "{table.name}"' + _cascade(connection)))
                connection.execute(text(f"DROP TABLE {ALEMBIC}"))
    finally:
        engine.dispose()
    migrate(url, revision)


def _cascade(connection: Connection) -> str:
    return " CASCADE" if connection.dialect.name == "postgresql" else ""


def _fill(connection: Connection, manifest: Manifest, place: Path) -> None:
    tables = tables_of(connection)
    if set(tables) != set(manifest.tables):
        raise BackupRefused("The backup has other tables than its revision, and nothing was restored.")
    for name in OF_NOBODY & set(tables):
        connection.execute(delete(tables[name]))
    order, waiting = in_order(tables)
    for table in order:
        _fill_table(connection, table, place / table.name, waiting[table.name])
    for table in order:
        _point(connection, table, place / table.name, waiting[table.name])
    for name, table in tables.items():
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if count != manifest.tables[name].rows:
            raise BackupRefused(f"{name} has {count} rows instead of {manifest.tables[name].rows}.")
    check_rows(connection, manifest.streams)


def _fill_table(connection: Connection, table: Table, path: Path, waiting: set[str]) -> None:
    blank = dict.fromkeys(waiting)
    for rows in _lines(path):
        connection.execute(insert(table), [{**row, **blank} for row in rows])


def _point(connection: Connection, table: Table, path: Path, waiting: set[str]) -> None:
    """Fill in, now that everything is there, what points at rows that came later."""
    if not waiting:
        return
    (key,) = table.primary_key.columns
    for rows in _lines(path):
        for row in rows:
            values = {name: row[name] for name in waiting if row[name] is not None}
            if values:
                connection.execute(update(table).where(key == row[key.name]).values(**values))


def _lines(path: Path) -> Iterator[list[dict[str, Any]]]:
    with path.open("rb") as file:
        rows: list[dict[str, Any]] = []
        for line in file:
            rows.append(orjson.loads(line))
            if len(rows) == ROWS_AT_A_TIME:
                yield rows
                rows = []
    if rows:
        yield rows

"""Taking a backup while the server runs and people write: rows of one moment, then the files that they name."""

import gzip
import hashlib
import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Table, select

from verkstad.backup.archive import (
    END,
    FILES,
    FORMAT,
    MANIFEST,
    TABLES,
    BackupRefused,
    Manifest,
    TableEntry,
    digest_of,
    put,
    put_bytes,
)
from verkstad.backup.reflecting import revision_of, tables_of
from verkstad.kernel.database import Database
from verkstad.kernel.filing import Files

ROWS_AT_A_TIME = 1000
COMPRESSION = 6


def take(database: Database, files: Files, target: Path, *, made_at: str) -> Manifest:
    """Write a backup beside its place and put it there when it is whole; only its owner can read it."""
    if target.exists():
        raise BackupRefused(f"{target} is there already, and is left alone. Choose another name.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(prefix=".verkstad-backup-", dir=target.parent) as place:
        folder = Path(place)
        manifest = database.read(lambda connection: _write_rows(connection, files, folder, made_at))
        _pack(manifest, files, folder, folder / "whole")
        (folder / "whole").rename(target)
    return manifest


def _write_rows(connection: Connection, files: Files, folder: Path, made_at: str) -> Manifest:
    """Write every table down, from one snapshot of the database; files never change, so they may be copied after it."""
    tables = tables_of(connection)
    entries = {name: _write_table(connection, table, folder / name) for name, table in tables.items()}
    clock = tables["stream_clock"]
    streams = connection.execute(select(clock.c.stream, clock.c.version).order_by(clock.c.stream))
    named = _named_files(connection, tables)
    return Manifest(
        format=FORMAT,
        made_at=made_at,
        revision=revision_of(connection),
        tables=entries,
        streams={row.stream: row.version for row in streams},
        files=[digest for digest in named if files.has(digest)],
        missing=[digest for digest in named if not files.has(digest)],
    )


def _write_table(connection: Connection, table: Table, path: Path) -> TableEntry:
    rows, hashed, names = 0, hashlib.sha256(), [str(column.name) for column in table.columns]
    found = connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    with path.open("wb") as file:
        for part in found.partitions():
            lines = b"".join(_line(names, row) for row in part)
            file.write(lines)
            hashed.update(lines)
            rows += len(part)
    return TableEntry(rows=rows, digest=hashed.hexdigest())


def _line(names: list[str], row: Any) -> bytes:
    return orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE)


def _named_files(connection: Connection, tables: dict[str, Table]) -> list[str]:
    table = tables.get("attachment")
    if table is None:
        return []
    found = connection.execute(select(table.c.hash, table.c.preview_hash).where(table.c.hash.is_not(None)))
    return sorted({digest for row in found for digest in row if digest is not None})


def _pack(manifest: Manifest, files: Files, folder: Path, whole: Path) -> None:
    said = manifest.model_dump_json(indent=2).encode()
    with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with (
            gzip.GzipFile(fileobj=file, mode="wb", compresslevel=COMPRESSION, mtime=0) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w") as tar,
        ):
            put_bytes(tar, MANIFEST, said)
            for name in manifest.tables:
                _put_file(tar, f"{TABLES}{name}.jsonl", folder / name)
            for digest in manifest.files:
                _put_file(tar, f"{FILES}{digest}", files.path_of(digest))
            put_bytes(tar, END, digest_of(said).encode())
        file.flush()
        os.fsync(file.fileno())


def _put_file(tar: tarfile.TarFile, name: str, path: Path) -> None:
    with path.open("rb") as content:
        put(tar, name, content, path.stat().st_size)

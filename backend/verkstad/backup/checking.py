"""Checking what was restored: every stream without gaps, everything that is pointed at there, every file its hash."""

import hashlib
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, exists, func, select

from verkstad.backup.archive import PIECE, BackupRefused
from verkstad.backup.reflecting import tables_of
from verkstad.kernel.filing import Files


@dataclass
class Report:
    """What was looked at, and found right."""

    streams: int
    events: int
    keys: int
    tables: int = 0
    rows: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def check_rows(connection: Connection, streams: dict[str, int]) -> Report:
    """Hold the log against its clocks, and every foreign key against what it points at."""
    tables = tables_of(connection)
    events = _check_streams(connection, tables["stream_clock"], tables["event"], streams)
    keys = sum(_check_keys(connection, table) for table in tables.values())
    return Report(streams=len(streams), events=events, keys=keys)


def _check_streams(connection: Connection, clock: Table, event: Table, streams: dict[str, int]) -> int:
    found = {row.stream: row.version for row in connection.execute(select(clock.c.stream, clock.c.version))}
    if found != streams:
        raise BackupRefused("The streams are not those of the backup.")
    log = {
        row.stream: (row.first, row.last, row.number)
        for row in connection.execute(
            select(
                event.c.stream,
                func.min(event.c.version).label("first"),
                func.max(event.c.version).label("last"),
                func.count().label("number"),
            ).group_by(event.c.stream)
        )
    }
    for stream in {*found, *log}:
        first, last, number = log.get(stream, (1, 0, 0))
        # A clock is locked before the event is written, and both are committed together: they cannot differ.
        if last != found.get(stream) or number != last - first + 1:
            raise BackupRefused(f"The log of {stream} does not agree with its clock.")
    return sum(number for _, _, number in log.values())


def _check_keys(connection: Connection, table: Table) -> int:
    for key in table.foreign_keys:
        target = key.column.table.alias("target")
        there = exists().where(target.c[key.column.name] == key.parent)
        lost = select(func.count()).select_from(table).where(key.parent.is_not(None), ~there)
        if connection.execute(lost).scalar_one():
            raise BackupRefused(f"{table.name}.{key.parent.name} points at what is not there.")
    return len(table.foreign_keys)


def check_files(files: Files, digests: list[str]) -> int:
    """Read every file again, and hold it against its name."""
    for digest in digests:
        hashed = hashlib.sha256()
        with files.path_of(digest).open("rb") as file:
            while piece := file.read(PIECE):
                hashed.update(piece)
        if hashed.hexdigest() != digest:
            raise BackupRefused(f"The file {digest} is not what it was.")
    return len(digests)

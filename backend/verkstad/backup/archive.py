"""The form of a backup: a tar of a manifest, tables as lines of JSON, and files; its last part proves that it is whole.

`manifest.json`, `tables/<name>.jsonl`, `files/<SHA-256>`, and `end` with the manifest's own SHA-256. Both databases
write the same, so that one may be restored into the other.
"""

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ValidationError

FORMAT = 1
MANIFEST, TABLES, FILES, END = "manifest.json", "tables/", "files/", "end"
BROKEN = (tarfile.TarError, EOFError, OSError, zlib.error, gzip.BadGzipFile, ValidationError, ValueError)
PIECE = 262_144


class BackupRefused(Exception):
    """Why nothing was backed up or restored, in a sentence."""


class TableEntry(BaseModel):
    """One table: how many rows it has, and the SHA-256 of its lines."""

    rows: int
    digest: str


class Manifest(BaseModel):
    """What is in a backup, and of which moment."""

    format: int
    made_at: str
    revision: str
    tables: dict[str, TableEntry]
    streams: dict[str, int]
    files: list[str]
    missing: list[str]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(table.rows for table in self.tables.values())


def put(tar: tarfile.TarFile, name: str, source: IO[bytes], size: int) -> None:
    """Write one part, readable by its owner alone."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, source)


def put_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Write one part that is at hand."""
    put(tar, name, io.BytesIO(content), len(content))


def parts(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Give the parts of a backup in order."""
    with gzip.open(source) as squeezed:
        with tarfile.open(fileobj=squeezed, mode="r:") as tar:
            for entry in tar:
                content = tar.extractfile(entry) if entry.isfile() else None
                if content is None:
                    raise ValueError(entry.name)
                yield entry.name, content
        while squeezed.read(PIECE):
            pass  # to the end, where its own checksum stands


@contextmanager
def told_in_words(source: Path) -> Iterator[None]:
    """Say that a backup is not whole, whatever the library that reads it calls that."""
    try:
        yield
    except BROKEN as error:
        raise BackupRefused(f"{source} is not a whole backup, and nothing was restored. ({error})") from error


def digest_of(content: bytes) -> str:
    """Hash what is at hand."""
    return hashlib.sha256(content).hexdigest()

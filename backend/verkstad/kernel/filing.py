"""Files, each known by the SHA-256 of its bytes: written whole or not at all, and never changed."""

import hashlib
import os
import time
from collections.abc import AsyncIterator, Container, Iterator
from pathlib import Path
from typing import IO, Protocol, Self

import anyio.to_thread

from verkstad.kernel.ids import new_id

PIECE = 262_144
BEGUN = "begun-"
DAY_SECONDS = 86_400.0


class Files(Protocol):
    """Where the bytes of files lie."""

    def begin(self) -> "Draft":
        """Begin to write a file whose hash is not known before its end."""
        ...

    def path_of(self, digest: str) -> Path:
        """Say where a kept file is read."""
        ...

    def has(self, digest: str) -> bool:
        """Tell whether a file is kept."""
        ...

    def sweep(self, named: Container[str], *, now: float | None = None) -> int:
        """Delete what is a day old and not named, and writing that was given up; tell how much."""
        ...


class Draft:
    """A file that is being written: nobody sees it before `keep`, and leaving the block without that drops it."""

    def __init__(self, folder: "Folder") -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.path = folder.root / f"{BEGUN}{new_id()}"
        self.size = 0
        self._file: IO[bytes] = self.path.open("xb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)

    @property
    def digest(self) -> str:
        """The SHA-256 of what is written so far."""
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        """Add a piece."""
        self._file.write(piece)
        self._file.flush()
        self._hash.update(piece)
        self.size += len(piece)

    async def take(self, stream: AsyncIterator[bytes]) -> None:
        """Take a whole stream in, and write it down outside the event loop."""
        waiting = bytearray()
        async for piece in stream:
            waiting += piece
            if len(waiting) >= PIECE:
                await anyio.to_thread.run_sync(self.write, bytes(waiting))
                waiting.clear()
        await anyio.to_thread.run_sync(self.write, bytes(waiting))

    def keep(self) -> str:
        """Put it in its place, on the disk and not only in memory, and give its hash."""
        os.fsync(self._file.fileno())
        place = self._folder.path_of(self.digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        # Also where the same bytes are kept already: that makes the file young, so that no sweep takes it meanwhile.
        self.path.replace(place)
        for folder in (place.parent, place.parent.parent, self._folder.root):
            _sync(folder)
        return self.digest


class Folder:
    """Files in a folder of this machine, as `ab/cd/abcd…`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self) -> Draft:
        """Begin to write a file whose hash is not known before its end."""
        self.root.mkdir(parents=True, exist_ok=True)
        return Draft(self)

    def path_of(self, digest: str) -> Path:
        """Say where a kept file is read."""
        return self.root / digest[:2] / digest[2:4] / digest

    def has(self, digest: str) -> bool:
        """Tell whether a file is kept."""
        return self.path_of(digest).is_file()

    def add(self, source: IO[bytes]) -> str:
        """Keep a copy of what is already at hand."""
        with self.begin() as draft:
            while piece := source.read(PIECE):
                draft.write(piece)
            return draft.keep()

    def sweep(self, named: Container[str], *, now: float | None = None) -> int:
        """Delete what is a day old and not named, and writing that was given up; tell how much."""
        before = (time.time() if now is None else now) - DAY_SECONDS
        unused = [path for path in self._everything() if path.name not in named and _is_older(path, before)]
        for path in unused:
            path.unlink(missing_ok=True)
        return len(unused)

    def _everything(self) -> Iterator[Path]:
        yield from self.root.glob(f"{BEGUN}*")
        yield from self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")


def _is_older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

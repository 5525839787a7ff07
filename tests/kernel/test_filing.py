"""Files are written whole or not at all."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

import pytest

from verkstad.kernel.filing import Folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


async def pieces(*many: bytes, broken: bool = False) -> AsyncIterator[bytes]:
    for each in many:
        yield each
    if broken:
        raise ConnectionError


def left(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_file_lies_by_its_hash(tmp_path: Path) -> None:
    files = Folder(tmp_path / "files")
    with files.begin() as draft:
        asyncio.run(draft.take(pieces(b"ett", b"", "två".encode())))
        assert not files.has(draft.digest)
        digest = draft.keep()

    assert digest == hashlib.sha256("etttvå".encode()).hexdigest()
    assert files.path_of(digest) == tmp_path / "files" / digest[:2] / digest[2:4] / digest
    assert files.path_of(digest).read_bytes() == "etttvå".encode()
    assert left(tmp_path) == [files.path_of(digest)]


def test_what_ends_too_early_leaves_nothing(tmp_path: Path) -> None:
    files = Folder(tmp_path)
    with pytest.raises(ConnectionError), files.begin() as draft:
        asyncio.run(draft.take(pieces(b"x" * 600_000, broken=True)))

    assert left(tmp_path) == []

"""What is backed up comes back, checked; what is not whole is refused, and nothing is touched."""

from __future__ import annotations

import gzip
import io
import os
import stat
import subprocess
import sys
import tarfile
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from tests.cast import clocks
from tests.databases import PostgresDatabases, PostgresMissing, postgres_server
from tests.files import picture
from verkstad.backup.archive import BackupRefused
from verkstad.backup.restoring import restore
from verkstad.backup.taking import take
from verkstad.cards.attachments.attaching import attach_file
from verkstad.cards.attachments.taking_in import keep
from verkstad.cards.moving import move_card
from verkstad.kernel.database import Database
from verkstad.kernel.filing import Folder
from verkstad.live.snapshot import Album
from verkstad.main import build_house
from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ground import Ground
    from verkstad.backup.archive import Manifest
    from verkstad.history.house import House

MADE_AT = "2026-11-18T11:00:00.000Z"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "backup.tar.gz"


@pytest.fixture
def attached(ground: Ground, house: House) -> str:
    with house.files.begin() as draft:
        draft.write(picture())
        kept = keep(house.files, draft, "Torget.png")
    ground.do(attach_file, ground.cards["Boka lokal"], "Torget.png", kept)
    return kept.digest


def back_up(house: House, source: Path) -> Manifest:
    return take(house.database, house.files, source, made_at=MADE_AT)


def rows(url: str) -> dict[str, list[Any]]:
    """Read everything that there is."""
    from verkstad.backup.reflecting import tables_of  # noqa: PLC0415 - the slice under test, used as a reader only here

    database = Database(url, threads=2)
    found = database.read(
        lambda connection: {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in tables_of(connection).items()
        }
    )
    database.close()
    return found


def to_sqlite(folder: Path) -> tuple[str, Folder]:
    return f"sqlite:///{folder / 'restored.db'}", Folder(folder / "restored.files")


# ---- there and back


def test_everything_comes_back(ground: Ground, attached: str, house: House, source: Path, tmp_path: Path) -> None:
    manifest = back_up(house, source)
    url, files = to_sqlite(tmp_path)

    report = restore(url, files, source)

    assert rows(url) == rows(house.settings.database_url)
    assert files.path_of(attached).read_bytes() == picture()
    assert report.rows == manifest.rows > 100
    assert report.streams == len(clocks(house))
    assert report.files == 2
    assert report.keys > 50
    assert stat.S_IMODE(source.stat().st_mode) == 0o600
    again = build_house(Settings(database=url, files=files.root, threads=4))
    before = house.database.read(lambda connection: Album().read(connection, ground.board)).plain
    assert again.database.read(lambda connection: Album().read(connection, ground.board)).plain == before
    again.database.close()


@pytest.mark.postgres
def test_from_postgresql_to_sqlite_and_back(
    attached: str, house: House, source: Path, tmp_path: Path, empty: str
) -> None:
    back_up(house, source)
    url, files = to_sqlite(tmp_path)
    restore(url, files, source)
    lite = Database(url, threads=2)
    second = tmp_path / "second.tar.gz"
    take(lite, files, second, made_at=MADE_AT)
    lite.close()

    restore(empty, Folder(tmp_path / "third"), second)

    assert rows(empty) == rows(url) == rows(house.settings.database_url)
    assert Folder(tmp_path / "third").has(attached)


@pytest.fixture
def empty() -> Iterator[str]:
    try:
        with postgres_server() as server, PostgresDatabases(server) as databases:
            url = databases.empty()
            yield url
            databases.drop(url)
    except PostgresMissing as missing:
        pytest.skip(str(missing))


def test_an_installation_that_was_only_started_is_empty(
    ground: Ground, house: House, source: Path, tmp_path: Path
) -> None:
    back_up(house, source)
    url, files = to_sqlite(tmp_path)
    Settings(database=url)
    build_house(Settings(database=url, threads=4)).database.close()
    from verkstad.kernel.migrating import migrate  # noqa: PLC0415 - as `verkstad serve` does at its start

    migrate(url)

    restore(url, files, source)

    assert rows(url) == rows(house.settings.database_url)
    assert ground.board


def test_a_backup_of_an_earlier_revision_is_brought_up_to_date(source: Path, tmp_path: Path) -> None:
    from verkstad.kernel.migrating import migrate  # noqa: PLC0415

    old = f"sqlite:///{tmp_path / 'old.db'}"
    migrate(old, "0001")
    database = Database(old, threads=2)
    manifest = take(database, Folder(tmp_path / "none"), source, made_at=MADE_AT)
    database.close()
    url, files = to_sqlite(tmp_path)
    migrate(url)

    restore(url, files, source)

    assert manifest.revision == "0001"
    assert rows(url)["installation"]


def test_taken_while_people_write(ground: Ground, attached: str, house: House, source: Path, tmp_path: Path) -> None:
    stop, moves = threading.Event(), []

    def write(title: str) -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            card, lane = ground.cards[title], ground.lanes[turn % 3]
            ground.cast.act("asa", partial(move_card, card_id=card, lane_id=lane, after=None, last=True))
            moves.append(title)

    writers = [threading.Thread(target=write, args=(title,)) for title in ("Boka lokal", "Bjuda in invånare")]
    for writer in writers:
        writer.start()
    manifests = [back_up(house, source.with_name(f"{number}.tar.gz")) for number in range(3)]
    stop.set()
    for writer in writers:
        writer.join()

    assert len(moves) > 3
    assert attached in manifests[0].files
    for number, manifest in enumerate(manifests):
        folder = tmp_path / str(number)
        folder.mkdir()
        report = restore(*to_sqlite(folder), source.with_name(f"{number}.tar.gz"))
        assert report.events == manifest.tables["event"].rows


# ---- refusals


def test_an_installation_that_is_used_is_left_alone(ground: Ground, house: House, source: Path) -> None:
    back_up(house, source)
    before = clocks(house)

    with pytest.raises(BackupRefused, match="is left alone"):
        restore(house.settings.database_url, Folder(house.settings.files_folder), source)

    assert clocks(house) == before
    assert ground.board


def test_a_backup_is_not_written_over_another(house: House, source: Path) -> None:
    back_up(house, source)
    before = source.read_bytes()

    with pytest.raises(BackupRefused, match="is there already"):
        back_up(house, source)
    with pytest.raises(BackupRefused, match="no folder"):
        back_up(house, source.parent / "nowhere" / "b.tar.gz")

    assert source.read_bytes() == before
    assert [path.name for path in source.parent.glob(".verkstad-backup-*")] == []


def retold(source: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> None:
    """Write a backup anew, with some of its parts changed or left out."""
    written = io.BytesIO()
    with tarfile.open(source) as old, tarfile.open(fileobj=written, mode="w") as new:
        for entry in old:
            content = old.extractfile(entry)
            assert content
            told = change(entry.name, content.read())
            if told is not None:
                named = tarfile.TarInfo(told[0])
                named.size = len(told[1])
                new.addfile(named, io.BytesIO(told[1]))
    source.write_bytes(gzip.compress(written.getvalue()))


Part = tuple[str, bytes]


def _in(where: str, told: Callable[[str, bytes], Part | None]) -> Callable[[str, bytes], Part | None]:
    return lambda name, body: told(name, body) if where in name else (name, body)


TAMPERED: dict[str, Callable[[str, bytes], Part | None]] = {
    "a row": _in("/card.jsonl", lambda name, body: (name, body.replace(b"Boka lokal", b"Boka hotell"))),
    "a file": _in("files/", lambda name, body: (name, body + b"x")),
    "a file gone": _in("files/", lambda _name, _body: None),
    "a table gone": _in("/event.jsonl", lambda _name, _body: None),
    "the manifest": _in(
        "manifest", lambda name, body: (name, body.replace(b"0001", b"0002").replace(b"T11:", b"T12:"))
    ),
    "the end": _in("end", lambda _name, _body: None),
    "a path": _in("/card.jsonl", lambda _name, body: ("../../etc/passwd", body)),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_backup_that_was_changed_is_refused(
    what: str, attached: str, house: House, source: Path, tmp_path: Path
) -> None:
    back_up(house, source)
    retold(source, TAMPERED[what])
    url, files = to_sqlite(tmp_path)

    with pytest.raises(BackupRefused, match="not a whole backup"):
        restore(url, files, source)

    assert not (tmp_path / "restored.db").stat().st_size
    assert house.files.has(attached)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused(
    part: float, ground: Ground, house: House, source: Path, tmp_path: Path
) -> None:
    back_up(house, source)
    whole = source.read_bytes()
    source.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(BackupRefused, match="not a whole backup"):
        restore(*to_sqlite(tmp_path), source)
    assert ground.board


def test_a_log_with_a_gap_is_not_restored(ground: Ground, house: House, source: Path, tmp_path: Path) -> None:
    def forget(transaction: Any) -> None:
        transaction.connection.exec_driver_sql(
            f"DELETE FROM event WHERE stream = 'board:{ground.board}' AND version = 5"
        )

    house.database.write(forget)
    back_up(house, source)

    with pytest.raises(BackupRefused, match="does not agree with its clock"):
        restore(*to_sqlite(tmp_path), source)


def test_a_file_that_is_missing_is_said_aloud(ground: Ground, attached: str, house: House, source: Path) -> None:
    house.files.path_of(attached).unlink()

    manifest = back_up(house, source)

    assert manifest.missing == [attached]
    assert ground.board


# ---- by the command line


def command(database: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from verkstad.cli import main; main()", *words],
        env={**os.environ, "VERKSTAD_DATABASE": database},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_by_the_command_line(ground: Ground, attached: str, house: House, source: Path, tmp_path: Path) -> None:
    here, there = house.settings.database_url, str(tmp_path / "restored.db")

    said = command(here, "backup", str(source))
    assert (said.returncode, said.stderr) == (0, "")
    assert "2 files." in said.stdout
    back = command(there, "restore", str(source))
    assert (back.returncode, back.stderr) == (0, "")
    assert "none missing" in back.stdout
    assert rows(f"sqlite:///{there}") == rows(here)

    again = command(there, "restore", str(source))
    assert again.returncode == 1
    assert "is left alone" in again.stderr
    nothing = command(str(tmp_path / "nothing.db"), "backup", str(tmp_path / "n.tar.gz"))
    assert "There is no installation" in nothing.stderr
    assert not (tmp_path / "nothing.db").exists()
    house.files.path_of(attached).unlink()
    aloud = command(here, "backup", str(tmp_path / "aloud.tar.gz"))
    assert aloud.returncode == 1
    assert attached in aloud.stderr
    assert ground.board

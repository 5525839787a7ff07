from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.files import DOCX, EXE, MACROS, ODT, PAGE, PDF, PPTX, SVG, XLSX, archive, bomb, former, picture
from verkstad.cards.attachments.kinds import kind_of
from verkstad.cards.attachments.picturing import preview_of
from verkstad.cards.problems import FileBroken, FileKind, FileLies

if TYPE_CHECKING:
    from pathlib import Path

    from verkstad.kernel.problems import Problem

ZIP = archive("läsmig.txt")
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def looked_at(folder: Path, name: str, content: bytes) -> str:
    path = folder / "file"
    path.write_bytes(content)
    return kind_of(path, name).media_type


def said(refusal: Problem, *names: str) -> list[str]:
    words = [refusal.words[name] for name in names]
    return [word("sv") if callable(word) else word for word in words]


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", PDF, "application/pdf"),
        ("a.png", picture(), "image/png"),
        ("a.jpg", picture("JPEG"), "image/jpeg"),
        ("a.jpeg", picture("JPEG"), "image/jpeg"),
        ("a.gif", picture("GIF"), "image/gif"),
        ("a.webp", picture("WEBP"), "image/webp"),
        ("a.svg", SVG, "image/svg+xml"),
        ("a.svg", b"<!DOCTYPE svg PUBLIC '-//W3C' [<!ENTITY a 'b'>]><svg/>", "image/svg+xml"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.pptx", PPTX, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (
            "hemlig.docx",
            former("EncryptedPackage"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("a.doc", former("WordDocument"), "application/msword"),
        ("a.xls", former("Workbook"), "application/vnd.ms-excel"),
        ("a.ppt", former("PowerPoint Document"), "application/vnd.ms-powerpoint"),
        ("a.zip", ZIP, "application/zip"),
        ("a.zip", DOCX, "application/zip"),
        ("a.txt", "Åtgärder".encode(), "text/plain"),
        ("a.txt", "Åtgärder".encode("cp1252"), "text/plain"),
        ("a.txt", "Åtgärder".encode("utf-16"), "text/plain"),
        ("a.txt", PAGE, "text/plain"),
        ("a.txt", SVG, "text/plain"),
        ("a.csv", b"a;b\n1;2\n", "text/csv"),
        ("a.md", b"# Rubrik", "text/markdown"),
        ("a.ics", CALENDAR, "text/calendar"),
        ("LÄSMIG", b"Ett", "text/plain"),
        ("bild", picture(), "image/png"),
    ],
)
def test_a_file_is_what_its_bytes_say(name: str, content: bytes, media_type: str, tmp_path: Path) -> None:
    assert looked_at(tmp_path, name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "says", "found"),
    [
        ("a.pdf", picture(), "PDF", "PNG"),
        ("a.png", PDF, "PNG", "PDF"),
        ("a.docx", PAGE, "DOCX", "HTML"),
        ("a.docx", EXE, "DOCX", "EXE"),
        ("a.docx", ZIP, "DOCX", "ZIP"),
        ("a.docx", XLSX, "DOCX", "XLSX"),
        ("a.docx", MACROS, "DOCX", "DOCM"),
        ("a.docx", former("WordDocument"), "DOCX", "DOC"),
        ("a.doc", former("Workbook"), "DOC", "XLS"),
        ("a.txt", picture("JPEG"), "TXT", "JPG"),
        ("a.svg", PAGE, "SVG", "HTML"),
        ("a.svg", b"<!--" + b"--><!--" * 3000, "SVG", "TXT"),
        ("a.ics", b"hej", "ICS", "TXT"),
        ("a.zip", b"PK\x03\x04 trasig", "ZIP", "ZIP"),
        ("a.pdf", b"\0\1\2", "PDF", "okänt"),
    ],
)
def test_a_file_that_lies_is_told_both_kinds(name: str, content: bytes, says: str, found: str, tmp_path: Path) -> None:
    with pytest.raises(FileLies) as refusal:
        looked_at(tmp_path, name, content)

    assert said(refusal.value, "says", "found") == [says, found]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.exe", EXE, "EXE"),
        ("a.html", PAGE, "HTML"),
        ("a.js", b"alert(1)", "JS"),
        ("a.docm", MACROS, "DOCM"),
        ("sida", PAGE, "HTML"),
        ("program", EXE, "EXE"),
        ("sifferhav", b"\0\1\2", "okänt"),
    ],
)
def test_a_kind_that_is_not_taken_is_told_which_are(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    with pytest.raises(FileKind) as refusal:
        looked_at(tmp_path, name, content)

    assert said(refusal.value, "kind") == [kind]
    assert "pdf, png, jpg" in refusal.value.words["taken"]


# ---- pictures


def shown(folder: Path, content: bytes, form: str) -> bytes:
    path = folder / "picture"
    path.write_bytes(content)
    return preview_of(path, form=form)


def test_a_preview_is_small_upright_and_says_nothing_of_the_camera(tmp_path: Path) -> None:
    taken = picture("JPEG", width=2000, height=1000, turned=True)

    made = shown(tmp_path, taken, "JPEG")

    (tmp_path / "made").write_bytes(made)
    from PIL import Image  # noqa: PLC0415 - only here is a picture looked into

    with Image.open(tmp_path / "made") as preview:
        assert preview.format == "WEBP"
        assert preview.size == (320, 640)
        assert not preview.getexif()
    assert b"Anna" in taken
    assert b"Anna" not in made


@pytest.mark.parametrize("content", [bomb(), picture()[:40], picture(width=300, height=300)[:-200]])
def test_a_picture_that_bursts_or_is_cut_off_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FileBroken):
        shown(tmp_path, content, "PNG")


def test_an_archive_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" + " " * 5_000_000)
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (39).to_bytes(4, "little")  # what the directory says of the size when unpacked
    path.write_bytes(raw)
    assert kind_of(path, "a.zip").media_type == "application/zip"


def test_a_text_of_nothing_but_prologue_is_looked_at_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<?>" * 2_000_000)
    assert kind_of(path, "a.txt").media_type.startswith("text/plain")

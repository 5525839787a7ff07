from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from tests.cast import Actor, Cast, clocks
from tests.files import EXE, PDF, SVG, picture
from verkstad.kernel.ids import new_id
from verkstad.main import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ground import Ground
    from verkstad.history.house import House
    from verkstad.settings import Settings

NAME = "Avtal – åtgärder 🎉.pdf"


def send(actor: Actor, card_id: str, name: str, content: Any, **headers: str) -> Any:
    return actor.ask(
        "POST",
        f"/cards/{card_id}/files",
        content=content,
        params={"name": name},
        headers={"Content-Type": "application/octet-stream", **headers},
    )


def kept(house: House) -> list[str]:
    root = house.settings.files_folder
    return sorted(path.name for path in root.rglob("*") if path.is_file())


@pytest.fixture
def card_id(ground: Ground) -> str:
    return ground.cards["Boka lokal"]


def test_what_is_sent_comes_back_byte_for_byte(actor: Callable[[str], Actor], card_id: str, house: House) -> None:
    amina = actor("amina")

    made = send(amina, card_id, NAME, PDF)

    assert made.status_code == 201, made.text
    (shown,) = amina.get(f"/cards/{card_id}")["attachments"]
    assert shown["id"] == made.json()["id"]
    assert (shown["name"], shown["size"], shown["media_type"]) == (NAME, len(PDF), "application/pdf")
    assert shown["has_preview"] is False
    assert amina.ask("GET", f"/attachments/{shown['id']}/file").content == PDF
    assert amina.refused("GET", f"/attachments/{shown['id']}/preview") == "not_found"
    assert len(kept(house)) == 1


@pytest.mark.parametrize("size", [1, 262_143, 262_144, 262_145, 3_000_000])
def test_of_any_size(size: int, actor: Callable[[str], Actor], card_id: str) -> None:
    content = b"x" * size
    made = send(actor("amina"), card_id, "a.txt", content).json()

    assert actor("ulf").ask("GET", f"/attachments/{made['id']}/file").content == content


def test_a_picture_gets_a_preview(actor: Callable[[str], Actor], card_id: str) -> None:
    made = send(actor("amina"), card_id, "Torget.jpg", picture("JPEG", width=1200, height=900)).json()

    preview = actor("solveig").ask("GET", f"/attachments/{made['id']}/preview")

    assert preview.headers["content-type"] == "image/webp"
    assert preview.content.startswith(b"RIFF")


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("a.pdf", b"", 422, "file_empty"),
        ("a.pdf", picture(), 422, "file_lies"),
        ("a.exe", EXE, 422, "file_kind"),
        ("a.png", picture()[:50], 422, "file_broken"),
        ("a.txt", b"x" * 1_000_001, 413, "file_too_large"),
        ("Intyg 850709-9805.pdf", PDF, 409, "personal_number"),
    ],
)
def test_what_is_refused_leaves_nothing(
    name: str, content: bytes, status: int, code: str, small: tuple[House, Actor, str]
) -> None:
    house, amina, card_id = small
    before = clocks(house)
    pieces = iter([content[: len(content) // 2], content[len(content) // 2 :]])

    for sent in (content, pieces):
        answer = send(amina, card_id, name, sent)
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    assert clocks(house) == before
    assert kept(house) == []


@pytest.fixture
def small(settings: Settings) -> Iterator[tuple[House, Actor, str]]:
    """A house that takes files of at most a megabyte, and a card in it."""
    app = create_app(settings.model_copy(update={"file_megabytes": 1}))
    cast = Cast(app.state.house).assemble()
    with TestClient(app, raise_server_exceptions=False) as client:
        asa = Actor(client, cast.tokens["asa"])
        board = asa.post("/boards", {"name": "Planen"})["board_id"]
        card = asa.post(f"/boards/{board}/cards", {"title": "Boka lokal"})["card_id"]
        yield app.state.house, asa, card


def test_the_limit_is_said_in_words(small: tuple[House, Actor, str]) -> None:
    _, asa, card_id = small
    said = send(asa, card_id, "a.txt", b"x" * 1_000_001, **{"Accept-Language": "sv"}).json()

    assert "högst 1 MB" in said["detail"]


def test_only_bytes_are_taken(actor: Callable[[str], Actor], card_id: str) -> None:
    answer = actor("amina").ask("POST", f"/cards/{card_id}/files", {"a": 1}, params={"name": "a.txt"})

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert "application/octet-stream" in answer.json()["detail"]


def test_whoever_may_not_is_refused_before_anything_is_taken(
    actor: Callable[[str], Actor], card_id: str, house: House
) -> None:
    assert send(actor("agneta"), card_id, "a.exe", EXE).status_code == 403
    assert send(actor("piotr"), card_id, "a.exe", EXE).status_code == 404
    assert send(actor("amina"), new_id(), "a.exe", EXE).status_code == 404
    assert kept(house) == []


def test_a_retry_attaches_nothing_twice(actor: Callable[[str], Actor], card_id: str) -> None:
    amina, key = actor("amina"), {"Idempotency-Key": "en-nyckel-för-en-fil".replace("ö", "o")}

    first, again = (send(amina, card_id, NAME, PDF, **key) for _ in range(2))
    other = send(amina, card_id, NAME, PDF + b"\n", **key)
    renamed = send(amina, card_id, "Annat.pdf", PDF, **key)

    assert first.json() == again.json()
    assert len(amina.get(f"/cards/{card_id}")["attachments"]) == 1
    assert [each.json()["code"] for each in (other, renamed)] == ["key_reused"] * 2


def test_a_number_in_a_name_is_let_through_when_confirmed(actor: Callable[[str], Actor], card_id: str) -> None:
    answer = send(actor("amina"), card_id, "850709-9805.pdf", PDF, **{"Verkstad-Confirmed": "personal-number"})

    assert answer.status_code == 201


# ---- giving it back


def attached(actor: Actor, card_id: str, name: str, content: bytes) -> str:
    made: str = send(actor, card_id, name, content).json()["id"]
    return made


def test_a_file_is_saved_and_never_run(actor: Callable[[str], Actor], card_id: str) -> None:
    amina = actor("amina")
    for name, content, media_type in (
        (NAME, PDF, "application/pdf"),
        ("karta.svg", SVG, "application/octet-stream"),
        ("sida.txt", b"<script>alert(1)</script>", "text/plain"),
    ):
        answer = amina.ask("GET", f"/attachments/{attached(amina, card_id, name, content)}/file?inline=true")

        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "private" in answer.headers["cache-control"]
        assert answer.content == content


def test_only_a_picture_is_shown(actor: Callable[[str], Actor], card_id: str) -> None:
    amina = actor("amina")
    path = f"/attachments/{attached(amina, card_id, 'Torget.png', picture())}/file"

    assert amina.ask("GET", path).headers["content-disposition"].startswith("attachment;")
    assert amina.ask("GET", f"{path}?inline=true").headers["content-disposition"].startswith("inline;")


def test_a_name_survives_the_header(actor: Callable[[str], Actor], card_id: str) -> None:
    amina = actor("amina")
    name = 'Åsas "mål" 100 % 🎉; filename=virus.exe\'.txt'
    made = attached(amina, card_id, name, b"hej")

    said = amina.ask("GET", f"/attachments/{made}/file").headers["content-disposition"]

    assert said.isascii()
    assert said.endswith(
        "filename*=UTF-8''%C3%85sas%20_m%C3%A5l_%20100%20%25%20%F0%9F%8E%89%3B%20filename%3Dvirus.exe%27.txt"
    )
    assert said.count('"') == 2


def test_what_the_reader_has_is_not_sent_again(actor: Callable[[str], Actor], card_id: str) -> None:
    amina = actor("amina")
    path = f"/attachments/{attached(amina, card_id, NAME, PDF)}/file"
    etag = amina.ask("GET", path).headers["etag"]

    again = amina.ask("GET", path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-4", 206, slice(0, 5)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=5-99999", 206, slice(5, None)),
        ("bytes=9-5", 200, slice(None)),
        ("bytes=99999-", 200, slice(None)),
        ("bytes=0-1,3-4", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=", 200, slice(None)),
    ],
)
def test_a_part_of_a_file(asked: str, status: int, part: slice, actor: Callable[[str], Actor], card_id: str) -> None:
    amina = actor("amina")
    made = attached(amina, card_id, NAME, PDF)

    answer = amina.ask("GET", f"/attachments/{made}/file", headers={"Range": asked})

    assert (answer.status_code, answer.content) == (status, PDF[part])


def test_what_was_removed_is_not_there_until_it_comes_back(
    actor: Callable[[str], Actor], card_id: str, ground: Ground
) -> None:
    amina = actor("amina")
    made = attached(amina, card_id, NAME, PDF)
    done = amina.delete(f"/attachments/{made}")
    assert amina.refused("GET", f"/attachments/{made}/file") == "not_found"

    amina.post(f"/boards/{ground.board}/undos", {"op": done["op"]})

    assert amina.ask("GET", f"/attachments/{made}/file").content == PDF

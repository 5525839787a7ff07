from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from verkstad.boards.problems import TooMany
from verkstad.cards import undoing
from verkstad.cards.attachments import attaching
from verkstad.cards.attachments.attaching import MOST_ATTACHMENTS, Kept
from verkstad.cards.attachments.wire import AttachmentIn
from verkstad.cards.problems import CardClosed, NotALink
from verkstad.kernel.problems import ChangedSince

if TYPE_CHECKING:
    from tests.ground import Ground

CARD = "Boka lokal"
FOLDER = r"G:\Allmänt\Handlingsplaner – AMF\Våra  åtgärder & mål"
KEPT = Kept(digest="ab" * 32, size=12, media_type="application/pdf", preview=None)


def attach(ground: Ground, name: str = "Avtal.pdf") -> str:
    made: str = ground.do(attaching.attach_file, ground.cards[CARD], name, KEPT).id
    return made


def test_an_attached_file_is_counted_on_the_card_and_told_without_its_bytes(ground: Ground) -> None:
    (event,) = ground.told(attaching.attach_file, ground.cards[CARD], "Avtal.pdf", KEPT)

    assert event["to"] == {
        "kind": "file",
        "name": "Avtal.pdf",
        "target": "",
        "media_type": "application/pdf",
        "size": 12,
    }
    assert event["face"] == {"attachment_count": 1}
    assert ground.words(event["version"]) == {"card": CARD, "what": "Avtal.pdf"}
    assert ground.face(ground.cards[CARD])["attachment_count"] == 1


@pytest.mark.parametrize(
    "path", [FOLDER, r"\\server\delad$\Mål", "G:\\", "smb://server/Mål", unicodedata.normalize("NFD", FOLDER)]
)
def test_a_folder_path_comes_back_as_it_was_written(path: str, ground: Ground) -> None:
    wish = AttachmentIn.model_validate({"kind": "folder", "target": f" {path} "})
    ground.do(attaching.attach_place, ground.cards[CARD], wish)

    (shown,) = ground.card(CARD).attachments
    assert shown.target.encode() == path.encode()
    assert shown.name == path


@pytest.mark.parametrize(
    "address", ["https://www.örebro.se/mål?a=1#b", "http://localhost:8000/x", "HTTPS://EXEMPEL.SE"]
)
def test_a_link_is_an_address_of_the_web(address: str, ground: Ground) -> None:
    wish = AttachmentIn(kind="link", target=address, name="Beslutet")
    ground.do(attaching.attach_place, ground.cards[CARD], wish)

    (shown,) = ground.card(CARD).attachments
    assert (shown.kind, shown.name, shown.target) == ("link", "Beslutet", address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "www.exempel.se",
        "https://",
        "https:///väg",
        "https://[",
        "https://exempel.se:port/",
        "https://exempel.se/ett mellanslag",
    ],
)
def test_anything_else_is_no_link(address: str, ground: Ground) -> None:
    wish = AttachmentIn(kind="link", target=address)
    ground.refused(NotALink, attaching.attach_place, ground.cards[CARD], wish)


def test_an_attachment_is_renamed_removed_and_comes_back(ground: Ground) -> None:
    made = attach(ground)
    (renamed,) = ground.told(attaching.rename_attachment, made, "Avtal 2027")
    assert (renamed["to"], renamed["from"]) == ({"name": "Avtal 2027.pdf"}, {"name": "Avtal.pdf"})
    assert ground.told(attaching.rename_attachment, made, "Avtal 2027.pdf") == []

    done = ground.do(attaching.remove_attachment, made)
    assert ground.card(CARD).attachments == []
    assert ground.face(ground.cards[CARD])["attachment_count"] == 0
    ground.refused(ChangedSince, attaching.rename_attachment, made, "Nytt")
    ground.do(undoing.undo, ground.board, done.op)

    (shown,) = ground.card(CARD).attachments
    assert (shown.id, shown.name) == (made, "Avtal 2027.pdf")


def test_two_hundred_attachments_are_too_many(ground: Ground) -> None:
    made = [attach(ground, f"Bilaga {number}.pdf") for number in range(MOST_ATTACHMENTS)]

    ground.refused(TooMany, attaching.attach_file, ground.cards[CARD], "En till.pdf", KEPT)
    ground.refused(
        TooMany, attaching.attach_place, ground.cards[CARD], AttachmentIn(kind="folder", target="G:\\En till")
    )

    ground.do(attaching.remove_attachment, made[0])
    attach(ground, "I dess ställe.pdf")
    assert len(ground.card(CARD).attachments) == MOST_ATTACHMENTS


def test_a_closed_card_takes_none(ground: Ground) -> None:
    closed = ground.cards["Trycka broschyr"]
    ground.refused(CardClosed, attaching.attach_file, closed, "Avtal.pdf", KEPT)

"""Cases of attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, undo_it
from verkstad.cards import undoing
from verkstad.cards.attachments import attaching
from verkstad.cards.attachments.attaching import Kept
from verkstad.cards.attachments.wire import AttachmentIn

if TYPE_CHECKING:
    from tests.ground import Ground

KEPT = Kept(digest="ab" * 32, size=48_213, media_type="application/pdf", preview=None)


def _file(ground: Ground, **named: Any) -> None:
    done = ground.do(attaching.attach_file, first(ground), "Minnesanteckningar.pdf", KEPT, **named)
    ground.things["attachment"] = done.id


def _remove(ground: Ground, **named: Any) -> Any:
    return ground.do(attaching.remove_attachment, ground.things["attachment"], **named)


def _removed(ground: Ground) -> None:
    _file(ground)
    _remove(ground, op=UNDONE)


CASES: dict[str, Case] = {
    "attachment-file-added": Case(attaching.attach_file, _file),
    "attachment-folder-added": Case(
        attaching.attach_place,
        lambda g: g.do(
            attaching.attach_place,
            first(g),
            AttachmentIn(kind="folder", target="G:\\Allmänt\\Handlingsplaner – AMF"),
        ),
    ),
    "attachment-renamed": Case(
        attaching.rename_attachment,
        lambda g: g.do(attaching.rename_attachment, g.things["attachment"], "Minnesanteckningar 18 oktober"),
        _file,
    ),
    "attachment-removed": Case(attaching.remove_attachment, _remove, _file),
    "attachment-removal-undone": Case(undoing.undo, undo_it, _removed),
    "attachment-undone": Case(undoing.undo, undo_it, lambda g: _file(g, op=UNDONE)),
}

"""Attaching files, links and folder paths, giving them other names, and removing them."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from verkstad.boards.access import must_change, standing
from verkstad.boards.ordering import must_be_few
from verkstad.cards.attachments.events import ATTACHMENT, ATTACHMENT_TABLE
from verkstad.cards.attachments.naming import MOST_NAME, plain_name, renamed
from verkstad.cards.attachments.wire import AttachmentIn
from verkstad.cards.finding import Plan, card_to_change, find_card, must_be_open
from verkstad.cards.parts import add_part, change_part, part_to_change, remove_part
from verkstad.cards.problems import NotALink
from verkstad.cards.wire import PartAdded
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed, Look

MOST_ATTACHMENTS = 100


@dataclass(frozen=True)
class Kept:
    """A file whose bytes are kept, before anything names it."""

    digest: str
    size: int
    media_type: str
    preview: str | None


def may_attach(look: Look, card_id: str) -> None:
    """Refuse whoever may not change the card, before any bytes are taken in; `attach_file` asks again."""
    look.caller.must_write()
    card = find_card(look.connection, look.caller, card_id)
    plan = Plan(card)
    must_change(look, standing(look.caller, plan), plan.owner_id)
    must_be_open(card)


def attach_file(deed: Deed, card_id: str, name: str, kept: Kept) -> PartAdded:
    """Attach a file whose bytes are kept."""
    card = _with_room(deed, card_id)
    told = {"kind": "file", "name": name, "target": "", "media_type": kept.media_type, "size": kept.size}
    unsaid = {"hash": kept.digest, "preview_hash": kept.preview}
    return add_part(deed, card, ATTACHMENT, told, words={"what": name}, unsaid=unsaid)


def attach_place(deed: Deed, card_id: str, wish: AttachmentIn) -> PartAdded:
    """Attach a link, or a folder path exactly as it is written; without a name it goes by its target."""
    if wish.kind == "link":
        must_be_link(wish.target)
    card = _with_room(deed, card_id)
    name = wish.name or wish.target[:MOST_NAME]
    told = {"kind": wish.kind, "name": name, "target": wish.target, "media_type": "", "size": None}
    return add_part(deed, card, ATTACHMENT, told, words={"what": name})


def rename_attachment(deed: Deed, attachment_id: str, name: str) -> Done:
    """Give an attachment another name; a file keeps saying what kind it is."""
    card, row = part_to_change(deed, ATTACHMENT, attachment_id)
    wanted = renamed(row.name, plain_name(name)) if row.kind == "file" else name
    return change_part(deed, card, ATTACHMENT, row, {"name": wanted}, words={"what": row.name})


def remove_attachment(deed: Deed, attachment_id: str) -> Done:
    """Remove an attachment; its bytes are kept, so that it can come back."""
    card, row = part_to_change(deed, ATTACHMENT, attachment_id)
    return remove_part(deed, card, ATTACHMENT, row, words={"what": row.name})


def must_be_link(target: str) -> None:
    """Refuse what a browser would not open as a page of the web."""
    try:
        parts = urlsplit(target)
        named = bool(parts.hostname)
        _ = parts.port
    except ValueError:
        raise NotALink from None
    if parts.scheme not in ("http", "https") or not named or re.search(r"\s", target):
        raise NotALink


def _with_room(deed: Deed, card_id: str) -> Any:
    card = card_to_change(deed, card_id)
    must_be_few(deed, ATTACHMENT_TABLE, ATTACHMENT_TABLE.c.card_id == card_id, most=MOST_ATTACHMENTS)
    return card

"""Describing an assignment and its background: Markdown in, revisions kept, HTML rendered and sanitised when read."""

from dataclasses import asdict
from typing import Any, Literal

from sqlalchemy import insert, select

from verkstad.boards.events import stream_of
from verkstad.boards.refusing import changed_since
from verkstad.cards.events import Described, Explained, RevisionName
from verkstad.cards.finding import card_to_change
from verkstad.cards.merging import Agreed, Disputed, agreed_text, merge
from verkstad.cards.wire import MOST_TEXT, Written
from verkstad.cards.writing import touch
from verkstad.history.recording import Happening
from verkstad.history.tables import Revision
from verkstad.kernel.ids import new_id
from verkstad.users.desk import Deed

Field = Literal["description", "background"]
COLUMNS: dict[Field, str] = {"description": "description_id", "background": "background_id"}
REVISION = Revision.__table__  # type: ignore[attr-defined]


def describe_card(deed: Deed, card_id: str, *, text: str, base: str | None) -> Written:
    """Write a new description on top of the revision that was read, merged with what others wrote meanwhile.

    Refused where both changed the same passage: then both versions of it are told, and nothing has changed.
    """
    return _write(deed, card_id, "description", text=text, base=base)


def explain_card(deed: Deed, card_id: str, *, text: str, base: str | None) -> Written:
    """Write a new background (why, who asked, what has been done) in the same way."""
    return _write(deed, card_id, "background", text=text, base=base)


def _write(deed: Deed, card_id: str, field: Field, *, text: str, base: str | None) -> Written:
    card = card_to_change(deed, card_id)
    present_id = getattr(card, COLUMNS[field])
    present = deed.connection.execute(select(REVISION).where(REVISION.c.id == present_id)).one_or_none()
    theirs = present.text if present else ""
    if theirs == text:
        return _written(deed, card, present_id)
    merged = base != present_id
    if merged:
        text = _merged(deed, card, field, present, base=base, mine=text)
    if text != theirs:
        present_id = add_revision(deed, card, field, text) if text else None
        put_revision(deed, card, field, present_id)
    return _written(deed, card, present_id, merged=merged)


def _merged(deed: Deed, card: Any, field: Field, present: Any, *, base: str | None, mine: str) -> str:
    """Merge with what somebody else wrote on top of the same base; what both have changed is for people to settle."""
    theirs = present.text if present else ""
    was = _text_of(deed, card, field, base)
    found: list[Agreed | Disputed] = [Disputed(mine, theirs)] if was is None else merge(was, mine, theirs)
    text = agreed_text(found)
    if text is not None and len(text) <= MOST_TEXT:
        return text
    raise changed_since(
        deed,
        by=present.by if present else card.updated_by,
        at=present.at if present else card.updated_at,
        revision_id=present.id if present else None,
        passages=[asdict(part) for part in (found if text is None else [Disputed(mine, theirs)])],
    )


def _text_of(deed: Deed, card: Any, field: Field, revision_id: str | None) -> str | None:
    if revision_id is None:
        return ""
    of_card = select(REVISION.c.text).where(
        REVISION.c.id == revision_id, REVISION.c.subject == card.id, REVISION.c.field == field
    )
    return deed.connection.execute(of_card).scalar_one_or_none()


def _written(deed: Deed, card: Any, revision_id: str | None, *, merged: bool = False) -> Written:
    version = deed.version(stream_of(card.board_id))
    return Written(version=version, op=deed.op, revision_id=revision_id, merged=merged)


def add_revision(deed: Deed, card: Any, field: str, text: str) -> str:
    """Keep one version of a long text of a card, and give its id."""
    revision_id = new_id()
    deed.connection.execute(
        insert(REVISION).values(
            id=revision_id,
            stream=stream_of(card.board_id),
            subject=card.id,
            field=field,
            text=text,
            by=deed.caller.id,
            at=deed.at,
        )
    )
    return revision_id


def put_revision(deed: Deed, card: Any, field: Field, revision_id: str | None) -> None:
    """Make a revision the present description or background, with the event that tells of it."""
    to, before = RevisionName(revision_id=revision_id), RevisionName(revision_id=getattr(card, COLUMNS[field]))
    happening: Happening = (
        Described(card_id=card.id, to=to, from_=before)
        if field == "description"
        else Explained(card_id=card.id, to=to, from_=before, face={})
    )
    version = deed.record(stream_of(card.board_id), happening, subject=card.id, words={"card": card.title})
    touch(deed, card.id, version, **{COLUMNS[field]: revision_id})

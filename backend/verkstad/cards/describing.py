"""Describing an assignment: Markdown in, revisions kept, HTML rendered and sanitised when read."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from sqlalchemy import insert, select

from verkstad.boards.events import stream_of
from verkstad.cards.events import Described, RevisionName
from verkstad.cards.finding import card_to_change
from verkstad.cards.refusing import changed_since
from verkstad.cards.writing import touch
from verkstad.history.tables import Revision
from verkstad.kernel.ids import new_id
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

REVISION = Revision.__table__  # type: ignore[attr-defined]

# No raw HTML and no images from elsewhere: a picture fetched from outside tells its owner who reads.
_OPTIONS = {"html": False, "breaks": True, "maxNesting": 20}
_without_tables = MarkdownIt("commonmark", _OPTIONS).enable("strikethrough").disable("image")
_markdown = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"]).disable("image")
MOST_CELLS = 10_000  # every line below a wide table becomes a row of it, filled up with empty cells
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def describe_card(deed: Deed, card_id: str, *, text: str, base: str | None) -> Done:
    """Write a new description on top of the revision that was read; refuse where somebody else wrote meanwhile."""
    card = card_to_change(deed, card_id)
    stream = stream_of(card.board_id)
    present = deed.connection.execute(select(REVISION).where(REVISION.c.id == card.description_id)).one_or_none()
    if (present.text if present else "") == text:
        return Done(version=deed.version(stream), op=deed.op)
    if base != card.description_id:
        raise changed_since(
            deed, by=present.by if present else card.updated_by, at=present.at if present else card.updated_at
        )
    revision_id = new_id() if text else None
    if revision_id is not None:
        deed.connection.execute(
            insert(REVISION).values(
                id=revision_id,
                stream=stream,
                subject=card_id,
                field="description",
                text=text,
                by=deed.caller.id,
                at=deed.at,
            )
        )
    version = deed.record(
        stream,
        Described(
            card_id=card_id,
            to=RevisionName(revision_id=revision_id),
            from_=RevisionName(revision_id=card.description_id),
        ),
        subject=card_id,
        words={"card": card.title},
    )
    touch(deed, card_id, version, description_id=revision_id)
    return Done(version=version, op=deed.op)


@lru_cache(maxsize=64)
def rendered(text: str) -> str:
    """Render CommonMark with tables to HTML that is safe to show; links open without telling where from."""
    lines = text.split("\n")
    cells = len(lines) * max(line.count("|") for line in lines)
    return nh3.clean(
        (_markdown if cells <= MOST_CELLS else _without_tables).render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )

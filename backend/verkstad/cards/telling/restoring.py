"""What was removed from an assignment, listed and brought back as it was."""

from typing import Any, get_args

from sqlalchemy import select

from verkstad.boards.access import BOARD, FIELD, LABEL, find_board, standing
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few
from verkstad.boards.refusing import changed_since
from verkstad.cards.attachments.attaching import MOST_ATTACHMENTS
from verkstad.cards.blockers.blocking import MOST_BLOCKERS
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.checklists.listing import MOST_CHECKLISTS
from verkstad.cards.checklists.rows import MOST_ROWS
from verkstad.cards.comments.commenting import MOST_COMMENTS
from verkstad.cards.describing import REVISION
from verkstad.cards.fields.filling_in import take_back_value
from verkstad.cards.finding import CARD, Plan, card_to_change, card_under_lock, find_card, must_be_open
from verkstad.cards.labels.labelling import MOST_ON_CARD
from verkstad.cards.parts import restore_part
from verkstad.cards.people.taking_part import MOST_PARTICIPANTS
from verkstad.cards.phases.phasing import MOST_PHASES
from verkstad.cards.pieces import PARTS
from verkstad.cards.relations.linking import streams_of_link, take_back_link
from verkstad.cards.relations.relating import streams_of_relation, take_back_relation
from verkstad.cards.telling.wire import Noun, RemovedPart
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.wire import Done
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed, Look

_ROOM: dict[str, int] = {
    "checklist": MOST_CHECKLISTS,
    "row": MOST_ROWS,
    "blocker": MOST_BLOCKERS,
    "comment": MOST_COMMENTS,
    "attachment": MOST_ATTACHMENTS,
    "phase": MOST_PHASES,
    "labelling": MOST_ON_CARD,
    "participant": MOST_PARTICIPANTS,
}
# Where the words of a part are, if they are not its own: in which table, by which column.
_NAMED_BY: dict[str, tuple[Any, str, Any]] = {
    "row": (CHECKLIST_TABLE, "checklist_id", ROW_TABLE.c.text),
    "comment": (REVISION, "revision_id", REVISION.c.text),
    "labelling": (LABEL, "label_id", LABEL.c.name),
    "value": (FIELD, "field_id", FIELD.c.name),
    "relation": (CARD, "other_id", CARD.c.title),
    "link": (BOARD, "board_id", BOARD.c.name),
}
_WORDS = {"blocker": "what", "attachment": "name", "participant": "user_id"}
# A card has one at most for each of these, though one was removed and another one added.
_ALONE = {
    "labelling": ("label_id",),
    "participant": ("user_id",),
    "value": ("field_id",),
    "relation": ("other_id", "kind"),
    "link": ("board_id",),
}
LONGEST = 160


def list_removed(look: Look, card_id: str) -> list[RemovedPart]:
    """Give what was removed and is not there otherwise, the latest first; one question for each kind of part."""
    card = find_card(look.connection, look.caller, card_id)
    found = [part for noun in get_args(Noun) for part in _removed(look, card, noun)]
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


def _removed(look: Look, card: Any, noun: Noun) -> list[RemovedPart]:
    table = PARTS[noun].table
    gone: dict[Any, Any] = {}
    there = set()
    for row in look.connection.execute(_rows(noun).where(table.c.card_id == card.id).order_by(table.c.removed_at)):
        key = tuple(getattr(row, column) for column in _ALONE.get(noun, ("id",)))
        if row.removed_at is None:
            there.add(key)
        else:
            gone[key] = row
    return [
        RemovedPart(
            noun=noun,
            id=row.id,
            what="" if noun == "participant" else _shortened(row.called),
            user_id=row.user_id if noun == "participant" else None,
            by=row.updated_by,
            at=row.removed_at,
        )
        for key, row in gone.items()
        if key not in there and _is_shown(look, card, noun, row)
    ]


def _rows(noun: Noun) -> Any:
    """Ask for the parts of a kind, and what each is called; those of what the plan shows no more are left out."""
    table = PARTS[noun].table
    if noun not in _NAMED_BY:
        return select(table, table.c[_WORDS.get(noun, "title")].label("called"))
    named_by, column, words = _NAMED_BY[noun]
    question = select(table, words.label("called"), named_by.c.id.label("of_id"))
    question = question.select_from(table.join(named_by, named_by.c.id == table.c[column]))
    if named_by in (LABEL, FIELD):  # those of a plan that the card has left are its readers' business alone
        home = CARD.alias("home")
        at_home = (home.c.id == table.c.card_id) & (home.c.board_id == named_by.c.board_id)
        question = question.join(home, at_home)
    return question.where(named_by.c.removed_at.is_(None)) if "removed_at" in named_by.c else question


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _is_shown(look: Look, card: Any, noun: Noun, row: Any) -> bool:
    """Leave out what the reader may not see: others' removed comments, and the names of plans that are not theirs."""
    if noun == "comment":
        return row.made_by == look.caller.id or standing(look.caller, Plan(card)).may_arrange
    if noun not in ("relation", "link"):
        return True
    try:
        (find_card if noun == "relation" else find_board)(look.connection, look.caller, row.of_id)
    except NotFound:
        return False
    return True


def restore(deed: Deed, card_id: str, *, noun: Noun, part_id: str) -> Done:
    """Bring a removed part back; nothing is recorded where it is there."""
    if noun in ("relation", "link"):
        return _restore_between(deed, card_id, noun, part_id)
    card = _card(deed, card_id, noun)
    part = PARTS[noun]
    row = _row(deed, card, noun, part_id)
    if row.removed_at is not None and noun in _ROOM:
        must_be_few(deed, part.table, part.table.c.card_id == card.id, most=_ROOM[noun])
    if noun == "comment" and row.made_by != deed.caller.id and not standing(deed.caller, Plan(card)).may_arrange:
        raise MayNot(why=sentence("why.others_comment"))
    if noun == "value" and row.removed_at is not None:
        take_back_value(deed, card, "removed", {"id": row.id})
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    words = {} if noun == "comment" else {"what": row.called}
    return restore_part(deed, card, part, row, words=words)


def _card(deed: Deed, card_id: str, noun: Noun) -> Any:
    if noun != "comment":
        return card_to_change(deed, card_id)
    card = card_under_lock(deed, card_id)
    must_be_open(card)
    return card


def _row(deed: Deed, card: Any, noun: Noun, part_id: str) -> Any:
    """Find a part of the card; refused where what it belongs to is gone, with who took it away and when."""
    table = PARTS[noun].table
    row = deed.connection.execute(select(table).where(table.c.id == part_id, table.c.card_id == card.id)).one_or_none()
    if row is None:
        raise NotFound
    shown = deed.connection.execute(_rows(noun).where(table.c.id == part_id)).one_or_none()
    if shown is None:
        raise changed_since(deed, by=row.updated_by, at=row.updated_at)
    return shown


def _restore_between(deed: Deed, card_id: str, noun: Noun, part_id: str) -> Done:
    """Bring back what lies between two cards or two plans, under the lock of both."""
    find_card(deed.connection, deed.caller, card_id)
    body = {"id": part_id}
    streams = (streams_of_relation if noun == "relation" else streams_of_link)(deed.connection, body)
    if not streams:
        raise NotFound
    home = deed.connection.execute(select(CARD.c.board_id).where(CARD.c.id == card_id)).scalar_one()
    deed.lock(*streams, stream_of(home))
    card = card_to_change(deed, card_id)
    row = _row(deed, card, noun, part_id)
    if row.removed_at is not None:
        (take_back_relation if noun == "relation" else take_back_link)(deed, card, "removed", body)
    return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)

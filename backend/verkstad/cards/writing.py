"""Adding assignments, one or many, and changing what is written on them."""

from typing import Any, cast

import orjson
from sqlalchemy import bindparam, insert, update

from verkstad.boards.access import BOARD, board_to_change, must_be_colleague
from verkstad.boards.changing import must_run_forwards
from verkstad.boards.events import stream_of
from verkstad.boards.problems import TooMany
from verkstad.cards.events import CardFields, Changed, Created, Facts, Noted
from verkstad.cards.finding import CARD, card_to_change, lane_of
from verkstad.cards.placing import last_rank, must_have_room, rank_in
from verkstad.cards.problems import SamePerson
from verkstad.cards.wire import MOST_PROCESSES, CardAdded, CardIn, Face, LinesAdded, LinesIn
from verkstad.kernel.dates import last_day
from verkstad.kernel.ids import new_id
from verkstad.kernel.ranking import ranks_after
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

_NUMBER = (
    update(BOARD)
    .where(BOARD.c.id == bindparam("the_board"))
    .values(next_number=BOARD.c.next_number + bindparam("how_many"))
    .returning(BOARD.c.next_number)
)
_ADD = insert(CARD)
KEPT = ("title", "common_need", "consultation", "processes")  # these are never null


def add_card(deed: Deed, board_id: str, wish: CardIn) -> CardAdded:
    """Add an assignment to a plan: only the title is required."""
    board_to_change(deed, board_id)
    lane = lane_of(deed, board_id, wish.lane_id)
    must_have_room(deed, lane)
    rank = rank_in(deed, lane, after=wish.after, last="after" not in wish.model_fields_set)
    (face,) = _create(deed, board_id, lane, [wish.title], [rank])
    return CardAdded(card_id=face.id, number=face.number, version=face.version, op=deed.op)


def add_lines(deed: Deed, board_id: str, wish: LinesIn) -> LinesAdded:
    """Make each line an assignment, last in a lane and in order; all or none."""
    board_to_change(deed, board_id)
    lane = lane_of(deed, board_id, wish.lane_id)
    titles = [each for each in wish.lines if each]
    if not titles:
        return LinesAdded(card_ids=[], version=deed.version(stream_of(board_id)), op=deed.op)
    must_have_room(deed, lane, coming=len(titles))
    faces = _create(deed, board_id, lane, titles, ranks_after(last_rank(deed, lane.id), len(titles)))
    return LinesAdded(card_ids=[face.id for face in faces], version=faces[-1].version, op=deed.op)


def _create(deed: Deed, board_id: str, lane: Any, titles: list[str], ranks: list[str]) -> list[Face]:
    stream = stream_of(board_id)
    first = take_numbers(deed, board_id, len(titles))
    faces = []
    for index, (title, rank) in enumerate(zip(titles, ranks, strict=True)):
        face = Face(
            id=new_id(),
            number=first + index,
            lane_id=lane.id,
            rank=rank,
            title=title,
            owner_id=None,
            deputy_id=None,
            start=None,
            due=None,
            health="unknown",
            health_note="",
            health_at=None,
            described=False,
            label_ids=[],
            row_count=0,
            rows_done=0,
            comment_count=0,
            attachment_count=0,
            blocked_since=None,
            since=deed.at,
            version=deed.version(stream) + 1,
        )
        deed.record(stream, Created(card=face), subject=face.id, words={"to": lane.title})
        faces.append(face)
    deed.connection.execute(
        _ADD,
        [
            {
                "board_id": board_id,
                "created_at": deed.at,
                "created_by": deed.caller.id,
                "updated_at": deed.at,
                "updated_by": deed.caller.id,
                **face.model_dump(exclude={"described", "label_ids"}),
            }
            for face in faces
        ],
    )
    return faces


def take_numbers(deed: Deed, board_id: str, count: int) -> int:
    """Take the next numbers of a plan and give the first; a number is never used twice."""
    after: int = deed.connection.execute(_NUMBER, {"the_board": board_id, "how_many": count}).scalar_one()
    return after - count


def change_card(deed: Deed, card_id: str, changes: dict[str, Any]) -> Done:
    """Change the fields named, on the face and beside it; nothing is recorded where nothing would change.

    `processes_read` is no field: it is what the list of processes was when its change was made.
    """
    changes = dict(changes)
    read = changes.pop("processes_read", None)
    card = card_to_change(deed, card_id)
    stream = stream_of(card.board_id)
    present = {**card._mapping, "processes": orjson.loads(card.processes)}  # noqa: SLF001 - SQLAlchemy's documented way
    if changes.get("processes") is not None:
        changes["processes"] = _with_what_others_did(changes["processes"], read=read, present=present["processes"])
    to = {
        field: value
        for field, value in changes.items()
        if present[field] != value and not (value is None and field in KEPT)
    }
    for person in ("owner_id", "deputy_id"):
        must_be_colleague(deed, to.get(person))
    must_run_forwards(to.get("start", card.start), to.get("due", card.due))
    on_face = {field: value for field, value in to.items() if field not in Facts.__annotations__}
    beside = {field: value for field, value in to.items() if field in Facts.__annotations__}
    if on_face:
        before = {field: present[field] for field in on_face}
        write_fields(deed, card, to=on_face, before=before)
    if beside:
        before = {field: present[field] for field in beside}
        write_facts(deed, card, to=beside, before=before)
    return Done(version=deed.version(stream), op=deed.op)


def _with_what_others_did(wished: list[str], *, read: list[str] | None, present: list[str]) -> list[str]:
    """Give the list that was wished, with what others have put on it since it was read, and without what they took."""
    wished = list(dict.fromkeys(wished))
    if read is None:
        return wished
    merged = [each for each in present if each in wished or each not in read]
    merged += [each for each in wished if each not in present and each not in read]
    if len(merged) > MOST_PROCESSES:
        raise TooMany(most=MOST_PROCESSES)
    return merged


def write_fields(deed: Deed, card: Any, *, to: dict[str, Any], before: dict[str, Any]) -> None:
    """Write fields of a card's face, with the event that tells of them."""
    if to.keys() & {"owner_id", "deputy_id"}:
        _must_be_two(to.get("owner_id", card.owner_id), to.get("deputy_id", card.deputy_id))
    happening = Changed(card_id=card.id, to=cast("CardFields", to), from_=cast("CardFields", before))
    version = deed.record(stream_of(card.board_id), happening, subject=card.id, words={"card": card.title})
    touch(deed, card.id, version, **to)


def _must_be_two(owner_id: str | None, deputy_id: str | None) -> None:
    if owner_id is not None and owner_id == deputy_id:
        raise SamePerson


def write_facts(deed: Deed, card: Any, *, to: dict[str, Any], before: dict[str, Any]) -> None:
    """Write facts beside a card's face, with the event that tells of them."""
    happening = Noted(card_id=card.id, to=cast("Facts", to), from_=cast("Facts", before), face={})
    version = deed.record(stream_of(card.board_id), happening, subject=card.id, words={"card": card.title})
    kept = {**to, "processes": orjson.dumps(to["processes"]).decode()} if "processes" in to else to
    touch(deed, card.id, version, **kept)


def touch(deed: Deed, card_id: str, version: int, **fields: Any) -> None:
    """Write fields of a card together with the event that tells of them, by whom and when."""
    if "due" in fields:
        fields["due_last"] = fields["due"] and last_day(fields["due"])
    deed.connection.execute(
        update(CARD)
        .where(CARD.c.id == card_id)
        .values(version=version, updated_at=deed.at, updated_by=deed.caller.id, **fields)
    )

"""Adding assignments, one or many, and changing what is written on them."""

from typing import Any, cast

from sqlalchemy import bindparam, insert, update

from verkstad.boards.access import BOARD, board_to_change, must_be_colleague
from verkstad.boards.changing import must_run_forwards
from verkstad.boards.events import stream_of
from verkstad.cards.events import CardFields, Changed, Created
from verkstad.cards.finding import CARD, card_to_change, lane_of
from verkstad.cards.placing import last_rank, must_have_room, rank_in
from verkstad.cards.wire import CardAdded, CardIn, Face, LinesAdded, LinesIn
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
            start=None,
            due=None,
            health="unknown",
            health_note="",
            health_at=None,
            described=False,
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
                **face.model_dump(exclude={"described"}),
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
    """Change title, owner, start or due; nothing is recorded where nothing would change."""
    card = card_to_change(deed, card_id)
    stream = stream_of(card.board_id)
    to = {
        field: value
        for field, value in changes.items()
        if getattr(card, field) != value and not (value is None and field == "title")
    }
    if not to:
        return Done(version=deed.version(stream), op=deed.op)
    must_be_colleague(deed, to.get("owner_id"))
    must_run_forwards(to.get("start", card.start), to.get("due", card.due))
    before = {field: getattr(card, field) for field in to}
    version = deed.record(
        stream,
        Changed(card_id=card_id, to=cast("CardFields", to), from_=cast("CardFields", before)),
        subject=card_id,
        words={"card": card.title},
    )
    touch(deed, card_id, version, **to)
    return Done(version=version, op=deed.op)


def touch(deed: Deed, card_id: str, version: int, **fields: Any) -> None:
    """Write fields of a card together with the event that tells of them, by whom and when."""
    deed.connection.execute(
        update(CARD)
        .where(CARD.c.id == card_id)
        .values(version=version, updated_at=deed.at, updated_by=deed.caller.id, **fields)
    )

"""Moving an assignment within its plan: one row, one event, whatever the size of the board."""

from sqlalchemy import bindparam, update

from verkstad.boards.events import stream_of
from verkstad.cards.events import Moved, Place
from verkstad.cards.finding import CARD, card_to_change, lane_of
from verkstad.cards.placing import must_have_room, rank_in
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

_MOVE = (
    update(CARD)
    .where(CARD.c.id == bindparam("card_id"))
    .values(
        {name: bindparam(f"new_{name}") for name in ("lane_id", "rank", "since", "version", "updated_at", "updated_by")}
    )
)


def move_card(deed: Deed, card_id: str, *, lane_id: str, after: str | None, last: bool) -> Done:
    """Move a card into a lane: after another card, first, or last; nothing is recorded where it stands already."""
    card = card_to_change(deed, card_id)
    lane = lane_of(deed, card.board_id, lane_id)
    stays = lane.id == card.lane_id
    if not stays:
        must_have_room(deed, lane)
    rank = rank_in(deed, lane, after=after, last=last, card_id=card_id, rank=card.rank if stays else "")
    stream = stream_of(card.board_id)
    if stays and rank == card.rank:
        return Done(version=deed.version(stream), op=deed.op)
    origin = card if stays else lane_of(deed, card.board_id, card.lane_id)
    version = deed.record(
        stream,
        Moved(
            card_id=card_id,
            to=Place(lane_id=lane.id, rank=rank),
            from_=Place(lane_id=card.lane_id, rank=card.rank),
        ),
        subject=card_id,
        words={"card": card.title, "to": lane.title, "from": lane.title if stays else origin.title},
    )
    deed.connection.execute(
        _MOVE,
        {
            "card_id": card_id,
            "new_lane_id": lane.id,
            "new_rank": rank,
            "new_since": card.since if stays else deed.at,
            "new_version": version,
            "new_updated_at": deed.at,
            "new_updated_by": deed.caller.id,
        },
    )
    return Done(version=version, op=deed.op)

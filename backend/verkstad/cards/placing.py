"""A place between two neighbours, found without reading the lane."""

from typing import Any

from sqlalchemy import bindparam, func, select, text, update

from verkstad.boards.events import stream_of
from verkstad.boards.problems import PlaceGone
from verkstad.cards.events import Moved, Place
from verkstad.cards.finding import CARD
from verkstad.cards.problems import WipLimit
from verkstad.kernel.ids import new_id
from verkstad.kernel.ranking import rank_between, ranks_between
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed

_IN_LANE = CARD.c.lane_id == bindparam("lane_id")
_NOT_ITSELF = CARD.c.id != bindparam("card_id")
_NEIGHBOUR = select(CARD.c.rank).where(CARD.c.id == bindparam("after"), _IN_LANE)
_LAST = select(func.max(CARD.c.rank)).where(_IN_LANE, _NOT_ITSELF)
_BEHIND = select(func.min(CARD.c.rank)).where(_IN_LANE, CARD.c.rank > bindparam("rank"), _NOT_ITSELF)
_AT_OR_BEFORE = select(func.max(CARD.c.rank)).where(_IN_LANE, CARD.c.rank <= bindparam("rank"), _NOT_ITSELF)
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM card WHERE lane_id = :lane_id LIMIT :most) AS standing")

_SPREAD = (
    update(CARD)
    .where(CARD.c.id == bindparam("the_card"))
    .values(rank=bindparam("new_rank"), version=bindparam("new_version"))
)

NOTHING = ""  # sorts before every rank
MOST_RANK = 32  # six drops in the same gap make ranks one byte longer; two of them are in an event
FIRST_SPREAD = 32


def rank_in(deed: Deed, lane: Any, *, after: str | None, last: bool, card_id: str = "", rank: str = NOTHING) -> str:
    """Give the rank after a card, first (`after` is null) or last; the present `rank` where it stands there already.

    `rank` is the present one of a card that is in this lane.
    """
    before = _rank_before(deed, lane.id, after, last=last, card_id=card_id)
    behind = None
    if not last:
        asked = {"lane_id": lane.id, "rank": before or NOTHING, "card_id": card_id}
        behind = deed.connection.execute(_BEHIND, asked).scalar_one()
    if rank and (before is None or before < rank) and (behind is None or rank < behind):
        return rank
    found = rank_between(before, behind)
    if len(found) <= MOST_RANK:
        return found
    return _make_room(deed, lane, before, card_id=card_id, rank=rank)


def _rank_before(deed: Deed, lane_id: str, after: str | None, *, last: bool, card_id: str) -> str | None:
    if last:
        return last_rank(deed, lane_id, card_id=card_id)
    if after is None:
        return None
    neighbour: str | None = deed.connection.execute(
        _NEIGHBOUR, {"after": after, "lane_id": lane_id}
    ).scalar_one_or_none()
    if neighbour is None or after == card_id:
        raise PlaceGone
    return neighbour


def last_rank(deed: Deed, lane_id: str, *, card_id: str = "") -> str | None:
    """Give the rank of the last card of a lane, the one named aside."""
    found: str | None = deed.connection.execute(_LAST, {"lane_id": lane_id, "card_id": card_id}).scalar_one()
    return found


def former_rank(deed: Deed, lane_id: str, rank: str, card_id: str) -> str:
    """Give the old rank, or the one just behind whoever has taken it, so that surviving neighbours stand as before."""
    asked = {"lane_id": lane_id, "rank": rank, "card_id": card_id}
    before: str | None = deed.connection.execute(_AT_OR_BEFORE, asked).scalar_one()
    if before != rank:
        return rank
    return rank_between(rank, deed.connection.execute(_BEHIND, asked).scalar_one())


def _make_room(deed: Deed, lane: Any, before: str | None, *, card_id: str, rank: str) -> str:
    """Spread the neighbours of a gap that has become too narrow, and give the rank in it.

    Each neighbour's event is an operation of its own: who undoes the move leaves them where they are.
    """
    ahead, behind = _neighbours(deed, lane.id, before, card_id)
    reach = FIRST_SPREAD
    while True:
        low = ahead[-reach - 1].rank if reach < len(ahead) else None
        high = behind[reach].rank if reach < len(behind) else None
        near = [*ahead[-reach:], *behind[:reach]]
        # One more than needed: the card itself still has its old rank, which nobody else may get.
        ranks = [each for each in ranks_between(low, high, len(near) + 2) if each != rank][: len(near) + 1]
        if len(max(ranks, key=len)) <= MOST_RANK // 2 or low is high is None:
            break
        reach *= 2
    mine = ranks.pop(len(ahead[-reach:]))
    moves = [(card, new) for card, new in zip(near, ranks, strict=True) if card.rank != new]
    # Upwards from behind and downwards from the front: then no one steps on a rank that is still taken.
    up = [move for move in reversed(moves) if move[1] > move[0].rank]
    down = [move for move in moves if move[1] < move[0].rank]
    _spread(deed, lane, [*up, *down])
    return mine


def _neighbours(deed: Deed, lane_id: str, before: str | None, card_id: str) -> tuple[list[Any], list[Any]]:
    question = select(CARD.c.id, CARD.c.rank).where(_IN_LANE, _NOT_ITSELF).order_by(CARD.c.rank)
    rows = list(deed.connection.execute(question, {"lane_id": lane_id, "card_id": card_id}))
    ahead = [row for row in rows if row.rank <= (before or NOTHING)]
    return ahead, rows[len(ahead) :]


def _spread(deed: Deed, lane: Any, moves: list[tuple[Any, str]]) -> None:
    rows = []
    for card, new in moves:
        happening = Moved(
            card_id=card.id,
            to=Place(lane_id=lane.id, rank=new),
            from_=Place(lane_id=lane.id, rank=card.rank),
        )
        version = deed.record(stream_of(lane.board_id), happening, subject=card.id, op=new_id())
        rows.append({"the_card": card.id, "new_rank": new, "new_version": version})
    if rows:
        deed.connection.execute(_SPREAD, rows)


def must_have_room(deed: Deed, lane: Any, *, coming: int = 1) -> None:
    """Refuse to fill a lane beyond a limit that refuses; one that warns is the page's to show."""
    limit: int | None = lane.wip_limit
    if limit is None or lane.wip_rule != "refuse":
        return
    asked = {"lane_id": lane.id, "most": limit + 1}
    if deed.connection.execute(_COUNT, asked).scalar_one() + coming > limit:
        title = lane.title
        raise WipLimit(why=sentence("why.wip", lane=title, limit=limit))

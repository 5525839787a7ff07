"""A place between two neighbours, found without reading the lane."""

from typing import Any

from sqlalchemy import bindparam, func, select, text

from verkstad.boards.problems import PlaceGone
from verkstad.cards.finding import CARD
from verkstad.cards.problems import WipLimit
from verkstad.kernel.ranking import rank_between
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed

_IN_LANE = CARD.c.lane_id == bindparam("lane_id")
_NOT_ITSELF = CARD.c.id != bindparam("card_id")
_NEIGHBOUR = select(CARD.c.rank).where(CARD.c.id == bindparam("after"), _IN_LANE)
_LAST = select(func.max(CARD.c.rank)).where(_IN_LANE, _NOT_ITSELF)
_BEHIND = select(func.min(CARD.c.rank)).where(_IN_LANE, CARD.c.rank > bindparam("rank"), _NOT_ITSELF)
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM card WHERE lane_id = :lane_id LIMIT :most) AS some")

NOTHING = ""  # sorts before every rank


def rank_in(deed: Deed, lane_id: str, *, after: str | None, last: bool, card_id: str = "", rank: str = NOTHING) -> str:
    """Give the rank after a card, first (`after` is null) or last; the present `rank` where it stands there already.

    `rank` is the present one of a card that is in this lane.
    """
    before = _rank_before(deed, lane_id, after, last=last, card_id=card_id)
    behind = None
    if not last:
        asked = {"lane_id": lane_id, "rank": before or NOTHING, "card_id": card_id}
        behind = deed.connection.execute(_BEHIND, asked).scalar_one()
    if rank and (before is None or before < rank) and (behind is None or rank < behind):
        return rank
    return rank_between(before, behind)


def _rank_before(deed: Deed, lane_id: str, after: str | None, *, last: bool, card_id: str) -> str | None:
    if last:
        found: str | None = deed.connection.execute(_LAST, {"lane_id": lane_id, "card_id": card_id}).scalar_one()
        return found
    if after is None:
        return None
    neighbour: str | None = deed.connection.execute(
        _NEIGHBOUR, {"after": after, "lane_id": lane_id}
    ).scalar_one_or_none()
    if neighbour is None or after == card_id:
        raise PlaceGone
    return neighbour


def must_have_room(deed: Deed, lane: Any, *, coming: int = 1) -> None:
    """Refuse to fill a lane beyond a limit that refuses; one that warns is the page's to show."""
    limit: int | None = lane.wip_limit
    if limit is None or lane.wip_rule != "refuse":
        return
    asked = {"lane_id": lane.id, "most": limit + 1}
    if deed.connection.execute(_COUNT, asked).scalar_one() + coming > limit:
        title = lane.title
        raise WipLimit(why=sentence("why.wip", lane=title, limit=limit))

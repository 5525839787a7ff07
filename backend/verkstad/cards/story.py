"""What the log tells of a card: its health reports, and how long it stood in each lane."""

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import String, literal, or_, select

from verkstad.boards.access import BOARD, LANE, WITH_MINE, blanks, is_visible_to
from verkstad.cards.finding import FORMER
from verkstad.cards.whole import LaneTime, Report
from verkstad.history.recording import EVENT
from verkstad.kernel.clock import read
from verkstad.users.desk import Look

MOST_REPORTS = 50
_STANDING = ("card.created", "card.moved", "card.reopened", "card.arrived", "card.left", "card.closed")


def reports_of(look: Look, card: Any) -> list[Report]:
    """Give the health reports that were not taken back, the latest first."""
    reports: list[Report] = []
    for event in _told_of(look, card, ("card.assessed",)):
        to = orjson.loads(event.body)["to"]
        if to["health_at"] == event.recorded_at:
            by, at = event.by, event.recorded_at
            reports.append(Report(health=to["health"], note=to["health_note"], at=at, by=by))
            continue
        # Taken back: what it said before is said again, under its own date.
        while reports and reports[-1].at != to["health_at"]:
            reports.pop()
            if to["health_at"] is None:
                break
    return reports[: -MOST_REPORTS - 1 : -1]


def lane_times_of(look: Look, card: Any) -> list[LaneTime]:
    """Give how long the card has stood in each lane, in the order in which it came to them; a closed one stands still.

    What happened on a former plan counts where the reader sees that plan.
    """
    seconds: dict[str, float] = {}
    titles: dict[str, str] = {}
    lane_id, since = None, None
    for at, to, title in _steps(look, card):
        if lane_id is not None and since is not None:
            seconds[lane_id] += (read(at) - read(since)).total_seconds()
        lane_id, since = to, at
        if lane_id is not None:
            seconds.setdefault(lane_id, 0.0)
            titles.setdefault(lane_id, title)
    if lane_id is not None and since is not None and card.closed_at is None:
        seconds[lane_id] += (look.now - read(since)).total_seconds()
    present = look.connection.execute(select(LANE.c.id, LANE.c.title).where(LANE.c.id.in_(list(seconds))))
    titles |= {row.id: row.title for row in present}
    return [
        LaneTime(lane_id=each, title=titles[each], seconds=max(0, int(spent)), now=each == card.lane_id)
        for each, spent in seconds.items()
    ]


def _steps(look: Look, card: Any) -> Iterator[tuple[str, str | None, str]]:
    """Tell when the card came to another lane, or stood in none."""
    for event in _told_of(look, card, _STANDING):
        body = orjson.loads(event.body)
        words = orjson.loads(event.words) if event.words else {}
        if event.kind in ("card.closed", "card.left"):
            yield event.recorded_at, None, ""
        elif event.kind != "card.moved" or body["to"]["lane_id"] != body["from"]["lane_id"]:
            yield event.recorded_at, (body.get("card") or body["to"])["lane_id"], words.get("to", "")


def _told_of(look: Look, card: Any, kinds: tuple[str, ...]) -> list[Any]:
    """Give what happened to a card on its plan and on former ones that the reader sees, the first first."""
    former = select(FORMER.c.board_id).where(FORMER.c.card_id == card.id)
    streams = (
        select(literal("board:", String) + BOARD.c.id)
        .select_from(WITH_MINE)
        .where(is_visible_to(look.caller), or_(BOARD.c.id == card.board_id, BOARD.c.id.in_(former)))
    )
    question = (
        select(EVENT.c.kind, EVENT.c.by, EVENT.c.recorded_at, EVENT.c.body, EVENT.c.words)
        .where(EVENT.c.stream.in_(streams), EVENT.c.subject == card.id, EVENT.c.kind.in_(kinds))
        # When a card leaves one plan for another, both are told at the same moment: it leaves before it arrives.
        .order_by(EVENT.c.recorded_at, EVENT.c.kind.desc(), EVENT.c.version)
    )
    return list(look.connection.execute(question, blanks(look.caller)))

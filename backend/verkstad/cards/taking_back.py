"""Taking back one event of an assignment; refused where the assignment is not as the event left it."""

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import select

from verkstad.boards.access import LANE, must_be_colleague
from verkstad.boards.changing import must_run_forwards
from verkstad.boards.events import stream_of
from verkstad.boards.refusing import changed_since
from verkstad.cards.checklists.listing import unlist
from verkstad.cards.closing import shut, stand_again
from verkstad.cards.describing import put_revision
from verkstad.cards.events import Answer, Answered, Assessed, Assessment, Moved, Place
from verkstad.cards.fields.events import VALUE
from verkstad.cards.fields.filling_in import take_back_value
from verkstad.cards.finding import lane_of
from verkstad.cards.parts import Part, take_back
from verkstad.cards.pieces import PARTS
from verkstad.cards.placing import former_rank, must_have_room
from verkstad.cards.problems import LaneGone
from verkstad.cards.relations.events import LINK, RELATION
from verkstad.cards.relations.linking import take_back_link
from verkstad.cards.relations.relating import take_back_relation
from verkstad.cards.transferring import settle
from verkstad.cards.writing import touch, write_facts, write_fields
from verkstad.history.recording import EVENT
from verkstad.kernel.problems import MayNot
from verkstad.kernel.words import sentence
from verkstad.users.desk import Deed

Undo = Callable[[Deed, Any, dict[str, Any], Any], None]


def _never_made(deed: Deed, card: Any, _body: dict[str, Any], event: Any) -> None:
    """Close a card that was a mistake; kept where somebody else has done something with it since."""
    others = (
        select(EVENT.c.by, EVENT.c.recorded_at)
        .where(
            EVENT.c.stream == event.stream,
            EVENT.c.subject == card.id,
            EVENT.c.version > event.version,
            EVENT.c.by != deed.caller.id,
        )
        .order_by(EVENT.c.version.desc())
        .limit(1)
    )
    touched = deed.connection.execute(others).one_or_none()
    if touched is not None:
        raise changed_since(deed, by=touched.by, at=touched.recorded_at)
    shut(deed, card, reason="mistake", note="")


def _move_back(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    _must_stand(deed, card, body["to"])
    lane = lane_of(deed, card.board_id, body["from"]["lane_id"])
    stays = lane.id == card.lane_id
    if not stays:
        must_have_room(deed, lane)
    rank = former_rank(deed, lane.id, body["from"]["rank"], card.id)
    present = lane_of(deed, card.board_id, card.lane_id)
    version = deed.record(
        stream_of(card.board_id),
        Moved(
            card_id=card.id,
            to=Place(lane_id=lane.id, rank=rank),
            from_=Place(lane_id=card.lane_id, rank=card.rank),
        ),
        subject=card.id,
        words={"card": card.title, "to": lane.title, "from": present.title},
    )
    touch(deed, card.id, version, lane_id=lane.id, rank=rank, since=card.since if stays else deed.at)


def _change_back(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    _must_be(deed, card, body["to"])
    for person in ("owner_id", "deputy_id"):
        must_be_colleague(deed, body["from"].get(person))
    must_run_forwards(body["from"].get("start", card.start), body["from"].get("due", card.due))
    write_fields(deed, card, to=body["from"], before=body["to"])


def _note_back(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    _must_be(deed, card, body["to"])
    write_facts(deed, card, to=body["from"], before=body["to"])


def _assess_back(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    _must_be(deed, card, body["to"])
    version = deed.record(
        stream_of(card.board_id),
        Assessed(card_id=card.id, to=Assessment(**body["from"]), from_=Assessment(**body["to"])),
        subject=card.id,
        words={"card": card.title},
    )
    touch(deed, card.id, version, health_by=deed.caller.id, **body["from"])


def _answer_back(deed: Deed, card: Any, body: dict[str, Any], event: Any) -> None:
    _must_be(deed, card, body["to"])
    if deed.caller.id not in (card.owner_id, card.deputy_id):
        raise MayNot(why=sentence("why.owner_or_deputy"))
    happening = Answered(card_id=card.id, to=Answer(**body["from"]), from_=Answer(**body["to"]), face={})
    version = deed.record(stream_of(card.board_id), happening, subject=card.id, words={"card": card.title})
    # The earlier answer is as old as it was, and its writer's: it answers nothing that has come up since.
    earlier = (
        select(EVENT.c.recorded_at, EVENT.c.by)
        .where(EVENT.c.stream == event.stream, EVENT.c.subject == card.id, EVENT.c.kind == "card.answered")
        .where(EVENT.c.version < event.version)
        .order_by(EVENT.c.version.desc())
        .limit(1)
    )
    was = deed.connection.execute(earlier).one_or_none() if body["from"]["warning_answer"] else None
    at, by = (was.recorded_at, was.by) if was else (None, None)
    touch(deed, card.id, version, **body["from"], warning_answered_at=at, warning_answered_by=by)


def _describe_back(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    _must_be(deed, card, {"description_id": body["to"]["revision_id"]})
    put_revision(deed, card, "description", body["from"]["revision_id"])


def _explain_back(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    _must_be(deed, card, {"background_id": body["to"]["revision_id"]})
    put_revision(deed, card, "background", body["from"]["revision_id"])


def _open_again(deed: Deed, card: Any, body: dict[str, Any], _event: Any) -> None:
    closed = (card.closed_by, card.reason, card.note)
    if card.closed_at is None or closed != (deed.caller.id, body["reason"], body["note"]):
        raise changed_since(deed, by=card.updated_by, at=card.updated_at)
    lane = lane_of(deed, card.board_id, body["from"]["lane_id"])
    must_have_room(deed, lane)
    rank = former_rank(deed, lane.id, body["from"]["rank"], card.id)
    stand_again(deed, card, lane, rank, since=card.since)


def _close_again(deed: Deed, card: Any, body: dict[str, Any], event: Any) -> None:
    """Close a reopened card with the reason that it was closed with, which the log knows."""
    _must_stand(deed, card, body["card"])
    earlier = (
        select(EVENT.c.body)
        .where(
            EVENT.c.stream == event.stream,
            EVENT.c.subject == card.id,
            EVENT.c.version < event.version,
            EVENT.c.kind == "card.closed",
        )
        .order_by(EVENT.c.version.desc())
        .limit(1)
    )
    was = orjson.loads(deed.connection.execute(earlier).scalar_one())
    shut(deed, card, reason=was["reason"], note=was["note"])


def _carry_back(deed: Deed, card: Any, body: dict[str, Any], event: Any) -> None:
    """Move a card back to the plan and the place that it came from."""
    _must_stand(deed, card, body["card"])
    home = body["from_board_id"]
    left = (
        select(EVENT.c.body)
        .where(EVENT.c.stream == stream_of(home), EVENT.c.op == event.op, EVENT.c.kind == "card.left")
        .where(EVENT.c.subject == card.id)
        .limit(1)
    )
    place = orjson.loads(deed.connection.execute(left).scalar_one())["from"]
    lane = deed.connection.execute(
        select(LANE).where(LANE.c.id == place["lane_id"], LANE.c.board_id == home)
    ).one_or_none()
    if lane is None:
        raise LaneGone
    must_have_room(deed, lane)
    settle(deed, card, home, lane, former_rank(deed, lane.id, place["rank"], card.id))


def _part_back(part: Part, what: str) -> Undo:
    return lambda deed, card, body, _event: take_back(deed, card, part, what, body)


def _whats(part: Part) -> list[str]:
    return [str(event.model_fields["type"].default).rpartition(".")[2] for event in part.events]


def _special(part: Part, take_it_back: Callable[[Deed, Any, str, dict[str, Any]], None]) -> dict[str, Undo]:
    def of(what: str) -> Undo:
        return lambda deed, card, body, _event: take_it_back(deed, card, what, body)

    return {f"{part.noun}.{what}": of(what) for what in _whats(part)}


def _must_stand(deed: Deed, card: Any, place: dict[str, Any]) -> None:
    _must_be(deed, card, {name: place[name] for name in ("lane_id", "rank")})


def _must_be(deed: Deed, card: Any, expected: dict[str, Any]) -> None:
    for field, value in expected.items():
        present = getattr(card, field)
        if (orjson.loads(present) if field == "processes" else present) != value:
            raise changed_since(deed, by=card.updated_by, at=card.updated_at)


INVERSE: dict[str, Undo] = {
    "card.created": _never_made,
    "card.moved": _move_back,
    "card.changed": _change_back,
    "card.assessed": _assess_back,
    "card.answered": _answer_back,
    "card.noted": _note_back,
    "card.described": _describe_back,
    "card.explained": _explain_back,
    "card.closed": _open_again,
    "card.reopened": _close_again,
    "card.arrived": _carry_back,
    **{f"{noun}.{what}": _part_back(part, what) for noun, part in PARTS.items() for what in _whats(part)},
    **_special(RELATION, take_back_relation),
    **_special(LINK, take_back_link),
    **_special(VALUE, take_back_value),
    "checklist.added": lambda deed, card, body, _event: unlist(deed, card, body),
}
# The other side of these tells of the same, and is what is taken back.
TOLD_TWICE = frozenset({"card.left", "card.linked", "card.unlinked"})

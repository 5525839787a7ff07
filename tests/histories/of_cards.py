"""Steps of assignments themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.histories.step import Step
from tests.histories.words import DATES, marked, sentence, title
from verkstad.cards import assessing, closing, copying, describing, moving, transferring, undoing, writing
from verkstad.cards.wire import AssessmentIn, CardCopyIn, CardIn, ClosureIn, Health, LinesIn, TransferIn

if TYPE_CHECKING:
    from tests.histories.history import History

HEALTHS: tuple[Health, ...] = ("on_track", "at_risk", "off_track", "unknown")


def _add(h: History) -> None:
    plan = h.plan()
    h.do(writing.add_card, plan, CardIn(title=title(h), lane_id=h.lane(plan)))


def _add_lines(h: History) -> None:
    plan = h.plan()
    h.do(writing.add_lines, plan, LinesIn(lines=[title(h), title(h)], lane_id=h.lane(plan)))


def _change(h: History, *fields: str) -> None:
    values: dict[str, Any] = {
        "title": title(h),
        "owner_id": h.someone(),
        "deputy_id": h.someone(),
        "start": h.dice.choice((None, *DATES)),
        "due": h.dice.choice((None, *DATES)),
        "processes": [f"Införa {h.own_word()}"] if h.dice.random() < 0.7 else [],
    }
    h.do(writing.change_card, h.card().id, {field: values[field] for field in fields})


def _move(h: History) -> None:
    card = h.card()
    h.do(moving.move_card, card.id, lane_id=h.lane(card.board_id), after=None, last=h.dice.random() < 0.5)


def _nudge(h: History) -> None:
    """Give a card another place in the lane in which it stands."""
    card = h.card()
    h.do(moving.move_card, card.id, lane_id=card.lane_id, after=None, last=h.dice.random() < 0.5)


def _describe(h: History) -> None:
    card = h.card()
    h.do(describing.describe_card, card.id, text=_text(h), base=card.description_id)


def _explain(h: History) -> None:
    card = h.card()
    h.do(describing.explain_card, card.id, text=_text(h), base=card.background_id)


def _text(h: History) -> str:
    return h.dice.choice(("", marked(h), marked(h)))


def _assess(h: History) -> None:
    health = h.dice.choice(HEALTHS)
    h.do(assessing.assess_card, h.card().id, AssessmentIn(health=health, note=h.dice.choice(("", sentence(h)))))


def _close(h: History) -> None:
    h.do(closing.close_card, h.card().id, ClosureIn(reason="cancelled", note=h.dice.choice(("", sentence(h)))))


def _reopen(h: History) -> None:
    h.do(closing.reopen_card, h.one(h.cards(closed=True)).id)


def _transfer(h: History) -> None:
    plan = h.plan()
    h.do(transferring.transfer_card, h.card().id, TransferIn(board_id=plan, lane_id=h.lane(plan)))


def _leave_behind(h: History) -> None:
    """Say something of an assignment, take it back, and let it move to another plan: what was said stays there."""
    card = h.card()
    goal = h.one(plan for plan in h.plans() if plan.id != card.board_id and plan.closed_at is None)
    for note in (sentence(h), ""):
        h.do(assessing.assess_card, card.id, AssessmentIn(health="at_risk", note=note), who="asa")
    h.do(transferring.transfer_card, card.id, TransferIn(board_id=goal.id), who="asa")


def _copy(h: History) -> None:
    wish = {"board_id": h.plan(), "with_people": h.dice.random() < 0.5}
    h.do(copying.copy_card, h.card().id, CardCopyIn.model_validate(wish))


def _undo(h: History) -> None:
    """Take back one of the latest things that somebody did."""
    cast = {person: who for who, person in h.ground.cast.ids.items()}
    streams = {f"board:{plan.id}" for plan in h.plans()}
    mine = (row for row in h.rows.event if row.stream in streams and row.by in cast and _number(row.op) > h.first_deed)
    latest = sorted(mine, key=lambda row: _number(row.op))[-8:]
    event = h.one(latest)
    h.do(undoing.undo, event.stream.removeprefix("board:"), event.op, who=cast[event.by])


def _number(op: str) -> int:
    return int(op.removeprefix("operation-")) if op.startswith("operation-0") else 0


STEPS = {
    "add": Step(_add, often=3),
    "add lines": Step(_add_lines),
    "retitle": Step(lambda h: _change(h, "title"), often=2),
    "give": Step(lambda h: _change(h, "owner_id"), often=2),
    "stand in": Step(lambda h: _change(h, "deputy_id")),
    "date": Step(lambda h: _change(h, "start", "due"), often=2),
    "due": Step(lambda h: _change(h, "due"), often=2),
    "processes": Step(lambda h: _change(h, "processes")),
    "move": Step(_move, often=5),
    "nudge": Step(_nudge),
    "describe": Step(_describe, often=2),
    "explain": Step(_explain),
    "assess": Step(_assess, often=3),
    "close": Step(_close, often=2),
    "reopen": Step(_reopen),
    "transfer": Step(_transfer, often=3),
    "leave behind": Step(_leave_behind),
    "copy": Step(_copy),
    "undo": Step(_undo, often=5),
}

"""Steps of plans, of what they are made of, and of the people who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.histories.history import NothingThere
from tests.histories.step import Step
from tests.histories.words import THINGS, WORDS, name, sentence
from tests.search.questions import a_question
from verkstad.boards import arranging, changing, fielding, joining, labelling, starting
from verkstad.boards.views import keeping, moving
from verkstad.boards.views.wire import ViewIn
from verkstad.boards.wire import BoardIn, FieldIn, LabelIn, LaneIn
from verkstad.cards.copying_plans import copy_board
from verkstad.cards.wire import PlanCopyIn
from verkstad.users.changing import change_person

if TYPE_CHECKING:
    from tests.histories.history import History
    from tests.histories.rows import Row

MOST_PLANS = 6
STAGES = ("planned", "active", "waiting", "done")
KINDS: tuple[str, ...] = ("text", "text", "choice", "checkbox")
VIEWS = ("board", "table", "calendar", "timeline", "statistics")


def _named(h: History) -> str:
    return h.dice.choice((*THINGS, *WORDS)).capitalize()


def _label(h: History) -> str:
    return f"{_named(h)} {h.own_word()}" if h.dice.random() < 0.5 else _named(h)


def _start(h: History) -> None:
    _must_be_few(h)
    wish = {"name": _named(h), "owner_id": h.person(), "restricted": h.dice.random() < 0.5}
    h.do(starting.start_board, BoardIn.model_validate(wish))


def _copy(h: History) -> None:
    _must_be_few(h)
    h.do(copy_board, h.plan(), PlanCopyIn(name=_named(h), with_people=h.dice.random() < 0.5))


def _must_be_few(h: History) -> None:
    if len(h.plans()) >= MOST_PLANS:
        raise NothingThere


def _change(h: History, **to: Any) -> None:
    h.do(changing.change_board, h.plan(), to)


def _join(h: History) -> None:
    h.do(joining.add_member, h.plan(), h.person())


def _leave(h: History) -> None:
    here = {plan.id for plan in h.plans()}
    there = h.one(row for row in h.rows.membership if row.board_id in here)
    h.do(joining.remove_member, there.board_id, there.user_id)


def _a_lane(h: History) -> Row:
    here = {plan.id for plan in h.plans()}
    found: Row = h.one(row for row in h.rows.lane if row.board_id in here)
    return found


def _empty_lane(h: History) -> str:
    here = {plan.id for plan in h.plans()}
    full = {card.lane_id for card in h.rows.card}
    found: str = h.one(row for row in h.rows.lane if row.board_id in here and row.id not in full).id
    return found


def _add_lane(h: History) -> None:
    wish = {"title": _named(h), "stage": h.dice.choice(STAGES)}
    h.do(arranging.add_lane, h.plan(), LaneIn.model_validate(wish))


def _add_field(h: History) -> None:
    kind = h.dice.choice(KINDS)
    wish = {"name": _named(h), "kind": kind, "choices": ["Skolan", "Nämnden"] if kind == "choice" else []}
    h.do(fielding.add_field, h.plan(), FieldIn.model_validate(wish))


def _add_view(h: History) -> None:
    """Keep a question, perhaps for others: often by somebody who sees more than they do."""
    question = a_question(h.dice)
    h.questions[question.text] = question
    board_id = h.plan() if h.only is not None or h.dice.random() < 0.7 else None
    wish = {
        "name": _named(h),
        "board_id": board_id,
        "view": h.dice.choice(VIEWS),
        "query": question.text,
        "settings": {"sort": "-due"},
        "shared": h.dice.random() < 0.5,
    }
    # Whoever may see a plan may lose sight of it, and of the views that they kept of it.
    who = h.dice.choice(("asa", "ulf", "amina", "agneta", "solveig")) if h.only is None else h.writer()
    h.do(keeping.add_view, ViewIn.model_validate(wish), who=who)


def _view(h: History, *, removed: bool = False) -> tuple[str, str]:
    """Choose a view and its owner."""
    here = {plan.id for plan in h.plans()} | (set() if h.only is not None else {None})
    row = h.one(row for row in h.rows.saved_view if row.board_id in here and (row.removed_at is not None) == removed)
    who = {person: name for name, person in h.ground.cast.ids.items()}[row.owner_id]
    return row.id, who


def _change_view(h: History) -> None:
    view_id, who = _view(h)
    question = a_question(h.dice)
    h.questions[question.text] = question
    h.do(keeping.change_view, view_id, {"name": _named(h), "query": question.text}, who=who)


def _share_view(h: History) -> None:
    view_id, who = _view(h)
    h.do(keeping.change_view, view_id, {"shared": h.dice.random() < 0.5}, who=who)


def _move_view(h: History) -> None:
    view_id, who = _view(h)
    h.do(moving.move_view, view_id, after=None, last=h.dice.random() < 0.5, who=who)


def _remove_view(h: History) -> None:
    view_id, who = _view(h)
    h.do(keeping.remove_view, view_id, who=who)


def _restore_view(h: History) -> None:
    view_id, who = _view(h, removed=True)
    h.do(keeping.restore_view, view_id, who=who)


def _change_person(h: History, who: tuple[str, ...], **to: Any) -> None:
    h.do(change_person, h.ground.cast.ids[h.dice.choice(who)], to, who="daniel")


STEPS = {
    "start plan": Step(_start, stays=False),
    "copy plan": Step(_copy, stays=False),
    "rename plan": Step(lambda h: _change(h, name=_named(h), purpose=sentence(h))),
    "restrict": Step(lambda h: _change(h, restricted=h.dice.random() < 0.6), often=2, stays=False),
    "hand over plan": Step(lambda h: _change(h, owner_id=h.someone()), stays=False),
    "close plan": Step(lambda h: h.do(changing.close_board, h.plan())),
    "reopen plan": Step(
        lambda h: h.do(changing.reopen_board, h.one(row for row in h.plans() if row.closed_at is not None).id), often=2
    ),
    "join": Step(_join, often=2, stays=False),
    "leave": Step(_leave, stays=False),
    "add lane": Step(_add_lane),
    "retitle lane": Step(lambda h: h.do(arranging.change_lane, _a_lane(h).id, {"title": _named(h)})),
    "turn lane": Step(lambda h: h.do(arranging.change_lane, _a_lane(h).id, {"stage": h.dice.choice(STAGES)}), often=2),
    "move lane": Step(lambda h: h.do(arranging.move_lane, _a_lane(h).id, after=None, last=h.dice.random() < 0.5)),
    "remove lane": Step(lambda h: h.do(arranging.remove_lane, _empty_lane(h))),
    "add label": Step(lambda h: h.do(labelling.add_label, h.plan(), LabelIn(name=_label(h))), often=3),
    "rename label": Step(lambda h: h.do(labelling.change_label, h.of_plan("label").id, {"name": _label(h)})),
    "remove label": Step(lambda h: h.do(labelling.remove_label, h.of_plan("label").id)),
    "restore label": Step(lambda h: h.do(labelling.restore_label, h.of_plan("label", removed=True).id)),
    "add field": Step(_add_field, often=2),
    "rename field": Step(lambda h: h.do(fielding.change_field, h.of_plan("custom_field").id, {"name": _named(h)})),
    "remove field": Step(lambda h: h.do(fielding.remove_field, h.of_plan("custom_field").id)),
    "restore field": Step(lambda h: h.do(fielding.restore_field, h.of_plan("custom_field", removed=True).id)),
    "keep view": Step(_add_view, often=3),
    "change view": Step(_change_view),
    "share view": Step(_share_view),
    "move view": Step(_move_view, often=2),
    "remove view": Step(_remove_view),
    "restore view": Step(_restore_view),
    "rename person": Step(lambda h: _change_person(h, ("ulf", "agneta", "piotr"), name=name(h.dice)), stays=False),
    "give title": Step(lambda h: _change_person(h, ("asa", "ulf"), title=sentence(h)), stays=False),
    "give role": Step(
        lambda h: _change_person(h, ("agneta", "solveig", "ulf"), role=h.dice.choice(("employee", "guest"))),
        stays=False,
    ),
    "close account": Step(lambda h: _change_person(h, ("ulf",), disabled=h.dice.random() < 0.5), stays=False),
}

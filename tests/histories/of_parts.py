"""Steps of what an assignment carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from tests.histories.step import Step
from tests.histories.words import DATES, WORDS, marked, sentence
from verkstad.cards.attachments import attaching
from verkstad.cards.attachments.attaching import Kept
from verkstad.cards.attachments.wire import AttachmentIn
from verkstad.cards.blockers import agreeing, blocking, resolving
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists import growing, listing, rows
from verkstad.cards.checklists.wire import ChecklistIn, RowsIn
from verkstad.cards.comments import commenting
from verkstad.cards.comments.wire import CommentChange, CommentIn
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.labels import labelling
from verkstad.cards.people import taking_part
from verkstad.cards.phases import phasing
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.relations import linking, relating
from verkstad.cards.relations.wire import RelationIn

if TYPE_CHECKING:
    from tests.histories.history import History

FILE = Kept(digest="ab" * 32, size=48_213, media_type="application/pdf", preview=None)


def _word(h: History) -> str:
    return h.dice.choice(WORDS)


def _row(h: History) -> Any:
    standing = {row.id for row in h.rows.checklist if row.removed_at is None}
    cards = {row.id for row in h.cards()}
    lines = (row for row in h.rows.checklist_row if row.checklist_id in standing and row.card_id in cards)
    return h.one(row for row in lines if row.removed_at is None)


def _change_row(h: History, **to: Any) -> None:
    h.do(rows.change_row, _row(h).id, to)


def _move_row(h: History) -> None:
    row = _row(h)
    there = [each for each in h.rows.checklist if each.card_id == row.card_id and each.removed_at is None]
    h.do(rows.move_row, row.id, checklist_id=h.one(there).id, after=None, last=True)


def _edit_comment(h: History) -> None:
    comment = h.part("comment")
    who = {person: name for name, person in h.ground.cast.ids.items()}[comment.made_by]
    h.do(commenting.edit_comment, comment.id, CommentChange(text=marked(h), base=comment.revision_id), who=who)


def _block(h: History) -> None:
    remover: dict[str, Any] = {"remover_id": h.person()} if h.dice.random() < 0.5 else {"remover": sentence(h)}
    h.do(blocking.raise_blocker, h.card().id, BlockerIn.model_validate({"what": sentence(h), **remover}))


def _label(h: History) -> None:
    label = h.of_plan("label")
    card = h.one(row for row in h.cards() if row.board_id == label.board_id)
    h.do(labelling.put_label_on, card.id, label.id)


def _unlabel(h: History) -> None:
    carried = h.part("labelling")
    h.do(labelling.take_label_off, carried.card_id, carried.label_id)


def _fill_in(h: History) -> None:
    field = h.of_plan("custom_field")
    card = h.one(row for row in h.cards() if row.board_id == field.board_id)
    value = {"text": sentence(h), "checkbox": True, "choice": [*orjson.loads(field.choices), None][0]}[field.kind]
    h.do(fill_in, card.id, field.id, value if h.dice.random() < 0.8 else None)


def _phase(h: History) -> None:
    wish = {"title": f"Fas {h.own_word()}", "leader_id": h.someone(), "start": h.dice.choice((None, *DATES))}
    h.do(phasing.add_phase, h.card().id, PhaseIn.model_validate(wish))


def _relate(h: History) -> None:
    wish = {"kind": h.dice.choice(("blocks", "relates")), "card_id": h.card().id}
    h.do(relating.relate, h.card().id, RelationIn.model_validate(wish))


def _unrelate(h: History) -> None:
    cards = {row.id for row in h.cards()}
    pairs = (row for row in h.rows.relation if row.card_id in cards and row.other_id in cards)
    h.do(relating.unrelate, h.one(row for row in pairs if row.removed_at is None).id)


def _link(h: History) -> None:
    card = h.card()
    h.do(linking.link_card, card.id, h.one(plan for plan in h.plans() if plan.id != card.board_id).id)


def _unlink(h: History) -> None:
    link = h.one(
        row for row in h.rows.plan_link if row.removed_at is None and row.board_id in {plan.id for plan in h.plans()}
    )
    h.do(linking.unlink_card, h.one(row for row in h.cards() if row.id == link.card_id).id, link.board_id)


def _step_aside(h: History) -> None:
    there = h.part("participation")
    h.do(taking_part.step_aside, there.card_id, there.user_id)


def _lists(h: History) -> ChecklistIn:
    return ChecklistIn(title=f"Till {h.own_word()}", rows=[f"Ring {_word(h)}", sentence(h)])


STEPS = {
    "list": Step(lambda h: h.do(listing.add_checklist, h.card().id, _lists(h)), often=2),
    "rename list": Step(lambda h: h.do(listing.rename_checklist, h.part("checklist").id, sentence(h))),
    "remove list": Step(lambda h: h.do(listing.remove_checklist, h.part("checklist").id)),
    "add rows": Step(lambda h: h.do(rows.add_rows, h.part("checklist").id, RowsIn(rows=[sentence(h)]))),
    "rewrite row": Step(lambda h: _change_row(h, text=sentence(h))),
    "give row": Step(lambda h: _change_row(h, user_id=h.someone(), due=h.dice.choice((None, *DATES))), often=3),
    "tick row": Step(lambda h: _change_row(h, done=h.dice.random() < 0.7)),
    "move row": Step(_move_row),
    "remove row": Step(lambda h: h.do(rows.remove_row, _row(h).id)),
    "grow row": Step(lambda h: h.do(growing.grow_row, _row(h).id, lane_id=None)),
    "comment": Step(lambda h: h.do(commenting.add_comment, h.card().id, CommentIn(text=marked(h))), often=2),
    "edit comment": Step(_edit_comment),
    "remove comment": Step(lambda h: h.do(commenting.remove_comment, h.part("comment").id)),
    "block": Step(_block, often=3),
    "change blocker": Step(
        lambda h: h.do(blocking.change_blocker, h.part("blocker").id, {"what": sentence(h), "remover": sentence(h)})
    ),
    "resolve": Step(lambda h: h.do(resolving.resolve_blocker, h.part("blocker").id, sentence(h))),
    "reopen blocker": Step(lambda h: h.do(resolving.reopen_blocker, h.part("blocker").id)),
    "remove blocker": Step(lambda h: h.do(blocking.remove_blocker, h.part("blocker").id)),
    "same": Step(lambda h: h.do(agreeing.say_same, h.part("blocker").id)),
    "put label on": Step(_label, often=4),
    "take label off": Step(_unlabel),
    "fill in": Step(_fill_in, often=3),
    "phase": Step(_phase, often=2),
    "change phase": Step(
        lambda h: h.do(phasing.change_phase, h.part("phase").id, {"title": sentence(h), "leader_id": h.someone()})
    ),
    "remove phase": Step(lambda h: h.do(phasing.remove_phase, h.part("phase").id)),
    "attach file": Step(
        lambda h: h.do(attaching.attach_file, h.card().id, f"{_word(h)} {h.own_word()} 12.pdf", FILE), often=2
    ),
    "attach folder": Step(
        lambda h: h.do(
            attaching.attach_place, h.card().id, AttachmentIn(kind="folder", target=f"G:\\{_word(h)}\\{h.own_word()}")
        )
    ),
    "rename file": Step(lambda h: h.do(attaching.rename_attachment, h.part("attachment").id, sentence(h))),
    "detach": Step(lambda h: h.do(attaching.remove_attachment, h.part("attachment").id)),
    "take part": Step(lambda h: h.do(taking_part.take_part, h.card().id, h.person()), often=2),
    "step aside": Step(_step_aside),
    "relate": Step(_relate, often=2),
    "unrelate": Step(_unrelate),
    "link": Step(_link),
    "unlink": Step(_unlink),
}

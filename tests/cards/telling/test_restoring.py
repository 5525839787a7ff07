from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from verkstad.boards.fielding import add_field
from verkstad.boards.labelling import add_label, remove_label
from verkstad.boards.problems import TooMany
from verkstad.boards.wire import FieldIn, LabelIn
from verkstad.cards.attachments.attaching import attach_place, remove_attachment
from verkstad.cards.attachments.wire import AttachmentIn
from verkstad.cards.blockers.blocking import raise_blocker, remove_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists import listing, rows
from verkstad.cards.checklists.listing import MOST_CHECKLISTS
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.closing import close_card
from verkstad.cards.comments.commenting import add_comment, remove_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.labels.labelling import put_label_on, take_label_off
from verkstad.cards.people.taking_part import step_aside, take_part
from verkstad.cards.phases.phasing import add_phase, remove_phase
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.problems import CardClosed
from verkstad.cards.relations.linking import link_card, unlink_card
from verkstad.cards.relations.relating import relate, unrelate
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.telling.restoring import list_removed, restore
from verkstad.cards.telling.wire import Noun
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

A, B = "Boka lokal", "Ta fram material"


def _list(ground: Ground) -> str:
    return str(ground.do(listing.add_checklist, ground.cards[A], ChecklistIn(title="Före", rows=["Ett", "Två"])).id)


def _checklist(ground: Ground) -> None:
    ground.do(listing.remove_checklist, _list(ground))


def _row(ground: Ground) -> None:
    _list(ground)
    ground.do(rows.remove_row, ground.card(A).checklists[0].rows[0].id)


def _comment(ground: Ground) -> None:
    ground.do(remove_comment, ground.do(add_comment, ground.cards[A], CommentIn(text="Förhastat.")).id)


def _label(ground: Ground) -> None:
    label_id = ground.do(add_label, ground.board, LabelIn(name="Kompetens")).label_id
    ground.do(put_label_on, ground.cards[A], label_id)
    ground.do(take_label_off, ground.cards[A], label_id)


def _participant(ground: Ground) -> None:
    ground.do(take_part, ground.cards[A], ground.cast.ids["amina"])
    ground.do(step_aside, ground.cards[A], ground.cast.ids["amina"])


def _relation(ground: Ground) -> None:
    relation = ground.do(relate, ground.cards[A], RelationIn(card_id=ground.cards[B], kind="blocks"))
    ground.do(unrelate, relation.id)


def _link(ground: Ground) -> None:
    ground.do(link_card, ground.cards[A], ground.other)
    ground.do(unlink_card, ground.cards[A], ground.other)


def _blocker(ground: Ground) -> None:
    ground.do(remove_blocker, ground.do(raise_blocker, ground.cards[A], BlockerIn(what="Ingen lokal är ledig.")).id)


def _attachment(ground: Ground) -> None:
    wish = AttachmentIn(kind="folder", target=r"G:\Allmänt\Handlingsplaner – AMF")
    ground.do(remove_attachment, ground.do(attach_place, ground.cards[A], wish).id)


def _phase(ground: Ground) -> None:
    ground.do(remove_phase, ground.do(add_phase, ground.cards[A], PhaseIn(title="Förstudie")).id)


def _value(ground: Ground) -> None:
    field_id = ground.do(add_field, ground.board, FieldIn(name="Diarienummer", kind="text")).field_id
    ground.do(fill_in, ground.cards[A], field_id, "AMN 2026-112")
    ground.do(fill_in, ground.cards[A], field_id, None)


GONE: dict[str, tuple[Callable[[Ground], None], str]] = {
    "checklist": (_checklist, "Före"),
    "row": (_row, "Ett"),
    "comment": (_comment, "Förhastat."),
    "labelling": (_label, "Kompetens"),
    "participant": (_participant, ""),
    "relation": (_relation, B),
    "link": (_link, "Kompetensförsörjning 2027"),
    "blocker": (_blocker, "Ingen lokal är ledig."),
    "attachment": (_attachment, r"G:\Allmänt\Handlingsplaner – AMF"),
    "phase": (_phase, "Förstudie"),
    "value": (_value, "Diarienummer"),
}


def _removed(ground: Ground, who: str = "asa") -> list[Any]:
    return ground.cast.look(who, lambda look: list_removed(look, ground.cards[A]))


def test_nothing_that_can_be_removed_is_left_out() -> None:
    assert set(GONE) == set(get_args(Noun))


@pytest.mark.parametrize("noun", GONE)
def test_is_listed_and_comes_back_as_it_was(ground: Ground, noun: Any) -> None:
    remove, what = GONE[noun]
    remove(ground)
    (gone,) = _removed(ground)
    assert (gone.noun, gone.what, gone.by) == (noun, what, ground.cast.ids["asa"])
    event, *_ = ground.told(restore, ground.cards[A], noun=noun, part_id=gone.id)
    assert event["type"] == f"{noun}.restored"
    assert _removed(ground) == []
    assert ground.told(restore, ground.cards[A], noun=noun, part_id=gone.id) == []


class TestNotListed:
    def test_what_is_there_again(self, ground: Ground) -> None:
        _participant(ground)
        ground.do(take_part, ground.cards[A], ground.cast.ids["amina"])
        assert _removed(ground) == []

    def test_rows_of_a_list_that_is_gone_itself(self, ground: Ground) -> None:
        checklist = _list(ground)
        row = ground.card(A).checklists[0].rows[0].id
        ground.do(rows.remove_row, row)
        ground.do(listing.remove_checklist, checklist)
        assert [each.noun for each in _removed(ground)] == ["checklist"]
        ground.refused(ChangedSince, restore, ground.cards[A], noun="row", part_id=row)

    def test_a_label_that_the_plan_has_no_more(self, ground: Ground) -> None:
        _label(ground)
        ground.do(remove_label, ground.snapshot(ground.board)["labels"][0]["id"])
        assert _removed(ground) == []

    def test_somebody_elses_comment(self, ground: Ground) -> None:
        _comment(ground)
        assert [len(_removed(ground, who)) for who in ("asa", "ulf", "agneta", "solveig")] == [1, 1, 0, 0]


class TestRefused:
    def test_somebody_elses_comment(self, ground: Ground) -> None:
        _comment(ground)
        (gone,) = _removed(ground)
        ground.refused(MayNot, restore, ground.cards[A], noun="comment", part_id=gone.id, who="solveig")
        ground.do(restore, ground.cards[A], noun="comment", part_id=gone.id, who="ulf")

    def test_more_than_there_may_be(self, ground: Ground) -> None:
        _checklist(ground)
        for number in range(MOST_CHECKLISTS):
            ground.do(listing.add_checklist, ground.cards[A], ChecklistIn(title=f"{number}"))
        (gone,) = _removed(ground)
        ground.refused(TooMany, restore, ground.cards[A], noun="checklist", part_id=gone.id)

    def test_what_is_of_another_card_or_never_was(self, ground: Ground) -> None:
        _checklist(ground)
        (gone,) = _removed(ground)
        ground.refused(NotFound, restore, ground.cards[B], noun="checklist", part_id=gone.id)
        for noun in ("checklist", "relation", "link"):
            ground.refused(NotFound, restore, ground.cards[A], noun=noun, part_id=new_id())

    def test_on_a_closed_card_and_for_readers(self, ground: Ground) -> None:
        _checklist(ground)
        (gone,) = _removed(ground)
        ground.refused(MayNot, restore, ground.cards[A], noun="checklist", part_id=gone.id, who="agneta")
        ground.do(close_card, ground.cards[A], ClosureIn(reason="cancelled"))
        ground.refused(CardClosed, restore, ground.cards[A], noun="checklist", part_id=gone.id)


def test_over_the_network(ground: Ground, actor: Callable[[str], Actor]) -> None:
    _row(ground)
    asa, address = actor("asa"), f"/cards/{ground.cards[A]}"
    (gone,) = asa.get(f"{address}/removed")["items"]
    assert asa.ask("POST", f"{address}/restorations", {"noun": "same", "id": gone["id"]}).status_code == 422
    asa.post(f"{address}/restorations", {"noun": "row", "id": gone["id"]})
    assert asa.get(f"{address}/removed")["items"] == []


def test_a_label_of_a_plan_that_the_card_has_left_is_nobodys_business_there(ground: Ground) -> None:
    _label(ground)
    assert [part.noun for part in ground.cast.look("asa", lambda look: list_removed(look, ground.cards[A]))] == [
        "labelling"
    ]
    ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
    assert ground.cast.look("asa", lambda look: list_removed(look, ground.cards[A])) == []

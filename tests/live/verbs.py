"""Every verb that writes to a plan, each registered once, on a plan laid for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases import (
    attachments,
    blockers,
    checklists,
    comments,
    copies,
    fields,
    labels,
    people,
    phases,
    relations,
    telling,
    views,
    warnings,
)
from tests.live.cases.case import UNDONE, Case, first, material, undo_it
from verkstad.boards import arranging, changing, joining, starting
from verkstad.boards.wire import LaneIn
from verkstad.cards import assessing, closing, describing, moving, transferring, undoing, writing
from verkstad.cards.finding import CARD
from verkstad.cards.wire import AssessmentIn, CardIn, ClosureIn, LinesIn, TransferIn

if TYPE_CHECKING:
    from tests.ground import Ground


def _transfer(ground: Ground) -> Any:
    return ground.do(transferring.transfer_card, material(ground), TransferIn(board_id=ground.other))


def _start_anew(ground: Ground) -> None:
    ground.board = ground.start("Ett nytt handlingsprogram")


def _empty_last_lane(ground: Ground) -> None:
    ground.lanes.append(
        ground.do(
            arranging.add_lane, ground.board, LaneIn(title="Avstämt", stage="done", wip_limit=4, wip_rule="refuse")
        ).lane_id
    )


_CASES: dict[str, Case] = {
    "board-started": Case(starting.start_board, _start_anew),
    "board-changed": Case(
        changing.change_board,
        lambda g: g.do(
            changing.change_board,
            g.board,
            {
                "name": "Invånaren som medskapare",
                "purpose": "Fler är med från början.",
                "owner_id": g.cast.ids["amina"],
                "period_end": None,
                "restricted": True,
            },
        ),
    ),
    "board-closed": Case(changing.close_board, lambda g: g.do(changing.close_board, g.board)),
    "board-reopened": Case(
        changing.reopen_board,
        lambda g: g.do(changing.reopen_board, g.board),
        lambda g: g.do(changing.close_board, g.board),
    ),
    "lane-added-last": Case(arranging.add_lane, _empty_last_lane),
    "lane-added-between": Case(
        arranging.add_lane,
        lambda g: g.do(arranging.add_lane, g.board, LaneIn(title="Förankras", stage="planned", after=g.lanes[0])),
    ),
    "lane-changed": Case(
        arranging.change_lane,
        lambda g: g.do(
            arranging.change_lane, g.lanes[1], {"title": "På gång", "wip_limit": 3, "wip_rule": "refuse"}, who="ulf"
        ),
    ),
    "lane-moved": Case(
        arranging.move_lane, lambda g: g.do(arranging.move_lane, g.lanes[3], after=g.lanes[0], last=False)
    ),
    "lane-removed": Case(arranging.remove_lane, lambda g: g.do(arranging.remove_lane, g.lanes[3])),
    "member-added": Case(joining.add_member, lambda g: g.do(joining.add_member, g.board, g.cast.ids["agneta"])),
    "member-removed": Case(joining.remove_member, lambda g: g.do(joining.remove_member, g.board, g.cast.ids["amina"])),
    "card-added-last": Case(
        writing.add_card, lambda g: g.do(writing.add_card, g.board, CardIn(title="Utvärdera"), who="solveig")
    ),
    "card-added-after": Case(
        writing.add_card,
        lambda g: g.do(writing.add_card, g.board, CardIn(title="Utvärdera", lane_id=g.lanes[0], after=first(g))),
    ),
    "cards-added-from-lines": Case(
        writing.add_lines,
        lambda g: g.do(
            writing.add_lines,
            g.board,
            LinesIn(lines=["Skriva inbjudan", "", "Beställa fika", "Tacka deltagarna"], lane_id=g.lanes[1]),
        ),
    ),
    "card-changed": Case(
        writing.change_card,
        lambda g: g.do(
            writing.change_card,
            material(g),
            {"title": "Ta fram material och affischer", "owner_id": None, "start": "2026-11-19", "due": "2026-12-11"},
            who="amina",
        ),
    ),
    "card-described": Case(
        describing.describe_card,
        lambda g: g.do(describing.describe_card, first(g), text="**Behovet** kom fram på mötet.", base=None),
    ),
    "card-description-emptied": Case(
        describing.describe_card,
        lambda g: g.do(
            describing.describe_card,
            material(g),
            text="",
            base=g.cast.house.database.read(
                lambda c: c.execute(CARD.select().where(CARD.c.id == material(g))).one()
            ).description_id,
        ),
    ),
    "card-explained": Case(
        describing.explain_card,
        lambda g: g.do(describing.explain_card, first(g), text="Behovet kom fram på uppstartsmötet.", base=None),
    ),
    "card-noted": Case(
        writing.change_card,
        lambda g: g.do(
            writing.change_card,
            material(g),
            {
                "common_need": True,
                "priority": 1,
                "consultation": True,
                "consulted_on": "2026-12",
                "processes": ["Införande av e-tjänst"],
                "deputy_id": g.cast.ids["ulf"],
            },
        ),
    ),
    "background-undone": Case(
        undoing.undo, undo_it, lambda g: g.do(describing.explain_card, first(g), text="Fel.", base=None, op=UNDONE)
    ),
    "facts-undone": Case(
        undoing.undo,
        undo_it,
        lambda g: g.do(writing.change_card, first(g), {"priority": 2, "processes": ["Upphandling"]}, op=UNDONE),
    ),
    "card-assessed": Case(
        assessing.assess_card,
        lambda g: g.do(assessing.assess_card, first(g), AssessmentIn(health="off_track", note="Ingen har anmält sig.")),
    ),
    "card-assessment-taken-back": Case(
        assessing.assess_card, lambda g: g.do(assessing.assess_card, material(g), AssessmentIn(health="unknown"))
    ),
    "card-moved-to-another-lane": Case(
        moving.move_card,
        lambda g: g.do(moving.move_card, first(g), lane_id=g.lanes[1], after=material(g), last=False, who="amina"),
    ),
    "card-moved-first-in-another-lane": Case(
        moving.move_card, lambda g: g.do(moving.move_card, first(g), lane_id=g.lanes[1], after=None, last=False)
    ),
    "card-moved-to-an-empty-lane": Case(
        moving.move_card, lambda g: g.do(moving.move_card, first(g), lane_id=g.lanes[4], after=None, last=True)
    ),
    "card-moved-within-its-lane": Case(
        moving.move_card,
        lambda g: g.do(moving.move_card, first(g), lane_id=g.lanes[0], after=g.cards["Boka lokal"], last=False),
    ),
    "card-closed": Case(
        closing.close_card,
        lambda g: g.do(closing.close_card, material(g), ClosureIn(reason="merged", note="Görs i #1.")),
    ),
    "card-reopened": Case(closing.reopen_card, lambda g: g.do(closing.reopen_card, g.cards["Trycka broschyr"])),
    "card-left": Case(transferring.transfer_card, _transfer),
    "card-arrived": Case(transferring.transfer_card, _transfer, on_other=True),
    "move-undone": Case(
        undoing.undo,
        undo_it,
        lambda g: g.do(moving.move_card, first(g), lane_id=g.lanes[2], after=None, last=False, op=UNDONE),
    ),
    "change-undone": Case(
        undoing.undo,
        undo_it,
        lambda g: g.do(writing.change_card, material(g), {"title": "Fel titel", "due": None}, op=UNDONE),
    ),
    "description-undone": Case(
        undoing.undo, undo_it, lambda g: g.do(describing.describe_card, first(g), text="Fel.", base=None, op=UNDONE)
    ),
    "assessment-undone": Case(
        undoing.undo,
        undo_it,
        lambda g: g.do(assessing.assess_card, material(g), AssessmentIn(health="on_track"), op=UNDONE),
    ),
    "closure-undone": Case(
        undoing.undo, undo_it, lambda g: g.do(closing.close_card, first(g), ClosureIn(reason="handed_over"), op=UNDONE)
    ),
}

# Each kind of part has a file of cases beside this one.
CASES: dict[str, Case] = {
    **_CASES,
    **checklists.CASES,
    **attachments.CASES,
    **blockers.CASES,
    **relations.CASES,
    **comments.CASES,
    **labels.CASES,
    **people.CASES,
    **fields.CASES,
    **phases.CASES,
    **copies.CASES,
    **warnings.CASES,
    **telling.CASES,
    **views.CASES,
}

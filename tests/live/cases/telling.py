"""Cases of bringing back what was removed, and of undoing what was done to plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.cases.case import UNDONE, Case, first, material, undo_it
from tests.live.cases.checklists import with_rows
from verkstad.boards import arranging, changing, joining
from verkstad.boards.wire import LaneIn
from verkstad.cards import closing, describing, transferring, undoing, writing
from verkstad.cards.checklists import listing, rows
from verkstad.cards.telling import restoring
from verkstad.cards.wire import CardIn, TransferIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ground import Ground


def _without_a_row(ground: Ground) -> None:
    with_rows(ground)
    ground.do(rows.remove_row, ground.things["row-1"])


def _without_the_list(ground: Ground) -> None:
    with_rows(ground)
    ground.do(listing.remove_checklist, ground.things["checklist"])


def _restore(noun: Any, thing: str) -> Callable[[Ground], Any]:
    return lambda ground: ground.do(restoring.restore, first(ground), noun=noun, part_id=ground.things[thing])


def _described(ground: Ground) -> None:
    ground.do(describing.describe_card, first(ground), text="Ett. Två.", base=None)
    ground.things["base"] = str(ground.card("Genomföra två workshops").description.revision_id)
    ground.do(describing.describe_card, first(ground), text="Ett. Tre.", base=ground.things["base"], who="amina")


def _undone(verb: Callable[..., Any], *arguments: str, **named: Any) -> Case:
    """Undo a verb on the plan whose first arguments the ground names."""

    def act(ground: Ground) -> Any:
        known = {"board": ground.board, "lane": ground.lanes[3], "first": first(ground), "material": material(ground)}
        return ground.do(verb, *(known[each] for each in arguments), op=UNDONE, **named)

    return Case(undoing.undo, undo_it, act)


CASES: dict[str, Case] = {
    "row-restored": Case(restoring.restore, _restore("row", "row-1"), _without_a_row),
    "checklist-restored": Case(restoring.restore, _restore("checklist", "checklist"), _without_the_list),
    "description-merged": Case(
        describing.describe_card,
        lambda g: g.do(describing.describe_card, first(g), text="Ett till. Två.", base=g.things["base"]),
        _described,
    ),
    "board-change-undone": _undone(changing.change_board, "board", changes={"name": "Fel", "restricted": True}),
    "lane-removal-undone": _undone(arranging.remove_lane, "lane"),
    "lane-move-undone": _undone(arranging.move_lane, "lane", after=None, last=False),
    "lane-change-undone": _undone(arranging.change_lane, "lane", changes={"title": "Fel", "wip_limit": 2}),
    "lane-addition-undone": _undone(arranging.add_lane, "board", wish=LaneIn(title="Fel", stage="done")),
    "card-addition-undone": _undone(writing.add_card, "board", wish=CardIn(title="Fel")),
    "member-removal-undone": Case(
        undoing.undo, undo_it, lambda g: g.do(joining.remove_member, g.board, g.cast.ids["amina"], op=UNDONE)
    ),
    "reopening-undone": Case(
        undoing.undo, undo_it, lambda g: g.do(closing.reopen_card, g.cards["Trycka broschyr"], op=UNDONE)
    ),
    "transfer-undone": Case(
        undoing.undo,
        undo_it,
        lambda g: g.do(transferring.transfer_card, material(g), TransferIn(board_id=g.other), op=UNDONE),
    ),
    "transfer-undone-there": Case(
        undoing.undo,
        undo_it,
        lambda g: g.do(transferring.transfer_card, material(g), TransferIn(board_id=g.other), op=UNDONE),
        on_other=True,
    ),
}

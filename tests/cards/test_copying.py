from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from tests.live.reducer import replayed
from verkstad.boards.arranging import change_lane
from verkstad.boards.changing import change_board, close_board
from verkstad.boards.fielding import add_field
from verkstad.boards.labelling import add_label
from verkstad.boards.problems import BoardClosed
from verkstad.boards.wire import FieldIn, LabelIn
from verkstad.cards.blockers.blocking import raise_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists.listing import add_checklist
from verkstad.cards.checklists.rows import change_row, remove_row
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.comments.commenting import add_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.copying import copy_card
from verkstad.cards.copying_plans import copy_board
from verkstad.cards.describing import explain_card
from verkstad.cards.fields.filling_in import fill_in
from verkstad.cards.labels.labelling import put_label_on
from verkstad.cards.people.taking_part import take_part
from verkstad.cards.phases.phasing import add_phase
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.problems import LaneGone, WipLimit
from verkstad.cards.reading import read_card
from verkstad.cards.undoing import undo
from verkstad.cards.whole import CardOut
from verkstad.cards.wire import CardCopyIn, LinesIn, PlanCopyIn
from verkstad.cards.writing import add_lines, change_card
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.users.changing import change_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground

A = "Ta fram material"


@pytest.fixture
def full(ground: Ground) -> Ground:
    """The material with everything on it; its earliest date is 16 November."""
    card, ids = ground.cards[A], ground.cast.ids
    ground.do(change_card, card, {"deputy_id": ids["ulf"], "common_need": True, "processes": ["Upphandling"]})
    ground.do(change_card, card, {"start": "2026-11-20", "due": "2026-12", "consulted_on": "2026-12-04"})
    ground.do(explain_card, card, text="Behovet kom fram på mötet.", base=None)
    label = ground.do(add_label, ground.board, LabelIn(name="Kompetens", tint=2)).label_id
    ground.do(put_label_on, card, label)
    ground.things["label"] = label
    field = ground.do(add_field, ground.board, FieldIn(name="Nämnd", kind="date")).field_id
    ground.do(fill_in, card, field, "2026-12-18")
    ground.do(add_checklist, card, ChecklistIn(title="Steg", rows=["Skriva", "Trycka", "Dela ut"]))
    first, second, third = ground.card(A).checklists[0].rows
    ground.do(change_row, first.id, {"user_id": ids["amina"], "due": "2026-11-16", "done": True})
    ground.do(change_row, second.id, {"due": "2027-21"})
    ground.do(remove_row, third.id)
    ground.do(add_phase, card, PhaseIn(title="Prövning", leader_id=ids["ulf"], start="2026-12-01", due="2026-12-11"))
    ground.do(take_part, card, ids["solveig"])
    ground.do(raise_blocker, card, BlockerIn(what="Ingen har svarat."))
    ground.do(add_comment, card, CommentIn(text="Jag frågar på måndag."))
    return ground


def _copy(ground: Ground, who: str = "asa", **wish: Any) -> CardOut:
    copied = ground.do(copy_card, ground.cards[A], CardCopyIn.model_validate(wish), who=who)
    return ground.cast.look(who, lambda look: read_card(look, copied.card_id))


class TestACopy:
    def test_says_what_the_card_says_and_not_what_happened_to_it(self, full: Ground) -> None:
        card, copy = full.card(A), _copy(full)
        assert (copy.title, copy.description.text, copy.background.text) == (
            A,
            "Se *underlaget*.",
            "Behovet kom fram på mötet.",
        )
        assert copy.description.revision_id != card.description.revision_id
        assert (copy.common_need, copy.processes, copy.label_ids) == (True, ["Upphandling"], card.label_ids)
        assert (copy.start, copy.due, copy.consulted_on) == ("2026-11-20", "2026-12", "2026-12-04")
        (checklist,) = copy.checklists
        assert [(row.text, row.done_at, row.user_id) for row in checklist.rows] == [
            ("Skriva", None, None),
            ("Trycka", None, None),
        ]
        assert (copy.row_count, copy.rows_done) == (2, 0)
        assert [(phase.title, phase.leader_id) for phase in copy.phases] == [("Prövning", None)]
        assert [value.value for value in copy.values] == ["2026-12-18"]
        assert (copy.health, copy.reports, copy.blockers, copy.comments, copy.blocked_since) == (
            "unknown",
            [],
            [],
            [],
            None,
        )
        assert (copy.owner_id, copy.deputy_id, copy.participants) == (None, None, [])
        assert (copy.lane_id, copy.number) == (full.lanes[0], 7)

    def test_leaves_the_card_as_it_was(self, full: Ground) -> None:
        before = full.card(A)
        _copy(full, start="2027-01-11")
        still = full.card(A)
        assert still.model_dump(exclude={"lane_times"}) == before.model_dump(exclude={"lane_times"})

    def test_is_told_with_one_event_and_replays(self, full: Ground) -> None:
        before = full.snapshot(full.board)
        (told,) = full.told(copy_card, full.cards[A], CardCopyIn(title="Nytt material"))
        assert (told["type"], told["card"]["title"], told["card"]["row_count"]) == ("card.created", "Nytt material", 2)
        assert replayed(before, [told]) == full.snapshot(full.board)

    def test_is_undone(self, full: Ground) -> None:
        full.do(copy_card, full.cards[A], CardCopyIn(title="Nytt"), op="what-i-did-just-now")
        full.do(undo, full.board, "what-i-did-just-now")
        assert "Nytt" not in full.in_lane(0)

    def test_begins_on_a_new_start(self, full: Ground) -> None:
        copy = _copy(full, start="2027-01-11")
        (checklist,) = copy.checklists
        assert [row.due for row in checklist.rows] == ["2027-01-11", "2027-22"]
        assert (copy.start, copy.due, copy.consulted_on) == ("2027-01-15", "2027-02", "2027-01-29")
        assert [(phase.start, phase.due) for phase in copy.phases] == [("2027-01-26", "2027-02-05")]
        assert [value.value for value in copy.values] == ["2027-02-12"]

    def test_brings_the_people_who_are_still_here(self, full: Ground) -> None:
        ids = full.cast.ids
        copy = _copy(full, with_people=True)
        assert (copy.owner_id, copy.deputy_id, copy.participants) == (ids["amina"], ids["ulf"], [ids["solveig"]])
        assert [row.user_id for row in copy.checklists[0].rows] == [ids["amina"], None]
        assert copy.phases[0].leader_id == ids["ulf"]
        full.do(change_person, ids["ulf"], {"disabled": True}, who="daniel")
        copy = _copy(full, with_people=True)
        assert (copy.owner_id, copy.deputy_id, copy.phases[0].leader_id) == (ids["amina"], None, None)


class TestOnAnotherPlan:
    def test_it_has_the_labels_of_the_same_name_and_no_fields(self, full: Ground) -> None:
        alike = full.do(add_label, full.other, LabelIn(name="KOMPETENS")).label_id
        copy = _copy(full, board_id=full.other)
        assert (copy.board.id, copy.number, copy.label_ids, copy.values) == (full.other, 1, [alike], [])

    def test_only_where_one_may_read_the_one_and_change_the_other(self, full: Ground) -> None:
        wish = CardCopyIn(board_id=full.other)
        full.refused(MayNot, copy_card, full.cards[A], wish, who="amina")
        full.refused(MayNot, copy_card, full.cards[A], CardCopyIn(), who="agneta")
        full.do(change_board, full.board, {"restricted": True})
        full.refused(NotFound, copy_card, full.cards[A], CardCopyIn(), who="agneta")

    def test_from_a_closed_plan_but_not_to_one(self, full: Ground) -> None:
        full.do(close_board, full.board)
        full.refused(BoardClosed, copy_card, full.cards[A], CardCopyIn())
        assert _copy(full, board_id=full.other).title == A

    def test_a_closed_card_and_one_without_dates_too(self, ground: Ground) -> None:
        copied = ground.do(
            copy_card, ground.cards["Trycka broschyr"], CardCopyIn.model_validate({"start": "2027-01-11"})
        )
        assert ground.face(copied.card_id)["start"] is None

    def test_in_a_lane_that_is_there_and_has_room(self, ground: Ground) -> None:
        elsewhere = ground.lanes_of(ground.other)[0]
        ground.refused(LaneGone, copy_card, ground.cards[A], CardCopyIn(lane_id=elsewhere))
        ground.do(change_lane, ground.lanes[1], {"wip_limit": 1, "wip_rule": "refuse"})
        ground.refused(WipLimit, copy_card, ground.cards[A], CardCopyIn(lane_id=ground.lanes[1]))


class TestAPlan:
    def _copy(self, ground: Ground, **wish: Any) -> dict[str, Any]:
        asked = PlanCopyIn.model_validate({"name": "Medskapare 2028", **wish})
        ground.things["copy"] = ground.do(copy_board, ground.board, asked).board_id
        return ground.snapshot(ground.things["copy"])

    def test_has_lanes_labels_fields_and_open_cards_and_replays(self, full: Ground) -> None:
        former, copied = full.snapshot(full.board), self._copy(full)

        def names(plan: dict[str, Any], things: str, name: str) -> list[str]:
            return [each[name] for each in plan[things]]

        for things, name in (("lanes", "title"), ("labels", "name"), ("fields", "name"), ("cards", "title")):
            assert names(copied, things, name) == names(former, things, name)
            assert not {each["id"] for each in copied[things]} & {each["id"] for each in former[things]}
        (material,) = [card for card in copied["cards"] if card["title"] == A]
        assert material["label_ids"] == [copied["labels"][0]["id"]]
        assert material["lane_id"] == copied["lanes"][1]["id"]
        assert (copied["members"], copied["board"]["owner_id"], material["owner_id"]) == ([], None, None)
        assert sorted(card["number"] for card in copied["cards"]) == [1, 2, 3, 4, 5]
        assert replayed(None, full.events(full.things["copy"], 0)) == copied
        assert full.snapshot(full.board) == former

    def test_takes_new_cards_after_the_last_number(self, full: Ground) -> None:
        self._copy(full)
        copied = full.do(copy_card, full.cards[A], CardCopyIn(board_id=full.things["copy"]))
        assert copied.number == 6

    def test_moves_all_dates_to_its_new_start_and_keeps_its_values(self, full: Ground) -> None:
        copied = self._copy(full, start="2027-09-01")
        assert (copied["board"]["period_start"], copied["board"]["period_end"]) == ("2027-09-01", "2028-06-29")
        (material,) = [card for card in copied["cards"] if card["title"] == A]
        assert (material["start"], material["due"]) == ("2027-11-20", "2027-12")
        whole = full.cast.look("asa", lambda look: read_card(look, material["id"]))
        assert [value.field_id for value in whole.values] == [copied["fields"][0]["id"]]

    def test_brings_owner_and_members_when_wished(self, full: Ground) -> None:
        ids = full.cast.ids
        copied = self._copy(full, with_people=True)
        assert copied["board"]["owner_id"] == ids["ulf"]
        assert copied["members"] == sorted([ids["amina"], ids["solveig"]])

    def test_is_written_in_as_few_statements_whatever_is_on_it(self, full: Ground) -> None:
        asked: list[str] = []
        for engine in {full.cast.house.database._readers, full.cast.house.database._writers}:  # noqa: SLF001 - nothing else needs them
            event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

        def count() -> int:
            asked.clear()
            full.do(copy_board, full.board, PlanCopyIn(name="Medskapare 2028"))
            return len(asked)

        few = count()
        cards = full.do(add_lines, full.board, LinesIn(lines=["Ett uppdrag"] * 60, lane_id=full.lanes[2])).card_ids
        for card_id in cards[:5]:
            full.do(add_checklist, card_id, ChecklistIn(title="Steg", rows=["Skriva", "Trycka"]))
        assert count() == few

    def test_of_a_restricted_plan_is_restricted(self, full: Ground) -> None:
        full.do(change_board, full.board, {"restricted": True})
        assert self._copy(full)["board"]["restricted"]

    def test_is_for_coordinators(self, full: Ground) -> None:
        full.refused(MayNot, copy_board, full.board, PlanCopyIn(name="En till"), who="ulf")
        full.refused(NotFound, copy_board, full.board, PlanCopyIn(name="En till"), who="bo")


@pytest.mark.parametrize(
    ("door", "body"),
    [
        ("cards", {"title": ""}),
        ("cards", {"start": "2027-01"}),
        ("cards", {"start": "v47"}),
        ("cards", {"with_people": "ja"}),
        ("cards", {"board_id": "planen"}),
        ("boards", {}),
        ("boards", {"name": " "}),
        ("boards", {"name": "En till", "owner_id": None}),
    ],
)
def test_bad_input_is_refused_by_the_field(
    ground: Ground, actor: Callable[[str], Actor], door: str, body: dict[str, Any]
) -> None:
    what = ground.cards[A] if door == "cards" else ground.board
    assert actor("asa").refused("POST", f"/{door}/{what}/copies", body) == "invalid"

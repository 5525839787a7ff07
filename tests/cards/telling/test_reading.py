from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from verkstad.boards.arranging import change_lane, remove_lane
from verkstad.boards.changing import change_board
from verkstad.boards.events import stream_of
from verkstad.cards.checklists.listing import add_checklist, rename_checklist
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.comments.commenting import add_comment, remove_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.describing import describe_card
from verkstad.cards.moving import move_card
from verkstad.cards.relations.relating import relate
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.telling.reading import Narrowed, history_of_board, history_of_card
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import TransferIn
from verkstad.cards.writing import change_card
from verkstad.history.recording import CLOCK, EVENT
from verkstad.kernel.problems import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.telling.wire import Occurrence

A, B = "Boka lokal", "Ta fram material"
ALL = Narrowed()


def _of_card(ground: Ground, title: str, who: str = "asa", **wanted: Any) -> list[Occurrence]:
    return ground.cast.look(
        who, lambda look: history_of_card(look, ground.cards[title], Narrowed(**wanted), before=None, most=200)[0]
    )


def _of_plan(ground: Ground, who: str = "asa", **wanted: Any) -> list[Occurrence]:
    return ground.cast.look(
        who, lambda look: history_of_board(look, ground.board, Narrowed(**wanted), before=None, most=200)[0]
    )


class TestACard:
    def test_tells_the_latest_first_with_old_and_new_values(self, ground: Ground) -> None:
        ground.do(change_card, ground.cards[B], {"title": "Nytt namn", "due": None})
        changed, assigned, *_ = _of_card(ground, B)
        assert (changed.to, changed.from_) == (
            {"title": "Nytt namn", "due": None},
            {"title": B, "due": "2026-12-01"},
        )
        assert changed.card is not None
        assert (changed.card.number, changed.card.title) == (4, B)
        assert assigned.to == {"owner_id": ground.cast.ids["amina"], "due": "2026-12-01"}

    def test_keeps_the_names_of_lanes_as_they_were(self, ground: Ground) -> None:
        ground.do(move_card, ground.cards[A], lane_id=ground.lanes[1], after=None, last=True)
        was = ground.snapshot(ground.board)["lanes"][1]["title"]
        ground.do(change_lane, ground.lanes[1], {"title": "Heter något annat"})
        moved, *_ = _of_card(ground, A)
        assert moved.words["to"] == was

    def test_shows_what_changed_in_a_text(self, ground: Ground) -> None:
        base = ground.card(B).description.revision_id
        ground.do(describe_card, ground.cards[B], text="Se *underlaget*. Klart i maj.", base=base)
        described, *_ = _of_card(ground, B)
        (text,) = described.texts
        assert text.field == "description"
        assert [(part.kind, part.text) for part in text.diff] == [
            ("same", "Se *underlaget*."),
            ("added", " Klart i maj."),
        ]

    def test_shows_what_changed_in_a_longer_title(self, ground: Ground) -> None:
        old = "Det här är en rubrik som är så lång att man inte ser vad som skiljer"
        ground.do(add_checklist, ground.cards[A], ChecklistIn(title=old))
        ground.do(rename_checklist, ground.card(A).checklists[0].id, old.replace("skiljer", "är nytt"))
        renamed, *_ = _of_card(ground, A)
        assert ("removed", "skiljer") in [(part.kind, part.text) for part in renamed.texts[0].diff]

    def test_says_what_may_be_undone_and_what_an_undo_took_back(self, ground: Ground) -> None:
        ground.do(change_card, ground.cards[A], {"title": "Fel"}, op="the-mistake")
        (mistake, *_), (theirs, *_) = _of_card(ground, A), _of_card(ground, A, who="ulf")
        assert (mistake.undoable, theirs.undoable) == (True, False)
        ground.do(undo, ground.board, "the-mistake")
        assert _of_card(ground, A)[0].undoes == "the-mistake"
        ground.clock.go(minutes=31 * 24 * 60)
        assert not any(each.undoable for each in _of_card(ground, A))

    def test_on_former_plans_only_where_the_reader_sees_them(self, ground: Ground) -> None:
        ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
        ground.do(change_board, ground.board, {"restricted": True})
        left, arrived, created = _of_card(ground, A)
        assert [left.type, arrived.type, created.type] == ["card.left", "card.arrived", "card.created"]
        assert arrived.plan is not None
        assert left.plan is not None
        assert (arrived.plan.id, left.plan.id) == (ground.board, ground.other)
        (only,) = _of_card(ground, A, who="agneta")
        assert (only.type, only.plan) == ("card.arrived", None)

    def test_another_card_is_named_only_to_who_sees_it(self, ground: Ground) -> None:
        ground.do(transfer_card, ground.cards[B], TransferIn(board_id=ground.other))
        ground.do(relate, ground.cards[A], RelationIn(card_id=ground.cards[B], kind="blocks"))
        ground.do(change_board, ground.other, {"restricted": True})
        related, *_ = _of_card(ground, A)
        assert related.other is not None
        assert related.other.title == B
        assert _of_card(ground, A, who="agneta")[0].other is None

    def test_page_after_page(self, ground: Ground) -> None:
        for number in range(5):
            ground.do(change_card, ground.cards[A], {"title": f"{number}"})
        whole = [(each.version, each.board_id) for each in _of_card(ground, A)]
        found: list[Any] = []
        before: str | None = None
        while True:
            items, before = ground.cast.look(
                "asa",
                lambda look, at=before: history_of_card(look, ground.cards[A], ALL, before=at, most=2),  # type: ignore[misc]
            )
            found += [(each.version, each.board_id) for each in items]
            if before is None:
                break
        assert found == whole


class TestARemovedComment:
    def test_is_told_to_its_author_and_to_who_may_remove_it_alone(self, ground: Ground) -> None:
        comment = ground.do(add_comment, ground.cards[A], CommentIn(text="Något förhastat."), who="amina")
        ground.do(remove_comment, comment.id, who="amina")
        for who, seen in (("amina", True), ("ulf", True), ("agneta", False), ("solveig", False)):
            removed, added, *_ = _of_card(ground, A, who=who)
            assert [each.type for each in (removed, added)] == ["comment.removed", "comment.added"]
            assert bool(added.texts) == seen
            assert not removed.words.get("what")


class TestAPlan:
    def test_tells_of_itself_and_of_all_its_cards(self, ground: Ground) -> None:
        ground.do(change_board, ground.board, {"name": "Nytt"})
        ground.do(remove_lane, ground.lanes[3])
        removed, changed, assigned, *_, started = _of_plan(ground)
        assert (removed.type, removed.words["lane"]) == ("lane.removed", removed.from_["title"])
        assert (changed.to, changed.from_) == ({"name": "Nytt"}, {"name": "Att ha invånaren som medskapare"})
        assert assigned.card is not None
        assert started.type == "board.started"

    @pytest.mark.parametrize(
        ("about", "kinds"),
        [
            ("moves", {"card.created", "card.closed"}),
            ("people", {"card.changed", "member.added"}),
            ("dates", {"card.changed"}),
            ("texts", {"card.described"}),
            ("health", {"card.assessed"}),
            ("plan", {"board.started"}),
            ("comments", set()),
        ],
    )
    def test_narrowed_to_what_it_is_about(self, ground: Ground, about: Any, kinds: set[str]) -> None:
        assert {each.type for each in _of_plan(ground, about=about)} == kinds

    def test_narrowed_to_a_person_and_to_days(self, ground: Ground) -> None:
        ground.do(change_card, ground.cards[A], {"title": "Aminas"}, who="amina")
        (mine,) = _of_plan(ground, by=ground.cast.ids["amina"])
        assert mine.to["title"] == "Aminas"
        today = ground.clock.today()
        assert len(_of_plan(ground, since=today)) == len(_of_plan(ground))
        assert _of_plan(ground, since=today + dt.timedelta(days=1)) == []
        assert _of_plan(ground, until=today - dt.timedelta(days=1)) == []

    def test_neighbours_that_only_made_room_are_not_told(self, ground: Ground) -> None:
        told = len(_of_plan(ground))
        body = '{"card_id":"x","to":{"lane_id":"a","rank":"a"},"from":{"lane_id":"a","rank":"b"},"face":{}}'
        _put(ground, 1, kind="card.moved", body=body, words=None)
        assert len(_of_plan(ground)) == told

    def test_a_part_of_a_long_history_looks_through_so_much_and_no_more(self, ground: Ground) -> None:
        _put(ground, 25_000, kind="card.moved", body="{}", words=None)
        items, following = ground.cast.look(
            "asa", lambda look: history_of_board(look, ground.board, ALL, before=None, most=50)
        )
        assert items == []
        assert following is not None
        items, following = ground.cast.look(
            "asa", lambda look: history_of_board(look, ground.board, ALL, before=following, most=200)
        )
        assert items[-1].type == "board.started"
        assert following is None

    def test_strangers_see_none(self, ground: Ground) -> None:
        with pytest.raises(NotFound):
            _of_plan(ground, who="piotr")
        with pytest.raises(NotFound):
            _of_card(ground, A, who="bo")


def _put(ground: Ground, count: int, **fields: Any) -> None:
    stream = stream_of(ground.board)
    version = ground.snapshot(ground.board)["version"]
    rest = {"schema": 1, "op": "none", "by": ground.cast.ids["asa"], "subject": ground.cards[A], "happened_at": None}
    at = ground.card(B).updated_at
    rows = [{"stream": stream, "version": version + 1 + n, "recorded_at": at, **rest, **fields} for n in range(count)]

    def work(transaction: Any) -> None:
        transaction.connection.execute(insert(EVENT), rows)
        transaction.connection.execute(CLOCK.update().where(CLOCK.c.stream == stream).values(version=version + count))

    ground.cast.house.database.write(work)


def test_over_the_network(ground: Ground, actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    first = asa.get(f"/boards/{ground.board}/history?limit=3")
    assert len(first["items"]) == 3
    assert {"to", "from", "words", "undoable"} <= first["items"][0].keys()
    second = asa.get(f"/boards/{ground.board}/history?limit=3&before={first['next']}")
    assert second["items"][0]["version"] < first["items"][-1]["version"]
    for query in ("before=x", "about=weather", "since=igår", "by=x", "limit=500"):
        assert asa.ask("GET", f"/boards/{ground.board}/history?{query}").status_code == 422
        assert asa.ask("GET", f"/cards/{ground.cards[A]}/history?{query}").status_code == 422

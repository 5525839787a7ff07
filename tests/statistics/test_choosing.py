"""A filter chooses which assignments statistics count, and singles out nobody (figures: test_filtered_recount.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from verkstad.boards import arranging, changing, labelling
from verkstad.boards.wire import LabelIn, LaneIn
from verkstad.cards import closing, moving, transferring, writing
from verkstad.cards.labels.labelling import put_label_on
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.search.filtering.matching import Title, read_title
from verkstad.statistics import faces
from verkstad.statistics.reading_ahead import read_all_ahead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.history.house import House


def told(actor: Actor, query: str, board_id: str = "") -> Any:
    return actor.get(path(query, board_id))


def path(query: str, board_id: str = "") -> str:
    return f"/statistics?query={quote(query)}" + (f"&board_id={board_id}" if board_id else "")


def move(ground: Ground, title: str, lane: int) -> None:
    ground.do(moving.move_card, ground.cards[title], lane_id=ground.lanes[lane], after=None, last=True)


def sums(answer: Any) -> dict[str, int]:
    """Give what came and went in the whole period."""
    return {what: sum(week[what] for week in answer["weeks"]) for what in ("created", "closed", "delivered")}


def test_every_figure_is_of_what_passes_and_of_nothing_else(ground: Ground, actor: Callable[[str], Actor]) -> None:
    label = ground.do(labelling.add_label, ground.board, LabelIn(name="Kompetens")).label_id
    ground.do(closing.reopen_card, ground.cards["Trycka broschyr"])
    for title in ("Boka lokal", "Trycka broschyr"):
        ground.do(put_label_on, ground.cards[title], label)
    ground.clock.go(days=3)
    for title in ("Boka lokal", "Bjuda in invånare"):
        move(ground, title, 4)
    ground.do(closing.close_card, ground.cards["Trycka broschyr"], ClosureIn(reason="cancelled"))

    for board_id in (ground.board, ""):
        some = told(actor("asa"), "etikett:kompetens", board_id)
        assert (some["query"], some["assignments"]) == ("etikett:kompetens", 2)
        assert [some["flow"][stage][-1] for stage in ("planned", "active", "waiting", "done")] == [0, 0, 0, 1]
        assert sums(some) == {"created": 2, "closed": 2, "delivered": 1}
        planned = some["times"][0]
        assert (planned["finished"]["count"], planned["now"]["count"]) == (1, 0)
    lanes = told(actor("asa"), "etikett:kompetens", ground.board)["lanes"]
    assert [flow["counts"][-1] for flow in lanes] == [0, 0, 0, 0, 1]
    assert sums(told(actor("asa"), "")) == {"created": 6, "closed": 2, "delivered": 2}


@pytest.mark.parametrize("part", ["ansvarig:mig", "owner:me", "-ersättare:Amina", "ansvarig:Bertil", 'deputy:"ingen"'])
def test_a_part_that_singles_out_a_person_is_refused(actor: Callable[[str], Actor], part: str) -> None:
    """Whether there is such a person or not."""
    for language, sentence in (
        ("sv", f"Statistiken räknas aldrig per person. Ta bort {part} ur filtret, så visas siffrorna."),
        ("en", f"Statistics are never counted per person. Take {part} out of the filter to see the figures."),
    ):
        answer = actor("asa").ask("GET", path(f"läge:risk {part}"), headers={"Accept-Language": language})
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.status_code, answer.json()["code"]) == (422, "person_not_counted")
        assert answer.json()["detail"] == sentence


def test_to_ask_for_what_is_nobodys_singles_out_nobody(ground: Ground, actor: Callable[[str], Actor]) -> None:
    nobody, somebody = (told(actor("asa"), f"{sign}ansvarig:ingen", ground.board) for sign in ("", "-"))
    assert (nobody["assignments"], somebody["assignments"]) == (5, 1)


@pytest.mark.parametrize(
    "query", ["färg:röd", "läge:gult", "status:Pausad", "klart:snart", '"utan slut', "%", "plan:x"]
)
def test_what_makes_no_sense_is_refused_as_it_is_of_other_views(
    ground: Ground, actor: Callable[[str], Actor], query: str
) -> None:
    for board_id in ("", ground.board):
        answer = actor("asa").ask("GET", path(query, board_id)).json()
        beside = actor("asa").ask("GET", path(query, board_id).replace("/statistics", "/cards")).json()
        assert (answer["code"], answer["detail"]) == ("senseless_query", beside["detail"])


def test_where_nothing_passes_there_is_nothing(ground: Ground, actor: Callable[[str], Actor]) -> None:
    for board_id in ("", ground.board):
        none = told(actor("asa"), "finns ingenstans", board_id)
        assert none["assignments"] == 0
        assert {count for counts in none["flow"].values() for count in counts} == {0}
        assert set(sums(none).values()) == {0}
        assert {time[each]["count"] for time in none["times"] for each in ("finished", "now")} == {0}
        assert none["plans"] == (1 if board_id else 2)


def test_what_its_reader_does_not_see_is_not_counted(ground: Ground, actor: Callable[[str], Actor]) -> None:
    """Neither what is on a hidden plan, nor what has gone there; and nothing is learnt of either by asking."""
    ground.do(transferring.transfer_card, ground.cards["Boka lokal"], TransferIn(board_id=ground.other))
    ground.do(changing.change_board, ground.other, {"restricted": True})
    ground.do(labelling.add_label, ground.other, LabelIn(name="Känsligt"))
    asa, agneta = actor("asa"), actor("agneta")

    assert (told(asa, "boka")["assignments"], told(agneta, "boka")["assignments"]) == (1, 0)
    assert sums(told(asa, "boka")) == {"created": 1, "closed": 0, "delivered": 0}
    assert set(sums(told(agneta, "boka")).values()) == set(sums(told(agneta, "boka", ground.board)).values()) == {0}
    # On one plan it is counted where it is.
    assert told(asa, "boka", ground.board)["assignments"] == 0
    assert agneta.refused("GET", path("boka", ground.other)) == "not_found"
    for part in ("etikett:känsligt", "plan:kompetensförsörjning"):
        assert asa.ask("GET", path(part)).status_code == 200
        assert agneta.refused("GET", path(part)) == "senseless_query"


def test_what_comes_back_is_counted_there_again(ground: Ground, actor: Callable[[str], Actor]) -> None:
    asa, card = actor("asa"), ground.cards["Boka lokal"]
    for board_id, there in ((ground.other, 0), (ground.board, 1)):
        ground.do(transferring.transfer_card, card, TransferIn(board_id=board_id))
        assert told(asa, "boka", ground.board)["assignments"] == there
    assert sum(told(asa, "boka", ground.board)["flow"][stage][-1] for stage in ("planned", "active")) == 1


def test_what_is_closed_is_what_it_was(ground: Ground, actor: Callable[[str], Actor]) -> None:
    """In its lane, also where that is gone since, and late only if it was late on the day when it was closed."""
    lane = ground.do(arranging.add_lane, ground.board, LaneIn(title="Prövas", stage="waiting")).lane_id
    for title, due in (("Boka lokal", "2026-11-20"), ("Bjuda in invånare", "2026-11-10")):
        ground.do(writing.change_card, ground.cards[title], {"due": due})
        ground.do(moving.move_card, ground.cards[title], lane_id=lane, after=None, last=True)
        ground.do(closing.close_card, ground.cards[title], ClosureIn(reason="handed_over"))
    ground.do(arranging.remove_lane, lane)
    ground.clock.go(days=10)
    asa = actor("asa")

    assert told(asa, "steg:väntar", ground.board)["assignments"] == 3
    assert told(asa, "klart:försenat")["assignments"] == 1
    assert told(asa, "klart:försenat bjuda")["assignments"] == 1
    assert asa.refused("GET", path("status:prövas", ground.board)) == "senseless_query"


def test_what_is_asked_of_assignments_is_what_they_are_now(
    ground: Ground, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where so many have been read that some are forgotten."""
    asa = actor("asa")
    for most in (faces.MOST_REMEMBERED, 1):
        monkeypatch.setattr(faces, "MOST_REMEMBERED", most)
        assert told(asa, "steg:klart")["assignments"] == 0
        move(ground, "Boka lokal", 4)
        assert told(asa, "steg:klart")["assignments"] == 1
        ground.do(writing.change_card, ground.cards["Boka lokal"], {"title": "Boka sal"})
        assert (told(asa, "boka sal")["assignments"], told(asa, "boka lokal")["assignments"]) == (1, 0)
        move(ground, "Boka lokal", 0)
        ground.do(writing.change_card, ground.cards["Boka lokal"], {"title": "Boka lokal"})


def test_what_is_asked_of_assignments_is_read_ahead(
    ground: Ground, house: House, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And afterwards only what has changed is read."""
    asa = actor("asa")
    read_all_ahead(house)
    read: list[str] = []

    def note(title: str) -> Title:
        read.append(title)
        return read_title(title)

    monkeypatch.setattr(faces, "read_title", note)
    assert told(asa, "boka lokal")["assignments"] == 1
    ground.do(writing.change_card, ground.cards["Boka lokal"], {"title": "Boka sal"})
    assert told(asa, "boka lokal")["assignments"] == 0
    assert read == ["Boka sal"]

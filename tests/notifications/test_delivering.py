from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from verkstad.boards.changing import change_board
from verkstad.boards.joining import remove_member
from verkstad.cards.blockers.agreeing import say_same
from verkstad.cards.blockers.blocking import change_blocker, raise_blocker
from verkstad.cards.blockers.resolving import resolve_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists.listing import add_checklist
from verkstad.cards.checklists.rows import change_row
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.comments.commenting import add_comment, edit_comment
from verkstad.cards.comments.wire import CommentChange, CommentIn
from verkstad.cards.moving import move_card
from verkstad.cards.people.taking_part import take_part
from verkstad.cards.writing import change_card
from verkstad.history.recording import EVENT
from verkstad.kernel.ids import new_id
from verkstad.main import create_app
from verkstad.notifications.delivering import NOTICE, Delivery, deliver
from verkstad.notifications.reading import read_inbox
from verkstad.users.access import USER
from verkstad.users.events import own

if TYPE_CHECKING:
    from tests.ground import Ground
    from verkstad.notifications.wire import NoticeOut

A = "Boka lokal"


@pytest.fixture
def told(ground: Ground) -> Ground:
    """A plan, after the first delivery, which tells nothing."""
    assert deliver(ground.cast.house) == 0
    return ground


def _inbox(ground: Ground, who: str) -> list[NoticeOut]:
    return ground.cast.look(who, lambda look: read_inbox(look, before=None, most=50, unread=False)).items


def _kinds(ground: Ground, who: str) -> list[str]:
    return [notice.kind for notice in _inbox(ground, who)]


def _comment(ground: Ground, text: str, *mentions: str, who: str = "asa", blocker_id: str | None = None) -> Any:
    ids = [ground.cast.ids[key] for key in mentions]
    wish = CommentIn(text=text, mentions=ids, blocker_id=blocker_id)
    return ground.do(add_comment, ground.cards[A], wish, who=who)


def test_what_happened_before_the_first_delivery_is_history(ground: Ground) -> None:
    _comment(ground, "@Ulf Thorén?", "ulf")
    assert deliver(ground.cast.house) == 0
    assert deliver(ground.cast.house) == 0
    assert _kinds(ground, "ulf") == []


def test_a_server_begins_before_it_answers_anybody(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the first mention of all, made while the server was starting to look, would be history."""
    never = asyncio.Event()

    async def late(_self: Delivery) -> None:
        await never.wait()

    monkeypatch.setattr(Delivery, "run", late)
    with TestClient(create_app(house=ground.cast.house)):
        ground.do(change_card, ground.cards["Boka lokal"], {"owner_id": ground.cast.ids["amina"]})
        assert deliver(ground.cast.house) == 1


def test_what_happens_on_a_plan_started_later_is_told_from_its_beginning(told: Ground) -> None:
    board = told.start("En tredje")
    told.other, told.board = told.board, board
    told.lanes = told.lanes_of(board)
    card = told.add("Ett uppdrag")
    told.do(change_card, card, {"owner_id": told.cast.ids["ulf"]})
    assert deliver(told.cast.house) == 1
    assert _kinds(told, "ulf") == ["owner"]


def test_each_kind_is_told_to_whom_it_concerns(told: Ground) -> None:
    card, ids = told.cards[A], told.cast.ids
    told.do(change_card, card, {"owner_id": ids["ulf"], "deputy_id": ids["amina"]})
    told.do(take_part, card, ids["solveig"])
    told.do(add_checklist, card, ChecklistIn(title="Före", rows=["Köpa frukt"]))
    (row,) = told.card(A).checklists[0].rows
    told.do(change_row, row.id, {"user_id": ids["amina"]})
    wish = BlockerIn(what="Ingen har svarat.", remover_id=ids["agneta"])
    blocker = told.do(raise_blocker, card, wish, who="ulf").id
    told.do(say_same, blocker, who="amina")
    _comment(told, "Jag ringer **dem**.", who="agneta", blocker_id=blocker)
    told.do(resolve_blocker, blocker, "De svarade.", who="agneta")
    _comment(told, "Tack, @Solveig Bladh.", "solveig")
    assert deliver(told.cast.house) == 9

    assert _kinds(told, "ulf") == ["resolved", "answer", "same", "owner"]
    assert [notice.text for notice in _inbox(told, "ulf")] == [
        "De svarade.",
        "Jag ringer dem.",
        "Ingen har svarat.",
        "",
    ]
    assert [(notice.kind, notice.text) for notice in _inbox(told, "amina")] == [("row", "Köpa frukt"), ("deputy", "")]
    assert [(notice.kind, notice.text) for notice in _inbox(told, "agneta")] == [("remover", "Ingen har svarat.")]
    assert [(notice.kind, notice.text) for notice in _inbox(told, "solveig")] == [
        ("mention", "Tack, @Solveig Bladh."),
        ("participant", ""),
    ]
    notice = _inbox(told, "agneta")[0]
    assert (notice.by, notice.card.number, notice.board_name) == (ids["ulf"], 2, "Att ha invånaren som medskapare")


def test_nobody_is_told_of_what_they_did_themselves(told: Ground) -> None:
    told.do(change_card, told.cards[A], {"owner_id": told.cast.ids["ulf"]}, who="ulf")
    blocker = told.do(raise_blocker, told.cards[A], BlockerIn(what="Stopp"), who="ulf").id
    told.do(resolve_blocker, blocker, "", who="ulf")
    _comment(told, "@Ulf Thorén, minns det.", "ulf", who="ulf")
    assert deliver(told.cast.house) == 0


def test_an_edited_comment_tells_only_those_it_mentions_anew(told: Ground) -> None:
    comment = _comment(told, "@Ulf Thorén?", "ulf").id
    (said,) = told.card(A).comments
    wish = CommentChange(
        text="@Ulf Thorén och @Amina Warsame?",
        mentions=[told.cast.ids[who] for who in ("ulf", "amina")],
        base=said.revision_id,
    )
    told.do(edit_comment, comment, wish)
    assert deliver(told.cast.house) == 2
    assert (_kinds(told, "ulf"), _kinds(told, "amina")) == (["mention"], ["mention"])


def test_another_remover_is_told_and_the_same_is_not_told_again(told: Ground) -> None:
    blocker = told.do(raise_blocker, told.cards[A], BlockerIn(what="Stopp", remover_id=told.cast.ids["ulf"])).id
    told.do(change_blocker, blocker, {"what": "Fortfarande stopp", "remover_id": told.cast.ids["ulf"]})
    told.do(change_blocker, blocker, {"remover_id": told.cast.ids["amina"]})
    assert deliver(told.cast.house) == 2
    assert (_kinds(told, "ulf"), _kinds(told, "amina")) == (["remover"], ["remover"])


def test_delivered_twice_it_is_told_once(told: Ground) -> None:
    _comment(told, "@Ulf Thorén?", "ulf")
    looked: dict[str, int] = {}
    assert [deliver(told.cast.house, looked), deliver(told.cast.house, looked), deliver(told.cast.house)] == [1, 0, 0]


def test_delivered_by_many_at_once_it_is_told_once(told: Ground) -> None:
    for _ in range(5):
        _comment(told, "@Ulf Thorén?", "ulf")
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(deliver(told.cast.house))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 5
    assert len(_inbox(told, "ulf")) == 5


def test_begun_by_many_at_once_it_begins_once(ground: Ground) -> None:
    threads = [threading.Thread(target=deliver, args=(ground.cast.house,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _comment(ground, "@Ulf Thorén?", "ulf")
    assert deliver(ground.cast.house) == 1


def test_what_concerns_nobody_costs_no_write(told: Ground) -> None:
    looked: dict[str, int] = {}
    told.do(move_card, told.cards[A], lane_id=told.lanes[1], after=None, last=True)
    told.do(change_card, told.cards[A], {"title": "Boka sal"})
    writes: list[Any] = []
    told.cast.house.database.write, write = writes.append, told.cast.house.database.write  # type: ignore[method-assign,assignment]
    assert deliver(told.cast.house, looked) == 0
    told.cast.house.database.write = write  # type: ignore[method-assign]
    assert writes == []
    assert looked[f"board:{told.board}"] == told.snapshot(told.board)["version"]
    told.cards["Boka sal"] = told.cards[A]
    _comment(told, "@Ulf Thorén?", "ulf")
    assert deliver(told.cast.house, looked) == 1


def test_whoever_may_see_the_plan_no_more_is_not_told(told: Ground) -> None:
    told.do(change_board, told.board, {"restricted": True})
    _comment(told, "@Amina Warsame?", "amina")
    _comment(told, "@Ulf Thorén?", "ulf")
    told.do(remove_member, told.board, told.cast.ids["amina"])
    assert deliver(told.cast.house) == 1
    assert _kinds(told, "amina") == []


def test_a_disabled_account_is_not_told(told: Ground) -> None:
    _comment(told, "@Ulf Thorén?", "ulf")
    gone = update(USER).where(USER.c.id == told.cast.ids["ulf"]).values(disabled_at="2026-11-18T00:00:00.000Z")
    told.cast.house.database.write(lambda transaction: transaction.connection.execute(gone).rowcount)
    assert deliver(told.cast.house) == 0


def test_the_persons_own_stream_says_so(told: Ground) -> None:
    _comment(told, "@Ulf Thorén?", "ulf")
    deliver(told.cast.house)
    stream = own(told.cast.ids["ulf"])
    question = select(EVENT.c.kind).where(EVENT.c.stream == stream).order_by(EVENT.c.version.desc()).limit(1)
    read = told.cast.house.database.read
    assert read(lambda connection: connection.execute(question).scalar_one()) == "notice.added"
    assert read(lambda connection: connection.execute(select(NOTICE.c.id)).scalar_one()) < new_id()


@pytest.mark.parametrize("steps", range(6))
def test_it_ends_when_asked_to_also_in_the_moment_of_a_ring(told: Ground, steps: int) -> None:
    house = told.cast.house

    async def ring_and_end() -> bool:
        await house.bell.open()
        delivery = Delivery(house)
        running = asyncio.create_task(delivery.run())
        while not _is_waiting(delivery):  # noqa: ASYNC110 - it tells nobody that it waits
            await asyncio.sleep(0)
        house.bell.ring({"board:x": 1})
        for _ in range(steps):
            await asyncio.sleep(0)
        running.cancel()
        done, _ = await asyncio.wait({running}, timeout=5)
        running.cancel()
        return bool(done)

    assert asyncio.run(ring_and_end())


def _is_waiting(delivery: Delivery) -> bool:
    rung: Any = delivery._rung  # noqa: SLF001 - that it waits can be seen nowhere else
    return bool(rung and rung._waiters)  # noqa: SLF001

"""A search asks few questions, and none of them grows with the number of people or plans."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from verkstad.boards.joining import add_member
from verkstad.cards.closing import close_card, reopen_card
from verkstad.cards.transferring import transfer_card
from verkstad.cards.wire import ClosureIn, TransferIn
from verkstad.search.indexing import INDEX
from verkstad.users.changing import change_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cast import Actor, Cast
    from tests.ground import Ground
    from verkstad.history.house import House

A = "Boka lokal"
MOST_QUESTIONS = 16  # of them up to eight to say where the words of those that were found stand


@contextmanager
def statements(house: House) -> Iterator[list[str]]:
    """Note what is asked by those who read."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    engine = house.database._readers  # noqa: SLF001 - nothing else needs it
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("who", ["asa", "amina", "solveig"])
def test_a_search_asks_few_questions_whatever_there_is(
    ground: Ground, house: House, lone_actor: Callable[[str], Actor], who: str
) -> None:
    for number in range(3):
        ground.do(add_member, ground.start(f"Plan {number}"), ground.cast.ids["solveig"])
    reader = lone_actor(who)
    reader.get("/search", params={"q": "boka"})  # the people are read once
    for query in ("boka", "a", "amina material", "lokal"):
        with statements(house) as asked:
            reader.get("/search", params={"q": query})
        questions = [each for each in asked if each.startswith("SELECT")]
        assert questions
        assert len(questions) <= MOST_QUESTIONS, questions
        assert not [each for each in questions if "unit" in each], "the people were read again"


def test_the_index_knows_the_plan_and_whether_it_is_closed(ground: Ground, house: House) -> None:
    def place() -> tuple[str, bool]:
        row = house.database.read(
            lambda connection: connection.execute(INDEX.select().where(INDEX.c.card_id == ground.cards[A])).one()
        )
        return row.board_id, row.closed

    assert place() == (ground.board, False)
    ground.do(close_card, ground.cards[A], ClosureIn(reason="cancelled"))
    assert place() == (ground.board, True)
    ground.do(reopen_card, ground.cards[A])
    assert place() == (ground.board, False)
    ground.do(transfer_card, ground.cards[A], TransferIn(board_id=ground.other))
    assert place() == (ground.other, False)


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(
    ground: Ground, actor: Callable[[str], Actor], cast: Cast
) -> None:
    asa = actor("asa")

    def people(query: str) -> list[str]:
        return [hit["person_id"] for hit in asa.get("/search", params={"q": query})["people"]]

    assert ground.board
    assert people("amina") == [cast.ids["amina"]]
    cast.act("daniel", lambda deed: change_person(deed, cast.ids["amina"], {"name": "Zeinab Öst"}))
    assert people("amina") == []
    assert people("zeinab ost") == [cast.ids["amina"]]
    assert "Ta fram material" in [card["title"] for card in asa.get("/search", params={"q": "zeinab"})["cards"]]

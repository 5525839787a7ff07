from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, event, select, text, update

from tests.search.instep import index_beside_one_made_anew
from verkstad.cards.moving import move_card
from verkstad.cards.wire import LinesIn
from verkstad.cards.writing import add_lines, change_card
from verkstad.kernel.database import Recorded
from verkstad.search.analysing import ANALYSIS
from verkstad.search.filling import fill, fill_some, is_filled, lay
from verkstad.search.indexing import INDEX, NOTHING, groups_of
from verkstad.search.querying import cards_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.history.house import House

A = "Boka lokal"


def statements(house: House, act: Callable[[], Any]) -> list[str]:
    """Give what is asked about the index while something is done."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "index_card" in statement:
            asked.append(statement)

    engine = house.database._writers  # noqa: SLF001 - nothing else needs it
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return asked


def test_a_move_costs_the_index_nothing(ground: Ground, house: House) -> None:
    move: Any = {"card_id": ground.cards[A], "lane_id": ground.lanes[1], "after": None, "last": True}
    assert statements(house, lambda: ground.do(move_card, **move)) == []
    assert statements(house, lambda: ground.do(change_card, ground.cards[A], {"due": "2026-12-24"})) == []
    assert len(statements(house, lambda: ground.do(change_card, ground.cards[A], {"title": "Hyra sal"}))) == 2


def test_two_hundred_at_once_cost_as_much_as_one(ground: Ground, house: House) -> None:
    def add(many: int) -> Callable[[], Any]:
        lines = LinesIn(lines=["Ett uppdrag till"] * many, lane_id=ground.lanes[0])
        return lambda: ground.do(add_lines, ground.board, lines)

    assert len(statements(house, add(200))) == len(statements(house, add(1)))


def test_what_no_card_says_changes_nothing() -> None:
    for kind in (
        "card.moved",
        "card.left",
        "card.linked",
        "lane.changed",
        "label.removed",
        "relation.added",
        "same.added",
    ):
        assert groups_of(Recorded("board:x", kind, "x", "{}")) == NOTHING


def test_a_refused_change_is_not_in_the_index(ground: Ground, house: House) -> None:
    with pytest.raises(ZeroDivisionError):
        ground.do(lambda deed: (change_card(deed, ground.cards[A], {"title": "Ångrat"}), 1 / 0))
    index, anew = index_beside_one_made_anew(house)
    assert index == anew


def test_an_older_index_is_filled_some_at_a_time(
    ground: Ground, house: House, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    def empty(connection: Connection) -> None:
        blank = dict.fromkeys(("title", "signs", "texts"), "")
        connection.execute(update(INDEX).values(analysis=ANALYSIS - 1, **blank))
        connection.execute(delete(INDEX).where(INDEX.c.card_id == ground.cards[A]))

    monkeypatch.setattr("verkstad.search.filling.CARDS_AT_A_TIME", 4)
    house.database.write(lambda transaction: empty(transaction.connection))
    asa = actor("asa")
    while not house.database.read(is_filled):  # what the server did when it started may still be going on
        found = asa.get("/search", params={"q": "material"})
        if not found["complete"]:
            break
    lay(house.database)
    while fill_some(house.database):
        pass
    index, anew = index_beside_one_made_anew(house)
    assert index == anew
    assert [card["title"] for card in asa.get("/search", params={"q": "lokal"})["cards"]] == [A]
    fill(house.database)  # nothing is left to do
    seqs = house.database.read(lambda connection: list(connection.execute(select(INDEX.c.seq)).scalars()))
    assert len(seqs) == len(ground.cards)


@pytest.mark.sqlite
def test_the_question_begins_with_the_words_on_sqlite(ground: Ground, house: House) -> None:
    question = text("EXPLAIN QUERY PLAN " + cards_from("words", in_title=False, is_sqlite=True, newest=True))
    words = {"words": "boka", "all": "[]", "most": 3}
    plan = house.database.read(lambda connection: [row[3] for row in connection.execute(question, words)])
    assert ground.board
    assert plan[0].startswith("SCAN w VIRTUAL TABLE")
    assert not [step for step in plan if "TEMP B-TREE" in step]

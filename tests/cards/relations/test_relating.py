from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING, Any

import pytest

from verkstad.boards.changing import change_board, close_board
from verkstad.boards.joining import add_member
from verkstad.boards.problems import TooMany
from verkstad.cards.closing import close_card
from verkstad.cards.problems import CardClosed
from verkstad.cards.reading import read_card
from verkstad.cards.relations import relating
from verkstad.cards.relations.problems import AlreadyRelated, Cycle, Itself
from verkstad.cards.relations.relating import TURNED, relate, unrelate
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.transferring import transfer_card
from verkstad.cards.undoing import undo
from verkstad.cards.wire import CardIn, ClosureIn, TransferIn
from verkstad.cards.writing import add_card
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.relations.events import RelationKind

A, B, C = "Boka lokal", "Ta fram material", "Bjuda in invånare"
ELSEWHERE = "Avsätta tid"
OP = "what-i-did-just-now"


@pytest.fixture
def two_plans(ground: Ground) -> Ground:
    """A card on the other plan, too."""
    ground.cards[ELSEWHERE] = ground.do(add_card, ground.other, CardIn(title=ELSEWHERE)).card_id
    return ground


def _relate(ground: Ground, title: str, kind: RelationKind, to: str, **named: Any) -> str:
    relation_id: str = ground.do(
        relate, ground.cards[title], RelationIn(kind=kind, card_id=ground.cards[to]), **named
    ).id
    return relation_id


def _seen(ground: Ground, title: str, who: str = "asa") -> list[tuple[str, str]]:
    return [(relation.kind, relation.card.title) for relation in ground.card(title, who).relations]


@pytest.mark.parametrize("kind", TURNED)
def test_each_kind_is_seen_from_both_sides(ground: Ground, kind: RelationKind) -> None:
    _relate(ground, A, kind, B)
    assert _seen(ground, A) == [(kind, B)]
    assert _seen(ground, B) == [(TURNED[kind], A)]


def test_each_plan_tells_its_own_readers_as_seen_from_its_own_card(two_plans: Ground) -> None:
    ground = two_plans
    versions = ground.snapshot(ground.board)["version"], ground.snapshot(ground.other)["version"]
    relation_id = _relate(ground, A, "blocked_by", ELSEWHERE)
    (here,) = ground.events(ground.board, versions[0])
    (there,) = ground.events(ground.other, versions[1])
    assert (here["type"], here["card_id"], here["id"]) == ("relation.added", ground.cards[A], relation_id)
    assert here["to"] == {"kind": "blocked_by", "other_id": ground.cards[ELSEWHERE]}
    assert there["to"] == {"kind": "blocks", "other_id": ground.cards[A]}
    assert here["op"] == there["op"]
    assert ground.words(here["version"]) == {"card": A}, "no title of a card that a reader here may not see"
    assert ground.card(A).version == here["version"]
    assert ground.card(ELSEWHERE).version == there["version"]


def test_what_a_relation_shows_of_the_other(two_plans: Ground) -> None:
    _relate(two_plans, ELSEWHERE, "relates", B)
    (relation,) = two_plans.card(ELSEWHERE).relations
    card = relation.card
    assert (card.board_name, card.number, card.lane_title, card.stage) == (
        "Att ha invånaren som medskapare",
        4,
        "Pågår",
        "active",
    )
    assert (card.health, card.owner_id, card.due) == ("at_risk", two_plans.cast.ids["amina"], "2026-12-01")
    two_plans.do(close_card, two_plans.cards[B], ClosureIn(reason="cancelled"))
    (relation,) = two_plans.card(ELSEWHERE).relations
    assert (relation.card.lane_title, relation.card.stage) == (None, None)


def test_nothing_leaks_of_what_one_may_not_see(two_plans: Ground) -> None:
    ground = two_plans
    _relate(ground, A, "relates", ELSEWHERE)
    ground.do(change_board, ground.other, {"restricted": True})
    assert _seen(ground, A, "amina") == []
    wish = RelationIn(kind="blocks", card_id=ground.cards[ELSEWHERE])
    ground.refused(NotFound, relate, ground.cards[A], wish, who="amina")
    ground.refused(NotFound, relate, ground.cards[A], RelationIn(kind="blocks", card_id=ground.board))


def test_who_may(two_plans: Ground) -> None:
    ground = two_plans
    wish = RelationIn(kind="relates", card_id=ground.cards[ELSEWHERE])
    ground.refused(MayNot, relate, ground.cards[A], wish, who="agneta")
    relation_id = _relate(ground, A, "relates", ELSEWHERE, who="amina")  # who reads the other plan
    ground.refused(MayNot, unrelate, relation_id, who="agneta")
    ground.do(add_member, ground.other, ground.cast.ids["agneta"])
    ground.do(unrelate, relation_id, who="agneta")  # from the other side
    assert _seen(ground, A) == []
    ground.refused(NotFound, unrelate, relation_id, who="piotr")
    ground.refused(ChangedSince, unrelate, relation_id)


def test_where_it_cannot(ground: Ground) -> None:
    _relate(ground, A, "part_of", B)
    ground.refused(Itself, relate, ground.cards[A], RelationIn(kind="blocks", card_id=ground.cards[A]))
    for title, kind, other in ((A, "part_of", B), (B, "contains", A), (B, "part_of", A)):
        wish = RelationIn.model_validate({"kind": kind, "card_id": ground.cards[other]})
        ground.refused(AlreadyRelated, relate, ground.cards[title], wish)
    _relate(ground, A, "relates", B)  # in another way they may
    closed = ground.cards["Trycka broschyr"]
    ground.refused(CardClosed, relate, closed, RelationIn(kind="relates", card_id=ground.cards[A]))
    _relate(ground, A, "contains", "Trycka broschyr")  # a closed one may be told of


def test_a_closed_plan_is_told_of_but_not_written_from(two_plans: Ground) -> None:
    ground = two_plans
    ground.do(close_board, ground.other)
    _relate(ground, A, "blocked_by", ELSEWHERE)
    assert _seen(ground, ELSEWHERE) == [("blocks", A)]


def test_a_ring_is_refused_and_its_way_is_named(ground: Ground) -> None:
    _relate(ground, A, "blocks", B)
    _relate(ground, C, "blocked_by", B)
    refused = ground.refused(Cycle, relate, ground.cards[C], RelationIn(kind="blocks", card_id=ground.cards[A]))
    assert b"3 Bjuda in inv\xc3\xa5nare stoppar 2 Boka lokal, som stoppar 4 Ta fram material, som" in refused.body("sv")
    assert b"which blocks 3 Bjuda" in refused.body("en")
    ground.refused(Cycle, relate, ground.cards[B], RelationIn(kind="blocks", card_id=ground.cards[A]))


def test_a_ring_through_what_one_may_not_see_is_refused_without_its_name(two_plans: Ground) -> None:
    ground = two_plans
    _relate(ground, A, "blocks", ELSEWHERE)
    _relate(ground, ELSEWHERE, "blocks", B)
    ground.do(change_board, ground.other, {"restricted": True})
    wish = RelationIn(kind="blocks", card_id=ground.cards[A])
    refused = ground.refused(Cycle, relate, ground.cards[B], wish, who="amina")
    assert "ett uppdrag som du inte kan läsa" in refused.body("sv").decode()
    assert ELSEWHERE not in refused.body("sv").decode()


def test_a_removed_block_makes_no_ring(ground: Ground) -> None:
    relation_id = _relate(ground, A, "blocks", B)
    ground.do(unrelate, relation_id)
    _relate(ground, B, "blocks", A)


def test_whatever_is_asked_in_whatever_order_there_is_never_a_ring(ground: Ground) -> None:
    chance = random.Random(11)
    titles = [*ground.cards][:5]
    edges: set[tuple[str, str]] = set()

    def reaches(start: str, end: str) -> bool:
        found, frontier = {start}, [start]
        while frontier:
            here = frontier.pop()
            for first, second in edges:
                if first == here and second not in found:
                    found.add(second)
                    frontier.append(second)
        return end in found

    for _ in range(60):
        first, second = chance.sample(titles, 2)
        wanted = Cycle if reaches(second, first) else AlreadyRelated if (first, second) in edges else None
        try:
            _relate(ground, first, "blocks", second)
            found: type[Problem] | None = None
            edges.add((first, second))
        except Problem as refused:
            found = type(refused)
        assert found is wanted


def test_two_who_close_a_ring_from_both_ends_at_once(ground: Ground) -> None:
    """A blocks B, and B blocks A, at once, ten times: never both."""
    pairs = [(ground.add(f"Uppdrag {n}"), ground.add(f"Annat {n}")) for n in range(10)]
    for one, other in pairs:
        barrier = threading.Barrier(2)
        done: list[str] = []

        def go(first: str, second: str, barrier: threading.Barrier = barrier, done: list[str] = done) -> None:
            barrier.wait()
            try:
                ground.cast.act("asa", lambda deed: relate(deed, first, RelationIn(kind="blocks", card_id=second)))
                done.append("related")
            except Cycle:
                done.append("cycle")

        threads = [threading.Thread(target=go, args=pair) for pair in ((one, other), (other, one))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(done) == ["cycle", "related"]


def test_as_many_as_there_may_be(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "MOST_RELATIONS", 2)
    _relate(ground, A, "relates", B)
    _relate(ground, A, "relates", C)
    wish = RelationIn(kind="relates", card_id=ground.cards[A])
    ground.refused(TooMany, relate, ground.cards["Invänta nämndens beslut"], wish)


def test_a_relation_follows_a_card_to_another_plan(ground: Ground) -> None:
    _relate(ground, A, "blocks", B)
    ground.do(transfer_card, ground.cards[B], TransferIn(board_id=ground.other))
    (relation,) = ground.card(A).relations
    assert (relation.card.board_id, relation.card.number) == (ground.other, 1)


def test_undo_takes_back_both_sides(two_plans: Ground) -> None:
    ground = two_plans
    relation_id = _relate(ground, A, "blocked_by", ELSEWHERE, op=OP)
    ground.do(undo, ground.board, OP)
    assert (_seen(ground, A), _seen(ground, ELSEWHERE)) == ([], [])
    _relate(ground, A, "blocks", B)
    relation_id = ground.card(A).relations[0].id
    ground.do(unrelate, relation_id, op="another-operation")
    ground.do(undo, ground.board, "another-operation")
    assert (_seen(ground, A), _seen(ground, B)) == ([("blocks", B)], [("blocked_by", A)])


def test_undo_of_a_removal_makes_no_ring(ground: Ground) -> None:
    relation_id = _relate(ground, A, "blocks", B)
    ground.do(unrelate, relation_id, op=OP)
    _relate(ground, B, "blocks", A)
    ground.refused(Cycle, undo, ground.board, OP)


def test_what_another_took_away_is_not_undone(ground: Ground) -> None:
    relation_id = _relate(ground, A, "blocks", B, op=OP)
    ground.do(unrelate, relation_id, who="ulf")
    refused = ground.refused(ChangedSince, undo, ground.board, OP)
    assert refused.words["who"] == "Ulf Thorén"


def test_at_the_door(ground: Ground, actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    path = f"/cards/{ground.cards[A]}/relations"
    for body in (
        {},
        {"kind": "blocks"},
        {"kind": "loves", "card_id": ground.cards[B]},
        {"kind": "blocks", "card_id": 4},
    ):
        assert asa.refused("POST", path, body) == "invalid"
    assert asa.refused("POST", path, {"kind": "blocks", "card_id": ground.cards[A]}) == "itself"
    made = asa.post(path, {"kind": "blocks", "card_id": ground.cards[B]})
    assert asa.refused("POST", path, {"kind": "blocked_by", "card_id": ground.cards[B]}) == "cycle"
    assert asa.delete(f"/relations/{made['id']}")["version"] > made["version"]
    found = ground.cast.look("asa", lambda look: read_card(look, ground.cards[A]))
    assert found.relations == []


def test_one_is_taken_away_though_the_others_plan_is_closed(ground: Ground) -> None:
    there = ground.do(add_card, ground.other, CardIn(title="En annan plans")).card_id
    relation = ground.do(relate, ground.cards["Boka lokal"], RelationIn(kind="blocked_by", card_id=there)).id
    ground.do(close_board, ground.other)
    ground.do(unrelate, relation)
    assert ground.card("Boka lokal").relations == []

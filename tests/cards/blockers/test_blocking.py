from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from verkstad.boards.problems import TooMany, UnknownPerson
from verkstad.cards.blockers.blocking import MOST_BLOCKERS, change_blocker, raise_blocker, remove_blocker
from verkstad.cards.blockers.events import BLOCKER
from verkstad.cards.blockers.problems import OneRemover
from verkstad.cards.blockers.resolving import resolve_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import add_parts
from verkstad.cards.problems import CardClosed
from verkstad.cards.undoing import undo
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.users.access import USER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.users.desk import Deed

A, B = "Boka lokal", "Ta fram material"
OP = "what-i-did-just-now"


def _raise(ground: Ground, what: str = "Ingen har svarat.", title: str = A, **fields: Any) -> str:
    wish = BlockerIn.model_validate({"what": what, **fields})
    blocker_id: str = ground.do(raise_blocker, ground.cards[title], wish).id
    return blocker_id


def test_a_blocker_says_what_who_and_since_when(ground: Ground) -> None:
    agneta = ground.cast.ids["agneta"]
    wish = BlockerIn.model_validate({"what": "Ingen har svarat.", "remover_id": agneta, "answer_by": "2026-12"})
    (told,) = ground.told(raise_blocker, ground.cards[A], wish)

    (blocker,) = ground.card(A).blockers
    assert (blocker.what, blocker.remover_id, blocker.answer_by) == ("Ingen har svarat.", agneta, "2026-12")
    assert (blocker.raised_by, blocker.raised_at) == (ground.cast.ids["asa"], told["at"])
    assert (told["type"], told["id"], told["to"]["what"]) == ("blocker.added", blocker.id, "Ingen har svarat.")
    assert told["face"] == {"blocked_since": told["at"]}
    assert ground.words(told["version"]) == {"card": A, "what": "Ingen har svarat."}


def test_the_face_wears_the_oldest_that_stands(ground: Ground) -> None:
    first, second = _raise(ground), _raise(ground, "Nyckeln är borta.")
    since = {blocker.id: blocker.raised_at for blocker in ground.card(A).blockers}
    assert ground.face(ground.cards[A])["blocked_since"] == since[first]
    ground.do(resolve_blocker, first, "")
    assert ground.face(ground.cards[A])["blocked_since"] == since[second]
    ground.do(remove_blocker, second)
    assert ground.face(ground.cards[A])["blocked_since"] is None


def test_whoever_can_take_it_away_is_a_person_or_words_but_not_both(ground: Ground) -> None:
    amina = ground.cast.ids["amina"]
    both = BlockerIn.model_validate({"what": "Stopp", "remover_id": amina, "remover": "Hyresvärden"})
    ground.refused(OneRemover, raise_blocker, ground.cards[A], both)
    blocker_id = _raise(ground, remover="Hyresvärden")
    ground.refused(OneRemover, change_blocker, blocker_id, {"remover_id": amina, "remover": "Någon"})

    ground.do(change_blocker, blocker_id, {"remover_id": amina})
    (blocker,) = ground.card(A).blockers
    assert (blocker.remover_id, blocker.remover) == (amina, "")
    ground.do(change_blocker, blocker_id, {"remover": "Kommunen"})
    (blocker,) = ground.card(A).blockers
    assert (blocker.remover_id, blocker.remover) == (None, "Kommunen")


def test_a_change_tells_what_changed_and_no_change_tells_nothing(ground: Ground) -> None:
    blocker_id = _raise(ground)
    (told,) = ground.told(change_blocker, blocker_id, {"what": "Lokalen är upptagen.", "answer_by": "2026-12-01"})
    assert told["to"] == {"what": "Lokalen är upptagen.", "answer_by": "2026-12-01"}
    assert told["from"] == {"what": "Ingen har svarat.", "answer_by": None}
    assert ground.told(change_blocker, blocker_id, {"what": "Lokalen är upptagen.", "remover": None}) == []


def test_nobody_from_elsewhere_can_take_it_away(ground: Ground) -> None:
    wish = BlockerIn.model_validate({"what": "Stopp", "remover_id": ground.cast.ids["bo"]})
    ground.refused(UnknownPerson, raise_blocker, ground.cards[A], wish)
    blocker_id = _raise(ground, remover_id=ground.cast.ids["agneta"])
    ground.refused(UnknownPerson, change_blocker, blocker_id, {"remover_id": ground.cast.ids["bo"]})
    gone = update(USER).where(USER.c.id == ground.cast.ids["agneta"]).values(disabled_at="2026-11-18T00:00:00.000Z")
    ground.cast.house.database.write(lambda transaction: transaction.connection.execute(gone).rowcount)
    ground.do(change_blocker, blocker_id, {"what": "Hon har slutat.", "remover_id": ground.cast.ids["agneta"]})


def test_fifty_are_enough(ground: Ground) -> None:
    blank = {"remover_id": None, "remover": "", "answer_by": None, "resolved_at": None, "resolved_by": None, "how": ""}

    def many(deed: Deed) -> None:
        card = card_to_change(deed, ground.cards[A])
        each = [{"what": f"Hinder {number}", **blank} for number in range(MOST_BLOCKERS)]
        add_parts(deed, card, BLOCKER, each, words=[{} for _ in each])

    ground.do(many)
    ground.refused(TooMany, raise_blocker, ground.cards[A], BlockerIn(what="Ett till"))


def test_where_it_cannot_be_raised(ground: Ground) -> None:
    ground.refused(CardClosed, raise_blocker, ground.cards["Trycka broschyr"], BlockerIn(what="Stopp"))
    ground.refused(MayNot, raise_blocker, ground.cards[A], BlockerIn(what="Stopp"), who="agneta")
    ground.refused(NotFound, raise_blocker, ground.cards[A], BlockerIn(what="Stopp"), who="piotr")


def test_a_removed_one_is_changed_no_more_and_comes_back_by_undo(ground: Ground) -> None:
    blocker_id = _raise(ground)
    ground.do(remove_blocker, blocker_id, op=OP)
    assert ground.card(A).blockers == []
    refused = ground.refused(ChangedSince, change_blocker, blocker_id, {"what": "Nytt"}, who="ulf")
    assert refused.words["who"] == "Åsa Öberg"
    ground.do(undo, ground.board, OP)
    assert [blocker.id for blocker in ground.card(A).blockers] == [blocker_id]


def test_bad_input_is_refused_at_the_door(ground: Ground, actor: Callable[[str], Actor]) -> None:
    asa = actor("asa")
    path = f"/cards/{ground.cards[A]}/blockers"
    for body in (
        {},
        {"what": ""},
        {"what": " "},
        {"what": "x" * 501},
        {"what": "Två\nrader"},
        {"what": "Stopp", "answer_by": "snart"},
        {"what": "Stopp", "answer_by": "2026-02-30"},
        {"what": "Stopp", "remover_id": "Agneta"},
        {"what": "Stopp", "remover": "x" * 121},
        {"what": "Stopp", "raised_by": ground.cast.ids["ulf"]},
    ):
        assert asa.refused("POST", path, body) == "invalid", body
    assert ground.card(A).blockers == []

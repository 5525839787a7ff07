from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from verkstad.boards.joining import add_member, remove_member
from verkstad.boards.problems import UnknownPerson
from verkstad.cards.wire import CardIn
from verkstad.cards.writing import add_card
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.users.access import USER

if TYPE_CHECKING:
    from tests.ground import Ground


def test_a_member_may_change_cards_and_one_no_more_may_not(ground: Ground) -> None:
    agneta = ground.cast.ids["agneta"]
    ground.refused(MayNot, add_card, ground.board, CardIn(title="Nytt"), who="agneta")
    (event,) = ground.told(add_member, ground.board, agneta)
    assert (event["type"], event["user_id"]) == ("member.added", agneta)
    ground.do(add_card, ground.board, CardIn(title="Nytt"), who="agneta")
    (event,) = ground.told(remove_member, ground.board, agneta)
    assert (event["type"], event["user_id"]) == ("member.removed", agneta)
    ground.refused(MayNot, add_card, ground.board, CardIn(title="Nytt"), who="agneta")


def test_a_guest_sees_the_plan_for_as_long_as_they_are_a_member(ground: Ground) -> None:
    wish = CardIn(title="Nytt")
    ground.refused(NotFound, add_card, ground.board, wish, who="piotr")
    ground.do(add_member, ground.board, ground.cast.ids["piotr"])
    ground.do(add_card, ground.board, wish, who="piotr")
    ground.do(remove_member, ground.board, ground.cast.ids["piotr"])
    ground.refused(NotFound, add_card, ground.board, wish, who="piotr")


def test_twice_is_once(ground: Ground) -> None:
    assert ground.told(add_member, ground.board, ground.cast.ids["amina"]) == []
    assert ground.told(remove_member, ground.board, ground.cast.ids["agneta"]) == []


def test_a_member_may_leave_and_then_only_read(ground: Ground) -> None:
    ground.do(remove_member, ground.board, ground.cast.ids["amina"], who="amina")
    ground.refused(MayNot, remove_member, ground.board, ground.cast.ids["solveig"], who="amina")


def test_guests_and_readers_do_not_choose_members(ground: Ground) -> None:
    for who in ("solveig", "agneta"):
        ground.refused(MayNot, add_member, ground.board, ground.cast.ids["piotr"], who=who)
        ground.refused(MayNot, remove_member, ground.board, ground.cast.ids["amina"], who=who)


def test_only_colleagues_become_members(ground: Ground) -> None:
    for stranger in (ground.cast.ids["bo"], new_id()):
        ground.refused(UnknownPerson, add_member, ground.board, stranger)
    gone = update(USER).where(USER.c.id == ground.cast.ids["agneta"]).values(disabled_at="2026-01-01T00:00:00.000Z")
    ground.cast.house.database.write(lambda transaction: transaction.connection.execute(gone).rowcount)
    ground.refused(UnknownPerson, add_member, ground.board, ground.cast.ids["agneta"])

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verkstad.history.operations import Answer, claim, forget_before, settle
from verkstad.kernel.problems import AlreadyDone, KeyReused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor, Cast
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction

ASKED = {"user_id": "u1", "key": "key-00000001", "request_hash": "aa", "at": "2026-11-18T11:00:00.000Z"}


def _claim(house: House, **other: str) -> Answer | None:
    return house.database.write(lambda transaction: claim(transaction, **{**ASKED, **other}))


def _carry_out(house: House, answer: str | None = "{}") -> None:
    def work(transaction: Transaction) -> None:
        assert claim(transaction, **ASKED) is None
        settle(transaction, user_id="u1", key="key-00000001", status=201, answer=answer)

    house.database.write(work)


def test_the_same_key_and_request_get_the_first_answer(house: House) -> None:
    _carry_out(house, '{"version":4}')
    assert _claim(house, at="2026-11-18T12:00:00.000Z") == Answer(status=201, body='{"version":4}')


def test_another_request_under_the_same_key_is_refused(house: House) -> None:
    _carry_out(house)
    with pytest.raises(KeyReused):
        _claim(house, request_hash="bb")


def test_an_answer_that_held_a_secret_is_not_given_twice(house: House) -> None:
    _carry_out(house, None)
    with pytest.raises(AlreadyDone):
        _claim(house)


def test_each_person_has_keys_of_their_own(house: House) -> None:
    _carry_out(house)
    assert _claim(house, user_id="u2", request_hash="bb") is None


def test_a_refused_request_leaves_its_key_free(house: House) -> None:
    def work(transaction: Transaction) -> None:
        claim(transaction, **ASKED)
        raise KeyReused

    with pytest.raises(KeyReused):
        house.database.write(work)
    assert _claim(house) is None


def test_old_ones_are_forgotten(house: House) -> None:
    _carry_out(house)
    assert house.database.write(lambda transaction: forget_before(transaction, ASKED["at"])) == 0
    assert house.database.write(lambda transaction: forget_before(transaction, "2026-12-01")) == 1
    assert _claim(house) is None


class TestAtTheFrontDoor:
    def test_a_retry_is_answered_as_the_first_and_moves_nothing(
        self, actor: Callable[[str], Actor], board_id: str
    ) -> None:
        amina = actor("amina")
        key = {"Idempotency-Key": "a-key-of-mine-01"}
        first = amina.post(f"/boards/{board_id}/cards", {"title": "En gång"}, headers=key)
        assert first["op"] == "a-key-of-mine-01"
        assert amina.post(f"/boards/{board_id}/cards", {"title": "En gång"}, headers=key) == first
        assert len(amina.get(f"/boards/{board_id}")["cards"]) == 1

    def test_the_key_of_a_refusal_may_be_used_again(self, actor: Callable[[str], Actor], board_id: str) -> None:
        amina = actor("amina")
        key = {"Idempotency-Key": "a-key-of-mine-01"}
        assert amina.refused("POST", f"/boards/{board_id}/cards", {"title": ""}, headers=key) == "invalid"
        amina.post(f"/boards/{board_id}/cards", {"title": "En gång"}, headers=key)
        refused = amina.refused("POST", f"/boards/{board_id}/cards", {"title": "Två gånger"}, headers=key)
        assert refused == "key_reused"

    def test_anothers_key_is_no_hindrance(self, actor: Callable[[str], Actor], board_id: str) -> None:
        key = {"Idempotency-Key": "a-key-of-ours-01"}
        for who in ("amina", "ulf"):
            actor(who).post(f"/boards/{board_id}/cards", {"title": who}, headers=key)
        assert len(actor("ulf").get(f"/boards/{board_id}")["cards"]) == 2

    def test_a_retry_by_one_who_has_lost_access_is_still_answered_with_what_was_done(
        self, actor: Callable[[str], Actor], board_id: str, cast: Cast
    ) -> None:
        amina = actor("amina")
        key = {"Idempotency-Key": "a-key-of-mine-01"}
        first = amina.post(f"/boards/{board_id}/cards", {"title": "En gång"}, headers=key)
        actor("asa").delete(f"/boards/{board_id}/members/{cast.ids['amina']}")
        assert amina.post(f"/boards/{board_id}/cards", {"title": "En gång"}, headers=key) == first
        assert amina.refused("POST", f"/boards/{board_id}/cards", {"title": "Nytt"}) == "may_not"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from verkstad.boards.changing import change_board, close_board
from verkstad.boards.problems import BoardClosed, TooMany, UnknownPerson
from verkstad.cards.blockers.events import BLOCKER_TABLE
from verkstad.cards.closing import close_card
from verkstad.cards.comments.commenting import MOST_COMMENTS, add_comment, edit_comment, remove_comment
from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.comments.wire import CommentChange, CommentIn
from verkstad.cards.problems import CannotSee, CardClosed
from verkstad.cards.undoing import undo
from verkstad.cards.wire import ClosureIn
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Actor
    from tests.ground import Ground
    from verkstad.cards.comments.wire import CommentOut
    from verkstad.kernel.database import Transaction

CARD, OTHER = "Boka lokal", "Bjuda in invånare"
OP = "what-i-said-just-now"


def _say(ground: Ground, text: str = "Kan vi ta det på måndag?", *mentions: str, **named: Any) -> str:
    wish = CommentIn(text=text, mentions=[ground.cast.ids[who] for who in mentions])
    said: str = ground.do(add_comment, ground.cards[CARD], wish, **named).id
    return said


def _comments(ground: Ground, who: str = "asa") -> list[CommentOut]:
    return ground.card(CARD, who).comments


def _change(ground: Ground, text: str, *mentions: str, base: str | None = None) -> CommentChange:
    known = base or _comments(ground)[-1].revision_id
    return CommentChange(text=text, mentions=[ground.cast.ids[who] for who in mentions], base=known)


class TestSayingSomething:
    def test_it_is_read_by_all_the_oldest_first(self, ground: Ground) -> None:
        _say(ground, "Jag kan **två** timmar.", who="amina")
        _say(ground, "Bra.")
        first, second = _comments(ground)
        assert (first.text, first.by) == ("Jag kan **två** timmar.", ground.cast.ids["amina"])
        assert first.html == "<p>Jag kan <strong>två</strong> timmar.</p>\n"
        assert (first.edited_at, second.text) == (None, "Bra.")
        assert ground.face(ground.cards[CARD])["comment_count"] == 2

    @pytest.mark.parametrize("who", ["daniel", "asa", "ulf", "amina", "agneta", "solveig"])
    def test_whoever_may_read_the_plan_may_speak(self, ground: Ground, who: str) -> None:
        _say(ground, who=who)
        assert _comments(ground)[0].by == ground.cast.ids[who]

    def test_the_event_carries_ids_and_no_words(self, ground: Ground) -> None:
        wish = CommentIn(text="Hemlig tanke, @Ulf Thorén", mentions=[ground.cast.ids["ulf"]])
        (event,) = ground.told(add_comment, ground.cards[CARD], wish, who="agneta")
        assert event["to"]["mentions"] == [ground.cast.ids["ulf"]]
        assert event["face"] == {"comment_count": 1}
        assert "Hemlig" not in str(event)

    def test_who_may_not_see_the_plan_may_not_speak(self, ground: Ground) -> None:
        for who in ("bo", "piotr"):
            ground.refused(NotFound, add_comment, ground.cards[CARD], CommentIn(text="Hej"), who=who)
        ground.do(change_board, ground.board, {"restricted": True})
        ground.refused(NotFound, add_comment, ground.cards[CARD], CommentIn(text="Hej"), who="agneta")

    def test_nobody_speaks_on_a_closed_card_or_plan(self, ground: Ground) -> None:
        said = _say(ground)
        wishes: list[tuple[Any, ...]] = [
            (add_comment, ground.cards[CARD], CommentIn(text="Hej")),
            (edit_comment, said, _change(ground, "Nej")),
            (remove_comment, said),
        ]
        ground.do(close_card, ground.cards[CARD], ClosureIn(reason="cancelled"))
        for verb, *arguments in wishes:
            ground.refused(CardClosed, verb, *arguments)
        ground.do(close_board, ground.board)
        for verb, *arguments in wishes:
            ground.refused(BoardClosed, verb, *arguments)

    def test_there_are_so_many_and_no_more(self, ground: Ground) -> None:
        _say(ground)
        _fill(ground, MOST_COMMENTS - 1)
        ground.refused(TooMany, add_comment, ground.cards[CARD], CommentIn(text="En till"))


class TestABlocker:
    def test_a_blocker_of_the_card_is_discussed(self, ground: Ground) -> None:
        blocker = _blocker(ground, CARD)
        ground.do(add_comment, ground.cards[CARD], CommentIn(text="Jag ringer.", blocker_id=blocker))
        assert _comments(ground)[0].blocker_id == blocker

    def test_no_other_is(self, ground: Ground) -> None:
        for blocker in (_blocker(ground, OTHER), new_id()):
            ground.refused(NotFound, add_comment, ground.cards[CARD], CommentIn(text="Hej", blocker_id=blocker))
        gone = _blocker(ground, CARD, removed_at="2026-11-18T11:00:00.000Z")
        ground.refused(ChangedSince, add_comment, ground.cards[CARD], CommentIn(text="Hej", blocker_id=gone))


class TestMentions:
    def test_those_named_in_the_text_are_mentioned_once_each(self, ground: Ground) -> None:
        _say(ground, "@Ulf Thorén och @Åsa Öberg, @Ulf Thorén?", "asa", "ulf", "ulf")
        (said,) = _comments(ground)
        assert said.mentions == [ground.cast.ids["asa"], ground.cast.ids["ulf"]]
        assert said.html.count('<span class="mention">@Ulf Thorén</span>') == 2

    @pytest.mark.parametrize("text", ["Fråga Ulf", "@Ulf", "@Ulf Thorénsson kommer", "@ Ulf Thorén", "@ulf thorén"])
    def test_whose_name_does_not_stand_there_is_dropped(self, ground: Ground, text: str) -> None:
        _say(ground, text, "ulf")
        assert _comments(ground)[0].mentions == []

    def test_who_may_not_see_the_plan_is_refused_by_name(self, ground: Ground) -> None:
        ground.do(change_board, ground.board, {"restricted": True})
        wish = CommentIn(
            text="@Agneta Östling och @Piotr Żurawski och @Amina Warsame",
            mentions=[ground.cast.ids[who] for who in ("agneta", "piotr", "amina")],
        )
        refusal = ground.refused(CannotSee, add_comment, ground.cards[CARD], wish)
        assert "Agneta Östling, Piotr Żurawski" in refusal.body("sv").decode()
        assert "Amina" not in refusal.body("sv").decode()

    def test_who_sees_it_without_being_a_member_is_mentioned(self, ground: Ground) -> None:
        _say(ground, "@Agneta Östling, @Daniel Quist, @Solveig Bladh", "agneta", "daniel", "solveig")
        assert len(_comments(ground)[0].mentions) == 3

    def test_who_is_not_here_is_refused_without_a_name(self, ground: Ground) -> None:
        for stranger in (ground.cast.ids["bo"], new_id()):
            wish = CommentIn(text="@Bo Främmande", mentions=[stranger])
            refusal = ground.refused(UnknownPerson, add_comment, ground.cards[CARD], wish)
            assert "Främmande" not in refusal.body("sv").decode()

    def test_who_lost_the_plan_stays_mentioned_in_what_was_said(self, ground: Ground) -> None:
        said = _say(ground, "@Agneta Östling, kan du?", "agneta")
        ground.do(change_board, ground.board, {"restricted": True})
        ground.do(edit_comment, said, _change(ground, "@Agneta Östling, kunde du?", "agneta"))
        assert _comments(ground)[0].mentions == [ground.cast.ids["agneta"]]


class TestEditing:
    def test_it_is_marked_as_edited_and_the_words_before_are_kept(self, ground: Ground) -> None:
        said = _say(ground, "Jag kan två timmar.")
        first = _comments(ground)[0].revision_id
        (event,) = ground.told(edit_comment, said, _change(ground, "@Ulf Thorén, fyra timmar.", "ulf"))
        (comment,) = _comments(ground)
        assert (comment.text, comment.edited_at) == ("@Ulf Thorén, fyra timmar.", event["at"])
        assert event["from"] == {"revision_id": first, "mentions": [], "edited_at": None}
        assert event["face"] == {}

    def test_the_same_words_are_no_edit(self, ground: Ground) -> None:
        said = _say(ground, "Hej")
        assert ground.told(edit_comment, said, _change(ground, "Hej", base=new_id())) == []

    def test_on_top_of_words_that_were_not_read_it_is_refused(self, ground: Ground) -> None:
        said = _say(ground, "Hej")
        base = _comments(ground)[0].revision_id
        ground.do(edit_comment, said, _change(ground, "Hej då"))
        ground.refused(ChangedSince, edit_comment, said, _change(ground, "God morgon", base=base))

    @pytest.mark.parametrize("who", ["daniel", "ulf", "agneta", "solveig"])
    def test_nobody_writes_in_anothers_name(self, ground: Ground, who: str) -> None:
        said = _say(ground)
        ground.refused(MayNot, edit_comment, said, _change(ground, "Nej"), who=who)

    def test_a_removed_one_says_who_removed_it(self, ground: Ground) -> None:
        said = _say(ground, who="amina")
        wish = _change(ground, "Vänta")
        ground.do(remove_comment, said, who="ulf")
        for verb, arguments in ((edit_comment, (said, wish)), (remove_comment, (said,))):
            refusal = ground.refused(ChangedSince, verb, *arguments, who="amina")
            assert "Ulf Thorén" in refusal.body("sv").decode()


class TestRemoving:
    @pytest.mark.parametrize("who", ["agneta", "amina", "ulf", "asa", "daniel"])
    def test_ones_own_or_as_one_of_the_plan(self, ground: Ground, who: str) -> None:
        said = _say(ground, who="agneta")
        ground.do(remove_comment, said, who=who)
        assert _comments(ground) == []
        assert ground.face(ground.cards[CARD])["comment_count"] == 0

    def test_readers_and_guests_remove_nobody_elses(self, ground: Ground) -> None:
        said = _say(ground)
        for who in ("agneta", "solveig"):
            ground.refused(MayNot, remove_comment, said, who=who)
        ground.refused(NotFound, remove_comment, said, who="bo")


class TestUndoing:
    def test_a_reader_takes_back_what_they_said_and_says_it_again(self, ground: Ground) -> None:
        _say(ground, "Hej", who="agneta", op=OP)
        ground.do(undo, ground.board, OP, op="taking-it-back", who="agneta")
        assert _comments(ground) == []
        ground.do(undo, ground.board, "taking-it-back", who="agneta")
        assert [comment.text for comment in _comments(ground)] == ["Hej"]

    def test_an_edit_is_taken_back_with_its_mark(self, ground: Ground) -> None:
        said = _say(ground, "Hej", who="agneta")
        ground.do(edit_comment, said, _change(ground, "Hej då"), who="agneta", op=OP)
        ground.do(undo, ground.board, OP, who="agneta")
        assert [(each.text, each.edited_at) for each in _comments(ground)] == [("Hej", None)]

    def test_what_somebody_else_removed_is_not_taken_back(self, ground: Ground) -> None:
        said = _say(ground, "Hej", who="agneta", op=OP)
        ground.do(remove_comment, said)
        ground.refused(ChangedSince, undo, ground.board, OP, who="agneta")

    def test_a_reader_undoes_nothing_on_a_closed_plan(self, ground: Ground) -> None:
        _say(ground, "Hej", who="agneta", op=OP)
        ground.do(close_board, ground.board)
        ground.refused(BoardClosed, undo, ground.board, OP, who="agneta")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "x" * 10_001},
        {"text": 7},
        {"text": "\x00"},
        {"text": "Hej", "mentions": ["ulf"]},
        {"text": "Hej", "mentions": ["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a51"] * 21},
        {"text": "Hej", "by": "01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a51"},
        {"text": "   \n "},
    ],
)
def test_bad_input_is_refused(ground: Ground, actor: Callable[[str], Actor], body: Any) -> None:
    before = ground.snapshot(ground.board)
    assert actor("asa").refused("POST", f"/cards/{ground.cards[CARD]}/comments", body) == "invalid"
    assert ground.snapshot(ground.board) == before


def test_a_retry_says_it_once(ground: Ground, actor: Callable[[str], Actor]) -> None:
    headers = {"Idempotency-Key": "a-comment-said-once"}
    for _ in range(2):
        actor("agneta").post(f"/cards/{ground.cards[CARD]}/comments", {"text": "Hej"}, headers=headers)
    assert len(_comments(ground)) == 1


def _blocker(ground: Ground, card: str, *, removed_at: str | None = None) -> str:
    blocker = new_id()
    by, at = ground.cast.ids["asa"], "2026-11-18T10:00:00.000Z"
    row: dict[str, Any] = {
        "id": blocker,
        "card_id": ground.cards[card],
        "what": "Inget svar",
        "made_at": at,
        "made_by": by,
    }
    row |= {"updated_at": at, "updated_by": by, "version": 1, "removed_at": removed_at, "remover": "", "how": ""}
    add = insert(BLOCKER_TABLE).values(**row)
    ground.cast.house.database.write(lambda transaction: transaction.connection.execute(add))
    return blocker


def _fill(ground: Ground, count: int) -> None:
    """Copy the first comment, as many would have written it."""

    def work(transaction: Transaction) -> None:
        first = transaction.connection.execute(COMMENT_TABLE.select()).one()._asdict()
        transaction.connection.execute(insert(COMMENT_TABLE), [{**first, "id": new_id()} for _ in range(count)])

    ground.cast.house.database.write(work)

"""Who may read a plan, change its cards, or arrange the plan itself."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, false, or_, select

from verkstad.boards.events import stream_of
from verkstad.boards.problems import BoardClosed, UnknownPerson
from verkstad.boards.tables import Board, CustomField, Label, Lane, Membership
from verkstad.kernel.problems import MayNot, NotFound
from verkstad.kernel.words import sentence
from verkstad.users.access import USER, Caller
from verkstad.users.desk import Deed, Look

BOARD = Board.__table__  # type: ignore[attr-defined]
LANE = Lane.__table__  # type: ignore[attr-defined]
LABEL = Label.__table__  # type: ignore[attr-defined]
FIELD = CustomField.__table__  # type: ignore[attr-defined]
MEMBERSHIP = Membership.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a caller may do with one plan that they see."""

    is_member: bool
    is_owner: bool
    is_closed: bool
    is_coordinator: bool
    is_guest: bool

    @property
    def may_change(self) -> bool:
        """Members change a plan's cards, and so do its owner and coordinators."""
        return self.is_coordinator or self.is_member or (self.is_owner and not self.is_guest)

    @property
    def may_arrange(self) -> bool:
        """The same people, but no guests, arrange lanes, members and the plan itself."""
        return self.may_change and not self.is_guest


MINE = MEMBERSHIP.alias("mine")
WITH_MINE = BOARD.outerjoin(MINE, and_(MINE.c.board_id == BOARD.c.id, MINE.c.user_id == bindparam("caller_id")))
IS_MEMBER = MINE.c.user_id.is_not(None).label("is_member")


def is_visible_to(caller: Caller) -> ColumnElement[bool]:
    """Say which plans a caller sees, as a condition on WITH_MINE whose blanks `blanks(caller)` fills."""
    return _is_visible("coordinator" if caller.is_coordinator else "guest" if caller.is_guest else "employee")


@cache  # a condition that stays the same object keeps its compiled SQL
def _is_visible(kind: str) -> ColumnElement[bool]:
    inside: ColumnElement[bool] = BOARD.c.administration_id == bindparam("administration_id")
    mine = MINE.c.user_id.is_not(None)
    if kind == "coordinator":
        return inside
    if kind == "guest":
        return and_(inside, mine)
    return and_(inside, or_(mine, BOARD.c.restricted == false(), BOARD.c.owner_id == bindparam("caller_id")))


def blanks(caller: Caller) -> dict[str, str]:
    """Fill the blanks of WITH_MINE and `is_visible_to`."""
    return {"caller_id": caller.id, "administration_id": caller.administration_id}


@cache
def _find_board(visible: ColumnElement[bool]) -> Select[Any]:
    return select(BOARD, IS_MEMBER).select_from(WITH_MINE).where(BOARD.c.id == bindparam("board_id"), visible)


def find_board(connection: Connection, caller: Caller, board_id: str) -> Any:
    """Find a plan as the caller may see it; what they may not see does not exist."""
    question = _find_board(is_visible_to(caller))
    row = connection.execute(question, {"board_id": board_id, **blanks(caller)}).one_or_none()
    if row is None:
        raise NotFound
    return row


def standing(caller: Caller, row: Any) -> Standing:
    """Tell what the caller may do, from a row with `owner_id`, `is_member` and the plan's `closed_at`."""
    return Standing(
        is_member=bool(row.is_member),
        is_owner=row.owner_id == caller.id,
        is_closed=row.closed_at is not None,
        is_coordinator=caller.is_coordinator,
        is_guest=caller.is_guest,
    )


def board_to_change(deed: Deed, board_id: str, *, arrange: bool = False, closed: bool = False) -> Any:
    """Lock a plan's stream, find the plan under the lock, and refuse whoever may not change it.

    `arrange` asks for more than moving cards; `closed` lets a closed plan through, to be reopened.
    """
    deed.lock(stream_of(board_id))
    row = find_board(deed.connection, deed.caller, board_id)
    must_change(deed, standing(deed.caller, row), row.owner_id, arrange=arrange)
    if row.closed_at is not None and not closed:
        raise BoardClosed
    return row


def must_change(deed: Deed | Look, held: Standing, owner_id: str | None, *, arrange: bool = False) -> None:
    """Refuse in words whoever may read the plan but not change it, and name the one to ask."""
    if held.may_arrange if arrange else held.may_change:
        return
    if held.may_change:
        raise MayNot(why=sentence("why.guest"))
    owner = deed.connection.execute(select(USER.c.name).where(USER.c.id == owner_id)).scalar_one_or_none()
    raise MayNot(why=sentence("why.reader_ask", owner=owner) if owner else sentence("why.reader"))


def must_be_colleague(deed: Deed, user_id: str | None) -> None:
    """Refuse to name somebody who is not here: of another administration, or with a disabled account."""
    if user_id is None:
        return
    found = deed.connection.execute(
        select(USER.c.id).where(
            USER.c.id == user_id,
            USER.c.administration_id == deed.caller.administration_id,
            USER.c.disabled_at.is_(None),
        )
    ).first()
    if found is None:
        raise UnknownPerson

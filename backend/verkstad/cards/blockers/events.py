"""What happens to blockers."""

from typing import Any

from sqlalchemy import Connection, func, select
from typing_extensions import TypedDict

from verkstad.cards.blockers.problems import OneRemover
from verkstad.cards.parts import Part
from verkstad.cards.tables import Blocker, SameBlocker

BLOCKER_TABLE = Blocker.__table__  # type: ignore[attr-defined]
SAME_TABLE = SameBlocker.__table__  # type: ignore[attr-defined]


class BlockerFields(TypedDict, total=False):
    """The fields of a blocker."""

    what: str
    remover_id: str | None
    remover: str
    answer_by: str | None
    resolved_at: str | None
    resolved_by: str | None
    how: str


class SameFields(TypedDict, total=False):
    """Who had the same blocker."""

    blocker_id: str
    user_id: str


def _blocked_since(connection: Connection, card_id: str) -> dict[str, Any]:
    table = BLOCKER_TABLE
    standing = select(func.min(table.c.made_at)).where(
        table.c.card_id == card_id, table.c.removed_at.is_(None), table.c.resolved_at.is_(None)
    )
    return {"blocked_since": connection.execute(standing).scalar_one()}


def _must_have_one_remover(blocker: dict[str, Any]) -> None:
    if blocker["remover_id"] is not None and blocker["remover"]:
        raise OneRemover


BLOCKER = Part("blocker", BLOCKER_TABLE, BlockerFields, _blocked_since, check=_must_have_one_remover)
SAME = Part("same", SAME_TABLE, SameFields, fixed=True)

"""The order of things within a plan or an assignment, and how many of them there may be."""

from typing import Any

from sqlalchemy import ColumnElement, Table, func, select

from verkstad.boards.problems import PlaceGone, TooMany
from verkstad.kernel.ranking import rank_between, ranks_between
from verkstad.users.desk import Deed


def rank_among(
    deed: Deed, table: Table, siblings: ColumnElement[bool], *, after: str | None, last: bool, moving: Any = None
) -> str:
    """Give one rank, as `ranks_among` does."""
    (rank,) = ranks_among(deed, table, siblings, 1, after=after, last=last, moving=moving)
    return rank


def ranks_among(
    deed: Deed,
    table: Table,
    siblings: ColumnElement[bool],
    count: int,
    *,
    after: str | None,
    last: bool,
    moving: Any = None,
) -> list[str]:
    """Give ranks in order after one of the siblings, first (`after` is null) or last.

    `moving` is the row that is moved among them; where it stands there already it keeps its rank.
    """
    question = select(table.c.id, table.c.rank).where(siblings, table.c.removed_at.is_(None))
    others = [
        row
        for row in deed.connection.execute(question.order_by(table.c.rank, table.c.id))
        if moving is None or row.id != moving.id
    ]
    place = _place(others, after, last=last)
    before = others[place - 1].rank if place else None
    # Two may stand on one rank, from before they were kept apart: then it is behind them both.
    behind = next((row.rank for row in others[place:] if before is None or row.rank > before), None)
    if moving is not None and (before is None or before < moving.rank) and (behind is None or moving.rank < behind):
        return [moving.rank]
    return ranks_between(before, behind, count)


def rank_left(deed: Deed, table: Table, siblings: ColumnElement[bool], rank: str, *, of: str) -> str:
    """Give a thing the rank that it once had among its siblings, or the one just behind whatever has taken it since."""
    others = (siblings, table.c.removed_at.is_(None), table.c.id != of, table.c.rank >= rank)
    taken = list(deed.connection.execute(select(table.c.rank).where(*others).order_by(table.c.rank)).scalars())
    if rank not in taken:
        return rank
    return rank_between(rank, next((each for each in taken if each > rank), None))


def _place(others: list[Any], after: str | None, *, last: bool) -> int:
    if last:
        return len(others)
    if after is None:
        return 0
    place = next((index + 1 for index, row in enumerate(others) if row.id == after), 0)
    if place == 0:
        raise PlaceGone
    return place


def must_be_few(deed: Deed, table: Table, alike: ColumnElement[bool], *, most: int, coming: int = 1) -> None:
    """Refuse to have more than `most` things alike at once."""
    count = select(func.count()).select_from(table).where(alike, table.c.removed_at.is_(None))
    if deed.connection.execute(count).scalar_one() + coming > most:
        raise TooMany(most=most)

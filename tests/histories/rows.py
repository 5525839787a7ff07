"""What is stored, row by row, and what of it somebody may see: told by the rule as it is written (decision 9)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from verkstad.history.house import House

Row = SimpleNamespace


class Rows:
    """All rows of each table that is asked for, as they are stored; none of the product's questions is used."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._kept: dict[str, list[Row]] = {}

    def __getattr__(self, table: str) -> list[Row]:
        if table not in self._kept:
            question = text(f'SELECT * FROM "{table}"')
            self._kept[table] = self._house.database.read(
                lambda connection: [SimpleNamespace(**row) for row in connection.execute(question).mappings()]
            )
        return self._kept[table]

    def of(self, table: str, thing_id: Any) -> Row:
        """Give one row by its id."""
        rows: list[Row] = getattr(self, table)
        (found,) = [row for row in rows if row.id == thing_id]
        return found

    def there(self, table: str, card_id: str) -> list[Row]:
        """Give the parts of one card that are not removed."""
        return [row for row in getattr(self, table) if row.card_id == card_id and row.removed_at is None]


class Eyes:
    """What one reader may see."""

    def __init__(self, rows: Rows, reader_id: str) -> None:
        self.rows = rows
        self.me = rows.of("user", reader_id)
        self.plans = [board for board in rows.board if self._sees(board)]
        self.plan_ids = {board.id for board in self.plans}
        self.open_plans = [board for board in self.plans if board.closed_at is None]
        self.cards = [card for card in rows.card if card.board_id in self.plan_ids]
        self.people = [user for user in rows.user if self._knows(user)]
        self.names = {user.id: user.name for user in self.people}

    def _sees(self, board: Row) -> bool:
        if board.administration_id != self.me.administration_id:
            return False
        if self.me.role in ("admin", "coordinator") or self.is_member(board.id, self.me.id):
            return True
        return self.me.role == "employee" and (not board.restricted or board.owner_id == self.me.id)

    def is_member(self, board_id: str, user_id: str) -> bool:
        """Tell whether somebody takes part in a plan."""
        return any(each.board_id == board_id and each.user_id == user_id for each in self.rows.membership)

    def _knows(self, user: Row) -> bool:
        """Tell whom a guest knows of: who takes part in their plans, owns something there, or did something there."""
        if user.administration_id != self.me.administration_id:
            return False
        if self.me.role != "guest" or user.id == self.me.id:
            return True
        return any(
            self.is_member(board.id, user.id)
            or board.owner_id == user.id
            or any(card.owner_id == user.id for card in self.cards if card.board_id == board.id)
            or any(event.by == user.id for event in self.rows.event if event.stream == f"board:{board.id}")
            for board in self.plans
        )

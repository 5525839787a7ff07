"""Retries: the same key answers the same, and never carries a change out twice."""

from dataclasses import dataclass

from sqlalchemy import delete, text

from verkstad.history.tables import Operation
from verkstad.kernel.database import Transaction
from verkstad.kernel.problems import AlreadyDone, KeyReused

OPERATION = Operation.__table__  # type: ignore[attr-defined]
KEPT_DAYS = 90

_CLAIM = text(
    "INSERT INTO operation (user_id, key, request_hash, at) VALUES (:user_id, :key, :request_hash, :at)"
    " ON CONFLICT DO NOTHING RETURNING key"
)
_FIND = text("SELECT request_hash, status, answer FROM operation WHERE user_id = :user_id AND key = :key")
_SETTLE = text("UPDATE operation SET status = :status, answer = :answer WHERE user_id = :user_id AND key = :key")


@dataclass(frozen=True)
class Answer:
    """What was answered the first time."""

    status: int
    body: str


def claim(transaction: Transaction, *, user_id: str, key: str, request_hash: str, at: str) -> Answer | None:
    """Take a key for this request, or give the answer of the one that had it; a second one waits for the first."""
    mine = transaction.connection.execute(
        _CLAIM, {"user_id": user_id, "key": key, "request_hash": request_hash, "at": at}
    ).scalar_one_or_none()
    if mine is not None:
        return None
    earlier = transaction.connection.execute(_FIND, {"user_id": user_id, "key": key}).one()
    if earlier.request_hash != request_hash:
        raise KeyReused
    if earlier.answer is None:
        raise AlreadyDone
    return Answer(status=earlier.status, body=earlier.answer)


def settle(transaction: Transaction, *, user_id: str, key: str, status: int, answer: str | None) -> None:
    """Keep the answer beside the change; `None` for one that holds a secret."""
    transaction.connection.execute(_SETTLE, {"user_id": user_id, "key": key, "status": status, "answer": answer})


def forget_before(transaction: Transaction, moment: str) -> int:
    """Drop operations older than a moment."""
    return transaction.connection.execute(delete(OPERATION).where(OPERATION.c.at < moment)).rowcount

"""Passwords: argon2id with OWASP's parameters (m = 19 MiB, t = 2, p = 1), a few at a time."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

AT_ONCE = 2  # each takes 19 MiB and a core

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_nobody = _hasher.hash("nobody has this password")
_few: RunVar[CapacityLimiter] = RunVar("few")


async def in_turn(work: Callable[[], T]) -> T:
    """Run what hashes, a few at a time; in a storm of sign-ins those who wait hold no thread that others need."""
    limiter = _few.get(None)
    if limiter is None:
        limiter = CapacityLimiter(AT_ONCE)
        _few.set(limiter)
    return await run_sync(work, limiter=limiter)


def hash_password(password: str) -> str:
    """Hash a password for keeping."""
    return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Compare; where there is no account as much time is spent, so that nobody learns who has one."""
    try:
        _hasher.verify(kept or _nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None

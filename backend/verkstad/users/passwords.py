"""Passwords: argon2id with OWASP's parameters (m = 19 MiB, t = 2, p = 1), a few at a time."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_few = threading.BoundedSemaphore(2)  # each takes 19 MiB and a core; a storm of sign-ins must not take them all
_nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Hash a password for keeping."""
    with _few:
        return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Compare; where there is no account as much time is spent, so that nobody learns who has one."""
    with _few:
        try:
            _hasher.verify(kept or _nobody, password)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None

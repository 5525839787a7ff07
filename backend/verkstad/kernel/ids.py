"""Names of things, and secrets, that nobody can guess."""

import hashlib
import secrets

import uuid_utils


def new_id() -> str:
    """Make a UUIDv7 (RFC 9562): unique, and later ones sort after earlier ones."""
    return str(uuid_utils.uuid7())


def new_secret() -> str:
    """Make a secret of 192 bits, safe in an address."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """Hash a secret of high entropy for keeping; passwords take argon2 instead."""
    return hashlib.sha256(secret.encode()).hexdigest()

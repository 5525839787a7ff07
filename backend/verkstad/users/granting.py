"""Personal access tokens: shown once, kept as a hash, ended at any time."""

import datetime as dt

from sqlalchemy import delete, insert

from verkstad.history.recording import Recorder
from verkstad.kernel.clock import UTC, written
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.kernel.problems import NotFound
from verkstad.users.access import TOKEN, Scope
from verkstad.users.desk import Deed
from verkstad.users.events import AccessChanged, own
from verkstad.users.wire import NewToken

PREFIX = "vst_"  # lets a secret scanner know ours


def grant_token(
    recorder: Recorder, user_id: str, *, name: str, scope: Scope, expires_on: dt.date | None, zone: dt.tzinfo
) -> NewToken:
    """Make a token for a person; it works to the end of its last day where the administration is."""
    stream = own(user_id)
    recorder.lock(stream)
    secret, token_id = PREFIX + new_secret(), new_id()
    expires_at = None
    if expires_on is not None and expires_on < dt.date.max:
        midnight = dt.datetime.combine(expires_on + dt.timedelta(days=1), dt.time(), tzinfo=zone)
        expires_at = written(midnight.astimezone(UTC))
    recorder.connection.execute(
        insert(TOKEN).values(
            id=token_id,
            token_hash=digest(secret),
            user_id=user_id,
            name=name,
            scope=scope,
            created_at=recorder.at,
            expires_at=expires_at,
        )
    )
    recorder.record(stream, AccessChanged(what="token.created", thing_id=token_id))
    return NewToken(
        id=token_id,
        name=name,
        scope=scope,
        created_at=recorder.at,
        expires_at=expires_at,
        last_used_at=None,
        secret=secret,
    )


def revoke_token(deed: Deed, token_id: str) -> None:
    """End one of one's own tokens at once."""
    stream = own(deed.caller.id)
    deed.lock(stream)
    ended = deed.connection.execute(delete(TOKEN).where(TOKEN.c.id == token_id, TOKEN.c.user_id == deed.caller.id))
    if not ended.rowcount:
        raise NotFound
    deed.record(stream, AccessChanged(what="token.revoked", thing_id=token_id))

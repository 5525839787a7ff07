"""Refusing what was overtaken: who changed the thing meanwhile, and when."""

from typing import Any

from sqlalchemy import select

from verkstad.kernel.clock import read
from verkstad.kernel.problems import ChangedSince
from verkstad.kernel.words import say
from verkstad.users.access import USER
from verkstad.users.desk import Deed


def changed_since(deed: Deed, *, by: str, at: str, **extras: Any) -> ChangedSince:
    """Say "Åsa Öberg ändrade detta kl. 09.14", in the reader's language; `extras` go with it on the wire."""
    name = deed.connection.execute(select(USER.c.name).where(USER.c.id == by)).scalar_one_or_none() or "?"
    moment = read(at).astimezone(deed.house.clock.zone)
    today = moment.date() == deed.now.astimezone(deed.house.clock.zone).date()

    def when(language: str) -> str:
        mark = "." if language == "sv" else ":"
        time = f"{moment:%H}{mark}{moment:%M}"
        if today:
            return say(language, "when.today", time=time)
        return say(language, "when.day_and_time", day=moment.date().isoformat(), time=time)

    return ChangedSince(who=name, when=when, extras={"by": by, "at": at, **extras})

"""The time, as the wire writes it; nothing else reads the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

UTC = dt.UTC


class Clock:
    """Says what time it is; a test holds one that stands still."""

    def __init__(self, timezone: str = "Europe/Stockholm") -> None:
        self.zone = ZoneInfo(timezone)

    def now(self) -> dt.datetime:
        """Read the present moment, in UTC."""
        return dt.datetime.now(UTC)

    def today(self) -> dt.date:
        """Say which day it is where the administration works."""
        return self.now().astimezone(self.zone).date()


def written(moment: dt.datetime) -> str:
    """Write a moment as ISO 8601 in UTC with milliseconds, `2026-11-21T19:53:41.123Z`; such texts sort as times."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def read(text: str) -> dt.datetime:
    """Read what `written` wrote."""
    return dt.datetime.fromisoformat(text)

"""What the figures say of how a card stands, beside what its owner reports."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from verkstad.boards.access import LANE
from verkstad.cards.whole import WarningOut
from verkstad.kernel.clock import read
from verkstad.users.desk import Deed, Look

LONG = 14  # days after which it is no risk any more: it is off track
_BETTER = {"unknown": 0, "on_track": 0, "at_risk": 1, "off_track": 2}
_UNDER_WAY = ("active", "waiting")

Reason = Literal["overdue", "blocked", "silent"]


@dataclass(frozen=True)
class Warned:
    """Why a card looks worse than it should: days overdue and blocked, weeks of silence, and when the newest arose."""

    reasons: list[Reason]
    days_overdue: int | None
    days_blocked: int | None
    weeks_silent: int | None
    since: dt.date

    @property
    def health(self) -> Literal["at_risk", "off_track"]:
        """What the reasons would make of it."""
        return "off_track" if max(self.days_overdue or 0, self.days_blocked or 0) > LONG else "at_risk"


def warning_of(look: Look, card: Any) -> WarningOut | None:
    """Give the computed warning, as far as the reader may see it already."""
    warned = computed(look, card)
    if warned is None:
        return None
    answered = is_answered(look, card, warned)
    patience = dt.timedelta(days=look.house.settings.warning_days)
    public = answered or _today(look) >= warned.since + patience
    if not public and look.caller.id not in (card.owner_id, card.deputy_id):
        return None
    return WarningOut(
        reasons=warned.reasons,
        health=warned.health,
        differs=_BETTER[card.health] < _BETTER[warned.health],
        days_overdue=warned.days_overdue,
        days_blocked=warned.days_blocked,
        weeks_silent=warned.weeks_silent,
        since=warned.since.isoformat(),
        public=public,
        public_on=(warned.since + patience).isoformat(),
        answer=card.warning_answer if answered else "",
        answered_at=card.warning_answered_at if answered else None,
        answered_by=card.warning_answered_by if answered else None,
    )


def computed(look: Look | Deed, card: Any) -> Warned | None:
    """Compute the warning of a card that is under way; nothing is demanded of what is planned, done or closed."""
    if card.closed_at is not None or card.board_closed_at is not None:
        return None
    stage = look.connection.execute(select(LANE.c.stage).where(LANE.c.id == card.lane_id)).scalar_one()
    if stage not in _UNDER_WAY:
        return None
    today = _today(look)
    arose: dict[Reason, dt.date] = {}
    if card.due_last is not None and card.due_last < today.isoformat():  # the last day of all has none behind it
        arose["overdue"] = dt.date.fromisoformat(card.due_last) + dt.timedelta(days=1)
    if card.blocked_since is not None:
        arose["blocked"] = _day(look, card.blocked_since)
    patience = dt.timedelta(weeks=look.house.settings.silent_weeks)
    spoken = _day(look, card.updated_at)
    arose["silent"] = spoken + patience
    arose = {reason: day for reason, day in arose.items() if day <= today}
    if not arose:
        return None
    return Warned(
        reasons=list(arose),
        days_overdue=(today - arose["overdue"]).days + 1 if "overdue" in arose else None,
        days_blocked=(today - arose["blocked"]).days if "blocked" in arose else None,
        weeks_silent=(today - spoken).days // 7 if "silent" in arose else None,
        since=max(arose.values()),
    )


def is_answered(look: Look | Deed, card: Any, warned: Warned) -> bool:
    """Tell whether the warning as it is now has an answer; a newer reason asks anew."""
    return card.warning_answered_at is not None and _day(look, card.warning_answered_at) >= warned.since


def _today(look: Look | Deed) -> dt.date:
    return look.now.astimezone(look.house.clock.zone).date()


def _day(look: Look | Deed, moment: str) -> dt.date:
    return read(moment).astimezone(look.house.clock.zone).date()

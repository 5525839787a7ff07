"""Refusals of statistics."""

from verkstad.kernel.problems import Problem


class PeriodAhead(Problem):
    """The period ends after today."""

    code, status = "period_ahead", 422


class PeriodTooLong(Problem):
    """The period is longer than is told at once."""

    code, status = "period_too_long", 422


class PersonNotCounted(Problem):
    """The filter singles out a person, and statistics are never of one."""

    code, status = "person_not_counted", 422

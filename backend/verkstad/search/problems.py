"""Refusals of searches."""

from verkstad.kernel.problems import Problem


class SenselessQuery(Problem):
    """Nothing could be meant by what was asked for."""

    code, status = "senseless_query", 422


class UnknownPart(Problem):
    """The part of a list that was asked for does not begin where `next` of another part said."""

    code, status = "unknown_part", 422

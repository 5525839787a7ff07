"""Refusals of relations."""

from verkstad.kernel.problems import Problem


class Itself(Problem):
    """An assignment stands in no relation to itself."""

    code, status = "itself", 422


class AlreadyRelated(Problem):
    """The two stand to each other in that way already."""

    code, status = "already_related", 409


class Cycle(Problem):
    """The assignments would wait for each other in a ring."""

    code, status = "cycle", 409

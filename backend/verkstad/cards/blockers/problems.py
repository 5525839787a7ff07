"""Refusals of blockers."""

from verkstad.kernel.problems import Problem


class OneRemover(Problem):
    """Who can take a blocker away is a person here or somebody else, not both."""

    code, status = "one_remover", 422

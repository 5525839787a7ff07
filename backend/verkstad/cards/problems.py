"""Refusals of assignments."""

from verkstad.kernel.problems import Problem


class WipLimit(Problem):
    """The lane is full, and its limit refuses more."""

    code, status = "wip_limit", 409


class CardClosed(Problem):
    """The assignment is closed; it is read, and may be reopened."""

    code, status = "card_closed", 409


class LaneGone(Problem):
    """The lane was removed, or belongs to another plan."""

    code, status = "lane_gone", 409


class NothingToUndo(Problem):
    """The caller did nothing under that name here that can be undone."""

    code, status = "nothing_to_undo", 409


class SameBoard(Problem):
    """The assignment is on that plan already."""

    code, status = "same_board", 409

"""Refusals of plans and lanes."""

from verkstad.kernel.problems import Problem


class BoardClosed(Problem):
    """The plan is closed; it is read, and may be reopened."""

    code, status = "board_closed", 409


class LaneNotEmpty(Problem):
    """There are assignments in the lane."""

    code, status = "lane_not_empty", 409


class LastLane(Problem):
    """A plan has at least one lane."""

    code, status = "last_lane", 409


class PeriodBackwards(Problem):
    """A period or an assignment would end before it starts."""

    code, status = "ends_before_start", 422


class PlaceGone(Problem):
    """What the thing should stand after is no longer there."""

    code, status = "place_gone", 409


class UnknownPerson(Problem):
    """The person named is not in this administration, or their account is disabled."""

    code, status = "unknown_person", 422


class TooMany(Problem):
    """There are as many of these as there may be."""

    code, status = "too_many", 409


class NameTaken(Problem):
    """There is one of that name on the plan already."""

    code, status = "name_taken", 409


class WrongChoices(Problem):
    """A choice has at least one alternative and no two alike; the other kinds have none."""

    code, status = "wrong_choices", 422


class FieldInUse(Problem):
    """Assignments say something in the field that would no longer be of its kind."""

    code, status = "field_in_use", 409

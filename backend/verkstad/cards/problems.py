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


class NoWarning(Problem):
    """There is no computed warning to answer."""

    code, status = "no_warning", 409


class NothingToUndo(Problem):
    """The caller did nothing under that name here that can be undone."""

    code, status = "nothing_to_undo", 409


class CannotSee(Problem):
    """Somebody was mentioned who may not see the plan, and so could not read it."""

    code, status = "cannot_see", 422


class SameBoard(Problem):
    """The assignment is on that plan already."""

    code, status = "same_board", 409


class SamePerson(Problem):
    """Whoever is responsible is not their own deputy."""

    code, status = "same_person", 422


class WrongKind(Problem):
    """The value is not of its field's kind."""

    code, status = "wrong_kind", 422


class FileKind(Problem):
    """The file is of a kind that is not taken."""

    code, status = "file_kind", 422


class FileLies(Problem):
    """The file's name says another kind than its bytes do."""

    code, status = "file_lies", 422


class FileBroken(Problem):
    """The picture cannot be unpacked, or is larger unpacked than a screen has use for."""

    code, status = "file_broken", 422


class FileEmpty(Problem):
    """There is nothing in the file."""

    code, status = "file_empty", 422


class FileTooLarge(Problem):
    """The file is larger than this installation takes."""

    code, status = "file_too_large", 413


class NotALink(Problem):
    """A link is an address of the web, and nothing else."""

    code, status = "not_a_link", 422

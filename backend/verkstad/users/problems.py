"""Refusals of signing in and of looking after people."""

from verkstad.kernel.problems import Problem


class WrongCredentials(Problem):
    """E-mail and password do not belong together."""

    code, status = "wrong_credentials", 401


class Throttled(Problem):
    """Too many failed tries from this account or address."""

    code, status = "throttled", 429


class AlreadySetUp(Problem):
    """The installation has its first administrator."""

    code, status = "already_set_up", 409


class WrongCode(Problem):
    """The set-up code is not the one that the server printed."""

    code, status = "wrong_code", 403


class LinkUsed(Problem):
    """The one-time link has been used, replaced or has run out."""

    code, status = "link_used", 410


class EmailTaken(Problem):
    """Somebody has an account with that e-mail address."""

    code, status = "email_taken", 409


class LastAdministrator(Problem):
    """Without this person nobody could look after people."""

    code, status = "last_administrator", 409


class WrongPassword(Problem):
    """The present password was not given right."""

    code, status = "wrong_password", 403

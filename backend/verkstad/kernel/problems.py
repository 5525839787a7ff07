"""Refusals with a name (RFC 9457): one class a code, one place that renders."""

from typing import Any, ClassVar

import orjson

from verkstad.kernel.words import say


class Problem(Exception):
    """A refusal that says why and has changed nothing."""

    code: ClassVar[str]
    status: ClassVar[int]

    def __init__(
        self, *, headers: dict[str, str] | None = None, extras: dict[str, Any] | None = None, **words: Any
    ) -> None:
        super().__init__(self.code)
        self.words = words
        self.extras = extras or {}
        self.headers = headers or {}

    def body(self, language: str) -> bytes:
        """Render as application/problem+json in the reader's language."""
        return orjson.dumps(
            {
                "type": f"urn:verkstad:problem:{self.code}",
                "title": say(language, f"problem.{self.code}.title"),
                "status": self.status,
                "detail": say(language, f"problem.{self.code}.detail", **self._worded(language)),
                "code": self.code,
                **self.extras,
            }
        )

    def _worded(self, language: str) -> dict[str, Any]:
        return {name: value(language) if callable(value) else value for name, value in self.words.items()}


class NotSignedIn(Problem):
    """Nobody is signed in, or the session or token has ended."""

    code, status = "not_signed_in", 401


class ForgedOrigin(Problem):
    """A write that did not come from a page of ours."""

    code, status = "forged_origin", 403


class MayNot(Problem):
    """The thing is seen, but this person may not change it."""

    code, status = "may_not", 403


class NotFound(Problem):
    """There is no such thing, or it is not this reader's to see."""

    code, status = "not_found", 404


class MethodNotAllowed(Problem):
    """The address exists, the method does not."""

    code, status = "method_not_allowed", 405


class Malformed(Problem):
    """The body is not JSON."""

    code, status = "malformed", 400


class UnsupportedMedia(Problem):
    """The body is of another kind than JSON."""

    code, status = "unsupported_media_type", 415


class Invalid(Problem):
    """A field does not have the form that it must have."""

    code, status = "invalid", 422


class TooLarge(Problem):
    """The body is larger than any honest request."""

    code, status = "too_large", 413


class KeyReused(Problem):
    """The same idempotency key with another request."""

    code, status = "key_reused", 422


class AlreadyDone(Problem):
    """A repeated request whose answer was a secret, which is never shown twice."""

    code, status = "already_done", 409


class ChangedSince(Problem):
    """Somebody changed the thing after it was read."""

    code, status = "changed_since", 409


class ReadOnlyToken(Problem):
    """A token that may read was used to write."""

    code, status = "read_only_token", 403


class WrongHost(Problem):
    """A demo answers only on this machine."""

    code, status = "wrong_host", 421


class Busy(Problem):
    """The database did not answer in time."""

    code, status = "busy", 503


class Broken(Problem):
    """A fault of ours."""

    code, status = "broken", 500


def every_problem(kind: type[Problem] = Problem) -> list[type[Problem]]:
    """List all named refusals, for the contract and for the words' test."""
    found = []
    for each in kind.__subclasses__():
        found += [each, *every_problem(each)]
    return found

"""One place that turns whatever was raised into a problem in the reader's language."""

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from verkstad.kernel.contract import PROBLEM_JSON
from verkstad.kernel.problems import Broken, Busy, Invalid, Malformed, MethodNotAllowed, NotFound, Problem
from verkstad.kernel.words import preferred, say

log = logging.getLogger(__name__)

_WORDS = {
    "missing": "field.missing",
    "extra_forbidden": "field.extra",
    "string_too_short": "field.too_short",
    "too_short": "field.too_few",
    "string_too_long": "field.too_long",
    "too_long": "field.too_many",
    "string_type": "field.not_text",
    "int_type": "field.not_number",
    "int_parsing": "field.not_number",
    "int_from_float": "field.not_number",
    "bool_type": "field.not_flag",
    "bool_parsing": "field.not_flag",
    "greater_than_equal": "field.out_of_range",
    "less_than_equal": "field.out_of_range",
    "literal_error": "field.choice",
}
_OURS = {
    "must be filled in": "field.missing",
    "must be text": "field.not_text",
    "must be a whole number": "field.not_number",
    "must be true or false": "field.not_flag",
    "must be a day, as 2026-11-30": "field.not_day",
    "control characters are not allowed": "field.control",
    "line breaks are not allowed": "field.one_line",
}


MOST_FIELDS = 20  # a body may be wrong in a hundred thousand places; a reader mends a few at a time
MOST_NAME = 100

RAISED = (Problem, RequestValidationError, HTTPException, PoolTimeout, OperationalError, Exception)


def add_handlers(app: FastAPI, default_language: str) -> None:
    """Let the application answer everything that is raised with problem+json."""

    async def answer(request: Request, error: Exception) -> Response:
        language = preferred(request.headers.get("accept-language", ""), default_language)
        problem = _problem_of(request, error, language)
        headers = {**problem.headers, "Content-Language": language}
        return Response(problem.body(language), problem.status, headers, PROBLEM_JSON)

    for kind in RAISED:
        app.add_exception_handler(kind, answer)


def _problem_of(request: Request, error: Exception, language: str) -> Problem:
    match error:
        case Problem():
            return error
        case RequestValidationError():
            is_json = all(each["type"] != "json_invalid" for each in error.errors())
            return _invalid(error.errors(), language) if is_json else Malformed()
        case HTTPException():
            return Malformed() if error.status_code == Malformed.status else absent(request)
        case PoolTimeout() | OperationalError():
            log.warning("the database did not answer in time", exc_info=error)
            return Busy(headers={"Retry-After": "2"})
        case _:
            log.error("a fault of ours", exc_info=error)
            return Broken()


def _invalid(errors: Any, language: str) -> Invalid:
    fields = []
    for error in errors[:MOST_FIELDS]:
        where = [str(part)[:MOST_NAME] for part in error["loc"] if part not in ("body", "query", "path", "header")]
        fields.append({"field": ".".join(where), "detail": _detail(error, language)})
    what = "; ".join(f"{each['field']} {each['detail']}".strip() for each in fields[:3])
    return Invalid(what=what, extras={"fields": fields})


def _detail(error: Any, language: str) -> str:
    context = error.get("ctx") or {}
    if error["type"] == "value_error":
        return say(language, _OURS.get(str(context.get("error")), "field.form"))
    is_list = context.get("field_type", "List") == "List"  # a secret is measured like a text
    kind = error["type"] if is_list else f"string_{error['type']}"
    limit = context.get("min_length", context.get("max_length", context.get("ge", context.get("le", ""))))
    if kind == "string_too_short" and limit == 1:
        kind = "missing"
    choices = str(context.get("expected", "")).replace("'", "")
    if language == "sv":
        choices = choices.replace(" or ", " eller ")
    return say(language, _WORDS.get(kind, "field.form"), limit=limit, choices=choices)


def absent(request: Request) -> Problem:
    """Say that there is nothing at an address, or that what is there takes other methods: those of all its routes."""
    path = request.url.path
    here = [
        route
        for route in iter_route_contexts(request.app.routes)
        if route.path_regex is not None and route.path_regex.match(path)
        if not (route.name == "page" and path.startswith("/api/"))  # the client's pages are everywhere else
    ]
    plainest = min((str(route.path).count("{") for route in here), default=0)  # `lines` is no number of a card
    found = {method for route in here if str(route.path).count("{") == plainest for method in route.methods or ()}
    if found and request.method not in found:
        return MethodNotAllowed(headers={"Allow": ", ".join(sorted(found))})
    return NotFound()

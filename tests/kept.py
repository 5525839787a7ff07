"""Holds every answer at the front door against the contract, whatever a test asks for."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from verkstad import contract

if TYPE_CHECKING:
    from httpx2 import Response

# These may meet a request on any address.
ANYWHERE = {405: "method_not_allowed", 421: "wrong_host", 500: "broken"}


def check_answer(answer: Response) -> None:
    """Fail where an answer is not one that the contract names: its status, its code, the form of its body."""
    if answer.headers.get("content-type", "").startswith("text/event-stream"):
        return
    answer.read()
    operation = _operation(answer.request.method, answer.request.url.path)
    asked = f"{answer.request.method} {answer.request.url.path} → {answer.status_code}"
    if answer.status_code in ANYWHERE:
        assert answer.json()["code"] == ANYWHERE[answer.status_code], asked
        return
    if operation is None:
        return
    assert str(answer.status_code) in operation["responses"], f"{asked} is not in the contract: {answer.text}"
    content = operation["responses"][str(answer.status_code)].get("content", {})
    described = content.get(answer.headers.get("content-type", "").partition(";")[0], {})
    if described.get("schema", {}).get("format") == "binary":
        return
    if not answer.content:
        assert not content or answer.status_code == 304, f"{asked} came without a body"
        return
    media = content[answer.headers["content-type"].partition(";")[0]]
    faults = [fault.message for fault in _validator(media["schema"]["$ref"]).iter_errors(answer.json())]
    assert faults == [], f"{asked}: {faults}"
    if answer.status_code >= 400:
        assert answer.json()["code"] in media["examples"], f"{asked}: {answer.text}"


def read_contract() -> None:
    """Have the contract ready before twenty threads want it at once, which pydantic's warnings do not bear."""
    _document()


@functools.cache
def _document() -> dict[str, Any]:
    return contract.openapi()


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    paths = sorted(_document()["paths"].items(), key=lambda each: each[0].count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), methods) for path, methods in paths]


def _operation(method: str, path: str) -> dict[str, Any] | None:
    for pattern, methods in _patterns():
        if pattern.fullmatch(path) and method.lower() in methods:
            found: dict[str, Any] = methods[method.lower()]
            return found
    return None


@functools.cache
def _validator(reference: str) -> Any:
    return jsonschema_rs.validator_for({"$ref": reference, "components": _document()["components"]})

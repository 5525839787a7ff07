"""Generates the contract: `python -m verkstad.contract FOLDER` writes openapi.json and asyncapi.json."""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import verkstad
from verkstad.kernel.contract import PROBLEM_JSON
from verkstad.live.wire import ASKED, EVENTS, SAID

JSON = "application/json"
COMPONENTS = "#/components/schemas/"
SUMMARY = "Action plans as boards that everyone can see, live."
DESCRIPTION = """\
Everything that our own pages do goes through this interface.

**Signing in.** Integrations send `Authorization: Bearer <token>`; a person makes the token under their own settings.
Browsers have an HttpOnly cookie from `POST /api/v1/session`, and every write with it must come from a page of ours
(`Origin`).

**Refusals** are `application/problem+json` (RFC 9457) with a stable `code`; `title` and `detail` follow
`Accept-Language` (`sv` or `en`). What one may not see is 404, what one sees but may not change is 403. Whatever the
route, an address without that method is 405 (`method_not_allowed`), a demo or a published installation asked by another
name is 421 (`wrong_host`), and a fault of ours is 500 (`broken`).

**Retries.** Send an `Idempotency-Key` of your own with a write. The same key with the same request gets the first
answer and changes nothing; with another request it is refused. Refusals are not kept.

**Following.** A snapshot at version *n* and the events after *n* equal the next snapshot. Take
`GET /api/v1/boards/{board_id}`, then follow the socket, the stream, or `GET /api/v1/boards/{board_id}/events?after=n`.

Times are UTC (`2026-11-18T08:14:03.512Z`), days `2026-11-18`, ids UUIDv7. Lists answer `{items, next}`; `next` is the
cursor of the following part, or null.
"""
TAGS = [
    {"name": "plans", "description": "Action plans (handlingsplaner)."},
    {"name": "lanes", "description": "The statuses of a plan."},
    {"name": "assignments", "description": "Assignments (uppdrag)."},
    {"name": "checklists", "description": "Checklists of an assignment, and their rows."},
    {"name": "comments", "description": "What people say on an assignment."},
    {"name": "attachments", "description": "Files, links and folder paths."},
    {"name": "blockers", "description": "What stops an assignment (stoppklossar)."},
    {"name": "relations", "description": "How assignments stand to each other, and further plans that show one."},
    {"name": "phases", "description": "Phases of an assignment."},
    {"name": "labels and fields", "description": "A plan's labels and own fields, and what assignments say in them."},
    {"name": "views", "description": "Ways of looking that somebody has kept, for themselves or for others."},
    {"name": "history", "description": "What happened, in order, and taking it back."},
    {"name": "inbox", "description": "What somebody is told."},
    {"name": "finding", "description": "Finding what one may see."},
    {"name": "live", "description": "What happens, as it happens. The socket is described in asyncapi.json."},
    {"name": "overview", "description": "The whole across all plans."},
    {"name": "statistics", "description": "How work has flowed, from the log; never of a person."},
    {"name": "people", "description": "People, sessions, tokens and invitations."},
    {"name": "demo", "description": "Only in a demo."},
    {"name": "running", "description": "For the one who runs it."},
]
SECURITY = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "verkstad",
        "description": "A browser's session; writes need an Origin of ours.",
    },
    "token": {"type": "http", "scheme": "bearer", "description": "A personal access token, for integrations."},
}
PUBLIC = {
    "read_setup",
    "set_up",
    "sign_in",
    "read_health",
    "preview_invitation",
    "accept_invitation",
    "list_personas",
}
CLOSE_CODES = {
    4401: "signed out, or the session or token has ended",
    4403: "opened from a page that is not ours",
    4408: "too slow: what was sent was not read for a minute",
    1008: "five messages were not understood",
    1012: "the server restarts; come back",
}


def openapi() -> dict[str, Any]:
    """Describe every route, with who may, examples and all refusals."""
    from verkstad.main import create_app  # noqa: PLC0415 - the application serves this document
    from verkstad.settings import Settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database=f"{folder}/none.db"))
        made = get_openapi(
            title="Verkstad",
            version=verkstad.__version__,
            summary=SUMMARY,
            description=DESCRIPTION,
            routes=app.routes,
            tags=TAGS,
            separate_input_output_schemas=False,
        )
        app.state.house.database.close()
    document: dict[str, Any] = json.loads(re.sub(r"\bPage_([A-Za-z]+)_\b", r"PageOf\1", json.dumps(made)))
    components = document["components"]
    components["securitySchemes"] = SECURITY
    components["examples"] = {}
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    _strip_titles(components["schemas"], named=True)
    for _, _, operation in operations(document):
        _settle(operation, components)
    components["examples"] = dict(sorted(components["examples"].items()))
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give the path, method and description of every route."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _settle(operation: dict[str, Any], components: dict[str, Any]) -> None:
    """Say of a route what the framework leaves out or says twice."""
    public = operation["operationId"] in PUBLIC
    operation["security"] = [] if public else [{"session": []}, {"token": []}]
    for parameter in operation.get("parameters", []):
        _settle_parameter(parameter)
    responses = operation["responses"]
    if "parameters" not in operation and "requestBody" not in operation:
        responses.pop("422", None)  # nothing was sent that could be filled in wrong
    for status, response in responses.items():
        _settle_response(status, response, components)
    operation["responses"] = dict(sorted(responses.items()))
    if JSON in operation.get("requestBody", {}).get("content", {}):
        content = operation["requestBody"]["content"][JSON]
        content["example"] = example_for(content["schema"], components["schemas"])


def _settle_parameter(parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    _strip_titles(schema)
    schema.pop("description", None)
    choices = schema.pop("anyOf", None)
    if choices is not None:  # a parameter is left out, it is never null
        schema.update(next(choice for choice in choices if choice != {"type": "null"}))
    if parameter["name"] == "Idempotency-Key":
        schema["examples"] = ["x7Jq0dC3TqyVbN1uKkM2aw"]


def _settle_response(status: str, response: dict[str, Any], components: dict[str, Any]) -> None:
    content = response.get("content", {})
    if PROBLEM_JSON in content:
        _settle_refusal(status, response, components)
        return
    if status == "204":
        response["description"] = "Done; there is nothing more to say."
    if JSON in content:
        schema = content[JSON]["schema"]
        _strip_titles(schema)
        if response["description"] == "Successful Response":
            named = components["schemas"][schema["$ref"].removeprefix(COMPONENTS)]
            response["description"] = named.get("description", "")
        content[JSON]["example"] = example_for(schema, components["schemas"])


def _settle_refusal(status: str, response: dict[str, Any], components: dict[str, Any]) -> None:
    """Let a refusal be problem+json alone, which the framework would also call application/json."""
    content = response["content"]
    plain = content.pop(JSON, None)
    if plain is not None:
        content[PROBLEM_JSON]["schema"] = plain["schema"]
    examples = content[PROBLEM_JSON]["examples"]
    for code, example in examples.items():
        components["examples"][code] = {"summary": example["value"]["title"], **example}
    content[PROBLEM_JSON]["examples"] = {code: {"$ref": f"#/components/examples/{code}"} for code in examples}
    if status in ("429", "503"):
        response["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}, "example": 2}
        }


def _strip_titles(node: Any, *, named: bool = False) -> None:
    """Take away the titles that are a field's name over again; `named` where the keys are names themselves."""
    if isinstance(node, list):
        for each in node:
            _strip_titles(each)
    elif isinstance(node, dict):
        if not named and isinstance(node.get("title"), str):
            del node["title"]
        for key, value in node.items():
            if named or key not in ("example", "examples", "default", "const", "enum"):
                _strip_titles(value, named=not named and key in ("properties", "$defs"))


def example_for(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """Show what a schema describes, with the samples of examples.json."""
    return _Sampler(schemas).of(schema, model="", field="")


class _Sampler:
    def __init__(self, schemas: dict[str, Any]) -> None:
        self.schemas = schemas
        self.samples = json.loads(resources.files("verkstad").joinpath("examples.json").read_text("utf-8"))

    def of(self, schema: dict[str, Any], *, model: str, field: str) -> Any:
        for known in (self.samples.get(model, {}), self.samples["*"] if _is_plain(schema) else {}):
            if field in known:
                return known[field]
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(COMPONENTS)
            return self.of(self.schemas[name], model=name, field="")
        for key in ("const", "default"):
            if key in schema:
                return schema[key]
        return self._made(schema, model, field)

    def _made(self, schema: dict[str, Any], model: str, field: str) -> Any:
        if "examples" in schema:
            return schema["examples"][0]
        if "enum" in schema:
            return schema["enum"][0]
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            favoured = [each for each in choices if each.get("$ref", "").endswith("CardMovedEvent")]
            return self.of((favoured or choices)[0], model=model, field=field)
        if schema.get("type") == "array":
            return [self.of(schema["items"], model=model, field="")]
        if schema.get("type") == "object":
            properties = schema.get("properties", {})
            return {name: self.of(each, model=model, field=name) for name, each in properties.items()}
        raise LookupError(f"examples.json has no sample for {model}.{field}")


def _is_plain(schema: dict[str, Any]) -> bool:
    """Tell whether a field's name alone may decide its sample: for values, not for whole things."""
    choices = schema.get("anyOf", [schema])
    things = [each for each in choices if "$ref" in each or "$ref" in each.get("items", {})]
    return not things or {"type": "null"} in choices


def asyncapi() -> dict[str, Any]:
    """Describe the socket: what a client may ask, and what it is sent."""
    kinds: tuple[type[BaseModel], ...] = (*ASKED, *SAID, *EVENTS)
    _, definitions = models_json_schema(
        [(kind, "serialization") for kind in kinds], ref_template=COMPONENTS + "{model}"
    )
    schemas = definitions["$defs"]
    _strip_titles(schemas, named=True)
    messages = {
        kind.__name__: {
            "name": kind.__name__,
            "title": get_args(kind.model_fields["type"].annotation)[0],
            "summary": (kind.__doc__ or "").strip().split("\n")[0],
            "contentType": JSON,
            "payload": {"$ref": f"{COMPONENTS}{kind.__name__}"},
            "examples": [{"payload": example_for({"$ref": f"{COMPONENTS}{kind.__name__}"}, schemas)}],
        }
        for kind in kinds
    }
    codes = "; ".join(f"{code} {why}" for code, why in CLOSE_CODES.items())
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Verkstad live",
            "version": verkstad.__version__,
            "description": (
                f"{SUMMARY} The routes are described in openapi.json. A client that meets a type it does not know "
                "takes a new snapshot."
            ),
        },
        "defaultContentType": JSON,
        "channels": {
            "live": {
                "address": "/api/v1/live",
                "title": "Everything live",
                "description": (
                    "One socket for all plans, opened with a session's cookie and an Origin of ours, or with a bearer "
                    "token. A plan's events come in order and without gaps, also after an absence. "
                    f"Close codes: {codes}."
                ),
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
            }
        },
        "operations": {
            "ask": {
                "action": "receive",
                "channel": {"$ref": "#/channels/live"},
                "summary": "What a client may say.",
                "security": [{"$ref": f"#/components/securitySchemes/{name}"} for name in ("session", "token")],
                "messages": [{"$ref": f"#/channels/live/messages/{kind.__name__}"} for kind in ASKED],
            },
            "tell": {
                "action": "send",
                "channel": {"$ref": "#/channels/live"},
                "summary": "What the server says.",
                "security": [{"$ref": f"#/components/securitySchemes/{name}"} for name in ("session", "token")],
                "messages": [{"$ref": f"#/channels/live/messages/{kind.__name__}"} for kind in kinds[len(ASKED) :]],
            },
        },
        "components": {
            "messages": messages,
            "schemas": schemas,
            "securitySchemes": {
                "session": {**SECURITY["session"], "type": "httpApiKey"},
                "token": SECURITY["token"],
            },
        },
    }


def openapi_bytes() -> bytes:
    """Give openapi.json as it is committed."""
    return written(openapi())


def asyncapi_bytes() -> bytes:
    """Give asyncapi.json as it is committed."""
    return written(asyncapi())


def written(document: dict[str, Any]) -> bytes:
    """Write a document as it is committed and served."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def main() -> None:
    """Write both documents into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "openapi")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "openapi.json").write_bytes(openapi_bytes())
    (folder / "asyncapi.json").write_bytes(asyncapi_bytes())


if __name__ == "__main__":
    main()

"""Generates the contract: `python -m verkstad.contract FOLDER` writes openapi.json and asyncapi.json."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import verkstad
from verkstad.live.wire import ASKED, EVENTS, SAID

SUMMARY = "Action plans as boards that everyone can see, live."
TAGS = [
    {"name": "plans", "description": "Action plans (handlingsplaner)."},
    {"name": "lanes", "description": "The statuses of a plan."},
    {"name": "assignments", "description": "Assignments (uppdrag)."},
    {"name": "live", "description": "What happens, as it happens. The socket is described in asyncapi.json."},
    {"name": "overview", "description": "The whole across all plans."},
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
    ("/api/v1/setup", "get"),
    ("/api/v1/setup", "post"),
    ("/api/v1/session", "post"),
    ("/health", "get"),
    ("/api/v1/invitations/preview", "post"),
    ("/api/v1/invitations/acceptance", "post"),
    ("/api/v1/demo/personas", "get"),
}


def openapi() -> dict[str, Any]:
    """Describe every route, with who may, examples and all refusals."""
    from verkstad.main import create_app  # noqa: PLC0415 - the application serves this document
    from verkstad.settings import Settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database=f"{folder}/none.db"))
        document = get_openapi(
            title="Verkstad",
            version=verkstad.__version__,
            summary=SUMMARY,
            routes=app.routes,
            tags=TAGS,
            separate_input_output_schemas=False,
        )
        app.state.house.database.close()
    schemas = document["components"]["schemas"]
    document["components"]["securitySchemes"] = SECURITY
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            _settle_refusals(operation)
            operation["security"] = [] if (path, method) in PUBLIC else [{"session": []}, {"token": []}]
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    return document


def _settle_refusals(operation: dict[str, Any]) -> None:
    """Let every refusal be problem+json alone, which the framework would also call application/json."""
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if status.startswith(("4", "5")) and "application/problem+json" in content:
            plain = content.pop("application/json", None)
            if plain is not None:
                content["application/problem+json"]["schema"] = plain["schema"]


def asyncapi() -> dict[str, Any]:
    """Describe the socket: what a client may ask, and what it is sent."""
    kinds: tuple[type[BaseModel], ...] = (*ASKED, *SAID, *EVENTS)
    _, definitions = models_json_schema(
        [(kind, "serialization") for kind in kinds], ref_template="#/components/schemas/{model}"
    )
    schemas = definitions["$defs"]
    messages = {
        kind.__name__: {
            "name": kind.__name__,
            "title": (kind.__doc__ or "").strip().split("\n")[0],
            "contentType": "application/json",
            "payload": {"$ref": f"#/components/schemas/{kind.__name__}"},
        }
        for kind in kinds
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Verkstad live", "version": verkstad.__version__, "description": SUMMARY},
        "defaultContentType": "application/json",
        "channels": {
            "live": {
                "address": "/api/v1/live",
                "title": "Everything live",
                "description": (
                    "One socket for all plans, opened with a session's cookie and an Origin of ours, or with a bearer "
                    "token. A plan's events come in order and without gaps, also after an absence. Close codes: 4401 "
                    "signed out, 4403 forged origin, 4408 too slow, 1008 not understood, 1012 restarting."
                ),
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
            }
        },
        "operations": {
            "ask": {
                "action": "receive",
                "channel": {"$ref": "#/channels/live"},
                "summary": "What a client may say.",
                "messages": [{"$ref": f"#/channels/live/messages/{kind.__name__}"} for kind in ASKED],
            },
            "tell": {
                "action": "send",
                "channel": {"$ref": "#/channels/live"},
                "summary": "What the server says.",
                "messages": [
                    {"$ref": f"#/channels/live/messages/{kind.__name__}"} for kind in kinds if kind not in ASKED
                ],
            },
        },
        "components": {"messages": messages, "schemas": schemas},
    }


def openapi_bytes() -> bytes:
    """Give openapi.json as it is committed."""
    return _written(openapi())


def asyncapi_bytes() -> bytes:
    """Give asyncapi.json as it is committed."""
    return _written(asyncapi())


def _written(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def main() -> None:
    """Write both documents into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "openapi")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "openapi.json").write_bytes(openapi_bytes())
    (folder / "asyncapi.json").write_bytes(asyncapi_bytes())


if __name__ == "__main__":
    main()

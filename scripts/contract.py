"""Writes the contract and the client's types from the code; with --check says whether the committed ones are stale."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
from openapi_spec_validator import validate

from verkstad import contract

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
OPENAPI = ROOT / "openapi" / "openapi.json"
ASYNCAPI = ROOT / "openapi" / "asyncapi.json"
TYPES = FRONTEND / "src" / "kernel" / "api.gen.ts"


def main() -> None:
    if "--check" in sys.argv:
        check()
        return
    OPENAPI.parent.mkdir(exist_ok=True)
    OPENAPI.write_bytes(contract.openapi_bytes())
    ASYNCAPI.write_bytes(contract.asyncapi_bytes())
    TYPES.write_bytes(types_of(OPENAPI))
    print("Written: openapi/openapi.json, openapi/asyncapi.json, frontend/src/kernel/api.gen.ts")


def check() -> None:
    """End with a sentence for each document that is stale or not valid."""
    faults = [*stale(OPENAPI, contract.openapi_bytes()), *stale(ASYNCAPI, contract.asyncapi_bytes())]
    faults += [] if faults else stale(TYPES, types_of(OPENAPI))
    if not faults:
        validate(json.loads(OPENAPI.read_text()))
        faults += faults_in_asyncapi()
    if faults:
        sys.exit("\n".join(faults))
    print("The contract and the client's types are fresh, and both documents are valid.")


def stale(path: Path, wanted: bytes) -> list[str]:
    fresh = path.exists() and path.read_bytes() == wanted
    return [] if fresh else [f"{path.relative_to(ROOT)} is stale: run `make contract` and commit what it writes."]


def types_of(document: Path) -> bytes:
    """Give the client's types as its own formatter leaves them, as `npm run api` does.

    Nothing is laid among the sources: whoever reads them meanwhile would find a file that is soon gone.
    """
    tools = FRONTEND / "node_modules" / ".bin"
    told = ["--root-types", "--root-types-no-schema-prefix"]
    made = said([tools / "openapi-typescript", document, *told])
    return said([tools / "prettier", "--stdin-filepath", TYPES], made)


def said(command: list[str | Path], told: bytes = b"") -> bytes:
    """Give what a tool of the client's says."""
    return subprocess.run(command, cwd=FRONTEND, input=told, check=True, stdout=subprocess.PIPE).stdout


def faults_in_asyncapi() -> list[str]:
    """Hold the document against AsyncAPI's own schema of its version."""
    document = json.loads(ASYNCAPI.read_text())
    schemas = FRONTEND / "node_modules" / "@asyncapi" / "specs" / "schemas"
    schema = json.loads((schemas / f"{document['asyncapi']}.json").read_text())
    return [f"asyncapi.json: {fault.message}" for fault in jsonschema_rs.validator_for(schema).iter_errors(document)]


if __name__ == "__main__":
    main()

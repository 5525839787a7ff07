"""Writes the contract and the client's types from the code; with --check says whether the committed ones are stale."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
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
    """Give the client's types as its own formatter leaves them."""
    tools = FRONTEND / "node_modules" / ".bin"
    with tempfile.TemporaryDirectory(dir=TYPES.parent, prefix=".contract-") as folder:
        made = Path(folder) / TYPES.name
        # As `npm run api`, but not over the committed file.
        command = [str(tools / "openapi-typescript"), str(document), "--output", str(made)]
        options = ["--root-types", "--root-types-no-schema-prefix"]
        subprocess.run([*command, *options], cwd=FRONTEND, check=True, capture_output=True)
        subprocess.run([tools / "prettier", "--write", made], cwd=FRONTEND, check=True, capture_output=True)
        return made.read_bytes()


def faults_in_asyncapi() -> list[str]:
    """Hold the document against AsyncAPI's own schema of its version."""
    document = json.loads(ASYNCAPI.read_text())
    schemas = FRONTEND / "node_modules" / "@asyncapi" / "specs" / "schemas"
    schema = json.loads((schemas / f"{document['asyncapi']}.json").read_text())
    return [f"asyncapi.json: {fault.message}" for fault in jsonschema_rs.validator_for(schema).iter_errors(document)]


if __name__ == "__main__":
    main()

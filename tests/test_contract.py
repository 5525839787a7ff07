"""The contract: fresh, valid, complete, with an example of everything, and kept by every answer."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from tests.doors import Door, doors_of
from verkstad import contract
from verkstad.kernel.problems import Problem, every_problem
from verkstad.kernel.words import sentences
from verkstad.main import create_app
from verkstad.settings import Settings

ROOT = Path(__file__).parent.parent
PROBLEM_JSON = "application/problem+json"
# Pages and documents, which describe themselves.
UNDESCRIBED = {
    "GET /api/v1/openapi.json",
    "GET /api/v1/asyncapi.json",
    "GET /docs",
    "GET /docs/page.css",
    "GET /{path:path}",
}
# These may meet a request on any address, so the document's introduction tells of them instead of each route.
ANYWHERE = {"method_not_allowed", "wrong_host", "broken"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The routes, as our code describes them."""
    return contract.openapi()


@pytest.fixture(scope="module")
def socket() -> dict[str, Any]:
    """The socket, as our code describes it."""
    return contract.asyncapi()


def every(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(f"{method.upper()} {path}", each) for path, method, each in contract.operations(document)]


def test_the_committed_documents_are_fresh() -> None:
    assert (ROOT / "openapi" / "openapi.json").read_bytes() == contract.openapi_bytes(), "run `make contract`"
    assert (ROOT / "openapi" / "asyncapi.json").read_bytes() == contract.asyncapi_bytes(), "run `make contract`"


def test_openapi_is_valid(document: dict[str, Any]) -> None:
    validate(document)


def test_asyncapi_is_valid_by_its_own_schema(socket: dict[str, Any]) -> None:
    path = ROOT / "frontend" / "node_modules" / "@asyncapi" / "specs" / "schemas" / f"{socket['asyncapi']}.json"
    assert path.exists(), "run `make test`, or `npm ci` in frontend/"
    validator = jsonschema_rs.validator_for(json.loads(path.read_text()))

    assert [fault.message for fault in validator.iter_errors(socket)] == []
    assert not validator.is_valid({**socket, "operations": {"ask": {"action": "shout"}}})


def test_every_route_is_described_and_no_other(document: dict[str, Any], tmp_path: Path) -> None:
    app = create_app(Settings(database=f"{tmp_path}/none.db"))
    doors = list(doors_of(app))
    app.state.house.database.close()

    assert {name for name, _ in every(document)} == {door.name for door in doors} - UNDESCRIBED - {socket_door(doors)}
    assert socket_door(doors) == f"WEBSOCKET {contract.asyncapi()['channels']['live']['address']}"


def test_every_route_says_what_it_does_and_who_may(document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    for name, operation in every(document):
        assert operation["summary"], name
        assert operation["description"].endswith((".", "`.")), name
        assert set(operation["tags"]) <= tags, name
        for parameter in operation.get("parameters", []):
            assert parameter["description"], f"{name}: {parameter['name']}"


def test_names_of_operations_are_short_and_used_once(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, operation in every(document)]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)?", name) for name in names), names


def test_every_route_is_secured_or_listed_as_public(document: dict[str, Any]) -> None:
    names = {operation["operationId"] for _, operation in every(document)}
    public = {operation["operationId"] for _, operation in every(document) if operation["security"] == []}

    assert public == contract.PUBLIC
    assert public <= names
    for name, operation in every(document):
        if operation["operationId"] not in public:
            assert operation["security"] == [{"session": []}, {"token": []}], name
            assert "not_signed_in" in codes_of(operation), name


def test_every_request_and_answer_has_an_example_that_its_own_schema_accepts(document: dict[str, Any]) -> None:
    for name, operation in every(document):
        contents = [operation["requestBody"]["content"]] if "requestBody" in operation else []
        contents += [answer["content"] for answer in operation["responses"].values() if "content" in answer]
        shown = 0
        for content in contents:
            for media in content.values():
                for example in examples_of(media, document):
                    validator = jsonschema_rs.validator_for({**media["schema"], "components": document["components"]})
                    faults = [fault.message for fault in validator.iter_errors(example)]
                    assert faults == [], f"{name}: {faults}"
                    shown += 1
            if "application/json" in content:
                assert "example" in content["application/json"], name
        assert shown, name


def test_every_refusal_is_a_problem_with_its_code_and_words(document: dict[str, Any]) -> None:
    known = {kind.code: kind for kind in every_problem()}
    for name, operation in every(document):
        for status, answer in operation["responses"].items():
            if int(status) < 400:
                continue
            assert set(answer["content"]) == {PROBLEM_JSON}, f"{name} {status}"
            for code in answer["content"][PROBLEM_JSON]["examples"]:
                assert known[code].status == int(status), f"{name}: {code}"
                example = document["components"]["examples"][code]["value"]
                assert example["code"] == code
                assert "{" not in example["detail"]


def test_every_refusal_that_we_can_give_is_described_somewhere(document: dict[str, Any]) -> None:
    described = {code for _, operation in every(document) for code in codes_of(operation)}

    assert {kind.code for kind in every_problem()} == described | ANYWHERE
    for code in ANYWHERE:
        assert f"`{code}`" in document["info"]["description"]


def test_every_write_takes_a_key_and_names_what_a_write_may_meet(document: dict[str, Any]) -> None:
    for name, operation in every(document):
        method = name.split()[0]
        codes = codes_of(operation)
        if method == "GET":
            assert codes.isdisjoint({"forged_origin", "key_reused", "read_only_token"}), name
            continue
        assert "forged_origin" in codes, name
        assert {"too_large", "file_too_large"} & codes, name
        if "requestBody" in operation:
            assert {"unsupported_media_type", "invalid"} <= codes, name
            assert ("malformed" in codes) == ("application/json" in operation["requestBody"]["content"]), name
        if operation["security"]:
            assert {"key_reused", "read_only_token"} <= codes, name
            assert "requestBody" not in operation or "personal_number" in codes, name
            assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}, name


def test_every_problem_has_words_in_both_languages_with_the_same_blanks() -> None:
    swedish, english = sentences("sv"), sentences("en")

    assert set(swedish) == set(english)
    for key in swedish:
        assert blanks_in(swedish[key]) == blanks_in(english[key]), key
    for kind in every_problem():
        for part in ("title", "detail"):
            assert f"problem.{kind.code}.{part}" in swedish, kind.code
    spoken = {key.split(".")[1] for key in swedish if key.startswith("problem.")}
    assert spoken == {kind.code for kind in every_problem()}, "words for a problem that is not there"


def test_codes_are_used_once() -> None:
    codes = [kind.code for kind in every_problem(Problem)]
    assert len(codes) == len(set(codes))


def test_the_event_union_is_told_apart_by_its_type(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    union = schemas["BoardEvent"]
    mapping = union["discriminator"]["mapping"]

    assert union["discriminator"]["propertyName"] == "type"
    assert {choice["$ref"] for choice in union["oneOf"]} == set(mapping.values())
    for kind, reference in mapping.items():
        schema = schemas[reference.rpartition("/")[2]]
        assert schema["properties"]["type"]["const"] == kind
        assert {"type", "board_id", "version", "at", "by", "op"} <= set(schema["required"])
        assert schema["additionalProperties"] is False


def test_both_documents_describe_the_same_events(document: dict[str, Any], socket: dict[str, Any]) -> None:
    mapping = document["components"]["schemas"]["BoardEvent"]["discriminator"]["mapping"]
    told = {message["title"] for message in socket["components"]["messages"].values()}

    assert set(mapping) < told
    for reference in mapping.values():
        name = reference.rpartition("/")[2]
        assert socket["components"]["schemas"][name] == document["components"]["schemas"][name]


def test_every_message_of_the_socket_has_an_example_that_its_own_schema_accepts(socket: dict[str, Any]) -> None:
    for name, message in socket["components"]["messages"].items():
        assert message["summary"], name
        validator = jsonschema_rs.validator_for({**message["payload"], "components": socket["components"]})
        for example in message["examples"]:
            assert [fault.message for fault in validator.iter_errors(example["payload"])] == [], name


def socket_door(doors: list[Door]) -> str:
    (door,) = (door for door in doors if door.method == "WEBSOCKET")
    return door.name


def codes_of(operation: dict[str, Any]) -> set[str]:
    return {
        code
        for answer in operation["responses"].values()
        for code in answer.get("content", {}).get(PROBLEM_JSON, {}).get("examples", ())
    }


def examples_of(media: dict[str, Any], document: dict[str, Any]) -> list[Any]:
    named = [document["components"]["examples"][code]["value"] for code in media.get("examples", ())]
    return [*named, *([media["example"]] if "example" in media else [])]


def blanks_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

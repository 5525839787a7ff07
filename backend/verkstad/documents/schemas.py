"""Says in words what a schema asks for."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from verkstad.contract import COMPONENTS
from verkstad.kernel.wire import ID_PATTERN

Schema = dict[str, Any]


class FieldRow(NamedTuple):
    """One field of a body."""

    name: str
    kind: str
    is_required: bool
    description: str


def fields_of(schema: Schema, schemas: Schema, *, within: str = "") -> Iterator[FieldRow]:
    """List the fields of a body, those of things inside lists too."""
    whole = resolved(schema, schemas)
    for name, field in whole.get("properties", {}).items():
        required = name in whole.get("required", ())
        yield FieldRow(within + name, kind_of(field, schemas), required, field.get("description", ""))
        inner = field.get("items", {})
        if "$ref" in inner:
            yield from fields_of(inner, schemas, within=f"{within}{name}[].")


def resolved(schema: Schema, schemas: Schema) -> Schema:
    """Follow a reference to the schema that it names."""
    reference = schema.get("$ref")
    found: Schema = schemas[reference.removeprefix(COMPONENTS)] if reference else schema
    return found


def kind_of(schema: Schema, schemas: Schema) -> str:
    """Say what a value is: `text, 1 to 300 signs`, `whole number, 1 to 999`, `one of …`."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(COMPONENTS)
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return " or ".join(kind_of(each, schemas) for each in choices)
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'], schemas)}{_size(schema, 'Items', 'of them')}"
    return _plain(schema)


def _plain(schema: Schema) -> str:
    if schema.get("pattern") == ID_PATTERN:
        return "id"
    if schema.get("format") in ("date", "date-time"):
        return "day" if schema["format"] == "date" else "time"
    match schema.get("type"):
        case "string":
            return f"text{_size(schema, 'Length', 'signs')}"
        case "integer":
            return f"whole number{_range(schema)}"
        case "boolean":
            return "true or false"
        case kind:
            return str(kind)


def _size(schema: Schema, of: str, what: str) -> str:
    least, most = schema.get(f"min{of}", 0), schema.get(f"max{of}")
    if most is None:
        return f", at least {least} {what}" if least else ""
    return f", {least} to {most} {what}" if least else f", at most {most} {what}"


def _range(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None or most is None:
        return ""
    return f", {least} to {most}" if most < 2**31 else f", from {least}"

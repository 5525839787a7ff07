"""Types of what crosses the network: strict where JSON is strict, with limits that the contract shows."""

import datetime as dt
import re
import unicodedata
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")

ID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
# Control characters, and those that turn the direction of the text around them (bidi overrides and isolates).
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
BREAKS = re.compile(r"[\t\n\r\x85\u2028\u2029]")
# The same, as the contract says it.
_ON_ONE_LINE = r"[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]"
LINE_PATTERN = f"^{_ON_ONE_LINE}*$"
_VISIBLE = r"[^\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
FILLED_PATTERN = f"^{_ON_ONE_LINE}*{_VISIBLE}{_ON_ONE_LINE}*$"
TEXT_PATTERN = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$"


class Incoming(BaseModel):
    """A body that a client sends: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class Outgoing(BaseModel):
    """A body that we answer with."""

    model_config = ConfigDict(extra="forbid")


def _text_only(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("must be text")  # noqa: TRY004 - pydantic reports a ValueError
    return value


def _whole_number(value: Any) -> Any:
    if isinstance(value, bool | str):
        raise ValueError("must be a whole number")  # noqa: TRY004
    return value


def _digits(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,16}", value):
        raise ValueError("must be a whole number")
    return int(value)


def _true_or_false(value: Any) -> Any:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004
    return value


def _spoken(value: Any) -> Any:
    if value not in ("true", "false"):
        raise ValueError("must be true or false")
    return value == "true"


def _clean(value: str) -> str:
    if CONTROL.search(value):
        raise ValueError("control characters are not allowed")
    return unicodedata.normalize("NFC", value)


def _one_line(value: str) -> str:
    if BREAKS.search(value):
        raise ValueError("line breaks are not allowed")
    return _clean(value)


def _filled(value: str) -> str:
    if not VISIBLE.search(value):
        raise ValueError("must be filled in")
    return _one_line(value)


def _day(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("must be a day, as 2026-11-30")
    return value


class Line:
    """Text on one line, trimmed, NFC, without control characters, between `least` and `most` characters."""

    def __init__(self, most: int, *, least: int = 0) -> None:
        self.most = most
        self.least = least

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the length of the trimmed text, then its signs."""
        inner = core_schema.str_schema(strip_whitespace=True, min_length=self.least, max_length=self.most)
        cleaned = core_schema.no_info_after_validator_function(_filled if self.least else _one_line, inner)
        return core_schema.no_info_before_validator_function(_text_only, cleaned)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say which signs are taken."""
        return {**handler(schema), "pattern": FILLED_PATTERN if self.least else LINE_PATTERN}


class Text:
    """Text of several lines, NFC, without control characters, of at most `most` characters."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the length, then the signs."""
        cleaned = core_schema.no_info_after_validator_function(_clean, core_schema.str_schema(max_length=self.most))
        return core_schema.no_info_before_validator_function(_text_only, cleaned)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say which signs are taken."""
        return {**handler(schema), "pattern": TEXT_PATTERN}


class Whole:
    """A whole number from `least` to `most`; JSON's 4.0 is one, `true` and `"4"` are not."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the kind, then the size."""
        return core_schema.no_info_before_validator_function(self._kind, self._size())

    def _size(self) -> CoreSchema:
        return core_schema.int_schema(ge=self.least, le=self.most)

    def _kind(self, value: Any) -> Any:
        return _whole_number(value)


class Counted(Whole):
    """A whole number in an address, where everything is text."""

    def _kind(self, value: Any) -> Any:
        return _digits(value)


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), BeforeValidator(_text_only)]
Day = Annotated[
    dt.date,
    BeforeValidator(_day),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
    Field(json_schema_extra={"format": "date"}),
]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Switch = Annotated[bool, BeforeValidator(_spoken)]  # a flag in an address, where everything is text
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Page(Outgoing, Generic[T]):
    """A part of a list; `next` is the cursor of the part after it, or null at the end."""

    items: list[T]
    next: str | None = None


class Done(Outgoing):
    """A change that is in the log: the stream's version with it, and the operation that undo names."""

    version: int = Field(description="The board's version when the change is in it.")
    op: str = Field(description="The operation: the Idempotency-Key that was sent, or one that we made.")

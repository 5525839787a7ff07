"""What crosses the network about attachments."""

from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from verkstad.kernel.wire import Incoming, Line, Moment, Outgoing


class Verbatim(Line):
    """A line whose signs are kept as they are, not made NFC: a folder is found by the bytes of its path."""

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check as a line is, and give what was written."""
        checked = super().__get_pydantic_core_schema__(_source, _handler)
        return core_schema.no_info_wrap_validator_function(_as_written, checked)


def _as_written(value: Any, check: core_schema.ValidatorFunctionWrapHandler) -> str:
    check(value)
    return str(value).strip()


AttachmentName = Annotated[str, Line(200, least=1), Field(examples=["Minnesanteckningar 18 oktober.pdf"])]
Target = Annotated[
    str,
    Verbatim(1000, least=1),
    Field(description="A web address, or a folder path exactly as it is to be copied.", examples=["G:\\Allmänt"]),
]


class AttachmentOut(Outgoing):
    """A file, a link or a folder path. A file is fetched at `/attachments/{id}/file`."""

    id: str
    kind: Literal["file", "link", "folder"]
    name: str
    target: str
    media_type: str
    size: int | None
    has_preview: bool = Field(description="Whether there is a small picture at `/attachments/{id}/preview`.")
    at: Moment
    by: str
    version: int


class AttachmentIn(Incoming):
    """A link or a folder path to attach; without a name it shows its target."""

    kind: Literal["link", "folder"]
    target: Target
    name: Annotated[str, Line(200)] = ""


class AttachmentChange(Incoming):
    """Another name of an attachment."""

    name: AttachmentName

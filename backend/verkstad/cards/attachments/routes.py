"""Routes of attachments."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from verkstad.boards.problems import BoardClosed, TooMany
from verkstad.cards.attachments import attaching, serving
from verkstad.cards.attachments.naming import plain_name
from verkstad.cards.attachments.taking_in import take_in
from verkstad.cards.attachments.wire import AttachmentChange, AttachmentIn
from verkstad.cards.problems import (
    CardClosed,
    FileBroken,
    FileEmpty,
    FileKind,
    FileLies,
    FileTooLarge,
    NotALink,
)
from verkstad.cards.wire import WHO, CardId, PartAdded
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import ChangedSince, MayNot, NotFound
from verkstad.kernel.wire import Done, Id
from verkstad.users.desk import ReadDesk, UploadDesk, WriteDesk

router = APIRouter(tags=["attachments"])

AttachmentId = Annotated[Id, Path(description="The attachment.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a71"])]
FileName = Annotated[
    str,
    Query(
        min_length=1,
        max_length=1000,
        description="The file's name; of a path, its last part. Signs that deceive are left out.",
        examples=["Minnesanteckningar 18 oktober.pdf"],
    ),
]
Inline = Annotated[bool, Query(description="Show a picture in the browser; everything else is always saved.")]
CHANGING = (MayNot, NotFound, BoardClosed, CardClosed, ChangedSince)
BYTES = {"type": "string", "format": "binary"}
READING = "Whoever may read the plan."


def _bytes(*media_types: str) -> dict[int | str, Any]:
    return {
        200: {"description": "The bytes.", "content": {each: {"schema": BYTES} for each in media_types}},
        206: {
            "description": "The part of them that `Range` asked for.",
            "content": {each: {"schema": BYTES} for each in media_types},
        },
        304: {"description": "The reader has them already."},
    }


@router.post(
    "/cards/{card_id}/files",
    status_code=201,
    summary="Attach a file",
    description=(
        f"{WHO} The body is the file, as `application/octet-stream`. What it is, its bytes tell; a name that says "
        "otherwise is refused. Nothing is kept of an upload that does not come to its end."
    ),
    responses=refusals(
        MayNot,
        NotFound,
        BoardClosed,
        CardClosed,
        TooMany,
        FileTooLarge,
        FileKind,
        FileLies,
        FileBroken,
        FileEmpty,
        write=True,
        body="bytes",
    ),
    response_model=PartAdded,
    openapi_extra={"requestBody": {"required": True, "content": {serving.BINARY: {"schema": BYTES}}}},
)
async def attach_file(card_id: CardId, name: FileName, request: Request, desk: UploadDesk) -> Response:
    named = plain_name(name)
    await run_in_threadpool(desk.read, lambda look: attaching.may_attach(look, card_id))
    desk.doubt_name(named)
    try:
        kept = await take_in(desk.house.files, request.stream(), named)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody hears it
    desk.tell_apart(f"{request.method} {request.url.path}\n{named}\n{kept.digest}")
    return await run_in_threadpool(
        desk.write, lambda deed: attaching.attach_file(deed, card_id, named, kept), status=201
    )


@router.post(
    "/cards/{card_id}/attachments",
    status_code=201,
    summary="Attach a link or a folder path",
    description=f"{WHO} A folder path comes back sign for sign as it was written.",
    responses=refusals(MayNot, NotFound, BoardClosed, CardClosed, TooMany, NotALink, write=True),
    response_model=PartAdded,
)
def attach_place(card_id: CardId, wish: AttachmentIn, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: attaching.attach_place(deed, card_id, wish), status=201)


@router.patch(
    "/attachments/{attachment_id}",
    summary="Rename an attachment",
    description=f"{WHO} A file keeps its extension.",
    responses=refusals(*CHANGING, write=True),
    response_model=Done,
)
def rename_attachment(attachment_id: AttachmentId, wish: AttachmentChange, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: attaching.rename_attachment(deed, attachment_id, wish.name))


@router.delete(
    "/attachments/{attachment_id}",
    summary="Remove an attachment",
    description=f"{WHO} It may be restored.",
    responses=refusals(*CHANGING, write=True, body=False),
    response_model=Done,
)
def remove_attachment(attachment_id: AttachmentId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: attaching.remove_attachment(deed, attachment_id))


@router.get(
    "/attachments/{attachment_id}/file",
    summary="The bytes of a file",
    description=f"{READING} To be saved; only a picture is shown, where `inline` asks for it. `Range` is understood.",
    responses={**refusals(NotFound), **_bytes(*serving.GIVEN)},
    response_class=Response,
)
def read_file(attachment_id: AttachmentId, request: Request, desk: ReadDesk, *, inline: Inline = False) -> Response:
    given = desk.read(lambda look: serving.find_file(look, attachment_id))
    return serving.give(given, request, inline=inline)


@router.get(
    "/attachments/{attachment_id}/preview",
    summary="A small picture of a picture",
    description=f"{READING} At most 640 pixels wide or high, without what the camera knew.",
    responses={**refusals(NotFound), **_bytes(serving.PREVIEW)},
    response_class=Response,
)
def read_preview(attachment_id: AttachmentId, request: Request, desk: ReadDesk) -> Response:
    given = desk.read(lambda look: serving.find_file(look, attachment_id, preview=True))
    return serving.give(given, request, inline=True)

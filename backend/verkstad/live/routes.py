"""Routes of a plan as a whole: its snapshot, its log, its stream, the socket, and who is who."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Path, Query, Request, Response, WebSocket
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection

from verkstad.boards.access import find_board
from verkstad.boards.events import TURNS_ACCESS, stream_of
from verkstad.history.reading import clock_of, events_after
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound, NotSignedIn, Problem
from verkstad.kernel.wire import Counted, Id, Page
from verkstad.live.directory import people_for
from verkstad.live.hub import Hub
from verkstad.live.snapshot import Picture
from verkstad.live.streaming import Follower, TooFarBehind
from verkstad.live.watching import Close
from verkstad.live.wire import BoardEvent, Snapshot
from verkstad.users.access import Caller, Credential, identify
from verkstad.users.desk import JSON, Look, ReadDesk, credential_of, note_use
from verkstad.users.events import own
from verkstad.users.wire import Person

router = APIRouter()

BoardId = Annotated[Id, Path(description="The plan.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
After = Annotated[
    int, Counted(0, 2**31 - 1), Query(description="The version that the reader has; events after it are given.")
]
Limit = Annotated[int, Counted(1, 1000), Query(description="At most so many in this part.")]
HEARTBEAT_SECONDS = 15.0
SERVER_SENT = {
    "type": "object",
    "description": "One server-sent event.",
    "properties": {
        "id": {"type": "string", "description": "The event's version, for `Last-Event-ID`."},
        "data": {
            "type": "string",
            "contentMediaType": JSON,
            "contentSchema": {"$ref": "#/components/schemas/BoardEvent"},
        },
    },
    "required": ["id", "data"],
}
SERVER_SENT_EXAMPLE = {
    "id": "214",
    "data": '{"type":"board.closed","board_id":"…","version":214,"at":"…","by":"…","op":"…"}',
}


class Behind(Problem):
    """The reader is too far behind for events, and takes a snapshot."""

    code, status = "behind", 410


def hub_of(request: Request | WebSocket) -> Hub:
    """Give the hub that the application was built with."""
    hub: Hub = request.app.state.hub
    return hub


@router.get(
    "/boards/{board_id}",
    tags=["plans"],
    summary="A plan as a whole",
    description=(
        "Whoever may read the plan. A snapshot: the plan, its lanes, its open assignments and its members at one "
        "version, which is the ETag. Unchanged is 304. A snapshot and the events after it equal the next snapshot."
    ),
    responses={
        200: {"headers": {"ETag": {"description": "The version.", "schema": {"type": "string"}, "example": 'W/"214"'}}},
        304: {"description": "Unchanged since the version in If-None-Match."},
        **refusals(NotFound),
    },
    response_model=Snapshot,
)
async def read_board(
    board_id: BoardId,
    request: Request,
    if_none_match: Annotated[str | None, Header(description="The ETag of the snapshot that one has.")] = None,
    accept_encoding: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    picture = await run_in_threadpool(_read_picture, hub_of(request), credential_of(request), board_id)
    asked = ((if_none_match or "").encode(), (accept_encoding or "").encode())
    status, headers, body = await run_in_threadpool(picture.answer, *asked)
    answer = Response(body, status_code=status)
    answer.raw_headers = headers
    return answer


def _read_picture(hub: Hub, credential: Credential | None, board_id: str) -> Picture:
    memory = hub.house.memory
    now = hub.house.clock.now()
    age = memory.age

    def look(connection: Connection) -> tuple[Caller, Picture]:
        caller = identify(connection, memory, credential, now)
        find_board(connection, caller, board_id)
        picture = hub.album.read(connection, board_id)
        streams = {stream_of(board_id): picture.version, own(caller.id): caller.known_at}
        memory.remember(("sees", caller.id, board_id), picture.version, streams, age=age)
        return caller, picture

    caller, picture = hub.house.database.read(look)
    note_use(hub.house, caller, now)
    return picture


@router.get(
    "/boards/{board_id}/events",
    tags=["live"],
    summary="What happened on a plan",
    description="Whoever may read the plan. The log after a version, in order and without gaps.",
    responses=refusals(NotFound),
    response_model=Page[BoardEvent],
)
def list_events(board_id: BoardId, desk: ReadDesk, after: After = 0, limit: Limit = 200) -> Response:
    def look(looking: Look) -> list[tuple[int, str, bytes]]:
        find_board(looking.connection, looking.caller, board_id)
        return events_after(looking.connection, stream_of(board_id), after, limit + 1)

    rows = desk.read(look)
    items = b",".join(encoded for _, _, encoded in rows[:limit])
    following = orjson.dumps(str(rows[limit - 1][0]) if len(rows) > limit else None)
    return Response(b'{"items":[' + items + b'],"next":' + following + b"}", media_type=JSON)


@router.get(
    "/boards/{board_id}/stream",
    tags=["live"],
    summary="What happens on a plan, as server-sent events",
    description=(
        "Whoever may read the plan. The same events as the socket sends, each with its version as `id`; a comment "
        "every 15 seconds. Ends after VERKSTAD_STREAM_SECONDS; the reader asks again with `Last-Event-ID`."
    ),
    responses={
        200: {
            "content": {"text/event-stream": {"schema": SERVER_SENT, "example": SERVER_SENT_EXAMPLE}},
            "description": "Events as they happen.",
        },
        **refusals(NotFound, Behind),
    },
    response_class=StreamingResponse,
)
async def stream_events(
    board_id: BoardId,
    request: Request,
    after: After = 0,
    last_event_id: Annotated[
        str | None, Header(pattern=r"^[0-9]{1,15}$", description="Goes before `after`; browsers send it.")
    ] = None,
) -> Response:
    hub = hub_of(request)
    credential = credential_of(request)
    cursor = int(last_event_id) if last_event_id is not None else after
    clock = await run_in_threadpool(_clock_for, hub, credential, board_id)
    if clock - cursor > hub.house.settings.stale_events or cursor > clock:
        raise Behind
    return StreamingResponse(
        _events(hub, credential, board_id, cursor, clock),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _clock_for(hub: Hub, credential: Credential | None, board_id: str) -> int:
    now = hub.house.clock.now()

    def look(connection: Connection) -> tuple[Caller, int]:
        caller = identify(connection, hub.house.memory, credential, now)
        find_board(connection, caller, board_id)
        return caller, clock_of(connection, stream_of(board_id)) or 0

    caller, clock = hub.house.database.read(look)
    note_use(hub.house, caller, now)
    return clock


async def _events(
    hub: Hub, credential: Credential | None, board_id: str, cursor: int, clock: int
) -> AsyncIterator[bytes]:
    woken = asyncio.Event()
    follower = Follower(cursor=cursor, wake=woken.set)
    stream = hub.streams.follow(board_id, follower, clock)
    loop = asyncio.get_running_loop()
    ends = loop.time() + hub.house.settings.stream_seconds
    try:
        yield b"retry: 1000\n\n"
        while (left := ends - loop.time()) > 0:
            woken.clear()
            frames = await hub.streams.missed(stream, follower.cursor)
            if frames:
                # Who reads may have lost access; the socket is told by its own stream, this one asks.
                await run_in_threadpool(_clock_for, hub, credential, board_id)
            for frame in frames:
                if frame.kind in TURNS_ACCESS:
                    await run_in_threadpool(_clock_for, hub, credential, board_id)
                yield f"id: {frame.version}\ndata: {frame.text}\n\n".encode()
                follower.cursor = frame.version
            if not frames:
                try:
                    async with asyncio.timeout(min(left, HEARTBEAT_SECONDS)):
                        await woken.wait()
                except TimeoutError:
                    yield b": here\n\n"
    except (NotFound, NotSignedIn, TooFarBehind):
        return
    finally:
        hub.streams.leave(stream, follower)


@router.websocket("/live")
async def attend(socket: WebSocket) -> None:
    """Send what happens on the plans that the client asks to watch; see asyncapi.json."""
    try:
        await hub_of(socket).attend(socket, credential_of(socket))
    except NotSignedIn:
        await socket.accept()
        await socket.close(Close.SIGNED_OUT.value)


@router.get(
    "/people",
    tags=["people"],
    summary="Who is who",
    description=(
        "Anyone signed in. A guest sees those who appear on the plans that they are invited to. "
        "E-mail addresses are for administrators."
    ),
    responses=refusals(),
)
def list_people(
    desk: ReadDesk,
    cursor: Annotated[Id | None, Query(description="`next` of the part before.")] = None,
    limit: Limit = 500,
) -> Page[Person]:
    items, following = desk.read(lambda look: people_for(look, after=cursor, most=limit))
    return Page(items=items, next=following)

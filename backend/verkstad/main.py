"""Builds the application: the only file that knows every slice's routes."""

import asyncio
import gc
import logging
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Request, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import BaseRoute

import verkstad
from verkstad.boards.label_routes import router as labels_and_fields
from verkstad.boards.routes import router as boards
from verkstad.boards.views.routes import router as views
from verkstad.cards.attachments.routes import router as attachments
from verkstad.cards.attachments.sweeping import sweep_files
from verkstad.cards.blockers.routes import router as blockers
from verkstad.cards.checklists.routes import router as checklists
from verkstad.cards.comments.routes import router as comments
from verkstad.cards.copy_routes import router as copies
from verkstad.cards.dating import router as dates
from verkstad.cards.fields.routes import router as fields
from verkstad.cards.labels.routes import router as carried
from verkstad.cards.phases.routes import router as phases
from verkstad.cards.problems import FileTooLarge
from verkstad.cards.relations.routes import router as relations
from verkstad.cards.routes import router as cards
from verkstad.cards.telling.routes import router as history
from verkstad.cards.timeline.routes import router as timeline
from verkstad.demo.routes import router as demo
from verkstad.documents.routes import router as documents
from verkstad.history.house import House
from verkstad.history.memory import Memory
from verkstad.kernel.bell import Bell
from verkstad.kernel.clock import Clock
from verkstad.kernel.database import Database
from verkstad.kernel.filing import Folder
from verkstad.kernel.guard import Guard, Upload
from verkstad.kernel.problems import NotFound
from verkstad.kernel.refusing import absent, add_handlers
from verkstad.kernel.threads import to_its_end
from verkstad.live.hub import Hub
from verkstad.live.routes import router as live
from verkstad.live.unchanged import Unchanged
from verkstad.mine.routes import router as mine
from verkstad.notifications.delivering import Delivery
from verkstad.notifications.routes import router as inbox
from verkstad.overview.routes import router as overview
from verkstad.search.filling import fill_some, lay
from verkstad.search.filtering.routes import router as filtered
from verkstad.search.indexing import keep_in_step
from verkstad.search.routes import router as search
from verkstad.serving import Client
from verkstad.settings import Settings
from verkstad.statistics.reading_ahead import read_ahead
from verkstad.statistics.routes import router as statistics
from verkstad.users.forgetting import forget_what_ran_out
from verkstad.users.routes import router as users

PREFIX = "/api/v1"
DAY_SECONDS = 86_400.0

# We describe ourselves, in `documents`.
_PLAIN: dict[str, Any] = {
    "openapi_url": None,
    "docs_url": None,
    "redoc_url": None,
    "separate_input_output_schemas": False,
    "generate_unique_id_function": lambda route: route.name,
}

log = logging.getLogger(__name__)


def build_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the database and hang the bell, for a server or for the command line."""
    url = settings.database_url
    database = Database(url, threads=settings.threads)
    bell = Bell() if database.is_sqlite else _bell_between_processes(url)
    memory = Memory(trusted=database.is_sqlite)
    database.before_commit(keep_in_step)
    database.on_commit(lambda transaction: memory.hear(transaction.moved))
    database.on_commit(lambda transaction: bell.ring(transaction.moved, transaction.told))
    database.on_overwrite(memory.forget)
    return House(
        settings=settings,
        clock=clock or Clock(settings.timezone),
        database=database,
        bell=bell,
        memory=memory,
        files=Folder(settings.files_folder),
    )


@contextmanager
def opened_house(settings: Settings) -> Iterator[House]:
    """Lend a house to the command line, and let go of its connections."""
    house = build_house(settings)
    try:
        yield house
    finally:
        house.database.close()


def _bell_between_processes(url: str) -> Bell:
    from verkstad.kernel.postgres_bell import PostgresBell  # noqa: PLC0415 - SQLite never loads the driver

    return PostgresBell(url)


def create_app(settings: Settings | None = None, *, clock: Clock | None = None, house: House | None = None) -> FastAPI:
    """Build the application on a migrated database, or around a house that stands already."""
    settings = house.settings if house else settings or Settings()
    house = house or build_house(settings, clock)
    hub = Hub(house)
    delivery = Delivery(house)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        await hub.open()
        await delivery.begin()
        running = (_forget_daily(house), delivery.run(), read_ahead(house), _fill_index(house))
        tasks = [asyncio.create_task(each) for each in running]
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # a collection in the middle of a big answer costs tens of milliseconds
        sys.setswitchinterval(0.0005)  # the sockets must not wait 5 ms for a thread that is busy writing
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await hub.close()
        house.database.close()

    app = FastAPI(title=settings.name, version=verkstad.__version__, lifespan=lifespan, **_PLAIN)
    app.state.house = house
    app.state.hub = hub
    add_handlers(app, settings.language)
    app.add_middleware(Unchanged, hub=hub)
    app.add_middleware(Guard, settings=settings, upload=_uploads(settings))
    app.router.routes.extend(_routes())
    _serve_client(app, Client(settings.web or Path(__file__).parent / "web"))
    return app


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Put the routes together, which takes a second: once in a process, whatever the number of applications."""
    frame = FastAPI(**_PLAIN)
    api = APIRouter(prefix=PREFIX)
    # Routes are tried in order, so those that are asked for most often stand first.
    for router in (
        live,
        cards,
        history,
        fields,
        timeline,
        checklists,
        attachments,
        carried,
        comments,
        labels_and_fields,
        blockers,
        relations,
        phases,
        dates,
        copies,
        boards,
        views,
        inbox,
        search,
        filtered,
        overview,
        mine,
        statistics,
        users,
        demo,
    ):
        api.include_router(router)
    frame.include_router(api)
    frame.include_router(documents)
    return tuple(frame.routes)


def _uploads(settings: Settings) -> Upload:
    most = settings.file_megabytes
    path = re.compile(rf"{PREFIX}/cards/[^/]+/files")
    return Upload(path, most * 1_000_000, FileTooLarge(most=f"{most} MB"))


async def _forget_daily(house: House) -> None:
    while True:
        try:
            await to_its_end(lambda: forget_what_ran_out(house))
            await to_its_end(lambda: sweep_files(house))
        except (SQLAlchemyError, OSError):
            log.exception("what has run out could not be forgotten; it is tried again tomorrow")
        await asyncio.sleep(DAY_SECONDS)


async def _fill_index(house: House) -> None:
    """Index what an earlier version has left, some assignments at a time; there is mostly nothing to do."""
    try:
        await to_its_end(lambda: lay(house.database))
        while await to_its_end(lambda: fill_some(house.database)):
            pass
    except SQLAlchemyError:
        log.exception("not everything could be indexed; it goes on when the server starts again")


def _serve_client(app: FastAPI, client: Client) -> None:
    @app.get("/{path:path}", include_in_schema=False)
    async def page(path: str, request: Request) -> Response:
        if path.startswith(("api/", "docs/")):
            raise absent(request)
        if not client.is_built:
            return Response(
                "The client is not built; run `make run`, or `npm run build` in frontend/.\n", status_code=503
            )
        answer = client.answer(request)
        if answer is None:
            raise NotFound
        return answer

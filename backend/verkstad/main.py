"""Builds the application: the only file that knows every slice's routes."""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import SQLAlchemyError

import verkstad
from verkstad.boards.routes import router as boards
from verkstad.cards.routes import router as cards
from verkstad.demo.routes import router as demo
from verkstad.documents.routes import router as documents
from verkstad.history.house import House
from verkstad.history.memory import Memory
from verkstad.kernel.bell import Bell
from verkstad.kernel.clock import Clock
from verkstad.kernel.database import Database
from verkstad.kernel.guard import Guard
from verkstad.kernel.problems import NotFound
from verkstad.kernel.refusing import absent, add_handlers
from verkstad.live.hub import Hub
from verkstad.live.routes import router as live
from verkstad.live.unchanged import Unchanged
from verkstad.overview.routes import router as overview
from verkstad.serving import Client
from verkstad.settings import Settings
from verkstad.users.forgetting import forget_what_ran_out
from verkstad.users.routes import router as users

PREFIX = "/api/v1"
DAY_SECONDS = 86_400.0

log = logging.getLogger(__name__)


def build_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the database and hang the bell, for a server or for the command line."""
    url = settings.database_url
    database = Database(url, threads=settings.threads)
    bell = Bell() if database.is_sqlite else _bell_between_processes(url)
    memory = Memory(trusted=database.is_sqlite)
    database.on_commit(lambda transaction: memory.hear(transaction.moved))
    database.on_commit(lambda transaction: bell.ring(transaction.moved, transaction.told))
    database.on_overwrite(memory.forget)
    return House(
        settings=settings, clock=clock or Clock(settings.timezone), database=database, bell=bell, memory=memory
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


def create_app(settings: Settings | None = None, *, clock: Clock | None = None) -> FastAPI:
    """Build the application on a migrated database."""
    settings = settings or Settings()
    house = build_house(settings, clock)
    hub = Hub(house)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        await hub.open()
        forgetting = asyncio.create_task(_forget_daily(house))
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # a collection in the middle of a big answer costs tens of milliseconds
        sys.setswitchinterval(0.0005)  # the sockets must not wait 5 ms for a thread that is busy writing
        yield
        forgetting.cancel()
        await asyncio.gather(forgetting, return_exceptions=True)
        await hub.close()
        house.database.close()

    app = FastAPI(
        title=settings.name,
        version=verkstad.__version__,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.house = house
    app.state.hub = hub
    add_handlers(app, settings.language)
    app.add_middleware(Unchanged, hub=hub)
    app.add_middleware(Guard, settings=settings)
    api = APIRouter(prefix=PREFIX)
    # Routes are tried in order, so those that are asked for most often stand first.
    for router in (live, cards, boards, overview, users, demo):
        api.include_router(router)
    app.include_router(api)
    app.include_router(documents)
    _serve_client(app, Client(settings.web or Path(__file__).parent / "web"))
    return app


async def _forget_daily(house: House) -> None:
    while True:
        try:
            await run_in_threadpool(forget_what_ran_out, house)
        except SQLAlchemyError:
            log.exception("what has run out could not be forgotten; it is tried again tomorrow")
        await asyncio.sleep(DAY_SECONDS)


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

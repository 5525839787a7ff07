"""The contract from the running server: OpenAPI, AsyncAPI, liveness, and a page to read them."""

from functools import cache
from importlib import resources
from typing import Literal

from fastapi import APIRouter, Request, Response

from verkstad import contract
from verkstad.documents.page import page
from verkstad.kernel.contract import refusals
from verkstad.kernel.wire import Outgoing
from verkstad.serving import Asset, asset_of, respond
from verkstad.users.desk import JSON, house_of

router = APIRouter()


class Alive(Outgoing):
    """That the server answers, and its database too."""

    status: Literal["ok"] = "ok"


@router.get(
    "/health",
    tags=["running"],
    summary="Is the server well",
    description="Open to all. Answers when the database does.",
    responses=refusals(public=True),
)
def read_health(request: Request) -> Alive:
    house_of(request).database.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())
    return Alive()


@cache
def _documents() -> dict[str, Asset]:
    openapi, asyncapi = contract.openapi(), contract.asyncapi()
    style = resources.files(__package__).joinpath("page.css").read_bytes()
    return {
        "openapi": asset_of(contract.written(openapi), JSON),
        "asyncapi": asset_of(contract.written(asyncapi), JSON),
        "page": asset_of(page(openapi, asyncapi).encode(), "text/html; charset=utf-8"),
        "style": asset_of(style, "text/css; charset=utf-8"),
    }


@router.get("/api/v1/openapi.json", include_in_schema=False)
def read_openapi(request: Request) -> Response:
    return respond(_documents()["openapi"], request.headers)


@router.get("/api/v1/asyncapi.json", include_in_schema=False)
def read_asyncapi(request: Request) -> Response:
    return respond(_documents()["asyncapi"], request.headers)


@router.get("/docs", include_in_schema=False)
def read_page(request: Request) -> Response:
    return respond(_documents()["page"], request.headers)


@router.get("/docs/page.css", include_in_schema=False)
def read_style(request: Request) -> Response:
    return respond(_documents()["style"], request.headers)

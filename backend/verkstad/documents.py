"""The contract from the running server: OpenAPI, AsyncAPI, liveness, and a page to read them."""

from functools import cache
from typing import Literal

from fastapi import APIRouter, Request, Response

from verkstad import contract
from verkstad.kernel.wire import Outgoing
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
)
def read_health(request: Request) -> Alive:
    house_of(request).database.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())
    return Alive()


@cache
def _documents() -> tuple[bytes, bytes]:
    return contract.openapi_bytes(), contract.asyncapi_bytes()


@router.get("/api/v1/openapi.json", include_in_schema=False)
def read_openapi() -> Response:
    return Response(_documents()[0], media_type=JSON)


@router.get("/api/v1/asyncapi.json", include_in_schema=False)
def read_asyncapi() -> Response:
    return Response(_documents()[1], media_type=JSON)

"""The demo's one route: whom one may be."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends

from verkstad.demo.personas import PASSWORD, PERSONAS
from verkstad.history.house import House
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Outgoing, Page
from verkstad.users.desk import house_of
from verkstad.users.wire import Role

router = APIRouter(tags=["demo"])

PersonaKind = Literal["coordinator", "leadership", "leader", "member", "employee", "resident", "administrator"]


class Persona(Outgoing):
    """An invented person to sign in as."""

    name: str
    email: str
    password: str
    role: Role
    persona: PersonaKind


@router.get(
    "/demo/personas",
    summary="The people one may be in a demo",
    description="Open to all, in a demo only; anywhere else there is no such thing.",
    responses=refusals(NotFound, public=True),
)
def list_personas(house: Annotated[House, Depends(house_of)]) -> Page[Persona]:
    if not house.settings.demo:
        raise NotFound
    return Page(
        items=[
            Persona(name=each.name, email=each.email, password=PASSWORD, role=each.role, persona=each.persona)
            for each in PERSONAS
        ]
    )

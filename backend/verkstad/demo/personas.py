"""The invented people that one may be."""

from typing import Literal, NamedTuple

PASSWORD = "verkstaden"  # noqa: S105 - the demo answers only on its own machine


class Persona(NamedTuple):
    """One of them, by the id that demo.json has."""

    person_id: str
    name: str
    email: str
    role: Literal["admin", "coordinator", "employee", "guest"]
    persona: Literal["coordinator", "leadership", "leader", "member", "employee", "resident", "administrator"]


PERSONAS = (
    Persona("p01", "Åsa Öberg", "asa.oberg@example.se", "coordinator", "coordinator"),
    Persona("p03", "Birgitta Håkansdotter", "birgitta.hakansdotter@example.se", "employee", "leadership"),
    Persona("p02", "Göran Ängmark", "goran.angmark@example.se", "employee", "leader"),
    Persona("p08", "Amina Warsame", "amina.warsame@example.se", "employee", "member"),
    Persona("p28", "Agneta Östling", "agneta.ostling@example.se", "employee", "employee"),
    Persona("i01", "Solveig Bladh", "solveig.bladh@example.se", "guest", "resident"),
    Persona("p29", "Daniel Quist", "daniel.quist@example.se", "admin", "administrator"),
)

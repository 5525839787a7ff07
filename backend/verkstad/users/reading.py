"""Reading people: oneself, one's sessions and tokens, and the directory filtered for its reader."""

from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, select

from verkstad.kernel.problems import NotFound
from verkstad.users.access import SESSION, TOKEN, USER, Caller
from verkstad.users.desk import Look
from verkstad.users.setting_up import ADMINISTRATION
from verkstad.users.wire import AdministrationOut, Me, Person, SessionOut, SessionRow, TokenOut


def read_me(connection: Connection, user_id: str) -> Me:
    """Give what a person sees of themself."""
    row = connection.execute(
        select(USER, ADMINISTRATION.c.name.label("administration"))
        .select_from(USER.join(ADMINISTRATION))
        .where(USER.c.id == user_id)
    ).one()
    return Me(
        id=row.id,
        name=row.name,
        email=row.email,
        title=row.title,
        unit=row.unit,
        role=row.role,
        administration=AdministrationOut(id=row.administration_id, name=row.administration),
        language=row.language,
        theme=row.theme,
        introduced=row.introduced,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
    )


def read_session(look: Look) -> SessionOut:
    """Give who is signed in, and until when."""
    me = read_me(look.connection, look.caller.id)
    return SessionOut(person=me, scope=look.caller.scope, expires_at=look.caller.deadline)


def list_sessions(look: Look) -> list[SessionRow]:
    """List the browsers where the person is signed in, the newest first."""
    rows = look.connection.execute(
        select(SESSION).where(SESSION.c.user_id == look.caller.id).order_by(SESSION.c.created_at.desc())
    )
    return [
        SessionRow(
            id=row.id,
            created_at=row.created_at,
            expires_at=row.expires_at,
            agent=row.agent,
            current=row.id == look.caller.proof_id,
        )
        for row in rows
    ]


def list_tokens(look: Look) -> list[TokenOut]:
    """List one's access tokens, the newest first, without their secrets."""
    rows = look.connection.execute(
        select(TOKEN).where(TOKEN.c.user_id == look.caller.id).order_by(TOKEN.c.created_at.desc())
    )
    return [
        TokenOut(
            id=row.id,
            name=row.name,
            scope=row.scope,
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
        )
        for row in rows
    ]


def list_people(
    connection: Connection, caller: Caller, *, visible: ColumnElement[bool], after: str | None, most: int
) -> tuple[list[Person], str | None]:
    """List the directory by id, from after a cursor, as far as `visible` lets this reader see."""
    question = select(USER).where(visible).order_by(USER.c.id).limit(most + 1)
    if after is not None:
        question = question.where(USER.c.id > after)
    rows = list(connection.execute(question))
    page = [person_out(row, caller) for row in rows[:most]]
    return page, (page[-1].id if len(rows) > most else None)


def read_person(connection: Connection, caller: Caller, user_id: str) -> Person:
    """Give one person of the caller's administration."""
    row = connection.execute(
        select(USER).where(USER.c.id == user_id, USER.c.administration_id == caller.administration_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return person_out(row, caller)


def person_out(row: Any, caller: Caller) -> Person:
    """Show a person as far as the caller may see them."""
    state: Literal["active", "invited", "disabled"]
    state = "disabled" if row.disabled_at else "active" if row.password_hash else "invited"
    sees_email = caller.role == "admin" or row.id == caller.id
    return Person(
        id=row.id,
        name=row.name,
        title=row.title,
        unit=row.unit,
        role=row.role,
        state=state,
        email=row.email if sees_email else None,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
    )

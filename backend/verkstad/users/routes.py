"""Routes of people: set-up, sessions, tokens, invitations and who is who."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from verkstad.history.house import House
from verkstad.kernel.clock import written
from verkstad.kernel.contract import refusals
from verkstad.kernel.problems import AlreadyDone, MayNot, NotFound
from verkstad.kernel.wire import Id, Page
from verkstad.users import changing, granting, inviting, reading, setting_up, signing_in
from verkstad.users.desk import COOKIE, JSON, Deed, ReadDesk, WriteDesk, house_of
from verkstad.users.passwords import hash_password, in_turn
from verkstad.users.problems import (
    AlreadySetUp,
    EmailTaken,
    LastAdministrator,
    LinkUsed,
    Throttled,
    WrongCode,
    WrongCredentials,
    WrongPassword,
)
from verkstad.users.signing_in import Opened
from verkstad.users.wire import (
    Acceptance,
    InvitationOut,
    InvitationToken,
    Invited,
    Link,
    Me,
    NewToken,
    PasswordIn,
    PeopleIn,
    Person,
    PersonChange,
    SessionOut,
    SessionRow,
    SettingsIn,
    SetUp,
    SetupState,
    SignIn,
    TokenIn,
    TokenOut,
)

router = APIRouter(tags=["people"])

TheHouse = Annotated[House, Depends(house_of)]
PersonId = Annotated[Id, Path(description="The person.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11"])]
SessionId = Annotated[Id, Path(description="The session.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a66"])]
TokenId = Annotated[Id, Path(description="The token.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a77"])]


@router.get(
    "/setup",
    summary="What a page must know before sign-in",
    description="Open to all. `needed` is true until the first administrator is made.",
    responses=refusals(public=True),
)
def read_setup(house: TheHouse) -> SetupState:
    needed = house.database.read(setting_up.is_setup_needed)
    settings = house.settings
    return SetupState(needed=needed, demo=settings.demo, name=settings.name, default_language=settings.language)


@router.post(
    "/setup",
    status_code=201,
    summary="Make the first administrator",
    description="Open to whoever has the one-time code that the server printed. Signs the administrator in.",
    responses=refusals(AlreadySetUp, WrongCode, EmailTaken, write=True, public=True),
    response_model=SessionOut,
)
async def set_up(wish: SetUp, request: Request, house: TheHouse) -> Response:
    def work() -> Response:
        opened = setting_up.set_up(
            house,
            code=wish.code,
            administration=wish.administration,
            name=wish.name,
            email=wish.email,
            password=wish.password.get_secret_value(),
            language=wish.language,
            agent=_agent(request),
        )
        return _signed_in(request, house, opened, status=201)

    return await in_turn(work)


@router.post(
    "/session",
    summary="Sign in",
    description="Open to all. Sets an HttpOnly cookie. Ten failures within 15 minutes close an account for a while.",
    responses=refusals(WrongCredentials, Throttled, write=True, public=True),
    response_model=SessionOut,
)
async def sign_in(wish: SignIn, request: Request, house: TheHouse) -> Response:
    def work() -> Response:
        opened = signing_in.sign_in(
            house,
            email=wish.email,
            password=wish.password.get_secret_value(),
            agent=_agent(request),
            address=request.client.host if request.client else "",
        )
        return _signed_in(request, house, opened)

    return await in_turn(work)


@router.get("/session", summary="Who is signed in", description="Anyone signed in.", responses=refusals())
def read_session(desk: ReadDesk) -> SessionOut:
    return desk.read(reading.read_session)


@router.delete(
    "/session",
    status_code=204,
    summary="Sign out",
    description="Ends the session that the cookie names. A token is ended by `DELETE /tokens/{token_id}`.",
    responses=refusals(MayNot, write=True, body=False),
    response_class=Response,
)
def sign_out(desk: WriteDesk) -> Response:
    def act(deed: Deed) -> None:
        deed.caller.must_sit_at_a_browser()
        signing_in.end_session(deed, deed.caller.proof_id)

    answer = desk.write(act, status=204)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


@router.get(
    "/sessions",
    summary="Where one is signed in",
    description="One's own sessions, the newest first.",
    responses=refusals(),
)
def list_sessions(desk: ReadDesk) -> Page[SessionRow]:
    return Page(items=desk.read(reading.list_sessions))


@router.delete(
    "/sessions/{session_id}",
    status_code=204,
    summary="End one of one's sessions",
    description="The browser that has it is signed out at once, and its live connection closed.",
    responses=refusals(NotFound, write=True, body=False),
    response_class=Response,
)
def end_session(session_id: SessionId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: signing_in.end_session(deed, session_id), status=204)


@router.get(
    "/tokens",
    summary="One's access tokens",
    description="Without their secrets, the newest first.",
    responses=refusals(),
)
def list_tokens(desk: ReadDesk) -> Page[TokenOut]:
    return Page(items=desk.read(reading.list_tokens))


@router.post(
    "/tokens",
    status_code=201,
    summary="Make an access token",
    description="Only from a browser, so that a token cannot make another. The secret is shown once.",
    responses=refusals(MayNot, AlreadyDone, write=True),
    response_model=NewToken,
)
def create_token(wish: TokenIn, desk: WriteDesk) -> Response:
    def act(deed: Deed) -> NewToken:
        deed.caller.must_sit_at_a_browser()
        return granting.grant_token(
            deed,
            deed.caller.id,
            name=wish.name,
            scope=wish.scope,
            expires_on=wish.expires_on,
            zone=desk.house.clock.zone,
        )

    return desk.write(act, status=201, secret=True)


@router.delete(
    "/tokens/{token_id}",
    status_code=204,
    summary="Revoke an access token",
    description="It stops working at once.",
    responses=refusals(NotFound, write=True, body=False),
    response_class=Response,
)
def revoke_token(token_id: TokenId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: granting.revoke_token(deed, token_id), status=204)


@router.patch(
    "/settings",
    summary="Change one's own settings",
    description="Name, language, theme, and whether the introduction has been put away. What is left out stays.",
    responses=refusals(write=True),
    response_model=Me,
)
def change_settings(wish: SettingsIn, desk: WriteDesk) -> Response:
    def act(deed: Deed) -> Me:
        changing.change_settings(deed, wish.model_dump(exclude_unset=True, exclude_none=True))
        return reading.read_me(deed.connection, deed.caller.id)

    return desk.write(act)


@router.put(
    "/password",
    status_code=204,
    summary="Change one's password",
    description="Only from a browser. Sessions in other browsers end. Wrong tries are counted as at sign-in.",
    responses=refusals(WrongPassword, MayNot, Throttled, write=True),
    response_class=Response,
)
async def change_password(wish: PasswordIn, desk: WriteDesk) -> Response:
    def work() -> Response:
        desk.read(lambda look: look.caller.must_sit_at_a_browser())
        session_hash = desk.credential.hash if desk.credential else None
        changing.must_know_password(desk.house, session_hash, wish.current.get_secret_value())
        kept = hash_password(wish.new.get_secret_value())
        return desk.write(lambda deed: changing.change_password(deed, kept), status=204)

    return await in_turn(work)


@router.post(
    "/people",
    status_code=201,
    summary="Invite people",
    description="Administrators. Makes an account and a one-time link for each person; all or none.",
    responses=refusals(MayNot, EmailTaken, AlreadyDone, write=True),
    response_model=Page[Invited],
)
def invite_people(wish: PeopleIn, desk: WriteDesk) -> Response:
    def act(deed: Deed) -> Page[Invited]:
        invited = inviting.invite_people(deed, wish.role, wish.people)
        return Page(
            items=[
                Invited(
                    person=reading.read_person(deed.connection, deed.caller, user_id),
                    link=link.link,
                    expires_at=link.expires_at,
                )
                for user_id, link in invited
            ]
        )

    return desk.write(act, status=201, secret=True)


@router.patch(
    "/people/{person_id}",
    summary="Change a person",
    description="Administrators. Name, title, unit, role, or whether the account is disabled.",
    responses=refusals(MayNot, NotFound, LastAdministrator, write=True),
    response_model=Person,
)
def change_person(person_id: PersonId, wish: PersonChange, desk: WriteDesk) -> Response:
    def act(deed: Deed) -> Person:
        changing.change_person(deed, person_id, wish.model_dump(exclude_unset=True, exclude_none=True))
        return reading.read_person(deed.connection, deed.caller, person_id)

    return desk.write(act)


@router.post(
    "/people/{person_id}/invitations",
    status_code=201,
    summary="Make a new one-time link for a person",
    description="Administrators. For the one who lost the link or forgot the password; an earlier link stops working.",
    responses=refusals(MayNot, NotFound, AlreadyDone, write=True, body=False),
    response_model=Link,
)
def renew_invitation(person_id: PersonId, desk: WriteDesk) -> Response:
    return desk.write(lambda deed: inviting.renew_invitation(deed, person_id), status=201, secret=True)


@router.post(
    "/invitations/preview",
    summary="Who a one-time link is for",
    description="Open to whoever has the link. Changes nothing.",
    responses=refusals(LinkUsed, write=True, public=True),
)
def preview_invitation(wish: InvitationToken, house: TheHouse) -> InvitationOut:
    return inviting.who_is_invited(house, wish.token)


@router.post(
    "/invitations/acceptance",
    summary="Choose a password with a one-time link",
    description="Open to whoever has the link. Uses it up and signs the person in.",
    responses=refusals(LinkUsed, write=True, public=True),
    response_model=SessionOut,
)
async def accept_invitation(wish: Acceptance, request: Request, house: TheHouse) -> Response:
    def work() -> Response:
        password = wish.password.get_secret_value()
        opened = inviting.accept(house, token=wish.token, password=password, agent=_agent(request))
        return _signed_in(request, house, opened)

    return await in_turn(work)


def _agent(request: Request) -> str:
    return "".join(sign for sign in request.headers.get("user-agent", "") if sign.isprintable())


def _signed_in(request: Request, house: House, opened: Opened, *, status: int = 200) -> Response:
    me = house.database.read(lambda connection: reading.read_me(connection, opened.user_id))
    session = SessionOut(person=me, scope="write", expires_at=written(opened.expires_at))
    answer = Response(session.model_dump_json(), status_code=status, media_type=JSON)
    secure = request.url.scheme == "https" or (house.settings.public_url or "").startswith("https:")
    answer.set_cookie(
        COOKIE,
        opened.secret,
        max_age=house.settings.session_days * 86_400,
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return answer

"""Who may do what: every route of the application's own route table, for every kind of caller, on both kinds of plan.

What one may not see is 404, what one sees but may not change is 403; a refusal changes nothing.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.cast import Cast, StandingClock, clocks
from tests.doors import doors_of
from tests.kept import check_answer
from verkstad.boards.access import LANE
from verkstad.boards.arranging import add_lane
from verkstad.boards.joining import add_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn, LaneIn
from verkstad.cards.closing import close_card
from verkstad.cards.moving import move_card
from verkstad.cards.wire import CardIn, ClosureIn
from verkstad.cards.writing import add_card
from verkstad.history.recording import Recorder
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.kernel.problems import Problem
from verkstad.main import create_app
from verkstad.settings import Settings
from verkstad.users.access import USER
from verkstad.users.granting import grant_token
from verkstad.users.inviting import INVITATION
from verkstad.users.passwords import hash_password
from verkstad.users.signing_in import open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fastapi import FastAPI

    from tests.databases import Databases
    from verkstad.history.house import House
    from verkstad.kernel.database import Transaction
    from verkstad.users.access import Scope
    from verkstad.users.desk import Deed

# nobody: not signed in. daniel: administrator. asa: coordinator. ulf: owns the plan. amina: a member of it.
# agneta: an employee in no group. solveig: a guest who is a member. piotr: a guest of nothing. bo: a coordinator of
# another administration. reader: Åsa's token that may only read. writer: her token that may write.
#
# `200/404` is 200 on an open plan and 404 on a restricted one.
MATRIX = """
                                              nobody  daniel  asa  ulf  amina  agneta   solveig  piotr bo  reader writer
GET /api/v1/setup                             200     200     200  200  200    200      200      200    200  200     200
POST /api/v1/setup                            409     409     409  409  409    409      409      409    409  409     409
POST /api/v1/session                          200     200     200  200  200    200      200      200    200  200     200
GET /api/v1/session                           401     200     200  200  200    200      200      200    200  200     200
DELETE /api/v1/session                        401     204     204  204  204    204      204      204    204  403     403
GET /api/v1/sessions                          401     200     200  200  200    200      200      200    200  200     200
DELETE /api/v1/sessions/{session_id}          401     204     204  204  204    204      204      204    204  403     204
GET /api/v1/tokens                            401     200     200  200  200    200      200      200    200  200     200
POST /api/v1/tokens                           401     201     201  201  201    201      201      201    201  403     403
DELETE /api/v1/tokens/{token_id}              401     204     204  204  204    204      204      204    204  403     204
PATCH /api/v1/settings                        401     200     200  200  200    200      200      200    200  403     200
PUT /api/v1/password                          401     204     204  204  204    204      204      204    204  403     403
POST /api/v1/people                           401     201     403  403  403    403      403      403    403  403     403
PATCH /api/v1/people/{person_id}              401     200     403  403  403    403      403      403    403  403     403
POST /api/v1/people/{person_id}/invitations   401     201     403  403  403    403      403      403    403  403     403
POST /api/v1/invitations/preview              200     200     200  200  200    200      200      200    200  200     200
POST /api/v1/invitations/acceptance           200     200     200  200  200    200      200      200    200  200     200
GET /api/v1/people                            401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/overview                          401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/boards                            401     200     200  200  200    200      200      200    200  200     200
POST /api/v1/boards                           401     201     201  403  403    403      403      403    201  403     201
GET /api/v1/boards/{board_id}                 401     200     200  200  200    200/404  200      404    404  200     200
PATCH /api/v1/boards/{board_id}               401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/boards/{board_id}/closure        401     200     200  200  200    403/404  403      404    404  403     200
DELETE /api/v1/boards/{board_id}/closure      401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/boards/{board_id}/members        401     200     200  200  200    403/404  403      404    404  403     200
DELETE /api/v1/boards/{board_id}/members/{user_id} 401 200    200  200  200    403/404  403      404    404  403     200
POST /api/v1/boards/{board_id}/lanes          401     201     201  201  201    403/404  403      404    404  403     201
PATCH /api/v1/lanes/{lane_id}                 401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/lanes/{lane_id}/moves            401     200     200  200  200    403/404  403      404    404  403     200
DELETE /api/v1/lanes/{lane_id}                401     200     200  200  200    403/404  403      404    404  403     200
GET /api/v1/boards/{board_id}/events          401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/boards/{board_id}/stream          401     200     200  200  200    200/404  200      404    404  200     200
WEBSOCKET /api/v1/live                        401     200     200  200  200    200/404  200      404    404  200     200
POST /api/v1/boards/{board_id}/undos          401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/boards/{board_id}/cards          401     201     201  201  201    403/404  201      404    404  403     201
POST /api/v1/boards/{board_id}/cards/lines    401     201     201  201  201    403/404  201      404    404  403     201
GET /api/v1/boards/{board_id}/cards           401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/boards/{board_id}/cards/{number}  401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/cards/{card_id}                   401     200     200  200  200    200/404  200      404    404  200     200
PATCH /api/v1/cards/{card_id}                 401     200     200  200  200    403/404  200      404    404  403     200
PUT /api/v1/cards/{card_id}/description       401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/moves            401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/transfers        401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/assessments      401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/closure          401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/cards/{card_id}/closure        401     200     200  200  200    403/404  200      404    404  403     200
GET /api/v1/demo/personas                     404     404     404  404  404    404      404      404    404  404     404
GET /health                                   200     200     200  200  200    200      200      200    200  200     200
GET /api/v1/openapi.json                      200     200     200  200  200    200      200      200    200  200     200
GET /api/v1/asyncapi.json                     200     200     200  200  200    200      200      200    200  200     200
GET /docs                                     200     200     200  200  200    200      200      200    200  200     200
GET /docs/page.css                            200     200     200  200  200    200      200      200    200  200     200
GET /{path:path}                              200     200     200  200  200    200      200      200    200  200     200
"""
CODES = {401: {"not_signed_in"}, 403: {"may_not", "read_only_token"}, 404: {"not_found"}, 409: {"already_set_up"}}
PASSWORD = "tusen sjöar och en å"
TOKENS = {"reader": "asa", "writer": "asa"}


def _read_matrix() -> tuple[list[str], dict[str, list[tuple[int, int]]]]:
    head, *lines = [line for line in MATRIX.splitlines() if line.strip()]
    table = {}
    for line in lines:
        method, path, *cells = line.split()
        table[f"{method} {path}"] = [(int(cell.split("/")[0]), int(cell.split("/")[-1])) for cell in cells]
    return head.split(), table


ROLES, EXPECTED = _read_matrix()


@dataclass
class Scene:
    """A plan with everything that a request may be about, made anew for each request."""

    who: str
    ids: dict[str, str]
    board_id: str = ""
    person_id: str = ""
    other_board_id: str = ""
    lane_id: str = ""
    next_lane_id: str = ""
    empty_lane_id: str = ""
    card_id: str = ""
    closed_card_id: str = ""
    session_id: str = ""
    token_id: str = ""
    link: str = ""
    op: str = field(default_factory=new_id)
    headers: dict[str, str] = field(default_factory=dict)


# What is sent to each door, and where an address's blank is not the scene's thing of that name.
BODIES: dict[str, Callable[[Scene], Any]] = {
    "POST /api/v1/setup": lambda _: {
        "code": "x" * 32,
        "administration": "En till",
        "name": "Någon",
        "email": "nagon@example.se",
        "password": PASSWORD,
    },
    "POST /api/v1/session": lambda _: {"email": "ulf@example.se", "password": PASSWORD},
    "POST /api/v1/tokens": lambda _: {"name": "Rapporten", "scope": "read"},
    "PATCH /api/v1/settings": lambda _: {"theme": "dark"},
    "PUT /api/v1/password": lambda _: {"current": PASSWORD, "new": "en ny lång mening"},
    "POST /api/v1/people": lambda _: {"role": "employee", "people": [{"name": "Ny", "email": "ny@example.se"}]},
    "PATCH /api/v1/people/{person_id}": lambda _: {"title": "Socionom"},
    "POST /api/v1/invitations/preview": lambda scene: {"token": scene.link},
    "POST /api/v1/invitations/acceptance": lambda scene: {"token": scene.link, "password": PASSWORD},
    "POST /api/v1/boards": lambda _: {"name": "En plan till"},
    "PATCH /api/v1/boards/{board_id}": lambda _: {"name": "Ett annat namn"},
    "POST /api/v1/boards/{board_id}/members": lambda scene: {"user_id": scene.ids["agneta"]},
    "POST /api/v1/boards/{board_id}/lanes": lambda _: {"title": "Provas", "stage": "active"},
    "PATCH /api/v1/lanes/{lane_id}": lambda _: {"wip_limit": 4},
    "POST /api/v1/lanes/{lane_id}/moves": lambda _: {},
    "POST /api/v1/boards/{board_id}/undos": lambda scene: {"op": scene.op},
    "POST /api/v1/boards/{board_id}/cards": lambda _: {"title": "Boka lokal"},
    "POST /api/v1/boards/{board_id}/cards/lines": lambda _: {"lines": ["Boka lokal", "Bjuda in"]},
    "PATCH /api/v1/cards/{card_id}": lambda _: {"title": "Boka sal"},
    "PUT /api/v1/cards/{card_id}/description": lambda _: {"text": "Nära torget.", "base": None},
    "POST /api/v1/cards/{card_id}/moves": lambda scene: {"lane_id": scene.lane_id},
    "POST /api/v1/cards/{card_id}/transfers": lambda scene: {"board_id": scene.other_board_id},
    "POST /api/v1/cards/{card_id}/assessments": lambda _: {"health": "at_risk", "note": "Lokalen är upptagen."},
    "POST /api/v1/cards/{card_id}/closure": lambda _: {"reason": "cancelled"},
}
PLACES: dict[str, Callable[[Scene], dict[str, str]]] = {
    "DELETE /api/v1/lanes/{lane_id}": lambda scene: {"lane_id": scene.empty_lane_id},
    "DELETE /api/v1/cards/{card_id}/closure": lambda scene: {"card_id": scene.closed_card_id},
}


@pytest.fixture(scope="module")
def app(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """One house for all, since every scene is made anew; with a client that is built, and streams that end at once."""
    web = tmp_path_factory.mktemp("web")
    (web / "index.html").write_text("<!doctype html><title>Verkstad</title>")
    url = databases.fresh()
    application = create_app(Settings(database=url, threads=12, web=web, stream_seconds=0.01), clock=StandingClock())
    yield application
    application.state.house.database.close()
    databases.drop(url)


@pytest.fixture(scope="module")
def house(app: FastAPI) -> House:
    """The house of this file."""
    found: House = app.state.house
    return found


@pytest.fixture(scope="module")
def cast(house: House) -> Cast:
    """Everyone."""
    return Cast(house).assemble()


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    """The front door."""
    with TestClient(app, raise_server_exceptions=False) as opened:
        opened.event_hooks = {"response": [check_answer]}
        yield opened


@pytest.fixture(scope="module")
def password_hash() -> str:
    """The hash of everybody's password, which takes a while to make."""
    return hash_password(PASSWORD)


def test_every_route_is_in_the_matrix(tmp_path: Path) -> None:
    app = create_app(Settings(database=f"{tmp_path}/none.db"))
    served = {door.name for door in doors_of(app)}
    app.state.house.database.close()

    assert served == set(EXPECTED), "a new route needs its line in the matrix"
    assert all(len(cells) == len(ROLES) for cells in EXPECTED.values())


@pytest.mark.parametrize(
    ("door", "restricted"),
    [
        pytest.param(door, restricted, id=f"{door} {'restricted' if restricted else 'open'}")
        for door, cells in EXPECTED.items()
        for restricted in ((False, True) if any(first != second for first, second in cells) else (False,))
    ],
)
def test_access(
    door: str, *, restricted: bool, client: TestClient, house: House, cast: Cast, password_hash: str
) -> None:
    house.database.write(lambda transaction: _give_passwords(transaction, password_hash))
    found, wanted = {}, {}
    for role, cell in zip(ROLES, EXPECTED[door], strict=True):
        wanted[role] = cell[restricted]
        scene = _set(house, cast, role, restricted=restricted)
        before = clocks(house)
        found[role], code = _knock(client, door, scene)
        if found[role] >= 400:
            assert code in CODES.get(found[role], set()), f"{role}: {found[role]} {code}"
            assert clocks(house) == before, f"{role} was refused, and yet something changed"

    assert found == wanted


def _give_passwords(transaction: Transaction, kept: str) -> None:
    transaction.connection.execute(update(USER).values(password_hash=kept))


def _set(house: House, cast: Cast, role: str, *, restricted: bool) -> Scene:
    """Make a scene, in one transaction: there are a thousand of them."""
    who = TOKENS.get(role, role)
    scene = Scene(who=who, ids=cast.ids, person_id=cast.ids["agneta"], session_id=new_id(), token_id=new_id())

    def work(transaction: Transaction) -> None:
        deed = cast.deed(transaction, "asa")
        _plan(deed, scene, restricted=restricted)
        deed.finish()
        _invite(transaction, scene)
        if who != "nobody":
            _sign_in(transaction, house, scene, role)
            deed = cast.deed(transaction, who)
            with contextlib.suppress(Problem):  # whoever may not, has nothing to undo
                move_card(deed, scene.card_id, lane_id=scene.next_lane_id, after=None, last=True)
            deed.finish()
            scene.op = deed.op

    house.database.write(work)
    return scene


def _plan(deed: Deed, scene: Scene, *, restricted: bool) -> None:
    wish = BoardIn(name="Planen", owner_id=scene.ids["ulf"], restricted=restricted)
    scene.board_id, scene.other_board_id = (start_board(deed, wish).board_id for _ in range(2))
    for board_id in (scene.board_id, scene.other_board_id):
        for who in ("amina", "solveig"):
            add_member(deed, board_id, scene.ids[who])
    lanes = deed.connection.execute(
        select(LANE.c.id).where(LANE.c.board_id == scene.board_id).order_by(LANE.c.rank)
    ).scalars()
    scene.lane_id, scene.next_lane_id, *_ = lanes
    scene.empty_lane_id = add_lane(deed, scene.board_id, LaneIn(title="Tom", stage="planned")).lane_id
    scene.card_id, scene.closed_card_id = (
        add_card(deed, scene.board_id, CardIn(title=title)).card_id for title in ("Boka lokal", "Ställa in")
    )
    close_card(deed, scene.closed_card_id, ClosureIn(reason="cancelled"))


def _sign_in(transaction: Transaction, house: House, scene: Scene, role: str) -> None:
    user_id = scene.ids[scene.who]
    recorder = Recorder(transaction, by=user_id, op=new_id(), now=house.clock.now())
    scene.session_id = open_session(recorder, user_id=user_id, agent="", days=1).session_id
    zone = house.clock.zone
    scene.token_id = grant_token(recorder, user_id, name="", scope="read", expires_on=None, zone=zone).id
    if role in TOKENS:
        scope: Scope = "read" if role == "reader" else "write"
        made = grant_token(recorder, user_id, name="", scope=scope, expires_on=None, zone=zone)
        scene.headers = {"Authorization": f"Bearer {made.secret}"}
    else:
        opened = open_session(recorder, user_id=user_id, agent="", days=1)
        scene.headers = {"Cookie": f"verkstad={opened.secret}", "Origin": "http://testserver"}
    recorder.finish()


def _invite(transaction: Transaction, scene: Scene) -> None:
    scene.link = new_secret()
    transaction.connection.execute(INVITATION.delete().where(INVITATION.c.user_id == scene.ids["agneta"]))
    transaction.connection.execute(
        INVITATION.insert().values(
            token_hash=digest(scene.link), user_id=scene.ids["piotr"], expires_at="2027-01-01T00:00:00.000Z"
        )
    )


def _knock(client: TestClient, door: str, scene: Scene) -> tuple[int, str | None]:
    method, path = door.split()
    if method == "WEBSOCKET":
        status = _watch(client, path, scene)
        return status, next(iter(CODES.get(status, {None})))
    blanks = {"user_id": scene.ids["solveig"], "number": "1", "path:path": "plans"}
    blanks |= {name: value for name, value in vars(scene).items() if isinstance(value, str)}
    if door in PLACES:
        blanks |= PLACES[door](scene)
    body = BODIES[door](scene) if door in BODIES else None
    client.cookies.clear()
    answer = client.request(
        method,
        re.sub(r"\{([\w:]+)\}", lambda blank: blanks[blank[1]], path),
        headers=scene.headers,
        **({} if body is None else {"json": body}),
    )
    return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else None


def _watch(client: TestClient, path: str, scene: Scene) -> int:
    try:
        with client.websocket_connect(path, headers=scene.headers) as socket:
            socket.send_json({"type": "watch", "board_id": scene.board_id, "after": 0})
            return {"watching": 200, "gone": 404}[socket.receive_json()["type"]]
    except WebSocketDisconnect as ended:
        return {4401: 401}[ended.code]

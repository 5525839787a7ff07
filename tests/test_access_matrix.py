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
from tests.making import MAKERS, removed_checklist
from verkstad.boards.access import LANE
from verkstad.boards.arranging import add_lane
from verkstad.boards.joining import add_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn, LaneIn
from verkstad.cards.closing import close_card
from verkstad.cards.moving import move_card
from verkstad.cards.wire import CardIn, ClosureIn
from verkstad.cards.writing import add_card, change_card
from verkstad.history.recording import Recorder
from verkstad.kernel.ids import digest, new_id, new_secret
from verkstad.kernel.problems import Problem
from verkstad.main import create_app
from verkstad.notifications.delivering import deliver
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
GET /api/v1/search                            401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/similar                           401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/overview                          401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/mine                              401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/statistics                        401     200     200  200  200    200      200      200    200  200     200
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
GET /api/v1/boards/{board_id}/history         401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/cards/{card_id}/history           401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/cards/{card_id}/removed           401     200     200  200  200    200/404  200      404    404  200     200
POST /api/v1/cards/{card_id}/restorations     401     200     200  200  200    403/404  200      404    404  403     200
GET /api/v1/cards/{card_id}                   401     200     200  200  200    200/404  200      404    404  200     200
PATCH /api/v1/cards/{card_id}                 401     200     200  200  200    403/404  200      404    404  403     200
PUT /api/v1/cards/{card_id}/description       401     200     200  200  200    403/404  200      404    404  403     200
PUT /api/v1/cards/{card_id}/background        401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/moves            401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/transfers        401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/assessments      401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/closure          401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/cards/{card_id}/closure        401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/checklists       401     201     201  201  201    403/404  201      404    404  403     201
PATCH /api/v1/checklists/{checklist_id}       401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/checklists/{checklist_id}/moves  401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/checklists/{checklist_id}      401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/checklists/{checklist_id}/rows   401     201     201  201  201    403/404  201      404    404  403     201
PATCH /api/v1/rows/{row_id}                   401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/rows/{row_id}/moves              401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/rows/{row_id}                  401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/rows/{row_id}/card               401     201     201  201  201    403/404  201      404    404  403     201
POST /api/v1/cards/{card_id}/comments         401     201     201  201  201    201/404  201      404    404  403     201
PATCH /api/v1/comments/{comment_id}           401     403     200  403  403    403/404  403      404    404  403     200
DELETE /api/v1/comments/{comment_id}          401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/boards/{board_id}/labels         401     201     201  201  201    403/404  403      404    404  403     201
PATCH /api/v1/labels/{label_id}               401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/labels/{label_id}/moves          401     200     200  200  200    403/404  403      404    404  403     200
DELETE /api/v1/labels/{label_id}              401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/labels/{label_id}/restoration    401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/boards/{board_id}/fields         401     201     201  201  201    403/404  403      404    404  403     201
PATCH /api/v1/fields/{field_id}               401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/fields/{field_id}/moves          401     200     200  200  200    403/404  403      404    404  403     200
DELETE /api/v1/fields/{field_id}              401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/fields/{field_id}/restoration    401     200     200  200  200    403/404  403      404    404  403     200
GET /api/v1/views                             401     200     200  200  200    200      200      200    200  200     200
POST /api/v1/views                            401     201     201  201  201    403/404  403      404    404  403     201
PATCH /api/v1/views/{view_id}                 401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/views/{view_id}/moves            401     200     200  200  200    403/404  403      404    404  403     200
DELETE /api/v1/views/{view_id}                401     200     200  200  200    403/404  403      404    404  403     200
POST /api/v1/views/{view_id}/restoration      401     200     200  200  200    403/404  403      404    404  403     200
PUT /api/v1/cards/{card_id}/labels/{label_id} 401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/cards/{card_id}/labels/{label_id} 401 200     200  200  200    403/404  200      404    404  403     200
PUT /api/v1/cards/{card_id}/participants/{user_id} 401 200 200 200 200 403/404 200 404 404 403 200
DELETE /api/v1/cards/{card_id}/participants/{user_id} 401 200 200 200 200 403/404 200 404 404 403 200
PUT /api/v1/cards/{card_id}/fields/{field_id} 401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/blockers         401     201     201  201  201    403/404  201      404    404  403     201
PATCH /api/v1/blockers/{blocker_id}           401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/blockers/{blocker_id}          401     200     200  200  200    403/404  200      404    404  403     200
PUT /api/v1/blockers/{blocker_id}/resolution  401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/blockers/{blocker_id}/resolution 401   200     200  200  200    403/404  200      404    404  403     200
PUT /api/v1/blockers/{blocker_id}/same        401     200     200  200  200    200/404  200      404    404  403     200
DELETE /api/v1/blockers/{blocker_id}/same     401     200     200  200  200    200/404  200      404    404  403     200
GET /api/v1/cards                             401     200     200  200  200    200      200      200    200  200     200
POST /api/v1/cards/{card_id}/relations        401     201     201  201  201    403/404  201      404    404  403     201
DELETE /api/v1/relations/{relation_id}        401     200     200  200  200    403/404  200      404    404  403     200
GET /api/v1/boards/{board_id}/linked          401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/boards/{board_id}/values          401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/boards/{board_id}/timeline        401     200     200  200  200    200/404  200      404    404  200     200
PUT /api/v1/cards/{card_id}/links/{board_id}  401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/cards/{card_id}/links/{board_id} 401   200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/files            401     201     201  201  201    403/404  201      404    404  403     201
POST /api/v1/cards/{card_id}/attachments      401     201     201  201  201    403/404  201      404    404  403     201
PATCH /api/v1/attachments/{attachment_id}     401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/attachments/{attachment_id}    401     200     200  200  200    403/404  200      404    404  403     200
GET /api/v1/attachments/{attachment_id}/file  401     200     200  200  200    200/404  200      404    404  200     200
GET /api/v1/attachments/{attachment_id}/preview 401   200     200  200  200    200/404  200      404    404  200     200
PUT /api/v1/cards/{card_id}/warning           401     403     403  200  403    403/404  403      404    404  403     403
POST /api/v1/cards/{card_id}/phases           401     201     201  201  201    403/404  201      404    404  403     201
PATCH /api/v1/phases/{phase_id}               401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/phases/{phase_id}/moves          401     200     200  200  200    403/404  200      404    404  403     200
DELETE /api/v1/phases/{phase_id}              401     200     200  200  200    403/404  200      404    404  403     200
POST /api/v1/cards/{card_id}/copies           401     201     201  201  201    403/404  201      404    404  403     201
POST /api/v1/boards/{board_id}/copies         401     201     201  403  403    403/404  403      404    404  403     201
GET /api/v1/dates                             401     200     200  200  200    200      200      200    200  200     200
GET /api/v1/inbox                             401     200     200  200  200    200      200      200    200  200     200
POST /api/v1/inbox/readings                   401     200     200  200  200    200      200      200    200  403     200
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
READS = ("GET ", "WEBSOCKET ")
# Where the card is moved first by the one who asks, to have something to undo, or a late card under way.
MOVED_FIRST = {"POST /api/v1/boards/{board_id}/undos", "PUT /api/v1/cards/{card_id}/warning"}


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
    """A plan with everything that a request may be about, made anew once a request has changed it, and who asks."""

    ids: dict[str, str]
    who: str = "nobody"
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
    made: dict[str, str] = field(default_factory=dict)
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
    "PUT /api/v1/cards/{card_id}/background": lambda _: {"text": "Behovet kom fram på mötet.", "base": None},
    "POST /api/v1/cards/{card_id}/moves": lambda scene: {"lane_id": scene.lane_id},
    "POST /api/v1/cards/{card_id}/transfers": lambda scene: {"board_id": scene.other_board_id},
    "POST /api/v1/cards/{card_id}/assessments": lambda _: {"health": "at_risk", "note": "Lokalen är upptagen."},
    "POST /api/v1/cards/{card_id}/closure": lambda _: {"reason": "cancelled"},
    "POST /api/v1/cards/{card_id}/files": lambda _: b"Torget ligger mitt i byn.",
    "POST /api/v1/cards/{card_id}/attachments": lambda _: {"kind": "folder", "target": "G:\\Allmänt"},
    "PATCH /api/v1/attachments/{attachment_id}": lambda _: {"name": "Kartan över torget"},
    "POST /api/v1/cards/{card_id}/restorations": lambda scene: {"noun": "checklist", "id": scene.made["removed_id"]},
    "POST /api/v1/cards/{card_id}/checklists": lambda _: {"title": "Förberedelser", "rows": ["Boka lokal"]},
    "PATCH /api/v1/checklists/{checklist_id}": lambda _: {"title": "Efteråt"},
    "POST /api/v1/checklists/{checklist_id}/moves": lambda _: {},
    "POST /api/v1/checklists/{checklist_id}/rows": lambda _: {"rows": ["Bjuda in", "Ställa om"]},
    "PATCH /api/v1/rows/{row_id}": lambda _: {"done": True},
    "POST /api/v1/rows/{row_id}/moves": lambda _: {"after": None},
    "POST /api/v1/rows/{row_id}/card": lambda _: {},
    "POST /api/v1/cards/{card_id}/comments": lambda _: {"text": "Kan vi ta det på måndag?"},
    "PATCH /api/v1/comments/{comment_id}": lambda _: {"text": "Jag frågar på måndag.", "base": new_id()},
    "POST /api/v1/boards/{board_id}/labels": lambda _: {"name": "Nätverk", "tint": 2},
    "POST /api/v1/views": lambda scene: {"name": "Försenat", "board_id": scene.board_id, "shared": True},
    "PATCH /api/v1/views/{view_id}": lambda _: {"name": "Sent"},
    "POST /api/v1/views/{view_id}/moves": lambda _: {},
    "PATCH /api/v1/labels/{label_id}": lambda _: {"tint": 4},
    "POST /api/v1/labels/{label_id}/moves": lambda _: {},
    "POST /api/v1/boards/{board_id}/fields": lambda _: {"name": "Enhet", "kind": "choice", "choices": ["SFI"]},
    "PATCH /api/v1/fields/{field_id}": lambda _: {"name": "Projektnummer"},
    "POST /api/v1/fields/{field_id}/moves": lambda _: {},
    "PUT /api/v1/cards/{card_id}/fields/{field_id}": lambda _: {"value": "4410"},
    "POST /api/v1/cards/{card_id}/blockers": lambda _: {"what": "Ingen har svarat."},
    "POST /api/v1/inbox/readings": lambda _: {"all": True},
    "PATCH /api/v1/blockers/{blocker_id}": lambda _: {"remover": "Fastighetsbolaget"},
    "PUT /api/v1/blockers/{blocker_id}/resolution": lambda _: {"how": "De har svarat."},
    "PUT /api/v1/cards/{card_id}/warning": lambda _: {"answer": "Vi väntar in nämndens beslut."},
    "POST /api/v1/cards/{card_id}/copies": lambda scene: {"board_id": scene.other_board_id, "start": "2027-01-11"},
    "POST /api/v1/boards/{board_id}/copies": lambda _: {"name": "Samma plan nästa år"},
    "POST /api/v1/cards/{card_id}/phases": lambda _: {"title": "Kartläggning", "due": "2026-12"},
    "PATCH /api/v1/phases/{phase_id}": lambda _: {"due": "2027-21"},
    "POST /api/v1/phases/{phase_id}/moves": lambda _: {"after": None},
    "POST /api/v1/cards/{card_id}/relations": lambda scene: {"kind": "blocks", "card_id": scene.closed_card_id},
}
QUERIES = {
    "GET /api/v1/dates": "?text=v47",
    "GET /api/v1/search": "?q=boka",
    "GET /api/v1/similar": "?title=Boka%20lokal",
}
PLACES: dict[str, Callable[[Scene], dict[str, str]]] = {
    "DELETE /api/v1/lanes/{lane_id}": lambda scene: {"lane_id": scene.empty_lane_id},
    "DELETE /api/v1/cards/{card_id}/closure": lambda scene: {"card_id": scene.closed_card_id},
    "PUT /api/v1/cards/{card_id}/links/{board_id}": lambda scene: {"board_id": scene.other_board_id},
    "DELETE /api/v1/cards/{card_id}/links/{board_id}": lambda scene: {"board_id": scene.other_board_id},
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


@pytest.mark.sqlite  # who may is asked in the same words of both; that every route works on both, schemathesis holds
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
    scene: Scene | None = None
    for role, cell in zip(ROLES, EXPECTED[door], strict=True):
        wanted[role] = cell[restricted]
        scene = scene or _set(house, cast, door, restricted=restricted)
        _enter(house, cast, scene, role, door)
        deliver(house)  # which would happen a little later
        before = clocks(house)
        found[role], code = _knock(client, door, scene)
        if found[role] >= 400:
            assert code in CODES.get(found[role], set()), f"{role}: {found[role]} {code}"
            assert clocks(house) == before, f"{role} was refused, and yet something changed"
        if door in MOVED_FIRST or (found[role] < 400 and not door.startswith(READS)):
            scene = None

    assert found == wanted


def _give_passwords(transaction: Transaction, kept: str) -> None:
    transaction.connection.execute(update(USER).values(password_hash=kept))


def _set(house: House, cast: Cast, door: str, *, restricted: bool) -> Scene:
    """Make a scene, in one transaction: there are hundreds of them."""
    scene = Scene(ids=cast.ids, person_id=cast.ids["agneta"], session_id=new_id(), token_id=new_id())

    def work(transaction: Transaction) -> None:
        deed = cast.deed(transaction, "asa")
        _plan(deed, scene, restricted=restricted)
        scene.made = {blank: make(deed, scene.card_id) for blank, make in MAKERS.items() if f"{{{blank}}}" in door}
        if door.endswith("/restorations"):
            scene.made["removed_id"] = removed_checklist(deed, scene.card_id)
        deed.finish()
        _invite(transaction, scene)

    house.database.write(work)
    return scene


def _enter(house: House, cast: Cast, scene: Scene, role: str, door: str) -> None:
    """Let somebody into the scene."""
    scene.who, scene.headers = TOKENS.get(role, role), {}
    if role == "nobody":
        return

    def work(transaction: Transaction) -> None:
        _sign_in(transaction, house, scene, role)
        if door in MOVED_FIRST:
            deed = cast.deed(transaction, scene.who)
            with contextlib.suppress(Problem):  # whoever may not, has nothing to undo
                move_card(deed, scene.card_id, lane_id=scene.next_lane_id, after=None, last=True)
            deed.finish()
            scene.op = deed.op

    house.database.write(work)


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
    # Ulf's, and late where it is under way: then there is a warning that he may answer.
    change_card(deed, scene.card_id, {"owner_id": scene.ids["ulf"], "due": "2026-11-02"})


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
    client.cookies.clear()  # some doors give one, which is nobody else's
    if method == "WEBSOCKET":
        status = _watch(client, path, scene)
        return status, next(iter(CODES.get(status, {None})))
    blanks = {"user_id": scene.ids["solveig"], "number": "1", "path:path": "plans"}
    blanks |= {name: value for name, value in vars(scene).items() if isinstance(value, str)}
    blanks |= scene.made
    path += QUERIES.get(door, "")
    if door in PLACES:
        blanks |= PLACES[door](scene)
    body = BODIES[door](scene) if door in BODIES else None
    answer = client.request(
        method,
        re.sub(r"\{([\w:]+)\}", lambda blank: blanks[blank[1]], path),
        **_letter(scene, body),
    )
    return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else None


def _letter(scene: Scene, body: Any) -> dict[str, Any]:
    if isinstance(body, bytes):
        headers = {**scene.headers, "Content-Type": "application/octet-stream"}
        return {"headers": headers, "content": body, "params": {"name": "Kartan.txt"}}
    return {"headers": scene.headers} if body is None else {"headers": scene.headers, "json": body}


def _watch(client: TestClient, path: str, scene: Scene) -> int:
    try:
        with client.websocket_connect(path, headers=scene.headers) as socket:
            socket.send_json({"type": "watch", "board_id": scene.board_id, "after": 0})
            return {"watching": 200, "gone": 404}[socket.receive_json()["type"]]
    except WebSocketDisconnect as ended:
        return {4401: 401}[ended.code]

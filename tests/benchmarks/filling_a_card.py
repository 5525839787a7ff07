"""A card with everything on it, and every verb that changes one, for the measurements of the whole card."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from tests.benchmarks.client import Answer, Connection
from tests.benchmarks.seeding import API, expect, key, snapshot
from tests.benchmarks.titles import assignments

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.benchmarks.seeding import Board
    from tests.benchmarks.servers import Server

COMMENTS = 200
ROWS = 300
ATTACHMENTS = 50


@dataclass
class Verb:
    """One change, asked for as a client asks, and what undoes it where it would otherwise pile up."""

    name: str
    method: str
    path: str
    body: Any = None


async def send(connection: Connection, method: str, path: str, body: Any = None) -> Answer:
    """Write, and give a good answer."""
    encoded = b"" if body is None else orjson.dumps(body)
    return expect(await connection.ask(method, f"{API}{path}", encoded, key()), 200, 201)


async def fill(server: Server, admin: dict[str, str], card_id: str) -> None:
    """Write comments, rows and attachments on a card, as an eager group would in a year."""
    chance = random.Random(5)
    texts = assignments(ROWS)
    async with Connection(server.port, admin) as connection:
        await send(connection, "PUT", f"/cards/{card_id}/description", {"text": _prose(chance, 6), "base": None})
        await send(connection, "PUT", f"/cards/{card_id}/background", {"text": _prose(chance, 3), "base": None})
        for start in range(0, ROWS, 100):
            wish = {"title": f"Del {start // 100 + 1}", "rows": texts[start : start + 100]}
            await send(connection, "POST", f"/cards/{card_id}/checklists", wish)
        for _ in range(COMMENTS):
            wish = {"text": _prose(chance, chance.randrange(1, 5)), "mentions": []}
            await send(connection, "POST", f"/cards/{card_id}/comments", wish)
        for number in range(ATTACHMENTS):
            wish = {"kind": "link", "target": f"https://example.se/underlag/{number}", "name": f"Underlag {number}"}
            await send(connection, "POST", f"/cards/{card_id}/attachments", wish)


def _prose(chance: random.Random, sentences: int) -> str:
    """Some Markdown: a paragraph, a word in bold, now and then a list."""
    titles = assignments(40)
    text = ". ".join(chance.choice(titles) for _ in range(sentences))
    return f"{text}. **{chance.choice(titles)}**." + ("\n\n- ett\n- två\n" if chance.random() < 0.2 else "")


async def verbs_on(server: Server, admin: dict[str, str], board: Board, rounds: int) -> AsyncIterator[list[Verb]]:
    """Give, round after round, one request for each verb of the card, each about a card of its own choosing."""
    chance = random.Random(11)
    whole = await snapshot(server, admin, board.id)
    cards = [card["id"] for card in whole["cards"]]
    chance.shuffle(cards)
    lanes = [lane["id"] for lane in whole["lanes"]]
    async with Connection(server.port, admin) as connection:
        me = (await connection.get(f"{API}/people")).json()["items"][0]["id"]
        label = (await send(connection, "POST", f"/boards/{board.id}/labels", {"name": "Mätning", "tint": 2})).json()
        field = (
            await send(connection, "POST", f"/boards/{board.id}/fields", {"name": "Mått", "kind": "number"})
        ).json()
        for number in range(rounds):
            # Never the same two again: they would be related already.
            card, other = (cards[(number + step) % len(cards)] for step in (0, 1 + number // len(cards)))
            checklist = await send(
                connection, "POST", f"/cards/{card}/checklists", {"title": "Mätning", "rows": ["En rad"]}
            )
            (row,) = [
                row["id"]
                for each in (await connection.get(f"{API}/cards/{card}")).json()["checklists"]
                if each["id"] == checklist.json()["id"]
                for row in each["rows"]
            ]
            blocker = await send(connection, "POST", f"/cards/{card}/blockers", {"what": "Väntar på svar."})
            comment = (await send(connection, "POST", f"/cards/{card}/comments", {"text": "Ett ord."})).json()["id"]
            (moved,) = (
                await send(connection, "POST", f"/checklists/{checklist.json()['id']}/rows", {"rows": ["En till"]})
            ).json()["ids"]
            renamed = await send(connection, "PATCH", f"/cards/{card}", {"title": f"Ett namn till {number}"})
            base = (await connection.get(f"{API}/cards/{card}")).json()
            said = next(each for each in base["comments"] if each["id"] == comment)
            yield [
                Verb("undo", "POST", f"/boards/{board.id}/undos", {"op": renamed.json()["op"]}),
                Verb("change", "PATCH", f"/cards/{card}", {"title": f"Ett nytt namn {number}"}),
                Verb(
                    "facts", "PATCH", f"/cards/{card}", {"processes": [f"Process {number}"], "priority": number % 3 + 1}
                ),
                Verb("describe", "PUT", f"/cards/{card}/description", _text(base["description"], number)),
                Verb("explain", "PUT", f"/cards/{card}/background", _text(base["background"], number)),
                Verb("assess", "POST", f"/cards/{card}/assessments", {"health": "at_risk", "note": f"Nr {number}"}),
                Verb("label", "PUT", f"/cards/{card}/labels/{label['label_id']}"),
                Verb("unlabel", "DELETE", f"/cards/{card}/labels/{label['label_id']}"),
                Verb("participant", "PUT", f"/cards/{card}/participants/{me}"),
                Verb("participant leaves", "DELETE", f"/cards/{card}/participants/{me}"),
                Verb("row", "POST", f"/checklists/{checklist.json()['id']}/rows", {"rows": [f"Rad {number}"]}),
                Verb("tick", "PATCH", f"/rows/{row}", {"done": True}),
                Verb("row moved", "POST", f"/rows/{moved}/moves", {"after": None}),
                Verb("row becomes a card", "POST", f"/rows/{moved}/card", {}),
                Verb("row removed", "DELETE", f"/rows/{row}"),
                Verb(
                    "comment edited", "PATCH", f"/comments/{comment}", {"text": "Två ord.", "base": said["revision_id"]}
                ),
                Verb("comment removed", "DELETE", f"/comments/{comment}"),
                Verb("copy", "POST", f"/cards/{card}/copies", {"board_id": board.id}),
                Verb("comment", "POST", f"/cards/{card}/comments", {"text": f"Ord nummer {number}."}),
                Verb("link attached", "POST", f"/cards/{card}/attachments", _link(number)),
                Verb("checklist", "POST", f"/cards/{card}/checklists", {"title": f"Lista {number}"}),
                Verb("blocker", "POST", f"/cards/{card}/blockers", {"what": "Väntar igen."}),
                Verb("blocker resolved", "PUT", f"/blockers/{blocker.json()['id']}/resolution", {"how": "Löst."}),
                Verb("relation", "POST", f"/cards/{card}/relations", {"kind": "relates", "card_id": other}),
                Verb("phase", "POST", f"/cards/{card}/phases", {"title": f"Fas {number}"}),
                Verb("value", "PUT", f"/cards/{card}/fields/{field['field_id']}", {"value": number}),
                Verb("move", "POST", f"/cards/{card}/moves", {"lane_id": chance.choice(lanes), "after": None}),
                Verb("close", "POST", f"/cards/{card}/closure", {"reason": "merged"}),
                Verb("reopen", "DELETE", f"/cards/{card}/closure"),
            ]


def _text(present: dict[str, Any], number: int) -> dict[str, Any]:
    return {"text": f"Text nummer {number}.", "base": present["revision_id"]}


def _link(number: int) -> dict[str, Any]:
    return {"kind": "link", "target": f"https://example.se/{number}", "name": f"Länk {number}"}

"""Fills a new installation over its own API, as its first day would: set-up code, colleagues, plans, pasted lines."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from tests.benchmarks.client import Answer, Connection
from tests.benchmarks.titles import NOTES, assignments

if TYPE_CHECKING:
    from tests.benchmarks.servers import Server

PASSWORD = "ett långt lösenord för mätning"
API = "/api/v1"


@dataclass
class Board:
    """A plan as the driver knows it: its lanes in order, and which cards stand where."""

    id: str
    size: int
    version: int
    lanes: dict[str, list[str]] = field(default_factory=dict)

    def draw(self, chance: random.Random, place: str) -> tuple[str, dict[str, Any]]:
        """Choose a card and where it goes: top, middle or bottom of another lane; and remember that it went."""
        origin = max(self.lanes, key=lambda lane_id: len(self.lanes[lane_id]))
        target = chance.choice([lane_id for lane_id in self.lanes if lane_id != origin])
        card_id = self.lanes[origin].pop(chance.randrange(len(self.lanes[origin])))
        there = self.lanes[target]
        index = {"top": 0, "middle": len(there) // 2, "bottom": len(there)}[place]
        there.insert(index, card_id)
        wish: dict[str, Any] = {"lane_id": target}
        if place != "bottom":
            wish["after"] = there[index - 1] if index else None
        return card_id, wish


def key() -> dict[str, str]:
    """A fresh operation id."""
    return {"idempotency-key": secrets.token_urlsafe(16)}


def signed_in(answer: Answer, port: int) -> dict[str, str]:
    """The headers of a browser that got this cookie."""
    expect(answer, 200, 201)
    return {"cookie": answer.headers["set-cookie"].split(";")[0], "origin": f"http://127.0.0.1:{port}"}


def expect(answer: Answer, *statuses: int) -> Answer:
    if answer.status not in statuses:
        raise RuntimeError(f"{answer.status}: {answer.body[:500].decode(errors='replace')}")
    return answer


async def set_up(server: Server) -> dict[str, str]:
    """Use the code that the server printed, and be its first administrator."""
    for _ in range(200):
        found = re.search(r"setup#([A-Za-z0-9_-]+)", server.said())
        if found:
            break
        await asyncio.sleep(0.05)
    else:
        raise RuntimeError(f"No set-up code: {server.said()}")
    wish = {
        "code": found[1],
        "administration": "Arbetsmarknadsförvaltningen",
        "name": "Åsa Öberg",
        "email": "asa@example.se",
        "password": PASSWORD,
    }
    async with Connection(server.port, {"origin": f"http://127.0.0.1:{server.port}"}) as connection:
        return signed_in(await connection.post(f"{API}/setup", wish, **key()), server.port)


async def colleagues(server: Server, admin: dict[str, str], count: int) -> list[dict[str, str]]:
    """Invite as many, let each accept, and give the headers of their browsers."""
    people = [{"name": f"Kollega {n}", "email": f"kollega{n}@example.se"} for n in range(count)]
    async with Connection(server.port, admin) as connection:
        invited = expect(
            await connection.post(f"{API}/people", {"role": "employee", "people": people}, **key()), 201
        ).json()["items"]
    browsers = []
    async with Connection(server.port, {"origin": admin["origin"]}) as connection:
        for one in invited:
            token = one["link"].partition("#")[2]
            wish = {"token": token, "password": PASSWORD}
            answer = await connection.post(f"{API}/invitations/acceptance", wish, **key())
            browsers.append(signed_in(answer, server.port))
    return browsers


async def plan(server: Server, admin: dict[str, str], size: int) -> Board:
    """Start a plan and paste as many assignments, spread over its lanes; most have an owner, a day and a health."""
    async with Connection(server.port, admin) as connection:
        started = await connection.post(f"{API}/boards", {"name": f"Handlingsplan med {size} uppdrag"}, **key())
        board_id = expect(started, 201).json()["board_id"]
        lanes = [lane["id"] for lane in (await snapshot(server, admin, board_id))["lanes"]]
        titles = assignments(size)
        batch = min(200, max(1, size // len(lanes)))
        for number, start in enumerate(range(0, size, batch)):
            wish = {"lines": titles[start : start + batch], "lane_id": lanes[number % len(lanes)]}
            expect(await connection.post(f"{API}/boards/{board_id}/cards/lines", wish, **key()), 201)
        await tell(connection, await snapshot(server, admin, board_id))
    return await known(server, admin, board_id)


async def tell(connection: Connection, whole: dict[str, Any]) -> None:
    """Give most cards an owner and a day, and some a health with its sentence."""
    chance = random.Random(3)
    people = [person["id"] for person in (await connection.get(f"{API}/people")).json()["items"]]
    for card in whole["cards"]:
        if chance.random() < 0.6:
            due = dt.date(2026, 12, 1) + dt.timedelta(days=chance.randrange(300))
            wish = {"owner_id": chance.choice(people), "due": due.isoformat()}
            expect(await connection.ask("PATCH", f"{API}/cards/{card['id']}", orjson.dumps(wish), key()), 200)
        if chance.random() < 0.15:
            health = chance.choice(["on_track", "on_track", "at_risk", "off_track"])
            wish = {"health": health, "note": chance.choice(NOTES)}
            expect(await connection.post(f"{API}/cards/{card['id']}/assessments", wish, **key()), 200, 201)


async def snapshot(server: Server, admin: dict[str, str], board_id: str) -> dict[str, Any]:
    async with Connection(server.port, admin) as connection:
        whole: dict[str, Any] = expect(await connection.get(f"{API}/boards/{board_id}"), 200).json()
        return whole


async def known(server: Server, admin: dict[str, str], board_id: str) -> Board:
    """Look at a plan as it stands now."""
    whole = await snapshot(server, admin, board_id)
    lanes: dict[str, list[str]] = {lane["id"]: [] for lane in whole["lanes"]}
    for card in whole["cards"]:
        lanes[card["lane_id"]].append(card["id"])
    return Board(board_id, len(whole["cards"]), whole["version"], lanes)

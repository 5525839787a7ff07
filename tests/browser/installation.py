"""A running server of ours, and the cast with everything they need to come in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx2
from sqlalchemy import update

from tests.cast import NAMES, Actor, Cast
from verkstad.history.recording import Recorder
from verkstad.kernel.ids import new_id
from verkstad.main import build_house
from verkstad.settings import Settings
from verkstad.users.access import USER
from verkstad.users.passwords import hash_password
from verkstad.users.signing_in import open_session

if TYPE_CHECKING:
    from verkstad.kernel.database import Transaction

PASSWORD = "gul traktor i motvind"
STARTS_WITHIN = 100


class Server:
    """One `verkstad` process on a loopback port."""

    def __init__(self, command: list[str], port: int, *, database: str) -> None:
        self.address = f"http://localhost:{port}"
        self._command = [str(Path(sys.executable).parent / "verkstad"), *command, "--port", str(port)]
        self._environment = {**os.environ, "VERKSTAD_DATABASE": database}
        self._log = tempfile.NamedTemporaryFile(prefix="verkstad-", suffix=".log")  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._log.close()

    def start(self) -> None:
        """Start, and return when the port answers."""
        self._process = subprocess.Popen(
            self._command, env=self._environment, stdout=self._log, stderr=self._log, stdin=subprocess.DEVNULL
        )
        deadline = time.monotonic() + STARTS_WITHIN
        # One client, and with pauses: to make one reads all certificates, and takes from the server that is to start.
        with httpx2.Client(base_url=self.address) as client:
            while time.monotonic() < deadline and self._process.poll() is None:
                with suppress(httpx2.TransportError):
                    if client.get("/health").status_code == httpx2.codes.OK:
                        return
                time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"The server did not start:\n{self.said()}")

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def said(self) -> str:
        """What it has printed so far."""
        return Path(self._log.name).read_text()


@dataclass(frozen=True)
class Settled:
    """Who the cast are, and their secrets."""

    ids: dict[str, str]
    tokens: dict[str, str]
    sessions: dict[str, str]


def settle(database_url: str) -> Settled:
    """Put the cast into a database that no server has yet, each with a password, a token and an open session."""
    house = build_house(Settings(database=database_url))
    cast = Cast(house).assemble()
    kept = hash_password(PASSWORD)

    def work(transaction: Transaction) -> dict[str, str]:
        transaction.connection.execute(update(USER).values(password_hash=kept))
        recorder = Recorder(transaction, by=None, op=new_id(), now=house.clock.now())
        opened = {
            who: open_session(recorder, user_id=cast.ids[who], agent="test", days=30).secret for who in sorted(NAMES)
        }
        recorder.finish()
        return opened

    sessions = house.database.write(work)
    house.database.close()
    return Settled(ids=cast.ids, tokens=cast.tokens, sessions=sessions)


@dataclass
class Installation:
    """The cast's server: its address, and how each of them speaks to it without a browser."""

    address: str
    settled: Settled
    _clients: ExitStack = field(default_factory=ExitStack)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clients.close()

    def id_of(self, who: str) -> str:
        return self.settled.ids[who]

    def session_of(self, who: str) -> str:
        """The secret of the session that all of this person's browsers share."""
        return self.settled.sessions[who]

    def new_session(self, who: str) -> str:
        """Sign in once more, for a test that will end the session."""
        answer = httpx2.post(
            f"{self.address}/api/v1/session",
            json={"email": f"{who}@example.se", "password": PASSWORD},
            headers={"Origin": self.address},
        )
        assert answer.status_code == httpx2.codes.OK, answer.text
        secret: str = answer.cookies["verkstad"]
        return secret

    def end_session(self, who: str, secret: str) -> None:
        """Revoke a session from elsewhere."""
        answer = httpx2.delete(
            f"{self.address}/api/v1/session", headers={"Origin": self.address, "Cookie": f"verkstad={secret}"}
        )
        assert answer.status_code == httpx2.codes.NO_CONTENT, f"{who}: {answer.text}"

    def actor(self, who: str) -> Actor:
        """Speak to the API as somebody, by token."""
        if who not in self._actors:
            client: Any = self._clients.enter_context(httpx2.Client(base_url=self.address, timeout=30))
            self._actors[who] = Actor(client, self.settled.tokens[who])
        return self._actors[who]

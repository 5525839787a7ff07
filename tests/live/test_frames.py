"""What really goes over the socket, held against asyncapi.json: every event, every other word, and no field more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from tests.ground import Ground
from tests.live.verbs import CASES
from verkstad import contract
from verkstad.boards import joining
from verkstad.boards.events import stream_of
from verkstad.boards.views import keeping
from verkstad.boards.views.wire import ViewIn
from verkstad.history.reading import clock_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient, WebSocketTestSession

    from tests.cast import Cast, StandingClock
    from verkstad.history.house import House


class Tongue:
    """The socket's words, as asyncapi.json has them."""

    def __init__(self) -> None:
        document = contract.asyncapi()
        components = document["components"]
        self._of = {
            operation: {
                message["title"]: jsonschema_rs.validator_for({**message["payload"], "components": components})
                for reference in described["messages"]
                if (message := components["messages"][reference["$ref"].rpartition("/")[2]])
            }
            for operation, described in document["operations"].items()
        }
        self.spoken: dict[str, set[str]] = {"ask": set(), "tell": set()}

    def check(self, operation: str, message: dict[str, Any]) -> None:
        """Hold one message against the document, and hold that it would refuse a field more."""
        kind = message["type"]
        validator = self._of[operation][kind]
        faults = [fault.message for fault in validator.iter_errors(message)]
        assert faults == [], f"{message}: {faults}"
        assert not validator.is_valid({**message, "one_more": 1}), kind
        self.spoken[operation].add(kind)

    def unspoken(self, operation: str) -> set[str]:
        return set(self._of[operation]) - self.spoken[operation]


class Line:
    """A socket whose every message is checked, in both directions."""

    def __init__(self, socket: WebSocketTestSession, tongue: Tongue) -> None:
        self._socket = socket
        self._tongue = tongue

    def say(self, **message: Any) -> None:
        self._tongue.check("ask", message)
        self._socket.send_text(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        message: dict[str, Any] = self._socket.receive_json()
        self._tongue.check("tell", message)
        return message

    def hear_until(self, **wanted: Any) -> dict[str, Any]:
        while True:
            message = self.hear()
            if wanted.items() <= message.items():
                return message


@pytest.mark.sqlite  # what is said does not hang on where it is kept, and every verb is laid a plan of its own
def test_everything_that_is_said_is_in_the_document(
    client: TestClient, cast: Cast, clock: StandingClock, house: House
) -> None:
    tongue = Tongue()
    headers = {"Authorization": f"Bearer {cast.tokens['asa']}"}
    with client.websocket_connect("/api/v1/live", headers=headers) as socket:
        line = Line(socket, tongue)
        for name, case in CASES.items():
            ground = Ground(cast, clock, name).lay()
            case.before(ground)
            laid = ground.board
            for board_id in (laid, ground.other):
                line.say(type="watch", board_id=board_id, after=_version(house, board_id))
                line.hear_until(type="watching", board_id=board_id)
            case.act(ground)
            if ground.board != laid:
                line.say(type="watch", board_id=ground.board, after=0)
            acted_on = ground.other if case.on_other else ground.board
            line.hear_until(board_id=acted_on, version=_version(house, acted_on))
            for board_id in (laid, ground.other):
                line.say(type="unwatch", board_id=board_id)
        laid = Ground(cast, clock, "last").lay().board
        line.say(type="watch", board_id=laid, after=10**6)
        line.hear_until(type="stale")
        line.say(type="ping")
        line.hear_until(type="pong")
        cast.act("asa", lambda deed: keeping.add_view(deed, ViewIn(name="Alla planer")))
        line.hear_until(type="views")
        socket.send_text("hej")
        line.hear_until(type="problem", code="malformed")
        line.say(type="watch", board_id=cast.ids["asa"], after=0)
        line.hear_until(type="gone")
        line.say(type="watch", board_id=laid, after=_version(house, laid))
        line.hear_until(type="presence", people=[cast.ids["asa"]])

    assert tongue.unspoken("ask") == set()
    assert tongue.unspoken("tell") == set()


def test_who_loses_the_plan_is_told_so_and_nothing_more(
    client: TestClient, cast: Cast, clock: StandingClock, house: House
) -> None:
    ground = Ground(cast, clock, "lost").lay()
    headers = {"Authorization": f"Bearer {cast.tokens['solveig']}"}
    with client.websocket_connect("/api/v1/live", headers=headers) as socket:
        line = Line(socket, Tongue())
        line.say(type="watch", board_id=ground.board, after=_version(house, ground.board))
        line.hear_until(type="watching")
        ground.do(joining.remove_member, ground.board, cast.ids["solveig"])
        line.hear_until(type="gone", board_id=ground.board)
        ground.do(joining.add_member, ground.board, cast.ids["agneta"])
        line.say(type="ping")
        assert line.hear() == {"type": "pong"}


def test_server_sent_events_are_the_same_events(
    client: TestClient, cast: Cast, clock: StandingClock, house: House
) -> None:
    house.settings.stream_seconds = 0.2
    tongue, ground = Tongue(), Ground(cast, clock, "streamed").lay()
    answer = client.get(
        f"/api/v1/boards/{ground.board}/stream?after=0", headers={"Authorization": f"Bearer {cast.tokens['asa']}"}
    )

    frames = [
        dict(line.split(": ", 1) for line in part.splitlines())
        for part in answer.text.split("\n\n")
        if part.startswith("id")
    ]
    assert [frame["id"] for frame in frames] == [str(number + 1) for number in range(_version(house, ground.board))]
    for frame in frames:
        tongue.check("tell", json.loads(frame["data"]))


def _version(house: House, board_id: str) -> int:
    return house.database.read(lambda connection: clock_of(connection, stream_of(board_id))) or 0

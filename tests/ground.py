"""A plan with lanes and cards, laid by verbs alone, and ways to act on it and to see what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from verkstad.boards import joining, starting
from verkstad.boards.access import LANE
from verkstad.boards.events import stream_of
from verkstad.boards.wire import BoardIn
from verkstad.cards import assessing, closing, describing, writing
from verkstad.cards.finding import CARD
from verkstad.cards.reading import read_card
from verkstad.cards.whole import CardOut
from verkstad.cards.wire import AssessmentIn, CardIn, ClosureIn
from verkstad.history.reading import events_after
from verkstad.history.recording import EVENT
from verkstad.kernel.problems import Problem
from verkstad.live.snapshot import Album

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.cast import Cast, StandingClock
    from verkstad.users.desk import Deed

Verb = Callable[..., Any]
Snapshot = dict[str, Any]
Event = dict[str, Any]


@dataclass
class Ground:
    """A plan with five lanes and some cards, and another plan beside it, laid by verbs alone."""

    cast: Cast
    clock: StandingClock
    name: str
    board: str = ""
    other: str = ""
    lanes: list[str] = field(default_factory=list)
    cards: dict[str, str] = field(default_factory=dict)
    # What else a test has made, by a name of its own.
    things: dict[str, str] = field(default_factory=dict)
    deeds: int = 0

    def lay(self) -> Ground:
        """Lay both plans. Times differ from deed to deed, so that a wrong one shows."""
        self.other = self.start("Kompetensförsörjning 2027")
        self.board = self.start("Att ha invånaren som medskapare")
        self.lanes = self.lanes_of(self.board)
        for who in ("amina", "solveig"):
            self.do(joining.add_member, self.board, self.cast.ids[who])
        for title, lane in (
            ("Genomföra två workshops", 0),
            ("Boka lokal", 0),
            ("Bjuda in invånare", 0),
            ("Ta fram material", 1),
            ("Invänta nämndens beslut", 2),
            ("Trycka broschyr", 1),
        ):
            self.add(title, lane)
        self.do(closing.close_card, self.cards["Trycka broschyr"], ClosureIn(reason="cancelled"))
        material = self.cards["Ta fram material"]
        self.do(describing.describe_card, material, text="Se *underlaget*.", base=None)
        self.do(assessing.assess_card, material, AssessmentIn(health="at_risk", note="Två har inte svarat."))
        self.do(writing.change_card, material, {"owner_id": self.cast.ids["amina"], "due": "2026-12-01"})
        return self

    def again(self, cast: Cast, clock: StandingClock) -> Ground:
        """Stand on a copy of what was laid, as its people, from the moment when it was laid."""
        clock.moment = self.clock.moment
        return replace(self, cast=cast, clock=clock, lanes=list(self.lanes), cards=dict(self.cards), things={})

    def start(self, name: str) -> str:
        """Start a plan that Ulf owns."""
        period = {"period_start": "2026-09-01", "period_end": "2027-06-30"}
        wish = BoardIn.model_validate({"name": name, "owner_id": self.cast.ids["ulf"], **period})
        board_id: str = self.do(starting.start_board, wish).board_id
        return board_id

    def add(self, title: str, lane: int = 0) -> str:
        """Add a card last in a lane."""
        added = self.do(writing.add_card, self.board, CardIn(title=title, lane_id=self.lanes[lane]))
        card_id: str = added.card_id
        self.cards[title] = card_id
        return card_id

    def do(self, verb: Verb, *arguments: Any, who: str = "asa", op: str | None = None, **named: Any) -> Any:
        """Carry out a verb a minute later, as an operation with a name of its own."""
        self.deeds += 1
        self.clock.go(minutes=1, milliseconds=7)
        act: Callable[[Deed], Any] = lambda deed: verb(deed, *arguments, **named)  # noqa: E731 - mypy wants its type
        return self.cast.act(who, act, op=op or f"operation-{self.deeds:012d}")

    def lanes_of(self, board_id: str) -> list[str]:
        """Give the lanes of a plan in order."""
        return [lane["id"] for lane in self.snapshot(board_id)["lanes"]]

    def snapshot(self, board_id: str) -> Snapshot:
        """Read a plan as a client gets it."""
        read = self.cast.house.database.read
        found: Snapshot = orjson.loads(read(lambda connection: Album().read(connection, board_id)).plain)
        return found

    def events(self, board_id: str, after: int) -> list[Event]:
        """Read the log of a plan as a client gets it."""
        read = self.cast.house.database.read
        rows = read(lambda connection: events_after(connection, stream_of(board_id), after, 1000))
        return [orjson.loads(encoded) for _, _, encoded in rows]

    def told(self, verb: Verb, *arguments: Any, board_id: str | None = None, **named: Any) -> list[Event]:
        """Carry out a verb and give the events that tell of it."""
        watched = board_id or self.board
        version = self.snapshot(watched)["version"]
        self.do(verb, *arguments, **named)
        return self.events(watched, version)

    def refused(self, kind: type[Problem], verb: Verb, *arguments: Any, **named: Any) -> Problem:
        """See a verb refused, and that nothing at all has changed."""
        before = self.snapshot(self.board), self.snapshot(self.other)
        with pytest.raises(kind) as refusal:
            self.do(verb, *arguments, **named)
        assert (self.snapshot(self.board), self.snapshot(self.other)) == before
        assert refusal.value.body("sv") != refusal.value.body("en")
        return refusal.value

    def words(self, version: int) -> Any:
        """Read the names that were kept with an event."""
        question = EVENT.select().where(EVENT.c.stream == stream_of(self.board), EVENT.c.version == version)
        row = self.cast.house.database.read(lambda connection: connection.execute(question).one())
        return orjson.loads(row.words) if row.words else None

    def card(self, title: str, who: str = "asa") -> CardOut:
        """Read a whole card."""
        return self.cast.look(who, lambda look: read_card(look, self.cards[title]))

    def face(self, card_id: str) -> dict[str, Any]:
        """Read a card as the plan shows it."""
        (found,) = [card for card in self.snapshot(self.board)["cards"] if card["id"] == card_id]
        return dict(found)

    def in_lane(self, index: int) -> list[str]:
        """Give the titles in a lane, in order."""
        return [card["title"] for card in self.snapshot(self.board)["cards"] if card["lane_id"] == self.lanes[index]]

    def kinds(self) -> dict[str, str]:
        """Tell of every id what it names."""

        def look(connection: Connection) -> dict[str, str]:
            named = dict.fromkeys(self.cast.ids.values(), "person")
            named |= dict.fromkeys((row.id for row in connection.execute(CARD.select())), "card")
            named |= dict.fromkeys((row.id for row in connection.execute(LANE.select())), "lane")
            return named

        return self.cast.house.database.read(look)

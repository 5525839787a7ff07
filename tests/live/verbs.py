"""Every verb that writes to a plan, each registered once, on a plan laid for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from tests.live.reducer import Event, Snapshot
from verkstad.boards import arranging, changing, joining, starting
from verkstad.boards.access import LANE
from verkstad.boards.events import stream_of
from verkstad.boards.wire import BoardIn, LaneIn
from verkstad.cards import assessing, closing, describing, moving, transferring, undoing, writing
from verkstad.cards.finding import CARD
from verkstad.cards.wire import AssessmentIn, CardIn, ClosureIn, LinesIn, TransferIn
from verkstad.history.reading import events_after
from verkstad.live.snapshot import Album

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.cast import Cast, StandingClock
    from verkstad.users.desk import Deed

Verb = Callable[..., Any]


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

    def kinds(self) -> dict[str, str]:
        """Tell of every id what it names."""

        def look(connection: Connection) -> dict[str, str]:
            named = dict.fromkeys(self.cast.ids.values(), "person")
            named |= dict.fromkeys((row.id for row in connection.execute(CARD.select())), "card")
            named |= dict.fromkeys((row.id for row in connection.execute(LANE.select())), "lane")
            return named

        return self.cast.house.database.read(look)


class Case(NamedTuple):
    """One verb on the laid plan; `before` prepares what the verb needs and is not part of the vector."""

    verb: Verb
    act: Callable[[Ground], Any]
    before: Callable[[Ground], Any] = lambda _ground: None
    on_other: bool = False


UNDONE = "operation-that-is-undone"


def _undo(ground: Ground) -> Any:
    return ground.do(undoing.undo, ground.board, UNDONE)


def _first(ground: Ground) -> str:
    return ground.cards["Genomföra två workshops"]


def _material(ground: Ground) -> str:
    return ground.cards["Ta fram material"]


def _transfer(ground: Ground) -> Any:
    return ground.do(transferring.transfer_card, _material(ground), TransferIn(board_id=ground.other))


def _start_anew(ground: Ground) -> None:
    ground.board = ground.start("Ett nytt handlingsprogram")


def _empty_last_lane(ground: Ground) -> None:
    ground.lanes.append(
        ground.do(
            arranging.add_lane, ground.board, LaneIn(title="Avstämt", stage="done", wip_limit=4, wip_rule="refuse")
        ).lane_id
    )


CASES: dict[str, Case] = {
    "board-started": Case(starting.start_board, _start_anew),
    "board-changed": Case(
        changing.change_board,
        lambda g: g.do(
            changing.change_board,
            g.board,
            {
                "name": "Invånaren som medskapare",
                "purpose": "Fler är med från början.",
                "owner_id": g.cast.ids["amina"],
                "period_end": None,
                "restricted": True,
            },
        ),
    ),
    "board-closed": Case(changing.close_board, lambda g: g.do(changing.close_board, g.board)),
    "board-reopened": Case(
        changing.reopen_board,
        lambda g: g.do(changing.reopen_board, g.board),
        lambda g: g.do(changing.close_board, g.board),
    ),
    "lane-added-last": Case(arranging.add_lane, _empty_last_lane),
    "lane-added-between": Case(
        arranging.add_lane,
        lambda g: g.do(arranging.add_lane, g.board, LaneIn(title="Förankras", stage="planned", after=g.lanes[0])),
    ),
    "lane-changed": Case(
        arranging.change_lane,
        lambda g: g.do(
            arranging.change_lane, g.lanes[1], {"title": "På gång", "wip_limit": 3, "wip_rule": "refuse"}, who="ulf"
        ),
    ),
    "lane-moved": Case(
        arranging.move_lane, lambda g: g.do(arranging.move_lane, g.lanes[3], after=g.lanes[0], last=False)
    ),
    "lane-removed": Case(arranging.remove_lane, lambda g: g.do(arranging.remove_lane, g.lanes[3])),
    "member-added": Case(joining.add_member, lambda g: g.do(joining.add_member, g.board, g.cast.ids["agneta"])),
    "member-removed": Case(joining.remove_member, lambda g: g.do(joining.remove_member, g.board, g.cast.ids["amina"])),
    "card-added-last": Case(
        writing.add_card, lambda g: g.do(writing.add_card, g.board, CardIn(title="Utvärdera"), who="solveig")
    ),
    "card-added-after": Case(
        writing.add_card,
        lambda g: g.do(writing.add_card, g.board, CardIn(title="Utvärdera", lane_id=g.lanes[0], after=_first(g))),
    ),
    "cards-added-from-lines": Case(
        writing.add_lines,
        lambda g: g.do(
            writing.add_lines,
            g.board,
            LinesIn(lines=["Skriva inbjudan", "", "Beställa fika", "Tacka deltagarna"], lane_id=g.lanes[1]),
        ),
    ),
    "card-changed": Case(
        writing.change_card,
        lambda g: g.do(
            writing.change_card,
            _material(g),
            {"title": "Ta fram material och affischer", "owner_id": None, "start": "2026-11-19", "due": "2026-12-11"},
            who="amina",
        ),
    ),
    "card-described": Case(
        describing.describe_card,
        lambda g: g.do(describing.describe_card, _first(g), text="**Behovet** kom fram på mötet.", base=None),
    ),
    "card-description-emptied": Case(
        describing.describe_card,
        lambda g: g.do(
            describing.describe_card,
            _material(g),
            text="",
            base=g.cast.house.database.read(
                lambda c: c.execute(CARD.select().where(CARD.c.id == _material(g))).one()
            ).description_id,
        ),
    ),
    "card-assessed": Case(
        assessing.assess_card,
        lambda g: g.do(
            assessing.assess_card, _first(g), AssessmentIn(health="off_track", note="Ingen har anmält sig.")
        ),
    ),
    "card-assessment-taken-back": Case(
        assessing.assess_card, lambda g: g.do(assessing.assess_card, _material(g), AssessmentIn(health="unknown"))
    ),
    "card-moved-to-another-lane": Case(
        moving.move_card,
        lambda g: g.do(moving.move_card, _first(g), lane_id=g.lanes[1], after=_material(g), last=False, who="amina"),
    ),
    "card-moved-first-in-another-lane": Case(
        moving.move_card, lambda g: g.do(moving.move_card, _first(g), lane_id=g.lanes[1], after=None, last=False)
    ),
    "card-moved-to-an-empty-lane": Case(
        moving.move_card, lambda g: g.do(moving.move_card, _first(g), lane_id=g.lanes[4], after=None, last=True)
    ),
    "card-moved-within-its-lane": Case(
        moving.move_card,
        lambda g: g.do(moving.move_card, _first(g), lane_id=g.lanes[0], after=g.cards["Boka lokal"], last=False),
    ),
    "card-closed": Case(
        closing.close_card,
        lambda g: g.do(closing.close_card, _material(g), ClosureIn(reason="merged", note="Görs i #1.")),
    ),
    "card-reopened": Case(closing.reopen_card, lambda g: g.do(closing.reopen_card, g.cards["Trycka broschyr"])),
    "card-left": Case(transferring.transfer_card, _transfer),
    "card-arrived": Case(transferring.transfer_card, _transfer, on_other=True),
    "move-undone": Case(
        undoing.undo,
        _undo,
        lambda g: g.do(moving.move_card, _first(g), lane_id=g.lanes[2], after=None, last=False, op=UNDONE),
    ),
    "change-undone": Case(
        undoing.undo,
        _undo,
        lambda g: g.do(writing.change_card, _material(g), {"title": "Fel titel", "due": None}, op=UNDONE),
    ),
    "description-undone": Case(
        undoing.undo, _undo, lambda g: g.do(describing.describe_card, _first(g), text="Fel.", base=None, op=UNDONE)
    ),
    "assessment-undone": Case(
        undoing.undo,
        _undo,
        lambda g: g.do(assessing.assess_card, _material(g), AssessmentIn(health="on_track"), op=UNDONE),
    ),
    "closure-undone": Case(
        undoing.undo, _undo, lambda g: g.do(closing.close_card, _first(g), ClosureIn(reason="handed_over"), op=UNDONE)
    ),
}

"""One plan as it grows: its rows and its events in step, as the verbs would have written them one by one."""

import datetime as dt
import random
from bisect import bisect_left, insort
from collections import defaultdict
from typing import Any, cast

import orjson
from sqlalchemy import Table

from verkstad.boards.access import BOARD, LABEL, LANE, MEMBERSHIP
from verkstad.boards.events import LabelWasAdded, MemberAdded, Started, stream_of
from verkstad.boards.starting import USUAL_LANES
from verkstad.boards.wire import BoardOut, LabelOut, LaneOut
from verkstad.cards.describing import REVISION
from verkstad.cards.finding import CARD
from verkstad.cards.parts import Part
from verkstad.cards.wire import Face
from verkstad.history.recording import CLOCK, EVENT, Happening
from verkstad.kernel.clock import written
from verkstad.kernel.ranking import rank_between, ranks_after
from verkstad.kernel.words import say

# What the database fills in by itself, the bulk must say.
_BLANK_CARD: dict[str, Any] = {
    **dict.fromkeys(column.name for column in CARD.c),
    "health": "unknown",
    "health_note": "",
    "note": "",
    "processes": "[]",
    "warning_answer": "",
    "label_ids": "[]",
    "row_count": 0,
    "rows_done": 0,
    "comment_count": 0,
    "attachment_count": 0,
    "common_need": False,
    "consultation": False,
}


class Ledger:
    """The log of one plan, and the rows that follow from it; `now` is the time of what is being written."""

    def __init__(self, dice: random.Random, *, at: dt.datetime, by: str) -> None:
        self.dice = dice
        self.now, self.by = at, by
        self._written = at, written(at)
        self.board_id = self.new_id()
        self.version = 0
        self.rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.cards: dict[str, dict[str, Any]] = {}
        self.lanes: list[LaneOut] = []
        self.ranks: dict[str, list[str]] = {}
        self.op = ""

    @property
    def at(self) -> str:
        """The time, as it is written; asked for several times for each event."""
        if self._written[0] is not self.now:
            self._written = self.now, written(self.now)
        return self._written[1]

    def new_id(self) -> str:
        """Make a UUIDv7 of the present moment and the dice, so that the same dice make the same plan."""
        moment = int(self.now.timestamp() * 1000)
        chance = self.dice.getrandbits(74)
        a, b = chance >> 62, (chance & ((1 << 62) - 1)) | (1 << 63)
        digits = f"{moment:012x}7{a:03x}{b:016x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def begin(self, at: dt.datetime, by: str) -> None:
        """Begin an operation of somebody at a time."""
        self.now, self.by, self.op = at, by, self.new_id()

    def record(self, happening: Happening, *, subject: str | None = None, words: dict[str, Any] | None = None) -> int:
        """Add one event, and give its version."""
        self.version += 1
        self.rows[EVENT].append(
            {
                "stream": stream_of(self.board_id),
                "version": self.version,
                "kind": happening.type,
                "schema": 1,
                "op": self.op,
                "by": self.by,
                "subject": subject,
                "recorded_at": self.at,
                "happened_at": None,
                "body": orjson.dumps(happening.model_dump(mode="json", by_alias=True, exclude={"type"})).decode(),
                "words": orjson.dumps(words).decode() if words else None,
            }
        )
        return self.version

    def start(self, administration_id: str, fields: dict[str, Any]) -> None:
        """Start the plan with the usual lanes."""
        self.begin(self.now, self.by)
        ranks = ranks_after(None, len(USUAL_LANES))
        self.lanes = [
            LaneOut(
                id=self.new_id(),
                title=say("sv", key),
                stage=stage,
                wip_limit=None,
                wip_rule="warn",
                rank=rank,
                version=1,
            )
            for (key, stage), rank in zip(USUAL_LANES, ranks, strict=True)
        ]
        self.ranks = {lane.id: [] for lane in self.lanes}
        common = {**fields, "id": self.board_id, "closed_at": None, "created_at": self.at, "version": 1}
        board = BoardOut(**common, updated_at=self.at, updated_by=self.by)
        self.rows[BOARD].append({**common, "administration_id": administration_id, "next_number": 1})
        self.rows[LANE] += [{"board_id": self.board_id, **lane.model_dump()} for lane in self.lanes]
        self.record(Started(board=board, lanes=self.lanes, members=[]), words={"name": board.name})

    def label(self, name: str, tint: int, after: str | None) -> LabelOut:
        """Add a label after the last one."""
        label = LabelOut(
            id=self.new_id(), name=name, tint=tint, rank=rank_between(after, None), version=self.version + 1
        )
        self.rows[LABEL].append({"board_id": self.board_id, "removed_at": None, **label.model_dump()})
        self.record(LabelWasAdded(label=label))
        return label

    def join(self, user_id: str) -> None:
        """Let somebody be a member."""
        self.rows[MEMBERSHIP].append({"board_id": self.board_id, "user_id": user_id, "at": self.at})
        self.record(MemberAdded(user_id=user_id), subject=user_id)

    def new_card(self, title: str) -> dict[str, Any]:
        """Give a card that stands last in the first lane, before anything tells of it."""
        lane = self.lanes[0]
        card = {
            **_BLANK_CARD,
            "id": self.new_id(),
            "board_id": self.board_id,
            "lane_id": lane.id,
            "rank": self.last(lane.id),
            "number": len(self.cards) + 1,
            "title": title,
            "since": self.at,
            "created_at": self.at,
            "created_by": self.by,
        }
        self.cards[card["id"]] = card
        self.take(lane.id, card["rank"])
        return card

    def last(self, lane_id: str) -> str:
        """Give a rank behind everything in a lane."""
        ranks = self.ranks[lane_id]
        return rank_between(ranks[-1] if ranks else None, None)

    def first(self, lane_id: str) -> str:
        """Give a rank before everything in a lane."""
        ranks = self.ranks[lane_id]
        return rank_between(None, ranks[0] if ranks else None)

    def take(self, lane_id: str, rank: str) -> None:
        """Let a rank be taken."""
        insort(self.ranks[lane_id], rank)

    def free(self, lane_id: str, rank: str) -> None:
        """Let a rank be free again."""
        ranks = self.ranks[lane_id]
        del ranks[bisect_left(ranks, rank)]

    def touch(self, card: dict[str, Any], version: int, **fields: Any) -> None:
        """Write fields of a card together with the event that tells of them."""
        card.update(fields, version=version, updated_at=self.at, updated_by=self.by)

    def face(self, card: dict[str, Any]) -> Face:
        """Show a card as its plan does."""
        fields = {name: card[name] for name in Face.model_fields if name in card}
        described = card["description_id"] is not None
        return Face(**{**fields, "label_ids": orjson.loads(card["label_ids"]), "described": described})

    def revise(self, card: dict[str, Any], field: str, text: str) -> str:
        """Keep one version of a long text."""
        revision_id = self.new_id()
        revision = {"id": revision_id, "stream": stream_of(self.board_id), "subject": card["id"]}
        self.rows[REVISION].append({**revision, "field": field, "text": text, "by": self.by, "at": self.at})
        return revision_id

    def add_part(
        self,
        card: dict[str, Any],
        part: Part,
        values: dict[str, Any],
        *,
        what: str | None = None,
        face: dict[str, Any] | None = None,
        unsaid: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Add a part of a card, and what the card's face says otherwise after it."""
        row = {"id": self.new_id(), "card_id": card["id"], "made_at": self.at, "made_by": self.by, "removed_at": None}
        row |= {**part.kept(values), **(unsaid or {})}
        self.rows[part.table].append(row)
        self._tell(card, part.added, row, {"what": what} if what else {}, face or {}, to=values)
        return row

    def change_part(
        self,
        card: dict[str, Any],
        part: Part,
        row: dict[str, Any],
        to: dict[str, Any],
        *,
        what: str,
        face: dict[str, Any] | None = None,
    ) -> None:
        """Change fields of a part of a card."""
        before = {name: row[name] for name in to}
        row |= part.kept(to)
        self._tell(card, part.changed, row, {"what": what}, face or {}, to=to, from_=before)

    def _tell(
        self, card: dict[str, Any], kind: Any, row: dict[str, Any], words: Any, face: dict[str, Any], **fields: Any
    ) -> None:
        happening = cast(
            "Happening",
            kind(type=kind.model_fields["type"].default, card_id=card["id"], id=row["id"], face=face, **fields),
        )
        version = self.record(happening, subject=card["id"], words={"card": card["title"], **words})
        row.update(version=version, updated_at=self.at, updated_by=self.by)
        columns = {name: orjson.dumps(value).decode() if name == "label_ids" else value for name, value in face.items()}
        self.touch(card, version, **columns)

    def finish(self) -> dict[Table, list[dict[str, Any]]]:
        """Give every row, the clock's too."""
        self.rows[BOARD][0]["next_number"] = len(self.cards) + 1
        self.rows[CARD] = list(self.cards.values())
        self.rows[CLOCK] = [{"stream": stream_of(self.board_id), "version": self.version}]
        return self.rows

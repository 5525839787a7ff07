"""What happens to an assignment in the large demo, each as its verb tells of it."""

from typing import Any, cast

import orjson

from verkstad.boards.wire import LabelOut
from verkstad.cards.attachments.events import ATTACHMENT
from verkstad.cards.blockers.events import BLOCKER
from verkstad.cards.checklists.events import CHECKLIST, ROW
from verkstad.cards.comments.events import COMMENT
from verkstad.cards.events import (
    Assessed,
    Assessment,
    CardFields,
    Changed,
    Closed,
    Created,
    Described,
    Moved,
    Place,
    RevisionName,
)
from verkstad.cards.labels.events import LABELLING
from verkstad.cards.people.events import PARTICIPANT
from verkstad.cards.phases.events import PHASE
from verkstad.cards.wire import Health, Reason
from verkstad.demo.large.ledger import Ledger
from verkstad.kernel.dates import last_day
from verkstad.kernel.ranking import rank_between, ranks_after

Row = dict[str, Any]


def create(ledger: Ledger, title: str) -> Row:
    """Write an assignment down, last in the first lane."""
    card = ledger.new_card(title)
    card["version"] = ledger.version + 1
    words = {"to": ledger.lanes[0].title}
    ledger.touch(card, ledger.record(Created(card=ledger.face(card)), subject=card["id"], words=words))
    return card


def change(ledger: Ledger, card: Row, to: Row) -> None:
    """Say who is responsible, and when it starts and is due."""
    to = {name: value for name, value in to.items() if card[name] != value}
    if not to:
        return
    before = {name: card[name] for name in to}
    happening = Changed(card_id=card["id"], to=cast("CardFields", to), from_=cast("CardFields", before))
    version = ledger.record(happening, subject=card["id"], words={"card": card["title"]})
    due = {"due_last": last_day(to["due"])} if to.get("due") else {}
    ledger.touch(card, version, **to, **due)


def describe(ledger: Ledger, card: Row, text: str) -> None:
    """Describe it."""
    revision_id = ledger.revise(card, "description", text)
    to, before = RevisionName(revision_id=revision_id), RevisionName(revision_id=card["description_id"])
    happening = Described(card_id=card["id"], to=to, from_=before)
    version = ledger.record(happening, subject=card["id"], words={"card": card["title"]})
    ledger.touch(card, version, description_id=revision_id)


def move(ledger: Ledger, card: Row, lane: int, *, first: bool = False) -> None:
    """Move it to a lane."""
    target = ledger.lanes[lane]
    origin = next(each for each in ledger.lanes if each.id == card["lane_id"])
    rank = ledger.first(target.id) if first else ledger.last(target.id)
    ledger.free(origin.id, card["rank"])
    ledger.take(target.id, rank)
    to, before = Place(lane_id=target.id, rank=rank), Place(lane_id=origin.id, rank=card["rank"])
    words = {"card": card["title"], "to": target.title, "from": origin.title}
    version = ledger.record(Moved(card_id=card["id"], to=to, from_=before), subject=card["id"], words=words)
    since = card["since"] if origin is target else ledger.at
    ledger.touch(card, version, lane_id=target.id, rank=rank, since=since)


def assess(ledger: Ledger, card: Row, health: Health, note: str) -> None:
    """Tell how it stands."""
    before = Assessment(health=card["health"], health_note=card["health_note"], health_at=card["health_at"])
    to = Assessment(health=health, health_note=note, health_at=ledger.at)
    happening = Assessed(card_id=card["id"], to=to, from_=before)
    version = ledger.record(happening, subject=card["id"], words={"card": card["title"]})
    ledger.touch(card, version, health_by=ledger.by, **to.model_dump())


def close(ledger: Ledger, card: Row, reason: Reason, note: str) -> None:
    """Close it, with the reason why."""
    place = Place(lane_id=card["lane_id"], rank=card["rank"])
    happening = Closed(card_id=card["id"], reason=reason, note=note, from_=place)
    version = ledger.record(happening, subject=card["id"], words={"card": card["title"]})
    ledger.free(place.lane_id, place.rank)
    ledger.touch(card, version, lane_id=None, left_lane_id=place.lane_id, rank=None, reason=reason, note=note)
    card.update(closed_at=ledger.at, closed_by=ledger.by)


def put_label_on(ledger: Ledger, card: Row, label: LabelOut) -> None:
    """Put a label on it."""
    carried = [*orjson.loads(card["label_ids"]), label.id]
    ledger.add_part(card, LABELLING, {"label_id": label.id}, what=label.name, face={"label_ids": carried})


def take_part(ledger: Ledger, card: Row, user_id: str, name: str) -> None:
    """Let somebody take part."""
    ledger.add_part(card, PARTICIPANT, {"user_id": user_id}, what=name)


def comment(ledger: Ledger, card: Row, text: str) -> None:
    """Say something."""
    values: Row = {
        "revision_id": ledger.revise(card, "comment", text),
        "mentions": [],
        "blocker_id": None,
        "edited_at": None,
    }
    ledger.add_part(card, COMMENT, values, face={"comment_count": card["comment_count"] + 1})


def add_checklist(ledger: Ledger, card: Row, title: str, texts: list[str]) -> list[Row]:
    """Add a checklist with its rows, and give the rows."""
    checklist = ledger.add_part(card, CHECKLIST, {"title": title, "rank": rank_between(None, None)}, what=title)
    blank = {"user_id": None, "due": None, "done_at": None, "done_by": None, "became_id": None}
    rows = []
    for index, (text, rank) in enumerate(zip(texts, ranks_after(None, len(texts)), strict=True), 1):
        face = {"row_count": card["row_count"] + len(texts)} if index == len(texts) else {}
        values = {"checklist_id": checklist["id"], "text": text, "rank": rank, **blank}
        rows.append(ledger.add_part(card, ROW, values, what=text, face=face))
    return rows


def hand_row(ledger: Ledger, card: Row, row: Row, to: Row) -> None:
    """Say whose a row is, and until when."""
    ledger.change_part(card, ROW, row, to, what=row["text"])


def tick(ledger: Ledger, card: Row, row: Row) -> None:
    """Tick a row off."""
    to = {"done_at": ledger.at, "done_by": ledger.by}
    ledger.change_part(card, ROW, row, to, what=row["text"], face={"rows_done": card["rows_done"] + 1})


def block(ledger: Ledger, card: Row, what: str, *, remover_id: str | None, remover: str) -> Row:
    """Say what stops it, and who can take that away."""
    standing = {"resolved_at": None, "resolved_by": None, "how": ""}
    values = {"what": what, "remover_id": remover_id, "remover": remover, "answer_by": None, **standing}
    face = {} if card["blocked_since"] else {"blocked_since": ledger.at}
    return ledger.add_part(card, BLOCKER, values, what=what, face=face)


def unblock(ledger: Ledger, card: Row, blocker: Row, how: str) -> None:
    """Say that what stopped it is gone."""
    to = {"resolved_at": ledger.at, "resolved_by": ledger.by, "how": how}
    ledger.change_part(card, BLOCKER, blocker, to, what=blocker["what"], face={"blocked_since": None})


def attach_place(ledger: Ledger, card: Row, kind: str, name: str, target: str) -> None:
    """Attach a link or a folder path."""
    values = {"kind": kind, "name": name, "target": target, "media_type": "", "size": None}
    unsaid = {"hash": None, "preview_hash": None}
    face = {"attachment_count": card["attachment_count"] + 1}
    ledger.add_part(card, ATTACHMENT, values, what=name, face=face, unsaid=unsaid)


def phase(ledger: Ledger, card: Row, values: Row) -> None:
    """Add a phase."""
    ledger.add_part(card, PHASE, values, what=values["title"])

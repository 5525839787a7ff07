"""Applies events to a snapshot as a client does, written a second time so that the server is not its own witness."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Snapshot = dict[str, Any]
Event = dict[str, Any]

HEAD = ("type", "board_id", "version", "at", "by", "op")


def replayed(snapshot: Snapshot | None, events: Iterable[Event]) -> Snapshot:
    """Give the snapshot that follows from another and the events after it."""
    present = copy.deepcopy(snapshot)
    for event in events:
        present = _applied(present, event)
    assert present is not None
    return present


def _applied(snapshot: Snapshot | None, event: Event) -> Snapshot:
    if event["type"] == "board.started":
        assert snapshot is None
        snapshot = {
            "version": 0,
            "board": dict(event["board"]),
            "lanes": list(event["lanes"]),
            "cards": [],
            "members": list(event["members"]),
            "labels": [],
            "fields": [],
            "linked": [],
        }
    assert snapshot is not None
    assert event["version"] == snapshot["version"] + 1, "a gap in the log"
    assert event["board_id"] == snapshot["board"]["id"]
    (_change_face if "face" in event else _HOW.get(event["type"], _nothing_more))(snapshot, event)
    snapshot["version"] = event["version"]
    board = snapshot["board"]
    board["updated_at"], board["updated_by"] = event["at"], event["by"]
    if event["type"].startswith("board."):
        board["version"] = event["version"]
    snapshot["lanes"].sort(key=lambda lane: lane["rank"].encode())
    snapshot["cards"].sort(key=lambda card: (card["rank"].encode(), card["id"]))
    snapshot["members"].sort()
    for things in ("labels", "fields"):
        snapshot[things].sort(key=lambda thing: (thing["rank"].encode(), thing["id"]))
    snapshot["linked"].sort()
    return snapshot


def _nothing_more(_snapshot: Snapshot, event: Event) -> None:
    views = event["type"].startswith("view.")  # fetched where they are shown
    assert views or event["type"] == "board.started", f"a client would not know {event['type']}"


def _change_board(snapshot: Snapshot, event: Event) -> None:
    _from_is_there(snapshot["board"], event)
    snapshot["board"].update(event["to"])


def _close_board(snapshot: Snapshot, event: Event) -> None:
    snapshot["board"]["closed_at"] = event["at"]


def _reopen_board(snapshot: Snapshot, _event: Event) -> None:
    snapshot["board"]["closed_at"] = None


def _change_face(snapshot: Snapshot, event: Event) -> None:
    for card in snapshot["cards"]:  # a closed one stands in no lane, and is not shown
        if card["id"] == event["card_id"]:
            card.update(event["face"], version=event["version"])


def _add(things: str, thing: str) -> Callable[[Snapshot, Event], None]:
    return lambda snapshot, event: snapshot[things].append(dict(event[thing]))


def _change(things: str, name: str) -> Callable[[Snapshot, Event], None]:
    return lambda snapshot, event: _update(snapshot[things], event[name], event)


def _drop(things: str, name: str) -> Callable[[Snapshot, Event], None]:
    def drop(snapshot: Snapshot, event: Event) -> None:
        _take(snapshot[things], event[name])

    return drop


def _link(snapshot: Snapshot, event: Event) -> None:
    snapshot["linked"].append(event["card_id"])


def _unlink(snapshot: Snapshot, event: Event) -> None:
    snapshot["linked"].remove(event["card_id"])


def _add_lane(snapshot: Snapshot, event: Event) -> None:
    snapshot["lanes"].append(dict(event["lane"]))


def _change_lane(snapshot: Snapshot, event: Event) -> None:
    _update(snapshot["lanes"], event["lane_id"], event)


def _remove_lane(snapshot: Snapshot, event: Event) -> None:
    _take(snapshot["lanes"], event["lane_id"])


def _add_member(snapshot: Snapshot, event: Event) -> None:
    assert event["user_id"] not in snapshot["members"]
    snapshot["members"].append(event["user_id"])


def _remove_member(snapshot: Snapshot, event: Event) -> None:
    snapshot["members"].remove(event["user_id"])


def _add_card(snapshot: Snapshot, event: Event) -> None:
    assert all(card["id"] != event["card"]["id"] for card in snapshot["cards"])
    snapshot["cards"].append(dict(event["card"]))


def _change_card(snapshot: Snapshot, event: Event) -> None:
    _update(snapshot["cards"], event["card_id"], event)


def _describe_card(snapshot: Snapshot, event: Event) -> None:
    card = _find(snapshot["cards"], event["card_id"])
    assert card["described"] == (event["from"]["revision_id"] is not None)
    card["described"] = event["to"]["revision_id"] is not None
    card["version"] = event["version"]


def _move_card(snapshot: Snapshot, event: Event) -> None:
    if event["from"]["lane_id"] != event["to"]["lane_id"]:
        _find(snapshot["cards"], event["card_id"])["since"] = event["at"]
    _update(snapshot["cards"], event["card_id"], event)


def _remove_card(snapshot: Snapshot, event: Event) -> None:
    card = _take(snapshot["cards"], event["card_id"])
    if "from" in event:
        _from_is_there(card, event)


def _update(things: list[dict[str, Any]], thing_id: str, event: Event) -> None:
    thing = _find(things, thing_id)
    _from_is_there(thing, event)
    thing.update(event["to"], version=event["version"])


def _from_is_there(thing: dict[str, Any], event: Event) -> None:
    """What an event changes from is what was there: a client may animate or undo by it."""
    present = {field: thing[field] for field in event["from"]}
    assert present == event["from"], f"{event['type']} changes from what was not there"


def _find(things: list[dict[str, Any]], thing_id: str) -> dict[str, Any]:
    (found,) = [thing for thing in things if thing["id"] == thing_id]
    return found


def _take(things: list[dict[str, Any]], thing_id: str) -> dict[str, Any]:
    thing = _find(things, thing_id)
    things.remove(thing)
    return thing


_HOW: dict[str, Callable[[Snapshot, Event], None]] = {
    "board.changed": _change_board,
    "board.closed": _close_board,
    "board.reopened": _reopen_board,
    "lane.added": _add_lane,
    "lane.changed": _change_lane,
    "lane.moved": _change_lane,
    "lane.removed": _remove_lane,
    "member.added": _add_member,
    "member.removed": _remove_member,
    "label.added": _add("labels", "label"),
    "label.changed": _change("labels", "label_id"),
    "label.removed": _drop("labels", "label_id"),
    "label.restored": _add("labels", "label"),
    "field.added": _add("fields", "field"),
    "field.changed": _change("fields", "field_id"),
    "field.removed": _drop("fields", "field_id"),
    "field.restored": _add("fields", "field"),
    "card.linked": _link,
    "card.unlinked": _unlink,
    "card.created": _add_card,
    "card.changed": _change_card,
    "card.described": _describe_card,
    "card.assessed": _change_card,
    "card.moved": _move_card,
    "card.closed": _remove_card,
    "card.reopened": _add_card,
    "card.left": _remove_card,
    "card.arrived": _add_card,
}

"""Which assignments a filter chooses to be counted: by what they are now, and closed ones by what they were."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement

from verkstad.search.filtering.matching import World, compile_filter
from verkstad.search.filtering.persons import persons_in
from verkstad.search.filtering.world import must_make_sense, read_world
from verkstad.statistics.faces import TOLD, Faces
from verkstad.statistics.problems import PersonNotCounted
from verkstad.statistics.trail import Trail
from verkstad.users.desk import Look


class Plans(NamedTuple):
    """Which plans are counted: as a condition on WITH_MINE, and their clocks as the connection reads them."""

    these: ColumnElement[bool]
    clocks: Mapping[str, int]


class _GoneLane(NamedTuple):
    """A lane that was removed: it has no name to ask for, but what was closed in it was of its stage."""

    id: str
    board_id: str
    stage: str
    title: str = ""


def must_not_single_out(query: str) -> None:
    """Refuse a filter with a part that singles out a person."""
    persons = persons_in(query)
    if persons:
        raise PersonNotCounted(parts=", ".join(part.written for part in persons))


def choose(look: Look, query: str, plans: Plans, trails: Mapping[str, Trail]) -> set[str]:
    """Give the ids of what passes, of the assignments that are on these plans or were closed there.

    What has left them is told of where it is now, if its reader sees it there. The book's lock must be held.
    """
    question = compile_filter(query, _world(look, plans.these, trails), TOLD)
    must_make_sense(question)
    faces = Faces.of(look.house).bring_up_to_date(look.connection, plans.clocks)
    chosen: set[str] = set()
    for board_id, trail in trails.items():
        passing = [card_id for card_id, face in faces[board_id].by_id.items() if question.matches(face)]
        chosen.update(
            passing if not trail.left else (each for each in passing if trail.cards.get(each) not in trail.left)
        )
    return chosen


def _world(look: Look, plans: ColumnElement[bool], trails: Mapping[str, Trail]) -> World:
    world = read_world(look, plans, people=False)
    gone: list[Any] = [
        _GoneLane(lane["id"], board_id, lane["stage"])
        for board_id, trail in trails.items()
        for lane in trail.lanes.values()
        if lane.get("removed", False)
    ]
    return replace(world, lanes=[*world.lanes, *gone])

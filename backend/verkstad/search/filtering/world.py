"""What names stand for where a filter is read, and the refusal of one that cannot be understood."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from verkstad.boards.access import BOARD, LABEL, LANE, WITH_MINE, blanks, is_visible_to
from verkstad.kernel.words import say
from verkstad.live.directory import are_known_to
from verkstad.search.filtering.language import Part
from verkstad.search.filtering.matching import Filter, World
from verkstad.search.filtering.vocabulary import CHOICES, KEYS, offered
from verkstad.search.problems import SenselessQuery
from verkstad.users.access import USER
from verkstad.users.desk import Look


def open_plans(look: Look, board_id: str | None) -> ColumnElement[bool]:
    """Say which plans are meant, as a condition on WITH_MINE: of those that the reader sees and that are not closed."""
    there = and_(is_visible_to(look.caller), BOARD.c.closed_at.is_(None))
    return there if board_id is None else and_(there, BOARD.c.id == board_id)


def read_world(look: Look, plans: ColumnElement[bool], *, people: bool = True) -> World:
    """Give what names may stand for: nothing that the reader does not see, for that would be an answer too."""

    def rows(what: Sequence[Any], source: Any, *where: Any) -> list[Any]:
        question = select(*what).select_from(source).where(plans, *where)
        return list(look.connection.execute(question, blanks(look.caller)))

    on_plans = WITH_MINE.join(LANE, LANE.c.board_id == BOARD.c.id)
    with_labels = WITH_MINE.join(LABEL, LABEL.c.board_id == BOARD.c.id)
    return World(
        today=look.now.astimezone(look.house.clock.zone).date(),
        me=look.caller.id,
        people=_people(look) if people else (),
        plans=rows((BOARD.c.id, BOARD.c.name), WITH_MINE),
        lanes=rows((LANE.c.id, LANE.c.board_id, LANE.c.title, LANE.c.stage), on_plans),
        labels=rows((LABEL.c.id, LABEL.c.name), with_labels, LABEL.c.removed_at.is_(None)),
    )


def _people(look: Look) -> list[Any]:
    return list(look.connection.execute(select(USER.c.id, USER.c.name).where(are_known_to(look))))


def must_make_sense(question: Filter) -> None:
    """Refuse a filter in which something cannot be understood, and say of the first such part what can be written."""
    if question.problems:
        part, code = question.problems[0]
        raise SenselessQuery(why=lambda language: _why(language, part, code))


def _why(language: str, part: Part, code: str) -> str:
    choices = offered(CHOICES[part.key], language) if part.key in CHOICES else ""
    words = {"said": part.said, "value": part.value, "written": part.written}
    return say(language, f"why.filter.{code}", **words, keys=offered(KEYS, language), choices=choices)

"""Finding rings of assignments that would wait for each other, before one is made."""

from collections.abc import Iterator

from sqlalchemy import select

from verkstad.boards.access import BOARD, WITH_MINE, blanks, is_visible_to
from verkstad.boards.problems import TooMany
from verkstad.cards.finding import CARD
from verkstad.cards.relations.events import RELATION_TABLE
from verkstad.cards.relations.problems import Cycle
from verkstad.kernel.words import say
from verkstad.users.desk import Deed

MOST_VISITED = 5_000
AT_ONCE = 500
MOST_NAMED = 6


def must_not_wait_in_a_ring(deed: Deed, card_id: str, other_id: str) -> None:
    """Refuse to let one card block another that already blocks it, by whatever way round; name the way in words.

    Whoever asks holds the commons of the administration, so that no two writers close a ring from both ends.
    """
    came_from: dict[str, str] = {other_id: card_id}
    frontier = [other_id]
    while frontier:
        following = []
        for blocking, blocked in _blocked_by(deed, frontier):
            if blocked == card_id:
                raise Cycle(path=_named(deed, _way(came_from, card_id, blocking)))
            if blocked not in came_from:
                came_from[blocked] = blocking
                following.append(blocked)
        if len(came_from) > MOST_VISITED:
            raise TooMany(most=MOST_VISITED)
        frontier = following


def _blocked_by(deed: Deed, card_ids: list[str]) -> Iterator[tuple[str, str]]:
    table = RELATION_TABLE
    for start in range(0, len(card_ids), AT_ONCE):
        some = card_ids[start : start + AT_ONCE]
        of_them = (table.c.card_id.in_(some)) & (table.c.kind == "blocks") & table.c.removed_at.is_(None)
        for row in deed.connection.execute(select(table.c.card_id, table.c.other_id).where(of_them)):
            yield row.card_id, row.other_id


def _way(came_from: dict[str, str], card_id: str, last: str) -> list[str]:
    way = [card_id, last]
    while way[-1] in came_from and came_from[way[-1]] != card_id:
        way.append(came_from[way[-1]])
    return [card_id, *reversed(way[1:]), card_id]


def _named(deed: Deed, way: list[str]) -> object:
    seen = (
        select(CARD.c.id, CARD.c.number, CARD.c.title)
        .select_from(WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id))
        .where(CARD.c.id.in_(way[:MOST_VISITED]), is_visible_to(deed.caller))
    )
    names = {row.id: f"{row.number} {row.title}" for row in deed.connection.execute(seen, blanks(deed.caller))}

    def words(language: str) -> str:
        said = [names.get(card_id) or say(language, "cycle.unseen") for card_id in way]
        if len(said) > MOST_NAMED:
            said = [*said[: MOST_NAMED - 2], "…", *said[-2:]]
        first, second, *rest = said
        sentence = say(language, "cycle.first", card=first, other=second)
        return sentence + "".join(say(language, "cycle.then", card=each) for each in rest)

    return words

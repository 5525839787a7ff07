"""No hit, count or suggestion reveals a thing that its reader may not see: what happens to it changes no answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import hypothesis
from hypothesis import given

from tests.conftest import lay_ground
from tests.histories.history import History
from tests.histories.rows import Eyes
from tests.histories.scene import DICE, Scene, histories, scene
from tests.histories.words import LEMMAS, THINGS
from tests.search import slow_filters
from tests.search.questions import a_question
from tests.search.test_filter_recount import world_of
from verkstad.boards.changing import change_board
from verkstad.boards.views.keeping import add_view
from verkstad.boards.views.wire import ViewIn
from verkstad.users.changing import change_person

if TYPE_CHECKING:
    from random import Random

    from tests.cast import Actor
    from tests.databases import Databases

# Long enough that nothing which happens meanwhile is ahead of it.
LATER = 90
Answers = dict[str, tuple[int, bytes]]


def paths(dice: Random, eyes: Eyes) -> list[str]:
    """Give addresses of everything that finds, counts, lists or suggests, over everything and over each plan."""
    words = dice.sample([*(lemma[0] for lemma in LEMMAS), "oberg", "amina", "fas", "pdf", "3"], 5)
    found = [f"/search?q={word}&limit={limit}" for word in words for limit in (1, 50)]
    found += [f"/similar?title={card.title}" for card in dice.sample(eyes.rows.card, 5)]
    found += [f"/cards?find={word}" for word in (words[0], "2")]
    found += ["/cards?query=", "/cards?query=ansvarig:mig&sort=due&limit=2", "/cards?query=-ansvarig:ingen&limit=1"]
    found += ["/views", "/statistics", "/mine", "/overview", "/boards?closed=false", "/boards?closed=true", "/people"]
    plan = dice.choice(eyes.rows.board)
    found += [f"/{what}?board_id={plan.id}" for what in ("views", "statistics", "cards")]
    found += [
        f"/statistics?query={query}"
        for query in (words[0], "-steg:klart", "klart:försenat", f"%231&board_id={plan.id}")
    ]
    found += [f"/search?q=uppdrag&board_id={plan.id}", f"/boards/{plan.id}", f"/boards/{plan.id}/linked"]
    return found + [f"/cards/{card.id}" for card in dice.sample(eyes.rows.card, 2)]


def ask(actor: Actor, asked: list[str], queries: list[str]) -> Answers:
    """Ask for everything, and keep the answers as they came."""
    answers = {path: actor.ask("GET", path) for path in asked}
    for path in ("/cards", "/statistics"):
        answers |= {f"{path} {query}": actor.ask("GET", path, params={"query": query}) for query in queries}
    return {path: (answer.status_code, answer.content) for path, answer in answers.items()}


def hide_a_plan(on: Scene) -> None:
    """Let there be a plan that is kept from most."""
    on.ground.do(change_board, on.ground.other, {"restricted": True})


@histories(6)
@given(dice=DICE)
def test_what_happens_out_of_sight_changes_no_answer(databases: Databases, dice: Random) -> None:
    """Ask, let things happen to what a reader may not see, and ask again at the same moment: byte for byte the same."""
    with scene(databases, lay_ground) as on:
        hide_a_plan(on)
        history = History(on.ground, dice)
        history.furnish()
        history.go_on(dice.randint(5, 35))
        rows = on.rows()
        kept_from = {who: {row.id for row in rows.board} - eyes.plan_ids for who, _, eyes in on.readers()}
        # Of plans that one reader does not see; others may not see them either, and are asked too.
        hidden = kept_from[dice.choice([who for who in kept_from if who not in ("asa", "daniel")])]
        begun = on.ground.clock.moment
        blind = [who for who in kept_from if hidden and hidden <= kept_from[who]]
        some = dice.sample(blind, min(len(blind), 2))
        asked = {
            who: (actor, paths(dice, eyes), [a_question(dice).text for _ in range(4)])
            for who, actor, eyes in on.readers()
            if who in some
        }
        before = _ask_later(on, asked)
        on.ground.clock.moment = begun
        secret = History(on.ground, dice, only=hidden)
        secret.go_on(15)
        hypothesis.note(f"hidden from {list(asked)}: {dict(secret.taken)}")
        after = _ask_later(on, asked, begun)
        for who, answers in before.items():
            for path, answer in answers.items():
                assert after[who][path] == answer, (who, path)


def _ask_later(on: Scene, asked: dict[str, Any], begun: Any = None) -> dict[str, Answers]:
    if begun is not None:
        on.ground.clock.moment = begun
    on.ground.clock.go(days=LATER)
    return {who: ask(*each) for who, each in asked.items()}


@histories(4)
@given(dice=DICE)
def test_people_and_views_that_one_may_not_know_change_no_answer(databases: Databases, dice: Random) -> None:
    """Somebody of whom a guest knows nothing gets another name; others keep views of their own."""
    with scene(databases, lay_ground) as on:
        hide_a_plan(on)
        history = History(on.ground, dice)
        history.furnish()
        history.go_on(dice.randint(5, 35))
        begun = on.ground.clock.moment
        for who, actor, eyes in dice.sample([*on.readers()], 2):
            unknown = [user for user in eyes.rows.user if user.id not in eyes.names]
            asked = paths(dice, eyes), [a_question(dice).text for _ in range(3)]
            on.ground.clock.moment = begun
            on.ground.clock.go(days=LATER)
            before = ask(actor, *asked)
            on.ground.clock.moment = begun
            admin = partial(on.ground.do, who="daniel")
            for user in unknown:
                if user.administration_id == on.rows().of("user", on.ground.cast.ids["daniel"]).administration_id:
                    admin(change_person, user.id, {"name": dice.choice(("Uppdrag Oberg", "Amina Skola")), "unit": "12"})
            other = dice.choice([each for each in ("asa", "daniel") if each != who])
            for plan in (None, *(plan.id for plan in eyes.open_plans)):
                if plan is None or plan in Eyes(on.rows(), on.ground.cast.ids[other]).plan_ids:
                    wish = ViewIn(name="Egen", board_id=plan, view="table", query="", settings={}, shared=False)
                    on.ground.do(add_view, wish, who=other)
            on.ground.clock.moment = begun
            on.ground.clock.go(days=LATER)
            after = ask(actor, *asked)
            for path, answer in before.items():
                assert after[path] == answer, (who, path)
            on.ground.clock.moment = begun


@histories(4)
@given(dice=DICE)
def test_a_hidden_name_is_answered_as_one_that_does_not_exist(databases: Databases, dice: Random) -> None:
    with scene(databases, lay_ground) as on:
        hide_a_plan(on)
        history = History(on.ground, dice)
        history.furnish()
        history.go_on(dice.randint(5, 35))
        made_up = "Påhittelse"
        for _, actor, eyes in on.readers():
            world = world_of(eyes, today=on.ground.clock.today().isoformat())
            rows = eyes.rows
            named = {
                "ansvarig": (slow_filters.people(world), [user.name for user in rows.user]),
                "status": (slow_filters.lanes(world), [lane.title for lane in rows.lane]),
                "etikett": (slow_filters.labels(world), [label.name for label in rows.label]),
                "plan": (slow_filters.plans(world), [plan.name for plan in rows.board]),
            }
            for key, (seen, every) in named.items():
                other = actor.ask("GET", "/cards", params={"query": f'{key}:"{made_up}"'})
                hidden = [name for name in sorted({*every, *THINGS}) if not slow_filters.named(seen, name)]
                for name in dice.sample(hidden, min(len(hidden), 3)):
                    answer = actor.ask("GET", "/cards", params={"query": f'{key}:"{name}"'})
                    assert answer.status_code == 422
                    assert answer.text.replace(f"”{name}”", f"”{made_up}”") == other.text

"""A stage for one history: a fresh copy of the plans that are laid for tests, and everyone at its front door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import hypothesis
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.cast import NAMES, Actor, Cast, StandingClock
from tests.chance import MORE, by_chance
from tests.databases import kind
from tests.ground import Ground
from tests.histories.rows import Eyes, Rows
from tests.kept import check_answer, read_contract
from verkstad.main import build_house, create_app
from verkstad.settings import Settings

if TYPE_CHECKING:
    from random import Random

    from tests.databases import Databases

DICE: st.SearchStrategy[Random] = st.randoms(use_true_random=False)
Laying = Callable[[str], Ground]


def histories(examples: int) -> hypothesis.settings:
    """Say how many histories a test goes through; on PostgreSQL, where each costs three times as much, half as many."""
    few = examples if kind() == "sqlite" else examples // 2
    # Finding a smaller history that fails takes longer than a test may; whoever asks for more has the time.
    phases = tuple(hypothesis.Phase) if MORE else (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    return by_chance(few, phases=phases)


@dataclass
class Scene:
    """One house, and its people."""

    ground: Ground
    client: TestClient

    def actor(self, who: str) -> Actor:
        """Speak at the front door as one of the cast."""
        return Actor(self.client, self.ground.cast.tokens[who])

    def rows(self) -> Rows:
        """Read what is stored now."""
        return Rows(self.ground.cast.house)

    def readers(self) -> Iterator[tuple[str, Actor, Eyes]]:
        """Give everyone whose account is open, with what they may see; an administrator sees as a coordinator does."""
        rows = self.rows()
        for who in (who for who in NAMES if who != "daniel"):
            eyes = Eyes(rows, self.ground.cast.ids[who])
            if eyes.me.disabled_at is None:
                yield who, self.actor(who), eyes


@contextmanager
def scene(databases: Databases, laying: Laying) -> Iterator[Scene]:
    """Open a house on a copy of what was laid, and close it again."""
    url = databases.fresh(laying)
    clock = StandingClock()
    house = build_house(Settings(database=url, threads=4), clock)
    laid = databases.told(laying)
    cast = Cast(house, ids=dict(laid.cast.ids), tokens=dict(laid.cast.tokens))
    try:
        with TestClient(create_app(house=house), raise_server_exceptions=False) as client:
            read_contract()
            hooks: dict[str, Any] = {"response": [check_answer]}
            client.event_hooks = hooks
            yield Scene(laid.again(cast, clock), client)
    finally:
        house.database.close()
        databases.drop(url)

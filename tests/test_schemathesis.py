"""Every route against its own contract: hundreds of requests that it allows, and that it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from sqlalchemy import select

from tests.cast import Cast, StandingClock
from tests.databases import kind
from tests.running import running
from verkstad import contract
from verkstad.boards.access import LANE
from verkstad.boards.joining import add_member
from verkstad.boards.starting import start_board
from verkstad.boards.wire import BoardIn
from verkstad.cards.closing import close_card
from verkstad.cards.describing import describe_card
from verkstad.cards.wire import CardIn, ClosureIn
from verkstad.cards.writing import add_card
from verkstad.kernel.wire import ID_PATTERN
from verkstad.main import create_app
from verkstad.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis.core.transport import Response

    from tests.databases import Databases
    from verkstad.users.desk import Deed

load_all_checks()

# A request that the contract allows may meet these; never `invalid` or `malformed`.
EXAMPLE = "01936d7e"  # the contract's own examples begin so
MEANINGFUL = {
    "ends_before_start",
    "unknown_person",
    "key_reused",
    "throttled",
    "link_used",
    "behind",
    "file_kind",
    "file_lies",
    "file_broken",
    "file_empty",
    "not_a_link",
    "cannot_see",
    "itself",
    "one_remover",
    "same_person",
    "unreadable_date",
    "wrong_choices",
    "wrong_kind",
    "senseless_query",
    "unknown_part",
    "period_ahead",
    "period_too_long",
    "person_not_counted",
}
API = schemathesis.openapi.from_dict(contract.openapi())
# The contract's examples are tried on both. Its edges are on the database that is strict about them, PostgreSQL; what
# only chance finds, is found on the other.
BY_CHANCE = 12 if kind() == "sqlite" else 1
API.config.phases.coverage.enabled = kind() == "postgresql"


class Front:
    """The front door of a house with things in it, and their names."""

    def __init__(self, port: int, cast: Cast) -> None:
        self.address = f"http://localhost:{port}"
        self.cast = cast
        self.token = {"Authorization": f"Bearer {cast.tokens['daniel']}"}
        self.known: dict[str, list[str]] = {"user_id": [cast.ids[who] for who in ("ulf", "amina", "solveig", "bo")]}
        cast.act("asa", self._furnish)

    def _furnish(self, deed: Deed) -> None:
        boards = [start_board(deed, BoardIn(name=f"Plan {number}")).board_id for number in range(3)]
        cards = []
        for board_id in boards:
            add_member(deed, board_id, self.known["user_id"][0])
            cards += [add_card(deed, board_id, CardIn(title=f"Uppdrag {number}")).card_id for number in range(6)]
        describe_card(deed, cards[0], text="Behovet kom fram på **mötet**.", base=None)
        close_card(deed, cards[1], ClosureIn(reason="cancelled"))
        self.known["board_id"] = boards
        self.known["card_id"] = self.known["after"] = cards

    def lanes(self) -> list[str]:
        found = select(LANE.c.id).where(LANE.c.board_id == self.known["board_id"][0])
        return self.cast.look("daniel", lambda look: list(look.connection.execute(found).scalars()))

    def lead_home(self, case: schemathesis.Case[Any]) -> None:
        """Put the names of things that are here in the place of half of the made-up ones, and no made-up cookie."""
        case.cookies.pop("verkstad", None)
        self.known["lane_id"] = self.lanes()
        self.known["person_id"] = self.known["owner_id"] = self.known["user_id"]
        for place in (case.path_parameters, case.body):
            if isinstance(place, dict):
                for name, made_up in place.items():
                    if isinstance(made_up, str) and re.fullmatch(ID_PATTERN, made_up) and name in self.known:
                        place[name] = self._chosen(name, made_up)

    def _chosen(self, name: str, made_up: str) -> str:
        number = int(made_up[:8], 16)
        here = self.known[name]
        leads_home = number % 2 or made_up.startswith(EXAMPLE)
        return here[number // 2 % len(here)] if leads_home and here else made_up


@pytest.fixture(scope="module")
def front(databases: Databases) -> Iterator[Front]:
    """One house for all routes."""
    url = databases.fresh()
    app = create_app(Settings(database=url, threads=12, stream_seconds=0.01), clock=StandingClock())
    cast = Cast(app.state.house).assemble()
    with running(app) as port:
        yield Front(port, cast)
    databases.drop(url)


@schemathesis.check
def takes_what_the_contract_allows(_context: Any, response: Response, case: schemathesis.Case[Any]) -> None:
    """Hold that a request that keeps to the contract is never called wrong in its form."""
    if (
        case.meta is None
        or not case.meta.generation.mode.is_positive
        or response.status_code not in (400, 410, 415, 422)
    ):
        return
    code = response.json()["code"]
    assert code in MEANINGFUL, f"the contract allows it, and yet: {response.json()['detail']}"


@API.parametrize()
@settings(
    max_examples=BY_CHANCE, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
def test_route_keeps_its_contract(case: schemathesis.Case[Any], front: Front) -> None:
    front.lead_home(case)
    case.call_and_validate(
        base_url=front.address,
        headers=front.token,
        additional_checks=[takes_what_the_contract_allows],
        excluded_checks=[positive_data_acceptance],  # ours says the same, but knows what a refusal means
    )


def test_no_route_is_left_out() -> None:
    tried = {found.ok().label for found in API.get_all_operations() if isinstance(found, Ok)}
    described = {f"{method.upper()} {path}" for path, method, _ in contract.operations(contract.openapi())}
    assert tried == described

"""What happens between assignments, and to the further plans that show one."""

from typing import Literal

from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import PlanLink, Relation

RELATION_TABLE = Relation.__table__  # type: ignore[attr-defined]
LINK_TABLE = PlanLink.__table__  # type: ignore[attr-defined]

# As seen from the assignment that an event or an answer is about.
RelationKind = Literal["blocks", "blocked_by", "relates", "duplicates", "duplicated_by", "part_of", "contains"]


class RelationFields(TypedDict, total=False):
    """How the assignment stands to another."""

    kind: RelationKind
    other_id: str


class LinkFields(TypedDict, total=False):
    """The further plan."""

    board_id: str


RELATION = Part("relation", RELATION_TABLE, RelationFields, fixed=True)
LINK = Part("link", LINK_TABLE, LinkFields, fixed=True)

"""Labels put on assignments and taken off."""

from typing import Any

import orjson
from sqlalchemy import Connection, select
from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import Labelling

LABELLING_TABLE = Labelling.__table__  # type: ignore[attr-defined]


class LabellingFields(TypedDict, total=False):
    """Which label an assignment carries."""

    label_id: str


def _labels_on(connection: Connection, card_id: str) -> dict[str, Any]:
    table = LABELLING_TABLE
    of_card = select(table.c.label_id).where(table.c.card_id == card_id, table.c.removed_at.is_(None))
    found = connection.execute(of_card.order_by(table.c.made_at, table.c.id)).scalars()
    return {"label_ids": orjson.dumps(list(found)).decode()}


LABELLING = Part("labelling", LABELLING_TABLE, LabellingFields, _labels_on, fixed=True, alone="label_id")

"""Labels on an assignment: put on, taken off, and found again by name on another plan."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select

from verkstad.boards.access import LABEL
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few
from verkstad.cards.finding import CARD, card_to_change
from verkstad.cards.labels.events import LABELLING, LABELLING_TABLE
from verkstad.cards.parts import add_part, add_parts, part_alone, remove_part
from verkstad.kernel.problems import NotFound
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_ON_CARD = 10


def put_label_on(deed: Deed, card_id: str, label_id: str) -> Done:
    """Put a label of the plan on a card; nothing is recorded where the card carries it."""
    card, label = _card_and_label(deed, card_id, label_id)
    if part_alone(deed, card, LABELLING, label_id) is not None:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    must_be_few(deed, LABELLING_TABLE, _seen_on(card), most=MOST_ON_CARD)
    added = add_part(deed, card, LABELLING, {"label_id": label_id}, words={"what": label.name})
    return Done(version=added.version, op=deed.op)


def take_label_off(deed: Deed, card_id: str, label_id: str) -> Done:
    """Take a label off a card; nothing is recorded where the card does not carry it."""
    card, label = _card_and_label(deed, card_id, label_id)
    labelling = part_alone(deed, card, LABELLING, label_id)
    if labelling is None:
        return Done(version=deed.version(stream_of(card.board_id)), op=deed.op)
    return remove_part(deed, card, LABELLING, labelling, words={"what": label.name})


def label_alike(deed: Deed, former: Any) -> None:
    """Put on a card that has come from another plan the labels named as those that it carried there.

    `former` is the card as it was. The old ones stay, unseen, for the day when it comes back.
    """
    carried = select(LABEL.c.name).join(LABELLING_TABLE, LABELLING_TABLE.c.label_id == LABEL.c.id)
    names = {name.casefold() for name in deed.connection.execute(carried.where(_seen_on(former))).scalars()}
    if not names:
        return
    card = deed.connection.execute(select(CARD).where(CARD.c.id == former.id)).one()
    here = select(LABEL).where(LABEL.c.board_id == card.board_id, LABEL.c.removed_at.is_(None))
    alike = [
        label
        for label in deed.connection.execute(here.order_by(LABEL.c.rank, LABEL.c.id))
        if label.name.casefold() in names and part_alone(deed, card, LABELLING, label.id) is None
    ]
    if alike:
        many = [{"label_id": label.id} for label in alike]
        add_parts(deed, card, LABELLING, many, words=[{"what": label.name} for label in alike])


def _seen_on(card: Any) -> ColumnElement[bool]:
    of_plan = select(LABEL.c.id).where(LABEL.c.board_id == card.board_id, LABEL.c.removed_at.is_(None))
    table = LABELLING_TABLE
    return and_(table.c.card_id == card.id, table.c.removed_at.is_(None), table.c.label_id.in_(of_plan))


def _card_and_label(deed: Deed, card_id: str, label_id: str) -> tuple[Any, Any]:
    card = card_to_change(deed, card_id)
    here = (LABEL.c.id == label_id) & (LABEL.c.board_id == card.board_id) & LABEL.c.removed_at.is_(None)
    label = deed.connection.execute(select(LABEL).where(here)).one_or_none()
    if label is None:
        raise NotFound
    return card, label

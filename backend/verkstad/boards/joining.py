"""Members of a plan: those who may change it, beside its owner and the coordinators."""

from sqlalchemy import delete, insert, select

from verkstad.boards.access import MEMBERSHIP, board_to_change, must_be_colleague
from verkstad.boards.events import MemberAdded, MemberRemoved, stream_of
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed


def add_member(deed: Deed, board_id: str, user_id: str) -> Done:
    """Let a person of the administration, guests too, take part in a plan."""
    board_to_change(deed, board_id, arrange=True)
    stream = stream_of(board_id)
    must_be_colleague(deed, user_id)
    if _is_member(deed, board_id, user_id):
        return Done(version=deed.version(stream), op=deed.op)
    deed.connection.execute(insert(MEMBERSHIP).values(board_id=board_id, user_id=user_id, at=deed.at))
    version = deed.record(stream, MemberAdded(user_id=user_id), subject=user_id)
    return Done(version=version, op=deed.op)


def remove_member(deed: Deed, board_id: str, user_id: str) -> Done:
    """End a membership; whoever is not a member is left as they are."""
    board_to_change(deed, board_id, arrange=True)
    stream = stream_of(board_id)
    if not _is_member(deed, board_id, user_id):
        return Done(version=deed.version(stream), op=deed.op)
    deed.connection.execute(
        delete(MEMBERSHIP).where(MEMBERSHIP.c.board_id == board_id, MEMBERSHIP.c.user_id == user_id)
    )
    version = deed.record(stream, MemberRemoved(user_id=user_id), subject=user_id)
    return Done(version=version, op=deed.op)


def _is_member(deed: Deed, board_id: str, user_id: str) -> bool:
    found = deed.connection.execute(
        select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.board_id == board_id, MEMBERSHIP.c.user_id == user_id)
    ).first()
    return found is not None

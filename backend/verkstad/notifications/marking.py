"""Marking what one is told as read, which it then is on all of one's devices."""

from sqlalchemy import update

from verkstad.notifications.delivering import NOTICE
from verkstad.notifications.events import NoticesRead
from verkstad.notifications.reading import count_unread
from verkstad.notifications.wire import ReadingsDone, ReadingsIn
from verkstad.users.desk import Deed
from verkstad.users.events import own


def mark_read(deed: Deed, wish: ReadingsIn) -> ReadingsDone:
    """Mark some of one's own, or all; what is read stays so, and others' do not exist."""
    stream = own(deed.caller.id)
    deed.lock(stream)
    unread = (NOTICE.c.user_id == deed.caller.id) & NOTICE.c.read_at.is_(None)
    if not wish.all:
        unread &= NOTICE.c.id.in_(wish.ids)
    count = deed.connection.execute(update(NOTICE).where(unread).values(read_at=deed.at)).rowcount
    if count:
        deed.record(stream, NoticesRead(count=count))
    return ReadingsDone(unread=count_unread(deed.connection, deed.caller))

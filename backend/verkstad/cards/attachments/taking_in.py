"""Taking a file in: its bytes down to disk, what it is, a small picture of it; only then is it attached."""

from collections.abc import AsyncIterator

from fastapi.concurrency import run_in_threadpool

from verkstad.cards.attachments.attaching import Kept
from verkstad.cards.attachments.kinds import form_of, kind_of
from verkstad.cards.attachments.picturing import preview_of
from verkstad.cards.problems import FileEmpty
from verkstad.kernel.filing import Draft, Files


async def take_in(files: Files, stream: AsyncIterator[bytes], name: str) -> Kept:
    """Take a stream down and keep it, or refuse what it brings; a stream that ends too early leaves nothing."""
    with await run_in_threadpool(files.begin) as draft:
        await draft.take(stream)
        return await run_in_threadpool(keep, files, draft, name)


def keep(files: Files, draft: Draft, name: str) -> Kept:
    """Look at the bytes that have come and keep them, with a preview where they are a picture; or refuse them."""
    if draft.size == 0:
        raise FileEmpty
    kind = kind_of(draft.path, name)
    preview = None
    if kind.family == "picture":
        preview = _keep_small(files, preview_of(draft.path, form=form_of(kind)))
    return Kept(digest=draft.keep(), size=draft.size, media_type=kind.media_type, preview=preview)


def _keep_small(files: Files, picture: bytes) -> str:
    with files.begin() as draft:
        draft.write(picture)
        return draft.keep()

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from tests.files import picture
from verkstad.cards.attachments.attaching import attach_file, remove_attachment
from verkstad.cards.attachments.sweeping import sweep_files
from verkstad.cards.attachments.taking_in import keep
from verkstad.kernel.filing import DAY_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ground import Ground
    from verkstad.history.house import House


def everything(house: House) -> list[Path]:
    return [path for path in house.settings.files_folder.rglob("*") if path.is_file()]


def age(house: House) -> None:
    past = time.time() - DAY_SECONDS - 60
    for path in everything(house):
        os.utime(path, (past, past))


def test_only_what_nothing_names_is_swept_and_only_when_it_is_old(ground: Ground, house: House) -> None:
    with house.files.begin() as draft:
        draft.write(picture())
        kept = keep(house.files, draft, "Torget.png")
    made = ground.do(attach_file, ground.cards["Boka lokal"], "Torget.png", kept)
    ground.do(remove_attachment, made.id)
    with house.files.begin() as draft:
        draft.write(b"refused late")
        unnamed = draft.keep()
    (house.settings.files_folder / "begun-killed").write_bytes(b"half")

    assert sweep_files(house) == 0
    age(house)
    assert sweep_files(house) == 2

    assert {path.name for path in everything(house)} == {kept.digest, kept.preview}
    assert not house.files.has(unnamed)


def test_the_same_bytes_again_make_their_file_young(house: House) -> None:
    digests = set()
    for _ in range(2):
        age(house)
        with house.files.begin() as draft:
            draft.write(b"the same")
            digests.add(draft.keep())

    assert house.files.sweep(frozenset()) == 0
    (digest,) = digests
    assert house.files.has(digest)

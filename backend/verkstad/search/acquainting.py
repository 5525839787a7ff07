"""The people of an administration by the words of their names, titles and units; kept until one of them changes.

The clock of the administration's commons is read together with what is searched, so that another process's new name is
never missed. Whom a reader knows of is asked for each time, and only of those whom the query is near to.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from verkstad.history.house import House
from verkstad.history.reading import clock_of
from verkstad.search.analysing import words_in_name
from verkstad.search.asking import Wanted
from verkstad.search.nearing import Vocabulary
from verkstad.users.access import USER
from verkstad.users.desk import Look
from verkstad.users.events import commons

MOST_KEPT = 20
_PEOPLE = (USER.c.id, USER.c.name, USER.c.title, USER.c.unit, USER.c.disabled_at)


class Near(NamedTuple):
    """Of one word that is asked for: how near people's names come, and who has it in the name, title or unit."""

    named: dict[str, int]
    said: set[str]


class Directory:
    """The people as they were at one version of their commons."""

    def __init__(self, version: int, rows: Sequence[Any]) -> None:
        self.version = version
        self.people = {row.id: row for row in rows}
        self._named: dict[str, list[str]] = defaultdict(list)
        self._said: dict[str, list[str]] = defaultdict(list)
        words = {}
        for row in rows:
            for kept, texts in ((self._named, (row.name,)), (self._said, (row.name, row.title, row.unit))):
                for forms in {forms for text in texts for forms in words_in_name(text)}:
                    words[forms.word] = forms
                    kept[forms.word].append(row.id)
        self._vocabulary = Vocabulary(words.values())

    def near(self, wanted: Wanted) -> Near:
        """Tell who is near to a word."""
        named: dict[str, int] = {}
        said: set[str] = set()
        for word, level in self._vocabulary.near(wanted).items():
            said.update(self._said[word])
            for person_id in self._named.get(word, ()):
                named[person_id] = min(level, named.get(person_id, level))
        return Near(named, said)


def directory_for(look: Look) -> Directory:
    """Give the directory of the reader's administration as it is in what is being read."""
    kept, home = _kept(look.house), look.caller.administration_id
    version = clock_of(look.connection, commons(home)) or 0
    found = kept.get(home)
    if found is None or found.version != version:
        rows = look.connection.execute(select(*_PEOPLE).where(USER.c.administration_id == home))
        found = Directory(version, list(rows))
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[home] = found
    return found


def _kept(house: House) -> dict[str, Directory]:
    kept: dict[str, Directory] = house.aside.setdefault("directories", {})
    return kept

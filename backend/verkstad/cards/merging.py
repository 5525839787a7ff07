"""Merging what two people wrote on top of the same text, passage by passage; neither loses a word."""

from dataclasses import dataclass

from verkstad.cards.passages import Hunk, hunks_of, passages_of

# Every passage begins with the blanks before it, the first too: then one put before it leaves it as it is.
_START = "\n\n"


@dataclass(frozen=True)
class Agreed:
    """A stretch of text that only one of them changed, or both alike."""

    text: str


@dataclass(frozen=True)
class Disputed:
    """A passage that both changed: one's words and the other's."""

    mine: str
    theirs: str


Merge = list[Agreed | Disputed]


@dataclass
class _Reach:
    """A stretch of the base that hunks of one or both sides touch."""

    start: int
    end: int
    mine: list[Hunk]
    theirs: list[Hunk]


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Lay both changes over the base; where they touch the same passage, give both versions of it."""
    was, here, there = (passages_of(_START + text) for text in (base, mine, theirs))
    found: Merge = []
    at = 0
    for reach in _reaches(hunks_of(was, here), hunks_of(was, there)):
        found.append(Agreed("".join(was[at : reach.start])))
        found.append(_settled(reach, was, here, there))
        at = reach.end
    found.append(Agreed("".join(was[at:])))
    return _joined(found)


def agreed_text(merge: Merge) -> str | None:
    """Give the text where nothing in it is disputed."""
    texts = [part.text for part in merge if isinstance(part, Agreed)]
    return "".join(texts) if len(texts) == len(merge) else None


def _reaches(mine: list[Hunk], theirs: list[Hunk]) -> list[_Reach]:
    found: list[_Reach] = []
    marked = [(hunk, True) for hunk in mine] + [(hunk, False) for hunk in theirs]
    for hunk, is_mine in sorted(marked, key=lambda each: (each[0].start, each[0].end)):
        if found and _touches(found[-1], hunk, is_mine=is_mine):
            found[-1].end = max(found[-1].end, hunk.end)
        else:
            found.append(_Reach(hunk.start, hunk.end, [], []))
        (found[-1].mine if is_mine else found[-1].theirs).append(hunk)
    return found


def _touches(reach: _Reach, hunk: Hunk, *, is_mine: bool) -> bool:
    """Tell whether a hunk is about the same place; what is put in beside a change is, since its order is a guess."""
    puts_in = hunk.start == hunk.end or any(other.start == other.end for other in reach.mine + reach.theirs)
    meets = hunk.start <= reach.end if puts_in else hunk.start < reach.end
    return meets and bool(reach.theirs if is_mine else reach.mine)


def _settled(reach: _Reach, was: list[str], here: list[str], there: list[str]) -> Agreed | Disputed:
    mine, theirs = _version(reach, reach.mine, was, here), _version(reach, reach.theirs, was, there)
    if not reach.mine or mine == theirs:
        return Agreed(theirs)
    return Disputed(mine, theirs) if reach.theirs else Agreed(mine)


def _version(reach: _Reach, hunks: list[Hunk], was: list[str], new: list[str]) -> str:
    parts: list[str] = []
    at = reach.start
    for hunk in hunks:
        parts += was[at : hunk.start] + new[hunk.new_start : hunk.new_end]
        at = hunk.end
    return "".join([*parts, *was[at : reach.end]])


def _joined(found: Merge) -> Merge:
    """Put agreed stretches together, and take away the blanks that were put before the first passage."""
    parts: Merge = []
    for part in found:
        if part == Agreed(""):
            continue
        before = parts[-1] if parts else None
        if isinstance(before, Agreed) and isinstance(part, Agreed):
            parts[-1] = Agreed(before.text + part.text)
        else:
            parts.append(part)
    if parts:
        first = parts[0]
        parts[0] = (
            Agreed(_begun(first.text))
            if isinstance(first, Agreed)
            else Disputed(_begun(first.mine), _begun(first.theirs))
        )
    return parts


def _begun(text: str) -> str:
    return text.removeprefix(_START) if text.startswith(_START) else text.lstrip(" ")

"""Random filters as they are written, with what each part asks for told beside its text, so that nobody parses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.histories.words import GIVEN, SURNAMES, THINGS, WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

KEYS = {
    "owner": ("ansvarig", "owner", "OWNER", "Ansvarig"),
    "deputy": ("ersättare", "ersattare", "deputy"),
    "health": ("läge", "lage", "health"),
    "lane": ("status", "lane"),
    "stage": ("steg", "stage"),
    "label": ("etikett", "label"),
    "due": ("klart", "due", "Klart"),
    "start": ("börjar", "borjar", "start"),
    "blocked": ("stopp", "blocked"),
    "plan": ("plan",),
    "unknown": ("färg", "colour"),
}
SELDOM = ("plan", "unknown")
ME = ("mig", "Mig", "jag", "me")
NOBODY = ("ingen", "INGEN", "inga", "none", "nobody")
# What stands for several of ours is begun alike by them.
HEALTHS = {
    "risk": {"at_risk"},
    "at-risk": {"at_risk"},
    "at_risk": {"at_risk"},
    "avv": {"off_track"},
    "Deviation": {"off_track"},
    "enligt-plan": {"on_track"},
    "plan": {"on_track"},
    "ej-uppfoljt": {"unknown"},
    "o": {"on_track", "off_track"},
    "e": {"on_track", "unknown"},
    "gult": set(),
}
STAGES = {
    "planerat": {"planned"},
    "not-started": {"planned"},
    "pågår": {"active"},
    "PAGAR": {"active"},
    "väntar": {"waiting"},
    "vän": {"waiting"},
    "klar": {"done"},
    "don": {"done"},
    "p": {"planned", "active"},
    "pausat": set(),
}
ANSWERS = {"ja": {True}, "YES": {True}, "nej": {False}, "n": {False}, "kanske": set()}
CHOICES: dict[str, dict[str, set[str]] | dict[str, set[bool]]] = {
    "health": HEALTHS,
    "stage": STAGES,
    "blocked": ANSWERS,
}
# By what they are written as, their first and last days; those that move with today are told in days around it.
DAYS = {
    "2026-11-18": ("2026-11-18", "2026-11-18"),
    "2026-11-22": ("2026-11-22", "2026-11-22"),
    "1/12-2026": ("2026-12-01", "2026-12-01"),
    "2026-11": ("2026-11-01", "2026-11-30"),
    "december-2026": ("2026-12-01", "2026-12-31"),
    "hösten-2026": ("2026-09-01", "2026-11-30"),
    "2027-21": ("2027-03-01", "2027-05-31"),
    "2026": ("2026-01-01", "2026-12-31"),
    "2027": ("2027-01-01", "2027-12-31"),
    "2026-v47": ("2026-11-16", "2026-11-22"),
    "v53-2026": ("2026-12-28", "2027-01-03"),
    "vecka-1-2027": ("2027-01-04", "2027-01-10"),
}
RELATIVE = (
    "idag",
    "imorgon",
    "denna-vecka",
    "next-week",
    "förra-veckan",
    "denna-månad",
    "nästa_månad",
    "last-month",
    "i-år",
)
SENSELESS = ("snart", "2026-13", "2026-02-30", "v54-2026", "0000", "9999-12-31", "1..2..3", "..", "<", "<>2026")
LATE = ("försenat", "forsenat", "FÖRSENADE", "late")
SPACES = (" ", " ", " ", "  ", "\u00a0")


@dataclass(frozen=True)
class Part:
    """One part: what it asks by, the value without its quotes, and how the whole is written."""

    key: str
    value: str
    written: str
    quoted: bool = False
    unwanted: bool = False
    unclosed: bool = False


@dataclass(frozen=True)
class Question:
    """A filter: its parts, and its text."""

    parts: tuple[Part, ...]
    text: str


@dataclass(frozen=True)
class Names:
    """The names that a question may use, of what there may be and of what there is not."""

    people: Sequence[str] = tuple(f"{given} {surname}" for given in GIVEN for surname in SURNAMES)
    lanes: Sequence[str] = ("Ej påbörjat", "Pågår", "Väntar", "Klart", *THINGS)
    labels: Sequence[str] = (*THINGS, *WORDS)
    plans: Sequence[str] = ("Att ha invånaren som medskapare", "Kompetensförsörjning 2027", *THINGS)
    words: Sequence[str] = (*WORDS, "öberg", "oberg", "hälsa", "halsa", "12", "e-tjänst", "om", "lokal", "ta fram")


def a_question(dice: Random, names: Names | None = None) -> Question:
    """Make a filter of up to four parts; the same key twice is frequent, since it means another thing."""
    names = names or Names()
    keys = [*(key for key in KEYS if key not in SELDOM), "owner", "due", "word", "word", "number"]
    if dice.random() < 0.15:
        keys += SELDOM
    parts: list[Part] = []
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4))):
        again = [part.key for part in parts if part.key in KEYS]
        parts.append(_part(dice, dice.choice(again) if again and dice.random() < 0.4 else dice.choice(keys), names))
    if dice.random() < 0.03:
        parts.append(Part("word", "om hälsa", '"om hälsa', quoted=True, unclosed=True))
    text = "".join(part.written + (dice.choice(SPACES) if part is not parts[-1] else "") for part in parts)
    return Question(tuple(parts), text)


def _part(dice: Random, key: str, names: Names) -> Part:
    if key == "number":
        value = str(dice.randint(1, 14))
        return _written(dice, key, value, f"#{'00' if dice.random() < 0.1 else ''}{value}")
    if key == "word":
        value = _disguised(dice, dice.choice(names.words)) if dice.random() < 0.95 else dice.choice(("***", "-", "%"))
        return _written(dice, key, *_maybe_quoted(dice, value))
    value = _value(dice, key, names)
    if dice.random() < 0.03:
        value = dice.choice(("", "***"))
    return _written(dice, key, *_maybe_quoted(dice, value), said=dice.choice(KEYS[key]))


def _written(dice: Random, key: str, value: str, text: str, *, said: str = "") -> Part:
    unwanted = dice.random() < 0.2
    quoted = text[:1] in ('"', "”", "“") and len(text) > 1
    if not quoted and not said and text.startswith("-"):  # which would be another part, unwanted
        return Part(key, "%", "%")
    written = f"{'-' if unwanted else ''}{said}{':' if said else ''}{text}"
    return Part(key, value, written, quoted=quoted, unwanted=unwanted)


def _maybe_quoted(dice: Random, value: str) -> tuple[str, str]:
    if " " in value or dice.random() < 0.2:
        left, right = dice.choice((('"', '"'), ("”", "”"), ("“", "”")))
        return value, f"{left}{value}{right}"
    return value, value


def _value(dice: Random, key: str, names: Names) -> str:
    if key in CHOICES:
        choices: list[str] = [*CHOICES[key]]
        return dice.choice(choices)
    if key in ("due", "start"):
        return _when(dice, late=key == "due")
    if key == "unknown":
        return "röd"
    pools = {"owner": names.people, "deputy": names.people, "lane": names.lanes, "label": names.labels}
    if key in ("owner", "deputy") and dice.random() < 0.3:
        return dice.choice(ME)
    if key in ("owner", "deputy", "label") and dice.random() < 0.2:
        return dice.choice(NOBODY)
    return _disguised(dice, dice.choice(pools.get(key, names.plans)))


def _when(dice: Random, *, late: bool) -> str:
    if dice.random() < 0.2:
        return dice.choice([*NOBODY, *LATE] if late else NOBODY)
    if dice.random() < 0.1:
        return dice.choice(SENSELESS)
    one, other = dice.choice([*DAYS, *RELATIVE]), dice.choice([*DAYS, *RELATIVE])
    forms = ("{one}", "{one}", "<{one}", "<={one}", ">{one}", ">={one}", "{one}..{other}", "{one}..", "..{one}")
    return dice.choice(forms).format(one=one, other=other)


def _disguised(dice: Random, name: str) -> str:
    """Write a name as somebody might: other case, no dots, only its beginning, only its end, hyphens for spaces."""
    if dice.random() < 0.3:
        name = name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    if dice.random() < 0.3:
        name = dice.choice((name.upper(), name.lower()))
    words = name.split(" ")
    if dice.random() < 0.4:
        words = words[: dice.randint(1, len(words))] if dice.random() < 0.5 else words[dice.randrange(len(words)) :]
    if dice.random() < 0.3:
        words[-1] = words[-1][: dice.randint(1, len(words[-1]))].rstrip("-")
    return " ".join(words) if dice.random() < 0.5 else "-".join(words)

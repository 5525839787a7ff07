"""The words of the filter language: both languages are always understood, whatever the reader's is (vocabulary.ts)."""

Names = tuple[tuple[str, ...], tuple[str, ...]]
"""In Swedish and in English; the first of each is the one that is offered."""

KEYS: dict[str, Names] = {
    "owner": (("ansvarig",), ("owner",)),
    "deputy": (("ersättare",), ("deputy",)),
    "health": (("läge",), ("health",)),
    "lane": (("status",), ("lane",)),
    "stage": (("steg",), ("stage",)),
    "label": (("etikett",), ("label",)),
    "due": (("klart",), ("due",)),
    "start": (("börjar",), ("start",)),
    "blocked": (("stopp",), ("blocked",)),
    "plan": (("plan",), ("plan",)),
}
ME = ("mig", "jag", "me")
NONE = ("ingen", "inget", "inga", "none", "nobody", "nothing")
LATE = ("försenat", "försenad", "försenade", "overdue", "late")
HEALTHS: dict[str, Names] = {
    "on_track": (("enligt plan",), ("on track",)),
    "at_risk": (("risk",), ("at risk",)),
    "off_track": (("avvikelse",), ("off track", "deviation")),
    "unknown": (("ej uppföljt", "inte följt upp"), ("not followed up", "unknown")),
}
STAGES: dict[str, Names] = {
    "planned": (("planerat", "ej påbörjat"), ("planned", "not started")),
    "active": (("pågår",), ("active", "in progress")),
    "waiting": (("väntar",), ("waiting",)),
    "done": (("klart", "klar", "klara"), ("done",)),
}
ANSWERS: dict[str, Names] = {"yes": (("ja",), ("yes",)), "no": (("nej",), ("no",))}
CHOICES = {"health": HEALTHS, "stage": STAGES, "blocked": ANSWERS}


def every(names: Names) -> tuple[str, ...]:
    """Give the names of both languages."""
    return names[0] + names[1]


def offered(words: dict[str, Names], language: str) -> str:
    """List what may be written, in a language."""
    return ", ".join(dict.fromkeys(names[language == "en"][0] for names in words.values()))

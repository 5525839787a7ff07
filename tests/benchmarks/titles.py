"""Invented assignments of a Swedish municipality, as varied as real ones."""

from __future__ import annotations

import random

DOES = (
    "Ta fram", "Kartlägga", "Se över", "Införa", "Utveckla", "Samordna", "Beskriva", "Pröva", "Utbilda chefer i",
    "Följa upp", "Sprida", "Föreslå", "Stärka", "Förankra", "Utvärdera", "Planera för", "Inventera", "Revidera",
    "Ge medarbetare stöd i", "Skapa former för", "Upphandla", "Bjuda in till", "Förenkla", "Digitalisera",
)  # fmt: skip
WHAT = (
    "gemensamma rutiner", "en modell för kompetensförsörjning", "introduktionen av nyanställda", "tjänstelogik",
    "ett årshjul", "mötesstrukturen", "brukarnas delaktighet", "anhörigstödet", "e-tjänster för ansökan",
    "samverkan med vården", "en handledning om samtycke", "arbetet mot våld i nära relationer", "hemtjänstens scheman",
    "daglig verksamhet", "språkstöd på arbetsplatsen", "praktikplatser", "vägar från försörjningsstöd till arbete",
    "medborgarlöften", "kvalitetsregistret", "barnrättsperspektivet", "lokalförsörjningen", "välfärdsteknik",
    "klarspråk i beslut", "avvikelsehanteringen", "en kommunikationsplan", "mentorskap", "nätverk för enhetschefer",
    "nattillsyn med kamera", "riktlinjer för bostadsanpassning", "uppföljningen av nämndens mål",
)  # fmt: skip
WHERE = (
    "", "", "", "inom äldreomsorgen", "tillsammans med Arbetsförmedlingen", "för stöd och försörjning",
    "på alla enheter", "i hela förvaltningen", "med skolan", "för unga 16–24 år", "inför budget 2027", "i hemmet",
    "inom funktionsstöd", "med civilsamhället", "enligt ny lag", "på Ängsgården", "i Östra distriktet", "för nyanlända",
    "före sommaren", "med fackliga företrädare",
)  # fmt: skip
NOTES = (
    "Planen håller, men vi behöver en till från hemtjänsten.",
    "Väntar på besked från upphandling; en månad sent.",
    "Första mötet är hållet och alla enheter är med.",
    "Ingen leder arbetet just nu.",
)


def assignments(count: int, *, seed: int = 2) -> list[str]:
    """As many titles as asked for, the same for the same seed."""
    chance = random.Random(seed)
    return [f"{chance.choice(DOES)} {chance.choice(WHAT)} {chance.choice(WHERE)}".strip() for _ in range(count)]

"""Names, titles and sentences, put together from municipal words; nobody and nothing in them is real."""

import itertools
import random
from collections.abc import Iterator

_GIVEN = (
    "Åsa", "Örjan", "Älva", "Göran", "Märta", "Håkan", "Ebba", "Nils", "Tuva", "Sixten", "Amina", "Yusuf", "Leila",
    "Dragan", "Zofia", "Farid", "Linnéa", "Torbjörn", "Siv", "Kjell", "Rakel", "Elias", "Saga", "Mohamed", "Ylva",
    "Bengt", "Ulla-Britt", "Per-Åke", "Anna-Lena", "Jörgen", "Kerstin", "Ragnhild", "Emin", "Hodan", "Ingemar",
    "Lovisa", "Viggo", "Päivi", "Jyrki", "Mónica",
)  # fmt: skip
_FIRST_HALF = (
    "Ek", "Björk", "Ås", "Ö", "Ång", "Lind", "Sjö", "Berg", "Hög", "Ny", "Gran", "Älv", "Ström", "Forss", "Källe",
    "Sand", "Norr", "Söder", "Väster", "Öster", "Häll", "Ljung", "Rönn", "Alm", "Tall", "Vik", "Dal", "Brå",
)  # fmt: skip
_LAST_HALF = (
    "berg", "ström", "lund", "gren", "kvist", "mark", "stedt", "man", "dahl", "vall", "holm", "fors", "ås", "näs",
    "hed", "blad",
)  # fmt: skip
TITLES = (
    "enhetschef", "verksamhetsutvecklare", "socialsekreterare", "handläggare", "biståndshandläggare", "samordnare",
    "kommunikatör", "ekonom", "HR-specialist", "arbetsmarknadskonsulent", "studie- och yrkesvägledare", "utredare",
    "avdelningschef", "projektledare", "IT-samordnare", "lärare", "fastighetsstrateg", "kvalitetscontroller",
)  # fmt: skip
UNITS = (
    "Försörjningsstöd", "Vuxenutbildning", "Arbetsmarknad", "Äldreomsorg Östra", "Äldreomsorg Västra", "Hemtjänst",
    "Funktionsstöd", "Barn och unga", "Öppna mötesplatser", "Stadsbyggnad", "Kultur och fritid", "Miljö och hälsa",
    "Grundskola Ängsö", "Förskola", "Lokalförsörjning", "Digitalisering", "Ekonomi", "Kansli", "Upphandling", "SFI",
)  # fmt: skip
_AIMS = ("Att", "Handlingsplan för att", "Tillsammans för att")
_PLANS = (
    "korta vägen till egen försörjning", "stärka barns och ungas röst", "minska ofrivillig ensamhet",
    "bli en klimatneutral förvaltning", "förebygga våld i nära relationer", "ge äldre mer inflytande",
    "införa välfärdsteknik", "skriva så att alla förstår", "ta emot nyanlända väl", "behålla och utveckla medarbetare",
    "öppna förvaltningens data", "göra Östra älvstranden levande", "få fler att läsa", "trygga skolvägarna",
    "samla stödet till anhöriga", "korta handläggningstiderna", "bygga om äldreboendena", "säkra kompetensen till 2035",
    "förenkla för företagare", "halvera matsvinnet", "ge alla unga en meningsfull fritid", "rusta för kris",
    "rena dagvattnet i Ängsån", "dela lokaler bättre", "göra biblioteken till mötesplatser", "upphandla hållbart",
    "ge varje elev rätt stöd", "fler ska cykla", "införa e-arkiv", "stärka den psykiska hälsan",
    "möta våldsbejakande extremism", "ge chefer hållbara uppdrag", "samverka med civilsamhället",
    "minska sjukfrånvaron", "följa upp det som gör skillnad", "utveckla första linjens stöd",
    "göra budskapen tillgängliga", "planera för fler äldre", "stötta föräldrar tidigt", "knyta ihop stad och landsbygd",
)  # fmt: skip
_DOES = (
    "Ta fram", "Kartlägga", "Se över", "Införa", "Utveckla", "Samordna", "Beskriva", "Pröva", "Följa upp", "Revidera",
    "Sprida", "Förankra", "Utvärdera", "Planera för", "Inventera", "Upphandla", "Förenkla", "Digitalisera", "Stärka",
    "Besluta om", "Utbilda chefer i", "Riskbedöma", "Sammanställa", "Kvalitetssäkra",
)  # fmt: skip
_STEMS = (
    "medborgar", "äldreomsorgs", "försörjningsstöds", "kompetens", "brukar", "anhörig", "klarspråks", "lokal",
    "välfärdsteknik", "barnrätts", "avvikelse", "mötes", "introduktions", "upphandlings", "samverkans", "språkstöds",
    "hemtjänst", "närvaro", "trygghets", "tillgänglighets", "kvalitets", "målgrupps", "handläggar", "e-tjänst",
    "bostadsanpassnings", "ungdoms", "öppettids", "årshjuls", "ärendehanterings", "återkopplings",
)  # fmt: skip
_THINGS = (
    "rutinerna", "modellen", "planen", "utbildningen", "enkäten", "riktlinjen", "strategin", "arbetet", "dialogerna",
    "underlaget", "uppföljningen", "nätverket", "processen", "guiden", "mallarna", "analysen", "pärmen", "schemat",
)  # fmt: skip
_WHERE = (
    "", "", "", "", "inom äldreomsorgen", "på alla enheter", "i hela förvaltningen", "för unga 16–24 år",
    "i Östra distriktet", "på Ängsgården", "med civilsamhället", "inför budget", "för nyanlända", "före sommaren",
    "tillsammans med Arbetsförmedlingen", "med skolan", "enligt den nya socialtjänstlagen", "på Åsbacken",
)  # fmt: skip
LABELS = (
    "Kompetens", "Lagkrav", "Digitalisering", "Invånardialog", "Ekonomi", "Arbetsmiljö", "Lokaler", "Nämndmål",
)  # fmt: skip
REPORTS: dict[str, tuple[str, ...]] = {
    "on_track": ("Planen håller.", "Första mötet är hållet.", "Alla enheter är med.", "Underlaget är klart i tid.", ""),
    "at_risk": ("Två enheter har inte svarat.", "Vi behöver en till från hemtjänsten.", "En månad sent."),
    "off_track": ("Ingen leder arbetet just nu.", "Upphandlingen är överklagad.", "Vi saknar pengar för resten."),
}
COMMENTS = (
    "Jag tar det med min enhet på måndag.", "Kan vi stämma av före nämndens möte?", "Bra, då kör vi.",
    "Det finns ett liknande arbete på Östra, jag hör med dem.", "Underlaget ligger i den gemensamma mappen.",
    "Vi fick in elva svar, de flesta positiva.", "Facken vill läsa en gång till.", "Flyttat till efter helgerna.",
    "Invånarna på workshopen tyckte att det var otydligt.", "Jag skriver ett första utkast i veckan.",
    "Juristen har inga invändningar.", "Ekonomin är avstämd.", "Vi behöver en översättning till lätt svenska.",
    "Protokollet är justerat.", "Återkommer när alla enhetschefer har sagt sitt.",
)  # fmt: skip
ROWS = (
    "Boka lokal", "Bjuda in deltagarna", "Skriva utkast", "Stämma av med jurist", "Samla in synpunkter",
    "Räkna på kostnaden", "Förankra i ledningsgruppen", "Informera facken", "Publicera på intranätet",
    "Beställa översättning", "Göra riskbedömning", "Ta upp i samverkan", "Sammanställa svaren", "Följa upp",
)  # fmt: skip
BLOCKERS = (
    "Beslut saknas från nämnden.", "Systemet är inte upphandlat.", "Två chefer har inte svarat.",
    "Ingen lokal rymmer alla.", "Avtalet är överklagat.", "Personuppgiftsbedömningen är inte klar.",
)  # fmt: skip
DESCRIPTIONS = (
    "Behovet kom fram i **medarbetardialogen**.\n\n- Vad vill vi uppnå?\n- Vilka berörs?\n- Hur vet vi det?",
    "Enligt nämndens uppdrag ska detta redovisas i delårsrapporten. Arbetet görs tillsammans med dem som berörs.",
    "Börja smått: pröva på en enhet, lär, och bredda sedan. Återkoppla till invånarna vad deras svar ledde till.",
    "Bygger vidare på förra årets kartläggning. Se den gemensamma mappen för underlag.",
)
PHASES = ("Kartläggning", "Dialog", "Utkast", "Remiss", "Införande", "Uppföljning")
ELSEWHERE = ("nämnden", "upphandlingsenheten", "regionen", "leverantören")


def names(dice: random.Random) -> Iterator[str]:
    """Give names that differ, in an order of the dice's."""
    surnames = [first + last for first, last in itertools.product(_FIRST_HALF, _LAST_HALF)]
    every = [f"{given} {surname}" for given, surname in itertools.product(_GIVEN, surnames)]
    dice.shuffle(every)
    return iter(every)


def plan_name(number: int) -> str:
    """Name the plan of a number, beginning with 0; beyond the forty they are numbered."""
    name = f"{_AIMS[number % len(_AIMS)]} {_PLANS[number % len(_PLANS)]}"
    return name if number < len(_PLANS) else f"{name} ({number // len(_PLANS) + 1})"


def title(dice: random.Random) -> str:
    """Make a title of an assignment."""
    thing = dice.choice(_STEMS) + dice.choice(_THINGS)
    return f"{dice.choice(_DOES)} {thing} {dice.choice(_WHERE)}".strip()

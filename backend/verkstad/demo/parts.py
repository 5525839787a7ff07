"""What stands on the demo's cards beside their faces, by number; all invented, after what demo.json says."""

from typing import NamedTuple

# A plan's labels, each with its tint.
LABELS: dict[str, list[tuple[str, int]]] = {
    "H1": [("Organisation", 1), ("Roller", 3), ("Möten", 5)],
    "H2": [("Invånare", 2), ("Mandat", 1), ("Kompetens", 3), ("Spridning", 5)],
    "H3": [("Rättssäkerhet", 4), ("Samverkan", 1)],
    "H4": [("Huvudhandläggare", 1), ("Introduktion", 3), ("E-tjänst", 4)],
    "H5": [("Intervjuer", 2), ("Statistik", 5), ("Nämnden", 4)],
}
WORN: dict[int, list[str]] = {
    1: ["Organisation"],
    2: ["Organisation"],
    4: ["Organisation"],
    5: ["Roller"],
    6: ["Möten"],
    7: ["Invånare"],
    8: ["Invånare"],
    9: ["Invånare"],
    10: ["Kompetens"],
    11: ["Spridning", "Mandat"],
    12: ["Mandat"],
    13: ["Rättssäkerhet"],
    15: ["Samverkan"],
    17: ["Huvudhandläggare"],
    18: ["Huvudhandläggare"],
    19: ["Introduktion"],
    21: ["E-tjänst"],
    23: ["Intervjuer"],
    24: ["Statistik"],
    25: ["Nämnden"],
}
DEPUTIES: dict[int, str] = {
    1: "p15",
    2: "p14",
    3: "p01",
    4: "p16",
    7: "p02",
    8: "p01",
    9: "p02",
    13: "p04",
    17: "p08",
    18: "p10",
    22: "p16",
    23: "p30",
}
PARTICIPANTS: dict[int, list[str]] = {
    7: ["p08", "p11", "p20"],
    8: ["p08", "p12", "p21", "i01"],
    12: ["p19", "p04"],
    23: ["p16", "p31"],
}
BACKGROUNDS: dict[int, str] = {
    7: "Invånarna ska ha inflytande över hur stödet utformas. Strategiska ledningsgruppen bad om en konkret plan på "
    "hur arbetet införs i den nya organisationen.\n\n**Gjort hittills:** uppstartsmöte {2016-10-18} och två workshops.",
    12: "Behovet kom fram på uppstartsmötet {2016-10-18}: cheferna behöver förstärka gruppens mandat, och medlemmarna "
    "behöver tid. Strategiska ledningsgruppen bad Ulf Thorén att ta frågan vidare.",
    21: "E-tjänsten inom försörjningsstödet införs av en annan del av organisationen och påverkar hur invånare får "
    "kontakt med sin huvudhandläggare.",
    24: "Ett nytt IT-system för dokumentation och statistik ska upphandlas, för arbete på såväl invånar- som "
    "organisationsnivå. Kraven på statistik behöver vara med från början.",
}


class Row(NamedTuple):
    """A row of a checklist: what, who, until when (a day of the source, or a month), and when it was done."""

    text: str
    person: str | None = None
    due: str | None = None
    done: str | None = None


# The seven needs of the start-up meeting are taken from demo.json, with who follows each up.
NEEDS_ON = 7
NEEDS_TITLE = "Behov från uppstartsmötet {2016-10-18}"
NEEDS_BY = ["p18", "p18", "p01", "p17", "p07", "p19", "p02"]
NEEDS_DONE = {2: "2016-11-08", 6: "2016-11-01"}

CHECKLISTS: dict[int, list[tuple[str, list[Row]]]] = {
    1: [
        (
            "Start",
            [
                Row("Välja åtta medlemmar med så stor bredd som möjligt", "p14", "2016-09-26", "2016-09-26"),
                Row("Gå igenom mandat och tid med gruppen", "p14", "2016-10-10", "2016-10-10"),
                Row("Besöka tre kommuner som arbetar i multiteam", "p15", "2017-01"),
                Row("Föreslå hur två team kan prövas", "p14", "2017-03"),
            ],
        )
    ],
    8: [
        (
            "Inför och efter",
            [
                Row("Boka lokaler för båda dagarna", "p21", "2016-10-28", "2016-10-27"),
                Row("Bjuda in invånare från alla verksamheter", "p08", "2016-11-04", "2016-11-03"),
                Row("Skriva frågor som är desamma båda gångerna", "p02", "2016-11-10", "2016-11-09"),
                Row("Förmiddagen {2016-11-15}", "p02", "2016-11-15", "2016-11-15"),
                Row("Heldagen {2016-11-22}", "p01", "2016-11-22", "2016-11-22"),
                Row("Sammanställa synpunkterna", "p08", "2016-12-09"),
                Row("Berätta för deltagarna vad som händer med svaren", "p07", "2016-12-16"),
            ],
        )
    ],
    9: [
        (
            "Steg",
            [
                Row("Beskriva vad invånarna ska bidra med", "p01", "2016-10-28", "2016-10-26"),
                Row("Fråga invånarna från workshoparna", "p02", "2016-11-25", "2016-11-24"),
                Row("Ta fram ersättning för tid och resor", "p32", "2016-12-02"),
                Row("Välja tillsammans med gruppen", "p01", "2016-12-16"),
            ],
        )
    ],
    11: [
        (
            "Var vi berättar",
            [
                Row("Nyhet på intranätet", "p07", "2016-10-20", "2016-10-20"),
                Row("Enheternas arbetsplatsträffar", "p07", "2017-01"),
                Row("Filmklipp från workshoparna", None, "2017-01"),
            ],
        )
    ],
    12: [
        (
            "Checklista",
            [
                Row("Skriva ett förslag till mandat", "p01", "2016-10-21", "2016-10-21"),
                Row("Stämma av förslaget med strategiska ledningsgruppen", "p18", "2016-10-28", "2016-10-28"),
                Row("Räkna ut hur många timmar per enhet det handlar om", "p32", "2016-11-04", "2016-11-07"),
                Row("Få bekräftelse från enhetscheferna på försörjningsstöd", "p18", "2016-11-25"),
                Row("Få bekräftelse från enhetscheferna på SFI", "p19", "2016-11-25"),
                Row("Berätta för medlemmarna vad som gäller", "p07", "2016-12-14"),
                Row("Följa upp efter tre månader", "p18", "2017-03"),
            ],
        )
    ],
    23: [
        (
            "Intervjuer",
            [
                Row("Skriva intervjuguide", "p22", "2016-10-28", "2016-10-27"),
                Row("Prova guiden med tre invånare", "p30", "2016-11-04", "2016-11-07"),
                Row("Boka fyrtio samtal", "p22", "2016-11-25"),
                Row("Genomföra samtalen", "p22", "2016-12-16"),
                Row("Sammanställa utan att någon enskild går att känna igen", "p16", "2016-12-23"),
            ],
        )
    ],
}


class Stop(NamedTuple):
    """A blocker: what, who raised it and when, who can take it away, when an answer is needed, who had the same."""

    what: str
    by: str
    raised: str
    remover: str
    answer_by: str | None
    same: list[str]
    resolved: tuple[str, str, str] | None = None


BLOCKERS: dict[int, list[Stop]] = {
    12: [
        Stop(
            "Två enhetschefer har inte bekräftat fyra timmar i veckan.",
            "p18",
            "2016-11-23",
            "p04",
            "2016-12-09",
            ["p02", "p14"],
        )
    ],
    21: [Stop("E-tjänsten är inte i drift.", "p29", "2016-11-08", "", None, ["p10"])],
    8: [
        Stop(
            "Ingen lokal rymmer alla på heldagen.",
            "p02",
            "2016-10-24",
            "p21",
            "2016-10-31",
            [],
            ("p21", "2016-10-27", "Biblioteket lånar ut stora salen."),
        )
    ],
}
ELSEWHERE = {21: "projektet för e-tjänsten"}

# By number: who, when (day of the source, hour), what; @ names whom it mentions.
COMMENTS: dict[int, list[tuple[str, str, int, str, list[str]]]] = {
    7: [
        ("p08", "2016-11-16", 9, "Invånarna på förmiddagen ville veta *när* i processen de blir tillfrågade.", []),
        ("p02", "2016-11-24", 14, "Underlaget från heldagen ligger i mappen. @Åsa Öberg, hinner du läsa?", ["p01"]),
        ("p01", "2016-11-25", 10, "Läst. Det räcker gott för beslutet i {2016-12}.", []),
    ],
    8: [
        ("i01", "2016-11-16", 18, "Tack för en bra förmiddag. Det kändes som om ni lyssnade.", []),
        ("p02", "2016-11-23", 9, "Heldagen gav 64 synpunkter. Vi sorterar dem under fem rubriker.", []),
    ],
    9: [("p02", "2016-11-28", 11, "Fyra invånare kan tänka sig, men bara på kvällar. @Åsa Öberg, går det?", ["p01"])],
    12: [
        ("p01", "2016-11-21", 10, "Förslaget är läst av alla fem. Tre har svarat ja.", []),
        ("p04", "2016-11-24", 15, "Jag tar upp det på mötet med enhetscheferna.", []),
        (
            "p19",
            "2016-12-01",
            16,
            "Jag kan bekräfta två timmar från {2017-01}, men inte fyra. @Tomas Wallin, kan vi ta det på måndag?",
            ["p04"],
        ),
    ],
    17: [("p10", "2016-11-28", 13, "Modell B fungerar bäst när flera stöd pågår samtidigt.", [])],
    23: [("p22", "2016-12-01", 9, "Sju av fyrtio är gjorda. Vi behöver fler som kan intervjua.", [])],
}
# How one card, by number, stands to another.
RELATIONS: list[tuple[int, str, int]] = [
    (12, "blocks", 7),
    (8, "part_of", 7),
    (9, "relates", 8),
    (21, "relates", 20),
    (17, "blocks", 19),
    (24, "relates", 22),
]
# Shown on a further plan too.
LINKS: dict[int, list[str]] = {7: ["H1"], 24: ["H4"]}
# Title, leader, start and end of each.
PHASES: dict[int, list[tuple[str, str, str, str]]] = {
    8: [
        ("Workshop 1, förmiddag 09.00–12.00", "p02", "2016-11-15", "2016-11-15"),
        ("Workshop 2, heldag", "p01", "2016-11-22", "2016-11-22"),
    ],
    13: [
        ("Intervjuer på enheterna", "p09", "2016-09-19", "2016-10-28"),
        ("Genomgång med jurist", "p23", "2016-11-01", "2016-11-25"),
        ("Sammanställning", "p09", "2016-11-28", "2016-12-16"),
    ],
}
FACTS: dict[int, dict[str, object]] = {
    7: {"priority": 1},
    10: {"common_need": True},
    12: {"priority": 1, "consultation": True, "consulted_on": "2016-11-17"},
    15: {"consultation": True, "consulted_on": "2017-02"},
    17: {"consultation": True, "consulted_on": "2016-11-30"},
    21: {"processes": ["Införande av e-tjänst inom försörjningsstödet"]},
    24: {
        "common_need": True,
        "processes": ["Upphandling av nytt IT-system för dokumentation och statistik"],
    },
}
# Where no more is known than a month or a season.
VAGUE: dict[int, str] = {14: "2017-04", 20: "2017-21", 25: "2017-04"}
FOLDERS: dict[int, str] = {8: "Invånaren som medskapare\\Workshopar", 12: "", 23: "Behovsanalys\\Intervjuer"}
WEB: dict[int, list[tuple[str, str]]] = {
    8: [("Vad som togs upp på uppstartsmötet", "https://example.se/nyheter/utvecklingsgruppen-igang")],
}
# A file on a card: who, when, its name, its words.
FILES: dict[int, list[tuple[str, str, str, str]]] = {
    8: [
        (
            "p02",
            "2016-11-09",
            "Frågor till båda workshoparna.md",
            "1. Vad hände innan du kom i kontakt med oss?\n2. När hade du velat bli tillfrågad?\n3. Vad saknades?\n",
        )
    ],
}
# What hung on the wall when the whole day was over: so many notes under each of five headings.
WALL = (8, "p02", "2016-11-22", "Väggen efter heldagen.png")
NOTES = (17, 9, 14, 11, 13)
# The plan's own fields: (name, kind, choices), and what cards say in the first of them.
FIELDS: dict[str, list[tuple[str, str, list[str]]]] = {
    "H5": [("Diarienummer", "text", []), ("Redovisas för nämnden", "checkbox", [])],
}
VALUES: dict[int, str] = {25: "AMN 2017-112"}
ANSWERS: dict[int, tuple[str, str]] = {}


def people_on(number: int) -> list[str]:
    """Name those who act on a card, who are therefore members of its plan."""
    rows = [row for _, each in CHECKLISTS.get(number, []) for row in each]
    stops = BLOCKERS.get(number, [])
    found = [
        DEPUTIES.get(number),
        *PARTICIPANTS.get(number, []),
        *(row.person for row in rows),
        *(NEEDS_BY if number == NEEDS_ON else []),
        *(stop.by for stop in stops),
        *(stop.resolved[0] for stop in stops if stop.resolved),
        *(person for person, *_ in FILES.get(number, [])),
    ]
    return [person for person in found if person]

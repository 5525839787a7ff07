"""What demo.json does not say: purposes, reports and descriptions, all invented."""

PURPOSES = {
    "H1": "Invånaren möter en förvaltning, inte flera avdelningar. Varje del av processen har någon som leder den, "
    "och alla medarbetare vet hur deras del hänger ihop med helheten.",
    "H2": "Invånarna är med och formar det stöd de själva använder. Ingen förändring i invånarprocessen beslutas utan "
    "att de som berörs har haft inflytande.",
    "H3": "Det är tydligt vad som är myndighetsutövning och vad som är planering. Invånaren får rättssäkra beslut "
    "och en plan som håller.",
    "H4": "Varje invånare har en huvudhandläggare som har överblicken och håller ihop stödet från början till slut.",
    "H5": "Vi vet vilka vi är till för och vad de behöver, och fattar beslut utifrån det.",
}
OWNERS = {"H1": "p14", "H2": "p01", "H3": "p09", "H4": "p10", "H5": "p32"}
GROUPS = {"H1": ["G3", "G5"], "H2": ["G2"], "H3": [], "H4": ["G4"], "H5": ["G6"]}

# By number: reports in order, each (days after the assignment started, health, sentence).
REPORTS: dict[int, list[tuple[int, str, str]]] = {
    1: [(14, "on_track", "Åtta medlemmar är valda."), (75, "on_track", "Gruppen har träffats tre gånger.")],
    2: [
        (21, "on_track", "Vi har kartlagt dagens ingångar."),
        (57, "at_risk", "Två enheter vill behålla sin egen reception."),
    ],
    3: [(20, "on_track", "Planerna finns samlade för alla att läsa.")],
    4: [(30, "on_track", "Tre av fem delprocesser är beskrivna.")],
    6: [(40, "on_track", "Förslaget är förankrat i ledningsgrupperna.")],
    7: [(20, "on_track", "Underlaget skrivs."), (46, "on_track", "Underlaget är klart för beslut i {2016-12}.")],
    8: [(12, "on_track", "Lokal och inbjudningar är klara."), (36, "on_track", "Båda workshopparna är genomförda.")],
    9: [(20, "at_risk", "Vi har för få invånare som kan på dagtid.")],
    11: [(26, "at_risk", "Enhetsmötena är fulla till {2017-01}.")],
    12: [
        (13, "on_track", "Förslaget är färdigt och utskickat."),
        (27, "at_risk", "Tre av fem chefer har bekräftat."),
        (41, "off_track", "Två enhetschefer har inte svarat. Utan deras tid stannar gruppen."),
    ],
    13: [(25, "on_track", "Intervjuerna på försörjningsstöd är klara.")],
    17: [(30, "on_track", "Tre modeller är framtagna."), (58, "at_risk", "Facken vill ha mer tid att läsa.")],
    18: [(35, "on_track", "Ett första utkast finns.")],
    21: [(5, "at_risk", "E-tjänstens införande är flyttat.")],
    22: [(40, "on_track", "Fyra målgrupper är beskrivna.")],
    23: [(14, "at_risk", "Tolv intervjuer är bokade."), (40, "off_track", "Sju av fyrtio intervjuer är gjorda.")],
}
DESCRIPTIONS = {
    7: "Planen ska visa **hur** invånarna får inflytande, inte bara *att* de ska ha det.\n\n"
    "- Vilka beslut berörs?\n- När i processen frågar vi?\n- Hur återkopplar vi till den som har varit med?\n\n"
    "Strategiska ledningsgruppen beslutar i {2016-12}.",
    8: "Två workshops med invånare: en förmiddag och en heldag. Frågorna är desamma båda gångerna, så att svaren går "
    "att lägga bredvid varandra.",
    12: "Varje medlem i utvecklingsgruppen ska ha ett tydligt mandat och fyra timmar i veckan, bekräftat av sin "
    "enhetschef. När alla har svarat kan gruppen börja pröva förslagen från invånarworkshopparna.\n\n"
    "Behovet kom fram på uppstartsmötet: *cheferna behöver förstärka utvecklingsgruppens mandat*, och medlemmarna "
    "behöver avsatt tid till uppdraget.",
    23: "Fyrtio samtal om behov, inte om insatser. Vi frågar vad som hände före kontakten med oss och vad som hade "
    "gjort skillnad.",
    21: "Påverkas av införandet av e-tjänsten inom försörjningsstödet. Tas upp igen när den är i drift.",
}
# The wide view of a plan that shows what a limit is.
LIMITS = {"H2": ("Pågår", 4)}

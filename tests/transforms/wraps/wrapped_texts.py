"""Text made up for the purpose, and a wrapper of its own: greedy, with hyphens by rule, and pages."""

from __future__ import annotations

import re
from random import Random

VOWELS = "aeiouyäöü"
SUBJECTS = (
    "Die Bürgermeisterin Ada Lindqvist", "Der Rat", "Ein Sprecher der Stadtwerke", "Die Genossenschaft",
    "Baudezernent Ulf Remmers", "Frau Dr. Tiedemann", "Der Landkreis Ostermoor", "Das Verwaltungsgericht",
    "Die EU-Kommission", "Niemand", "Eine Mehrheit der Abgeordneten", "Diese Gruppe",
)  # fmt: skip
OBJECTS = (
    "den Umbau der Mühlenbrücke", "die Haupt- und Nebenstraßen", "einen Zuschuss von 12,5 Mio. Euro",
    "die Wärmeversorgung der Altstadt", "den Schulentwicklungsplan", "alle Fährverbindungen",
    "das Gelände an der St.-Annen-Kirche", "die Rathaus-Sanierung", "drei neue Spielplätze",
    "die US-Partnerstadt", "den Haushalt für das Jahr 2031", "das Baugebiet im Nordfeld",
)  # fmt: skip
TIMES = (
    "",
    "",
    " am 3. Mai",
    " in der kommenden Woche",
    " mit knapper Mehrheit",
    " wie schon im 19. Jahrhundert",
)
VERBS = ("beschließen", "verschieben", "noch einmal prüfen lassen", "ablehnen", "finanzieren", "vorstellen")
CLAUSES = (
    "", "", ", weil die alte Fähre nur noch im Sommer verkehrt", ", sobald die Genehmigung vorliegt",
    ", obwohl das Gutachten zu einem anderen Ergebnis kommt", ", während die Preise weiter steigen",
)  # fmt: skip
SHORT = (
    "Die Kosten steigen.", "„Das ist ein guter Tag für uns alle“, sagte sie.", "Zahlen nannte er nicht.",
    "Das Ergebnis: 31 zu 12 Stimmen.", "„Wer soll das bezahlen?“, fragte ein Besucher.",
)  # fmt: skip
HEADINGS = ("Streit um die Kosten", "Was die Anwohner fordern", "So geht es weiter", "Neue Fähre in Sicht")


def sentence(random: Random) -> str:
    """One sentence, now and then a short one or a quotation."""
    if random.random() < 0.2:
        return random.choice(SHORT)
    subject, verb = random.choice(SUBJECTS), random.choice(("will", "kann", "soll", "wird", "muss"))
    middle = f"{random.choice(TIMES)} {random.choice(OBJECTS)} {random.choice(VERBS)}"
    return f"{subject} {verb}{middle}{random.choice(CLAUSES)}."


def article(random: Random) -> list[str]:
    """Paragraphs with a heading here and there."""
    paragraphs: list[str] = []
    for number in range(random.randint(4, 14)):
        if number and random.random() < 0.2:
            paragraphs.append(random.choice(HEADINGS))
        paragraphs.append(" ".join([sentence(random) for _ in range(random.randint(2, 6))]))
    return paragraphs


def wrap(text: str, width: int, *, hyphenate: bool) -> list[str]:
    """Break the text as late as the width allows, at hyphens too, and within words if asked to."""
    lines, line = [], ""
    for word in text.split():
        rest = word
        while len(line) + bool(line) + len(rest) > width:
            cut = max([c for c in breaks(rest, hyphenate=hyphenate) if len(line) + 1 + c < width], default=0)
            head = rest[:cut] if not cut or rest[cut - 1] == "-" else rest[:cut] + "-"
            if not cut and not line:
                break
            lines.append(f"{line} {head}".strip())
            line, rest = "", rest[cut:]
        line = f"{line} {rest}".strip()
    return [*lines, line] if line else lines


def breaks(word: str, *, hyphenate: bool) -> list[int]:
    """Where a word may be broken: behind its hyphens, and before the last consonant between two vowels."""
    after_hyphens = [match.end() for match in re.finditer(r"(?<=\w)-(?=\w)", word)]
    if not hyphenate or not word.strip("„“.,:?!").isalpha():
        return after_hyphens
    return [
        place
        for place in range(3, len(word) - 2)
        if word[place].lower() not in VOWELS
        and word[place + 1] in VOWELS
        and any(letter.lower() in VOWELS for letter in word[:place])
        and word[place - 1 : place + 1] not in ("sc", "ch", "ck", "ph", "th", "qu")
        and word[place:].strip("“.,:?!").isalpha()
    ]


def paginate(lines: list[str], length: int, kind: str) -> list[str]:
    """Put what pages carry between them: a number, a running head, addresses, or a form feed alone."""
    pages = [lines[start : start + length] for start in range(0, len(lines), length)]
    furniture = {
        "number": lambda page: ["", str(page), ""],
        "word": lambda page: ["", f"Seite {page} von {len(pages)}", ""],
        "dashes": lambda page: ["", f"- {page} -", ""],
        "head": lambda page: ["", "Ostermoorer Bote – Stadt und Land", str(page), ""],
        "urls": lambda page: [
            "",
            f"https://example.org/{page}/a.html",
            f"https://example.org/{page}/b.html",
            "",
        ],
        "form feed": lambda _: ["\f"],
    }[kind]
    out = pages[0]
    for number, page in enumerate(pages[1:], 1):
        out = [*out, *furniture(number), *page]
    return out

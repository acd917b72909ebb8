"""Match tickers, whose entries have minutes of play for clocks, and what only counts."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.liveblog.segmenting import mark_timestamps
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
MATCH = (
    "Nordau gegen Deichheim",
    "90 Fazit:",
    "Nach viel Regen und wenig Fußball nimmt Nordau drei Punkte mit über den Fluss, ohne zu glänzen.",
    "90 Spielende",
    "90+2 Gelbe Karte für Jo Tal (Nordau)",
    "88 Der Ball bleibt in einer Pfütze liegen, drei Leute suchen ihn, und der Torwart ist schneller.",
    "86 Einwechslung bei Nordau: Ada Rickers",
    "86 Auswechslung bei Nordau: Lu Tal",
    "71' Tooor für Nordau, 2:1 durch Marwitz",
    "Der Wind trägt die Flanke über alle hinweg, nur Marwitz bleibt stehen und hält den Fuß hin.",
)


def page(*lines: str, language: str = "de") -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n\n".join(lines), language=language), RULES)


def test_minutes_open_entries() -> None:
    """Each line that a minute opens is an entry, in either direction; what stands below belongs to it."""
    document = page(*MATCH)
    assert document.kind == "liveblog"
    assert [entry.first_line for entry in document.entries] == [3, 7, 9, 11, 13, 15, 17]
    assert [entry.headline for entry in document.entries][::6] == [
        "90 Fazit:",
        "71' Tooor für Nordau, 2:1 durch Marwitz",
    ]
    assert not any(entry.clock or entry.published_at for entry in document.entries)


def test_minutes_stay_in_the_text() -> None:
    """A minute says when, so it is no furniture; marking twice changes nothing."""
    document = page(*MATCH)
    assert [document.lines[at].text for at in (10, 12)] == list(MATCH[5:7])
    assert mark_timestamps(document, RULES) == document


def test_minutes_of_other_languages() -> None:
    """The words for what happens in matches are data."""
    document = page(
        "Hillcombe 2-1 Wexmoor",
        "90 min A corner to Wexmoor, whose keeper now stands among the forwards.",
        "87 min Holm pulls Tilney down and gets a yellow card for it.",
        "83 min Goal! Hillcombe lead, and it is the substitute again, with his left knee.",
        "74 min A dog is on the pitch, and nobody can catch it.",
        "69 min The wind blows a free kick back into the arms of the man who took it.",
        "69 min Lund comes on for Berg, who limps.",
        language="en",
    )
    assert len(document.entries) == 6


def test_minutes_alone_go_on_with_their_texts() -> None:
    """A minute on a line of its own opens the text below; a score may stand between the two."""
    events = (
        ("90+2'", "Abpfiff! Nordau nimmt drei Punkte mit über den Fluss, ohne zu glänzen."),
        ("88'", "Der Ball bleibt in einer Pfütze liegen, und drei Leute suchen ihn."),
        ("86'", "Auswechslung bei Nordau: Für Lu Tal kommt Ada Rickers."),
        ("71'", "Tor für Nordau! Marwitz hält den Fuß hin, und das genügt."),
        ("71'", "Eckball für Nordau, den der Wind fast ins Aus trägt."),
        ("12'", "Gelbe Karte für Jo Tal, der sich darüber wundert."),
    )
    alone = page("Nordau gegen Deichheim", *(line for event in events for line in event))
    assert [alone.entry_text(entry) for entry in alone.entries] == [" ".join(event) for event in events]
    scored = page("Nordau gegen Deichheim", *(f"{minute[:2]}. | 2:1 | {text}" for minute, text in events))
    assert len(scored.entries) == len(events)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number} {name}" for number, name in enumerate(("Tor", "Elfmeter", "Konter", "Abseits", "Anpfiff", "Ecke"), 1)],
        ["1 Rickers", "5 Marwitz", "5 Tal", "8 Lund", "13 Berg", "19 Holm", "22 Stein"],
        ["90 Minuten reichen", "12 Tor für Nordau", "12 Gelbe Karte", "80 Anpfiff", "3 Konter", "44 Abseits", "9 Holm"],
        ["10 Jahre Deich", "20 Jahre Brücke", "20 Jahre Markt", "45 Jahre Hafen", "50 Jahre Fähre", "75 Jahre Rathaus"],
    ],
    ids=["a list", "a squad", "no order", "no match"],
)  # fmt: skip
def test_other_numbers_make_no_match(lines: list[str]) -> None:
    """Lists count by one, squads tell no events, and minutes go one way."""
    assert page("Fußball in Nordau", *lines).kind == "article"


def test_minutes_with_their_sign_on_lines_of_their_own() -> None:
    """Names and results below them are the match's; goals in another order may be summed up above."""
    document = page(
        "Landesliga Ticker",
        "53'", "Lohse", "32'", "Lohse", "Nordau gewinnt in Deichheim, weil es seine Chancen eiskalt nutzt, sagt die Trainerin.",
        "88'", "Jo Tal", "Lu Abt", "Spielerwechsel (Nordau)", "Tal kommt für Abt",
        "85'", "Das Spiel plätschert dem Abpfiff entgegen, und über der Tribüne kreisen drei Möwen.",
        "70'", "Nordau kontert über Marwitz, die sich den Ball aber zu weit vorlegt. Abstoß!",
        "64'", "Bo Harms", "Max Lind", "Spielerwechsel (Deichheim)", "Harms kommt für Lind",
        "61'", "Ida Kohl", "Gelbe Karte (Deichheim)",
        "53'", "0:2 Tor für Nordau", "Lohse zieht von links nach innen und trifft aus zwanzig Metern in den Winkel.",
    )  # fmt: skip
    assert [document.lines[entry.first_line - 1].text for entry in document.entries] == [
        "88'", "85'", "70'", "64'", "61'", "53'",
    ]  # fmt: skip
    assert document.entry_text(document.entries[3]).split("\n\n")[1:] == [
        "Max Lind",
        "Spielerwechsel (Deichheim)",
        "Harms kommt für Lind",
    ]


def test_minutes_in_the_cells_of_a_table() -> None:
    """Bars between minute and text are what is left of a table."""
    rows = [line for line in MATCH[1:] if line[0].isdigit()]
    document = page(MATCH[0], *(f"{line.replace(' ', ' | | ', 1)} |" for line in rows))
    assert len(document.entries) == len(rows)


def test_minutes_above_clocks_open_their_entries() -> None:
    """Where most clocks have one; it is no text."""
    told = (MATCH[2], MATCH[5].partition(" ")[2], MATCH[9], MATCH[2].replace("Regen", "Hagel"))
    lines = [
        part
        for minute, text in zip((90, 88, 71, 71), told, strict=True)
        for part in (f"{minute}.", f"20:{minute - 49}" if text != told[-1] else "20:19", text)
    ]
    document = page("Liveticker: Nordau gegen Deichheim", *lines)
    assert [document.lines[entry.first_line - 1].text for entry in document.entries] == lines[::3]
    assert [entry.clock for entry in document.entries] == lines[1::3]
    assert not any(line.kept for line in document.lines if line.text in {"90.", "71."})


def test_a_text_that_stands_twice_stays_once() -> None:
    """Pages print an entry for narrow screens and for wide ones."""
    twice = "Der Ball bleibt in einer Pfütze liegen, und der Torwart ist schneller."
    other = "Der Wind trägt die Flanke über alle hinweg, nur Marwitz bleibt stehen."
    document = page(
        "Liveticker",
        "20:43 Uhr",
        other,
        "20:40 Uhr",
        twice,
        twice,
        "20:31 Uhr",
        other.replace("Wind", "Sturm"),
    )
    assert [entry.clock for entry in document.entries] == ["20:43", "20:40", "20:31"]
    assert [line.text for line in document.lines if line.kept].count(twice) == 1


def test_minutes_of_added_time_overlap_the_next_period() -> None:
    """With their sign before a text: the second half begins at a minute that the first has passed."""
    lines = (
        "92′ È finita! Triplice fischio e tutti sotto la doccia.",
        "90′ Due minuti di recupero, il vento non si ferma.",
        "71′ Marchi finisce sul cartellino giallo per un fallo su Tilli.",
        "46′ Si riparte con gli stessi undici.",
        "SECONDO TEMPO",
        "47′ Duplice fischio, si va a riposo.",
        "44′ Calcio d'angolo per il Nordau, nessuno ci arriva.",
        "12′ Gol di Ada Tilli, che di testa anticipa tutti.",
    )
    document = page(*lines, language="it")
    assert document.kind == "liveblog"
    assert [document.lines[entry.first_line - 1].text for entry in document.entries] == [
        line for line in lines if line[0].isdigit()
    ]
    assert page(*(line.replace("′", "") for line in lines), language="it").kind == "article"


ALONE = {
    "90. + 4": "Tor 2:2|Kirsch|Eine letzte Ecke von Ritz, und Kirsch steht goldrichtig und drückt den Ball über die Linie.",
    "90. + 1": "Vier Minuten gibt es obendrauf.",
    "86.": "Spielerwechsel|Ahlers|für Junghans",
    "77.": "Tor 2:1|Baldé|Er verlädt den Torwart und schiebt flach rechts unten ein.",
    "61.": "Gelbe Karte|Ritz",
    "45. + 1": "Halbzeitpfiff",
    "9.": "Erster Abschluss: Ritz versucht es aus der Distanz, der Torwart hat keine Mühe.",
}


def test_minutes_on_lines_of_their_own_open_entries() -> None:
    """So do the clocks of the whistle and the preview."""
    lines = [part for minute, told in ALONE.items() for part in (minute, *told.split("|"))]
    preview = "Wessenrade muss auf den Kapitän verzichten, der sich am Oberschenkel verletzt hat."
    whistle = "Was für ein Ende! Hasbeck gibt den Sieg in der letzten Sekunde aus der Hand."
    text = ["Liveticker", "Hasbeck - Wessenrade 2:2", "15:54", "Abpfiff", whistle, *lines, "13:45", preview]
    document = clean(Document.from_text("\n".join(text), language="de"), RULES)
    assert document.kind == "liveblog"
    opened = [document.lines[entry.first_line - 1].text for entry in document.entries]
    assert opened == ["15:54", *ALONE, "13:45"]
    assert not [line.text for line in document.lines if line.text in lines and not line.kept]


def test_a_penalty_is_no_minute() -> None:
    """The minutes of a handball match have their sign, "2 Minuten" has none."""
    told = (
        "60'",
        "Abpfiff",
        "Die Halle steht, und der Aufsteiger feiert mit seinen Leuten bis in die Nacht.",
        "59'",
        "Siebenmeter für Nordau. Lars Tal hält ihn mit dem Fuß!",
        "54'",
        "Auszeit TV Auental",
        "48'",
        "Tor zum 24:24",
        "12'",
        "2 Minuten: HSG Nordau (Nr. 17)",
        "1'",
        "Anwurf",
    )
    document = clean(
        Document.from_text("\n".join(("Liveticker TV Auental - HSG Nordau", *told)), language="de"), RULES
    )
    assert document.kind == "liveblog"
    assert len(document.entries) == 6


@pytest.mark.parametrize(
    "form",
    [
        "{}. Minute (AUE - WAL): {}",
        "{}. Minute (AUE - WAL):\n\n{}",
        "{}. Minute + 1 (AUE - WAL):\n\n{}",
        "{}. Spielminute\n\n{}",
        "{}' 2:1\n\n{}",
        "{}:00 | {} |",
        "({}.) {}",
    ],
)
def test_how_minutes_are_written(form: str) -> None:
    """Of several matches at once, with a score or minutes added, in brackets, or as a clock of the play."""
    events = (
        (90, "Abpfiff! Nordau nimmt drei Punkte mit über den Fluss, ohne zu glänzen."),
        (88, "Der Ball bleibt in einer Pfütze liegen, und drei Leute suchen ihn."),
        (86, "Auswechslung bei Nordau: Für Lu Tal kommt Ada Rickers."),
        (71, "Tor für Nordau! Marwitz hält den Fuß hin, und das genügt."),
        (64, "Eckball für Nordau, den der Wind fast ins Aus trägt."),
        (45, "Halbzeit am Deich, und der Tee ist kalt geworden."),
        (20, "Freistoß für Deichheim, der an der Latte endet."),
        (12, "Gelbe Karte für Jo Tal, der sich darüber wundert."),
    )
    document = page("Nordau gegen Deichheim", *[form.format(minute, text) for minute, text in events])
    assert document.kind == "liveblog"
    told = [document.entry_text(entry) for entry in document.entries]
    assert [text for (_, text), found in zip(events, told, strict=True) if text in found] == [
        text for _, text in events
    ]
    assert not any(entry.clock or entry.headline for entry in document.entries)


STAGES = (
    "Nordau – Deichheim 2:1",
    "3. Mai 2031, 18:24",
    "Abpfiff",
    "Nach viel Regen und wenig Fußball nimmt Nordau drei Punkte mit über den Fluss, ohne zu glänzen.",
    "• 90.+3",
    "Gelbe Karte für Jo Tal, der den Ball wegschlägt.",
    "• 88.",
    "Tor für Nordau, und wieder ist es der Wind, der die Flanke verlängert.",
    "Bild: Talfoto/Lind",
    "• 71.",
    "Einwechslung bei Nordau, Rickers kommt und sucht ihren Platz.",
    "Halbzeit",
    "Der Gast führt, und niemand im Stadion weiß genau, womit er das verdient hat.",
    "• 45.",
    "Eine Minute gibt es obendrauf, wofür, weiß nur der Schiedsrichter.",
    "• 44.",
    "Halbzeitpause",
    "Der Ball liegt in einer Pfütze, drei Leute suchen ihn, und der Torwart ist schneller.",
    "• 30.",
    "Ein Hund läuft über den Platz, und niemand fängt ihn ein.",
    "• 12.",
    "Freistoß für Deichheim, die Mauer springt, der Ball rollt unter ihr hindurch ins Tor.",
    "• 1.",
    "Der Ball rollt, und der Regen hört für genau eine Minute auf.",
    "17:40 Uhr",
    "Die Aufstellungen sind da, und niemand ist überrascht, am wenigsten die Aufgestellten.",
)


def test_stages_of_a_match_and_clocks_beside_it_open_entries_too() -> None:
    """Not where a minute stands above, whose headline the stage is; the page's own date is no entry's."""
    document = page(*STAGES)
    assert document.kind == "liveblog"
    opened = [STAGES[(entry.first_line - 1) // 2] for entry in document.entries]
    minutes = ["• 90.+3", "• 88.", "• 71.", "Halbzeit", "• 45.", "• 44.", "• 30.", "• 12.", "• 1."]
    assert opened == ["Abpfiff", *minutes, "17:40 Uhr"]
    assert [entry.headline for entry in document.entries if entry.headline] == ["Abpfiff", "Halbzeit"]
    assert "Talfoto" not in document.text
    assert not [
        line.text for line in document.lines[4:] if line.text and not line.kept and "Talfoto" not in line.text
    ]
    assert "3. Mai" not in document.text


def test_stages_are_words_of_the_vocabulary() -> None:
    """With a score behind them, too, and only where they are a line's subject."""
    document = page(
        "Hillcombe 2-1 Wexmoor",
        "90 min A corner to Wexmoor, whose keeper now stands among the forwards.",
        "87 min Holm pulls Tilney down and gets a yellow card for it.",
        "87 min A dog is on the pitch, and nobody can catch it.",
        "Half-time: Hillcombe 1-1 Wexmoor",
        "The half-time tea is late, and so is the second half, which nobody here seems to mind at all.",
        "44 min The wind blows a free kick back into the arms of the man who took it.",
        "12 min Goal! Hillcombe lead, and it is the substitute again, with his left knee.",
        "3 min Lund comes on for Berg, who limps.",
        "Team news",
        "Both sides are unchanged, which says more about their squads than about their form this season.",
        language="en",
    )
    assert [entry.first_line for entry in document.entries] == [3, 5, 7, 9, 13, 15, 17, 19]


STOPPED = (
    ("60:00", "27:26", "Aus! Nordau gewinnt das Derby mit einem Tor, die Halle steht."),
    ("58:30", "27:26", "Auszeit für Nordau, weil der Ball bis zum Schluss in eigenen Händen bleiben soll."),
    ("47:02", "24:20", "Zeitstrafe gegen Berg, der dem Gegner am Kreis den Arm wegnimmt."),
    ("30:00", "14:13", "Halbzeit. Die Gastgeberinnen führen knapp und haben noch Luft."),
    ("21:15", "10:11", "Siebenmeter für Deichheim, und der Ball liegt im Netz."),
    ("00:00", "0:0", "Anwurf haben die Gäste, die ganz in Gelb spielen."),
)


@pytest.mark.parametrize(
    "form", ["{clock} – {score}\n\n{text}", "{clock} {text}", "({clock}) {score}: {text}"]
)
def test_stopped_clocks_open_entries(form: str) -> None:
    """Handball and ice hockey count minutes and seconds: "58:30" is no time of day."""
    entries = (form.format(clock=clock, score=score, text=text) for clock, score, text in STOPPED)
    document = page("Nordau gegen Deichheim im Ticker", *entries)
    assert document.kind == "liveblog"
    texts = [document.entry_text(entry) for entry in document.entries]
    assert [text.endswith(stopped[-1]) for text, stopped in zip(texts, STOPPED, strict=True)] == [True] * 6


def test_times_of_runners_are_no_stopped_clocks() -> None:
    """They rise, too, but nothing of a match happens beside them."""
    names = ("Ada Rickers", "Jo Tal", "Lu Lund", "Kim Berg", "Mia Holm", "Ole Stein")
    results = [f"{31 + at}:{at}7 {name}, LG Nordau, lief allein" for at, name in enumerate(names)]
    assert (
        page("Stadtlauf in Nordau", "Sechs Läuferinnen und Läufer kamen ins Ziel.", *results).kind
        == "article"
    )


RACE = (
    ("1", "Nur noch zwei sind vorn, und das Hauptfeld sieht sie."),
    ("3,5", "Marwitz muss reißen lassen, die Spitzengruppe ist zu schnell."),
    ("22", "Sturz in der Abfahrt, und das Gelbe Trikot liegt auf der Straße."),
    ("68", "Der Vorsprung der fünf Ausreißer wächst auf vier Minuten."),
    ("97", "Bergwertung am Wolfsattel: Tal holt zehn Punkte."),
    ("130", "Scharfer Start bei Regen, und alle sind dabei."),
)


@pytest.mark.parametrize(
    "form", ["Noch {} km\n\n{}", "{} km: {}", "Kilometer {}\n\n{}", "{} km vor dem Ziel – {}"]
)
def test_kilometres_of_a_race_open_entries(form: str) -> None:
    """A cycling ticker counts what is left, or what is done; where it ends is a stage."""
    entries = (form.format(*entry) for entry in RACE)
    lists = (
        "1. Marwitz 4:31:07",
        "2. Tal +0:11",
        "3. Berg +0:26",
        "4. Lund +0:58",
        "5. Holm +1:02",
        "6. Stein +1:04",
    )
    document = page("Bergankunft am Kalten Stein", "Ziel", "Marwitz gewinnt im Regen!", *lists, *entries)
    assert document.kind == "liveblog"
    texts = [document.entry_text(entry) for entry in document.entries]
    assert [
        text.rpartition("\n")[2].endswith(told) for text, (_, told) in zip(texts[-6:], RACE, strict=True)
    ] == [True] * 6


def test_kilometres_of_a_walk_are_no_race() -> None:
    """They rise, too, but nobody breaks away beside them."""
    places = ("Brücke", "Mühle", "Kapelle", "Steg", "Wirtshaus", "Bahnhof")
    stops = [
        f"Kilometer {3 * at + 1}: Hier steht die {place} von Nordau, und der Weg wird schmal."
        for at, place in enumerate(places)
    ]
    assert page("Einmal um den See", "Eine Wanderung mit sechs Stationen.", *stops).kind == "article"


REPORT = (
    "Der EHC Nordau hat vor eigenem Publikum mit vier zu zwei gewonnen und steht nun auf dem dritten Platz der Liga.",
    "Nach einem müden ersten Drittel kamen die Gastgeber ins Spiel, während die Gäste ihre Strafzeit absaßen.",
    "Trainer Lu Lind war zufrieden, und auch der Kapitän wollte ihm nach dem Spiel am Abend nicht widersprechen.",
)


@pytest.mark.parametrize(
    "rows",
    [
        (
            "08:12 1:0 Marwitz",
            "24:40 1:1 Lund (Überzahl)",
            "31:05 2:1 Berg (Powerplay)",
            "38:59 3:1 Holm",
            "47:20 3:2 Stein (Überzahl)",
            "59:30 4:2 Tal",
        ),
        (
            "8. 1:0 Marwitz (Elfmeter)",
            "24. 1:1 Lund (Kopfball)",
            "31. Gelbe Karte Berg",
            "38. 3:1 Holm (Elfmeter)",
            "38. Rote Karte Stein",
            "59. 4:2 Tal",
        ),
        (
            "Kilometer 12: Trikot der Berge",
            "Kilometer 24: Bergwertung",
            "Kilometer 31: Zwischensprint",
            "Kilometer 55: Bergwertung",
            "Kilometer 80: Mühle",
            "Kilometer 100: Ziel",
        ),
    ],
    ids=["a stopped clock", "minutes", "kilometres"],
)
def test_a_report_with_its_goals_is_no_ticker(rows: tuple[str, ...]) -> None:
    """Below the text, or amid it."""
    assert page("Nordau schlägt Deichheim", *REPORT, "Im Überblick", *rows).kind == "article"
    assert page("Nordau schlägt Deichheim", REPORT[0], "Im Überblick", *rows, *REPORT[1:]).kind == "article"
    assert page("Nordau schlägt Deichheim", "Im Überblick", *rows).kind == "liveblog"

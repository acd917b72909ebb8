"""Liveblogs whose clock lines count back from the reader: what is one, what only looks like one, and when it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from transforms.document import Document
from transforms.liveblog.ages import read_age
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
CRAWL = datetime(2031, 5, 8, 12, 0, tzinfo=UTC)  # 14.00 in Berlin
STORIES = {
    "de": [
        ("Pegel der Sahle steigt", "Der Pegel ist am Morgen um zwölf Zentimeter gestiegen, wie das Amt mitteilte."),
        ("Brücke nach Grünfurt zu", "Die Brücke ist für Fahrzeuge gesperrt, zu Fuß kommt man noch hinüber."),
        ("Landrätin lobt die Helfer", "„Was hier geleistet wird, ist großartig“, sagte Landrätin Wiebke Ohlen."),
        ("Schulbusse fallen aus", "Im ganzen Kreis Hellerbach fahren am Freitag keine Busse für die Schulen."),
    ],
    "en": [
        ("River keeps rising", "The river has risen by seven centimetres since the early morning, officials said."),
        ("Lower bridge closed", "The bridge is closed to all traffic, but pedestrians can still use it for now."),
        ("Mayor praises volunteers", "The mayor, Hester Quayle, said she had never seen anything like it before."),
        ("School buses cancelled", "There will be no school buses anywhere in the county for the rest of the week."),
    ],
    "fr": [
        ("La rivière monte encore", "La rivière est montée de sept centimètres depuis le matin, selon la préfecture."),
        ("Le pont du bas est fermé", "Le pont est interdit aux véhicules, mais les piétons peuvent encore passer."),
        ("La maire salue les bénévoles", "La maire, Solenn Guivarch, a dit qu'elle n'avait jamais vu une chose pareille."),
        ("Pas de cars scolaires", "Aucun car scolaire ne circulera dans le département jusqu'à la fin de la semaine."),
    ],
    "it": [
        ("Il fiume sale ancora", "Il fiume è salito di sette centimetri dalla prima mattina, dice la prefettura."),
        ("Chiuso il ponte basso", "Il ponte è chiuso ai veicoli, ma a piedi si può ancora attraversare il fiume."),
        ("La sindaca ringrazia tutti", "La sindaca, Ornella Brighi, ha detto di non aver mai visto una cosa simile."),
        ("Niente scuolabus", "In tutta la provincia non ci saranno scuolabus fino alla fine della settimana."),
    ],
}  # fmt: skip
TITLES = {
    "de": "Liveblog zum Hochwasser: Die Sahle steigt",
    "en": "Flood live: latest updates from Norwick",
    "fr": "Crue de la Sahle : la situation en direct",
    "it": "Alluvione, la diretta da Valsesta",
}
LAYOUTS = {
    "above": "{age}\n{headline}\n{text}",
    "with blanks": "{age}\n\n{headline}\n\n{text}\n",
    "below the headline": "{headline}\n{age}\n{text}",
    "before the author": "{age}\nAda Quill\n{headline}\n{text}",
    "beside the author": "{headline}\nAda Quill • {age}\n{text}",
    "behind a dot": "{headline}\n• {age}\n{text}",
}
AGES = {
    "de": ["vor 5 Minuten", "vor 23 Min.", "vor einer Stunde", "vor 3 Stunden"],
    "en": ["5 mins ago", "23m ago", "1h ago", "3 hours ago"],
    "fr": ["il y a 5 minutes", "il y a 23 min", "il y a une heure", "il y a 3 heures"],
    "it": ["5 minuti fa", "23 minuti fa", "1 ora fa", "3 ore fa"],
}


def page(*lines: str, **known: object) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), **known), RULES)


def blog(language: str, ages: list[str], layout: str = LAYOUTS["above"], **known: object) -> Document:
    """The cleaned liveblog of these ages."""
    stories = zip(ages, STORIES[language], strict=False)
    entries = [layout.format(age=age, headline=headline, text=text) for age, (headline, text) in stories]
    return page(TITLES[language], *entries, **known)


def times(document: Document) -> list[str]:
    """When the entries were published, as exact as it is known."""
    forms = {"minute": "%d. %H:%M", "day": "%d.", None: ""}
    return [
        entry.published_at.strftime(forms[entry.published_precision]) if entry.published_at else ""
        for entry in document.entries
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("language", AGES)
def test_ages_open_entries(language: str, layout: str) -> None:
    """In every language and layout each entry has its headline and text, and its time where the crawl is known."""
    document = blog(language, AGES[language], layout, crawled_at=CRAWL)
    assert [entry.headline for entry in document.entries] == [headline for headline, _ in STORIES[language]]
    assert [document.entry_text(entry) for entry in document.entries] == [
        text for _, text in STORIES[language]
    ]
    assert times(document) == ["08. 13:55", "08. 13:37", "08.", "08."]
    assert {entry.boundary for entry in document.entries} == {"marked"}


def test_without_a_crawl_ages_say_no_time() -> None:
    """A page that was read nobody knows when tells no times, and no clocks."""
    document = blog("de", AGES["de"])
    assert [(entry.published_at, entry.clock) for entry in document.entries] == [(None, None)] * 4


def test_hours_may_reach_into_the_day_before() -> None:
    """Hours are counted from the crawl, over midnight."""
    document = blog("de", ["gerade eben", "18 Min.", "2 Std.", "gestern"], crawled_at=CRAWL.replace(hour=23))
    assert times(document) == ["09. 01:00", "09. 00:42", "08.", "08."]


def test_ages_may_stand_before_their_headlines() -> None:
    """A headline on the line of its age loses the age, which stays in the source."""
    document = blog("en", ["12m ago", "45m ago", "2h ago", "3h ago"], "{age} — {headline}\n{text}")
    assert [entry.headline for entry in document.entries] == [headline for headline, _ in STORIES["en"]]
    assert document.lines[1].raw == "12m ago — River keeps rising"


@pytest.mark.parametrize("older", [["12.31 Uhr", "11.07 Uhr"], ["gestern, 23.07 Uhr", "gestern, 20.20 Uhr"]])
def test_new_entries_count_back_and_older_ones_have_clocks(older: list[str]) -> None:
    """Both kinds of lines open entries of one liveblog."""
    document = blog("de", ["vor 5 Minuten", "vor 50 Minuten", *older], crawled_at=CRAWL)
    days = ["07. 23:07", "07. 20:20"] if "gestern" in older[0] else ["08. 12:31", "08. 11:07"]
    assert times(document) == ["08. 13:55", "08. 13:10", *days]


def test_a_page_that_names_itself_nothing_is_no_liveblog() -> None:
    """Ages without a word for it may be those of any list: of comments, teasers, messages."""
    document = page(
        "Die Sahle steigt",
        *(line for story in zip(AGES["de"], STORIES["de"], strict=True) for line in (story[0], *story[1])),
    )
    assert document.kind == "article"


@pytest.mark.parametrize(
    ("line", "minutes", "rest"),
    [
        ("Vor 1 Std 5 Min", 65, ""),
        ("Autor: Bernd Osthoff – vor 3 Min.", 3, "Bernd Osthoff"),
        ("Von Kira Moos, vor 2 Tagen", 2880, "Kira Moos"),
        ("Kira Moos vor 21 Min.", 21, "Kira Moos"),
        ("Update: vor 8 Minuten", 8, ""),
        ("• 40 Min •", 40, ""),
        ("Vor 12 Minuten aktualisiert", 12, ""),
        ("Update vor 12 Minuten von Kira Moos", 12, "Kira Moos"),
        ("vor einer Stunde", 60, ""),
        ("Soeben", 0, ""),
        ("vor 5 Minuten | Brücke gesperrt", 5, "Brücke gesperrt"),
    ],
)  # fmt: skip
def test_ages_are_read(line: str, minutes: int, rest: str) -> None:
    """Words, short forms, authors and labels beside them are understood."""
    age = read_age(line, RULES.vocabulary("de"))
    assert age is not None
    assert (age.moment.minutes_ago, age.rest) == (minutes, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Vor 5 Minuten fiel das Tor",
        "4 Min. Lesezeit",
        "Lesezeit: 4 Min.",
        "Kira Moos 21 Min.",
        "fluss77 vor 2 Stunden",
        "Dauer: 2 Std.",
        "vor 3 Toren",
        "5 Minuten vor 12",
        "Vor 2 Tagen, vor 3 Stunden",
        "2 Std., dann 3 Std. backen",
        "",
    ],
)
def test_other_lines_with_lengths_are_spared(line: str) -> None:
    """Sentences, reading times, lengths and readers' nicknames are no ages of entries."""
    assert read_age(line, RULES.vocabulary("de")) is None


def test_the_pages_own_update_is_no_entry() -> None:
    """How long ago the page was updated stands over the first headline, and has no text."""
    entries = [
        f"{headline}\n{age}\n{text}" for age, (headline, text) in zip(AGES["de"], STORIES["de"], strict=True)
    ]
    document = page(TITLES["de"], "vor 3 Min. aktualisiert", *entries, crawled_at=CRAWL)
    assert [entry.headline for entry in document.entries] == [headline for headline, _ in STORIES["de"]]


@pytest.mark.parametrize("above", [False, True])
def test_a_clock_beside_an_age_is_the_entrys(above: bool) -> None:
    """It says for good when that was; the age says it only to who reads the page at once."""
    clocks = ("13.58 Uhr", "13.30 Uhr", "12.10 Uhr", "9.05 Uhr")
    entries = [
        "\n".join([*((age, clock) if above else (clock, age)), headline, text])
        for clock, age, (headline, text) in zip(clocks, AGES["de"], STORIES["de"], strict=True)
    ]
    document = page(TITLES["de"], *entries)
    assert [entry.clock for entry in document.entries] == ["13:58", "13:30", "12:10", "09:05"]
    assert [entry.headline for entry in document.entries] == [headline for headline, _ in STORIES["de"]]
    assert {line.rule for line in document.lines if line.text in AGES["de"]} == {"liveblog/age"}


def test_ages_beside_clocks_say_that_a_page_is_a_liveblog_and_where_entries_begin() -> None:
    """Whatever the page calls itself; the clocks are the entries'."""
    stories = STORIES["fr"] * 2
    ages = [
        "il y a 12 min",
        "il y a 35 min",
        "il y a 1 h",
        "il y a 2 h",
        "il y a 3 h",
        "il y a 4 h",
        "il y a 5 h",
        "il y a 6 h",
    ]
    clocks = ["17:46", "17:23", "16:40", "15:30", "14:28", "13:31", "12:31", "11:02"]
    blocks = [
        f"{age}\n\n{clock}\n\n{head} {number}\n\n{text}"
        for number, (age, clock, (head, text)) in enumerate(zip(ages, clocks, stories, strict=True))
    ]
    text = "Procès de la crue : la troisième journée\n\n" + "\n\n".join(blocks)
    document = clean(Document.from_text(text, language="fr"), RULES)
    assert [entry.clock for entry in document.entries] == clocks
    assert [document.lines[entry.first_line - 1].text for entry in document.entries] == ages


def test_new_entries_may_count_back_on_a_page_that_does_not_say_what_it_is() -> None:
    """Above the first clock, with texts of their own."""
    stories = STORIES["de"] * 2
    marks = ["Gerade eben", "Vor 11 Minuten", "15:02", "14:26", "13:51", "13:00", "12:32", "12:04"]
    blocks = [
        f"{mark}\n{head} {number}\n{text}"
        for number, (mark, (head, text)) in enumerate(zip(marks, stories, strict=True))
    ]
    text = "Hochwasser: Die Sahle steigt\n\n" + "\n\n".join(blocks)
    document = clean(Document.from_text(text, language="de"), RULES)
    assert [document.lines[entry.first_line - 1].text for entry in document.entries] == marks


TOLD_AGES = (
    "vor 6 Minuten",
    "vor 19 Minuten",
    "vor 1 Stunde",
    "vor 2 Stunden",
    "vor 3 Stunden",
    "vor 4 Stunden",
    "Gestern, 22:40",
)


def _told_by_ages(*between: str) -> list[str]:
    """A page whose title names no liveblog, with ages above texts, and lines between each age and its text."""
    lines = ["Schnee und Glätte in der Region", "Der Winter ist da, und wir halten euch auf dem Laufenden."]
    for at, age in enumerate(TOLD_AGES):
        told = f"In Nordau ist nun die Straße Nummer {at + 3} wieder frei, weil der Räumdienst durch ist."
        lines += [age, *(line.format(at) for line in between), told]
    return lines


def test_texts_between_ages_are_entries_of_a_page_that_names_nothing() -> None:
    """Six ages or more that go back, each with its text right below."""
    document = clean(Document.from_text("\n\n".join(_told_by_ages()), language="de"), RULES)
    assert document.kind == "liveblog"
    assert len(document.entries) == len(TOLD_AGES)


def test_texts_below_names_are_comments() -> None:
    """And below headlines teasers; five are too few."""
    for lines in (
        _told_by_ages("Gerda{}2"),
        _told_by_ages("Ente Nummer {} im Rathaus"),
        _told_by_ages()[:12],
    ):
        assert clean(Document.from_text("\n\n".join(lines), language="de"), RULES).kind == "article"
    above = [
        line
        for pair in zip(
            [f"Gerda{at}2" for at in range(7)], _told_by_ages()[2::2], _told_by_ages()[3::2], strict=True
        )
        for line in pair
    ]
    assert (
        clean(Document.from_text("\n\n".join([*_told_by_ages()[:2], *above]), language="de"), RULES).kind
        == "article"
    )

"""What stands behind a liveblog's clocks: headlines, texts, lead-ins; and clocks that look like prices."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
FLOOD = "Am Hafen von Nordau lagen die Boote dicht an dicht, und wer konnte, half beim Festmachen."
SAND = "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, sagte die Bürgermeisterin."
CALM = "Die Kommission wollte sich dazu nicht äußern und kündigte für den Abend eine Mitteilung an."
RIVER = "Il fiume è salito di altri venti centimetri nella notte, ha detto la sindaca di Vallescura."
BOATS = "Le barche sono state legate al molo vecchio, mentre i volontari riempivano sacchi di sabbia."
FERRY = "Il traghetto resta fermo almeno fino a domani mattina, secondo la compagnia di navigazione."


def page(*lines: str, language: str = "de", **known: object) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), language=language, **known), RULES)


def headlines(document: Document) -> list[str | None]:
    """The headlines of its entries."""
    return [entry.headline for entry in document.entries]


def test_texts_and_lead_ins_behind_clocks_are_no_headlines() -> None:
    """Two sentences are a text, and what ends in a colon leads in what stands below."""
    document = page(
        "Liveticker zur Wahl in Nordau",
        "21.51 Uhr: In Alt-Nordau ist die letzte Urne geleert worden. Von dort kommen nun auch",
        "2,4 % Neue Liste",
        "1,1 % Freie Liste",
        "21.30 Uhr: Nach zwei Stunden meldet das Rathaus die ersten Anteile, ohne die Briefe:",
        "Grüne Liste: 12 %",
        "20.50 Uhr: Der Saal füllt sich",
        FLOOD,
        "20.10 Uhr: Kein Ende in Sicht. Nun auch noch Regen",
        SAND,
    )
    assert headlines(document) == [
        None,
        None,
        "Der Saal füllt sich",
        "Kein Ende in Sicht. Nun auch noch Regen",
    ]
    assert [document.lines[at].role for at in (1, 4)] == [Role.BODY, Role.BODY]


def test_a_short_sentence_is_a_headline_among_headlines() -> None:
    """Where the others have headlines, a sentence with its full stop and a text below is one as well."""
    document = page(
        "Newsblog zum Hochwasser",
        "14.05 Uhr: Heute wird der Deich gesperrt.",
        FLOOD,
        "13.40 Uhr: Fällt der Markt aus?",
        SAND,
        "12.31 Uhr: Die Fähre fährt nicht",
        CALM,
    )
    assert headlines(document) == [
        "Heute wird der Deich gesperrt.",
        "Fällt der Markt aus?",
        "Die Fähre fährt nicht",
    ]


def test_sentences_among_sentences_are_texts() -> None:
    """Where texts stand behind the clocks, a short one is no headline of the paragraph below."""
    document = page(
        "Newsblog zum Hochwasser",
        f"14.05 Uhr: {FLOOD}",
        "13.40 Uhr: Der Deich wird gesperrt.",
        SAND,
        f"12.31 Uhr: {CALM}",
    )
    assert headlines(document) == [None, None, None]


def test_short_texts_behind_clocks_stay_among_short_lines() -> None:
    """A list between entries makes their texts no teasers."""
    document = page(
        "Election live blog",
        "11.52am: The count in Wexmoor has to be done again, because a box was found in a cellar.",
        "11.17am: These are the shares after nine of fourteen wards, as the town clerk read them out.",
        "Harbour Party: 31% (down 4)",
        "Meadow Party: 29% (up 6)",
        "Turnout in the old town: 61%",
        "10.48am: A goat has walked into the polling station at the harbour",
        language="en",
    )
    assert [entry.first_line for entry in document.entries] == [2, 3, 7]


BARE = (
    ("18.42 Il fiume sale, chiuso il ponte", RIVER),
    ("18:30 La sindaca: «Non è finita»", BOATS),
    ("18.15 Fermo il traghetto", FERRY),
    (
        "17.47 Scuole chiuse anche domani",
        "Lo ha deciso il comune dopo una riunione con i presidi delle scuole.",
    ),
)


def test_bare_clocks_open_the_entries_of_a_page_that_says_it_is_live() -> None:
    """Pairs of numbers with dots are clocks where the page says so, and one with a colon is among them."""
    lines = [line for entry in BARE for line in entry]
    document = page("La piena in diretta", *lines, language="it")
    assert [entry.clock for entry in document.entries] == ["18:42", "18:30", "18:15", "17:47"]
    assert headlines(document)[2:] == ["Fermo il traghetto", "Scuole chiuse anche domani"]


def test_bare_clocks_need_more_than_their_form() -> None:
    """Without a word of the page's own, four of them prove nothing."""
    lines = [line for entry in BARE for line in entry]
    assert page("La piena del fiume a Vallescura", *lines, language="it").kind == "article"


@pytest.mark.parametrize(
    "line", ["13.50 Kaffee und Kuchen kosten am Deich so viel wie nie zuvor, sagen die Leute."]
)
def test_prices_between_clocks_open_no_entry(line: str) -> None:
    """On a page whose clocks say that they are clocks, a price that would fit between two of them is text."""
    document = page(
        "Liveblog zum Hochwasser", f"14.05 Uhr: {FLOOD}", line, f"13.40 Uhr: {SAND}", f"12.31 Uhr: {CALM}"
    )
    assert [entry.clock for entry in document.entries] == ["14:05", "13:40", "12:31"]


def test_agendas_open_no_entries() -> None:
    """What an entry says is still to come has clocks that run ahead of it and of the next entry."""
    document = page(
        "Council live blog",
        "7.22am: Good morning from Hillcombe, where the rain has stopped and the market is being set up.",
        "9am: The harbour committee meets in the old customs house to hear the ferrymen.",
        "2.15pm: The council votes on the dyke, if enough of its members have come back by then.",
        "The bakery beside the town hall has promised to keep us in buns until the vote is over.",
        "7.41am: The ferrymen say that nobody has asked them to the meeting of the committee.",
        "8.26am: The mayor has left her house and told reporters that she would say nothing.",
        "9.08am: The committee has begun its meeting, with the ferrymen waiting at the door.",
        language="en",
    )
    assert [entry.clock for entry in document.entries] == ["07:22", "07:41", "08:26", "09:08"]
    assert document.lines[2].text.startswith("9am:")


def test_agendas_of_the_last_entry_are_text() -> None:
    """The first entry that was written says what the day will bring; its points are kept."""
    document = page(
        "Ratssitzung im Liveblog",
        f"11.42 Uhr: {CALM}",
        f"10.58 Uhr: {SAND}",
        f"10.07 Uhr: {FLOOD}",
        "8.35 Uhr: Guten Morgen aus dem Rathaus von Nordau",
        "10 Uhr: Beginn der Sitzung",
        "13 Uhr: Mittagspause",
        "15.30 Uhr: Haushalt",
    )
    assert [entry.clock for entry in document.entries] == ["11:42", "10:58", "10:07", "08:35"]
    assert document.entries[-1].last_line == 8


def test_clocks_of_the_next_day_are_no_agenda() -> None:
    """A clock that falls back does so over midnight where those before it are not planned ones."""
    document = page(
        "Liveblog zum Hochwasser",
        f"8.41 Uhr: {FLOOD}",
        f"10.02 Uhr: {SAND}",
        f"15.33 Uhr: {CALM}",
        "8.53 Uhr: Am zweiten Tag der Flut ist der Markt noch immer gesperrt, die Fähre fährt wieder.",
    )
    assert [entry.clock for entry in document.entries] == ["08:41", "10:02", "15:33", "08:53"]


SIGNED = (f"+++ {FLOOD}", f"+++ {SAND}", "Die Sandsäcke reichen bis Montag.", f"+++{CALM}")


def test_texts_behind_plus_signs_are_entries() -> None:
    """A ticker may have neither clocks nor headlines, only a sign before each text."""
    document = page("Newsblog zum Hochwasser", "Samstag, 10. Mai 2031", *SIGNED)
    assert [(entry.first_line, entry.last_line, entry.headline) for entry in document.entries] == [
        (3, 3, None),
        (4, 5, None),
        (6, 6, None),
    ]
    assert document.lines[2].text == FLOOD


def test_ratings_in_plus_signs_are_no_entries() -> None:
    """Three plus signs are a mark in a test, and a line of headlines is none of a ticker."""
    document = page(
        "Newsticker: Fünf Boote im Test",
        FLOOD,
        "+++ sehr gut",
        "++ gut",
        "+++ Pegel steigt +++ Brücke gesperrt +++",
        SAND,
        CALM,
    )
    assert document.kind == "article"


BULLETED = (
    "• Der Pegel steigt weiter",
    FLOOD,
    "• Rickers: Wir geben nicht auf",
    SAND,
    "• Fähre stellt Betrieb ein",
    CALM,
)


def test_headlines_behind_bullets_are_entries() -> None:
    """Scrapers print the list that a ticker is, and lose its clocks."""
    document = page("Hochwasser in Nordau", "Die Sahle steigt seit dem Morgen.", "Live-Ticker", *BULLETED)
    assert headlines(document) == [
        "Der Pegel steigt weiter",
        "Rickers: Wir geben nicht auf",
        "Fähre stellt Betrieb ein",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Hochwasser: die Lage in Nordau", *BULLETED),
        ("Unser Live-Ticker ist neu", "Was er kann, und was nicht: ein Überblick.", *BULLETED),
        ("Hochwasser in Nordau", "Live-Ticker", FLOOD, "• Pegel", "• Fähre", "• Deich", SAND, CALM),
        ("Hochwasser in Nordau", "Live-Ticker", *BULLETED, "• Pegel", "• Fähre"),
    ],
    ids=["no name", "about liveblogs", "a list", "a list below"],
)
def test_bullets_alone_make_no_liveblog(lines: tuple[str, ...]) -> None:
    """The page has to say what it is, and each bullet to have a text below."""
    assert page(*lines).kind == "article"


def test_a_short_text_among_texts_is_no_headline() -> None:
    """Where texts stand behind the clocks, a line with nothing below has no headline, however it ends."""
    document = page(
        "Liveticker zum Hochwasser",
        f"14.05 Uhr: {FLOOD}",
        "13.40 Uhr: Rickers: „Wir geben den Deich noch lange nicht auf“",
        f"12.31 Uhr: {SAND}",
        f"12.07 Uhr: {CALM}",
    )
    assert headlines(document) == [None] * 4
    assert document.lines[2].role is Role.BODY


def test_a_greeting_below_a_clock_is_no_headline() -> None:
    """What ends in a comma goes on below."""
    document = page(
        "Liveblog zum Hochwasser", "14:05 Uhr", "Guten Abend,", FLOOD, "13:40 Uhr", SAND, "12:31 Uhr", CALM
    )
    assert headlines(document) == [None] * 3


@pytest.mark.parametrize(
    ("head", "language", "day"),
    [
        (
            ["Council live blog – Tuesday 21 May 2030", "All the news of the day from the town hall."],
            "en",
            21,
        ),
        (["Dienstag, 21. Mai 2030Der Tag", "mit Jette Marwitz"], "de", 21),
        (["Liveblog zum Hochwasser | 21. Mai 2030"], "de", 21),
        (["Liveblog zum Gedenken an den 21. Mai 2030"], "de", None),
        (["Liveblog zum Hochwasser am Montag, dem 21. Mai 2030"], "de", None),
        (["Liveblog zum Hochwasser", "Was am Dienstag in Nordau geschah"], "de", None),
    ],
)
def test_the_head_may_state_the_day_of_the_clocks(head: list[str], language: str, day: int | None) -> None:
    """A whole date in the head dates the entries, if it is set apart, or has its weekday and that is right."""
    document = page(
        *head, "14:05", "Pegel steigt", FLOOD, "13:40", "Brücke gesperrt", SAND, "12:31", "Helfer kommen", CALM,
        language=language, url="https://nordau.example/liveblog",
    )  # fmt: skip
    days = [entry.published_at and entry.published_at.day for entry in document.entries]
    assert days == [day] * 3


def test_liveblogs_of_other_languages_say_so() -> None:
    """Dutch and Spanish words for what a page is count as the German ones do."""
    dutch = page(
        "Liveblog overstroming: dijk bij Nordau houdt stand",
        "14:05 uur - Pont vaart weer",
        "De pont over de Sahle vaart weer sinds vanmiddag, meldt de gemeente aan de bewoners.",
        "13:42 uur - Markt gaat niet door",
        "De weekmarkt van zaterdag gaat niet door omdat het plein nog onder water staat.",
        language="nl",
    )
    spanish = page(
        "La riada en Nordau, minuto a minuto",
        "19.42 El puente viejo sigue cerrado",
        "El ayuntamiento ha cerrado el puente viejo hasta el lunes, dice la alcaldesa en un comunicado.",
        "19.17 Vuelve el transbordador",
        "El transbordador vuelve a cruzar el río desde esta tarde, según la compañía de navegación.",
        "18.53 Los colegios, cerrados",
        "Todos los colegios del municipio seguirán cerrados el lunes, ha confirmado la consejera.",
        language="es",
    )
    assert headlines(dutch) == ["Pont vaart weer", "Markt gaat niet door"]
    assert [entry.clock for entry in spanish.entries] == ["19:42", "19:17", "18:53"]


def test_what_is_on_television_is_no_liveblog() -> None:
    """What is "en directo" may be a match on television."""
    document = page(
        "Dónde ver en directo los partidos del sábado",
        "14.00 Nordau – Deich, en el canal local. El equipo llega con tres bajas en defensa.",
        "16.15 Sahle – Marwitz, en el canal local. El entrenador no quiso hablar antes del encuentro.",
        "18.30 Rickers – Hafen, en el canal de pago. Se espera un lleno en las gradas del estadio.",
        "21.00 Puente – Faro, en abierto. El árbitro será el mismo del año pasado, dice el club.",
        language="es",
    )
    assert document.kind == "article"


def test_a_lone_sentence_below_a_clock_is_text_among_texts() -> None:
    """Where texts stand below the clocks, a short one that ends in an exclamation mark is none of a headline."""
    document = page(
        "Liveticker zum Rudern auf der Sahle",
        "14:05 Uhr", FLOOD,
        "13:40 Uhr", "Und da kommt das Boot aus Deichheim um die Ecke!",
        "13:12 Uhr", SAND,
        "12:31 Uhr", CALM,
    )  # fmt: skip
    assert headlines(document) == [None] * 4


def test_a_slow_ticker_may_have_an_entry_a_day() -> None:
    """Whole dates before headlines on a page that says it is a ticker are none of an archive."""
    document = page(
        "Hochwasser-Ticker: Rickers fährt nach Deichheim",
        "30.06.31 | 09:14 | Rickers fährt nach Deichheim", FLOOD,
        "21.06.31 | 17:38 | Das Wasser geht zurück", SAND,
        "19.06.31 | 12:51 | Marwitz fordert Hilfe", CALM,
    )  # fmt: skip
    assert headlines(document)[1:] == ["Das Wasser geht zurück", "Marwitz fordert Hilfe"]
    assert [f"{entry.published_at:%d.%m.}" for entry in document.entries] == ["30.06.", "21.06.", "19.06."]


def test_clocks_whose_pictures_are_lost_are_no_reason_for_doubt() -> None:
    """A live ticker shows pictures and posts of others, of which a scraper leaves the clock."""
    document = page(
        "Das Rennen im Live-Ticker",
        "13:41 Uhr", "Die Boote liegen bereit", FLOOD,
        "13:50 Uhr", "13:53 Uhr", "13:54 Uhr",
        "13:58 Uhr", "Zwei Ruder sind gebrochen", SAND,
        "14:01 Uhr", "14:06 Uhr", "14:08 Uhr",
    )  # fmt: skip
    assert headlines(document) == ["Die Boote liegen bereit", "Zwei Ruder sind gebrochen"]


def test_the_address_may_hint_at_a_liveblog() -> None:
    """What a page is may stand in its address alone; hints there weigh less than names."""
    lines = ("Le fleuve monte encore", "L'essentiel", "5h20 : Le pont est fermé",
             "Le pont est fermé depuis ce matin, a annoncé la mairie dans un communiqué aux habitants.",
             "4h05 : Les écoles aussi",
             "Les écoles resteront fermées demain, selon la préfète, qui tiendra une réunion à midi.")  # fmt: skip
    urls = (
        "https://valmont.example/local/fleuve-direct-ecoles-fermees",
        "https://valmont.example/local/fleuve",
    )
    assert [page(*lines, language="fr", url=url).kind for url in urls] == ["liveblog", "article"]


def test_seconds_tell_the_order_of_posts() -> None:
    """Clocks of the same minute follow one another by their seconds."""
    document = page(
        "Harbour council live blog",
        "• Ada Tilney 10/22/2030 5:00:03 PM", "The ferrymen have brought their own chairs, and the clerk is not amused.",
        "• Ada Tilney 10/22/2030 5:00:46 PM", "Somebody has opened a window, so the gulls can be heard inside.",
        "• Bo Holm 10/22/2030 5:00:58 PM", "The mayor has come in by the side door, without her chain.",
        "• Ada Tilney 10/22/2030 5:01:04 PM", "There are slides, and the first one is upside down on the wall.",
        "• Bo Holm 10/22/2030 5:01:15 PM", "\"We will build it before the winter,\" she tells the ferrymen.",
        language="en",
    )  # fmt: skip
    assert [entry.clock for entry in document.entries] == ["17:00", "17:00", "17:00", "17:01", "17:01"]

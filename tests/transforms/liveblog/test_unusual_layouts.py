"""Liveblogs whose clocks stand in a list on top, amid their lines, or nowhere; and pages that only look like them."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
HEADLINES = ["Der Deich hält", "Boote liegen fest", "Freiwillige füllen Säcke", "Erste Straße unter Wasser"]
TEXTS = [
    "Am Deich von Nordau ist die Lage nach Angaben der Feuerwehr wieder ruhig, das Wasser fällt seit Mittag.",
    "Am Hafen von Nordau lagen die Boote dicht an dicht, und wer konnte, half beim Festmachen.",
    "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, sagte die Bürgermeisterin.",
    "Die Uferstraße steht seit dem Morgen unter Wasser, der Bus fährt einen Umweg über die Mühle.",
]
CLOCKS = ["18:04", "16:41", "13:17", "9:32"]
TITLE = "Hochwasser an der Sahle: Was heute geschah"
DATE = "Stand: 08.05.2031, 18:10 Uhr"


def page(*lines: str) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), language="de"), RULES)


def entries(document: Document) -> list[tuple[str | None, str | None]]:
    """The clock and the headline of each entry."""
    return [(entry.clock, entry.headline) for entry in document.entries]


def below(headlines: list[str]) -> list[str]:
    """Headlines, each with its text below."""
    return [line for pair in zip(headlines, TEXTS, strict=True) for line in pair]


@pytest.mark.parametrize("arrow", ["", "➤ "])
def test_a_list_on_top_has_the_clocks(arrow: str) -> None:
    """Its headlines come again below without them: the list is none of the text, its clocks are the entries'."""
    index = [f"• {clock} Uhr: {arrow}{head}" for clock, head in zip(CLOCKS, HEADLINES, strict=True)]
    document = page(TITLE, DATE, *index, *below([f"{arrow}{HEADLINES[0]}", *HEADLINES[1:]]))
    clocks = ["18:04", "16:41", "13:17", "09:32"]
    assert entries(document) == list(zip(clocks, [f"{arrow}{HEADLINES[0]}", *HEADLINES[1:]], strict=True))
    assert {line.role for line in document.lines if "Uhr: " in line.text} == {Role.BOILERPLATE}
    assert [document.entry_text(entry).split("\n")[-1] for entry in document.entries] == TEXTS


def test_a_programme_with_its_descriptions_is_no_liveblog() -> None:
    """Its clocks rise, by fives, and the page doesn't say that it is one."""
    clocks = ["10:00", "11:30", "13:00", "15:15"]
    index = [f"• {clock} Uhr: {head}" for clock, head in zip(clocks, HEADLINES, strict=True)]
    assert page("Tag des offenen Deichs", DATE, *index, *below(HEADLINES)).kind == "article"


def test_a_clock_may_be_glued_to_the_headline_before_it() -> None:
    """A blank is put before it, and the line, headline and text, is an entry; one such line is a mishap."""
    glued = [f"{head}{clock} Uhr: {text}" for head, clock, text in zip(HEADLINES, CLOCKS, TEXTS, strict=True)]
    document = page(TITLE, DATE, *glued)
    assert [entry.clock for entry in document.entries] == ["18:04", "16:41", "13:17", "09:32"]
    assert document.entry_text(document.entries[0]) == f"{HEADLINES[0]} 18:04 Uhr: {TEXTS[0]}"
    assert page(TITLE, DATE, *TEXTS[:3], glued[3]).kind == "article"


CLOSING = "Damit schließen wir den Blog für heute. Morgen früh sind wir wieder für Sie da."


def test_headlines_are_entries_where_the_page_says_that_its_blog_is_over() -> None:
    """Though no clock stands anywhere: "Sturm-Blog" in the title and what closes it tell it together."""
    document = page("Sturm-Blog: Die Lage am Fluss", DATE, *below(HEADLINES), CLOSING)
    assert entries(document) == [(None, head) for head in HEADLINES]
    assert {entry.boundary for entry in document.entries} == {"inferred"}


@pytest.mark.parametrize(
    ("title", "closing"), [("Sturm-Blog: Die Lage am Fluss", TEXTS[0]), ("Die Lage am Fluss", CLOSING)]
)
def test_one_of_both_is_not_enough(title: str, closing: str) -> None:
    """A blog may be one on cooking, and an article may end so."""
    assert page(title, DATE, *below(HEADLINES), closing).kind == "article"


def test_numbered_headlines_may_stand_below_a_block_of_links() -> None:
    """Which has taken the first; below a headline a list may stand in place of a text, but no other headline."""
    numbered = [f"{number}. {head}" for number, head in enumerate(HEADLINES, 1)]
    texts = [TEXTS[0], "Was am Hafen jetzt gilt, und was die Leute dort beachten sollen:", *TEXTS[2:]]
    lines = [line for pair in zip(numbered, texts, strict=True) for line in pair]
    page_ = page("Liveticker: Hochwasser", "Alle Nachrichten zum Hochwasser", "Liveticker", *lines)
    assert [entry.headline for entry in page_.entries] == HEADLINES
    assert page("Liveticker: Hochwasser", *numbered, *TEXTS).kind == "article"


def test_a_colon_may_be_all_that_is_left_of_the_clocks() -> None:
    """It opens each text, and is cut off; on a page broken at links, sentences go on with one."""
    document = page("Der Sturm an der Küste", *[f": {text}" for text in TEXTS])
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    broken = [part for text in TEXTS for part in ("Am Deich sagte Jo Tal", f": „{text}“")]
    assert page("Der Sturm an der Küste", *broken).kind == "article"


def test_clocks_that_touch_the_texts_above_them_end_entries() -> None:
    """A blank line stands below each, and a sign beside it; not every entry has a headline."""
    lines = [
        "Hochwasser-Blog: So steht es an der Sahle",
        "",
        "In Nordau steigt das Wasser. Hier bloggen wir.",
        "",
    ]
    for headline, text, clock, sign in zip(HEADLINES, TEXTS, CLOCKS, ("jt", "ab", "jt", "ab"), strict=True):
        lines += [*([headline] if clock != "16:41" else []), text, f"{clock} Uhr ({sign})", ""]
    document = page(*lines)
    assert entries(document) == [
        ("18:04", HEADLINES[0]),
        ("16:41", None),
        ("13:17", HEADLINES[2]),
        ("09:32", HEADLINES[3]),
    ]
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    assert document.lines[8].rule == "liveblog/text-above"


def test_a_session_told_in_bare_clocks_is_a_liveblog() -> None:
    """Half of many rising clocks at odd minutes are enough on a page that says "live"."""
    clocks = ["9:02", "9:08", "9:20", "9:40", "9:44", "9:45", "10:15", "10:52", "11:10", "11:38"]
    lines = [
        "Live aus dem Rat: Die Debatte zum Mitlesen",
        "11. Mai 2031",
        "Der Rat von Nordau streitet über die Brücke.",
    ]
    for at, clock in enumerate(clocks):
        lines += [clock, TEXTS[at % 4]]
    document = page(*lines)
    assert document.kind == "liveblog"
    assert len(document.entries) == len(clocks)


def test_an_update_with_its_date_goes_on_below() -> None:
    """The first entries were written a day before, and say so."""
    lines = ["Hochwasser an der Sahle: Newsticker", "+++ 9.45 Uhr: " + TEXTS[0], "+++ 8.10 Uhr: " + TEXTS[1]]
    lines += ["+++ 7.30 Uhr: " + TEXTS[2], "+++ Update vom 7. Mai 2031, 22.10 Uhr: " + TEXTS[3]]
    document = page(*lines)
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    assert document.entries[-1].clock == "22:10"
    assert str(document.entries[-1].published_at).startswith("2031-05-07")


def test_the_clock_above_a_list_of_the_entries_is_none_of_theirs() -> None:
    """The page's own date stands over the key events, which come again below."""
    lines = [
        "Flood at Norwick – as it happened",
        "Thu 8 May 2031 18.04 GMT",
        "First published on Thu 8 May 2031 08.02 GMT",
    ]
    lines += [
        "Key events",
        *(
            f"8 May 2031 {headline}"
            for headline in ("The dyke holds", "Boats are stuck", "Volunteers fill bags")
        ),
    ]
    told = [
        (
            "18.04",
            "The dyke holds",
            "The dyke at Norwick is quiet again, the fire brigade said, and the water has been falling since noon.",
        ),
        (
            "16.41",
            "Boats are stuck",
            "The boats in the harbour were packed tightly, and everyone who could helped to tie them up.",
        ),
        (
            "13.17",
            "Volunteers fill bags",
            "More than 600 volunteers have filled sandbags since the early morning, the mayor said.",
        ),
        (
            "09.32",
            "Road under water",
            "The shore road has been under water since the morning, and the bus takes the way past the mill.",
        ),
    ]
    for clock, headline, text in told:
        lines += [f"8 May 2031 {clock} GMT", headline, text, "Share"]
    document = clean(Document.from_text("\n".join(lines), language="en"), RULES)
    assert [entry.headline for entry in document.entries] == [headline for _, headline, _ in told]


def test_livebericht_is_a_name() -> None:
    """Ages alone might as well be readers' comments."""
    lines = ["Livebericht", "Flut in Nordau: Der Rat tagt"]
    for age, text in zip(
        ("vor 5 Minuten", "vor 12 Minuten", "vor 31 Minuten", "vor 1 Stunde"), TEXTS, strict=True
    ):
        lines += [age, "Marlies Tal", text, "Teilen", "Auf Beitrag antworten"]
    assert [page(*lines).entry_text(entry) for entry in page(*lines).entries] == TEXTS


def test_numbers_above_clocks_are_no_texts() -> None:
    """Each entry is counted, and a blank line stands below its clock."""
    lines = ["Newsticker: Schlagzeilen und Eilmeldungen", ""]
    for at, (clock, headline, text) in enumerate(zip(CLOCKS, HEADLINES, TEXTS, strict=True), 1):
        lines += [f"{at}.", clock, "", headline, "", text, ""]
    document = page(*lines)
    assert [entry.headline for entry in document.entries] == HEADLINES
    assert [entry.clock for entry in document.entries] == ["18:04", "16:41", "13:17", "09:32"]


def test_an_age_above_its_clock_begins_the_entry() -> None:
    """It says the same; where it stands below, the next entry begins with its own clock."""
    ages = ("vor 20 Min.", "vor 1 Stunde", "vor 4 Stunden", "vor 8 Stunden")
    for above in (True, False):
        lines = ["Liveblog: Flut in Nordau"]
        for age, clock, text in zip(ages, CLOCKS, TEXTS, strict=True):
            lines += [*((age, f"{clock} Uhr") if above else (f"{clock} Uhr", age)), text]
        document = page(*lines)
        starts = [document.lines[entry.first_line - 1].raw for entry in document.entries]
        assert starts == lines[1::3]


def test_authors_who_come_again_sign_a_liveblog() -> None:
    """Nothing else says that it is one; readers' comments have as many names as ages."""
    ages = (
        "vor 5 Minuten",
        "vor 12 Minuten",
        "vor 31 Minuten",
        "vor einer Stunde",
        "vor 2 Stunden",
        "vor 3 Stunden",
    )
    for names, kind in (
        (("Marlies Tal", "Jonas Bach") * 3, "liveblog"),
        (("Jo Tal", "Ada Bach", "Ute Klee", "Ole Rot", "Ina Moor", "Udo Kern"), "article"),
    ):
        lines = ["Flut in Nordau: Der Rat tagt", "Der Rat von Nordau berät seit dem Morgen über den Deich."]
        for age, name, text in zip(ages, names, (*TEXTS, *TEXTS[:2]), strict=True):
            lines += [age, name, text, "Teilen"]
        assert page(*lines).kind == kind


def test_the_label_of_a_change_may_stand_above_its_date() -> None:
    """The page's own title follows, and no entry."""
    lines = ["Live", "Updated", "Feb. 12, 2031, 6:31 p.m. ET", "Flood Updates: Dyke Holds as Water Falls"]
    lines += [
        "The water has been falling since noon, and a federal engineer called the dyke safe.",
        "By Ada Quill and Jo Tal",
    ]
    for clock, text in (
        ("6:28", "The fire brigade has left the harbor, a spokesman said on Thursday evening."),
        ("5:03", "At the gate of the pier, about 200 volunteers are gathered around oil-drum fires."),
        ("2:20", "The governor of Calloway has offered to host the talks about the dyke at his house."),
    ):
        lines += [f"Feb. 12, 2031, {clock} p.m. ET", "Ada Quill", text]
    document = clean(Document.from_text("\n".join(lines), language="en"), RULES)
    assert document.title == lines[3]
    assert [entry.clock for entry in document.entries] == ["18:28", "17:03", "14:20"]


def test_a_whole_match_needs_no_sign_of_minutes() -> None:
    """Eight lines from its first minutes to its last, that tell of goals and cards; a list counts by one."""
    told = {
        1: "Anpfiff! Nordau stößt an.",
        4: "Ein Libero schlägt den Ball auf das Dach.",
        11: "Gelb für Nordau, der Sechser hat gemeckert.",
        19: "TOR für Nordau! Ein Schuss wie ein Bescheid.",
        45: "Halbzeit. Schlange am Grill.",
        58: "Ausgleich! Der Stürmer fällt und trifft.",
        72: "Ein Hund ist auf dem Platz.",
        90: "Abpfiff. Aus, aus, das Spiel ist aus.",
    }
    document = page("Der Ticker zum Finale", *(f"{minute}. {text}" for minute, text in told.items()))
    assert (document.kind, len(document.entries)) == ("liveblog", 8)
    counted = page("Der Ticker zum Finale", *(f"{at}. {text}" for at, text in enumerate(told.values(), 1)))
    assert counted.kind == "article"


def test_rulers_close_entries() -> None:
    """So a second paragraph has no clock that was lost."""
    lines = ["Liveblog: Flut in Nordau"]
    for clock, headline, text in zip(CLOCKS, HEADLINES, TEXTS, strict=True):
        lines += [
            f"{clock} Uhr: {headline}",
            text,
            "Wir verabschieden die Ziegen aus dem Tal und danken allen, die sie gefüttert haben.",
            "----------",
        ]
    assert [entry.boundary for entry in page(*lines).entries] == ["marked"] * 4


def test_an_articles_date_and_dated_teasers_make_no_liveblog() -> None:
    """Nearly all the text stands below the first date."""
    lines = [
        "POL-NA: Radfahrer nach Zusammenstoß verletzt",
        "12.06.2031 – 10:41",
        "Polizei Nordau",
        *TEXTS,
        *TEXTS,
    ]
    for clock, headline, text in (("08:15", HEADLINES[0], TEXTS[0]), ("07:02", HEADLINES[1], TEXTS[1])):
        lines += [f"12.06.2031 – {clock}", f"POL-NA: {headline}", text[:60] + " ...", "mehr"]
    assert page(*lines).kind == "article"


def test_a_caption_said_twice_is_no_entrys_text() -> None:
    """Once without who took the picture, once with the label alone."""
    lines = ["Liveblog: Flut in Nordau"]
    for clock, text in zip(CLOCKS, TEXTS, strict=True):
        lines += [
            f"+++{clock} Uhr+++",
            "",
            "Die Spuren am Bachlauf werden von der Polizei vermessen.",
            "Die Spuren am Bachlauf werden von der Polizei vermessen. FOTO: Jo Tal",
            "",
            text,
            "",
        ]
    assert [page(*lines).entry_text(entry) for entry in page(*lines).entries] == TEXTS


def test_a_label_above_the_first_text_is_no_headline() -> None:
    """Where clocks end entries, the first one's headline stands above its label."""
    lines = ["Liveblog: So steht es an der Sahle", "In Nordau steigt das Wasser. Hier bloggen wir.", ""]
    for headline, text, clock in zip(HEADLINES, TEXTS, CLOCKS, strict=True):
        lines += [
            headline,
            *(["Eilmeldung"] if clock == CLOCKS[0] else []),
            text,
            "Foto: Jo Tal",
            f"{clock} Uhr",
            "",
        ]
    assert [headline for _, headline in entries(page(*lines))] == HEADLINES


BLOG = "Liveblog zum Hochwasser an der Sahle"
TOPICS = ["Wetter", "Hafen", "Hilfe", "Bus Bahn"]


def topical(topics: list[str], layout: str) -> Document:
    """A liveblog whose entries have their topics in one place."""
    stories = zip(topics, CLOCKS, HEADLINES, TEXTS, strict=True)
    lines = [
        layout.format(topic=topic, clock=clock, head=head, text=text) for topic, clock, head, text in stories
    ]
    return page(BLOG, DATE, *"\n".join(lines).split("\n"))


@pytest.mark.parametrize(
    "layout",
    [
        "{clock}\n{topic}\n{head}\n{text}",
        "{topic}\n{clock}\n{head}\n{text}",
        "{topic}\n{head} ({clock})\n{text}",
    ],
)
def test_topics_beside_clocks_are_no_headlines(layout: str) -> None:
    """Where nearly all entries have a word or two there, whatever it is."""
    document = topical(TOPICS, layout)
    clocks = ["18:04", "16:41", "13:17", "09:32"]
    assert entries(document) == list(zip(clocks, HEADLINES, strict=True))
    assert not any(topic in document.text.split("\n\n") for topic in TOPICS)


def test_headlines_with_subtitles_are_headlines() -> None:
    """Hardly any is a single word."""
    heads = ["Deich hält", "Boote fest", "Säcke voll", "Straße weg"]
    document = topical(heads, "{clock}\n{topic}\n{head}\n{text}")
    assert [entry.headline for entry in document.entries] == heads


def test_a_headline_of_a_word_above_its_author_is_a_headline() -> None:
    """No headline follows."""
    heads = ["Sturm", "Regen", "Flut", "Ebbe"]
    document = topical(heads, "{clock}\n{topic}\nAda Quill\n{text}")
    assert [entry.headline for entry in document.entries] == heads


def test_a_label_above_a_clock_needs_no_company() -> None:
    """It says of what kind the next entry is."""
    lines = [line for story in zip(CLOCKS, HEADLINES, TEXTS, strict=True) for line in story]
    document = page(BLOG, DATE, *lines[:6], "Eilmeldung", *lines[6:])
    assert [entry.headline for entry in document.entries] == HEADLINES
    assert "Eilmeldung" not in document.text


def test_a_weekday_before_a_bracket_is_the_headlines() -> None:
    """The clock alone is in brackets."""
    heads = [*HEADLINES[:2], "Schulfrei am Freitag", HEADLINES[3]]
    lines = [f"{head} ({clock} Uhr)" for head, clock in zip(heads, CLOCKS, strict=True)]
    document = page(BLOG, DATE, *below(lines))
    assert [entry.headline for entry in document.entries] == heads


def test_the_day_of_the_pages_last_change_is_no_entry() -> None:
    """Though its clock ends the line, as those of the headlines do."""
    lines = [f"{head} {clock} Uhr" for head, clock in zip(HEADLINES, CLOCKS, strict=True)]
    lead = (
        "Die Sahle steigt seit dem Morgen, und wir sagen Ihnen im Liveblog, was das für die Stadt bedeutet."
    )
    document = page(BLOG, "8. Mai, aktualisiert um 18.05 Uhr", lead, *below(lines))
    assert [entry.headline for entry in document.entries] == HEADLINES
    said = page(BLOG, lead, *below([*lines[:3], "Zahlen aktualisiert 9:32 Uhr"]))
    assert [entry.headline for entry in said.entries] == [*HEADLINES[:3], "Zahlen aktualisiert"]


def test_where_every_entry_was_changed_those_are_their_clocks() -> None:
    """Nothing else says when they were published."""
    lines = [f"8. Mai, aktualisiert um {clock} Uhr" for clock in CLOCKS]
    document = page(BLOG, *[line for story in zip(lines, TEXTS, strict=True) for line in story])
    assert len(document.entries) == 4


def dated(days: list[str], *, rising: bool = False) -> Document:
    """Headlines with day and clock, every second with a text, on a page that doesn't say what it is."""
    hours = range(10, 18) if rising else range(18, 10, -1)
    heads = [
        f"{day}, {hours[at]}:0{at} Uhr: Meldung {'abcdefgh'[at]} vom Deich" for at, day in enumerate(days)
    ]
    lines = [
        line for at, head in enumerate(heads) for line in (head, *TEXTS[at // 2 : at // 2 + 1] * (at % 2))
    ]
    return page("Suche nach dem Hund: Was wir wissen", DATE, *lines)


def test_headlines_with_day_and_clock_need_no_texts() -> None:
    """The newest first, and six at least: a page that lists what happened."""
    assert len(dated(["08.05."] * 8).entries) == 8
    assert dated(["08.05."] * 4).kind == "article"
    assert dated(["08.05."] * 8, rising=True).kind == "article"


def test_who_writes_a_ticker_may_say_so() -> None:
    """In a verb."""
    lines = [f"{clock} – {text}" for clock, text in zip(CLOCKS[::-1], TEXTS, strict=True)]
    told = "Heute geht es um den Deich. Wir tickern direkt aus dem Saal."
    assert len(page("Der Prozess um den Deich", told, *lines).entries) == 4
    assert page("Der Prozess um den Deich", told.replace("tickern", "erzählen"), *lines).kind == "article"


def test_entries_of_the_day_before_have_their_date() -> None:
    """Clocks alone for today, and days before those of yesterday, in one order and with headlines alike."""
    clocks = [
        "08.44 Uhr",
        "06.30 Uhr",
        "00.20 Uhr",
        "06.05. 23.10 Uhr",
        "06.05. 21.35 Uhr",
        "05.05. 20.02 Uhr",
    ]
    lines = ["Liveblog: Flut in Nordau"]
    for at, clock in enumerate(clocks):
        lines += [clock, HEADLINES[at % len(HEADLINES)], TEXTS[at % len(TEXTS)]]
    document = page(*lines)
    assert [entry.clock for entry in document.entries] == [
        "08:44",
        "06:30",
        "00:20",
        "23:10",
        "21:35",
        "20:02",
    ]
    teasers = [line.replace("05. 2", "05.2031 2") for line in lines]  # a year, as other articles' have it
    assert len(page(*teasers).entries) == 3
    bare = lines[:10] + [line for line in lines[10:] if line not in HEADLINES]
    assert len(page(*bare).entries) == 3  # texts right below, as no other has it


def test_a_box_of_news_above_an_article_makes_no_liveblog() -> None:
    """Three headlines with clocks, which tell all there is, and then a whole article."""
    box = ["Newsticker", f"11:52 {HEADLINES[0]}", f"11:40 {HEADLINES[1]}", f"11:31 {HEADLINES[2]}"]
    article = ["Rückruf: Metall in Keksen", "Von Ada Rickers", *TEXTS, *TEXTS]
    document = page(*box, *article)
    assert document.kind == "article"
    assert page("Newsticker aus Nordau", *box[1:]).kind == "liveblog"


def test_hours_of_events_behind_a_label_make_no_liveblog() -> None:
    """“Wann: Sa., 20.30 Uhr” is said of each, and the days seem to divide the page."""
    lines = ["Das ist los am Wochenende", "Do., 24.07.2031", "Ada Lind", "Langweilig wird es nicht."]
    for at, hour in enumerate(("Fr., 18–24 Uhr", "Sa., Einlass 20.30 Uhr", "Sa. und So. ab 11 Uhr")):
        lines += [f"{at + 1}. {HEADLINES[at]}", TEXTS[at], f"Wann: {hour}", "Wo: Marktplatz"]
    assert page(*lines, "4. Orgel um fünf", TEXTS[3], "So., 17 Uhr, St. Nikolai").kind == "article"

"""What pages say about their clocks: that an entry was changed, published, pinned; comments under each entry."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
FLOOD = "Am Hafen von Nordau lagen die Boote dicht an dicht, und wer konnte, half beim Festmachen."
SAND = "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, sagte die Bürgermeisterin."
CALM = "Die Kommission wollte sich dazu nicht äußern und kündigte für den Abend eine Mitteilung an."
RAIN = "Der Regen soll nach Angaben der Wetterwarte bis zum Abend nachlassen, nur in den Bergen nicht."
TIDE = "The harbour master said the tide would turn at noon, and asked people to keep off the quay."


def page(*lines: str, **known: object) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), **known), RULES)


def entries(document: Document) -> list[tuple[str | None, str | None]]:
    """Clock and headline of each entry."""
    return [(entry.clock, entry.headline) for entry in document.entries]


def test_a_change_opens_no_entry() -> None:
    """When an entry was changed is no clock of another; nor does it end the order of ages."""
    clocks = page(
        "Liveblog zum Hochwasser",
        *("14:05 Uhr", "Der Deich hält", FLOOD, "Aktualisiert: 14:20 Uhr"),
        *("13:40 Uhr (aktualisiert)", "Freiwillige füllen Säcke", SAND),
        *("12:31 Uhr", "Kommission schweigt", CALM, "Aktualisiert: 13:02 Uhr"),
        *("11:17 Uhr", "Regen lässt nach", RAIN),
    )
    assert [clock for clock, _ in entries(clocks)] == ["14:05", "13:40", "12:31", "11:17"]
    ages = page(
        "Liveblog zum Hochwasser",
        *("vor 12 Min.", "Der Deich hält", FLOOD),
        *("vor 2 Std.", "Freiwillige füllen Säcke", SAND, "Aktualisiert vor 30 Min."),
        *("vor 3 Std.", "Kommission schweigt", CALM),
    )
    assert [headline for _, headline in entries(ages)] == [
        "Der Deich hält",
        "Freiwillige füllen Säcke",
        "Kommission schweigt",
    ]


def test_changes_that_are_the_rule_open_entries() -> None:
    """Where every entry says when it was changed and nothing else, that is its clock."""
    document = page(
        "Liveblog zum Hochwasser",
        *("Aktualisiert: 14:05 Uhr", "Der Deich hält", FLOOD),
        *("Aktualisiert: 13:40 Uhr", "Freiwillige füllen Säcke", SAND),
        *("Aktualisiert: 12:31 Uhr", "Kommission schweigt", CALM),
    )
    assert [clock for clock, _ in entries(document)] == ["14:05", "13:40", "12:31"]


def test_an_update_says_of_when_it_is() -> None:
    """“Update vom 12. März, 14.05 Uhr” is a clock line, and the first report another."""
    document = page(
        "Sturm über Nordau: News-Ticker",
        f"Update vom 12. März, 14.05 Uhr: {FLOOD}",
        f"Update vom 12. März, 13.40 Uhr: {SAND}",
        f"Erstmeldung vom 12. März, 12.31 Uhr: {CALM}",
        url="https://sahlebote.example/2031/sturm-ticker",
    )
    assert [clock for clock, _ in entries(document)] == ["14:05", "13:40", "12:31"]
    assert [document.entry_text(entry) for entry in document.entries] == [FLOOD, SAND, CALM]


def test_posting_words_are_no_part_of_headlines() -> None:
    """“published at” before nearly every clock is cut with it, glued or not; one headline may end so."""
    document = page(
        "Storm live: ferries cancelled",
        *("Ferries stay in portpublished at 14:05 GMT", TIDE),
        *("Is the bridge safe? published at 13:40 GMT", TIDE),
        *("Wind picks uppublished at 12:31 GMT", TIDE),
        language="en",
    )
    assert [headline for _, headline in entries(document)] == [
        "Ferries stay in port",
        "Is the bridge safe?",
        "Wind picks up",
    ]
    one = page(
        "Liveticker zum Sturm",
        *("Liste der Helfer veröffentlicht 14:05", FLOOD),
        *("Hafen geschlossen 13:40", SAND),
        *("Kommission schweigt 12:31", CALM),
    )
    assert one.entries[0].headline == "Liste der Helfer veröffentlicht"


def test_a_pinned_entry_keeps_its_headline() -> None:
    """A line that only says that the entry is pinned is a label, not its headline."""
    document = page(
        "Liveblog zum Hochwasser",
        *("09:05 Uhr", "Angepinnt", "Diese Straßen sind gesperrt", RAIN),
        *("14:05 Uhr", "Der Deich hält", FLOOD),
        *("13:40 Uhr", "Freiwillige füllen Säcke", SAND),
        *("12:31 Uhr", "Kommission schweigt", CALM),
    )
    assert entries(document)[0] == ("09:05", "Diese Straßen sind gesperrt")
    assert document.lines[2].role is Role.METADATA


def test_authors_below_a_headline_beside_its_clock() -> None:
    """An author between headline and text is no part of either, whether the clock has a line or not."""
    document = page(
        "Newsblog zum Hochwasser",
        *("14.05 Uhr: Der Deich hält", "Von Ada Quill", FLOOD),
        *("13.40 Uhr: Freiwillige füllen Säcke", "Von Jo Tal", SAND),
        *("12.31 Uhr: Kommission schweigt", "Von Ada Quill", CALM),
    )
    assert [document.entry_text(entry) for entry in document.entries] == [FLOOD, SAND, CALM]


def test_comments_under_an_entry_hide_no_day_below() -> None:
    """A count of comments under each entry is no section of comments: the day below is another's, too."""
    document = page(
        "Hochwasser: Der Newsticker",
        "Donnerstag, 12. März 2026",
        *("14:05", "Der Deich hält", FLOOD, "2 Kommentare"),
        *("13:40", "Freiwillige füllen Säcke", SAND, "5 Kommentare"),
        "Mittwoch, 11. März 2026",
        *("22:31", "Kommission schweigt", CALM, "3 Kommentare"),
        *("21:17", "Regen lässt nach", RAIN, "8 Kommentare"),
    )
    assert [f"{entry.published_at:%d. %H:%M}" for entry in document.entries] == [
        "12. 14:05",
        "12. 13:40",
        "11. 22:31",
        "11. 21:17",
    ]


def test_authors_above_their_clocks_are_no_headlines() -> None:
    """Where a few names stand above the clocks and texts below, nobody is a headline."""
    document = page(
        "Liveblog zum Hochwasser",
        *("Ada Quill", "14:05", FLOOD),
        *("Jo Tal", "13:40", SAND),
        *("Ada Quill", "12:31", CALM),
        *("Ada Quill", "11:17", RAIN),
    )
    assert entries(document) == [("14:05", None), ("13:40", None), ("12:31", None), ("11:17", None)]
    assert [document.entry_text(entry) for entry in document.entries] == [FLOOD, SAND, CALM, RAIN]


def test_topics_beside_clocks_are_no_headlines() -> None:
    """What comes again beside most clocks is a topic, even where each comes only twice."""
    document = page(
        "Newsblog zum Hochwasser",
        *("VERKEHR | 14.05 UHR", "Der Deich hält", FLOOD),
        *("WETTER | 13.40 UHR", "Freiwillige füllen Säcke", SAND),
        *("VERKEHR | 12.31 UHR", "Kommission schweigt", CALM),
        *("WETTER | 11.17 UHR", "Regen lässt nach", RAIN),
        *("VERKEHR | 10.52 UHR", "Fähre fährt wieder", CALM),
    )
    assert [headline for _, headline in entries(document)] == [
        "Der Deich hält",
        "Freiwillige füllen Säcke",
        "Kommission schweigt",
        "Regen lässt nach",
        "Fähre fährt wieder",
    ]


def test_headlines_that_come_twice_are_no_topics() -> None:
    """A page that a scraper gave twice keeps its headlines."""
    once = (
        *("14:05 Uhr", "Deich hält", FLOOD),
        *("13:40 Uhr", "Säcke gefüllt", SAND),
        *("12:31 Uhr", "Kommission schweigt", CALM),
        *("11:17 Uhr", "Regen lässt nach", RAIN),
    )
    document = page("Newsblog zum Hochwasser", *once, *once)
    assert {headline for _, headline in entries(document)} == {*once[1::3]}


def test_points_of_an_agenda_in_another_layout_stay() -> None:
    """What an entry says of the day to come is text to its last point, though it has clocks like headlines."""
    points = ("12.30 Uhr: Krisenstab im Rathaus", "15 Uhr: Pressekonferenz", "17.30 Uhr: Bürgerversammlung")
    document = page(
        "Liveblog zum Hochwasser",
        *("10:05 Uhr", "Der Deich hält", FLOOD, ""),
        *("9:40 Uhr", "Freiwillige füllen Säcke", SAND, ""),
        *("8:31 Uhr", "Regen lässt nach", RAIN, "Das steht heute an:", *points),
    )
    assert [clock for clock, _ in entries(document)] == ["10:05", "09:40", "08:31"]
    assert document.entry_text(document.entries[-1]).split("\n\n")[-3:] == list(points)


def test_what_ends_a_liveblog_is_text_of_its_own_entry_alone() -> None:
    """Below another entry's text, and above the first one, it is furniture; below a clock an entry."""
    closing = "Wir beenden unseren Liveblog für heute. Vielen Dank fürs Mitlesen!"
    head = ("Liveblog zum Hochwasser", "Der Liveblog pausiert über Nacht.", "")
    told = ("14.05 Uhr", FLOOD, "", "13.40 Uhr", SAND, "", "12.20 Uhr", RAIN)
    below = page(*head, *told, closing)
    assert [entry.clock for entry in below.entries] == ["14:05", "13:40", "12:20"]
    assert {line.text: line.role for line in below.lines if line.text in (head[1], closing)} == {
        head[1]: Role.BOILERPLATE,
        closing: Role.BOILERPLATE,
    }
    own = page(*head, "22.10 Uhr", "Ende des Liveblogs", closing, "", *told)
    assert entries(own)[0] == ("22:10", "Ende des Liveblogs")
    assert [line.role for line in own.lines if line.text == closing] == [Role.BODY]


def test_what_ends_a_liveblog_may_stand_below_its_author() -> None:
    """A name and an office between the clock and the words that close the liveblog don't make it furniture."""
    closing = "We're closing this live blog now. Thanks for reading."
    lines = ["Ferry rescue live blog", "14:31 GMT", "Ada Quill", "Live editor", closing, "13:31 GMT", TIDE]
    lines += ["12:31 GMT", "The coastguard has sent a second lifeboat, which left the harbour an hour ago."]
    document = page(*lines, language="en")
    assert closing in document.entry_text(document.entries[0])


def test_a_clock_said_twice_counts_with_its_zone() -> None:
    """As on pages that print it for every reader, and for machines; the other is no headline."""
    clocks = (("2.05pm GMT", "14:05"), ("1.40pm GMT", "13:40"), ("12.20pm GMT", "12:20"))
    texts = (TIDE, FLOOD, SAND)
    told = [line for clock, text in zip(clocks, texts, strict=True) for line in (*clock, text, "")]
    document = page("Harbour live: tide rises", "Mon 3 Mar 2031", "", *told, language="en")
    assert entries(document) == [("14:05", None), ("13:40", None), ("12:20", None)]
    assert [f"{entry.published_at:%H:%M%z}" for entry in document.entries] == [
        "15:05+0100",
        "14:40+0100",
        "13:20+0100",
    ]
    assert {line.rule for line in document.lines if line.text in ("14:05", "13:40")} == {
        "liveblog/clock-again"
    }


SAID = {
    "Ferry towed in": "The tug from Hallum has brought the ferry to the outer pier, and the first passengers are ashore.",
    "A second lifeboat": "It left the harbour a quarter of an hour ago and will be there by noon, the coastguard says.",
    "Engines fail": "The captain reported that both engines had failed eight miles off the quay, in rough seas.",
}


def test_headlines_above_clocks_that_authors_follow() -> None:
    """The authors below, each with an office, are no headlines, nor is what ends each entry."""
    lines = ["Ferry rescue: live coverage", "Live"]
    authors = ("Hannah Pryce", "Live editor", "Owen Rees", "Reporting from Marlow", "Ada Quill", "")
    for number, (headline, text) in enumerate(SAID.items()):
        signed = filter(None, authors[2 * number : 2 * number + 2])
        lines += [headline, "", f"{14 - number}:31 GMT 27 November 2031", "", *signed, "", text, ""]
        lines += ["Share close panel", "Copy link", "About sharing", ""]
    document = clean(Document.from_text("\n".join(lines), language="en"), RULES)
    assert [entry.headline for entry in document.entries] == list(SAID)
    assert [document.entry_text(entry) for entry in document.entries] == list(SAID.values())


@pytest.mark.parametrize("closing", ["Der Liveblog ist beendet.", "Dieser Ticker wird laufend aktualisiert."])
def test_a_page_that_speaks_of_its_liveblog_is_one(closing: str) -> None:
    """Where its own name stands far from the top, and its clocks alone would not tell."""
    head = ["Start", "Lokales", "Auental", "Bahn", "Streik bei der Talbahn: Einigung in letzter Minute"]
    row = ["Von Ada Quill", "Kommentare", "Drucken", "Teilen", "Merken", "Folgen", FLOOD]
    told = [
        "Update vom 26. März, 22.10 Uhr: Einigung! Die Beschäftigten bekommen mehr Lohn in zwei Stufen.",
        "Update vom 26. März, 16.30 Uhr: Noch immer kein Ergebnis, man sei aber näher beieinander als am Vortag.",
        "Update vom 25. März, 9.20 Uhr: Die Fahrgäste müssen sich auf einen Streik von Mitternacht an einstellen.",
    ]
    document = clean(Document.from_text("\n\n".join([*head, *row, closing, *told]), language="de"), RULES)
    assert (document.kind, len(document.entries)) == ("liveblog", 3)


def test_a_row_with_comments_above_the_text_is_no_thread() -> None:
    """A link "Kommentare" beside "Drucken" leads to readers' comments; below an article's text it heads them."""
    clocks = [
        f"{hour}.{hour + 7} Uhr: Der Pegel steigt auf {hour} Zentimeter, die Helfer bleiben."
        for hour in (19, 17, 14, 12)
    ]
    lead = "Der Fluss steigt seit dem Morgen, und in den Dörfern am Ufer füllen die Helfer Sandsäcke, berichtet die Feuerwehr."
    row = ["Hochwasser an der Sahle", "Kommentare", "Drucken", "Teilen", lead]
    below = ["Hochwasser an der Sahle", lead, "Kommentare"]
    kinds = [
        clean(Document.from_text("\n\n".join([*top, *clocks]), language="de"), RULES).kind
        for top in (row, below)
    ]
    assert kinds == ["liveblog", "article"]


def test_headlines_between_authors_and_clocks() -> None:
    """Where an author comes first, the entry begins there; two words of a headline are no name."""
    document = page(
        "Liveblog zum Prozess",
        *("Britta Lohse", "Das Urteil", "14:21 07.03.2031", FLOOD),
        *("Britta Lohse", "13:58 07.03.2031", SAND),
        *("Finn Otter", "Viereinhalb Jahre Haft", "13:12 07.03.2031", CALM),
        *("Finn Otter", "12:09 07.03.2031", RAIN),
    )
    assert entries(document) == [
        ("14:21", "Das Urteil"),
        ("13:58", None),
        ("13:12", "Viereinhalb Jahre Haft"),
        ("12:09", None),
    ]
    assert [entry.first_line for entry in document.entries] == [2, 6, 9, 13]
    assert [document.entry_text(entry) for entry in document.entries] == [FLOOD, SAND, CALM, RAIN]


def test_clocks_below_their_entries() -> None:
    """The author and the clock end what they date: headline, text, signature."""
    told = {
        "Passengers back on land": TIDE,
        "Lighthouse records gust of 94mph": "The gust was the highest on the west coast since 2011, forecasters said on Saturday.",
        "Homes without power": "Engineers have been unable to reach the broken lines because both causeways are closed.",
    }
    lines = [
        "Storm live: ferry passengers rescued",
        "All of the passengers aboard the ferry have been brought ashore.",
    ]
    for number, (headline, text) in enumerate(told.items()):
        lines += [headline, text, f"Ada Quill7 December 2031 {17 - number}:05", str(1733591100 + number)]
    document = page(*lines, "More about", "Storm", language="en")
    assert entries(document) == list(zip(("17:05", "16:05", "15:05"), told, strict=True))
    assert [document.entry_text(entry) for entry in document.entries] == list(told.values())


@pytest.mark.parametrize(
    ("language", "stated"),
    [("en", "16 Oct 2031 - {}:20({}:20 GMT)"), ("de", "• 3/16/2031 {}:20:07 AM   Ada Quill")],
)
def test_clocks_said_in_two_zones_or_as_in_america(language: str, stated: str) -> None:
    """The zone in brackets says the same clock again; an American date is one in any language."""
    text = SAND if language == "de" else TIDE
    lines = [line for hour in (11, 10, 9) for line in (stated.format(hour, hour), f"{text[:-1]} ({hour}).")]
    document = page("Live blog: the storm", *lines, language=language)
    assert [entry.clock for entry in document.entries] == ["11:20", "10:20", "09:20"]
    assert {entry.published_at.day for entry in document.entries if entry.published_at} == {16}

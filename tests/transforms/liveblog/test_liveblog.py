"""What is a liveblog, what only looks like one, and what happens to the lines around its entries."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from transforms.document import Document, Role
from transforms.liveblog.segmenting import mark_timestamps, segment_entries
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
SENTENCES = {
    "LONG": (
        "Am Hafen von Nordau lagen die Boote dicht an dicht, und wer konnte, half beim Festmachen, "
        "bis es dunkel wurde."
    ),
    "LATER": (
        "Die Kommission wollte sich dazu nicht äußern. Erst am Abend gab es eine knappe Mitteilung, "
        "in der wenig stand."
    ),
}
LONG, LATER = SENTENCES.values()


def page(*lines: str, language: str = "de", **known: object) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), language=language, **known), RULES)


NO_LIVEBLOGS = tomllib.loads((Path(__file__).parent / "no_liveblogs.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NO_LIVEBLOGS)
def test_clocks_alone_make_no_liveblog(name: str) -> None:
    """Programmes, timetables, chronologies, lists and comments stay articles, and keep their clocks."""
    counted = iter(range(100))  # no sentence twice: a copy is taken for a teaser's
    text = NO_LIVEBLOGS[name].replace("{ARTICLE}", "\n".join(["{LONG}", "{LATER}"] * 4))
    text = re.sub(r"\{(LONG|LATER)\}", lambda name: f"Zum {next(counted)}. Mal: {SENTENCES[name[1]]}", text)
    document = page(text)
    assert document.kind == "article"
    assert not document.entries
    assert not [line for line in document.lines if "liveblog" in line.rule + "".join(line.edits)]


BLOG = (
    "Liveblog zum Hochwasser",
    "Donnerstag, 8. Mai 2031",
    "14.05 Uhr: Pegel steigt",
    LONG,
    "13.40 Uhr: Brücke gesperrt",
    LATER,
    "12.31 Uhr: Helfer kommen",
    "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, sagte die Bürgermeisterin.",
)


def test_clocks_are_cut_off_and_kept_in_the_source() -> None:
    """The headline reads without its clock; the line still knows what it was and who changed it."""
    line = page(*BLOG).lines[2]
    assert (line.raw, line.text, line.role, line.edits) == (
        "14.05 Uhr: Pegel steigt",
        "Pegel steigt",
        Role.HEADING,
        ("liveblog/clock",),
    )


def test_entries_know_their_lines() -> None:
    """Entries count from 1, in the order of the page, and their lines carry their number."""
    document = page(*BLOG)
    assert [
        (entry.position, entry.first_line, entry.last_line, entry.headline_line) for entry in document.entries
    ] == [
        (1, 3, 4, 3),
        (2, 5, 6, 5),
        (3, 7, 8, 7),
    ]
    assert [line.entry for line in document.lines] == [None, None, 1, 1, 2, 2, 3, 3]


def test_an_empty_rulebook_marks_nothing() -> None:
    """Without rules no clock is cut off and no line taken away."""
    document = Document.from_text("\n".join(BLOG), language="de")
    assert mark_timestamps(document, Rulebook.empty()) is document


@pytest.mark.parametrize("transform", [mark_timestamps, segment_entries])
def test_twice_is_once(transform: object) -> None:
    """Marks are read as marks, not as new clocks."""
    document = mark_timestamps(Document.from_text("\n".join(BLOG), language="de"), RULES)
    cleaned = clean(document, RULES)
    assert transform(cleaned, RULES) == cleaned  # type: ignore[operator]


def test_a_digest_is_no_entry() -> None:
    """A summary on top, with clocks at the ends of its lines, opens nothing."""
    digest = (
        "Das Wichtigste im Überblick",
        "* Pegel steigt (14.05 Uhr)",
        "* Brücke gesperrt (13.40 Uhr)",
        "* Helfer kommen (12.31 Uhr)",
    )
    document = page(*BLOG[:2], *digest, *BLOG[2:])
    assert [entry.headline for entry in document.entries] == [
        "Pegel steigt",
        "Brücke gesperrt",
        "Helfer kommen",
    ]
    assert document.entries[0].first_line == 7


def test_a_digest_in_the_entries_own_layout_is_no_entry() -> None:
    """Clocks that come again below, with texts, were a digest."""
    entries = [
        ("14:05 Uhr", "Pegel steigt", LONG),
        ("13:40 Uhr", "Brücke gesperrt", LATER),
        ("12:31 Uhr", "Helfer kommen", BLOG[7]),
    ]
    digest = [line for clock, headline, _ in entries for line in (clock, headline)]
    document = page(*BLOG[:2], "Punkte des Tages", *digest, *[line for entry in entries for line in entry])
    assert [entry.headline for entry in document.entries] == [
        "Pegel steigt",
        "Brücke gesperrt",
        "Helfer kommen",
    ]


def test_a_pointer_to_another_day_is_no_entry() -> None:
    """The box that leads to the liveblog of the day before has an entry's form and tells nothing."""
    document = page(
        *BLOG, "13.00 Uhr: Liveblog vom Mittwoch zum Nachlesen", LATER.replace("Kommission", "Behörde")
    )
    assert [entry.headline for entry in document.entries] == [
        "Pegel steigt",
        "Brücke gesperrt",
        "Helfer kommen",
    ]
    assert {line.rule for line in document.lines[8:]} == {"liveblog/other-day"}


def test_the_closing_note_is_an_entry() -> None:
    """The editors' goodbye stands under a clock like all else."""
    document = page(
        *BLOG[:2],
        "23.36 Uhr: Ende des Liveblogs",
        "Damit endet der Liveblog, bis morgen.",
        *BLOG[2:],
    )
    assert document.entries[0].headline == "Ende des Liveblogs"


def test_a_block_of_furniture_ends_at_the_next_clock() -> None:
    """Teasers in mid-page take no entry with them."""
    teasers = ("Mehr zum Thema", "Hochwasser im Norden", "Was die Flut mit den Menschen macht")
    document = page(*BLOG[:4], *teasers, *BLOG[4:])
    assert [entry.headline for entry in document.entries] == [
        "Pegel steigt",
        "Brücke gesperrt",
        "Helfer kommen",
    ]


def test_the_last_entry_ends_where_the_page_ends() -> None:
    """Other articles' teasers below are not its text."""
    document = page(
        *BLOG, "Das könnte Sie auch interessieren", "Wie der Fluss gezähmt wurde", "Leben am Deich", LATER * 2
    )
    assert document.entry_text(document.entries[-1]) == BLOG[-1]


def test_clocks_without_a_day_are_no_instants() -> None:
    """Where the page names no day, there is no time of publication rather than a guess."""
    document = page(BLOG[0], *BLOG[2:])
    assert [entry.published_at for entry in document.entries] == [None] * 3


def test_clocks_without_a_day_stay_clocks() -> None:
    """What the page says of the time is kept, in 24 hours, whatever is known of the day."""
    assert [entry.clock for entry in page(BLOG[0], *BLOG[2:]).entries] == ["14:05", "13:40", "12:31"]
    assert [entry.clock for entry in page(*BLOG).entries] == ["14:05", "13:40", "12:31"]


@pytest.mark.parametrize(
    ("stated", "clock"), [("2.05pm: ", "14:05"), ("12.10am: ", "00:10"), ("9.30am: ", "09:30")]
)
def test_clocks_are_told_in_24_hours(stated: str, clock: str) -> None:
    """However the page prints them."""
    lines = [
        "Flood live: the river keeps rising",
        f"{stated}Bridge closed",
        "The bridge by the old mill has been closed to all traffic, the mayor said on the phone.",
        "8.15am: Volunteers arrive",
        "More than 600 volunteers have filled sandbags since the early morning, she added later.",
        "7.40am: School stays shut",
        "The school by the river will not open before the water has gone, its head teacher wrote.",
    ]
    assert page(*lines, language="en").entries[0].clock == clock


def test_headlines_without_clocks_have_none() -> None:
    """A day and headlines make no time of day."""
    headlines = [f"+++ {name} +++" for name in ("Pegel steigt an der Sahle", "Brücke gesperrt", "Wer hilft?")]
    lines = [line for at, name in enumerate(headlines) for line in (name, LONG, f"{LATER} {at}.")]
    document = page("Newsblog zum Hochwasser: Die Sahle steigt", "Donnerstag, 8. Mai 2031", *lines)
    assert [entry.clock for entry in document.entries] == [None] * 3


def test_the_crawl_dates_the_newest_entry() -> None:
    """A clock ahead of the crawl's is of the day before."""
    document = page(BLOG[0], *BLOG[2:], crawled_at=datetime(2031, 5, 9, 4, 0, tzinfo=UTC))
    assert [f"{entry.published_at:%d. %H:%M}" for entry in document.entries] == [
        "08. 14:05",
        "08. 13:40",
        "08. 12:31",
    ]


@pytest.mark.parametrize(
    ("frame", "boundary"), [("+++ {} +++", "marked"), ("{}", "inferred")], ids=["framed", "plain"]
)
def test_headlines_without_clocks_have_their_day(frame: str, boundary: str) -> None:
    """A newsblog with a day line and headlines has entries of that day, without a made-up clock."""
    headlines = ["Pegel steigt an der Sahle", "Brücke gesperrt", "Wer hilft wem?"]
    lines = [
        line for at, name in enumerate(headlines) for line in (frame.format(name), LONG, f"{LATER} {at}.")
    ]
    document = page("Newsblog zum Hochwasser: Die Sahle steigt", "Donnerstag, 8. Mai 2031", *lines)
    assert [entry.headline for entry in document.entries] == headlines
    assert {entry.boundary for entry in document.entries} == {boundary}
    assert {(f"{entry.published_at:%Y-%m-%d}", entry.published_precision) for entry in document.entries} == {
        ("2031-05-08", "day")
    }


def test_a_weekday_tells_the_year() -> None:
    """A divider without a year is of a year that the text mentions, if the weekday fits."""
    document = page(
        BLOG[0], "Dienstag, 4. November", *BLOG[2:], "Schon 2020 und 2025 stand das Wasser so hoch wie jetzt."
    )
    assert f"{document.entries[0].published_at:%Y-%m-%d %H:%M}" == "2025-11-04 14:05"


YEARLESS = ("Mittwoch, 5. März", *BLOG[2:])  # 2025, 2014 and 2003


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({"read_on": date(2026, 11, 22)}, "2025-03-05"),
        ({"read_on": date(2025, 3, 4)}, "2014-03-05"),
        ({"crawled_at": datetime(2025, 3, 7, tzinfo=UTC)}, "2025-03-05"),
        ({"url": "https://www.nordbote.example/2014/03/hochwasser.html"}, "2014-03-05"),
        ({"url": "https://www.nordbote.example/hochwasser-2014-100.html"}, "2014-03-05"),
    ],
)
def test_a_year_left_out(known: dict[str, object], day: str) -> None:
    """It is told from the crawl, from the address, or from the day on which the page is read."""
    document = page(BLOG[0], *YEARLESS, **known)
    assert f"{document.entries[0].published_at:%Y-%m-%d}" == day


def test_a_year_that_nothing_tells_stays_open() -> None:
    """Where nobody knows when the page was read, its clocks stay, without an instant."""
    [first, *_] = page(BLOG[0], *YEARLESS).entries
    assert (first.published_at, first.clock) == (None, "14:05")


def test_a_year_to_come_is_no_pages_year() -> None:
    """A text may name years ahead of it, on whose weekdays its own days fall by chance."""
    document = page(
        BLOG[0], *YEARLESS, "Bis 2031 soll der neue Deich fertig sein.", read_on=date(2026, 11, 22)
    )
    assert f"{document.entries[0].published_at:%Y-%m-%d}" == "2025-03-05"


def test_dividers_share_their_year() -> None:
    """A divider that leaves its year out is of the year that another one states."""
    document = page(BLOG[0], "5. März 2014", *BLOG[2:6], "4. März", "23.10 Uhr: Deich hält", LATER)
    assert [f"{entry.published_at:%Y-%m-%d}" for entry in document.entries] == ["2014-03-05"] * 2 + [
        "2014-03-04"
    ]


def test_dividers_tell_the_order() -> None:
    """Days that fall down the page have clocks that fall, however few they are."""
    clocks = [
        ("Sonntag, 13. Juli 2031", "18:30"),
        ("", "11:15"),
        ("Samstag, 12. Juli 2031", "23:05"),
        ("", "15:20"),
    ]
    lines = [line for day, clock in clocks for line in (day, clock, f"Es wird {clock}", f"{LONG} ({clock})")]
    document = page("Der Festival-Blog: Liveblog vom See", *lines)
    assert [f"{entry.published_at:%d. %H:%M}" for entry in document.entries] == [
        "13. 18:30", "13. 11:15", "12. 23:05", "12. 15:20",
    ]  # fmt: skip


def test_a_day_without_a_clock_is_the_oldest_entrys() -> None:
    """A page that runs on over midnight, down from its date, began on that day."""
    lines = [
        line for clock in ("21.41", "22.20", "23.58", "0.10") for line in (f"{clock} Uhr", LONG + f" {clock}")
    ]
    document = page("Die lange Nacht im Liveblog", "Veröffentlicht am 5. März 2031", *lines)
    assert [f"{entry.published_at:%d}" for entry in document.entries] == ["05", "05", "05", "06"]


def test_headlines_may_be_all_there_is() -> None:
    """A page that calls itself a ticker has entries of a clock and a headline."""
    headlines = ["Stadtrat beschließt Haushalt", "Radweg am Kanal gesperrt", "Freibad öffnet im Mai"]
    lines = [line for at, name in enumerate(headlines) for line in (f"1{9 - at}.12 Uhr", name)]
    document = page("Newsticker: Der Montag in Kürze", "10. Juni 2031", *lines)
    assert [entry.headline for entry in document.entries] == headlines


def test_a_summary_above_the_entries_is_text() -> None:
    """The list of what the entries say stays, with furniture on the page or without."""
    summary = ["Pegel steigt (14.05 Uhr)", "Brücke gesperrt (13.40 Uhr)", "Helfer kommen (12.31 Uhr)"]
    document = page(BLOG[0], "8. Mai 2031", "Das Wichtigste", *summary, *BLOG[2:], "Anzeige")
    assert len(document.entries) == 3
    assert [line.role for line in document.lines[3:6]] == [Role.BODY] * 3


def test_authors_abroad_are_no_headlines() -> None:
    """A line that says from whom and where an entry comes is its author's."""
    stories = [line for clock in ("11:48 p.m.", "10:15 p.m.", "9:02 p.m.") for line in (
        f"{clock} ET, May 8, 2031", f"Headline of {clock[:5]}", f"From Ada Quill{clock[0]} in Norwick",
        f"The votes were counted until late at night in the county, {clock}",
    )]  # fmt: skip
    document = page("Election night: live updates", *stories, language="en")
    assert [line.role for line in document.lines[3::4]] == [Role.METADATA] * 3


@pytest.mark.parametrize("byline", ["Autorin: Wiebke Ohlen{}", "Von Wiebke Ohlen{}", "Text: Wiebke Ohlen{}"])
def test_authors_under_clocks_are_no_headlines(byline: str) -> None:
    """A line that names its author may do so behind a colon, each entry another one."""
    clocks = ["14.05", "13.31", "12.12", "11.02"]
    lines = [
        line
        for at, clock in enumerate(clocks)
        for line in (f"{clock} Uhr", byline.format("abcd"[at]), f"Brücke {at} gesperrt", f"{LONG} ({at})")
    ]
    document = page("Liveblog zum Hochwasser", *lines)
    assert [entry.headline for entry in document.entries] == [f"Brücke {at} gesperrt" for at in range(4)]


def test_a_divider_below_its_day_is_next_to_its_oldest_entry() -> None:
    """Entries that run on over midnight, above the divider of the evening, are of the day after it."""
    opening = [
        line
        for clock in ("0.35", "23.55", "22.10")
        for line in (f"{clock} Uhr: Brücke gesperrt", f"{LONG} {clock}")
    ]
    evening = [
        line for clock in ("20.30", "18.12") for line in (f"{clock} Uhr: Pegel steigt", f"{LATER} {clock}")
    ]
    document = page(BLOG[0], *opening, "Donnerstag, 8. Mai 2031", *evening, "Mittwoch, 7. Mai 2031")
    assert [f"{entry.published_at:%d}" for entry in document.entries] == ["09", "08", "08", "07", "07"]


def test_a_swallowed_clock_without_text_hides_none_below_it() -> None:
    """A block of links has taken two entries: the first is a picture, the second has a text, each clock stands twice."""
    texts = [
        "The highest warning has been lifted, but the wind is still strong, the weather service says.",
        "A man has been taken to hospital after a tree fell on his van in Harlow Bridge this morning.",
    ]
    lines = ["Storm Olwen – as it happened", "29 January 2031"]
    for clock, again in (("4.41pm GMT", "16:41"), ("3.07pm GMT", "15:07"), ("2.15pm GMT", "14:15")):
        lines += [clock, again, f"News of {again}", f"At {again}, {texts[0][4:]}"]
    lines += [
        "Related:",
        "Residents tell of a night of wind",
        "12.28pm GMT",
        "12:28",
        "Waves at the wall. Photograph: Jo Tal",
    ]
    lines += ["11.50am GMT", "11:50", "Man injured by a falling tree", texts[1]]
    document = clean(Document.from_text("\n".join(lines), language="en"), Rulebook.load())
    last = document.entries[-1]
    assert (last.clock, last.headline) == ("11:50", "Man injured by a falling tree")
    assert texts[1] in document.entry_text(last)

"""What rules, blocks and residue do to a document's lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.boilerplate.rules import apply_rules
from transforms.document import HYPHENATED, WRAPPED, Document, Role
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
PARAGRAPH = (
    "Die Fähre wurde am Montag aus dem Verkehr gezogen, weil im Rumpf Risse entdeckt worden waren. "
    "Der Rat berät am Abend über einen Neubau, der nach ersten Schätzungen vier Millionen Euro kosten wird."
)


def judged(text: str, book: Rulebook = RULES, language: str = "de", **known: str) -> list[tuple[str, str]]:
    """The lines that a rule removed, each with the rule's name."""
    document = apply_rules(Document.from_text(text, language=language, **known), book)
    return [
        (line.text, line.rule.rpartition("/")[2])
        for line in document.lines
        if line.role in {Role.BOILERPLATE, Role.METADATA}
    ]


def removed(text: str, book: Rulebook = RULES, language: str = "de") -> list[str]:
    """The lines that a rule removed."""
    return [line for line, _ in judged(text, book, language)]


def test_each_line_names_its_rule() -> None:
    """A removed line carries the rule that decided."""
    assert judged("Anzeige\nDie Fähre fährt.\nArtikel teilen") == [
        ("Anzeige", "ad-marker"),
        ("Artikel teilen", "share-row"),
    ]


def test_a_decided_line_stays_decided() -> None:
    """Rules only judge what nobody has judged."""
    document = Document.from_text("Anzeige", language="de")
    document = document.with_lines([document.lines[0].judged(Role.BODY, "test")])
    assert apply_rules(document, RULES).lines[0].rule == "test"


def test_a_kept_line_is_shielded_from_broader_rules(tmp_path: Path) -> None:
    """A publisher's keep leaves the line open and names itself; language rules don't see it."""
    path = tmp_path / "publishers" / "kurier.toml"
    path.parent.mkdir()
    path.write_text(
        'publisher = "Kurier"\n[[line]]\nid = "column"\nrole = "keep"\npattern = "Anzeige"\n'
        'why = "the name of a column"\nmatches = ["Anzeige"]\nspares = ["Anzeigen"]\n',
        encoding="utf-8",
    )
    book = Rulebook.load(tmp_path)
    line = apply_rules(Document.from_text("Anzeige", language="de", publisher="Kurier"), book).lines[0]
    assert (line.role, line.rule) == (None, "publishers/kurier/column")
    assert judged("Anzeige", book, publisher="Bote") == [("Anzeige", "ad-marker")]


def test_an_empty_rulebook_changes_nothing() -> None:
    """Without rules the document is the very same."""
    document = Document.from_text("Anzeige\nMehr zum Thema", language="de")
    assert apply_rules(document, Rulebook.empty()) is document


def test_an_ordinary_document_is_the_very_same() -> None:
    """Where no rule applies, nothing is made anew."""
    document = Document.from_text(PARAGRAPH, language="de")
    assert apply_rules(document, RULES) is document


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" date 2025-07 Die Fähre fährt.", "Die Fähre fährt."),
        (f"Anzeige{PARAGRAPH}", PARAGRAPH),
        (f"{PARAGRAPH}Anzeige", PARAGRAPH),
        ("Die Werft Lindqvist (öffnet im neuen Fenster) schweigt.", "Die Werft Lindqvist schweigt."),
        ("Er erstattete Anzeige", "Er erstattete Anzeige"),
        ("Das Update 2025-07 kam spät.", "Das Update 2025-07 kam spät."),
    ],
)
def test_residue_is_cut_and_the_line_stays(before: str, after: str) -> None:
    """What a scraper left inside a line goes; the rest stays open to judgement, the source as it was."""
    line = apply_rules(Document.from_text(before, language="de"), RULES).lines[0]
    assert (line.raw, line.text) == (before, after)
    assert line.role is None
    assert bool(line.edits) == (before != after)


def test_teasers_in_mid_article_end_before_the_text() -> None:
    """Two teasers go, the heading and its paragraph stay."""
    teaser = "Lesen Sie auch\n\nVerkehr\nUmleitung: So kommen Pendler ans Ziel"
    text = f"{PARAGRAPH}\n\n{teaser}\n\nAnwohner fürchten Lärm\n\n{PARAGRAPH}"
    assert removed(text) == ["Lesen Sie auch", "Verkehr", "Umleitung: So kommen Pendler ans Ziel"]


def test_a_single_teaser_is_no_heading() -> None:
    """The first line below the header is its teaser, even where a paragraph follows."""
    text = f"{PARAGRAPH}\n\nLesen Sie auch:\n\nStreit um die Fähre\n\n{PARAGRAPH}"
    assert removed(text) == ["Lesen Sie auch:", "Streit um die Fähre"]


def test_a_kicker_and_its_headline_go_together() -> None:
    """Of two lines set apart below a header the second completes the first, where that is a kicker."""
    text = f"Auch interessant\n\nVerkehr\n\nUmleitung: So kommen Pendler ans Ziel\n\n{PARAGRAPH}"
    assert removed(text) == ["Auch interessant", "Verkehr", "Umleitung: So kommen Pendler ans Ziel"]


def test_what_has_to_be_paid_for_is_no_heading() -> None:
    """Below its label a teaser stands, even where all lines touch and a paragraph follows."""
    paid = ["Lesen Sie auch", "Fähre läuft auf Grund", "Fährplus Inhalt", "Was ein Fährmann verdient"]
    assert removed("\n".join([PARAGRAPH, *paid, PARAGRAPH])) == paid


def test_a_header_above_a_paragraph_takes_nothing_else() -> None:
    """No block swallows a paragraph."""
    assert removed(f"Mehr zum Thema\n\n{PARAGRAPH}") == ["Mehr zum Thema"]


@pytest.mark.parametrize("text", ["Die Stadt hat bis Freitag keine einzige Fähre mehr.", "x" * 300])
def test_blocks_spare_sentences_and_long_lines(text: str) -> None:
    """A whole sentence and a long line end a block of teasers."""
    assert text not in removed(f"Mehr zum Thema\nStreit um die Fähre\n{text}")


def test_tags_end_at_what_is_no_tag() -> None:
    """Labels go; the next block's header, a sentence or a headline ends them."""
    text = "Themen\nFähren\nVerkehr\nDie Debatte um die neue Fähre geht weiter\nBucht"
    assert removed(text) == ["Themen", "Fähren", "Verkehr"]


def test_comments_below_the_article_go() -> None:
    """From the counter on nothing is the article's."""
    comment = "faehrfan vor 2 Stunden\nWarum erst jetzt? Das war doch klar."
    text = f"{PARAGRAPH}\n{PARAGRAPH}\n2 Kommentare\n{comment}"
    assert len(removed(text)) == 3


def test_a_counter_above_the_article_takes_nothing_else() -> None:
    """Some pages count their comments at the top."""
    assert removed(f"2 Kommentare\n{PARAGRAPH}\n{PARAGRAPH}") == ["2 Kommentare"]


def test_disclaimers_go_with_their_paragraph() -> None:
    """A header whose rule names its paragraph goes only with such a paragraph."""
    disclaimer = "Angaben der Konfliktparteien können derzeit nicht unabhängig überprüft werden."
    assert len(removed(f"Konfliktparteien als Quelle\n\n{disclaimer}\n\n{PARAGRAPH}")) == 2
    assert removed(f"Konfliktparteien als Quelle\n\n{PARAGRAPH}") == []


@pytest.mark.parametrize("text", ["Share", "Read more: The ferry is back", "Most read"])
def test_unknown_languages_are_judged_by_all_rules(text: str) -> None:
    """A page whose language can't be told has furniture of any."""
    assert removed(f"{text}\nAnzeige", language="und") == [text, "Anzeige"]


def test_english_pages_are_judged_by_english_rules() -> None:
    """German phrases are no furniture of English pages."""
    assert removed("Advertisement\nAnzeige\nLeave a comment", language="en") == [
        "Advertisement",
        "Leave a comment",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Anzeige",
                "Mehr zum Thema",
                "Themen",
                "Fähren",
                PARAGRAPH,
                "",
                "2 Kommentare",
                "Newsletter",
                "Jeden Tag das Wichtigste",
                "Lesen Sie auch",
                "Ein Streit im Rat",
                f"Anzeige{PARAGRAPH}",
                "date 2025-07 Neu",
                "Konfliktparteien als Quelle",
            ]
        ),
        max_size=12,
    )
)
def test_applying_rules_twice_equals_once(lines: list[str]) -> None:
    """Rules have nothing to add to their own judgement."""
    once = apply_rules(Document.from_text("\n".join(lines), language="de"), RULES)
    assert apply_rules(once, RULES) == once


def test_a_very_long_line_is_passed_by() -> None:
    """No rule looks into a book on one line."""
    line = "Anzeige " * 200_000
    assert removed(line) == []


def test_headers_without_end_come_to_one(hang_guard: None) -> None:
    """Thousands of headers, each with everything below it, are judged once each."""
    text = "\n".join(["2 Kommentare", PARAGRAPH, "Mehr zum Thema", ""] * 5_000)
    judged = apply_rules(Document.from_text(text, language="de"), RULES)
    assert sum(line.role is not None for line in judged.lines) >= 10_000


def wrapped(*texts: str, joint: str = WRAPPED) -> Document:
    """A German document whose lines make one paragraph."""
    document = Document.from_text("\n".join(texts), language="de")
    *inner, last = document.lines
    return document.with_lines([*(line.joined(joint) for line in inner), last])


def roles(document: Document) -> list[Role | None]:
    """What the rules say of each line."""
    return [line.role for line in apply_rules(document, RULES).lines]


def test_a_piece_of_a_wrapped_sentence_is_no_line() -> None:
    """What would be furniture on a line of its own is text within a paragraph, at its end and below a header."""
    assert roles(wrapped("Der Wirt der Auentaler Mühle hat gegen den Boten eine", "Anzeige")) == [None, None]
    assert roles(wrapped("Teilen", "wollen die Auentaler ihre Mühle nicht.")) == [None, None]
    assert roles(wrapped("Wer die Mühle mag, soll das Foto davon", "Teilen", "und behalten.")) == [None] * 3
    assert roles(wrapped("Sagte er: „Das war Betrug!“ Anzeige", "erstattete er nicht.")) == [None, None]


def test_furniture_that_is_wrapped_goes_with_all_its_lines() -> None:
    """A paragraph of several lines is matched as its joined text, and all its lines get the role, blanks aside."""
    once = apply_rules(wrapped("Artikel wird nach der", "", "Anzeige fortgesetzt"), RULES)
    assert [line.rule for line in once.lines] == ["languages/de/ad-break", "", "languages/de/ad-break"]
    assert apply_rules(once, RULES) == once
    assert roles(wrapped("Weiterlesen nach der An", "zeige", joint=HYPHENATED)) == [Role.BOILERPLATE] * 2


def test_residue_at_the_end_of_a_wrapped_paragraph_is_cut() -> None:
    """The paragraph's last line ends it; the lines before do not."""
    document = apply_rules(wrapped("Am Abend war die Brücke wieder frei,", "sagte er.Anzeige"), RULES)
    assert [line.text for line in document.lines] == ["Am Abend war die Brücke wieder frei,", "sagte er."]


def test_a_teasers_author_is_no_heading() -> None:
    """Where every other line of a block is a name, the last is, too."""
    teasers = [
        "Why nobody returns umbrellas",
        "Dana Marsh",
        "The town that banned leaf blowers",
        "Owen Flint",
    ]
    text = (
        "By last spring the library owned nine ladders, four pressure washers and a cider press of its own."
    )
    document = Document.from_text("\n".join(["Related stories", *teasers, text]), language="en")
    assert [line.role for line in apply_rules(document, RULES).lines] == [Role.BOILERPLATE] * 5 + [None]


@pytest.mark.parametrize("date", ["14:11 Uhr", "4. Mai 2031"])
def test_a_menu_at_the_top_leaves_the_title(date: str) -> None:
    """Right below "Alle Artikel" at the top of a page stands its title, if the only date is right below that."""
    title = "Drei Fähren im Vergleich: Welche ist am schnellsten?"
    page = f"Alle Artikel\n{title}\n{date}\nAnna Beispiel\n(Bild: Anna Beispiel)\n{PARAGRAPH}"
    assert title not in removed(page)


def test_a_teaser_at_the_top_goes() -> None:
    """Where a headline stands last above the text, that is the title, and the dated one is a teaser."""
    teaser, title = "Warum die alte Fähre so oft im Dock lag", "Die neue Fähre fährt wieder nach Fahrplan"
    page = f"Mehr zum Thema\n{teaser}\n4. Mai 2031\nAnna Beispiel\n{title}\n{PARAGRAPH}"
    assert teaser in removed(page)


@pytest.mark.parametrize("above", [["Von", "Anna Beispiel"], ["Ein Kommentar von", "Anna Beispiel", "/"], []])
@pytest.mark.parametrize("kicker", [["Verkehr", ":"], []])
def test_a_long_menu_leaves_the_title_above_the_author_and_the_date(
    above: list[str], kicker: list[str]
) -> None:
    """Also where the menu has long lines, and each link and sign of the head stands alone."""
    menu = [f"Rubrik {name}" for name in "abcdefghijklmnopqrs"] + ["Immobilien, Autos und Kleinanzeigen"]
    title = "Die neue Fähre fährt wieder nach Fahrplan"
    head = [*kicker, title, *above, "11.07.2031, 09:30 Uhr", "Auental"]
    text = "\n".join([*menu, "Alle Themen", "Hell", "Dunkel", *head, PARAGRAPH])
    gone = removed(text)
    assert not {title, *kicker} & set(gone)
    assert "Hell" in gone


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "date", ["Updated Apr 30, 2031, 9:08 PM ET", "Monday 18 July 2031", "18 de julio de 2031"]
)
def test_a_menu_ends_above_the_title_whatever_language_its_date_is_in(date: str, apart: str) -> None:
    """And above its subtitle's line, touch they each other or not."""
    title, subtitle = "The new ferry is back on its timetable", "Boats run every hour in the valley again"
    gone = removed(apart.join(["More on this", "Weather", "Puzzles", title, subtitle, date, PARAGRAPH]))
    assert "Puzzles" in gone
    assert not {title, subtitle} & set(gone)


@pytest.mark.parametrize(
    "note",
    [
        "* Summer at the lake: all you need to know",
        "We use cookies to improve your experience.",
        "Your help in making this page is much appreciated.",
    ],
)
def test_items_notes_and_what_has_gone_above_a_menu_are_no_title(note: str) -> None:
    """So a menu below them stands on top of the page; its author may have his paper behind his name."""
    menu = [f"Section {name}" for name in "abcdefghijklmnopqrs"] if note.startswith("Your") else ["Home"]
    title, author = "The new ferry is back on its timetable", "By Ada Lindqvist Hallum Press"
    page = [note, *menu, "Trending", "Weather", "Puzzles", "Towns", title, author, "July 18, 2031", PARAGRAPH]
    gone = removed("\n".join(page))
    assert "Puzzles" in gone
    assert title not in gone


def test_an_author_with_her_paper_is_no_title() -> None:
    """As long as one: the title and its subtitle stand above, and each line alone."""
    title, subtitle = "The new ferry is back on its timetable", "Boats run every hour in the valley again"
    head = [
        "Trending",
        "Weather",
        "Puzzles",
        title,
        subtitle,
        "By Ada Lindqvist Hallum Press",
        "July 18, 2031",
    ]
    gone = removed("\n\n".join([*head, PARAGRAPH]))
    assert "Puzzles" in gone
    assert not {title, subtitle} & set(gone)


def test_the_only_line_with_day_clock_and_author_dates_the_page() -> None:
    """Below whatever texts stand above: so much no teaser says, or each of them does."""
    above = [PARAGRAPH.replace("Fähre", name) for name in ("Linie 1", "Linie 2", "Linie 3")]
    title, signed = "Die neue Fähre fährt wieder nach Fahrplan", "Do 25.04.24 | 14:07 Uhr | Von Ada Lindqvist"
    teasers = ["Mehr zum Thema", "Wer die alte Fähre kauft und wozu", "Kultur"]
    gone = removed("\n".join([*above, *teasers, title, signed, PARAGRAPH]))
    assert "Wer die alte Fähre kauft und wozu" in gone
    assert title not in gone
    both = ["Mehr zum Thema", "Kultur", "Wer die alte Fähre kauft und wozu", signed, title, signed, PARAGRAPH]
    assert "Wer die alte Fähre kauft und wozu" in removed("\n".join([*above, *both]))


def test_a_menu_below_a_title_is_no_menu_on_top() -> None:
    """A headline above it, or running text, may be the page's; the dates below are teasers'."""
    title, teaser = "The new ferry is back on its timetable", "Why the old ferry lay in dock for so long"
    page = [title, "Trending", "Weather", "Puzzles", teaser, "July 18, 2031", PARAGRAPH]
    assert teaser in removed("\n".join(page))


def test_a_menu_ends_above_the_picture_of_the_title() -> None:
    """The longest headline may be its caption, below which the title and its subtitle stand alone."""
    picture = (
        "Boats wait on the northern and southern piers near the old mill at Auental (Hallum Press/Jo Vale)"
    )
    title, subtitle = "Despite it all, the ferry ran in 2031", "The bridge has been closed for ten years"
    teasers = [
        "A road that is a joy to drive",
        "Ada Lind",
        "The council votes on the boats",
        "Jo Tal",
        picture,
    ]
    head = [title, subtitle, "--", "Ada Lind", "April 30, 2031, 9:08 PM", PARAGRAPH]
    gone = removed("\n".join(["Up next", *teasers]) + "\n\n" + "\n\n".join(head))
    assert teasers[0] in gone
    assert not {title, subtitle} & set(gone)


def test_a_dated_page_leaves_no_title_to_the_teasers_below() -> None:
    """Once a date has stood, the page's head is over: the dates of a block below it are its teasers'."""
    menu = [f"Rubrik {name}" for name in "abcdefghijklmnopqrst"]
    head = ["Die neue Fähre fährt wieder nach Fahrplan", "11.07.2031, 09:30 Uhr"]
    teasers = ["Warum die alte Fähre so oft im Dock lag", "4. Mai 2031", "Was der Diesel kostet"]
    text = "\n".join([*menu, *head, "Mehr zum Thema", *teasers, PARAGRAPH])
    assert set(teasers[:2]) <= set(removed(text))


@pytest.mark.parametrize("below", ["22. August 2031, 6:14 Uhr", "Stand: 22.08.2031"])
def test_a_title_with_a_colon_above_its_lead_is_none_of_the_headlines_on_top(below: str) -> None:
    """A date stands below that lead, as below no teaser's text; without one the line is a teaser's."""
    title = "Trinkwasser: Der Brunnen, der nicht mehr reicht"
    top = "Schlagzeilen\nGlühende Gipfel\nWales von unten\nmehr\n"
    assert title not in removed(
        f"{top}{title}\n{PARAGRAPH}\nEine Reportage von Ada Quill\n{below}\n{PARAGRAPH}"
    )
    assert title in removed(f"{top}{title}\n{PARAGRAPH}\n{PARAGRAPH}")


def test_a_question_with_its_answer_is_none_of_the_links_above() -> None:
    """Links touch their header; what a blank parts from them, and touches the text below, is the interview's."""
    page = (
        "Das könnte dich auch interessieren",
        "Betriebsrat gründen: So geht's",
        "Der Rechner für den Lohn",
        "",
        "Was habt ihr seit der Wahl erreicht?",
        "Ein paar Sachen, die banal klingen:",
        "Die Zeit beginnt, wenn wir das Depot betreten, und nicht erst, wenn der Wagen voll ist.",
    )
    document = apply_rules(Document.from_text("\n".join(page), language="de"), RULES)
    assert [bool(line.rule) for line in document.lines] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Was raten Sie Eltern, deren Kinder sagen: Mir ist so fad?", False),
        ("Quiz: Welcher Hund passt?", True),
    ],
)
def test_a_long_question_with_a_colon_is_no_teaser(line: str, taken: bool) -> None:
    """A kicker is short."""
    page = (
        "Lesen Sie auch",
        "Pegel sinkt auf neuen Tiefstand",
        line,
        "Zuerst einmal gar nichts, denn sie wissen sich schon zu helfen, wenn man sie lässt.",
    )
    document = apply_rules(Document.from_text("\n".join(page), language="de"), RULES)
    assert bool(document.lines[2].rule) is taken


@pytest.mark.parametrize("date", ["30. September 2031", "Stand: 16:30 Uhr"])
def test_the_only_headline_of_a_menu_on_top_is_the_title(date: str) -> None:
    """It is twice as long as any entry."""
    page = (
        "Mehr zum Thema",
        "Inland",
        "Wirtschaft",
        "Die Brücke in Auental wird noch einmal geöffnet",
        "Von Jo Tal",
        date,
        PARAGRAPH,
    )
    document = apply_rules(Document.from_text("\n".join(page), language="de"), RULES)
    assert document.lines[3].rule == ""

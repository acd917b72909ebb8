"""Judgement by shape: what lines look like, and what their neighbours make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.boilerplate.rules import apply_rules
from transforms.document import LINE_BREAK, WRAPPED, Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.author_boxes import Introductions
from transforms.shape.judging import judge_shapes
from transforms.shape.kinds import Kind
from transforms.shape.looks import Looks

RULES = Rulebook.load()
GERMAN = Looks.of(RULES, "de")
ONE = (
    "Die Fähre wurde am Montag aus dem Verkehr gezogen, weil im Rumpf Risse entdeckt worden waren. "
    "Der Rat berät am Abend über einen Neubau, der nach ersten Schätzungen vier Millionen Euro kosten wird."
)
TWO = (
    "Bürgermeisterin Ada Lindqvist sprach von einem schweren Tag für die Stadt. „Wir müssen nun schnell "
    "handeln“, sagte sie nach der Sitzung, an der mehr als hundert Menschen teilgenommen hatten."
)
THREE = (
    "Am Südufer fürchten viele, dass der Ersatzverkehr nicht reicht. Ein Bus soll ab Dienstag alle zwanzig "
    "Minuten fahren, doch in den Stoßzeiten werden nach Schätzungen dreimal so viele Plätze gebraucht."
)
FURNITURE = "Foto: Ida Moos/Fährblatt"  # a page without any is judged as plain text


def judge(*blocks: str, apart: str = "\n\n", **known: object) -> dict[str, str]:
    """The rule that judged each line of a site's page, and how: ``+`` for a kept line, ``#`` for a heading."""
    text = f"{FURNITURE}\n\n{apart.join(blocks)}"
    document = judge_shapes(Document.from_text(text, language="de", **known), RULES)
    signs = {Role.BODY: "+", Role.HEADING: "#"}
    return {
        line.text: signs.get(line.role, "-") + line.rule.rpartition("/")[2]  # type: ignore[arg-type]
        for line in document.lines
        if line.text.strip() and line.text != FURNITURE
    }


def kept(*blocks: str, apart: str = "\n\n", **known: object) -> list[str]:
    """The lines that stay."""
    return [text for text, verdict in judge(*blocks, apart=apart, **known).items() if verdict[0] != "-"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ONE, Kind.PARAGRAPH),
        ("Nein.", Kind.SENTENCE),
        ("Was sagt das Amt dazu?", Kind.SENTENCE),
        ("Der Pegel sinkt langsam.", Kind.SENTENCE),
        ("Anwohner fürchten mehr Lärm am Ufer", Kind.HEADLINE),
        ("Politik", Kind.LABEL),
        ("Krieg und Frieden", Kind.LABEL),
        ("* Fähren", Kind.ITEM),
        ("1. Die Kartoffeln schälen.", Kind.ITEM),
        ("• Der Rat tagt am Abend.", Kind.ITEM),
        ("*", Kind.SYMBOLS),
        ("#Auental #Brücke", Kind.SYMBOLS),
        ("* * *", Kind.SYMBOLS),
        ("|", Kind.SYMBOLS),
        ("267", Kind.NUMBERS),
        ("1 / 12", Kind.NUMBERS),
        ("12.03.2025, 17:05 Uhr", Kind.NUMBERS),
        ("Mittwoch, 12. März 2025", Kind.NUMBERS),
        ("vor 2 Std.", Kind.NUMBERS),
        ("8 Min", Kind.NUMBERS),
        ("https://faehrblatt.example/artikel/1", Kind.ADDRESS),
        ("redaktion@faehrblatt.example", Kind.ADDRESS),
        ("Foto: Jo Tal", Kind.CREDIT),
        ("© Jo Tal/Fährblatt", Kind.CREDIT),
        ("Jo Tal/dpa", Kind.CREDIT),
        ("Bildrechte: picture alliance/dpa | Jo Tal", Kind.CREDIT),
        ("Die neue Fähre am Kai. Foto: Jo Tal/Fährblatt", Kind.CAPTION),
        ("Die neue Fähre am Kai. © Jo Tal", Kind.CAPTION),
        ("Die neue Fähre am Kai (Bild: Jo Tal)", Kind.CAPTION),
        ("Die neue Fähre am Kai. Jo Tal/dpa", Kind.CAPTION),
        ("Die Fähre ist zurück. Was das für die Stadt heißt. 12.03.2025 | 2:43 min", Kind.CAPTION),
        ("Von Ada Lindqvist und Jo Tal", Kind.BYLINE),
        ("Ada Lindqvist, Bürgermeisterin von Mühlbrück", Kind.ATTRIBUTION),
        ("Der Rat hat am Montag lange beraten und am Ende den alten Plan um ein Jahr...", Kind.TRUNCATED),
        (": Aktuelles zur Fähre", Kind.TRUNCATED),
    ],
)  # fmt: skip
def test_looks(text: str, kind: Kind) -> None:
    """A line's kind is told from length, end mark, digits, bullets and credits."""
    assert GERMAN.look(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Er sagte der Zeitung Bild: „Das geht so nicht weiter.“",
        "Sie zeichnete in ihrem Vortrag das Bild von einer Stadt, die ihre Fähre verloren hat.",
        "Die Quelle: ein alter Brunnen, der seit Jahren kein Wasser mehr führt und den niemand vermisst.",
        "Das Ufer, der Kai, die Fähre und das Licht",
        "Füchse überragen, Gäste bleiben machtlos",
        "Nun ja...",
        "Das war im März 2024 nicht anders.",
        "Von der Fähre ist nichts zu sehen",
    ],
)
def test_lookalikes_of_furniture(text: str) -> None:
    """Sentences that quote, headlines that list, sighs: none is a credit, a date or a name."""
    assert GERMAN.look(text).kind in {Kind.PARAGRAPH, Kind.SENTENCE, Kind.HEADLINE}


def test_a_headline_amid_paragraphs_is_their_heading() -> None:
    """Text above and below makes a heading, of one word too, and a question."""
    verdicts = judge(ONE, "Anwohner sind besorgt", TWO, "Warten", THREE, "Wie geht es weiter?", ONE + " Neu.")
    assert [text for text, verdict in verdicts.items() if verdict == "#heading"] == [
        "Anwohner sind besorgt",
        "Warten",
        "Wie geht es weiter?",
    ]
    assert judge(ONE, "Warum nur?", "Warum nur? Weil es regnet.", TWO)["Warum nur?"] == "#heading"
    assert judge(ONE, "Warum?", TWO)["Warum?"] == "+body"
    assert judge(ONE, "Jo Tal: Und was nun?", TWO)["Jo Tal: Und was nun?"] == "+body"


def test_what_stands_below_the_text_is_furniture() -> None:
    """Headlines, labels and dates after the last paragraph head nothing."""
    lines = ["Mehr Wasser in der Bucht", "12.03.2025", "Ein Fest am Ufer", "Kultur", "Streit um den Hafen"]
    assert kept(ONE, TWO, *lines) == [ONE, TWO]


def test_teasers_with_dates_amid_the_text_go() -> None:
    """A headline above a date and a short text is a teaser, though paragraphs surround it."""
    teaser = [
        "Hochwasser: Der Pegel steigt",
        "03.05.2024",
        "Kultur",
        "Premiere im alten Speicher",
        "02.05.2024",
    ]
    last = f"{THREE} {TWO} Die Verwaltung sucht nun nach einem zweiten Bus, der groß genug ist."
    assert kept(ONE, TWO, *teaser, last, TWO + " Mehr nicht.") == [ONE, TWO, last, TWO + " Mehr nicht."]


def test_a_button_above_a_heading_is_no_kicker() -> None:
    """A few words that end what furniture says: the headline below them heads a long paragraph, not a link."""
    heading = "Was der Neubau kosten darf"
    assert heading in kept(ONE, "Foto: Jo Tal/Fährblatt", "12 Bilder ansehen", heading, TWO)
    assert heading not in kept(ONE, "Foto: Jo Tal/Fährblatt", "Hafen", heading, "Kurz gesagt.")
    assert heading not in kept(ONE, "Hafen", heading, TWO, "Noch ein Absatz, sagte sie.")


def test_a_kicker_takes_its_headline_along() -> None:
    """A label and a headline set apart above a paragraph are a teaser's, where a heading stands alone."""
    verdicts = judge(ONE, "Verkehr", "Umleitung: So kommen Pendler ans Ziel", TWO)
    assert verdicts["Verkehr"] == "-kicker"
    assert verdicts["Umleitung: So kommen Pendler ans Ziel"] == "-below-kicker"


def test_a_headline_above_another_is_an_orphan() -> None:
    """Of two headlines only the lower heads the paragraph."""
    verdicts = judge(ONE, "Ein Blick zurück auf lange Jahre", "Anwohner sind sehr besorgt über den Lärm", TWO)
    assert verdicts["Ein Blick zurück auf lange Jahre"] == "-orphan-heading"
    assert verdicts["Anwohner sind sehr besorgt über den Lärm"] == "#heading"


def test_the_heading_below_a_list_of_links_stays() -> None:
    """Links between paragraphs go; the headline right above the paragraph heads it."""
    links = [
        "* Bucht: Warum die Fische verschwinden",
        "* Hafen: Der Kran zieht wieder um",
        "* Rat: Wer wann mit wem spricht",
        "* Ufer: Das neue Licht am Kai",
    ]
    got = kept(ONE, "\n".join(links), "Anwohner sind besorgt", TWO)
    assert got == [ONE, "Anwohner sind besorgt", TWO]


def test_lists_after_a_colon_stay() -> None:
    """Items that a sentence announces belong to it."""
    items = ["* Fähren", "* Busse", "* Räder und Roller"]
    intro = "Befördert werden künftig vor allem:"
    assert kept(ONE, "\n".join([intro, *items]), TWO) == [ONE, intro, *items, TWO]


def test_interviews_stay_whole() -> None:
    """Short questions, one-word answers and sentences without a verb are text."""
    talk = [
        "Frau Lindqvist, wann fährt die Fähre wieder?",
        "Bald.",
        "Und wann ist das?",
        "Im Frühjahr.",
        "Warum nicht früher?",
        "Weil die Werft bis dahin keine Zeit hat und wir niemanden sonst gefunden haben.",
        "Was sagen die Anwohner?",
        "Sie schimpfen.",
    ]
    assert kept(ONE, *talk) == [ONE, *talk]
    assert kept(*talk, apart="\n") == talk


def test_recipes_stay_whole() -> None:
    """Quantities and steps are text, their headings headings."""
    recipe = [
        "Eine Suppe für kalte Tage, die fast ohne Arbeit gelingt und allen schmeckt.",
        "Zutaten",
        "* 800 g Kartoffeln",
        "* 2 Möhren",
        "* 1 Bund Suppengrün",
        "Zubereitung",
        "1. Die Kartoffeln schälen und würfeln.",
        "2. Mit Brühe aufgießen und zwanzig Minuten kochen.",
    ]
    assert kept(*recipe) == recipe


@pytest.mark.parametrize(
    "lines",
    [
        ["Der Fluss geht müde durch die Wiesen", "ein Licht verlöscht im letzten Haus", "die Nebel ziehn"],
        ["Milch", "Brot", "Eier"],
        ["TSV Auental – SV Wehr 2:1", "FC Talheim – Union Au 0:0"],
        ["Die Fähre fährt.", "Verletzt wurde niemand.", "Der Schaden ist gering."],
        ["Nein."],
        ["12.03.2025"],
        ["Anwohner fürchten mehr Lärm am Ufer"],
    ],
)
def test_a_document_is_never_emptied(lines: list[str]) -> None:
    """Poems, lists, tables and shortest reports keep every line: nothing else could be their text."""
    assert kept(*lines, apart="\n") == lines


def test_captions_go_with_their_credit_on_the_line_below() -> None:
    """A short line right above a bare credit is its caption."""
    caption = "Die Fähre liegt seit Montag am Kai, und niemand weiß, wie lange noch."
    assert kept(ONE, f"{caption}\nFoto: Jo Tal (Fährblatt)", TWO) == [ONE, TWO]
    assert kept(ONE, caption, TWO) == [ONE, caption, TWO]


def test_a_paragraph_above_a_credit_stays() -> None:
    """A graphic's source below a long paragraph doesn't make that its caption."""
    assert kept(ONE, TWO, "Quelle: Infografik Fährblatt", THREE) == [ONE, TWO, THREE]


def test_speakers_of_pulled_quotations_go() -> None:
    """A name that the text knows, below a short paragraph, is no heading; an unknown pair of words is."""
    quote = "Wir müssen nun schnell handeln."
    assert judge(ONE, quote, "Ada Lindqvist", TWO, THREE)["Ada Lindqvist"] == "-attribution"
    assert judge(ONE, quote, "Große Sorgen", TWO, THREE)["Große Sorgen"] == "#heading"


def test_the_authors_box_goes() -> None:
    """The last paragraph goes that opens with a known author's name, or says what somebody new is; one amid the text stays."""
    box = "Jo Tal ist Redakteur beim Fährblatt und schreibt seit zwanzig Jahren über alles, was schwimmt."
    assert box not in kept(ONE, TWO, THREE, box, authors=("Jo Tal",))
    assert box not in kept(ONE, TWO, box)
    assert box in kept(
        ONE, TWO, "Redakteur Tal war am Kai, als die Fähre kam, und hat gezählt, wie viele warten.", box
    )
    assert box in kept(ONE, box, THREE, authors=("Jo Tal",))
    assert box not in kept(ONE, TWO, box, THREE, authors=("Jo TAL",))
    assert box not in kept(ONE, TWO, box, THREE, authors=("Jo Tal Fährblatt",))
    assert box in kept(ONE, "Ada Lind ist Kapitänin der Fähre und wohnt in Auental.", TWO, box)


def test_the_last_entry_of_a_liveblog_is_no_authors_box() -> None:
    """Whom it introduces is what it reports."""
    told = "Edda Wegner ist Bürgermeisterin von Auental. Sie will am Abend mit den Anwohnern sprechen."
    heads = ("22.25 Uhr: Brücke gesperrt", "21.45 Uhr: Fähre fährt nicht", "20.10 Uhr: Schulen bleiben zu")
    entries = [f"{head}\n{text}" for head, text in zip(heads, (ONE, TWO, THREE), strict=True)]
    below = ["Teilen | Drucken", "© Talfunk 2031", "Mehr zum Thema", "Impressum"]
    lines = ["Hochwasser: Liveticker", *entries, f"18.02 Uhr: Neue Bürgermeisterin\n{told}", *below]
    document = clean(Document.from_text("\n\n".join(lines), language="de"), RULES)
    assert document.kind == "liveblog"
    assert next(line for line in document.lines if line.text == told).kept


@pytest.mark.parametrize(
    "last",
    [
        "Die Stelle ist zunächst auf zwei Jahre befristet.",
        "Das Schlafzimmer ist Tabu, sagt die Ärztin, und das Telefon bleibt draußen.",
        "Edda Wegner ist enttäuscht. Sie hatte auf die Fähre gewartet.",
        "Auf Anfrage schreibt die Reederei, die Fähre sei sicher.",
        "Edda Wegner is tired of waiting for the ferry, and so are the others.",
    ],
)
def test_a_last_sentence_is_no_authors_box(last: str) -> None:
    """Whoever it speaks of, it doesn't say what somebody is."""
    assert last in kept(ONE, TWO, THREE, last)


def test_an_article_that_is_printed_twice_is_kept_once() -> None:
    """Its second copy is for another screen; a report takes up some of what its summary said."""
    more = [
        f"{text} Das sagte am {day} der Fährmann."
        for text, day in zip((ONE, TWO, THREE), ("Montag", "Dienstag", "Freitag"), strict=True)
    ]
    rules = [
        line.rule
        for line in judge_shapes(
            Document.from_text(
                f"{FURNITURE}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\nDie Fähre\n\n{ONE}\n\n{TWO}\n\n{THREE}",
                language="de",
            ),
            RULES,
        ).lines
        if len(line.text) > 60
    ]
    assert rules == ["shape/body"] * 3 + ["shape/copy"] * 3
    report = [ONE, TWO, THREE, *more, *more[::-1], "Was folgt", ONE, TWO, THREE]
    text = "\n\n".join([FURNITURE, *report])
    assert "shape/copy" not in {
        line.rule for line in judge_shapes(Document.from_text(text, language="de"), RULES).lines[-6:]
    }


def test_the_second_copy_of_a_sentence_goes() -> None:
    """A caption or pulled quotation that repeats a sentence goes; a refrain of few words stays."""
    copy = "„Die Fähre liegt seit Montag am Kai, und niemand weiß, wie lange noch.“"
    text = f"{ONE}\n\n{copy}\n\n{TWO}\n\n{copy}\n\nWer weiß?\n\n{THREE}\n\nWer weiß?"
    document = Document.from_text(text, language="de")
    rules = [line.rule for line in judge_shapes(document, RULES).lines if line.text]
    assert rules[:4] == ["shape/body"] * 3 + ["shape/copy"]
    assert judge_shapes(document, RULES).text.count("Wer weiß?") == 2


def test_minutes_may_say_the_same_twice() -> None:
    """A sentence that stands twice amid text is the author's."""
    vote = "Der Antrag wird ohne Gegenstimmen und bei zwei Enthaltungen angenommen."
    assert kept(ONE, vote, TWO) == kept(ONE, vote, TWO, vote) == [ONE, vote, TWO]
    document = judge_shapes(Document.from_text(f"{ONE}\n\n{vote}\n\n{TWO}\n\n{vote}", language="de"), RULES)
    assert document.text.count(vote) == 2


def test_wrapped_lines_are_judged_as_one_paragraph() -> None:
    """The pieces of a paragraph share one verdict, however short each is."""
    pieces = [
        "Die Fähre wurde am Montag",
        "aus dem Verkehr gezogen,",
        "weil im Rumpf Risse",
        "entdeckt wurden.",
    ]
    document = Document.from_text("\n".join([ONE, "", *pieces, "", TWO]), language="de")
    lines = [line.joined(WRAPPED) if line.raw in pieces[:-1] else line for line in document.lines]
    judged = judge_shapes(document.with_lines(lines), RULES)
    assert {line.role for line in judged.lines if line.raw in pieces} == {Role.BODY}


def test_lines_whose_breaks_are_known_to_count_stay() -> None:
    """Verse and tables that an earlier transform recognised are text."""
    verse = ["Der Fluss geht müde durch die Wiesen", "ein Licht verlöscht im letzten Haus"] * 2
    document = Document.from_text("\n".join([ONE, "", *verse, "", TWO]), language="de")
    lines = [line.joined(LINE_BREAK) if line.raw in verse else line for line in document.lines]
    judged = judge_shapes(document.with_lines(lines), RULES)
    assert all(line.kept for line in judged.lines if line.raw in verse)


def test_a_shielded_line_stays() -> None:
    """What a keep rule shields stays with its name, whatever its neighbours."""
    text = f"{ONE}\n\n{TWO}\n\nKultur\n\n12.03.2025\n\nEin Fest\n\nSport"
    document = Document.from_text(text, language="de")
    lines = [
        line.judged(None, "publishers/blatt/keep") if line.raw == "Sport" else line for line in document.lines
    ]
    judged = judge_shapes(document.with_lines(lines), RULES)
    assert [line.rule for line in judged.lines if line.kept][-1] == "publishers/blatt/keep"


def test_an_empty_rulebook_keeps_every_line() -> None:
    """A rulebook that judges no shape removes nothing."""
    document = judge_shapes(Document.from_text("*\n\n267\nPolitik\n" + ONE), Rulebook.empty())
    assert all(line.role is (Role.BODY if line.text else Role.BLANK) for line in document.lines)


def test_other_languages_are_judged_too() -> None:
    """Where the function words of a language are known, its sentences are told from its headlines."""
    paragraph = "Le conseil municipal a décidé lundi soir de construire un nouveau pont sur la rivière. " * 3
    document = Document.from_text(
        f"{paragraph}\n\nUn long débat\n\n{paragraph} Fin.\n\nSport\n\nCulture\n\n© Quotidien", language="fr"
    )
    judged = judge_shapes(document, RULES)
    assert [line.text for line in judged.lines if line.role is Role.HEADING] == ["Un long débat"]
    assert [line.text for line in judged.lines if line.text and not line.kept][:2] == ["Sport", "Culture"]


@given(
    st.lists(
        st.sampled_from(
            [
                ONE,
                TWO,
                "Politik",
                "*",
                "267",
                "Ein Fest am Ufer",
                "",
                "Nein.",
                "Foto: Jo Tal",
                "* Fähren",
                "Von Jo Tal",
                "Was nun?",
                "mehr",
            ]
        ),
        max_size=14,
    )
)
def test_every_line_gets_a_role_once_and_for_all(lines: list[str]) -> None:
    """After shape no line is open, and a second look changes nothing."""
    once = judge_shapes(Document.from_text("\n".join(lines), language="de"), RULES)
    assert all(line.role is not None and line.rule for line in once.lines)
    assert judge_shapes(once, RULES) == once


@pytest.mark.parametrize(
    "line", ["a" * 2_000_000, "Ein Wort. " * 200_000, "* " * 500_000, "© " * 500_000, "/" * 1_000_000]
)
def test_long_lines_come_to_an_end(line: str, hang_guard: None) -> None:
    """What a long line looks like is told from its ends; it is judged as any other."""
    assert judge_shapes(Document.from_text(line, language="de"), RULES).lines[0].role is not None


def test_many_lines_come_to_an_end(hang_guard: None) -> None:
    """A hundred thousand lines are judged one by one; were each compared with all, it would take hours."""
    page = "\n".join(["Politik", "Ein Fest am Ufer", "12.03.2025", ONE] * 25_000)
    judged = judge_shapes(Document.from_text(page, language="de"), RULES)
    assert all(line.role is not None for line in judged.lines)


def test_looks_are_kept_with_the_rulebook(tmp_path: Path) -> None:
    """A user's words change the looks of that rulebook alone."""
    path = tmp_path / "vocabulary" / "de.toml"
    path.parent.mkdir()
    path.write_text('[words]\ncredit_labels = ["lichtbild"]\n', encoding="utf-8")
    own = Looks.of(Rulebook.load(tmp_path), "de")
    assert own.look("Lichtbild: Jo Tal").kind is Kind.CREDIT
    assert GERMAN.look("Lichtbild: Jo Tal").kind is not Kind.CREDIT


PLAIN = {
    "hours": "Öffnungszeiten des Bads\n\nMontag: geschlossen\nDienstag bis Freitag: 9 bis 21 Uhr\nSamstag: 10 bis 18 Uhr",
    "agenda": "Begrüßung\nBericht der Bürgermeisterin\nHaushalt\nVerschiedenes\n\nDie Sitzung ist öffentlich.",
    "board": "Dem Vorstand gehören an:\n\nVorsitz: Karl Ammer\nKasse: Jo Lenz\n\nDer Verein hat 84 Mitglieder.",
    "results": "Ergebnisse\n\nTSV Hellau - FC Tann 2:1 (1:0)\nSV Moos - SpVgg Lenz 0:0\n\nDas Spitzenspiel fiel aus.",
    "minutes": "TOP 1 Turnhalle\n\nDas Büro stellt den Entwurf vor.\n\nAbstimmung: 12 Ja, 2 Nein\n\nTOP 2 Wünsche\n\nKeine.",
    "quotes": "„Der Hahn war zuerst da.“\nRichterin Moos in ihrem Urteil\n„Nein.“\nLandrat Lenz auf die Frage nach Geld",
    "letters": "Endlich sagt es einer: Die Fähre ist zu klein.\n\nAlma Sand, Tann\n\nWer zahlt das?\n\nJo Lenz, Moos",
}


@pytest.mark.parametrize("page", PLAIN)
def test_pages_without_furniture_stay_whole(page: str) -> None:
    """Notices, agendas, minutes, lists: nothing on the page gives a site away, so every line is text."""
    judged = judge_shapes(Document.from_text(PLAIN[page], language="de"), RULES)
    assert [line.text for line in judged.lines if line.text and not line.kept] == []


def test_short_lines_of_a_site_may_be_furniture() -> None:
    """The same short lines below a credit and many headlines are what they are on other sites."""
    lines = ["Mehr Wasser in der Bucht", "Ein Fest am Ufer des Sees", "Streit um den alten Hafen"]
    text = "\n\n".join([ONE, TWO, THREE, *lines])
    judged = judge_shapes(Document.from_text(text, language="de"), RULES)
    assert not any(line.kept for line in judged.lines if line.text in lines)


@pytest.mark.parametrize(
    "rows",
    [
        ["250 g Quark", "4 Eier", "1 Prise Salz", "Zimt"],
        ["SV Auental – FC Tal 3:2", "TSV Moos – SG Lenz 1:1", "VfB Orth – TuS Sand 0:4 (0:1)"],
        ["1. SV Auental 28 Punkte", "2. FC Tal 27 Punkte", "3. TSV Moos 22 Punkte"],
        ["Fahrrad 1,50 Euro", "Auto 4,20 Euro", "Anhänger 2,00 Euro"],
        ["DAX 18.345,20 Punkte", "MDAX 25.120,77 Punkte", "Gold 2.345,10 Dollar"],
    ],
)
def test_rows_of_amounts_are_text(rows: list[str]) -> None:
    """Ingredients, results, tables and prices stay, on a site's page too."""
    assert kept(ONE, "\n".join(rows), TWO) == [ONE, *rows, TWO]


def test_contents_are_known_and_the_headings_stay() -> None:
    """A list of the page's own headings is its table of contents: text, under a rule of its own."""
    titles = ["Was ist geschehen", "Wer ist schuld", "Wie geht es weiter"]
    text = "\n\n".join([ONE, *titles, titles[0], TWO, titles[1], THREE, titles[2], ONE + " Neu."])
    judged = judge_shapes(Document.from_text(text, language="de"), RULES)
    assert [line.rule for line in judged.lines if line.text in titles] == [
        *["shape/contents"] * 3,
        *["shape/heading"] * 3,
    ]
    assert all(line.kept for line in judged.lines if line.text in titles)


def test_numbered_headings_head_their_paragraphs() -> None:
    """A number and a few words above sentences are a heading; links with numbers go."""
    verdicts = judge(ONE, "1. Gras entfernen", TWO, "2. Tank leeren", THREE)
    assert verdicts["1. Gras entfernen"] == verdicts["2. Tank leeren"] == "#heading"


def test_a_wrapped_paragraph_is_judged_whole() -> None:
    """What wraps is one paragraph, across a page's number, too."""
    halves = ONE[:90], ONE[90:]
    document = Document.from_text(
        "\n".join([TWO, halves[0].strip(), "- 2 -", halves[1].strip(), THREE]), language="de"
    )
    lines = list(document.lines)
    lines[1] = lines[1].joined(WRAPPED)
    lines[2] = lines[2].judged(Role.BOILERPLATE, "wrap/page-number")
    judged = judge_shapes(document.with_lines(lines), RULES)
    assert [str(line.role) for line in judged.lines] == ["body", "body", "boilerplate", "body", "body"]


def test_two_sentences_amid_furniture_are_text() -> None:
    """A short line that says two things is told by an author; a headline between links is none."""
    text = "Das Amt widerspricht. Es habe zwei Abende gegeben, sagt es."
    assert text in kept(ONE, "* Fähren\n* Ufer", text, "* Rat\n* Hafen", TWO)
    assert "Amt widerspricht" not in kept(ONE, "* Fähren\n* Ufer", "Amt widerspricht", "* Rat\n* Hafen", TWO)


def test_short_lines_behind_a_colon_are_its_list() -> None:
    """What a sentence announces belongs to it, with bullets or without."""
    items = ["ein Haus am See", "ein Dienstrad", "zwei Jahre ohne Miete"]
    assert kept(ONE, "Was die Gemeinde bietet:", *items) == [ONE, "Was die Gemeinde bietet:", *items]


def test_a_paragraph_above_a_credit_is_no_caption() -> None:
    """Set apart from the credit, or on a page whose lines all touch, speech and questions stay."""
    said = "Dann rief sie: „Wir legen ab!“ Alle lachten."
    assert said in kept(ONE, said, "Foto: Jo Tal", TWO)
    assert said in kept(ONE, said, "Foto: Jo Tal", TWO, apart="\n")
    assert "Wer zahlt das alles?" in kept(ONE, "Foto: Jo Tal", "Wer zahlt das alles?", TWO, apart="\n")


def test_line_ups_and_results_stay() -> None:
    """Labelled facts one below the other are the text's, on a page with ads, too; headlines behind kickers are not."""
    facts = [
        "SV Auental: Pohl – Abt, Bien, Cors – Dietz (61. Ernst).",
        "TSV Strande: Fink – Gant, Heim, Ilk – Jost.",
        "Tore: 0:1 Abt (34.), 1:1 Heim (88.).",
        "Zuschauer: 412.",
    ]
    assert kept(ONE, "Statistik", *facts, "* Tabelle", "* Alle Spiele") == [ONE, "Statistik", *facts]
    teasers = ["Brand in Auental: 20 Verletzte", "Auental: Brücke zu", "Strande: Rat tagt"]
    assert kept(ONE, *teasers, "03.05.2024", "* Mehr") == [ONE]


def test_two_results_are_a_table() -> None:
    """Results say who played: two of them stand in no menu."""
    results = ["Auental bt Strande 6-4 5-7 7-6(9)", "Klint bt Oberhude 6-1 6-2"]
    assert kept(ONE, *results, "https://faehrblatt.example", "* Rat") == [ONE, *results]


def test_a_picture_agency_and_a_name_are_a_credit() -> None:
    """The line above is its caption; places and parties joined by a slash are neither."""
    assert GERMAN.look("Seelicht/Ida Moos").kind is Kind.CREDIT
    for text in ("Auental/Bad Strande", "Moospartei/Die Blauen", "Nord/Süd", "Ufer/Hafen gesperrt"):
        assert GERMAN.look(text).kind is not Kind.CREDIT, text


GOES_ON = "Das Südufer bekommt den Ersatzverkehr vorerst nicht, sagte Bürgermeisterin Lindqvist."


@pytest.mark.parametrize(
    ("below", "stays"),
    [
        ([GOES_ON], True),
        (["Kein Bus für den Süden", GOES_ON], True),
        (["Wer morgens den ganzen Salat aufisst, hat abends Hunger."], False),
        (["Wie geht es weiter mit der Kirmes?"], False),
    ],
)
def test_a_text_goes_on_below_teasers(below: list[str], stays: bool) -> None:
    """A sentence that speaks of what the text spoke of is its last, although furniture follows."""
    teasers = ["Mehr zum Thema", "Streit um den Markt", "Kirmes wird verschoben"]
    text = "\n".join(
        [FURNITURE, ONE, TWO, THREE, *teasers, *below, "* Rat", "* Hafen", "* Wetter", "Impressum"]
    )
    page = judge_shapes(apply_rules(Document.from_text(text, language="de"), RULES), RULES)
    assert (below[-1] in {line.text for line in page.lines if line.kept}) is stays


def test_a_summary_of_the_headings_below_is_kept() -> None:
    """The clock behind each line of the summary is no part of the heading."""
    heads = ["Fähre fällt aus", "Bus kommt später", "Rat tagt am Abend"]
    listed = [f"* {head} (1{number}.39 Uhr)" for number, head in enumerate(heads)]
    page = [each for pair in zip(heads, (ONE, TWO, THREE), strict=True) for each in pair]
    assert kept(*listed, *page)[:3] == listed


def test_posts_of_a_thread_stay_whatever_their_length() -> None:
    """Between the first post's number and the last button all is text but the members' names."""
    page = [
        "Moormaus7", "03.06.2024, 18:22 Uhr", "#1", "Moin,", "das Blech klappert. Wer hilft?",
        "Zitat", "Uferfee", "03.06.2024, 19:05 Uhr", "#2", "Gummischeibe.", "Hält ewig",
        "Zitat", "Nach oben", "Radforum",
    ]  # fmt: skip
    document = judge_shapes(apply_rules(Document.from_text("\n".join(page), language="de"), RULES), RULES)
    assert [line.text for line in document.lines if line.kept] == [
        "Moin,", "das Blech klappert. Wer hilft?", "Gummischeibe.", "Hält ewig",
    ]  # fmt: skip


def test_numbered_comments_below_an_article_are_no_thread() -> None:
    """The text stands above the first number."""
    assert "Uferfee" not in kept(ONE, TWO, "#1", "Uferfee", "03.06.2024", "#2", "Moormaus", "04.06.2024")


def test_a_paragraph_that_breaks_off_is_text() -> None:
    """At a paywall the last paragraph stops in mid-sentence; headlines end, and names have full stops."""
    broken = "Der Förster wartete schon an der Schranke, mit einer Küchenwaage in der Hand und"
    assert kept(ONE, broken, "* Abo", "* Anmelden") == [ONE, broken]
    for headline in (
        "Sinkt nun der Leitzins? Experten sehen die Bank vor einem Dilemma",
        "Wie Dr. Anna Tal die Bank durch die schwerste aller Krisen bringen will",
    ):
        assert GERMAN.look(headline).kind is Kind.HEADLINE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Bach (r.) und Jo Tal bei der Taufe der Fähre", Kind.CAPTION),
        ("v.l.n.r.: Anna Bach, Jo Tal und Cora Wirt wurden zu Bootsleuten befördert", Kind.CAPTION),
        ("Auf dem Foto: Übergabe der Urkunde durch die beiden Vorsitzenden", Kind.CAPTION),
        ("Kritik kommt von links: Die Partei will die Fähre nicht.", Kind.SENTENCE),
        ("Er ging auf der rechten Seite (r. Ufer) weiter und fand die Fähre.", Kind.SENTENCE),
        ("Auf dem Foto des Zeugen ist die Fähre kaum zu sehen.", Kind.SENTENCE),
        ("Alle Boote lagen am Kai, als die Fähre kam. #faehre #kai", Kind.SENTENCE),
        ("Fähre kehrt zurück #faehre", Kind.HEADLINE),
    ],
)
def test_captions_say_where_somebody_stands(text: str, kind: Kind) -> None:
    """Marks of places in a picture make a caption; hashtags behind a sentence leave it one."""
    assert Looks.of(RULES, "de").look(text).kind is kind


def test_a_sentence_that_stands_twice_in_a_row_is_a_caption() -> None:
    """A picture's description and its caption both go, with a credit or without; refrains and quotations stay."""
    told = "Wie eine Fähre anlegt, erklärt die Kapitänin den Besuchern am Kai von Auental."
    assert kept(ONE, told, told, TWO) == [ONE, TWO]
    assert kept(ONE, told, f"{told} Foto: Jo Tal", TWO) == [ONE, TWO]
    assert kept(ONE, told, TWO) == [ONE, told, TWO]
    refrain = "Die Fähre kommt, die Fähre geht."
    text = f"{ONE}\n\n{refrain}\n\n{refrain}\n\n{TWO}"
    assert judge_shapes(Document.from_text(text, language="de"), RULES).text.count(refrain) == 2


def test_a_wrapped_paragraph_that_stands_twice_is_no_caption() -> None:
    """Pages print a picture's description on one line."""
    told = "Wie eine Fähre anlegt, erklärt\ndie Kapitänin den Besuchern am Kai von Auental."
    page = Document.from_text(f"{ONE}\n\n{told}\n\n{told}\n\n{TWO}", language="de")
    lines = [line.joined(" ") if line.text.startswith("Wie") else line for line in page.lines]
    assert all(line.kept for line in judge_shapes(page.with_lines(lines), RULES).lines if line.text)


def plain(*lines: str) -> list[str]:
    """The lines that stay of a page that shows nothing else."""
    judged = judge_shapes(Document.from_text("\n\n".join(lines), language="de"), RULES)
    return [line.text for line in judged.lines if line.kept]


def test_an_agenda_may_end_the_page() -> None:
    """The numbered items of an agenda, and what stands between them, are no teasers."""
    agenda = [
        "Tagesordnung",
        "1. Eröffnung",
        "Vorlage 21/2031",
        "2. Fähre",
        "Vorlage 20/2031",
        "3. Kai",
        "Anfragen",
    ]
    head = "Die Gemeinde lädt zur Sitzung in das Fährhaus ein, alle sind willkommen."
    assert plain(head, *agenda) == [head, *agenda]
    teasers = [
        "Fähre liegt noch immer am Kai",
        "Streit um neue Fahrpläne im Tal",
        "Rat vertagt Entscheidung erneut",
    ]
    assert not set(teasers) & set(plain(head, *agenda, *teasers))


def test_a_bar_or_dash_is_no_sites_furniture() -> None:
    """What is left of a table goes, but lets the short lines of a plain page be text."""
    letter = [
        "|",
        "Mehr Respekt für die Kapitänin",
        ONE,
        "Jo Tal",
        "Alles richtig gemacht",
        TWO,
        "Anna Bach",
        "|",
    ]
    assert plain(*letter) == letter[1:-1]
    assert plain(*letter[1:-1], "🔗 →") != letter[1:-1]


def test_a_result_heads_the_report_of_its_match() -> None:
    """Above what is told of the match it is a heading, among other results a row."""
    report = (
        "„Die erste Hälfte war gut, die zweite war besser“, sagte die Trainerin der Auentaler nach dem Spiel."
    )
    first, second = "FC Auental – SV Tal 3:2", "TSV Kai – FC Talbrück 0:1"
    judged = judge(ONE, first, report, second, report + " Alle nickten.")
    assert (judged[first], judged[second]) == ("#heading", "#heading")
    assert judge(ONE, first, second, report)[second] == "+body"


def test_numbers_head_paragraphs_on_plain_pages() -> None:
    """Minutes number their headings; the last item of a list is none."""
    minutes = ["1. Fähre", ONE, "2. Anfragen", TWO]
    judged = judge_shapes(Document.from_text("\n\n".join(minutes), language="de"), RULES).lines
    assert [line.role for line in judged if line.text] == [Role.HEADING, Role.BODY] * 2


def test_names_with_their_days_are_a_list() -> None:
    """Those whom a page remembers or congratulates are its text; teasers with a day are not."""
    people = ["Ada Lindqvist 6. Januar 2031", "Jo Tal 17. Januar 2031", "Cora Wirt 3. Februar 2031"]
    assert kept(ONE, TWO, "Wir gratulieren", *people)[-3:] == people
    teasers = [
        "Fähre kehrt zurück 6. Januar 2031",
        "Rat vertagt Streit 7. Januar 2031",
        "Kai gesperrt 8. Januar 2031",
    ]
    assert not set(teasers) & set(kept(ONE, TWO, *teasers))


@pytest.mark.parametrize("counter", ["1 / 12", "1/5"])
def test_a_gallerys_first_picture_has_its_caption_and_credit(counter: str) -> None:
    """What stands below the counter is the picture's; a headline there heads the text."""
    caption, reader = "Die Fähre liegt wieder am Steg.", "Fährblatt-Leserin"
    assert kept(ONE, counter, caption, reader, TWO) == [ONE, TWO]
    assert kept(ONE, counter, "Der Rat sucht einen Ausweg", TWO) == [ONE, "Der Rat sucht einen Ausweg", TWO]


def test_a_name_below_the_bare_label_of_a_credit() -> None:
    """“Foto:” may have a line of its own, and brackets around a credit say nothing else."""
    assert kept(ONE, "Foto:", "Ida Moos / DER FÄHRMANN", TWO) == [ONE, TWO]
    assert kept(ONE, "Die Fähre liegt am Steg.", "(Foto: Ida Moos)", TWO) == [ONE, TWO]


def test_a_sentence_may_end_in_a_short_word() -> None:
    """A verb's particle ends a sentence; an abbreviation before a capital does not."""
    two, one = (
        "Die Fähre legt um sieben ab. Der Steg ist leer.",
        "Die Fähre legt an St. Anna an der Bucht an.",
    )
    assert GERMAN.look(two).evidence > GERMAN.look(one).evidence + 2


SAID = "Am Sonntag war die Halle voll, und beide Chöre sangen."


def test_lists_of_a_clubs_page_stay() -> None:
    """Between the first sentence and the last of a page with few of them, short lines are the text's."""
    page = [
        "Konzert der Chöre",
        SAID,
        "Gesungen wurden",
        "Der Mond",
        "Am Wehr im Mai",
        "Es war schön.",
        "Zurück",
    ]
    document = apply_rules(Document.from_text(f"{FURNITURE}\n" + "\n".join(page), language="de"), RULES)
    lines = list(document.lines)
    lines[1] = lines[1].judged(Role.TITLE, "metadata/title")
    judged = judge_shapes(document.with_lines(lines), RULES).lines
    assert [line.text for line in judged if line.kept] == page[1:-1]
    assert judged[3].role is Role.HEADING


def test_short_lines_amid_a_newspapers_paragraphs_are_judged_by_their_neighbours() -> None:
    """A page with long paragraphs is no club's."""
    document = Document.from_text(f"Titel der Seite\n{ONE}\nRat\nSteg\nMarkt\n{TWO}\n{FURNITURE}")
    lines = list(document.lines)
    lines[0] = lines[0].judged(Role.TITLE, "metadata/title")
    assert [line.text for line in judge_shapes(document.with_lines(lines), RULES).lines if line.kept] != [
        ONE,
        "Rat",
        "Steg",
        "Markt",
        TWO,
    ]


def test_a_programme_by_the_hour_stays() -> None:
    """Hours with a colon tell what takes place; a ticker's headlines have none."""
    hours = ["17 Uhr: Umzug der Kapellen", "10 bis 16 Uhr: Markt am Steg", "ab 19.30 Uhr: Tanz"]
    assert kept(ONE, "Das Fest am Ufer", *hours, TWO) == [ONE, "Das Fest am Ufer", *hours, TWO]
    ticker = ["17:05 Rat tagt zur Fähre", "16:48 Der Pegel steigt weiter", "16:30 Stau am Steg"]
    assert not set(ticker) & set(kept(ONE, "Teilen", *ticker))


def test_labelled_facts_stay_amid_text() -> None:
    """Known labels name facts of a walk or an event; a place before a colon is a teaser's."""
    facts = ["Treffpunkt: Steg am Ufer", "Eintritt: frei", "Mitzubringen: gute Laune"]
    assert kept(ONE, *facts, TWO) == [ONE, *facts, TWO]
    assert GERMAN.look("Nordufer: Steg gesperrt").kind is not Kind.ITEM


def test_a_numbered_heading_above_a_picture() -> None:
    """The picture's credit may stand between the heading and its text."""
    verdicts = judge(ONE, "2. Schwarzer Weiher", "© Ida Moos", "Still und dunkel ist es hier.", TWO)
    assert verdicts["2. Schwarzer Weiher"] == "#heading"


def test_long_lines_behind_a_sentence_with_a_colon_are_its_list() -> None:
    """Without full stops and as long as headlines; below a label such lines are teasers."""
    listed = [
        "At 23:40 the Lady Isobel reported that her engines had failed eight miles off the quay",
        "At 01:15 the first lifeboat reached her but could not get alongside in the swell",
        "At 05:50 a tug from Hallum took her in tow with all of her passengers on board",
    ]
    text = (
        "The ferry has been towed into the harbour after nine hours at sea, and everybody is ashore and well."
    )
    below = "The operator has apologised to all the passengers, and says that every one of them will get a refund soon."
    lines = [
        text,
        "If you are just joining us, here is what we know so far:",
        *listed,
        "Share this page",
        "Copy link",
    ]
    document = clean(Document.from_text("\n\n".join([*lines, below]), language="en"), Rulebook.load())
    assert {line.role for line in document.lines if line.text in listed} == {Role.BODY}


def test_a_quotation_of_two_sentences_is_pulled_out_of_the_text() -> None:
    """A paragraph has one of them; where none has, and where it is short, it is the text's own."""
    quotation = "„Am Anfang haben alle die Nase gerümpft. Dann haben wir den Plan gelesen“"
    said = "Die Küsterin lacht. „Am Anfang haben alle die Nase gerümpft“, sagt sie und stellt den Kaffee auf den Tisch, an dem der ganze Rat sitzt."
    other = "Die Küsterin lacht. „Zuerst haben alle nur gelacht“, sagt sie und stellt den Kaffee auf den Tisch, an dem heute der ganze Rat sitzt."
    page = Document.from_text("\n\n".join([said, quotation, other + " Es ist spät."]), language="de")
    assert [line.rule for line in judge_shapes(page, RULES).lines[::2]] == [
        "shape/body",
        "shape/copy",
        "shape/body",
    ]
    page = Document.from_text("\n\n".join([other, quotation, other + " Es ist spät."]), language="de")
    assert judge_shapes(page, RULES).lines[2].rule != "shape/copy"


def test_links_with_their_kickers_amid_the_text_go() -> None:
    """A blank before the colon of a headline is a link's with its kicker; results and French have it, too."""
    link = "Phantom-Urlaub : Wie Betrüger Häuser vermieten, die es nicht gibt"
    assert kept(ONE, link, TWO) == [ONE, TWO]
    heading = "Phantom-Urlaub: Wie Betrüger Häuser vermieten, die es nicht gibt"
    assert kept(ONE, heading, TWO) == [ONE, heading, TWO]
    assert GERMAN.look("FC Auental : SV Strande 3:1 nach Verlängerung").evidence > -1
    assert Looks.of(RULES, "fr").look("Le vieux pont : le conseil hésite encore").evidence > -1


def test_numbered_references_stay() -> None:
    """A text's references are its own, headed or not; numbered headlines below it are links."""
    papers = [
        "1. Tal M, Moos I, et al. Thyme and sleep. J Prim Resp 2029; 14: 201-9",
        "2. Lindqvist A. Fähren im Fjord. Strande (2028). S. 12–19",
    ]
    assert kept(ONE, TWO, "Quellen", *papers) == [ONE, TWO, "Quellen", *papers]
    links = ["1. Streit um den Markt in Auental", "2. Kirmes in Strande wird verschoben"]
    assert kept(ONE, TWO, "Meistgelesen", *links) == [ONE, TWO]


def test_a_quotation_that_the_text_above_has_is_pulled_out_of_it() -> None:
    """Below what it quotes it says nothing new; above it heads what it quotes."""
    quoted = "„Wir müssen nun schnell handeln“"
    assert kept(ONE, TWO, quoted, THREE) == [ONE, TWO, THREE]
    assert kept(ONE, quoted, TWO, THREE) == [ONE, quoted, TWO, THREE]
    short = "„Wir müssen nun“"
    assert short in kept(ONE, TWO, short, THREE)


def test_quotations_of_a_dialogue_are_not_pulled_out() -> None:
    """Where many stand on lines of their own, people talk, and may say again what was told."""
    spoken = [f"„Wir müssen nun zum {number}. Mal schnell handeln“" for number in range(31)]
    told = f"{spoken[0]}, sagte sie nach der Sitzung, an der mehr als hundert Menschen teilgenommen hatten."
    assert kept(ONE, told, *spoken, TWO) == [ONE, told, *spoken, TWO]
    assert kept(ONE, told, *spoken[:20], TWO) == [ONE, told, *spoken[1:20], TWO]


KOREAN = "시의회는 월요일 저녁 긴 논의 끝에 낡은 돌다리를 고치기로 했다. 공사는 봄에 시작해 삼 년 동안 이어질 예정이라고 시장이 말했다."
CHINESE = "市议会周一晚间经过长时间讨论后决定修缮这座古老的石桥。市长表示，工程将于春季开始，预计持续三年，费用约为一千二百万欧元，其中一部分由州政府承担。"


@pytest.mark.parametrize(("text", "language"), [(KOREAN, "ko"), (CHINESE, "zh-Hans")])
def test_sentences_of_languages_without_a_vocabulary_are_text(text: str, language: str) -> None:
    """No function word tells them from headlines, and their stops may be others."""
    assert Looks.of(RULES, language).look(text).kind in {Kind.SENTENCE, Kind.PARAGRAPH}


def test_a_link_that_says_itself_twice_and_one_in_brackets_are_no_headings() -> None:
    """As screen readers and editors leave them amid the text."""
    echo, pointer = "Wer die Fähre baut Wer die Fähre baut", "[ Warum der Rat die Fähre will ]"
    assert kept(ONE, echo, TWO, pointer, THREE) == [ONE, TWO, THREE]
    heading = "Wer die Fähre baut und wer sie fährt"
    assert heading in kept(ONE, heading, TWO, THREE)


def test_a_very_long_line_is_text_however_it_ends() -> None:
    """An article on one line, which an agency's sign closes, stands alone amid teasers."""
    text = f"{ONE} {TWO} {THREE} {ONE} Ende/jt"
    teasers = [
        line
        for place in ("Moorbek", "Walderode", "Sahlen")
        for line in (f"Neues aus {place} von heute", "Politik", "11. Mai 2031")
    ]
    assert text in kept(*teasers, text, *teasers)


def test_the_only_paragraph_amid_a_long_menu_is_all_that_stays() -> None:
    """Without a paragraph all stays: better than nothing."""
    menu = [f"* Verein {name}" for name in "abcdefghijklmnopqrstuvw"]
    told = "Unter dem Motto des Fährfests trafen sich am Sonntag in Auental viele Vereine. Die Fähre fuhr von früh bis spät."
    assert kept(*menu, told) == [told]
    assert kept(*menu, "Fährfest") == [*menu, "Fährfest"]
    assert len(kept("Krimi", "Kanal Drei", "20.15 Uhr", "Das Haus am Deich", told, "Show", "Kanal Vier")) > 1


def test_an_index_of_letters_is_no_list_of_the_text() -> None:
    """Though it is numbered from 1 on, as the steps of a text are."""
    index = [f"{number}. {letter}" for number, letter in enumerate("ABCDEFGHIJ", 1)]
    steps = [f"{number}. Teig Nummer {number} kneten" for number in range(1, 6)]
    page = kept(ONE, TWO, THREE, *index)
    assert not set(index) & set(page)
    assert set(steps) <= set(kept(ONE, TWO, THREE, *steps))


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Ada Lind ist freie Journalistin. Zuletzt schrieb sie über Fähren.", "Lind"),
        ("de", "Jo Tal schreibt seit 2019 über Flüsse.", "Tal"),
        ("de", "Die Stelle ist Pflicht.", None),
        ("de", "Ada Lind ist die Nummer eins.", None),
        ("en", "Ada Lind is an award-winning investigative journalist.", "Lind"),
        ("en", "Ada Lind is tired of waiting.", None),
        ("fr", "Ada Lind est historienne à Valbrune.", "Lind"),
        ("es", "Ada Lind es una periodista de Robledo.", "Lind"),
        ("es", "Ada Lind es la primera en llegar.", None),
        ("it", "Ada Lind è docente di storia.", "Lind"),
        ("pt", "Ada Lind é jornalista em Valdemar.", "Lind"),
        ("nl", "Jo Tal is als redacteur verbonden aan de Bode.", "Tal"),
    ],
)
def test_each_language_introduces_authors_in_its_own_words(
    language: str, text: str, name: str | None
) -> None:
    """By what somebody is, or does; where nouns are written large any noun says it."""
    assert Introductions.of(RULES, language).introduced(text) == name


def test_a_language_without_such_words_introduces_nobody(tmp_path: Path) -> None:
    """A user's vocabulary may add them."""
    text = "Ada Lind er journalist i Dalby."
    assert Introductions.of(RULES, "da").introduced(text) is None
    (tmp_path / "vocabulary").mkdir()
    words = '[words]\nauthor_copulas = ["er"]\nauthor_professions = ["journalist"]\n'
    (tmp_path / "vocabulary" / "da.toml").write_text(words, "utf-8")
    assert Introductions.of(Rulebook.load(tmp_path), "da").introduced(text) == "Lind"

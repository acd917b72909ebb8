"""Sentences that a scraper broke at links, and lines that only look like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Document, join
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps

RULES = Rulebook.load()
SENTENCES = [
    "Der Gemeinderat von Haselrode hat am Dienstag die neue Satzung der Musikschule Unterland beschlossen.",
    "Nach Angaben der Kreisverwaltung Norderau sollen die ersten Kurse schon im Oktober beginnen, sagte Landrätin Ines Kolb.",
    "Die Gebühren steigen für Kinder aus Haselrode um vier Euro, für alle anderen um sechs.",
    "Das Geld reiche trotzdem nur bis zum Frühjahr, heißt es in einem Bericht der Rechnungsprüfer aus Seeburg.",
]
LINKS = ("Musikschule Unterland", "Kreisverwaltung Norderau", "Ines Kolb", "Haselrode", "Rechnungsprüfer")


def broken(text: str, links: tuple[str, ...], break_: str = "\n") -> str:
    """The text as a scraper prints it that gives every link a line of its own."""
    parts = re.split("(" + "|".join(links) + ")", text)
    return break_.join(part.strip() for part in parts if part.strip())


def paragraphs(text: str) -> list[str]:
    """The published paragraphs of a page in German."""
    return clean(Document.from_text(text), RULES).text.split("\n\n")


def joints(text: str) -> list[str]:
    """What stands behind each line once its breaks are judged."""
    return [line.joint for line in join_wraps(Document.from_text(text, language="de"), RULES).lines]


class TestBrokenAtLinks:
    @pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["without blank lines", "with blank lines"])
    def test_paragraphs_come_back(self, between: str) -> None:
        """Whether or not blank lines stand between the paragraphs."""
        page = between.join(broken(sentence, LINKS) for sentence in SENTENCES)
        assert paragraphs(page) == SENTENCES

    def test_links_may_have_blank_lines_around_them(self) -> None:
        """Some scrapers print two breaks for every element."""
        page = "\n\n".join(broken(sentence, LINKS, "\n\n") for sentence in SENTENCES)
        assert paragraphs(page) == SENTENCES

    def test_no_blank_stands_before_a_mark(self) -> None:
        """A full stop, a comma or a closing quotation mark joins what it stands behind."""
        page = "Das sagte der\nVorsitzende\n, der seit 2019 im Amt ist, bei einem Besuch in\nNorderau\n. Danach fuhr er weiter."
        assert paragraphs(page) == [
            "Das sagte der Vorsitzende, der seit 2019 im Amt ist, bei einem Besuch in Norderau. Danach fuhr er weiter."
        ]

    def test_a_sentence_may_end_amid_a_paragraph(self) -> None:
        """Where blank lines stand between paragraphs, lines without one between them are one paragraph."""
        first = f"{broken(SENTENCES[0], LINKS)}\n{broken(SENTENCES[1], LINKS)}"
        page = f"{first}\n\n{broken(SENTENCES[2], LINKS)}\n\n{broken(SENTENCES[3], LINKS)}"
        assert paragraphs(page) == [" ".join(SENTENCES[:2]), *SENTENCES[2:]]

    def test_headings_stay_headings(self) -> None:
        """A line that ends no sentence and has hardly a small word is no part of the next one."""
        page = "\n".join(
            [broken(SENTENCES[0], LINKS), "Musikschule wird teurer", broken(SENTENCES[1], LINKS)]
        )
        document = clean(Document.from_text(page), RULES)
        assert [line.text for line in document.lines if line.role == "heading"] == ["Musikschule wird teurer"]

    @settings(max_examples=60, deadline=None)
    @given(places=st.sets(st.integers(2, 55), min_size=4, max_size=12))
    def test_no_word_is_lost_wherever_it_breaks(self, places: set[int]) -> None:
        """Breaks at any words: the words are those of the page, in order, a blank between them."""
        words = " ".join(SENTENCES).split()
        page = "".join(f"\n{word}" if at in places else f" {word}" for at, word in enumerate(words)).strip()
        document = join_wraps(Document.from_text(page, language="de"), RULES)
        assert join(document.lines).split() == words

    def test_one_long_line_in_lower_case_tells(self) -> None:
        """Whole sentences that begin in lower case go on with the line above, on a page with no other break."""
        told = "sorgt nicht für Meldungen, sondern für Bilder. Die Filme mit der Landrätin sind so beliebt wie noch nie, sagt Bürgermeisterin Ina Wolf."
        page = [*SENTENCES[:2], f"Norderau\n{told}", *SENTENCES[2:]]
        assert paragraphs("\n".join(page)) == [*SENTENCES[:2], f"Norderau {told}", *SENTENCES[2:]]

    @pytest.mark.parametrize(
        "rest",
        ["Ines Kolb\ntraf in der Nacht dort ein.", "im Protokoll\nnachlesen."],
        ids=["a name", "a link in lower case"],
    )
    def test_a_paragraph_that_breaks_off_goes_on_behind_its_link(self, rest: str) -> None:
        """One such sentence is enough, below a paragraph of two of which the second has no end."""
        cut = "Der Rat tagte bis nach Mitternacht im Alten Rathaus. Was die Landrätin den Bürgern dort sagte,"
        page = "\n".join([*SENTENCES[:2], f"{cut[:-1]} und wer sonst noch kam\n{rest}", *SENTENCES[2:]])
        above, link, below, *_ = joints(page)[2:]
        assert (above, link, below) == (" ", " ", "\n\n")

    def test_an_adjective_before_a_link_needs_its_noun(self) -> None:
        """Also where the link is as long as a heading, and the rest of its sentence short."""
        link = "Studie zum Verfall in alten Mühlen und Schleusen der Region"
        told = "veröffentlicht. Sie nennt für die Jahre von 1946 bis 2020 mindestens 225 Bauten, die niemand mehr pflegt oder nutzt."
        page = ["Vor drei Monaten wurde die sogenannte", link, told]
        assert joints("\n".join([*SENTENCES, *page]))[-3:-1] == [" ", " "]

    def test_a_few_lines_of_one_width_do_not_hide_it(self) -> None:
        """What stands between two links may look wrapped: so few lines don't make a wrapped page."""
        told = [f"{text} {text}" for text in SENTENCES * 2]
        chance = [
            "Der frühere Landrat Anton-Werner Steinkamp",
            "ist heute Präsident der Seen.",
            "Zum vorletzten Mal, als ein Norderauer der",
            "Versammlung der Kreise",
            f"vorstand, gab es Streit. {told[0]}",
        ]
        page = "\n".join([*told, *chance, *told])
        assert joints(page)[len(told) : len(told) + 4] == [" ", "\n\n", " ", " "]

    def test_a_party_or_a_colon_behind_a_link_goes_on(self) -> None:
        """On a page whose sentences are broken; a kicker's colon stays where none is."""
        told = "Am Rand des Treffens sagte\nInes Kolb\n(FLU) den Leuten der\nKreisverwaltung Norderau\n: „Wir bauen weiter.“"
        page = "\n".join([broken("\n".join(SENTENCES), LINKS), told])
        assert joints(page)[-5:-1] == [" ", " ", " ", ""]

    def test_a_date_ends_in_a_comma_above_its_clock(self) -> None:
        """Both stay lines of their own, lest the text below them becomes a part of the date."""
        page = "\n".join(["28. April 2031,", "5 Uhr", SENTENCES[0], broken("\n".join(SENTENCES), LINKS)])
        assert joints(page)[:2] == ["\n\n", "\n\n"]


class TestSpared:
    @pytest.mark.parametrize(
        "text",
        [
            "ich stand am\nUfer und\nwartete auf die\nFähre die\nnie kam.\nund auf den\nFährmann.",
            "200 g Schmalz\neine Prise Salz\netwas Majoran\nund ein Apfel",
            "Politik\nWirtschaft\nvor 3 Minuten\nSport\nvor 10 Minuten",
            "Von\nKatrin Vollmer\nund\nPeter Kalb\n14.03.2031",
            "def summe(a, b):\n    return a + b\n\nprint(summe(1, 2))",
            "Russland greift an\n: Analyse der Lage am Morgen.\nStreit im Rat\n: Kommentar zur Abstimmung.",
            "Der Rat tagt am Montag.\nDas Bad öffnet am Dienstag.\nDie Brücke bleibt gesperrt.",
            "Streit um die Brücke, der Rat vertagt sich\nvon Ada Beispiel",
        ],
        ids=["verse", "ingredients", "menu", "byline", "code", "kickers", "sentences", "byline below"],
    )
    def test_lines_of_their_own_stay(self, text: str) -> None:
        """Nothing is joined that no sentence goes through."""
        assert set(joints(text)) == {"\n\n"}

    def test_a_label_in_lower_case_is_no_evidence(self) -> None:
        """What begins with a label, as teasers do, begins a sentence behind it."""
        told = "video Nach den Reden am Samstag geht der Kongress zu Ende. Wir zeigen die letzte Sitzung von zehn Uhr an im Netz."
        page = "\n".join([*SENTENCES, "Der Kongress im Netz", told])
        assert set(joints(page)) == {"\n\n"}

    def test_addresses_stay(self) -> None:
        """They begin in lower case, and go on with nothing."""
        sites = [f"{place}bote.test" for place in ("norder", "see", "auen", "hasel", "unterland", "wald")]
        menu = ["Mehr lesen über", "Haselrode", "Nachrichten", *sites, "Stellen", "markt.test"]
        page = "\n".join([broken("\n".join(SENTENCES), LINKS), *menu])
        assert set(joints(page)[-len(sites) - 2 :]) == {"\n\n"}

    def test_stanzas_stay(self) -> None:
        """Blocks of as many short lines each are a poem's, however its sentences run over."""
        stanzas = [
            "Ein Korb am Brunnen, dessen Henkel\nim Winter brach, als käme wer\nund trüge ihn, wie über Enkel\nder Abend kommt, und noch viel mehr.",
            "Die Magd im Hof. Ein alter Besen\nwird langsam an die Wand gestellt.\nDer Regen kann in Pfützen lesen\nund schweigt, bevor er wieder fällt.",
            "Die Blätter unter der Laterne? Die\npaar Schritte, die sich, wenn wir gehen,\nverlieren in der Melodie\ndes Winds, den wir nicht wieder sehen.",
            "Ich höre: deine leisen Worte\num Mitternacht, das halbe Licht,\nden Hund an jener hohen Pforte,\nder wacht und weiß es lange nicht.",
        ]
        assert set(joints("\n\n".join(stanzas))) == {"\n\n"}

    def test_a_greeting_stays(self) -> None:
        """Below "Liebe Leute," a letter begins in lower case, and is a paragraph of its own."""
        told = "ihr habt es gemerkt: Hier war es still. Drei Wochen lang habe ich nichts geschrieben, weil ich die Glocken gezählt habe."
        assert set(joints("\n".join([*SENTENCES, "Liebe Leute,", told]))) == {"\n\n"}

    def test_one_small_letter_is_no_evidence(self) -> None:
        """A page on which one line begins in lower case is not broken."""
        page = "\n\n".join([*SENTENCES, "Mehr dazu\nheute Abend im Radio."])
        assert set(joints(page)) == {"\n\n"}

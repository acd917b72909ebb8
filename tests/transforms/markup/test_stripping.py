"""Markup that scrapers leave, and text that only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Document
from transforms.markup.stripping import strip_markup
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
MARKED = "\n\n[Start](/)\n[Sport](/sport)\n[Kultur](/kultur)"  # makes a page one of Markdown


def stripped(text: str) -> list[str]:
    """The texts of a page's lines without markup."""
    return [line.text for line in strip_markup(Document.from_text(text), RULES).lines]


def roles(text: str) -> list[tuple[str, str]]:
    """The role and the text of a cleaned page's lines."""
    page = clean(Document.from_text(text), RULES)
    return [(str(line.role), line.text) for line in page.lines if line.text]


class TestMarkdown:
    @pytest.mark.parametrize(
        ("line", "text"),
        [
            ("Von [Ada Beispiel](https://bote.example/ada)", "Von Ada Beispiel"),
            ("Im [Rat (Seeburg)](/rat_(seeburg)) saß [niemand](#n).", "Im Rat (Seeburg) saß niemand."),
            ('Ein [Kran](/kran "Bild vom Kran") steht.', "Ein Kran steht."),
            ("Ein [Kran](<https://bote.example/kran>) steht.", "Ein Kran steht."),
            ("**Der _neue_ Kran**", "Der neue Kran"),
            ("Er sagte: ***niemals***.", "Er sagte: niemals."),
            ("Das war ~~gestern~~ heute.", "Das war gestern heute."),
            (r"Am 1\. Mai kamen 3\*4 Boote.", "Am 1. Mai kamen 3*4 Boote."),
            ("## Der Kran ##", "Der Kran"),
            ("> > „Niemals“, sagte sie.", "„Niemals“, sagte sie."),
            ("Ein ![Kran](/k.png) Kran", "Ein  Kran"),
        ],
    )
    def test_marks_are_cut_off(self, line: str, text: str) -> None:
        """What is left is what a reader of the page would see."""
        assert stripped(line + MARKED)[0] == text

    @pytest.mark.parametrize(
        "line",
        [
            "Schüler*innen und Lehrer*innen",
            "Preise*",
            "*) ohne Gewähr",
            "5 * 3 * 2 = 30",
            "Das Modul snake_case_name und das_andere",
            "#Sturm und #Flut",
            "C# ist eine Sprache",
            "[sic] (so im Original)",
            "Quelle [1](siehe unten, dort)",
            "Aktenzeichen [A](b c)",
            "- 7 Millionen Euro",
        ],
    )
    def test_what_looks_like_marks_stays(self, line: str) -> None:
        """Stars of footnotes and genders, signs amid words, hashtags, brackets of the text, items of lists."""
        assert stripped(line + MARKED)[0] == line

    @pytest.mark.parametrize(
        "page",
        [
            "# sort them\nnames.sort()\n\n# done\nprint(names)",
            "**kwargs gibt alles weiter.\nDas gilt auch für *args.",
            "Es gilt a[i](x) und b[j](y).",
            "> Hallo Ada,\n> danke für die Post.\n\nGern!",
            "***\n\nEin Gedicht\n\n***",
        ],
    )
    def test_a_page_without_evidence_is_left_alone(self, page: str) -> None:
        """Code, quoted mail and ornaments are no Markdown."""
        assert stripped(page) == page.split("\n")

    def test_code_between_fences_stays(self) -> None:
        """Its stars and brackets are code."""
        page = f"```\nx = a[0](/y) ** 2 ** z\n```\nEin **neuer** Kran{MARKED}"
        assert stripped(page)[:4] == ["```", "x = a[0](/y) ** 2 ** z", "```", "Ein neuer Kran"]

    def test_one_link_with_an_address_needs_no_evidence(self) -> None:
        """No author writes one for a reader."""
        assert stripped("Der [Kran](https://bote.example/kran) steht.") == ["Der Kran steht."]

    def test_the_marked_heading_is_the_title(self) -> None:
        """Even where another line looks more like one, and the title like a name."""
        page = (
            "[Start](/)\n[Rezepte für den Sommer und den Herbst](/rezepte)\n\n# Rhabarber-Streusel vom Blech\n\n"
            + "Das Rezept stammt von unserer Großtante, die es nie aufgeschrieben hat. Es braucht eine Schüssel.\n\n"
            * 3
        )
        assert clean(Document.from_text(page), RULES).title == "Rhabarber-Streusel vom Blech"

    def test_lines_that_are_links_alone_are_furniture(self) -> None:
        """Amid the text, too; a link within a sentence is text."""
        paragraph = "Der [Rat](/rat) der Stadt hat den Kauf zweier Kräne beschlossen, sagte die Hafenmeisterin am Abend."
        page = f"# Zwei neue Kräne\n\n{paragraph}\n\n[Wie der Hafen zur Eiszeit aussah](/eis)\n\n{paragraph}\n\n## Kosten\n\n{paragraph}"
        found = roles(page)
        assert ("boilerplate", "Wie der Hafen zur Eiszeit aussah") in found
        assert ("heading", "Kosten") in found
        assert [role for role, text in found if text.startswith("Der Rat der Stadt")].count("body") >= 2

    def test_rows_of_tables_are_text(self) -> None:
        """They are no headings; the line between head and body is none of the text."""
        paragraph = (
            "Die Fähre über die Hase fährt seit Montag wieder, sagte Fährmann Ole Tamm am frühen Abend."
        )
        page = f"# Fähre fährt wieder\n\n{paragraph}\n\n| Jahr | Gäste |\n|---|---|\n| 2028 | 4.120 |\n\nSie {paragraph}"
        assert [role for role, text in roles(page) if text[0] == "|"] == ["body", "boilerplate", "body"]

    def test_pictures_are_boilerplate(self) -> None:
        """Linked or not, with their description."""
        page = "![Ein Kran](/kran.jpg)\n[![Ein Kran](/kran.jpg)](/kran)" + MARKED
        assert [role for role, text in roles(page) if "kran.jpg" in text] == ["boilerplate", "boilerplate"]


class TestTags:
    @pytest.mark.parametrize(
        ("line", "text"),
        [
            ("<p>Der <b>neue</b> Kran<sup>1</sup>.</p>", "Der neue Kran1."),
            ('<p class="x">Er steht.<br />Er hebt.</p>', "Er steht. Er hebt."),
            ("<div><a href='/x'>Mehr</a> lesen</div>", "Mehr lesen"),
            ("<p>Er steht<!-- Anzeige -->.</p>", "Er steht."),
            ("<p>Er steht.</p><script>var a = '<p>';</script>", "Er steht."),
        ],
    )
    def test_tags_are_cut_off(self, line: str, text: str) -> None:
        """Where a tag breaks the line a blank takes its place."""
        assert stripped(line) == [text]

    @pytest.mark.parametrize(
        "line",
        [
            "Das <b>-Element ist alt.",
            "a < b und c > d",
            "Schreib an <ada@bote.example>.",
            "<3 und >.<",
            "x <y> z",
        ],
    )
    def test_signs_of_the_text_stay(self, line: str) -> None:
        """Comparisons, addresses, hearts, and a lone tag that the text is about."""
        assert stripped(line) == [line]

    def test_scripts_are_boilerplate(self) -> None:
        """All their lines; one that never ends is text."""
        page = "<p>Der Kran steht.</p>\n<script>\nvar slot = 1;\n</script>\n<p>Er hebt zwölf Tonnen.</p>"
        assert [role for role, _ in roles(page)][1:4] == ["boilerplate"] * 3


pieces = st.sampled_from(
    ["[", "]", "(", ")", "](/x)", "![", "*", "**", "_", "# ", "> ", "<p>", "</p>", "<b", "\\", "Kran", " ", "~~", "<script>", "\n", "\n\n", "https://bote.example"]
)  # fmt: skip


class TestAlways:
    @settings(max_examples=500, deadline=None)
    @given(text=st.lists(pieces, max_size=40).map("".join))
    def test_twice_equals_once(self, text: str) -> None:
        """Whatever markup lies within markup."""
        once = strip_markup(Document.from_text(text), RULES)
        assert strip_markup(once, RULES) == once

    @settings(max_examples=100, deadline=None)
    @given(text=st.lists(pieces, max_size=40).map("".join))
    def test_no_letter_is_invented(self, text: str) -> None:
        """What a line reads is part of what it was."""
        for line in strip_markup(Document.from_text(text), RULES).lines:
            letters = iter(line.raw)
            assert all(letter in letters for letter in line.text if letter.isalnum())


class TestFrontMatter:
    def test_yaml_above_a_page(self) -> None:
        """Its lines are metadata, and what it says is known where the page does not say it."""
        page = (
            '---\ntitle: "Der neue Kran"\nauthor: Ada Beispiel\ndate: 2031-03-12\n---\n\n'
            + "Er hebt zwölf Tonnen. " * 9
        )
        document = clean(Document.from_text(page), RULES)
        assert (document.title, document.authors, str(document.published_at)[:10]) == (
            "Der neue Kran",
            ("Ada Beispiel",),
            "2031-03-12",
        )
        assert [str(line.role) for line in document.lines[:5]] == ["metadata"] * 5

    def test_header_of_a_reader_service(self) -> None:
        """Address, time and title above Markdown, whose headings are underlined."""
        page = (
            "Title: Der neue Kran | Bote\n\nURL Source: https://bote.example/kran\n\n"
            "Published Time: 2031-03-12T14:40:00+01:00\n\nMarkdown Content:\nDer neue Kran\n=============\n\n"
            + "Der Kran hebt zwölf Tonnen, sagte die Hafenmeisterin. " * 5
            + "\n\nWas er kostet\n-------------\n\n"
            + "Er kostet sieben Millionen Euro, sagte sie am Abend. " * 5
        )
        document = clean(Document.from_text(page), RULES)
        assert (document.title, document.url) == ("Der neue Kran", "https://bote.example/kran")
        assert str(document.published_at) == "2031-03-12 14:40:00+01:00"
        assert [line.text for line in document.lines if line.role == "heading"] == ["Was er kostet"]

    @pytest.mark.parametrize(
        "page",
        [
            "---\nEin Satz steht hier.\n---\nNoch einer.",
            "Title: Der Kran\n\nEr steht.",
            "---\nkey: wert\nKein Ende.",
        ],
    )
    def test_what_is_none_stays(self, page: str) -> None:
        """Rules around a sentence, a lone label, a block that never ends."""
        assert stripped(page) == page.split("\n")


class TestWrapped:
    def test_a_link_that_a_line_break_tears(self) -> None:
        """Wrapped Markdown comes back in paragraphs: its lines are as wide as they were printed."""
        page = (
            "# Neue Brücke für Auental\n\nDer Rat der Stadt hat am Montag den Bau einer neuen\nBrücke über die Hase "
            "beschlossen. Sie soll im Jahr\n2034 fertig sein und [neun Millionen\nEuro](https://bote.example/kosten) "
            "kosten. Das teilte\ndie Bürgermeisterin **Ines Kolb** nach der Sitzung mit.\n\n## Streit\n\n"
            "Die Opposition wollte die Brücke weiter im Norden\nbauen, wo die Straße breiter ist. Der Antrag fand\n"
            "jedoch keine Mehrheit, weil dort ein Biber wohnt."
        )
        paragraphs = clean(Document.from_text(page), RULES).text.split("\n\n")
        assert [len(paragraph.split()) for paragraph in paragraphs] == [38, 1, 25]
        assert "und neun Millionen Euro kosten. Das teilte die Bürgermeisterin Ines Kolb" in paragraphs[0]


class TestHostileText:
    @pytest.mark.parametrize(
        "piece",
        [
            "[",
            "[a](",
            "![",
            "*a ",
            "**a ",
            "_ a",
            "##  ",
            "<",
            "<p ",
            "<b>x",
            "<script>",
            "<!--",
            "\\\\u00",
            "=C3",
            "[[",
            "\n# x",
            "**a\n",
        ],
    )
    def test_takes_no_longer_than_reading_it(self, piece: str) -> None:
        """Unclosed marks by the ten thousand: what looked at each from each would not come to an end."""
        page = f"[a](/x)\n[b](/y)\n<p>x</p>\n{piece * (300_000 // len(piece))}"
        assert len(strip_markup(Document.from_text(page), RULES).lines) == page.count("\n") + 1

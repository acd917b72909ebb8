"""Template lines: what their key ignores, and which of them are furniture of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.boilerplate.template_lines import judge_templates
from transforms.boilerplate.templates import LONGEST, line_keys, site_of, template_key
from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
PARAGRAPH = (
    "Der Rat der Stadt Seeburg hat am Dienstag nach langer Beratung beschlossen, die alte Brücke über die "
    "Ahr zu erneuern und dafür zwei Millionen Euro bereitzustellen."
)
SECOND = PARAGRAPH.replace("Dienstag", "Mittwoch").replace("Brücke", "Schleuse")


class Learned:
    """Templates of one site: lines above and below the first paragraph, all on one share of its pages."""

    def __init__(self, *lines: str, percent: int = 90, site: str = "kurier.example") -> None:
        keys = line_keys([*lines, PARAGRAPH, *lines])
        self._known: Mapping[str, Mapping[int, int]] = {site: {key: percent for key in keys if key}}

    def of(self, site: str) -> Mapping[int, int]:
        """The keys of the one site."""
        return self._known.get(site, {})


def taken(
    text: str, templates: Learned, url: str = "https://www.kurier.example/a", publisher: str = ""
) -> list[str]:
    """The lines that go as templates, in the whole pipeline."""
    page = Document.from_text(text, language="de", url=url, publisher=publisher)
    cleaned = clean(page, replace(RULES, templates=templates))
    return [line.raw for line in cleaned.lines if line.rule == "template"]


def page_with(line: str) -> str:
    """A page with the line between two paragraphs."""
    return f"Streit um die Brücke\n\n{PARAGRAPH}\n\n{line}\n\n{SECOND}\n\n{PARAGRAPH[:-1]} und mehr."


class TestKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("12 Kommentare", "1.234 KOMMENTARE »"),
            ("Fährblatt vom 3. Mai, Seite 4", "Fährblatt vom 17. Mai – Seite 12"),
            ("→ Mehr vom Hafen", "Mehr vom Hafen …"),
            ("Groß\u00a0gedruckt", "„GROSS“ gedruckt"),
            ("Teilen 👍", "teilen"),
            ("\ud83dTeilen", "Teilen\ufffd"),
        ],
    )
    def test_what_it_ignores(self, one: str, other: str) -> None:
        """Case, numbers, punctuation, pictures, kinds of blanks, and what can't be spelled."""
        assert template_key(one) == template_key(other) != ""

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Mehr vom Hafen", "Mehr vom Rat"), ("Seite 3", "Seite"), ("Teilen", "Teil"), ("Äcker", "Acker")],
    )
    def test_what_it_tells_apart(self, one: str, other: str) -> None:
        """Other words, a number and none, other letters."""
        assert template_key(one) != template_key(other)

    @pytest.mark.parametrize(
        "text",
        ["12.31 Uhr", "04.11.2024 • 23:36 Uhr", "16:41", PARAGRAPH, "", "  ", "***", "– 5 –", "x" * (LONGEST + 1)],
    )  # fmt: skip
    def test_what_no_template_can_be(self, text: str) -> None:
        """Clocks, long sentences, long lines and lines without letters have no key."""
        assert template_key(text) == ""
        assert line_keys([text]) == [0]

    @given(st.text())
    def test_of_any_text(self, text: str) -> None:
        """No text fails; a key is the key of itself, unless without its signs it reads as a clock."""
        key = template_key(text)
        assert template_key(key) in {key, ""}
        [number] = line_keys([text])
        assert bool(number) == bool(key)
        assert 0 <= number < 1 << 63

    def test_place_counts(self) -> None:
        """The first paragraph ends the head: what stands above it is not what stands below."""
        above, _, below, again = line_keys(["Mehr vom Hafen", PARAGRAPH, "Mehr vom Hafen", "mehr vom hafen!"])
        assert above != below == again


@pytest.mark.parametrize(
    ("url", "publisher", "site"),
    [
        ("https://www.kurier.example/a/b", "Der Kurier", "kurier.example"),
        ("HTTP://Kurier.Example:80", "", "kurier.example"),
        ("https://leser@regional.kurier.example?x=1", "", "regional.kurier.example"),
        ("", " Der KURIER ", "der kurier"),
        ("kurier.example/a", "", ""),
        ("", "", ""),
    ],
)
def test_site(url: str, publisher: str, site: str) -> None:
    """The host without www., else the publisher, else none."""
    assert site_of(url, publisher) == site


class TestFurniture:
    @pytest.mark.parametrize(
        "line",
        ["Der Kurier weckt Sie um 6 Uhr", "Hafenpost für Frühaufsteher", "Unser Wetterfrosch sagt: Regen", "Kurier-Runde"],
    )  # fmt: skip
    @pytest.mark.parametrize("where", ["{line}\n\n{page}", "{page}\n\n{line}"])
    def test_what_most_pages_have_goes(self, line: str, where: str) -> None:
        """Above the title, below the text, and between paragraphs."""
        assert taken(where.format(line=line, page=page_with("Die Kosten")), Learned(line)) == [line]
        assert taken(page_with(line), Learned(line)) == [line]

    def test_other_sites_keep_it(self) -> None:
        """A template is one of its site, by host or by publisher."""
        line = "Hafenpost für Frühaufsteher"
        assert taken(page_with(line), Learned(line), url="https://bote.example/a") == []
        assert taken(page_with(line), Learned(line), url="", publisher="Kurier") == []
        assert taken(page_with(line), Learned(line, site="kurier"), url="", publisher="Kurier") == [line]

    def test_what_fewer_pages_have_needs_company(self) -> None:
        """Between two paragraphs it may be their heading; in a row of short lines it is a list of links."""
        line = "Hafen und Ufer"
        assert taken(page_with(line), Learned(line, percent=30)) == []
        assert taken(f"{page_with('Kosten')}\n\n{line}\n\nStau am Ring", Learned(line, percent=30)) == [line]

    def test_a_repeated_sentence_is_no_heading(self) -> None:
        """What ends as a sentence goes between paragraphs too."""
        line = "Der Kurier ist auch auf Papier zu haben."
        assert taken(page_with(line), Learned(line, percent=30)) == [line]


class TestSpared:
    @pytest.mark.parametrize(
        "line",
        [
            "Stand: 12.03.2025 17:05 Uhr",
            "Von Ada Beispiel",
            "(dpa)",
            "Fragen und Antworten",
            "Zutaten:",
            "„Nein.“",
            "Ja, sicher.",
            "Warum?",
        ],
    )
    def test_what_recurs_for_another_reason(self, line: str) -> None:
        """Dates, bylines, agencies, headings of a format, short answers and questions."""
        assert taken(page_with(line), Learned(line)) == []

    def test_the_title(self) -> None:
        """A headline that all pages list among the most read is still the title of its own page."""
        title = "Seeburg sperrt die alte Brücke"
        page = f"{title}\n\n{page_with('Die Kosten').partition(chr(10))[2].strip()}\n\nMeistgelesen heute\n\n{title}"
        learned = Learned("Hafenpost", title)
        address = "https://kurier.example/seeburg-sperrt-die-alte-bruecke-123"
        cleaned = clean(
            Document.from_text(page, language="de", url=address), replace(RULES, templates=learned)
        )
        assert cleaned.title == title

    def test_the_section_above_the_title(self) -> None:
        """A kicker of two words is a kicker, unless most pages have it."""
        page = f"Aus Seeburg\n\n{page_with('Die Kosten')}"
        assert taken(page, Learned("Aus Seeburg", percent=40)) == []
        assert taken(page, Learned("Aus Seeburg", percent=80)) == ["Aus Seeburg"]

    def test_the_only_text(self) -> None:
        """A page keeps its furniture where it is all that there is."""
        text = "Hafenpost für Frühaufsteher\n\nDer Kurier weckt Sie"
        assert taken(text, Learned(*text.split("\n\n"))) == []

    def test_lines_of_a_wrapped_paragraph(self) -> None:
        """A line of print may recur by chance; it is part of its paragraph."""
        words = (PARAGRAPH + " " + SECOND).split()
        wrapped = "\n".join(" ".join(words[at : at + 7]) for at in range(0, len(words), 7))
        line = wrapped.split("\n")[2]
        assert taken(f"{wrapped}\n\n{wrapped}", Learned(line)) == []

    def test_what_a_rule_keeps(self) -> None:
        """A keep rule shields a line from templates too."""
        page = Document.from_text(page_with("Neues vom Hafen"), url="https://kurier.example/a")
        lines = [line._replace(rule="mine/keep") if "Hafen" in line.raw else line for line in page.lines]
        book = replace(RULES, templates=Learned("Neues vom Hafen"))
        assert judge_templates(page.with_lines(lines), book).lines == tuple(lines)

    def test_what_is_decided(self) -> None:
        """The rules of the language come first."""
        cleaned = clean(
            Document.from_text(page_with("Anzeige"), language="de", url="https://kurier.example/a"),
            replace(RULES, templates=Learned("Anzeige")),
        )
        assert "languages/de/ad-marker" in {line.rule for line in cleaned.lines}


LINES = ["Hafenpost", "Der Kurier weckt Sie", "Neues vom Hafen", "Zutaten", "Von Ada Beispiel", "12 Leser", "", PARAGRAPH, SECOND]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=st.lists(st.sampled_from(LINES), max_size=14).map("\n".join), percent=st.integers(20, 100))
def test_twice_equals_once(text: str, percent: int) -> None:
    """The transform adds nothing to its own result, nor the pipeline; something is always left."""
    book = replace(RULES, templates=Learned(*LINES, percent=percent))
    page = Document.from_text(text, language="de", url="https://kurier.example/a")
    once = judge_templates(page, book)
    assert judge_templates(once, book) == once
    whole = clean(page, book)
    assert clean(whole, book) == whole
    if text.strip():
        assert any(line.role is not Role.BOILERPLATE and line.text for line in once.lines)

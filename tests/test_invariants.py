"""What holds for every transform and for the whole pipeline, whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from transforms.document import Document, Role, Transform, restore
from transforms.encoding.repair import decode
from transforms.pipeline import PIPELINE, clean, clean_all
from transforms.rulebook import Rulebook

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
RULES = Rulebook.load()

FURNITURE = [
    "", " ", "Anzeige", "Mehr zum Thema", "Politik", "Von Ada Beispiel", "Stand: 04.11.2024 23:36 Uhr", "12.31 Uhr: Neues vom Hafen",
    "04.11.2024 • 23:36 Uhr", "Dienstag, 4. November", "* Wetter 12", "https://example.org/a-b/c.html", "3", "Seite 2 von 7",
    "Der Rat der Stadt Mühlbrück hat am Dienstag den Haushalt beschlossen, nachdem", "die Beratungen drei Tage gedauert hat-", "ten. Die Opposition stimmte dagegen.",
    "FÃ¼r die FernzÃ¼ge gilt der Fahrplan.", "Die Gra\u00adfik zeigt &uuml;berall &amp; nirgends", "ﬁnden", "u¨ber", "\x0cKopfzeile", "„Nein.“", "– 5 –",
    " date 2025-07 Bereits im Sommer begann der Bau.", "The council of Millbridge met on Tuesday and voted.", "\r", "Teilen", "0:00 Anhören", "++ 14:05 Sturm ++", "…",
    "# Der Kran", "## [Kran](/kran)", "---", "===", "Title: Kran", "URL Source: https://bote.example", "date: 2031-03-12", "ein [neuer", "Kran](/kran) steht", "![Kran](/kran.jpg)", "* [Sport](/sport)", "Der **neue** [Kran](https://bote.example/kran) hebt *zwölf* Tonnen\\.",
    "<p>Der <b>neue</b> Kran.<br/>Er steht.</p>", "<script>", "</script>", "[1]: https://bote.example/1", "Br\\u00fccke", "Kr=C3=A4ne f=C3=BCr den Ha=", "```",
]  # fmt: skip
lines = st.one_of(st.sampled_from(FURNITURE), st.text(max_size=80).filter(lambda text: "\n" not in text))
texts = st.lists(lines, max_size=30).map("\n".join)
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def prepared(text: str, transform: Transform) -> Document:
    """The document as the transform gets it: after all that come before it."""
    document = Document.from_text(text)
    for earlier in PIPELINE[: PIPELINE.index(transform)]:
        document = earlier(document, RULES)
    return document


@pytest.mark.parametrize("transform", PIPELINE, ids=lambda transform: transform.__name__)
class TestEveryTransform:
    @thorough
    @given(text=texts)
    def test_lines_keep_number_order_and_raw(self, transform: Transform, text: str) -> None:
        """No line is lost, merged or moved."""
        before = prepared(text, transform)
        after = transform(before, RULES)
        assert [line.raw for line in after.lines] == [line.raw for line in before.lines]

    @thorough
    @given(text=texts)
    def test_twice_equals_once(self, transform: Transform, text: str) -> None:
        """A transform has nothing to add to its own result."""
        once = transform(prepared(text, transform), RULES)
        assert transform(once, RULES) == once

    @thorough
    @given(text=texts)
    def test_decided_lines_stay_decided(self, transform: Transform, text: str) -> None:
        """A later judge overrules an earlier one only by naming itself."""
        before = prepared(text, transform)
        after = transform(before, RULES)
        for old, new in zip(before.lines, after.lines, strict=True):
            assert old.role is None or old.role == new.role or old.rule != new.rule


class TestThePipeline:
    @thorough
    @given(text=texts)
    def test_every_line_gets_a_role_and_a_rule(self, text: str) -> None:
        """Blank lines are blank; every other line has a role, and somebody who gave it."""
        for line in clean(Document.from_text(text), RULES).lines:
            assert line.role is not None
            assert line.rule or line.role is Role.BLANK

    @thorough
    @given(text=texts)
    def test_published_letters_come_from_kept_lines_in_order(self, text: str) -> None:
        """The published text is a view of the kept lines, and invents nothing."""
        document = clean(Document.from_text(text), RULES)
        assert letters(document.text) == letters("".join(line.text for line in document.lines if line.kept))

    @thorough
    @given(text=texts)
    def test_the_whole_twice_equals_once(self, text: str) -> None:
        """Cleaning a cleaned document changes nothing."""
        once = clean(Document.from_text(text), RULES)
        assert clean(once, RULES) == once

    @settings(thorough, max_examples=40)
    @given(pages=st.lists(texts, max_size=4))
    def test_together_equals_one_by_one(self, pages: list[str]) -> None:
        """Transform by transform through several documents, or document by document: the same comes out."""
        documents = [Document.from_text(text) for text in pages]
        assert clean_all(documents, RULES) == [clean(document, RULES) for document in documents]

    @thorough
    @given(
        source=st.one_of(
            st.binary(max_size=400), texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
        )
    )
    @example(b"")
    @example(b"\xff\xfeA\x00")
    @example(b"\xef\xbb\xbfBOM\r\n")
    @example("Grüße an Ängstliche".encode("cp1252") + " und Übermütige".encode())
    def test_restore_gives_the_source_back(self, source: bytes) -> None:
        """Whatever the bytes were, they can be had again."""
        assert restore(clean(decode(source), RULES)) == source

    @thorough
    @given(text=texts)
    def test_no_rules_remove_nothing(self, text: str) -> None:
        """With an empty rulebook every line with text stays."""
        for line in clean(Document.from_text(text), Rulebook.empty()).lines:
            assert line.kept or not line.text.strip()

    @pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
    def test_holds_for_every_seed(self, path: Path) -> None:
        """The sample documents keep their lines, their bytes and their one result."""
        source = path.read_bytes()
        document = decode(source)
        once = clean(document, RULES)
        assert [line.raw for line in once.lines] == [line.raw for line in document.lines]
        assert restore(once) == source
        assert clean(once, RULES) == once


@given(text=st.text())
def test_lone_surrogates_survive_restoring(text: str) -> None:
    """JSON may carry what UTF-8 can't; its bytes come back all the same."""
    broken = text + "\ud83d" + text
    assert restore(Document.from_text(broken)) == broken.encode("utf-8", "surrogatepass")

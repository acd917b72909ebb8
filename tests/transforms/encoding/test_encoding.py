"""The repair of whole documents: what it changes, what it says about it, and what it never touches."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Document
from transforms.encoding.repair import decode, repair_encoding, repair_line, repair_line_quickly
from transforms.rulebook import Rulebook

CLEAN = tomllib.loads((Path(__file__).parent / "clean_texts.toml").read_text(encoding="utf-8"))
BOOK = Rulebook.empty()
BROKEN = st.text(
    st.sampled_from(
        "aFr .,<&;#x7ampumläöüßÜ„“–é¨´ﬁÃ¼¤¶ŸœâÅÄ€™├╝╢ñÔÇ×Γ√§Ăś\r\t\0\x02\x84\xa0\xad\u200b\u200d\u0308\u2028م"
    ),
    max_size=40,
)


def repaired(text: str) -> list[str]:
    """The texts of the repaired document's lines."""
    return [line.text for line in repair_encoding(Document.from_text(text), BOOK).lines]


@pytest.mark.parametrize("language", sorted(CLEAN))
def test_clean_documents_come_back_themselves(language: str) -> None:
    """Nothing is changed in what needs no repair, in thirty languages: the very same document comes back."""
    document = Document.from_text("\n\n".join(CLEAN[language]))
    assert repair_encoding(document, BOOK) is document


@pytest.mark.parametrize(
    ("raw", "text", "rules"),
    [
        ("FÃ¼r alle", "Für alle", ("mojibake",)),
        ("F&uuml;r alle", "Für alle", ("entity",)),
        ("F&Atilde;&frac14;r", "Für", ("entity", "mojibake")),
        ("Zu\xadschauer", "Zuschauer", ("soft-hyphen",)),
        ("Ver\x02bündete", "Verbündete", ("printed-hyphen",)),
        ("9\xa0Uhr", "9 Uhr", ("no-break-space",)),
        ("\ufeffBrot", "Brot", ("zero-width",)),
        ("Bro\x00t", "Brot", ("control-character",)),
        ("F¨ur", "Für", ("spaced-accent",)),
        ("Eﬃzienz", "Effizienz", ("ligature",)),
        ("Ko\u0308ln", "Köln", ("normal-form",)),
        ("  Brot\r", "Brot", ("outer-blank",)),
        ("\xa0", "", ("no-break-space", "outer-blank")),
        ("\x0cSeite 2", "Seite 2", ("outer-blank",)),
    ],
)
def test_each_change_leaves_its_rule(raw: str, text: str, rules: tuple[str, ...]) -> None:
    """The line says who changed it, and its source stays as it was."""
    line = repair_encoding(Document.from_text(raw), BOOK).lines[0]
    assert (line.raw, line.text) == (raw, text)
    assert line.edits == tuple(f"encoding/{rule}" for rule in rules)


def test_marks_of_german_stay() -> None:
    """Quotation marks, dashes and the ellipsis are the author's."""
    text = "„Ja“ – ‚nein‘ – »so« … «so» ’s wär’ 5 €"
    assert repaired(f"FÃ¼r {text}") == [f"Für {text}"]


def test_only_broken_lines_are_new() -> None:
    """Lines that need nothing are the same objects; an old edit is kept before the new ones."""
    document = Document.from_text("Käse\nK&auml;se\n")
    document = document.with_lines([line._replace(edits=("other",)) for line in document.lines])
    after = repair_encoding(document, BOOK)
    assert after.lines[0] is document.lines[0]
    assert after.lines[1].edits == ("other", "encoding/entity")


def test_one_line_with_a_tag_does_not_stop_the_others() -> None:
    """Each line is judged by itself."""
    assert repaired("<b>K&auml;se</b>\nK&auml;se") == ["<b>K&auml;se</b>", "Käse"]


def test_bytes_to_text_in_one_go() -> None:
    """A page of mixed codecs, with entities and a byte order mark."""
    source = b"\xef\xbb\xbf" + "Grüße &amp; Käse\r\n".encode() + "für Mühlau".encode("cp1252")
    document = repair_encoding(decode(source), BOOK)
    assert [line.text for line in document.lines] == ["Grüße & Käse", "für Mühlau"]


@given(BROKEN)
def test_repairing_twice_equals_once(text: str) -> None:
    """A repaired line needs no repair."""
    once = repair_line(text)
    assert repair_line(once.text) == (once.text, ())


@given(BROKEN | st.text(max_size=60))
def test_quick_equals_plain(text: str) -> None:
    """The fast path changes the time that a line takes and nothing else."""
    assert repair_line_quickly(text) == repair_line(text)


@given(st.lists(BROKEN, max_size=5))
def test_documents_keep_their_source(lines: list[str]) -> None:
    """Number, order and raw text of the lines stay, and the whole is as idempotent as its lines."""
    document = Document.from_text("\n".join(lines))
    once = repair_encoding(document, BOOK)
    assert once.raw == document.raw
    assert len(once.lines) == len(document.lines)
    assert repair_encoding(once, BOOK) is once

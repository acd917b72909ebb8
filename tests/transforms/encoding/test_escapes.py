"""Letters that are still spelled as JSON or mail escape them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Document, join
from transforms.encoding.repair import has_control_characters, repair_encoding
from transforms.rulebook import Rulebook

RULES = Rulebook.empty()


def repaired(text: str) -> list[str]:
    """The texts of a page's lines with their letters repaired."""
    return [line.text for line in repair_encoding(Document.from_text(text), RULES).lines]


def test_letters_that_json_escapes() -> None:
    """With the signs that it escapes as well; paths are none."""
    assert repaired(r"Die Br\u00fccke\n\nhei\u00dft \"Elfe\".") == ['Die Brücke heißt "Elfe".']
    assert repaired(r"C:\users\neu") == [r"C:\users\neu"]


@pytest.mark.parametrize("end", ["=", "=\r", "= "])
def test_quoted_printable_mail(end: str) -> None:
    """Its letters come back, and a line that was cut goes on without a blank, whatever ends its lines."""
    page = f"Kr=C3=A4ne f=C3=BCr den Ha{end}\nfen, zw=C3=B6lf St=C3=BCck, 1=3D1"
    document = repair_encoding(Document.from_text(page), RULES)
    assert join(document.lines) == "Kräne für den Hafen, zwölf Stück, 1=1"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"Br\u0000\u00fc\u200bcke", "Brücke"),
        (r"K\u00c3\u00a4se", "Käse"),
        ("Kr=C3=A4=C2=ADne f=C3=BCr", "Kräne für"),
        (r"&#92;u00fcber uns", "über uns"),
        (r"\u005cu00fcber uns", "über uns"),
    ],
)
def test_what_was_escaped_is_repaired(line: str, text: str) -> None:
    """Control characters, marks that nobody sees and mojibake are no better for having been escaped."""
    assert repaired(line) == [text]


@pytest.mark.parametrize("line", ["a=C3 und b=A4", r"\ud83d allein", r"\underline und \u00", "E=mc^2 ="])
def test_what_is_no_escape_stays(line: str) -> None:
    """Formulas, halves of a pair, commands of TeX."""
    assert repaired(line) == [line]


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(["\\u00e4", "\\u0000", "\\u005c", "u00e4", "\\n", "=C3=A4", "=3D", "=\n", "\\", "=", "&#92;", "x", " ", "\n"])
    ).map("".join)
)  # fmt: skip
def test_twice_equals_once_and_leaves_no_control_character(text: str) -> None:
    """Whatever escapes escapes spell."""
    once = repair_encoding(Document.from_text(text), RULES)
    assert repair_encoding(once, RULES) == once
    assert not any(has_control_characters(line.text) for line in once.lines)

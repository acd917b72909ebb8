"""Rows: what is read off a line at once is what the slow ways read off it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Document, Line
from transforms.wraps import rows as wrap_rows
from transforms.wraps.page_marks import head_key, head_keys
from transforms.wraps.rows import HYPHEN_RULE, Row, is_code, read_rows

ODD_LINES = st.text(alphabet="aB -\t\x0c\r\xa0\xad>.,1…)*\u2003ß", max_size=9)


def row(text: str) -> Row:
    """The row of a line that stands alone."""
    (made,) = read_rows(Document.from_text(text).lines)
    return made


@given(st.lists(ODD_LINES, max_size=5))
def test_plain_lines_need_no_measuring(texts: list[str]) -> None:
    """A line without indent, quote marks, doubled blanks and soft hyphens is what the slow way makes of it."""
    lines = Document.from_text("\n".join(texts)).lines
    for made in read_rows(lines):
        slowly = wrap_rows._row(made.index, lines[made.index])
        assert (made.text, made.length, made.indent, made.quote, made.cut) == (
            slowly.text,
            slowly.length,
            slowly.indent,
            slowly.quote,
            slowly.cut,
        )


def test_a_hyphen_that_was_cut_is_no_plain_line() -> None:
    """A line that has lost its hyphen to an earlier run still knows that it had one."""
    (made,) = read_rows([Line("Ver-", "Ver", edits=(HYPHEN_RULE,))])
    assert made.cut
    assert made.length == len("Ver-")


@pytest.mark.parametrize(
    ("text", "continues", "hyphenated", "is_marked", "is_closed"),
    [
        ("bündeten sich", True, False, False, False),
        ("„und doch“", True, False, False, False),
        ("Der Rat der Stadt, der", False, False, False, False),
        (", so der Rat.", True, False, False, True),
        ("Die Ver-", False, True, False, False),
        ("Die Brücke -", False, False, False, False),
        ("– ein Strich", False, False, True, False),
        ("1. Erstens", False, False, True, False),
        ("„So ist es.“", False, False, False, True),
        ("Ist es so?)*", False, False, False, True),
        ("am 21.", True, False, False, False),
        ("***", False, False, False, False),
    ],
)
def test_what_a_line_says_of_itself(
    text: str, continues: bool, hyphenated: bool, is_marked: bool, is_closed: bool
) -> None:
    """Its beginning and its end tell whether a sentence goes on."""
    made = row(text)
    assert (made.continues, made.hyphenated, made.is_marked, made.is_closed()) == (
        continues,
        hyphenated,
        is_marked,
        is_closed,
    )


@given(st.lists(st.text(alphabet="aßẞİ1٣ \n", max_size=6), max_size=5))
def test_keys_made_together_are_those_made_alone(texts: list[str]) -> None:
    """Folding all lines at once mixes none of them up."""
    assert head_keys(texts) == [head_key(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("if tide_height > quay[0]:\n    close_gates(gate_list)", True),
        ("[ferry]\nretry_limit = 3", True),
        ("Der Rat (zwölf Sitze) stimmte zu, 7 : 5;\nmehr als 50 % / Hälfte * der Stimmen", False),
        ("Mehr dazu steht unter\nhttps://altwieck.example/rat_a=b#c_d", False),
        ("location /ferry {\nproxy to https://altwieck.example", True),
        ("\n".join(["ferry   811  1.2  3.4  812340 70220  S  12:44 plan of the day"] * 4), True),
        ("\n".join(["4 May 10:12 harbour ferry[811]: door open for 20 s on 10.1.2.3"] * 4), True),
        (
            "\n".join(["Um 1:11, 1:51 und 2:31 Uhr fahren die Boote, im Winter auch", "an Sonntagen."] * 2),
            False,
        ),
        ("Tel. 0431 123456, Fax 0431 123457,\nMo bis Fr 8.30 bis 16.30 Uhr", False),
    ],
)
def test_programs_and_settings_are_known_by_their_signs(text: str, code: bool) -> None:
    """Brackets, braces, underscores and many digits make code; round brackets, shares and addresses do not."""
    assert is_code(read_rows(Document.from_text(text).lines)) is code


@pytest.mark.parametrize(
    ("text", "is_item"),
    [
        ("1. Januar 2031 erhalten Sie", False),
        ("1. Mai", False),
        ("1. Maibaum aufstellen", True),
        ("2. Wasser", True),
    ],
)
def test_a_date_begins_no_item(text: str, is_item: bool) -> None:
    """A day before its month, which a wrapper broke off its sentence."""
    assert row(text).is_marked is is_item

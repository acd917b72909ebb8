"""Shortcuts: what spares most lines a closer look says what the closer look says."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transforms.document import WRAPPED, Document
from transforms.wraps import breaks, width
from transforms.wraps.rows import LineWords, read_rows
from transforms.wraps.width import NARROWEST, WIDEST, Width, may_be_wrapped

LOW_OR_NOT = st.text(alphabet="aÄß„>. \xa0\xad\x0cⅷ٣", max_size=4)
LONG_ENOUGH = st.builds(lambda start, fill, end: start + fill * 30 + end, LOW_OR_NOT, LOW_OR_NOT, LOW_OR_NOT)
PIECES = st.sampled_from(
    ["der Rat", "Die Brücke", "- drei", "=====", "bis zum 3.", "Ende.", "ein Ver-", "so,", "„Ja“"]
)


@given(st.lists(st.one_of(LOW_OR_NOT, LONG_ENOUGH), max_size=6))
def test_a_document_is_given_up_only_if_no_line_goes_on(texts: list[str]) -> None:
    """Whatever goes on in lower case below a line of the right length is seen before lines are measured."""
    goes_on = any(
        low.lstrip("> \t\f\xa0")[:1].islower()
        and NARROWEST <= len(before) <= WIDEST
        and before[-1] not in ".!?"
        for place, low in enumerate(texts)
        for before in ([texts[place - 1] or texts[place - 2]] if place > 1 else texts[:place])
    )
    assert width._goes_on_somewhere("\n".join(texts)) or not goes_on


def test_a_line_of_a_million_characters_is_measured_too() -> None:
    """Lengths beyond Unicode's last code point stop nothing."""
    page = "Der Rat hat die Brücke, die der\nFluss im Jahr zuvor zerstört\nhatte, am Montag eröffnet."
    assert may_be_wrapped(Document.from_text(page + "\n\n" + "a" * 1_200_000).lines)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=6))
def test_a_full_line_in_mid_sentence_goes_on_by_both_ways(texts: list[str]) -> None:
    """The short way of a line in the midst of its paragraph is the long way's answer."""
    rows = read_rows(Document.from_text("\n".join(texts)).lines)
    setting = breaks.Setting.of(rows, Width(20, 20, 20, 0, hyphenated=False), LineWords())
    block = breaks._Block(rows, setting.width)
    paragraph = breaks._Paragraph(rows[0])
    paragraph.rows += rows[:1] * breaks._HEADING_ROWS
    for place, (a, b) in enumerate(pairwise(rows)):
        if breaks._is_amid(a, b, setting.width.word):
            assert breaks._joint_within(block, place, paragraph, setting) == WRAPPED


@given(st.text(alphabet="aä, ß„%=_1я", max_size=30))
def test_signs_are_counted_only_where_they_may_be_too_many(text: str) -> None:
    """Bytes that could be signs are as many as the signs, or more."""
    assert width._has_few_signs(text) == (len(width._SIGN.findall(text)) <= 0.1 * len(text))

"""The proof that the fast path accepts no text that a repair would change."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from re import _parser  # type: ignore[attr-defined]  # the only way to take ftfy's pattern apart

import pytest
from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given
from hypothesis import strategies as st

from transforms.encoding import clean_text
from transforms.encoding.clean_text import is_clean
from transforms.encoding.repair import repair_line, repair_line_quickly

GERMAN = "a .äöüÄÖÜßé„“”‚‘’«»–…€§°"
BADNESS = _parser.parse(BADNESS_RE.pattern, BADNESS_RE.flags)
ALTERNATIVES = BADNESS.data[0][1][1]


def fits_somewhere(window: str) -> bool:
    """Whether an accepted text can hold the window.

    The pattern looks one character ahead, and what it sees behind can only forbid more than a full stop does.
    """
    return is_clean(f".{window}.") or is_clean(f".{window}a")


def windows(alphabet: str, longest: int) -> Iterator[str]:
    """Every string of up to that many characters that an accepted text can hold."""
    grown = [""]
    for _ in range(longest):
        grown = [window for start in grown for char in alphabet if fits_somewhere(window := start + char)]
        yield from grown


@pytest.mark.parametrize(("ours", "theirs"), [("CAPITALS", "upper_accented"), ("LETTERS", "lower_accented")])
def test_letters_are_those_of_ftfys_categories(ours: str, theirs: str) -> None:
    """The lists stand here for what they are in ftfy, whose import they spare."""
    category = re.compile(f"[{MOJIBAKE_CATEGORIES[theirs]}]")
    others = (letter for letter in clean_text._OTHERS if category.match(letter))
    assert getattr(clean_text, ours) == "".join(others)


@cache
def accepted_characters() -> str:
    """Every character that the fast path accepts between two letters."""
    return "".join(char for char in map(chr, range(sys.maxunicode + 1)) if is_clean(f"a{char}a"))


@cache
def kinds_of_character() -> str:
    """One character for each way in which the fast path and ftfy's pattern tell characters apart."""
    classes = [re.compile(f"[{name}]") for name in _guard_classes()]
    for alternative in ALTERNATIVES:
        classes += [re.compile(_as_class(item)) for item in _positions(alternative)]
    kinds: dict[tuple[bool, ...], str] = {}
    for char in "a ." + accepted_characters().replace("\n", ""):
        kinds.setdefault(tuple(pattern.match(char) is not None for pattern in classes), char)
    return "".join(kinds.values())


def _guard_classes() -> Iterator[str]:
    names = ("LETTERS", "CAPITALS", "FREE_LETTERS", "FREE_SCRIPTS", "SUSPECTED_SCRIPTS", "LEADS")
    yield from (getattr(clean_text, name) for name in (*names, "OPENING", "CLOSING", "MARKS", "SIGNS"))
    yield from ("A-Z", "a-z", "0-9", r"\ ", r".,:;!?)/\-", "&", "#", "‚", "ÖöÜü", r"\w", r"\s")
    yield from (*"ÄÈĂśÔΓ", "ÄÅÈ", "ŠšŽžŸ", "A-ZÀ-Þ", "a-zß-öø-ſ")  # what our own repairs tell apart
    yield from (
        re.escape(bytes(range(0x80, 0xC0)).decode(codec)) for codec in ("cp850", "cp437", "sloppy-cp1252")
    )


def _positions(alternative: _parser.SubPattern) -> Iterator[tuple[object, object]]:
    """The items of one alternative that match a character, optional ones included."""
    for operation, argument in alternative.data:
        if str(operation) == "MAX_REPEAT":
            yield from argument[2].data
        elif str(operation) != "AT":
            yield operation, argument


def _as_class(item: tuple[object, object]) -> str:
    """A parsed item of the pattern, written as a character class again."""
    operation, argument = item
    if str(operation) == "LITERAL":
        return re.escape(chr(argument))  # type: ignore[arg-type]
    if str(operation) == "ANY":
        return "(?s:.)"
    parts = []
    for kind, value in argument:  # type: ignore[attr-defined]
        if str(kind) == "NEGATE":
            parts.append("^")
        elif str(kind) == "LITERAL":
            parts.append(re.escape(chr(value)))
        elif str(kind) == "RANGE":
            parts.append(re.escape(chr(value[0])) + "-" + re.escape(chr(value[1])))
        else:
            parts.append({"CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}[str(value)])
    return "[" + "".join(parts) + "]"


def test_german_text_up_to_four_characters_is_left_alone() -> None:
    """Every accepted string over German letters and marks is a fixed point of the plain repair."""
    accepted = [text for text in windows(GERMAN, 4) if is_clean(text)]
    assert len(accepted) > 100_000
    assert [text for text in accepted if repair_line(text).text != text] == []


def test_every_kind_of_character_up_to_three_is_left_alone() -> None:
    """One character of each kind, in every accepted order, is a fixed point of the plain repair."""
    accepted = [text for text in windows(kinds_of_character(), 3) if is_clean(text)]
    assert len(accepted) > 10_000
    assert [text for text in accepted if repair_line(text).text != text] == []


def test_capitals_and_second_bytes_up_to_five_are_left_alone() -> None:
    """The widest of our own patterns: a capital, what Windows-1252 makes of a second byte, what is near."""
    second = bytes(range(0x80, 0xC0)).decode("sloppy-cp1252")
    alphabet = "a ÄÈ" + "".join(char for char in kinds_of_character() if char in second and char not in "ÄÈ")
    accepted = [text for text in windows(alphabet, 4) if is_clean(text + "aa")]
    assert [text for text in accepted if repair_line(text + "aa").text != text + "aa"] == []


def test_no_accepted_window_of_three_looks_wrongly_decoded() -> None:
    """No change without a finding of ftfy's pattern, and it finds nothing in three accepted neighbours."""
    assert [window for window in windows(kinds_of_character(), 3) if is_bad(f".{window}")] == []


def test_wider_findings_need_neighbours_that_are_never_accepted() -> None:
    """With windows of three, this extends the proof to text of any length."""
    pairs = [window for window in windows(kinds_of_character(), 2) if len(window) == 2]
    wide = [alternative for alternative in ALTERNATIVES if alternative.getwidth()[1] > 3]
    assert wide
    for alternative in wide:
        items = [item if str(item[0]) != "MAX_REPEAT" else None for item in alternative.data]
        neighbours = [
            re.compile(_as_class(one) + _as_class(other))
            for one, other in pairwise(items)
            if one is not None and other is not None
        ]
        assert any(not any(pattern.match(pair) for pair in pairs) for pattern in neighbours)


def test_ftfy_pattern_is_taken_apart_faithfully() -> None:
    """The classes rebuilt from the parsed pattern say what the pattern says, on pairs of its characters."""
    assert len(BADNESS.data) == 1
    for pair in ("Ã¼", "â€", "ä€", "FÃ", "üß", "Öl", "×²", "Œ."):
        rebuilt = any(
            re.compile("".join(_as_class(item) for item in _positions(alternative))).search(pair)
            for alternative in ALTERNATIVES
            if not any(str(operation) in {"AT", "MAX_REPEAT"} for operation, _ in alternative.data)
        )
        assert rebuilt == is_bad(pair), pair


def test_each_accepted_character_is_left_alone() -> None:
    """Alone, doubled, and between letters, each character of the fast path is a fixed point."""
    for char in accepted_characters().replace("\n", ""):
        for text in (char, char * 2, f"a{char}a"):
            if is_clean(text):
                assert repair_line(text).text == text


def test_no_accepted_character_combines() -> None:
    """Accepted characters stay as they are under NFC beside any other: none combines with its neighbours."""
    jamo = range(0x1100, 0x1200)
    for char in accepted_characters():
        assert not unicodedata.combining(char)
        assert ord(char) not in jamo


@pytest.mark.parametrize(
    "text",
    [
        "”Ä",
        " Ä€",
        "‚Äö",
        "FÃ¼r",
        "a\xa0b",
        "Bro\xadt",
        "a\u200bb",
        "&auml;",
        "F¨ur",
        "u\u0308",
        "ﬁ",
        " a",
        "a\t",
        "a \nb",
    ],
)
def test_doubtful_text_is_refused(text: str) -> None:
    """Text that a repair changes, or might, takes the closer look."""
    assert not is_clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "„Übermäßig groß“, sagte sie – „wie die FPÖ“ – und ging …",
        "Müller & Söhne, R&D, «Œuvre» und »Brot«: 5 € für 3 m²",
        "L’œuvre d’un maître coûte cher ; où ça ?",
        "Zażółć gęślą jaźń. Příliš žluťoučký kůň. Øl på Ærø. Îmi place.",
        "Їжак з’їв ґрунт. Χθες το βράδυ. שלום עולם. مرحبا بالعالم، نعم؟",
        "\nZeile\n\nZeile\n",
        "¿Dónde está el niño? Tiếng Việt đẹp lắm. 日本語の文章です。한국어 문장입니다.",
    ],
)
def test_ordinary_text_is_accepted(text: str) -> None:
    """What news is made of, in many languages, takes the fast path."""
    assert is_clean(text)


@given(st.text(st.sampled_from(GERMAN + "&;#x#äÃ¼â€\xa0\xad\u200b\u0308¨´ﬁ├╝\r\n\t\x02"), max_size=40))
def test_fast_equals_plain_on_broken_german(text: str) -> None:
    """The quick repair of a line is the plain one, rules included."""
    assert repair_line_quickly(text) == repair_line(text)


@given(st.text(st.sampled_from(kinds_of_character()), max_size=60))
def test_accepted_text_of_any_length_is_left_alone(text: str) -> None:
    """Longer text of every kind of character: what the fast path accepts, the plain repair leaves alone."""
    if is_clean(text):
        assert repair_line(text) == (text, ())


@given(st.text(max_size=60))
def test_fast_equals_plain_on_anything(text: str) -> None:
    """No text at all tells the quick repair from the plain one."""
    assert repair_line_quickly(text) == repair_line(text)

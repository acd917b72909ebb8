"""What spares the dear reading of a line says the same as the dear reading."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.metadata import lines, stamps, tail
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.parts import PICTURES, SHORT_PARAGRAPH, Once
from transforms.metadata.title_signs import _TRAIL, is_trail
from transforms.rulebook import Rulebook
from transforms.shape.kinds import PARAGRAPH
from transforms.shape.looks import Looks

RULEBOOK = Rulebook.load()
LANGUAGES = ("de", "en", "fr", "it")
LEXICONS = {language: RULEBOOK.derive("lexicon", language, Lexicon) for language in LANGUAGES}
GERMAN = LEXICONS["de"]

MONTHS = ["Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"]
STAMPS = (
    "{d:02}.{m:02}.{y}", "{d:02}.{m:02}.{y} {H}:{M:02}", "{d}.{m}.{y} | {H}:{M:02} Uhr",
    "Stand: {d:02}.{m:02}.{y}, {H:02}:{M:02} Uhr", "Aktualisiert am {d:02}.{m:02}.{y} - {H:02}:{M:02} Uhr",
    "Veröffentlicht am {d}. {month} {y} um {H}.{M:02} Uhr", "Do {d:02}.{m:02}.{y} | {H:02}:{M:02} Uhr",
    "{d}. {month} {y} - {H:02}.{M:02} Uhr", "Sonntag, {d}. {month} {y}", "Anna Beispiel, {d:02}.{m:02}.{y}",
    "Von Anna Beispiel | {d:02}.{m:02}.{y}, {H:02}:{M:02} MEZ", "Sitzung vom {d}.{m}.{y}, {H:02}:{M:02} Uhr",
    "Talbach – Auental {d}.{m}.{y} {H}:{M:02} (dpa)", "Beginn {d:02}.{m:02}.{y} um {H}:{M:02}, Eintritt frei",
)  # fmt: skip
NUMBERS = {"y": st.integers(1900, 2099), "m": st.integers(0, 13), "d": st.integers(0, 32)}
CLOCK = {"H": st.integers(0, 25), "M": st.integers(0, 61), "month": st.sampled_from(MONTHS)}
WORDS = st.one_of(
    st.sampled_from(sorted(GERMAN.small_words)),
    st.sampled_from(["Talbach", "Redakteurin", "heute", "Montag", "12.31", "7.05 Uhr", "Anna", "dpa", "„Von", "MEZ", "Von", "by", "a", "in Tal", "par"]),
    st.text("aenrstuÄß .:-0123", min_size=1, max_size=8),
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).filter(str.strip).map(str.strip)


@given(st.sampled_from(STAMPS), st.lists(st.fixed_dictionaries({**NUMBERS, **CLOCK}), min_size=2, max_size=5))
def test_learnt_stamps(template: str, moments: list[dict[str, object]]) -> None:
    """What the first line of a shape has taught reads the others as if each were the first."""
    known: stamps.Stamps = {}
    for moment in moments:
        text = template.format(**moment)
        assert stamps.read_stamp(
            text, known, lambda line: lines._read_numbers(line, GERMAN)
        ) == lines._read_numbers(text, GERMAN)


def test_stamp_is_read_once() -> None:
    """The second line of a shape is not read at all."""
    known: stamps.Stamps = {}
    asked = []

    def read(line: str) -> object:
        asked.append(line)
        return lines._read_numbers(line, GERMAN)

    for day in (date(2031, 5, 4), date(2032, 11, 30)):
        facts = stamps.read_stamp(f"Stand: {day:%d.%m.%Y}, 07:05 Uhr", known, read)  # type: ignore[arg-type]
        assert facts is not None
        assert facts.dates[0][0] == "updated"
        assert facts.dates[0][1][:3] == (day.year, day.month, day.day)
    assert asked == ["Stand: 04.05.2031, 07:05 Uhr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_words_of_metadata_are_known(language: str) -> None:
    """Every word of the vocabulary that the look at lines of one word leaves out says nothing by itself."""
    lexicon = LEXICONS[language]
    words = {*lexicon.fillers, *lexicon.page_types, *lexicon.byline_words, *lexicon.line_openers}
    left_out = [w for w in words if w.isalpha() and not lines._may_be_word_of_metadata(w, lexicon)]
    assert not any(lines._read_pieces(word, [], lexicon) for word in left_out)


@given(st.sampled_from(STAMPS), st.fixed_dictionaries({**NUMBERS, **CLOCK}))
def test_dates_are_no_pictures(template: str, moment: dict[str, object]) -> None:
    """What a bare date looks like need not be asked: no picture's caption or credit."""
    text = template.format(**moment)
    facts = lines.read_metadata_line(text, GERMAN)
    if facts is not None and facts.kind == "date" and not facts.authors and facts.agency is None:
        assert Looks.of(RULEBOOK, "de").look(text).kind not in PICTURES


@given(LINES)
def test_lines_of_one_word(text: str) -> None:
    """A word that fails the cheap look says nothing."""
    word = text.split(maxsplit=1)[0]
    if word.isalpha() and not lines._may_be_word_of_metadata(word, GERMAN):
        assert lines._read_pieces(word, [], GERMAN) is None


@pytest.mark.parametrize("language", LANGUAGES)
@given(LINES)
def test_lines_that_may_sign(language: str, text: str) -> None:
    """No line that opens like a byline fails the look at its first letters, and no place after a name is missed."""
    lexicon = LEXICONS[language]
    assert lexicon.may_sign(text) or lexicon.byline.match(text) is None
    assert not lexicon.place_words.isdisjoint(text.split()) or lexicon.place.search(text) is None


@given(LINES)
def test_lines_that_are_no_moment(text: str) -> None:
    """A line that fails the cheap look is no date or clock as a whole."""
    if not lines._may_be_moment(text, GERMAN):
        assert GERMAN.moment(text) is None


@given(st.lists(LINES, max_size=5))
def test_lines_that_may_be_credits(texts: list[str]) -> None:
    """No line that opens like a credit is left out."""
    listed = tail._credit_like(texts, 0, GERMAN)
    plain = [number for number, text in enumerate(texts) if tail._may_be_credit(text, GERMAN)]
    assert [number for number in listed if tail._may_be_credit(texts[number], GERMAN)] == plain


@given(st.text("aB «›»>/ ", max_size=12))
def test_trails(text: str) -> None:
    """The look for signs of a trail spares the pattern, and changes nothing."""
    assert is_trail(text) == (_TRAIL.search(text) is not None)


@given(st.text("aber Wir sagen,.!?„“:0", min_size=1, max_size=SHORT_PARAGRAPH - 1).filter(str.strip))
def test_short_lines_are_no_paragraphs(text: str) -> None:
    """A line shorter than the shortest paragraph never looks like one."""
    assert Looks.of(RULEBOOK, "de").look(text.strip()).kind is not PARAGRAPH


def test_once() -> None:
    """What a part is asked twice is read once."""

    class Asked:
        times = 0

        @Once  # type: ignore[arg-type]
        def answer(self) -> int:
            """The answer."""
            self.times += 1
            return 42

    asked = Asked()
    assert asked.answer == asked.answer == 42  # type: ignore[call-overload,arg-type,comparison-overlap]
    assert asked.times == 1

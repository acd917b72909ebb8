"""Where clocks stand: the fast look at plain clock lines says what the grammar of dates says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.liveblog.clock_spans import Span, clock_forms, find_clock, plain_clock, read_clock
from transforms.rulebook import Rulebook, Vocabulary

RULES = Rulebook.load()
LANGUAGES = sorted(name for name, vocabulary in RULES.vocabularies.items() if vocabulary.months)
MARKS = ["", "+++ ", "• ", "[", "(", "** ", "# ", "- ", "– ", "|", "€", "Um ", "1,", "a "]
DATES = [
    *[
        "",
        "",
        "",
        "04.11.2024 • ",
        "31.02.2024, ",
        "29.02.2024  ",
        "4.11.2024 ",
        "04.11.24 • ",
        "04.11.2024,",
    ],
    *["04.11.2024 - ", "04.11.2024 / ", "04.11.2024 ; ", "2024-11-04 "],
]
CLOCKS = ["14:05", "14.05", "4:05", "24:00", "0:00", "2:43", "14:05:33", "23:36", "25:10", "14h05", "14"]
WORDS = ["", "", " Uhr", "Uhr", " uhr", " h", "h", " Uhr Uhr", "\u00a0Uhr"]
GAPS = [
    ": ",
    " ",
    "- ",
    " - ",
    "",
    " – ",
    "]: ",
    "\t",
    ":",
    ". ",
    ", ",
    " (",
    ") ",
    " | ",
    " +++ ",
    " • • • • ",
]
NEXT = [
    *[
        "",
        "Pegel",
        "Der",
        "MEZ",
        "CEST",
        "Z",
        "5",
        "12:30",
        "4.5.",
        "Uhrzeit",
        "am",
        "pm",
        "a.m.",
        "min",
        "_x",
    ],
    *["(MEZ)", "–18:00", "heute", "Mai", "an hour ago", "vor einer Stunde", "KEY EVENT"],
]
REST = ["", " steigt", " 4. Mai 2031", "x", " um 14:05 Uhr", " 2031"]
PARTS = (MARKS, DATES, CLOCKS, WORDS, GAPS, NEXT, REST)


def words_of(vocabulary: Vocabulary) -> list[str]:
    """Every word that the vocabulary knows, for dates or anything else."""
    rows = (*vocabulary.months, *vocabulary.weekdays, *vocabulary.words.values())
    return [word for row in rows for word in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_known_word_behind_a_clock_is_overlooked(language: str) -> None:
    """Whatever word of the vocabulary follows a clock, the fast look agrees with the grammar or gives up."""
    vocabulary = RULES.vocabulary(language)
    forms = clock_forms(vocabulary)
    for word in words_of(vocabulary):
        for text in (
            f"14:05 {word}",
            f"14:05 Uhr - {word.title()} an",
            f"04.11.2024, 14:05: {word.upper()} 4",
        ):
            found = plain_clock(text, forms)
            assert found is None or found == read_clock(text, vocabulary), text


@given(st.sampled_from(LANGUAGES), st.tuples(*map(st.sampled_from, PARTS)))
def test_the_fast_look_agrees_with_the_grammar(language: str, parts: tuple[str, ...]) -> None:
    """Marks, dates, clocks and what follows, put together at random."""
    text = "".join(parts).strip()
    vocabulary = RULES.vocabulary(language)
    found = plain_clock(text, clock_forms(vocabulary))
    assert found is None or found == read_clock(text, vocabulary)
    assert find_clock(text, clock_forms(vocabulary)) == read_clock(text, vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "14:05 Uhr: Pegel steigt",
        "+++ 9.30 Uhr +++ Pegel",
        "04.11.2024 • 23:36 Uhr",
        "16:41",
        "[14:05] Der Pegel",
    ],
)
def test_usual_clock_lines_take_the_fast_look(text: str) -> None:
    """The layouts that most liveblogs print need no grammar."""
    assert plain_clock(text, clock_forms(RULES.vocabulary("de"))) is not None


@pytest.mark.parametrize(
    "text",
    [
        "14:05 Uhr, heute",
        "14:05–18:00 Uhr",
        "14.05",
        "31.02.2024, 14:05 Uhr",
        "14:05 MEZ",
        "2:43 min",
        "14:05 Z",
    ],
)
def test_doubtful_clock_lines_are_left_to_the_grammar(text: str) -> None:
    """Days, spans, zones, lengths and impossible dates take its full reading."""
    assert plain_clock(text, clock_forms(RULES.vocabulary("de"))) is None


def test_equal_short_lines_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that comes again is looked up, and says the same."""
    read: list[str] = []

    def read_once(text: str, _: Vocabulary) -> Span:
        read.append(text)
        return 0, 5, None

    monkeypatch.setattr("transforms.liveblog.clock_spans.read_clock", read_once)
    forms = clock_forms(Vocabulary("und", words={"clock_words": ("uhr",)}))
    assert [find_clock("14.05 Uhr 7", forms) for _ in range(3)] == [(0, 5, None)] * 3
    assert read == ["14.05 Uhr 7"]


@pytest.mark.parametrize(
    ("line", "span", "clock", "weekday"),
    [
        ("Mi. 21:14 Uhr", "Mi. 21:14 Uhr", (21, 14), 2),
        ("[Di, 23.48 Uhr]", "Di, 23.48 Uhr", (23, 48), 1),
        ("Pegel steigt21:14 Uhr", "21:14 Uhr", (21, 14), None),
        ("„Wir sind bereit“9.05", "9.05", (9, 5), None),
        ("21.14Pegel steigt", "21.14", (21, 14), None),
        ("Bei Mi. 21:14 Uhr", "21:14 Uhr", (21, 14), None),
    ],
)
def test_clocks_in_odd_places(line: str, span: str, clock: tuple[int, int], weekday: int | None) -> None:
    """A weekday's short name belongs to the clock behind it, and a lost blank hides no clock."""
    start, end, moment = find_clock(line, clock_forms(RULES.vocabulary("de")))
    assert moment is not None
    assert line[start:end] == span
    assert ((moment.hour, moment.minute), moment.weekday) == (clock, weekday)


@pytest.mark.parametrize(
    "line", ["Version3.99", "Der SV gewinnt 3:99", "B14:05", "Endstand zwei zu21:77", "3.14er"]
)
def test_numbers_glued_to_words_are_no_clocks(line: str) -> None:
    """Only hours and minutes are, and behind a small letter."""
    assert find_clock(line, clock_forms(RULES.vocabulary("de")))[2] is None

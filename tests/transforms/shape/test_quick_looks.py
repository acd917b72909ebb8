"""Quick ways to a look: each says what the plain way says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.rulebook import Rulebook
from transforms.shape import looks
from transforms.shape.credits import Credits
from transforms.shape.looks import Looks
from transforms.shape.signs import tells_speech

GOLDEN = sorted((Path(__file__).parents[2] / "golden").rglob("*.gold"))
RULEBOOK = Rulebook.load()
LOOKS = {language: Looks.of(RULEBOOK, language) for language in ("de", "en", "fr", "und")}
CREDITS = {
    language: (vocabulary.named("caption_marks"), Credits((vocabulary,)))
    for language, vocabulary in RULEBOOK.vocabularies.items()
    if vocabulary.named("caption_marks")
}
PIECES = st.sampled_from(
    [
        *[
            " ",
            ", ",
            ": ",
            ". ",
            "…",
            "...",
            "“",
            "„",
            '",',
            "“, ",
            " (l.)",
            "v.l.n.r.",
            "n.r.",
            "Foto",
            "Foto: ",
            "Bild von ",
            "Von ",
            "by ",
            "Ada Lindqvist",
        ],
        *[
            "Bürgermeisterin",
            "der ",
            "die Brücke",
            "sagte sie",
            "ohne ",
            "dpa",
            "/",
            " | ",
            "©",
            "(c) ",
            "www.",
            "http",
            "@",
            "#Rat",
            "• ",
            "- ",
            "3. ",
        ],
        *[
            "12.30 Uhr",
            "250 €",
            "Mai",
            "?",
            "!",
            "\xa0",
            "  ",
            "İ",
            "ſ",
            "K",
            "²",
            "Straße ",
            "Am Kai",
            " :",
            "]",
            "[1]",
            ")",
        ],
    ]
)
LINES = st.one_of(
    st.lists(st.one_of(PIECES, PIECES, st.text(max_size=3)), max_size=12).map("".join),
    st.text(max_size=80),
).map(str.strip)


@given(LINES.filter(bool), st.sampled_from(list(LOOKS)))
@example("Ada Lindqvist, Bürgermeisterin", "de")
@example("Von Ada Lindqvist und Jonas Abt", "de")
@example("Foto von Ada Lindqvist", "de")
@example("Der Rat hat am Montag über die Brücke gestritten. Sie bleibt zu", "de")
def test_a_line_of_words_looks_as_any_line(text: str, language: str) -> None:
    """What isn't looked for in a line of words alone isn't there."""
    if len(text) <= looks._SHORT_FURNITURE:
        assert LOOKS[language]._short(text) == LOOKS[language]._look(text)


@pytest.mark.parametrize("language", list(LOOKS))
def test_lines_of_golden_documents_look_the_same_both_ways(language: str) -> None:
    """The same for every short line of the golden documents."""
    assert GOLDEN
    lines = {
        line.partition(" | ")[2].strip() for path in GOLDEN for line in path.read_text("utf-8").splitlines()
    }
    short = [line for line in lines if 0 < len(line) <= looks._SHORT_FURNITURE]
    known = LOOKS[language]
    assert [known._short(line) for line in short] == [known._look(line) for line in short]


@given(LINES)
@example("„Das war alles“, sagte sie.")
@example("„Das war alles“, Abt")
@example("“,")
def test_speech_is_told_as_word_by_word(text: str) -> None:
    """A word that ends in a quoted comma, and a small letter behind it."""
    ends = ("“,", "”,", '",', "«,", "»,")
    plainly = any(word.endswith(ends) and below[0].islower() for word, below in pairwise(text.split()))
    assert tells_speech(text) is plainly


@given(LINES)
@example("Die Brücke ist zu. Der Rat tagt")
@example("Die Brücke ist zu.“  „Der Rat tagt")
@example("z. B. Der Rat")
def test_sentences_are_found_from_their_marks(text: str) -> None:
    """Patterns that begin with the mark find what those find that begin with the word before it."""
    particles = "ab|an|zu|um|da|so|es|er|ja|up|it|on|in|us|me|to|go"
    before = rf"(?:[^\W\d]{{3,}}|\b(?:{particles}))"
    two = re.compile(before + r"[.!?][“\"«»]? [A-ZÄÖÜ„»«\"]").search(" ".join(text.split()))
    goes_on = re.compile(r"[^\W\d]{3,}\.[“\"»]? [A-ZÄÖÜ„»«][a-zäöü]+ [a-zäöü]{2,}").search(text)
    assert (looks._TWO_SENTENCES.search(text) is None) is (two is None)
    assert (looks._GOES_ON.search(text) is None) is (goes_on is None)


@given(LINES.filter(bool), st.sampled_from(list(LOOKS)))
@example("Die Brücke am Abend. Foto: Ada Lindqvist", "de")
@example("Die Brücke | Archivbild | Ada Lindqvist", "de")
def test_a_label_before_a_colon_is_told_as_by_trying_all(text: str, language: str) -> None:
    """The last letters of a word rule out no label."""
    known = LOOKS[language]._credits
    before = re.split("[:|]", text)[:-1]
    plainly = any(each[-30:].rstrip().casefold().endswith(known._labels) for each in before)
    if ":" in text or "|" in text:
        assert known._may_end_credited(text) is (plainly or "(c)" in text.lower())


@given(LINES.map(lambda text: text.replace("ſ", "")).filter(bool), st.sampled_from(sorted(CREDITS)))
@example("Ada Lindqvist (l.) und Jonas Abt", "de")
@example("Unser Bild: Ada Lindqvist", "de")
def test_marks_of_captions_are_found_as_by_one_pattern(text: str, language: str) -> None:
    """Marks that open a line, and those within, each in any case."""
    marks, known = CREDITS[language]
    patterns = [rf"^\W*{re.escape(mark)}" if mark[-1] == ":" else re.escape(mark) for mark in marks]
    plainly = re.search("|".join(patterns), text, re.IGNORECASE)
    signed = ":" in text or ".)" in text or "n.r." in text
    assert known._says_where(text) is (plainly is not None and signed)

"""Screens and matcher: what is told quickly, for all lines at once, equals what is told line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.boilerplate.matching import Found, LineMatcher, applies
from transforms.boilerplate.patterns import LONGEST_LINE, fold_letters, fold_line
from transforms.boilerplate.screens import EdgeScreen, WordScreen, is_even
from transforms.boilerplate.starts import endings, split_alternatives
from transforms.boilerplate.words import required_word
from transforms.document import Document, Role
from transforms.encoding.repair import repair_encoding
from transforms.rulebook import LineRule, Rulebook

GOLDEN = sorted((Path(__file__).parents[2] / "golden").rglob("*.gold"))
MATCHERS = {language: Rulebook.load().rules_for("", "", language).matcher for language in ("de", "en", "und")}
RULES = [
    rule
    for layer in Rulebook.load().languages.values()
    for rule in (*layer.lines, *(block.header for block in layer.blocks))
]
EXAMPLES = [text for rule in RULES for text in (*rule.matches, *rule.spares)]


def found_one_by_one(matcher: LineMatcher, texts: list[str]) -> dict[int, Found]:
    """What the plain way finds: each line looked at for itself, by every rule that may know it."""
    found = {number: matcher.find(text) for number, text in enumerate(texts)}
    return {number: rules for number, rules in found.items() if rules != Found()}


ODD = st.sampled_from(
    ["  ", "\t", "\u00a0", "»", "• ", " –", "Σ", "K", "İ", "ſ", "\n", "12", "0", "¦", "\ud800"]
)
PIECE = st.one_of(ODD, st.text(max_size=4), st.sampled_from([" ", ": ", "-", "!", "Der ", "die "]))


@st.composite
def disguised_examples(draw: st.DrawFn) -> str:
    """An example of a rule, its case changed, cut, lengthened, with odd letters around it or within."""
    text = draw(st.sampled_from(EXAMPLES)).split("\n")[0]
    text = draw(st.sampled_from([str, str.upper, str.lower, str.title]))(text)
    cut = draw(st.integers(0, len(text)))
    middle = draw(st.one_of(st.just(""), PIECE))
    padding = draw(st.sampled_from(["", "", "x " * 40, "Wort " * 30, "Satz, " * 60]))
    before, behind = draw(st.one_of(st.just(""), PIECE)), draw(st.one_of(st.just(""), PIECE))
    return before + text[:cut] + middle + text[cut:] + draw(st.sampled_from(["", padding])) + behind


@given(
    st.lists(st.one_of(disguised_examples(), st.text(max_size=30)), max_size=12),
    st.sampled_from(list(MATCHERS)),
)
def test_what_is_found_for_all_lines_at_once_is_what_is_found_one_by_one(
    texts: list[str], language: str
) -> None:
    """Screens stop no line that a rule knows, whatever stands around it."""
    matcher = MATCHERS[language]
    assert matcher.find_all(texts) == found_one_by_one(matcher, texts)


@pytest.mark.parametrize("language", list(MATCHERS))
def test_no_line_of_a_golden_document_is_missed(language: str) -> None:
    """The same for every line of the golden documents, repaired and as it came."""
    assert GOLDEN
    matcher = MATCHERS[language]
    for path in GOLDEN:
        marked = path.read_text(encoding="utf-8").splitlines()
        document = Document.from_text("\n".join(line.partition(" | ")[2] for line in marked))
        for page in (document, repair_encoding(document, Rulebook.load())):
            texts = [line.text for line in page.lines]
            assert matcher.find_all(texts) == found_one_by_one(matcher, texts), path


def test_verdicts_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen with no room for verdicts tells the same lines."""
    layer = Rulebook.load().languages["de"]
    headers = [block.header for block in layer.blocks]
    texts = [*EXAMPLES, "", *EXAMPLES]
    wanted = LineMatcher(layer.lines, headers).find_all(texts)
    monkeypatch.setattr("transforms.boilerplate.screens._VERDICTS", 3)
    assert LineMatcher(layer.lines, headers).find_all(texts) == wanted


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Zur Fähre", True),
        ("ZUR FÄHRE", True),
        ("• zur fähre", True),
        ("zur  fähre", True),
        ("zur\u00a0fähre", True),
        ("zur fährt", True),
        ("Zur Kirche", False),
        ("Zur Fähre fahren heute alle, die am Wasser wohnen", False),
        ("Zur Fähre                      fahren", True),
        ("3. Tag", True),
        ("4711. Tag", False),
        ("", False),
    ],
)
def test_starts_tell_lines_apart(text: str, passes: bool) -> None:
    """Letters in any case, numbers by their digits, the length of the line; what is uneven needs a closer look."""
    screen = EdgeScreen({"zur fä": 20, "0. ": 20})
    assert screen.lines(["x", text, text]) == ([1, 2] if passes else [])


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Die Fähre", True),
        ("DIE FÄHRE", True),
        ("Die Fähre »", True),
        ("Die Fähre fährt", False),
        ("Fähr", False),
    ],
)
def test_ends_tell_lines_apart(text: str, passes: bool) -> None:
    """The last letters of a line, bullets behind them or not."""
    screen = EdgeScreen({"erhäf": 20}, backwards=True)
    assert screen.lines([text, ""]) == ([0] if passes else [])


def test_words_are_found_in_any_case_and_only_in_lines_of_their_length() -> None:
    """One search over all lines gives the lines; letters whose lower case is ASCII count as that."""
    screen = WordScreen({"fähre": 20, "kai": 20, "kaimauer": 40})
    texts = [
        "Kai",
        "Am KAI",
        "",
        "Kaimauer neu",
        "Am Kai der Stadt und weiter",
        "\N{KELVIN SIGN}aizeile",
        "x" * 41 + "kai",
    ]
    assert sorted(set(screen.lines(texts))) == [0, 1, 3, 4, 5]


def test_a_break_within_a_line_makes_all_lines_pass() -> None:
    """Numbers of lines can't be counted then."""
    assert WordScreen({"kai": 20}).lines(["a\nb", "Kai", "c"]) == [0, 1, 2]


def test_words_without_ascii_letters_tell_nothing() -> None:
    """Then any line of their length may match."""
    screen = WordScreen({"": 3, "паром": 6, "kai": 20})
    assert sorted(
        set(screen.lines(["ab", "Новый паром", "паром", "Am Kai der Stadt", "Am Ufer der Stadt"]))
    ) == [0, 2, 3]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [(".{1,20}(?:[.]{3}|[!?]{2})", "Was nun??"), (".{0,20}паром.{0,20}", "Новый паром пришёл")],
)
def test_a_rule_without_ascii_letters_is_found(pattern: str, line: str) -> None:
    """A reader of Cyrillic pages writes such rules, and so does who is after signs."""
    matcher = LineMatcher((LineRule("odd", Role.BOILERPLATE, (pattern,), "signs", (line,), ()),))
    assert list(matcher.find_all(["Der Kai", line])) == [1]
    assert matcher.find_all(["Der Kai", line]) == found_one_by_one(matcher, ["Der Kai", line])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_match_ends_with_one_of_the_ends(rule: LineRule) -> None:
    """What a pattern is said to end with is how its examples end."""
    ends = {
        end
        for written in rule.alternatives
        for each in split_alternatives(written)
        for end in endings(each, 6)
    }
    lines = [fold_line(line) for text in rule.matches for line in text.split("\n")]
    for folded in (line for line in lines if applies(rule, line)):
        backwards = folded[::-1]
        rest = backwards.lstrip("0123456789")
        number = "0" * (len(backwards) - len(rest))
        assert (number + rest).startswith(tuple(ends)), folded


@given(st.text(max_size=LONGEST_LINE // 50))
def test_of_an_even_line_only_the_case_is_folded(text: str) -> None:
    """Then its length says how long it is folded."""
    if text and is_even(text):
        assert fold_line(text) == fold_letters(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_match_has_the_word_that_its_pattern_is_said_to_require(rule: LineRule) -> None:
    """Lines without that word are never tried."""
    lines = [fold_line(line) for text in rule.matches for line in text.split("\n")]
    for written in rule.alternatives:
        for pattern in split_alternatives(written):
            word = required_word(pattern)
            assert all(word in line for line in lines if re.fullmatch(pattern, line)), pattern

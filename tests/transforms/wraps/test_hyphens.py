"""What becomes of a hyphen at a line's end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.wraps.hyphens import HyphenWords, WordsOf, resolve_hyphen, words_of

WORDS = HyphenWords(
    conjunctions={"und", "oder", "bis", "bzw.", "and", "or"},
    heads={"well", "self", "two", "deutsch"},
    tails={"based", "term", "grüne"},
    endings={"ness", "less", "teen", "land", "sprachig"},
    seen={"so-genannte", "sowie", "kürbis"},
)


@pytest.mark.parametrize(
    ("before", "after", "together"),
    [
        ("die Ver-", "bündeten", "die Verbündeten"),
        ("die NATO-", "Verbündeten", "die NATO-Verbündeten"),
        ("der US-", "geführte Einsatz", "der US-geführte Einsatz"),
        ("die Verwaltungs-", "und Bauämter", "die Verwaltungs- und Bauämter"),
        ("zwei-", "bis dreimal", "zwei- bis dreimal"),
        ("vor-", "bzw. nachher", "vor- bzw. nachher"),
        ("ein Kür-", "bis", "ein Kürbis"),
        ("so-", "wie ihre Eltern", "sowie ihre Eltern"),
        ("eine so-", "genannte Lösung", "eine so-genannte Lösung"),
        ("Covid-", "19", "Covid-19"),
        ("ein 20-", "jähriger", "ein 20-jähriger"),
        ("die „D-", "Day“-Formel", "die „D-Day“-Formel"),
        ("an der St.-", "Annen-Kirche", "an der St.-Annen-Kirche"),
        ("die rot-", "grüne Mehrheit", "die rot-grüne Mehrheit"),
        ("die deutsch-", "französische Grenze", "die deutsch-französische Grenze"),
        ("öffentlich-", "rechtliche Sender", "öffentlich-rechtliche Sender"),
        ("Deutsch-", "landtakt", "Deutschlandtakt"),
        ("russisch-", "sprachige Zeitung", "russischsprachige Zeitung"),
        ("Frau Mc-", "Ardle", "Frau McArdle"),
        ("psycholo-", "gischer Hilfe", "psychologischer Hilfe"),
        ("BUNDES-", "REGIERUNG", "BUNDESREGIERUNG"),
        ("infor-", "mation", "information"),
        ("the well-", "known plan", "the well-known plan"),
        ("self-", "less work", "selfless work"),
        ("London-", "based", "London-based"),
        ("two-", "and three-year", "two- and three-year"),
        ("Anglo-", "American", "Anglo-American"),
        ("kursiv „Ver‐", "bündeten“", "kursiv „Verbündeten“"),
    ],
)
def test_resolved_hyphens(before: str, after: str, together: str) -> None:
    """Broken words lose the hyphen of the break; compounds keep theirs, suspended ones a blank too."""
    joint, cut = resolve_hyphen(before, after, WORDS)
    assert (before[:-1] if cut else before) + joint + after == together


def test_a_wrapper_that_breaks_no_words_leaves_hyphens_alone() -> None:
    """Where no word was broken, a hyphen at a line's end stood there before."""
    plain = WORDS._replace(breaks_words=False)
    assert resolve_hyphen("rheinland-", "pfälzische", plain) == ("", False)


LINES = st.lists(
    st.lists(st.sampled_from(["Rat", "rot-grün", "Tat", "ab", "a", "–", "3-fach", "Rats"]), max_size=6).map(
        " ".join
    ),
    max_size=60,
)


@given(LINES, st.lists(st.sampled_from(["rat", "rot-grün", "grün", "tat", "ab", "fach", "ra"]), max_size=80))
def test_words_read_late_are_the_same(texts: list[str], asked: list[str]) -> None:
    """Whether few words are asked for or many, the answers are those of all words read at once."""
    late, words = WordsOf(texts), words_of(texts)
    assert [word in late for word in asked] == [word in words for word in asked]


def test_many_words_are_not_searched_for_one_by_one() -> None:
    """The search through the text gives way to a look-up, so that a long text costs no square of its length."""
    late = WordsOf(["Der Rat tagt heute."])
    assert not any(f"wort{number}" in late for number in range(40))
    assert late._words == frozenset({"rat", "tagt"})

"""Short texts with names, terms and letters of other languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.detection import Verdict, identify
from transforms.language.foreign import languages_without, without_foreign_terms
from transforms.rulebook import Rulebook

RULEBOOK = Rulebook.load()
HEADLINES = tomllib.loads(Path(__file__).with_name("headlines_foreign.toml").read_text("utf-8"))


def test_foreign_terms_seldom_lead_astray() -> None:
    """Five in six headlines are told, names and quoted terms of other languages or not, of both halves."""
    told = [
        [identify(text, RULEBOOK).language == language for text in texts]
        for language, texts in HEADLINES.items()
    ]
    for half in (0, 1):
        right = [each for row in told for each in row[half::2]]
        assert sum(right) >= 0.82 * len(right)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El 'ancien régime' del fútbol"),
        ("es", "Muere el pintor Lluís Ferrandis"),
        ("nl", "De 'grandeur' van Oudewaard"),
        ("de", "„Hasta la vista“, sagt der Wirt"),
        ("fr", "Mort du peintre Lluís Ferrandis"),
        ("cs", "Zítra je volno, na most vyrazí Novák"),
        ("sk", "Na salón je malo miest"),
    ],
)
def test_what_is_foreign_does_not_decide(language: str, text: str) -> None:
    """The words around a name or a term decide, and letters rule out whole alphabets."""
    assert identify(text, RULEBOOK).language == language


@pytest.mark.parametrize("text", ["Velmora vs. Norax", "Halvik vs. Orbita", "Mirano, Tolvex"])
def test_names_alone_are_in_no_language(text: str) -> None:
    """Where only names stand, n-grams are sure of themselves, and wrong."""
    assert identify(text, RULEBOOK) == Verdict()


def test_headlines_without_small_letters_are_no_names() -> None:
    """A line all in capitals, German nouns and English titles are words."""
    assert identify("KÖPRÜ TRAFİĞE KAPANDI", RULEBOOK).language == "tr"
    assert identify("Wetterbericht Sonnabend", RULEBOOK).language == "de"
    assert identify("Weather Report", RULEBOOK).language == "en"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Der „letzte Tango“ von Ulm", "Der von Ulm"),
        ("Le « soft power » de la Valdorie", "Le de la Valdorie"),
        ("Jürgen Möller kommt", "Jürgen Möller kommt"),
        ("„Wir haben hier alles verloren“, sagt sie", "„Wir haben hier alles verloren“, sagt sie"),
        ("It's the bakers' last day", "It's the bakers' last day"),
        ("New Rules for Old Bridges in Port Ellery", "New Rules for Old Bridges in Port Ellery"),
    ],
)
def test_terms_are_told_from_text(text: str, rest: str) -> None:
    """A term is one to three words; whole sentences, a line's beginning and titles in capitals are text."""
    assert " ".join(without_foreign_terms(text).split()) == rest


def test_small_letters_rule_out_alphabets() -> None:
    """An accent of a small word counts, that of a name does not, and what no alphabet has rules out none."""
    assert {"hr", "sl", "pl"} <= languages_without("vyrazí")
    assert languages_without("Vyrazí") == frozenset()
    assert languages_without("без ничего þ") == frozenset()
    assert "hu" not in languages_without("nõ, hûség")


@given(st.text(max_size=200))
def test_nothing_is_added(text: str) -> None:
    """What is left are letters of the text, in their order."""
    letters = iter(text)
    assert all(character in letters for character in without_foreign_terms(text) if not character.isspace())

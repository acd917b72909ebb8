"""Paragraphs whose letters a paywall has shuffled: as long as the text, and in no language."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from transforms.document import Line
from transforms.rulebook import Rulebook

SCRAMBLED = "notice/scrambled"
_SHORTEST = 150  # characters
_SAMPLED = 4  # paragraphs of a page that are looked at first
_GLANCE = 100  # characters among which a text has a little word, nearly always
_WORDS = 20
_CHANCE = 0.05  # of the words are little words of some language by chance; of a text's a third or more
_SMALL = 0.5  # of the words begin in lower case: lists of names don't


def find_scrambled(lines: Sequence[Line], language: str, rulebook: Rulebook) -> list[int]:
    """The numbers of the paragraphs that have hardly one of the little words of any language.

    Spares lists of names, tables, and quotations in other languages. A page is looked at paragraph by paragraph
    only where one of a few, from its top to its end, is scrambled, and only in a language that is well known.
    """
    vocabulary = rulebook.vocabulary(language)
    if not vocabulary.named("notice_account"):
        return []
    own = vocabulary.function_words
    long = [number for number, line in enumerate(lines) if len(line[1]) >= _SHORTEST and line[2] is None]
    step = max(1, len(long) // _SAMPLED)
    glanced = [lines[number].text for number in long[::step]]
    glanced = [text for text in glanced if own.isdisjoint(text[:_GLANCE].lower().split())]
    if not glanced:
        return []
    little = rulebook.derive("little-words", language, lambda _: _all(rulebook))
    if not any(_is_scrambled(text, little) for text in glanced):
        return []
    return [number for number in long if not lines[number].rule and _is_scrambled(lines[number].text, little)]


def _is_scrambled(text: str, little: AbstractSet[str]) -> bool:
    words = [word.strip(".,;:!?\"'„“”»«()") for word in text.split()]
    words = [word for word in words if word.isalpha()]
    if len(words) < _WORDS or sum(word[0].islower() for word in words) < _SMALL * len(words):
        return False
    return sum(word.lower() in little for word in words if len(word) > 1) <= _CHANCE * len(words)


def _all(rulebook: Rulebook) -> frozenset[str]:
    """The little words of all languages that are known."""
    return frozenset[str]().union(*(known.function_words for known in rulebook.vocabularies.values()))

"""Paragraphs whose letters a paywall has shuffled: as long as the text, and in no language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import takewhile

from transforms.document import Line
from transforms.rulebook import Rulebook

SCRAMBLED = "notice/scrambled"
_SHORTEST = 150  # characters
_SAMPLED = 4  # paragraphs of a page that are looked at first
_GLANCE = 100  # characters among which a text has a little word, nearly always
_WORDS = 20
_CHANCE = 0.05  # of the words are little words of some language by chance; of a text's a third or more
_SMALL = 0.5  # of the words begin in lower case: lists of names don't
_CAPITALS = re.compile(r"[a-zäöü][A-ZÄÖÜ]")  # amid a word, as mixed letters have them,
_MIXED = 3  # so many at a paragraph's beginning
_MIXED_WORDS = 0.1  # of the words have the letters of a little word; of a text's one in fifty
_FEWEST, _SURE = 2, 8  # words of a short one amid others, and of one at their edge
_SIGNS = ".,;:!?\"'„“”»«()"


def find_scrambled(lines: Sequence[Line], language: str, rulebook: Rulebook) -> list[int]:
    """The numbers of the paragraphs that have hardly one of the little words of any language, or have them mixed.

    Short lines between two such paragraphs go with them. Spares lists of names, tables, and quotations in other
    languages. A page is looked at paragraph by paragraph only where one of a few, from its top to its end, is
    scrambled, and only in a language that is well known.
    """
    vocabulary = rulebook.vocabulary(language)
    if not vocabulary.named("notice_account"):
        return []
    own = vocabulary.function_words
    long = [number for number, line in enumerate(lines) if len(line[1]) >= _SHORTEST and line[2] is None]
    step = max(1, len(long) // _SAMPLED)
    glanced = [text for text in (lines[number].text for number in long[::step]) if _looks_odd(text, own)]
    if not glanced:
        return []
    little = rulebook.derive("little-words", language, lambda _: _all(rulebook))
    if not any(_is_scrambled(text, little) or _is_mixed(text, own) for text in glanced):
        return []
    open_ = [(number, lines[number].text) for number in long if not lines[number].rule]
    found = [number for number, text in open_ if _is_scrambled(text, little) or _is_mixed(text, own)]
    return _with_neighbours(lines, found, own) if len(found) > 1 else found


def _looks_odd(text: str, own: AbstractSet[str]) -> bool:
    """A cheap look: whether a paragraph begins without a little word, or with capitals amid its words."""
    if own.isdisjoint(text[:_GLANCE].lower().split()):
        return True
    return len(_CAPITALS.findall(text, 0, _GLANCE)) >= _MIXED


def _is_scrambled(text: str, little: AbstractSet[str]) -> bool:
    words = _words(text)
    if len(words) < _WORDS or sum(word[0].islower() for word in words) < _SMALL * len(words):
        return False
    return sum(word.lower() in little for word in words if len(word) > 1) <= _CHANCE * len(words)


def _is_mixed(text: str, own: frozenset[str]) -> bool:
    """Whether the letters of each word are mixed: many have those of a little word in another order, "rDe"."""
    if len(_CAPITALS.findall(text)) < _MIXED:
        return False
    words, mixed = _words(text.lower()), _in_order(own)
    other = sum("".join(sorted(word)) in mixed and word not in own for word in words)
    return len(words) >= _WORDS and other >= _MIXED_WORDS * len(words)


def _words(text: str) -> list[str]:
    return [word for word in (word.strip(_SIGNS) for word in text.split()) if word.isalpha()]


@lru_cache(maxsize=16)
def _in_order(words: frozenset[str]) -> frozenset[str]:
    """The letters of each word, put in order."""
    return frozenset("".join(sorted(word)) for word in words if len(word) > 1)


def _with_neighbours(lines: Sequence[Line], found: Sequence[int], own: AbstractSet[str]) -> list[int]:
    """The scrambled paragraphs with the lines between them, and the paragraphs right above and below."""
    first, last = found[0], found[-1]
    between = [number for number in range(first, last) if _may_be(lines[number], own)]
    above = _outer(lines, range(first - 1, -1, -1), own)
    below = _outer(lines, range(last + 1, len(lines)), own)
    return sorted({*found, *between, *above, *below})


def _outer(lines: Sequence[Line], away: Sequence[int], own: AbstractSet[str]) -> list[int]:
    """The lines that may be scrambled, one after the other, up to the last paragraph among them: a title is none."""
    with_text = (number for number in away if lines[number].text)
    near = list(takewhile(lambda number: _may_be(lines[number], own), with_text))
    while near and len(lines[near[-1]].text.split()) < _SURE:
        near.pop()
    return near


def _may_be(line: Line, own: AbstractSet[str]) -> bool:
    """Whether a line beside scrambled ones has none of the language's little words either, or capitals amid words."""
    if line.role is not None or line.rule or not line.text:
        return False
    words = _words(line.text.lower())
    none = len(words) >= _FEWEST and own.isdisjoint(words)
    return none or len(_CAPITALS.findall(line.text)) >= _MIXED


def _all(rulebook: Rulebook) -> frozenset[str]:
    """The little words of all languages that are known."""
    return frozenset[str]().union(*(known.function_words for known in rulebook.vocabularies.values()))

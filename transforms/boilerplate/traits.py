"""What can be told of a pattern's matches without trying it: how rules are sorted so that few are tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.boilerplate.starts import endings, prefixes, split_alternatives, widest
from transforms.boilerplate.words import required_word, required_words, usefulness

EDGE = 6  # letters by which lines are told apart, at their start and at their end
_VAGUE = 4  # letters; of shorter starts there are too many, if there are words to go by
_TELLING = 3  # letters of an end, or a word, that few lines have


class Traits(NamedTuple):
    """One alternative of a rule's pattern, and what its matches have in common: their starts, or else words."""

    pattern: str
    widest: int  # characters of the longest match
    starts: list[str]  # of those that no words tell
    words: list[str]  # each match has one of them; the empty one where nothing tells them
    ends: list[str]  # of those told by words, read backwards; none where they tell little


def traits_of(written: str, known: Mapping[str, Sequence[Sequence[object]]]) -> list[Traits]:
    """The traits of a pattern's alternatives: as ``known`` has them (see `transforms.derived`), or derived."""
    if written in known:
        return [Traits(*each) for each in known[written]]  # type: ignore[arg-type]  # as they were written
    return derive_traits(written)


def derive_traits(written: str) -> list[Traits]:
    """The traits of each of a pattern's alternatives.

    >>> derive_traits("(?:an)?zeige|.{0,9} (?:newsletter|briefing)")[0].starts
    ['anzeig', 'zeige']
    """
    return [_traits(pattern) for pattern in split_alternatives(written)]


def _traits(pattern: str) -> Traits:
    starts = prefixes(pattern, EDGE)
    words = _words_to_go_by(pattern, starts)
    if not words:
        return Traits(pattern, widest(pattern), sorted(starts), [], [])
    ends = endings(pattern, EDGE)
    telling = min(map(len, ends)) >= _TELLING
    return Traits(pattern, widest(pattern), [], sorted(words), sorted(ends) if telling else [])


def _words_to_go_by(pattern: str, starts: frozenset[str]) -> frozenset[str]:
    """Words that tell a pattern's matches better than their starts do; the empty one where nothing tells them.

    A start such as "die " is shared by too many lines, if there is one word to go by.
    """
    shortest = min(map(len, starts))
    if shortest < _VAGUE:
        words = required_words(pattern)
        return (words or frozenset([""])) if "" in starts or usefulness(words) >= 1 else frozenset()
    word = required_word(pattern) if shortest == _VAGUE else ""
    told = len(word) >= _TELLING and not any(word in start for start in starts)
    return frozenset([word]) if told else frozenset()

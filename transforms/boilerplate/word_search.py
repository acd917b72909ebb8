"""Looking for many words at once, by Aho and Corasick's automaton: one pass over the text, however many words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from ahocorasick_rs import BytesAhoCorasick


class WordSearch:
    r"""Finds each of some words wherever it stands in encoded text, in a longer word, too.

    It works on bytes, in which texts are searched ten times as fast as in letters. It can be sent to another
    process, which builds its own automaton.

    >>> search = WordSearch(["kai", "ufer"])
    >>> list(search.lines(b"am kai\nkaimauer\n\nseeufer"))
    [(0, 0), (0, 1), (1, 3)]
    """

    __slots__ = ("_automaton", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._automaton = BytesAhoCorasick([word.encode() for word in self.words]) if self.words else None

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[str, ...]]]:
        return type(self), (self.words,)

    def lines(self, whole: bytes) -> Iterator[tuple[int, int]]:
        """The number of the word and that of the line, counted from 0, for each place where a word ends."""
        if self._automaton is None:
            return
        line = last = 0
        for word, _, end in self._automaton.find_matches_as_indexes(whole, overlapping=True):
            line += whole.count(b"\n", last, end)
            last = end
            yield word, line

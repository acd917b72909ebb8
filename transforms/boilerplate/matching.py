"""Finding the first of many line rules that matches, without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from transforms.boilerplate.patterns import LONGEST_GUARDED, LONGEST_LINE, USUAL_LINE, fold_line
from transforms.boilerplate.screens import EdgeScreen, WordScreen
from transforms.boilerplate.starts import fold_number
from transforms.boilerplate.traits import EDGE, Traits, traits_of
from transforms.boilerplate.word_search import WordSearch
from transforms.derived import derived

if TYPE_CHECKING:
    from transforms.rulebook import LineRule

_MEMO_LENGTH = 80  # furniture that recurs is short; longer lines would only fill the memo
_MEMO_SIZE = 50_000

compiled = cache(re.compile)  # when first needed: no document needs them all


class Found(NamedTuple):
    """What is known of a line: the first rule for lines that matches, and the first header of a block."""

    line: LineRule | None = None
    header: LineRule | None = None


_NOTHING = Found()


class _Alternative(NamedTuple):
    """One way in which a line can match a rule."""

    place: int  # of the rule among the others: the first decides
    pattern: str
    rule: LineRule
    is_header: bool
    longest: int  # characters
    traits: Traits

    @property
    def sight(self) -> int:
        """Characters of the longest line that it looks at, before folding, where it can start with anything."""
        return USUAL_LINE if self.longest <= USUAL_LINE else LONGEST_GUARDED


class LineMatcher:
    """The line rules and headers of some layers, sorted by what their matches start with, end with or contain.

    Most lines are dismissed by their first and last letters, and by words that a match must contain (see
    `line_screens`); only the others are looked at. Short lines are remembered, as furniture recurs.
    """

    __slots__ = ("_by_head", "_by_start", "_by_word", "_memo", "_screens", "_starts", "_words")

    def __init__(self, rules: Sequence[LineRule] = (), headers: Sequence[LineRule] = ()) -> None:
        self._by_start: dict[str, list[_Alternative]] = {}
        self._by_word: dict[str, list[_Alternative]] = {}  # those whose matches can start with anything
        for place, rule in enumerate((*rules, *headers)):
            self._sort(place, rule, is_header=place >= len(rules))
        self._by_head: dict[
            str, list[_Alternative]
        ] = {}  # those of `_by_start`, by all letters they are told by
        self._starts = EdgeScreen(_limits(self._by_start))
        self._words = WordSearch(filter(None, self._by_word))
        self._screens = _screens(self._by_word)
        self._memo: dict[str, Found] = {}

    def find(self, text: str, *, loose: bool = True) -> Found:
        """The first rule, and the first header, that match the whole line.

        Without ``loose`` only rules are tried whose matches start like the line: for lines that none of
        the others can match.
        """
        if len(text) > _MEMO_LENGTH:
            return self._search(text, loose) if len(text) <= LONGEST_LINE else _NOTHING
        found = self._memo.get(text)
        if found is None:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[text] = self._search(text, loose)
        return found

    def find_all(self, texts: Sequence[str]) -> dict[int, Found]:
        """What `find` finds, by the number of the line, for the few lines where it finds something."""
        starting = self._starts.lines(texts)
        loose = {number for screen in self._screens for number in screen.lines(texts)}
        found: dict[int, Found] = {}
        for number in sorted({*starting, *loose}) if loose else starting:
            rules = self.find(texts[number], loose=number in loose)
            if rules is not _NOTHING:
                found[number] = rules
        return found

    def _sort(self, place: int, rule: LineRule, *, is_header: bool) -> None:
        known = derived().traits
        for traits in (each for written in rule.alternatives for each in traits_of(written, known)):
            longest = min(rule.longest, traits.widest)
            alternative = _Alternative(place, traits.pattern, rule, is_header, longest, traits)
            for word in traits.words:
                self._by_word.setdefault(word, []).append(alternative)
            for start in traits.starts:
                self._by_start.setdefault(start, []).append(alternative)

    def _search(self, text: str, loose: bool) -> Found:
        folded = fold_line(text)
        likely = self._likely(folded)
        if loose:
            likely = [*likely, *self._likely_loose(text, folded)]
        return _first(likely, folded) if likely else _NOTHING

    def _likely(self, folded: str) -> Sequence[_Alternative]:
        """The alternatives whose matches start like the line."""
        head = folded[:EDGE]
        likely = self._by_head.get(head)
        if likely is None:
            if len(self._by_head) >= _MEMO_SIZE:
                self._by_head.clear()
            number = fold_number(head)
            starts = [number[:length] for length in range(1, len(number) + 1)]
            likely = self._by_head[head] = [
                each for start in starts for each in self._by_start.get(start, ())
            ]
        return likely

    def _likely_loose(self, text: str, folded: str) -> list[_Alternative]:
        """The alternatives whose matches can start with anything, and contain a word that the line has."""
        found = {word for word, _ in self._words.lines(folded.encode(errors="surrogatepass"))}
        words = ["", *(self._words.words[word] for word in found)]
        return [each for word in words for each in self._by_word.get(word, ()) if len(text) <= each.sight]


def applies(rule: LineRule, folded: str) -> bool:
    """Whether the rule matches the folded line."""
    return len(folded) <= rule.longest and any(compiled(each).fullmatch(folded) for each in rule.alternatives)


def _first(likely: Sequence[_Alternative], folded: str) -> Found:
    """The first rule and the first header among the alternatives that match."""
    length = len(folded)
    matching = [
        each
        for each in likely
        if length <= each.longest and compiled(each.pattern).fullmatch(folded) is not None
    ]
    if not matching:
        return _NOTHING
    matching.sort(key=itemgetter(0))
    line = next((each.rule for each in matching if not each.is_header), None)
    return Found(line, next((each.rule for each in matching if each.is_header), None))


def _limits(by_start: Mapping[str, Sequence[_Alternative]]) -> dict[str, int]:
    """The characters of the longest line with each start."""
    return {start: max([each.longest for each in found]) for start, found in by_start.items()}


def _screens(by_word: Mapping[str, Sequence[_Alternative]]) -> tuple[EdgeScreen, WordScreen]:
    """Which lines may match alternatives that can start with anything: by their ends, or else by their words."""
    ends: dict[str, int] = {}
    words: dict[str, int] = {}
    for word, found in by_word.items():
        for each in found:
            if each.traits.ends:
                ends |= {end: max(each.sight, ends.get(end, 0)) for end in each.traits.ends}
            else:
                words[word] = max(each.sight, words.get(word, 0))
    return EdgeScreen(ends, backwards=True), WordScreen(words)

"""Finding the first of many line rules that matches, without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from transforms.rule_patterns import AROUND, LONGEST_LINE, USUAL_LINE, fold_line
from transforms.rule_starts import fold_number, prefixes, required_words, split_alternatives

if TYPE_CHECKING:
    from transforms.rulebook import LineRule

_MEMO_LENGTH = 80  # furniture that recurs is short; longer lines would only fill the memo
_MEMO_SIZE = 50_000
_START = 6  # characters by which alternatives are told apart
LONGEST_GUARDED = 320  # characters of the longest line whose match may start with anything
_DIGITS = "0123456789"
_ASCII = re.compile(r"[\x21-\x7e]+")

compiled = cache(re.compile)  # when first needed: no document needs them all


class Found(NamedTuple):
    """What is known of a line: the first rule for lines that matches, and the first header of a block."""

    line: LineRule | None = None
    header: LineRule | None = None


_NOTHING = Found()
_TOLD_BY = (_START, 4, 3, 2, 1)  # letters by which lines are told apart; starts between them are cut
_Outset = tuple[frozenset[str], ...]  # one for each of those


class _Alternative(NamedTuple):
    """One way in which a line can match a rule."""

    place: int  # of the rule among the others: the first decides
    pattern: str
    rule: LineRule
    is_header: bool
    words: tuple[str, ...] = ()  # of which every match contains one, where it can start with anything

    def matches(self, folded: str) -> bool:
        return len(folded) <= self.rule.longest and compiled(self.pattern).fullmatch(folded) is not None


class LineMatcher:
    """The line rules and headers of some layers, sorted by what their matches start with.

    Most lines are told apart by their first letters, or by words that a match must contain; only where
    those fit are patterns tried. Short lines are remembered, as furniture recurs.
    """

    __slots__ = ("_by_start", "_lengths", "_long", "_loose", "_memo", "_outset", "_words")

    def __init__(self, rules: Sequence[LineRule] = (), headers: Sequence[LineRule] = ()) -> None:
        self._by_start: dict[str, list[_Alternative]] = {}
        self._loose: list[_Alternative] = []
        for place, rule in enumerate((*rules, *headers)):
            self._sort(place, rule, is_header=place >= len(rules))
        self._lengths = sorted(set(map(len, self._by_start)))
        self._long = _outset(self._by_start, USUAL_LINE)
        self._outset = _outset(self._by_start, 0)
        words = {_ascii_piece(word) for each in self._loose for word in each.words}
        self._words = {word for word in words if not any(other in word for other in words - {word})}
        self._memo: dict[str, Found] = {}

    def find(self, text: str, *, loose: bool = True) -> Found:
        """The first rule, and the first header, that match the whole line.

        Without ``loose`` the line is known to have no word that a match contains which can start with anything.
        """
        if len(text) > _MEMO_LENGTH:
            return self._search(text, loose) if len(text) <= LONGEST_LINE else _NOTHING
        try:
            return self._memo[text]
        except KeyError:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[text] = self._search(text, loose)
            return found

    def find_all(self, texts: Sequence[str]) -> dict[int, Found]:
        """What `find` finds, by the number of the line, for the few lines where it finds something."""
        if not self._by_start and not self._loose:
            return {}
        containing = set(self._containing(texts))
        starting = self._starting(texts)
        found: dict[int, Found] = {}
        for number in sorted(containing.union(starting)) if containing else starting:
            rules = self.find(texts[number], loose=number in containing)
            if rules is not _NOTHING:
                found[number] = rules
        return found

    def _sort(self, place: int, rule: LineRule, *, is_header: bool) -> None:
        for pattern in (each for written in rule.alternatives for each in split_alternatives(written)):
            starts = prefixes(pattern, _START)
            if "" in starts:
                words = tuple(required_words(pattern)) or ("",)
                self._loose.append(_Alternative(place, pattern, rule, is_header, words))
                continue
            alternative = _Alternative(place, pattern, rule, is_header)
            for start in starts:
                self._by_start.setdefault(start, []).append(alternative)

    def _starting(self, texts: Sequence[str]) -> list[int]:
        """The lines that start like a match, or need a closer look: a test so quick that all lines take it."""
        starts = [text[:_START] for text in texts]
        together = "\n".join(starts)
        heads = together.lower().split("\n")  # all at once costs a third
        if "  " in together or not "".join(starts).isprintable() or len(heads) != len(texts):
            return [number for number, text in enumerate(texts) if text]  # blanks must be folded first
        long, (six, four, three, two, one) = self._long, self._outset
        return [
            number
            for number, head in enumerate(heads)
            if head
            and (
                head in six
                or head[:4] in four
                or head[:3] in three
                or head[:2] in two
                or head[0] in one
                or len(head) < _START
            )
            and (len(texts[number]) <= USUAL_LINE or _may_start(head, long))
        ]

    def _containing(self, texts: Sequence[str]) -> Iterator[int]:
        """The lines with a word that matches contain which can start with anything."""
        if not self._words:
            return
        short = [text if len(text) <= LONGEST_GUARDED else "" for text in texts]
        whole = "\n".join(short).encode(errors="replace").lower()  # thrice as quick as folding letters
        if whole.count(b"\n") >= len(texts):  # a break within a line
            yield from range(len(texts))
            return
        for word in self._words:
            yield from _lines_with(word, whole)

    def _search(self, text: str, loose: bool) -> Found:
        folded = fold_line(text)
        likely = self._likely(folded)
        if loose and len(text) <= LONGEST_GUARDED:
            likely += [each for each in self._loose if any(word in folded for word in each.words)]
        return _first(likely, folded) if likely else _NOTHING

    def _likely(self, folded: str) -> list[_Alternative]:
        """The alternatives whose matches start like the line."""
        head = folded[:_START]
        if head[:1].isdigit():
            head = fold_number(head)
        lengths = [length for length in self._lengths if length <= len(head)]
        return [each for length in lengths for each in self._by_start.get(head[:length], ())]


def applies(rule: LineRule, folded: str) -> bool:
    """Whether the rule matches the folded line."""
    return len(folded) <= rule.longest and any(compiled(each).fullmatch(folded) for each in rule.alternatives)


def _first(likely: list[_Alternative], folded: str) -> Found:
    """The first rule and the first header among the alternatives that match."""
    line = header = None
    for each in sorted(likely, key=itemgetter(0)):
        if (header if each.is_header else line) is None and each.matches(folded):
            line, header = (line, each.rule) if each.is_header else (each.rule, header)
    return Found(line, header) if line or header else _NOTHING


def _outset(by_start: Mapping[str, Sequence[_Alternative]], longer: int) -> _Outset:
    """What tells by its first letters whether a line may match a rule that looks at lines ``longer`` than that."""
    starts = [start for start, found in by_start.items() if any(each.rule.longest > longer for each in found)]
    sets: dict[int, set[str]] = {length: set() for length in _TOLD_BY}
    sets[1] |= set(AROUND)
    for start in starts:
        told_by = next(length for length in _TOLD_BY if length <= len(start))
        sets[told_by].add(start[:told_by])
        if start[0] == "0":
            sets[1] |= set(_DIGITS)
    return tuple(frozenset(each) for each in sets.values())


def _may_start(head: str, outset: _Outset) -> bool:
    return any(head[:length] in starts for length, starts in zip(_TOLD_BY, outset, strict=True))


def _ascii_piece(word: str) -> bytes:
    """The longest piece of the word whose letters have one byte each, in either case."""
    return max(_ASCII.findall(word), key=len, default="").encode()


def _lines_with(word: bytes, whole: bytes) -> Iterator[int]:
    """The numbers of the lines that contain the word."""
    number = last = 0
    at = whole.find(word)
    while at >= 0:
        number += whole.count(b"\n", last, at)
        yield number
        last = whole.find(b"\n", at)
        if last < 0:
            return
        at = whole.find(word, last + 1)

"""Finding the first of many line rules that matches, without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from transforms.rule_patterns import AROUND, LONGEST_LINE, USUAL_LINE, fold_line
from transforms.rule_starts import (
    fold_number,
    prefixes,
    required_words,
    split_alternatives,
    usefulness,
    widest,
)

if TYPE_CHECKING:
    from transforms.rulebook import LineRule

_MEMO_LENGTH = 80  # furniture that recurs is short; longer lines would only fill the memo
_MEMO_SIZE = 50_000
_START = 6  # characters by which alternatives are told apart
LONGEST_GUARDED = 320  # characters of the longest line whose match may start with anything
_VAGUE = 4  # letters; of shorter starts there are too many, if there are words to go by
_SHORT = 60  # characters of a line that is tried at once
_BLUNT = frozenset(AROUND + "\t\r\xa0")
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
    longest: int  # characters
    words: tuple[str, ...] = ()  # of which every match contains one, where it can start with anything


class LineMatcher:
    """The line rules and headers of some layers, sorted by what their matches start with.

    Most lines are told apart by their first letters, or by words that a match must contain; only where
    those fit are patterns tried. Short lines are remembered, as furniture recurs.
    """

    __slots__ = ("_by_start", "_lengths", "_limits", "_loose", "_memo", "_outset", "_words")

    def __init__(self, rules: Sequence[LineRule] = (), headers: Sequence[LineRule] = ()) -> None:
        self._by_start: dict[str, list[_Alternative]] = {}
        self._limits: dict[str, int] = {}  # characters of the longest line with that start
        self._loose: list[_Alternative] = []
        for place, rule in enumerate((*rules, *headers)):
            self._sort(place, rule, is_header=place >= len(rules))
        self._lengths = sorted(set(map(len, self._by_start)))
        self._outset = _outset(self._by_start)
        long = [each for each in self._loose if each.longest > USUAL_LINE]
        self._words = [(0, USUAL_LINE, _by_word(self._loose)), (USUAL_LINE, LONGEST_GUARDED, _by_word(long))]
        self._memo: dict[str, Found] = {}

    def find(self, text: str, loose: Sequence[_Alternative] | None = None) -> Found:
        """The first rule, and the first header, that match the whole line.

        ``loose`` are those of the alternatives that can start with anything that the line has words of.
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
        starting, containing = self._starting(texts), self._containing(texts)
        found: dict[int, Found] = {}
        for number in sorted({*starting, *containing}) if containing else starting:
            rules = self.find(texts[number], containing.get(number, ()))
            if rules is not _NOTHING:
                found[number] = rules
        return found

    def _sort(self, place: int, rule: LineRule, *, is_header: bool) -> None:
        for pattern in (each for written in rule.alternatives for each in split_alternatives(written)):
            starts, longest = prefixes(pattern, _START), min(rule.longest, widest(pattern))
            words: frozenset[str] = frozenset()
            if min(map(len, starts)) < _VAGUE:
                words = required_words(pattern)
            if "" in starts or usefulness(words) >= 1:
                each = _Alternative(place, pattern, rule, is_header, longest, tuple(words) or ("",))
                self._loose.append(each)
                continue
            each = _Alternative(place, pattern, rule, is_header, longest)
            for start in starts:
                self._by_start.setdefault(start, []).append(each)
                self._limits[start] = max(longest, self._limits.get(start, 0))

    def _starting(self, texts: Sequence[str]) -> list[int]:
        """The lines that start like a match, or need a closer look: a test so quick that all lines take it."""
        starts = [text[:_START] for text in texts]
        together = "\n".join(starts)
        heads = together.replace("İ", "i").lower().split("\n")  # all at once costs a third
        if "  " in together or not "".join(starts).isprintable() or len(heads) != len(texts):
            return [number for number, text in enumerate(texts) if text]  # blanks must be folded first
        six, four, three, two, one = self._outset
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
            and (len(text := texts[number]) <= _SHORT or self._may_fit(text, head))
        ]

    def _may_fit(self, text: str, head: str) -> bool:
        """Whether a rule whose matches start like that looks at lines as long; bullets behind it don't count."""
        if text[-1] in _BLUNT or head[0] in _BLUNT:
            return True
        head = fold_number(head)
        return any(self._limits.get(head[:length], 0) >= len(text) for length in self._lengths)

    def _containing(self, texts: Sequence[str]) -> dict[int, list[_Alternative]]:
        """The lines with words of matches that can start with anything, and what they may match."""
        found: dict[int, list[_Alternative]] = {}
        for over, longest, words in self._words:
            some = [text if over < len(text) <= longest else "" for text in texts]
            whole = "\n".join(some).encode(errors="replace").lower()  # thrice as quick as folding letters
            if whole.count(b"\n") >= len(texts):  # a break within a line
                return {number: self._loose for number, text in enumerate(texts) if text}
            for word, alternatives in words.items():
                for number in _lines_with(word, whole) if word in whole else ():
                    found.setdefault(number, []).extend(alternatives)
        return found

    def _search(self, text: str, loose: Sequence[_Alternative] | None) -> Found:
        folded = fold_line(text)
        likely = self._likely(folded)
        if loose is None:
            loose = self._loose if len(text) <= LONGEST_GUARDED else ()
        likely += loose
        return _first(likely, folded) if likely else _NOTHING

    def _likely(self, folded: str) -> list[_Alternative]:
        """The alternatives whose matches start like the line."""
        head = folded[:_START]
        if head[:1].isdigit():
            head = fold_number(head)
        known, room = self._by_start, len(head)
        return [each for length in self._lengths if length <= room for each in known.get(head[:length], ())]


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


def _outset(starts: Iterable[str]) -> _Outset:
    """What tells by its first letters whether a line may match."""
    sets: dict[int, set[str]] = {length: set() for length in _TOLD_BY}
    sets[1] |= set(AROUND)
    for start in starts:
        told_by = next(length for length in _TOLD_BY if length <= len(start))
        sets[told_by].add(start[:told_by])
        if start[0] == "0":
            sets[1] |= set(_DIGITS)
    return tuple(frozenset(each) for each in sets.values())


def _by_word(loose: Sequence[_Alternative]) -> dict[bytes, list[_Alternative]]:
    """The alternatives by the words that their matches contain; a word that contains another goes with it."""
    pieces = {_ascii_piece(word) for each in loose for word in each.words}
    found: dict[bytes, list[_Alternative]] = {}
    for each in loose:
        for word in {
            min((piece for piece in pieces if piece in _ascii_piece(word)), key=len) for word in each.words
        }:
            found.setdefault(word, []).append(each)
    return found


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

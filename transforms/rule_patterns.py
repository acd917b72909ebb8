"""What a rule's pattern may be: linear in the line, without groups that capture, and quick to rule out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST_LINE = 1000  # characters; no rule looks at a longer line
USUAL_LINE = 200  # characters; a rule that looks at longer lines says so
MOST_WAYS = 2_000_000  # in which a pattern may be tried on one line: a bound far above what letters leave
_AROUND = " *+•·▪►▶→➔■○●>»›|–—-#"
_ENDLESS = float("inf")
_MOST_PREFIXES = 2000  # more would cost more than they tell
_SINGLE = {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.AT, op.CATEGORY}
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT}
_LOOKS = {op.ASSERT, op.ASSERT_NOT}


class PatternError(ValueError):
    """A pattern that a rule may not have, and why."""


def fold_line(text: str) -> str:
    r"""A line as line rules see it: lower case, blanks single, bullets and arrows around it gone.

    >>> fold_line(" → Mehr  zum\u00a0THEMA »")
    'mehr zum thema'
    """
    return " ".join(text.split()).strip(_AROUND).lower()


def fold_pattern(pattern: str) -> str:
    r"""The pattern for folded lines: its letters in lower case, its escapes as they are.

    Matching lower case is twice as fast as ignoring case.

    >>> fold_pattern(r"Anzeige \S+")
    'anzeige \\S+'
    """
    return re.sub(r"\\.|[^\\]+", lambda m: m[0] if m[0].startswith("\\") else m[0].lower(), pattern)


def check_pattern(pattern: str, longest: int, most_ways: int = MOST_WAYS) -> None:
    """Refuse a pattern that some line of at most ``longest`` characters could make slow.

    Raises `PatternError`.

    >>> check_pattern("(a|b)+", 200)
    Traceback (most recent call last):
    transforms.rule_patterns.PatternError: a group that captures: write (?:…)
    """
    try:
        tokens = _parser.parse(pattern)
    except re.error as error:
        raise PatternError(f"not a regular expression: {error}") from error
    ways = _Ways(longest).of(_without_tail(tokens))
    if ways > most_ways:
        raise PatternError(
            f"nested or adjacent quantifiers that a line can make slow ({ways:.0e} ways to try it, at most "
            f"{most_ways:.0e}): bound them, as in {{0,40}}, make them possessive, as in *+, or write a set "
            "for alternatives of one character"
        )
    if tokens.getwidth()[0] == 0:
        raise PatternError("matches the empty line")


@lru_cache(maxsize=10_000)
def prefixes(pattern: str, length: int = 3) -> frozenset[str]:
    """What a match can start with: texts of at most ``length`` characters, shorter where anything follows.

    The empty text among them says that a match can start with anything.

    >>> sorted(prefixes("(?:an)?zeigen?|b.*"))
    ['anz', 'b', 'zei']
    """
    return frozenset(text for text, _ in _prefixes(_parser.parse(pattern), length))


def required_literal(pattern: str) -> str:
    r"""The longest run of letters that every match contains; empty where there is none.

    >>> required_literal(r" ?\(opens in (?:a )?new window\)")
    'new window)'
    """
    return max(_runs(_parser.parse(pattern)), key=len)


@lru_cache(maxsize=10_000)
def required_words(pattern: str) -> frozenset[str]:
    """Words of which every match contains at least one; none where that can't be told.

    >>> sorted(required_words(".{0,50} (?:newsletter|briefing): .*"))
    ['briefing', 'newsletter']
    """
    return _words_of(_parser.parse(pattern))


def _words_of(tokens: Sequence[Any]) -> frozenset[str]:
    candidates = [frozenset([max(run.split(), key=len)]) for run in _runs(tokens) if run.split()]
    for token, value in tokens:
        if token is op.SUBPATTERN:
            candidates.append(_words_of(value[3]))
        elif token is op.BRANCH:
            branches = [_words_of(branch) for branch in value[1]]
            candidates.append(frozenset().union(*branches) if all(branches) else frozenset())
    return max(filter(None, candidates), key=_usefulness, default=frozenset())


def _usefulness(words: frozenset[str]) -> float:
    """Long words are rare, and few are soon looked for."""
    return min(map(len, words)) / float(len(words) ** 0.5)


def _runs(tokens: Sequence[Any]) -> list[str]:
    runs = [""]
    for token, value in tokens:
        if token is op.LITERAL:
            runs[-1] += chr(value)
        elif token is not op.AT:
            runs.append("")
    return runs


def _without_tail(tokens: Sequence[Any]) -> Sequence[Any]:
    """The tokens without a last ``.*``, which never has to be tried twice."""
    last = list(tokens)[-1:]
    if last and last[0][0] is op.MAX_REPEAT and last[0][1][:2] == (0, op.MAXREPEAT):
        return list(tokens)[:-1] if list(last[0][1][2]) == [(op.ANY, None)] else tokens
    return tokens


class _Ways:
    """An upper bound of the ways in which a backtracking matcher can try tokens on one line."""

    def __init__(self, longest: int) -> None:
        self._longest = longest

    def of(self, tokens: Sequence[Any]) -> float:
        ways = 1.0
        for token, value in tokens:
            ways *= self._of_one(token, value)
        return ways

    def _of_one(self, token: Any, value: Any) -> float:
        if token in _SINGLE:
            return 1
        if token is op.BRANCH:
            return self._of_branches(value[1])
        if token is op.SUBPATTERN:
            if value[0] is not None:
                raise PatternError("a group that captures: write (?:…)")
            return self.of(value[3])
        if token in _LOOKS:
            return self.of(value[1])
        if token in _REPEATS:
            return self._of_repeat(*value)
        if token in {op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP}:  # never tried again: multiplies nothing
            times, body = (value[1], value[2]) if token is op.POSSESSIVE_REPEAT else (1, value)
            return 1 if self.of(body) * min(int(times), self._longest) <= MOST_WAYS else _ENDLESS
        raise PatternError(f"{str(token).lower()} is not allowed: rules neither capture nor refer back")

    def _of_branches(self, branches: Sequence[Any]) -> float:
        """Of alternatives with different first letters only one can go far."""
        by_start: dict[str, float] = {}
        for branch in branches:
            ways = self.of(branch)
            for start in {text for text, _ in _prefixes(branch, 1)}:
                by_start[start] = by_start.get(start, 0.0) + ways
        anything = by_start.pop("", 0.0)
        return anything + max(by_start.values(), default=0.0)

    def _of_repeat(self, least: int, most: int, body: Any) -> float:
        inner = self.of(body)
        most = min(int(most), self._longest)
        if inner > 1 and most > 1:
            return inner**most if most <= 8 else _ENDLESS
        return inner if least == most else (most - least) + inner


Prefix = tuple[str, bool]  # and whether the pattern's next token may follow it, or anything


def _prefixes(tokens: Sequence[Any], length: int) -> set[Prefix]:
    """The prefixes of what the tokens match."""
    found: set[Prefix] = {("", True)}
    for token, value in tokens:
        going = {text for text, goes_on in found if goes_on and len(text) < length}
        if not going:
            break
        found = {(text, goes_on) for text, goes_on in found if text not in going or not goes_on}
        found |= _extended(going, _prefixes_of(token, value, length), length)
    return found


def _extended(texts: set[str], pieces: set[Prefix], length: int) -> set[Prefix]:
    """Each text with each piece; the texts alone, anything behind them, where that would be too many."""
    if len(texts) * len(pieces) > _MOST_PREFIXES:
        return {(text, False) for text in texts}
    return {((text + piece)[:length], goes_on) for text in texts for piece, goes_on in pieces}


def _prefixes_of(token: Any, value: Any, length: int) -> set[Prefix]:
    if token is op.LITERAL:
        return {(chr(value), True)}
    if token is op.IN:
        members = _members(value)
        return {("", False)} if members is None else {(member, True) for member in members}
    if token is op.BRANCH:
        return set().union(*(_prefixes(branch, length) for branch in value[1]))
    if token is op.SUBPATTERN:
        return _prefixes(value[3], length)
    if token in _REPEATS or token is op.POSSESSIVE_REPEAT:
        return _prefixes_of_repeat(value, length)
    return {("", True)} if token is op.AT or token in _LOOKS else {("", False)}


def _prefixes_of_repeat(value: tuple[int, int, Any], length: int) -> set[Prefix]:
    least, most, body = value
    found: set[Prefix] = {("", True)} if least == 0 else set()
    times: set[Prefix] = {("", True)}
    once = _prefixes(body, length)
    for count in range(1, min(int(most), length) + 1):
        closed = {(text, goes_on) for text, goes_on in times if not goes_on}
        times = closed | _extended({text for text, goes_on in times if goes_on}, once, length)
        if count >= least or count == length:
            found |= times
    return found


def _members(items: Sequence[Any]) -> frozenset[str] | None:
    members: set[str] = set()
    for token, value in items:
        if token is op.LITERAL:
            members.add(chr(value))
        elif token is op.RANGE and value[1] - value[0] < 100:
            members.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(members)

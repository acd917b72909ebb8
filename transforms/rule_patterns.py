"""What a rule's pattern may be: linear in the line, without groups that capture, and quick to rule out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST_LINE = 1000  # characters; no rule looks at a longer line
USUAL_LINE = 200  # characters; a rule that looks at longer lines says so
MOST_WAYS = 2_000_000  # in which a pattern may be tried on one line: a bound far above what letters leave
_AROUND = " *+•·▪►▶→➔■○●>»›|–—-#"
_ENDLESS = float("inf")
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


def first_characters(pattern: str) -> frozenset[str] | None:
    """The characters that a match can start with; None where they can't be told.

    >>> sorted(first_characters("(?:an)?zeige"))
    ['a', 'z']
    """
    found, skippable = _first(_parser.parse(pattern))
    return None if skippable else found


def required_literal(pattern: str) -> str:
    r"""The longest run of letters that every match contains; empty where there is none.

    >>> required_literal(r" ?\(opens in (?:a )?new window\)")
    'new window)'
    """
    runs = [""]
    for token, value in _parser.parse(pattern):
        if token is op.LITERAL:
            runs[-1] += chr(value)
        elif token is not op.AT:
            runs.append("")
    return max(runs, key=len)


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
        others = 0.0
        for branch in branches:
            characters, skippable = _first(branch)
            ways = self.of(branch)
            if characters is None or skippable:
                others += ways
            for character in characters or ():
                by_start[character] = by_start.get(character, 0.0) + ways
        return max([others, *(others + ways for ways in by_start.values())]) or 1.0

    def _of_repeat(self, least: int, most: int, body: Any) -> float:
        inner = self.of(body)
        most = min(int(most), self._longest)
        if inner > 1 and most > 1:
            return inner**most if most <= 8 else _ENDLESS
        return inner if least == most else (most - least) + inner


def _first(tokens: Sequence[Any]) -> tuple[frozenset[str] | None, bool]:
    """The first characters of the tokens, and whether they can all be skipped."""
    found: frozenset[str] = frozenset()
    for token, value in tokens:
        characters, skippable = _first_of(token, value)
        if characters is None:
            return None, False
        found |= characters
        if not skippable:
            return found, False
    return found, True


def _first_of(token: Any, value: Any) -> tuple[frozenset[str] | None, bool]:
    if token is op.LITERAL:
        return frozenset(chr(value)), False
    if token is op.IN:
        return _members(value), False
    if token is op.BRANCH:
        return _first_of_branches([_first(branch) for branch in value[1]])
    if token is op.SUBPATTERN:
        return _first(value[3])
    if token in _REPEATS or token is op.POSSESSIVE_REPEAT:
        characters, skippable = _first(value[2])
        return characters, skippable or value[0] == 0
    return (frozenset(), True) if token is op.AT or token in _LOOKS else (None, False)


def _first_of_branches(
    branches: list[tuple[frozenset[str] | None, bool]],
) -> tuple[frozenset[str] | None, bool]:
    sets = [characters for characters, _ in branches if characters is not None]
    union: frozenset[str] = frozenset().union(*sets)
    return (union if len(sets) == len(branches) else None), any(skippable for _, skippable in branches)


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

"""What a rule's pattern may be: linear in the line and without groups that capture; and how lines are folded for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from transforms.boilerplate.starts import LOOKS, REPEATS, first_texts

LONGEST_LINE = 1000  # characters; no rule looks at a longer line
LONGEST_GUARDED = 320  # characters of the longest line whose match may start with anything
USUAL_LINE = 200  # characters; a rule that looks at longer lines says so
MOST_WAYS = 2_000_000  # in which a pattern may be tried on one line: a bound far above what letters leave
AROUND = " *+•·▪►▶→➔■○●>»›|–—-#"
PICTOGRAPHS = (
    "\U0001f000"  # the first of them: a headset before "Artikel anhören", a bell before a newsletter
)
_BEHIND_PICTOGRAPH = AROUND + "\ufe0f"
_ENDLESS = float("inf")
_SINGLE = {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.AT, op.CATEGORY}


class PatternError(ValueError):
    """A pattern that a rule may not have, and why."""


def fold_line(text: str) -> str:
    r"""A line as line rules see it: lower case, blanks single, bullets, arrows and pictographs around it gone.

    >>> fold_line(" → Mehr  zum\u00a0THEMA »")
    'mehr zum thema'
    >>> fold_line("\U0001f3a7 Artikel anhören")
    'artikel anhören'
    >>> fold_line("İlgili Haberler")  # the dot of a Turkish capital would become a sign of its own
    'ilgili haberler'
    """
    bare = " ".join(text.split()).strip(AROUND)
    while bare[:1] >= PICTOGRAPHS:
        bare = bare[1:].lstrip(_BEHIND_PICTOGRAPH)
    return fold_letters(bare)


def fold_letters(text: str) -> str:
    """The text in lower case, each letter still one."""
    return text.replace("İ", "i").lower()


def fold_pattern(pattern: str) -> str:
    r"""The pattern for folded lines: its letters in lower case, its escapes as they are.

    Matching lower case is twice as fast as ignoring case.

    >>> fold_pattern(r"Anzeige \S+")
    'anzeige \\S+'
    """
    return re.sub(r"\\.|[^\\]+", lambda m: m[0] if m[0].startswith("\\") else m[0].lower(), pattern)


def check_pattern(pattern: str, longest: int, most_ways: float = MOST_WAYS) -> None:
    """Refuse a pattern that some line of at most ``longest`` characters could make slow.

    Raises `PatternError`.

    >>> check_pattern("(a|b)+", 200)
    Traceback (most recent call last):
    transforms.boilerplate.patterns.PatternError: a group that captures: write (?:…)
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
        if token in LOOKS:
            return self.of(value[1])
        if token in REPEATS:
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
            for start in {text for text, _ in first_texts(branch, 1)}:
                by_start[start] = by_start.get(start, 0.0) + ways
        anything = by_start.pop("", 0.0)
        return anything + max(by_start.values(), default=0.0)

    def _of_repeat(self, least: int, most: int, body: Any) -> float:
        inner = self.of(body)
        most = min(int(most), self._longest)
        if inner > 1 and most > 1:
            return inner**most if most <= 8 else _ENDLESS
        return inner if least == most else (most - least) + inner

"""The letters and words that every match of a pattern contains."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from transforms.boilerplate.starts import parsed


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
    return _words_of(parsed(pattern))


def usefulness(words: frozenset[str]) -> float:
    """How well words tell lines apart: long ones are rare, and few are soon looked for; "is" is everywhere."""
    shortest = min(map(len, words), default=0)
    return max(0, shortest - 2) ** 2 / float(len(words) ** 0.5) if words else 0.0


def _words_of(tokens: Sequence[Any]) -> frozenset[str]:
    candidates = [frozenset([max(run.split(), key=len)]) for run in _runs(tokens) if run.split()]
    for token, value in tokens:
        if token is op.SUBPATTERN:
            candidates.append(_words_of(value[3]))
        elif token is op.BRANCH:
            branches = [_words_of(branch) for branch in value[1]]
            candidates.append(frozenset().union(*branches) if all(branches) else frozenset())
    return max(filter(None, candidates), key=usefulness, default=frozenset())


def _runs(tokens: Sequence[Any]) -> list[str]:
    runs = [""]
    for token, value in tokens:
        if token is op.LITERAL:
            runs[-1] += chr(value)
        elif token is not op.AT:
            runs.append("")
    return runs

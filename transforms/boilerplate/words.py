"""The letters and words that every match of a pattern contains."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from transforms.boilerplate.starts import first_texts, parsed

_LENGTH = 8  # letters that tell a word
_GROUPS = {op.SUBPATTERN, op.BRANCH}


def required_literal(pattern: str) -> str:
    r"""The longest run of letters that every match contains; empty where there is none.

    >>> required_literal(r" ?\(opens in (?:a )?new window\)")
    'new window)'
    """
    return max(_runs(_parser.parse(pattern)), key=len)


@lru_cache(maxsize=10_000)
def required_words(pattern: str) -> frozenset[str]:
    r"""Words of which every match contains at least one; none where that can't be told.

    >>> sorted(required_words(".{0,50} (?:newsletter|briefing): .*"))
    ['briefing', 'newsletter']
    >>> sorted(required_words(r"[^ ]{2,40}\.(?:pdf|docx?)"))
    ['.doc', '.docx', '.pdf']
    """
    return _words_of(parsed(pattern))


@lru_cache(maxsize=10_000)
def required_word(pattern: str) -> str:
    """One word that every match contains, the longest that can be told; empty where there is none.

    >>> required_word("(?:die |zur ).{0,40}(?:app|-app) (?:laden|nutzen)")
    'app'
    """
    choices = [(min(words, key=len), words) for words in _all_words_of(parsed(pattern))]
    return max(
        [word for word, words in choices if all(word in other for other in words)], key=len, default=""
    )


def usefulness(words: frozenset[str]) -> float:
    """How well words tell lines apart: long ones are rare, and few are soon looked for; "is" is everywhere."""
    shortest = min(map(len, words), default=0)
    return max(0, shortest - 2) ** 2 / float(len(words) ** 0.5) if words else 0.0


def _words_of(tokens: Sequence[Any]) -> frozenset[str]:
    return max(_all_words_of(tokens), key=usefulness, default=frozenset())


def _all_words_of(tokens: Sequence[Any]) -> list[frozenset[str]]:
    """Sets of words: every match contains at least one of each set."""
    candidates = [frozenset([max(run.split(), key=len)]) for run in _runs(tokens) if run.split()]
    for place, (token, value) in enumerate(tokens):
        if token is op.LITERAL and place + 1 < len(tokens) and tokens[place + 1][0] in _GROUPS:
            candidates.append(_words_from(tokens[place:]))
        if token is op.SUBPATTERN:
            candidates.append(_words_of(value[3]))
        elif token is op.BRANCH:
            branches = [_words_of(branch) for branch in value[1]]
            candidates.append(frozenset().union(*branches) if all(branches) else frozenset())
    return [each for each in candidates if each and "" not in each]


def _words_from(tokens: Sequence[Any]) -> frozenset[str]:
    """A sign with what may stand behind it: "(" alone would tell nothing, "(m/w/d" does."""
    texts = [text for text, _ in first_texts(tokens, _LENGTH)]
    if any("0" in text for text in texts):  # digits are folded
        return frozenset()
    return frozenset(max(text.split(), key=len, default="") for text in texts)


def _runs(tokens: Sequence[Any]) -> list[str]:
    runs = [""]
    for token, value in tokens:
        if token is op.LITERAL:
            runs[-1] += chr(value)
        elif token is not op.AT:
            runs.append("")
    return runs

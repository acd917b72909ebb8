"""Finding the first of many line rules that matches, without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.rule_patterns import LONGEST_LINE, USUAL_LINE, first_characters, fold_line

if TYPE_CHECKING:
    from transforms.rulebook import LineRule

_MEMO_LENGTH = 80  # furniture that recurs is short; longer lines would only fill the memo
_MEMO_SIZE = 50_000


class LineMatcher:
    """The line rules of some layers, sorted by the characters that their matches start with.

    Most lines are told apart by their first character and one combined pattern; only where that
    matches are the rules tried in order. Short lines are remembered, as furniture recurs.
    """

    __slots__ = ("_long", "_memo", "_usual")

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self._usual = _Sorted(rules)
        self._long = _Sorted([rule for rule in rules if rule.longest > USUAL_LINE])
        self._memo: dict[str, LineRule | None] = {}

    def find(self, text: str) -> LineRule | None:
        """The first rule that matches the whole line."""
        if len(text) > _MEMO_LENGTH:
            return self._search(text) if len(text) <= LONGEST_LINE else None
        try:
            return self._memo[text]
        except KeyError:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[text] = self._search(text)
            return found

    def _search(self, text: str) -> LineRule | None:
        folded = fold_line(text)
        return (self._usual if len(folded) <= USUAL_LINE else self._long).find(folded)


class _Sorted:
    """Rules by the first character of their matches."""

    __slots__ = ("_any", "_by_start")

    def __init__(self, rules: Sequence[LineRule]) -> None:
        starts = [(rule, first_characters(rule.pattern.pattern)) for rule in rules]
        known = {character for _, characters in starts for character in characters or ()}
        self._any = _Bucket([rule for rule, characters in starts if characters is None])
        self._by_start = {
            start: _Bucket([rule for rule, own in starts if own is None or start in own]) for start in known
        }

    def find(self, folded: str) -> LineRule | None:
        return self._by_start.get(folded[:1], self._any).find(folded)


class _Bucket:
    """Rules whose matches can start with one character; compiled when first needed."""

    __slots__ = ("_combined", "_rules")

    def __init__(self, rules: list[LineRule]) -> None:
        self._rules = rules
        self._combined: re.Pattern[str] | None = None

    def find(self, folded: str) -> LineRule | None:
        if not self._rules:
            return None
        if self._combined is None:
            self._combined = re.compile("|".join(rule.pattern.pattern for rule in self._rules))
        if not self._combined.fullmatch(folded):
            return None
        return next((rule for rule in self._rules if applies(rule, folded)), None)


def applies(rule: LineRule, folded: str) -> bool:
    """Whether the rule matches the folded line."""
    return len(folded) <= rule.longest and rule.pattern.fullmatch(folded) is not None

"""Finding the first of many line rules that matches, without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.rule_patterns import LONGEST_LINE, USUAL_LINE, first_characters, fold_line, required_literal

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
    """The alternatives of all rules, by the first character of their matches."""

    __slots__ = ("_anywhere", "_by_start", "_rules")

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self._rules = tuple(rules)
        self._by_start: dict[str, list[str] | re.Pattern[str]] = {}
        self._anywhere: list[tuple[str, LineRule]] = []  # with a text that each match contains, or none
        for rule in rules:
            for alternative in rule.alternatives:
                starts = first_characters(alternative)
                if starts is None:
                    self._anywhere.append((required_literal(alternative), rule))
                for start in starts or ():
                    self._by_start.setdefault(start, []).append(alternative)  # type: ignore[union-attr]

    def find(self, folded: str) -> LineRule | None:
        start = folded[:1]
        combined = self._by_start.get(start)
        if isinstance(combined, list):  # compiled when first needed
            combined = self._by_start[start] = re.compile("|".join(combined))
        if combined is not None and combined.fullmatch(folded):
            found = next((rule for rule in self._rules if applies(rule, folded)), None)
            if found is not None:
                return found
        for literal, rule in self._anywhere:
            if literal in folded and applies(rule, folded):
                return next(rule for rule in self._rules if applies(rule, folded))
        return None


def applies(rule: LineRule, folded: str) -> bool:
    """Whether the rule matches the folded line."""
    return len(folded) <= rule.longest and rule.pattern.fullmatch(folded) is not None

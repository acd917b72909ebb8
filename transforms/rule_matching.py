"""Finding the first of many line rules that matches, without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from transforms.rule_patterns import LONGEST_LINE, USUAL_LINE, fold_line, prefixes, required_words

if TYPE_CHECKING:
    from transforms.rulebook import LineRule

_MEMO_LENGTH = 80  # furniture that recurs is short; longer lines would only fill the memo
_MEMO_SIZE = 50_000
_PREFIX = 6  # characters by which alternatives are sorted
LONGEST_GUARDED = 320  # characters of the longest line whose match may start with anything
_HEAD = 24  # characters in which those are found, bullets and blanks before them included


Guarded = tuple[tuple[str, ...], "LineRule"]  # a rule, and words of which each match contains one


class LineMatcher:
    """The line rules of some layers, sorted by what their matches start with.

    Most lines are told apart by their first three characters, or by words that a match must contain;
    only where those fit are patterns tried. Short lines are remembered, as furniture recurs.
    """

    __slots__ = ("_anywhere", "_long", "_memo", "_usual", "_words")

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self._usual = _Sorted(rules)
        self._long = _Sorted([rule for rule in rules if rule.longest > USUAL_LINE])
        self._anywhere = _anywhere(rules)
        self._words = {word for words, _ in self._anywhere for word in words}
        self._memo: dict[str, LineRule | None] = {}

    def guarded_in(self, texts: Iterable[str]) -> list[Guarded]:
        """The rules whose matches can start with anything, as far as a document has the words for them."""
        if not self._words:
            return []
        whole = "\n".join([text for text in texts if len(text) <= LONGEST_GUARDED]).lower()
        present = {word for word in self._words if word in whole}
        return (
            [guarded for guarded in self._anywhere if not present.isdisjoint(guarded[0])] if present else []
        )

    def find(self, text: str, guarded: Sequence[Guarded] | None = None) -> LineRule | None:
        """The first rule that matches the whole line; ``guarded`` are those of `guarded_in` its document."""
        if guarded is None:
            guarded = self._anywhere
        if len(text) > _MEMO_LENGTH:
            return self._search(text, guarded) if len(text) <= LONGEST_LINE else None
        try:
            return self._memo[text]
        except KeyError:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[text] = self._search(text, guarded)
            return found

    def _search(self, text: str, guarded: Sequence[Guarded]) -> LineRule | None:
        rules = self._usual if len(text) <= USUAL_LINE else self._long
        head = _fold_head(text)
        if (len(head) < _PREFIX or rules.may_start(head)) and rules.starts_match(fold_line(text)):
            return rules.first(fold_line(text))
        if guarded and len(text) <= LONGEST_GUARDED:
            folded = fold_line(text)
            for words, rule in guarded:
                if any(word in folded for word in words) and applies(rule, folded):
                    return rules.first(folded)
        return None


class _Sorted:
    """The alternatives of all rules, by what their matches start with."""

    __slots__ = ("_by_prefix", "_lengths", "_rules")

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self._rules = tuple(rules)
        self._by_prefix: dict[str, list[str] | re.Pattern[str]] = {}
        for rule in rules:
            for alternative in rule.alternatives:
                starts = prefixes(alternative, _PREFIX)
                for start in starts if "" not in starts else ():
                    self._by_prefix.setdefault(start, []).append(alternative)  # type: ignore[union-attr]
        self._lengths = sorted(set(map(len, self._by_prefix)))

    def may_start(self, head: str) -> bool:
        """Whether some match starts like that: told before the line is folded, which costs the most."""
        known = self._by_prefix
        return any(head[:length] in known for length in self._lengths)

    def first(self, folded: str) -> LineRule | None:
        """The first rule that applies."""
        return next((rule for rule in self._rules if applies(rule, folded)), None)

    def starts_match(self, folded: str) -> bool:
        """Whether an alternative matches that can be told by its start."""
        for length in self._lengths:
            combined = self._by_prefix.get(folded[:length])
            if isinstance(combined, list):  # compiled when first needed
                combined = self._by_prefix[folded[:length]] = re.compile("|".join(combined))
            if combined is not None and combined.fullmatch(folded):
                return True
        return False


def _fold_head(text: str) -> str:
    """The start of the folded line, or a little more."""
    head = text[:_HEAD]
    if head[:1].isalnum() and head.isprintable() and "  " not in head:
        return head.lower()
    return fold_line(head)


def applies(rule: LineRule, folded: str) -> bool:
    """Whether the rule matches the folded line."""
    return len(folded) <= rule.longest and rule.pattern.fullmatch(folded) is not None


def _anywhere(rules: Sequence[LineRule]) -> list[Guarded]:
    """The rules with an alternative whose match can start with anything."""
    found: list[Guarded] = []
    for rule in rules:
        loose = [each for each in rule.alternatives if "" in prefixes(each, _PREFIX)]
        words = {word for each in loose for word in required_words(each) or {""}}
        if words:
            found.append((tuple(words), rule))
    return found

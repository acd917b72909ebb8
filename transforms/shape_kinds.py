"""What a line looks like on its own: its kind, and how much it speaks for running text.

Length, end marks, function words, digits, bullets and credits are looked at; no phrase is known here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from transforms.rulebook import Rulebook, Vocabulary

_LOOKED_AT = 600  # characters; what a longer line looks like is settled
_SURE_PARAGRAPH = 240  # characters that end like a sentence
_SIGH = 60  # characters; "Nun ja..." is no teaser
_MEMO_LENGTH = 60
_MEMO_SIZE = 50_000
_LABEL_WORDS = 3
_LABEL_LENGTH = 32
_HEADLINE_LENGTH = 180
_CREDIT_TAIL = 140  # characters in which a credit is looked for
_END_MARKS = frozenset(".!?…:")
_CLOSERS = "\"'“”‘’»«›‹)]"
_BULLET = re.compile(r"(?:[*+•·▪►▶→➔■○●]|[–-]|>{1,3}|#|\d{1,2}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,10}")
_NAME = r"[^\W\d_a-zß][\w.’'-]*"
_ATTRIBUTION = re.compile(
    rf"(?:(?:Dr|Prof)\. ){{0,2}}{_NAME}(?: (?:{_NAME}|van|von|de|der|di|da|el|al|zu)){{1,4}}, (?!\d)[^.:;!?]{{3,90}}"
)
_AGENCY = (
    r"(?:dpa|afp|apa|reuters|keystone|imago|epa|ddp|sid|ap|getty(?: images)?|picture[ -]alliance|shutterstock"
    r"|i?stock(?:photo)?|adobe ?stock|unsplash|pixabay|pexels|alamy|ullstein|laif|belga|ansa|tass|xinhua|zuma\w*)"
)
_AGENCY_CREDIT = re.compile(
    rf"(?:{_NAME} ){{0,3}}{_NAME} ?[/|] ?{_AGENCY}(?:[\s/|,.-]{{1,3}}[\w.’'&-]+){{0,5}}\)?"
    rf"|{_AGENCY} ?[/|] ?(?:[\s/|,.-]{{0,3}}[\w.’'&-]+){{1,6}}\)?",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What a line looks like, its neighbours unseen."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    HEADLINE = "headline"
    LABEL = "label"
    ITEM = "item"
    TRUNCATED = "truncated"
    # The rest is no running text wherever it stands.
    ATTRIBUTION = "attribution"
    BYLINE = "byline"
    SYMBOLS = "symbols"
    NUMBERS = "numbers"
    ADDRESS = "address"
    CREDIT = "credit"


TEXT = frozenset({Kind.PARAGRAPH, Kind.SENTENCE})


class Look(NamedTuple):
    """A line's kind, and the evidence for text (above 0) or furniture (below)."""

    kind: Kind
    evidence: float


class Looks:
    """The look of lines in the languages that a document may be in; short lines are remembered."""

    __slots__ = ("_bylines", "_calendar", "_credit", "_function_words", "_memo")

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self._function_words = frozenset[str]().union(*(known.function_words for known in vocabularies))
        calendar = (row for known in vocabularies for row in (*known.months, *known.weekdays))
        self._calendar = frozenset(word for row in calendar for word in row) | _named(
            vocabularies, "meta_words"
        )
        self._bylines = tuple(sorted(_named(vocabularies, "byline_labels")))
        labels = "|".join(sorted(map(re.escape, _named(vocabularies, "credit_labels"))))
        self._credit = re.compile(
            rf"(?:^|[\s(|[,;.!?“\"»])(?:(?:{labels or '©'})(?: ?[:©|]| von | by )|©|\(c\) )"
            r"[^.!?]{0,60}(?:[.!?][^.!?]{1,40}){0,3}\.?$",
            re.IGNORECASE,
        )
        self._memo: dict[str, Look] = {}

    @classmethod
    def of(cls, rulebook: Rulebook, language: str) -> Looks:
        """The looks of a language, made once for a rulebook."""
        return rulebook.derive("looks", language, cls)

    def look(self, text: str) -> Look:
        """The look of a stripped line that isn't empty."""
        if len(text) > _SURE_PARAGRAPH and text[-1] in ".!?" and "©" not in text[-_CREDIT_TAIL:]:
            return _SURE if text[0] not in "*+•-–>" else _SURE_ITEM
        if len(text) > _MEMO_LENGTH:
            return self._look(text)
        found = self._memo.get(text)
        if found is None:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[text] = self._look(text)
        return found

    def _look(self, text: str) -> Look:
        head = text[:_LOOKED_AT]
        bullet = _BULLET.match(head)
        inner = head[bullet.end() :] if bullet else head
        furniture = self._furniture(inner, text)
        if furniture is not None:
            return Look(furniture, _FURNITURE_EVIDENCE[furniture])
        look = self._text(inner, text)
        return Look(Kind.ITEM, look.evidence - 0.4) if bullet and look.kind is not Kind.TRUNCATED else look

    def _furniture(self, head: str, text: str) -> Kind | None:
        """The kind of a line that no article would print as its text."""
        if not _LETTERS.search(head):
            return Kind.NUMBERS if any(map(str.isdigit, head)) else Kind.SYMBOLS
        if _URL.fullmatch(head):
            return Kind.ADDRESS
        words = _WORD.findall(head.lower()) if len(head) <= 90 else []
        if words and any(map(str.isdigit, head)) and all(w.isdigit() or w in self._calendar for w in words):
            return Kind.NUMBERS
        if self._is_credit(text):
            return Kind.CREDIT
        if len(head) <= 110 and head[-1] not in _END_MARKS:
            if _ATTRIBUTION.fullmatch(head):
                return Kind.ATTRIBUTION
            if self._is_byline(head, words):
                return Kind.BYLINE
        return None

    def _is_credit(self, text: str) -> bool:
        tail = text[-_CREDIT_TAIL:]
        if len(text) > _LOOKED_AT:
            return False
        if text.startswith(("©", "(c) ")):
            return True
        found = self._credit.search(tail)
        if found and (len(text) > len(tail) or found.start() > 0 or len(text) < _HEADLINE_LENGTH):
            return True
        return (
            len(text) < _CREDIT_TAIL and ("/" in text or "|" in text) and bool(_AGENCY_CREDIT.fullmatch(text))
        )

    def _is_byline(self, head: str, words: list[str]) -> bool:
        """Whether the line names authors: an opener such as "von", and names alone."""
        if not words or words[0] not in self._bylines or not 2 <= len(words) <= 14:
            return False
        names = _WORD.findall(head)[1:]
        return names[0][0].isupper() and all(
            name[0].isupper() or name in self._function_words or len(name) <= 3 for name in names
        )

    def _text(self, head: str, text: str) -> Look:
        length, words = len(text), head.split()
        ending = head.rstrip(_CLOSERS)[-1:] if length <= _LOOKED_AT else text.rstrip(_CLOSERS)[-1:]
        if _is_truncated(text):
            return Look(Kind.TRUNCATED, -1.5)
        if ending in _END_MARKS and ending:
            return self._sentence(ending, length, words)
        if ending in ",;":  # verse, and lists that are sentences
            return Look(Kind.SENTENCE, 0.1)
        if length > _HEADLINE_LENGTH:
            return Look(Kind.PARAGRAPH, 1.0)
        if length <= _LABEL_LENGTH and len(words) <= _LABEL_WORDS:
            return Look(Kind.LABEL, -1.1)
        return Look(Kind.HEADLINE, -0.9)

    def _sentence(self, ending: str, length: int, words: list[str]) -> Look:
        common = self._function_words
        function = sum(word.lower() in common for word in words[:40])
        if common and not function and len(words) > 5:
            return Look(Kind.HEADLINE, -0.7)
        evidence = min(4.0, length / 70)
        if length >= 110:
            return Look(Kind.PARAGRAPH, evidence)
        if ending in "?!:" or not function:
            return Look(Kind.SENTENCE, evidence - 0.8)
        return Look(Kind.SENTENCE, evidence)


_SURE = Look(Kind.PARAGRAPH, 4.0)
_SURE_ITEM = Look(Kind.ITEM, 3.0)
_FURNITURE_EVIDENCE = {
    Kind.SYMBOLS: -0.8,
    Kind.NUMBERS: -0.8,
    Kind.ADDRESS: -0.5,
    Kind.CREDIT: -0.3,
    Kind.ATTRIBUTION: -0.2,
    Kind.BYLINE: -0.5,
}


def _named(vocabularies: tuple[Vocabulary, ...], name: str) -> frozenset[str]:
    return frozenset(word for known in vocabularies for word in known.named(name))


def _is_truncated(text: str) -> bool:
    """Whether the text breaks off: dots right after a word, in a line too long for a sigh."""
    return len(text) >= _SIGH and text.endswith(("...", "…")) and not text.endswith((" ...", " …"))

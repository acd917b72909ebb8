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
_SHORT_FURNITURE = 110  # characters of the longest date, byline or attribution
_NAMES = 14  # words of the longest byline
_SMALL_WORDS = 2  # that a credit may have beside function words: "zvg", "via"
_CREDIT_TAIL = 140  # characters in which a credit is looked for
_END_MARKS = frozenset(".!?…:")
_CLOSERS = "\"'“”‘’»«›‹)]"
_BULLET = re.compile(r"(?:[*+•·▪►▶→➔■○●]|[–-]|>{1,3}|#|\d{1,2}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,10}")
_DURATION = re.compile(r"\d{1,3}:\d\d ?min[.)]{0,2}$", re.IGNORECASE)
_PARTICLES = frozenset({"van", "von", "de", "der", "di", "da", "el", "al", "zu", "bin", "del", "du"})
_NAME = r"\w[\w.’'-]*"
_AGENCIES = (
    "dpa", "afp", "apa", "reuters", "keystone", "imago", "epa", "ddp", "sid", "ap", "getty", "picture", "alliance",
    "shutterstock", "istock", "istockphoto", "stock", "adobe", "unsplash", "pixabay", "pexels", "alamy", "ullstein",
    "laif", "belga", "ansa", "tass", "xinhua", "zuma", "images", "archiv", "archive", "via", "zvg", "privat",
)  # fmt: skip
_AGENCY_WORDS = frozenset(_AGENCIES)
_AGENCY = rf"(?:{'|'.join(_AGENCIES)})\b"
_AGENCY_CREDIT = re.compile(
    rf"(?:^|[.!?“\"] )(?:(?:{_NAME} ){{0,3}}{_NAME} ?[/|] ?(?:[\w. ]{{1,30}}[/|] ?)?{_AGENCY}"
    rf"|{_AGENCY}(?: {_AGENCY})? ?[/|])[\w .,/|’'&-]{{0,60}}\)?$",
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
    CREDIT = "credit"  # and nothing else
    CAPTION = "caption"  # with its credit


TEXT = frozenset({Kind.PARAGRAPH, Kind.SENTENCE})


class Look(NamedTuple):
    """A line's kind, and the evidence for text (above 0) or furniture (below)."""

    kind: Kind
    evidence: float


class Looks:
    """The look of lines in the languages that a document may be in; short lines are remembered."""

    __slots__ = ("_bylines", "_calendar", "_credit", "_credit_start", "_function_words", "_memo")

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self._function_words = frozenset[str]().union(*(known.function_words for known in vocabularies))
        calendar = (row for known in vocabularies for row in (*known.months, *known.weekdays))
        self._calendar = frozenset(word for row in calendar for word in row) | _named(
            vocabularies, "meta_words"
        )
        self._bylines = tuple(sorted(_named(vocabularies, "byline_labels")))
        labels = "|".join(sorted(map(re.escape, _named(vocabularies, "credit_labels"))))
        self._credit = re.compile(
            rf"(?:^|[\s(|[,;.!?“\"»])(?:(?:{labels or '©'}) ?[:|]|\(c\) )[^.!?]{{0,60}}"
            r"(?:[.!?][^.!?]{1,40}){0,3}\.?$",
            re.IGNORECASE,
        )
        self._credit_start = re.compile(rf"(?:{labels or '©'})(?: ?[:©|]| von | by )|©|\(c\) ", re.IGNORECASE)
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
        if bullet is None or look.kind is Kind.TRUNCATED:
            return look
        return Look(Kind.ITEM, max(look.evidence - 0.4, 0.0 if inner[0].isdigit() else -1.5))

    def _furniture(self, head: str, text: str) -> Kind | None:
        """The kind of a line that no article would print as its text."""
        if not _LETTERS.search(head):
            return Kind.NUMBERS if any(map(str.isdigit, head)) else Kind.SYMBOLS
        if _URL.fullmatch(head):
            return Kind.ADDRESS
        words = _WORD.findall(head.lower()) if len(head) <= _SHORT_FURNITURE else []
        if words and any(map(str.isdigit, head)) and all(w.isdigit() or w in self._calendar for w in words):
            return Kind.NUMBERS
        if len(text) <= _LOOKED_AT and (credit := self._credited(text)) is not None:
            return credit
        return self._person(head, words) if words and head[-1] not in _END_MARKS else None

    def _credited(self, text: str) -> Kind | None:
        """Whether the line is a credit, or a caption that ends in one."""
        tail = text[-_CREDIT_TAIL:]
        if "©" in tail:
            return Kind.CREDIT if tail[0] == "©" and tail == text else Kind.CAPTION
        start = self._credit_start.match(text)
        if start and len(text) <= _CREDIT_TAIL and self._names_only(text):
            return Kind.CREDIT
        if text.rstrip(".)")[-3:].lower() == "min" and _DURATION.search(text[-20:]):
            return Kind.CAPTION
        found = self._credit.search(tail)
        if found and self._names_only(tail[found.start() :]):
            return Kind.CAPTION
        if ("/" in tail or "|" in tail) and text[-1] not in ".!?":
            signed = _AGENCY_CREDIT.search(tail)
            if signed:
                return Kind.CAPTION if signed.start() or tail != text else Kind.CREDIT
        return None

    def _names_only(self, credit: str) -> bool:
        """Whether a credit names people and agencies, as no quotation does."""
        known = self._function_words | _AGENCY_WORDS
        small = [word for word in _WORD.findall(credit)[1:] if word[0].islower() and len(word) > 2]
        return sum(word not in known for word in small) <= _SMALL_WORDS

    def _person(self, head: str, words: list[str]) -> Kind | None:
        """Whether the line names authors behind an opener such as "von", or a speaker and his office."""
        originals = _WORD.findall(head)[1:]
        if (
            words[0] in self._bylines
            and 1 <= len(originals) <= _NAMES
            and originals[0][0].isupper()
            and all(name[0].isupper() or name in self._function_words or len(name) <= 3 for name in originals)
        ):
            return Kind.BYLINE
        name, _, office = head.partition(", ")
        names = name.split()
        if not office or not 2 <= len(names) <= 5 or any(sign in head for sign in ".:;!?") and "Dr." not in head:
            return None
        capital = all(part[0].isupper() or part in _PARTICLES for part in names)
        lower_office = office.split()[0].lower()
        return Kind.ATTRIBUTION if capital and lower_office not in self._function_words else None

    def _text(self, head: str, text: str) -> Look:
        length, words = len(text), head.split()
        ending = head.rstrip(_CLOSERS)[-1:] if length <= _LOOKED_AT else text.rstrip(_CLOSERS)[-1:]
        if _is_truncated(text) or head[0] == ":":
            return Look(Kind.TRUNCATED, -1.5)
        if head.endswith(" :"):  # a kicker, whose headline is a line of its own
            return Look(Kind.LABEL, -1.1)
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
        if ending == ":" and len(words) > _LABEL_WORDS:
            return Look(Kind.SENTENCE, max(0.3, evidence - 0.8))
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
    Kind.CAPTION: -0.3,
    Kind.ATTRIBUTION: -0.2,
    Kind.BYLINE: -0.5,
}


def _named(vocabularies: tuple[Vocabulary, ...], name: str) -> frozenset[str]:
    return frozenset(word for known in vocabularies for word in known.named(name))


def _is_truncated(text: str) -> bool:
    """Whether the text breaks off: dots right after a word, in a line too long for a sigh."""
    return len(text) >= _SIGH and text.endswith(("...", "…")) and not text.endswith((" ...", " …"))

"""What a line looks like on its own: its kind, and how much it speaks for running text.

Length, end marks, function words, digits, bullets and credits are looked at; no phrase is known here.
"""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.rulebook import Rulebook, Vocabulary
from transforms.shape_credits import CREDIT_TAIL, Credits
from transforms.shape_kinds import SURE, Kind, Look

_LOOKED_AT = 600  # characters; what a longer line looks like is settled
_SURE_PARAGRAPH = 240  # characters that end like a sentence
_SIGH = 60  # characters; "Nun ja..." is no teaser
_MEMO_LENGTH = 60
_MEMO_SIZE = 50_000
_LABEL_WORDS = 3
_LABEL_LENGTH = 32
_HEADLINE_LENGTH = 180
_SHORT_FURNITURE = 110  # characters of the longest date, byline or attribution
_PARAGRAPH = 110  # characters of a sentence or more
_NAMES = 14  # words of the longest byline
_TWO_LENGTH = 40
_TOLD = 2.2  # the evidence that a short line gains by a second sentence
_SPOKEN = 1.5  # the evidence that a paragraph gains by telling who said something
_QUOTED = frozenset('“”"«»')
_END_MARKS = frozenset(".!?…:")
_CLOSERS = "\"'“”‘’»«›‹)]"
_BULLET = re.compile(r"(?:[*+•·▪►▶→➔■○●]|[–-]|>{1,3}|#|\d{1,2}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_SURE_END = re.compile(r"[.!?][\"“»]|[\w\"“»%)][.!?]")
_SIGNATURE = re.compile(
    r" ?\([\w/ ]{1,12}\)$|(?<=[.!?“])(?:/[^\W\d_]{2,4}){1,4}$"
)  # (dpa), /kas/jt: who signs
_NOTE = re.compile(r"(?:\[\d{1,3}\])+$")  # a footnote's number
_BULLET_SIGNS = frozenset("*+•·▪►▶→➔■○●–->#0123456789:")
_CREDIT_SIGNS = re.compile(r"[©:|/]|min\.?$")
_TWO_SENTENCES = re.compile(r"[^\W\d]{3,}[.!?][“\"«»]? [A-ZÄÖÜ„»«\"]")
_LETTERS = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,10}")
_PARTICLES = frozenset({"van", "von", "de", "der", "di", "da", "el", "al", "zu", "bin", "del", "du"})


class Looks:
    """The look of lines in the languages that a document may be in; short lines are remembered."""

    __slots__ = ("_bylines", "_calendar", "_credits", "_function_words", "_memo")

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self._function_words = frozenset[str]().union(*(known.function_words for known in vocabularies))
        calendar = (row for known in vocabularies for row in (*known.months, *known.weekdays))
        self._calendar = frozenset(word for row in calendar for word in row) | _named(
            vocabularies, "meta_words"
        )
        self._bylines = tuple(sorted(_named(vocabularies, "byline_labels")))
        self._credits = Credits(vocabularies)
        self._memo: dict[str, Look] = {}

    @classmethod
    def of(cls, rulebook: Rulebook, language: str) -> Looks:
        """The looks of a language, made once for a rulebook."""
        return rulebook.derive("looks", language, cls)

    def look(self, text: str) -> Look:
        """The look of a stripped line that isn't empty."""
        if len(text) > _PARAGRAPH and _SURE_END.match(text, len(text) - 2) and text[0] not in _BULLET_SIGNS:
            if len(text) > _SURE_PARAGRAPH:
                return SURE if "©" not in text[-CREDIT_TAIL:] else self._look(text)
            if not _CREDIT_SIGNS.search(text):
                return self._sentence(text[-1], len(text), text.split())
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
        credit = self._credits.look(text) if len(text) <= _LOOKED_AT else None
        return credit or (self._person(head, words) if words and head[-1] not in _END_MARKS else None)

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
        if (
            not office
            or not 2 <= len(names) <= 5
            or (any(sign in head for sign in ".:;!?") and "Dr." not in head)
        ):
            return None
        capital = all(part[0].isupper() or part in _PARTICLES for part in names)
        lower_office = office.split()[0].lower()
        return Kind.ATTRIBUTION if capital and lower_office not in self._function_words else None

    def _text(self, head: str, text: str) -> Look:
        if _is_truncated(text) or head[0] == ":":
            return Look(Kind.TRUNCATED, -1.5)
        if head.endswith(" :"):  # a kicker, whose headline is a line of its own
            return _KICKER
        end = text[-_LOOKED_AT:]
        if end[-1] == "]" and (note := _NOTE.search(end)) and note.start():
            end = end[: note.start()]
        ending = (_SIGNATURE.sub("", end) if end[-1] == ")" or "/" in end[-5:] else end).rstrip(_CLOSERS)[-1:]
        if ending and ending in _END_MARKS:
            return self._sentence(ending, len(text), head.split())
        return self._unended(ending, len(text), head)

    def _unended(self, ending: str, length: int, head: str) -> Look:
        if ending and ending in ",;":  # verse, and lists that are sentences
            return Look(Kind.SENTENCE, 0.1)
        if length > _HEADLINE_LENGTH:
            return Look(Kind.PARAGRAPH, 1.0)
        if length <= _LABEL_LENGTH and head.count(" ") < _LABEL_WORDS:
            return _KICKER
        return Look(Kind.HEADLINE, -0.9)

    def _sentence(self, ending: str, length: int, words: list[str]) -> Look:
        common = self._function_words
        function = any(word.lower() in common for word in words[:40])
        if common and not function and len(words) > 5:
            return Look(Kind.HEADLINE, -0.7)
        evidence = min(4.0, length / 70)
        if length >= _PARAGRAPH:
            return Look(Kind.PARAGRAPH, min(4.0, evidence + _SPOKEN) if _tells_speech(words) else evidence)
        if ending == ":" and len(words) > _LABEL_WORDS:
            return Look(Kind.SENTENCE, max(0.3, evidence - 0.8))
        if function and length >= _TWO_LENGTH and _TWO_SENTENCES.search(" ".join(words)):
            evidence += _TOLD
        return Look(Kind.SENTENCE, evidence + (0.3 if function and ending not in "?!:" else -0.5))


_KICKER = Look(Kind.LABEL, -1.1)
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


def _tells_speech(words: list[str]) -> bool:
    """Whether a quotation ends in a comma and a verb follows, as reports have it and teasers hardly."""
    return any(
        word[-1] == "," and word[-2:-1] in _QUOTED and below[0].islower() for word, below in pairwise(words)
    )


def _is_truncated(text: str) -> bool:
    """Whether the text breaks off: dots right after a word, in a line too long for a sigh."""
    return len(text) >= _SIGH and text.endswith(("...", "…")) and not text.endswith((" ...", " …"))

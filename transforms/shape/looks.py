"""What a line looks like on its own: its kind, and how much it speaks for running text.

Length, end marks, function words, digits, bullets and credits are looked at; no phrase is known here.
"""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.digits import has_digit
from transforms.rulebook import Rulebook, Vocabulary
from transforms.shape.credits import CREDIT_TAIL, POINTERS, Credits
from transforms.shape.kinds import (
    ADDRESS,
    ATTRIBUTION,
    BYLINE,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    SURE,
    SYMBOLS,
    TRUNCATED,
    Kind,
    Look,
)

_LOOKED_AT = 600  # characters; what a longer line looks like is settled
_SURE_PARAGRAPH = 240  # characters that end like a sentence
_SIGH = 60  # characters; "Nun ja..." is no teaser
_MEMO_LENGTH = 60
_MEMO_SIZE = 50_000
_LABEL_WORDS = 3
_FIRST_WORDS = 6  # among which function words are looked for first
_WORDS_READ = 34  # of those behind
_LABEL_LENGTH = 32
_HEADLINE_LENGTH = 180
_SHORT_FURNITURE = 110  # characters of the longest date, byline or attribution
_PARAGRAPH = 110  # characters of a sentence or more
_NAMES = 14  # words of the longest byline
_TWO_LENGTH = 40
_BROKEN_OFF = 60  # characters
_BREAKS_OFF = 0.8  # the evidence of a line that stops in mid-sentence
_TOLD = 2.2  # the evidence that a short line gains by a second sentence
_SPOKEN = 1.5  # the evidence that a paragraph gains by telling who said something
_QUOTES = '“”„"«»'
_QUOTED_COMMAS = ("“,", "”,", '",', "«,", "»,")
_END_MARKS = frozenset(".!?…:")
_CLOSERS = "\"'“”‘’»«›‹)]"
_BULLET = re.compile(r"(?:[*+•·▪►▶→➔■○●]|[–-]|>{1,3}|#|\d{1,2}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_SURE_END = re.compile(r"[.!?][\"“»]|[\w\"“»%)][.!?]")
_SIGNATURE = re.compile(
    r" ?\([\w/ ]{1,12}\)$|(?<=[.!?“])(?:/[^\W\d_]{2,4}){1,4}$"
)  # (dpa), /kas/jt: who signs
_NOTE = re.compile(r"(?:\[\d{1,3}\])+$")  # a footnote's number
_HASHTAGS = re.compile(r"(?<=[.!?…\"“»])(?: #\w{2,40}){1,8}$")  # behind the last sentence
_BULLET_SIGNS = frozenset("*+•·▪►▶→➔■○●–->#0123456789:")
_MINUTES = ("min", "min.")  # how long a video is
_TWO_SENTENCES = re.compile(r"[^\W\d]{3,}[.!?][“\"«»]? [A-ZÄÖÜ„»«\"]")
_GOES_ON = re.compile(r"[^\W\d]{3,}\.[“\"»]? [A-ZÄÖÜ„»«][a-zäöü]+ [a-zäöü]{2,}")  # a second sentence, no name
_LETTERS = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,10}")
_NO_OFFICE = re.compile(r"[.:;!?]")
_PARTICLES = frozenset({"van", "von", "de", "der", "di", "da", "el", "al", "zu", "bin", "del", "du"})


class Looks:
    """The look of lines in the languages that a document may be in; short lines are remembered."""

    __slots__ = ("_bylines", "_calendar", "_credits", "_function_words", "_memo", "_never_last")

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self._function_words = frozenset[str]().union(*(known.function_words for known in vocabularies))
        calendar = (row for known in vocabularies for row in (*known.months, *known.weekdays))
        self._calendar = frozenset(word for row in calendar for word in row) | _named(
            vocabularies, "meta_words"
        )
        self._bylines = _named(vocabularies, "byline_labels")
        self._credits = Credits(vocabularies)
        self._never_last = _named(vocabularies, "never_last")
        self._memo: dict[str, Look] = {}

    @classmethod
    def of(cls, rulebook: Rulebook, language: str) -> Looks:
        """The looks of a language, made once for a rulebook."""
        return rulebook.derive("looks", language, cls)

    def look(self, text: str) -> Look:
        """The look of a stripped line that isn't empty."""
        length = len(text)
        if length > _PARAGRAPH and _SURE_END.match(text, length - 2) and text[0] not in _BULLET_SIGNS:
            if length > _SURE_PARAGRAPH:
                return SURE if "©" not in text[-CREDIT_TAIL:] else self._look(text)
            if not _may_be_credited(text):
                return self._sentence(text[-1], length, text)
        if length > _MEMO_LENGTH:
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
        if bullet is None or look.kind is TRUNCATED:
            return look
        return Look(ITEM, max(look.evidence - 0.4, 0.0 if inner[0].isdigit() else -1.5))

    def _furniture(self, head: str, text: str) -> Kind | None:
        """The kind of a line that no article would print as its text."""
        if not head[0].isalpha() and not _LETTERS.search(head):
            return NUMBERS if has_digit(head) else SYMBOLS
        if _looks_addressed(head) and _URL.fullmatch(head):
            return ADDRESS
        short = len(head) <= _SHORT_FURNITURE
        if short and has_digit(head) and self._is_calendar(head):
            return NUMBERS
        credit = self._credits.look(text) if len(text) <= _LOOKED_AT else None
        return credit or (self._person(head) if short and head[-1] not in _END_MARKS else None)

    def _is_calendar(self, head: str) -> bool:
        """Whether a line has nothing but numbers and words of dates."""
        words = _WORD.findall(head.lower())
        return bool(words) and all(word.isdigit() or word in self._calendar for word in words)

    def _person(self, head: str) -> Kind | None:
        """Whether the line names authors behind an opener such as "von", or a speaker and his office."""
        first = _WORD.search(head)
        if first is None:
            return None
        if first[0].lower() in self._bylines and self._names_authors(_WORD.findall(head, first.end())):
            return BYLINE
        name, _, office = head.partition(", ")
        if not office or (_NO_OFFICE.search(head) and "Dr." not in head):
            return None
        names = name.split()
        if not 2 <= len(names) <= 5:
            return None
        capital = all(part[0].isupper() or part in _PARTICLES for part in names)
        lower_office = office.split()[0].lower()
        if not office[0].isalpha() or any(sign in office for sign in _QUOTES):
            return None  # "Anna Tal, 54, had been …"
        return ATTRIBUTION if capital and lower_office not in self._function_words else None

    def _names_authors(self, words: list[str]) -> bool:
        """Whether the words behind an opener such as "von" are names."""
        return (
            1 <= len(words) <= _NAMES
            and words[0][0].isupper()
            and all(name[0].isupper() or name in self._function_words or len(name) <= 3 for name in words)
        )

    def _text(self, head: str, text: str) -> Look:
        if _is_truncated(text) or head[0] == ":":
            return Look(TRUNCATED, -1.5)
        if head.endswith(" :"):  # a kicker, whose headline is a line of its own
            return _KICKER
        end = text[-_LOOKED_AT:]
        if "#" in end and (tags := _HASHTAGS.search(end)):
            end = end[: tags.start()]
        if end[-1] == "]" and (note := _NOTE.search(end)) and note.start():
            end = end[: note.start()]
        ending = (_SIGNATURE.sub("", end) if end[-1] == ")" or "/" in end[-5:] else end).rstrip(_CLOSERS)[-1:]
        if ending and ending in _END_MARKS:
            return self._sentence(ending, len(text), head)
        return self._unended(ending, len(text), head)

    def _unended(self, ending: str, length: int, head: str) -> Look:
        if ending and ending in ",;":  # verse, and lists that are sentences
            return Look(SENTENCE, 0.1)
        if length > _HEADLINE_LENGTH:
            return Look(PARAGRAPH, 1.0)
        if length >= _BROKEN_OFF and self._breaks_off(head):
            return Look(SENTENCE, _BREAKS_OFF)
        if length <= _LABEL_LENGTH and head.count(" ") < _LABEL_WORDS:
            return _KICKER
        return Look(HEADLINE, -0.9)

    def _breaks_off(self, text: str) -> bool:
        """Whether a line stops in the middle of a sentence, as a paragraph does at a paywall, and no headline."""
        return text.rsplit(None, 1)[-1] in self._never_last or _GOES_ON.search(text) is not None

    def _sentence(self, ending: str, length: int, text: str) -> Look:
        function = self._has_function_word(text)
        if self._function_words and not function and len(text.split()) > 5:
            return Look(HEADLINE, -0.7)
        evidence = min(4.0, length / 70)
        if length >= _PARAGRAPH:
            return Look(PARAGRAPH, min(4.0, evidence + _SPOKEN) if _tells_speech(text) else evidence)
        if ending == ":" and len(text.split()) > _LABEL_WORDS:
            return Look(SENTENCE, max(0.3, evidence - 0.8))
        if function and length >= _TWO_LENGTH and _TWO_SENTENCES.search(" ".join(text.split())):
            evidence += _TOLD
        return Look(SENTENCE, evidence + (0.3 if function and ending not in "?!:" else -0.5))

    def _has_function_word(self, text: str) -> bool:
        """Whether one of the first words is a function word: the very first often is."""
        common = self._function_words
        first = text.split(None, _FIRST_WORDS)
        if not common.isdisjoint(map(str.lower, first[:_FIRST_WORDS])):
            return True
        return len(first) > _FIRST_WORDS and not common.isdisjoint(
            map(str.lower, first[-1].split(None, _WORDS_READ)[:_WORDS_READ])
        )


_KICKER = Look(LABEL, -1.1)
_SURE_ITEM = Look(ITEM, 3.0)
_FURNITURE_EVIDENCE = {
    SYMBOLS: -0.8,
    NUMBERS: -0.8,
    ADDRESS: -0.5,
    CREDIT: -0.3,
    CAPTION: -0.3,
    ATTRIBUTION: -0.2,
    BYLINE: -0.5,
}


def _named(vocabularies: tuple[Vocabulary, ...], name: str) -> frozenset[str]:
    return frozenset(word for known in vocabularies for word in known.named(name))


def _tells_speech(text: str) -> bool:
    """Whether a quotation ends in a comma and a verb follows, as reports have it and teasers hardly."""
    return any(sign in text for sign in _QUOTED_COMMAS) and any(
        word.endswith(_QUOTED_COMMAS) and below[0].islower() for word, below in pairwise(text.split())
    )


def _may_be_credited(text: str) -> bool:
    """A cheap look: whether a line has a sign that captions, credits and signatures are told by."""
    return (
        ":" in text
        or "/" in text
        or "|" in text
        or "©" in text
        or any(sign in text for sign in POINTERS)
        or text.endswith(_MINUTES)
    )


def _looks_addressed(text: str) -> bool:
    """A cheap look: whether a line may be the address of a page or a person."""
    return "@" in text or text.startswith(("http", "www."))


def _is_truncated(text: str) -> bool:
    """Whether the text breaks off: dots right after a word, in a line too long for a sigh."""
    return len(text) >= _SIGH and text.endswith(("...", "…")) and not text.endswith((" ...", " …"))

"""What a line looks like on its own: its kind, and how much it speaks for running text.

Length, end marks, function words, digits, bullets and credits are looked at; no phrase is known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.bullets import BULLETS
from transforms.digits import has_digit
from transforms.rulebook import Rulebook, Vocabulary
from transforms.shape.credits import CREDIT_TAIL, Credits, opens_credited
from transforms.shape.kinds import (
    ADDRESS,
    AMOUNT,
    ATTRIBUTION,
    BALANCE,
    BYLINE,
    CALENDAR,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    LINK,
    MEASURED,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    SURE,
    SYMBOLS,
    TRUNCATED,
    Kind,
    Look,
)
from transforms.shape.rows import is_fact_row
from transforms.shape.signs import (
    has_words_only,
    is_bracketed,
    is_echoed,
    is_truncated,
    looks_addressed,
    may_be_credited,
    tells_speech,
)

_LONGEST_CAPTION = 450  # characters; a longer line is the text, whatever picture it ends in
_LOOKED_AT = 600  # characters; what a longer line looks like is settled
_IDENTIFIER = re.compile(
    r"[a-z]{2,20}(?:_[a-z0-9]{2,20}){1,4}"
)  # what a template's author forgot: "video_label"
_TAG_ROW = re.compile(r"#\w++(?:[ ,;|]{1,3}+#\w++)++")  # "#Auental #Brücke"; with one, a post's headline
_SURE_PARAGRAPH = 240  # characters that end like a sentence
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
_FACT_LABEL = 24  # characters of the longest label of a fact, its colon among them
_BREAKS_OFF = 0.8  # the evidence of a line that stops in mid-sentence
_TOLD = 2.2  # the evidence that a short line gains by a second sentence
_SPOKEN = 1.5  # the evidence that a paragraph gains by telling who said something
_CAPITALS_IN_MENU = 0.7  # of its words that begin with a capital, in a script that has such,
_SMALL_IN_MENU = 0.1  # of its words that begin small; German sentences have a third at least
_QUOTES = '“”„"«»'
_END_MARKS = frozenset(".!?…:。！？：")
_CLOSERS = "\"'“”‘’»«›‹)]」』）"
_BULLET = re.compile(rf"(?:[{BULLETS}»–-]|>{{1,3}}|#|\d{{1,2}}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_SURE_END = re.compile(r"[.!?][\"“»]|[\w\"“»%)][.!?]")
_SIGNATURE = re.compile(
    r" ?\((?:[\w/ ]{1,12}|[\w/]{1,8}(?:, ?[\w./]{1,10}){1,3})\)$|(?<=[.!?“])(?:/[^\W\d_]{2,4}){1,4}$"
)  # (dpa), (APA, red, 3.5.2031), /kas/jt: who signs
_NOTE = re.compile(r"(?:\[\d{1,3}\])+$")  # a footnote's number
_HASHTAGS = re.compile(r"(?<=[.!?…\"“»])(?: #\w{2,40}){1,8}$")  # behind the last sentence
_BULLET_SIGNS = frozenset(f"{BULLETS}»–->#0123456789:")
_MINUTES = ("min", "min.")  # how long a video is
# Their marks come first: a search jumps from one to the next. A sentence may end in a verb's particle.
_TWO_SENTENCES = re.compile(
    r"[.!?](?:(?<=[^\W\d]{3}.)|(?<=\b(?:ab|an|zu|um|da|so|es|er|ja|up|it|on|in|us|me|to|go).))"
    r"[“\"«»]?\s+[A-ZÄÖÜ„»«\"]"
)
_GOES_ON = re.compile(
    r"\.(?<=[^\W\d]{3}.)[“\"»]? [A-ZÄÖÜ„»«][a-zäöü]+ [a-zäöü]{2,}"
)  # a second sentence, no name
_OTHER_SCRIPT = re.compile(r"[^\W\d_\x00-\u036f]")  # a letter that is not Latin
_LETTERS = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,10}")
_KICKED = re.compile(
    r"(?!.*\d ?: ?\d)[^\W\d_][^:]{3,60} : [„“»«\"'\w][^:].{10,}"
)  # "Streit im Rat : Wer zahlt?": a link with its kicker, no result of a match
_LONGEST_AMOUNT = 90  # characters
_AMOUNT = re.compile(
    r"(?:\d{1,4}(?:[.,/]\d{1,2})?(?: ?[–-] ?\d{1,4}(?:[.,]\d)?)? ?)?[½¼¾⅓⅔]? ?([^\W\d_]{1,14})\.? [^\W_]"
)  # "1/2 TL Salz"
_REFERENCE = re.compile(
    r"\bet al\b|\bu\. a\.[:,]|\bdoi\b|\b(?:19|20)\d\d ?; ?\d|\((?:19|20)\d\d\)[.:,]|\b(?:S|pp?)\. ?\d{1,4} ?[–-] ?\d"
)  # what a numbered reference to a book or paper has
_NO_OFFICE = re.compile(r"[.:;!?]")
_PARTICLES = frozenset({"van", "von", "de", "der", "di", "da", "el", "al", "zu", "bin", "del", "du"})


def _is_short(word: str, spellings: Sequence[str]) -> bool:
    """Whether a name of a day or month is short for another: "Sep", as event calendars beside a text have it."""
    return any(other.startswith(word) and other != word for other in spellings)


class Looks:
    """The look of lines in the languages that a document may be in; short lines are remembered."""

    __slots__ = (
        "_amount_units",
        "_balances",
        "_bylines",
        "_calendar",
        "_credits",
        "_days",
        "_fact_labels",
        "_function_words",
        "_memo",
        "_never_last",
        "_openers",
        "_spaced_colons",
        "_unknown",
    )

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self._unknown = len(vocabularies) > 1  # the language has no words of its own
        self._function_words = frozenset[str]().union(*(known.function_words for known in vocabularies))
        calendar = [row for known in vocabularies for row in (*known.months, *known.weekdays)]
        self._calendar = frozenset(word for row in calendar for word in row) | _named(
            vocabularies, "meta_words"
        )
        self._amount_units = _named(vocabularies, "amount_units")
        self._days = frozenset(word for row in calendar for word in row if not _is_short(word, row))
        self._balances = _named(vocabularies, "balance_labels")
        self._bylines = _named(vocabularies, "byline_labels")
        self._openers = {label[:1] for label in self._bylines}
        self._credits = Credits(vocabularies)
        self._never_last = _named(vocabularies, "never_last")
        self._fact_labels = _named(vocabularies, "fact_labels")
        self._spaced_colons = "blank-before-colon" in _named(vocabularies, "title_habits")
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
            if not may_be_credited(text):
                return self._sentence(text[-1], length, text)
        if length > _MEMO_LENGTH:
            return self._short(text) if length <= _SHORT_FURNITURE else self._look(text)
        found = self._memo.get(text)
        if found is None:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[text] = self._short(text)
        return found

    def _short(self, text: str) -> Look:
        """What `_look` says of a short line. Most have words alone: no number, address or bullet to look for."""
        if not has_words_only(text):
            return self._look(text)
        furniture = CREDIT if self._credits.starts_credited(text) else None
        if furniture is None and opens_credited(text):
            furniture = CAPTION
        if furniture is None and text[-1] not in _END_MARKS and self._may_name_person(text):
            furniture = self._person(text)
        if furniture is not None:
            return Look(furniture, _FURNITURE_EVIDENCE[furniture])
        ending = text.rstrip(_CLOSERS)[-1:]
        if ending not in _END_MARKS:
            return self._unended(ending, len(text), text)
        return _BROKEN if is_truncated(text) else self._sentence(ending, len(text), text)

    def _may_name_person(self, text: str) -> bool:
        """A cheap look: whether a line of words may have an opener of bylines, or an office behind a name."""
        return ", " in text or text[0].lower() in self._openers

    def _look(self, text: str) -> Look:
        head = text[:_LOOKED_AT]
        bullet = _BULLET.match(head)
        inner = head[bullet.end() :] if bullet else head
        furniture = self._furniture(inner, text)
        if furniture is not None and not (
            furniture is ATTRIBUTION and inner is not head and text[0].isdigit()
        ):
            return Look(furniture, _FURNITURE_EVIDENCE[furniture])  # no speaker is numbered
        look = self._text(inner, text)
        if bullet is None or look.kind is TRUNCATED:
            return look
        if text[0].isdigit() and _REFERENCE.search(inner):
            return _CITED
        return Look(ITEM, max(look.evidence - 0.4, 0.0 if inner[0].isdigit() else -1.5))

    def _furniture(self, head: str, text: str) -> Kind | None:
        """The kind of a line that no article would print as its text."""
        if not head[0].isalpha() and not _LETTERS.search(head):
            return NUMBERS if has_digit(head) else SYMBOLS
        if text[0] == "#" and _TAG_ROW.fullmatch(text):
            return SYMBOLS
        if (looks_addressed(head) and _URL.fullmatch(head)) or ("_" in head and _IDENTIFIER.fullmatch(head)):
            return ADDRESS
        short = len(head) <= _SHORT_FURNITURE
        if short and self._is_calendar(head) and has_digit(head):
            return NUMBERS
        credit = self._credits.look(text) if len(text) <= _LONGEST_CAPTION else None
        credit = credit or (CREDIT if head is not text and self._credits.look(head) is CREDIT else None)
        return credit or (self._person(head) if short and head[-1] not in _END_MARKS else None)

    def _is_calendar(self, head: str) -> bool:
        """Whether a line has nothing but numbers and words of dates."""
        first = _WORD.search(head)
        if first is None or not (first[0].isdigit() or first[0].lower() in self._calendar):
            return False
        return all(word.isdigit() or word in self._calendar for word in _WORD.findall(head.lower()))

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
        if is_truncated(text) or head[0] == ":":
            return _BROKEN
        if text[0] == "[" and is_bracketed(text):
            return _LINK
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
        if is_echoed(head):
            return _LINK
        if length > _HEADLINE_LENGTH:
            return _HEADLINE if _is_menu(head) else _UNENDED[length > _LOOKED_AT]
        if ": " in head[:_FACT_LABEL] and self._states_fact(head):
            return FACT
        if length >= _BROKEN_OFF and self._breaks_off(head):
            return Look(SENTENCE, _BREAKS_OFF)
        return self._headed(length, head)

    def _headed(self, length: int, head: str) -> Look:
        if " : " in head and not self._spaced_colons and _KICKED.fullmatch(head):
            return KICKED_HEADLINE
        if length <= _LONGEST_AMOUNT and (amount := self._amount(head)):
            return amount
        if length <= _LABEL_LENGTH and head.count(" ") < _LABEL_WORDS:
            return self._label(head.lower())
        return _HEADLINE

    def _label(self, word: str) -> Look:
        if word in self._balances:
            return BALANCE
        return CALENDAR if word in self._days else _KICKER

    def _amount(self, text: str) -> Look | None:
        """The look of an amount: a number and its unit, or the unit alone."""
        if text[0].isalpha():
            return MEASURED if text.partition(" ")[0].rstrip(".").lower() in self._amount_units else None
        amount = _AMOUNT.match(text)
        return AMOUNT if amount is not None and amount[1].lower() in self._amount_units else None

    def _states_fact(self, text: str) -> bool:
        """Whether a known label opens a line, or bars part several labelled facts."""
        return text.partition(":")[0].lower() in self._fact_labels or is_fact_row(text)

    def _breaks_off(self, text: str) -> bool:
        """Whether a line stops in the middle of a sentence, as a paragraph does at a paywall, and no headline."""
        return text.rsplit(None, 1)[-1] in self._never_last or (
            "." in text and _GOES_ON.search(text) is not None
        )

    def _sentence(self, ending: str, length: int, text: str) -> Look:
        function = self._has_function_word(text) or (self._unknown and _OTHER_SCRIPT.search(text) is not None)
        if self._function_words and not function and len(text.split()) > 5:
            return Look(HEADLINE, -0.7)
        if _PARAGRAPH <= length <= _SURE_PARAGRAPH and not tells_speech(text):
            return _LONG[length]
        evidence = min(4.0, length / 70)
        if length >= _PARAGRAPH:
            return Look(PARAGRAPH, min(4.0, evidence + _SPOKEN) if tells_speech(text) else evidence)
        if ending == ":" and len(text.split()) > _LABEL_WORDS:
            return Look(SENTENCE, max(0.3, evidence - 0.8))
        if function and length >= _TWO_LENGTH and _TWO_SENTENCES.search(text):
            evidence += _TOLD
        return Look(SENTENCE, evidence + (0.3 if function and ending not in "?!:" else -0.5))

    def _has_function_word(self, text: str) -> bool:
        """Whether one of the first words is a function word: the very first often is."""
        common = self._function_words
        first = text.split(None, _FIRST_WORDS)
        if not common.isdisjoint(first) or not common.isdisjoint(map(str.lower, first[:_FIRST_WORDS])):
            return True
        return len(first) > _FIRST_WORDS and not common.isdisjoint(
            map(str.lower, first[-1].split(None, _WORDS_READ)[:_WORDS_READ])
        )


_KICKER = Look(LABEL, -1.1)
_HEADLINE = Look(HEADLINE, -0.9)
KICKED_HEADLINE = Look(HEADLINE, -4.0)
_LINK = Look(LINK, -0.9)
_UNENDED = (
    Look(PARAGRAPH, 1.0),
    Look(PARAGRAPH, 3.0),
)  # a paragraph that ends in a sign or word, and a whole article
_BROKEN = Look(TRUNCATED, -1.5)
_LONG = [Look(PARAGRAPH, min(4.0, length / 70)) for length in range(_SURE_PARAGRAPH + 1)]  # by its length
FACT = Look(ITEM, 0.5)  # "Eintritt: 3 Euro"
_CITED = Look(ITEM, 1.5)
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


def _is_menu(text: str) -> bool:
    """Whether a long line without an end lists what a menu has: words with capitals, and no commas between."""
    if "," in text or text.isupper():
        return False
    first = [word[0] for word in text.split()]
    small, capital = sum(map(str.islower, first)), sum(map(str.isupper, first))
    return small <= len(first) * _SMALL_IN_MENU and capital >= len(first) * _CAPITALS_IN_MENU


def _named(vocabularies: tuple[Vocabulary, ...], name: str) -> frozenset[str]:
    return frozenset(word for known in vocabularies for word in known.named(name))

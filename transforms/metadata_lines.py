"""What one line says about its document: dates, authors, agency, reading time; if it says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transforms.bylines import AGENCIES, PARTICLES, agency_name, person_name
from transforms.dates import Moment, find_moments, parse_moment
from transforms.rulebook import Vocabulary

PUBLISHED = "published"
UPDATED = "updated"

_LONGEST = 220  # characters of a line of metadata
_SHORT = 70
_LONG = 110
_EARLY = 30
_MOST_WORDS = 7
_DIGIT = re.compile(r"\d", re.ASCII)
_FIRST = re.compile(r"\W*([\w-]*)")
_FIRM = ("date", "byline", "agency", "reading")  # kinds that need no company
_SEPARATOR = re.compile(r"\s[-–—/]{1,2}\s|[|•·;,●■▪]|\s/|/\s|\s{2,}|[–—-]$|^[–—-]")
_BRACKET = re.compile(r"\s\(([^()]{2,30})\)?$")
_AROUND = " \t\r\u00a0.:()[]\"'*+>→–—-_"


class Facts(NamedTuple):
    """What a line of metadata says, and in one word what it is: the rule's name."""

    kind: str  # "date", "byline", "agency", "reading"; "name", "role", "label" only beside one of those
    dates: tuple[tuple[str | None, Moment], ...] = ()  # PUBLISHED, UPDATED or None, and the moment
    authors: tuple[str, ...] = ()
    agency: str | None = None
    reading_minutes: int | None = None
    label: str | None = None  # PUBLISHED or UPDATED, waiting for a date on the next line
    opens: bool = False  # a byline whose names are on the next lines

    @property
    def firm(self) -> bool:
        """Whether the line is metadata whatever stands beside it."""
        return self.kind in _FIRM


class Lexicon:
    """The words of metadata in the languages that a document may be in, compiled."""

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self.vocabularies = [known for known in vocabularies if known.months] or [Vocabulary()]
        links = rf"(?:[\s:]+(?:{self._any(vocabularies, 'label_links')})\b)*[\s:]*"
        self.published = self._label(vocabularies, "published_labels", links)
        self.updated = self._label(vocabularies, "updated_labels", links)
        units = self._any(vocabularies, "minutes")
        reading = self._any(vocabularies, "reading_labels")
        self.reading = re.compile(
            rf"(?:{reading})\b[\s:]*(?:ca\.?\s?)?(\d{{1,3}})(?:[:.]\d\d)?\s?(?:(?:{units})\b\.?)?"
            rf"|(\d{{1,3}})[\s-]?(?:{units})\b\.?[\s-](?:{reading})\b",
            re.IGNORECASE,
        )
        self.minutes = re.compile(rf"(\d{{1,3}})\s?(?:{units})\.?", re.IGNORECASE)
        genres = self._any(vocabularies, "genres")
        self.byline = re.compile(
            rf"(?:(?:{self._any(vocabularies, 'genre_articles')})\s)?(?:(?:{genres})[\s:]+)?"
            rf"(?:{self._any(vocabularies, 'byline_openers')})(?:\s*:|\b)\s*"
            rf"|(?:{self._any(vocabularies, 'author_labels')})\s*:\s*",
            re.IGNORECASE,
        )
        self.also = re.compile(rf"\s(?:{self._any(vocabularies, 'name_conjunctions')}|&)\s", re.IGNORECASE)
        self.roles = tuple(self._words(vocabularies, "author_roles"))
        self.role_adjectives = self._words(vocabularies, "role_adjectives")
        self.fillers = self._words(vocabularies, "meta_words") | self._words(vocabularies, "label_links")
        self.page_types = self._words(vocabularies, "page_types")
        self.summaries = self._words(vocabularies, "summary_labels")
        self.openers = self._words(vocabularies, "headline_openers")
        self.groups = self._words(vocabularies, "author_groups")
        weekdays = (row for known in vocabularies for row in known.weekdays)  # Jan and August are names
        self.no_names = frozenset(word for row in weekdays for word in row).union(
            *(known.function_words for known in vocabularies)
        )
        sources = self._any(vocabularies, "source_labels")
        self.source = re.compile(rf"(?:{sources})\s*:\s*", re.IGNORECASE)
        labels = [
            phrase.split()[0]
            for name in ("source_labels", "published_labels", "updated_labels", "author_labels")
            for phrase in self._words(vocabularies, name)
        ]
        self.credit_openers = AGENCIES | {"red"} | set(labels)
        openers = [
            phrase.split()[0]
            for name in ("byline_openers", "genres", "genre_articles", "reading_labels", "label_links")
            for phrase in self._words(vocabularies, name)
        ]
        self.line_openers = self.credit_openers | set(openers)

    @staticmethod
    def _words(vocabularies: Iterable[Vocabulary], name: str) -> frozenset[str]:
        return frozenset(word for known in vocabularies for word in known.named(name))

    def _any(self, vocabularies: Iterable[Vocabulary], name: str) -> str:
        words = sorted(self._words(vocabularies, name), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words)) or "(?!)"

    def _label(self, vocabularies: Iterable[Vocabulary], name: str, links: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._any(vocabularies, name)})\b{links}", re.IGNORECASE)

    def role_at(self, words: Sequence[str]) -> int | None:
        """The index of the first word that says what somebody is: "Wirtschaftsredakteurin"."""
        for at, word in enumerate(words):
            if word.rstrip(".,:;)").lower().endswith(self.roles):
                return at
        return None

    def moments(self, text: str) -> list[tuple[int, int, Moment]]:
        """The dates and clocks of a line, in the first language that knows any."""
        for vocabulary in self.vocabularies:
            if found := find_moments(text, vocabulary):
                return found
        return []

    def moment(self, text: str) -> Moment | None:
        """The date or clock that a text is as a whole."""
        return next((m for known in self.vocabularies if (m := parse_moment(text, known))), None)


def read_metadata_line(text: str, lexicon: Lexicon) -> Facts | None:
    """What a line says about its document, if every part of it does; else None.

    >>> from transforms.rulebook import Rulebook
    >>> lexicon = Rulebook.load().derive("lexicon", "de", Lexicon)
    >>> read_metadata_line("Stand: 4. Mai 2031, 7.05 Uhr | Lesedauer: 3 Min.", lexicon)[:2]
    ('date', (('updated', Moment(year=2031, month=5, day=4, hour=7, minute=5)),))
    >>> read_metadata_line("Von Anna Beispiel und Bert Muster", lexicon).authors
    ('Anna Beispiel', 'Bert Muster')
    >>> read_metadata_line("Von Montag an gilt der neue Fahrplan", lexicon) is None
    True
    """
    text = text.strip()
    if not 2 <= len(text) <= _LONGEST or not _may_be_metadata(text, lexicon):
        return None
    reading = [int(first or second) for first, second in lexicon.reading.findall(text)]
    if reading:
        text = lexicon.reading.sub("|", text)
    dates, pieces = _cut_dates(text, lexicon)
    parts = _Parts(bool(dates))
    for piece in pieces:
        for segment in _SEPARATOR.split(piece):
            if not parts.take(segment.strip(_AROUND), segment, lexicon):
                return None
    return parts.facts(dates, reading)


def first_word(text: str) -> str:
    """The first word in lower case, the signs around it off."""
    return _FIRST.match(text)[1].lower()  # type: ignore[index] # matches any line


def _may_be_metadata(text: str, lexicon: Lexicon) -> bool:
    """A cheap look: a known first word, an early digit, or words as in a name and what its bearer does."""
    if first_word(text) in lexicon.line_openers:
        return True
    if text[-1] in "?!":
        return False
    if _DIGIT.search(text, 0, _SHORT):
        return len(text) <= _LONG or _DIGIT.search(text, 0, _EARLY) is not None
    if len(text) > _SHORT or text[-1] in '"“»':
        return False
    words = text.split()
    if len(words) > _MOST_WORDS:
        return False
    return (
        all(word in PARTICLES or not word[0].islower() for word in words)
        or lexicon.role_at(words) is not None
    )


def _cut_dates(text: str, lexicon: Lexicon) -> tuple[list[tuple[str | None, Moment]], list[str]]:
    """The dates of a line with their labels, and what is left between them."""
    found = lexicon.moments(text)
    if not found:
        bare, label = _cut_label(text, lexicon)
        moment = lexicon.moment(bare) if bare.strip(_AROUND) else None
        return ([(label, moment)], []) if moment else ([], [text])
    dates, pieces, at = [], [], 0
    for start, end, moment in found:
        piece, label = _cut_label(text[at:start], lexicon)
        dates.append((label, moment))
        pieces.append(piece)
        at = end
    tail, label = _cut_label(text[at:], lexicon)
    if label and dates[-1][0] is None:
        dates[-1] = label, dates[-1][1]  # "04.11.2031 (aktualisiert)"
    return dates, [*pieces, tail]


def _cut_label(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    for label, pattern in ((UPDATED, lexicon.updated), (PUBLISHED, lexicon.published)):
        if pattern.search(text):
            return lexicon.published.sub("|", pattern.sub("|", text)), label
    return text, None


class _Parts:
    """The parts of a line besides its dates, as they are recognised."""

    def __init__(self, dated: bool) -> None:  # whether the line holds a date
        self.dated = dated
        self.named = self.role = self.opens = False
        self.label: str | None = None
        self.authors: list[str] = []
        self.loose: list[str] = []  # names without "Von"
        self.agency: str | None = None
        self.minutes: int | None = None

    def take(self, part: str, segment: str, lexicon: Lexicon) -> bool:
        """Recognise one part; False if it is anything else, and the line is no metadata."""
        segment = segment.strip()
        if opener := lexicon.byline.match(segment):
            self.named = True
            self.opens = opener.end() == len(segment)
            return self._take_names(segment[opener.end() :], lexicon)
        if not part or self._is_filler(part, lexicon):
            return True
        if agency := agency_name(part):
            self.agency = agency
            return True
        if self.named or lexicon.role_at(part.split()) is not None:
            return self._take_names(part, lexicon)
        names = [person_name(name, lexicon.no_names) for name in lexicon.also.split(part)]
        if all(names):
            self.loose += [name for name in names if name]
            return True
        return self.dated and len(part) <= 25 and part.isalpha() and part.istitle()  # a place

    def _is_filler(self, part: str, lexicon: Lexicon) -> bool:
        lower = part.lower()
        if found := lexicon.minutes.fullmatch(part):
            self.minutes = int(found[1])
            return True
        if lower in lexicon.page_types or all(w.isdigit() or w in lexicon.fillers for w in lower.split()):
            self.label = _cut_label(part, lexicon)[1] or self.label
            return True
        bare, label = _cut_label(part, lexicon)
        if label and not bare.strip(_AROUND + "|"):
            self.label = label
            return True
        return False

    def _take_names(self, text: str, lexicon: Lexicon) -> bool:
        """Names and what they are: "Anna Beispiel und Bert Muster", "Cora Probe Redakteurin für Wetter"."""
        bracket = _BRACKET.search(text)  # "(dpa)", "(Sport)"
        if bracket:
            self.agency = agency_name(bracket[1]) or self.agency
            text = text[: bracket.start()]
        text = text.strip(_AROUND)
        if self.authors and text.isalpha() and text.istitle():
            return True  # "Anna Beispiel, Musterstadt"
        words = text.split()
        role = lexicon.role_at(words)
        if role is not None:
            self.role = True
            while role and words[role - 1].lower() in lexicon.role_adjectives:
                role -= 1
            text = " ".join(words[:role]).strip(_AROUND)
        for name in lexicon.also.split(text) if text else ():
            if agency := agency_name(name):
                self.agency = agency
            elif person := person_name(name, lexicon.no_names):
                self.authors.append(person)
            elif role is None and not self._is_group(name, lexicon):
                return False
        return True

    def _is_group(self, name: str, lexicon: Lexicon) -> bool:
        """Whether a byline names a desk: its words say so, or a date on the same line vouches for it."""
        tokens = name.split()
        known = any(token.lower() in lexicon.groups for token in tokens)
        if known or (self.dated and len(tokens) == 1 and name[0].isupper()):
            self.authors.append(name)
            return len(tokens) <= 4
        return False

    def facts(self, dates: list[tuple[str | None, Moment]], reading: list[int]) -> Facts | None:
        """The facts, once every part has been recognised; None where there are none."""
        minutes = reading[0] if reading else self.minutes if dates or self.named else None
        kinds = (
            ("date", dates),
            ("byline", self.named or (self.authors and self.role)),
            ("agency", self.agency),
            ("reading", reading),
            ("name", self.loose),
            ("role", self.role),
            ("label", self.label),
        )
        kind = next((kind for kind, known in kinds if known), None)
        if kind is None:
            return None
        authors = tuple(self.authors + self.loose)
        return Facts(kind, tuple(dates), authors, self.agency, minutes, self.label, self.opens)

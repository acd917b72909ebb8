"""The words of metadata, compiled: labels of dates, openers of bylines, what authors are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transforms.dates.finding import Moment, find_moments, parse_moment
from transforms.dates.grammar import DATE_LISTS
from transforms.metadata.bylines import AGENCIES, PARTICLES
from transforms.metadata.facts import Facts
from transforms.metadata.stamps import Stamps
from transforms.rulebook import Vocabulary

_ROLE_END = 3  # letters by which words that are no office are told apart
_METADATA_LISTS = (
    "author_labels", "byline_openers", "genre_articles", "genres", "interviewers", "label_links",
    "meta_words", "minutes", "name_conjunctions", "page_types", "place_links", "published_labels",
    "reading_labels", "report_verbs", "role_adjectives", "serial_labels", "source_labels", "updated_labels",
)  # fmt: skip


class Lexicon:
    """The words of metadata in the languages that a document may be in, compiled."""

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self.vocabularies = [known for known in vocabularies if known.months] or [Vocabulary()]
        self._take_openings(vocabularies)
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
        self.duration = re.compile(rf"\d{{1,3}}:\d\d\s?(?:{units})\b\.?", re.IGNORECASE)
        self.minutes = re.compile(rf"(\d{{1,3}})\s?(?:{units})\.?", re.IGNORECASE)
        genres = self._any(vocabularies, "genres")
        self.byline = re.compile(
            rf"(?:(?:{self._any(vocabularies, 'genre_articles')})\s)?(?:(?:{genres})[\s:]+)?"
            rf"(?:{self._any(vocabularies, 'byline_openers')})(?:\s*:|\b)\s*"
            rf"|(?:{self._any(vocabularies, 'author_labels')})\s*:\s*"
            rf"|(?:{self._any(vocabularies, 'interviewers')})\s+"
            rf"|(?:{self._any(vocabularies, 'place_links')})\s(?-i:[^\W\d_a-zäöü][\w.-]+\s){{1,3}}"
            rf"(?:{self._any(vocabularies, 'report_verbs')})\s+",  # "Aus Auental berichtet Anna Beispiel"
            re.IGNORECASE,
        )
        self.also = re.compile(rf"\s(?:{self._any(vocabularies, 'name_conjunctions')}|&)\s", re.IGNORECASE)
        places = self._any(vocabularies, "place_links")
        self.place = re.compile(rf"\s(?:{places})\s(?=[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+){{0,3}}$)")
        self.roles = tuple(self._words(vocabularies, "author_roles"))
        self._role_ends = {role[-_ROLE_END:] for role in self.roles}
        self.role_adjectives = self._words(vocabularies, "role_adjectives")
        self.fillers = self._words(vocabularies, "meta_words") | self._words(vocabularies, "label_links")
        self.page_types = self._words(vocabularies, "page_types")
        self._take_events(vocabularies)
        self._take_filings(vocabularies)
        self.summaries = self._words(vocabularies, "summary_labels")
        self.openers = self._words(vocabularies, "headline_openers")
        self.groups = self._words(vocabularies, "author_groups")
        self.source_labels = self._words(vocabularies, "source_labels")
        self.helpers = AGENCIES | self.groups | self.source_labels
        weekdays = (row for known in vocabularies for row in known.weekdays)  # Jan and August are names
        self.no_names = frozenset(word for row in weekdays for word in row).union(
            self._words(vocabularies, "liveblog_names"),
            self._words(vocabularies, "filing_labels"),
            self._words(vocabularies, "published_labels"),
            *(known.function_words for known in vocabularies),
        )
        self._take_sources(vocabularies)
        labels = [
            phrase.split()[0]
            for name in ("source_labels", "published_labels", "updated_labels", "author_labels")
            for phrase in self._words(vocabularies, name)
        ]
        self.credit_openers = AGENCIES | {"red"} | set(labels)
        self.byline_words = self._words(vocabularies, "byline_openers")
        self.credit_starts = {
            word[:2] for word in (*self.credit_openers, *self.interviewers, *self.byline_words)
        }
        self.credit_words = self.credit_openers | self.byline_words
        openers = [
            phrase.split()[0]
            for name in ("byline_openers", "genres", "genre_articles", "reading_labels", "label_links")
            for phrase in self._words(vocabularies, name)
        ]
        self.known_lines: dict[str, Facts | None] = {}  # what `read_metadata_line` found in short lines
        self.stamps: Stamps = {}
        self.line_openers = self.credit_openers | set(openers) | self.reported_from
        self.small_words = self._small_words(vocabularies)

    def _take_openings(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        """What lines and names open or end with."""
        self.kicker_openers = tuple(self._words(vocabularies, "kicker_openers"))
        self.spaced_colons = "blank-before-colon" in self._words(vocabularies, "title_habits")
        self.interviewers = tuple(self._words(vocabularies, "interviewers"))
        self.desks = tuple(self._words(vocabularies, "author_desks"))
        self.interview_links = tuple(self._words(vocabularies, "interview_links"))
        self.outlets = tuple(self._words(vocabularies, "outlet_words"))
        self.place_words = {phrase.split()[0] for phrase in self._words(vocabularies, "place_links")}
        self.reported_from = self.place_words if self._words(vocabularies, "report_verbs") else set()
        openers = ("genre_articles", "genres", "byline_openers", "author_labels", "interviewers")
        opening = [phrase for name in openers for phrase in self._words(vocabularies, name)]
        self._byline_starts = {phrase[:2] for phrase in (*opening, *self.reported_from)}

    def _take_sources(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        """What credits open with: those of pictures, and those of the text."""
        pictures = self._any(vocabularies, "credit_labels")
        self.picture_words = {phrase.split()[0] for phrase in self._words(vocabularies, "credit_labels")}
        self.labels = self.picture_words | self._words(vocabularies, "button_words")
        self.picture = re.compile(rf"(?:{pictures})\s*:", re.IGNORECASE)
        openers = self._any(vocabularies, "byline_openers")
        self.photographer = re.compile(rf"(?:{pictures})\s(?:{openers})\s", re.IGNORECASE)
        sources = self._any(vocabularies, "source_labels")
        self.source = re.compile(rf"(?:{sources})\s*:\s*", re.IGNORECASE)
        signs = rf"(?:red|{sources}|\w+\.(?:at|ch|de|com)|{'|'.join(map(re.escape, AGENCIES))})"
        self.agencies = re.compile(rf"\(?{signs}(?:[,/+ ]{{1,2}}{signs}){{1,4}}\)?", re.IGNORECASE)

    def _take_filings(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        """What blogs say behind author and date: categories, and how many readers have written."""
        notes = self._any(vocabularies, "comment_notes")
        links = self._any(vocabularies, "filing_links")
        self.commented = re.compile(
            rf"[\s|·•,;/–-]{{1,4}}(?:[^\W\d_]{{3,4}} )?(?:\d{{1,4}} |[^\W\d_]{{2,6}} )?(?:{notes})$",
            re.IGNORECASE,
        )
        word = r"[^\W\d_a-zäöü][\w-]*"
        self.filed = re.compile(rf"[\s|·•,;/.–-](?:{links})\s{word}(?:[, |/&]{{1,3}}{word}){{0,7}}$")
        self.comment_count = re.compile(rf"(?<!\w)(?:\d{{1,4}}|no|kein|keine)\s(?:{notes})\b", re.IGNORECASE)
        openers = self._any(vocabularies, "filing_openers")
        self.filing_opener = re.compile(rf"(?:{openers})(?:\s*:|\b)\s*", re.IGNORECASE)
        labels = "|".join((self._any(vocabularies, "filing_labels"), self._any(vocabularies, "filing_links")))
        self.filing_label = re.compile(rf"(?:{labels})(?:\s*:|\b)\s*", re.IGNORECASE)
        self.filing_break = re.compile(rf"(?<!\S)(?:{openers}|{labels})\b", re.IGNORECASE)
        self.weak_labels = self._words(vocabularies, "filing_links")
        self.filing_links = tuple(f" {link.split()[0]}" for link in self._words(vocabularies, "filing_links"))
        self.comment_words = tuple({note.split()[-1] for note in self._words(vocabularies, "comment_notes")})

    def _take_events(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        """What ties a day to what took place on it, or to the paper that came out."""
        links = self._any(vocabularies, "event_links")
        self.event = re.compile(rf"([^\W\d_]+) (?:{links}) [^.!?]{{0,16}}\d", re.IGNORECASE)
        endings = self._any(vocabularies, "event_endings")
        ties = self._any(vocabularies, "label_links")
        self.held = re.compile(rf"(?:{endings}) (?:{ties}) [^.!?]{{0,16}}\d", re.IGNORECASE)
        self.event_ends = tuple(f"{end} " for end in self._words(vocabularies, "event_endings"))
        self.event_links = tuple(f" {link} " for link in self._words(vocabularies, "event_links"))
        self.papers = tuple(self._words(vocabularies, "dated_papers"))
        serials = self._any(vocabularies, "serial_labels")
        self.serial = re.compile(
            rf"\b(?:{serials})\s?\d{{1,5}}(?:\s?/\s?((?:19|20)\d\d|\d\d))?(?![\w/])", re.IGNORECASE
        )

    @staticmethod
    def _words(vocabularies: Iterable[Vocabulary], name: str) -> frozenset[str]:
        return frozenset(word for known in vocabularies for word in known.named(name))

    def _small_words(self, vocabularies: Iterable[Vocabulary]) -> frozenset[str]:
        """Every word that a line of metadata may hold in lower case."""
        rows = (row for known in vocabularies for row in (*known.months, *known.weekdays))
        lists = (self._words(vocabularies, name) for name in (*_METADATA_LISTS, *DATE_LISTS))
        phrases = frozenset[str]().union(*rows, *lists)
        return PARTICLES | AGENCIES | {word.strip(".,:") for phrase in phrases for word in phrase.split()}

    def _any(self, vocabularies: Iterable[Vocabulary], name: str) -> str:
        words = sorted(self._words(vocabularies, name), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words)) or "(?!)"

    def _label(self, vocabularies: Iterable[Vocabulary], name: str, links: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._any(vocabularies, name)})\b{links}", re.IGNORECASE)

    def may_sign(self, text: str) -> bool:
        """A cheap look: whether a line begins with two letters that a byline begins with."""
        start = text[:2].lower()
        return start in self._byline_starts or start[:1] in self._byline_starts

    def role_at(self, words: Sequence[str]) -> int | None:
        """The index of the first word that says what somebody is: "Wirtschaftsredakteurin"."""
        ends = self._role_ends
        for at, word in enumerate(words):
            lower = word.rstrip(".,:;)").lower()
            if lower[-_ROLE_END:] in ends and lower.endswith(self.roles):
                return at
        return None

    def is_outlet(self, name: str) -> bool:
        """Whether a name beside an author's is that of the paper or station: "Marlow County Courier"."""
        words = name.lower().split()
        return bool(words) and (words[-1].endswith(self.outlets) or words[0] in self.outlets)

    def moments(self, text: str) -> list[tuple[int, int, Moment]]:
        """The dates and clocks of a line, in the first language that knows any."""
        for vocabulary in self.vocabularies:
            if found := find_moments(text, vocabulary):
                return found
        return []

    def moment(self, text: str) -> Moment | None:
        """The date or clock that a text is as a whole."""
        return next((m for known in self.vocabularies if (m := parse_moment(text, known))), None)

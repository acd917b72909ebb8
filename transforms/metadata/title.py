"""Which line of a head is the title, which are its copies, and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from transforms.document import HEADING, TIMESTAMP
from transforms.markup.markdown import LINK_LINE, TITLE
from transforms.metadata.head import (
    DATELINE,
    LONGEST_LEAD,
    is_caption,
    is_title_long,
    title_shaped,
)
from transforms.metadata.parts import Part
from transforms.metadata.title_address import address_words, letters_of, share_in_address, slug_of
from transforms.metadata.title_context import is_salutation
from transforms.metadata.title_parts import names_site
from transforms.metadata.title_signs import (
    COPY,
    LONG_SUBTITLE,
    LONG_TITLE,
    STEPS,
    count_full_stops,
    is_glued,
    is_masthead,
    is_subtitle,
    is_trail,
    names_desk,
)
from transforms.shape.kinds import (
    ATTRIBUTION,
    BYLINE,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    SENTENCE,
    TRUNCATED,
)

_OPENERS = frozenset({TIMESTAMP, HEADING})  # of a liveblog's entries, which rules have found
_ENOUGH = 2.0  # evidence that makes a title
_NARROWEST = 20  # characters of a column's line
_COLUMN = 4  # lines that go on with the one above: whatever stands below them stands in running text
_ABOVE_OFFICE, _OFFICE = 2, 45  # lines above an author's office: headline and name; its characters at most
_POINTS, _POINT = 2, 25  # of a summary right below a title; characters of each
_TITLE_LINES = 2  # wrapped lines; more are a paragraph's
_SLUG_MORE = 8  # blanks and numbers that a title has and its slug hasn't
_TELLING = 40  # characters behind a colon that a headline has, and hardly any row of a list
_MENU = 6  # labels that may stand above a headline
_STEPS = 12  # parts below a title that are looked through
_NEAR_TEXT = 10  # parts above the text
_NEAR_NAME = 6  # parts above it, of a title that may be a person's name
_SET_APART = 1.5  # the evidence of what stands below a title: its date, byline or lead
_AMID_TEASERS = 1.0  # what any number of teasers' texts above a title speak against it
_STEP = re.compile(rf"\S [/|{STEPS}»] \S")  # "Start / Ausland"
_SPACED_OUT = re.compile(r"(?:\w ){5,60}+\w")  # "P r o t o k o l l"
_NUMERIC_DATE = re.compile(r"\d\.\d{1,2}\.\d\d")
_WORD, _STEM = re.compile(r"\w{5,}"), 6  # letters: what a word has in common with its other forms
_NAME = re.compile(r"(?<![.!?:“„\"»«] )(?<!^)\b[^\W\d_a-zß-ÿ]\w{3,}")  # within a sentence
_TEXT_PARTS = 8  # of the text, that are read for a title's words
_RECURRING = (0.0, 1.0, 1.5)  # if none, one or more of them stand there
_EVENT = re.compile(r"\b[^\W\d_A-Z]{2,4} \d{1,2}\.\d{1,2}\.\d{2,4}$")  # "Sitzung vom 4.11.2031"
_DATED = re.compile(r", \d{1,2}\. [^\W\d_]{3,9} \d{4}$")  # an event's day: "San Torello, 3. September 2031"
_MARKED = 3.0  # what the page's own markup is worth that says so: the name of the site may have the same
_LINKED = 2.0  # what speaks against a line that is a link and nothing else
_LIKENESS = {  # a title may look like anything: "Erstes Bild: …" a credit, "Von Wien nach Rom" a byline
    LABEL: -1.0,
    CREDIT: -1.0,
    CAPTION: -1.0,
    ATTRIBUTION: -0.5,
    BYLINE: -0.5,
}


def find_title(parts: Sequence[Part], start: int, url: str, publisher: str = "") -> int | None:
    """The index of the title among the parts before ``start``; None where no line has the evidence.

    What speaks for a line: words of it that recur in the text, words of the address, a copy of it nearby, a
    date, byline or lead right below, its place at the top. What speaks against it: the full stop of a caption,
    a credit below, a bullet, running text above. The last line of a page is none: without it nothing would be
    left to publish; nor is its site's name.
    """
    told = _Evidence(parts, start, url)
    best, most = None, _ENOUGH
    for at in range(min(start, len(parts) - 1)):
        if parts[at].open and told.may_be(at) and not names_site(parts[at].bare, publisher, url):
            evidence = told.evidence(at)
            if evidence + _RECURRING[-1] >= most:  # else it is none, whatever recurs
                evidence += told.recurring(at)
            tied = evidence == most and (best is None or (best == at - 1 and told.is_kicker(best)))
            if evidence > most or tied:
                best, most = at, evidence
    return best


class _Evidence:
    """The evidence for each line of a head to be the title; they are asked for in order."""

    def __init__(self, parts: Sequence[Part], start: int, url: str) -> None:
        self.parts = parts
        self.start = start
        self.slug = slug_of(url)
        self.address = address_words(url)
        self.keys = [part.key for part in parts[: start + 1] if len(part.text) <= LONGEST_LEAD]
        self.first = self._first_headline()
        self.passed = 0  # the lines above the one that is asked for, and of these:
        self.texts = self.cuts = 0  # how many are running text, or go on with the line above,
        self.own = 0  # and how many of these texts name what the text below names, as teasers' don't
        self.dated = self.signed = False  # whether a date or byline is among them
        self.shaped = False  # whether one could be the title,
        self.summed_up = False  # or opens a summary, whose points come next

    @cached_property
    def text(self) -> str:
        """How the text begins, in lower case."""
        return self._said.lower()

    def _pass_by(self, above: Iterable[int]) -> None:
        """Count the lines for those that stand above all that are asked for next."""
        for at in above:
            if self._is_text(at):
                self.texts += 1
                self.own += self._names_alike(at)
            elif self.parts[at].role is HEADING:  # "Zutaten": its text has begun above
                self.own += 1
            self.cuts += self._goes_on(at)
            if facts := self.parts[at].facts:
                self.dated = self.dated or facts.firm
                self.signed = self.signed or (self.shaped and facts.kind == "byline")
            self.shaped = self.shaped or title_shaped(self.parts[at])
            self.summed_up = self.summed_up or (self.shaped and self.parts[at].opens_summary)

    @cached_property  # most heads have no captions, and never ask
    def lone(self) -> int | None:
        """The only headline of the head: with a picture's credit below it is still no caption.

        Spares a caption, below which stands whatever else may be the title.
        """
        head = range(min(self.start, len(self.parts)))
        lone = [at for at in head if title_shaped(self.parts[at]) and self.parts[at].kind is HEADLINE]
        if len(lone) != 1 or not self.parts[lone[0]].open:
            return None
        below = self.parts[lone[0] + 1 : self.start]
        rivals = any(
            part.open and title_shaped(part) and part.text[-1] != "." and not part.is_picture
            for part in below
        )
        return None if rivals else lone[0]

    def _first_headline(self) -> int:
        """The first headline that is no section's name; else the first, whatever it is."""
        headlines = (at for at in range(min(self.start + 1, len(self.parts))) if self._is_headline(at))
        first = next(headlines, None)
        if first is None:
            return 0
        at: int | None = first
        while at is not None and self._is_section(at):
            at = next(headlines, None)
        return first if at is None else at

    def may_be(self, at: int) -> bool:
        """A cheap look: an item of a list has to be repeated, or be in the address; datelines open text."""
        part = self.parts[at]
        if not title_shaped(part):
            return self.is_slug(at) or self._is_named(at)
        if part.kind is ITEM and self.keys.count(part.key) < 2 and not self._in_address(part):
            return False
        return "(" not in part.text or DATELINE.match(part.text) is None

    def _is_named(self, at: int) -> bool:
        """Whether a line right above the text looks like a name, as "Better Student Journalism" does."""
        part = self.parts[at]
        near = self.start - at <= _NEAR_NAME and part.facts is not None and part.facts.kind == "name"
        return near and is_title_long(part)

    def _in_address(self, part: Part) -> bool:
        return bool(self.address) and share_in_address(part.bare, self.address) > 0

    def is_kicker(self, at: int) -> bool:
        """Whether a headline without a kicker is so short beside the one right below that it is its kicker."""
        below = self.parts[at + 1]
        if self._has_kicker(at) or below.prose or not title_shaped(below):
            return False
        return not is_subtitle(below.text, self.parts[at].bare)

    def is_slug(self, at: int) -> bool:
        """Whether the end of the address spells the line out: a title may be one word then."""
        part, slug = self.parts[at], self.slug
        if not slug or len(part.bare) > len(slug) + _SLUG_MORE or part.kind is not LABEL:
            return False
        return slug == letters_of(part.bare)

    def evidence(self, at: int) -> float:
        """How much speaks for the line, but for its words; `_ENOUGH` makes it the title."""
        self._pass_by(range(self.passed, at))
        self.passed = at
        text = self.parts[at].text
        return (
            self._below(at)
            + (2.0 if self.is_slug(at) else 3 * share_in_address(text, self.address))
            + (1.5 if self.parts[at].kind is HEADLINE else 1.0) * self._repeated(at)
            + self._marked(at)
            + (1.0 if at == self.first else 0)
            + (0.5 if ": " in text[:-_TELLING] and text.count(": ") == 1 else 0)
            - count_full_stops(text)
            - (1.5 if self.parts[at].bare is not text else 0)
            - (0.5 if len(text) > LONG_TITLE else 0)
            + (1.0 if self._has_kicker(at) else 0)
            + (3.0 if names_desk(text) else 0)
            - (2.5 if is_trail(text) or is_glued(text) or self._is_crumb(at) else 0)
            - (1.0 if is_masthead(text) else 0)
            - (0.5 if self.parts[at].facts else 0)
            - 0.75 * max(0, len(self.parts[at].lines) - _TITLE_LINES)
            - self._against_texts(at)
            - 2.0 * (self.cuts >= _COLUMN)
            - (0.5 if self._is_subtitle(at) else 0)
            + (1.0 if text[1:2] == " " and _SPACED_OUT.fullmatch(text) else 0)
            - (1.5 if self.signed else 0)
            - (2.0 if self.summed_up else 0)
            - (2.0 if self._is_topic(at) or self._is_office(at) or self._has_topic(at) else 0)
            - (1.0 if "." in text and _NUMERIC_DATE.search(text) and not _EVENT.search(text) else 0)
            - (1.5 if text[-1].isdigit() and _DATED.search(text) else 0)
        )

    def _against_texts(self, at: int) -> float:
        """What running text above speaks against a line: teasers' texts stand above a title, too, its own don't."""
        if not self.texts:
            return 0.0
        near = self.start - at <= _NEAR_TEXT and self._below(at) >= _SET_APART
        return max(_AMID_TEASERS, 2.0 * self.own) if near else 2.0 * self.texts

    def _names_alike(self, at: int) -> bool:
        """Whether a text has a name, or a German noun, that the text below has."""
        return any(name in self._said for name in _NAME.findall(self.parts[at].text))

    @cached_property
    def _said(self) -> str:
        return "\n".join(part.text for part in self.parts[self.start : self.start + _TEXT_PARTS])

    def recurring(self, at: int) -> float:
        """Whether the text takes up again a word of the line, or more, in whatever form: a menu's it doesn't.

        A sentence shares words with its neighbours whatever it is.
        """
        line = self.parts[at]
        if line.text[-1] == "." or len(line.lines) > _TITLE_LINES:
            return 0.0
        stems = (word[:_STEM] for word in _WORD.findall(line.text.lower()))
        return _RECURRING[min(len(_RECURRING) - 1, sum(stem in self.text for stem in stems))]

    def _marked(self, at: int) -> float:
        """What the page's own markup says of the line, or else its look."""
        part = self.parts[at]
        if TITLE in part.edits:
            return _MARKED
        return _LIKENESS.get(part.kind, 0.0) - (_LINKED if LINK_LINE in part.edits else 0.0)

    def _is_headline(self, at: int) -> bool:
        part = self.parts[at]
        return (
            part.open
            and (LINK_LINE not in part.edits or TITLE in part.edits)
            and title_shaped(part)
            and part.kind is not ITEM
            and (not is_caption(self.parts, at) or at == self.lone)
            and not self._is_topic(at)
            and not (part.kind is LABEL and _STEP.search(part.text))
        )

    def _is_section(self, at: int) -> bool:
        """Whether a label, or a line above labels, stands right above a headline; above a lead it may be the title."""
        first, at = at, self._last_label(at)
        label, under = self.parts[at], self.parts[at + 1 : at + 3]
        at += at > first and len(under) > 1 and under[0].facts is not None  # a date may stand below a menu
        below = self.parts[at + 1] if under else None
        return (
            below is not None
            and label.kind is LABEL
            and (below.kind is HEADLINE or self._is_short_title(at + 1))
            and below.open
            and len(below.text) <= LONG_SUBTITLE
        )

    def _last_label(self, at: int) -> int:
        """The last of the labels that stand one below the other right below this line, or the line itself."""
        last = at
        for below in range(at + 1, min(at + _MENU, len(self.parts))):
            part = self.parts[below]
            if part.kind is not LABEL or not part.open or (part.facts is not None and part.facts.firm):
                break
            last = below
        return last

    def _is_short_title(self, at: int) -> bool:
        """Whether a label of several words stands right above the text or its date."""
        if self.parts[at].kind is not LABEL or not title_shaped(self.parts[at]):
            return False
        below = self.parts[at + 1] if at + 1 < len(self.parts) else None
        return below is not None and (below.prose or (below.facts is not None and below.facts.firm))

    def _is_subtitle(self, at: int) -> bool:
        """Whether a headline stands right above that is too long for a kicker."""
        above = self.parts[at - 1] if at else None
        return (
            above is not None
            and above.open
            and above.kind is HEADLINE
            and title_shaped(above)
            and not is_trail(above.text)
            and not is_masthead(above.text)
            and is_subtitle(self.parts[at].text, above.bare)
        )

    def _is_topic(self, at: int) -> bool:
        """Whether the line says whom the headline below it is about."""
        below = self.parts[at + 1] if at + 1 < len(self.parts) else None
        return (
            below is not None
            and self.parts[at].names_topic
            and below.open
            and title_shaped(below)
            and not below.prose
            and not below.is_picture
        )

    def _has_topic(self, at: int) -> bool:
        """Whether the line says whom the headline right above it is about: "Zum Tod des Fährmanns …"."""
        above = self.parts[at - 1] if at else None
        return above is not None and self.parts[at].names_topic and above.open and title_shaped(above)

    def _is_office(self, at: int) -> bool:
        """Whether the line says what somebody is whose name stands above it, below a headline that is longer."""
        if at < _ABOVE_OFFICE or len(self.parts[at].text) > _OFFICE or not self.parts[at].says_office:
            return False
        headline, name = self.parts[at - 2 : at]
        named = name.facts is not None and name.facts.kind == "name"
        return named and title_shaped(headline) and len(headline.text) > len(self.parts[at].text)

    def _is_text(self, at: int) -> bool:
        """Whether a paragraph is running text; a caption has a credit, or stands twice."""
        part = self.parts[at]
        return part.prose and not is_caption(self.parts, at) and self.keys.count(part.key) < 2

    def _goes_on(self, at: int) -> bool:
        """Whether a line goes on with the sentence of the line above, as those of a narrow column do."""
        if not at or not self.parts[at].text[0].islower():
            return False
        above = self.parts[at - 1]
        wide = len(above.text) >= _NARROWEST  # a menu's entries may begin in lower case, too
        return wide and above.role is self.parts[at].role is None and above.text[-1] not in ".!?:"

    def _below(self, at: int) -> float:
        """What stands right below, copies of the line, subtitles, captions and names left out."""
        weight = 0.0
        title, pictured = (
            self.parts[at].key,
            False,
        )  # whether a caption was passed, to which the credit below belongs
        for _ in range(_STEPS):
            number = self._next(at)
            if number is None:
                break
            below = self.parts[number]
            pictured = pictured or (
                number > at + 1 and self.parts[number - 1].key == title
            )  # described as the title is
            if below.is_credit and not pictured and not self._is_dated_above(at) and at != self.lone:
                return weight - 3.0
            if (below.is_credit and pictured) or (is_caption(self.parts, number) and number != self.lone):
                pictured, at = True, number
                continue
            named = below.facts is not None and below.facts.kind == "name"  # a person, or a kicker like one
            if not named and not is_salutation(below.text) and not self._is_office(number):
                if below.prose or below.facts or below.role in _OPENERS or number == self.start:
                    return weight + 2.0
                if below.opens_summary or self._opens_points(number):
                    return weight + 2.0
                if below.kind is TRUNCATED and self._is_label(min(number + 1, len(self.parts) - 1)):
                    return weight - 1.0  # a teaser, its text and its button
                if not is_subtitle(below.text, self.parts[at].bare):
                    return weight + (1.0 if below.kind is SENTENCE and below.text[-1] in ".!" else 0.0)
                weight -= 0.25
            at = number
        return weight

    def _opens_points(self, at: int) -> bool:
        """Whether some points stand there, and below them the page's date or author."""
        last = at
        while (
            last < len(self.parts) and self.parts[last].kind is ITEM and len(self.parts[last].text) >= _POINT
        ):
            last += 1
        below = self.parts[last : last + 2]
        return last - at >= _POINTS and any(part.facts is not None and part.facts.firm for part in below)

    def _is_dated_above(self, at: int) -> bool:
        """Whether the page's date stands right above: what follows is no caption, but the title of its picture."""
        facts = self.parts[at - 1].facts if at else None
        return facts is not None and facts.firm

    def _next(self, at: int) -> int | None:
        """The next part that is no copy of this one."""
        key = self.parts[at].key
        for number in range(at + 1, min(self.start + 1, len(self.parts))):
            if self.parts[number].key != key:
                return number
        return None

    def _has_kicker(self, at: int) -> bool:
        """Whether one label stands right above: no list of them, no title, nothing below the date."""
        if self.dated or not at or not self._is_label(at - 1) or (at > 1 and self._is_label(at - 2)):
            return False
        above = self.parts[at - 1]
        return above.facts is None and not title_shaped(above)

    def _is_label(self, at: int) -> bool:
        return self.parts[at].open and self.parts[at].kind is LABEL

    def _repeated(self, at: int) -> bool:
        """Whether the line stands twice, or once more with its section before it."""
        key = self.parts[at].key
        if len(key) < COPY or self.parts[at].kind in {CAPTION, CREDIT}:
            return False  # a gallery has its captions twice
        return self.keys.count(key) > 1 or any(
            other.endswith(key) and len(other) <= 2 * len(key) for other in self.keys if other != key
        )

    def _is_crumb(self, at: int) -> bool:
        """Whether the line is another line with its section before it: "Start / Ausland / …"."""
        key = self.parts[at].key
        shorter = [other for other in self.keys if COPY <= len(other) < len(key)]
        return key.endswith(tuple(shorter))

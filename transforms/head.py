"""The head of a page: where it ends, which of its lines is the title, and what stands above and below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from transforms.document import Role
from transforms.metadata_lines import Facts, Lexicon, read_metadata_line
from transforms.shape_context import Unit
from transforms.shape_kinds import Kind

_LONG_PARAGRAPH = 450  # characters; hardly a lead
_LONGEST_LEAD = 600
_LONGEST_TITLE = 200
_SHORTEST_TITLE = 12
_ENOUGH = 2.0  # evidence that makes a title
_COPY = 15  # letters from which a line that stands twice is a title, not a label
_WORD = re.compile(r"[^\W\d_]{4,}")
_BULLET = re.compile(r"(?:[*+•·–>-]|\d{1,2}[.)])\s+")
_CREDIT = frozenset({Kind.CREDIT, Kind.ATTRIBUTION})
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e", "á": "a", "ó": "o"})


class Part(NamedTuple):
    """A unit of the head as metadata sees it."""

    unit: Unit
    facts: Facts | None
    prose: bool

    @property
    def open(self) -> bool:
        """Whether no rule has spoken for the unit yet."""
        return self.unit.role is None and not self.unit.rule

    @property
    def key(self) -> str:
        """Its letters and digits: equal for copies that differ in blanks, case and bullets."""
        return squeezed(_BULLET.sub("", self.unit.text, count=1))


def squeezed(text: str) -> str:
    """Its letters and digits alone, case folded."""
    return "".join(filter(str.isalnum, text.casefold()))


def read_parts(units: Sequence[Unit], lexicon: Lexicon) -> list[Part]:
    """The parts of a head: what is boilerplate already falls out."""
    return [
        Part(unit, read_metadata_line(unit.text, lexicon) if unit.role is None else None, _is_prose(unit))
        for unit in units
        if unit.role is not Role.BOILERPLATE
    ]


def _is_prose(unit: Unit) -> bool:
    kind = unit.look.kind if unit.look else None
    return unit.role in {None, Role.BODY, Role.LEAD} and kind is Kind.PARAGRAPH


def body_start(parts: Sequence[Part]) -> int:
    """The index of the first paragraph of running text; the number of parts where there is none.

    A lone paragraph among metadata and captions is a lead or a caption; two in a row are the body, and so is
    one of a length that no lead has, and one that a heading and a paragraph follow.
    """
    titled = False
    for at, part in enumerate(parts):
        if part.unit.role is Role.TIMESTAMP and titled:
            return at
        titled |= part.open and _title_shaped(part)
        if not part.prose:
            continue
        after = parts[at + 1 : at + 3]
        if len(part.unit.text) >= _LONG_PARAGRAPH or (after and _runs_on(after)):
            return at
    return next((at for at, part in enumerate(parts) if part.prose), len(parts))


def _runs_on(after: Sequence[Part]) -> bool:
    if after[0].prose:
        return True
    heading = after[0].facts is None and after[0].unit.look.kind in {Kind.HEADLINE, Kind.SENTENCE}
    return heading and len(after) > 1 and after[1].prose


def _title_shaped(part: Part) -> bool:
    text = part.unit.text
    return (
        part.facts is None
        and _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE
        and part.unit.look.kind in {Kind.HEADLINE, Kind.SENTENCE, Kind.LABEL, Kind.ITEM, Kind.PARAGRAPH}
        and len(text.split()) > 1
    )


def find_title(parts: Sequence[Part], start: int, url: str) -> int | None:
    """The index of the title among the parts before ``start``; None where no line has the evidence.

    What speaks for a line: words of the address, a copy of it nearby, a date, byline or lead right below, its
    place at the top. What speaks against it: the full stop of a caption, a credit below, a bullet, running
    text above.
    """
    told = Title(parts, start, url)
    best, most = None, _ENOUGH
    for at in range(start):
        if parts[at].open and _title_shaped(parts[at]):
            evidence = told.evidence(at)
            if evidence > most or (evidence == most and best is None):
                best, most = at, evidence
    return best


class Title:
    """The evidence for each line of a head to be the title."""

    def __init__(self, parts: Sequence[Part], start: int, url: str) -> None:
        self.parts = parts
        self.start = start
        self.address = _address_words(url)
        head = parts[: start + 1]
        self.keys = Counter(part.key for part in head if len(part.unit.text) <= _LONGEST_TITLE + 5)
        self.first = next((at for at, part in enumerate(head) if part.open and _title_shaped(part)), 0)

    def evidence(self, at: int) -> float:
        """How much speaks for the line; `_ENOUGH` makes it the title."""
        text = self.parts[at].unit.text
        return (
            self._below(at)
            + (3 * self._in_address(text) if self.address else 0)
            + (1.0 if self._repeated(at) else 0)
            + (1.0 if at == self.first else 0)
            - (2.5 if text.rstrip("\"'“”»«)")[-1:] == "." else 0)
            - (1.5 if _BULLET.match(text) else 0)
            - 2.0 * sum(part.prose and part.unit.role is None for part in self.parts[:at])
        )

    def _below(self, at: int) -> float:
        """What stands right below, copies of the line left out."""
        key = self.parts[at].key
        below = next((part for part in self.parts[at + 1 : self.start + 1] if part.key != key), None)
        if below is None:
            return 0.0
        if below.unit.look.kind in _CREDIT and not (below.facts and below.facts.firm):
            return -3.0
        if below.prose or below.unit.role is Role.TIMESTAMP:
            return 2.0
        if below.facts and below.facts.kind in {"date", "byline", "reading"}:
            return 2.0
        return 1.0 if below.unit.look.kind is Kind.SENTENCE else 0.0

    def _repeated(self, at: int) -> bool:
        key = self.parts[at].key
        return len(key) >= _COPY and self.keys[key] > 1

    def _in_address(self, text: str) -> float:
        """The share of its longer words that the address spells."""
        words = set(_WORD.findall(text.casefold()))
        if len(words) < 2:
            return 0.0
        hits = sum(w.translate(_FOLDED) in self.address or w.translate(_BARE) in self.address for w in words)
        return hits / len(words) if hits > 1 else 0.0


def _address_words(url: str) -> frozenset[str]:
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    return frozenset(_WORD.findall(path.casefold()))


def copies(parts: Sequence[Part], title: int) -> list[int]:
    """The other lines of a head that say the title again: bread crumbs, the headline under a player."""
    key = parts[title].key
    if len(key) < _COPY:
        return []
    return [
        at
        for at, part in enumerate(parts)
        if at != title
        and part.open
        and len(part.unit.text) <= 2 * len(parts[title].unit.text) + 20
        and (part.key == key or (at < title and len(key) >= 25 and part.key.endswith(key)))
    ]


def find_lead(parts: Sequence[Part], title: int | None, start: int) -> int | None:
    """The index of the lead: the first paragraph below the title that is no caption.

    Without a title the first paragraph is a lead only where it is short beside the next.
    """
    first = 0 if title is None else title + 1
    for at in range(first, min(start + 1, len(parts))):
        part = parts[at]
        if part.unit.role is Role.TIMESTAMP:
            return None
        if not part.open or part.facts is not None or _is_caption(parts, at):
            continue
        if part.prose and len(part.unit.text) <= _LONGEST_LEAD:
            return at if _is_lead(parts, title, at, start) else None
        if title is not None and at == title + 1 and _is_short_lead(parts, at, start):
            return at
    return None


def _is_lead(parts: Sequence[Part], title: int | None, at: int, start: int) -> bool:
    if at < start and title is not None:
        return True
    length, after = len(parts[at].unit.text), next((p for p in parts[at + 1 :] if p.prose), None)
    if after is None:
        return False
    following = len(after.unit.text)
    return length <= 350 and (title is not None or (at == 0 and length <= 250 and following > 1.5 * length))


def _is_short_lead(parts: Sequence[Part], at: int, start: int) -> bool:
    """A single sentence between title and metadata."""
    below = parts[at + 1 : at + 2]
    return (
        at < start
        and parts[at].unit.look.kind is Kind.SENTENCE
        and parts[at].unit.text[-1:] in ".!?"
        and bool(below and below[0].facts and below[0].facts.firm)
    )


def _is_caption(parts: Sequence[Part], at: int) -> bool:
    if parts[at].unit.look.kind in _CREDIT:
        return True
    below = parts[at + 1].unit if at + 1 < len(parts) else None
    return below is not None and below.look.kind in _CREDIT and len(parts[at].unit.text) < 350


def find_kicker(parts: Sequence[Part], title: int, lexicon: Lexicon) -> int | None:
    """The index of the line above the title that names its subject, or the kind of page."""
    if title == 0:
        return None
    above = parts[title - 1]
    if not above.open or above.facts is not None or len(above.unit.text) > 60:
        return None
    if above.unit.text.lower() in lexicon.page_types:
        return title - 1
    if above.unit.look.kind not in {Kind.LABEL, Kind.HEADLINE} or above.unit.text[:1] in "*+>":
        return None
    labels = sum(p.open and p.unit.look.kind is Kind.LABEL for p in parts[max(0, title - 5) : title])
    return title - 1 if labels <= 2 and above.key != parts[title].key else None

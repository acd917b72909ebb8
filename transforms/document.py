"""The document as the pipeline sees it: its source lines, in order, for good.

No transform deletes or merges a line. It gives the line a role and names the rule that decided;
the published text is a view of the kept lines. What was taken away can therefore be queried,
disputed and undone, and the source can be restored byte for byte.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transforms.rulebook import Rulebook


class Role(StrEnum):
    """What a line is to its document. Lead, headings and body make up the published text."""

    BLANK = "blank"
    TITLE = "title"
    KICKER = "kicker"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    TIMESTAMP = "timestamp"
    METADATA = "metadata"
    BOILERPLATE = "boilerplate"


# By names of their own: in Python 3.11 an enum's member costs ten times as much to look up as a name.
BLANK, TITLE, KICKER, LEAD, HEADING, BODY, TIMESTAMP, METADATA, BOILERPLATE = Role

KEPT_ROLES = frozenset({LEAD, HEADING, BODY})

PARAGRAPH = "\n\n"  # the joints that may stand between a kept line and the next kept one
WRAPPED = " "
HYPHENATED = ""
LINE_BREAK = "\n"  # for lists, verses and tables, whose lines are lines

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_make = (
    tuple.__new__
)  # a third of what `Line(…)` costs: pages are made of lines, and every role makes one anew


class Line(NamedTuple):
    """One source line: what it was, how it reads now, what it is, and who said so.

    A named tuple rather than a frozen dataclass: making one costs a third, and ``zip(*lines)``
    turns a document into columns.
    """

    raw: str  # as decoded; nothing changes it
    text: str  # as it reads now: repaired, residue cut off
    role: Role | None = None  # None until a rule has spoken
    rule: str = ""  # who gave the role: "languages/de/ad-marker", "template", "shape/teaser"
    edits: tuple[str, ...] = ()  # the rules that changed `text`, in order
    joint: str = PARAGRAPH  # what stands between this line and the next kept one
    entry: int | None = None  # the liveblog entry it belongs to, counted from 1

    @property
    def kept(self) -> bool:
        """Whether the line stands in the published text."""
        return self.role in KEPT_ROLES

    def judged(self, role: Role | None, rule: str) -> Line:
        """The same line with its role, and the rule that gave it."""
        raw, text, _, _, edits, joint, entry = self
        return _make(Line, (raw, text, role, rule, edits, joint, entry))

    def edited(self, text: str, rule: str) -> Line:
        """The same line reading ``text``, and the rule that changed it; unchanged text leaves no trace."""
        if text == self.text:
            return self
        edits = self.edits if self.edits and self.edits[-1] == rule else (*self.edits, rule)
        return _make(Line, (self.raw, text, self.role, self.rule, edits, self.joint, self.entry))

    def joined(self, joint: str) -> Line:
        """The same line with what stands between it and the next kept one."""
        return _make(Line, (self.raw, self.text, self.role, self.rule, self.edits, joint, self.entry))

    def placed(self, entry: int | None) -> Line:
        """The same line in an entry of a liveblog, or in none."""
        return _make(Line, (self.raw, self.text, self.role, self.rule, self.edits, self.joint, entry))


EMPTY_LINE = Line("", "")  # every second line of a page is: they share one


class Entry(NamedTuple):
    """One entry of a liveblog. Its lines are those whose ``entry`` is its position."""

    position: int  # 1…n in the order of the page
    headline: str | None
    published_at: datetime | None  # aware, or None where the page does not state it
    published_precision: str | None  # "minute", "day", … (see `Document.published_precision`)
    boundary: str  # "marked" by the page, or "inferred" from the text
    confidence: float  # of the boundary: 1.0 where the page marks it
    first_line: int  # 1-based, inclusive: its author, own day, time, headline or first paragraph
    last_line: int  # 1-based, inclusive
    headline_line: int | None = None  # 1-based; the line whose text is the headline,
    headline_last_line: int | None = None  # or the last of the lines on which it was printed
    language: str = "und"
    clock: str | None = None  # "23:36": local, as the page states it, even where it doesn't state the day


def split_lines(text: str) -> tuple[Line, ...]:
    r"""The lines of decoded text, split at ``\n`` alone, and undecided.

    >>> split_lines("eins\r\n") == (Line("eins\r", "eins\r"), Line("", ""))
    True
    """
    return tuple(
        [
            _make(Line, (raw, raw, None, "", (), PARAGRAPH, None)) if raw else EMPTY_LINE
            for raw in text.split("\n")
        ]
    )


@dataclass(frozen=True)
class Document:
    """A document on its way through the pipeline: identity, lines, and what was found out about it.

    Without slots, so that `replace` can copy all fields at once.
    """

    lines: tuple[Line, ...]
    source: str = ""  # the SOURCE that was given
    source_id: str = ""  # the path below it, or the record's id
    publisher: str = ""
    url: str = ""
    crawled_at: datetime | None = None  # aware
    read_on: date | None = None  # the day of the run: no page is newer, even where its crawl isn't known
    encoding: str = "utf-8"  # the codec that turned the source's bytes into `raw`
    sha256: str = ""  # of the source's bytes, in hex
    source_bytes: bytes | None = None  # the source itself, only where `encoding` cannot give it back
    timezone: str = "Europe/Berlin"  # in which the page's clocks are read
    language: str = "und"  # BCP 47; "und" where nothing can be told
    language_score: float = 0.0  # 0…1
    kind: str = "article"  # "article" or "liveblog"
    title: str | None = None
    kicker: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None  # the news agency credited: "dpa", "AFP/Reuters", …
    published_at: datetime | None = None  # aware
    published_precision: str | None = None  # "second", "minute", "day", "month", "year"
    updated_at: datetime | None = None  # aware
    reading_minutes: int | None = None
    entries: tuple[Entry, ...] = ()

    @classmethod
    def from_text(cls, text: str, /, **known: object) -> Document:
        r"""A document of decoded text, split at ``\n`` alone: other breaks stay inside their line.

        >>> [line.raw for line in Document.from_text("eins\r\nzwei").lines]
        ['eins\r', 'zwei']
        """
        try:
            source = text.encode()
        except UnicodeEncodeError:  # lone surrogates: no UTF-8 codec gives them back
            source = known["source_bytes"] = text.encode("utf-8", "surrogatepass")
            text = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        facts = {"sha256": hashlib.sha256(source).hexdigest(), **known}
        return cls(lines=split_lines(text), **facts)  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """The published text: lead, headings and body, joined by each line's joint."""
        return join(line for line in self.lines if line.kept)

    @property
    def lead(self) -> str | None:
        """The lead, or None where the document has none."""
        return join(line for line in self.lines if line.role is LEAD) or None

    def entry_text(self, entry: Entry) -> str:
        """The published text of one entry: its kept lines but the headline."""
        span = self.lines[entry.first_line - 1 : entry.last_line]
        first = entry.headline_line or 0
        headline = range(first, (entry.headline_last_line or first) + 1)
        return join(
            line
            for number, line in enumerate(span, entry.first_line)
            if line.kept and line.entry == entry.position and number not in headline
        )

    @property
    def raw(self) -> str:
        """The decoded source."""
        return "\n".join([line.raw for line in self.lines])

    def with_lines(self, lines: Iterable[Line]) -> Document:
        """The same document with its lines re-judged; their number and order must be the same."""
        return self.replace(lines=tuple(lines))

    def replace(self, **changes: object) -> Document:
        """The same document with other values in some fields, as `dataclasses.replace`, at a tenth of its cost.

        >>> Document.from_text("Guten Tag").replace(language="de").language
        'de'
        """
        if not changes.keys() <= self.__dict__.keys():
            unknown = ", ".join(sorted(changes.keys() - self.__dict__.keys()))
            raise TypeError(f"a document has no {unknown}; it has {', '.join(self.__dict__)}")
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__, **changes)
        return twin


Transform = Callable[[Document, "Rulebook"], Document]


def join(lines: Iterable[Line]) -> str:
    r"""The lines' texts with each line's joint between it and the next; empty texts fall out.

    >>> join([Line("a-", "a", joint=""), Line("b", "b"), Line("c", "c")])
    'ab\n\nc'
    """
    parts: list[str] = []
    joint = ""
    for line in lines:
        if line.text:
            parts += (joint, line.text)
            joint = line.joint
    return "".join(parts)


def restore(document: Document) -> bytes:
    """The source's bytes, from the lines alone wherever the encoding can be undone."""
    if document.source_bytes is not None:
        return document.source_bytes
    if document.encoding.startswith("sloppy"):
        import ftfy.bad_codecs  # noqa: F401  registers them; other documents need not wait for it
    return document.raw.encode(document.encoding)

"""The head of a page, as parts: its lines with what each says of the document, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from transforms.document import (
    BODY,
    BOILERPLATE,
    HYPHENATED,
    LEAD,
    LINE_BREAK,
    TIMESTAMP,
    WRAPPED,
    Line,
)
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import Facts, read_metadata_line
from transforms.shape.kinds import (
    ADDRESS,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    SYMBOLS,
    TEXT,
    TRUNCATED,
    Kind,
)
from transforms.shape.looks import Looks

BELOW = 6  # parts below the first paragraph that may still be the head's
LONGEST_LEAD = 600  # characters
LONGEST_TITLE = 200
_SENTENCES = re.compile(r"\w{3}[.!?] \W?[^\W\d_a-zäöü]")  # one sentence ends, another begins
DATELINE = re.compile(r"[^\W\d_][\w./ -]{1,40} \([\w/.-]{2,20}\) ?[-–—]")  # Talbrück (dpa) -
RUNNING = (WRAPPED, HYPHENATED)  # the joints of a line whose paragraph goes on in the next
_WINDOWS = (9, 12, 24, 55, 140, 360)  # parts in which a head is looked for, one after the other
_SHORT_PARAGRAPH = 60
_LONG_PARAGRAPH = 450  # hardly a lead
_SHORTEST_TITLE = 12
_LONGEST_TOPIC = 60
_BARE_CREDIT = 60  # a credit with no caption of its own
_LONGEST_ABOVE = 100  # characters of a kicker that a line with a colon goes on with
_BULLET = re.compile(r"(?:[*+•·–>-]|\d{1,2}[.)])\s+")
_NO_TITLE = frozenset({NUMBERS, SYMBOLS, ADDRESS, TRUNCATED})
PICTURES = frozenset({CREDIT, CAPTION})
_AS_TEXT = (None, BODY, LEAD)


class Part:
    """A line of the head, or wrapped lines that make one paragraph; what it says is read when asked for."""

    __slots__ = (
        "_bare", "_facts", "_key", "_kind", "_lexicon", "_listed", "_looks", "_prose", "lines", "open",
        "role", "text",
    )  # fmt: skip

    def __init__(self, number: int, line: Line, text: str, looks: Looks, lexicon: Lexicon) -> None:
        self.lines = [number]
        self.text = text
        self.role = line.role
        self.open = line.role is None and not line.rule  # no rule has spoken for it yet
        self._listed = line.joint == LINE_BREAK
        self._looks = looks
        self._lexicon = lexicon
        self._kind: Kind | None = None  # of these, None while nobody has asked
        self._prose: bool | None = None
        self._bare: str | None = None
        self._key: str | None = None
        self._facts: Facts | bool | None = line.role is None  # True while nobody has asked

    def extend(self, number: int, line: Line, text: str) -> None:
        """Let the part go on in another line."""
        self.lines.append(number)
        self.text += text
        self._listed = line.joint == LINE_BREAK

    @property
    def kind(self) -> Kind:
        """What it looks like."""
        if self._kind is None:
            kind = self._looks.look(self.text).kind
            self._kind = ITEM if self._listed and kind not in TEXT else kind
        return self._kind

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long enough for one, or of two sentences at least."""
        if self._prose is None:
            self._prose = self.role in _AS_TEXT and self._is_paragraph()
        return self._prose

    def _is_paragraph(self) -> bool:
        if self.kind is SENTENCE and len(self.text) >= _SHORT_PARAGRAPH:
            return self.text[-1] not in "?:" and has_sentences(self.text)
        return self.kind is PARAGRAPH

    @property
    def bare(self) -> str:
        """Its text without the bullet of a list."""
        if self._bare is None:
            bullet = _BULLET.match(self.text)
            self._bare = self.text[bullet.end() :] if bullet else self.text
        return self._bare

    @property
    def facts(self) -> Facts | None:
        """What it says about the document, if it says nothing else."""
        if self._facts is True:
            self._facts = read_metadata_line(self.text, self._lexicon)
        return self._facts or None

    @property
    def key(self) -> str:
        """Its letters and signs: equal for copies that differ in blanks, case and bullets."""
        if self._key is None:
            self._key = self.bare.lower().replace(" ", "")
        return self._key

    @property
    def names_topic(self) -> bool:
        """Whether it opens like a line above a headline: "Nachruf auf …"."""
        return len(self.text) <= _LONGEST_TOPIC and self.text.lower().startswith(self._lexicon.kicker_openers)

    @property
    def is_credit(self) -> bool:
        """Whether it is a picture's credit alone: what stands above is the caption."""
        return len(self.text) <= _BARE_CREDIT and self.kind is CREDIT and self.facts is None


def read_head(lines: Sequence[Line], looks: Looks, lexicon: Lexicon) -> tuple[list[Part], int]:
    """The parts of the head and a little of the body, and the index of the body's first paragraph."""
    parts: list[Part] = []
    found = None
    stream = read_parts(lines, looks, lexicon)
    for window in _WINDOWS:
        known = len(parts)
        parts += islice(stream, window)
        found = body_start(parts)
        if len(parts) < known + window or (found is not None and found + BELOW < len(parts)):
            break
    return parts, found if found is not None else _only_paragraph(parts)


def read_parts(lines: Sequence[Line], looks: Looks, lexicon: Lexicon) -> Iterator[Part]:
    """The parts of a page, one by one: what is boilerplate already falls out.

    Wrapped lines make one part, whatever page furniture stands between them; so do a line and one below that
    begins with a colon: ``Thema`` / ``: Titel``.
    """
    part: Part | None = None
    joint = ""  # what the last part ends with
    apart = False  # whether boilerplate stands between the last part and this line
    for number, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        if line.role is BOILERPLATE:
            apart = True
        elif part is not None and (joint in RUNNING or text[0] == ":") and _goes_on(part, line, joint, apart):
            part.extend(number, line, (joint if joint in RUNNING else "") + text)
            joint = line.joint
        else:
            if part is not None:
                yield part
            part, joint, apart = Part(number, line, text, looks, lexicon), line.joint, False
    if part is not None:
        yield part


def _goes_on(part: Part, line: Line, joint: str, apart: bool) -> bool:
    if line.role is not part.role:
        return False
    return joint in RUNNING or (line.role is None and not apart and len(part.text) <= _LONGEST_ABOVE)


def body_start(parts: Sequence[Part]) -> int | None:
    """The index of the first paragraph of running text; None where no part is surely one.

    A lone paragraph among metadata and captions is a lead or a caption; two in a row are the body, and so is
    one of a length that no lead has, and one that a heading and a paragraph follow.
    """
    for at, part in enumerate(parts):
        if part.role is TIMESTAMP and any(above.open and title_shaped(above) for above in parts[:at]):
            return at
        if not part.prose:
            continue
        after = parts[at + 1 : at + 3]
        if after and (facts := after[0].facts) and facts.firm:
            continue  # a byline follows a lead, however long
        if len(part.text) >= _LONG_PARAGRAPH or (after and _runs_on(after)):
            return at
    return None


def _only_paragraph(parts: Sequence[Part]) -> int:
    """The first paragraph, or in a text too short for any the first sentence below another line."""
    paragraphs = (at for at, part in enumerate(parts) if part.prose)
    sentences = (at for at, part in enumerate(parts) if at and part.kind is SENTENCE)
    return next(paragraphs, next(sentences, len(parts)))


def _runs_on(after: Sequence[Part]) -> bool:
    if after[0].prose:
        return True
    return is_heading(after[0]) and len(after) > 1 and after[1].prose


def has_sentences(text: str) -> bool:
    """Whether one sentence ends in a text and another begins."""
    ended = ". " in text or "! " in text or "? " in text  # most lines need no search
    return ended and _SENTENCES.search(text) is not None


def is_heading(part: Part) -> bool:
    """Whether a part could be a heading within the text."""
    return part.kind in {HEADLINE, SENTENCE} and part.facts is None


def title_shaped(part: Part) -> bool:
    """Whether a part could be a title: two words or more of a title's length, no date, byline, address, "a)"."""
    text = part.bare
    return (
        _SHORTEST_TITLE <= len(text) <= LONGEST_TITLE
        and " " in text
        and text[-1] not in ",;"
        and text[1] != ")"
        and part.kind not in _NO_TITLE
        and part.facts is None
    )


def is_caption(parts: Sequence[Part], at: int) -> bool:
    """Whether a part is a picture's caption: its credit is part of it, or right below, or it stands twice."""
    part = parts[at]
    if part.kind in PICTURES or _is_doubled(parts, at):
        return True
    return at + 1 < len(parts) and len(part.text) < 350 and parts[at + 1].is_credit


def _is_doubled(parts: Sequence[Part], at: int) -> bool:
    """Whether a sentence stands again right above or below: a picture's description and its caption."""
    text = parts[at].text
    if text[-1] != "." or len(text) < _SHORT_PARAGRAPH:
        return False
    below = at + 1 < len(parts) and parts[at + 1].text == text
    return below or (at > 0 and parts[at - 1].text == text)

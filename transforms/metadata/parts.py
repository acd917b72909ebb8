"""A head's lines as parts: a line, or wrapped lines that make one paragraph, with what each looks like and says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from transforms.document import BODY, BOILERPLATE, HYPHENATED, LEAD, LINE_BREAK, WRAPPED, Line
from transforms.markup.markdown import TITLE as MARKED_TITLE
from transforms.metadata.facts import Facts
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import read_metadata_line
from transforms.shape.kinds import CAPTION, CREDIT, HEADLINE, ITEM, LABEL, PARAGRAPH, SENTENCE, TEXT, Kind
from transforms.shape.looks import Looks
from transforms.shape.signs import is_lone_sign

RUNNING = (WRAPPED, HYPHENATED)  # the joints of a line whose paragraph goes on in the next
SHORT_PARAGRAPH = 60  # characters
_SENTENCES = re.compile(r"\w{3}[.!?] \W?[^\W\d_a-zäöü]")  # one sentence ends, another begins
_LONGEST_TOPIC = 60
_BARE_CREDIT = 60  # a credit with no caption of its own
_LONGEST_LABEL = 40
_LONGEST_BROKEN = 70  # of each line of a title on two
_TITLE_LINES = frozenset({HEADLINE, LABEL})
_SHORT_UNENDED = 90
_LONGEST_ABOVE = 100  # characters of a kicker that a line with a colon goes on with
_BULLET = re.compile(r"(?:[*+•·–>-]|\d{1,2}[.)])\s+")
PICTURES = frozenset({CREDIT, CAPTION})
_AS_TEXT = (None, BODY, LEAD)

Told = TypeVar("Told")


class Once(Generic[Told]):
    """What is read when it is first asked for, and an attribute like any other from then on.

    A property costs a call each time, and the same few parts are asked again and again.
    """

    def __init__(self, read: Callable[[Part], Told]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    def __get__(self, part: Part, owner: type[Part]) -> Told:
        told = part.__dict__[self._name] = self._read(part)
        return told


class Part:
    """A line of the head, or wrapped lines that make one paragraph."""

    def __init__(self, number: int, line: Line, text: str, looks: Looks, lexicon: Lexicon) -> None:
        _, _, role, rule, self.edits, self._joint, _ = line
        self.lines = [number]
        self.text = text
        self.role = role
        self.open = role is None and not rule  # no rule has spoken for it yet
        self._looks = looks
        self._lexicon = lexicon

    def extend(self, number: int, line: Line, text: str) -> None:
        """Let the part go on in another line."""
        self.lines.append(number)
        self.text += text
        self._joint = line.joint

    def goes_on_in(self, below: Part) -> bool:
        """Whether a title of two lines is broken here: what stands right below begins with a small word.

        Spares labels of one word, which are kickers, and whatever ends or says something by itself.
        """
        first = below.text.partition(" ")[0]
        return (
            below.lines[0] == self.lines[-1] + 1
            and first.isalpha()
            and first.islower()
            and self.text[-1].isalnum()
            and " " in self.text
            and max(len(self.text), len(below.text)) <= _LONGEST_BROKEN
            and all(part.open and part.kind in _TITLE_LINES and part.facts is None for part in (self, below))
        )

    def with_line(self, below: Part) -> Part:
        """The part and the one below it as one."""
        whole = Part.__new__(Part)
        own = ("role", "open", "edits", "_joint", "_looks", "_lexicon")
        whole.__dict__.update({name: self.__dict__[name] for name in own})
        whole.lines, whole.text = [*self.lines, *below.lines], f"{self.text} {below.text}"
        return whole

    @Once
    def kind(self) -> Kind:
        """What it looks like."""
        kind = self._looks.look(self.text).kind
        return ITEM if self._joint == LINE_BREAK and kind not in TEXT else kind

    @Once
    def is_picture(self) -> bool:
        """Whether it looks like a picture's caption or credit; a bare date doesn't."""
        facts = self.facts if len(self.text) <= _BARE_CREDIT else None
        if facts is not None and facts.kind == "date" and not facts.authors and facts.agency is None:
            return False
        return self.kind in PICTURES

    @Once
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long enough for one, or of two sentences at least."""
        if self.role not in _AS_TEXT or len(self.text) < SHORT_PARAGRAPH:
            return False
        if self.kind is SENTENCE:
            return self.text[-1] not in "?:" and has_sentences(self.text) and not self._is_unended
        return self.kind is PARAGRAPH

    @property
    def _is_unended(self) -> bool:
        """Whether it stops without an end mark in a line too short for a paragraph that a paywall cuts."""
        return len(self.text) <= _SHORT_UNENDED and self.text[-1].isalnum()

    @Once
    def bare(self) -> str:
        """Its text without the bullet of a list."""
        text = self.text
        bullet = None if text[0].isalpha() else _BULLET.match(text)
        return text[bullet.end() :] if bullet else text

    @Once
    def facts(self) -> Facts | None:
        """What it says about the document, if it says nothing else, and the page does not call it the title."""
        if self.role is not None or MARKED_TITLE in self.edits:
            return None
        return read_metadata_line(self.text, self._lexicon)

    @Once
    def key(self) -> str:
        """Its letters: equal for copies that differ in blanks, case, bullets, or have a dash and not a colon."""
        return key_of(self.bare)

    @Once
    def names_topic(self) -> bool:
        """Whether it opens like a line above a headline: "Nachruf auf …"."""
        return len(self.text) <= _LONGEST_TOPIC and self.text.lower().startswith(self._lexicon.kicker_openers)

    @Once
    def says_office(self) -> bool:
        """Whether a word of it says what an author is, or for which desk: "Expertin für Geld", "Lokalredaktion Tal"."""
        words = self.text.split()
        desk = any(word.lower().endswith(self._lexicon.desks) for word in words)
        return desk or self._lexicon.role_at(words) is not None

    @Once
    def opens_summary(self) -> bool:
        """Whether the points of a summary follow: "In Kürze"."""
        text = self.text
        return (
            len(text) <= _LONGEST_LABEL and self.open and text.rstrip(" :").lower() in self._lexicon.summaries
        )

    @Once
    def is_credit(self) -> bool:
        """Whether it is a picture's credit alone, "Foto: Jo Tal" or that in brackets: above stands the caption."""
        if len(self.text) > _BARE_CREDIT or self.facts is not None:
            return False
        return self.kind is CREDIT or (self.kind is CAPTION and self.text[0] == "(")


def read_parts(lines: Sequence[Line], looks: Looks, lexicon: Lexicon) -> Iterator[Part]:
    """The parts of a page, one by one: what is boilerplate already falls out, and so does a lone sign.

    Wrapped lines make one part, whatever page furniture stands between them; so do a line and one below that
    begins with a colon: ``Thema`` / ``: Titel``.
    """
    part: Part | None = None
    joint = ""  # what the last part ends with
    apart = False  # whether boilerplate stands between the last part and this line
    for number, line in enumerate(lines):
        if not (text := line[1].strip()):
            continue
        if line[2] is BOILERPLATE or is_lone_sign(text):
            apart = True
        elif part is not None and (joint in RUNNING or text[0] == ":") and _goes_on(part, line, joint, apart):
            part.extend(number, line, (joint if joint in RUNNING else "") + text)
            joint = line.joint
        else:
            if part is not None:
                yield part
            part, joint, apart = Part(number, line, text, looks, lexicon), line[5], False
    if part is not None:
        yield part


def _goes_on(part: Part, line: Line, joint: str, apart: bool) -> bool:
    if line.role is not part.role:
        return False
    return joint in RUNNING or (line.role is None and not apart and len(part.text) <= _LONGEST_ABOVE)


def key_of(text: str) -> str:
    """What is alike in copies of a text."""
    key = text.lower()
    for sign in " :–-,.":  # what a copy has otherwise: few, since each is looked for in every line
        key = key.replace(sign, "")
    return key


def has_sentences(text: str) -> bool:
    """Whether one sentence ends in a text and another begins."""
    ended = ". " in text or "! " in text or "? " in text  # most lines need no search
    return ended and _SENTENCES.search(text) is not None

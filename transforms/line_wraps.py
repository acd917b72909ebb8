"""Hard-wrapped text, back in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from transforms.document import HYPHENATED, LINE_BREAK, PARAGRAPH, WRAPPED, Document, Line, Role
from transforms.hyphens import HyphenWords, resolve_hyphen, words_of
from transforms.page_furniture import find_furniture, without
from transforms.rulebook import Rulebook, Vocabulary
from transforms.wrap_breaks import LineWords, find_joints
from transforms.wrap_rows import HYPHEN_RULE, Row, read_rows
from transforms.wrap_width import WIDEST, Width, may_be_wrapped, measure

BLANKS_RULE = "wrap/blanks"
_SEAMLESS = re.compile(r"\w[/—]$|\d–$")  # Baden/Württemberg, 2019–2024: no blank stood at the break


def join_wraps(document: Document, rulebook: Rulebook) -> Document:
    r"""Join the lines of hard-wrapped text into paragraphs, across page breaks and what is printed at them.

    A document that was not wrapped is returned as it is, and so are verse, lists and code: their lines end
    where their author wanted, with room for the next word.

    >>> page = Document.from_text(
    ...     "Der Rat der Stadt hat den Bau einer Brü-\n"
    ...     "cke über den Fluss beschlossen, weil die\n"
    ...     "alte Fähre nur noch im Sommer fährt und\n"
    ...     "niemand sie bezahlen will."
    ... )
    >>> [line.joint for line in join_wraps(page, Rulebook.load()).lines]
    ['', ' ', ' ', '\n\n']
    """
    if not may_be_wrapped([len(line[1]) for line in document.lines]):
        return document
    rows = read_rows(document.lines)
    words = _Words.of(document, rulebook)
    function_words = words.breaks.function_words
    stretches = [
        (stretch, width) for stretch in _stretches(rows) if (width := measure(stretch, function_words))
    ]
    if not stretches:
        return document
    lines = list(document.lines)
    for stretch, width in stretches:
        if rulebook.judges_shape:
            furniture = find_furniture(stretch, width, words.pages)
            for row, rule in furniture:
                lines[row.index] = lines[row.index].judged(Role.BOILERPLATE, rule)
            stretch = without(stretch, furniture)
        _join(lines, stretch, width, words)
    return document if tuple(lines) == document.lines else document.with_lines(lines)


class _Words(NamedTuple):
    """What the vocabularies say about line ends, in the document's language or, where it is unknown, in any."""

    breaks: LineWords
    hyphens: HyphenWords
    pages: frozenset[str]

    @classmethod
    def of(cls, document: Document, rulebook: Rulebook) -> _Words:
        own = rulebook.vocabulary(document.language)
        known = [own] if own.named("hyphen_conjunctions") else list(rulebook.vocabularies.values())
        every = rulebook.vocabularies.values()
        return cls(
            LineWords(_named(known, "abbreviations"), own.function_words, _named(known, "connectives")),
            HyphenWords.of(lambda name: _named(known, name)),
            _named(every, "page_words"),
        )


def _named(vocabularies: Iterable[Vocabulary], name: str) -> frozenset[str]:
    return frozenset(word for vocabulary in vocabularies for word in vocabulary.named(name))


def _stretches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows between lines too long to have been wrapped; a long address in between stops nothing."""
    start = 0
    for place, row in enumerate(rows):
        if row.length > WIDEST and not row.is_url:
            yield rows[start:place]
            start = place + 1
    yield rows[start:]


def _join(lines: list[Line], rows: Sequence[Row], width: Width, words: _Words) -> None:
    hyphens = words.hyphens._replace(seen=words_of([row.text for row in rows]), breaks_words=width.hyphenated)
    starts = True
    for a, b, joint in [*find_joints(rows, width, words.breaks), (rows[-1], None, PARAGRAPH)]:
        glue, cut = _glue(a, b, hyphens) if b and joint == WRAPPED else (joint, False)
        lines[a.index] = _rewritten(lines[a.index], a, cut=cut, starts=starts).joined(glue)
        starts = joint in (PARAGRAPH, LINE_BREAK)


def _glue(a: Row, b: Row, hyphens: HyphenWords) -> tuple[str, bool]:
    """What joins two lines of one sentence, and whether the hyphen at the end of the first is to go."""
    if a.cut or _SEAMLESS.search(a.text):
        return HYPHENATED, False
    if a.hyphenated:
        return resolve_hyphen(a.text, b.text, hyphens)
    return WRAPPED, False


def _rewritten(line: Line, row: Row, *, cut: bool, starts: bool) -> Line:
    """The line as its paragraph reads it: only the first line of quoted mail keeps its mark."""
    text = f"{row.quote} {row.text}" if row.quote and starts else row.text
    if row.cut:
        return line.edited(text, HYPHEN_RULE)
    line = line.edited(text, BLANKS_RULE)
    return line.edited(text[:-1], HYPHEN_RULE) if cut else line

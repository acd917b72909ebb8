"""Hard-wrapped text, back in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.document import BOILERPLATE, HYPHENATED, LINE_BREAK, PARAGRAPH, WRAPPED, Document, Line
from transforms.rulebook import Rulebook, Vocabulary
from transforms.wraps.breaks import find_joints
from transforms.wraps.double_spacing import double_spaced
from transforms.wraps.hyphens import HyphenWords, WordsOf, resolve_hyphen
from transforms.wraps.inline_breaks import join_inline, may_be_broken
from transforms.wraps.page_furniture import find_furniture, without
from transforms.wraps.rows import HYPHEN_RULE, LineWords, Row, adjacent, read_rows
from transforms.wraps.run_together import shorten
from transforms.wraps.stanzas import are_stanzas
from transforms.wraps.typeface import is_typed, measure_type, set_in_type
from transforms.wraps.width import FEWEST_SET, WIDEST, Width, may_be_wrapped, measure, width_change

BLANKS_RULE, QUOTE_RULE = "wrap/blanks", "wrap/quote-mark"
_WIDTHS = 3  # times that a page's text is cut where its width changes
_FEW, _OF_ALL = 8, 4  # lines of a stretch that may have its width by chance, and a page's to one of them
_BOOK, _ALIKE = 20, 0.85  # lines of a stretch that tell the width of others; of that width
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
    wrapped = may_be_wrapped(document.lines)
    words, hyphens = _words_for(document.language, rulebook)
    if not wrapped and not may_be_broken(document.lines, words):
        return document
    if told := double_spaced(document.lines):
        dense = document.with_lines([document.lines[number] for number in told])
        joined = join_wraps(dense, rulebook)
        if joined is not dense:
            return document.with_lines(_put_back(document.lines, told, joined.lines))
    rows = shorten(read_rows(document.lines))
    if all(document.lines[row.index].role for row in rows) or are_stanzas(rows):  # cleaned before, or verse
        return document
    stretches = (
        [found for stretch in _stretches(rows) for found in _measured(stretch, words)] if wrapped else []
    )
    stretches += _set_alike(rows, stretches)
    lines = list(document.lines)
    if _are_chance(stretches, rows) and join_inline(lines, rows, words):
        stretches = []
    for stretch, width in stretches:
        text = _drop_furniture(lines, stretch, width, words) if rulebook.judges_shape else stretch
        _join(lines, text, width, words, hyphens)
    return document if tuple(lines) == document.lines else document.with_lines(lines)


def _put_back(lines: Sequence[Line], places: Sequence[int], given: Sequence[Line]) -> list[Line]:
    """The lines with others in some places; a joint reaches across blank lines by itself."""
    whole = list(lines)
    for place, line in zip(places, given, strict=True):
        whole[place] = line
    return whole


def _words_for(language: str, rulebook: Rulebook) -> tuple[LineWords, HyphenWords]:
    """The words of the document's language, or those of all languages where it is unknown; read once."""
    return rulebook.derive("line-wraps", language, lambda _: _read_words(language, rulebook))


def _read_words(language: str, rulebook: Rulebook) -> tuple[LineWords, HyphenWords]:
    own = rulebook.vocabulary(language)
    vocabularies = [own] if own.function_words else list(rulebook.vocabularies.values())
    return (
        LineWords.of(lambda name: _named(vocabularies, name)),
        HyphenWords.of(lambda name: _named(vocabularies, name)),
    )


def _named(vocabularies: Iterable[Vocabulary], name: str) -> frozenset[str]:
    if name == "function_words":  # the one list that has a place of its own
        return frozenset(word for vocabulary in vocabularies for word in vocabulary.function_words)
    return frozenset(word for vocabulary in vocabularies for word in vocabulary.named(name))


def _stretches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows between lines too long to have been wrapped; a long address in between stops nothing."""
    start = 0
    for place, row in enumerate(rows):
        if row.length > WIDEST and not row.is_url:
            yield rows[start:place]
            start = place + 1
    yield rows[start:]


def _measured(
    rows: Sequence[Row], words: LineWords, widths: int = _WIDTHS
) -> Iterator[tuple[Sequence[Row], Width]]:
    """The rows with their width, if they were wrapped; where they have none, the columns of a page set in several."""
    width = measure(rows, words) if widths == _WIDTHS or len(rows) >= FEWEST_SET else None
    if width:
        yield measure_type(rows, width, words)
    elif widths and (change := width_change(rows)):
        yield from _measured(rows[:change], words, widths - 1)
        yield from _measured(rows[change:], words, widths - 1)


def _set_alike(
    rows: Sequence[Row], stretches: Sequence[tuple[Sequence[Row], Width]]
) -> list[tuple[Sequence[Row], Width]]:
    """What stands between the stretches of a book, too little to be measured, in the width of most of it.

    Somewhere in it a sentence has to go on behind a line that is nearly full.
    """
    most, width = max(stretches, key=lambda stretch: len(stretch[0]), default=((), None))
    told = {row.index for stretch, _ in stretches for row in stretch}
    if width is None or len(most) < _BOOK or 2 * len(told) < len(rows):
        return []
    typed = is_typed(most)
    runs: list[list[Row]] = [[]]
    for row in rows:
        if row.index in told or row.length > WIDEST:
            runs.append([])
        else:
            runs[-1].append(set_in_type(row) if typed else row)
    return [(run, width) for run in runs if any(_is_set_so(a, b, width) for a, b in adjacent(run, width.gap))]


def _is_set_so(a: Row, b: Row, width: Width) -> bool:
    """Whether a sentence goes on behind a line that has the width, or nearly."""
    return b.continues and not a.stops and _ALIKE * width.word <= a.length <= width.widest / _ALIKE


def _are_chance(stretches: Sequence[tuple[Sequence[Row], Width]], rows: Sequence[Row]) -> bool:
    """Whether so few lines have a width that what stands between two links may look as if it had one."""
    found = [len(stretch) for stretch, _ in stretches]
    return all(length <= _FEW for length in found) and sum(found) * _OF_ALL <= len(rows)


def _drop_furniture(lines: list[Line], rows: Sequence[Row], width: Width, words: LineWords) -> Sequence[Row]:
    """Judge what is printed around the text, and the quote marks of mail that stand alone; leave the text."""
    for index in range(rows[0].index, rows[-1].index):
        raw = lines[index].raw
        if ">" in raw and lines[index].role is None and not raw.strip("> \t\r"):
            lines[index] = lines[index].judged(BOILERPLATE, QUOTE_RULE)
    furniture = find_furniture(rows, width, words)
    for row, rule in furniture:
        lines[row.index] = lines[row.index].judged(BOILERPLATE, rule)
    return without(rows, furniture) if furniture else rows


def _join(
    lines: list[Line], rows: Sequence[Row], width: Width, words: LineWords, hyphens: HyphenWords
) -> None:
    if not rows:
        return
    if any(row.hyphenated and not row.cut for row in rows):
        hyphens = hyphens._replace(seen=WordsOf([row.text for row in rows]), breaks_words=width.hyphenated)
    starts = True
    for a, b, joint in find_joints(rows, width, words):
        line, glue, cut = lines[a.index], joint, False
        if b and joint == WRAPPED and (a.cut or not a.text[-1].isalnum() or a.is_drop_cap):
            glue, cut = _glue(a, b, hyphens)
        if cut or a.cut or a.quote or a.text is not line.text:
            line = _rewritten(line, a, cut=cut, starts=starts)
        lines[a.index] = line if glue == line.joint else line.joined(glue)
        starts = joint in (PARAGRAPH, LINE_BREAK)


def _glue(a: Row, b: Row, hyphens: HyphenWords) -> tuple[str, bool]:
    """What joins two lines of one sentence, and whether the hyphen at the end of the first is to go."""
    if (
        a.cut
        or (a.text[-1] in "/–—" and _SEAMLESS.search(a.text[-2:]))
        or (a.is_drop_cap and _is_initial(a.text, b.word, hyphens))
    ):
        return HYPHENATED, False
    if a.hyphenated:
        return resolve_hyphen(a.text, b.text, hyphens)
    return WRAPPED, False


def _is_initial(capital: str, rest: str, hyphens: HyphenWords) -> bool:
    """Whether a capital alone begins the next line's word; "A" and "I" can be English words of their own."""
    return (
        capital not in "AI"
        or "a" not in hyphens.function_words
        or (capital + rest).lower() in hyphens.function_words
    )


def _rewritten(line: Line, row: Row, *, cut: bool, starts: bool) -> Line:
    """The line as its paragraph reads it: only the first line of quoted mail keeps its mark."""
    if row.verbatim:
        return line
    text = f"{row.quote} {row.text}" if row.quote and starts else row.text
    if row.cut:
        return line.edited(text, HYPHEN_RULE)
    line = line.edited(text, BLANKS_RULE)
    return line.edited(text[:-1], HYPHEN_RULE) if cut else line

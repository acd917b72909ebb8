"""Whether text was wrapped by a machine, and at which width.

A wrapper is greedy: it breaks a line where the next word would not have fit. So in wrapped text every line
that goes on, together with the first word of the next line, is longer than the longest line. Verse, code,
chat logs, addresses and lists fail that test: their lines end where their author wanted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, pairwise
from operator import neg
from string import ascii_letters, digits
from typing import NamedTuple

from transforms.document import Line
from transforms.wraps.rows import LineWords, Row, adjacent, without_code

NARROWEST, WIDEST = 28, 135  # columns; narrower text is a list, wider text a paragraph a line
_SHORTEST = 20  # a line may be that short in text 28 columns wide
_LENGTH = (
    f"[{chr(_SHORTEST)}-{chr(WIDEST)}]"  # of a line, as a character: a document is a string to be searched
)
_RUNS = re.compile(f"{_LENGTH}+(?=[^\0])")  # the last line of a block does not go on
_SPACED = re.compile(f"(?:{_LENGTH}\0){{3,}}(?={_LENGTH})")
_LOW = re.compile("\n[> \t\f\xa0]*[^\\x00-`{-\xa9ÄÖÜ–—‘’‚“”„•…]")  # a line that may begin in lower case
_ENDS = frozenset({"", "\n", ".", "!", "?"})
_SYLLABLE = re.compile(
    r"\W*[^\Waeiouyäöüàéèêôûáíóúæøå]*[aeiouyäöüàéèêôûáíóúæøå]+(?:[^\W\d_aeiouyäöü](?=[^\Waeiouyäöü]))?",
    re.IGNORECASE,
)
_PLAIN = (ascii_letters + digits + " ,.-'\"()!?:;").encode()  # what prose is made of, as bytes
_SIGN = re.compile(r"[^\w ,.\-–—„“”»«'’\"()!?:;]|_")  # prose has few of them


_WIDER_THAN_VERSE = 60  # columns
_WIDER_THAN_LISTS = 45  # columns
_WIDER_THAN_COLUMNS = 75  # columns
_LEAST_SPACED = 4  # lines that go on behind a blank line, before blank lines count for nothing
_SAMPLE = 100  # lines that go on, enough to know prose by
_MANY = 6  # lines that go on
_MOST_CLOSED = 0.4  # of the full lines, that end a sentence; measured: one in fifteen where text was wrapped
_WIDER, _MOST_WIDER = 1.2, 0.2  # times the width, and so many of the full lines: headlines between labels
_EXACT, _SURE, _MOSTLY = (
    0.9,
    8,
    0.7,
)  # of the widest line; lines that were certainly broken, and of those that go on
_LONG_LINE, _LEAST_FULL = 0.5, 0.5  # of the width, and of such lines
_LEAST_EXACT = 3  # lines that go on, all of them full, where most paragraphs are a line or two
FEWEST_SET = 8  # lines of a column
_WINDOW = 6  # lines by which the widths of two columns are compared
_STEP = 1.2  # of one width to the other
_LEAST_BROKEN = 6  # columns with the blank: shorter words are seldom broken
_NEAR = 0.8  # of the width: a line that goes on and is shorter belongs to a headline in larger type
_TIMECODE = re.compile(r"[\d:.,]{5,16} --> [\d:.,]{5,16}")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
_SENTENCE_INSIDE = re.compile(r"\w[.!?][\"“”»«]* [\"„“»«(]?[^\W\d_a-zäöüß]")
_Pair = tuple[Row, Row]


class Width(NamedTuple):
    """How wide a stretch of text was set. A line is full if to go on it would have taken more."""

    word: int  # columns, for the next line's first word
    piece: int  # columns, for the first piece of that word, where words were broken
    widest: int  # the longest line; longer than the rest of the bounds in proportional type
    gap: int  # blank lines between the lines of one paragraph: 1 in double-spaced text
    hyphenated: bool  # whether words were broken


def may_be_wrapped(lines: Sequence[Line]) -> bool:
    r"""Whether the lengths leave it open that some lines were wrapped; fast, and generous.

    Lines stand next to each other that are equally long but for the last ones of paragraphs, and at least
    one of them goes on in lower case.

    >>> from transforms.document import Document
    >>> wrapped = "Der Rat hat die Brücke, die der\nFluss im Jahr zuvor zerstört\nhatte, am Montag eröffnet."
    >>> may_be_wrapped(Document.from_text(wrapped).lines)
    True
    >>> headlines = "Rat eröffnet die neue Brücke am Montag\nFluss steigt auch in der Nacht weiter an\nTor"
    >>> may_be_wrapped(Document.from_text(headlines).lines)
    False
    """
    texts = [line[1] for line in lines]
    if not _goes_on_somewhere("\n".join(texts)):
        return False
    columns = _columns(texts)
    runs = [(run.start(), run.end(), 1) for run in _RUNS.finditer(columns)]
    runs += [(run.start(), run.end(), 2) for run in _SPACED.finditer(columns)]
    lengths = [[ord(column) for column in columns[start:end:step]] for start, end, step in runs]
    if not (any(map(_is_even, lengths)) or _is_even(list(chain.from_iterable(lengths)))):
        return False
    return any(
        len(texts[place]) >= NARROWEST
        and texts[place + step].lstrip("> \t\f\xa0")[:1].islower()
        and texts[place][-1] not in _ENDS
        for start, end, step in runs
        for place in range(start, end, step)
    )


def _goes_on_somewhere(text: str) -> bool:
    """Whether a line in lower case stands below a line, or below the blank one behind it, that may go on.

    Asked first, since most documents have none: nothing of theirs needs to be measured.
    """
    for low in _LOW.finditer(text):
        end = low.start()
        end -= text[end - 1 : end] == "\n"
        if text[end - 1 : end] not in _ENDS and NARROWEST <= end - 1 - text.rfind("\n", 0, end) <= WIDEST:
            return True
    return False


def _columns(texts: Sequence[str]) -> str:
    try:
        return "".join(map(chr, map(len, texts)))
    except ValueError:  # a line of more than a million characters
        return "".join([chr(min(len(text), 255)) for text in texts])


def _is_even(lengths: Sequence[int]) -> bool:
    """Whether two in five lines are as long as the longest, but for a few; or as the middle one: of two columns."""
    if len(lengths) < 2:
        return False
    ordered = sorted(lengths)
    most, middle = ordered[-1 - len(lengths) // 5], ordered[len(lengths) // 2]
    return most >= NARROWEST and (
        sum([n >= 0.7 * most for n in lengths]) >= 0.4 * len(lengths)
        or (
            middle >= NARROWEST
            and sum([0.8 * middle <= n <= 1.1 * middle for n in lengths]) >= 0.5 * len(lengths)
        )
    )


def measure(rows: Sequence[Row], words: LineWords) -> Width | None:
    """The width at which the rows were wrapped, or None if they were not."""
    for gap in (0, 1):
        pairs = adjacent(rows if gap else without_code(rows), gap)
        if len(pairs) > 1 and (width := _measure(pairs, gap, words)):
            return width
    return None


def width_change(rows: Sequence[Row]) -> int | None:
    """The place where rows become wider or narrower for good: a column ends, and a wider one begins.

    Compared are the longest lines of some rows above and below; None where no place stands out.
    """
    if len(rows) < 2 * FEWEST_SET:
        return None
    lengths = [row.length for row in rows]
    longest = [max(lengths[place : place + _WINDOW]) for place in range(len(lengths) - _WINDOW + 1)]
    sides = list(zip(longest, longest[_WINDOW:], strict=False))
    place = max(range(len(sides)), key=lambda each: max(sides[each]) / max(1, min(sides[each])))
    above, below = sides[place]
    if max(above, below) < _STEP * min(above, below):
        return None
    place += _WINDOW  # what is as narrow as the narrow side belongs to it, up to the first row that is not
    if above < below:
        return next(at for at in range(place, len(lengths)) if lengths[at] > above)
    return next(at for at in range(place, 0, -1) if lengths[at - 1] > below)


def need(before: Row, row: Row, *, hyphenated: bool = False) -> int:
    """The columns a line would have taken with the least that could have been moved up to it."""
    if not hyphenated or row.step <= _LEAST_BROKEN:
        return before.length + row.step
    piece = _SYLLABLE.match(row.word)
    if piece and len(row.word) - piece.end() > 2:
        return before.length + 1 + max(2, piece.end()) + 1
    return before.length + row.step


def _measure(pairs: Sequence[_Pair], gap: int, words: LineWords) -> Width | None:
    if any(
        " --> " in a.text and _TIMECODE.match(a.text) for a, _ in pairs
    ):  # subtitles: their lines are cut to be read at a glance
        return None
    broken = _broken(pairs, words)
    if not broken:
        return None
    wrapped = _filled(pairs, _NEAR * _widest([a.length for a, _ in broken]))
    if len(wrapped) < 0.4 * len(pairs):
        return None
    if len(wrapped) < len(pairs):
        broken = _broken(wrapped, words)
    if len(broken) < (_LEAST_SPACED if gap else 1) or not _reads_as_prose(broken):
        return None
    width = _fit(wrapped, broken, gap)
    evident = _is_evident(wrapped, broken, width) or _is_evident_amid_lists(wrapped, broken, width)
    return width if NARROWEST <= width.widest <= WIDEST and evident else None


def _filled(pairs: Sequence[_Pair], limit: float) -> list[_Pair]:
    """The pairs of the blocks in which a line comes near the limit: verse or a table is a block of its own."""
    near = [a.hyphenated or a.length + b.step > limit for a, b in pairs]
    breaks = [place for place in range(1, len(pairs)) if pairs[place - 1][1] is not pairs[place][0]]
    blocks = pairwise([0, *breaks, len(pairs)])
    return [pair for start, end in blocks if any(near[start:end]) for pair in pairs[start:end]]


def _is_evident(pairs: Sequence[_Pair], broken: Sequence[_Pair], width: Width) -> bool:
    """Whether nearly every line that goes on had no room for the next word.

    A few lines of verse pass that test by chance, the more so as metre makes them equally long. So where
    lines are short and few, or no sentence ends within one, the test allows for no proportional type.
    """
    lines = [a for a, b in pairs if a.hyphenated or a.length + b.step > width.word]
    full = len(lines)
    wider = sum([row.length > _WIDER * width.widest for row in lines])
    if sum([row.stops for row in lines]) > _MOST_CLOSED * full or wider > _MOST_WIDER * full:
        return False
    needs = [a.length + b.step for a, b in broken if not a.hyphenated]
    near = [n for n in needs if n > _NEAR * width.widest]
    exact = sum([n > width.widest for n in near])
    least = _LEAST_EXACT - (width.widest >= _WIDER_THAN_COLUMNS)
    if full < 0.4 * len(pairs) and not least <= exact == len(needs):
        return False
    if len(broken) < 0.12 * full:
        return False
    sentences = any(_SENTENCE_INSIDE.search(a.text) for a, _ in pairs)
    if len(broken) == 1:
        return sentences and full > 3 and width.widest >= _WIDER_THAN_VERSE and exact == len(needs)
    if len(near) < len(needs) - max(1, len(needs) // 5):
        return False
    doubtful = width.widest < _WIDER_THAN_VERSE and (len(broken) < _MANY or not sentences)
    return exact >= (0.97 if doubtful else 0.25) * len(near) or _is_mostly_broken_prose(pairs, broken, width)


def _is_evident_amid_lists(pairs: Sequence[_Pair], broken: Sequence[_Pair], width: Width) -> bool:
    """Whether so many lines were certainly broken that short ones between them count for nothing: numbers, headings.

    Certain is a broken word, or a line to the last column of the width.
    """
    if width.word < _EXACT * width.widest or width.widest < _WIDER_THAN_LISTS:
        return False
    lines = [a for a, b in pairs if a.hyphenated or a.length + b.step > width.word]
    words = sum(a.hyphenated and b.continues for a, b in broken)
    needs = [a.length + b.step for a, b in broken if not a.hyphenated]
    near = sum(n > _NEAR * width.widest for n in needs)
    sure = words + sum(n > width.widest for n in needs)
    long = sum(a.length >= _LONG_LINE * width.widest for a, _ in pairs)
    return (
        sure >= _SURE
        and near + words >= _MOSTLY * len(broken)
        and len(lines) >= _LEAST_FULL * long
        and sum(row.stops for row in lines) <= _MOST_CLOSED * len(lines)
        and any(_SENTENCE_INSIDE.search(a.text) for a, _ in pairs)
    )


def _is_mostly_broken_prose(pairs: Sequence[_Pair], broken: Sequence[_Pair], width: Width) -> bool:
    """Whether most lines stop in mid-sentence, and sentences end within lines: verse does not do both.

    Says so without counting columns, which proportional type, and words put in after the wrapping, upset.
    """
    within = sum(_SENTENCE_INSIDE.search(a.text) is not None for a, _ in pairs)
    return (
        width.widest >= _WIDER_THAN_LISTS
        and len(broken) >= max(_MANY, 0.5 * len(pairs))
        and within >= 0.2 * len(pairs)
    )


def _broken(pairs: Sequence[_Pair], words: LineWords) -> list[_Pair]:
    """The pairs in which a sentence runs from one line into the next for certain."""
    return [
        (a, b)
        for a, b in pairs
        if (b.continues or a.dangles(words))
        and not (a.is_closed() or b.is_marked or a.is_url or (b.word == b.text and _DOMAIN.fullmatch(b.text)))
    ]


def _fit(pairs: Sequence[_Pair], broken: Sequence[_Pair], gap: int) -> Width:
    hyphenated = sum([a.hyphenated and b.continues for a, b in broken]) >= max(1, 0.05 * len(pairs))
    widest = _widest([a.length for a, _ in broken])
    near = _NEAR * widest
    whole = [(a, b) for a, b in broken if not a.hyphenated and a.length + b.step > near]
    words = [a.length + b.step for a, b in whole]
    pieces = [need(a, b, hyphenated=True) for a, b in whole] if hyphenated else words
    limit = min(min(words, default=widest + 1), 1.1 * widest)
    widest = max([widest, *[a.length for a, _ in pairs if a.length < limit]])
    return Width(_limit(words, widest), _limit(pieces, widest), widest, gap, hyphenated)


def _limit(needs: list[int], widest: int) -> int:
    """The columns that were to be had: the widest line's, or fewer in proportional type."""
    least = sorted(needs)[len(needs) // 20] if needs else widest + 1
    return widest if least > widest else max(int(_NEAR * widest), least - 1)


def _widest(lengths: list[int]) -> int:
    """The longest of the lengths that is no outlier: others come close to it."""
    lengths.sort(reverse=True)
    company = max(2, len(lengths) // 4)
    for start, length in enumerate(lengths):
        if bisect_right(lengths, -0.88 * length, key=neg) - start >= company:
            return length
    return lengths[0]


def _has_few_signs(text: str) -> bool:
    """Whether at most a tenth of the text is signs that prose has few of.

    Letters of two bytes count as two signs at first, which most German text can afford.
    """
    limit = 0.1 * len(text)
    suspects = len(text.encode("utf-8", "replace").translate(None, _PLAIN))
    return suspects <= limit or len(_SIGN.findall(text)) <= limit


def _reads_as_prose(broken: Sequence[_Pair]) -> bool:
    """Words of usual length, blanks between them, few signs, and no comma at every line's end as in verse."""
    texts = [a.text for a, _ in broken[:_SAMPLE]]
    together = "".join(texts)
    return (
        together.count(" ") >= 2 * len(texts)
        and sum([len(b.word) for _, b in broken[:_SAMPLE]]) <= 20 * len(texts)
        and _has_few_signs(together)
        and sum([text[-1] in ",;" for text in texts]) <= 0.5 * len(texts)
    )

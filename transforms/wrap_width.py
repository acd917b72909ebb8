"""Whether text was wrapped by a machine, and at which width.

A wrapper is greedy: it breaks a line where the next word would not have fit. So in wrapped text every line
that goes on, together with the first word of the next line, is longer than the longest line. Verse, code,
chat logs, addresses and lists fail that test: their lines end where their author wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.wrap_rows import LineWords, Row, adjacent

NARROWEST, WIDEST = 28, 135  # columns; narrower text is a list, wider text a paragraph a line
_SHORTEST = 20  # a line may be that short in text 28 columns wide
_RUNS = re.compile(b"[%c-%c]{3,}" % (_SHORTEST, WIDEST))
_SPACED = re.compile(b"(?:[%c-%c]\\x00){4,}" % (_SHORTEST, WIDEST))
_SYLLABLE = re.compile(
    r"\W*[^\Waeiouyäöüàéèêôûáíóúæøå]*[aeiouyäöüàéèêôûáíóúæøå]+(?:[^\W\d_aeiouyäöü](?=[^\Waeiouyäöü]))?",
    re.IGNORECASE,
)
_PROSE = re.compile(r"[^\W_]+|[ ,.\-–—„“”»«'’\"()!?:;]+")


_WIDER_THAN_VERSE = 60  # columns
_LEAST_SPACED = 4  # lines that go on behind a blank line, before blank lines count for nothing
_MANY = 6  # lines that go on
_NEAR = 0.8  # of the width: a line that goes on and is shorter belongs to a headline in larger type
_SENTENCE_INSIDE = re.compile(r"\w[.!?][\"“”»«]* [\"„“»«(]?[^\W\d_a-zäöüß]")
_Pair = tuple[Row, Row]


class Width(NamedTuple):
    """How wide a stretch of text was set. A line is full if more than so many columns were needed to go on with…"""

    word: int  # …the next line's first word
    piece: int  # …the first piece of that word, where words were broken
    widest: int  # the longest line; longer than the rest of the bounds in proportional type
    gap: int  # blank lines between the lines of one paragraph: 1 in double-spaced text
    hyphenated: bool  # whether words were broken


def may_be_wrapped(lengths: Sequence[int]) -> bool:
    """Whether the lengths alone leave it open that some lines were wrapped; fast, and generous.

    A paragraph of at least three lines must be there, its lines equally long but for the last one.

    >>> may_be_wrapped([71, 74, 70, 31])
    True
    >>> may_be_wrapped([71, 0, 420, 0, 33, 0, 380])
    False
    """
    columns = bytes([n if n < 255 else 255 for n in lengths])
    runs = [run[0] for run in _RUNS.finditer(columns)]
    runs += [run[0][::2] for run in _SPACED.finditer(columns)]
    return any(_is_even(run[:-1]) for run in runs)


def _is_even(run: bytes) -> bool:
    most = 0.7 * max(run)
    return max(run) >= NARROWEST and sum(n >= most for n in run) >= 0.5 * len(run)


def measure(rows: Sequence[Row], words: LineWords) -> Width | None:
    """The width at which the rows were wrapped, or None if they were not."""
    for gap in (0, 1):
        pairs = adjacent(rows, gap)
        if len(pairs) > 1 and (width := _measure(pairs, gap, words)):
            return width
    return None


def need(before: Row, row: Row, *, hyphenated: bool = False) -> int:
    """The columns a line would have taken with the least that could have been moved up to it."""
    word = row.word
    if hyphenated and len(word) > 4 and (piece := _SYLLABLE.match(word)) and len(word) - piece.end() > 2:
        return before.length + 1 + max(2, piece.end()) + 1
    return before.length + 1 + len(word)


def _measure(pairs: Sequence[_Pair], gap: int, words: LineWords) -> Width | None:
    if any(" --> " in a.text for a, _ in pairs):  # subtitles: their lines are cut to be read at a glance
        return None
    broken = [pair for pair in pairs if _goes_on(*pair, words)]
    if not broken:
        return None
    rough = _widest([a.length for a, _ in broken])
    filled = [chain for chain in _chains(pairs) if any(_is_near(a, b, rough) for a, b in chain)]
    wrapped = [pair for chain in filled for pair in chain]
    if len(wrapped) < 0.4 * len(pairs):
        return None
    broken = [pair for pair in wrapped if _goes_on(*pair, words)]
    if len(broken) < (_LEAST_SPACED if gap else 1) or not _reads_as_prose(broken):
        return None
    width = _fit(wrapped, broken, gap)
    return width if NARROWEST <= width.widest <= WIDEST and _is_evident(wrapped, broken, width) else None


def _chains(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """The pairs of one block each. Verse, a table or an address in the midst of the text is a block of its own."""
    chain: list[_Pair] = []
    for pair in pairs:
        if chain and chain[-1][1] is not pair[0]:
            yield chain
            chain = []
        chain.append(pair)
    yield chain


def _is_near(a: Row, b: Row, widest: int) -> bool:
    return a.hyphenated or need(a, b) > _NEAR * widest


def _is_evident(pairs: Sequence[_Pair], broken: Sequence[_Pair], width: Width) -> bool:
    """Whether nearly every line that goes on had no room for the next word.

    A few lines of verse pass that test by chance, the more so as metre makes them equally long. So where lines
    are short and few, or no sentence ends within one, the test allows for no proportional type.
    """
    full = sum(a.hyphenated or need(a, b) > width.word for a, b in pairs)
    if full < 0.4 * len(pairs) or len(broken) < 0.12 * full:
        return False
    needs = [need(a, b) for a, b in broken if not a.hyphenated]
    near = [n for n in needs if n > _NEAR * width.widest]
    exact = sum(n > width.widest for n in near)
    sentences = any(_SENTENCE_INSIDE.search(a.text) for a, _ in pairs)
    if len(broken) == 1:
        return sentences and full > 3 and width.widest >= _WIDER_THAN_VERSE and exact == len(needs)
    doubtful = width.widest < _WIDER_THAN_VERSE and (len(broken) < _MANY or not sentences)
    return len(near) >= len(needs) - max(1, len(needs) // 5) and exact >= (0.97 if doubtful else 0.25) * len(
        near
    )


def _goes_on(a: Row, b: Row, words: LineWords) -> bool:
    """Whether a sentence runs from one line into the next for certain."""
    if a.is_closed() or a.is_url or b.is_marked:
        return False
    return b.continues or a.dangles(words)


def _fit(pairs: Sequence[_Pair], broken: Sequence[_Pair], gap: int) -> Width:
    hyphenated = sum(a.hyphenated and b.continues for a, b in broken) >= max(1, 0.05 * len(pairs))
    widest = _widest([a.length for a, _ in broken])
    whole = [(a, b) for a, b in broken if not a.hyphenated and _is_near(a, b, widest)]
    words = [need(a, b) for a, b in whole]
    pieces = [need(a, b, hyphenated=hyphenated) for a, b in whole]
    longest = min(words, default=widest + 1)
    widest = max([widest, *(a.length for a, _ in pairs if a.length < min(longest, 1.1 * widest))])
    return Width(_limit(words, widest), _limit(pieces, widest), widest, gap, hyphenated)


def _limit(needs: list[int], widest: int) -> int:
    """The columns that were to be had: the widest line's, or less in proportional type, where characters differ."""
    least = sorted(needs)[len(needs) // 20] if needs else widest + 1
    return widest if least > widest else max(int(_NEAR * widest), least - 1)


def _widest(lengths: list[int]) -> int:
    """The longest of the lengths that is no outlier: others come close to it."""
    lengths.sort(reverse=True)
    company = max(2, len(lengths) // 4)
    for start, length in enumerate(lengths):
        if sum(n >= 0.88 * length for n in lengths[start:]) >= company:
            return length
    return lengths[0]


def _reads_as_prose(broken: Sequence[_Pair]) -> bool:
    """Words of usual length with blanks between them, few signs, and no comma at every line's end, as in verse."""
    texts = [a.text for a, _ in broken]
    size = sum(map(len, texts))
    signs = size - sum(len(run) for text in texts for run in _PROSE.findall(text))
    return (
        sum(text.count(" ") for text in texts) >= 2 * len(texts)
        and sum(len(b.word) for _, b in broken) <= 20 * len(broken)
        and signs <= 0.1 * size
        and sum(text[-1] in ",;" for text in texts) <= 0.5 * len(texts)
    )

"""Screens: which of a document's lines may match a rule at all, told without a pattern.

A screen may let lines pass that match nothing; it never stops one that matches. What it costs depends on the
lines and hardly on the number of rules: edges of lines recur, and verdicts on them are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter

from transforms.boilerplate.patterns import AROUND, LONGEST_LINE, PICTOGRAPHS, fold_letters
from transforms.boilerplate.starts import fold_number
from transforms.boilerplate.traits import EDGE
from transforms.boilerplate.word_search import WordSearch

_SHORT_EDGE = 4  # letters that dismiss half of them
_VERDICTS = 50_000  # edges of lines remembered
_ODD = ("\N{KELVIN SIGN}", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}")  # whose lower case is ASCII
_ASCII = re.compile(r"[\x21-\x7e]+")


def is_even(text: str) -> bool:
    r"""Whether folding the line changes the case of its letters only, so that lengths and places stay.

    >>> is_even("Mehr zum Thema"), is_even("Mehr  zum Thema"), is_even("Mehr zum\tThema"), is_even("» Mehr")
    (True, False, False, False)
    """
    return (
        text.isprintable()
        and "  " not in text
        and text[:1] not in AROUND
        and text[-1:] not in AROUND
        and text[:1] < PICTOGRAPHS
    )


class EdgeScreen:
    """Lines whose first letters, or last ones, are those of a match.

    ``limits`` has what matches start with, numbers folded (see `prefixes`), or, backwards, what they end with,
    each with the characters of the longest line that has it. Verdicts are kept: on short edges first, as most
    of the lines have one of a few thousand, then on longer ones.
    """

    __slots__ = (
        "_beginnings",
        "_dead",
        "_edge",
        "_lengths",
        "_limits",
        "_outermost",
        "_reach",
        "_short_edge",
    )

    def __init__(self, limits: Mapping[str, int], *, backwards: bool = False) -> None:
        self._limits = limits
        self._lengths = sorted(set(map(len, limits)))
        self._beginnings = {text[:_SHORT_EDGE] for text in limits}
        self._outermost = -1 if backwards else 0
        self._edge = itemgetter(slice(-EDGE, None) if backwards else slice(EDGE))
        self._short_edge = itemgetter(slice(-_SHORT_EDGE, None) if backwards else slice(_SHORT_EDGE))
        self._dead = {""}  # short edges that no match has
        self._reach: dict[str, int] = {}  # of edges: characters of the longest line that may match, or 0

    def lines(self, texts: Sequence[str]) -> list[int]:
        """The numbers of the lines that may match."""
        dead, known, edge_of = self._dead, self._reach, self._edge
        found: list[int] = []
        for number in [n for n, short in enumerate(map(self._short_edge, texts)) if short not in dead]:
            text = texts[number]
            edge = edge_of(text)
            reach = known.get(edge)
            if reach is None:
                reach = self._learn(edge)
            if len(text) <= reach or (reach and not is_even(text)):
                found.append(number)
        return found

    def _learn(self, edge: str) -> int:
        """How long a line with that edge may be to match. A short edge that no match has is kept as well."""
        if len(self._dead) + len(self._reach) >= _VERDICTS:
            self._dead = {""}
            self._reach.clear()
        folded, reach = self._folded(edge), LONGEST_LINE
        if folded:
            reach = max([self._limits.get(folded[:length], 0) for length in self._lengths], default=0)
        if reach or folded[:_SHORT_EDGE] in self._beginnings:
            self._reach[edge] = reach
        else:
            self._dead.add(self._short_edge(edge))
        return reach

    def _folded(self, edge: str) -> str:
        """The edge as it reads in a folded line, from outside; empty where folding may do more than it shows."""
        outermost = edge[self._outermost]
        if (
            outermost in AROUND
            or outermost >= PICTOGRAPHS
            or "  " in edge
            or "Σ" in edge
            or not edge.isprintable()
        ):
            return ""
        folded = fold_letters(edge)
        if self._outermost:
            folded = folded[::-1]
        return fold_number(folded) if folded[0].isdigit() else folded


class WordScreen:
    """Lines with a word that a match must contain: all words looked for in all lines at once.

    ``limits`` has the words, each with the characters of the longest line that it tells; one without an ASCII letter,
    or none at all, tells any line as long.
    """

    __slots__ = ("_limits", "_search", "_untold")

    def __init__(self, limits: Mapping[str, int]) -> None:
        told = {word: limit for word, limit in limits.items() if _ASCII.search(word)}
        self._untold = max([limit for word, limit in limits.items() if word not in told], default=0)
        pieces = _pieces(told)
        self._search = WordSearch(pieces)
        self._limits = tuple(pieces.values())

    def lines(self, texts: Sequence[str]) -> list[int]:
        """The numbers of the lines that may match."""
        untold = (
            [number for number, text in enumerate(texts) if len(text) <= self._untold] if self._untold else []
        )
        return [*untold, *self._told(texts)] if self._limits else untold

    def _told(self, texts: Sequence[str]) -> list[int]:
        """The numbers of the lines with one of the words."""
        limits = self._limits
        together = "\n".join(texts)
        if any(letter in together for letter in _ODD):
            together = fold_letters(together)
        whole = together.encode(errors="replace").lower()  # bytes are folded thrice as quickly as letters
        places = list(self._search.lines(whole))
        if places and whole.count(b"\n") >= len(texts):
            return list(range(len(texts)))  # a break within a line
        return [number for word, number in places if len(texts[number]) <= limits[word]]


def _pieces(limits: Mapping[str, int]) -> dict[str, int]:
    """The ASCII letters of the words, but of a word that contains another, which tells lines as long as both."""
    whole = {max(_ASCII.findall(word), key=len): 0 for word in limits}
    pieces = dict.fromkeys(sorted(p for p in whole if not any(p != other in p for other in whole)), 0)
    for word, limit in limits.items():
        for piece, known in pieces.items():
            if piece in word:
                pieces[piece] = max(limit, known)
    return pieces

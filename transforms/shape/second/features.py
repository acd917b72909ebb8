"""What the second reading sees of a unit: itself, its neighbours, its wording, its place, its runs, the page.

All of it is numbers that follow from form and from the first reading's verdicts; no word is looked up. Scales of
kinds go from what speaks for furniture to what speaks for text, so that one threshold parts them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from statistics import median_low

from transforms.document import BOILERPLATE, HEADING, KICKER, METADATA, TIMESTAMP, TITLE, Role
from transforms.shape.kinds import HEADLINE, ITEM, LABEL
from transforms.shape.units import Unit

Row = tuple[float, ...]
_Columns = tuple[Sequence[float], Sequence[bool], Sequence[bool], Sequence[Row]]  # see `_Runs`

_UNASKED: tuple[str, float] = ("", 0.0)  # the look of what was decided before: nobody has looked at it
_KINDS = (
    "", "link", "symbols", "address", "credit", "caption", "byline", "attribution", "numbers",
    "item", "label", "headline", "truncated", "sentence", "paragraph",
)  # fmt: skip
_KIND = {kind: float(order) for order, kind in enumerate(_KINDS)}
_ITEMS, _HEADLINES, _LABELS = _KIND[ITEM], _KIND[HEADLINE], _KIND[LABEL]
_ENDS = {":": 3.0, ",": 4.0, ";": 4.0, "…": 5.0, "?": 6.0, "!": 7.0, ".": 8.0}
_FULL_STOP = 8.0
_REMOVED, _UNLIKELY, _ABOUT, _TITLED, _HEADS, _TOLD, _CERTAIN = map(float, range(7))
_ABOUT_IT: dict[Role | None, float] = {METADATA: _ABOUT, TIMESTAMP: _ABOUT}
_DECIDED = _ABOUT_IT | {BOILERPLATE: _REMOVED, TITLE: _TITLED, KICKER: _TITLED}
_JUDGED = _ABOUT_IT | {BOILERPLATE: _UNLIKELY, HEADING: _HEADS}
_SHORT = 90  # characters of a line that may be a list's or a teaser's
_LONG = 120  # characters of a kept line that counts as a paragraph
_NEAR = 5  # units on either side
_FAR = 99.0  # units away, or more, or none there
_CAPITAL = re.compile(r"(?<!\S)[^\W\d_a-zäöüß]")
_SMALL = re.compile(r"(?<!\S)[a-zäöüß]")
_DIGIT = re.compile(r"\d")

_OWN = ("length", "words", "kind", "evidence", "state", "end", "gap")
_FURTHER = 5  # of these are told of units two away
_EDGE = ("length", "kind", "state")
_RUN = (
    "units", "mean length", "longest", "full stops", "kept",
    *(f"{name} {where}" for where in ("above", "below") for name in _EDGE),
)  # fmt: skip
_NO_UNIT = (-1.0,) * len(_OWN)
_NO_EDGE = (-1.0,) * len(_EDGE)
GROUPS = {
    "line": _OWN,
    "neighbours": (
        *(f"{name} two above" for name in _OWN[:_FURTHER]),
        *(f"{name} above" for name in _OWN),
        *(f"{name} below" for name in _OWN),
        *(f"{name} two below" for name in _OWN[:_FURTHER]),
    ),
    "wording": ("start", "digits", "capitals", "small words", "colon", "small last word"),
    "place": (
        "share of page", "below title", "below first paragraph", "above last paragraph",
        "from paragraph", "to paragraph", "kept above", "kept below",
    ),
    "run": tuple(f"{name} of {run}" for run in ("verdict", "short lines", "kind") for name in _RUN),
    "page": ("units", "paragraphs", "median length", "kept", "gaps", "items", "headlines", "labels"),
}  # fmt: skip
NAMES = tuple(f"{group}: {name}" for group, names in GROUPS.items() for name in names)


def read_features(units: Sequence[Unit], wanted: Sequence[int]) -> Iterator[Row]:
    """The row of each wanted unit, by its place among all units of a page; as long as `NAMES`.

    Lengths and distances are counted in characters and units, shares go from 0 to 1; what isn't there is -1.
    """
    texts = [unit.text for unit in units]
    looks = [unit.look if unit.open else _UNASKED for unit in units]
    lengths = [float(len(text)) for text in texts]
    kinds = [_KIND[look[0]] for look in looks]
    states = [_state(unit) for unit in units]
    ends = [_end(text[-1]) for text in texts]
    gaps = [float(unit.gap) for unit in units]
    words, evidence = [text.count(" ") + 1.0 for text in texts], [look[1] for look in looks]
    own = list(zip(lengths, words, kinds, evidence, states, ends, gaps, strict=True))
    kept = [state >= _HEADS for state in states]
    paragraphs = [place for place, length in enumerate(lengths) if length >= _LONG and kept[place]]
    title = next((place for place, unit in enumerate(units) if unit.role is TITLE), 0)
    page = (float(len(units)), float(len(paragraphs)), median_low(lengths), *_shares(kept, gaps, kinds))
    stopped = [end == _FULL_STOP for end in ends]
    columns = lengths, stopped, kept, list(zip(lengths, kinds, states, strict=True))
    by_verdict, by_length, by_kind = (
        _Runs(keys, columns) for keys in (kept, [length < _SHORT for length in lengths], kinds)
    )
    around = [_NO_UNIT, _NO_UNIT, *own, _NO_UNIT, _NO_UNIT]
    so_far = [0, *accumulate(kept)]
    last = len(units)
    for place in wanted:
        yield (
            *own[place],
            *around[place][:_FURTHER], *around[place + 1], *around[place + 3], *around[place + 4][:_FURTHER],
            *_wording(units[place].text),
            place / last, float(place - title), *_distances(place, paragraphs),
            float(so_far[place] - so_far[max(0, place - _NEAR)]),
            float(so_far[min(last, place + 1 + _NEAR)] - so_far[place + 1]),
            *by_verdict.around(place), *by_length.around(place), *by_kind.around(place),
            *page,
        )  # fmt: skip


@cache
def _end(character: str) -> float:
    if character.isalpha():
        return 1.0
    return 2.0 if character.isdigit() else _ENDS.get(character, 0.0)


def _state(unit: Unit) -> float:
    """How the first reading left it, from removed by a rule to kept by one."""
    if not unit.open:
        return _DECIDED.get(unit.role, _CERTAIN)
    if unit.verdict is not None:
        return _JUDGED.get(unit.verdict[0], _TOLD)
    return _CERTAIN if unit.rule else _TOLD


def _wording(text: str) -> Row:
    words = text.count(" ") + 1.0
    first = text[0]
    return (
        0.0 if first.islower() else 1.0 if first.isupper() else 2.0 if first.isdigit() else 3.0,
        len(_DIGIT.findall(text)) / len(text),
        len(_CAPITAL.findall(text)) / words,
        len(_SMALL.findall(text)) / words,
        float(text.find(":")),
        float(text[text.rfind(" ") + 1 :].islower()),
    )


def _distances(place: int, paragraphs: Sequence[int]) -> Row:
    """From the first paragraph of the page, to its last, from the nearest one above, to the nearest below."""
    if not paragraphs:
        return (_FAR,) * 4
    at = bisect_left(paragraphs, place)
    below = at + (at < len(paragraphs) and paragraphs[at] == place)
    return (
        float(place - paragraphs[0]),
        float(paragraphs[-1] - place),
        min(_FAR, float(place - paragraphs[at - 1])) if at else _FAR,
        min(_FAR, float(paragraphs[below] - place)) if below < len(paragraphs) else _FAR,
    )


def _shares(kept: Sequence[bool], gaps: Sequence[float], kinds: Sequence[float]) -> Row:
    many = len(kinds)
    return (
        sum(kept) / many, sum(gaps) / many,
        kinds.count(_ITEMS) / many, kinds.count(_HEADLINES) / many, kinds.count(_LABELS) / many,
    )  # fmt: skip


class _Runs:
    """What is told of runs of like units: all members of a run share it, and it is told when first asked for."""

    __slots__ = ("_columns", "_starts", "_told")

    def __init__(self, keys: Sequence[float], columns: _Columns) -> None:
        self._starts = [
            0,
            *(place for place in range(1, len(keys)) if keys[place] != keys[place - 1]),
            len(keys),
        ]
        self._columns = columns
        self._told: dict[int, Row] = {}

    def around(self, place: int) -> Row:
        """Of the run that the unit stands in: its size, lengths, full stops, what was kept, and what is beside it."""
        run = bisect_right(self._starts, place)
        if run not in self._told:
            self._told[run] = self._tell(self._starts[run - 1], self._starts[run])
        return self._told[run]

    def _tell(self, start: int, end: int) -> Row:
        lengths, stopped, kept, edges = self._columns
        many = end - start
        return (
            float(many), sum(lengths[start:end]) / many, max(lengths[start:end]),
            sum(stopped[start:end]) / many, sum(kept[start:end]) / many,
            *(edges[start - 1] if start else _NO_EDGE), *(edges[end] if end < len(edges) else _NO_EDGE),
        )  # fmt: skip

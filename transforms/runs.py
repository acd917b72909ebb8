"""Runs: wrapped lines that make one paragraph, which rules and shape read as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from transforms.document import HYPHENATED, WRAPPED, Line, join

PAGE_FURNITURE = "wrap/"  # page numbers, running heads: a paragraph goes on behind them
_GOES_ON = frozenset({WRAPPED, HYPHENATED})
_JOINT = itemgetter(Line._fields.index("joint"))  # half of what asking each line by name costs


def find_runs(lines: Sequence[Line]) -> dict[int, list[int]]:
    r"""The lines of each paragraph that is wrapped, by the number of its first line.

    Blanks and page furniture between two lines of a paragraph belong to no run.

    >>> find_runs([Line("a", "a", joint=" "), Line("", ""), Line("b", "b"), Line("c", "c")])
    {0: [0, 2]}
    """
    if not is_wrapped(lines):
        return {}
    runs: dict[int, list[int]] = {}
    run: list[int] = []
    for number, line in enumerate(lines):
        if not line.text or line.rule.startswith(PAGE_FURNITURE) or line.text.isspace():
            continue
        if run and lines[run[-1]].joint in _GOES_ON and lines[run[-1]].role is line.role:
            run.append(number)
            runs[run[0]] = run
        else:
            run = [number]
    return runs


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether a paragraph goes on behind any line: hardly a page is printed so."""
    return not _GOES_ON.isdisjoint(map(_JOINT, lines))


def fold_runs(
    lines: Sequence[Line], runs: Mapping[int, Sequence[int]]
) -> tuple[list[Line], list[Sequence[int]]]:
    """Each run as one line that has its whole text, and the numbers of the lines that each stands for."""
    inside = {number for members in runs.values() for number in members[1:]}
    folded: list[Line] = []
    members: list[Sequence[int]] = []
    for number, line in enumerate(lines):
        if number not in inside:
            run = runs.get(number, (number,))
            folded.append(line if len(run) == 1 else line._replace(text=join([lines[each] for each in run])))
            members.append(run)
    return folded, members


def unfold_runs(lines: list[Line], folded: Sequence[Line], members: Sequence[Sequence[int]]) -> None:
    """Give the lines of each run, in place, the role that was found for the whole."""
    for whole, run in zip(folded, members, strict=True):
        for number in run:
            line = lines[number]
            if line.role is None and not line.rule and (whole.rule or whole.role is not None):
                lines[number] = line.judged(whole.role, whole.rule)

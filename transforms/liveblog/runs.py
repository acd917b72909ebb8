"""Paragraphs that were printed on several lines, as the marks of a liveblog see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.document import (
    BLANK,
    BODY,
    BOILERPLATE,
    HEADING,
    HYPHENATED,
    KICKER,
    METADATA,
    TITLE,
    WRAPPED,
    Line,
    join,
)

GONE = frozenset({BLANK, METADATA, BOILERPLATE, TITLE, KICKER})
_UNDECIDED = GONE | {None}
_GOES_ON = frozenset({WRAPPED, HYPHENATED})

Run = tuple[int, ...]  # the lines of one paragraph, as indices


def wrapped_runs(lines: Sequence[Line]) -> dict[int, Run]:
    """The paragraphs of more than one line, by their first line; page furniture inside them is left out.

    >>> lines = [Line("a", "a", joint=" "), Line("b", "b"), Line("c", "c")]
    >>> wrapped_runs(lines)
    {0: (0, 1)}
    """
    if _GOES_ON.isdisjoint([line.joint for line in lines]):
        return {}
    return {run[0]: run for run in _runs(lines) if len(run) > 1}


def _runs(lines: Sequence[Line]) -> Iterator[Run]:
    run: list[int] = []
    for at, line in enumerate(lines):
        if _is_between(line):
            continue
        if line.role is None:
            run.append(at)
        if line.joint not in _GOES_ON or line.role not in _UNDECIDED:
            yield tuple(run)
            run = []
    yield tuple(run)


def heading_run(lines: Sequence[Line], first: int) -> Run:
    """The lines of the heading that begins on a line: a text that it runs into is none of it."""
    run = [first]
    for at in range(first + 1, len(lines)):
        if lines[run[-1]].joint not in _GOES_ON:
            break
        if lines[at].role is HEADING:
            run.append(at)
        elif not _is_between(lines[at]):
            break
    return tuple(run)


def is_wrapped(line: Line) -> bool:
    """Whether the next line is of the same paragraph."""
    return line.joint in _GOES_ON


def body_start(lines: Sequence[Line], at: int) -> int:
    """The first line of the text that goes on in a line: its clock may close the last one."""
    first = at
    for before in range(at - 1, -1, -1):
        line = lines[before]
        if _is_between(line):
            continue
        if line.joint not in _GOES_ON or {line.role, lines[at].role} != {BODY}:
            break
        first = before
    return first


def _is_between(line: Line) -> bool:
    """Whether a line may stand inside a paragraph that it has no part in: blank, or printed around the page."""
    return not line.text.strip() or line.rule.startswith("wrap/")


def text_of(lines: Sequence[Line], run: Run) -> str:
    """What the lines of a paragraph say together."""
    return (lines[run[0]].text if len(run) == 1 else join(lines[at] for at in run)).strip()


def cut_to(lines: Sequence[Line], run: Run, text: str) -> list[tuple[int, str]]:
    """The lines of a run that say more than a part of its text, and what of it they say.

    >>> lines = [Line("14.05: Pegel", "14.05: Pegel", joint=" "), Line("steigt +++", "steigt +++")]
    >>> cut_to(lines, (0, 1), "Pegel steigt")
    [(0, 'Pegel'), (1, 'steigt')]
    """
    whole = join(lines[at] for at in run)
    start = max(whole.find(text), 0)
    end = start + len(text)
    cut: list[tuple[int, str]] = []
    place = 0
    for at in run:
        line = lines[at].text
        said = line[max(start - place, 0) : max(end - place, 0)]
        if said != line:
            cut.append((at, said.strip()))
        place += len(line) + len(lines[at].joint)
    return cut

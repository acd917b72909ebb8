"""Polls amid a text: a question to the reader, and answers to choose from, of which one is yes and one no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.document import Line
from transforms.rulebook import Vocabulary
from transforms.vocabulary_memo import once_per_vocabulary

POLL = "notice/poll"
_LONGEST_QUESTION, _LONGEST_ANSWER, _LONGEST_OTHER = 160, 110, 60  # characters; the last neither yes nor no
_MOST = 9  # answers
_COUNTED = re.compile(  # "25 %", "1893 Abstimmungen"
    r"\d{1,3}(?:[.,]\d)? ?%|(?:\d{1,3}(?:[.’' ]\d{3})*|\d{4}) [^\W\d_]{4,16}"
)
_SIGNS = ".,;:!–-()•*○◯☐ "


class _Words(NamedTuple):
    yes: frozenset[str]
    no: frozenset[str]
    others: tuple[str, ...]  # "weiß nicht"
    headers: frozenset[str]  # "umfrage"
    buttons: frozenset[str]  # "abstimmen"


def find_polls(lines: Sequence[Line], vocabulary: Vocabulary) -> list[int]:
    """The numbers of the lines of polls: what announces them, their questions, and the answers.

    Answers stand one right below the other, so that an interview's, each with a question of its own, are none.
    """
    words = _words(vocabulary)
    if not words.yes:
        return []
    asked = [
        number
        for number, line in enumerate(lines)
        if line[1] and line[1][-1] == "?" and line[2] is None and len(line[1]) <= _LONGEST_QUESTION
    ]
    return sorted({number for question in asked for number in _poll(lines, question, words)})


def _poll(lines: Sequence[Line], question: int, words: _Words) -> list[int]:
    """The lines of the poll that asks a question; none where it is no poll's."""
    answers = list(_answers(lines, question))
    first = [_first_word(lines[number].text) for number in answers]
    if words.yes.isdisjoint(first) or words.no.isdisjoint(first):
        return []
    told = [
        place
        for place, (number, word) in enumerate(zip(answers, first, strict=True))
        if word in words.yes
        or word in words.no
        or lines[number].text.lower().strip(_SIGNS).startswith(words.others)
    ]
    button = next(
        (place for place in range(told[-1] + 1, len(answers)) if _is_button(lines, answers[place], words)),
        None,
    )
    if button is not None:
        told.append(button)
    while told[-1] + 1 < len(answers) and _COUNTED.fullmatch(lines[answers[told[-1] + 1]].text.strip()):
        told.append(told[-1] + 1)
    between = (lines[answers[place]].text for place in range(told[-1]) if place not in told)
    if any(len(text) > _LONGEST_OTHER for text in between):
        return []
    header = next((number for number in range(question - 1, -1, -1) if lines[number].text), None)
    announced = header is not None and lines[header].text.lower().strip(_SIGNS) in words.headers
    return [*([header] if announced and header is not None else []), question, *answers[: told[-1] + 1]]


def _is_button(lines: Sequence[Line], number: int, words: _Words) -> bool:
    """Whether a line is what the reader presses below the last answer, whatever that says."""
    return lines[number].text.lower().strip(_SIGNS) in words.buttons


def _answers(lines: Sequence[Line], question: int) -> Iterator[int]:
    """The short lines right below a question, one after the other, that ask nothing themselves."""
    found = 0
    for number in range(question + 1, len(lines)):
        line = lines[number]
        if not line.text:
            continue
        short = len(line.text) <= _LONGEST_ANSWER and line.text[-1] != "?"
        if found == _MOST or line.role is not None or line.rule or not short:
            return
        found += 1
        yield number


def _first_word(text: str) -> str:
    return text.lower().strip(_SIGNS).partition(" ")[0].strip(_SIGNS)


@once_per_vocabulary
def _words(vocabulary: Vocabulary) -> _Words:
    return _Words(
        frozenset(vocabulary.named("poll_yes")),
        frozenset(vocabulary.named("poll_no")),
        tuple(vocabulary.named("poll_others")),
        frozenset(vocabulary.named("poll_headers")),
        frozenset(vocabulary.named("poll_buttons")),
    )

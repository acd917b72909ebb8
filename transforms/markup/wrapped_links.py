"""Links and pictures of Markdown that lines' ends break, in labels and in addresses, as html2text wraps them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import BOILERPLATE, Line
from transforms.markup.markdown import IMAGE, LINK

_LONGEST = 20_000  # characters of a paragraph that is looked through
_ROUNDS = 3  # a picture within a link, and a link around it
_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000})\]"
# Blanks are in no address; a wrapped one goes on behind its hyphens.
_ADDRESS = r"\(\s?<?((?:[^()\s<>]|(?<=-)\n|\([^()\s]{0,200}\)){0,3000})>?(?:\s{1,2}\"[^\"]{0,500}\")?\s?\)"
_PICTURE = re.compile("!" + _LABEL + _ADDRESS)
_ANCHOR = re.compile("(?<!!)" + _LABEL + _ADDRESS)
_IS_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,12}:|/|#|\?|www\.|$", re.IGNORECASE)


def unlink_wrapped(lines: list[Line], judges: bool) -> None:
    """Cut addresses and pictures that stand on several lines off the text, in place.

    Labels stay on their lines. A line of which nothing is left is boilerplate, if the rules judge any.
    """
    for numbers in _paragraphs(lines):
        whole = "\n".join([lines[number].text for number in numbers])
        if "](" not in whole or len(whole) > _LONGEST:
            continue
        cut = _unlink(whole)
        if cut == whole:
            continue
        for number, text in zip(numbers, cut.split("\n"), strict=True):
            line = lines[number]
            if text == line.text:
                continue
            rule = IMAGE if "![" in line.text else LINK
            if text.strip():
                lines[number] = line.edited(text.strip(), rule)
            elif judges:
                lines[number] = line.judged(BOILERPLATE, rule)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The numbers of lines that stand one right below the other, two or more, undecided."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if line.role is None and line.text:
            run.append(number)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _unlink(text: str) -> str:
    r"""The text with as many lines, without what breaks over them.

    >>> _unlink("Die [neue\nStudie](https://bote.example/die-\nneue-studie) kommt.")
    'Die neue\nStudie\n kommt.'
    >>> _unlink("![Ein Kran am\nHafen](/kran.jpg)\nEr hebt.")
    '\n\nEr hebt.'
    """
    for _ in range(_ROUNDS):
        before = text
        text = _PICTURE.sub(lambda found: _without(found, ""), text)
        text = _ANCHOR.sub(lambda found: _without(found, found[1]), text)
        if text == before:
            break
    return text


def _without(found: re.Match[str], label: str) -> str:
    """The label of a broken link, and a line's end for each that goes with the address; others are cut later."""
    broken = found[0].count("\n")
    if not broken or not _IS_ADDRESS.match(found[2]):
        return found[0]
    return label + "\n" * (broken - label.count("\n"))

"""Links, pictures and emphasis of Markdown that lines' ends break, in addresses, too, as html2text wraps them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import BOILERPLATE, Line
from transforms.markup.markdown import EMPHASIS, FENCES, IMAGE, LINK, LINK_LINE

_LONGEST = 100_000  # characters of a page that are looked through at once
_ALONE = "\x1f"  # before a line that a link is all of: no text has it, once its encoding is repaired
_SAYS = re.compile(r"[^\W_]")
_ROUNDS = 3  # a picture within a link, and a link around it
_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000})\]"
# Blanks are in no address; a wrapped one goes on behind its hyphens.
_ADDRESS = r"\(\s?<?((?:[^()\s<>]|(?<=-)\n|\([^()\s]{0,200}\)){0,3000})>?(?:\s{1,2}\"[^\"]{0,500}\")?\s?\)"
_PICTURE = re.compile("!" + _LABEL + _ADDRESS)
_ANCHOR = re.compile("(?<!!)" + _LABEL + _ADDRESS)
_STRESSED = re.compile(
    r"(?<![\w*\\])([*_]{1,3})(?=[^\s*_])((?:[^*_\n]|\n(?!\s*\n)|(?<=\w)[*_](?=\w)){1,3000})(?<=[^\s\\])\1(?![\w*])"
)
_IS_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,12}:|/|#|\?|www\.|$", re.IGNORECASE)


def unmark_wrapped(lines: list[Line], judges: bool) -> None:
    """Cut what of links, pictures and emphasis stands on several lines off the text, in place.

    Labels stay on their lines. A line of which nothing is left is boilerplate, if the rules judge any.
    """
    for numbers in _stretches(lines):
        whole = "\n".join([lines[number].text for number in numbers])
        unlinked = _unlink(whole) if "](" in whole else whole
        steps = zip(*(text.split("\n") for text in (whole, unlinked, _unstress(unlinked))), strict=True)
        for number, (text, bare, plain) in zip(numbers, steps, strict=True):
            rule = IMAGE if "![" in text else LINK
            if bare.strip() or bare == text:
                _edit(lines, number, bare.removeprefix(_ALONE), rule)
                _edit(lines, number, plain.removeprefix(_ALONE), EMPHASIS)
                if bare.startswith(_ALONE):
                    lines[number] = lines[number]._replace(edits=(*lines[number].edits, LINK_LINE))
            elif judges:
                lines[number] = lines[number].judged(BOILERPLATE, rule)


def _edit(lines: list[Line], number: int, text: str, rule: str) -> None:
    if text.strip() != lines[number].text.strip():
        lines[number] = lines[number].edited(text.strip(), rule)


def _stretches(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The numbers of lines that are undecided and no code, in stretches of bounded length."""
    run: list[int] = []
    fenced, length = False, 0
    for number, line in enumerate(lines):
        fence = line.text.startswith(FENCES)
        fenced ^= fence
        if line.role is None and not fenced and not fence and length + len(line.text) <= _LONGEST:
            run.append(number)
            length += len(line.text) + 1
            continue
        if run:
            yield run
        run, length = [], 0
    if run:
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


def _unstress(text: str) -> str:
    r"""The text without the stars and lines around words on several lines.

    >>> _unstress("_Mit Material\nvon dpa._ Ein Stern*\nfehlt.")
    'Mit Material\nvon dpa. Ein Stern*\nfehlt.'
    """
    if "*" not in text and "_" not in text:
        return text
    return _STRESSED.sub(lambda found: found[2] if "\n" in found[2] else found[0], text)


def _without(found: re.Match[str], label: str) -> str:
    """The label of a broken link, and a line's end for each that goes with the address; others are cut later.

    Each of its lines begins with a sign where the link is all that they say.
    """
    broken = found[0].count("\n")
    if not broken or not _IS_ADDRESS.match(found[2]):
        return found[0]
    rest = "\n" * (broken - label.count("\n"))
    whole = found.string
    before = whole[whole.rfind("\n", 0, found.start()) + 1 : found.start()]
    behind = whole[found.end() :].partition("\n")[0]
    if _SAYS.search(before) or _SAYS.search(behind):
        return label + rest
    return "\n".join([f"{_ALONE}{line}" if line.strip() else line for line in label.split("\n")]) + rest

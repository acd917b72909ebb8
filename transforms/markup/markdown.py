"""Markdown: what a line says without it, and what it said of the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# A target without blanks, in which brackets may stand in pairs, and perhaps a title.
_TARGET = r"\(\s*<?((?:[^()\s<>]|\([^()\s]*\))*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_TEXT = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
_LINK = re.compile(_TEXT + _TARGET)
_IMAGE = re.compile("!" + _TEXT + _TARGET)
_IS_TARGET = re.compile(
    r"[a-z][a-z0-9+.-]*:|//|[/#?]|\.{1,2}/|www\.|[\w-]+(?:\.[\w-]+)*\.\w{2,}|$", re.IGNORECASE
)
_IS_ADDRESS = re.compile(r"(?:https?:|mailto:|//|/(?:[\w-]|$))", re.IGNORECASE)
_REFERENCE = re.compile(r"\[[^\[\]]{1,80}\]:\s+<?(?:https?:|/|#|mailto:)\S*(?:\s+[\"'(].*)?")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])([*_]{1,3}|~~)(?=[^\s*_~])((?:[^*_~]|(?<=\w)[*_](?=\w))+)(?<=[^\s\\])\1(?![\w*])"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_BULLET = re.compile(r"(?:[*+-]|\d{1,3}[.)])[ \t]+")
_CODE = re.compile(
    r"[;{}][ \t]*$|\w\([^)]*\)[ \t]*:?$|^[ \t]*(?:import|def|return|sudo|export) |^\w+ ?=", re.MULTILINE
)
_OPEN_LINK = re.compile(r"\[([^\[\]]*)$")
_CLOSE_LINK = re.compile(r"([^\[\]]*)\]" + _TARGET)
_LONGEST_HEADING = 200  # characters
_FEW = 3  # signs that a page of code could have by chance
_TABLE_RULE = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+")  # between a table's head and its rows
_LETTER = re.compile(r"[^\W_]")

FENCES = ("```", "~~~")  # around code
TITLE, HEADING, QUOTE = "markup/title", "markup/heading", "markup/quote"
STATED_TITLE = "markup/stated-title"  # the rule of a line that a page calls its title to machines, too
IMAGE, LINK, EMPHASIS, ESCAPE = "markup/image", "markup/link", "markup/emphasis", "markup/escape"
LINK_LINE, BOLD_LINE = "markup/link-line", "markup/bold-line"


def is_markdown(texts: Sequence[str]) -> bool:
    """Whether a page is written in Markdown: with links, pictures, headings or bold lines, two in all.

    >>> is_markdown(["[Start](/)", "[Sport](/sport)"]), is_markdown(["## Der Kran"])
    (True, True)
    >>> is_markdown(["Das [1] steht (nicht) hier."]), is_markdown(["# sort them", "names.sort()", "# done"])
    (False, False)
    """
    whole = "\n".join(texts)
    links = (
        [target for _, target in _LINK.findall(whole) if _IS_ADDRESS.match(target)] if "](" in whole else []
    )
    signs = len(links) + sum(text.startswith("**") and _is_bold(text) for text in texts)
    signs += 2 * any(text[:1] == "|" and _TABLE_RULE.fullmatch(text) for text in texts)
    if signs > 1 or (links and any(_IS_ADDRESS.match(target) for _, target in _IMAGE.findall(whole))):
        return True
    for above, text, below in zip(["", *texts], texts, [*texts[1:], ""], strict=False):
        if text[:1] == "#" and (heading := _HEADING.match(text)):
            signs += 2 if len(heading[1]) > 1 else (not above or not below)
    return signs > 1 and (signs > _FEW or _CODE.search(whole) is None)


def _is_bold(text: str) -> bool:
    """Whether a line is bold from end to end."""
    marked = _EMPHASIS.fullmatch(text)
    return marked is not None and len(marked[1]) > 1


def has_link(text: str) -> bool:
    """Whether a line has a link that is one on any page, as its address tells."""
    return any(_IS_ADDRESS.match(link[2]) for link in _LINK.finditer(text))


def is_image(text: str) -> bool:
    """Whether a line is nothing but pictures, linked or not.

    >>> is_image("[![Ein Kran](/kran.jpg)](/kran.html)"), is_image("![Ein Kran](/kran.jpg) Der Kran")
    (True, False)
    """
    bare, found = _IMAGE.subn("", text)
    return found > 0 and _LETTER.search(_LINK.sub("", bare)) is None


def is_reference(text: str) -> bool:
    """Whether a line says where the links of others lead: "[1]: https://bote.example"."""
    return _REFERENCE.fullmatch(text) is not None


def unlink(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its links' targets and its pictures, and what was done.

    >>> unlink("Von [Ada Beispiel](/ada), ![Bild](/a.png)Seeburg")
    ('Von Ada Beispiel, Seeburg', ('markup/image', 'markup/link'))
    """
    done: list[str] = []
    text = _cut(_IMAGE, lambda _: "", text, IMAGE, done)
    if "](" in text:
        links = [link for link in _LINK.finditer(text) if _IS_TARGET.match(link[2])]
        alone = (
            bool(links)
            and _LETTER.search(_LINK.sub("", _BULLET.sub("", text.lstrip("#> "), count=1))) is None
        )
        text = _cut(_LINK, lambda link: link[1] if _IS_TARGET.match(link[2]) else link[0], text, LINK, done)
        done += [LINK_LINE] if alone else []
    return text.strip(), tuple(done)


def unmark(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text of a line of Markdown, and what was done.

    >>> unmark("## Der **neue** Kran")
    ('Der neue Kran', ('markup/heading', 'markup/emphasis'))
    >>> unmark("**Lesen Sie auch:**"), unmark(r"1\. Mai")
    (('Lesen Sie auch:', ('markup/bold-line',)), ('1. Mai', ('markup/escape',)))
    """
    done: list[str] = []
    if quote := _QUOTE.match(text):
        text = text[quote.end() :]
        done.append(QUOTE)
    if heading := _HEADING.match(text):
        text = _without_closing(text[heading.end() :])
        done.append(TITLE if len(heading[1]) == 1 else HEADING)
    anchors = heading is not None and all(link[2].startswith("#") for link in _LINK.finditer(text))
    text, linked = unlink(text)
    done += [rule for rule in linked if rule != LINK_LINE or not anchors]  # a heading that links to itself
    rule = BOLD_LINE if text[:1] in "*_" and _is_bold(text) else EMPHASIS
    text = _cut(_EMPHASIS, lambda marked: marked[2], text, rule, done)
    text = _cut(_ESCAPE, lambda escaped: escaped[1], text, ESCAPE, done)
    return text.strip(), tuple(done)


def _without_closing(text: str) -> str:
    """A heading's text without the signs that may close it: "Der Kran ##", and not "C#"."""
    bare = text.rstrip("#")
    return bare.rstrip() if bare[-1:] in (" ", "\t") else text


def is_headed(text: str) -> bool:
    """Whether a line above a rule could be its heading: words, but no sentence and no item of a list."""
    return (
        bool(text)
        and len(text) <= _LONGEST_HEADING
        and text[-1] not in ".,;|"
        and _BULLET.match(text) is None
    )


def mend(above: str, below: str) -> tuple[str, str, str] | None:
    """Two lines without the marks that a break between them tears apart, and the rule; None where none is torn.

    >>> mend("für [neun Millionen", "Euro](/kosten) gebaut"), mend("der **neue", "Kran** steht")
    (('für neun Millionen', 'Euro gebaut', 'markup/link'), ('der neue', 'Kran steht', 'markup/emphasis'))
    """
    if "](" in below and (opened := _OPEN_LINK.search(above)) and (closed := _CLOSE_LINK.match(below)):
        return above[: opened.start()] + opened[1], closed[1] + below[closed.end() :], LINK
    if "**" in below and above.count("**") % 2 and below.count("**") % 2:
        return "".join(above.rsplit("**", 1)), below.replace("**", "", 1), EMPHASIS
    return None


def _cut(
    pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str], text: str, rule: str, done: list[str]
) -> str:
    cut = pattern.sub(instead, text)
    if cut != text:
        done.append(rule)
    return cut

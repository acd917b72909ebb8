"""Pages of HTML: what a browser would show of them, as lines; the page itself is kept beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from flows.sources.page_head import read_page_head
from transforms.document import BOILERPLATE, Document, Line, split_lines
from transforms.markup.markdown import STATED_TITLE, TITLE

EXTENSIONS = (".html", ".htm", ".xhtml")
OPENING = 2000  # characters in which a page says that it is one
_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN = ("noscript", "template", "svg", "iframe", "select", "object", "canvas")
_BEHIND_TITLE = re.compile(r" ?[|–—·»«>•-] ?| \(")
_SHORTEST_TITLE = 8  # characters; shorter lines are labels, too
_FURNITURE, _ASIDE, _HEADLINE = ("figcaption", "nav"), "aside", "h1"
_MARKED = {name: [name] for name in (*_FURNITURE, _ASIDE, _HEADLINE)}
_PROSE = 80  # characters of a line that may be a paragraph,
_PARAGRAPHS = 3  # and how many make a text
_BLANKS = re.compile(r"[ \t\xa0]+")


def is_page_name(name: str) -> bool:
    """Whether a file is named as a page of HTML.

    >>> is_page_name("A.HTM"), is_page_name("a.html.txt")
    (True, False)
    """
    return name.lower().endswith(EXTENSIONS)


def is_page(name: str, opening: str) -> bool:
    """Whether a text is a page of HTML: its file is named so, or its first `OPENING` characters open one.

    >>> is_page("a.html", "<p>Hallo"), is_page("a.txt", " <!DOCTYPE html>"), is_page("a.txt", "<p>Hallo")
    (True, True, False)
    """
    return is_page_name(name) or _OPENS.match(opening.lstrip("\ufeff")) is not None


def read_page(document: Document, source: bytes) -> Document:
    """The page that a document's lines are the HTML of: the lines that a reader sees, and what its head states.

    What it marks as captions and navigation is no text, nor is what stands beside its text. Its source is kept whole,
    as no codec leads from what is seen back to it. A page that the parser gives up on stays as it is; one that shows
    nothing has no text.
    """
    html = document.raw.lstrip("\ufeff")
    shown = _render(html)
    if shown is None:
        return document
    text, spans = shown
    seen = _seen_lines(text)
    lines = list(split_lines("\n".join(seen)))
    for name in _FURNITURE:
        _take(lines, _lines_within(text, spans, name), name)
    aside = _lines_within(text, spans, _ASIDE)
    if _is_beside(aside, lines):
        _take(lines, aside, _ASIDE)
    stated = read_page_head(html, document)
    title = _find_title(seen, stated.titles, _lines_within(text, spans, _HEADLINE))
    if title is not None:
        lines[title] = lines[title]._replace(edits=(TITLE,))
        if _heads_most(lines, title):  # no rule takes it for anything else
            lines[title] = lines[title].judged(None, STATED_TITLE)
    return document.replace(
        lines=tuple(lines),
        source_bytes=source,
        url=document.url or stated.url,
        authors=stated.authors,
        published_at=stated.published_at,
        published_precision=stated.published_precision,
        updated_at=stated.updated_at,
    )


def seen_text(html: str) -> str:
    """The lines that a reader sees of a page, without what the page says of them; empty where the parser gives up."""
    shown = _render(html.lstrip("\ufeff"))
    return "\n".join(_seen_lines(shown[0])) if shown else ""


def _seen_lines(text: str) -> list[str]:
    return [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]


def _render(html: str) -> tuple[str, list[tuple[int, int, str]]] | None:
    """What a browser would show, and from where to where captions and headlines stand in it.

    None where the parser gives up, as on too many elements within each other: what comes behind would be missing.
    """
    from inscriptis import Inscriptis  # a run without pages needs no parser
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.html_properties import Display
    from inscriptis.model.config import ParserConfig
    from inscriptis.model.html_element import HtmlElement
    from lxml.etree import ErrorLevels, LxmlError
    from lxml.html import HTMLParser

    css = {**CSS_PROFILES["strict"], **{name: HtmlElement(display=Display.none) for name in _UNSEEN}}
    parser = HTMLParser(huge_tree=True)
    try:
        parser.feed(html)
        tree = parser.close()
        if any(error.level >= ErrorLevels.FATAL for error in parser.feed_error_log):
            return None
        if tree is None:
            return "", []
        page = Inscriptis(tree, ParserConfig(css=css, annotation_rules=_MARKED))
    except (LxmlError, ValueError, RecursionError):
        return None
    return page.get_text(), sorted((mark.start, mark.end, mark.metadata) for mark in page.get_annotations())


def _take(lines: list[Line], numbers: Iterable[int], name: str) -> None:
    """Claim lines that an element marks as furniture, in place."""
    for number in numbers:
        if lines[number].text and lines[number].role is None:
            lines[number] = lines[number].judged(BOILERPLATE, f"markup/{name}")


def _is_beside(aside: set[int], lines: Sequence[Line]) -> bool:
    """Whether the page has text outside of these lines: some pages put their article into an aside."""
    return len(_prose(lines) - aside) >= _PARAGRAPHS


def _heads_most(lines: Sequence[Line], title: int) -> bool:
    """Whether most of the page's text stands below a line: else it may be a link to the page itself."""
    prose = _prose(lines)
    return 2 * len([number for number in prose if number > title]) > len(prose)


def _prose(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that may be paragraphs."""
    return {number for number, line in enumerate(lines) if line.role is None and len(line.text) >= _PROSE}


def _lines_within(text: str, spans: Sequence[tuple[int, int, str]], name: str) -> set[int]:
    """The numbers of the lines that lie within a span of that name, their blanks aside."""
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    within: set[int] = set()
    for first, last in [span[:2] for span in spans if span[2] == name]:
        for number in range(bisect_right(ends, first), min(bisect_right(ends, last) + 1, len(ends))):
            start = ends[number - 1] if number else 0
            line = text[start : ends[number]]
            begin = start + len(line) - len(line.lstrip())
            if first <= begin and start + len(line.rstrip()) <= last:
                within.add(number)
    return within


def _find_title(seen: Sequence[str], stated: Sequence[str], headlines: set[int]) -> int | None:
    """The number of the line that is the title as the page states it, perhaps with its site's name behind it.

    Headlines come first; the second copy of a title may be a link to the page itself.
    """
    for title in stated:
        alike = [
            number for number, line in enumerate(seen) if len(line) >= _SHORTEST_TITLE and _says(title, line)
        ]
        if alike:
            return next((number for number in alike if number in headlines), alike[0])
    return None


def _says(title: str, line: str) -> bool:
    """Whether a title is the line, or the line and its site's name; a kicker stands before a colon."""
    if not title.startswith(line):
        return False
    return title == line or (
        2 * len(line) >= len(title) and _BEHIND_TITLE.match(title, len(line)) is not None
    )

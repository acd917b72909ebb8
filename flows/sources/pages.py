"""Pages of HTML: what a browser would show of them, as lines; the page itself is kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.sources.page_head import Stated, read_page_head
from flows.sources.rendering import Shown, render
from transforms.document import BOILERPLATE, Document, Line, split_lines
from transforms.markup.markdown import STATED_TITLE, TITLE

EXTENSIONS = (".html", ".htm", ".xhtml")
OPENING = 2000  # characters in which a page says that it is one
_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND_TITLE = re.compile(r" ?[|–—·»«>•-] ?| \(")
_LISTED = re.compile(r"[*+•-] |\d{1,2}\. ")
_WORD, _MOST = re.compile(r"\w{3,}"), 0.6
_SHORTEST_TITLE = 8  # characters; shorter lines are labels, too
_FURNITURE, _ASIDE, _ARTICLE, _HEADLINE, _HEADING = ("figcaption", "nav"), "aside", "article", "h1", "h2"
_MARKED = (*_FURNITURE, _ASIDE, _ARTICLE, _HEADLINE, _HEADING)
_PROSE = 80  # characters of a line that may be a paragraph,
_PARAGRAPHS = 3  # and how many make a text


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

    What it marks as captions and navigation is no text, nor is what stands beside its text, nor are other articles.
    Its source is kept whole, as no codec leads from what is seen back to it. A page that the parser gives up on stays
    as it is; one that shows nothing has no text.
    """
    html = document.raw.lstrip("\ufeff")
    shown = render(html, _MARKED)
    if shown is None:
        return document
    stated = read_page_head(html, document)
    lines = list(split_lines("\n".join(shown.lines)))
    for name in _FURNITURE:
        _take(lines, shown.within(name), name)
    aside = shown.within(_ASIDE)
    if len(_prose(lines) - aside) >= _PARAGRAPHS:  # some pages put their article into an aside
        _take(lines, aside, _ASIDE)
    _mark_title(lines, shown, stated)
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
    shown = render(html.lstrip("\ufeff"))
    return "\n".join(shown.lines) if shown else ""


def _take(lines: list[Line], numbers: Iterable[int], name: str) -> None:
    """Claim lines that an element marks as furniture, in place."""
    for number in numbers:
        if lines[number].text and lines[number].role is None:
            lines[number] = lines[number].judged(BOILERPLATE, f"markup/{name}")


def _prose(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that may be paragraphs."""
    return {number for number, line in enumerate(lines) if line.role is None and len(line.text) >= _PROSE}


def _mark_title(lines: list[Line], shown: Shown, stated: Stated) -> None:
    """Mark the line that is the title which the page states, in place, and claim articles other than its own."""
    headlines = shown.within(_HEADLINE)
    title = _find_title(shown.lines, stated.titles, headlines, headlines | shown.within(_HEADING))
    if title is None:
        return
    lines[title] = lines[title]._replace(edits=(TITLE,))
    prose = _prose(lines)
    below = {number for number in prose if number > title}
    if 2 * len(below) <= len(prose):
        return  # it may be a link to the page itself
    lines[title] = lines[title].judged(None, STATED_TITLE)  # no rule takes it for anything else
    if not stated.is_liveblog:
        _take(lines, _other_articles(shown.each(_ARTICLE), title, below), _ARTICLE)


def _other_articles(articles: Sequence[set[int]], title: int, prose: set[int]) -> set[int]:
    """The lines of articles beside the one that has the title and a text: teasers, and what is read next."""
    own = [lines for lines in articles if title in lines and len(lines & prose) >= _PARAGRAPHS]
    if not own:
        return set()
    page = min(own, key=len)
    return set[int]().union(*(lines for lines in articles if not lines & page))


def _find_title(
    seen: Sequence[str], stated: Sequence[str], headlines: set[int], headings: set[int]
) -> int | None:
    """The number of the line that is the title as the page states it, perhaps with its site's name behind it.

    Headlines come first; the second copy of a title may be a link to the page itself, and an item of a list is one
    of those that lead here. Where no line is it, the headline is that has most of its words.
    """
    lines = [(number, line) for number, line in enumerate(seen) if len(line) >= _SHORTEST_TITLE]
    for title in stated:
        alike = [number for number, line in lines if _says(title, line)]
        if alike:
            return next((number for number in alike if number in headlines), alike[0])
    shares = [
        (max((_share(line, title) for title in stated), default=0.0), number in headlines, -number)
        for number, line in lines
        if number in headings and " " in line and _LISTED.match(line) is None
    ]
    share, _, number = max(shares, default=(0.0, False, 0))
    return -number if share >= _MOST else None


def _says(title: str, line: str) -> bool:
    """Whether a title is the line, or the line and its site's name; a kicker stands before a colon."""
    if not title.startswith(line):
        return False
    return title == line or (
        2 * len(line) >= len(title) and _BEHIND_TITLE.match(title, len(line)) is not None
    )


def _share(line: str, title: str) -> float:
    """The share of a line's words that a title has, if it has half of the title's: both may have their own kicker."""
    words, stated = set(_WORD.findall(line.lower())), set(_WORD.findall(title.lower()))
    shared = len(words & stated)
    return shared / len(words) if shared and 2 * shared >= len(stated) else 0.0

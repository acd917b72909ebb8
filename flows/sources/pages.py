"""Pages of HTML: what a browser would show of them, as lines; the page itself is kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.sources.page_head import Stated, read_page_head
from flows.sources.rendering import Shown, render
from flows.sources.stated_title import find_prose, mark_title
from transforms.document import BOILERPLATE, Document, Line, split_lines

EXTENSIONS = (".html", ".htm", ".xhtml")
OPENING = 2000  # characters in which a page says that it is one
_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_FURNITURE, _ASIDE, _ARTICLE, _HEADLINE, _HEADING = ("figcaption", "nav"), "aside", "article", "h1", "h2"
_MARKED = (*_FURNITURE, _ASIDE, _ARTICLE, _HEADLINE, _HEADING)
_PARAGRAPHS = 3  # that make a text


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
    if document.title:
        stated = stated._replace(titles=(document.title, *stated.titles))
    lines = list(split_lines("\n".join(shown.lines)))
    for name in _FURNITURE:
        _take(lines, shown.within(name), name)
    aside = shown.within(_ASIDE)
    if len(find_prose(lines) - aside) >= _PARAGRAPHS:  # some pages put their article into an aside
        _take(lines, aside, _ASIDE)
    _mark_title(lines, shown, stated)
    return document.replace(
        lines=tuple(lines),
        source_bytes=source,
        url=document.url or stated.url,
        authors=document.authors or stated.authors,
        published_at=document.published_at or stated.published_at,
        published_precision=document.published_precision or stated.published_precision,
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


def _mark_title(lines: list[Line], shown: Shown, stated: Stated) -> None:
    """Mark the line that is the title which the page states, in place, and claim articles other than its own."""
    headlines = shown.within(_HEADLINE)
    title = mark_title(lines, stated.titles, headlines, headlines | shown.within(_HEADING))
    if title is not None and not stated.is_liveblog:
        below = {number for number in find_prose(lines) if number > title}
        _take(lines, _other_articles(shown.each(_ARTICLE), title, below), _ARTICLE)


def _other_articles(articles: Sequence[set[int]], title: int, prose: set[int]) -> set[int]:
    """The lines of articles beside the one that has the title and a text: teasers, and what is read next."""
    own = [lines for lines in articles if title in lines and len(lines & prose) >= _PARAGRAPHS]
    if not own:
        return set()
    page = min(own, key=len)
    return set[int]().union(*(lines for lines in articles if not lines & page))

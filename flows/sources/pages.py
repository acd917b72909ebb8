"""Pages of HTML: what a browser would show of them, as lines; the page itself is kept beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from transforms.document import BOILERPLATE, Document, split_lines

CAPTION = "markup/figcaption"
EXTENSIONS = (".html", ".htm", ".xhtml")
OPENING = 2000  # characters in which a page says that it is one,
_LINKS = 200_000  # and in which it says what its address is
_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:link|meta)\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{2,20})\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?")
_UNSEEN = ("noscript", "template", "svg", "iframe", "select", "object", "canvas")
_BLANKS = re.compile(r"[ \t\xa0]+")


def is_page(name: str, opening: str) -> bool:
    """Whether a text is a page of HTML: its file is named so, or its first `OPENING` characters open one.

    >>> is_page("a.html", "<p>Hallo"), is_page("a.txt", " <!DOCTYPE html>"), is_page("a.txt", "<p>Hallo")
    (True, True, False)
    """
    return name.lower().endswith(EXTENSIONS) or _OPENS.match(opening.lstrip("\ufeff")) is not None


def read_page(document: Document, source: bytes) -> Document:
    """The page that a document's lines are the HTML of: the lines that a reader sees, and the address that it states.

    What it marks as pictures' captions is no text. Its source is kept whole, as no codec leads from what is seen
    back to it. A page that no parser takes stays as it is.
    """
    html = document.raw.lstrip("\ufeff")
    text, spans = _render(html)
    if not text.strip():
        return document
    seen = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    captions = _lines_within(text, spans)
    lines = [
        line.judged(BOILERPLATE, CAPTION) if line.text and number in captions else line
        for number, line in enumerate(split_lines("\n".join(seen)))
    ]
    return document.replace(
        lines=tuple(lines), source_bytes=source, url=document.url or _stated_address(html)
    )


def _render(html: str) -> tuple[str, list[tuple[int, int, str]]]:
    """What a browser would show, and from where to where captions stand in it; nothing where the parser gives up."""
    from inscriptis import get_annotated_text  # a run without pages needs no parser
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.html_properties import Display
    from inscriptis.model.config import ParserConfig
    from inscriptis.model.html_element import HtmlElement
    from lxml.etree import LxmlError

    css = {**CSS_PROFILES["strict"], **{name: HtmlElement(display=Display.none) for name in _UNSEEN}}
    try:
        shown = get_annotated_text(html, ParserConfig(css=css, annotation_rules={"figcaption": ["caption"]}))
    except (LxmlError, ValueError, RecursionError):
        return "", []
    return shown.get("text", ""), sorted(shown.get("label", ()))


def _lines_within(text: str, spans: Sequence[tuple[int, int, str]]) -> set[int]:
    """The numbers of the lines that lie within a span, their blanks aside."""
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    within: set[int] = set()
    for first, last, _ in spans:
        for number in range(bisect_right(ends, first), min(bisect_right(ends, last) + 1, len(ends))):
            start = ends[number - 1] if number else 0
            line = text[start : ends[number]]
            begin = start + len(line) - len(line.lstrip())
            if first <= begin and start + len(line.rstrip()) <= last:
                within.add(number)
    return within


def _stated_address(html: str) -> str:
    """The page's own address, as it tells search engines and networks; empty where it has none."""
    found: dict[int, str] = {}  # by how much each tag is to be trusted
    for tag in _TAG.findall(html[:_LINKS]):
        told = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if told.get("rel", "").lower() == "canonical":
            found.setdefault(0, told.get("href", ""))
        elif told.get("property", "").lower() == "og:url":
            found.setdefault(1, told.get("content", ""))
    return next((url for _, url in sorted(found.items()) if _ADDRESS.fullmatch(url)), "")

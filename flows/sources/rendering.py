"""What a browser would show of a page of HTML, and in which elements its lines stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

_UNSEEN = ("noscript", "template", "svg", "iframe", "select", "object", "canvas")
_BLANKS = re.compile(r"[ \t\xa0]+")

Span = tuple[int, int, str]  # from one character to behind another, and the element's name


class Shown:
    """The lines that a reader sees, blanks single, and the elements that they stand in as a whole."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        raw = text.split("\n")
        self.lines = [_BLANKS.sub(" ", line).strip() for line in raw]
        self._spans = spans
        starts = [0, *accumulate(len(line) + 1 for line in raw)]
        self._begins = [
            start + len(line) - len(line.lstrip()) for start, line in zip(starts, raw, strict=False)
        ]
        self._ends = [start + len(line.rstrip()) for start, line in zip(starts, raw, strict=False)]

    def each(self, name: str) -> list[set[int]]:
        """The numbers of the lines within each element of that name."""
        return [set(self._within(first, last)) for first, last, element in self._spans if element == name]

    def within(self, name: str) -> set[int]:
        """The numbers of the lines within any element of that name."""
        return set[int]().union(*self.each(name))

    def _within(self, first: int, last: int) -> range:
        """Lines that lie within a span as a whole, the blanks around their text aside."""
        return range(bisect_left(self._begins, first), bisect_right(self._ends, last))


def render(html: str, names: Sequence[str] = ()) -> Shown | None:
    """What a browser would show, and from where to where elements of these names stand in it.

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
            return Shown("", ())
        page = Inscriptis(tree, ParserConfig(css=css, annotation_rules={name: [name] for name in names}))
    except (LxmlError, ValueError, RecursionError):
        return None
    spans = [(mark.start, mark.end, mark.metadata) for mark in page.get_annotations()]
    return Shown(page.get_text(), sorted(spans))

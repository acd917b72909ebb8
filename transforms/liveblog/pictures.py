"""Pictures at the top of entries: their credits and captions are no headlines, whatever stands above and below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.liveblog.page import Page, heads
from transforms.liveblog.timestamps import LONGEST_HEADLINE, Stamp
from transforms.shape.kinds import CAPTION, CREDIT
from transforms.shape.looks import Looks

_CREDIT = 40  # characters of a credit behind a caption
_NEAR = 4  # lines with text below a clock among which a headline is looked for


def picture_lines(stamps: Sequence[Stamp], page: Page, limit: int, looks: Looks) -> list[int]:
    """The lines near the clocks that are a picture's: who took it, and what is on it.

    What touches a credit from above is its caption where a headline follows: "Die Halle / Foto: Jo Tal / Lind trifft".
    """
    ends = [*(stamp.line for stamp in stamps[1:]), limit]
    spans = [page.between(stamp.line, end)[:_NEAR] for stamp, end in zip(stamps, ends, strict=True)]
    return [line for span in spans for line in _pictures(span, page, looks)]


def _pictures(span: Sequence[int], page: Page, looks: Looks) -> Iterable[int]:
    for place, line in enumerate(span):
        text = page.texts[line]
        if len(text) > LONGEST_HEADLINE:
            continue
        kind = looks.look(text).kind
        if kind is CREDIT or kind is CAPTION:
            yield line
        above = page.texts[span[place - 1]] if place else ""
        if above and text.startswith(above) and (kind is CAPTION or len(text) <= len(above) + _CREDIT):
            yield from (span[place - 1], line)  # the picture's description, which its caption says again
        if kind is CREDIT and place and span[place - 1] == line - 1:
            below = span[place + 1 : place + 2]
            if below and heads(page.texts[below[0]]):
                yield line - 1

"""What stands above a title: its kicker, text, or what is the page's."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.metadata.head import is_caption
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.parts import Part
from transforms.metadata.title_context import is_named_below
from transforms.metadata.title_signs import STEPS, is_trail
from transforms.shape.kinds import HEADLINE, LABEL, NUMBERS

_MENU = 2  # labels above a title; more are a menu's
_FULL, _MOST = 0.6, 0.75  # of the longest line, what a full one has; how many are full where text was printed
_GOES_ON = f"|/{STEPS}"  # a trail of bread crumbs that breaks off: "Start | Ausland |"
_STEPS = 12  # lines of metadata above a title that are looked past


def above_title(parts: Sequence[Part], title: int, texts: Sequence[str]) -> list[Part]:
    """The parts above the title that are the page's: bread crumbs, a picture's description.

    Spares paragraphs without credit or copy, and whatever stands above text that was printed line by line;
    ``texts`` are the page's lines.
    """
    above = parts[:title]
    captions = [part for at, part in enumerate(above) if part.open and is_caption(parts, at)]
    others = [
        part
        for part in above
        if part.open and part not in captions and (not part.prose or _stands_twice(part, above))
    ]
    return captions if not others or _is_printed(parts, texts) else [*captions, *others]


def _is_printed(parts: Sequence[Part], texts: Sequence[str]) -> bool:
    """Whether the text was printed, in lines of about one length: no menu stands above it, but a letterhead.

    Spares text that is cut where a link begins or ends: its lines are as long as they may be.
    """
    paragraphs = [part for part in parts if part.prose]
    widths = [len(texts[number]) for part in paragraphs for number in part.lines[:-1]]
    full_width = _FULL * max(widths, default=0)
    full = sum(width >= full_width for width in widths)
    wrapped = sum(len(part.lines) > 1 for part in paragraphs)
    return 2 * wrapped > len(paragraphs) and full >= _MOST * len(widths)


def _stands_twice(part: Part, parts: Sequence[Part]) -> bool:
    return sum(part.key == other.key for other in parts) > 1


def _is_dated(part: Part) -> bool:
    """Whether a line is one of metadata, or a number such as a press release has."""
    return part.kind is NUMBERS or (part.facts is not None and part.facts.firm)


def find_kicker(parts: Sequence[Part], title: int, lexicon: Lexicon) -> int | None:
    """The index of the line above the title that names its subject, or the kind of page."""
    if title == 0:
        return None
    above = parts[title - 1]
    at = title - 1
    while at > 0 and at > title - _STEPS and _is_dated(parts[at]):
        at -= 1
    if parts[at].open and parts[at].text.lower() in lexicon.page_types:
        return at
    if not above.open or (above.facts and above.facts.kind != "name") or len(above.text) > 60:
        return None
    looks_so = above.kind in {LABEL, HEADLINE} or above.text[-1] in ":!"
    if not looks_so or above.text[0] in "*+>" or above.text[-1] in _GOES_ON or is_trail(above.text):
        return None
    labels = sum(p.open and p.kind is LABEL for p in parts[max(0, title - 5) : title])
    told = labels <= _MENU or is_named_below(above.text, parts[title:])
    return title - 1 if told and above.key != parts[title].key else None

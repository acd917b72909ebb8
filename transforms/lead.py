"""The lead of an article, and the points of its summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Role
from transforms.head import LONGEST_LEAD, Part, is_caption
from transforms.lexicon import Lexicon
from transforms.shape_kinds import Kind

_SHORTEST_LEAD = 25  # characters
_DATELINE = re.compile(r"[^\W\d_][\w./ -]{1,40} \([\w/.-]{2,20}\) ?[-–—]")  # Talbrück (dpa) -


def find_lead(parts: Sequence[Part], title: int | None, start: int) -> int | None:
    """The index of the lead: the first paragraph below the title that is no caption.

    Without a title the first paragraph is a lead only where it is short beside the next.
    """
    first = 0 if title is None else title + 1
    for at in range(first, min(start + 1, len(parts))):
        part = parts[at]
        if part.unit.role is Role.TIMESTAMP:
            return None
        if not part.open or part.facts is not None or is_caption(parts, at):
            continue
        if part.prose and len(part.unit.text) <= LONGEST_LEAD:
            return at if _is_lead(parts, title, at, start) else None
        if title is not None and at == title + 1 and _is_short_lead(parts, at, start):
            return at
    return None


def _is_lead(parts: Sequence[Part], title: int | None, at: int, start: int) -> bool:
    """Whether a paragraph is the lead: metadata parts it from the body, or it is short beside the next."""
    if at < start and title is not None:
        return True
    length, following = len(parts[at].unit.text), [len(p.unit.text) for p in parts[at + 1 :] if p.prose][:3]
    if not following or _DATELINE.match(parts[at].unit.text):
        return False
    if title is None:
        return at == 0 and length <= 250 and 1.5 * length < following[0]
    return length <= 350 and length < sum(following) / len(following)


def _is_short_lead(parts: Sequence[Part], at: int, start: int) -> bool:
    """A line between title and metadata, or a single sentence between title and text."""
    text, kind = parts[at].unit.text, parts[at].unit.look.kind
    if at >= start or at + 1 >= len(parts) or kind not in {Kind.SENTENCE, Kind.HEADLINE}:
        return False
    below = parts[at + 1]
    if below.facts and below.facts.firm:
        return len(text) >= _SHORTEST_LEAD
    return below.prose and len(text) >= 2 * _SHORTEST_LEAD and text[-1] == "."


def find_summary(parts: Sequence[Part], title: int, end: int, lexicon: Lexicon) -> tuple[range, range]:
    """The heading "In Kürze" between title and body, and the points below it; empty where there are none."""
    for at in range(title + 1, end):
        text = parts[at].unit.text.rstrip(" :").lower()
        if parts[at].open and text in lexicon.summaries:
            last = at + 1
            while last < min(len(parts), at + 9) and _is_point(parts[last]):
                last += 1
            return (range(at, at + 1), range(at + 1, last)) if last > at + 1 else (range(0), range(0))
    return range(0), range(0)


def _is_point(part: Part) -> bool:
    return part.open and part.unit.look.kind is Kind.ITEM and part.facts is None

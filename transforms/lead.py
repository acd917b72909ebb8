"""The lead of an article, and the points of its summary."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import Role
from transforms.head import LONGEST_LEAD, SENTENCES, Part, is_caption
from transforms.metadata_lines import Lexicon
from transforms.shape_kinds import Kind


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
    if at < start and title is not None:
        return True
    length, after = len(parts[at].unit.text), next((p for p in parts[at + 1 :] if p.prose), None)
    if after is None:
        return False
    following = len(after.unit.text)
    return length <= 350 and (title is not None or (at == 0 and length <= 250 and following > 1.5 * length))


def _is_short_lead(parts: Sequence[Part], at: int, start: int) -> bool:
    """A single sentence between title and metadata."""
    below = parts[at + 1 : at + 2]
    return (
        at < start
        and parts[at].unit.look.kind in {Kind.SENTENCE, Kind.HEADLINE}
        and (parts[at].unit.text[-1:] in ".!?" or SENTENCES.search(parts[at].unit.text) is not None)
        and bool(below and below[0].facts and below[0].facts.firm)
    )


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

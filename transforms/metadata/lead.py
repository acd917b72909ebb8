"""The lead of an article, and the points of its summary."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from transforms.document import BODY, TIMESTAMP
from transforms.metadata.head import DATELINE, LONGEST_LEAD, is_caption, is_heading
from transforms.metadata.parts import Part
from transforms.shape.kinds import HEADLINE, ITEM, LABEL, SENTENCE
from transforms.shape.rows import is_result

_SHORTEST_LEAD = 25  # characters
_USUAL_LEAD = 350
_FEWEST_POINTS, _MOST_POINTS = 2, 8  # of a summary
_STANDFIRST = 60  # characters of one that needs no full stop, nor metadata below it,
_STANDFIRST_WORDS = 9  # and its words
_LEAD_ALONE = 250  # below no title
_RESULT_ENDS = frozenset("0123456789)")
_NO_LEAD_BELOW = frozenset({TIMESTAMP, BODY})  # an entry's clock, a salutation


def find_lead(parts: Sequence[Part], title: int | None, start: int) -> int | None:
    """The index of the lead: the first text below the title that is no caption.

    Without a title the first paragraph is a lead only where it is short beside the next.
    """
    first = 0 if title is None else title + 1
    for at in range(first, min(start + 1, len(parts))):
        part = parts[at]
        if part.role in _NO_LEAD_BELOW:
            return None
        if not part.open or part.facts is not None or is_caption(parts, at) or _is_match(part):
            continue
        if part.prose and len(part.text) <= LONGEST_LEAD:
            return at if _is_lead(parts, title, at, start) else None
        if title is not None and _is_short_lead(parts, title, at, start):
            return at
        if _is_text(part) and not _is_parted(parts, at + 1, start):
            return None  # what stands below it is no lead any more
    return None


def _is_text(part: Part) -> bool:
    return part.kind is SENTENCE and len(part.text) >= 2 * _SHORTEST_LEAD and part.text[-1] == "."


def _is_parted(parts: Sequence[Part], at: int, start: int) -> bool:
    """Whether a paragraph is the lead for certain: something parts it from the body."""
    return at < start and parts[at].prose


def _is_lead(parts: Sequence[Part], title: int | None, at: int, start: int) -> bool:
    """Whether a paragraph is the lead: metadata parts it from the body, or it is short beside the next."""
    if title is not None and (at < start or _has_metadata(parts, at + 1)):
        return True
    length = len(parts[at].text)
    if length > _USUAL_LEAD or DATELINE.match(parts[at].text):
        return False
    following = (len(part.text) for part in islice(filter(_is_body, islice(parts, at + 1, None)), 3))
    first = next(following, None)
    if first is None:
        return False
    if title is None:
        return at == 0 and length <= _LEAD_ALONE and 1.5 * length < first
    if not all(_is_furniture(parts, number) for number in range(title + 2, at)):
        lengths = [first, *following]
        return length < sum(lengths) / len(lengths)  # what stands above may be a heading
    return length < first or any(length < other for other in following) or _opens_section(parts[at + 1])


def _opens_section(part: Part) -> bool:
    return is_heading(part) or (part.kind is LABEL and part.facts is None)


def _is_body(part: Part) -> bool:
    return part.prose


def _is_short_lead(parts: Sequence[Part], title: int, at: int, start: int) -> bool:
    """A line between title and metadata, or a sentence between the title and the text."""
    text, kind = parts[at].text, parts[at].kind
    below_at = next((other for other in range(at + 1, len(parts)) if not is_caption(parts, other)), None)
    if below_at is None or kind not in {SENTENCE, HEADLINE}:
        return False
    if not all(_is_furniture(parts, number) for number in range(title + 1, at)):
        return False
    below = parts[below_at]
    if at == title + 1 and (_has_metadata(parts, at + 1) or _is_standfirst(text, parts[title].text)):
        return len(text) >= _SHORTEST_LEAD
    if not _is_text(parts[at]) or (_is_parted(parts, at + 1, start) and at > title + 1):
        return False
    if below.prose or below.role is TIMESTAMP:
        return True
    return _opens_section(below) and below_at + 1 < len(parts) and parts[below_at + 1].prose


def _is_standfirst(text: str, title: str) -> bool:
    """Whether a line right below a title is a lead by its length alone, with a full stop or without.

    Spares another form of the title, which has most of its words.
    """
    words, titles = set(text.split()), set(title.split())
    said_again = 2 * len(words & titles) > min(len(words), len(titles))
    return len(text) >= _STANDFIRST and len(words) >= _STANDFIRST_WORDS and not said_again


def find_results(parts: Sequence[Part], above: int | None, start: int) -> list[int]:
    """The results of a match between the title and the text: they are no lead, and the text's own."""
    first = 0 if above is None else above + 1
    return [at for at in range(first, min(start, len(parts))) if parts[at].open and _is_match(parts[at])]


def _is_match(part: Part) -> bool:
    """Whether a line names two teams and their result, and no player's time."""
    text = part.text
    return (
        text[-1] in _RESULT_ENDS and text[0].isalpha() and is_result(text) and part.kind in {HEADLINE, LABEL}
    )


def _is_furniture(parts: Sequence[Part], at: int) -> bool:
    """Whether a line between title and lead is metadata, a caption, a credit, a label or a match's result."""
    part = parts[at]
    if not part.open or part.facts is not None or part.kind is LABEL:
        return True
    return is_caption(parts, at) or _is_match(part)


def _has_metadata(parts: Sequence[Part], at: int) -> bool:
    """Whether a date, byline or reading time stands there, or below the names that stand there."""
    while at < len(parts) and (facts := parts[at].facts):
        if facts.firm:
            return True
        at += 1
    return False


def find_summary(parts: Sequence[Part], title: int, end: int) -> tuple[range, range]:
    """The heading "In Kürze" between title and body, and the points below it; empty where there are none.

    Points right below the title need no heading where author or date stand above them, or part them from the body.
    """
    for at in range(title + 1, end):
        if parts[at].opens_summary:
            last = max(_end_of_points(parts, at + 1), _end_of_bare_points(parts, at + 1))
            return (range(at, at + 1), range(at + 1, last)) if last > at + 1 else (range(0), range(0))
    first = title + 1
    while first < len(parts) and _is_dated(parts[first]):
        first += 1
    last = _end_of_points(parts, first)
    points = parts[first:last]
    below = [part for part in parts[last:] if part.open][:2]
    if len(points) < _FEWEST_POINTS or not (first > title + 1 or any(map(_is_dated, below))):
        return range(0), range(0)
    told = all(len(point.text) >= _SHORTEST_LEAD for point in points)
    return range(0), range(first, last) if told else range(0)


def _is_dated(part: Part) -> bool:
    """Whether a part is the page's date or author."""
    return part.facts is not None and part.facts.firm


def _end_of_points(parts: Sequence[Part], first: int) -> int:
    last = first
    while last < min(len(parts), first + _MOST_POINTS) and _is_point(parts[last]):
        last += 1
    return last


def _end_of_bare_points(parts: Sequence[Part], first: int) -> int:
    """Where points without bullets end: all sentences or none, so that a heading below sentences is none of them."""
    last = first
    while last < min(len(parts), first + _MOST_POINTS) and _is_bare_point(parts[last], parts[first]):
        last += 1
    return last if last - first >= _FEWEST_POINTS else first


def _is_bare_point(part: Part, first: Part) -> bool:
    told = part.kind in {HEADLINE, SENTENCE} and part.kind is first.kind and len(part.text) >= _SHORTEST_LEAD
    return told and part.open and not part.prose and part.facts is None


def _is_point(part: Part) -> bool:
    return part.open and part.kind is ITEM and part.facts is None

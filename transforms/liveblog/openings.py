"""What opens an entry besides its clock: headline, author, label; on the clock's line, below or above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.liveblog.above import Signed, authors_above, headlines_above, headlines_over_texts
from transforms.liveblog.below import may_head, tops_of_texts_above
from transforms.liveblog.page import Page, heads, is_headline, is_person, is_prose
from transforms.liveblog.timestamps import ALONE, Stamp
from transforms.liveblog.words import Words

_LONGEST_SENTENCE = 100  # characters of a headline that is a sentence with its full stop
_TEXTS = 0.3  # of the lines with more than a clock, from which on any may be a text
_SHORTEST_LEAD_IN = 45  # characters of what ends in a colon and is no label: "… die Zahlen vom Abend:"
_NEXT_SENTENCE = re.compile(r"[a-zß-ÿ]{3}\. [„“\"»«]?[A-ZÀ-ÖØ-Þ]")
_TOPICS = 0.7  # of the entries, from which on what comes again are topics: "Wetter", "Verkehr"
_TOPIC_TIMES = 2.5  # that a topic comes on average
_TOPIC_WORDS = 3
_FEWEST_TOPICS, _LONGEST_TOPIC = 4, 25  # entries that have one below their clock, and its characters
_LONGEST_OFFICE = 40  # characters: "Reporting from Norwick"
_NEAR = 4  # lines with text behind a clock among which author and headline are looked for


class Opening(NamedTuple):
    """One entry's clock line and the lines around it that aren't its text."""

    stamp: Stamp
    cut: str | None = None  # how the clock line reads without its clock; None: the line says nothing else
    headline: int | None = None  # the headline's line, which may be the clock's own
    labels: tuple[int, ...] = ()  # lines that only name an author or a kind of entry
    author: int | None = None  # the author's line above the clock
    text: int | None = None  # the text's first line above a clock that ends its entry and has no headline

    @property
    def first_line(self) -> int:
        """The first of its lines: the author's, the headline's or the text's where it stands above the clock."""
        lines = (self.author, self.headline, self.text, self.stamp.line)
        return min(line for line in lines if line is not None)


def find_openings(stamps: Sequence[Stamp], page: Page, words: Words, limit: int) -> list[Opening]:
    """The opening of each entry, given all clock lines; nothing at or behind ``limit`` belongs to one."""
    ends = [two.line for _, two in pairwise(stamps)] + [limit]
    spans = [page.between(stamp.line, end) for stamp, end in zip(stamps, ends, strict=True)]
    short = [_before_prose(span, page) for span in spans]
    labels = _labels(stamps, spans, short, page) | _topics(short, page) | words.labels
    bare = [_without_label(stamp, labels) for stamp in stamps]
    if ended := tops_of_texts_above(bare, page, labels):
        return [_ending(stamp, ended[stamp.line], page) for stamp in bare]
    authors = authors_above(bare, page)
    above = not authors and headlines_above(bare, spans, page, labels)
    beside = _headlines_beside(bare, spans, page)
    over = {} if authors or above else headlines_over_texts(bare, beside, page)
    openings = [
        Opening(
            stamp,
            stamp.rest,
            stamp.line if stamp.line in beside else over.get(stamp.line),
            _named(above_text, page, labels, words.bylines),
        )
        if stamp.rest
        else _opening(stamp, span, page, _named(above_text, page, labels, words.bylines), above)
        for stamp, span, above_text in zip(bare, spans, short, strict=True)
    ]
    signed = [_signed(opening, authors.get(opening.stamp.line)) for opening in openings]
    return _with_topics_above(_without_lone_headlines(signed, spans), page, words.labels)


def _ending(stamp: Stamp, top: int, page: Page) -> Opening:
    """The opening of an entry that ends with its clock."""
    if top == stamp.line:
        return Opening(stamp)
    return Opening(stamp, headline=top) if may_head(page.texts[top]) else Opening(stamp, text=top)


def _signed(opening: Opening, signed: Signed | None) -> Opening:
    """The opening with its author's line above the clock, and with the headline between the two."""
    if signed is None:
        return opening
    headline = opening.headline if signed.headline is None else signed.headline
    return opening._replace(author=signed.author, headline=headline)


def hidden_headlines(stamps: Sequence[Stamp], page: Page, limit: int) -> list[int]:
    """The paragraphs whose first line is taken for a headline: where most entries have one, and these don't.

    A full line hides where a wrapped headline ends, so that the text below seems to go on with it.
    """
    ends = [two.line for _, two in pairwise(stamps)] + [limit]
    tops = [_top(stamp, page.between(stamp.line, end), page) for stamp, end in zip(stamps, ends, strict=True)]
    headless = [line for line, text in tops if line is not None and not heads(text)]
    if len(headless) > len(stamps) * 0.5:
        return []
    return [line for line in headless if heads(page.first_line(line))]


def _top(stamp: Stamp, span: Sequence[int], page: Page) -> tuple[int | None, str]:
    """The line in which an entry's headline is expected, and what it says: the clock's, or the first below."""
    if stamp.rest and not is_person(stamp.rest):
        return stamp.line, stamp.rest
    line = next((line for line in span[:_NEAR] if not is_person(page.texts[line])), None)
    return line, page.texts[line] if line is not None else ""


def _opening(
    stamp: Stamp,
    span: Sequence[int],
    page: Page,
    named: tuple[int, ...],
    above: bool,
) -> Opening:
    if above:
        line = page.right_above(stamp.line)  # a block may have taken it, not knowing the layout
        headline = line if line is not None and heads(page.shown[line]) else None
        return Opening(stamp, None, headline, tuple(sorted({*named, *_author_below(span, page)})))
    headline = next((line for line in span[:_NEAR] if line not in named), None)
    if headline is None or not heads(page.texts[headline]):
        return Opening(stamp, None, None, named)
    return Opening(stamp, None, headline, named)


def _author_below(span: Sequence[int], page: Page) -> tuple[int, ...]:
    """The line right below a clock that is an author's, and the one with the author's office that touches it."""
    if not span or not is_person(page.texts[span[0]]):
        return ()
    below = span[1:2]
    office = below and below[0] == span[0] + 1 and len(page.texts[below[0]]) <= _LONGEST_OFFICE
    return tuple(span[:2] if office and is_headline(page.texts[below[0]]) else span[:1])


def _named(
    short: Sequence[int], page: Page, labels: frozenset[str], bylines: frozenset[str]
) -> tuple[int, ...]:
    """Of the short lines above an entry's text those that only name an author or a kind of entry."""
    return tuple([line for line in short if _is_label(page.texts[line], labels, bylines)])


def _heads_beside_clock(text: str) -> bool:
    """Whether what a clock's line goes on with is a headline: no text of two sentences, no lead-in to a list.

    >>> [_heads_beside_clock(text) for text in ("Pegel steigt", "Kein Ende der Flut. Nun auch noch Sturm")]
    [True, True]
    >>> _heads_beside_clock("Der Pegel steigt noch immer. Am Abend soll er seinen Höchststand erreichen, so die")
    False
    """
    lead_in = text.endswith(":") and len(text) >= _SHORTEST_LEAD_IN
    return is_headline(text) and not lead_in and not (len(text) > 60 and _NEXT_SENTENCE.search(text))


def _without_lone_headlines(openings: Sequence[Opening], spans: Sequence[Sequence[int]]) -> list[Opening]:
    """The openings, less headlines below a clock with no text below them where most entries have no headline."""
    below = [opening for opening in openings if opening.cut is None]
    headed = sum(opening.headline is not None for opening in below)
    if not headed or headed * 2 >= len(below):
        return list(openings)
    return [
        opening._replace(headline=None) if opening.cut is None and opening.headline in span[-1:] else opening
        for opening, span in zip(openings, spans, strict=True)
    ]


def _headlines_beside(stamps: Sequence[Stamp], spans: Sequence[Sequence[int]], page: Page) -> frozenset[int]:
    """The clock lines that go on with a headline.

    A short sentence with text below is one where most lines have headlines; where some have texts, a line
    with nothing below is a short text.
    """
    beside = [(stamp, span) for stamp, span in zip(stamps, spans, strict=True) if stamp.rest]
    headed = frozenset(stamp.line for stamp, _ in beside if _heads_beside_clock(stamp.rest))
    if len(beside) - len(headed) >= len(beside) * _TEXTS:
        headed = headed.difference(stamp.line for stamp, span in beside if not span)
    if len(headed) * 2 < len(stamps):
        return headed
    return headed.union(stamp.line for stamp, span in beside if _is_sentence_over(stamp, span, page))


def _is_sentence_over(stamp: Stamp, span: Sequence[int], page: Page) -> bool:
    """Whether a short sentence behind a clock stands over a text."""
    return (
        stamp.rest.endswith(".")
        and len(stamp.rest) <= _LONGEST_SENTENCE
        and not _NEXT_SENTENCE.search(stamp.rest)
        and bool(span)
        and (len(span) > 1 or is_prose(page.texts[span[0]]))
    )


def _labels(
    stamps: Sequence[Stamp], spans: Sequence[Sequence[int]], above_texts: Sequence[Sequence[int]], page: Page
) -> frozenset[str]:
    """What recurs beside the clocks or right below them: names and labels, which headlines do not."""
    rests = [stamp.rest for stamp in stamps if stamp.rest]
    short = [[page.texts[line] for line in lines] for lines in above_texts]
    labels = _recurring(rests, len(stamps)) | _signatures(stamps, spans, page)
    below = _recurring([text for texts in short for text in texts], len(stamps))
    slot = [
        texts[0]
        for texts in short
        if len(texts) > 1 and (is_person(texts[0]) or texts[0].casefold() in below)
    ]
    if len(slot) >= len(stamps) * 0.6:  # a line for authors, some of whom wrote but once
        below |= {text.casefold() for text in slot}
    return frozenset(labels | below)


def _topics(above_texts: Sequence[Sequence[int]], page: Page) -> frozenset[str]:
    """The first lines below the clocks where nearly all are a word or two and a headline follows: "Devisen".

    Spares headlines with a subtitle, of which hardly any is but a word.
    """
    slots = [[page.texts[line] for line in lines[:2]] for lines in above_texts]
    pairs = [(texts[0], texts[1]) for texts in slots if len(texts) > 1 and _is_topic(texts[0])]
    headed = [topic for topic, headline in pairs if headline.count(" ") >= _TOPIC_WORDS - 1]
    single = sum(" " not in topic for topic in headed)
    if len(headed) < max(_FEWEST_TOPICS, len(slots) * _TOPICS) or 2 * single < len(headed):
        return frozenset()
    return frozenset(topic.casefold() for topic in headed)


def _with_topics_above(openings: Sequence[Opening], page: Page, labels: frozenset[str]) -> list[Opening]:
    """The openings with the topics right above them, where nearly all have one of a word or two: "Reaktionen".

    A label such as "Eilmeldung" needs no company.
    """
    above = [page.above(opening.first_line) for opening in openings]
    topics = {at: page.texts[at] for at in above if at is not None and _is_topic(page.texts[at])}
    if len(topics) < max(_FEWEST_TOPICS, len(openings) * _TOPICS):
        topics = {at: topic for at, topic in topics.items() if topic.casefold() in labels}
    return [
        opening._replace(labels=(at, *opening.labels)) if at is not None and at in topics else opening
        for opening, at in zip(openings, above, strict=True)
    ]


def _is_topic(text: str) -> bool:
    return len(text) <= _LONGEST_TOPIC and text.count(" ") < _TOPIC_WORDS - 1 and text[-1].isalpha()


def _recurring(texts: Sequence[str], entries: int) -> set[str]:
    counted = Counter(text.casefold() for text in texts if len(text) <= 60)
    again = {text: times for text, times in counted.items() if times > 1}
    if _are_topics(again, entries):
        return set(again)
    people = {text.casefold() for text in texts if is_person(text)}
    return {text for text, times in again.items() if text in people or (times > 2 and times >= entries * 0.3)}


def _are_topics(again: Mapping[str, int], entries: int) -> bool:
    """Whether what comes again are topics or places of a word, or a few of two or three.

    Spares the headlines of a page that is given twice.
    """
    times = sum(again.values())
    longest = max((text.count(" ") for text in again), default=0)
    few = times >= _TOPIC_TIMES * len(again) and longest < _TOPIC_WORDS
    return (few or not longest) and times >= max(4, entries * _TOPICS)


def _signatures(stamps: Sequence[Stamp], spans: Sequence[Sequence[int]], page: Page) -> set[str]:
    """Names beside the clocks where nearly every clock has one and a headline below."""
    signed = [(stamp, span) for stamp, span in zip(stamps, spans, strict=True) if is_person(stamp.rest)]
    headed = sum(len(span) > 1 and heads(page.texts[span[0]]) for _, span in signed)
    if len(signed) < len(stamps) * 0.8 or headed < len(signed) * 0.6:
        return set()
    return {stamp.rest.casefold() for stamp, _ in signed}


def _before_prose(span: Sequence[int], page: Page) -> list[int]:
    """The short lines between a clock and its text."""
    short: list[int] = []
    for line in span[:_NEAR]:
        if is_prose(page.texts[line]):
            return short
        short.append(line)
    return short[:1]


def _without_label(stamp: Stamp, labels: frozenset[str]) -> Stamp:
    return stamp._replace(rest="", layout=ALONE) if stamp.rest.casefold() in labels else stamp


def _is_label(text: str, labels: frozenset[str], bylines: frozenset[str]) -> bool:
    """Whether a line names an author or a kind of entry: "Von Ada Quill", "From Ada Quill in Norwick".

    So does "Autorin: Ada Quill". Spares headlines.
    """
    if text.casefold() in labels:
        return True
    opener, _, name = text.partition(" ")
    return opener.casefold() in bylines and (is_person(name) or is_person(name.partition(" in ")[0]))

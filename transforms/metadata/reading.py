"""What a document says about itself: title, kicker, lead, authors, agency, dates, reading time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import (
    BODY,
    BOILERPLATE,
    HEADING,
    KICKER,
    LEAD,
    METADATA,
    TITLE,
    WRAPPED,
    Document,
    Line,
)
from transforms.markup.markdown import STATED_TITLE
from transforms.metadata.dateline import find_place, read_dateline
from transforms.metadata.head import BELOW, read_head, skip_contents
from transforms.metadata.head_facts import Found, read_cut_prefix, read_facts
from transforms.metadata.lead import find_lead, find_results, find_summary
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.parts import Part
from transforms.metadata.publication import resolve_dates
from transforms.metadata.tail import CUT, agency_in_text, cut_agency, last_lines, read_tail
from transforms.metadata.title import find_title
from transforms.metadata.title_above import above_title, find_kicker
from transforms.metadata.title_context import find_odd_title, join_title
from transforms.metadata.title_parts import (
    kicker_of_copy,
    split_by_copy,
    split_glued,
    split_kicker,
    strip_site,
)
from transforms.metadata.title_signs import copies
from transforms.rulebook import Rulebook
from transforms.shape.kinds import ITEM
from transforms.shape.looks import Looks

_PLACE = "place"  # the rule of one that stands alone above its text
_COUNT = re.compile(r" \d{1,2}\s*")


def read_metadata(document: Document, rulebook: Rulebook) -> Document:
    r"""Find what the page says about itself, and take it out of the text.

    The title is the line that stands, looks and is repeated like one; a page may have none, and then no
    line of its text is made one. Dates count in whole lines of metadata around the title, and with a label
    ("Stand:") anywhere; the date of a teaser, or one in a sentence, is never the document's. A label says
    what a date is; where only an update is stated, publication stays open. A day that only the address
    states comes last: it is of no use beside a stated one. What is known of dates and authors already, because the
    page states it to machines, is not read again.

    >>> page = "Gemeinderat\n\nStreit um neue Brücke\n\nVon Anna Beispiel\n4. Mai 2031, 7.05 Uhr\n\n" + (
    ...     "Der Rat stritt am Abend. Eine Brücke fehlt seit Jahren, sagte die Bürgermeisterin. " * 2 + "\n\n"
    ... ) * 3
    >>> found = read_metadata(Document.from_text(page, language="de"), Rulebook.load())
    >>> found.kicker, found.title, found.authors, str(found.published_at)
    ('Gemeinderat', 'Streit um neue Brücke', ('Anna Beispiel',), '2031-05-04 07:05:00+02:00')
    """
    _, texts, roles, rules, edits, _, _ = zip(*document.lines, strict=True)
    if not rulebook.judges_shape or None not in roles or _is_read(set(rules), set(edits)):
        return document
    lexicon = rulebook.derive("lexicon", document.language, Lexicon)
    found = Found()
    stated = rules.index(STATED_TITLE) if STATED_TITLE in rules else None
    parts, start = read_head(document.lines, Looks.of(rulebook, document.language), lexicon, stated)
    whole = parts
    parts, start = skip_contents(parts, start, texts)
    title = None if stated is None else _part_with(parts, stated)
    if title is None:
        title = find_title(parts, start, document.url, document.publisher)
    if title is None:
        title = find_odd_title(parts, start)
    if title is not None:
        parts, title, start = join_title(parts, title, start)
    _read_title(found, parts, title, document, lexicon)
    if title is not None:
        _take_numbered(found, document.lines, texts, parts[title].bare)
    _read_lead(found, parts, title, start)
    read_cut_prefix(found, document.lines, lexicon)
    read_facts(found, parts, title, start)
    _read_dateline(found, parts, title, start, texts, lexicon)
    above = None if title is None else parts[title].lines[0]
    _clear_above(found, whole, above, texts, whole_page=stated is not None and above == stated)
    ends = last_lines(document.lines)
    _drop_buttons(found, lexicon)
    read_tail(found, document.lines, texts, _first_line(parts, start), ends, lexicon)
    _drop_buttons(found, lexicon)
    if found.agency is None:
        found.agency = agency_in_text(document.lines, texts, ends)
    return _told(document, found, ends)


def _is_read(rules: set[str], edits: set[tuple[str, ...]]) -> bool:
    """Whether the metadata of lines with these rules and edits have been read before."""
    return any(rule.startswith("metadata/") for rule in rules) or any(CUT in made for made in edits)


def _part_with(parts: Sequence[Part], line: int) -> int | None:
    return next((at for at, part in enumerate(parts) if line in part.lines), None)


def _first_line(parts: Sequence[Part], start: int) -> int:
    return parts[start].lines[0] if start < len(parts) else 0


def _read_title(
    found: Found, parts: Sequence[Part], title: int | None, document: Document, lexicon: Lexicon
) -> None:
    if title is None:
        return
    found.take(parts[title], TITLE, "title")
    glued, text = split_kicker(parts[title].bare, lexicon.openers, lexicon.spaced_colons)
    glued, text = (glued, text) if glued else split_by_copy(text, parts[: title + BELOW])
    glued, text = (glued, text) if glued else split_glued(text, document.lines)
    found.title = strip_site(text, document.publisher, document.url, parts[: title + BELOW])
    for copy in copies(parts, title, found.title):
        found.take(parts[copy], BOILERPLATE, "repeated-title")
    found.kicker = glued
    above = [part for part in parts[:title] if part.lines[0] not in found.roles]
    kicker = find_kicker([*above, parts[title]], len(above), lexicon)
    if kicker is not None:
        found.take(above[kicker], KICKER, "kicker")
        found.kicker = glued or above[kicker].text.rstrip(" :–-|/")
    elif found.kicker is None:
        found.kicker = kicker_of_copy(found.title, parts[: title + BELOW])


def _take_numbered(found: Found, lines: Sequence[Line], texts: Sequence[str], title: str) -> None:
    """The title and a number describe a picture where its author gave it no description: "Sturm am Sonntag 2"."""
    if f"\n{title} " not in "\n".join(["", *texts]):
        return
    for number, line in enumerate(lines):
        if line.role is None and line.text.startswith(title) and _COUNT.fullmatch(line.text, len(title)):
            found.roles[number] = BOILERPLATE, "metadata/repeated-title"


def _read_lead(found: Found, parts: Sequence[Part], title: int | None, start: int) -> None:
    above = title
    while above is not None and above + 1 < len(parts) and parts[above + 1].lines[0] in found.roles:
        above += 1  # a copy of the title: what stands below it stands below the title
    header, points = range(0), range(0)
    if title is not None:
        header, points = find_summary(parts, title, min(start + BELOW, len(parts)))
    lead = find_lead(parts, above, start) if header or not points else None
    if lead is not None:
        found.take(parts[lead], LEAD, "lead")
    if title is not None:
        for at in find_results(parts, above, start):
            found.take(parts[at], BODY, "result")
    for at in header:
        found.take(parts[at], HEADING, "summary-heading")
    for at in points:
        found.take(parts[at], LEAD if parts[at].kind is ITEM else BODY, "summary")


def _drop_buttons(found: Found, lexicon: Lexicon) -> None:
    """Forget authors that are a button's or a picture's label: "Hören Merken Teilen", "Logo Talmuseum"."""
    found.authors = [name for name in found.authors if lexicon.labels.isdisjoint(name.lower().split())]


def _read_dateline(
    found: Found,
    parts: Sequence[Part],
    title: int | None,
    start: int,
    texts: Sequence[str],
    lexicon: Lexicon,
) -> None:
    if title is not None and (place := find_place(parts, title + 1, start, texts)) is not None:
        leads = found.role_of(parts[place + 1]) is LEAD
        found.take(parts[place], LEAD if leads else METADATA, _PLACE)
    if not found.dates:
        moment = read_dateline(parts, 0 if title is None else title + 1, start, lexicon)
        found.dates += [(None, moment)] if moment else []


def _clear_above(
    found: Found, parts: Sequence[Part], line: int | None, texts: Sequence[str], *, whole_page: bool
) -> None:
    """Take what is the page's above the title, whose first line is given: all of it, if the page states its title."""
    title = 0 if line is None else len([part for part in parts if part.lines[0] < line])
    for part in parts[:title] if whole_page else above_title(parts, title, texts):
        if part.lines[0] not in found.roles:
            found.take(part, BOILERPLATE, "above-title")


def _told(document: Document, found: Found, ends: Sequence[int]) -> Document:
    """The document with all that was found."""
    lines = list(document.lines)
    if signed := cut_agency(lines, ends):
        lines[signed[0]] = signed[1]
    for number, (role, rule) in found.roles.items():
        if lines[number].role is None:
            lines[number] = lines[number].judged(role, rule)
            if role is LEAD and rule == f"metadata/{_PLACE}":
                lines[number] = lines[number].joined(WRAPPED)
    published, precision, updated = resolve_dates(document, found.dates)
    if document.published_at is not None:
        published, precision = document.published_at, document.published_precision
    updated = document.updated_at or updated
    stated = document.published_at or document.updated_at
    if stated and published and updated and updated <= published:
        updated = None  # what lines and machines are told may be rounded, or speak of something else
    return document.replace(
        lines=tuple(lines),
        title=found.title or document.title,
        kicker=found.kicker or document.kicker,
        authors=document.authors or tuple(found.authors),
        agency=found.agency or document.agency,
        reading_minutes=found.reading_minutes or document.reading_minutes,
        published_at=published,
        published_precision=precision,
        updated_at=updated,
    )

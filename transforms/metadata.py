"""What a document says about itself: title, kicker, lead, authors, agency, dates, reading time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from transforms.bylines import AGENCIES, spelled_agency
from transforms.dates import Moment, resolve
from transforms.document import Document, Line, Role, join
from transforms.head import Part, body_start, copies, find_kicker, find_lead, find_title, read_parts
from transforms.metadata_lines import PUBLISHED, UPDATED, Facts, Lexicon, read_metadata_line
from transforms.rulebook import Rulebook
from transforms.shape import read_units
from transforms.shape_kinds import Looks
from transforms.title_parts import split_kicker, strip_site

_WINDOWS = (60, 250, 800)  # lines in which a head is looked for, one after the other
_ABOVE = 8  # parts above the title that may hold its date
_BELOW = 7  # parts below the first paragraph that may still be the head's
_SHORT_LINE = 90
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_AGENCY_IN_TEXT = re.compile(r"\(([A-Za-z-]{2,14})(?:[/,\s-]{1,2}[\w-]{2,14}){0,2}\)", re.ASCII)


@dataclass
class _Found:
    """What has been found out so far, and which lines it took."""

    roles: dict[int, tuple[Role, str]] = field(default_factory=dict)
    title: str | None = None
    kicker: str | None = None
    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    reading_minutes: int | None = None
    dates: list[tuple[str | None, Moment]] = field(default_factory=list)

    def take(self, part: Part, role: Role, rule: str) -> None:
        for number in part.unit.lines:
            self.roles[number] = role, f"metadata/{rule}"


def read_metadata(document: Document, rulebook: Rulebook) -> Document:
    r"""Find what the page says about itself, and take it out of the text.

    The title is the line that stands, looks and is repeated like one; a page may have none, and then no line of
    its text is made one. Dates count in whole lines of metadata around the title, and with a label ("Stand:")
    anywhere; the date of a teaser, or one in a sentence, is never the document's. A label says what a date is;
    where only an update is stated, publication stays open. A day that only the address states is used last:
    it may be the day of a correction.

    >>> page = "Gemeinderat\n\nStreit um neue Brücke\n\nVon Anna Beispiel\n4. Mai 2031, 7.05 Uhr\n\n" + 3 * (
    ...     "Der Rat stritt am Abend. Eine Brücke fehlt seit Jahren, sagte die Bürgermeisterin der Stadt am Fluss.\n\n")
    >>> found = read_metadata(Document.from_text(page, language="de"), Rulebook.load())
    >>> found.kicker, found.title, found.authors, str(found.published_at)
    ('Gemeinderat', 'Streit um neue Brücke', ('Anna Beispiel',), '2031-05-04 07:05:00+02:00')
    """
    if not rulebook.judges_shape or _is_read(document.lines):
        return document
    lexicon = rulebook.derive("lexicon", document.language, Lexicon)
    found = _Found()
    parts, start = _read_head(document.lines, Looks.of(rulebook, document.language), lexicon)
    title = find_title(parts, start, document.url)
    _read_title(found, parts, title, document, lexicon)
    lead = find_lead(parts, title, start)
    if lead is not None:
        found.take(parts[lead], Role.LEAD, "lead")
    _read_cut_prefix(found, document.lines, lexicon)
    _read_facts(found, parts, title, start)
    _read_tail(found, document.lines, _first_line(parts, start), lexicon)
    if found.agency is None:
        found.agency = _agency_in_text(document.lines)
    return _told(document, found)


def _is_read(lines: Sequence[Line]) -> bool:
    return any(line.rule.startswith("metadata/") for line in lines) or all(line.role for line in lines)


def _read_head(lines: Sequence[Line], looks: Looks, lexicon: Lexicon) -> tuple[list[Part], int]:
    """The parts of the head and a little of the body, and the index of the body's first paragraph."""
    parts: list[Part] = []
    start = 0
    for window in _WINDOWS:
        parts = read_parts(read_units(lines[:window], looks), lexicon)
        start = body_start(parts)
        if start + _BELOW < len(parts) or window >= len(lines):
            break
    return parts, start


def _first_line(parts: Sequence[Part], start: int) -> int:
    return parts[start].unit.lines[0] if start < len(parts) else 0


def _read_title(
    found: _Found, parts: Sequence[Part], title: int | None, document: Document, lexicon: Lexicon
) -> None:
    if title is None:
        return
    found.take(parts[title], Role.TITLE, "title")
    text = join(document.lines[number] for number in parts[title].unit.lines).strip()
    glued, text = split_kicker(text, lexicon.openers)
    found.title = strip_site(text, document.publisher, document.url)
    for copy in copies(parts, title):
        found.take(parts[copy], Role.BOILERPLATE, "repeated-title")
    found.kicker = glued
    above = [part for part in parts[:title] if part.unit.lines[0] not in found.roles]
    kicker = find_kicker([*above, parts[title]], len(above), lexicon)
    if kicker is not None:
        found.take(above[kicker], Role.KICKER, "kicker")
        found.kicker = glued or above[kicker].unit.text


def _read_facts(found: _Found, parts: Sequence[Part], title: int | None, start: int) -> None:
    """The lines of metadata below the title; its dates above it only where none stands below."""
    after = 0 if title is None else title + 1
    below = range(after, min(start + _BELOW, len(parts)))
    _claim(found, parts, below)
    if title is not None:
        _claim(found, parts, range(max(0, title - _ABOVE), title))


def _claim(found: _Found, parts: Sequence[Part], span: range) -> None:
    opened, label, last = False, None, None
    dated = bool(found.dates)
    for at in span:
        part = parts[at]
        facts = part.facts
        if not part.open or part.unit.lines[0] in found.roles:
            continue
        if facts is None or not (facts.firm or opened or facts.label or _has_firm_neighbour(parts, at)):
            opened = opened and _take_desk(found, part)
            label = None
            continue
        found.take(part, Role.METADATA, facts.kind)
        found.authors += [name for name in facts.authors if name not in found.authors]
        found.agency = found.agency or facts.agency
        found.reading_minutes = found.reading_minutes or facts.reading_minutes
        if not dated:
            _add_dates(found, facts, label, last == at - 1)
            last = at if facts.dates else None
        label = facts.label if not facts.dates else None
        opened = facts.opens or (opened and facts.kind in {"name", "role"})


def _take_desk(found: _Found, part: Part) -> bool:
    """What follows a lone "Von" is an author even where it is no person: a desk, a programme."""
    text = part.unit.text
    if len(text) > 40 or text[-1] in ".!?:" or part.prose:
        return False
    found.take(part, Role.METADATA, "byline")
    found.authors.append(text)
    return True


def _has_firm_neighbour(parts: Sequence[Part], at: int) -> bool:
    """Whether a date, byline or reading time stands right above or below."""
    near = [*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2]]
    return any(part.facts is not None and part.facts.firm for part in near)


def _add_dates(found: _Found, facts: Facts, label: str | None, adjacent: bool) -> None:
    for at, (own, moment) in enumerate(facts.dates):
        before = found.dates[-1] if found.dates else None
        if at == 0 and adjacent and own is None and before and _completes(before[1], moment):
            clock = {
                "hour": moment.hour,
                "minute": moment.minute,
                "second": moment.second,
                "zone": moment.zone,
            }
            found.dates[-1] = before[0], before[1]._replace(**clock)
        else:
            found.dates.append((own or label, moment))


def _with_clock(day: Moment, clock: Moment) -> Moment:
    return day._replace(hour=clock.hour, minute=clock.minute, second=clock.second, zone=clock.zone)


def _completes(day: Moment, clock: Moment) -> bool:
    """Whether a clock on its own line belongs to the date above it."""
    return day.dated and not day.clocked and clock.clocked and not clock.dated


def _read_cut_prefix(found: _Found, lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Metadata that a rule has cut off the start of the first line with text."""
    first = next((line for line in lines if line.text.strip()), None)
    if first is None or not first.edits or len(first.raw) > 20_000:
        return
    at = first.raw.find(first.text.strip()[:80])
    facts = read_metadata_line(first.raw[:at], lexicon) if 0 < at <= 80 else None
    if facts:
        found.dates += facts.dates


def _read_tail(found: _Found, lines: Sequence[Line], first: int, lexicon: Lexicon) -> None:
    """Credits and labelled dates in lines of their own, anywhere in the body."""
    for number in range(first, len(lines)):
        line = lines[number]
        if line.role is not None or line.rule or not line.text or len(line.text) > _SHORT_LINE:
            continue
        if number in found.roles or not lexicon.tail.match(line.text):
            continue
        facts = _read_credit(line.text.strip(), lexicon)
        if facts is None or not (facts.agency or facts.authors or any(label for label, _ in facts.dates)):
            continue
        found.roles[number] = Role.METADATA, f"metadata/{facts.kind}"
        found.agency = found.agency or facts.agency
        found.authors = found.authors or list(facts.authors)
        if not found.dates:
            found.dates += [pair for pair in facts.dates if pair[0]]


def _read_credit(text: str, lexicon: Lexicon) -> Facts | None:
    source = lexicon.source.match(text)
    return read_metadata_line(text[source.end() :] if source else text, lexicon)


def _agency_in_text(lines: Sequence[Line]) -> str | None:
    """The agency in the dateline of the first paragraphs, or in brackets at the very end of one of the last."""
    texts = [
        line.text for line in lines if len(line.text) > _SHORT_LINE and line.role is not Role.BOILERPLATE
    ]
    for place in (*(text[:80] for text in texts[:3]), *(text[-40:].rstrip() for text in texts[:-4:-1])):
        for found in _AGENCY_IN_TEXT.finditer(place):
            if found[1].lower() in AGENCIES and (place == texts[0][:80] or found.end() >= len(place) - 1):
                return spelled_agency(found[1])
    return None


def _told(document: Document, found: _Found) -> Document:
    """The document with all that was found."""
    lines = list(document.lines)
    for number, (role, rule) in found.roles.items():
        if lines[number].role is None:
            lines[number] = lines[number].judged(role, rule)
    published, precision, updated = _resolve_dates(document, found.dates)
    return replace(
        document,
        lines=tuple(lines),
        title=found.title or document.title,
        kicker=found.kicker or document.kicker,
        authors=tuple(found.authors) or document.authors,
        agency=found.agency or document.agency,
        reading_minutes=found.reading_minutes or document.reading_minutes,
        published_at=published or document.published_at,
        published_precision=precision if published else document.published_precision,
        updated_at=updated or document.updated_at,
    )


def _resolve_dates(
    document: Document, dates: Sequence[tuple[str | None, Moment]]
) -> tuple[datetime | None, str | None, datetime | None]:
    day = _day_of(document.url)
    published, precision = None, None
    for label in (PUBLISHED, None):
        for moment in [moment for own, moment in dates if own == label]:
            if published is None:
                published, precision = resolve(moment, day, document.timezone, document.crawled_at)
    updated = None
    for moment in [moment for own, moment in dates if own == UPDATED]:
        anchor = published or day
        updated = resolve(moment, anchor, document.timezone, document.crawled_at)[0] or updated
    if published is None and updated is None and day is not None:
        stated = Moment(day.year, day.month, day.day)
        published, precision = resolve(stated, None, document.timezone)
    return published, precision, updated


def _day_of(url: str) -> date | None:
    """The day that an address states: /2031/05/04/, -20310504-."""
    for found in _URL_DAY.finditer(url):
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
    return None

"""The facts that a head's lines state, and the lines that stated them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.dates.finding import Moment
from transforms.document import METADATA, Line, Role
from transforms.metadata.facts import Facts
from transforms.metadata.head import BELOW
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import read_metadata_line
from transforms.metadata.parts import Part

_LEADING = 2  # paragraphs of a lead at most
_LEAD = 50  # characters
_CHAIN = 3  # lines that a date vouches for
_LONGEST_DESK = 40  # characters
_NO_DESK = re.compile(r"\b\d|[.!?:]$|: |^[*+•·–>-]\s")  # "1 / 5", "Bild: Jo Tal", "* Menü"
_HOUR = 12  # characters of a clock alone on its line,
_HOURS = 3  # and how many of them are none of the page's
_DAY = 30  # characters of a day alone on its line,
_DAYS = 2  # and how many of them are a programme's
_ABOVE = 8  # parts above the title that may hold its date


@dataclass
class Found:
    """What has been found out so far, and which lines it took."""

    roles: dict[int, tuple[Role, str]] = field(default_factory=dict)
    title: str | None = None
    kicker: str | None = None
    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    reading_minutes: int | None = None
    dates: list[tuple[str | None, Moment]] = field(default_factory=list)

    def take(self, part: Part, role: Role, rule: str) -> None:
        """Claim the lines of a part for a role."""
        for number in part.lines:
            self.roles[number] = role, f"metadata/{rule}"

    def role_of(self, part: Part) -> Role | None:
        """The role that a part's first line has been claimed for."""
        return self.roles.get(part.lines[0], (None, ""))[0]


def read_facts(found: Found, parts: Sequence[Part], title: int | None, start: int) -> None:
    """The lines of metadata below the title; its dates above it only where none stands below."""
    after = 0 if title is None else title + 1
    _claim(found, parts, range(after, _end_of_head(parts, start)), title)
    if title is not None:
        above = [at for at in range(max(0, title - _ABOVE), title) if not _may_be_masthead(parts[at])]
        _claim(found, parts, above, title)


def _end_of_head(parts: Sequence[Part], start: int) -> int:
    """The index behind the last metadata that may follow the first paragraphs: a heading or text ends it."""
    paragraphs = 0
    end = min(start + BELOW, len(parts))
    for at in range(start, end):
        part = parts[at]
        if part.open and part.facts is None and (paragraphs == _LEADING or not part.prose):
            return at
        paragraphs += part.prose
        if paragraphs > _LEADING:
            return at
    return end


def _may_be_masthead(part: Part) -> bool:
    """Whether a name in capitals stands there: above a title that is the site's or the series'."""
    return part.text.isupper() and part.facts is not None and part.facts.kind == "name"


def _claim(found: Found, parts: Sequence[Part], span: Iterable[int], title: int | None) -> None:
    opened, label, last = False, None, None
    timetable = _timetable(parts)
    dated, signed = any(_says_more_than_a_month(moment) for _, moment in found.dates), bool(found.authors)
    for at in span:
        part = parts[at]
        if not part.open or part.lines[0] in found.roles or at in timetable:
            continue
        facts = part.facts
        if facts is not None and facts.opens and not _is_answered(parts, at):
            facts = None  # "Protokoll:" above what was said
        if facts is not None and not opened and _is_listed_name(parts, at):
            facts = None
        if facts is None or not (facts.firm or facts.label or opened or _is_vouched_for(parts, at, title)):
            opened = opened and _take_desk(found, part)
            label = None
            continue
        found.take(part, METADATA, facts.kind)
        if not signed:
            found.authors += [name for name in facts.authors if name not in found.authors]
        found.agency = found.agency or facts.agency
        found.reading_minutes = found.reading_minutes or facts.reading_minutes
        if not dated:
            _add_dates(found, facts, label, last == at - 1)
            last = at if facts.dates else None
        label = facts.label if not facts.dates else None
        opened = facts.opens or (opened and facts.kind in {"name", "role"})


def _is_listed_name(parts: Sequence[Part], at: int) -> bool:
    """Whether a name is an item of a list with no date or byline right beside it: of a menu's, perhaps."""
    part = parts[at]
    if part.facts is None or part.facts.kind != "name" or part.bare is part.text:
        return False
    beside = (parts[near].facts for near in (at - 1, at + 1) if 0 <= near < len(parts))
    return not any(facts is not None and facts.firm for facts in beside)


def _timetable(parts: Sequence[Part]) -> set[int]:
    """The places of hours and days alone on their lines, if there are so many that none is the page's own."""
    hours = {at for at, part in enumerate(parts) if _is_hour(part)}
    days = {at for at, part in enumerate(parts) if _is_day(part)}
    told = hours if len(hours) >= _HOURS else set()
    return told | days if len({parts[at].text for at in days}) >= _DAYS else told


def _is_hour(part: Part) -> bool:
    """Whether a line says a clock and nothing else: one may be the page's, several are hours of a tale."""
    if not part.text[0].isdigit() or len(part.text) > _HOUR:
        return False
    facts = part.facts
    if facts is None or not facts.dates or facts.label or facts.authors:
        return False
    return all(
        label is None and moment._replace(hour=None, minute=None) == Moment() for label, moment in facts.dates
    )


def _is_day(part: Part) -> bool:
    """Whether a line says a day without its year, and nothing else: one may be the page's, two are a programme's."""
    if len(part.text) > _DAY:
        return False
    facts = part.facts
    if facts is None or len(facts.dates) != 1 or facts.label or facts.authors:
        return False
    label, moment = facts.dates[0]
    return (
        label is None
        and moment.weekday is not None
        and moment.day is not None
        and moment.year is None
        and moment.hour is None
    )


def _is_answered(parts: Sequence[Part], at: int) -> bool:
    """Whether a lone opener such as "Von" has its name or desk right below."""
    below = parts[at + 1] if at + 1 < len(parts) else None
    return below is not None and (below.facts is not None or _may_be_desk(below))


def _may_be_desk(part: Part) -> bool:
    return len(part.text) <= _LONGEST_DESK and _NO_DESK.search(part.text) is None and not part.prose


def _says_more_than_a_month(moment: Moment) -> bool:
    return moment.month is None or moment.day is not None


def _take_desk(found: Found, part: Part) -> bool:
    """What follows a lone "Von" is an author even where it is no person: a desk, a programme."""
    if not _may_be_desk(part):
        return False
    found.take(part, METADATA, "byline")
    found.authors.append(part.text)
    return True


def _is_vouched_for(parts: Sequence[Part], at: int, title: int | None) -> bool:
    return _has_firm_neighbour(parts, at, title) or _is_guest(parts, at)


def _is_guest(parts: Sequence[Part], at: int) -> bool:
    """Whether a name stands there whose bearer the lead below introduces, as the leads of guests do."""
    facts = parts[at].facts
    if facts is None or facts.kind != "name" or len(facts.authors) != 1:
        return False
    leads = [part for part in parts[at + 1 : at + _CHAIN] if len(part.text) >= _LEAD]
    return any(facts.authors[0] in part.text for part in leads[:1])


def _has_firm_neighbour(parts: Sequence[Part], at: int, title: int | None) -> bool:
    """Whether a date, byline or reading time stands right above or below, other names and roles apart.

    The title may stand between: date, title, author.
    """
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(parts) and abs(near - at) <= _CHAIN:
            facts = parts[near].facts
            if facts is not None and facts.firm:
                return True
            if facts is None and near != title and not _is_contact(parts[near]):
                break
            near += step
    return False


def _is_contact(part: Part) -> bool:
    """Whether it is an author's address or handle."""
    return "@" in part.text and " " not in part.text


def _add_dates(found: Found, facts: Facts, label: str | None, adjacent: bool) -> None:
    for at, (own, moment) in enumerate(facts.dates):
        before = found.dates[-1] if found.dates else None
        if at == 0 and adjacent and own is None and before and _completes(before[1], moment):
            found.dates[-1] = before[0], _with_clock(before[1], moment)
        else:
            found.dates.append((own or label, moment))


def _with_clock(day: Moment, clock: Moment) -> Moment:
    return day._replace(hour=clock.hour, minute=clock.minute, second=clock.second, zone=clock.zone)


def _completes(day: Moment, clock: Moment) -> bool:
    """Whether a clock on its own line belongs to the date above it."""
    return day.dated and not day.clocked and clock.clocked and not clock.dated


def read_cut_prefix(found: Found, lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Metadata that a rule has cut off the start of the first line with text."""
    first = next((line for line in lines if line.text.strip()), None)
    if first is None or not first.edits or len(first.raw) > 20_000:
        return
    at = first.raw.find(first.text.strip()[:80])
    prefix = first.raw[:at].split() if 0 < at <= 80 else []
    if not prefix:
        return
    if facts := read_metadata_line(" ".join(prefix), lexicon):
        found.dates += facts.dates
    elif moment := lexicon.moment(
        prefix[-1]
    ):  # a machine's field, whose name the page's language doesn't know
        found.dates.append((None, moment))

"""Liveblogs: their clock lines, day dividers and headlines marked, then their entries cut apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transforms.dates.moments import Moment
from transforms.document import METADATA, TIMESTAMP, Document, Line
from transforms.liveblog.agendas import keep_agendas
from transforms.liveblog.ages import (
    are_signed,
    are_told,
    bare_ages,
    clocked_ages,
    find_ages,
    may_count_back,
    with_ages,
)
from transforms.liveblog.compact import find_compact
from transforms.liveblog.entries import cut_entries
from transforms.liveblog.entry_feet import mark_entry_feet
from transforms.liveblog.evidence import DIVIDED, ENOUGH, best_layout
from transforms.liveblog.glued import find_glued
from transforms.liveblog.headlines import mark_headline_blog
from transforms.liveblog.index_list import mark_indexed
from transforms.liveblog.marks import (
    AGE_AGAIN,
    CLOCK,
    CLOCK_AGAIN,
    entry_dividers,
    find_dividers,
    is_marked,
    keep_summary,
    mark_dividers,
    mark_opening,
)
from transforms.liveblog.minutes import mark_match
from transforms.liveblog.notes import without_notes, without_posting_words
from transforms.liveblog.openings import find_openings, hidden_headlines
from transforms.liveblog.order import said_twice, with_relatives
from transforms.liveblog.page import Page
from transforms.liveblog.pictures import picture_lines
from transforms.liveblog.play_minutes import mark_minutes
from transforms.liveblog.reclaim import reclaim_entries, release_closings, says_of_itself
from transforms.liveblog.timestamps import END, Stamp, clock_vocabulary, read_stamp, undecided_clock_lines
from transforms.liveblog.words import (
    STRONG,
    WEAK,
    Words,
    head_lines,
    is_framed,
    liveblog_words,
    may_name_itself,
    name_evidence,
)
from transforms.rulebook import Rulebook, Vocabulary
from transforms.shape.looks import Looks

_FEW_CLOCKS = 4  # that a ticker whose entries have minutes of play may have, too
_LAST_REACH = 60  # lines behind the last clock in which something of its entry may stand


def mark_timestamps(document: Document, rulebook: Rulebook) -> Document:
    r"""Give a liveblog's clock lines, day dividers and headlines their roles, and cut clocks off headlines.

    Decided by what the page shows, see `transforms.liveblog.evidence`; a page with clocks that is no liveblog
    stays as it is. Spares digests with clocks at the ends of their lines, and the clocks inside texts.

    >>> page = "Liveblog zum Hochwasser\n14.05 Uhr: Pegel steigt\nDer Pegel der Sahle ist weiter gestiegen.\n"
    >>> page += "13.40 Uhr: Brücke gesperrt\nDie Brücke an der alten Mühle ist seit Mittag gesperrt."
    >>> marked = mark_timestamps(Document.from_text(page, language="de"), Rulebook.load())
    >>> [line.text for line in marked.lines[1::2]]
    ['Pegel steigt', 'Brücke gesperrt']
    """
    if is_marked(document.lines) or not rulebook.judges_shape:
        return document
    marked = _mark_clocked(document, rulebook)
    if marked is not document and len(_opened(document, marked)) >= _FEW_CLOCKS:
        return marked
    played = mark_match(document, rulebook)  # its end may have a clock, and the minutes between none
    return marked if played is document else played


def _opened(document: Document, marked: Document) -> list[Line]:
    """The lines that have been marked as clocks, or as texts that have one."""
    return [
        line
        for before, line in zip(document.lines, marked.lines, strict=True)
        if line is not before and (line.role is TIMESTAMP or CLOCK in line.edits)
    ]


def _mark_clocked(document: Document, rulebook: Rulebook) -> Document:
    """The document with its clock lines, dividers and headlines marked; itself if it is no liveblog."""
    held = undecided_clock_lines(document.lines)
    head = head_lines(document)
    vocabulary = clock_vocabulary(document.language, rulebook)
    counts = may_count_back(document.lines, vocabulary)
    if len(held) < 3 and not counts and not may_name_itself(document, head):
        return document
    words = liveblog_words(document.language, rulebook)
    name = _named(document, head, words)
    framed = is_framed(head)
    if len(held) < 2 and not (name or framed or counts):
        return document
    released = release_closings(document, held)
    page = Page(released.lines, words.comment_headers)
    released, stamps = _read_clocks(released, page, held, vocabulary, words)
    if (indexed := mark_indexed(released, stamps, page, name > 0)) is not released:
        return indexed
    ages = find_ages(page, vocabulary) if name or counts else []
    if not name and (are_signed(ages, page) or are_told(ages, page)):
        name = STRONG
    needless = clocked_ages(ages, stamps, page)
    if name or needless:  # else they may as well be readers' comments, or teasers
        if needless:
            released = _without(released, needless, AGE_AGAIN)
            page.leave_out(needless)
        stamps = _with([age for age in ages if age.line not in needless], stamps) or find_compact(page)
    stamps = without_notes(stamps, page, vocabulary)
    score, chosen = best_layout(stamps, page, name)
    if max(name, score + DIVIDED) < ENOUGH and not framed:
        return document
    document = released
    dividers = find_dividers(document.lines, page, vocabulary)
    if score + DIVIDED * bool(dividers) < ENOUGH:
        return mark_headline_blog(document, page, dividers, name, words, vocabulary)
    newer = stamps if ages else _with(find_ages(page, vocabulary), stamps)
    entries = bare_ages(with_ages(with_relatives(chosen, stamps, page), newer, page))
    entries = without_posting_words(entries, vocabulary)
    document = keep_agendas(keep_summary(document, stamps, entries, page), stamps, entries)
    return _mark_entries(document, page, entries, dividers, rulebook)


def _read_clocks(
    document: Document, page: Page, held: Sequence[int], vocabulary: Vocabulary, words: Words
) -> tuple[Document, list[Stamp]]:
    """The document without clocks that are said twice, and its clock lines, those glued to headlines among them."""
    stamps = _read_stamps(page, held, vocabulary, words)
    if twice := said_twice(stamps, page):
        document = _without(document, twice, CLOCK_AGAIN)
        page.leave_out(twice)
        stamps = [stamp for stamp in stamps if stamp.line not in twice]
    glued = find_glued(page)
    return document, _with(glued, stamps) if glued else stamps


def _named(document: Document, head: Sequence[str], words: Words) -> float:
    """How much the page says itself that it is a liveblog, by its name and what it says of its end: 0 to `STRONG`."""
    over, running = says_of_itself(document.lines)
    return STRONG if running else min(STRONG, name_evidence(document, head, words) + WEAK * over)


def _without(document: Document, lines: Iterable[int], rule: str) -> Document:
    """The document, those lines told that say when an entry was, as its clock does."""
    told = list(document.lines)
    for line in lines:
        told[line] = told[line].judged(METADATA, rule)
    return document.with_lines(told)


def _read_stamps(page: Page, held: Sequence[int], vocabulary: Vocabulary, words: Words) -> list[Stamp]:
    read = [read_stamp(at, page.shown[at], vocabulary, words.labels) for at in page.firsts(held)]
    return [stamp for stamp in read if stamp is not None]


def _with(ages: Sequence[Stamp], clocks: Sequence[Stamp]) -> list[Stamp]:
    """Both in the order of the page; of a line that is both, what opens it counts: "gestern, 23.07 Uhr"."""
    opening = [stamp for stamp in clocks if stamp.layout != END]
    lines = {stamp.line: stamp for stamp in (*clocks, *ages, *opening)}
    return sorted(lines.values(), key=lambda stamp: stamp.line)


def _mark_entries(
    document: Document,
    page: Page,
    stamps: Sequence[Stamp],
    dividers: Mapping[int, Moment],
    rulebook: Rulebook,
) -> Document:
    """Mark what opens the entries of these clock lines, and the day dividers between them."""
    words = liveblog_words(document.language, rulebook)
    vocabulary = clock_vocabulary(document.language, rulebook)
    known = len(stamps)
    marked, stamps = reclaim_entries(document.lines, stamps, vocabulary, words.labels)
    if len(stamps) > known:
        page = Page(marked)
    limit = min(stamps[-1].line + _LAST_REACH, len(marked))
    if page.is_wrapped:
        stamps = _reveal_headlines(stamps, page, limit, vocabulary, words)
    page.leave_out(picture_lines(stamps, page, limit, Looks.of(rulebook, document.language)))
    openings = find_openings(stamps, page, words, limit)
    mark_dividers(marked, entry_dividers(dividers, openings, page, _LAST_REACH))
    ends = [*(opening.first_line for opening in openings[1:]), limit]
    for opening, end in zip(openings, ends, strict=True):
        mark_opening(marked, opening, page, end, words)
    mark_minutes(marked, openings, page)
    mark_entry_feet(marked, openings, page)
    return document.with_lines(marked)


def _reveal_headlines(
    stamps: Sequence[Stamp], page: Page, limit: int, vocabulary: Vocabulary, words: Words
) -> list[Stamp]:
    """Break headlines off the texts into which they were joined; a clock before one is read again."""
    hidden = hidden_headlines(stamps, page, limit)
    for line in hidden:
        page.break_off(line)
    again = {stamp.line: stamp for stamp in _read_stamps(page, hidden, vocabulary, words)}
    return [again.get(stamp.line, stamp) for stamp in stamps]


def segment_entries(document: Document, rulebook: Rulebook) -> Document:
    r"""Cut a marked liveblog into its entries: spans of lines, headlines, and the instants of their clocks.

    A clock is an instant only on a known day: its own, a divider's, or the page's. Where markers
    were lost, boundaries are inferred from the text and called so; a document without marks stays an article.

    >>> page = "Liveblog\nDi, 6. Mai 2031\n14.05 Uhr: Pegel steigt\nDer Pegel der Sahle steigt noch.\n"
    >>> page += "Mo, 5. Mai 2031\n13.40 Uhr: Brücke gesperrt\nDie Brücke an der alten Mühle ist gesperrt."
    >>> rulebook = Rulebook.load()
    >>> blog = segment_entries(mark_timestamps(Document.from_text(page, language="de"), rulebook), rulebook)
    >>> [(entry.headline, f"{entry.published_at:%d.%m. %H:%M}") for entry in blog.entries]
    [('Pegel steigt', '06.05. 14:05'), ('Brücke gesperrt', '05.05. 13:40')]
    """
    if not is_marked(document.lines):
        return document
    entries = cut_entries(document, rulebook)
    if len(entries) < 2:
        return document
    if document.entries:  # a later transform has told their languages
        languages = {entry.first_line: entry.language for entry in document.entries}
        entries = [
            entry._replace(language=languages.get(entry.first_line, entry.language)) for entry in entries
        ]
    lines = [line if line.entry is None else line.placed(None) for line in document.lines]
    for entry in entries:
        span = slice(entry.first_line - 1, entry.last_line)
        lines[span] = [line.placed(entry.position) for line in lines[span]]
    return document.replace(lines=tuple(lines), kind="liveblog", entries=tuple(entries))

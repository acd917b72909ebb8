"""What a line is among its neighbours: running text, its heading, or furniture between and after.

The document is read as runs of two states, text and furniture. Each unit speaks for one of them with
its evidence, and a change of state costs; the cheapest reading is found by dynamic programming
(Viterbi), in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from transforms.document import BODY, BOILERPLATE, HEADING, LEAD, METADATA, TIMESTAMP
from transforms.shape.article_end import mark_end
from transforms.shape.author_boxes import Introductions, mark_author_box, mark_authors
from transforms.shape.breaking_off import mark_breaking_off
from transforms.shape.captions import CAPTIONED
from transforms.shape.chronologies import mark_chronology, mark_dates, mark_days, mark_hours
from transforms.shape.copies import mark_copies, mark_pulled
from transforms.shape.ends import Names, extend_text, name_alike, retract_text
from transforms.shape.grids import mark_grids
from transforms.shape.islands import SEA, drop_islands
from transforms.shape.kinds import (
    BYLINE,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    LINK,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    SURE,
    TEXT,
    TRUNCATED,
)
from transforms.shape.looks import KICKED_HEADLINE
from transforms.shape.marks import (
    MARKS,
    mark_opening,
    mark_speakers,
)
from transforms.shape.needs import QUESTIONS, read_needs
from transforms.shape.paywalls import mark_paywall
from transforms.shape.plain import is_plain, judge_plain, judge_stretch
from transforms.shape.rows import heads_report, is_fact, is_result, mark_contents, mark_numbered_headings
from transforms.shape.second.reading import read_again
from transforms.shape.tables import mark_tables
from transforms.shape.teaser_tails import retract_teasers
from transforms.shape.threads import mark_threads
from transforms.shape.units import ADS, ALWAYS, AS_FURNITURE, SHORT, Unit, Verdict

_CHANGE = 1.6  # what a change between text and furniture costs, in units of evidence
_DECIDED = {
    LEAD: 3.0,
    BODY: 3.0,
    HEADING: 1.0,
    TIMESTAMP: 0.6,
    METADATA: -0.3,
    BOILERPLATE: -0.5,
}
_IS_TEXT = attrgetter("is_text")
_SHIELDED = 3.0
_AMID = bytes([True] * 3)  # a paragraph between two others
_LONGEST_HEADING = 120
_BUTTON = 2  # lines from a headline up to what stands above a button
_TEXT = 150  # characters of a paragraph that is longer than most teasers'
_BROKEN = 100  # characters of a text that a page breaks off
_ONE_QUESTION = re.compile(r"[^.!?:„“»«\"]+\ [^.!?:]+\?")  # no interviewer's name before it
_BODY = (BODY, "shape/body")
_HEADING = (HEADING, "shape/heading")
_TOLD = (_BODY, _HEADING)
_ORPHAN = (BOILERPLATE, "shape/orphan-heading")
_TEASER = AS_FURNITURE[HEADLINE]
_LABEL = AS_FURNITURE[LABEL]
_TEASER_TEXT = AS_FURNITURE[SENTENCE]
_KICKER = (BOILERPLATE, "shape/kicker")
_KICKED = (BOILERPLATE, "shape/below-kicker")
_COLONS = 2  # lines that end in a colon, fewer than which are neither a thread's nor a chronology's
_OPENS_TEASERS = frozenset({"related", "tags", "read-more"})
_PLAYS = frozenset({"player", "call-to-action", "slogan"})
_OF_TEXT = frozenset({LEAD, BODY, HEADING, TIMESTAMP})


def revise_units(
    units: Sequence[Unit], authors: Sequence[str], introductions: Introductions
) -> list[tuple[Unit, Verdict]]:
    """The verdict on each unit that is still open, where the document's authors are known."""
    if read_first(units, authors, introductions):
        read_again(units)
    return [(unit, unit.verdict or _BODY) for unit in units if unit.open]


def read_first(units: Sequence[Unit], authors: Sequence[str], introductions: Introductions) -> bool:
    """Judge the units; whether the page has text and furniture to tell apart, so that a second reading is due."""
    judged = [unit for unit in units if unit.open]
    if not _has_text(units) and not _tell_broken_text(judged):
        for unit in judged:
            unit.verdict = _BODY
        return False
    mark_copies(units)
    mark_pulled(units)
    mark_paywall(units)
    mark_breaking_off(units)
    mark_hours(units)
    mark_days(units)
    mark_dates(units)
    _mark_below_colons(units)
    if not is_plain(units):
        mark_end(units)
        _judge_outline(units, judged, authors, introductions)
        return True
    mark_contents(units)
    mark_numbered_headings(units)
    mark_authors(units, authors, introductions)
    if any(unit.look[0] is NUMBERS for unit in judged):
        mark_tables(units)
        mark_grids(units)
    _judge_questions(units)
    judge_plain(units)
    return False


def _judge_outline(
    units: Sequence[Unit], judged: Sequence[Unit], authors: Sequence[str], introductions: Introductions
) -> None:
    """Tell runs of text from runs of furniture."""
    outline = _outline(units)
    seen = read_needs(outline, judged if outline is units else [unit for unit in outline if unit.open])
    for needs, mark in MARKS:
        if not needs.isdisjoint(seen):
            mark(outline)
    if LABEL in seen:
        mark_speakers(outline, units)
    mark_authors(outline, authors, introductions)
    mark_opening(outline)
    judge_stretch(outline)
    states = follow_states(outline)
    names = Names(units)
    extend_text(outline, states, names)
    retract_text(outline, states, names)
    retract_teasers(outline, states, names)
    if len(outline) > SEA:
        drop_islands(outline, states)
    if authors:
        _mark_last_author(outline, states, authors, introductions)
    mark_author_box(outline, states, introductions)
    if not any(in_text and unit.is_text for unit, in_text in zip(outline, states, strict=True)):
        states = _only_paragraphs(outline)
    if _judge_furniture(outline, states):
        _rescue_headings(outline, states)
    if QUESTIONS in seen:
        _judge_questions(outline)
    _judge_headings(outline)


def _only_paragraphs(units: Sequence[Unit]) -> list[bool]:
    """The paragraphs alone, where no run of text is left amid a menu's many items; else all: better than nothing."""
    told = [unit.undecided and unit.look.kind is PARAGRAPH for unit in units]
    items = len([unit for unit in units if unit.undecided and unit.look.kind is ITEM])
    return told if any(told) and 2 * items > len(units) else [True] * len(units)


def _mark_below_colons(units: Sequence[Unit]) -> None:
    """Look for comments and chronologies, on the few pages where several lines end in a colon."""
    if len([unit for unit in units if unit.text[-1] == ":"]) >= _COLONS:
        mark_threads(units)
        mark_chronology(units)


def _mark_last_author(
    units: Sequence[Unit], states: Sequence[bool], authors: Sequence[str], introductions: Introductions
) -> None:
    """Look for an author's box among what is kept, if the last line of it names an author."""
    for place in range(len(units) - 1, -1, -1):
        if states[place] and units[place].is_text:
            if any(name in units[place].text for name in authors):
                mark_authors(
                    [unit for unit, told in zip(units, states, strict=True) if told], authors, introductions
                )
            return


def _tell_broken_text(judged: Sequence[Unit]) -> bool:
    """Take the only long line that breaks off for the text, of which the page shows no more; whether there is one."""
    broken = [unit for unit in judged if unit.look.kind is TRUNCATED and len(unit.text) >= _BROKEN]
    if len(broken) != 1:
        return False
    broken[0].look = SURE
    return True


def _has_text(units: Sequence[Unit]) -> bool:
    return any(map(_IS_TEXT, units))


def _judge_furniture(units: Sequence[Unit], states: Sequence[bool]) -> bool:
    """Judge what is furniture by its look, or by where it stands; whether anything was by its place alone."""
    misplaced = False
    for unit, in_text in zip(units, states, strict=True):
        if unit.role is not None or (in_text and unit.look[0] in AS_FURNITURE) or unit.rule:
            continue
        if unit.verdict is None:
            kind = unit.look.kind
            unit.verdict = ALWAYS.get(kind) or AS_FURNITURE[kind]
            misplaced |= kind in AS_FURNITURE
    return misplaced


def _outline(units: Sequence[Unit]) -> Sequence[Unit]:
    """The units without the paragraphs between two others: whatever their neighbours, they are text."""
    sure = [unit.open and unit.look is SURE and unit.verdict is None for unit in units]
    if _AMID not in bytes(sure):
        return units
    amid = zip(sure, [False, *sure], [*sure[1:], False], strict=False)
    return [unit for unit, around in zip(units, amid, strict=True) if not all(around)]


def follow_states(units: Sequence[Unit]) -> list[bool]:
    """For each unit whether it stands in a run of text."""
    text = furniture = 0.0
    change = _CHANGE
    steps: list[tuple[bool, bool]] = []  # whether the best way to (text, furniture) came from text
    for unit in units:
        evidence = unit.look[1] if unit.verdict is None and unit.open and not unit.rule else _evidence(unit)
        to_text = text >= furniture - change
        to_furniture = text - change > furniture
        text, furniture = (
            (text if to_text else furniture - change) + evidence,
            text - change if to_furniture else furniture,
        )
        steps.append((to_text, to_furniture))
    states, state = [], text >= furniture
    for to_text, to_furniture in reversed(steps):
        states.append(state)
        state = to_text if state else to_furniture
    return states[::-1]


def _evidence(unit: Unit) -> float:
    if unit.role is not None:
        return 0.0 if unit.rule_name in ADS else _DECIDED.get(unit.role, 0.0)
    if unit.rule:
        return _SHIELDED
    if unit.verdict is None:
        return unit.look[1]
    if unit.verdict in _TOLD:
        return _SHIELDED
    return -0.3 if unit.verdict is CAPTIONED else unit.look[1]


def _rescue_headings(units: Sequence[Unit], states: Sequence[bool]) -> None:
    """A headline between furniture and text is the text's heading, unless it completes a teaser."""
    for place in range(1, len(units) - 1):
        unit, below = units[place], units[place + 1]
        if (
            (unit.verdict is _TEASER or unit.verdict is _LABEL or unit.verdict is _TEASER_TEXT)
            and states[place + 1]
            and (below.look.kind in TEXT or (below.look.kind is ITEM and below.look.evidence > 0))
            and unit.gap >= below.gap
            and (below.open or below.role is BODY)
            and below.verdict is None
            and unit.look is not KICKED_HEADLINE
            and not _completes_teaser(units, place)
        ):
            unit.verdict = _HEADING


def _completes_teaser(units: Sequence[Unit], place: int) -> bool:
    """Whether what stands above is a kicker or header that waits for this headline."""
    unit, above = units[place], units[place - 1]
    if len(unit.text) > _LONGEST_HEADING or (above.gap and not unit.gap):
        return True
    if above.look.kind in {ITEM, TRUNCATED, CAPTION, CREDIT, BYLINE, NUMBERS, LINK}:
        return False
    if above.role is BOILERPLATE:
        return above.rule_name in _OPENS_TEASERS and not name_alike(unit, units[place + 1])
    return above.gap and above.look.kind in SHORT


def _judge_questions(units: Sequence[Unit]) -> None:
    """A short question above its answer is the answer's heading, as those of interviews are."""
    for unit, below in pairwise(units):
        if (
            unit.text[-1] == "?"
            and unit.open
            and unit.verdict is None
            and not unit.rule
            and len(unit.text) <= _LONGEST_HEADING
            and unit.look.kind is SENTENCE
            and _ONE_QUESTION.fullmatch(unit.text)
            and below.is_text
            and below.verdict is None
            and below.text[-1] != "?"
        ):
            unit.verdict = _HEADING


def _judge_headings(units: Sequence[Unit]) -> None:
    """Headlines amid text: headings where text follows, orphans where none does."""
    follower: Unit | None = None  # the next unit that belongs to the text or may
    place = len(units)
    for unit in reversed(units):
        place -= 1
        if unit.role is not None:
            if unit.role in _OF_TEXT:
                follower = unit
            continue
        if unit.look[0] in SHORT and unit.verdict is None and not unit.rule:
            below = units[place + 1] if place + 1 < len(units) else None
            above = units[place - 1] if place else None
            unit.verdict = _judge_headline(unit, above, below, follower)
            if unit.verdict is _KICKED and _stands_below_button(units, place):
                unit.verdict = _HEADING
            if unit.verdict is _KICKED and above is not None:
                above.verdict = _KICKER
        if unit.verdict is None or unit.verdict[0] in _OF_TEXT:
            follower = unit


def _judge_headline(unit: Unit, above: Unit | None, below: Unit | None, follower: Unit | None) -> Verdict:
    if is_result(unit.text) or is_fact(unit.text):
        return _HEADING if heads_report(unit, above, below) else _BODY
    if follower is None or below is None:
        return _BODY if len(unit.text) > _LONGEST_HEADING else _ORPHAN
    if below.rule_name in _PLAYS or (below.open and below.look.kind in {NUMBERS, BYLINE}):
        return _TEASER
    if follower.open and follower.look.kind in SHORT and not follower.rule:
        if unit.look.evidence > 0 and follower.look.evidence > 0:  # a chapter's, and its first section's
            return _HEADING
        return _judge_stacked(below, follower)
    kicked = above is not None and (_is_kicker(above) or _kicks_link(above)) and above.gap == unit.gap
    return _KICKED if kicked and unit.look.kind is HEADLINE else _HEADING


def _stands_below_button(units: Sequence[Unit], place: int) -> bool:
    """Whether the label above a headline rather ends what furniture says above it, and a long paragraph follows."""
    if place < _BUTTON or place + 1 == len(units):
        return False
    said, below = units[place - _BUTTON], units[place + 1]
    if not (below.is_text and len(below.text) >= _TEXT):
        return False
    if said.role is BOILERPLATE:
        return said.rule_name not in _OPENS_TEASERS and said.rule_name not in ADS
    return said.verdict is not None and said.verdict[0] is BOILERPLATE and said.look[0] not in SHORT


def _judge_stacked(below: Unit, follower: Unit) -> Verdict:
    """A headline above another one."""
    goes_on = below is follower and not below.gap and below.text[0].islower()
    return _HEADING if goes_on or below.rule_name in ADS else _ORPHAN  # ads stand between sections


def _kicks_link(unit: Unit) -> bool:
    """Whether a block of links ends in a few words, whose headline the block's rule has left behind."""
    return unit.rule_name == "related" and unit.role is BOILERPLATE and unit.look.kind is LABEL


def _is_kicker(unit: Unit) -> bool:
    return unit.open and not unit.rule and unit.verdict is None and unit.look.kind is LABEL

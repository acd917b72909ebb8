"""Pages that show no furniture: notices, minutes, programmes, lists. Their short lines are their text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import BODY, BOILERPLATE, HEADING, TITLE
from transforms.shape.kinds import (
    ADDRESS,
    BYLINE,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LINK,
    NUMBERS,
    SYMBOLS,
    TEXT,
    TRUNCATED,
    Look,
)
from transforms.shape.looks import FACT
from transforms.shape.rows import heads_report, is_row
from transforms.shape.units import ADS, ALWAYS, SHORT, Unit

_FURNISHING = frozenset({CREDIT, CAPTION, TRUNCATED, SYMBOLS, ADDRESS, LINK})
_SEPARATOR = re.compile(r"[|*–—_~+=. -]*")  # between sections, or what is left of a table
_SILENT = frozenset({"archive-head", "documents-label", "download-link", "image-file"})  # no teasers beside
_DATED = re.compile(r".*\b(?:19|20)\d\d\b|[^a-zA-Z]*$")  # a teaser's date or counter
_WORDS = re.compile(r"[^\W\d_]{2,}")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_HOURS = 3  # words of a line such as "Samstag: 10 bis 18 Uhr"
_LISTED = SHORT | {ITEM}
_SHORT_PARAGRAPH = 160  # characters of the longest paragraph on a club's page
_FEW_TEXTS = 6  # sentences and paragraphs of such a page: too few to outweigh its lists
_TRAILING = 3  # headlines below the last sentence that may be teasers nobody knows
_BODY = (BODY, "shape/body")
_HEADING = (HEADING, "shape/heading")


def is_plain(units: Sequence[Unit]) -> bool:
    """Whether nothing on the page is known to be a site's furniture, nor looks like it.

    A page that a site has put together has a share row, a credit, teasers' dates: something that gives it away.
    """
    return not any(map(_furnishes, units)) and not _may_trail_teasers(units)


def _furnishes(unit: Unit) -> bool:
    if not unit.open:
        silent = unit.rule.startswith("metadata/") or unit.rule_name in _SILENT
        return unit.role is BOILERPLATE and not silent
    kind = unit.look.kind
    if kind is SYMBOLS:
        return _SEPARATOR.fullmatch(unit.text) is None
    return kind in _FURNISHING or (kind is NUMBERS and _DATED.match(unit.text) is not None)


def _may_trail_teasers(units: Sequence[Unit]) -> bool:
    """Whether headlines end the page that may be teasers; the items of a list between them are an agenda's."""
    last = max((place for place, unit in enumerate(units) if unit.is_text), default=0)
    headlines = short = 0  # since the last numbered item
    for unit in units[last + 1 :]:
        if unit.look.kind is ITEM and _NUMBERED.match(unit.text):
            headlines = short = 0
        elif unit.look.kind in SHORT and not is_row(unit.text):
            short += 1
            headlines += unit.look.kind is HEADLINE
        if headlines >= _TRAILING:
            return True
    return short >= _TRAILING


def judge_plain(units: Sequence[Unit]) -> None:
    """Keep all that is open: above a sentence a short line is its heading, elsewhere it is a line of the text."""
    for above, unit, below in zip([None, *units], units, [*units[1:], None], strict=False):
        if not unit.open or unit.verdict is not None or unit.rule:
            continue
        if unit.look.kind in SHORT:
            heads = heads_report(unit, above, below) or (below is not None and _heads(unit, below))
            unit.verdict = _HEADING if heads else _BODY
        elif unit.look.kind is NUMBERS and len(_WORDS.findall(unit.text)) < _HOURS:
            unit.verdict = ALWAYS[NUMBERS]
        elif unit.look.kind in {BYLINE, SYMBOLS}:
            unit.verdict = ALWAYS[unit.look.kind]
        else:
            unit.verdict = _BODY


def _heads(unit: Unit, below: Unit) -> bool:
    """Whether a short line heads what stands below it: a sentence, or the rest of a wrapped heading."""
    goes_on = below.look.kind in SHORT and not below.gap and below.text[0].islower()
    return (below.look.kind in TEXT or goes_on or _opens_facts(unit, below)) and not is_row(unit.text)


def _opens_facts(unit: Unit, below: Unit) -> bool:
    """Whether labelled facts stand below that are set apart: "Scheunenbrand", "Zeit: …", "Ort: …"."""
    return below.gap and below.look == FACT and ": " not in unit.text and unit.look.kind is not ITEM


def judge_stretch(units: Sequence[Unit]) -> None:
    """On a page of a few short paragraphs, keep all short lines between its first sentence and its last.

    Clubs, parishes and councils print lists, results and programmes there. What a header, a date or a button
    gives away as furniture ends the stretch. Spares pages with many sentences, or paragraphs of a newspaper's length.
    """
    texts = [unit for unit in units if unit.is_text]
    if len(texts) > _FEW_TEXTS or any(len(unit.text) > _SHORT_PARAGRAPH for unit in texts):
        return
    stretch = _find_stretch(units)
    for above, unit, below in zip([None, *stretch], stretch, [*stretch[1:], None], strict=False):
        if not unit.open or unit.verdict is not None or unit.rule or unit.look.kind not in _LISTED:
            continue
        if unit.look.kind in SHORT and below is not None and below.look.kind is ITEM:
            unit.look = Look(unit.look.kind, 0.0)  # what heads a list may be its heading
        else:
            unit.verdict = _HEADING if unit.look.kind in SHORT and _heads_more(above, unit, below) else _BODY


def _heads_more(above: Unit | None, unit: Unit, below: Unit | None) -> bool:
    """Whether a short line heads what stands below: a sentence, or the run of short lines that it begins."""
    if above is None or below is None:
        return False
    return _heads(unit, below) or (above.look.kind not in SHORT and below.look.kind in SHORT)


def _find_stretch(units: Sequence[Unit]) -> Sequence[Unit]:
    """From the first sentence below the title to the last one, or item, above furniture; ads say nothing."""
    places = range(len(units))
    title = next((place for place in reversed(places) if units[place].role is TITLE), len(units))
    start = next((place for place in places[title + 1 :] if units[place].is_text), len(units))
    end = next((place for place in places[start:] if _ends_stretch(units[place])), len(units))
    last = next((place for place in reversed(places[start:end]) if _tells(units[place])), start - 1)
    return units[start : last + 1]


def _ends_stretch(unit: Unit) -> bool:
    if unit.verdict is not None and unit.verdict[0] is BOILERPLATE:
        return True
    ranked = unit.open and unit.look.kind is NUMBERS and _WORDS.search(unit.text) is None
    return ranked or (_furnishes(unit) and unit.rule_name not in ADS)


def _tells(unit: Unit) -> bool:
    return (unit.is_text and unit.text[-1] in ".!") or (unit.look.kind is ITEM and unit.look.evidence > 0)
